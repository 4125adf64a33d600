"""Start the measured tools, one process each, and time them from outside."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parent.parent
Command = tuple[str, ...]


class WorkerError(Exception):
    """A measured process ended without an answer; what it said stands on standard error."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tool to measure: its worker, and the command line of its own, if it has one."""

    name: str
    worker: Command
    command_line: Command | None = None


@dataclass(slots=True)
class Passes:
    """What one tool took to read all articles, a number a repeat, and its process's peak memory."""

    version: str
    seconds: list[float] = field(default_factory=list)
    found: int = 0
    died: int = 0
    peak_bytes: int = 0


class Worker:
    """One tool in one process, which is idle except while it reads."""

    def __init__(self, command: Command, paths: Sequence[Path]) -> None:
        self.command = command
        self.process = _start(command)
        order = {"paths": [str(path) for path in paths], "warm_up": str(paths[0])}
        self.passes = Passes(str(self._ask(json.dumps(order))["version"]))

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.communicate()

    def read_all(self) -> None:
        """Have the tool read every article once and keep what it took."""
        answer = self._ask("pass")
        self.passes.seconds.append(float(answer["seconds"]))
        self.passes.found, self.passes.died = int(answer["found"]), int(answer["died"])
        self.passes.peak_bytes = int(answer["peak_bytes"])

    def _ask(self, line: str) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        except BrokenPipeError as error:
            raise WorkerError(f"{' '.join(self.command)}: ended early") from error
        return _answer(self.process.stdout.readline(), self.command)


def first_result_seconds(command: Command) -> float:
    """Return the seconds from starting a fresh process to the first line it prints."""
    began = time.perf_counter()
    process = _start(command)
    assert process.stdout
    line = process.stdout.readline()
    seconds = time.perf_counter() - began
    process.communicate()
    _answer(line, command)
    return seconds


def worker_command(python: str, module: str, *options: str) -> Command:
    """Return the command that runs one of this folder's workers with an interpreter."""
    return (python, "-m", f"benchmarks.{module}", *options)


def onrecord_command_line() -> Command:
    """Return the command line of Onrecord, as its entry point starts it."""
    script = Path(sys.executable).parent / "onrecord"
    return (str(script), "read") if script.exists() else (sys.executable, "-m", "onrecord", "read")


def _start(command: Command) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def _answer(line: str, command: Command) -> dict[str, Any]:
    if not line.strip():
        raise WorkerError(f"{' '.join(command)}: ended without an answer")
    answer = json.loads(line)
    assert isinstance(answer, dict)
    return answer

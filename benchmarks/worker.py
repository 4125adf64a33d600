"""The loop that every measured tool runs in a process of its own; the standard library alone.

The tool's module gives `main` a function that loads it. Lines of JSON go both ways:

    --first FILE    load, read one file, answer {"found": n}, end
    --serve         {"paths": [...], "warm_up": FILE} comes in: load, read the warm-up article, answer
                    {"version"}; then each line "pass" has every article read and answered with
                    {"seconds", "found", "died", "peak_bytes"}

What stands here is the same for every tool, so that none is timed in a kinder way than another.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

_Item = TypeVar("_Item")

#: Reads texts one after another: how many statements each has, or None where the tool raised.
ReadAll = Callable[[Sequence[str]], Iterable[int | None]]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool that is loaded and ready to read."""

    version: str
    read_all: ReadAll


def read_text(path: Path) -> str:
    """Return the text of `path` with its line ends as they stand."""
    return path.read_bytes().decode("utf-8", errors="replace")


def one_by_one(read: Callable[[str], int]) -> ReadAll:
    """Return a `ReadAll` that calls `read` on each text and turns whatever it raises into None."""

    def read_all(texts: Sequence[str]) -> Iterator[int | None]:
        for text in texts:
            yield guarded(read, text)

    return read_all


def guarded(read: Callable[[_Item], int], item: _Item) -> int | None:
    """Return `read(item)`, or None where it raises."""
    try:
        return read(item)
    except Exception:
        return None


def peak_bytes() -> int:
    """Return the most memory this process has held at once (its maximum resident set)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # The unit is a byte on macOS and 1024 bytes elsewhere.
    return peak if sys.platform == "darwin" else peak * 1024


def main(load: Callable[[argparse.Namespace], Tool], parser: argparse.ArgumentParser) -> None:
    """Run one tool as the command line says; `parser` may have options of the tool's own."""
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--first", type=Path, metavar="FILE")
    mode.add_argument("--serve", action="store_true")
    options = parser.parse_args()
    if options.first:
        found, _ = _pass(load(options), [read_text(options.first)])
        _answer({"found": found})
    else:
        _serve(load, options)


def _serve(load: Callable[[argparse.Namespace], Tool], options: argparse.Namespace) -> None:
    order = json.loads(sys.stdin.readline())
    texts = [read_text(Path(path)) for path in order["paths"]]
    tool = load(options)
    _pass(tool, [read_text(Path(order["warm_up"]))])
    _answer({"version": tool.version})
    for _ in sys.stdin:
        began = time.perf_counter()
        found, died = _pass(tool, texts)
        seconds = time.perf_counter() - began
        _answer({"seconds": seconds, "found": found, "died": died, "peak_bytes": peak_bytes()})


def _pass(tool: Tool, texts: Sequence[str]) -> tuple[int, int]:
    """Read every text; return how many statements were found and how many texts the tool died on."""
    results = list(tool.read_all(texts))
    return sum(n for n in results if n is not None), sum(n is None for n in results)


def _answer(message: dict[str, object]) -> None:
    print(json.dumps(message), flush=True)

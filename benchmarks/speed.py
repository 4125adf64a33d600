"""Onrecord beside textacy on spaCy's small English model: speed, start and memory, in one run.

python -m benchmarks.speed [--texts DIR] [--repeat 3] [--textacy-python PATH] [--json]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

import click
from rich.console import Console
from rich.table import Table

from benchmarks.machine import describe_machine, is_busy
from benchmarks.processes import (
    ROOT,
    Candidate,
    Passes,
    Worker,
    WorkerError,
    first_result_seconds,
    onrecord_command_line,
    worker_command,
)

DIED_NOTE: Final = (
    "textacy raises for a whole article on quotation marks it cannot pair. Such articles count as read, "
    "for both tools: spaCy's parse, nearly all of the work, is done by then. Their time and words stay in."
)
_MIB: Final = 2**20


@dataclass(slots=True)
class Measured:
    """Everything measured of one tool."""

    passes: Passes
    words: int
    first_result: list[float] = field(default_factory=list)
    command_line: list[float] = field(default_factory=list)

    def speeds(self) -> list[float]:
        """Return the words a second of each repeat."""
        return [self.words / seconds for seconds in self.passes.seconds]

    def as_json(self) -> dict[str, object]:
        """Return the figures as plain data."""
        return {
            "version": self.passes.version,
            "words_per_second": _spread(self.speeds(), best=max),
            "start_to_first_result_seconds": _spread(self.first_result, best=min),
            "command_line_seconds": _spread(self.command_line, best=min),
            "peak_memory_mib": round(self.passes.peak_bytes / _MIB, 1),
            "found": self.passes.found,
            "articles_died_on": self.passes.died,
        }


@dataclass(frozen=True, slots=True)
class Articles:
    """The texts that both tools read."""

    paths: tuple[Path, ...]
    words: tuple[int, ...]

    @property
    def middle(self) -> Path:
        """The article of median length: the one that start to first result is measured on."""
        return sorted(zip(self.words, self.paths, strict=True))[len(self.paths) // 2][1]


def find_articles(folder: Path | None) -> Articles:
    """Return the text files of `folder`, or of the project's own examples, with their words."""
    found = folder.glob("*.txt") if folder else (ROOT / "examples").glob("*/text/*.txt")
    paths = tuple(sorted(path.resolve() for path in found))
    if not paths:
        raise click.ClickException(f"{folder or ROOT / 'examples'}: holds no .txt files")
    words = (len(path.read_bytes().decode("utf-8", errors="replace").split()) for path in paths)
    return Articles(paths, tuple(words))


def candidates(textacy_python: str, model: Path | None, *, fast: bool) -> tuple[Candidate, Candidate]:
    """Return Onrecord and textacy, as they are to be started."""
    own_model = ("--model", str(model.resolve())) if model else ()
    return (
        Candidate(
            "onrecord",
            worker_command(sys.executable, "onrecord_worker", *own_model),
            # The command line reads with the shipped model only.
            None if model else onrecord_command_line(),
        ),
        Candidate("textacy", worker_command(textacy_python, "textacy_worker", *(["--fast"] if fast else []))),
    )


def measure(tools: Sequence[Candidate], articles: Articles, repeats: int) -> dict[str, Measured]:
    """Measure every tool on the same articles, taking turns so that a slow spell hits all alike."""
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker((*tool.worker, "--serve"), articles.paths)) for tool in tools]
        for _ in range(repeats):
            for worker in workers:
                worker.read_all()
    found = {
        tool.name: Measured(worker.passes, sum(articles.words))
        for tool, worker in zip(tools, workers, strict=True)
    }
    first = str(articles.middle)
    for _ in range(repeats):
        for tool in tools:
            found[tool.name].first_result.append(first_result_seconds((*tool.worker, "--first", first)))
            if tool.command_line:
                command = (*tool.command_line, first, "--json")
                found[tool.name].command_line.append(first_result_seconds(command))
    return found


def report(found: dict[str, Measured], articles: Articles) -> dict[str, object]:
    """Return all figures of a run, with the ratios of Onrecord to textacy, as plain data."""
    ours, theirs = found["onrecord"], found["textacy"]
    return {
        "machine": describe_machine(),
        "articles": len(articles.paths),
        "words": sum(articles.words),
        "tools": {name: measured.as_json() for name, measured in found.items()},
        "onrecord_to_textacy": {
            "words_per_second_best": round(max(ours.speeds()) / max(theirs.speeds()), 2),
            "words_per_second_median": round(median(ours.speeds()) / median(theirs.speeds()), 2),
            "start_to_first_result": round(min(ours.first_result) / min(theirs.first_result), 2),
            "peak_memory": round(ours.passes.peak_bytes / theirs.passes.peak_bytes, 2),
        },
        "note": DIED_NOTE,
    }


def table(found: dict[str, Measured]) -> Table:
    """Return the figures side by side, for people."""
    ours, theirs = found["onrecord"], found["textacy"]
    drawn = Table(title="Same articles, same run, one process each")
    drawn.add_column("")
    for name, measured in found.items():
        drawn.add_column(f"{name}\n{measured.passes.version}", justify="right")
    drawn.add_column("onrecord /\ntextacy", justify="right")

    def row(label: str, ours: float, theirs: float, style: str) -> None:
        drawn.add_row(label, format(ours, style), format(theirs, style), f"{ours / theirs:.2f}")

    row("words/s, best", max(ours.speeds()), max(theirs.speeds()), ",.0f")
    row("words/s, median", median(ours.speeds()), median(theirs.speeds()), ",.0f")
    row("start to first result, s, best", min(ours.first_result), min(theirs.first_result), ".2f")
    row("start to first result, s, median", median(ours.first_result), median(theirs.first_result), ".2f")
    if ours.command_line:
        drawn.add_row("onrecord read FILE --json, s, best", f"{min(ours.command_line):.2f}", "", "")
    row("peak memory, MiB", ours.passes.peak_bytes / _MIB, theirs.passes.peak_bytes / _MIB, ".0f")
    drawn.add_row("statements found", f"{ours.passes.found}", f"{theirs.passes.found}", "")
    drawn.add_row("articles it died on", f"{ours.passes.died}", f"{theirs.passes.died}", "")
    return drawn


def _spread(values: Sequence[float], best: Callable[[Sequence[float]], float]) -> dict[str, object] | None:
    if not values:
        return None
    return {
        "best": round(best(values), 3),
        "median": round(median(values), 3),
        "all": [round(v, 3) for v in values],
    }


@click.command()
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Text files to read.  [default: the project's examples]",
)
@click.option(
    "--repeat", type=click.IntRange(min=1), default=3, show_default=True, help="Times each tool reads all."
)
@click.option(
    "--textacy-python", default=sys.executable, metavar="PATH", help="Interpreter that has textacy."
)
@click.option(
    "--textacy-fast", is_flag=True, help="textacy without named entities, articles parsed in batches."
)
@click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Another model than the shipped one.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(
    texts: Path | None,
    repeat: int,
    textacy_python: str,
    textacy_fast: bool,
    model: Path | None,
    as_json: bool,
) -> None:
    """Measure Onrecord beside textacy on the same articles."""
    if is_busy():
        click.echo("speed: other work is running on this machine; ratios hold better than figures", err=True)
    articles = find_articles(texts)
    try:
        found = measure(candidates(textacy_python, model, fast=textacy_fast), articles, repeat)
    except WorkerError as error:
        raise click.ClickException(
            f"{error} (textacy comes with the extra 'bench'; see --textacy-python)"
        ) from error
    figures = report(found, articles)
    if as_json:
        click.echo(json.dumps(figures, indent=2))
        return
    console = Console(highlight=False)
    console.print(table(found))
    console.print(f"{len(articles.paths)} articles, {sum(articles.words):,} words; {figures['machine']}")
    console.print(DIED_NOTE)


if __name__ == "__main__":
    main()

"""The record at several sizes: what adding costs, what asking costs, how large it is.

    python -m benchmarks.record [--articles 1000 --articles 10000] [--folder DIR] [--part adding]

Every ratio is measured side by side in one run. The records are made of generated articles, of which a base
is read with the model once; `--folder` keeps records and base for another run.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

import click
from rich.console import Console
from rich.table import Table

from benchmarks.filling import read_base
from benchmarks.machine import describe_machine, is_busy
from benchmarks.record_adding import Share, Times, adding, grow, share
from benchmarks.record_asking import Answered, ask, plans
from benchmarks.record_size import Size, size_of
from onrecord.record import Store

PARTS: Final = ("adding", "share", "asking", "size", "plans")
#: What the record is held to.
MOST_GROWTH, MOST_SHARE, MOST_MILLISECONDS = 1.3, 0.15, 100.0
_DEFAULT_SIZES: Final = (1_000, 3_000)
# Articles that are read with the model to be renamed.
_BASE: Final = 200
_LARGEST_PARTS: Final = 40
_MIB: Final = 2**20


@dataclass(frozen=True, slots=True)
class Options:
    """What is measured, and how often."""

    sizes: tuple[int, ...]
    parts: tuple[str, ...]
    sample: int
    read: int
    examples: int
    only: str


def measure(options: Options, base_size: int, folder: Path, console: Console) -> dict[str, Any]:
    """Measure and print what `options` name; return the figures as plain data."""
    figures: dict[str, Any] = {"machine": describe_machine()}
    if "share" in options.parts:
        told = share(options.read)
        console.print(share_table(told))
        figures["share"] = {"cpu": told.ratio(), "wall": told.wall_ratio(), "memory_kib": told.memory_kib}
    if set(options.parts) == {"share"}:
        return figures
    base = read_base(base_size, folder)
    with console.status("filling") as status:
        paths = grow(base, options.sizes, folder, status.update)
    if "adding" in options.parts:
        start = 10 * max(options.sizes) + _taken(paths[-1])
        times = adding(base, paths, options.sample, start)
        console.print(adding_table(options.sizes, times))
        figures["adding"] = {size: one.figures() for size, one in zip(options.sizes, times, strict=True)}
    del base
    if "size" in options.parts:
        with Store(paths[-1]) as store:
            size = size_of(store)
        console.print(size_table(size))
        figures["bytes_per_article"] = size.file / size.articles
    if "asking" in options.parts:
        answered = list(ask(paths[-1], options.examples, options.only))
        console.print(asking_table(answered))
        figures["asking"] = {one.name: one.figures() for one in answered}
        if "plans" in options.parts:
            _print_plans(paths[-1], answered, options.examples, console)
    return figures


def _taken(path: Path) -> int:
    """Return how many articles were added in measuring: a further run adds others."""
    with Store(path) as store:
        return int(store.value("SELECT max(id) FROM article"))


def adding_table(sizes: Sequence[int], times: Sequence[Times]) -> Table:
    """Return the cost of adding at each size, with its ratio to the first."""
    drawn = _table("Writing one article, in milliseconds", "articles in the record")
    for name in (
        "mean",
        "median",
        "worst",
        "mean, processor",
        "median, processor",
        "ratio of means",
        "of medians",
    ):
        drawn.add_column(name, justify="right")
    first = times[0].figures()
    for size, one in zip(sizes, times, strict=True):
        found = one.figures()
        drawn.add_row(
            f"{size:,}",
            *(f"{found[name]:.2f}" for name in _TIMES),
            f"{found['mean_cpu_ms'] / first['mean_cpu_ms']:.2f}",
            f"{found['median_cpu_ms'] / first['median_cpu_ms']:.2f}",
        )
    drawn.caption = (
        f"{len(times[0].wall)} articles, the same at each size, in turns; ratios of processor time"
    )
    return drawn


_TIMES: Final = ("mean_ms", "median_ms", "worst_ms", "mean_cpu_ms", "median_cpu_ms")


def share_table(found: Share) -> Table:
    """Return reading with and without a record side by side."""
    drawn = _table(f"Reading {found.articles} articles of {found.words:,} words, one thread", "")
    for name in ("s", "s, processor", "words/s", "ratio", "ratio, processor"):
        drawn.add_column(name, justify="right")
    for name, times in (("read", found.plain), ("read into a record", found.recorded)):
        wall, cpu = sum(times.wall), sum(times.cpu)
        ratios = (wall / sum(found.plain.wall), cpu / sum(found.plain.cpu))
        drawn.add_row(
            name, f"{wall:.1f}", f"{cpu:.1f}", f"{found.words / wall:,.0f}", *(f"{one:.3f}" for one in ratios)
        )
    drawn.caption = f"memory of the process at most {found.memory_kib / 1024:.0f} MiB, two readers in it"
    return drawn


def asking_table(answered: Sequence[Answered]) -> Table:
    """Return what each question costs; ratios are to the plain query, in time of the processor."""
    drawn = _table(f"Asking, {len(answered[0].warm)} examples of each, in milliseconds", "")
    for name in ("cold, median", "cold, worst", "warm, median", "warm, worst"):
        drawn.add_column(name, justify="right")
    for name in ("processor, median", "processor, worst", "ratio", "MiB", "found"):
        drawn.add_column(name, justify="right")
    plain = 1000 * median(answered[0].processor)
    for one in answered:
        found = one.figures()
        drawn.add_row(
            one.name,
            *(f"{found[name]:.1f}" for name in _COLUMNS),
            f"{found['processor_median_ms'] / plain:.1f}",
            f"{found['memory_mib']:.0f}",
            f"{one.found:,}",
        )
    return drawn


_COLUMNS: Final = (
    "cold_median_ms",
    "cold_worst_ms",
    "warm_median_ms",
    "warm_worst_ms",
    "processor_median_ms",
    "processor_worst_ms",
)


def size_table(size: Size) -> Table:
    """Return the bytes an article by table and index."""
    drawn = _table(f"{size.file / _MIB:,.0f} MiB for {size.articles:,} articles", "table or index")
    for name in ("of", "bytes an article", "unused", "share"):
        drawn.add_column(name, justify="right")
    for part in size.parts[:_LARGEST_PARTS]:
        drawn.add_row(
            part.name,
            "" if part.table == part.name else part.table,
            f"{part.bytes / size.articles:,.0f}",
            f"{part.unused / part.bytes:.0%}",
            f"{part.bytes / size.file:.1%}",
        )
    a, text, originals = size.articles, size.text, size.originals
    drawn.caption = (
        f"{size.file / a:,.0f} bytes an article of {text / a:,.0f} bytes of text ({size.file / text:.1f} x)"
        f" and {originals / a:,.0f} of original; {size.attributions / a:.1f} statements an article"
    )
    return drawn


def _print_plans(path: Path, answered: Sequence[Answered], examples: int, console: Console) -> None:
    for one in answered[1:]:
        if 1000 * max(one.warm) < MOST_MILLISECONDS / 2:
            continue
        console.print(f"\n[bold]{one.name}[/bold]")
        for sql, seconds, plan in plans(path, examples, one.name)[:3]:
            console.print(f"{1000 * seconds:.1f} ms  {sql[:1500]}", markup=False)
            for line in plan:
                console.print(f"    {line}", markup=False)


def _table(title: str, first: str) -> Table:
    drawn = Table(title=title)
    drawn.add_column(first)
    return drawn


@click.command(help=__doc__)
@click.option(
    "--articles",
    "sizes",
    type=click.IntRange(min=1),
    multiple=True,
    default=_DEFAULT_SIZES,
    show_default=True,
    help="Articles in a record, smallest first; once for each record.",
)
@click.option("--base", default=_BASE, show_default=True, help="Articles that the model reads.")
@click.option("--sample", default=300, show_default=True, help="Articles added in measuring.")
@click.option("--read", default=300, show_default=True, help="Articles read with a record and without.")
@click.option("--examples", default=30, show_default=True, help="Examples of each question.")
@click.option("--only", default="", help="Ask only questions with these words in their names.")
@click.option("--part", "parts", type=click.Choice(PARTS), multiple=True, default=PARTS)
@click.option(
    "--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Keep all here."
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the figures as JSON, the tables on standard error."
)
def main(base: int, folder: Path | None, as_json: bool, **options: Any) -> None:
    """Measure the record."""
    if is_busy():
        click.echo("record: other work is running on this machine; ratios hold better than figures", err=True)
    with ExitStack() as stack:
        place = folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        console = Console(highlight=False, stderr=as_json, width=None if folder is None else 160)
        figures = measure(Options(**options), base, place, console)
        console.print(f"{figures['machine']}")
    if as_json:
        click.echo(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()

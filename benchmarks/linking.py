"""What linking an article costs in records of several sizes, by step.

    python -m benchmarks.linking [--articles 1000 --articles 10000 --articles 100000] [--folder DIR]

A base of generated articles is read and linked by the real code; larger records are made of renamed copies
of it, links included (`benchmarks.archive` tells how). Then the same fresh articles, which the model has
read, are written and linked in each record, in turns, each record in a process of its own. All of it is
undone in the end, so that a record can be used again. Times are of the processor.
"""

from __future__ import annotations

import json
import multiprocessing
import pickle
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from typing import Any, Final

import click
from rich.console import Console
from rich.table import Table

from benchmarks.archive import A_DAY, grow
from benchmarks.filling import original
from benchmarks.generate import generated
from benchmarks.linking_pairs import pairs_of, pairs_table
from benchmarks.machine import describe_machine, is_busy
from benchmarks.undoing import undone
from onrecord.article import Article
from onrecord.read.encoder import Encoder
from onrecord.read.reader import Reader
from onrecord.record import Mode, Store
from onrecord.record.citations import link_citations
from onrecord.record.cited_articles import CitedArticles
from onrecord.record.claims import link_claims
from onrecord.record.comparing import Comparisons
from onrecord.record.copies import Copyables, link_copies
from onrecord.record.linking import link_waiting
from onrecord.record.sayings import Sayings
from onrecord.record.write import Read, put

#: What the record is held to: time an article at the largest size, against the smallest.
MOST_GROWTH: Final = 1.5
STEPS: Final = ("write", "copies", "citations", "claims")
_SIZES: Final = (1_000, 10_000, 100_000)
_FIRST_DAY: Final = date(2031, 1, 1)
#: Articles linked before those that are counted: a long run has the upper levels of every index at hand.
WARM: Final = 20
Tell = Callable[[str], None]


def dated(number: int, day: int) -> Article:
    """Return the generated article with a number, published on a day counted from the first one."""
    return replace(generated(number), published=(_FIRST_DAY + timedelta(days=day)).isoformat())


def read_all(articles: Sequence[Article], path: Path, tell: Tell) -> list[Read]:
    """Return articles as the model reads them, kept in a file for the next run."""
    if path.exists():
        kept: list[Read] = pickle.loads(path.read_bytes())
        return kept
    reader = Reader(Encoder(threads=1))
    found = []
    for article in articles:
        reading, meanings = reader.read_with_meaning(article)
        found.append(Read(original(article), reading, meanings, "benchmark"))
        tell(f"{len(found)} of {len(articles)} articles read")
    path.write_bytes(pickle.dumps(found))
    return found


def make_base(count: int, folder: Path, tell: Tell) -> Path:
    """Return a record of `count` articles, read and linked by the real code in the order of their days."""
    path = folder / f"linked-{count}.db"
    if path.exists():
        return path
    coming = read_all([dated(n, n // A_DAY) for n in range(count)], folder / f"base-{count}.pickle", tell)
    making = path.with_name(f"{path.name}.making")
    making.unlink(missing_ok=True)
    with Store(making, Mode.CREATE) as store:
        with store.transaction():
            for read in coming:
                put(store, read)
        link_waiting(store, lambda done, of: tell(f"{done} of {of} articles linked"))
    making.rename(path)
    return path


def make_records(base: Path, base_size: int, sizes: Sequence[int], folder: Path, tell: Tell) -> list[Path]:
    """Return a linked record of each size; those that are there from an earlier run are used again."""
    paths = []
    for size in sizes:
        path = base if size == base_size else folder / f"linked-{base_size}-{size}.db"
        if not path.exists():
            tell(f"making a record of {size:,} articles")
            grow(base, path, size, tell)
        paths.append(path)
    return paths


def fresh(base_size: int, count: int, folder: Path, tell: Tell) -> list[Read]:
    """Return articles that no record has: most published after all others, every fourth late, days before."""
    last = base_size // A_DAY + 1
    days = [last - 1 - last // 2 if n % 4 == 3 else last for n in range(count)]
    made = [dated(base_size + n, day) for n, day in enumerate(days)]
    return read_all(made, folder / f"fresh-{base_size}-{count}.pickle", tell)


@dataclass(frozen=True, slots=True)
class Linked:
    """What one article took, seconds of the processor by step, and the peak memory of its process in KiB."""

    seconds: tuple[float, ...]
    memory: int


class Bench:
    """A record while fresh articles are written and linked into it; nothing of it stays."""

    def __init__(self, path: Path) -> None:
        self._stack = ExitStack()
        self._store = self._stack.enter_context(Store(path, Mode.WRITE))
        self._stack.enter_context(undone(self._store))
        self._known = Copyables(self._store), CitedArticles(self._store)
        self._claims = Sayings(self._store), Comparisons()

    def link(self, read: Read) -> Linked:
        """Write and link an article; return what each step took."""
        store, (copyables, cited) = self._store, self._known
        times = [time.process_time()]
        row = put(store, read).article_id
        times.append(time.process_time())
        link_copies(store, row, copyables)
        times.append(time.process_time())
        link_citations(store, row, cited)
        times.append(time.process_time())
        link_claims(store, row, *self._claims)
        times.append(time.process_time())
        store.run("INSERT INTO linked (article_id, step, mark) VALUES (?, 'links', '')", (row,))
        seconds = tuple(after - before for before, after in pairwise(times))
        return Linked(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    def close(self) -> None:
        """Take back all that was written."""
        self._stack.close()


_BENCHES: list[Bench] = []


def _open(path: Path) -> None:
    _BENCHES.append(Bench(path))


def _link(read: Read) -> Linked:
    return _BENCHES[0].link(read)


def _close() -> None:
    _BENCHES.pop().close()


def linked_in_turns(paths: Sequence[Path], coming: Sequence[Read], tell: Tell) -> list[list[Linked]]:
    """Return what each article took in each record, those that warm it up left out."""
    found: list[list[Linked]] = [[] for _ in paths]
    with ExitStack() as stack:
        context = multiprocessing.get_context("spawn")
        pools = [stack.enter_context(ProcessPoolExecutor(1, context)) for _ in paths]
        for pool, path in zip(pools, paths, strict=True):
            pool.submit(_open, path).result()
        for number, read in enumerate(coming):
            for pool, kept in zip(pools, found, strict=True):
                kept.append(pool.submit(_link, read).result())
            tell(f"{number + 1} of {len(coming)} fresh articles linked")
        for pool in pools:
            pool.submit(_close).result()
    return [kept[min(WARM, len(kept) // 2) :] for kept in found]


def figures(times: Sequence[Linked]) -> dict[str, float]:
    """Return mean and median by step and of all linking, in milliseconds, and the peak memory in MiB."""
    told: dict[str, float] = {}
    for name, value in _by_step(times):
        told[f"{name}, mean"], told[f"{name}, median"] = 1000 * mean(value), 1000 * median(value)
    told["linking, worst"] = 1000 * max(sum(one.seconds[1:]) for one in times)
    told["memory"] = max(one.memory for one in times) / 1024
    return told


def _by_step(times: Sequence[Linked]) -> Iterator[tuple[str, list[float]]]:
    for number, name in enumerate(STEPS):
        yield name, [one.seconds[number] for one in times]
    yield "linking", [sum(one.seconds[1:]) for one in times]


def table(sizes: Sequence[int], found: Sequence[dict[str, float]], count: int) -> Table:
    """Return the cost of linking at each size, with its ratio to the smallest."""
    drawn = Table(title="Linking one article, milliseconds of the processor")
    drawn.add_column("")
    for size in sizes:
        drawn.add_column(f"{size:,}", justify="right")
    for size in sizes[1:]:
        drawn.add_column(f"{size:,} / {sizes[0]:,}", justify="right")
    for name, first in found[0].items():
        unit = " MiB" if name == "memory" else ""
        ratios = (f"{one[name] / first:.2f}" if first else "" for one in found[1:])
        drawn.add_row(name, *(f"{one[name]:.1f}{unit}" for one in found), *ratios)
    drawn.caption = f"{count} articles, the same at each size, in turns; every fourth came in late"
    return drawn


@click.command(help=__doc__)
@click.option(
    "--articles",
    "sizes",
    type=click.IntRange(min=1),
    multiple=True,
    default=_SIZES,
    show_default=True,
    help="Articles in a record, smallest first; once for each record.",
)
@click.option("--base", default=1_000, show_default=True, help="Articles read and linked one by one.")
@click.option("--sample", default=120, show_default=True, help=f"Fresh articles; {WARM} are not counted.")
@click.option("--pairs", default=0, show_default=True, help="Of a record so large, compare all pairs, too.")
@click.option(
    "--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Keep all here."
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the figures as JSON, the tables on standard error."
)
@click.option("--skip-growth", is_flag=True, help="Compare all pairs alone.")
def main(
    sizes: tuple[int, ...],
    base: int,
    sample: int,
    pairs: int,
    folder: Path | None,
    as_json: bool,
    skip_growth: bool,
) -> None:
    """Measure linking."""
    if is_busy():
        click.echo(
            "linking: other work is running on this machine; ratios hold better than figures", err=True
        )
    console = Console(highlight=False, stderr=as_json)
    told: dict[str, Any] = {"machine": describe_machine()}
    with ExitStack() as stack:
        place = folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        status = stack.enter_context(console.status("reading"))
        made = make_base(base, place, status.update)
        coming = fresh(base, sample, place, status.update)
        if not skip_growth:
            paths = make_records(made, base, sizes, place, status.update)
            times = [figures(one) for one in linked_in_turns(paths, coming, status.update)]
            console.print(table(sizes, times, sample - min(WARM, sample // 2)))
            told["linking"] = dict(zip(sizes, times, strict=True))
        if pairs:
            path = make_records(made, base, (pairs,), place, status.update)[0]
            compared = pairs_of(path, coming, status.update)
            console.print(pairs_table(compared, pairs))
            told["pairs"] = {name: one.figures() for name, one in compared.items()}
    console.print(f"{told['machine']}")
    if as_json:
        click.echo(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()

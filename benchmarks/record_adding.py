"""What writing an article costs in records of several sizes, and beside reading it."""

from __future__ import annotations

import multiprocessing
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Final, TypeVar

from benchmarks.filling import Base, fill, original, reads
from benchmarks.generate import generate
from onrecord.article import Article
from onrecord.extract import articles
from onrecord.read.encoder import Encoder
from onrecord.read.reader import Reader
from onrecord.record import Mode, Store
from onrecord.record.add import AddOptions, add
from onrecord.record.write import put

# Articles read in one turn: a slow spell of the machine then hits both sides alike.
_TURN: Final = 10
#: Articles added before those that are measured.
WARM: Final = 150

T = TypeVar("T")


@dataclass(slots=True)
class Times:
    """Seconds on the clock and seconds of the processor, one of each a piece of work."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def measure(self, work: Callable[[], T]) -> T:
        """Do some work and add the times that it took; return what it gives."""
        wall, cpu = time.perf_counter(), time.thread_time()
        found = work()
        self.cpu.append(time.thread_time() - cpu)
        self.wall.append(time.perf_counter() - wall)
        return found

    def figures(self) -> dict[str, float]:
        """Return mean, median and worst, in milliseconds."""
        return {
            "mean_ms": 1000 * mean(self.wall),
            "median_ms": 1000 * median(self.wall),
            "worst_ms": 1000 * max(self.wall),
            "mean_cpu_ms": 1000 * mean(self.cpu),
            "median_cpu_ms": 1000 * median(self.cpu),
            "worst_cpu_ms": 1000 * max(self.cpu),
        }


def grow(base: Base, sizes: Sequence[int], folder: Path, tell: Callable[[str], None]) -> list[Path]:
    """Return one record of each size in `folder`: the larger ones go on from copies of the smaller.

    Records that are there from an earlier run are used again.
    """
    paths = [folder / f"record-{size}.db" for size in sizes]
    done = 0
    for number, (size, path) in enumerate(zip(sizes, paths, strict=True)):
        if path.exists():
            done = size
            continue
        growing = folder / "growing.db"
        _remove(growing)
        if number:
            _copy(paths[number - 1], growing)
        begun = time.perf_counter()
        with Store(growing, Mode.CREATE) as store:
            for first in range(done, size, 1000):
                fill(store, base, min(1000, size - first), first)
                rate = (first + 1000 - done) / (time.perf_counter() - begun)
                tell(f"{min(first + 1000, size):,} of {sizes[-1]:,} articles, {rate:.0f}/s")
        growing.rename(path)
        done = size
    return paths


def _copy(path: Path, target: Path) -> None:
    with sqlite3.connect(path) as one, sqlite3.connect(target) as other:
        one.backup(other)
    one.close()
    other.close()
    with sqlite3.connect(target) as made:
        made.execute("PRAGMA journal_mode = WAL")
    made.close()


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def adding(base: Base, paths: Sequence[Path], count: int, start: int, warm: int = WARM) -> list[Times]:
    """Return the times of `put` for the same new articles in each of the records, in turns.

    `warm` articles before them are not counted: a long ingest has the upper levels of every index at hand.
    """
    found = [Times() for _ in paths]
    with ExitStack() as stack:
        stores = [stack.enter_context(Store(path, Mode.WRITE)) for path in paths]
        for number, read in enumerate(reads(base, warm + count, start)):
            for store, times in zip(stores, found, strict=True):
                kept = times if number >= warm else Times()
                kept.measure(lambda store=store, read=read: put(store, read))  # type: ignore[misc]
    return found


@dataclass(frozen=True, slots=True)
class Share:
    """Seconds that reading some articles takes without a record and with one, and the memory it needs."""

    articles: int
    words: int
    plain: Times
    recorded: Times
    memory_kib: int

    def ratio(self) -> float:
        """Return by how much the record prolongs reading, as a share of it, in time of the processor."""
        return sum(self.recorded.cpu) / sum(self.plain.cpu) - 1

    def wall_ratio(self) -> float:
        """Return the same on the clock."""
        return sum(self.recorded.wall) / sum(self.plain.wall) - 1


def share(count: int) -> Share:
    """Return what a record adds to reading `count` generated articles, measured in a process of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_share, count).result()


def _share(count: int) -> Share:
    """Read the same articles with and without a record, in turns.

    One thread reads, so that the processor's time of this thread is all of it; the first article of each
    side loads the model and is not counted.
    """
    made = list(generate(count + 1))
    plain, recorded = Times(), Times()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "record.db", Mode.CREATE) as store:
        path = Path(folder) / "export.jsonl"
        path.write_bytes(b"".join(original(article).data + b"\n" for article in made))
        sides: list[tuple[Iterator[object], Times]] = [
            (_read(path), plain),
            (add(store, [str(path)], AddOptions(threads=1)), recorded),
        ]
        for side, _ in sides:
            next(side)
        for first in range(0, count, _TURN):
            for side, times in sides if first // _TURN % 2 else reversed(sides):
                for _ in range(min(_TURN, count - first)):
                    times.measure(lambda side=side: next(side))  # type: ignore[misc]
    words = sum(len(article.text.split()) for article in made[1:])
    return Share(count, words, plain, recorded, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _read(path: Path) -> Iterator[object]:
    reader = Reader(Encoder(threads=1))
    for article in articles([str(path)]):
        yield reader.read(article) if isinstance(article, Article) else article

"""What questions cost in a large record, beside a plain indexed query in the same run.

Each question is asked in a process of its own: cold right after the file was dropped from the system's
memory and the record opened anew, warm after that.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

import numpy as np

from onrecord.article import Manner
from onrecord.read.meaning import DIMENSIONS, Vectors
from onrecord.record import NO_FILTERS, Filters, Store
from onrecord.record.party_answers import who
from onrecord.record.search import search
from onrecord.record.timeline import timeline

#: Statements that the plain query fetches by their keys: a page of hits.
PLAIN_ROWS: Final = 20
_ROLES: Final = (
    "spokesman",
    "spokeswoman",
    "minister",
    "president",
    "governor",
    "lawyer",
    "mayor",
    "official",
)
_COMMON: Final = (
    "the",
    "water",
    "treaty",
    "people",
    "year",
    "government",
    "election",
    "river",
    "price",
    "child",
)


@dataclass(frozen=True, slots=True)
class Question:
    """One kind of question: `asked` are the pieces of work, one for each example of it."""

    name: str
    asked: Sequence[Callable[[Store], Any]]


@dataclass(frozen=True, slots=True)
class Answered:
    """Seconds of one kind of question, cold and warm, and the memory of the process at the end.

    `processor` are the seconds of the processor of the warm ones: other work on the machine tells less there.
    """

    name: str
    cold: tuple[float, ...]
    warm: tuple[float, ...]
    processor: tuple[float, ...]
    memory_kib: int
    found: int

    def figures(self) -> dict[str, float]:
        """Return medians and worst, in milliseconds."""
        return {
            "cold_median_ms": 1000 * median(self.cold),
            "cold_worst_ms": 1000 * max(self.cold),
            "warm_median_ms": 1000 * median(self.warm),
            "warm_worst_ms": 1000 * max(self.warm),
            "processor_median_ms": 1000 * median(self.processor),
            "processor_worst_ms": 1000 * max(self.processor),
            "memory_mib": self.memory_kib / 1024,
        }


@dataclass(frozen=True, slots=True)
class Material:
    """What is asked for: names, words and statements of the record, by how frequent they are."""

    keys: tuple[str, ...]
    frequent: tuple[str, ...]
    rare: tuple[str, ...]
    common_words: tuple[str, ...]
    rare_words: tuple[str, ...]
    outlets: tuple[str, ...]
    vectors: Vectors


def material(store: Store, number: int, seed: int = 0) -> Material:
    """Return what to ask a record for: `number` of each kind, chosen by the seed."""
    chance = Random(f"questions {seed}")
    last = store.value("SELECT max(id) FROM attribution")
    drawn = [chance.randrange(1, last + 1) for _ in range(number * PLAIN_ROWS)]
    rows = [store.row("SELECT key, content FROM attribution WHERE id = ?", (one,)) for one in drawn]
    found = [row for row in rows if row is not None]
    last_party = store.value("SELECT max(id) FROM party")
    some = [chance.randrange(1, last_party + 1) for _ in range(number * 20)]
    marks = ",".join("?" * len(some))
    rare = store.rows(f"SELECT name FROM party WHERE naming = 'named' AND id IN ({marks}) ORDER BY id", some)
    frequent = store.rows(
        "SELECT p.name FROM appearance AS s JOIN party AS p ON p.id = s.party_id WHERE p.naming = 'named'"
        " GROUP BY p.id ORDER BY count(*) DESC LIMIT ?",
        (number,),
    )
    outlets = store.rows("SELECT publisher FROM article WHERE publisher <> '' GROUP BY 1 LIMIT ?", (number,))
    words = sorted(
        {word for row in found for word in row["content"].split() if len(word) > 8 and word.isalpha()}
    )
    vectors = store.rows(f"SELECT vector FROM meaning WHERE attribution_id IN ({marks})", some)
    return Material(
        tuple(row["key"] for row in found),
        tuple(row["name"] for row in frequent),
        tuple(row["name"] for row in rare[:number]),
        tuple(chance.choices(_COMMON, k=number)),
        tuple(chance.sample(words, min(number, len(words)))),
        tuple(row["publisher"] for row in outlets),
        np.frombuffer(b"".join(row["vector"] for row in vectors), dtype=np.int8).reshape(-1, DIMENSIONS),
    )


def questions(known: Material, number: int) -> Iterator[Question]:
    """Yield every kind of question with `number` examples, the plain query first."""
    keys = [known.keys[n * PLAIN_ROWS : (n + 1) * PLAIN_ROWS] for n in range(number)]
    yield Question(f"{PLAIN_ROWS} statements by key", [_plain(some) for some in keys])
    yield Question("who: most frequent names", [_who(one) for one in _cycle(known.frequent, number)])
    yield Question("who: rare names", [_who(one) for one in _cycle(known.rare, number)])
    yield Question("who: a role", [_who(one) for one in _cycle(_ROLES, number)])
    for name, filters in _FILTERS:
        yield from _searches(known, number, name, filters)
    by = [replace(NO_FILTERS, by=one) for one in _cycle(known.frequent, number)]
    yield from _searches(known, number, " --by a frequent name", by)
    by = [replace(NO_FILTERS, by=one) for one in _cycle(known.rare, number)]
    yield from _searches(known, number, " --by a rare name", by)
    narrow = [replace(one, denied=True, since="2022-02", manner=Manner.SAYS) for one in by]
    yield from _searches(known, number, " --by --denied --since --manner", narrow)
    outlets = [replace(NO_FILTERS, outlet=one) for one in _cycle(known.outlets, number)]
    yield from _searches(known, number, " --outlet", outlets)
    frequent = _cycle(known.frequent, number)
    yield Question("timeline: a frequent name", [_timeline(replace(NO_FILTERS, by=one)) for one in frequent])


_FILTERS: Final = (
    ("", [NO_FILTERS]),
    (" --denied", [replace(NO_FILTERS, denied=True)]),
    (" --since", [replace(NO_FILTERS, since="2031-06")]),
    (" --until", [replace(NO_FILTERS, until="2022-02")]),
    (" --manner", [replace(NO_FILTERS, manner=one) for one in (Manner.DENIES, Manner.SAYS, Manner.PROMISES)]),
    (" --by spokesperson", [replace(NO_FILTERS, by="spokesperson")]),
    (" --unanswered", [replace(NO_FILTERS, unanswered=True)]),
)


def _searches(known: Material, number: int, name: str, filters: Sequence[Filters]) -> Iterator[Question]:
    chosen = _cycle(filters, number)
    common, rare = _cycle(known.common_words, number), _cycle(known.rare_words, number)
    places = [n % len(known.vectors) for n in range(number)]
    vectors = [known.vectors[place : place + 1] for place in places]
    yield Question(f"search, common words{name}", [_search(*one) for one in zip(common, chosen, strict=True)])
    yield Question(f"search, rare words{name}", [_search(*one) for one in zip(rare, chosen, strict=True)])
    for how in ("meaning", "both"):
        yield Question(
            f"search, {how}{name}",
            [
                _search(word, one, how, vector)
                for word, one, vector in zip(common, chosen, vectors, strict=True)
            ],
        )
    if name:
        yield Question(f"search, no words{name}", [_search("", one) for one in chosen])


def _cycle(values: Sequence[Any], number: int) -> list[Any]:
    return [values[n % len(values)] for n in range(number)]


def _plain(keys: Sequence[str]) -> Callable[[Store], Any]:
    marks = ", ".join("?" * len(keys))
    return lambda store: store.rows(f"SELECT * FROM attribution WHERE key IN ({marks})", keys)


def _who(name: str) -> Callable[[Store], Any]:
    return lambda store: who(store, name)


def _search(
    words: str, filters: Filters, how: str = "words", vector: Vectors | None = None
) -> Callable[[Store], Any]:
    return lambda store: (
        search(store, words, filters, how=how, meaning_of=None if vector is None else lambda _: vector).hits
    )


def _timeline(filters: Filters) -> Callable[[Store], Any]:
    return lambda store: timeline(store, "", filters)


def ask(path: Path, number: int, only: str = "") -> Iterator[Answered]:
    """Yield what each kind of question costs, `number` examples of each, those with `only` in their names.

    The process that asks is a new one for each kind, so that its memory is that kind's.
    """
    with Store(path) as store:
        known = material(store, number)
    names = [question.name for question in questions(known, number)]
    for place, name in enumerate(names):
        if place == 0 or only in name:
            # An executor gives up where a process cannot start; a pool would try for ever.
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
                yield pool.submit(_answered, path, known, number, place).result()


def _answered(path: Path, known: Material, number: int, place: int) -> Answered:
    question = [*questions(known, number)][place]
    cold, warm, processor, found = [], [], [], 0
    for work in question.asked:
        forget(path)
        with Store(path) as store:
            cold.append(_seconds(work, store))
    with Store(path) as store:
        question.asked[0](store)
        for work in question.asked:
            begun = time.process_time()
            warm.append(_seconds(work, store))
            processor.append(time.process_time() - begun)
            found += _count(work(store))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Answered(question.name, tuple(cold), tuple(warm), tuple(processor), memory, found)


def _count(answer: Any) -> int:
    return len(getattr(answer, "moments", answer))


def _seconds(work: Callable[[Store], Any], store: Store) -> float:
    begun = time.perf_counter()
    work(store)
    return time.perf_counter() - begun


def forget(path: Path) -> None:
    """Let the operating system drop what it holds of a file in memory, where it can."""
    for suffix in ("", "-wal"):
        file = path.with_name(path.name + suffix)
        if file.exists() and hasattr(os, "posix_fadvise"):
            with file.open("rb") as opened:
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def traced(store: Store) -> Iterator[list[str]]:
    """Give the list of the statements that a store runs inside, with their values filled in."""
    ran: list[str] = []
    connection: sqlite3.Connection = store._connection
    connection.set_trace_callback(ran.append)
    try:
        yield ran
    finally:
        connection.set_trace_callback(None)


def plans(path: Path, number: int, name: str) -> list[tuple[str, float, list[str]]]:
    """Return what the slowest example of a question runs: SQL, seconds and plan, slowest first."""
    with Store(path) as store:
        known = material(store, number)
        question = next(one for one in questions(known, number) if one.name == name)
        slowest = max(question.asked, key=lambda work: _seconds(work, store))
        with traced(store) as ran:
            slowest(store)
        found = []
        for sql in dict.fromkeys(one for one in ran if one.lstrip().upper().startswith(("SELECT", "WITH"))):
            begun = time.perf_counter()
            store.rows(sql)
            seconds = time.perf_counter() - begun
            found.append((sql, seconds, [row["detail"] for row in store.rows(f"EXPLAIN QUERY PLAN {sql}")]))
    return sorted(found, key=lambda one: -one[1])

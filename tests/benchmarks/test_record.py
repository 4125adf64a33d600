"""The benchmarks of the record run on a small record, and notice what they are made to notice."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.filling import Base, fill
from benchmarks.generate import recombined
from benchmarks.kill import differences, looked_at, rows
from benchmarks.record_adding import Times, adding, grow
from benchmarks.record_asking import material, plans, questions
from benchmarks.record_size import size_of
from onrecord.read.reader import default_reader
from onrecord.record import Mode, Store


@pytest.fixture(scope="module")
def base() -> Base:
    read = [default_reader().read_with_meaning(recombined(number)) for number in range(2)]
    return Base(tuple(one for one, _ in read), tuple(vectors for _, vectors in read), "test")


@pytest.fixture(scope="module")
def small(base: Base, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("record") / "r.db"
    with Store(path, Mode.CREATE, clock=lambda: "2031-05-01T12:00:00Z") as store:
        fill(store, base, 6)
    yield path


def test_every_question_can_be_asked(small: Path) -> None:
    with Store(small) as store:
        known = material(store, 2)
        asked = list(questions(known, 2))
        for question in asked:
            for work in question.asked:
                work(store)
    names = [question.name for question in asked]
    assert names[0] == "20 statements by key"
    assert {"who: rare names", "search, common words", "search, meaning --denied"} <= set(names)
    assert len(set(names)) == len(names)


def test_plans_are_of_the_statements_that_a_question_runs(small: Path) -> None:
    (sql, seconds, plan), *_ = plans(small, 2, "20 statements by key")
    assert sql.startswith("SELECT * FROM attribution WHERE key IN ('")
    assert seconds >= 0
    assert any("USING INDEX" in line for line in plan)


def test_the_size_is_told_by_table_and_adds_up(small: Path) -> None:
    with Store(small) as store:
        size = size_of(store)
    assert size.articles == 6
    assert sum(part.bytes for part in size.parts) == size.file
    assert {part.name: part.table for part in size.parts}["attribution_day"] == "attribution"


def test_records_grow_from_smaller_ones_and_take_more(base: Base, tmp_path: Path) -> None:
    paths = grow(base, (2, 4), tmp_path, lambda _: None)
    times = adding(base, paths, 1, start=100, warm=1)
    assert [len(one.wall) for one in times] == [1, 1]
    for path, articles in zip(paths, (4, 6), strict=True):
        with Store(path) as store:
            assert store.value("SELECT count(*) FROM article") == articles


def test_times_are_of_the_work_alone() -> None:
    times = Times()
    assert times.measure(lambda: 7) == 7
    assert times.figures()["worst_ms"] == 1000 * times.wall[0]


def test_a_record_that_differs_in_one_row_is_noticed_and_times_are_not(small: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copy(small, other)
    with sqlite3.connect(other) as connection:
        connection.execute("UPDATE article SET added = '2032-01-01T00:00:00Z'")
    assert differences(rows(small), rows(other)) == []
    with sqlite3.connect(other) as connection:
        connection.execute("UPDATE date SET words = 'another day' WHERE id = 1")
    connection.close()
    (told,) = differences(rows(small), rows(other))
    assert told.startswith("date: ")
    assert told.endswith(", 2 differ")


def test_a_record_is_looked_at_as_a_kill_leaves_it(small: Path, tmp_path: Path) -> None:
    assert looked_at(small) == (6, [])
    assert looked_at(tmp_path / "none.db") == (None, [])
    empty = tmp_path / "empty.db"
    sqlite3.connect(empty).close()
    assert looked_at(empty) == (None, [])
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no record at all" * 100)
    count, wrong = looked_at(broken)
    assert count is None
    assert len(wrong) == 1

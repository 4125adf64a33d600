"""Verifying: what does not fit its original, or its offsets, is told; what fits is not."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from onrecord.extract.original import Original
from onrecord.read.reader import default_reader
from onrecord.record import Mode, Store
from onrecord.record.add import add
from onrecord.record.reader_name import reader_name
from onrecord.record.readers import Answer, read_here
from onrecord.record.verify import Difference, Problem, verify

TEXT = (
    "The dam will hold, Minister Ansel Brandt told reporters on 3 May 2031. A spokeswoman for the River Board"
    " denied that anybody had asked. “We counted 64 cracks,” said the engineer, Wren Halloran.\n\n"
    "The company did not respond to requests for comment."
)


def again(originals: Iterable[Original | None]) -> Iterator[Answer | None]:
    yield from read_here(originals, default_reader())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    file = tmp_path / "dam.txt"
    file.write_text(TEXT, encoding="utf-8")
    with Store(tmp_path / "r.db", Mode.CREATE) as made:
        list(add(made, [str(file)]))
        yield made


def found(store: Store, *, reread: bool = True, reader: str | None = None) -> list[Difference]:
    name = reader_name(default_reader()) if reader is None else reader
    return [one for checked in verify(store, again if reread else None, name) for one in checked.differences]


def test_a_record_as_it_was_made_fits(store: Store) -> None:
    assert store.value("SELECT count(*) FROM attribution") >= 3
    assert store.value("SELECT count(*) FROM silence") == 1
    assert found(store) == []
    assert found(store, reread=False) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("UPDATE attribution SET content = 'the dam will break' WHERE number = 1", "content"),
        ("UPDATE attribution SET source = 'Nobody' WHERE number = 1", "source"),
        (
            "UPDATE attribution SET detail = json_set(detail, '$.content', json('[[3, 9]]'))"
            " WHERE number = 1",
            "content",
        ),
    ],
)
def test_words_that_are_not_those_at_the_offsets_are_told_without_reading(
    store: Store, change: str, where: str
) -> None:
    store.run(change)
    (one,) = found(store, reread=False)
    assert one.problem is Problem.OFFSETS
    assert one.where.endswith(where)
    assert one.stored != one.derived


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("UPDATE attribution SET manner = 'denies' WHERE number = 1", "attribution 1, manner"),
        ("UPDATE attribution SET appearance_id = NULL WHERE number = 1", "attribution 1, appearance_id"),
        ("DELETE FROM silence", "silence 1 is missing"),
        ("UPDATE date SET edtf = '2031-05-04' WHERE number = 1", "date 1, edtf"),
        ("UPDATE appearance SET name = 'Somebody' WHERE local = 'p1'", "appearance 1, name"),
        ("DELETE FROM meaning", "meanings"),
    ],
)
def test_a_row_that_its_original_does_not_give_is_told(store: Store, change: str, where: str) -> None:
    store.run(change)
    assert any(one.where.startswith(where) and one.problem is Problem.ROW for one in found(store))


def test_an_original_that_says_something_else_is_told(store: Store) -> None:
    other = zlib.compress(TEXT.replace("will hold", "will break").encode())
    store.run("UPDATE original SET data = ?", (other,))
    assert {one.problem for one in found(store)} == {Problem.ARTICLE}


def test_an_original_that_is_gone_or_damaged_is_told_and_the_rest_is_checked(store: Store) -> None:
    store.run("UPDATE original SET data = ?", (b"no zlib",))
    (one,) = found(store)
    assert one.problem is Problem.ORIGINAL
    store.run("UPDATE original SET data = NULL")
    (one,) = found(store)
    assert one.problem is Problem.ORIGINAL


def test_rows_read_by_another_version_are_not_called_wrong(store: Store) -> None:
    store.run("UPDATE article SET reader = 'older'")
    (one,) = found(store)
    assert one.problem is Problem.READER


def test_verifying_changes_nothing(store: Store) -> None:
    before = store.value("PRAGMA data_version"), store.rows("SELECT * FROM article")[0]["text"]
    found(store)
    assert (store.value("PRAGMA data_version"), store.rows("SELECT * FROM article")[0]["text"]) == before

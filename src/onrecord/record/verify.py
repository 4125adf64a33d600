"""Checking a record against itself: every row is derived again from its original, every offset looked up.

An article is read again into an empty record, and the rows of both are compared column by column. What an
article was taken for across articles, and when, is not derived from it alone and not compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from onrecord.article import Span
from onrecord.errors import InputError, NotFoundError, RecordError
from onrecord.extract.original import Original
from onrecord.read.meaning import Vectors, similarity
from onrecord.record.columns import words
from onrecord.record.load import load_original
from onrecord.record.readers import Answer
from onrecord.record.store import Mode, Row, Store
from onrecord.record.write import Read, put


class Problem(StrEnum):
    """What does not fit."""

    FILE = "file"  # SQLite finds the file damaged, or rows that lead nowhere
    OFFSETS = "offsets"  # the words at the offsets are not the words stored
    ORIGINAL = "original"  # the original is missing, damaged, or gives no article
    ARTICLE = "article"  # the original gives another article than the one stored
    ROW = "row"  # a row is not what reading the article again gives
    READER = "reader"  # read by another version: its rows cannot be compared


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that does not fit, in the article with this key ("" for the file as a whole)."""

    problem: Problem
    article: str
    where: str
    stored: str = ""
    derived: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """One article that was checked, with what does not fit."""

    article: str
    differences: tuple[Difference, ...]


#: Reads originals again, in order; None stands for one that is not to be read.
Rereading = Callable[[Iterable[Original | None]], Iterator[Answer | None]]

# What an appearance was taken for depends on the articles before it; when it was added is no property of it.
_NOT_DERIVED: Final = frozenset(
    {"id", "article_id", "item_id", "version", "latest", "added", "reader"}
    | {"party_id", "score", "reason", "evidence", "linker"}
)
_TABLES: Final = ("appearance", "attribution", "date", "silence", "relay")
# Columns that lead to another row of the article, and what that is known by there.
_REFERENCES: Final = {
    "parent_id": ("attribution", "number"),
    "answers_id": ("attribution", "number"),
    "attribution_id": ("attribution", "number"),
    "appearance_id": ("appearance", "local"),
    "addressee_id": ("appearance", "local"),
    "asked_by_id": ("appearance", "local"),
    "speaks_for_id": ("appearance", "local"),
}
_SPANS: Final = ("source", "cue", "content", "basis", "addressee", "occasion")
_SHOWN: Final = 200
# The last bits of a vector differ from one kind of processor to another; unlike contents are far below this.
_SAME_MEANING: Final = 0.99


def verify(store: Store, rereading: Rereading | None, reader: str = "") -> Iterator[Checked]:
    """Yield what was checked of each article; first of the file as a whole, as the article "".

    Without `rereading` only the file and the offsets are checked. `reader` names what rereading is done by.
    """
    yield Checked("", tuple(Difference(Problem.FILE, "", problem) for problem in store.problems()))
    rows = store.rows("SELECT id, key, reader FROM article ORDER BY id")
    if rereading is None:
        yield from (Checked(row["key"], tuple(_offsets(store, row))) for row in rows)
        return
    with TemporaryDirectory() as folder, Store(Path(folder, "again.db"), Mode.CREATE) as again:
        lost: dict[str, Difference] = {}
        answers = rereading(_originals(store, rows, lost))
        for row, answer in zip(rows, answers, strict=True):
            found = [*_offsets(store, row), *((lost[row["key"]],) if row["key"] in lost else ())]
            found += _compared(store, again, row, answer, reader)
            yield Checked(row["key"], tuple(found))


def _originals(store: Store, rows: Iterable[Row], lost: dict[str, Difference]) -> Iterator[Original | None]:
    for row in rows:
        try:
            yield load_original(store, row["id"])
        except (NotFoundError, RecordError) as error:
            lost[row["key"]] = Difference(Problem.ORIGINAL, row["key"], str(error))
            yield None


def _offsets(store: Store, article: Row) -> Iterator[Difference]:
    """Yield the statements whose words are not those at their offsets."""
    text = store.value("SELECT text FROM article WHERE id = ?", (article["id"],))
    for row in store.rows("SELECT * FROM attribution WHERE article_id = ? ORDER BY id", (article["id"],)):
        detail = json.loads(row["detail"])
        for name in _SPANS:
            derived = words(text, [Span(*span) for span in detail.get(name, ())])
            if derived != row[name]:
                where = f"statement {row['key']}, {name}"
                yield Difference(Problem.OFFSETS, article["key"], where, row[name][:_SHOWN], derived[:_SHOWN])


def _compared(
    store: Store, again: Store, row: Row, answer: Answer | None, reader: str
) -> Iterator[Difference]:
    if answer is None:
        return
    if isinstance(answer, InputError):
        yield Difference(Problem.ORIGINAL, row["key"], answer.cause)
        return
    if row["reader"] != reader:
        yield Difference(Problem.READER, row["key"], "read by another version", row["reader"], reader)
        return
    yield from _rows_compared(store, again, row, answer)


def _rows_compared(store: Store, again: Store, row: Row, read: Read) -> Iterator[Difference]:
    written = put(again, read)
    try:
        if written.key != row["key"]:
            stored, derived = _plain_row(store, row["id"]), _plain_row(again, written.article_id)
            yield from _columns(Problem.ARTICLE, row["key"], "article", stored, derived)
            return
        for table in _TABLES:
            yield from _table(store, again, table, row["key"], (row["id"], written.article_id))
        yield from _meanings(store, again, row["key"], (row["id"], written.article_id))
    finally:
        with again.transaction():
            again.run("DELETE FROM article WHERE id = ?", (written.article_id,))
            again.run("DELETE FROM suggestion")
            again.run("DELETE FROM party")


def _plain_row(store: Store, article_id: int) -> dict[str, Any]:
    row = store.row("SELECT * FROM article WHERE id = ?", (article_id,))
    return {} if row is None else {name: row[name] for name in row.keys() if name not in _NOT_DERIVED}  # noqa: SIM118


def _table(store: Store, again: Store, table: str, key: str, ids: tuple[int, int]) -> Iterator[Difference]:
    stored, derived = (_rows(one, table, id_) for one, id_ in zip((store, again), ids, strict=True))
    for number in range(max(len(stored), len(derived))):
        where = f"{table} {number + 1}"
        if number >= len(stored):
            yield Difference(Problem.ROW, key, f"{where} is missing")
        elif number >= len(derived):
            yield Difference(Problem.ROW, key, f"{where} is not read again")
        else:
            yield from _columns(Problem.ROW, key, where, stored[number], derived[number])


def _rows(store: Store, table: str, article_id: int) -> list[dict[str, Any]]:
    """Return the rows of an article, references to other rows as what those are known by in it."""
    names = {
        (target, name): {
            row["id"]: row[name]
            for row in store.rows(f"SELECT id, {name} FROM {target} WHERE article_id = ?", (article_id,))  # noqa: S608
        }
        for target, name in {("attribution", "number"), ("appearance", "local")}
    }
    rows = store.rows(f"SELECT * FROM {table} WHERE article_id = ? ORDER BY id", (article_id,))  # noqa: S608
    return [_derivable(row, names) for row in rows]


def _derivable(row: Row, names: Mapping[tuple[str, str], Mapping[int, Any]]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for column in row.keys():  # noqa: SIM118 - a row of SQLite iterates over its values
        if column in _REFERENCES:
            plain[column] = names[_REFERENCES[column]].get(row[column], row[column])
        elif column not in _NOT_DERIVED:
            plain[column] = row[column]
    return plain


def _columns(
    problem: Problem, key: str, where: str, stored: Mapping[str, Any], derived: Mapping[str, Any]
) -> Iterator[Difference]:
    for column, value in stored.items():
        if value != derived.get(column):
            shown = (str(one)[:_SHOWN] for one in (value, derived.get(column)))
            yield Difference(problem, key, f"{where}, {column}", *shown)


def _meanings(store: Store, again: Store, key: str, ids: tuple[int, int]) -> Iterator[Difference]:
    sql = (
        "SELECT a.number, m.vector FROM meaning AS m JOIN attribution AS a ON a.id = m.attribution_id"
        " WHERE a.article_id = ? ORDER BY a.number"
    )
    stored, derived = (one.rows(sql, (id_,)) for one, id_ in zip((store, again), ids, strict=True))
    if [row["number"] for row in stored] != [row["number"] for row in derived]:
        yield Difference(Problem.ROW, key, "meanings", f"{len(stored)} vectors", f"{len(derived)} vectors")
        return
    for one, other in zip(stored, derived, strict=True):
        alike = float(similarity(_vector(one), _vector(other))[0])
        if alike < _SAME_MEANING:
            where = f"meaning of attribution {one['number']}"
            yield Difference(Problem.ROW, key, where, "", f"alike by {alike:.3f} only")


def _vector(row: Row) -> Vectors:
    return np.frombuffer(row["vector"], dtype=np.int8).reshape(1, -1)

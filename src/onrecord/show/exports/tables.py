"""The tables of a record: their columns, with types, and their rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from onrecord.record.store import Row
from onrecord.show.exports.select import Selection
from onrecord.show.plain import one_line


class Type(StrEnum):
    """What the values of a column are; each but `FLAG` and `SPANS` may be missing."""

    KEY = "key"  # letters as they are
    TEXT = "text"  # words, on one line
    CATEGORY = "category"  # one of few words
    FLAG = "flag"
    COUNT = "count"
    REAL = "real"
    DAY = "day"  # a whole day, YYYY-MM-DD
    TIME = "time"  # a point in time, ISO 8601 in UTC
    SPANS = "spans"  # pairs of offsets into the article's text


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, and its rows as dicts that have just these keys."""

    columns: dict[str, Type]
    rows: Callable[[Selection], Iterator[dict[str, Any]]]


_ARTICLE: Final = {
    "article": Type.KEY,
    "version": Type.COUNT,
    "latest": Type.FLAG,
    "number": Type.COUNT,
    "url": Type.KEY,
    "outlet": Type.CATEGORY,
    "title": Type.TEXT,
    "published": Type.KEY,
    "published_day": Type.DAY,
    "modified": Type.KEY,
    "retrieved": Type.TIME,
}
_PARTY: Final = {
    "party": Type.KEY,
    "party_name": Type.TEXT,
    "party_kind": Type.CATEGORY,
    "naming": Type.CATEGORY,
    "known": Type.KEY,
}
STATEMENTS: Final = {
    "key": Type.KEY,
    **_ARTICLE,
    "said": Type.KEY,
    "said_from": Type.DAY,
    "said_to": Type.DAY,
    "day": Type.DAY,
    **_PARTY,
    "source": Type.TEXT,
    "cue": Type.TEXT,
    "content": Type.TEXT,
    "manner": Type.CATEGORY,
    "quotation": Type.CATEGORY,
    "negated": Type.FLAG,
    "modal": Type.FLAG,
    "confidence": Type.REAL,
    "basis": Type.TEXT,
    "addressee": Type.TEXT,
    "addressee_party": Type.KEY,
    "occasion": Type.TEXT,
    "start": Type.COUNT,
    "end": Type.COUNT,
    "source_spans": Type.SPANS,
    "cue_spans": Type.SPANS,
    "content_spans": Type.SPANS,
    "quoted_spans": Type.SPANS,
    "parent": Type.KEY,
    "answers": Type.KEY,
    "answers_words": Type.TEXT,
    "judgement": Type.CATEGORY,
    "judged_by": Type.TEXT,
    "judged": Type.TIME,
    "judgement_reason": Type.TEXT,
}
ARTICLES: Final = {
    "key": Type.KEY,
    "version": Type.COUNT,
    "latest": Type.FLAG,
    "previous": Type.KEY,
    "url": Type.KEY,
    "name": Type.TEXT,
    "outlet": Type.CATEGORY,
    "title": Type.TEXT,
    "byline": Type.TEXT,
    "credit": Type.TEXT,
    "language": Type.CATEGORY,
    "published": Type.KEY,
    "published_day": Type.DAY,
    "modified": Type.KEY,
    "retrieved": Type.TIME,
    "added": Type.TIME,
    "reader": Type.CATEGORY,
    "words": Type.COUNT,
    "statements": Type.COUNT,
    "silences": Type.COUNT,
}
PARTIES: Final = {
    "key": Type.KEY,
    "name": Type.TEXT,
    "kind": Type.CATEGORY,
    "naming": Type.CATEGORY,
    "known": Type.KEY,
    "articles": Type.COUNT,
    "statements": Type.COUNT,
    "first_day": Type.DAY,
    "last_day": Type.DAY,
}
SILENCES: Final = {
    "key": Type.KEY,
    **_ARTICLE,
    "day": Type.DAY,
    **_PARTY,
    "source": Type.TEXT,
    "words": Type.TEXT,
    "kind": Type.CATEGORY,
    "about": Type.TEXT,
    "about_statement": Type.KEY,
    "asked_by": Type.TEXT,
    "confidence": Type.REAL,
    "start": Type.COUNT,
    "end": Type.COUNT,
}
# The columns of spans, and the fields of a statement that they hold.
_SPANS: Final = {f"{role}_spans": role for role in ("source", "cue", "content", "quoted")}
_WHOLE_DAY: Final = 10


def row_values(row: Row, columns: dict[str, Type], made: dict[str, Any]) -> dict[str, Any]:
    """Return the values of one row of the record by the columns of a table; `made` has what it lacks."""
    there = {**dict(row), **made}
    return {name: _value(there.get(name), kind) for name, kind in columns.items()}


def spans_of(row: Row) -> dict[str, list[tuple[int, int]]]:
    """Return the spans of a statement by their field; a field that it does not have has none."""
    detail = json.loads(row["detail"])
    return {role: [(start, end) for start, end in detail.get(role, ())] for role in _SPANS.values()}


def day(time: str | None) -> str | None:
    """Return the day of a date or of a point in time, None where it is no whole day."""
    return time[:_WHOLE_DAY] if time and len(time) >= _WHOLE_DAY else None


def _value(value: Any, kind: Type) -> Any:
    if kind is Type.SPANS:
        return value or []
    if value is None:
        return None
    if kind is Type.FLAG:
        return bool(value)
    return one_line(value) or None if kind in _WORDS else value


_WORDS: Final = (Type.TEXT, Type.CATEGORY, Type.KEY)


def _statements(selection: Selection) -> Iterator[dict[str, Any]]:
    for row in selection.statements():
        spans = spans_of(row)
        whole = [*spans["source"], *spans["cue"], *spans["content"]]
        made = {
            "published_day": day(row["published"]),
            "start": min(start for start, _ in whole),
            "end": max(end for _, end in whole),
            **{column: spans[role] for column, role in _SPANS.items()},
        }
        yield row_values(row, STATEMENTS, made)


def _articles(selection: Selection) -> Iterator[dict[str, Any]]:
    for row in selection.articles():
        yield row_values(row, ARTICLES, {"published_day": day(row["published"])})


def _parties(selection: Selection) -> Iterator[dict[str, Any]]:
    for row in selection.parties():
        yield row_values(row, PARTIES, {})


def _silences(selection: Selection) -> Iterator[dict[str, Any]]:
    for row in selection.silences():
        start, end = json.loads(row["detail"])["words"]
        made = {"published_day": day(row["published"]), "start": start, "end": end}
        yield row_values(row, SILENCES, made)


#: Every table by its name.
TABLES: Final = {
    "statements": Table(STATEMENTS, _statements),
    "articles": Table(ARTICLES, _articles),
    "parties": Table(PARTIES, _parties),
    "silences": Table(SILENCES, _silences),
}

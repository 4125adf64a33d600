"""Which filters let through so little that their rows are taken first, and all else is asked of those."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from onrecord.record.conditions import END, moment, outlets
from onrecord.record.filters import Filters
from onrecord.record.load import article_id
from onrecord.record.store import Store
from onrecord.record.whom import Condition, Whom, role_match, sendable, whom

#: Rows that a filter may let through to be taken first. To check one costs some 8 microseconds, so that so
#: many take 40 ms of the tenth of a second in which a million statements must be asked.
MOST_NARROW: Final = 5_000
#: Rows that may be taken first where not all of them are checked after that, but those with some words, or
#: the newest: to collect and to sort them costs a tenth of checking.
MOST_COLLECTED: Final = 20_000
# A set as small as this is not worth making smaller.
_SMALL: Final = 200


@dataclass(frozen=True, slots=True)
class Table:
    """Where rows of one kind are: `party` and `told` are their columns of appearances."""

    name: str
    party: str
    told: str
    words: str


STATEMENTS: Final = Table("attribution", "appearance_id", "addressee_id", "attribution_words")
SILENCES: Final = Table("silence", "appearance_id", "asked_by_id", "silence_words")


def narrowed(
    store: Store, filters: Filters, table: Table, match: str = "", most: int = MOST_COLLECTED
) -> set[int] | None:
    """Return the only rows that can pass the narrow ones of the filters, None where all of them are wide.

    `match` is a query of FTS5 that the rows must also fit. Every filter costs at most `most` rows of an
    index, however large the record.
    """
    found: set[int] | None = None
    for source in _sources(store, filters, table, match):
        rows = store.rows(f"{source.sql} LIMIT {most + 1}", source.parameters)
        if len(rows) <= most:
            some = {row[0] for row in rows}
            found = some if found is None else found & some
        if found is not None and len(found) <= _SMALL:
            break
    return found


def _sources(store: Store, filters: Filters, table: Table, match: str) -> Iterator[Condition]:
    """Yield a query for the rows that each filter with an index lets through, the likely narrowest first."""
    name = table.name
    if filters.article is not None:
        row = article_id(store, sendable(filters.article))
        yield Condition(f"SELECT id FROM {name} WHERE article_id = ?", (row,))  # noqa: S608
    if filters.by is not None:
        yield _by(whom(store, filters.by), filters.by, table)
    if filters.to is not None:
        yield _of(whom(store, filters.to), name, table.told)
    if match:
        yield Condition(f"SELECT rowid FROM {table.words} WHERE {table.words} MATCH ?", (match,))  # noqa: S608
    if table is STATEMENTS:
        yield from _of_statements(filters)
    yield from _of_articles(store, filters, name)
    yield from _of_days(filters, name, spans=table is STATEMENTS)


def _by(found: Whom, text: str, table: Table) -> Condition:
    one = _of(found, table.name, table.party)
    if not found.role or table is not STATEMENTS:
        return one
    words = "SELECT rowid FROM attribution_words WHERE attribution_words MATCH ?"
    return Condition(f"{one.sql} UNION ALL {words}", (*one.parameters, role_match(text, "source")))


def _of(found: Whom, name: str, column: str) -> Condition:
    parts: list[str] = []
    values: list[str] = []
    if found.parties:
        parts.append(
            f"SELECT b.id FROM appearance AS n CROSS JOIN {name} AS b ON b.{column} = n.id"  # noqa: S608
            " WHERE n.party_id IN (SELECT value FROM json_each(?))"
        )
        values.append(json.dumps(found.parties))
    if found.role:
        # Not through the table of appearances: of a role there are so many that reading them takes a second.
        parts.append(
            f"SELECT b.id FROM appearance_words CROSS JOIN {name} AS b"  # noqa: S608
            f" ON b.{column} = appearance_words.rowid WHERE appearance_words MATCH ?"
        )
        values.append(found.role)
    return Condition(" UNION ALL ".join(parts) or f"SELECT id FROM {name} WHERE 0", tuple(values))  # noqa: S608


def _of_statements(filters: Filters) -> Iterator[Condition]:
    if filters.judged in ("right", "wrong", "unsure"):
        yield Condition(
            "SELECT b.id FROM judgement AS j JOIN attribution AS b ON b.key = j.key"
            " WHERE j.target = 'attribution' AND j.verdict = ?",
            (filters.judged,),
        )
    if filters.denied:
        yield Condition(
            "SELECT answers_id FROM attribution INDEXED BY attribution_answers"
            " WHERE answers_id IS NOT NULL AND manner = 'denies' AND negated = 0"
        )
    if filters.unanswered or filters.answered:
        silent = "SELECT attribution_id FROM silence WHERE attribution_id IS NOT NULL"
        replied = "SELECT answers_id FROM attribution WHERE answers_id IS NOT NULL"
        yield Condition(silent if filters.unanswered else f"{replied} UNION ALL {silent}")
    if filters.manner is not None:
        yield Condition("SELECT id FROM attribution WHERE manner = ?", (filters.manner.value,))


def _of_articles(store: Store, filters: Filters, name: str) -> Iterator[Condition]:
    start = f"SELECT b.id FROM article AS n CROSS JOIN {name} AS b ON b.article_id = n.id WHERE"  # noqa: S608
    if filters.outlet is not None:
        known = json.dumps(outlets(store, filters.outlet))
        yield Condition(f"{start} n.publisher IN (SELECT value FROM json_each(?))", (known,))  # noqa: S608
    bounds = _between("n.published", filters.published_since, filters.published_until)
    if bounds.sql:
        sql, values = f"{start} {bounds.sql}", bounds.parameters
        if filters.published_since is not None:
            # What is known to the month or the year only sorts before the days of it.
            first = moment(filters.published_since)
            sql, values = f"{sql} UNION ALL {start} n.published IN (?, ?)", (*values, first[:4], first[:7])
        yield Condition(sql, values)


def _of_days(filters: Filters, name: str, *, spans: bool) -> Iterator[Condition]:
    bounds = _between("day", filters.since, filters.until)
    if not bounds.sql:
        return
    sql, values = f"SELECT id FROM {name} WHERE {bounds.sql}", bounds.parameters  # noqa: S608
    if spans and filters.since is not None:
        first = moment(filters.since)
        sql += f" UNION ALL SELECT id FROM {name} WHERE said_to >= ? AND said_to > day AND day < ?"  # noqa: S608
        values = (*values, first, first)
    vague = _between("n.published", (filters.since or "")[:4] or None, filters.until)
    sql += (
        f" UNION ALL SELECT b.id FROM article AS n CROSS JOIN {name} AS b ON b.article_id = n.id"  # noqa: S608
        f" WHERE length(n.published) < 10 AND b.day IS NULL AND {vague.sql}"
    )
    yield Condition(sql, (*values, *vague.parameters))


def _between(column: str, since: str | None, until: str | None) -> Condition:
    parts: list[str] = []
    values: list[Any] = []
    if since is not None:
        parts.append(f"{column} >= ?")
        values.append(moment(since))
    if until is not None:
        parts.append(f"{column} <= ?")
        values.append(moment(until) + END)
    return Condition(" AND ".join(parts), tuple(values))

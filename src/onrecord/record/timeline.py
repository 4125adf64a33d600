"""What was said, and what was not answered, in the order of its days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.article import Manner
from onrecord.record.answers import Statement, Unanswered
from onrecord.record.conditions import for_silences
from onrecord.record.filters import NO_FILTERS, Filters
from onrecord.record.load import silences_of, statements_of
from onrecord.record.narrow import SILENCES
from onrecord.record.pick import Picked, Sieve
from onrecord.record.query import parse_query
from onrecord.record.store import Store


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on a timeline: a statement or a silence.

    `day` is the first day it may have been; `is_said` tells whether the article says when, else `day` is
    that of publication (or the month or year, where no more is known).
    """

    day: str | None
    is_said: bool
    statement: Statement | None = None
    silence: Unanswered | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The newest moments that fit, oldest first.

    `earlier` is how many more fit, None where that was not counted; `left_out` how many statements more fit
    that a person judged wrong; `complete` is False where not everything was looked through.
    """

    moments: tuple[Moment, ...]
    earlier: int | None
    left_out: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Silences:
    """Silences, newest first; `more` is how many more fit, None where that was not counted."""

    silences: tuple[Unanswered, ...]
    more: int | None
    complete: bool


def timeline(store: Store, about: str = "", filters: Filters = NO_FILTERS, *, limit: int = 100) -> Timeline:
    """Return statements and silences in the order of their days, those with all words of `about`.

    Of more than `limit`, the newest. Words that are read both as a statement and as a silence ("declined to
    comment") are there once, as a silence.
    """
    query = parse_query(about)
    with store.snapshot():
        said = Sieve(store, filters).newest(query, limit)
        silent = Sieve(store, filters, SILENCES).newest(query, limit) if for_silences(filters) else Picked()
        twice = _also_silences(store, said, silent)
        found = [(row.day or "", 0, row.id) for row in said.rows if row.id not in twice]
        found += [(row.day or "", 1, row.id) for row in silent.rows]
        kept = sorted(found)[-limit:] if limit else []
        moments = _moments(store, kept)
    earlier = len(found) - len(kept) if said.complete and silent.complete else None
    return Timeline(moments, earlier, len(said.left_out), not (said.missed or silent.missed))


def _moments(store: Store, kept: Sequence[tuple[str, int, int]]) -> tuple[Moment, ...]:
    said, silent = ([number for _, kind, number in kept if kind == wanted] for wanted in (0, 1))
    statements = dict(zip(said, statements_of(store, said), strict=True))
    silences = dict(zip(silent, silences_of(store, silent), strict=True))
    return tuple(
        _of_silence(silences[number]) if kind else _of_statement(statements[number])
        for _, kind, number in kept
    )


def _also_silences(store: Store, said: Picked, silent: Picked) -> set[int]:
    """Return the statements whose cue stands in the words of a silence: "declined to comment" is both."""
    declined = [row.id for row in said.rows if row.manner == Manner.DECLINES]
    if not (declined and silent.rows):
        return set()
    rows = store.rows(_BOTH, (json.dumps(declined), json.dumps(silent.ids)))
    return {row[0] for row in rows}


_BOTH: Final = (
    "SELECT a.id FROM json_each(?) AS chosen CROSS JOIN attribution AS a ON a.id = chosen.value"
    " CROSS JOIN silence AS q ON q.article_id = a.article_id"
    " WHERE json_extract(a.detail, '$.cue[0][0]') >= json_extract(q.detail, '$.words[0]')"
    " AND json_extract(a.detail, '$.cue[0][0]') < json_extract(q.detail, '$.words[1]')"
    " AND q.id IN (SELECT value FROM json_each(?))"
)


def _of_statement(statement: Statement) -> Moment:
    day = statement.day or statement.article.published
    return Moment(day, statement.attribution.said is not None, statement=statement)


def _of_silence(silence: Unanswered) -> Moment:
    day = silence.day or silence.article.published
    return Moment(day, bool(silence.silence.dates), silence=silence)


def silences_that_fit(
    store: Store, about: str = "", filters: Filters = NO_FILTERS, *, limit: int = 50
) -> Silences:
    """Return who did not answer, newest first, those whose words have all words of `about`."""
    with store.snapshot():
        picked = Sieve(store, filters, SILENCES).newest(parse_query(about), limit)
        found = silences_of(store, picked.ids[:limit])
    more = len(picked.rows) - len(found) if picked.complete else None
    return Silences(tuple(found), more, not picked.missed)

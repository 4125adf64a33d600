"""Picking the rows that pass filters, newest first, at a cost that does not grow with the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.record.conditions import END, moment, silence_conditions, statement_conditions
from onrecord.record.filters import Filters
from onrecord.record.load import JUDGED
from onrecord.record.narrow import MOST_COLLECTED, MOST_NARROW, STATEMENTS, Table, narrowed
from onrecord.record.query import Query
from onrecord.record.store import Store
from onrecord.record.whom import NOTHING, Condition

#: So many rows are looked through, the newest of those that narrow filters let through, or of all: a filter
#: that one statement in two hundred passes still fills a list of twenty.
MOST_LOOKED_THROUGH: Final = MOST_NARROW
_AT_ONCE: Final = 500
# The first rows of a list mostly pass; where they do not, the rest is checked in fewer, larger portions.
_FIRST_PORTION: Final = 400

_STATEMENT_ROWS: Final = (
    f"SELECT a.id, coalesce(a.day, r.published) AS day, a.manner, a.confidence, {JUDGED} AS judged"  # noqa: S608
    " FROM json_each(?) AS chosen CROSS JOIN attribution AS a ON a.id = chosen.value"
    " JOIN article AS r ON r.id = a.article_id"
    " LEFT JOIN appearance AS s ON s.id = a.appearance_id"
)
_SILENCE_ROWS: Final = (
    "SELECT q.id, coalesce(q.day, r.published) AS day, q.kind AS manner, q.confidence, NULL AS judged"
    " FROM json_each(?) AS chosen CROSS JOIN silence AS q ON q.id = chosen.value"
    " JOIN article AS r ON r.id = q.article_id"
    " LEFT JOIN appearance AS s ON s.id = q.appearance_id"
)


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that passed: `manner` is that of a statement, or the kind of a silence."""

    id: int
    day: str | None
    manner: str
    confidence: float


@dataclass(slots=True)
class Picked:
    """Rows in order. `left_out` are those left out because a person judged them wrong.

    `complete` says that `rows` are all that pass; `missed` that there may be better ones than these, among
    rows that were not looked at.
    """

    rows: list[Passed] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    complete: bool = True
    missed: bool = False

    @property
    def ids(self) -> list[int]:
        """The rows' ids."""
        return [row.id for row in self.rows]


class Sieve:
    """The filters of one question, made into SQL once."""

    def __init__(self, store: Store, filters: Filters, table: Table = STATEMENTS) -> None:
        self.store, self.filters, self.table = store, filters, table
        self.drops_wrong = filters.judged is None and table is STATEMENTS
        self._condition: Condition = (
            statement_conditions(store, filters, wrong_too=True)
            if table is STATEMENTS
            else silence_conditions(store, filters)
        )
        self._rows = _STATEMENT_ROWS if table is STATEMENTS else _SILENCE_ROWS
        self._sorted = (
            f"SELECT b.id FROM json_each(?) AS chosen CROSS JOIN {table.name} AS b ON b.id = chosen.value"  # noqa: S608
            " ORDER BY b.day DESC, b.id DESC"
        )

    def narrowed(self, match: str = "", most: int = MOST_COLLECTED) -> set[int] | None:
        """Return the only rows that can pass, None where that cannot be told cheaply."""
        if self._condition == NOTHING:
            return set()
        return narrowed(self.store, self.filters, self.table, match, most)

    def passing(self, ids: Iterable[int], into: Picked, most: int | None = None) -> Picked:
        """Add the rows of `ids` that pass to `into`, in their order, until it has `most`; return it."""
        waiting = list(ids)
        first, rest = waiting[:_FIRST_PORTION], waiting[_FIRST_PORTION:]
        self._pass(first, into)
        if rest and most is not None and len(into.rows) >= most:
            into.complete = False
        elif rest:
            self._pass(rest, into)
        return into

    def _pass(self, ids: Sequence[int], into: Picked) -> None:
        if self._condition == NOTHING:
            return
        sql = f"{self._rows} WHERE {self._condition.sql} ORDER BY chosen.key"
        for row in self.store.rows(sql, (json.dumps(ids), *self._condition.parameters)):
            if self.drops_wrong and row["judged"] == "wrong":
                into.left_out.add(row["id"])
            else:
                into.rows.append(Passed(row["id"], row["day"], row["manner"], row["confidence"]))

    def newest(self, query: Query, most: int | None = None) -> Picked:
        """Return the rows that pass and fit a query, newest first, at least `most` if there are so many.

        Only the newest `MOST_LOOKED_THROUGH` are looked through: of those that narrow filters let through, or
        where none is narrow, of all.
        """
        chosen = self.narrowed(query.match)
        if chosen is None:
            return self._walked(query, most)
        ids = [
            row[0] for row in self.store.rows(self._sorted, (json.dumps(list(self.fitting(query, chosen))),))
        ]
        more = len(ids) > MOST_LOOKED_THROUGH
        picked = Picked(complete=not more)
        self.passing(ids[:MOST_LOOKED_THROUGH], picked, most if more else None)
        picked.missed = more and (most is None or len(picked.rows) < most)
        return picked

    def _walked(self, query: Query, most: int | None) -> Picked:
        """Return the newest rows that pass and fit, from the index of days."""
        picked = Picked(complete=False)
        for start in range(0, MOST_LOOKED_THROUGH, _AT_ONCE):
            ids = self._walk(start)
            picked.complete = len(ids) < _AT_ONCE
            wanted = self.fitting(query, set(ids))
            self._pass([number for number in ids if number in wanted], picked)
            if picked.complete or (most is not None and len(picked.rows) >= most):
                return picked
        picked.missed = True
        return picked

    def _walk(self, start: int) -> list[int]:
        where, values = "", []
        ends = [end for end in (self.filters.until, self.filters.published_until) if end is not None]
        if ends:
            where, values = "WHERE day <= ?", [min(moment(end) for end in ends) + END]
        sql = f"SELECT id FROM {self.table.name} {where} ORDER BY day DESC, id DESC LIMIT ? OFFSET ?"  # noqa: S608
        return [row[0] for row in self.store.rows(sql, (*values, _AT_ONCE, start))]

    def fitting(self, query: Query, ids: set[int]) -> set[int]:
        """Return those of `ids` whose words fit a query."""
        if query.match:
            return self._matching(query.match, ids)
        return ids - self._matching(query.without, ids) if query.without else ids

    def _matching(self, match: str, ids: set[int]) -> set[int]:
        sql = f"SELECT rowid FROM {self.table.words} WHERE {self.table.words} MATCH ? AND {_CHOSEN}"  # noqa: S608
        return {row[0] for row in self.store.rows(sql, (match, json.dumps(sorted(ids))))}


# The plus keeps SQLite from asking the index of words once for each row.
_CHOSEN: Final = "+rowid IN (SELECT value FROM json_each(?))"

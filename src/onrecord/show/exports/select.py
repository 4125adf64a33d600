"""What of a record an export holds: the only place that turns filters into rows.

Everything is streamed: a record of a million statements is never in memory. `Selection` is used inside one
snapshot of the record, so that all its rows agree.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import groupby
from types import TracebackType
from typing import Any, Final, Self

from onrecord.record import NO_FILTERS, Filters, Store
from onrecord.record.store import Parameters, Row
from onrecord.show.exports.basis import Basis, resting_on

# `a` statement, `r` article, `s` appearance, `p` party: the letters that `record.load.statements` uses, too.
_FROM: Final = (
    " FROM attribution AS a JOIN article AS r ON r.id = a.article_id"
    " LEFT JOIN appearance AS s ON s.id = a.appearance_id LEFT JOIN party AS p ON p.id = s.party_id"
)
_RETRIEVED: Final = (
    "(SELECT retrieved FROM original WHERE original.article_id = r.id AND retrieved IS NOT NULL"
    " ORDER BY original.id LIMIT 1)"
)
# The judgement that stands on a row: the last one, unless it takes the earlier ones back.
_JUDGED: Final = (
    " LEFT JOIN judgement AS j ON j.verdict <> 'withdrawn' AND j.id ="
    " (SELECT max(id) FROM judgement WHERE target = 'attribution' AND judgement.key = a.key)"
)
_NOT_WRONG: Final = (
    "(SELECT verdict FROM judgement WHERE target = 'attribution' AND judgement.key = a.key"
    " ORDER BY judgement.id DESC LIMIT 1) IS NOT 'wrong'"
)
_STATEMENTS: Final = (
    "SELECT a.key, r.key AS article, r.version, r.latest, a.number, r.url, r.publisher AS outlet, r.title,"
    f" r.name AS article_name, r.published, r.modified, {_RETRIEVED} AS retrieved, a.said, a.said_from,"
    " a.said_to, a.day, p.key AS party, p.name AS party_name, p.kind AS party_kind, p.naming, p.known,"
    " a.source, a.cue, a.content, a.manner, a.quotation, a.negated, a.modal, a.confidence, a.basis,"
    " a.addressee, t.key AS addressee_party, a.occasion, a.detail, outside.key AS parent,"
    " claim.key AS answers, a.answers_words, j.verdict AS judgement, j.person AS judged_by, j.judged,"
    f" j.reason AS judgement_reason{_FROM}"
    " LEFT JOIN appearance AS u ON u.id = a.addressee_id LEFT JOIN party AS t ON t.id = u.party_id"
    " LEFT JOIN attribution AS outside ON outside.id = a.parent_id"
    f" LEFT JOIN attribution AS claim ON claim.id = a.answers_id{_JUDGED}"
)
_ARTICLES: Final = (
    "SELECT r.id, r.key, r.version, r.latest, r.url, r.publisher AS outlet, r.title, r.name, r.byline,"  # noqa: S608
    f" r.credit, r.language, r.published, r.modified, {_RETRIEVED} AS retrieved, r.added, r.reader, r.words,"
    " (SELECT count(*) FROM attribution WHERE article_id = r.id) AS statements,"
    " (SELECT count(*) FROM silence WHERE article_id = r.id) AS silences, item.key AS item,"
    " (SELECT older.key FROM article AS older WHERE older.item_id = r.item_id AND older.version < r.version"
    " ORDER BY older.version DESC LIMIT 1) AS previous"
    " FROM article AS r JOIN item ON item.id = r.item_id"
)
_PARTIES: Final = (
    "SELECT p.key, p.name, p.kind, p.naming, p.known, count(DISTINCT s.article_id) AS articles,"
    " count(a.id) AS statements, min(a.day) AS first_day, max(a.day) AS last_day"
    " FROM party AS p JOIN appearance AS s ON s.party_id = p.id JOIN article AS r ON r.id = s.article_id"
    " LEFT JOIN attribution AS a ON a.appearance_id = s.id"
)
_SILENCES: Final = (
    "SELECT q.key, r.key AS article, r.version, r.latest, q.number, r.url, r.publisher AS outlet, r.title,"  # noqa: S608
    f" r.published, r.modified, {_RETRIEVED} AS retrieved, q.day, p.key AS party, p.name AS party_name,"
    " p.kind AS party_kind, p.naming, p.known, q.source, q.words, q.kind, q.about, q.confidence,"
    " asking.name AS asked_by, claim.key AS about_statement, q.detail"
    " FROM silence AS q JOIN article AS r ON r.id = q.article_id"
    " LEFT JOIN appearance AS s ON s.id = q.appearance_id LEFT JOIN party AS p ON p.id = s.party_id"
    " LEFT JOIN appearance AS asking ON asking.id = q.asked_by_id"
    " LEFT JOIN attribution AS claim ON claim.id = q.attribution_id"
)
_RELAYS: Final = (
    "SELECT r.key AS article, l.kind, coalesce(p.name, l.outlet) AS outlet, p.key AS party, l.words, l.url"
    " FROM relay AS l JOIN article AS r ON r.id = l.article_id"
    " LEFT JOIN appearance AS s ON s.id = l.appearance_id LEFT JOIN party AS p ON p.id = s.party_id"
)
_BASES: Final = (
    "SELECT a.key, a.basis, a.detail, x.detail AS mentioned, q.key AS party, q.name, q.kind, q.naming,"
    f" x.id IS a.appearance_id AS itself{_FROM}"
    " JOIN appearance AS x ON x.article_id = r.id JOIN party AS q ON q.id = x.party_id"
)
_SPOKESMEN: Final = (
    "SELECT DISTINCT p.key, q.key AS principal"
    " FROM appearance AS s JOIN party AS p ON p.id = s.party_id"
    " JOIN appearance AS x ON x.id = s.speaks_for_id JOIN party AS q ON q.id = x.party_id"
    " WHERE p.id <> q.id ORDER BY p.key, q.key"
)


class Selection:
    """The statements that `filters` let through, and the articles, parties and silences that go with them."""

    def __init__(self, store: Store, filters: Filters = NO_FILTERS, *, wrong_too: bool = True) -> None:
        """Take what a person judged wrong with the rest, or leave it out (`wrong_too`)."""
        self.store = store
        self._open = ExitStack()
        self._where, self._parameters = _condition(store, filters, wrong_too)
        #: Whether older versions of articles are among the articles.
        self.versions = filters.versions
        self._versions = "1" if filters.versions else "r.latest = 1"
        self._text = ("", "")
        self._filters, self._narrow = filters, _narrows(filters)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the queries that were not read to their end: the record may be closed before they are."""
        self._open.close()

    def _each(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        rows = self.store.each(sql, parameters)
        if isinstance(rows, Generator):
            self._open.callback(rows.close)
        return rows

    def statements(self) -> Iterator[Row]:
        """Yield the statements, article by article, in the order of the text."""
        sql = f"{_STATEMENTS} WHERE {self._where} ORDER BY a.article_id, a.number"
        return self._each(sql, self._parameters)

    def dated(self) -> Iterator[Row]:
        """Yield the statements with a day, the earliest first."""
        sql = f"{_STATEMENTS} WHERE a.day IS NOT NULL AND ({self._where}) ORDER BY a.day, a.id"
        return self._each(sql, self._parameters)

    def count(self) -> tuple[int, int]:
        """Return how many statements there are, and how many of them a person has judged."""
        row = self.store.row(
            f"SELECT count(*), count(j.id){_FROM}{_JUDGED} WHERE {self._where}",
            self._parameters,
        )
        return (0, 0) if row is None else (row[0], row[1])

    def articles(self) -> Iterator[Row]:
        """Yield the articles: all, or where filters narrow the statements, those that have one of them."""
        return self._each(f"{_ARTICLES} WHERE {self._inside} ORDER BY r.id", self._given)

    def parties(self) -> Iterator[Row]:
        """Yield the parties of the articles or, where filters narrow the statements, those that made them."""
        where = f"a.id IS NOT NULL AND {self._where}" if self._narrow else self._versions
        sql = f"{_PARTIES} WHERE {where} GROUP BY p.id ORDER BY p.id"
        return self._each(sql, self._given)

    def text(self, article: str) -> str:
        """Return the text of the article with a key; that of the last one asked for is kept."""
        if self._text[0] != article:
            self._text = (article, self.store.value("SELECT text FROM article WHERE key = ?", (article,)))
        return self._text[1]

    def named(self, keys: set[str]) -> Iterator[Row]:
        """Yield the parties with these keys, whatever the filters."""
        for row in self._each("SELECT key, name, kind, naming, known FROM party ORDER BY id"):
            if row["key"] in keys:
                yield row

    def older(self, article: int) -> list[Row]:
        """Return the older versions of an article, the first one first."""
        return self.store.rows(
            "SELECT older.key, older.version FROM article AS r JOIN article AS older"
            " ON older.item_id = r.item_id AND older.version < r.version WHERE r.id = ?"
            " ORDER BY older.version",
            (article,),
        )

    def silences(self) -> Iterator[Row]:
        """Yield the silences that the filters let through, too; what only statements have, no silence has."""
        where, parameters = self._versions, ()
        if self._narrow:
            from onrecord.record.conditions import silence_conditions  # noqa: PLC0415 - seldom needed

            made = silence_conditions(self.store, self._filters)
            where, parameters = made.sql, made.parameters
        return self._each(f"{_SILENCES} WHERE {where} ORDER BY q.article_id, q.number", parameters)

    def relays(self) -> Iterator[Row]:
        """Yield what the articles say that they have from other outlets."""
        return self._each(f"{_RELAYS} WHERE {self._inside} ORDER BY l.article_id, l.number", self._given)

    def spokesmen(self) -> Iterator[Row]:
        """Yield who speaks for whom, in the whole record."""
        return self._each(_SPOKESMEN)

    def bases(self) -> dict[str, list[Basis]]:
        """Return, by the key of a statement, the other parties that it rests on."""
        sql = f"{_BASES} WHERE a.basis <> '' AND ({self._where}) ORDER BY a.id, x.id"
        each = groupby(self._each(sql, self._parameters), key=lambda row: str(row["key"]))
        return {key: found for key, rows in each if (found := resting_on(list(rows)))}

    def keys(self, article: int) -> tuple[frozenset[str], list[str]]:
        """Return the keys of the statements of an article that are let through, and of all, in order."""
        rows = self.store.rows(
            f"SELECT a.key, ({self._where}) AS wanted{_FROM} WHERE a.article_id = ? ORDER BY a.number",
            (*self._parameters, article),
        )
        return frozenset(row["key"] for row in rows if row["wanted"]), [row["key"] for row in rows]

    @property
    def _inside(self) -> str:
        if not self._narrow:
            return self._versions
        return f"r.id IN (SELECT a.article_id{_FROM} WHERE {self._where})"

    @property
    def _given(self) -> tuple[Any, ...]:
        return self._parameters if self._narrow else ()


def _condition(store: Store, filters: Filters, wrong_too: bool) -> tuple[str, tuple[Any, ...]]:
    """Return the condition of SQL that filters mean for statements, over the letters of `_FROM`."""
    if _narrows(filters):
        from onrecord.record.conditions import statement_conditions  # noqa: PLC0415 - seldom needed

        made = statement_conditions(store, filters, wrong_too=wrong_too)
        return made.sql, made.parameters
    where = "1" if filters.versions else "r.latest = 1"
    return (where if wrong_too else f"{where} AND {_NOT_WRONG}"), ()


def _narrows(filters: Filters) -> bool:
    """Say whether filters leave out statements of the versions that they ask for."""
    return replace(filters, versions=False) != NO_FILTERS

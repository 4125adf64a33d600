"""What the record has of a party: what it said, what it was told, whom it did not answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from onrecord.article import Manner
from onrecord.link.parties import Evidence, fold
from onrecord.record.answers import Appearance, ArticleLine, PartyLine, Statement, Unanswered
from onrecord.record.filters import NO_FILTERS, Filters
from onrecord.record.load import (
    ARTICLE_COLUMNS,
    PARTY_COLUMNS,
    article_line,
    party_line,
    silences_of,
    statements_of,
)
from onrecord.record.narrow import SILENCES, STATEMENTS, Table
from onrecord.record.pick import Passed, Picked, Sieve
from onrecord.record.store import Row, Store
from onrecord.record.whom import by_beginning_of_key, by_key, is_role, named_rows, role_match, words_of

#: Parties that are told of in full; the others that fit are named.
MOST_PARTIES: Final = 5
#: Others that are named at most: enough to see that a fuller name is needed.
MOST_OTHERS: Final = 50
#: Statements and appearances that are read, the newest, shared by the parties that are told of: a president
#: has more in a large record, and so many take less than a tenth of a second.
MOST_STATEMENTS: Final = 3_000
MOST_APPEARANCES: Final = 1_000

#: Appearances by which parties are found, the newest: of a minister there is one in every second article.
MOST_FITTING: Final = 5_000
#: Suggested merges of one party, the likeliest: a surname that many bear has hundreds.
MOST_SUGGESTED: Final = 50


class Fit(StrEnum):
    """By what a party fits what was asked for, best first."""

    KEY = "key"
    NAME = "name"
    PART = "part of a name"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Called:
    """A name or description of a party: in how many articles, and the first of them."""

    words: str
    articles: int
    first: ArticleLine


@dataclass(frozen=True, slots=True)
class SuggestedMerge:
    """Two parties that may be one, with why; a suggestion until a person or strong evidence decides."""

    key: str
    one: PartyLine
    other: PartyLine
    score: float
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PartyProfile:
    """A party with what the record has of it, newest first; every list at most as long as was asked for.

    `names` and `descriptions` are the other ones it goes by. `articles` counts those of `outlets` that it
    appears in. `statement_count` and `manners` count what passes the filters, `first_day` and `last_day`
    are of those statements; where `complete` is False they are of the newest ones only. `left_out` are
    statements that a person judged wrong. `told` is what others said to the party, `silences` where it
    did not answer. `speaks_for` are the parties whose spokesman it is, `spokesmen` those who are its own.
    """

    party: PartyLine
    fit: Fit
    names: tuple[Called, ...]
    descriptions: tuple[Called, ...]
    appearances: tuple[Appearance, ...]
    articles: int
    outlets: tuple[str, ...]
    speaks_for: tuple[PartyLine, ...]
    spokesmen: tuple[PartyLine, ...]
    statement_count: int
    manners: dict[Manner, int]
    first_day: str | None
    last_day: str | None
    complete: bool
    left_out: int
    statements: tuple[Statement, ...]
    told: tuple[Statement, ...]
    told_count: int
    silences: tuple[Unanswered, ...]
    silence_count: int
    suggestions: tuple[SuggestedMerge, ...]


class Profiles(tuple[PartyProfile, ...]):
    """The parties that fit best; `others` are further ones that fit, by name only."""

    others: tuple[PartyLine, ...]

    def __new__(cls, profiles: Iterable[PartyProfile] = (), others: Iterable[PartyLine] = ()) -> Profiles:
        """Return the profiles with the other parties beside them."""
        made = super().__new__(cls, profiles)
        made.others = tuple(others)
        return made


def who(store: Store, name: str, filters: Filters = NO_FILTERS, *, limit: int = 50) -> Profiles:
    """Return the parties that a key, a name, a part of a name or a role fits, best first, never mixed.

    Where a name fits in full, those it fits in part stand in `others`, as do all beyond `MOST_PARTIES`.
    `filters` hold for statements, for what others told the party, and for silences; their `by` is not used.
    """
    with store.snapshot():
        fits = _fits(store, name)
        best = [number for number, fit in fits if fit is fits[0][1]] if fits else []
        told = best[:MOST_PARTIES]
        lines = _lines(store, [number for number, _ in fits[: MOST_OTHERS + MOST_PARTIES]])
        asked = _Asked(replace(filters, by=None), limit, len(told))
        profiles = [_profile(store, lines[number], (number, fits[0][1]), asked) for number in told]
        others = [lines[number] for number in lines if number not in told]
    return Profiles(profiles, others)


def suggestions(store: Store) -> Sequence[SuggestedMerge]:
    """Return the parties that may be one, likeliest first; those that a person decided are left out."""
    return _suggestions(store, _NOT_DECIDED)


def _fits(store: Store, name: str) -> list[tuple[int, Fit]]:
    """Return the parties that fit and by what, best first; of each fit, those of more articles first."""
    if (number := by_key(store, name)) is not None:
        return [(number, Fit.KEY)]
    found: dict[int, Fit] = {}
    most = MOST_OTHERS + MOST_PARTIES
    found |= {row[0]: Fit.NAME for row in store.rows(_EXACT, (fold(" ".join(words_of(name))), most))}
    parts = (row[0] for row in named_rows(store, name, _FITTING, most))
    found |= {number: Fit.PART for number in parts if number not in found}
    if not found and (number := by_beginning_of_key(store, name)) is not None:
        return [(number, Fit.KEY)]
    role = role_match(name)
    if role and (not found or is_role(name)):
        roles = (row[0] for row in store.rows(_FITTING, (role, most)))
        found |= {number: Fit.ROLE for number in roles if number not in found}
    return list(found.items())


_EXACT: Final = (
    "SELECT s.party_id FROM (SELECT appearance_id FROM name WHERE folded = ? AND full = 1"  # noqa: S608
    f" ORDER BY appearance_id DESC LIMIT {MOST_FITTING}) AS newest"
    " CROSS JOIN appearance AS s ON s.id = newest.appearance_id"
    " GROUP BY s.party_id ORDER BY count(*) DESC, s.party_id LIMIT ?"
)
_FITTING: Final = (
    "SELECT s.party_id FROM (SELECT rowid AS id FROM appearance_words WHERE appearance_words MATCH ?"  # noqa: S608
    f" ORDER BY rowid DESC LIMIT {MOST_FITTING}) AS newest CROSS JOIN appearance AS s ON s.id = newest.id"
    " GROUP BY s.party_id ORDER BY count(*) DESC, s.party_id LIMIT ?"
)


def _lines(store: Store, numbers: Sequence[int]) -> dict[int, PartyLine]:
    """Return the parties in these rows, in this order."""
    rows = store.rows(
        f"SELECT p.id, {PARTY_COLUMNS} FROM json_each(?) AS chosen"  # noqa: S608
        " CROSS JOIN party AS p ON p.id = chosen.value ORDER BY chosen.key",
        (json.dumps(numbers),),
    )
    return {row["id"]: line for row in rows if (line := party_line(row, "p"))}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of each party, and of how many at once."""

    filters: Filters
    limit: int
    parties: int


def _profile(store: Store, line: PartyLine, found: tuple[int, Fit], asked: _Asked) -> PartyProfile:
    number, fit = found
    filters, limit = asked.filters, asked.limit
    read = MOST_APPEARANCES // asked.parties
    appearances = store.rows(_APPEARANCES, (number, int(filters.versions), read))
    said = _of_party(store, number, STATEMENTS, "appearance_id", asked)
    told = _of_party(store, number, STATEMENTS, "addressee_id", asked)
    silent = _of_party(store, number, SILENCES, "appearance_id", asked)
    days = [row.day for row in said.rows if row.day]
    return PartyProfile(
        party=line,
        fit=fit,
        names=_called(appearances, _names, line.name),
        descriptions=_called(appearances, _descriptions, line.name),
        appearances=tuple(_appearance(row) for row in appearances[:limit]),
        articles=_articles(store, number, filters),
        outlets=tuple(dict.fromkeys(row["r_outlet"] for row in appearances if row["r_outlet"])),
        speaks_for=_parties(store, _SPEAKS_FOR, number),
        spokesmen=_parties(store, _SPOKESMEN, number),
        statement_count=len(said.rows),
        manners=_manners(said.rows),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        complete=said.complete,
        left_out=len(said.left_out),
        statements=tuple(statements_of(store, said.ids[:limit])),
        told=tuple(statements_of(store, told.ids[:limit])),
        told_count=len(told.rows),
        silences=tuple(silences_of(store, silent.ids[:limit])),
        silence_count=len(silent.rows),
        suggestions=tuple(_suggestions(store, f"g.id IN ({_LIKELIEST}) AND {_NOT_DECIDED}", number)),
    )


_APPEARANCES: Final = (
    f"SELECT s.*, {ARTICLE_COLUMNS} FROM appearance AS s JOIN article AS r ON r.id = s.article_id"  # noqa: S608
    " WHERE s.party_id = ? AND (r.latest = 1 OR ?) ORDER BY s.article_id DESC LIMIT ?"
)


def _of_party(store: Store, number: int, table: Table, column: str, asked: _Asked) -> Picked:
    """Return the party's rows of a table that pass, newest first; of more than are read, the newest."""
    most = MOST_STATEMENTS // asked.parties
    rows = store.rows(
        f"SELECT b.id FROM appearance AS s CROSS JOIN {table.name} AS b ON b.{column} = s.id"  # noqa: S608
        " WHERE s.party_id = ? ORDER BY b.day DESC, b.id DESC LIMIT ?",
        (number, most + 1),
    )
    picked = Picked(complete=len(rows) <= most)
    return Sieve(store, asked.filters, table).passing([row[0] for row in rows[:most]], picked)


def _articles(store: Store, number: int, filters: Filters) -> int:
    old = "" if filters.versions else " AND article_id NOT IN (SELECT id FROM article WHERE latest = 0)"
    sql = f"SELECT count(DISTINCT article_id) FROM appearance WHERE party_id = ?{old}"  # noqa: S608
    return int(store.value(sql, (number,)))


def _manners(rows: Sequence[Passed]) -> dict[Manner, int]:
    counts = Counter(row.manner for row in rows)
    return {Manner(manner): count for manner, count in counts.most_common()}


def _names(row: Row) -> list[str]:
    described = _texts(row["descriptions"])
    return [form for form in (row["name"], *_texts(row["forms"])) if form not in described]


def _descriptions(row: Row) -> list[str]:
    return [*_texts(row["descriptions"])]


@lru_cache(maxsize=1024)
def _texts(written: str) -> tuple[str, ...]:
    """Return the texts of a JSON list; most appearances of a party have the same few."""
    return tuple(json.loads(written))


def _called(appearances: Sequence[Row], words: Any, name: str) -> tuple[Called, ...]:
    """Return what the party is called besides `name`, most frequent first."""
    seen: dict[str, list[tuple[str, Row]]] = {}
    for row in appearances:
        for one in {fold(form): form for form in words(row)}.items():
            seen.setdefault(one[0], []).append((one[1], row))
    seen.pop(fold(name), None)
    ordered = sorted(seen.values(), key=len, reverse=True)
    return tuple(
        Called(one[-1][0], len(one), article_line(min((row for _, row in one), key=_publication)))
        for one in ordered
    )


def _publication(row: Row) -> str:
    return row["r_published"] or "~"


def _appearance(row: Row) -> Appearance:
    return Appearance(
        article=article_line(row),
        name=row["name"],
        descriptions=tuple(json.loads(row["descriptions"])),
        score=row["score"],
        reason=row["reason"],
        evidence=_evidence(row["evidence"]),
    )


def _evidence(text: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(**one) for one in json.loads(text)) if text != "[]" else ()


_SPEAKS_FOR: Final = (
    f"SELECT DISTINCT p.id, {PARTY_COLUMNS} FROM appearance AS s"  # noqa: S608
    " CROSS JOIN appearance AS o ON o.id = s.speaks_for_id JOIN party AS p ON p.id = o.party_id"
    " WHERE s.party_id = ? AND s.speaks_for_id IS NOT NULL ORDER BY p.id LIMIT ?"
)
_SPOKESMEN: Final = (
    f"SELECT DISTINCT p.id, {PARTY_COLUMNS} FROM appearance AS o"  # noqa: S608
    " CROSS JOIN appearance AS s ON s.speaks_for_id = o.id JOIN party AS p ON p.id = s.party_id"
    " WHERE o.party_id = ? ORDER BY p.id LIMIT ?"
)


def _parties(store: Store, sql: str, number: int) -> tuple[PartyLine, ...]:
    found = (party_line(row, "p") for row in store.rows(sql, (number, MOST_OTHERS)))
    return tuple(line for line in found if line is not None)


# What a person said last of two parties counts, in whichever order they were named.
_NOT_DECIDED: Final = (
    "coalesce((SELECT verdict FROM judgement AS j WHERE j.target = 'party'"
    " AND ((j.key = p.key AND j.other = t.key) OR (j.key = t.key AND j.other = p.key))"
    " ORDER BY j.judged DESC, j.id DESC LIMIT 1), '') NOT IN ('same', 'different')"
)


_LIKELIEST: Final = (
    "SELECT id FROM suggestion WHERE one_id = ? OR other_id = ?"  # noqa: S608
    f" ORDER BY score DESC, id LIMIT {MOST_SUGGESTED}"
)


def _suggestions(store: Store, where: str, number: int | None = None) -> list[SuggestedMerge]:
    rows = store.rows(
        f"SELECT g.key, g.score, g.reason, g.evidence, {PARTY_COLUMNS}, t.key AS t_key, t.name AS t_name,"  # noqa: S608
        " t.kind AS t_kind, t.naming AS t_naming, t.known AS t_known FROM suggestion AS g"
        f" JOIN party AS p ON p.id = g.one_id JOIN party AS t ON t.id = g.other_id WHERE {where}"
        " ORDER BY g.score DESC, g.id",
        () if number is None else (number, number),
    )
    return [
        SuggestedMerge(row["key"], one, other, row["score"], row["reason"], _evidence(row["evidence"]))
        for row in rows
        if (one := party_line(row, "p")) and (other := party_line(row, "t"))
    ]

"""Lists of the parties of a record, and of those that may be one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from onrecord.article import Naming, PartyKind
from onrecord.link.parties import Evidence
from onrecord.record.answers import PartyLine
from onrecord.record.door import all_apart
from onrecord.record.store import Row, Store


@dataclass(frozen=True, slots=True)
class PartyCount:
    """A party with how much the record has of it; `first` and `last` are days of its statements."""

    party: PartyLine
    articles: int
    statements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class SuggestedPair:
    """Two parties that may be one, how likely (0 to 1), and why in words and as evidence."""

    key: str
    one: PartyCount
    other: PartyCount
    score: float
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PartyList:
    """The parties that most articles name, and how many there are in all."""

    parties: tuple[PartyCount, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SuggestedList:
    """The suggested merges, likeliest first, and how many there are in all."""

    pairs: tuple[SuggestedPair, ...]
    total: int


_MOST_MET: Final = (
    "SELECT party_id, count(*) AS times FROM appearance GROUP BY party_id"
    " ORDER BY times DESC, party_id LIMIT ?"
)
_COUNTED: Final = (
    "SELECT p.*, count(DISTINCT s.article_id) AS articles, count(a.id) AS statements, min(a.day) AS first,"
    " max(a.day) AS last FROM party AS p LEFT JOIN appearance AS s ON s.party_id = p.id"
    " LEFT JOIN attribution AS a ON a.appearance_id = s.id WHERE p.id = ?"
)


def parties(store: Store, *, limit: int = 50) -> PartyList:
    """Return the parties of the record, those that most articles name first."""
    with store.snapshot():
        total = store.value("SELECT count(*) FROM party")
        found = (counted(store, row["party_id"]) for row in store.rows(_MOST_MET, (limit,)))
        return PartyList(tuple(found), total)


def counted(store: Store, party: int) -> PartyCount:
    """Return a party of the record by its row, with how much there is of it."""
    row = store.row(_COUNTED, (party,))
    assert row is not None  # an aggregate always has a row
    line = PartyLine(row["key"], row["name"], PartyKind(row["kind"]), Naming(row["naming"]), row["known"])
    return PartyCount(line, row["articles"], row["statements"], row["first"], row["last"])


def suggested(store: Store, *, limit: int = 50) -> SuggestedList:
    """Return the parties that may be one; those that a person said are different are left out."""
    with store.snapshot():
        different = all_apart(store)
        rows = store.rows(
            "SELECT * FROM suggestion ORDER BY score DESC, id LIMIT ?", (limit + len(different),)
        )
        left = [row for row in rows if (row["one_id"], row["other_id"]) not in different]
        decided = sum(
            store.value("SELECT count(*) FROM suggestion WHERE one_id = ? AND other_id = ?", pair)
            for pair in different
        )
        total = store.value("SELECT count(*) FROM suggestion") - decided
        return SuggestedList(tuple(_pair(store, row) for row in left[:limit]), total)


def _pair(store: Store, row: Row) -> SuggestedPair:
    one, other = counted(store, row["one_id"]), counted(store, row["other_id"])
    evidence = tuple(Evidence(**found) for found in json.loads(row["evidence"]))
    return SuggestedPair(row["key"], one, other, row["score"], row["reason"], evidence)

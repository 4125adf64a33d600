"""Which statement of the record says what somebody asks about, if one does; else those that come nearest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from onrecord.link.asked import FLOOR, NEAR, SURE, fit_of, weighed
from onrecord.link.trace import Nearest, Place
from onrecord.read.meaning import Vectors, similarity
from onrecord.record.search import MeaningOf, search
from onrecord.record.store import Row, Store

# Of what a question finds so many are looked at, and so many are told where none of them says it.
_HITS: Final = 50
_TOLD: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What came of asking: the row of the statement that says it, None where none does, and how well it fits.

    `nearest` are the other statements that come next, one of each claim, where it is not sure.
    """

    row: int | None
    fit: float
    nearest: tuple[Nearest, ...]


def find(store: Store, words: str, meaning_of: MeaningOf | None) -> Found:
    """Return the statement that fits words best; of those that fit alike one with a claim."""
    hits = ranked(store, words, meaning_of)
    if not hits or hits[0][0] < FLOOR:
        return Found(None, 0.0, tuple(_nearest(hits, set())))
    fit, row = hits[0]
    taken = {row["claim"] or row["key"]}
    return Found(row["id"], fit, () if fit >= SURE else tuple(_nearest(hits[1:], taken)))


def ranked(store: Store, words: str, meaning_of: MeaningOf | None) -> list[tuple[float, Row]]:
    """Return what a search finds, each with how well it fits, best first."""
    meaning = None if meaning_of is None else meaning_of(words)
    hits = search(
        store,
        words,
        limit=_HITS,
        how="words" if meaning is None else "both",
        meaning_of=None if meaning is None else lambda _: meaning,
    ).hits
    keys = [hit.statement.key for hit in hits]
    rows = {row["key"]: row for row in store.rows(_ASKED, (json.dumps(keys),))}
    asked = weighed(words)
    found = [(_fit(asked, rows[key], meaning), rows[key]) for key in keys]
    return sorted(found, key=lambda one: (-one[0], one[1]["claim"] is None))


def _fit(asked: Mapping[str, float], row: Row, meaning: Vectors | None) -> float:
    nearness = None
    if meaning is not None and row["vector"] is not None and np.any(meaning):
        nearness = float(similarity(meaning, np.frombuffer(row["vector"], dtype=np.int8))[0])
    return fit_of(asked, f"{row['content']} {row['source']}", nearness)


def _nearest(hits: Sequence[tuple[float, Row]], taken: set[str]) -> Iterator[Nearest]:
    """Yield the best statements, one of each claim, without the claims that are taken."""
    told = 0
    for fit, row in hits:
        name = row["claim"] or row["key"]
        if name in taken or told == _TOLD or fit < NEAR:
            continue
        taken.add(name)
        told += 1
        spans = json.loads(row["detail"])["content"]
        yield Nearest(
            row["url"] or f"record:{row['article']}",
            row["claim"],
            row["key"],
            row["source"],
            row["content"],
            Place(row["article"], spans[0][0], spans[-1][1]),
            row["outlet"],
            row["published"],
            fit,
        )


_ASKED: Final = (
    "SELECT a.id, a.key, a.content, a.source, a.detail, v.vector, c.key AS claim, r.key AS article, r.url,"
    " r.publisher AS outlet, r.published FROM json_each(?) AS chosen"
    " JOIN attribution AS a ON a.key = chosen.value JOIN article AS r ON r.id = a.article_id"
    " LEFT JOIN meaning AS v ON v.attribution_id = a.id"
    " LEFT JOIN claim_member AS m ON m.attribution_id = a.id LEFT JOIN claim AS c ON c.id = m.claim_id"
)

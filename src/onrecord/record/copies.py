"""Copies in the record: an article is compared with those that share fingerprints with it, when it comes in.

Only the newest version of an article has fingerprints and copies: those of its earlier versions are removed
when it is linked, and linking an earlier one removes what it has. What is compared are the articles that came
before, and those that were found to be copies after: linked again, an article has the same copies.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from onrecord.article import Span
from onrecord.link.copies import LINKER, Copy, compare
from onrecord.link.copyable import Copyable
from onrecord.link.fingerprints import fingerprints
from onrecord.record.at_hand import AtHand
from onrecord.record.store import Store

Progress = Callable[[int, int], None]

#: Articles that are looked at for one fingerprint, the newest first: one that more articles have is a notice,
#: a phrase of the day, or a dispatch of which the newest reprints lead to the rest.
COMMON: Final = 64
#: Articles that are compared with a new one, those with the most and the rarest fingerprints in common first.
#: Of the Helsinki articles, 315 on one meeting in two days, all 193 pairs with half of their 7-grams in
#: common are found with it, and 816 of the 916 pairs that are copies when each is compared with each.
CANDIDATES: Final = 24

# Articles kept at hand with their words: about 150 KB each.
_AT_HAND: Final = 256

_RELAYED: Final = ("credit", "dateline", "reported", "first reported")
_CREDITED: Final = ("credit", "dateline")


class Copyables:
    """Gives articles as copies of them are looked for; those of one affair are asked for again and again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = AtHand[Copyable](_AT_HAND)

    def of(self, article_id: int) -> Copyable | None:
        """Return an article, None if it has a newer version."""
        found = self._known.get(article_id)
        if found is None:
            found = load_copyable(self._store, article_id)
            if found is not None:
                self._known.put(article_id, found)
        return found

    def forget(self, article_id: int) -> None:
        """Read an article anew when it is asked for again."""
        self._known.drop(article_id)


def link_copies(store: Store, article_id: int, known: Copyables | None = None) -> list[int]:
    """Write the copies and fingerprints of an article, instead of those it had; return the others' rows.

    In one transaction, or in that of the caller. An article that is not the newest version has none. `known`
    keeps at hand what was read for the articles before.
    """
    known = known or Copyables(store)
    with store.transaction():
        partners = _partners(store, article_id)
        latest = _forget(store, article_id, known)
        one = known.of(article_id) if latest else None
        if one is None:
            return []
        prints = fingerprints(one.hashes)
        others = sorted({*_candidates(store, article_id, prints), *partners})
        store.run_many(
            "INSERT INTO fingerprint (hash, article_id) VALUES (?, ?)", [(one, article_id) for one in prints]
        )
        found = list(_compared(known, one, others))
        for copy in found:
            _put(store, copy)
        return [int(copy.of if copy.article == one.key else copy.article) for copy in found]


def _partners(store: Store, article_id: int) -> list[int]:
    """Return the articles that share words with one, as far as it is known."""
    rows = store.rows(
        "SELECT of_id AS other FROM copy WHERE article_id = ?1"
        " UNION SELECT article_id FROM copy WHERE of_id = ?1",
        (article_id,),
    )
    return [row["other"] for row in rows]


def _forget(store: Store, article_id: int, known: Copyables) -> bool:
    """Remove what is known of an article and its earlier versions; return whether it is the newest one."""
    row = store.row("SELECT item_id, latest FROM article WHERE id = ?", (article_id,))
    if row is None:
        return False
    older = store.rows("SELECT id FROM article WHERE item_id = ? AND latest = 0", (row["item_id"],))
    for one in {article_id, *(found["id"] for found in older)}:
        known.forget(one)
        store.run("DELETE FROM fingerprint WHERE article_id = ?", (one,))
        store.run("DELETE FROM copy WHERE article_id = ?", (one,))
        store.run("DELETE FROM copy WHERE of_id = ?", (one,))
    return bool(row["latest"])


def _candidates(store: Store, article_id: int, prints: Sequence[int]) -> list[int]:
    """Return the earlier articles that share fingerprints, those that share the most and the rarest first."""
    weights: defaultdict[int, float] = defaultdict(float)
    for one in prints:
        rows = store.rows(
            "SELECT article_id FROM fingerprint WHERE hash = ? AND article_id < ?"
            " ORDER BY article_id DESC LIMIT ?",
            (one, article_id, COMMON),
        )
        for row in rows:
            weights[row[0]] += 1 / len(rows)
    # Sums of fractions differ in their last digits with their order; rounded they do not.
    ranked = sorted(weights, key=lambda other: (-round(weights[other], 6), -other))
    return ranked[:CANDIDATES]


def _compared(known: Copyables, one: Copyable, others: Sequence[int]) -> Iterator[Copy]:
    for other_id in others:
        other = known.of(other_id)
        if other is not None and (copy := compare(one, other)) is not None:
            yield copy


def load_copyable(store: Store, article_id: int) -> Copyable | None:
    """Return an article as copies of it are looked for, named by its row; None if it has a newer version."""
    row = store.row("SELECT * FROM article WHERE id = ? AND latest = 1", (article_id,))
    if row is None:
        return None
    quoted = store.rows(
        "SELECT json_extract(detail, '$.quoted') FROM attribution WHERE article_id = ? ORDER BY number",
        (article_id,),
    )
    relays = store.rows("SELECT kind, outlet FROM relay WHERE article_id = ? ORDER BY number", (article_id,))
    speakers = store.rows(
        "SELECT DISTINCT s.id, s.name, s.forms FROM attribution AS a"
        " JOIN appearance AS s ON s.id = a.appearance_id WHERE a.article_id = ? ORDER BY s.id",
        (article_id,),
    )
    return Copyable(
        key=str(article_id),
        text=row["text"],
        outlet=row["publisher"],
        published=row["published"],
        byline=row["byline"],
        credit=row["credit"],
        quoted=tuple(Span(*span) for spans in quoted if spans[0] for span in json.loads(spans[0])),
        relayed=tuple(relay["outlet"] for relay in relays if relay["kind"] in _RELAYED),
        agencies=tuple(relay["outlet"] for relay in relays if relay["kind"] in _CREDITED),
        speakers=tuple(name for one in speakers for name in (one["name"], *json.loads(one["forms"]))),
    )


def _put(store: Store, copy: Copy) -> None:
    store.insert(
        "copy",
        {
            "article_id": int(copy.article),
            "of_id": int(copy.of),
            "kind": copy.kind.value,
            "share": copy.share,
            "share_of": copy.share_of,
            "credited": int(copy.credited),
            "certain": int(copy.certain),
            "runs": json.dumps([[*here, *there] for here, there in copy.runs], separators=(",", ":")),
            "reason": copy.why,
            "linker": LINKER,
        },
    )

"""The door by which linking reads the record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from onrecord.article import PartyKind
from onrecord.link.parties import Earlier, Known, Seen
from onrecord.record.sightings import Sightings
from onrecord.record.store import Store

# However often a name is in the record, linking looks at so many of its parties, those met most, ...
_PARTIES_A_KEY: Final = 8
_PARTIES: Final = 12
# ... and of each at its first appearances, which tell who somebody is, and its latest, nearest in time.
_FIRST: Final = 2
_LATEST: Final = 4

_KEPT: Final = (
    "SELECT * FROM (SELECT party_id, name FROM party_key WHERE key = ?"  # noqa: S608
    f" ORDER BY times DESC, party_id LIMIT {_PARTIES_A_KEY})"
)
_PARTY: Final = (
    "SELECT name, kind, known, EXISTS (SELECT 1 FROM party_alias WHERE party_id = party.id"
    " AND why = 'merged') AS judged FROM party WHERE id = ?"
)
_SHOWN: Final = " UNION ALL ".join(
    "SELECT * FROM (SELECT id, article_id FROM appearance WHERE party_id = ? AND article_id <> ?"  # noqa: S608
    f" ORDER BY article_id{order}, id{order} LIMIT {limit})"
    for order, limit in (("", _FIRST), (" DESC", _LATEST))
)


class StoreDoor:
    """Answers `onrecord.link.parties.Door` from an open record, for the parties of one article at a time."""

    def __init__(self, store: Store, article_id: int, sightings: Sightings | None = None) -> None:
        """Look at all but the article with this row: what it says is no evidence for itself.

        `barred` are parties that are not to be found: a person said that they are others.
        """
        self.barred: frozenset[int] = frozenset()
        self._times: dict[str, int] = {}
        self._store = store
        self._article = article_id
        self._sightings = sightings or Sightings(store)

    def named(self, keys: Sequence[str]) -> Sequence[Earlier]:
        """Return the parties kept under these keys, of each key those that are met most, each party once."""
        if not keys:
            return []
        rows = self._store.rows(" UNION ALL ".join([_KEPT] * len(keys)), tuple(keys))
        names: dict[int, dict[str, None]] = {}
        for row in rows:
            if row["party_id"] not in self.barred:
                names.setdefault(row["party_id"], {})[row["name"]] = None
        return [self.party(party, tuple(found)) for party, found in list(names.items())[:_PARTIES]]

    def party(self, party: int, names: tuple[str, ...] = ()) -> Earlier:
        """Return a party of the record, without its appearances."""
        row = self._store.row(_PARTY, (party,))
        assert row is not None  # foreign keys hold
        return Earlier(
            party, row["name"], PartyKind(row["kind"]), names, row["known"], judged=bool(row["judged"])
        )

    def shown(self, party: int) -> Sequence[Seen]:
        """Return some appearances of a party of the record in other articles: the first and the latest."""
        where = (party, self._article)
        found = {row["id"]: row["article_id"] for row in self._store.rows(_SHOWN, (*where, *where))}
        return tuple(self._sightings.of(article, appearance) for appearance, article in sorted(found.items()))

    def times(self, keys: Sequence[str]) -> int:
        """Return how often the party that is met most under these keys was met, 0 for none."""
        return max((self._met(key) for key in keys), default=0)

    def _met(self, key: str) -> int:
        found = self._times.get(key)
        if found is None:
            sql = "SELECT times FROM party_key WHERE key = ? ORDER BY times DESC LIMIT 1"
            found = self._times[key] = int(self._store.value(sql, (key,)) or 0)
        return found

    def known(self, folded: str) -> Sequence[Known]:
        """Return the known parties that go by this folded name."""
        rows = self._store.rows(
            "SELECT known, name, kind, folded FROM known_party WHERE known IN"
            " (SELECT known FROM known_party WHERE folded = ? LIMIT 9) ORDER BY known, folded",
            (folded,),
        )
        return [
            Known(
                known,
                (group := list(found))[0]["name"],
                PartyKind(group[0]["kind"]),
                tuple(row["folded"] for row in group),
            )
            for known, found in groupby(rows, key=lambda row: str(row["known"]))
        ]

    def party_of(self, known: str) -> int | None:
        """Return the party of the record that a known party is, None where it was not met yet."""
        found = self._store.value("SELECT id FROM party WHERE known = ? ORDER BY id LIMIT 1", (known,))
        return None if found is None else int(found)

    def apart(self, one: int, other: int) -> bool:
        """Whether a person decided that two parties of the record are different."""
        return apart(self._store, one, other)


_KEYS: Final = "(SELECT key FROM party WHERE id = ? UNION ALL SELECT key FROM party_alias WHERE party_id = ?)"
_LAST_VERDICT: Final = (
    f"SELECT verdict FROM judgement WHERE target = 'party' AND ((key IN {_KEYS} AND other IN {_KEYS})"  # noqa: S608
    f" OR (key IN {_KEYS} AND other IN {_KEYS})) AND verdict <> 'unsure'"
    " ORDER BY judged DESC, id DESC LIMIT 1"
)


def all_apart(store: Store) -> set[tuple[int, int]]:
    """Return the pairs of parties, the lesser row first, that persons last said are different."""
    found: dict[tuple[int, int], bool] = {}
    for row in store.rows(_VERDICTS):
        if row["one"] is not None and row["two"] is not None and row["one"] != row["two"]:
            pair = (min(row["one"], row["two"]), max(row["one"], row["two"]))
            found[pair] = row["verdict"] == "different"
    return {pair for pair, different in found.items() if different}


_PARTY_OF: Final = (
    "coalesce((SELECT id FROM party WHERE key = {0}), (SELECT party_id FROM party_alias WHERE key = {0}))"
)
_VERDICTS: Final = (
    f"SELECT verdict, {_PARTY_OF.format('j.key')} AS one, {_PARTY_OF.format('j.other')} AS two"  # noqa: S608
    " FROM judgement AS j WHERE target = 'party' AND other IS NOT NULL AND verdict <> 'unsure'"
    " ORDER BY judged, id"
)


def apart(store: Store, one: int, other: int) -> bool:
    """Whether the last judgement on two parties, under any keys that they had, is that they are different."""
    first, second = (one, one, other, other), (other, other, one, one)
    return bool(store.value(_LAST_VERDICT, (*first, *second)) == "different")

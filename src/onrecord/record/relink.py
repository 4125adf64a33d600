"""Deciding again, with the rules as they are now, which parties of all articles are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.link.parties import LINKER, Decision, Evidence, Seen
from onrecord.record.appearances import decided, earlier_version, evidence_json, new_party, own_key, tie
from onrecord.record.door import StoreDoor
from onrecord.record.merging import BY_PERSON
from onrecord.record.sightings import Sightings
from onrecord.record.store import Store

Progress = Callable[[int, int], None]

_SAME_REASON: Final = "a person said that they are one"
# What old keys are hidden behind while new parties are made; no key begins like this.
_OLD: Final = "old "


@dataclass(frozen=True, slots=True)
class Relinked:
    """What was decided again: how many appearances there are, and how many parties there were and are."""

    appearances: int
    before: int
    after: int


@dataclass(slots=True)
class _Persons:
    """What persons decided, by the rows of first appearances.

    `pinned` has the old party of each appearance that was split off, `firsts` those parties by their first
    appearances, which the others follow, `keys` their keys. `same` has the appearances that must be of one
    party, with the keys that these had, `different` those that must not.
    """

    pinned: dict[int, int]
    firsts: dict[int, int]
    keys: dict[int, str]
    same: dict[int, list[tuple[int, str]]]
    different: dict[int, set[int]]


def relink(store: Store, progress: Progress | None = None) -> Relinked:
    """Decide again which parties of all articles are one, in one transaction, and return what came of it.

    The articles are gone through in the order in which they were added, so the result is that of adding them
    anew; what persons decided (merged, split, different) holds as before. Keys that parties had lead to those
    that their first appearances are now. `progress` is told articles done and to do.
    """
    with store.transaction():
        before = store.value("SELECT count(*) FROM party")
        _remember(store)
        persons = _persons(store)
        _clear(store)
        appearances = _go_through(store, persons, progress)
        store.run("DELETE FROM party WHERE key >= ? AND key < ?", (_OLD, _OLD + "g"))
        store.run(
            "INSERT OR IGNORE INTO party_alias (key, party_id, appearance_id, why)"
            " SELECT o.key, s.party_id, s.id, 'decided' FROM temp.old_key AS o"
            " JOIN appearance AS s ON s.id = o.appearance_id"
            " WHERE NOT EXISTS (SELECT 1 FROM party WHERE party.key = o.key)"
        )
        store.run("DROP TABLE temp.old_key")
        return Relinked(appearances, before, store.value("SELECT count(*) FROM party"))


def _remember(store: Store) -> None:
    """Keep every key that a party has or had with the first appearance of that party."""
    store.run("DROP TABLE IF EXISTS temp.old_key")
    store.run("CREATE TEMP TABLE old_key (key TEXT PRIMARY KEY, appearance_id INTEGER, party_id INTEGER)")
    store.run(
        "INSERT INTO temp.old_key SELECT p.key, f.id, p.id FROM party AS p JOIN ("
        " SELECT party_id, id, row_number() OVER (PARTITION BY party_id ORDER BY article_id, id) AS place"
        " FROM appearance) AS f ON f.party_id = p.id AND f.place = 1"
    )
    store.run(
        "INSERT OR IGNORE INTO temp.old_key"
        " SELECT a.key, coalesce(a.appearance_id, o.appearance_id), a.party_id"
        " FROM party_alias AS a JOIN temp.old_key AS o ON o.party_id = a.party_id"
    )


def _persons(store: Store) -> _Persons:
    pinned = store.rows("SELECT id, party_id FROM appearance WHERE linker = ?", (BY_PERSON,))
    groups = store.rows(
        "SELECT p.id, p.key, o.appearance_id FROM party AS p JOIN temp.old_key AS o ON o.key = p.key"
        " WHERE p.id IN (SELECT party_id FROM appearance WHERE linker = ?)",
        (BY_PERSON,),
    )
    same: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in store.rows(
        "SELECT a.key, a.appearance_id AS one, o.appearance_id AS other, p.key AS kept FROM party_alias AS a"
        " JOIN party AS p ON p.id = a.party_id JOIN temp.old_key AS o ON o.key = p.key"
        " WHERE a.why = 'merged' AND a.appearance_id IS NOT NULL ORDER BY a.key"
    ):
        same[row["one"]].append((row["other"], row["kept"]))
        same[row["other"]].append((row["one"], row["key"]))
    different: dict[int, set[int]] = defaultdict(set)
    for one, other in _different(store):
        different[one].add(other)
        different[other].add(one)
    return _Persons(
        {row["id"]: row["party_id"] for row in pinned},
        {row["appearance_id"]: row["id"] for row in groups},
        {row["id"]: row["key"] for row in groups},
        same,
        different,
    )


def _different(store: Store) -> Iterator[tuple[int, int]]:
    """Yield the first appearances of the parties that persons last said are different."""
    verdicts: dict[frozenset[str], str] = {}
    for row in store.rows(
        "SELECT key, other, verdict FROM judgement WHERE target = 'party' AND other IS NOT NULL"
        " AND verdict <> 'unsure' ORDER BY judged, id"
    ):
        verdicts[frozenset((row["key"], row["other"]))] = row["verdict"]
    for pair, verdict in verdicts.items():
        if verdict != "different":
            continue
        rows = [
            store.value("SELECT appearance_id FROM temp.old_key WHERE key = ?", (key,))
            for key in sorted(pair)
        ]
        if len(rows) == 2 and None not in rows:
            yield rows[0], rows[1]


def _clear(store: Store) -> None:
    store.run("DELETE FROM suggestion")
    store.run("DELETE FROM party_key")
    store.run("DELETE FROM party_alias")
    store.run("UPDATE party SET key = ? || key, known = NULL", (_OLD,))


def _go_through(store: Store, persons: _Persons, progress: Progress | None) -> int:
    """Decide about every appearance in order; return how many there are."""
    sightings, done, placing = Sightings(store), 0, _Placing(store, persons)
    articles = store.rows("SELECT id, key FROM article ORDER BY id")
    for number, article in enumerate(articles, start=1):
        placing.begin(article["id"], sightings)
        own = {
            row["id"]: own_key(article["key"], row["local"], row["name"])
            for row in store.rows(
                "SELECT id, local, name FROM appearance WHERE article_id = ?", (article["id"],)
            )
        }
        for appearance, seen in sightings.all_of(article["id"]):
            placing.place(appearance, seen, own[appearance])
        done += len(own)
        if progress is not None:
            progress(number, len(articles))
    return done


class _Placing:
    """Gives each appearance its party: by what persons said, else by linking."""

    def __init__(self, store: Store, persons: _Persons) -> None:
        self._store, self._persons = store, persons
        self._groups: dict[int, int] = {}
        # Where appearances that persons decided about have gone.
        self._gone: dict[int, int] = {}

    def begin(self, article: int, sightings: Sightings) -> None:
        """Go on with the parties of another article."""
        self._door = StoreDoor(self._store, article, sightings)
        self._before = earlier_version(self._store, article)
        self._taken: set[int] = set()

    def place(self, appearance: int, seen: Seen, own: str) -> None:
        """Decide about one appearance; `own` is the key of the party that it founds if it was not met."""
        persons = self._persons
        group = persons.pinned.get(appearance)
        if group is None:
            party = self._decide(appearance, seen, own)
        else:
            party = self._pinned(group, appearance, seen)
        self._taken.add(party)
        if appearance in persons.firsts:
            self._groups.setdefault(persons.firsts[appearance], party)
        for other, key in persons.same.get(appearance, ()):
            if self._gone.get(other) == party:
                self._alias(party, {own: appearance, key: other})
        if appearance in persons.same or appearance in persons.different:
            self._gone[appearance] = party

    def _pinned(self, group: int, appearance: int, seen: Seen) -> int:
        """Return the party of an appearance that was split off: that of the first of its old party."""
        party = self._groups.get(group)
        if party is None:
            party = new_party(self._store, self._persons.keys[group], seen, None)
        tie(self._store, party, seen, Decision(party))
        self._store.run("UPDATE appearance SET party_id = ? WHERE id = ?", (party, appearance))
        return party

    def _decide(self, appearance: int, seen: Seen, own: str) -> int:
        persons, gone = self._persons, self._gone
        different = (gone.get(other) for other in persons.different.get(appearance, ()))
        self._door.barred = frozenset(party for party in different if party is not None)
        same = [gone[other] for other, _ in persons.same.get(appearance, ()) if other in gone]
        decision = _same(same[0], seen) if same else decided(seen, self._door, self._taken, self._before)
        party = decision.party
        if party is None:
            party = new_party(self._store, own, seen, decision.known)
        tie(self._store, party, seen, decision)
        self._store.run(
            "UPDATE appearance SET party_id = ?, score = ?, reason = ?, evidence = ?, linker = ?"
            " WHERE id = ?",
            (party, decision.score, decision.reason, evidence_json(decision.evidence), LINKER, appearance),
        )
        return party

    def _alias(self, party: int, keys: dict[str, int]) -> None:
        """Keep that persons merged two parties: the key that is not the party's leads to it."""
        kept = self._store.value("SELECT key FROM party WHERE id = ?", (party,))
        for key, appearance in keys.items():
            if key != kept:
                self._store.run(
                    "INSERT OR IGNORE INTO party_alias VALUES (?, ?, ?, 'merged')",
                    (key, party, appearance),
                )


def _same(party: int, seen: Seen) -> Decision:
    return Decision(party, 1.0, _SAME_REASON, (Evidence("judgement", seen.name, seen.name),))

"""Making one party of two, and two of one: by a person's judgement or a file of known parties only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from onrecord.article import PartyKind
from onrecord.errors import NotFoundError
from onrecord.link.parties import Evidence, Suggestion
from onrecord.record.appearances import drop_names, fill, keep_names, own_key, put_suggestion
from onrecord.record.keys import KEY_LENGTH, digest
from onrecord.record.load import article_id
from onrecord.record.sightings import Sightings
from onrecord.record.store import Row, Store

#: The `linker` of the appearances of parties that a person split: no rule decides about them again.
BY_PERSON: Final = "person"
_SPLIT: Final = "a person said that it is another one"
# Fewer letters of a key fit too many.
_SHORTEST: Final = 4


def party_id(store: Store, key: str) -> int:
    """Return the row of the party that has or had a key, or a unique beginning of one (4 letters or more).

    Raises NotFoundError where none or several fit.
    """
    if not (_SHORTEST <= len(key) <= KEY_LENGTH and set(key) <= set("0123456789abcdef")):
        raise NotFoundError(
            f"{key!r:.40} is no key of a party (4 to 12 of 0-9 and a-f; see onrecord parties)"
        )
    span = (key, key + "g")
    found = {
        row["id"]: None
        for row in store.rows(
            "SELECT id FROM (SELECT id FROM party WHERE key >= ? AND key < ? LIMIT 2) UNION"
            " SELECT party_id FROM (SELECT party_id FROM party_alias WHERE key >= ? AND key < ? LIMIT 2)",
            (*span, *span),
        )
    }
    if len(found) > 1:
        raise NotFoundError(f"several parties begin with {key!r}; give more of the key")
    if not found:
        raise NotFoundError(f"no party {key!r} in {store.path} (see onrecord parties)")
    return int(next(iter(found)))


def merge(store: Store, one_key: str, other_key: str, *, why: str = "merged") -> str:
    """Make one party of two, in one transaction; return the key that stays, that of the party met first.

    The other key leads to it from now on. `why` is "merged" where a person said so, "decided" where a rule
    did: what a rule did is decided again by `onrecord.record.relink`.
    """
    with store.transaction():
        keep, lose = sorted((party_id(store, one_key), party_id(store, other_key)))
        row = store.row("SELECT * FROM party WHERE id = ?", (keep,))
        other = store.row("SELECT * FROM party WHERE id = ?", (lose,))
        assert row is not None  # party_id gave it
        assert other is not None
        if keep != lose:
            _give_all(store, keep, lose, other["key"], why)
            fill(store, keep, other["name"], PartyKind(other["kind"]))
            _move_suggestions(store, keep, lose)
            if row["known"] is None:
                store.run("UPDATE party SET known = ? WHERE id = ?", (other["known"], keep))
            store.run("DELETE FROM party WHERE id = ?", (lose,))
        return str(row["key"])


def _give_all(store: Store, keep: int, lose: int, key: str, why: str) -> None:
    """Give the appearances, names and keys of one party to another."""
    first = store.value(
        "SELECT id FROM appearance WHERE party_id = ? ORDER BY article_id, id LIMIT 1", (lose,)
    )
    store.run("UPDATE appearance SET party_id = ? WHERE party_id = ?", (keep, lose))
    store.run(
        "INSERT INTO party_key (key, party_id, name, times)"
        " SELECT key, ?, name, times FROM party_key WHERE party_id = ?"
        " ON CONFLICT (key, party_id, name) DO UPDATE SET times = times + excluded.times",
        (keep, lose),
    )
    store.run("UPDATE party_alias SET party_id = ? WHERE party_id = ?", (keep, lose))
    store.run("INSERT INTO party_alias VALUES (?, ?, ?, ?)", (key, keep, first, why))


def _move_suggestions(store: Store, keep: int, lose: int) -> None:
    rows = store.rows("SELECT * FROM suggestion WHERE one_id = ? OR other_id = ? ORDER BY id", (lose, lose))
    store.run("DELETE FROM suggestion WHERE one_id = ? OR other_id = ?", (lose, lose))
    for row in rows:
        other = row["one_id"] if row["other_id"] == lose else row["other_id"]
        evidence = tuple(Evidence(**one) for one in json.loads(row["evidence"]))
        put_suggestion(store, keep, Suggestion(other, row["score"], row["reason"], evidence))


def split(store: Store, party_key: str, article_keys: Sequence[str]) -> str:
    """Make the appearances of a party in some articles a party of its own; return the new party's key.

    A party that was merged into this one gets its own key back where its first appearance is among them.
    Raises NotFoundError where the party is in none of the articles, or would be left with none.
    """
    with store.transaction():
        party = party_id(store, party_key)
        articles = [article_id(store, key) for key in article_keys]
        rows = _in_articles(store, party, articles)
        if not rows:
            raise NotFoundError(f"party {party_key} is in none of these articles: {', '.join(article_keys)}")
        key = part(store, party, [row["id"] for row in rows])
        store.run("UPDATE appearance SET linker = ? WHERE party_id = ?", (BY_PERSON, party))
        return key


def part(store: Store, party: int, appearances: Sequence[int]) -> str:
    """Make some appearances of a party a party of its own; return the new party's key.

    A party that was merged into this one gets its own key back where its first appearance is among them.
    Raises NotFoundError where the party would be left with none.
    """
    with store.transaction():
        chosen, there = set(appearances), _rows(store, party)
        rows = [row for row in there if row["id"] in chosen]
        party_key = str(store.value("SELECT key FROM party WHERE id = ?", (party,)))
        if not rows or len(rows) == len(there):
            raise NotFoundError(f"party {party_key} is in no other article; there is nothing to split")
        key = _new_key(store, party_key, rows)
        values = {name: rows[0][name] for name in ("name", "kind", "naming")}
        new = store.insert("party", {"key": key, **values})
        move(store, party, new, [row["id"] for row in rows])
        store.run(
            "UPDATE appearance SET score = 1.0, reason = ?, evidence = '[]', linker = ? WHERE party_id = ?",
            (_SPLIT, BY_PERSON, new),
        )
        return key


def _rows(store: Store, party: int) -> list[Row]:
    return store.rows(
        "SELECT s.id, s.article_id, s.local, s.name, s.kind, s.naming, r.key AS article"
        " FROM appearance AS s JOIN article AS r ON r.id = s.article_id WHERE s.party_id = ?"
        " ORDER BY s.article_id, s.id",
        (party,),
    )


def move(store: Store, party: int, other: int, appearances: Sequence[int] | None = None) -> None:
    """Give appearances of one party, by default all, to another, with the names that they go by."""
    rows = store.rows("SELECT id, article_id FROM appearance WHERE party_id = ? ORDER BY id", (party,))
    sightings, wanted = Sightings(store), None if appearances is None else set(appearances)
    for row in rows:
        if wanted is None or row["id"] in wanted:
            seen = sightings.of(row["article_id"], row["id"])
            drop_names(store, party, seen)
            keep_names(store, other, seen)
            store.run("UPDATE party_alias SET party_id = ? WHERE appearance_id = ?", (other, row["id"]))
            store.run("UPDATE appearance SET party_id = ? WHERE id = ?", (other, row["id"]))


def _in_articles(store: Store, party: int, articles: Sequence[int]) -> list[Row]:
    marks = ", ".join("?" * len(articles))
    return store.rows(
        "SELECT s.id, s.article_id, s.local, s.name, s.kind, s.naming, r.key AS article"  # noqa: S608
        f" FROM appearance AS s JOIN article AS r ON r.id = s.article_id"
        f" WHERE s.party_id = ? AND s.article_id IN ({marks}) ORDER BY s.article_id, s.id",
        (party, *articles),
    )


def _new_key(store: Store, party_key: str, rows: Sequence[Row]) -> str:
    """Return the key for a party made of these appearances: one that it had, or that of the first."""
    for row in rows:
        before = store.value("SELECT key FROM party_alias WHERE appearance_id = ? ORDER BY key", (row["id"],))
        if before is not None:
            store.run("DELETE FROM party_alias WHERE key = ?", (before,))
            return str(before)
    first = rows[0]
    key = own_key(first["article"], first["local"], first["name"])
    number = 1
    while store.value(
        "SELECT 1 FROM party WHERE key = ? UNION ALL SELECT 1 FROM party_alias WHERE key = ?", (key, key)
    ):
        key = digest("split", party_key, number, *(row["article"] for row in rows))
        number += 1
    return key

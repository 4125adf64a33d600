"""Parties that become one, and parties that become two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from onrecord.errors import NotFoundError
from onrecord.record.keys import digest
from onrecord.record.store import Row, Store

#: The `linker` of the appearances of parties that a person split.
BY_PERSON: Final = "person"


def party_id(store: Store, key_or_alias: str) -> int:
    """Return the row of the party with this key or alias, or a beginning of one; raises NotFoundError."""
    asked = (key_or_alias, key_or_alias + "g")
    found = store.rows(
        "SELECT id FROM party WHERE key >= ? AND key < ?"
        " UNION SELECT party_id FROM party_alias WHERE key >= ? AND key < ? LIMIT 2",
        (*asked, *asked),
    )
    if len(key_or_alias) < 4 or len(found) != 1:
        raise NotFoundError(f"{'several parties' if len(found) > 1 else 'no party'} {key_or_alias!r:.40}")
    return int(found[0][0])


def merge(store: Store, one_key: str, other_key: str) -> str:
    """Let the second party become the first; return the key of what they are now."""
    with store.transaction():
        one, other = party_id(store, one_key), party_id(store, other_key)
        kept = str(store.value("SELECT key FROM party WHERE id = ?", (one,)))
        if one != other:
            gone = store.value("SELECT key FROM party WHERE id = ?", (other,))
            first = store.value(
                "SELECT id FROM appearance WHERE party_id = ? ORDER BY article_id, id LIMIT 1", (other,)
            )
            store.run("UPDATE appearance SET party_id = ? WHERE party_id = ?", (one, other))
            store.run("UPDATE party_alias SET party_id = ? WHERE party_id = ?", (one, other))
            store.run("DELETE FROM suggestion WHERE ? IN (one_id, other_id)", (other,))
            store.run("DELETE FROM party WHERE id = ?", (other,))
            store.run("INSERT INTO party_alias VALUES (?, ?, ?, 'merged')", (gone, one, first))
        return kept


def split(store: Store, party_key: str, article_keys: Sequence[str]) -> str:
    """Make the appearances of a party in some articles a party of its own; return the new party's key.

    Raises NotFoundError where the party is in none of the articles, or would be left with none.
    """
    with store.transaction():
        party = party_id(store, party_key)
        marks = ", ".join("?" * len(article_keys))
        rows = store.rows(
            "SELECT s.id FROM appearance AS s JOIN article AS r ON r.id = s.article_id"  # noqa: S608
            f" WHERE s.party_id = ? AND r.key IN ({marks}) ORDER BY s.id",
            (party, *article_keys),
        )
        key = part(store, party, [row["id"] for row in rows])
        store.run("UPDATE appearance SET linker = ? WHERE party_id = ?", (BY_PERSON, party))
        return key


def part(store: Store, party: int, appearances: Sequence[int]) -> str:
    """Make some appearances of a party a party of its own; return the new party's key.

    A party that was merged into this one gets its own key back where its first appearance is among them.
    Raises NotFoundError where there is none of them, or would be none left.
    """
    rows = [row for row in _appearances(store, party) if row["id"] in set(appearances)]
    party_key = store.value("SELECT key FROM party WHERE id = ?", (party,))
    if not rows or len(rows) == len(_appearances(store, party)):
        raise NotFoundError(f"party {party_key} has {'only' if rows else 'none of'} these appearances")
    key, first = _new_key(store, party_key, rows), rows[0]
    values = {"key": key, "name": first["name"], "kind": first["kind"], "naming": first["naming"]}
    other = store.insert("party", values)
    moved = [(other, BY_PERSON, row["id"]) for row in rows]
    store.run_many("UPDATE appearance SET party_id = ?, linker = ? WHERE id = ?", moved)
    return key


def _appearances(store: Store, party: int) -> list[Row]:
    return store.rows(
        "SELECT s.id, s.local, s.name, s.kind, s.naming, r.key FROM appearance AS s"
        " JOIN article AS r ON r.id = s.article_id WHERE s.party_id = ? ORDER BY s.article_id, s.id",
        (party,),
    )


def _new_key(store: Store, party_key: str, rows: Sequence[Row]) -> str:
    """Return the key for a party made of these appearances: one that it had, or that of the first."""
    for row in rows:
        before = store.value("SELECT key FROM party_alias WHERE appearance_id = ? ORDER BY key", (row["id"],))
        if before is not None:
            store.run("DELETE FROM party_alias WHERE key = ?", (before,))
            return str(before)
    first = rows[0]
    key, number = digest("party", first["key"], first["local"], first["name"]), 1
    while store.value(
        "SELECT 1 FROM party WHERE key = ? UNION ALL SELECT 1 FROM party_alias WHERE key = ?", (key, key)
    ):
        key = digest("split", party_key, number, *(row["key"] for row in rows))
        number += 1
    return key

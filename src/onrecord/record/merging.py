"""Parties that become one, and parties that become two."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.errors import NotFoundError
from onrecord.record.keys import digest
from onrecord.record.store import Store


def party_id(store: Store, key_or_alias: str) -> int:
    """Return the row of the party with this key or alias, or a beginning of one; raises NotFoundError."""
    asked = (key_or_alias, key_or_alias + "g")
    found = store.rows(
        "SELECT id FROM party WHERE key >= ? AND key < ?"
        " UNION SELECT party_id FROM alias WHERE key >= ? AND key < ? LIMIT 2",
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
            store.run("UPDATE appearance SET party_id = ? WHERE party_id = ?", (one, other))
            store.run("UPDATE alias SET party_id = ? WHERE party_id = ?", (one, other))
            store.run("DELETE FROM suggestion WHERE ? IN (one_id, other_id)", (other,))
            store.run("DELETE FROM party WHERE id = ?", (other,))
            store.insert("alias", {"key": gone, "party_id": one})
        return kept


def split(store: Store, party_key: str, article_keys: Sequence[str]) -> str:
    """Let the appearances of a party in some articles be another party; return its key.

    A key that the party took over from one first seen in those articles is given back.
    """
    with store.transaction():
        party = party_id(store, party_key)
        marks = ", ".join("?" * len(article_keys))
        rows = store.rows(
            "SELECT s.id, s.local, s.name, s.kind, s.naming, r.key FROM appearance AS s"  # noqa: S608
            f" JOIN article AS r ON r.id = s.article_id WHERE s.party_id = ? AND r.key IN ({marks})"
            " ORDER BY s.id",
            (party, *article_keys),
        )
        if not rows:
            raise NotFoundError(f"party {party_key} is in none of these articles")
        keys = [digest("party", row["key"], row["local"], row["name"]) for row in rows]
        back = [
            key
            for key in keys
            if store.value("SELECT 1 FROM alias WHERE key = ? AND party_id = ?", (key, party))
        ]
        store.run_many("DELETE FROM alias WHERE key = ?", [(key,) for key in back[:1]])
        first = rows[0]
        key = back[0] if back else digest("party", "split", party_key, *article_keys)
        values = {"key": key, "name": first["name"], "kind": first["kind"], "naming": first["naming"]}
        other = store.insert("party", values)
        store.run_many(
            "UPDATE appearance SET party_id = ? WHERE id = ?", [(other, row["id"]) for row in rows]
        )
        return key

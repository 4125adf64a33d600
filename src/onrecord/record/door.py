"""The door by which linking reads the record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from onrecord.article import Naming, PartyKind
from onrecord.link.parties import Earlier, Known, Seen
from onrecord.record.store import Store


class StoreDoor:
    """Answers `onrecord.link.parties.Door` from an open record."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def named(self, folded: str) -> Sequence[Earlier]:
        """Return the earlier appearances that go by this folded name."""
        rows = self._store.rows(
            "SELECT s.party_id, s.name, s.kind, s.naming, s.plural, s.descriptions, r.publisher, r.published,"
            " (SELECT group_concat(folded, char(10)) FROM (SELECT folded FROM name WHERE appearance_id = s.id"
            " ORDER BY full DESC, folded)) AS names"
            " FROM name JOIN appearance AS s ON s.id = name.appearance_id"
            " JOIN article AS r ON r.id = s.article_id"
            " WHERE name.folded = ? ORDER BY s.id",
            (folded,),
        )
        return [
            Earlier(
                row["party_id"],
                Seen(
                    row["name"],
                    PartyKind(row["kind"]),
                    Naming(row["naming"]),
                    bool(row["plural"]),
                    tuple(row["names"].split("\n")),
                    tuple(json.loads(row["descriptions"])),
                    row["publisher"],
                    row["published"],
                ),
            )
            for row in rows
        ]

    def known(self, folded: str) -> Sequence[Known]:
        """Return the known parties that go by this folded name."""
        rows = self._store.rows(
            "SELECT known, name, kind, folded FROM known_party WHERE known IN"
            " (SELECT known FROM known_party WHERE folded = ?) ORDER BY known, folded",
            (folded,),
        )
        return [
            Known(
                known,
                (group := list(found))[0]["name"],
                PartyKind(group[0]["kind"]),
                tuple(r["folded"] for r in group),
            )
            for known, found in groupby(rows, key=lambda row: str(row["known"]))
        ]

"""The statements added last with where they lie among claims, kept at hand: each article asks for them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from onrecord.record.store import Store

#: Of the statements added last, whatever they are about, so many are looked at: what is said today is
#: mostly on what was said yesterday.
NEWEST: Final = 2_000

_ROWS: Final = "SELECT id FROM attribution ORDER BY id DESC LIMIT ?"
# Vectors lie where those near them lie: each of the newest on a page of its own.
_VECTORS: Final = (
    "SELECT v.attribution_id, v.vector FROM json_each(?) AS asked"
    " CROSS JOIN claim_vector AS v ON v.attribution_id = asked.value"
)


class Newest:
    """Gives the vectors of the statements added last."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[int, bytes | None] = {}

    def vectors(self) -> Mapping[int, bytes]:
        """Return the vectors of those that have one, by their rows, the last first."""
        rows = [row[0] for row in self._store.rows(_ROWS, (NEWEST,))]
        # Those of articles that are not linked yet have none: they are asked for again.
        new = [row for row in rows if self._known.get(row) is None]
        known = self._known | dict.fromkeys(new)
        known.update((row, vector) for row, vector in self._store.rows(_VECTORS, (json.dumps(new),)))
        self._known = {row: known[row] for row in rows}
        return {row: vector for row, vector in self._known.items() if vector is not None}

    def forget(self, rows: Iterable[int]) -> None:
        """Read some anew: their article was read again."""
        for row in rows:
            self._known.pop(row, None)

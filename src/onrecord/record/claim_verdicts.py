"""What people decided about pairs of statements, as linking asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from onrecord.record.store import Store

_ON: Final = (
    "SELECT j.verdict, a.id FROM judgement AS j JOIN attribution AS a"
    " ON a.key = CASE WHEN j.key = ? THEN j.other ELSE j.key END"
    " WHERE j.target = 'statements' AND (j.key = ? OR j.other = ?) AND j.id = ("
    "SELECT last.id FROM judgement AS last WHERE last.target = 'statements' AND last.key = j.key"
    " AND last.other = j.other ORDER BY last.judged DESC, last.id DESC LIMIT 1) ORDER BY a.id"
)
_WRONG: Final = (
    "SELECT a.id FROM attribution AS a WHERE a.article_id = ? AND 'wrong' = (SELECT verdict FROM judgement"
    " WHERE target = 'attribution' AND key = a.key ORDER BY judged DESC, id DESC LIMIT 1)"
)


class Verdicts:
    """Answers what the last judgements on statements were."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._any = bool(store.value("SELECT 1 FROM judgement WHERE target = 'statements' LIMIT 1"))

    def on(self, row: int) -> tuple[list[int], list[int]]:
        """Return the statements that persons said are the same as one, and those that are different."""
        same: list[int] = []
        different: list[int] = []
        for verdict, other in self._on(row):
            if verdict == "same":
                same.append(other)
            elif verdict == "different":
                different.append(other)
        return same, different

    def _on(self, row: int) -> Iterator[tuple[str, int]]:
        if not self._any:
            return
        key = self._store.value("SELECT key FROM attribution WHERE id = ?", (row,))
        for found in self._store.rows(_ON, (key, key, key)):
            yield found["verdict"], found["id"]

    def apart(self, claim: int, other: int) -> bool:
        """Whether a person said that a statement of one claim says something different from one of
        another.
        """
        if not self._any:
            return False
        rows = self._store.rows("SELECT attribution_id FROM claim_member WHERE claim_id = ?", (claim,))
        others = {
            row[0]
            for row in self._store.rows(
                "SELECT attribution_id FROM claim_member WHERE claim_id = ?", (other,)
            )
        }
        return any(others & set(self.on(row[0])[1]) for row in rows)

    def wrong(self, article_id: int) -> set[int]:
        """Return the statements of an article that a person judged to be read wrongly."""
        return {row[0] for row in self._store.rows(_WRONG, (article_id,))}

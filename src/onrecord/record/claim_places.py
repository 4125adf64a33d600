"""Where the statements of an article lie among claims: computed once, when the article is linked."""

from __future__ import annotations

import json

from onrecord.link.claim_vectors import claim_vectors
from onrecord.link.passages import Passage, passage_of
from onrecord.record.store import Store


def passages(store: Store, article_id: int, *, all_of_them: bool = True) -> dict[int, Passage]:
    """Return the statements of an article as the network of claims reads them, by their rows.

    With `all_of_them` False only those whose place is not known yet.
    """
    rows = store.rows(
        "SELECT a.id, a.content, a.detail FROM attribution AS a LEFT JOIN claim_vector AS v"
        " ON v.attribution_id = a.id WHERE a.article_id = ? AND (? OR v.vector IS NULL) ORDER BY a.id",
        (article_id, all_of_them),
    )
    if not rows:
        return {}
    text: str = store.value("SELECT text FROM article WHERE id = ?", (article_id,))
    found = {}
    for row in rows:
        spans = json.loads(row["detail"])["content"]
        found[row["id"]] = passage_of(text, spans[0][0], spans[-1][1], row["content"])
    return found


def place_statements(store: Store, article_id: int) -> None:
    """Write down where the statements of an article lie, those for which that is not known yet."""
    missing = passages(store, article_id, all_of_them=False)
    if not missing:
        return
    store.run_many(
        "INSERT INTO claim_vector (cell, attribution_id, vector)"
        " VALUES (coalesce((SELECT cell FROM meaning WHERE attribution_id = ?1), -1), ?1, ?2)",
        [
            (row, vector.tobytes())
            for row, vector in zip(missing, claim_vectors(list(missing.values())), strict=True)
        ],
    )

"""Linking articles to those that the record has: what they copy, whom they cite, what others say as well.

A step of its own behind adding: articles are linked in the order in which they came in, one a transaction, so
that it may be stopped at any moment and goes on where it was. Every step is made of rules with a version, is
bounded by what is near an article, and gives the same rows when it is done again.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.record.citations import link_citations
from onrecord.record.cited_articles import CitedArticles
from onrecord.record.claims import link_claims
from onrecord.record.comparing import Comparisons
from onrecord.record.copies import Copyables, link_copies
from onrecord.record.sayings import Sayings
from onrecord.record.store import Store

Progress = Callable[[int, int], None]

_WAITING = (
    "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM linked WHERE step = 'links') ORDER BY id"
)


def waiting(store: Store) -> int:
    """Return how many articles are not linked yet."""
    found: int = store.value(f"SELECT count(*) FROM ({_WAITING})")  # noqa: S608
    return found


def link_waiting(store: Store, progress: Progress | None = None) -> int:
    """Link the articles that are not linked yet, each in one transaction; return how many there were."""
    rows = store.rows(_WAITING)
    copyables, cited = Copyables(store), CitedArticles(store)
    sayings, comparisons = Sayings(store), Comparisons()
    for number, row in enumerate(rows, start=1):
        with store.transaction():
            link_copies(store, row["id"], copyables)
            link_citations(store, row["id"], cited)
            link_claims(store, row["id"], sayings, comparisons)
            store.run("INSERT INTO linked (article_id, step, mark) VALUES (?, 'links', '')", (row["id"],))
        if progress:
            progress(number, len(rows))
    return len(rows)

"""Linking one article to those that the record has: what it copies, whom it cites, what others say as well.

Every step is made of rules with a version, is bounded by what is near the article, and gives the same rows when it
is done again.
"""

from __future__ import annotations

from onrecord.record.citations import link_citations
from onrecord.record.claims import link_claims
from onrecord.record.copies import link_copies
from onrecord.record.store import Store


def link_article(store: Store, article_id: int) -> None:
    """Write the links of an article whose findings have just been written, in the transaction of the caller."""
    with store.transaction():
        link_copies(store, article_id)
        link_citations(store, article_id)
        link_claims(store, article_id)

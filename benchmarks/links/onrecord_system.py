"""What Onrecord itself links, through the door of the scorer."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.library import Record
from onrecord.link.trace import Trace
from onrecord.record.citations import citations_of
from onrecord.record.copy_answers import copies_of
from onrecord.record.trace import trace


def onrecord_traces(record: Record) -> Iterator[Trace]:
    """Yield the trace of every claim, and all copies and citations of the record as a trace of their own."""
    store = record.store
    for row in store.rows("SELECT key FROM claim ORDER BY id"):
        yield trace(store, row["key"])
    articles = [row["id"] for row in store.rows("SELECT id FROM article WHERE latest = 1 ORDER BY id")]
    yield Trace(
        "links",
        "",
        (),
        copies=tuple(copies_of(store, articles)),
        relays=tuple(one for number in articles for one in citations_of(store, number)),
    )

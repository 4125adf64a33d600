"""What the exports of things and their relations share: the names of things, and which of them are needed."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

from onrecord.link.parties import fold
from onrecord.record.store import Row
from onrecord.show.formats.bytes import storable
from onrecord.show.plain import NO_SOURCE, one_line

#: The beginning of every name of a thing in a record.
URN: Final = "urn:onrecord:"
# What an address may have as it stands (RFC 3987 lets through letters of all scripts).
_NO_IRI: Final = re.compile(
    r"[\x00-\x20<>\"{}|\\^`\x7f-\x9f\u200e\u200f\u202a-\u202e\ue000-\uf8ff\ufff0-\uffff]"
)


def urn(kind: str, key: str) -> str:
    """Return the name of a thing of the record: an article, attribution, party, reading, …"""
    return f"{URN}{kind}:{quote(storable(key), safe='')}"


def told(row: Row) -> str:
    """Return a statement with source and cue, so that its content is not taken for what was asserted."""
    source, cue, content = (one_line(row[part]) for part in ("source", "cue", "content"))
    return f"{source or NO_SOURCE} — {cue}: {content}"


def outlet_key(name: str) -> str:
    """Return what tells an outlet from others: its name without case, accents and "the"."""
    return fold(name).replace(" ", "-") or storable(name)


def address(url: str | None) -> str | None:
    """Return an address of the web as an IRI may be written; None for anything else."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return _NO_IRI.sub(lambda found: quote(found[0], safe=""), storable(url))

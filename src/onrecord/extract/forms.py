"""What a source holds: one article, or many, told by how its bytes begin."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from onrecord.extract.decode import PAGE_SUFFIXES, TEXT_SUFFIXES, Kind, feed_root, opening

ROW_SUFFIXES = frozenset({".jsonl", ".ndjson"})
_ROW_TYPES = frozenset({"application/jsonl", "application/x-ndjson", "application/jsonlines"})
_FEED_SUFFIXES = frozenset({".rss", ".atom", ".xml"})

_WARC = re.compile(rb"WARC/\d")
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
# Readers of PDF look for the mark this far; scanners and mail programs put lines of their own before it.
_PDF_MARK_WITHIN = 1024
# Names that only ninjs has together; its versions write them as versioncreated and as versionCreated.
_NINJS = re.compile(
    r'"(uri|headlines?(?:_\w{1,20})?|versioncreated|firstcreated|contentcreated|body_\w{1,20}|bodies|pubstatus'
    r'|usageterms|copyrightholder|infosources|by|byline)"\s*:',
    re.I,
)
_NINJS_NAMES = 3
_TEXT_KEY = re.compile(r'"text"\s*:')


class Form(StrEnum):
    """What a source is read as."""

    ARTICLE = "article"  # a page or a plain text
    PDF = "pdf"
    FEED = "feed"
    OPML = "opml"
    WARC = "warc"
    ROWS = "rows"  # JSON Lines or a JSON document


def form_of(head: bytes, suffix: str = "", media_type: str = "") -> Form:
    """Tell what a source is by its first bytes; where they leave it open, by its suffix and media type."""
    if head.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head[:_PDF_MARK_WITHIN]):
        return Form.PDF
    if _WARC.match(head):
        return Form.WARC
    if suffix in ROW_SUFFIXES or media_type in _ROW_TYPES:
        return Form.ROWS
    if suffix in TEXT_SUFFIXES:
        return Form.ARTICLE
    start = opening(head)
    if root := feed_root(start):
        return Form.OPML if root == "opml" else Form.FEED
    return Form.ROWS if _JSON.match(start) and suffix not in PAGE_SUFFIXES else Form.ARTICLE


def stands_for_articles(path: PurePath, head: bytes) -> bool:
    """Say whether a file in a folder is a feed, an archive, an export or a PDF, as its suffix promises.

    Of JSON only what shows articles in its beginning counts: a folder has many files of data.
    """
    suffix = suffix_of(path.name)
    if suffix in {".pdf", ".opml", ".warc"}:
        return True
    if suffix in _FEED_SUFFIXES:
        return form_of(head, suffix) is Form.FEED
    if suffix in ROW_SUFFIXES:
        line = opening(head).partition("\n")
        return not line[1] or bool(_TEXT_KEY.search(line[0])) or is_like_ninjs(line[0])
    return suffix == ".json" and form_of(head, suffix) is Form.ROWS and is_like_ninjs(opening(head))


def is_like_ninjs(start: str) -> bool:
    """Say whether the beginning of some JSON has the names that items of ninjs have."""
    return len({name.lower() for name in _NINJS.findall(start)}) >= _NINJS_NAMES


def suffix_of(name: str) -> str:
    """Return the suffix of a file in lower case; of "export.jsonl.gz" that of what is packed."""
    path = PurePath(name)
    return (PurePath(path.stem) if path.suffix.lower() == ".gz" else path).suffix.lower()


def stem_of(name: str) -> str:
    """Return the name of a file without its suffix, and without ".gz" behind it."""
    path = PurePath(name)
    return PurePath(path.stem).stem if path.suffix.lower() == ".gz" else path.stem


def kind_of(suffix: str) -> Kind | None:
    """Return what a suffix says a file is; None where its bytes decide."""
    if suffix in PAGE_SUFFIXES:
        return Kind.PAGE
    return Kind.TEXT if suffix in TEXT_SUFFIXES else None

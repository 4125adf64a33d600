"""From what a user names to articles: pages, texts, feeds, archives, exports, PDFs, folders, addresses."""

from __future__ import annotations

from onrecord.extract.article import article_from_bytes, article_from_text, article_of
from onrecord.extract.dispatch import originals
from onrecord.extract.inputs import articles
from onrecord.extract.options import InputOptions
from onrecord.extract.original import Original, OriginalKind, Unchanged, Validators
from onrecord.extract.page import article_from_page
from onrecord.extract.sources import Source, expand

__all__ = [
    "InputOptions",
    "Original",
    "OriginalKind",
    "Source",
    "Unchanged",
    "Validators",
    "article_from_bytes",
    "article_from_page",
    "article_from_text",
    "article_of",
    "articles",
    "expand",
    "originals",
]

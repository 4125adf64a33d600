"""From what a user names to articles: pages, plain texts, folders, addresses, standard input."""

from __future__ import annotations

from onrecord.extract.inputs import Source, article_from_bytes, article_from_text, articles, expand
from onrecord.extract.options import InputOptions
from onrecord.extract.originals import article_of, originals
from onrecord.extract.page import article_from_page

__all__ = [
    "InputOptions",
    "Source",
    "article_from_bytes",
    "article_from_page",
    "article_from_text",
    "article_of",
    "articles",
    "expand",
    "originals",
]

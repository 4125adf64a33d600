"""Onrecord: who said it, in which words.

    >>> import onrecord
    >>> reading = onrecord.read('The bridge is "safe", the mayor said.')

`read` gives every attribution of an article as typed, frozen objects whose positions are offsets
into the text. `articles` turns pages, files, folders and addresses into articles.
"""

from __future__ import annotations

from importlib.metadata import version

from onrecord.article import (
    Article,
    Attribution,
    Image,
    Insertion,
    InsertionKind,
    Manner,
    Quotation,
    Reading,
    Span,
)
from onrecord.errors import FetchError, FormatError, InputError, ModelError, OnrecordError
from onrecord.extract import InputOptions, articles
from onrecord.read import Reader, read

__version__ = version("onrecord")

__all__ = [
    "Article",
    "Attribution",
    "FetchError",
    "FormatError",
    "Image",
    "InputError",
    "InputOptions",
    "Insertion",
    "InsertionKind",
    "Manner",
    "ModelError",
    "OnrecordError",
    "Quotation",
    "Reader",
    "Reading",
    "Span",
    "__version__",
    "articles",
    "read",
]

"""Onrecord: who said it, who told them, when, and who did not answer.

    >>> import onrecord
    >>> reading = onrecord.read('The bridge is "safe", the mayor said.')

`read` gives every attribution of an article, its parties, dates, silences and relays, as typed, frozen
objects whose positions are offsets into the text. `articles` turns pages, files,
folders and addresses into articles.
"""

from __future__ import annotations

from importlib.metadata import version

from onrecord.article import (
    Anchor,
    Anonymity,
    Answer,
    Article,
    Attribution,
    Date,
    Ground,
    Image,
    Insertion,
    InsertionKind,
    Link,
    Manner,
    Mention,
    Naming,
    Party,
    PartyKind,
    Quotation,
    Reading,
    Relay,
    RelayKind,
    Resolution,
    Silence,
    SilenceKind,
    Span,
    Timex3,
)
from onrecord.errors import FetchError, FormatError, InputError, ModelError, OnrecordError
from onrecord.extract import InputOptions, articles
from onrecord.read import Reader, read

__version__ = version("onrecord")

__all__ = [
    "Anchor",
    "Anonymity",
    "Answer",
    "Article",
    "Attribution",
    "Date",
    "FetchError",
    "FormatError",
    "Ground",
    "Image",
    "InputError",
    "InputOptions",
    "Insertion",
    "InsertionKind",
    "Link",
    "Manner",
    "Mention",
    "ModelError",
    "Naming",
    "OnrecordError",
    "Party",
    "PartyKind",
    "Quotation",
    "Reader",
    "Reading",
    "Relay",
    "RelayKind",
    "Resolution",
    "Silence",
    "SilenceKind",
    "Span",
    "Timex3",
    "__version__",
    "articles",
    "read",
]

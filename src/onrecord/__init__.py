"""Onrecord: who said it, who told them, when, and who did not answer.

    >>> import onrecord
    >>> reading = onrecord.read('The bridge is "safe", the mayor said.')

`read` gives every attribution of an article, its parties, dates, silences and relays, as typed, frozen
objects whose positions are offsets into the text. `articles` turns pages, files,
folders and addresses into articles. `Record` keeps many of them in one file that can be asked.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

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
from onrecord.errors import (
    FetchError,
    FilterError,
    FormatError,
    InputError,
    JudgementError,
    MissingExtraError,
    ModelError,
    NotFoundError,
    OnrecordError,
    OutputError,
    RecordError,
)
from onrecord.extract import InputOptions, articles
from onrecord.read import Reader, read

if TYPE_CHECKING:
    from onrecord.library import Record
    from onrecord.record.add import AddOptions, Outcome
    from onrecord.record.answers import Statement
    from onrecord.record.filters import Filters
    from onrecord.record.judgements import Correction, Judgement
    from onrecord.show.exports.options import ExportOptions

__version__ = version("onrecord")

# What is loaded on first use: whoever only reads articles needs no database.
_ON_FIRST_USE: Final = {
    "AddOptions": "onrecord.record.add",
    "Correction": "onrecord.record.judgements",
    "ExportOptions": "onrecord.show.exports.options",
    "Filters": "onrecord.record.filters",
    "Judgement": "onrecord.record.judgements",
    "Outcome": "onrecord.record.add",
    "Record": "onrecord.library",
    "Statement": "onrecord.record.answers",
}

__all__ = [
    "AddOptions",
    "Anchor",
    "Anonymity",
    "Answer",
    "Article",
    "Attribution",
    "Correction",
    "Date",
    "ExportOptions",
    "FetchError",
    "FilterError",
    "Filters",
    "FormatError",
    "Ground",
    "Image",
    "InputError",
    "InputOptions",
    "Insertion",
    "InsertionKind",
    "Judgement",
    "JudgementError",
    "Link",
    "Manner",
    "Mention",
    "MissingExtraError",
    "ModelError",
    "Naming",
    "NotFoundError",
    "OnrecordError",
    "Outcome",
    "OutputError",
    "Party",
    "PartyKind",
    "Quotation",
    "Reader",
    "Reading",
    "Record",
    "RecordError",
    "Relay",
    "RelayKind",
    "Resolution",
    "Silence",
    "SilenceKind",
    "Span",
    "Statement",
    "Timex3",
    "__version__",
    "articles",
    "read",
]


def __getattr__(name: str) -> Any:
    """Load a name of the record when it is first asked for."""
    if name not in _ON_FIRST_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_ON_FIRST_USE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

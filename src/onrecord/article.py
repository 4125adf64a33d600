"""What Onrecord reads and what it finds: the article, its attributions, and the two together.

All positions are half-open character offsets into `Article.text`. Every class here is frozen: a
reading is a value, and the same article read twice gives two equal readings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open run of characters, `text[start:end]`."""

    start: int
    end: int


class Quotation(StrEnum):
    """How the content of an attribution is quoted (Pareti 2015)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Manner(StrEnum):
    """What the cue of an attribution says its source did."""

    SAYS = "says"
    DENIES = "denies"
    CONFIRMS = "confirms"
    ACCUSES = "accuses"
    DEMANDS = "demands"
    OFFERS = "offers"
    REFUSES = "refuses"
    PROPOSES = "proposes"
    PROMISES = "promises"
    THREATENS = "threatens"
    PREDICTS = "predicts"
    ASKS = "asks"
    THINKS = "thinks"
    SHOWS = "shows"
    DECLINES = "declines"
    OTHER = "other"


class InsertionKind(StrEnum):
    """What a reporter put inside somebody's quoted words."""

    BRACKET = "bracket"  # "[security] guarantees"
    ELLIPSIS = "ellipsis"  # "we … will go", "[...]"
    EMPHASIS = "emphasis"  # "(emphasis added)"


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words or marks inside a quotation that are the reporter's, not the speaker's."""

    span: Span
    kind: InsertionKind


@dataclass(frozen=True, slots=True)
class Image:
    """The lead picture of an article; its caption is never part of `Article.text`."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one published text.

    `published` and `modified` are ISO 8601 at the precision the page gave (a date, or a date and
    time); `language` is a BCP 47 tag; `credit` is the agency a page credits ("Reuters", "AP").
    Whatever the page does not say is None.
    """

    name: str
    text: str
    title: str | None = None
    url: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    credit: str | None = None
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement, with who made it and the words that say so, as spans of one article.

    `cue` and `content` are never empty; `source` is empty where the article names nobody. Spans
    of one attribution do not overlap and stand in text order. `quoted` are the stretches of the
    content that stand in quotation marks, marks left out; `insertions` are what the reporter put
    into them. `negated` and `modal` say that the cue is no plain saying ("did not say", "might
    say"). `parent` is the index of the attribution whose content this one stands in, if known.
    `confidence` is between 0 and 1.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quotation: Quotation
    manner: Manner
    negated: bool = False
    modal: bool = False
    quoted: tuple[Span, ...] = ()
    insertions: tuple[Insertion, ...] = ()
    parent: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its attributions, in the order in which they begin in the text."""

    article: Article
    attributions: tuple[Attribution, ...] = field(default=())

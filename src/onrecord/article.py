"""What Onrecord reads and what it finds: the article, who says what in it, when, and who did not answer.

All positions are half-open character offsets into `Article.text`. Every class here is frozen: a
reading is a value, and the same article read twice gives two equal readings.
"""

from __future__ import annotations

from dataclasses import dataclass
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


class PartyKind(StrEnum):
    """What a party is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    DOCUMENT = "document"
    GROUP = "group"  # people without an office: "residents", "two officials", "Hill and Dale"
    UNKNOWN = "unknown"


class Naming(StrEnum):
    """How the article lets its readers know a party."""

    NAMED = "named"
    DESCRIBED = "described"  # by a role or place only: "a State Department spokesperson"
    UNNAMED = "unnamed"  # kept from the reader: "sources close to the talks"


class Ground(StrEnum):
    """What the tie of a mention to its party rests on."""

    ITSELF = "itself"  # the words name or describe the party; nothing was inferred
    SAME_WORDS = "same words"  # the same name or description stands elsewhere
    PART_OF_NAME = "part of name"  # "Ms Hill", "the Bureau" after the full name
    ALIAS = "alias"  # "the Post", "BBC"; a capital or palace for its government
    APPOSITION = "apposition"  # "Rafe Aldous, the foreign minister"
    ROLE = "role"  # "the minister" after "Rafe Aldous, the foreign minister"
    PRONOUN = "pronoun"
    FIRST_PERSON = "first person"  # "I", "we" inside somebody's quotation
    LABEL = "label"  # the label of a turn in a transcript
    WRITER = "writer"  # "I", "this newspaper", "our reporter" in the article's own voice


class Anchor(StrEnum):
    """What the value of a date was reckoned from."""

    ITSELF = "itself"  # a full date: "19 February 2022"
    PUBLISHED = "published"  # the day of publication or the dateline: "on Monday", "last month"
    CONTEXT = "context"  # another date of the article: "five days later"
    NONE = "none"  # nothing: the value is unresolved or needs no anchor ("every Monday")


class SilenceKind(StrEnum):
    """How somebody gave no answer."""

    NO_RESPONSE = "no response"  # "did not respond", "has not replied"
    DECLINED = "declined"  # "declined to comment", "would not say"
    UNREACHABLE = "unreachable"  # "could not be reached"
    REFERRED = "referred"  # "referred us to the presidency"
    EVADED = "evaded"  # "did not address", "said he had nothing to add"
    NO_EVIDENCE = "no evidence"  # "offered no evidence for"


class RelayKind(StrEnum):
    """How the article itself says that it has something from another outlet or a document."""

    FIRST_REPORTED = "first reported"  # "first reported by the Times"
    REPORTED = "reported"  # "as the Times reported"
    CREDIT = "credit"  # a wire credit or byline of an agency
    DATELINE = "dateline"  # "PENDRY, Feb 5 (Transmere) -"
    LINK = "link"  # a link to the source


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
class Link:
    """Words of an article that lead to another site or to a document; `url` is absolute, http or https."""

    url: str
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one published text.

    `published` and `modified` are ISO 8601 at the precision the page gave (a date, or a date and
    time); `language` is a BCP 47 tag; `credit` is the agency a page credits ("Reuters", "AP").
    Whatever the page does not say is None. `links` are those of the main text, in text order, each only
    where its place in `text` is certain.
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
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a party is named, described or meant, and why it is taken for that party.

    `rests_on` are the words that the tie rests on: the name before "he", the full name before a
    surname; None where the mention speaks for itself.
    """

    span: Span
    ground: Ground = Ground.ITSELF
    rests_on: Span | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Anonymity:
    """What the article says of a source that it does not name; every field is its own words.

    `number` is the count where the words give one ("three"), None where they do not ("multiple").
    """

    number: int | None = None
    count: Span | None = None
    nearness: tuple[Span, ...] = ()  # "familiar with the talks", "close to the president"
    reason: tuple[Span, ...] = ()  # "because they were not authorized to speak"


@dataclass(frozen=True, slots=True)
class Party:
    """Whoever a source stands for, with all the places of the article that mean it.

    `id` is unique in its article ("p1", in the order of first mention). `name` is the fullest name,
    or the fullest description where there is no name; `forms` are the other names and descriptions
    as written, pronouns left out. `descriptions` are the words that say who it is. `speaks_for` is
    the id of the party whose spokesman this is; `members` are the ids of the parties that a joined
    source ("Hill and Dale") is made of. `anonymity` is there for unnamed parties.
    """

    id: str
    name: str
    kind: PartyKind
    naming: Naming
    mentions: tuple[Mention, ...]
    forms: tuple[str, ...] = ()
    descriptions: tuple[Span, ...] = ()
    plural: bool = False
    anonymity: Anonymity | None = None
    speaks_for: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Why a source was taken for its party, or why it could not be.

    Unresolved: `reason` says why in words a reader understands, and `candidates` are the ids of the
    parties it may be, likeliest first. Resolved: `reason` is empty, and `words` are what it rests on.
    """

    ground: Ground | None = None
    words: tuple[Span, ...] = ()
    candidates: tuple[str, ...] = ()
    reason: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The claim that a statement answers, where the article names it.

    `words` name it ("the claim that …", "Putin's account"); `claimant` is the id of the party whose
    claim it is, and `attribution` the index of the attribution that makes it, where the article has it.
    """

    words: Span
    claimant: str | None = None
    attribution: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One statement, with who made it and the words that say so, as spans of one article.

    `cue` and `content` are never empty; `source` is empty where the article names nobody. Spans
    of one attribution do not overlap and stand in text order. `quoted` are the stretches of the
    content that stand in quotation marks, marks left out; `insertions` are what the reporter put
    into them. `negated` and `modal` say that the cue is no plain saying ("did not say", "might
    say"). `parent` is the index of the attribution whose content this one stands in, None for the
    article's own. `confidence` is between 0 and 1.

    `party` is the id of the party that the source stands for, None where there is no source or the
    words do not settle it; `resolution` says why. `basis` is what the source itself rests on ("citing
    two officials"), `addressee` who was told ("told Reuters") and `addressee_party` its party,
    `occasion` where and how it was said ("in a speech on Tuesday"). `said` is when it was said, in
    EDTF, and `said_date` the index of the date that tells it, None where it is only inferred from
    publication; `happened` are the indices of the dates inside its content. `answers` is the claim that
    it answers.
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
    party: str | None = None
    resolution: Resolution | None = None
    basis: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    addressee_party: str | None = None
    occasion: tuple[Span, ...] = ()
    said: str | None = None
    said_date: int | None = None
    happened: tuple[int, ...] = ()
    answers: Answer | None = None


@dataclass(frozen=True, slots=True)
class Timex3:
    """A date as TIMEX3 has it (TimeML 1.2.1).

    `type` is DATE, TIME, DURATION or SET; `mod` such as APPROX, START, MID, END, BEFORE, AFTER.
    """

    type: str
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """One expression of date or time, with its value.

    `edtf` is Extended Date/Time Format (ISO 8601-2:2019) for a point or stretch of the calendar, None
    for a duration, a repetition, and whatever could not be resolved: then `reason` says why; beside a
    value, `reason` is what the article has against it ("named a Monday", but a Thursday). `timex3`
    is None only where nothing at all could be said. `rests_on` are the words of another date that it was
    reckoned from.
    """

    span: Span
    edtf: str | None
    timex3: Timex3 | None
    anchor: Anchor = Anchor.NONE
    rests_on: Span | None = None
    reason: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Silence:
    """Words that say that somebody did not answer; never a denial.

    `source` are the words for who was silent, `party` its id. `asked_by` is the id of the party that
    asked (often the article's outlet), `asked_by_words` the words that say so. `about` are the words for
    what was asked, `attribution` the index of the claim it is about where the article has it, and
    `dates` the indices of the dates that say when it was asked or due.
    """

    words: Span
    kind: SilenceKind
    source: tuple[Span, ...] = ()
    party: str | None = None
    asked_by: str | None = None
    asked_by_words: tuple[Span, ...] = ()
    about: tuple[Span, ...] = ()
    attribution: int | None = None
    dates: tuple[int, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Relay:
    """The article's own relation to another outlet or document.

    `words` say so where they stand in the text; `outlet` is the name as written and `party` its id
    where it is a party of the article; `url` is there for a link.
    """

    kind: RelayKind
    outlet: str
    words: Span | None = None
    party: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with what was found in it, everything in the order in which it begins in the text."""

    article: Article
    attributions: tuple[Attribution, ...] = ()
    parties: tuple[Party, ...] = ()
    dates: tuple[Date, ...] = ()
    silences: tuple[Silence, ...] = ()
    relays: tuple[Relay, ...] = ()

"""A claim traced to where it comes from: what the record answers with, as frozen values.

Articles are named by their address, or by "record:KEY" where they have none. Every part carries the words
that it rests on and where they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """How a report stands to the claim."""

    ASSERTS = "asserts"
    DENIES = "denies"
    CONTRADICTS = "contradicts"  # says what cannot be true as well, without denying
    ASKS = "asks"
    DECLINES = "declines"  # no answer, or an answer to something else


class Verdict(StrEnum):
    """What can be said of two reports. No evidence is "cannot tell", never "independent"."""

    INDEPENDENT = "independent"
    SAME_ORIGIN = "same origin"
    CANNOT_TELL = "cannot tell"


class StepKind(StrEnum):
    """What stands at a step of a chain."""

    OUTLET = "outlet"
    SPEAKER = "speaker"  # a named person, body or government
    DESCRIBED = "described"  # a role only: "a spokesman for the council"
    UNNAMED = "unnamed"  # kept from the reader: "two people familiar with the talks"
    DOCUMENT = "document"


class CopyKind(StrEnum):
    """How much of an article is another's."""

    REPRINT = "reprint"  # nearly all of both
    EDITED = "edited"  # most of the copy stands in the other, with words of its own
    PASSAGE = "passage"  # a run of it
    REWRITTEN = "rewritten"  # told again in other words; rests on meaning, order and figures


class ReceiptKind(StrEnum):
    """What a verdict on two reports rests on."""

    RELAY = "relay"  # one names the other, or both name a third
    CREDIT = "credit"  # one credits the other, or both the same agency
    COPY = "copy"  # a run of words that both have
    SAME_SPEAKER = "same speaker"  # the same party on the same occasion
    SAME_PHRASE = "same phrase"  # the same words for unnamed sources
    SAME_DOCUMENT = "same document"
    SAME_FIGURES = "same figures"  # the same odd figures or the same slip
    LATER = "later"  # came after, and adds nothing of its own
    OTHER_SPEAKER = "other speaker"  # each has a named source of its own
    OTHER_DOCUMENT = "other document"
    OWN_WITNESS = "own witness"  # the outlet saw or heard it itself


@dataclass(frozen=True, slots=True)
class Place:
    """Words in an article: its key, and half-open offsets into its text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain, from the outlet of the article inwards: who told it, and the words that say so.

    `party` is the key of a party of the record; `attribution` that of the statement at this step.
    """

    name: str
    kind: StepKind
    party: str | None = None
    attribution: str | None = None
    words: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One statement on the claim. `words` are its content; `chain` goes no further than its article tells."""

    url: str
    article: str
    attribution: str
    stance: Stance
    published: str | None
    outlet: str | None
    title: str | None
    source: str
    words: str
    place: Place
    chain: tuple[Step, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where chains end.

    `url` is its own article where the record has it; `certain` is False where it may be one with another
    origin, or none.
    """

    party: str
    url: str | None
    certain: bool
    reports: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Copied:
    """`url` has words of `of`: `share` of its words, in `runs` (place there, place in the other).

    `certain` is whether it is known which came first; `credited` whether the copy says whose words it has.
    """

    url: str
    of: str
    kind: CopyKind
    share: float
    credited: bool
    certain: bool
    runs: tuple[tuple[Place, Place], ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """`url` says in `words` that it has something from `of`.

    `of` is an address, or an outlet's name where the record does not have the article.
    """

    url: str
    of: str
    words: str
    place: Place
    score: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One piece of evidence for a verdict, with the words of both sides."""

    kind: ReceiptKind
    a_words: str
    b_words: str
    a_place: Place | None = None
    b_place: Place | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """What can be said of two reporting articles, and on what it rests."""

    a: str
    b: str
    verdict: Verdict
    receipts: tuple[Receipt, ...] = ()


class Meets(StrEnum):
    """Whether an answer speaks to the claim."""

    CLAIM = "the claim"
    ELSE = "something else"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Answered:
    """A statement that answers the claim: `how` is denies, confirms, qualifies or declines."""

    url: str
    attribution: str
    party: str
    how: str
    words: str
    place: Place
    published: str | None
    answers: str | None  # the key of the statement answered
    meets: Meets = Meets.CANNOT_TELL


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who was asked and did not answer."""

    url: str
    silence: str
    party: str
    kind: str
    words: str
    place: Place
    published: str | None


class DriftKind(StrEnum):
    """What changed in the wording on the way."""

    NUMBER = "number"
    ACTOR = "actor"
    MODALITY = "modality"
    SOURCE = "source"
    QUOTATION = "quotation"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Drift:
    """A change of wording from one report to another that has it from there."""

    kind: DriftKind
    from_url: str
    to_url: str
    from_words: str
    to_words: str
    from_place: Place | None = None
    to_place: Place | None = None


class When(StrEnum):
    """When something was said, against the first statement of the same speaker on the claim."""

    FIRST = "first"  # it is that statement
    BEFORE = "before"
    SAME_DAY = "same day"
    AFTER = "after"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two statements: its kind, and the words of the first and of the other."""

    kind: str
    first_words: str
    words: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a speaker of the claim said on it, or near it, here or in another article.

    `party` is the key of the speaker `name`; `day` when it was said (ISO 8601), `on_claim` whether it is a
    statement of the claim, `nearness` a cosine of meaning. `changes` tell what differs from the speaker's
    first statement on the claim, where both are of one matter.
    """

    name: str
    party: str
    url: str
    attribution: str
    words: str
    place: Place
    outlet: str | None
    published: str | None
    day: str | None
    when: When
    on_claim: bool
    nearness: float = 1.0
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Nearest:
    """A statement that comes near what was asked: `fit` is how near, 0 to 1, `claim` the key of its claim."""

    url: str
    claim: str | None
    attribution: str
    source: str
    words: str
    place: Place
    outlet: str | None
    published: str | None
    fit: float


@dataclass(frozen=True, slots=True)
class Asked:
    """The words that a trace was asked for by, and how well the claim fits them, 0 to 1.

    It is `sure` where few other claims would fit as well; else `nearest` are others that may be meant.
    """

    words: str
    fit: float
    sure: bool
    nearest: tuple[Nearest, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A claim with its reports in the order of time, and all that is known of where it comes from.

    `claim` is empty, and so is all else but `asked`, where nothing in the record says what was asked.
    """

    claim: str
    wording: str
    reports: tuple[Report, ...]
    origins: tuple[Origin, ...] = ()
    copies: tuple[Copied, ...] = ()
    relays: tuple[Cited, ...] = ()
    circular: tuple[tuple[str, ...], ...] = ()
    pairs: tuple[Pair, ...] = ()
    answers: tuple[Answered, ...] = ()
    silences: tuple[Silent, ...] = ()
    drift: tuple[Drift, ...] = ()
    spoken: tuple[Spoken, ...] = ()  # by speaker, then in the order of time
    asked: Asked | None = None  # None where it was asked for by a key

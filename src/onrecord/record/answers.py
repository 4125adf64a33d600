"""What the record answers with: frozen values that can be shown, printed as JSON, or computed with."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.article import Attribution, Manner, Naming, PartyKind, Silence, SilenceKind
from onrecord.link.parties import Evidence
from onrecord.record.judgements import Correction


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article as lists name it. `version` counts from 1; `latest` says whether there is no newer one."""

    key: str
    name: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    version: int
    latest: bool


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party across articles as lists name it; `known` is its id in a person's file of known parties."""

    key: str
    name: str
    kind: PartyKind
    naming: Naming
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A statement that answers another one: `manner` says how (denies, confirms, ...)."""

    key: str
    manner: Manner
    negated: bool
    party: str
    content: str
    outlet: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Context:
    """The words before and after the words of a statement in its article."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Who decided what stands in `Statement.judgement`, when (ISO 8601 in UTC), and why."""

    person: str
    judged: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """How a person would have read a statement: to be shown beside what was read, never instead of it.

    `source`, `cue` and `content` are the words at the spans of `correction`, None where they are as read;
    `party` is the name of the corrected party.
    """

    correction: Correction
    source: str | None
    cue: str | None
    content: str | None
    party: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution of the record, with its article and all that is shown beside it.

    The spans of `attribution` are offsets into the text of the article; `source`, `cue`, `content`, `basis`,
    `addressee` and `occasion` are the words there ("" for none). `number` counts from 1 in the article.
    `judgement` is what a person decided last, None where nobody judged; `judged` tells who, `correction` what
    should have been read, the statement itself stays as it was read. `day` is when it was said as far
    as known, else when it was published.
    """

    key: str
    number: int
    article: ArticleLine
    attribution: Attribution
    party: PartyLine | None
    addressee_party: PartyLine | None
    source: str
    cue: str
    content: str
    basis: str
    addressee: str
    occasion: str
    day: str | None
    judgement: str | None
    context: Context
    replies: tuple[Reply, ...] = ()
    silences: tuple[str, ...] = ()
    judged: Judged | None = None
    correction: Corrected | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One silence of the record: who did not answer, whom, about what."""

    key: str
    number: int
    article: ArticleLine
    silence: Silence
    party: PartyLine | None
    asked_by: str
    source: str
    words: str
    kind: SilenceKind
    about: str
    day: str | None
    context: Context


@dataclass(frozen=True, slots=True)
class Appearance:
    """A party in one article, with why it is taken for the party it is."""

    article: ArticleLine
    name: str
    descriptions: tuple[str, ...]
    score: float
    reason: str
    evidence: tuple[Evidence, ...]

"""What changed between two versions of an article, as values. Wording only: nothing here says why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.article import Span


class ChangeKind(StrEnum):
    """What happened to the words of a statement, of a silence, or to a figure."""

    ADDED = "added"  # a statement that the old version has not
    REMOVED = "removed"  # a statement that the new version has not
    REWORDED = "reworded"  # other words, of no list that would tell more
    SOFTENED = "softened"  # words that commit to less, by a list
    HARDENED = "hardened"  # words that commit to more, by a list
    NEGATED = "negated"  # a "not" or "no" came or went
    REATTRIBUTED = "re-attributed"  # somebody else is named, described or left unnamed for it
    RENUMBERED = "renumbered"  # another figure
    QUOTATION = "quotation"  # other words inside quotation marks, or the marks came or went
    REDATED = "redated"  # another date or time
    BASIS = "basis"  # what the source rests on came, went or changed
    SILENCE_ADDED = "silence added"
    SILENCE_REMOVED = "silence removed"
    ANSWERED = "answered"  # who gave no answer is quoted now
    UNANSWERED = "unanswered"  # who was quoted is now said to have given no answer


class Part(StrEnum):
    """The part of a statement, or of the article, whose words changed."""

    STATEMENT = "statement"
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    BASIS = "basis"
    ADDRESSEE = "addressee"
    OCCASION = "occasion"
    SILENCE = "silence"
    ARTICLE = "article"  # the article's own words, in no statement


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one version and where they stand there ("…" between pieces that stand apart)."""

    words: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change, with the words that changed as they stand in either version.

    `old` is None where words came, `new` where they went. `old_statement` and `new_statement` are indices of
    the attributions of the two readings, `old_silence` and `new_silence` of their silences, each where the
    change belongs to one. `reason` says in words what the kind rests on; `counts` are the words after a
    figure.
    """

    kind: ChangeKind
    part: Part
    old: Passage | None
    new: Passage | None
    old_statement: int | None = None
    new_statement: int | None = None
    old_silence: int | None = None
    new_silence: int | None = None
    reason: str = ""
    counts: str = ""


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact of the article that changed: headline, byline, published, modified, publisher or credit."""

    fact: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph in which the outlet tells of a correction itself; it came, or it went (`gone`)."""

    passage: Passage
    gone: bool = False


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence that changed, came (`old` is None) or went, outside of all that `Changes.changes` tells."""

    old: Passage | None
    new: Passage | None


@dataclass(frozen=True, slots=True)
class ReadOnce:
    """A statement read in one version only though its words stand in both: no change of the article."""

    statement: int
    in_new: bool
    passage: Passage


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one version to another, in the order of the new text, what went at its old place.

    `same` statements have the same words in both; of all that stand in both, `moved` had to be lifted out for
    the rest to stand in the same order. `kept` is the share of the words of the new text that the old one has
    in the same sentences, changed or not, from 0 to 1.
    """

    changes: tuple[Change, ...] = ()
    facts: tuple[FactChange, ...] = ()
    notes: tuple[Note, ...] = ()
    elsewhere: tuple[SentencePair, ...] = ()
    read_once: tuple[ReadOnce, ...] = ()
    same: int = 0
    moved: int = 0
    kept: float = 1.0

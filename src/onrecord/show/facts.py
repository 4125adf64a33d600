"""What both views tell beside a statement, each with the words that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.article import Ground, Span
from onrecord.show.plain import LOW_CONFIDENCE, one_line

# Evidence is a name, a role, a clause; whoever wants more of it looks at the place.
MAX_WORDS = 300
# A name stands in every chain that it is part of.
MAX_NAME = 120

_GROUNDS = {
    Ground.ITSELF: "",
    Ground.SAME_WORDS: "the same words",
    Ground.PART_OF_NAME: "part of the name",
    Ground.ALIAS: "another name",
    Ground.APPOSITION: "said beside the name",
    Ground.ROLE: "the role",
    Ground.PRONOUN: "a pronoun",
    Ground.FIRST_PERSON: "the speaker’s own “I” or “we”",
    Ground.LABEL: "the label of the turn",
    Ground.WRITER: "the article’s own voice",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the article on one line, and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Why:
    """What a tie of words to a party was inferred from, and the words that it rests on."""

    ground: str
    words: tuple[Words, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to tell; a name that stands there needs no reason."""
        return bool(self.ground or self.words)


NO_REASON = Why("")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a fact names: in our words (`text`), in the article's (`words`), or both.

    `party`, `number` and `silence` count from 1 and name what it leads to, 0 for nothing; `who` stands
    behind the words.
    """

    text: str = ""
    words: Words | None = None
    party: int = 0
    number: int = 0
    silence: int = 0
    who: Who | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """Who stands behind the words of a source: a party, or why none is settled.

    `party` is 0 where it is not settled; then `candidates` and `reason` tell what is known. `same` says
    that the words are the party's name already.
    """

    words: str
    party: int = 0
    name: str = ""
    same: bool = False
    candidates: tuple[Item, ...] = ()
    reason: str = ""
    why: Why = NO_REASON
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: a label and what it says. A label that ends in a verb ("said") takes no colon."""

    label: str
    items: tuple[Item, ...]
    colon: bool = True


def short(text: str, most: int = MAX_NAME) -> str:
    """Return `text` on one line, cut with "…" after `most` characters."""
    line = one_line(text[: most + 1])
    return line if len(text) <= most else f"{line[:most].rstrip()}…"


def quote(text: str, span: Span) -> Words:
    """Return the words of `span`, shortened where they go on and on."""
    return Words(short(text[span.start : min(span.end, span.start + MAX_WORDS + 1)], MAX_WORDS), span)


def quotes(text: str, spans: Sequence[Span]) -> tuple[Item, ...]:
    """Return an item for each of `spans` that has words in it."""
    return tuple(Item(words=words) for span in spans if (words := quote(text, span)).text)


def fact(label: str, items: Sequence[Item], colon: bool = True) -> tuple[Fact, ...]:
    """Return the fact in a tuple, or nothing where there is nothing to say."""
    return (Fact(label, tuple(items), colon),) if items else ()


def why(text: str, ground: Ground | None, spans: Sequence[Span]) -> Why:
    """Return what a tie rests on; empty where the words name their party themselves."""
    if ground in (None, Ground.ITSELF):
        return NO_REASON
    words = tuple(words for span in spans if (words := quote(text, span)).text)
    return Why(_GROUNDS[ground], words)


def unsure(confidence: float) -> str:
    """Return `confidence` with two decimals where it is low enough to be marked, otherwise nothing."""
    return f"{confidence:.2f}" if confidence < LOW_CONFIDENCE else ""

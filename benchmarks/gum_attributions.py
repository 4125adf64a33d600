"""Attributions found and their sign, against the discourse relations of GUM.

GUM marks a clause that attributes ("the mayor said") and what it attributes. An attribution that was read
fits a marked one when both hold, counting letters and digits alone:

- at least half of its cue, or half of its source, lies in the attributing clause or clauses;
- its content covers at least half of the marked content, or lies in it by at least half: contents are
  measured by the shorter of the two, since GUM's may run over several sentences.

They are paired one to one, those that overlap most first; what is left over is missed, or counts against
precision. GUM marks clauses only: "called for a ban", "the claim that ..." are no clause of their own there,
so precision is a lower bound.

A marked sign is negative where the attributing verb is negated: "did not say", "don't think". So it is in all
ten negative relations of the documents with an even number; none of them is a denial. A sign read is
negative where the cue is negated, or its manner is to deny or to decline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.gum_corpus import Document
from onrecord.article import Attribution, Manner, Span

_HALF = 0.5
Characters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over any number of documents; adding two adds each."""

    marked: int = 0
    read: int = 0
    paired: int = 0
    sign_right: int = 0
    negative: int = 0
    negative_paired: int = 0
    negative_right: int = 0
    negative_read: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.marked + other.marked,
            self.read + other.read,
            self.paired + other.paired,
            self.sign_right + other.sign_right,
            self.negative + other.negative,
            self.negative_paired + other.negative_paired,
            self.negative_right + other.negative_right,
            self.negative_read + other.negative_read,
        )

    @property
    def precision(self) -> float:
        """Share of the attributions read that are marked."""
        return self.paired / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Share of the marked attributions that were read."""
        return self.paired / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.paired / (self.read + self.marked) if self.read + self.marked else 0.0


@dataclass(frozen=True, slots=True)
class _Side:
    """An attribution, marked or read, by the letters and digits of its parts."""

    ties: tuple[Characters, ...]  # of a marked one the clause; of one read the cue and the source
    content: Characters
    negative: bool


def score_document(document: Document, attributions: Sequence[Attribution]) -> Tally:
    """Return the counts of one document."""
    marked, read = _marked(document), [_read(document.text, each) for each in attributions]
    pairs = _paired(marked, read)
    right = [(one, other) for one, other in pairs if marked[one].negative == read[other].negative]
    return Tally(
        marked=len(marked),
        read=len(read),
        paired=len(pairs),
        sign_right=len(right),
        negative=sum(side.negative for side in marked),
        negative_paired=sum(marked[one].negative for one, _ in pairs),
        negative_right=sum(marked[one].negative for one, _ in right),
        negative_read=sum(read[other].negative for _, other in pairs),
    )


def is_negative(attribution: Attribution) -> bool:
    """Say whether an attribution is one that GUM would call negative."""
    return attribution.negated or attribution.manner in {Manner.DENIES, Manner.DECLINES}


def _marked(document: Document) -> list[_Side]:
    def covered(words: Iterable[int]) -> Characters:
        return _letters(document.text, (document.words[word].span for word in words))

    return [
        _Side((covered(each.clause),), covered(each.content), each.negative) for each in document.attributions
    ]


def _read(text: str, attribution: Attribution) -> _Side:
    ties = (_letters(text, attribution.cue), _letters(text, attribution.source))
    return _Side(ties, _letters(text, attribution.content), is_negative(attribution))


def _letters(text: str, spans: Iterable[Span]) -> Characters:
    return frozenset(at for start, end in spans for at in range(start, end) if text[at].isalnum())


def _paired(marked: Sequence[_Side], read: Sequence[_Side]) -> list[tuple[int, int]]:
    """Return the pairs that fit, one to one, by index; the greatest overlaps of content first."""
    fits = [
        (-len(one.content & other.content) / len(one.content | other.content), m, r)
        for m, one in enumerate(marked)
        for r, other in enumerate(read)
        if _fit(one, other)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, m, r in sorted(fits):
        if m not in pairs and r not in taken:
            pairs[m] = r
            taken.add(r)
    return sorted(pairs.items())


def _fit(marked: _Side, read: _Side) -> bool:
    shared = len(marked.content & read.content)
    if not shared or shared < _HALF * min(len(marked.content), len(read.content)):
        return False
    return any(tie and len(tie & marked.ties[0]) >= _HALF * len(tie) for tie in read.ties)

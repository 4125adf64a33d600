"""Readers that stand for newer models: they drop, add and re-span what the shipped one finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import SimpleNamespace
from typing import cast

import numpy as np

from onrecord.article import Answer, Article, Attribution, Manner, Quotation, Reading, Span
from onrecord.read.meaning import DIMENSIONS, Vectors
from onrecord.read.reader import Reader, default_reader

Change = Callable[[Reading], Reading]


@cache
def _shipped(article: Article) -> Reading:
    return default_reader().read(article)


@dataclass
class _Changed:
    change: Change
    version: str
    encoder: SimpleNamespace = field(init=False)

    def __post_init__(self) -> None:
        self.encoder = SimpleNamespace(settings={"version": self.version}, version=self.version)

    def read(self, article: Article) -> Reading:
        return self.change(_shipped(article))

    def read_with_meaning(self, article: Article) -> tuple[Reading, Vectors]:
        reading = self.read(article)
        return reading, np.full((len(reading.attributions), DIMENSIONS), 10, dtype=np.int8)


def changed_reader(change: Change, version: str) -> Reader:
    """Return a reader that gives what the shipped one reads, changed."""
    return cast(Reader, _Changed(change, version))


def unchanged(reading: Reading) -> Reading:
    """Give the reading as it is."""
    return reading


def without(*numbers: int) -> Change:
    """Drop the attributions with these numbers, counted from 1."""

    def change(reading: Reading) -> Reading:
        kept = [i for i in range(len(reading.attributions)) if i + 1 not in numbers]
        return chosen(reading, kept)

    return change


def chosen(reading: Reading, kept: Sequence[int]) -> Reading:
    """Return the reading with only these attributions, whatever points to others taken away."""
    places = {old: new for new, old in enumerate(kept)}

    def moved(one: Attribution) -> Attribution:
        parent = None if one.parent is None else places.get(one.parent)
        return replace(one, parent=parent, answers=_answer(one.answers, places))

    silences = tuple(
        replace(one, attribution=None if one.attribution is None else places.get(one.attribution))
        for one in reading.silences
    )
    attributions = tuple(moved(reading.attributions[i]) for i in kept)
    return replace(reading, attributions=attributions, silences=silences)


def _answer(answer: Answer | None, places: dict[int, int]) -> Answer | None:
    if answer is None or answer.attribution is None:
        return answer
    return replace(answer, attribution=places.get(answer.attribution))


def shortened(number: int) -> Change:
    """End the content of one attribution a character sooner, as another model may."""

    def change(reading: Reading) -> Reading:
        found = list(reading.attributions)
        one = found[number - 1]
        *before, last = one.content
        content = (*before, Span(last.start, last.end - 1))
        inside = [q for q in one.quoted if q.end < last.end]
        found[number - 1] = replace(one, content=content, quoted=tuple(inside), insertions=())
        return replace(reading, attributions=tuple(found))

    return change


def with_one_more(reading: Reading) -> Reading:
    """Add an attribution of the first words of the text."""
    new = Attribution((), (Span(0, 1),), (Span(1, 4),), Quotation.INDIRECT, Manner.SAYS)
    return replace(reading, attributions=(*reading.attributions, new))


def without_parties(reading: Reading) -> Reading:
    """Find nobody."""
    return replace(
        reading,
        parties=(),
        attributions=tuple(
            replace(one, party=None, resolution=None, addressee_party=None, answers=None)
            for one in reading.attributions
        ),
        silences=tuple(replace(one, party=None, asked_by=None) for one in reading.silences),
        relays=tuple(replace(one, party=None) for one in reading.relays),
    )

"""Words as the measures and the baselines compare them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

_WORD: Final = re.compile(r"\w+")
# Words that a sentence has whatever it says. "No" and "not" are among the content: they turn it round.
_SMALL: Final = frozenset(
    "a an the and or but nor so yet if as at by for from in into of off on onto out over to under up with"
    " within about after against before between during since through until upon than that this these those"
    " there here i me my we us our you your he him his she her hers it its they them their who whom whose"
    " which what when where why how is am are was were be been being has have had having do does did doing"
    " will would shall should may might can could must s t d ll m re ve also just only very too then".split()
)
#: "The general" and "General Osric Valdane" are one step, "Oldgate Mercury" and "Oldgate Athletic" are two:
#: more than half of the words of the shorter name must stand in the other.
NAME_SHARE: Final = 0.5


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return [word.casefold() for word in _WORD.findall(text)]


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text without those that every sentence has."""
    return frozenset(words(text)) - _SMALL


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two sets have in common, 0 to 1 (Dice 1945).

    Jaccard's measure puts all pairs in the same order, so a sweep over its thresholds decides the same.
    """
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def runs(tokens: Sequence[str], length: int) -> frozenset[tuple[str, ...]]:
    """Return all runs of `length` words."""
    return frozenset(tuple(tokens[i : i + length]) for i in range(len(tokens) - length + 1))


def names_agree(one: str, others: Iterable[str]) -> bool:
    """Return whether a name means the same as one of others: by its words, or as the initials of it."""
    return any(_agree(one, other) for other in others)


def _agree(one: str, other: str) -> bool:
    a, b = content_words(one), content_words(other)
    shorter = min(len(a), len(b))
    if shorter and len(a & b) / shorter > NAME_SHARE:
        return True
    return _initials(one) == other.strip().casefold() or _initials(other) == one.strip().casefold()


def _initials(name: str) -> str:
    """Return the first letters of a name of several words ("nws"), nothing for a single word."""
    parts = [word for word in words(name) if word not in _SMALL]
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""

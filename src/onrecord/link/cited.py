"""Which article of an outlet is meant, where another says that it has something from there.

An article is meant if it was published before, has what was had from there (its words and its meaning),
and was published on the day named. Where two fit alike none is taken: the candidates stand in the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from onrecord.article import Reading
from onrecord.link.alignment import SLIGHT
from onrecord.link.citations import CitedBy, Citing
from onrecord.link.folding import plain
from onrecord.read.dates.lexicon import NUMBERS
from onrecord.read.meaning import Vectors, similarity

#: The linker's version: in the rows that it made.
LINKER: Final = "citations 1"

# Swept on the four open dossiers of examples/links: from 0.25 to 0.4 the same citations are joined; below,
# bodies are joined to what they published on another matter.
_ENOUGH: Final = 0.32
# Bodies speak at many places: what they said must be nearly in what they published, or on the day it was.
_ENOUGH_OF_A_BODY: Final = 0.5
# Of two articles the better one must be so much better.
_MARGIN: Final = 0.06
_ON_THE_DAY: Final = 0.15
_ANOTHER_DAY: Final = 0.25

#: Words whose stems are kept: most of an article's come again in the next.
_REMEMBERED: Final = 65_536
_WORD: Final = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be meant: `words` of its text, `vectors` of what its statements mean."""

    key: str
    url: str | None
    publisher: str
    published: str | None
    words: frozenset[str]
    vectors: Vectors | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The article that is meant, None where none is or several may be; how well it fits, and why."""

    key: str | None
    score: float
    reason: str


def words_of_text(text: str) -> frozenset[str]:
    """Return the words of weight of a text, folded, those of one ending together."""
    return frozenset(_stem(word) for word in _WORD.findall(plain(text)) if word not in SLIGHT)


@lru_cache(maxsize=_REMEMBERED)
def _stem(word: str) -> str:
    """Return a word without its ending, a number word as its number."""
    if word in NUMBERS:
        return str(NUMBERS[word])
    for ending in ("'s", "ings", "ing", "edly", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def choose(
    citing: Citing, reading: Reading, vectors: Vectors | None, candidates: Sequence[Candidate], bounds: Bounds
) -> Choice:
    """Return which of an outlet's articles is cited; `bounds` are the first and the last day named."""
    before = [one for one in candidates if _is_before(one.published, reading.article.published)]
    if not before:
        return Choice(None, 0.0, f"the record has no earlier article of {citing.outlet}")
    text = reading.article.text
    about = words_of_text(" ".join(text[span.start : span.end] for span in citing.about) or text[:2000])
    row = None if vectors is None or citing.attribution is None else vectors[citing.attribution]
    scored = sorted(
        ((_score(about, row, one, bounds), one) for one in before),
        key=lambda pair: (-pair[0], _later_first(pair[1].published), pair[1].key),
    )
    best, one = scored[0]
    enough = _ENOUGH_OF_A_BODY if citing.how is CitedBy.BODY else _ENOUGH
    if best < enough:
        return Choice(None, best, f"no earlier article of {one.publisher} is enough like it ({best:.2f})")
    near = [other for score, other in scored[1:] if best - score < _MARGIN]
    if near and not _told_again(one, near):
        names = ", ".join(other.url or other.key for other in (one, *near[:2]))
        return Choice(None, best, f"may be either of: {names}")
    return Choice(
        one.key, best, f"earlier article of {one.publisher}; fits by {best:.2f}{_day_words(one, bounds)}"
    )


Bounds = tuple[str | None, str | None]


def _told_again(one: Candidate, near: Sequence[Candidate]) -> bool:
    """Whether the others are the same text at another address."""
    return all(len(one.words & other.words) >= 0.9 * len(one.words | other.words) for other in near)


def _is_before(one: str | None, other: str | None) -> bool:
    """Whether an article may have been there when another was written: an hour counts where both tell one."""
    if not one or not other:
        return True
    length = min(len(one), len(other))
    return one[:length] <= other[:length] and (one != other or len(one) <= 10)


def _score(about: frozenset[str], row: Vectors | None, one: Candidate, bounds: Bounds) -> float:
    """Return how well an article fits what is cited: its words `about`, and its meaning."""
    share = len(about & one.words) / len(about) if about else 0.0
    if row is not None and one.vectors is not None and len(one.vectors):
        near = float(similarity(row, one.vectors).max()) if np.any(row) else 0.0
        share = max(share, 0.5 * share + 0.5 * near)
    if not (bounds[0] or bounds[1]) or not one.published:
        return share
    day = one.published[:10]
    inside = (bounds[0] or day) <= day <= (bounds[1] or day)
    return share + (_ON_THE_DAY if inside else -_ANOTHER_DAY)


def _later_first(published: str | None) -> str:
    """Return a key by which later times sort first."""
    return "".join(chr(0x10FFFF - ord(c)) for c in published or "")


def _day_words(one: Candidate, bounds: Bounds) -> str:
    if not one.published or not (bounds[0] or bounds[1]):
        return ""
    day = one.published[:10]
    return ", published on the day named" if (bounds[0] or day) <= day <= (bounds[1] or day) else ""

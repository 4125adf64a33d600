"""How alike two statements are, as numbers: what a decision on sameness is computed from.

Every number is the same whichever statement comes first.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.article import Naming
from onrecord.link.claim_vectors import nearness
from onrecord.link.figures import compare_figures
from onrecord.link.folding import fold
from onrecord.link.said import Said
from onrecord.link.wording import Token, stem, weight
from onrecord.read.meaning import similarity

Floats = NDArray[np.float64]

#: The names of the numbers, in their order. "words" are those that are no names: that two statements name the
#: same ship says only that they are of one affair.
FEATURES: Final = (
    "cosine", "words", "run", "cosine and words", "names", "other names", "figures", "parties", "speaker",
    "verb", "days", "short", "relayed",
    "claim",
)  # fmt: skip
#: Shared words in a row that are as good as a copy.
_LONG_RUN: Final = 8
#: A statement of fewer words than this says too little to be compared by them.
_SHORT: Final = 4


def likeness(one: Said, other: Said) -> Floats:
    """Return how alike two statements are: a number for each of `FEATURES`."""
    cosine = max(0.0, float(similarity(one.vector, other.vector)[0]))
    named = _named(one), _named(other)
    mine, yours = _words(one, named[0]), _words(other, named[1])
    shared = sum(min(mine[word], yours[word]) for word in sorted(mine.keys() & yours.keys()))
    totals = sum(mine.values()), sum(yours.values())
    within = shared / max(1.0, min(totals))
    figures = compare_figures(one.figures, other.figures)
    fewest = min(len(one.stems), len(other.stems))
    return np.array(
        [
            cosine,
            2 * shared / max(1.0, sum(totals)),
            min(_longest_run(one.words, other.words), _LONG_RUN) / _LONG_RUN,
            cosine * within,
            len(named[0] & named[1]) / max(1, min(map(len, named))),
            float(bool(named[0] and named[1]) and not named[0] & named[1]),
            min(len(figures.telling), 2) / 2,
            float(bool(set(one.parties) & set(other.parties))),
            float(one.party is not None and one.party == other.party and one.naming is Naming.NAMED),
            _verbs(one, other),
            float(bool(set(one.days) & set(other.days))),
            float(fewest < _SHORT),
            float(_is_relayed(one, other) or _is_relayed(other, one)),
            max(0.0, nearness(one.claim_vector, other.claim_vector)),
        ]
    )


def _verbs(one: Said, other: Said) -> float:
    """Return 1 for the same first verb, -1 where neither statement has the other's, 0 where it is not
    plain.
    """
    mine, yours = one.act.verb, other.act.verb
    if not mine or not yours or mine in _WEAK or yours in _WEAK:
        return 0.0
    if mine == yours:
        return 1.0
    return -1.0 if mine not in other.stems and yours not in one.stems else 0.0


#: Verbs that say next to nothing of what happened.
_WEAK: Final = frozenset(map(stem, "be have do make take get come go give say tell know see put".split()))


def _words(said: Said, names: set[str]) -> dict[str, float]:
    return {word: weight(token) for word, token in said.stems.items() if token.key not in names}


def _named(said: Said) -> set[str]:
    return {word for name in said.names for word in name.split()}


def _is_relayed(one: Said, other: Said) -> bool:
    """Whether a statement names the other one's outlet as whom it has it from."""
    outlet = fold(other.outlet or "")
    return bool(outlet) and any(outlet in told or (len(told) > 4 and told in outlet) for told in one.told_by)


def _longest_run(one: tuple[Token, ...], other: tuple[Token, ...]) -> int:
    """Return how many words in a row two statements share, at most."""
    places: dict[str, list[int]] = {}
    for place, token in enumerate(other):
        places.setdefault(token.key, []).append(place)
    best, before = 0, dict[int, int]()
    for token in one:
        now = {
            place: before.get(place - 1, 0) + 1 for place in places.get(token.key, ()) if not token.is_mark
        }
        best = max(best, *now.values()) if now else best
        before = now
    return best

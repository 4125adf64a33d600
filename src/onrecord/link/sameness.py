"""Whether two statements say the same: a score from how alike they are, and vetoes for what differs.

The score is a logistic regression over `onrecord.link.likeness`, fitted by `training.sameness`; what was
fitted
on what stands in `sameness_weights`. Whatever the score, a difference in number, polarity, actor, time or
modality (`onrecord.link.differences`) makes two statements "related" at most, and is named with both words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

import numpy as np

from onrecord.article import Naming
from onrecord.link import sameness_weights as fitted
from onrecord.link.differences import Difference, differences
from onrecord.link.figures import SMALL
from onrecord.link.likeness import FEATURES, Floats, likeness
from onrecord.link.said import Said
from onrecord.link.values import Evidence

#: The version of the rules and weights; it stands beside every link that they made.
LINKER: Final = "sameness 2"
#: From here on two statements are the same.
SAME: Final = 0.6
#: From here on they are of the same matter.
RELATED: Final = 0.12
#: A statement with fewer words of weight ("it", "the general") says nothing that could be the same. Figures
#: count.
LEAST_WORDS: Final = 3
#: What the same few words of the same speaker are worth: "he had signed nothing".
BY_SPEAKER: Final = 0.9
#: What two statements are worth that say other things of one matter: they are in no claim together.
OF_THE_MATTER: Final = 0.15
#: Words that both have, shown as evidence.
_SHOWN: Final = 6


class SamenessVerdict(StrEnum):
    """What two statements are to each other."""

    SAME = "same"
    RELATED = "related"  # on the same matter, but something differs or is missing
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Sameness:
    """What came of comparing two statements, with both words of whatever differs.

    `score` is from 0 to 1: how likely the two say the same, were it not for `differences`.
    """

    verdict: SamenessVerdict
    score: float
    differences: tuple[Difference, ...] = ()
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()


#: Compares two statements: `compare`, or what keeps what it found.
Comparing: TypeAlias = Callable[[Said, Said], "Sameness"]


def compare(one: Said, other: Said) -> Sameness:
    """Return whether two statements say the same; the verdict is the same whichever comes first."""
    if not (says_enough(one) and says_enough(other)):
        return _few_words(one, other)
    alike = likeness(one, other)
    score = chance(alike)
    if score < RELATED:
        return Sameness(SamenessVerdict.DIFFERENT, score, reason="of another matter")
    found = differences(one, other)
    evidence = tuple(_evidence(one, other))
    if found:
        named = ", ".join(dict.fromkeys(difference.kind.value for difference in found))
        return Sameness(SamenessVerdict.RELATED, score, found, f"other {named}", evidence)
    if _is_said_of_else(one, other, alike):
        reason = "a figure on one side only, and another verb: something else of the same matter"
        return Sameness(SamenessVerdict.RELATED, min(score, OF_THE_MATTER), (), reason, evidence)
    if score >= SAME:
        return Sameness(SamenessVerdict.SAME, score, (), _why(alike), evidence)
    return Sameness(SamenessVerdict.RELATED, score, (), f"not alike enough: {_why(alike)}", evidence)


def _is_said_of_else(one: Said, other: Said, alike: Floats) -> bool:
    """Whether one statement counts something and has another verb: "31 died when it broke", "it broke"."""
    counting = [any(figure.value > SMALL for figure in said.figures) for said in (one, other)]
    return counting[0] != counting[1] and alike[FEATURES.index("verb")] < 0


def chance(alike: Floats) -> float:
    """Return how likely statements that are so alike say the same, from 0 to 1."""
    return float(1 / (1 + np.exp(-(fitted.BIAS + alike @ fitted.WEIGHTS))))


def amount(said: Said) -> int:
    """Return how much a statement says: its words of weight, and its figures."""
    return len(said.stems) + len(said.figures)


def says_enough(said: Said) -> bool:
    """Whether a statement has words enough for a score; a shorter one can only be the same speaker's."""
    return amount(said) >= LEAST_WORDS


def _few_words(one: Said, other: Said) -> Sameness:
    """Compare statements too short for a score: the same words of the same named speaker are the same."""
    speaker = one.party is not None and one.party == other.party and one.naming is Naming.NAMED
    if speaker and one.stems and one.stems.keys() == other.stems.keys() and not differences(one, other):
        return Sameness(SamenessVerdict.SAME, BY_SPEAKER, (), "the same words of the same speaker")
    return Sameness(SamenessVerdict.DIFFERENT, 0.0, reason="too few words to compare")


def _why(alike: Floats) -> str:
    """Return the numbers a score rests on most, in words."""
    parts = [f"meaning {alike[0]:.2f}", f"words {alike[FEATURES.index('words')]:.2f}"]
    said = {
        "run": "a run of the same words", "names": "the same names", "figures": "the same figures",
        "parties": "the same parties", "speaker": "the same speaker", "days": "the same day",
        "relayed": "one names the other's outlet",
    }  # fmt: skip
    parts += [words for name, words in said.items() if alike[FEATURES.index(name)] >= 0.5]
    return ", ".join(parts)


def _evidence(one: Said, other: Said) -> list[Evidence]:
    shared = [stem for stem in one.stems if stem in other.stems][:_SHOWN]
    found = [Evidence("words", one.stems[stem].words, other.stems[stem].words) for stem in shared]
    if not found:
        found.append(Evidence("meaning", one.content, other.content))
    return found

"""Whom "he", "she", "it" and "they" mean: agreement first, then how much a party stands in the foreground.

The weights follow the salience of Lappin and Leass (1994): the last sentences, subjects and speakers
count most. What is left undecided stays so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from onrecord.article import Ground, Naming, PartyKind, Span
from onrecord.read.parties.clusters import Outcome
from onrecord.read.parties.confidence import ALONE, PERSON_BANDS, PLURAL_BANDS, THING_BANDS
from onrecord.read.parties.entities import Entity
from onrecord.read.parties.phrases import Phrase

# Mentions that are looked back at; more are never needed within the reach below.
_MEMORY: Final = 60
# Sentences that a pronoun reaches back.
_REACH: Final = 6
_PER_SENTENCE: Final = -0.6
_PARAGRAPH: Final = -0.2
_SPEAKER: Final = 1.3
_SUBJECT: Final = 0.9
_NESTED: Final = 0.6
_OBJECT: Final = -0.5
_OWNER: Final = -0.3
_OTHER_QUOTE: Final = -0.8
_OFTEN: Final = 0.12
_FRESH_PRONOUN: Final = 0.4
_OUTER_SPEAKER: Final = 1.2
_GUESSED_KIND: Final = -0.7
_GUESSED_PERSON: Final = -0.3
_BODY_AS_THEY: Final = -1.0
_ONE_AS_THEY: Final = -1.6
_PLACE_AS_IT: Final = -0.6
_KNOWN_GENDER: Final = 0.5
# Of candidates that stand level no more are told.
MOST_LEVEL: Final = 4
# Who speaks in a transcript is seldom "he" to the others.
LABELLED: Final = -0.8


class Place(NamedTuple):
    """Where a phrase stands: the numbers of its sentence, paragraph and quotation.

    `told` numbers the sentences outside of quotations only: over a long quotation its speaker is still near.
    """

    sentence: int
    paragraph: int
    quote: int
    told: int = 0

    def behind(self, other: Place) -> int:
        """Return how many sentences this place is behind another one."""
        distance = self.sentence - other.sentence
        return distance if self.quote or other.quote else min(distance, self.told - other.told)


@dataclass(slots=True)
class Seen:
    """A mention that later pronouns may mean."""

    entity: Entity
    phrase: Phrase
    place: Place
    weight: float
    span: Span


class Foreground:
    """The mentions of the last sentences, and whom a pronoun among them means."""

    def __init__(self) -> None:
        self.seen: deque[Seen] = deque(maxlen=_MEMORY)
        self.counts: dict[int, int] = {}

    def note(self, seen: Seen) -> None:
        """Remember a mention."""
        self.seen.append(seen)
        self.counts[seen.entity.order] = self.counts.get(seen.entity.order, 0) + 1

    def rank(
        self, pronoun: Phrase, here: Place, outer: Entity | None, barred: Sequence[Entity]
    ) -> list[tuple[float, Seen]]:
        """Return the parties that a pronoun at `here` may mean with their scores, best first.

        `outer` is the speaker in whose reported words it stands; the `barred` cannot be meant.
        """
        best: dict[int, tuple[float, Seen]] = {}
        for seen in reversed(self.seen):
            distance = here.behind(seen.place)
            if distance > _REACH:
                continue
            entity = seen.entity.root()
            if entity in barred or seen.phrase.last >= pronoun.first:
                continue
            fit = _agreement(pronoun, entity)
            if fit is None:
                continue
            score = (
                fit
                + seen.weight
                + _PER_SENTENCE * distance
                + _PARAGRAPH * (here.paragraph - seen.place.paragraph)
            )
            if seen.place.quote != here.quote:
                score += _OTHER_QUOTE if seen.place.quote else _OTHER_QUOTE / 4
            if pronoun.gender == "n" and entity.place and seen.weight <= 0:
                score += _PLACE_AS_IT
            if entity is outer:
                score += _OUTER_SPEAKER
            score += _OFTEN * min(self.counts.get(entity.order, 1), 6)
            known = best.get(entity.order)
            if known is None or score > known[0]:
                best[entity.order] = (score, seen)
        return sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].phrase.first))


def weight(phrase: Phrase, speaker: bool, subject: bool, governed: bool, *, nested: bool = False) -> float:
    """Return how far to the front a mention stands by its own place; `nested` inside another's words."""
    value = (
        _NESTED if nested else _SPEAKER if speaker else _SUBJECT if subject else _OBJECT if governed else 0.0
    )
    return value + (_OWNER if phrase.possessive else 0.0)


def _agreement(pronoun: Phrase, entity: Entity) -> float | None:
    """Return None where number, gender or kind forbid it, else what speaks against or for it."""
    if pronoun.gender in {"m", "f"}:
        if entity.plural or entity.kind not in {PartyKind.PERSON, PartyKind.UNKNOWN}:
            return None
        if entity.kind is PartyKind.UNKNOWN:
            return None if entity.place or not entity.named else _GUESSED_KIND
        if entity.gender and entity.gender != pronoun.gender:
            return None
        guess = _GUESSED_PERSON if entity.guessed and not entity.facets else 0.0
        return _KNOWN_GENDER if entity.gender else guess
    if pronoun.gender == "n":
        if entity.plural or entity.kind in {PartyKind.PERSON, PartyKind.GROUP}:
            return None
        return _GUESSED_KIND if entity.kind is PartyKind.UNKNOWN else 0.0
    if entity.plural or entity.kind is PartyKind.GROUP:
        return 0.0
    if entity.kind in {PartyKind.ORGANIZATION, PartyKind.GOVERNMENT}:
        return _BODY_AS_THEY
    if entity.kind is PartyKind.PERSON and entity.naming is Naming.UNNAMED:
        return _ONE_AS_THEY
    return None


def judge(pronoun: Phrase, ranked: list[tuple[float, Seen]]) -> Outcome:
    """Return whom a pronoun is taken for, or that two candidates stand level, or that there is none."""
    word = pronoun.head
    if not ranked:
        what = {"it": "thing", "its": "thing"}.get(word, "party" if word.startswith("the") else "person")
        return Outcome(reason=f"no {what} stands before '{word}'")
    score, seen = ranked[0]
    margin = score - ranked[1][0] if len(ranked) > 1 else ALONE
    sure = next((sure for least, sure in _bands(pronoun) if margin >= least), None)
    if sure is None:
        level = [
            other.entity.root()
            for points, other in ranked[:MOST_LEVEL]
            if score - points < _bands(pronoun)[-1][0]
        ]
        return Outcome(
            reason=f"'{word}' may mean any of {len(level)}"
            if len(level) > 2
            else f"'{word}' may mean either of two",
            candidates=level,
        )
    return Outcome(seen.entity.root(), Ground.PRONOUN, seen.span, sure)


def _bands(pronoun: Phrase) -> tuple[tuple[float, float], ...]:
    if pronoun.plural:
        return PLURAL_BANDS
    return THING_BANDS if pronoun.gender == "n" else PERSON_BANDS

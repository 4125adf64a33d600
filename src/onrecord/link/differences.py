"""In what two statements on one matter differ: number, polarity, actor, time, modality, with both words.

Each rule is a veto: where one fires, the two are never the same statement, however alike they are. A veto
that
fires wrongly makes two claims of one, which a reader sees at once; one that is missing makes a denial into a
confirmation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from onrecord.link.acts import Act, act_of
from onrecord.link.figures import Figure, compare_figures
from onrecord.link.said import Clause, Said
from onrecord.link.wording import CONTRARIES, Strength, Token, content_stems, names_of, strength_of


class DifferenceKind(StrEnum):
    """What keeps two statements apart."""

    NUMBER = "number"
    POLARITY = "polarity"
    ACTOR = "actor"
    TIME = "time"
    MODALITY = "modality"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference with the words of both sides; "" where one side has none ("not" against nothing)."""

    kind: DifferenceKind
    one: str
    other: str


#: From this share of common words on, names that stand on one side each are taken for one put in the place of
#: another. Below it two sentences may name other people and mean the same.
_ALIKE: Final = 0.5


def differences(one: Said, other: Said) -> tuple[Difference, ...]:
    """Return how two statements differ, in the order of `DifferenceKind`; the sides are told as given."""
    here, there = _facing(one, other), _facing(other, one)
    found = [
        *_numbers(one, other),
        *(tuple(_polarity(here, there)) or _denial(one, other)),
        *_actors(here, there),
        *_times(one, other),
        *_modality(here, there),
    ]
    return tuple(sorted(found, key=lambda found: _ORDER[found.kind]))


_ORDER: Final = {kind: place for place, kind in enumerate(DifferenceKind)}


@dataclass(frozen=True, slots=True)
class _Facing:
    """The words of some clauses of a statement, with what differences are read off."""

    strength: Strength
    act: Act
    actors: tuple[str, ...]
    stems: Mapping[str, str]  # with their words
    keys: tuple[tuple[str, str], ...]  # of the words with their stems

    @classmethod
    def of(cls, words: tuple[Token, ...]) -> _Facing:
        """Return what is read off some words."""
        telling = tuple(content_stems(words))
        return cls(
            strength_of(words),
            act_of(words),
            _actors_in(words),
            {token.stem: token.words for token in telling},
            tuple((token.stem, token.key) for token in telling),
        )


def _facing(one: Said, other: Said) -> _Facing:
    """Return the clauses of a statement that speak of what the other one speaks of; all if none does.

    A statement is met by many, but shows few of them another side: what was read off one is kept.
    """
    clauses = one.clauses
    near: tuple[int, ...] = ()
    if len(clauses) > 1:
        near = tuple(at for at, clause in enumerate(clauses) if _speaks_of(clause, other)) or tuple(
            range(len(clauses))
        )
    found = one.sides.get(near)
    if found is None:
        words = tuple(token for at in near for token in clauses[at].words) if near else one.words
        found = one.sides[near] = _Facing.of(words)
    assert isinstance(found, _Facing)
    return found


def _speaks_of(clause: Clause, other: Said) -> bool:
    if not clause.stems.isdisjoint(other.stems):
        return True
    return bool(clause.figures) and bool(compare_figures(clause.figures, other.figures).telling)


def _numbers(one: Said, other: Said) -> Iterator[Difference]:
    compared = compare_figures(one.figures, other.figures)
    for a, b in compared.other[:2]:
        yield Difference(_kind(a, b), a.words, b.words)


def _kind(one: Figure, other: Figure) -> DifferenceKind:
    return DifferenceKind.TIME if "clock" in (one.unit, other.unit) else DifferenceKind.NUMBER


def contrary_share(one: Said, other: Said) -> float:
    """Return how far two clauses of two statements are the same words, one of them turned into its contrary.

    It is the share of the words of the shorter clause that the other one has, from 0 to 1; 0 where no two
    clauses that share two words stand against each other.
    """
    best = 0.0
    for mine in one.clauses:
        for yours in other.clauses:
            shared = len(mine.stems & yours.stems)
            if shared < _SHARED_LEAST:
                continue
            contrary = _contrary(_stems(mine.words), _stems(yours.words))
            if mine.strength.negative ^ yours.strength.negative ^ (contrary is not None):
                shorter = min(len(mine.stems), len(yours.stems)) - (contrary is not None)
                best = max(best, shared / shorter)
    return min(best, 1.0)


_SHARED_LEAST: Final = 2


def _polarity(here: _Facing, there: _Facing) -> Iterator[Difference]:
    mine, yours = here.strength, there.strength
    contrary = _contrary(here.stems, there.stems)
    if mine.negative ^ yours.negative ^ (contrary is not None):
        yield (
            Difference(DifferenceKind.POLARITY, *contrary)
            if contrary and not mine.negations and not yours.negations
            else Difference(DifferenceKind.POLARITY, " ".join(mine.negations), " ".join(yours.negations))
        )


def _denial(one: Said, other: Said) -> Iterator[Difference]:
    """Yield a difference where one statement has a "no" anywhere, the other has none, and they share no word.

    Where only names and meaning join two statements, nothing tells which clause stands against which:
    "We gave no advice, for none was sought" does not say that somebody was advised.
    """
    mine, yours = one.strength.negations, other.strength.negations
    if bool(mine) != bool(yours) and not _telling(one) & _telling(other):
        yield Difference(DifferenceKind.POLARITY, " ".join(mine), " ".join(yours))


def _telling(said: Said) -> set[str]:
    """Return the stems of a statement that are no names."""
    named = {word for name in said.names for word in name.split()}
    return {stem for stem, token in said.stems.items() if token.key not in named}


def _stems(words: Sequence[Token]) -> dict[str, str]:
    return {token.stem: token.words for token in content_stems(words)}


def _contrary(mine: Mapping[str, str], yours: Mapping[str, str]) -> tuple[str, str] | None:
    """Return a word of each side that exclude each other, where neither side has both."""
    for stem, words in mine.items():
        for against in sorted(CONTRARIES.get(stem, ())):
            if against in yours and against not in mine and stem not in yours:
                return words, yours[against]
    return None


def _actors(here: _Facing, there: _Facing) -> Iterator[Difference]:
    mine, yours = here.act, there.act
    names, others = here.actors, there.actors
    alike = _share(here, there)
    same_verb = bool(mine.verb) and mine.verb == yours.verb
    crossed = _meet(mine.before, yours.behind) and _meet(mine.behind, yours.before)
    crossed = crossed and mine.passive == yours.passive and not _meet(mine.before, yours.before)
    if crossed and (same_verb or alike >= _ALIKE):
        yield Difference(DifferenceKind.ACTOR, mine.before[0], yours.before[0])
        return
    left = [name for name in names if not _meet((name,), others)]
    right = [name for name in others if not _meet((name,), names)]
    if mine.doers and yours.doers and not _meet(mine.doers, yours.doers) and (same_verb or alike >= _ALIKE):
        yield Difference(DifferenceKind.ACTOR, mine.doers[0], yours.doers[0])
    elif left and right and alike >= _ALIKE:
        yield Difference(DifferenceKind.ACTOR, left[0], right[0])


def _actors_in(words: Sequence[Token]) -> tuple[str, ...]:
    """Return the names in some words but those that only say whose something is: "Brack's harbour"."""
    return names_of(tuple(token for token in words if not token.words.endswith(("'s", "’s", "s'", "s’"))))


def _meet(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two lists of names have one in common: "lurig" and "emil lurig" are, two banks are not."""
    return any(
        mine <= yours or yours <= mine
        for mine in (set(name.split()) for name in names)
        for yours in (set(name.split()) for name in others)
    )


def _share(here: _Facing, there: _Facing) -> float:
    """Return how many of the words of the shorter statement, names left out, stand in the other one."""
    apart = {word for name in (*here.actors, *there.actors) for word in name.split()}
    mine = {stem for stem, key in here.keys if key not in apart}
    yours = {stem for stem, key in there.keys if key not in apart}
    return len(mine & yours) / max(1, min(len(mine), len(yours)))


def _times(one: Said, other: Said) -> Iterator[Difference]:
    mine, yours = _exact(one.days), _exact(other.days)
    if mine and yours and not mine & yours:
        yield Difference(DifferenceKind.TIME, min(mine), min(yours))


def _exact(days: Sequence[tuple[str, str]]) -> set[str]:
    return {first for first, last in days if first == last}


def _modality(here: _Facing, there: _Facing) -> Iterator[Difference]:
    mine, yours = here.strength.modals, there.strength.modals
    if bool(mine) != bool(yours):
        yield Difference(DifferenceKind.MODALITY, " ".join(mine), " ".join(yours))

"""Same claim or not: pairs of members, and near misses, for any rule that joins two statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from benchmarks.links.counts import Adding, Counts
from benchmarks.links.scene import Found, Scene, Statement

#: Says whether two statements make the same claim.
Joins: TypeAlias = Callable[[Statement, Statement], bool]


@dataclass(frozen=True)
class Same(Adding):
    """Pairs of members joined or not, how many members there are, and for how many no statement was read."""

    counts: Counts = field(default_factory=Counts)
    members: int = 0
    not_found: int = 0


@dataclass(frozen=True)
class NearMisses(Adding):
    """Near misses by kind: how many there are, and which were taken for the same.

    `one` are those of which both sides lie in one statement as it was read: not joined, but not told apart.
    `not_found` are those of which a side was not read: that they are not joined is no merit.
    """

    asked: Counter[str] = field(default_factory=Counter)
    joined: Counter[str] = field(default_factory=Counter)
    one: Counter[str] = field(default_factory=Counter)
    not_found: Counter[str] = field(default_factory=Counter)


MemberPair: TypeAlias = tuple[Statement | None, Statement | None, bool]


def member_pairs(found: Found) -> Iterator[MemberPair]:
    """Yield all pairs of members of a dossier, and whether they belong to one claim."""
    for (claim, _, one), (other_claim, _, other) in combinations(found.members, 2):
        yield one, other, claim == other_claim


def is_joined(one: Statement | None, other: Statement | None, joins: Joins) -> bool:
    """Say whether two members are joined; those in one statement are, those not read are not."""
    return one is not None and other is not None and (one.key == other.key or joins(one, other))


def score_same(found: Found, joins: Joins) -> Same:
    """Return the pairs of members that `joins` puts together, against the gold."""
    right = false = missed = 0
    for one, other, together in member_pairs(found):
        joined = is_joined(one, other, joins)
        right += joined and together
        false += joined and not together
        missed += together and not joined
    return Same(Counts(right, false, missed), len(found.members), found.missing)


def score_near_misses(scene: Scene, joins: Joins) -> NearMisses:
    """Return the near misses that `joins` takes for the same claim."""
    asked, joined, one, not_found = (Counter[str]() for _ in range(4))
    for miss in scene.gold.distinct:
        asked[miss.kind] += 1
        a, b = scene.meant(miss.a), scene.meant(miss.b)
        if a is None or b is None:
            not_found[miss.kind] += 1
        elif a.key == b.key:
            one[miss.kind] += 1
        elif joins(a, b):
            joined[miss.kind] += 1
    return NearMisses(asked, joined, one, not_found)

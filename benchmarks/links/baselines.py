"""What plain methods give on the same dossiers: the floor that linking has to beat.

Thresholds are swept on the open part alone, in the same run, for the best F1 there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, TypeAlias

from benchmarks.links.answer import Copy
from benchmarks.links.claims import Origins, Pairs, Stances, judge_count, score_pairs
from benchmarks.links.counts import Counts, total
from benchmarks.links.reuse import Copies, score_copies
from benchmarks.links.sameness import Joins, NearMisses, Same, member_pairs, score_near_misses, score_same
from benchmarks.links.scene import Scene, Statement, find_members
from benchmarks.links.words import content_words, dice, runs, words
from onrecord.link.trace import Stance, Verdict
from onrecord.read.meaning import similarity

#: Words in a run; what the field compares reuse of news with (Clough et al. 2002 and after).
RUN: Final = 7
#: The share of runs in common from which two articles are often taken for a copy.
CONTAINMENT: Final = 0.1
#: Steps of a hundredth: finer ones decide on single pairs.
THRESHOLDS: Final = tuple(n / 100 for n in range(1, 101))

#: Precision that the project asks of itself before it says that two statements are one claim.
PRECISE: Final = 0.9

#: How alike two statements of a scene are, 0 to 1.
Alike: TypeAlias = Callable[[Statement, Statement], float]


def cosine(scene: Scene) -> Alike:
    """Return the plain cosine of the vectors of meaning; 0 for a statement that has none."""

    def alike(one: Statement, other: Statement) -> float:
        a, b = scene.vectors.get(one.key), scene.vectors.get(other.key)
        return 0.0 if a is None or b is None else float(similarity(a, b)[0])

    return alike


def word_overlap(scene: Scene) -> Alike:
    """Return Dice's measure of the content words."""
    sets = {statement.key: content_words(scene.content(statement)) for statement in scene.statements}
    return lambda one, other: dice(sets[one.key], sets[other.key])


#: The rules of sameness by the names that tables give them.
ALIKE: Final[dict[str, Callable[[Scene], Alike]]] = {"cosine": cosine, "word overlap": word_overlap}


def joined_from(alike: Alike, threshold: float) -> Joins:
    """Return the rule that joins two statements from a threshold on."""
    return lambda one, other: alike(one, other) >= threshold


@dataclass(frozen=True)
class Swept:
    """Two thresholds of one measure: with the best F1, and the lowest with precision from `PRECISE` on."""

    best: float
    precise: float


def sweep_same(scenes: Iterable[Scene], measure: Callable[[Scene], Alike]) -> Swept:
    """Return the thresholds that pairs of members call for; of several that do as well the highest.

    Where most members of a dossier make one claim, the best F1 joins nearly all of them: the precise
    threshold shows what the measure itself can tell apart.
    """
    rows: list[tuple[float, bool]] = []
    missed = 0
    for scene in scenes:
        alike = measure(scene)
        for one, other, together in member_pairs(find_members(scene)):
            if one is None or other is None:
                missed += together
            else:
                # What lies in one statement is joined whatever the threshold.
                rows.append((1.0 if one.key == other.key else alike(one, other), together))
    counts = {threshold: _counts_from(rows, missed, threshold) for threshold in THRESHOLDS}
    best = max(THRESHOLDS, key=lambda t: (counts[t].f1 or 0.0, t))
    precise = [t for t in THRESHOLDS if (counts[t].precision or 0.0) >= PRECISE]
    return Swept(best, min(precise, default=THRESHOLDS[-1]))


def _counts_from(rows: Sequence[tuple[float, bool]], missed: int, threshold: float) -> Counts:
    right = sum(together for score, together in rows if score >= threshold)
    false = sum(not together for score, together in rows if score >= threshold)
    every = missed + sum(together for _, together in rows)
    return Counts(right, false, every - right)


def join_all(_one: Statement, _other: Statement) -> bool:
    """Join whatever was read: what a dossier's statements have in common by being on one affair."""
    return True


def ceiling(scene: Scene) -> Same:
    """Return what joining every pair of members right gives, for the statements that were read.

    What is missing to 1 was not read, or lies in one statement with another claim.
    """
    found = find_members(scene)
    claims: dict[str, set[str]] = {}
    for claim, _, statement in found.members:
        if statement is not None:
            claims.setdefault(statement.key, set()).add(claim)
    return score_same(found, lambda one, other: bool(claims[one.key] & claims[other.key]))


def same_by(scene: Scene, joins: Joins) -> tuple[Same, NearMisses]:
    """Return what joining two by two gives: pairs of members, and near misses."""
    return score_same(find_members(scene), joins), score_near_misses(scene, joins)


def copies_from(scene: Scene, threshold: float) -> tuple[Copy, ...]:
    """Return as copies all pairs of which one has at least this share of its runs of words in the other.

    The later one is the copy; `share` is the containment; a credit is not looked for.
    """
    grams = {name: runs(words(text), RUN) for name, text in scene.texts.items()}
    found = []
    for pair in combinations(sorted(grams, key=lambda name: (scene.gold.articles[name].published, name)), 2):
        earlier, later = (grams[name] for name in pair)
        common = len(earlier & later)
        shares = [common / len(gram) if gram else 0.0 for gram in (later, earlier)]
        if common and max(shares) >= threshold:
            found.append(Copy(pair[1], pair[0], shares[0], credited=False))
    return tuple(found)


def score_containment(scene: Scene, threshold: float) -> Copies:
    """Return the copies that exact containment finds, against the gold."""
    return score_copies(scene.gold.copies, copies_from(scene, threshold))


def sweep_copies(scenes: Sequence[Scene]) -> float:
    """Return the threshold with the best F1 of ordered pairs, the highest of several."""

    def f1(threshold: float) -> float:
        return total(Copies(), (score_containment(scene, threshold) for scene in scenes)).ordered.f1 or 0.0

    return max(THRESHOLDS, key=lambda t: (f1(t), t))


def one_an_article(scene: Scene) -> Origins:
    """Return the count of origins that takes every article supporting a claim for one.

    Which articles support it is told by the gold; a system has to find them.
    """
    return total(Origins(), (judge_count(claim, len(claim.supporting)) for claim in scene.gold.claims))


def one_an_outlet(scene: Scene) -> Origins:
    """Return the count of origins that takes every outlet for one; the articles are those of the gold."""
    counts = (
        judge_count(claim, len({scene.gold.articles[name].publisher for name in claim.supporting}))
        for claim in scene.gold.claims
    )
    return total(Origins(), counts)


def all_cannot_tell(scene: Scene) -> Pairs:
    """Return the table of pairs of whoever never decides."""
    return total(
        Pairs(),
        (
            score_pairs(claim, {frozenset((a, b)): Verdict.CANNOT_TELL for a, b, _ in claim.pairs})
            for claim in scene.gold.claims
        ),
    )


def all_assert(scene: Scene) -> Stances:
    """Return the stances of the members that were read, every one taken to assert."""
    members = find_members(scene).members
    return Stances(
        Counter((m.stance.value, Stance.ASSERTS.value) for _, m, statement in members if statement)
    )

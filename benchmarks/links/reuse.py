"""Copies, relays and circles: pairs and sets of articles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from benchmarks.links import answer, gold
from benchmarks.links.counts import Adding, Counts, compared, ratio
from benchmarks.links.words import names_agree


@dataclass(frozen=True)
class Copies(Adding):
    """Copies as ordered pairs, and as pairs in either direction; of the latter what else is right.

    `siblings` are false pairs of two articles that both come from a third, or one by way of it: no copy by
    the gold, but no mistake about where the words come from.
    """

    ordered: Counts = field(default_factory=Counts)
    either: Counts = field(default_factory=Counts)
    directed: int = 0
    credited: int = 0
    share_error: float = 0.0
    siblings: int = 0

    @property
    def mean_share_error(self) -> float | None:
        """The mean absolute error of `share` over the copies found, from 0 to 1."""
        return ratio(self.share_error, self.either.right)


def score_copies(wanted: Sequence[gold.Copy], answered: Sequence[answer.Copy]) -> Copies:
    """Return the copies found; of those, how many have direction and credit right, and the error of share.

    Answered both ways, a copy is found, but not its direction.
    """
    given = {(c.article, c.of): c for c in answered}
    truth = {(c.article, c.of): c for c in wanted}
    ordered = compared(frozenset(truth), frozenset(given))
    either = compared(frozenset(map(frozenset, truth)), frozenset(map(frozenset, given)))
    directed = credited = 0
    error = 0.0
    for (article, of), copy in truth.items():
        right, turned = given.get((article, of)), given.get((of, article))
        found = right or turned
        if found is not None:
            directed += right is not None and turned is None
            credited += found.credited == copy.credited
            error += abs(found.share - copy.share)
    family = _families(wanted)
    false = {frozenset(pair) for pair in given} - {frozenset(pair) for pair in truth}
    siblings = sum(len({family.get(name, name) for name in pair}) == 1 for pair in false)
    return Copies(ordered, either, directed, credited, error, siblings)


def _families(copies: Sequence[gold.Copy]) -> dict[str, str]:
    """Return for each article of a copy one that stands for all that it hangs together with."""
    head: dict[str, str] = {}
    for copy in copies:
        one, other = (head.get(name, name) for name in (copy.article, copy.of))
        head |= {name: other for name, old in head.items() if old == one}
        head |= {copy.article: other, copy.of: other}
    return head


def score_relays(
    wanted: frozenset[tuple[str, str]], answered: frozenset[tuple[str, str]], articles: Collection[str]
) -> Counts:
    """Return who cites whom, as ordered pairs. Outlets that have no article are one where their names agree.

    The name of an outlet for an article that is there is not that article.
    """
    outlets = [(article, of) for article, of in sorted(wanted) if of not in articles]

    def as_named(pair: tuple[str, str]) -> tuple[str, str]:
        article, of = pair
        same = (o for o in outlets if o[0] == article and of not in articles and names_agree(of, [o[1]]))
        return next(same, pair)

    return compared(wanted, frozenset(map(as_named, answered)))


def score_circles(wanted: frozenset[frozenset[str]], answered: frozenset[frozenset[str]]) -> Counts:
    """Return the circles found, as sets of articles."""
    return compared(wanted, answered)

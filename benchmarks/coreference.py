"""The usual measures of how well mentions are grouped: MUC, B-cubed and CEAF-phi4, and their mean.

A chain is a set of mentions, whatever stands for a mention; no mention is in two chains of one side. The
measures give counts, which add up over documents, and the rates come from the sums, as in the reference
scorer (Pradhan et al. 2014, "Scoring Coreference Partitions of Predicted Mentions").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TypeAlias

Chain: TypeAlias = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Counts:
    """Numerators and denominators of recall and precision; adding two adds each."""

    recalled: float = 0.0
    gold: float = 0.0
    precise: float = 0.0
    found: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.recalled + other.recalled,
            self.gold + other.gold,
            self.precise + other.precise,
            self.found + other.found,
        )

    @property
    def recall(self) -> float:
        """From 0 to 1; 0 where there is nothing to find."""
        return self.recalled / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """From 0 to 1; 0 where nothing was found."""
        return self.precise / self.found if self.found else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two, from 0 to 1."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def muc(gold: Collection[Chain], found: Collection[Chain]) -> Counts:
    """Count links (Vilain et al. 1995): what it takes to join the parts a chain was broken into."""
    return Counts(*_links_kept(gold, found), *_links_kept(found, gold))


def b_cubed(gold: Collection[Chain], found: Collection[Chain]) -> Counts:
    """Count mentions, each by the share of its chain that stands with it (Bagga and Baldwin 1998)."""
    recalled = precise = 0.0
    found, gold = list(found), list(gold)
    for (one, other), shared in _overlaps(gold, found).items():
        recalled += shared * shared / len(gold[one])
        precise += shared * shared / len(found[other])
    return Counts(recalled, sum(map(len, gold)), precise, sum(map(len, found)))


def ceaf(gold: Collection[Chain], found: Collection[Chain]) -> Counts:
    """Count chains, paired one to one so that phi4 of the pairs is greatest (Luo 2005, CEAF-e)."""
    gold, found = list(gold), list(found)
    weights = {
        pair: 2 * shared / (len(gold[pair[0]]) + len(found[pair[1]]))
        for pair, shared in _overlaps(gold, found).items()
    }
    best = sum(_best_sum(component) for component in _components(weights))
    return Counts(best, len(gold), best, len(found))


Measure: TypeAlias = Callable[[Collection[Chain], Collection[Chain]], Counts]
MEASURES: dict[str, Measure] = {"MUC": muc, "B3": b_cubed, "CEAF": ceaf}


@dataclass(frozen=True, slots=True)
class Grouping:
    """The counts of the three measures over any number of documents."""

    muc: Counts = Counts()
    b_cubed: Counts = Counts()
    ceaf: Counts = Counts()

    def __add__(self, other: Grouping) -> Grouping:
        return Grouping(self.muc + other.muc, self.b_cubed + other.b_cubed, self.ceaf + other.ceaf)

    @property
    def mean(self) -> float:
        """The mean of the three F1, the "CoNLL score", from 0 to 1."""
        return fmean((self.muc.f1, self.b_cubed.f1, self.ceaf.f1))


def compare(gold: Iterable[Chain], found: Iterable[Chain], *, singletons: bool = True) -> Grouping:
    """Return the counts of one document; without `singletons`, chains of one mention are left out first."""
    least = 1 if singletons else 2
    left = [chain for chain in gold if len(chain) >= least]
    right = [chain for chain in found if len(chain) >= least]
    return Grouping(muc(left, right), b_cubed(left, right), ceaf(left, right))


def _links_kept(chains: Iterable[Chain], others: Iterable[Chain]) -> tuple[float, float]:
    home = {mention: number for number, other in enumerate(others) for mention in other}
    kept = total = 0
    for chain in chains:
        parts = {home[mention] for mention in chain if mention in home}
        alone = sum(mention not in home for mention in chain)
        kept += len(chain) - len(parts) - alone
        total += len(chain) - 1
    return float(kept), float(total)


def _overlaps(chains: Sequence[Chain], others: Sequence[Chain]) -> dict[tuple[int, int], int]:
    """Return how many mentions a chain and another share, for the pairs that share any."""
    home = {mention: number for number, other in enumerate(others) for mention in other}
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for number, chain in enumerate(chains):
        for mention in chain:
            if mention in home:
                shared[number, home[mention]] += 1
    return dict(shared)


Weights: TypeAlias = dict[tuple[int, int], float]


def _components(weights: Weights) -> list[Weights]:
    """Return the weights parted so that no two parts have a row or a column in common.

    Each part is assigned alone: a document has hundreds of chains, its parts a handful.
    """
    leader: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        leader.setdefault(node, node)
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for row, column in weights:
        leader[find(("row", row))] = find(("column", column))
    parts: dict[tuple[str, int], Weights] = defaultdict(dict)
    for (row, column), weight in weights.items():
        parts[find(("row", row))][row, column] = weight
    return list(parts.values())


def _best_sum(weights: Weights) -> float:
    """Return the greatest sum of weights when each row and each column is taken at most once."""
    rows = sorted({row for row, _ in weights})
    columns = sorted({column for _, column in weights})
    table = [[weights.get((row, column), 0.0) for column in columns] for row in rows]
    if len(rows) > len(columns):
        table = [list(column) for column in zip(*table, strict=True)]
    return sum(table[row][column] for row, column in _assign(table))


def _assign(table: list[list[float]]) -> list[tuple[int, int]]:
    """Return the pairs of the heaviest assignment of a table with no more rows than columns.

    The Hungarian method by shortest augmenting paths (Kuhn 1955; Jonker and Volgenant 1987). Row and
    column 0 stand for "none yet", so both are counted from 1 inside.
    """
    width = len(table[0])
    row_price, column_price = [0.0] * (len(table) + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)
    for row in range(1, len(table) + 1):
        row_of[0] = row
        slack, before, done = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        at = 0
        while row_of[at]:
            done[at] = True
            step, following = float("inf"), 0
            for column in (free for free in range(1, width + 1) if not done[free]):
                cost = -table[row_of[at] - 1][column - 1] - row_price[row_of[at]] - column_price[column]
                if cost < slack[column]:
                    slack[column], before[column] = cost, at
                if slack[column] < step:
                    step, following = slack[column], column
            for column in range(width + 1):
                if done[column]:
                    row_price[row_of[column]] += step
                    column_price[column] -= step
                else:
                    slack[column] -= step
            at = following
        while at:
            row_of[at] = row_of[before[at]]
            at = before[at]
    return [(row_of[column] - 1, column - 1) for column in range(1, width + 1) if row_of[column]]

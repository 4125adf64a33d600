"""The order of boxes within columns and their heights: few crossings, short arrows.

Layered drawing after Sugiyama, Tagawa and Toda (1981): an arrow across several columns gets a place in each
of them, columns are ordered by the barycentre of their neighbours, to and fro, and the order with the fewest
crossings is kept. Heights are then least squares to the neighbours under the order, column by column (pool
adjacent violators).
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

# Sweeps after which no picture of the tests got better.
_SWEEPS: Final = 16
_SETTLING: Final = 12


@dataclass(slots=True, eq=False)
class Item:
    """What takes room in a column: a box, or the place where an arrow passes (`passes`)."""

    key: Hashable
    column: int
    lane: int
    height: float
    passes: bool = False
    y: float = 0.0
    left: list[Item] = field(default_factory=list)
    right: list[Item] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """How much its height counts: arrows that pass are to be straight."""
        return 4.0 if self.passes else 1.0


def arrange(items: Iterable[Item], gap: float) -> list[list[Item]]:
    """Return the items by column from top to bottom, `y` set to their middles, lanes stacked."""
    columns: dict[int, list[Item]] = {}
    for item in items:
        columns.setdefault(item.column, []).append(item)
    ordered = [columns.get(number, []) for number in range(max(columns, default=-1) + 1)]
    for column in ordered:
        column.sort(key=lambda item: item.lane)
    _order(ordered)
    for lane in sorted({item.lane for column in ordered for item in column}):
        _settle([[item for item in column if item.lane == lane] for column in ordered], gap)
    _stack_lanes(ordered, gap)
    return ordered


def _order(columns: list[list[Item]]) -> None:
    best = [list(column) for column in columns]
    fewest = crossings(columns)
    for sweep in range(_SWEEPS):
        rightwards = sweep % 2 == 0
        order = range(1, len(columns)) if rightwards else range(len(columns) - 2, -1, -1)
        for number in order:
            _sort(columns[number], columns[number + (-1 if rightwards else 1)], rightwards)
        if (count := crossings(columns)) < fewest:
            fewest, best = count, [list(column) for column in columns]
    columns[:] = best


def _sort(column: list[Item], fixed: Sequence[Item], rightwards: bool) -> None:
    """Sort a column by the mean place of its neighbours; what has none keeps its place."""
    places = {id(item): place for place, item in enumerate(fixed)}
    scale = len(fixed) / max(len(column), 1)
    keys = {}
    for place, item in enumerate(column):
        near = [places[id(n)] for n in (item.left if rightwards else item.right) if id(n) in places]
        keys[id(item)] = (item.lane, sum(near) / len(near) if near else place * scale)
    column.sort(key=lambda item: keys[id(item)])


def crossings(columns: Sequence[Sequence[Item]]) -> int:
    """Return how often arrows cross between neighbouring columns."""
    total = 0
    for left, right in pairwise(columns):
        places: Mapping[int, int] = {id(item): place for place, item in enumerate(right)}
        seen: list[int] = []
        for item in left:
            ends = [places[id(end)] for end in item.right if id(end) in places]
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total


def _settle(columns: list[list[Item]], gap: float) -> None:
    """Set heights: near to the neighbours of the same lane, in the order, without overlaps."""
    for column in columns:
        place = 0.0
        for item in column:
            item.y = place + item.height / 2
            place += item.height + gap
    for sweep in range(_SETTLING):
        numbers = range(len(columns)) if sweep % 2 == 0 else range(len(columns) - 1, -1, -1)
        for number in numbers:
            _place(columns[number], gap)


def _place(column: list[Item], gap: float) -> None:
    wished, weights, offsets = [], [], []
    offset = 0.0
    for above, item in zip([None, *column], column, strict=False):
        if above is not None:
            offset += (above.height + item.height) / 2 + gap
        near = [n.y for n in (*item.left, *item.right) if n.lane == item.lane]
        wished.append((sum(near) / len(near) if near else item.y) - offset)
        weights.append(item.weight if near else 0.05)
        offsets.append(offset)
    for item, base, offset in zip(column, isotonic(wished, weights), offsets, strict=True):
        item.y = base + offset


def isotonic(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the nearest numbers (weighted least squares) that never fall: pool adjacent violators."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        mean, total, count = value, weight, 1
        while pools and pools[-1][0] > mean:
            other, more, members = pools.pop()
            mean = (mean * total + other * more) / (total + more)
            total, count = total + more, count + members
        pools.append((mean, total, count))
    return [mean for mean, _, count in pools for _ in range(count)]


def _stack_lanes(columns: Sequence[Sequence[Item]], gap: float) -> None:
    """Put each lane under the one before it, the first at 0."""
    top = 0.0
    for lane in sorted({item.lane for column in columns for item in column}):
        here = [item for column in columns for item in column if item.lane == lane]
        shift = top - min(item.y - item.height / 2 for item in here)
        for item in here:
            item.y += shift
        top = max(item.y + item.height / 2 for item in here) + 3 * gap

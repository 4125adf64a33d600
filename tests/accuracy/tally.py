"""Shares and scores: the counts behind the figures of the gate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Figures = dict[str, float]


@dataclass(slots=True)
class Tally:
    """Right, false and missed ones, with a line for each of the latter two."""

    right: int = 0
    false: int = 0
    missed: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """In percent; 100 where nothing was found."""
        return 100.0 * self.right / max(1, self.right + self.false) if self.right + self.false else 100.0

    @property
    def recall(self) -> float:
        """In percent; 100 where nothing was to be found."""
        return 100.0 * self.right / (self.right + self.missed) if self.right + self.missed else 100.0

    @property
    def f1(self) -> float:
        """In percent; 100 where nothing was found and nothing to be found."""
        total = 2 * self.right + self.false + self.missed
        return 200.0 * self.right / total if total else 100.0


def share(right: Iterable[bool]) -> float:
    """Return how many of `right` are true, in percent to one decimal; 100 where there is none."""
    rows = list(right)
    return round(100 * sum(rows) / len(rows), 1) if rows else 100.0

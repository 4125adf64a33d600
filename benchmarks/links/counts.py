"""Counts that add up over dossiers, and the rates made of the sums: no mean of means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import reduce
from operator import add
from typing import Any, Self, TypeVar

T = TypeVar("T")
A = TypeVar("A", bound="Adding")


def ratio(part: float, whole: float) -> float | None:
    """Return `part` of `whole` from 0 to 1, None where there is no whole: 0 would be a failure."""
    return part / whole if whole else None


class Adding:
    """A dataclass whose fields can be added; two of a kind are added field by field."""

    def __add__(self, other: Self) -> Self:
        names = [field.name for field in fields(self)]  # type: ignore[arg-type]
        values: list[Any] = [getattr(self, name) + getattr(other, name) for name in names]
        return type(self)(*values)


def total(nothing: A, parts: Iterable[A]) -> A:
    """Return the sum of `parts`, `nothing` for none."""
    return reduce(add, parts, nothing)


@dataclass(frozen=True)
class Counts(Adding):
    """Right ones, false ones (answered, not in the gold), missed ones (in the gold, not answered)."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Right of those answered."""
        return ratio(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        """Right of those in the gold."""
        return ratio(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return ratio(2 * self.right, 2 * self.right + self.false + self.missed)


def compared(gold: frozenset[T], answered: frozenset[T]) -> Counts:
    """Return the counts of two sets."""
    return Counts(len(gold & answered), len(answered - gold), len(gold - answered))

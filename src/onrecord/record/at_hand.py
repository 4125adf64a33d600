"""What was asked for last, kept for a while: a bounded number of values by rows."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

T = TypeVar("T")


class AtHand(Generic[T]):
    """Keeps at most so many values, those that were asked for last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[int, T] = OrderedDict()

    def get(self, row: int) -> T | None:
        """Return what is known of a row, None if it is not at hand."""
        found = self._known.get(row)
        if found is not None:
            self._known.move_to_end(row)
        return found

    def put(self, row: int, value: T) -> None:
        """Keep what is known of a row, instead of what was asked for longest ago."""
        self._known[row] = value
        if len(self._known) > self._most:
            self._known.popitem(last=False)

    def drop(self, row: int) -> None:
        """Keep nothing of a row."""
        self._known.pop(row, None)

"""Statements of the record compared, each pair once: the first ones of a claim are met again and again."""

from __future__ import annotations

from typing import Final

from onrecord.link.said import Said
from onrecord.link.sameness import Sameness, compare

#: Pairs whose comparison is kept at hand: about 1 KB each.
_AT_HAND: Final = 65_536


class Comparisons:
    """Compares statements and keeps for a while what it found."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Sameness] = {}

    def __call__(self, one: Said, other: Said) -> Sameness:
        """Return whether two statements say the same."""
        pair = one.key, other.key
        found = self._found.get(pair)
        if found is None:
            if len(self._found) >= _AT_HAND:
                self._found.clear()
            found = self._found[pair] = compare(one, other)
        return found

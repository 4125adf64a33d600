"""The time stamps of a live report: lines that have nothing but a time of the clock."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

_STAMP: Final = re.compile(
    r"^[ \t]{0,8}(?P<hours>\d{1,2})[.:](?P<minutes>\d{2})"
    r"(?:[ \t]{0,2}(?P<half>[ap])\.?m\b\.?)?(?:[ \t]{1,2}[A-Z]{3,4})?[ \t\r]{0,8}$",
    re.MULTILINE | re.IGNORECASE,
)
# Two numbers alone on their lines may be anything; three that rise or fall are a report by the clock.
_LEAST: Final = 3
# Between two stamps stands a report; figures of a table stand closer, in characters.
_GAP: Final = 30


@dataclass(frozen=True, slots=True)
class Stamps:
    """Where the stamps stand, in order, and the minute of the day that each tells; empty for other texts."""

    places: list[int] = field(default_factory=list)
    minutes: list[int] = field(default_factory=list)

    def __contains__(self, place: int) -> bool:
        at = bisect_left(self.places, place)
        return at < len(self.places) and self.places[at] == place

    def at(self, place: int) -> int | None:
        """Return the minute of the day of the last stamp before a place, None before the first."""
        at = bisect_left(self.places, place)
        return self.minutes[at - 1] if at else None


def stamps_of(text: str) -> Stamps:
    """Return the time stamps of a live report, none where lines of figures are in no order of time."""
    stamps = Stamps()
    for found in _STAMP.finditer(text):
        hours, minutes, half = int(found["hours"]), int(found["minutes"]), (found["half"] or "").lower()
        if hours > (12 if half else 23) or minutes > 59:
            return Stamps()
        hours = hours % 12 + 12 * (half == "p") if half else hours
        stamps.places.append(found.start("hours"))
        stamps.minutes.append(60 * hours + minutes)
    steps = list(pairwise(stamps.minutes))
    in_order = all(a <= b for a, b in steps) or all(a >= b for a, b in steps)
    apart = all(b - a >= _GAP for a, b in pairwise(stamps.places))
    return stamps if in_order and apart and len(stamps.places) >= _LEAST else Stamps()

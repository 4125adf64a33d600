"""Times of the clock as an article writes them."""

from __future__ import annotations

import re

from onrecord.read.dates import lexicon

_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?(?::\d{2})?")


def clock_time(hour: str, half: str, zone: str) -> str | None:
    """Return a time as "19:15" or "11:30Z", or None where no clock shows it.

    `hour` is "7", "seven", "7.15", "7:15" or "1930"; `half` is "am" or "p.m." or empty; `zone` an
    abbreviation, of which one that depends on the place or the season is left out.
    """
    found = _TIME.fullmatch(str(lexicon.NUMBERS.get(hour, hour)))
    if found is None:
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half[0] == "p" else 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        return None
    return f"{hours:02}:{minutes:02}{lexicon.ZONES.get(zone, '')}"

"""What columns of the record hold of a reading: words of spans, first and last days of dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from onrecord.article import Span
from onrecord.read.dates.edtf import EdtfError, parse_edtf

# What stands between two spans of one source or content when they are shown as one run of words.
_GAP: Final = " … "


def words(text: str, spans: Sequence[Span]) -> str:
    """Return the words of some spans, "…" between them; nothing for none."""
    return _GAP.join(text[span.start : span.end] for span in spans)


def bounds(edtf: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day that a date in EDTF may mean; None where it is open or unknown."""
    if edtf is None:
        return None, None
    try:
        first, last = parse_edtf(edtf).bounds()
    except EdtfError:
        return None, None
    return _iso(first), _iso(last)


def day_of(time: str | None) -> str | None:
    """Return the day of a date, or of a date and time; None for a month, a year, or nothing."""
    return time[:10] if time and re.match(r"\d{4}-\d\d-\d\d", time) else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

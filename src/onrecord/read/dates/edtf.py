"""Extended Date/Time Format (ISO 8601-2:2019, the Library of Congress's EDTF): reading and bounds.

Read are levels 0 and 1 and of level 2 the divisions of a year, unspecified digits anywhere, and
qualification of the whole expression. Sets, exponents and significant digits are not: no date of an
article needs them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(
    r"(?P<year>[0-9X]{4})(?:-(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?)?"
    r"(?P<time>T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?(?P<mark>[?~%]?)"
)
_FIRST_DIVISION, _LAST_DIVISION = 21, 41
# The months (first, last) of the divisions of a year; those told apart by hemisphere (25 to 32) too.
_QUARTERS = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
_THIRDS = {37: (1, 4), 38: (5, 8), 39: (9, 12)}
_HALVES = {40: (1, 6), 41: (7, 12)}
_DIVISIONS = _QUARTERS | _THIRDS | _HALVES
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


class EdtfError(ValueError):
    """A text is no EDTF that is read here."""


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date or a division of a year; `month` may be a division (21 to 41); X stands for any digit."""

    year: str
    month: str | None = None
    day: str | None = None
    time: str | None = None
    uncertain: bool = False
    approximate: bool = False

    def __str__(self) -> str:
        parts = [part for part in (self.year, self.month, self.day) if part is not None]
        mark = {(True, False): "?", (False, True): "~", (True, True): "%"}.get(
            (self.uncertain, self.approximate), ""
        )
        return "-".join(parts) + (f"T{self.time}" if self.time else "") + mark

    def bounds(self) -> tuple[date, date]:
        """Return the first and the last day that it may mean; "~" does not widen them."""
        first_year, last_year = _least(self.year), _greatest(self.year)
        first_year, last_year = max(first_year, 1), max(last_year, 1)
        if self.month is None:
            return date(first_year, 1, 1), date(last_year, 12, 31)
        if self.month.isdigit() and int(self.month) >= _FIRST_DIVISION:
            return _bounds_of_division(first_year, last_year, int(self.month))
        first = date(first_year, max(_least(self.month), 1), 1)
        last = date(last_year, min(_greatest(self.month), 12), 1)
        if self.day is not None:
            first = first.replace(day=min(max(_least(self.day), 1), _days(first)))
        return first, last.replace(day=min(_greatest(self.day or "XX"), _days(last)))


@dataclass(frozen=True, slots=True)
class EdtfInterval:
    """From a date to a date; an end is ".." where it is open and "" where it is unknown."""

    start: EdtfDate | str
    end: EdtfDate | str

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    def bounds(self) -> tuple[date | None, date | None]:
        """Return the first and the last day, None where the interval is open or unknown."""
        start = self.start.bounds()[0] if isinstance(self.start, EdtfDate) else None
        return start, self.end.bounds()[1] if isinstance(self.end, EdtfDate) else None


def parse_edtf(text: str) -> EdtfDate | EdtfInterval:
    """Return what an EDTF text means; `str` of it gives the text again. Raises EdtfError."""
    start, slash, end = text.partition("/")
    if not slash:
        return _date(text)
    interval = EdtfInterval(_end(start), _end(end))
    if isinstance(interval.start, str) and isinstance(interval.end, str):
        raise EdtfError(f"an interval without a date: {text!r}")
    first, last = interval.bounds()
    if first is not None and last is not None and first > last:
        raise EdtfError(f"the interval ends before it begins: {text!r}")
    return interval


def _end(text: str) -> EdtfDate | str:
    return text if text in ("", "..") else _date(text)


def _date(text: str) -> EdtfDate:
    found = _DATE.fullmatch(text)
    if found is None:
        raise EdtfError(f"no EDTF: {text!r}")
    year, month, day, time, mark = found.group("year", "month", "day", "time", "mark")
    value = EdtfDate(year, month, day, time and time[1:], mark in ("?", "%"), mark in ("~", "%"))
    _check(value, text)
    return value


def _check(value: EdtfDate, text: str) -> None:
    if value.time and (value.day is None or "X" in f"{value.year}{value.month}{value.day}"):
        raise EdtfError(f"a time needs a whole date: {text!r}")
    if value.time and (int(value.time[:2]) > 24 or int(value.time[3:5]) > 59 or int(value.time[6:8]) > 60):
        raise EdtfError(f"no such time: {text!r}")
    if value.month is not None and value.month.isdigit():
        month = int(value.month)
        division = _FIRST_DIVISION <= month <= _LAST_DIVISION
        if not (1 <= month <= 12 or (division and value.day is None)):
            raise EdtfError(f"no such month: {text!r}")
    if value.day is not None and value.day.isdigit() and not _is_day(value):
        raise EdtfError(f"no such day: {text!r}")


def _is_day(value: EdtfDate) -> bool:
    longest = 31
    if value.month is not None and value.month.isdigit():
        year = int(value.year) if value.year.isdigit() and int(value.year) else 2000
        longest = monthrange(year, int(value.month))[1]
    return 1 <= int(value.day or 0) <= longest


def _bounds_of_division(first_year: int, last_year: int, division: int) -> tuple[date, date]:
    """The days of a season, quarter, third or half; a northern winter runs into the next year."""
    if division in _DIVISIONS:
        start, end = _DIVISIONS[division]
    else:
        start, end = _SEASONS[(division - 21) % 4 + 21]
        # 29 to 32 are the seasons of the southern hemisphere, half a year apart.
        if division >= 29:
            start, end = (start + 5) % 12 + 1, (end + 5) % 12 + 1
    last = date(min(last_year + (end < start), 9999), end, 1)
    return date(first_year, start, 1), last.replace(day=_days(last))


def _least(digits: str) -> int:
    return int(digits.replace("X", "0"))


def _greatest(digits: str) -> int:
    return int(digits.replace("X", "9"))


def _days(month: date) -> int:
    return monthrange(month.year, month.month)[1]

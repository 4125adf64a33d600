"""TIMEX3 values (TimeML 1.2.1) to EDTF and back.

What both formats can say goes there and back unchanged. TIMEX3 can say more of the parts of a day and
of "early", "mid" and "late", which EDTF only knows as approximate; EDTF knows no weeks, which become
intervals of days and are weeks again on the way back.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.article import Timex3
from onrecord.read.dates.edtf import EdtfDate, EdtfError, EdtfInterval, parse_edtf
from onrecord.read.dates.periods import (
    FIRST_DIVISION,
    Kind,
    OutOfCalendarError,
    Period,
    containing,
    part_of_year,
    season_number,
)

_VALUE = re.compile(
    r"(?P<week>(?P<week_year>\d{4})-W(?P<week_number>\d{2})(?P<weekend>-WE)?)"
    r"|(?P<division>(?P<division_year>\d{4})-(?P<part>Q[1-4]|H[12]|SP|SU|FA|WI))"
    r"|(?P<day>[\dX]{4}-[\dX]{2}-[\dX]{2})"
    r"(?:T(?P<hour>\d{2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?(?P<zone>Z|[+-]\d{2}:\d{2})?|T[A-Z]{2})?"
    r"|(?P<month>[\dX]{4}-[\dX]{2})|(?P<year>[\dX]{4})|(?P<decade>\d{3})|(?P<century>\d{2})",
    re.ASCII,
)
_ROUGH = frozenset({"APPROX", "START", "MID", "END"})
_OPEN_START = frozenset({"BEFORE", "ON_OR_BEFORE"})
_OPEN_END = frozenset({"AFTER", "ON_OR_AFTER"})
_WEEK_DAYS, _WEEKEND_DAYS = 7, 2


def edtf_of(timex: Timex3) -> str | None:
    """Return the EDTF of a TIMEX3 that stands for a point or stretch of the calendar, else None.

    Durations, sets, PAST_REF and the like, and values without a year have none.
    """
    if timex.type in ("DURATION", "SET"):
        return None
    found = _VALUE.fullmatch(timex.value)
    if found is None:
        return None
    try:
        text = _edtf_of_value(found)
        parse_edtf(text)
    except (EdtfError, OutOfCalendarError, ValueError):
        return None
    # Of which year is not known: nothing that a calendar could show.
    if text.startswith("XXXX"):
        return None
    return _with_mod(text, timex.mod)


def timex_of(edtf: str) -> Timex3 | None:
    """Return the TIMEX3 of an EDTF date, or None for an interval that TIMEX3 has no value for.

    An interval that is open on one side is its date with mod ON_OR_AFTER or ON_OR_BEFORE. Raises
    EdtfError where the text is no EDTF.
    """
    value = parse_edtf(edtf)
    if isinstance(value, EdtfDate):
        return _timex_of_date(value)
    match value:
        case EdtfInterval(EdtfDate() as start, ".."):
            return _timex_of_date(start, "ON_OR_AFTER")
        case EdtfInterval("..", EdtfDate() as end):
            return _timex_of_date(end, "ON_OR_BEFORE")
        case _:
            return _timex_of_week(value)


def _with_mod(text: str, mod: str | None) -> str:
    rough = text if "/" in text else text + "~"
    if mod in _ROUGH:
        # An approximate week is approximate at both ends.
        return rough if "/" not in text else "/".join(f"{end}~" for end in text.split("/"))
    start, _, end = text.partition("/")
    if mod in _OPEN_START:
        return f"../{end or start}"
    return f"{start}/.." if mod in _OPEN_END else text


def _edtf_of_value(found: re.Match[str]) -> str:
    if found["week"]:
        monday = date.fromisocalendar(int(found["week_year"]), int(found["week_number"]), 1)
        first = monday + timedelta(5) if found["weekend"] else monday
        return f"{first.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    if found["division"]:
        return f"{found['division_year']}-{_division_number(found['part'])}"
    if found["decade"]:
        return f"{found['decade']}X"
    if found["century"]:
        return f"{found['century']}XX"
    day = found["day"]
    # The minute that is not told is the hour's first; a day's part ("TNI") leaves the day.
    if day and found["hour"]:
        if found["hour"] == "24":
            return f"{day}T24:00:00"
        return (
            f"{day}T{found['hour']}:{found['minute'] or '00'}:{found['second'] or '00'}{found['zone'] or ''}"
        )
    return _without_vain_digits(day or found["month"] or found["year"])


def _without_vain_digits(text: str) -> str:
    """Leave out trailing parts of which nothing is known: TimeML's "1989-XX-XX" is the year."""
    while text.endswith("-XX"):
        text = text[:-3]
    return text


def _division_number(part: str) -> int:
    if part[0] == "Q" and part[1:].isdigit():
        return FIRST_DIVISION[Kind.QUARTER] + int(part[1]) - 1
    if part[0] == "H":
        return FIRST_DIVISION[Kind.HALF] + int(part[1]) - 1
    return FIRST_DIVISION[Kind.SEASON] + season_number(part) - 1


def _timex_of_date(value: EdtfDate, mod: str | None = None) -> Timex3:
    mod = mod or ("APPROX" if value.approximate or value.uncertain else None)
    text = "-".join(part for part in (value.year, value.month, value.day) if part is not None)
    if value.time:
        clock, zone = value.time[:8], value.time[8:]
        return Timex3("TIME", f"{text}T{clock.removesuffix(':00')}{zone}", mod)
    if value.month is None:
        return Timex3("DATE", value.year.rstrip("X") if re.fullmatch(r"\d\d\d?X+", value.year) else text, mod)
    if value.month.isdigit() and int(value.month) > 12 and value.year.isdigit():
        division = int(value.month)
        for kind, first in FIRST_DIVISION.items():
            if first <= division < first + (2 if kind is Kind.HALF else 4):
                return Timex3("DATE", part_of_year(kind, int(value.year), division - first + 1).timex(), mod)
    return Timex3("DATE", text, mod)


def _timex_of_week(interval: EdtfInterval) -> Timex3 | None:
    first, last = interval.bounds()
    days = (last - first).days + 1 if first and last else 0
    if not first or days not in (_WEEK_DAYS, _WEEKEND_DAYS) or first.weekday() != _WEEK_DAYS - days:
        return None
    week: Period = containing(Kind.WEEK if days == _WEEK_DAYS else Kind.WEEKEND, first)
    ends = (interval.start, interval.end)
    rough = all(isinstance(end, EdtfDate) and end.approximate for end in ends)
    return Timex3("DATE", week.timex(), "APPROX" if rough else None)

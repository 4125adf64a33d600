"""Steps from one day or period to another: the weekday before, last spring, the same day of another year."""

from __future__ import annotations

from datetime import date

from onrecord.read.dates.periods import Kind, Period, containing, days_later, months_later, part_of_year
from onrecord.read.dates.tense import Tense


def day_if_any(year: int, month: int, day: int) -> date | None:
    """Return a day, None where the calendar has no such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_from(day: date, weekday: int, step: int, with_day: bool) -> date:
    """Return the nearest such weekday before or after a day, the day itself counting or not."""
    if not with_day:
        day = days_later(day, 1 if step > 0 else -1)
    off = (weekday - day.isoweekday()) % 7
    return days_later(day, off if step > 0 or off == 0 else off - 7)


def weekend_from(day: date, tense: Tense) -> Period:
    """Return the weekend that has begun last, or the one to come."""
    week = containing(Kind.WEEKEND, day)
    return week.shifted(-1) if tense is Tense.PAST and week.first > day else week


def pointed_part(current: Period, part: int, steps: int) -> Period:
    """Return last, this or next April, seen from a month (season, quarter)."""
    same = part_of_year(current.kind, current.year, part)
    count = part_of_year(current.kind, 1, 1).number
    if steps < 0:
        return same if same.number < current.number else same.shifted(-count)
    if steps > 0:
        return same if same.number > current.number else same.shifted(count)
    return same


def years_later(period: Period, years: int) -> Period:
    """Return the same day, month, quarter or season of another year; a week is the one of that day."""
    if not years:
        return period
    if period.kind is Kind.DECADE or period.kind is Kind.CENTURY:
        return containing(Kind.YEAR, months_later(period.first, 12 * years))
    parts = {Kind.MONTH: 12, Kind.QUARTER: 4, Kind.SEASON: 4, Kind.HALF: 2, Kind.YEAR: 1}.get(period.kind)
    if parts is not None:
        return period.shifted(parts * years)
    return containing(period.kind, months_later(period.first, 12 * years))

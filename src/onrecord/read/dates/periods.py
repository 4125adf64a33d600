"""Stretches of the calendar that can be counted: days, weeks, months, quarters, years and so on.

A period is its kind and its number among all periods of that kind, so "the month before" is one less
and every kind is treated alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """How long a period is, shortest first."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


FINENESS = {kind: place for place, kind in enumerate(Kind)}
# How many of a kind make a year, for the kinds that are counted from 1 in each year.
PARTS_OF_YEAR = {Kind.MONTH: 12, Kind.QUARTER: 4, Kind.SEASON: 4, Kind.HALF: 2}
_YEARS = {Kind.YEAR: 1, Kind.DECADE: 10, Kind.CENTURY: 100}
_SEASONS = ("SP", "SU", "FA", "WI")
# Spring begins in March, and so on; the winter of a year is the one that begins in its December.
_FIRST_MONTH_OF_SEASON = (3, 6, 9, 12)
# ISO 8601-2 numbers the divisions of a year: seasons from 21, quarters from 33, halves from 40.
FIRST_DIVISION = {Kind.SEASON: 21, Kind.QUARTER: 33, Kind.HALF: 40}


class OutOfCalendarError(ValueError):
    """A reckoning left the years 1 to 9999."""


@dataclass(frozen=True, slots=True)
class Period:
    """The `number`th period of a kind, counted from the beginning of the calendar."""

    kind: Kind
    number: int

    def shifted(self, steps: int) -> Period:
        """Return the period that is so many of its kind later (or earlier, below zero)."""
        return Period(self.kind, self.number + steps)

    @property
    def year(self) -> int:
        """The year in which the period begins; for a week, the year that ISO 8601 counts it in."""
        if self.kind in PARTS_OF_YEAR:
            return self.number // PARTS_OF_YEAR[self.kind]
        if self.kind in _YEARS:
            return self.number * _YEARS[self.kind]
        if self.kind is Kind.DAY:
            return self.first.year
        return self.first.isocalendar().year

    @property
    def part(self) -> int:
        """Which month, quarter, season or half of its year this is, counted from 1; else 0."""
        return self.number % PARTS_OF_YEAR[self.kind] + 1 if self.kind in PARTS_OF_YEAR else 0

    @property
    def first(self) -> date:
        """The first day. Raises OutOfCalendarError before year 1 and after 9999."""
        return _on_calendar(self)

    @property
    def last(self) -> date:
        """The last day. Raises OutOfCalendarError before year 1 and after 9999."""
        if self.kind is Kind.DAY:
            return self.first
        days = {Kind.WEEK: 6, Kind.WEEKEND: 1}.get(self.kind)
        if days is not None:
            return days_later(self.first, days)
        if self.year >= MAXYEAR - 100:
            return date(MAXYEAR, 12, 31) if self.kind is not Kind.MONTH else _month_end(self.first)
        return days_later(self.shifted(1).first, -1)

    def timex(self) -> str:
        """Return the value in TIMEX3's way: "1998-03-05", "1998-W10", "1998-Q1", "1998-SP", "199"."""
        if self.kind is Kind.DAY:
            return self.first.isoformat()
        if self.kind in (Kind.WEEK, Kind.WEEKEND):
            year, week, _ = self.first.isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if self.kind is Kind.WEEKEND else "")
        width = {Kind.DECADE: 3, Kind.CENTURY: 2}.get(self.kind)
        if width is not None:
            return f"{self.number:0{width}}"
        return f"{self.year:04}{self._suffix()}"

    def _suffix(self) -> str:
        match self.kind:
            case Kind.MONTH:
                return f"-{self.part:02}"
            case Kind.QUARTER:
                return f"-Q{self.part}"
            case Kind.HALF:
                return f"-H{self.part}"
            case Kind.SEASON:
                return f"-{_SEASONS[self.part - 1]}"
            case _:
                return ""


def part_of_year(kind: Kind, year: int, part: int) -> Period:
    """Return the month, quarter, season or half of a year, `part` counted from 1."""
    return Period(kind, year * PARTS_OF_YEAR[kind] + part - 1)


def year_of(year: int) -> Period:
    """Return a whole year."""
    return Period(Kind.YEAR, year)


def day_of(day: date) -> Period:
    """Return a day."""
    return Period(Kind.DAY, day.toordinal())


def season_number(code: str) -> int:
    """Return 1 to 4 for TIMEX3's SP, SU, FA, WI."""
    return _SEASONS.index(code) + 1


def containing(kind: Kind, day: date) -> Period:
    """Return the period of a kind that a day lies in; for a weekend, that of the day's week."""
    match kind:
        case Kind.DAY:
            return day_of(day)
        case Kind.WEEK | Kind.WEEKEND:
            return Period(kind, (day.toordinal() - 1) // 7)
        case Kind.SEASON:
            return Period(kind, day.year * 4 + (day.month - 3) // 3)
        case Kind.MONTH | Kind.QUARTER | Kind.HALF:
            parts = PARTS_OF_YEAR[kind]
            return Period(kind, day.year * parts + (day.month - 1) * parts // 12)
        case _:
            return Period(kind, day.year // _YEARS[kind])


def months_later(day: date, months: int) -> date:
    """Return the same day of a later (or earlier) month, or that month's last day where it has no such.

    Raises OutOfCalendarError before year 1 and after 9999.
    """
    month = Period(Kind.MONTH, day.year * 12 + day.month - 1 + months)
    return month.first.replace(day=min(day.day, month.last.day))


def _on_calendar(period: Period) -> date:
    number = period.number
    try:
        match period.kind:
            case Kind.DAY:
                return date.fromordinal(number)
            case Kind.WEEK:
                return date.fromordinal(number * 7 + 1)
            case Kind.WEEKEND:
                return date.fromordinal(number * 7 + 6)
            case Kind.SEASON:
                return date(period.year, _FIRST_MONTH_OF_SEASON[period.part - 1], 1)
            case Kind.MONTH | Kind.QUARTER | Kind.HALF:
                return date(period.year, (period.part - 1) * 12 // PARTS_OF_YEAR[period.kind] + 1, 1)
            case _:
                # The first decade and century of all begin with the year 1.
                return date(max(period.year, MINYEAR if number == 0 else period.year), 1, 1)
    except (ValueError, OverflowError) as error:
        raise OutOfCalendarError(str(error)) from error


def days_later(day: date, days: int) -> date:
    """Return the day so many days later. Raises OutOfCalendarError before year 1 and after 9999."""
    try:
        return day + timedelta(days)
    except OverflowError as error:
        raise OutOfCalendarError(str(error)) from error


def _month_end(first: date) -> date:
    return (
        date(first.year, first.month, 31)
        if first.month == 12
        else first.replace(month=first.month + 1) - timedelta(1)
    )

"""From the form of an expression to its period: anchors, implied years, weekdays and distances."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from onrecord.article import Anchor, Span
from onrecord.read.dates.context import Context, Spoken
from onrecord.read.dates.forms import (
    Around,
    Away,
    DayOfMonth,
    DayOfYear,
    DecadeOfCentury,
    Definite,
    Event,
    Fixed,
    Form,
    Holiday,
    Modified,
    PartOfYear,
    Pointed,
    Timed,
    Unclear,
    Weekday,
)
from onrecord.read.dates.holidays import HOLIDAYS
from onrecord.read.dates.lexicon import words_of
from onrecord.read.dates.periods import (
    FINENESS,
    Kind,
    OutOfCalendarError,
    Period,
    containing,
    day_of,
    days_later,
    months_later,
    part_of_year,
)
from onrecord.read.dates.tense import Tense

NO_ANCHOR: Final = "the article's own date is not known"
NO_CONTEXT: Final = "no other date stands near that it could be reckoned from"
NO_HOUR: Final = "the hour that it is reckoned from is not known"
NO_DAY: Final = "of which day is not told"
BY_EVENT: Final = "dated by an event, not by the calendar"
VAGUE: Final = "how far off is not told"
# A date without a year is the nearest one, whatever the tense, up to so many days off: "he said the
# meeting would be on Nov. 16" has its nearest verb wrong more often than its year.
_CLEAR_DAYS: Final = 150
# How far back, in characters, a quarter is still what a comparison with "a year ago" is about.
_NEAR: Final = 500
_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_NAMES_OF_WEEKDAYS: Final = words_of("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")

# Chances that a value so reckoned is right. Measured on the development part of TempEval-3: whole dates
# 95 in 100, those that point from publication ("last week") 87, implied years and weekdays without a
# verb 94, those reckoned from another date 66. WEAK goes with what is contradicted or unresolved.
CERTAIN, TOLD, IMPLIED, CONTEXTUAL, WEAK = 0.95, 0.88, 0.92, 0.65, 0.5


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A period with what it was reckoned from; `period` is None where `reason` says why not.

    `value` is then as much of TIMEX3's value as the words give: "XXXX-02-19".
    """

    period: Period | None
    value: str = ""
    anchor: Anchor = Anchor.ITSELF
    rests_on: Span | None = None
    reason: str = ""
    confidence: float = CERTAIN


def reckon(form: Form, context: Context, place: int, tense: Tense | None) -> Reckoned:
    """Return the period that a form stands for where it stands at `place` of the text.

    Raises OutOfCalendarError where the reckoning leaves the years 1 to 9999.
    """
    return _Reckoner(context, place, tense).reckon(form)


class _Reckoner:
    def __init__(self, context: Context, place: int, tense: Tense | None) -> None:
        self._context = context
        self._place = place
        # What was and will be for the writer says nothing of what lies around another date.
        self._tense = tense if context.day is not None else None

    def reckon(self, form: Form) -> Reckoned:
        match form:
            case Fixed():
                return self._fixed(form)
            case DayOfYear():
                return self._day_of_year(form)
            case DayOfMonth():
                return self._day_of_month(form)
            case PartOfYear():
                return self._part_of_year(form)
            case Weekday():
                return self._weekday(form)
            case Holiday():
                return self._holiday(form)
            case Pointed():
                return self._pointed(form)
            case Away():
                return self._away(form)
            case Modified():
                return self.reckon(form.form)
            case Timed():
                return self._timed(form)
            case _:
                return self._rest(form)

    def _rest(self, form: Form) -> Reckoned:
        match form:
            case DecadeOfCentury():
                return self._decade(form)
            case Definite():
                return self._definite(form)
            case Around():
                inner = self.reckon(form.form)
                if inner.period is None:
                    return replace(inner, value=_unknown(form.kind))
                return replace(inner, period=containing(form.kind, inner.period.first))
            case Event():
                return Reckoned(None, _unknown(_kind_of_unit(form.unit)), Anchor.NONE, None, BY_EVENT, TOLD)
            case Unclear():
                return Reckoned(None, form.value, Anchor.NONE, None, form.reason, WEAK)
            case _:
                return Reckoned(None, "", Anchor.NONE, None, VAGUE, WEAK)

    def _published(self, period: Period, confidence: float = TOLD) -> Reckoned:
        if self._context.clash:
            confidence = min(confidence, CONTEXTUAL)
        return Reckoned(period, "", Anchor.PUBLISHED, self._context.rests_on, self._context.clash, confidence)

    def _from(self, spoken: Spoken, period: Period, confidence: float = CONTEXTUAL) -> Reckoned:
        return Reckoned(period, "", Anchor.CONTEXT, spoken.span, "", confidence)

    def _fixed(self, form: Fixed) -> Reckoned:
        if form.weekday and form.period.first.isoweekday() != form.weekday:
            return _misnamed(Reckoned(form.period), form.weekday)
        return Reckoned(form.period)

    def _day_of_year(self, form: DayOfYear) -> Reckoned:
        unknown = f"XXXX-{form.month:02}-{form.day:02}"
        if form.year is not None:
            year = self.reckon(form.year)
            day = _day(year.period.year, form.month, form.day) if year.period else None
            if day is None:
                return replace(
                    year, period=None, value=unknown, reason=year.reason or "no such day in that year"
                )
            return replace(year, period=day_of(day))
        around = self._now_or_spoken()
        if around is None:
            return Reckoned(None, unknown, Anchor.NONE, None, NO_ANCHOR, WEAK)
        now, base = around
        years = range(now.year - 4, now.year + 5)
        days = [day for year in years if (day := _day(year, form.month, form.day))]
        fitting = [day for day in days if form.weekday and day.isoweekday() == form.weekday]
        nearest = min(days, key=lambda day: abs(day - now))
        # A weekday that fits another year within reach tells the year; else it was named in error.
        close = [day for day in fitting if abs((day - now).days) <= 400]
        if close:
            return replace(base, period=day_of(min(close, key=lambda day: abs(day - now))))
        result = replace(base, period=day_of(self._by_tense(nearest, days, now)))
        return _misnamed(result, form.weekday) if form.weekday else result

    def _by_tense(self, nearest: date, days: list[date], now: date) -> date:
        if abs((nearest - now).days) <= _CLEAR_DAYS:
            return nearest
        if self._tense is Tense.FUTURE and nearest < now:
            return min((day for day in days if day >= now), default=nearest)
        if self._tense is Tense.PAST and nearest > now:
            return max((day for day in days if day <= now), default=nearest)
        return nearest

    def _now_or_spoken(self) -> tuple[date, Reckoned] | None:
        """The day that implied years are reckoned from: the article's own, else a date of it."""
        if self._context.day is not None:
            return self._context.day, self._published(day_of(self._context.day), IMPLIED)
        # A bare year will not do: "a paper of 1988" says nothing of the November after it.
        spoken = self._context.full
        return (spoken.period.first, self._from(spoken, spoken.period)) if spoken else None

    def _day_of_month(self, form: DayOfMonth) -> Reckoned:
        spoken = self._context.spoken.get(Kind.MONTH) or self._context.spoken.get(Kind.DAY)
        spoken = self._context.near(spoken, self._place)
        if spoken is not None:
            day = _day(spoken.period.year, spoken.period.first.month, form.day)
            if day is not None:
                return self._from(spoken, day_of(day))
        now = self._context.day
        day = _day(now.year, now.month, form.day) if now else None
        if day is None:
            return Reckoned(None, f"XXXX-XX-{form.day:02}", Anchor.NONE, None, NO_ANCHOR, WEAK)
        return self._published(day_of(day), CONTEXTUAL)

    def _part_of_year(self, form: PartOfYear) -> Reckoned:
        part = form.part
        if part == 0:
            spoken = self._context.spoken.get(form.kind)
            part = spoken.period.part if spoken else 0
        unknown = "XXXX" + part_of_year(form.kind, 2000, max(part, 1)).timex()[4:] if part else "XXXX-QX"
        if form.year is not None:
            year = self.reckon(form.year)
            if year.period is None:
                return replace(year, value=unknown)
            if not part:
                return replace(year, period=None, value=f"{year.period.timex()}-QX", reason=NO_CONTEXT)
            return replace(year, period=part_of_year(form.kind, year.period.year, part))
        if form.pointer is not None and form.pointer.from_context:
            return self._part_from_context(form, unknown)
        around = self._now_or_spoken()
        if around is None:
            return Reckoned(None, unknown, Anchor.NONE, None, NO_ANCHOR, WEAK)
        now, base = around
        current = containing(form.kind, now)
        if form.pointer is not None:
            # "Last spring" points from the day of writing and from no other.
            if self._context.day is None:
                return Reckoned(None, unknown, Anchor.NONE, None, NO_ANCHOR, WEAK)
            return replace(base, period=_pointed_part(current, part, form.pointer.steps), confidence=TOLD)
        return replace(base, period=self._implied_part(current, part))

    def _part_from_context(self, form: PartOfYear, unknown: str) -> Reckoned:
        spoken, steps = self._context.last, form.pointer.steps if form.pointer else 0
        if spoken is None:
            return Reckoned(None, unknown, Anchor.NONE, None, NO_CONTEXT, WEAK)
        current = containing(form.kind, spoken.period.first)
        return self._from(spoken, _pointed_part(current, form.part, steps))

    def _implied_part(self, current: Period, part: int) -> Period:
        """The month, quarter or season of that number that a clause of this tense means."""
        same = part_of_year(current.kind, current.year, part)
        count = {Kind.MONTH: 12, Kind.HALF: 2}.get(current.kind, 4)
        before = same if same.number <= current.number else same.shifted(-count)
        after = same if same.number >= current.number else same.shifted(count)
        if current.kind is Kind.QUARTER:
            return after if self._tense is Tense.FUTURE and part > current.part else before
        ahead = after.number - current.number
        if self._tense is Tense.FUTURE:
            return after
        if self._tense is Tense.PAST and ahead > count // 4:
            return before
        return before if current.number - before.number <= after.number - current.number else after

    def _weekday(self, form: Weekday) -> Reckoned:
        unknown = f"XXXX-WXX-{form.number}"
        if form.pointer is not None and form.pointer.from_context:
            spoken = self._context.spoken.get(Kind.DAY)
            if spoken is not None:
                step = form.pointer.steps or -1
                return self._from(
                    spoken, day_of(_weekday_from(spoken.period.first, form.number, step, False))
                )
        now = self._context.dateline or self._context.day
        if now is None:
            return Reckoned(None, unknown, Anchor.NONE, None, NO_ANCHOR, WEAK)
        if form.pointer is not None:
            # "This Tuesday" is on or after the day, "last" and "next" never the day itself.
            steps = form.pointer.steps
            day = _weekday_from(now, form.number, steps or 1, steps == 0)
            # "Next Friday" is the coming one for some and the one after it for others.
            return self._published(day_of(day), CONTEXTUAL if steps > 0 else TOLD)
        step = 1 if self._tense is Tense.FUTURE else -1
        day = _weekday_from(now, form.number, step, True)
        return self._published(day_of(day), TOLD if self._tense else IMPLIED)

    def _holiday(self, form: Holiday) -> Reckoned:
        name = " ".join(form.name.replace("’", "'").split())
        reckon_day = HOLIDAYS.get(name)
        if reckon_day is None:
            return Reckoned(None, "XXXX-XX-XX", Anchor.NONE, None, NO_ANCHOR, WEAK)
        if form.year is not None:
            year = self.reckon(form.year)
            if year.period is None:
                return replace(year, value="XXXX-XX-XX")
            return replace(year, period=day_of(reckon_day(year.period.year)))
        around = self._now_or_spoken()
        if around is None:
            return Reckoned(None, "XXXX-XX-XX", Anchor.NONE, None, NO_ANCHOR, WEAK)
        now, base = around
        if not 2 < now.year < 9998:
            raise OutOfCalendarError("no holidays there")
        days = [reckon_day(now.year + step) for step in (-1, 0, 1)]
        if form.pointer is not None and form.pointer.steps:
            days = [day for day in days if (day - now).days * form.pointer.steps > 0]
        nearest = min(days, key=lambda day: abs(day - now))
        return replace(base, period=day_of(self._by_tense(nearest, days, now)))

    def _pointed(self, form: Pointed) -> Reckoned:
        steps = form.pointer.steps
        if form.pointer.from_context:
            spoken = self._context.last
            if spoken is not None and FINENESS[spoken.period.kind] <= FINENESS[form.kind]:
                base = containing(form.kind, spoken.period.first if steps <= 0 else spoken.period.last)
                return self._from(spoken, base.shifted(steps))
            return Reckoned(None, _unknown(form.kind), Anchor.NONE, None, NO_CONTEXT, WEAK)
        if self._context.day is None:
            return Reckoned(None, _unknown(form.kind), Anchor.NONE, None, NO_ANCHOR, WEAK)
        return self._published(containing(form.kind, self._context.day).shifted(steps))

    def _decade(self, form: DecadeOfCentury) -> Reckoned:
        year = self._context.day.year if self._context.day else None
        if year is None:
            return Reckoned(None, f"XX{form.tens}", Anchor.NONE, None, NO_ANCHOR, WEAK)
        decade = year // 100 * 10 + form.tens
        # Decades are spoken of looking back.
        return self._published(Period(Kind.DECADE, decade if decade * 10 <= year else decade - 10))

    def _definite(self, form: Definite) -> Reckoned:
        if form.part is not None:
            inner = self.reckon(PartOfYear(Kind.QUARTER, form.part))
            return replace(inner, period=_years_later(inner.period, form.years)) if inner.period else inner
        kind = form.kind
        spoken = self._context.spoken.get(kind or Kind.QUARTER)
        if kind is None and spoken is None:
            if not form.years:
                return Reckoned(None, "XXXX", Anchor.NONE, None, NO_CONTEXT, WEAK)
            spoken = self._context.spoken.get(Kind.YEAR)
        # "The day", "the quarter" are those spoken of, "the year" is the current one.
        if spoken is not None and kind not in (Kind.YEAR, Kind.WEEK, Kind.MONTH):
            return self._from(spoken, _years_later(spoken.period, form.years))
        if self._context.day is None:
            return Reckoned(None, _unknown(kind or Kind.YEAR), Anchor.NONE, None, NO_CONTEXT, WEAK)
        if kind is Kind.QUARTER:
            value = f"{self._context.day.year + form.years:04}-QX"
            return Reckoned(None, value, Anchor.NONE, None, NO_CONTEXT, WEAK)
        period = containing(kind or Kind.YEAR, self._context.day)
        return self._published(_years_later(period, form.years), CONTEXTUAL)

    def _away(self, form: Away) -> Reckoned:
        amount, sign = form.amount, form.sign
        kind = _kind_of_unit(amount.unit)
        if amount.count is None or amount.unit in ("hour", "minute", "second"):
            value = "" if form.from_context or amount.count else "PAST_REF" if sign < 0 else "FUTURE_REF"
            return Reckoned(None, value, Anchor.NONE, None, NO_HOUR if amount.count else VAGUE, TOLD)
        base = self._base(form)
        if base is None or base.period is None:
            reason = base.reason if base else (NO_CONTEXT if form.from_context else NO_ANCHOR)
            return Reckoned(None, _unknown(kind), Anchor.NONE, None, reason, WEAK)
        steps = sign * amount.count
        if amount.unit in ("year", "decade") and float(steps * _MONTHS[amount.unit] / 12).is_integer():
            return replace(base, period=self._years_away(base.period, form, kind))
        if amount.unit in _MONTHS:
            day = months_later(base.period.first, round(steps * _MONTHS[amount.unit]))
            return replace(base, period=containing(_finer(kind, steps), day))
        days = round(steps * _DAYS.get(amount.unit, 1))
        start = base.period.last if sign > 0 and FINENESS[base.period.kind] > 0 else base.period.first
        if abs(days) > 4_000_000:
            raise OutOfCalendarError("too far")
        return replace(
            base, period=containing(kind, date.fromordinal(_in_calendar(start.toordinal() + days)))
        )

    def _years_away(self, base: Period, form: Away, kind: Kind) -> Period:
        years = round(form.sign * (form.amount.count or 0) * _MONTHS[form.amount.unit] / 12)
        moved = _years_later(base, years)
        if form.base is not None or form.from_context or base.kind is Kind.QUARTER:
            return moved
        return containing(Kind.YEAR, moved.first)

    def _base(self, form: Away) -> Reckoned | None:
        """What a distance is reckoned from."""
        if form.base is not None:
            return self.reckon(form.base)
        if form.from_context:
            spoken = self._context.last
            fine = spoken and (FINENESS[spoken.period.kind] <= FINENESS[_kind_of_unit(form.amount.unit)])
            return self._from(spoken, spoken.period) if spoken and fine else None
        # "Profit of the third quarter rose from that of a year ago": the quarter, a year before.
        quarter = self._context.spoken.get(Kind.QUARTER)
        if quarter is not None and self._place - quarter.span.end > _NEAR:
            quarter = None
        if form.amount.unit == "year" and form.amount.count == 1 and quarter is not None:
            return self._from(quarter, quarter.period)
        return self._published(day_of(self._context.day)) if self._context.day else None

    def _timed(self, form: Timed) -> Reckoned:
        if form.day is not None:
            return self.reckon(form.day)
        spoken = self._context.near(self._context.spoken.get(Kind.DAY), self._place, "sentence")
        if spoken is not None:
            return self._from(spoken, spoken.period)
        if self._context.day is not None and self._context.heads_line(self._place):
            # The times of a live report, each on its own line.
            return self._published(day_of(self._context.day), CONTEXTUAL)
        # Of times without a day, the day of publication was right for two of eight: no guess.
        return Reckoned(None, "XXXX-XX-XX", Anchor.NONE, None, NO_DAY, WEAK)


def _misnamed(result: Reckoned, weekday: int) -> Reckoned:
    """Lower the confidence where the weekday that the words name is not the day's."""
    if result.period is None or result.period.first.isoweekday() == weekday:
        return result
    true = _NAMES_OF_WEEKDAYS[result.period.first.weekday()]
    reason = f"named a {_NAMES_OF_WEEKDAYS[weekday - 1]}, but {result.period.timex()} is a {true}"
    return replace(result, reason=reason, confidence=WEAK)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday_from(day: date, weekday: int, step: int, with_day: bool) -> date:
    """The nearest such weekday before or after a day, the day itself counting or not."""
    if not with_day:
        day = days_later(day, 1 if step > 0 else -1)
    off = (weekday - day.isoweekday()) % 7
    return days_later(day, off if step > 0 or off == 0 else off - 7)


def _pointed_part(current: Period, part: int, steps: int) -> Period:
    """Last, this or next April, seen from a month (season, quarter)."""
    same = part_of_year(current.kind, current.year, part)
    count = part_of_year(current.kind, 1, 1).number
    if steps < 0:
        return same if same.number < current.number else same.shifted(-count)
    if steps > 0:
        return same if same.number > current.number else same.shifted(count)
    return same


def _years_later(period: Period, years: int) -> Period:
    """The same day, month, quarter or season of another year; a week is the one of that day."""
    if not years:
        return period
    if period.kind is Kind.DECADE or period.kind is Kind.CENTURY:
        return containing(Kind.YEAR, months_later(period.first, 12 * years))
    parts = {Kind.MONTH: 12, Kind.QUARTER: 4, Kind.SEASON: 4, Kind.HALF: 2, Kind.YEAR: 1}.get(period.kind)
    if parts is not None:
        return period.shifted(parts * years)
    return containing(period.kind, months_later(period.first, 12 * years))


def _kind_of_unit(unit: str) -> Kind:
    known = {"week": Kind.WEEK, "fortnight": Kind.WEEK, "month": Kind.MONTH, "quarter": Kind.QUARTER}
    if unit in ("year", "decade", "century", "millennium"):
        return Kind.YEAR
    return known.get(unit, Kind.DAY)


def _finer(kind: Kind, steps: float) -> Kind:
    return kind if float(steps).is_integer() else Kind.MONTH


def _unknown(kind: Kind) -> str:
    return {
        Kind.DAY: "XXXX-XX-XX",
        Kind.WEEK: "XXXX-WXX",
        Kind.WEEKEND: "XXXX-WXX-WE",
        Kind.MONTH: "XXXX-XX",
        Kind.QUARTER: "XXXX-QX",
        Kind.DECADE: "XXX",
        Kind.CENTURY: "XX",
    }.get(kind, "XXXX")


def _in_calendar(ordinal: int) -> int:
    if not 1 <= ordinal <= date.max.toordinal():
        raise OutOfCalendarError("too far")
    return ordinal

"""First stage of the grammar: what the calendar names."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from onrecord.read.dates import lexicon
from onrecord.read.dates.doubtful import is_count, is_month
from onrecord.read.dates.forms import (
    Amount,
    Between,
    DayOfMonth,
    DayOfYear,
    DecadeOfCentury,
    Definite,
    Event,
    Fixed,
    Form,
    Holiday,
    Length,
    Modified,
    PartOfYear,
    Pointed,
    Pointer,
    Timed,
    Unclear,
    Weekday,
)
from onrecord.read.dates.fragments import (
    day_number,
    full_year,
    month_of,
    pointer_of,
    weekday_of,
    year_of,
)
from onrecord.read.dates.grammar import Found
from onrecord.read.dates.numbers import ordinal_of
from onrecord.read.dates.periods import Kind, Period, day_of, season_number
from onrecord.read.dates.periods import year_of as whole_year
from onrecord.read.dates.stages import ATOMS

_YEAR_LENGTH: Final = 4
_NAMED: Final = "(?P<weekday>WEEKDAY_NAME COMMA?)?"
_WITH_YEAR: Final = "(COMMA? (?P<year>YEAR_NAME))?"
_BEFORE_SEASONS: Final = frozenset(
    lexicon.words_of("in during since until by of early late mid - over throughout through")
)

_SHOWS_SEASON: Final = frozenset(lexicon.words_of("in early late mid by until till since"))


def _calendar_day(year: int, month: int, day: int, weekday: int | None = None) -> Form | None:
    try:
        return Fixed(day_of(date(year, month, day)), weekday)
    except ValueError:
        known = f"{year:04}-{month:02}-XX" if 1 <= year <= 9999 and 1 <= month <= 12 else "XXXX-XX-XX"
        return Unclear(known, "the calendar has no such day")


@ATOMS.rule(
    "F_DAY",
    f"{_NAMED} THE? (?P<day>DAY_NAME) OF? (?P<month>MONTH_NAME) {_WITH_YEAR}",
    f"{_NAMED} (?P<month>MONTH_NAME) THE? (?P<day>DAY_NAME) {_WITH_YEAR}",
)
def _day_and_month(found: Found) -> Form | None:
    month, day, year = month_of(found), day_number(found), year_of(found)
    # "On 6 May 10 people": a day in front needs no second; "May 20 percent" is no date.
    if found.after() in ("percent", "per", "%", "million", "billion"):
        return None
    if year is not None:
        return _calendar_day(year, month, day, weekday_of(found))
    # Whether the 29th of February is one depends on a year that is not known yet.
    if isinstance(_calendar_day(2000, month, day), Unclear):
        return Unclear(f"XXXX-{month:02}-XX", "the calendar has no such day")
    return DayOfYear(month, day, None, weekday_of(found))


@ATOMS.rule("F_DAY", "ISO")
def _iso(found: Found) -> Form | None:
    day, _, clock = found.written.upper().partition("T")
    year, month, number = (int(part) for part in day.split("-"))
    form = _calendar_day(year, month, number)
    if not isinstance(form, Fixed) or not clock:
        return form
    time = re.fullmatch(r"(\d\d:\d\d)(?::\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?", clock)
    return Timed(time[1] + (time[2] or ""), form) if time and time[1] <= "24:00" else form


@ATOMS.rule("F_DAY", "SLASHED", "DOTTED")
def _slashed(found: Found) -> Form | None:
    first, second, *rest = (int(part) for part in re.split(r"[/.]", found.written))
    if not rest:
        # "9/11" is the name of a day; any other fraction is one.
        named = (first, second) == (9, 11) and found.after() not in ("of", "inches")
        return _calendar_day(2001, 9, 11) if named else None
    year = full_year(rest[0])
    if "." in found.written or first > 12:
        return _calendar_day(year, second, first)
    # Month first or day first is not told where both may be months: no guess.
    if second > 12 or first == second:
        return _calendar_day(year, first, second)
    return Unclear(f"{year:04}-XX-XX", "which number is the day and which the month is not told")


@ATOMS.rule("F_DAY", "THE ORDINAL_DAY")
def _day_of_month(found: Found) -> Form | None:
    number = ordinal_of(found.written.lower().split())
    if number > 31 or found.before() not in ("on", "of", "until", "by", "from", "since", "to"):
        return None
    # "On the 20th floor" goes on with a noun, a date with anything else.
    return None if re.fullmatch(r"[^\W\d_]{4,}", found.after()) else DayOfMonth(number)


@ATOMS.rule(
    "F_DAY",
    "(?P<point>(POINTING|THIS (LAST|NEXT))?) (?P<weekday>WEEKDAY)",
    "(?P<point>)(?P<weekday>WEEKDAY_SHORT DOT)",
    "THE (?P<point>(CONTEXT|LAST|NEXT)) (?P<weekday>WEEKDAY)",
)
def _weekday(found: Found) -> Form | None:
    number = weekday_of(found)
    return Weekday(number, pointer_of(found.words("point"))) if number else None


@ATOMS.rule(
    "F_DAY", "(?P<point>(THE? (LAST|NEXT|THIS|CONTEXT))?) (?P<name>HOLIDAY) (OF? (?P<year>YEAR_NAME))?"
)
def _holiday(found: Found) -> Form | None:
    # "Easter Island", "Christmas Smith": followed by another name, unless a month or a weekday.
    year = year_of(found)
    name = found.line.tokens.words[found.line.pieces[found.match.start("name")].first]
    return Holiday(name, Fixed(whole_year(year)) if year else None, pointer_of(found.words("point")))


@ATOMS.rule("F_DAY", "NEAR_DAY", "THE UNIT (BEFORE|AFTER) NEAR_DAY")
def _near_day(found: Found) -> Form | None:
    words = found.written.lower().split()
    steps = lexicon.NEAR_DAYS.get(words[-1], 0)
    if len(words) > 1:
        if words[1] != "day":
            return None
        steps += 1 if words[2] == "after" else -1
    return Pointed(Kind.DAY, Pointer(steps))


@ATOMS.rule(
    "F_MONTH",
    "(?P<month>MONTH_NAME) (COMMA|OF)? (?P<year>YEAR_NAME)",
    "(?P<point>THE? (LAST|NEXT|THIS|CONTEXT|SAME|THAT)) (?P<month>(MONTH|DOUBTFUL_MONTH))",
    "(?P<month>MONTH_NAME)",
)
def _month(found: Found) -> Form | None:
    year = year_of(found)
    pointer = pointer_of(found.words("point"))
    if year is None and pointer is None and not is_month(found):
        return None
    if year is not None:
        return Fixed(Period(Kind.MONTH, year * 12 + month_of(found) - 1))
    return PartOfYear(Kind.MONTH, month_of(found), None, pointer)


@ATOMS.rule(
    "F_YEAR",
    "(?P<year>YEAR_NUMBER)",
    "(?P<year>SHORT_YEAR)",
    "(?P<year>YEAR_WORDS)",
    "THE? (?P<word>UNIT) (?P<year>(YEAR_NUMBER|NUMBER NUMBER (AND? NUMBER){0,2}))",
    "(THE|THIS|LAST|NEXT)? (FISCAL|CALENDAR) (?P<word>UNIT)? (?P<year>YEAR_NAME)",
)
def _year(found: Found) -> Form | None:
    year = year_of(found)
    named = len(found.words("year")) < len(found.written.split())
    if year is None or found.word("word") not in ("", "year"):
        return None
    if not named and is_count(found):
        return None
    return Fixed(whole_year(year))


@ATOMS.rule("F_DECADE", "THE? (?P<decade>DECADE)", "THE (?P<decade>DECADE_WORD)")
def _decade(found: Found) -> Form | None:
    word = found.word("decade")
    if word in lexicon.DECADES:
        return DecadeOfCentury(lexicon.DECADES[word] // 10)
    digits = "".join(filter(str.isdecimal, word))
    if len(digits) == _YEAR_LENGTH:
        year = int(digits)
        # "The 1900s" are a century as often as a decade; "1985s" are nothing.
        return Fixed(Period(Kind.DECADE, year // 10)) if year % 10 == 0 and 1000 <= year < 2200 else None
    # "In his 80s" is an age; "the '80s" and "the 80s" are years.
    marked = word[0] in "'’‘" or found.written.lower().startswith("the ")
    return DecadeOfCentury(int(digits) // 10) if marked and digits[1] == "0" else None


@ATOMS.rule(
    "F_DECADE", "THE? (?P<nth>(ORDINAL_DAY|(NUMBER HYPHEN?)? (ORDINAL|FIRST))) HYPHEN? (?P<unit>UNIT)"
)
def _century(found: Found) -> Form | None:
    nth = ordinal_of([word for word in found.words("nth") if word[0].isalnum()])
    if found.word("unit") != "century" or not 1 <= nth <= 30:
        return None
    return Fixed(Period(Kind.CENTURY, nth - 1))


@ATOMS.rule(
    "F_QUARTER",
    "THE? (?P<point>(LAST|THIS|NEXT|CONTEXT|SAME)?) FISCAL? HYPHEN?"
    "(?P<nth>ORDINAL_NAME) HYPHEN? (QUARTER|QUARTERS)",
)
def _quarter(found: Found) -> Form | None:
    nth = ordinal_of(found.words("nth")[-1:])
    if found.word("nth") == "final":
        nth = 4
    return PartOfYear(Kind.QUARTER, nth, None, pointer_of(found.words("point"))) if 1 <= nth <= 4 else None


@ATOMS.rule("F_QUARTER", "QUARTER_CODE (OF? (?P<year>YEAR_NAME))?")
def _quarter_code(found: Found) -> Form | None:
    """Q3, H1 2030."""
    year = year_of(found)
    kind = Kind.QUARTER if found.written[0] in "Qq" else Kind.HALF
    part = int(found.written[1])
    if kind is Kind.HALF and (year is None or part > 2):
        return None
    return PartOfYear(kind, part, Fixed(whole_year(year)) if year else None)


@ATOMS.rule("F_QUARTER", "THE? (?P<nth>(FIRST|SECOND|LAST)) HALF")
def _half(found: Found) -> Form | None:
    if found.before() == "a" or (
        found.match.end() < len(found.line.symbols) and found.after() in ("-", "hour", "time")
    ):
        return None
    # Halves of games and of everything else: only with "of" and a year, see the next stage.
    if found.after() not in ("of", "in", "this", "last", "next"):
        return None
    return PartOfYear(Kind.HALF, 1 if found.word("nth") == "first" else 2)


@ATOMS.rule(
    "F_SEASON",
    "THE? (?P<point>(POINTING|THIS (LAST|NEXT))) (?P<season>SEASON)",
    "THE? (?P<point>)(?P<season>SEASON) (OF|COMMA)? (?P<year>YEAR_NAME)",
    "THE? (?P<point>)(?P<season>SEASON)",
)
def _season(found: Found) -> Form | None:
    part = season_number(lexicon.SEASONS[found.word("season")])
    pointer = pointer_of(found.words("point"))
    year = year_of(found)
    if year is None and pointer is None:
        word = found.word("season")
        # "A fall", "spring a surprise": alone only behind a preposition.
        bare = found.written.lower() == word
        behind = found.before() in _BEFORE_SEASONS
        if not behind or (bare and word in ("fall", "spring") and found.before() not in _SHOWS_SEASON):
            return None
        if found.following[:1].isupper() or found.after() in ("of", "in"):
            return None
    return PartOfYear(Kind.SEASON, part, Fixed(whole_year(year)) if year else None, pointer)


_UNIT_RESULTS: Final = (
    ("F_DAY", ("day",)),
    ("F_WEEK", ("week", "weekend")),
    ("F_MONTH", ("month",)),
    ("F_QUARTER", ("quarter",)),
    ("F_YEAR", ("year",)),
    ("F_DECADE", ("decade", "century")),
)


def _add_pointed(result: str, units: tuple[str, ...]) -> None:
    @ATOMS.rule(
        result,
        "THE? (?P<point>(POINTING|SAME LAST|THIS (LAST|NEXT))) (FISCAL|CALENDAR|EXTENT)?"
        "(?P<unit>(UNIT|QUARTER|WEEKEND))",
    )
    def _pointed(found: Found) -> Form | None:
        unit, pointer = found.word("unit"), pointer_of(found.words("point"))
        if unit not in units or pointer is None:
            return None
        words = found.words("point")
        the = "the" in (found.written[:3].lower(), found.before())
        # "The last week of March" is the end of March; "over the next year" measures.
        if the and found.after() == "of" and words[-1] in ("last", "next"):
            return None
        if the and words == ["next"]:
            if found.before() in ("over", "in", "during", "for", "within"):
                return Length((Amount(1, unit),), tied=True)
            pointer = Pointer(1, True)
        # "That day", "the same year" point back; "the last day of" and "that week they" do not.
        if unit == "day" and words[-1] in ("last", "past", "latest", "this", "current"):
            return None
        # "The same day as the vote": dated by what follows.
        if words[-1] == "same" and found.after() in ("as", "that"):
            return Event(unit)
        if "past" in words and unit in ("decade", "century", "day"):
            return Length((Amount(1, unit),), tied=True)
        return Pointed(lexicon.UNIT_KINDS[unit], pointer)

    @ATOMS.rule(result, "THE (FISCAL|EXTENT|CALENDAR)? (?P<unit>(UNIT|QUARTER|WEEKEND))")
    def _definite(found: Found) -> Form | None:
        unit = found.word("unit")
        if unit not in units or unit in ("decade", "century"):
            return None
        # "The year ended March 31" is twelve months, but no year of the calendar.
        if unit == "year" and found.after() in ("ended", "ending"):
            return Length((Amount(1, unit),), tied=True)
        return Definite(lexicon.UNIT_KINDS[unit])


for _result, _units in _UNIT_RESULTS:
    _add_pointed(_result, _units)


@ATOMS.rule(
    "F_QUARTER",
    "(THE|A)? COMPARED? (?P<unit>UNIT) HYPHEN? (AGO|EARLIER) HYPHEN?"
    "(?P<nth>ORDINAL_NAME)? (?P<what>(QUARTER|QUARTERS|PERIOD))",
    "(THE|A)? COMPARED? (?P<unit>UNIT) HYPHEN (AGO|EARLIER) (?P<nth>)(?P<what>)",
)
def _year_ago(found: Found) -> Form | None:
    if found.word("unit") != "year":
        return None
    nth = found.words("nth")
    kind = Kind.QUARTER if found.word("what").startswith("quarter") else None
    return Definite(kind, -1, ordinal_of(nth) if nth else None)


@ATOMS.rule("F_QUARTER", "THE (LAST|THIS|SAME|CONTEXT) PERIOD")
def _period(found: Found) -> Form | None:
    return Definite(None)


@ATOMS.rule("F_YEAR", "(?P<unit>UNIT) HYPHEN? (?P<part>PART)")
def _year_end(found: Found) -> Form | None:
    if found.word("unit") not in ("year", "month") or found.word("part") not in ("end", "start"):
        return None
    kind = lexicon.UNIT_KINDS[found.word("unit")]
    return Modified(lexicon.PARTS[found.word("part")], Pointed(kind, Pointer(0)))


@ATOMS.rule("F_RANGE", "(?P<year>YEAR_NUMBER) (HYPHEN|SLASH) (?P<end>DAY_NUMBER|INTEGER)")
def _years(found: Found) -> Form | None:
    """The years 2018-20."""
    year, end = year_of(found), found.word("end")
    if (
        year is None
        or len(end) != 2
        or not year % 100 < int(end)
        or found.after() == "-"
        or found.before() == "-"
    ):
        return None
    return Between(Fixed(whole_year(year)), Fixed(whole_year(year - year % 100 + int(end))))

"""First stage of the grammar: what a calendar or a clock names, and lengths of time."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from onrecord.read.dates import lexicon
from onrecord.read.dates.clock import clock_time
from onrecord.read.dates.doubtful import is_count, is_month, is_time
from onrecord.read.dates.forms import (
    Amount,
    Between,
    DayOfMonth,
    DayOfYear,
    DecadeOfCentury,
    Definite,
    Fixed,
    Form,
    Holiday,
    Length,
    Modified,
    PartOfYear,
    Pointed,
    Pointer,
    Reference,
    Repeated,
    Timed,
    Weekday,
)
from onrecord.read.dates.fragments import (
    FRAGMENTS,
    day_number,
    full_year,
    month_of,
    number_of,
    pointer_of,
    weekday_of,
    year_of,
)
from onrecord.read.dates.grammar import Found, Stage
from onrecord.read.dates.numbers import count_of, ordinal_of
from onrecord.read.dates.periods import Kind, Period, day_of, season_number
from onrecord.read.dates.periods import year_of as whole_year

ATOMS: Final = Stage(FRAGMENTS)
_YEAR_LENGTH: Final = 4
_BEFORE_SEASONS: Final = frozenset(
    "in during since until by of early late mid - over throughout through".split()
)


def _calendar_day(year: int, month: int, day: int, weekday: int | None = None) -> Form | None:
    try:
        return Fixed(day_of(date(year, month, day)), weekday)
    except ValueError:
        return None


@ATOMS.rule(
    "F_DAY",
    "(?P<weekday>WEEKDAY_NAME COMMA?)? THE? (?P<day>DAY_NAME) OF? (?P<month>MONTH_NAME) (COMMA? (?P<year>YEAR_NAME))?",
    "(?P<weekday>WEEKDAY_NAME COMMA?)? (?P<month>MONTH_NAME) THE? (?P<day>DAY_NAME) (COMMA? (?P<year>YEAR_NAME))?",
)
def _day_and_month(found: Found) -> Form | None:
    month, day, year = month_of(found), day_number(found), year_of(found)
    # "On 6 May 10 people": a day in front needs no second; "May 20 percent" is no date.
    if found.after() in ("percent", "per", "%", "million", "billion"):
        return None
    if year is not None:
        return _calendar_day(year, month, day, weekday_of(found))
    # Whether the 29th of February is one depends on a year that is not known yet.
    if _calendar_day(2000, month, day) is None:
        return None
    return DayOfYear(month, day, None, weekday_of(found))


@ATOMS.rule("F_DAY", "ISO")
def _iso(found: Found) -> Form | None:
    day, _, clock = found.written.upper().partition("T")
    year, month, number = (int(part) for part in day.split("-"))
    form = _calendar_day(year, month, number)
    if form is None or not clock:
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
    return None


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
    groups = found.match.re.groupindex
    year = year_of(found) if "year" in groups else None
    pointer = pointer_of(found.words("point")) if "point" in groups else None
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
    if year is None or ("word" in found.match.re.groupindex and found.word("word") not in ("", "year")):
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
    "THE? (?P<point>(LAST|THIS|NEXT|CONTEXT|SAME)?) FISCAL? HYPHEN? (?P<nth>ORDINAL_NAME) HYPHEN? (QUARTER|QUARTERS)",
)
def _quarter(found: Found) -> Form | None:
    nth = ordinal_of(found.words("nth")[-1:])
    if found.word("nth") == "final":
        nth = 4
    return PartOfYear(Kind.QUARTER, nth, None, pointer_of(found.words("point"))) if 1 <= nth <= 4 else None


@ATOMS.rule("F_QUARTER", "THE? (?P<nth>(FIRST|SECOND|LAST)) HALF")
def _half(found: Found) -> Form | None:
    if (
        found.before() == "a"
        or found.match.end() < len(found.line.symbols)
        and found.after() in ("-", "hour", "time")
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
    year = year_of(found) if "year" in found.match.re.groupindex else None
    if year is None and pointer is None:
        word = found.word("season")
        # "A fall", "spring a surprise": alone only behind a preposition, and no springs and falls without "the".
        bare = found.written.lower() == word
        behind = found.before() in _BEFORE_SEASONS
        if not behind or (
            bare and word in ("fall", "spring") and found.before() not in ("in", "early", "late", "mid")
        ):
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
        "THE? (?P<point>(POINTING|SAME LAST|THIS (LAST|NEXT))) (FISCAL|CALENDAR|EXTENT)? (?P<unit>(UNIT|QUARTER|WEEKEND))",
    )
    def _pointed(found: Found) -> Form | None:
        unit, pointer = found.word("unit"), pointer_of(found.words("point"))
        if unit not in units or pointer is None:
            return None
        words = found.words("point")
        # "That day", "the same year" point back; "the last day of" and "that week they" do not.
        if unit == "day" and words[-1] in ("last", "past", "latest", "this", "current"):
            return None
        if words[-1] == "current" and len(words) == 1 and unit == "day":
            return None
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
    "F_LENGTH",
    "(?P<count>NUMBER_NAME) HYPHEN? (?P<adjective>(EXTENT|EXTENT OF))? HYPHEN? (?P<unit>(UNIT_NAME|UNITS_NAME)) (?P<half>AND A HALF)?",
    "(?P<count>A) EXTENT? (?P<unit>UNIT_NAME) (?P<half>AND A HALF)?",
    "(?P<count>VAGUE_NAME) HYPHEN? (EXTENT)? (?P<unit>(UNITS_NAME|UNIT_NAME))",
    "(?P<count>HALF) (A|HYPHEN) (?P<unit>UNIT_NAME)",
    "(?P<count>A HALF) HYPHEN? (?P<unit>UNIT_NAME)",
)
def _length(found: Found) -> Form | None:
    unit = lexicon.unit_of(found.words("unit")[0])
    count = number_of(found)
    # "Three-quarters of the votes".
    if (
        unit == "quarter"
        and found.words("unit")
        and "-" in found.written
        and found.word("unit") == "quarters"
    ):
        return None
    # "The 1988 quarter", "a six-year-old".
    if found.word("unit") == unit and count is not None and count >= 1000:
        return None
    if found.after() == "old" or (found.after() == "-" and found.after(2) in ("old", "olds")):
        return None
    if count is not None and "half" in found.match.re.groupindex and found.words("half"):
        count += 0.5
    return Length((Amount(count, unit),))


@ATOMS.rule(
    "F_LENGTH",
    "NUMBER_NAME (TO|OR|HYPHEN) (?P<count>NUMBER_NAME) (?P<unit>UNITS_NAME)",
    "A (?P<unit>UNIT_NAME) OR NUMBER_NAME",
)
def _length_between(found: Found) -> Form | None:
    first = found.line.tokens.words[found.line.pieces[found.match.start()].first]
    words = [first] if first[0].isalnum() else []
    if not words:
        return None
    return Length((Amount(count_of(words), lexicon.unit_of(found.word("unit"))),), "EQUAL_OR_MORE")


@ATOMS.rule("F_LENGTH", "(?P<unit>UNITS_NAME) ((OR|AND) UNITS_NAME)?")
def _bare_length(found: Found) -> Form | None:
    return Length((Amount(None, lexicon.unit_of(found.word("unit"))),), bare=True)


@ATOMS.rule(
    "F_CLOCK",
    "(?P<hour>(DAY_NUMBER|CLOCK|DECIMAL|NUMBER)) (?P<half>HALF_DAY) (?P<zone>ZONE_NAME)?",
    "(?P<hour>CLOCK) (?P<half>)(?P<zone>ZONE_NAME)?",
    "(?P<hour>(DAY_NUMBER|NUMBER)) OCLOCK (?P<half>)(?P<zone>ZONE_NAME)?",
    "(?P<hour>(INTEGER|YEAR_NUMBER|DAY_NUMBER|DECIMAL)) (?P<half>)(?P<zone>ZONE)",
)
def _clock(found: Found) -> Form | None:
    zone = found.word("zone")
    if not found.word("half") and not zone and found.written.count(":") and not is_time(found):
        return None
    time = clock_time(found.word("hour"), found.word("half"), zone)
    return Timed(time) if time else None


@ATOMS.rule("F_CLOCK", "FIXED_HOUR")
def _fixed_hour(found: Found) -> Form | None:
    if found.before() == "high":
        return None
    return Timed(lexicon.FIXED_HOURS[found.written.lower()])


@ATOMS.rule("F_TIME", "THIS (?P<part>PART_OF_DAY)")
def _this_part(found: Found) -> Form | None:
    return Timed(lexicon.PARTS_OF_DAY[found.word("part")], Pointed(Kind.DAY, Pointer(0)))


@ATOMS.rule("F_TIME", "LAST (?P<part>PART_OF_DAY)")
def _last_night(found: Found) -> Form | None:
    return Timed(lexicon.PARTS_OF_DAY[found.word("part")], Pointed(Kind.DAY, Pointer(-1)))


@ATOMS.rule(
    "F_TIME",
    "THE (?P<point>(NEXT|CONTEXT|SAME)) (?P<part>PART_OF_DAY)",
    "(?P<point>THAT) (?P<part>PART_OF_DAY)",
)
def _next_morning(found: Found) -> Form | None:
    pointer = pointer_of(found.words("point")) or Pointer(0)
    return Timed(lexicon.PARTS_OF_DAY[found.word("part")], Pointed(Kind.DAY, Pointer(pointer.steps, True)))


@ATOMS.rule("F_TIME", "THE (?P<part>PART_OF_DAY)")
def _the_morning(found: Found) -> Form | None:
    if found.before() not in ("in", "during", "by", "throughout"):
        return None
    return Timed(lexicon.PARTS_OF_DAY[found.word("part")])


@ATOMS.rule("F_TIME", "TONIGHT", "OVERNIGHT")
def _tonight(found: Found) -> Form | None:
    steps = 0 if found.written.lower() == "tonight" else -1
    return Timed("NI", Pointed(Kind.DAY, Pointer(steps)))


@ATOMS.rule("F_REF", "REFERENCE")
def _reference(found: Found) -> Form | None:
    if found.written.lower() == "soon" and (found.after() == "after" or found.before() == "as"):
        return None
    word = found.line.tokens.words[found.line.pieces[found.match.start()].first]
    return Reference(lexicon.REFERENCES[word])


@ATOMS.rule("F_SET", "REPEAT")
def _repeat(found: Found) -> Form | None:
    # "A quarterly dividend": which one, not how often.
    if found.written.lower() == "quarterly" and found.after().isalpha():
        return None
    # "Daily Mail", "The Weekly": names of papers.
    if (
        found.written[0].isupper()
        and found.before() not in ("", ".", '"', "“")
        or found.following[:1].isupper()
    ):
        return None
    return Repeated(lexicon.REPEATS[found.written.lower()], freq="1X")


@ATOMS.rule("F_CLOCK", "(?P<hour>(DAY_NUMBER|CLOCK|NUMBER)) OCLOCK? (OF THE|AT) (?P<part>PART_OF_DAY)")
def _hour_of_part(found: Found) -> Form | None:
    """Three in the morning."""
    part = lexicon.PARTS_OF_DAY[found.word("part")]
    time = clock_time(found.word("hour"), "am" if part == "MO" else "pm", "")
    return Timed(time) if time else None


@ATOMS.rule("F_SET", "(?P<often>(ONCE|(NUMBER_NAME|VAGUE) TIMES)) (A|PER|EACH) (?P<unit>UNIT_NAME)")
def _often(found: Found) -> Form | None:
    words = {"once": 1, "twice": 2, "thrice": 3}
    count = words.get(found.word("often")) or count_of(found.words("often")[:-1])
    value = Length((Amount(1, lexicon.unit_of(found.word("unit"))),)).value
    return Repeated(value, freq=f"{count:g}X" if count else None)


@ATOMS.rule("F_SET", "(?P<each>EACH) (?P<other>OTHER)? (?P<unit>UNIT_NAME)")
def _each_unit(found: Found) -> Form | None:
    count = 2 if found.words("other") else 1
    unit = lexicon.unit_of(found.word("unit"))
    return Repeated(Length((Amount(count, unit),)).value, found.word("each").upper())


@ATOMS.rule("F_SET", "EACH (?P<count>NUMBER_NAME) (?P<unit>UNITS_NAME)")
def _each_units(found: Found) -> Form | None:
    return Repeated(Length((Amount(number_of(found), lexicon.unit_of(found.word("unit"))),)).value, "EVERY")


@ATOMS.rule(
    "F_SET",
    "EACH OTHER? (?P<weekday>WEEKDAY) (?P<part>PART_OF_DAY)?",
    "(?P<weekday>WEEKDAYS)(?P<part>)",
    "(?P<weekday>WEEKDAY) (?P<part>PARTS_OF_DAY)",
)
def _each_weekday(found: Found) -> Form | None:
    part = found.word("part")
    suffix = f"T{lexicon.PARTS_OF_DAY[part.removesuffix('s')]}" if part else ""
    quant = "EVERY" if found.written.lower().startswith(("each", "every")) else None
    return Repeated(f"XXXX-WXX-{weekday_of(found)}{suffix}", quant)


@ATOMS.rule("F_SET", "EACH (?P<name>(MONTH|DOUBTFUL_MONTH|SEASON|PART_OF_DAY))")
def _each_part(found: Found) -> Form | None:
    word = found.word("name")
    if word in lexicon.MONTHS:
        return Repeated(f"XXXX-{lexicon.MONTHS[word]:02}", "EVERY")
    if word in lexicon.SEASONS:
        return Repeated(f"XXXX-{lexicon.SEASONS[word]}", "EVERY")
    return Repeated(f"XXXX-XX-XXT{lexicon.PARTS_OF_DAY[word]}", "EVERY")


@ATOMS.rule(
    "F_QUARTER",
    "(THE|A)? COMPARED? (?P<unit>UNIT) HYPHEN? (AGO|EARLIER) HYPHEN? (?P<nth>ORDINAL_NAME)? (?P<what>(QUARTER|QUARTERS|PERIOD))",
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


@ATOMS.rule("F_TIME", "MID HYPHEN? (?P<part>PART_OF_DAY)")
def _mid_part(found: Found) -> Form | None:
    return Timed(lexicon.PARTS_OF_DAY[found.word("part")], None, "MID")


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

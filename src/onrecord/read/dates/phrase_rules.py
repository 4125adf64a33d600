"""Later stages of the grammar: what is made of calendar dates, times and lengths."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from onrecord.read.dates import lexicon
from onrecord.read.dates.forms import (
    Amount,
    Around,
    Away,
    Between,
    DayOfYear,
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
    Reference,
    Repeated,
    Timed,
)
from onrecord.read.dates.fragments import day_number
from onrecord.read.dates.grammar import Found
from onrecord.read.dates.periods import Kind, year_of
from onrecord.read.dates.stages import COMPOUNDS, MODIFIED, RANGES


def _in_year(form: Form | None, year: Form | None) -> Form | None:
    """A month, quarter, season, day or holiday in a year, where it has none of its own."""
    if isinstance(form, PartOfYear) and form.year is None and form.pointer is None:
        return replace(form, year=year)
    if isinstance(form, DayOfYear) and form.year is None:
        return replace(form, year=year)
    if isinstance(form, Holiday) and form.year is None and form.pointer is None:
        return replace(form, year=year)
    return None


def _add_in_year(result: str) -> None:
    @COMPOUNDS.rule(
        result,
        f"(?P<part>{result}) (OF|COMMA)? (?P<year>F_YEAR)",
        f"THE? (?P<year>F_YEAR) POSSESSIVE? (?P<part>{result})",
    )
    def _part_of_year(found: Found) -> Form | None:
        year = found.form("year")
        if isinstance(year, Definite) and " of " not in found.written.lower():
            return None
        return _in_year(found.form("part"), year)


for _result in ("F_DAY", "F_MONTH", "F_QUARTER", "F_SEASON"):
    _add_in_year(_result)


@COMPOUNDS.rule("F_QUARTER", "THE? (?P<year>F_YEAR) POSSESSIVE? (?P<what>(QUARTER|PERIOD))")
def _quarter_of_year(found: Found) -> Form | None:
    year = found.form("year")
    if isinstance(year, Definite):
        return None
    return PartOfYear(Kind.QUARTER, 0, year)


@COMPOUNDS.rule(
    "F_QUARTER", "THE? COMPARED (QUARTER|PERIOD) (OF|COMMA)? (?P<year>F_YEAR)", "PERIOD (?P<year>F_YEAR)"
)
def _compared(found: Found) -> Form | None:
    return PartOfYear(Kind.QUARTER, 0, found.form("year"))


_BEFORE_LIMITS: Final = frozenset(
    lexicon.words_of("for of in after took takes take lasted lasts last spent just well was is")
)
_SIDES: Final = {"ago": -1, "earlier": -1, "before": -1, "later": 1, "hence": 1, "after": 1, "from": 1}


_LIMITS_OF_POINTS: Final = {
    -1: {
        "MORE_THAN": "BEFORE",
        "EQUAL_OR_MORE": "ON_OR_BEFORE",
        "LESS_THAN": "AFTER",
        "EQUAL_OR_LESS": "ON_OR_AFTER",
    },
    1: {
        "MORE_THAN": "AFTER",
        "EQUAL_OR_MORE": "ON_OR_AFTER",
        "LESS_THAN": "BEFORE",
        "EQUAL_OR_LESS": "ON_OR_BEFORE",
    },
}


@COMPOUNDS.rule(
    "F_DAY",
    "(?P<limit>LIMIT?) (?P<length>F_LENGTH) OR_SO? (?P<side>(AGO|EARLIER|LATER|HENCE))",
    "(?P<limit>LIMIT?) (?P<length>F_LENGTH) OR_SO? (?P<side>FROM) F_REF",
)
def _away(found: Found) -> Form | None:
    length, side = found.form("length"), found.word("side")
    if not isinstance(length, Length) or len(length.amounts) > 1:
        return None
    mod = lexicon.LIMITS.get(" ".join(found.words("limit"))) or (
        "APPROX" if "or so" in found.written else None
    )
    # More than ten years ago is before a year, more than ten days later after a day.
    mod = _LIMITS_OF_POINTS[_SIDES[side]].get(mod or "", mod)
    return Away(length.amounts[0], _SIDES[side], None, side in ("earlier", "later"), mod)


@COMPOUNDS.rule("F_DAY", "(?P<length>F_LENGTH) (?P<side>(BEFORE|AFTER|FROM)) (?P<base>PERIOD_NAME)")
def _away_from(found: Found) -> Form | None:
    length, base, side = found.form("length"), found.form("base"), found.word("side")
    if not isinstance(length, Length) or base is None or isinstance(base, Length) or length.bare:
        return None
    return Away(length.amounts[0], _SIDES[side], base)


@COMPOUNDS.rule(
    "F_DAY", "(?P<unit>(F_DAY|F_WEEK|F_MONTH|F_YEAR|UNIT)) (?P<side>(BEFORE|AFTER)) (?P<base>PERIOD_NAME)"
)
def _day_before(found: Found) -> Form | None:
    unit, base = found.form("unit"), found.form("base")
    word = found.words("unit")[-1]
    if base is None or word not in lexicon.UNITS or (unit is not None and not isinstance(unit, Definite)):
        return None
    return Away(Amount(1, word), _SIDES[found.word("side")], base)


@COMPOUNDS.rule("F_DAY", "(?P<unit>(F_DAY|F_WEEK|F_MONTH|F_YEAR)) (?P<side>(BEFORE|AFTER|EARLIER|LATER))")
def _day_after(found: Found) -> Form | None:
    """The day after: of what was spoken of, or of an event that no calendar knows."""
    unit = found.form("unit")
    if not isinstance(unit, Definite) or unit.kind is None or unit.years:
        return None
    side = found.word("side")
    if side in ("before", "after") and found.after() not in ("", ".", ",", ";", ":", "”", '"', ")"):
        return Event(unit.kind.value)
    return Pointed(unit.kind, Pointer(_SIDES[side], True))


@COMPOUNDS.rule(
    "F_LENGTH",
    "THE? (?P<point>(LAST|NEXT|CONTEXT|THESE|FIRST|RECENT|THIS LAST))(?P<length>F_LENGTH) (?P<so>OR_SO)?",
    "THE (?P<point>)(?P<length>F_LENGTH) (ADDED?) (?P<so>OR_SO)?",
    "(?P<point>LIMIT THE? (LAST|NEXT)) (?P<length>F_LENGTH) (?P<so>OR_SO)?",
)
def _tied_length(found: Found) -> Form | None:
    length = found.form("length")
    if not isinstance(length, Length) or found.word("point") in ("over", "within", "under"):
        return None
    # "The days", "the years": of no measure.
    if length.bare and not found.words("point") and "ahead" not in found.written:
        return None
    return replace(length, tied=True, bare=False, mod="APPROX" if found.words("so") else length.mod)


@COMPOUNDS.rule("F_REF", "THE LAST")
def _the_past(found: Found) -> Form | None:
    """The past, where it is a noun."""
    if not found.written.lower().endswith("past") or (found.after().isalpha() and found.before() != "in"):
        return None
    return Reference("PAST_REF")


@COMPOUNDS.rule("F_REF", "(THIS|RECENT)")
def _adjective(found: Found) -> Form | None:
    """The current or a recent something."""
    word = found.written
    known = word in ("current", "recent") and found.after().isalpha()
    return Reference(lexicon.REFERENCES[word]) if known else None


@COMPOUNDS.rule(
    "F_LENGTH", "(?P<limit>LIMIT) (?P<length>F_LENGTH) OR_SO?", "(?P<limit>)(?P<length>F_LENGTH) OR_SO"
)
def _limited_length(found: Found) -> Form | None:
    length = found.form("length")
    if not isinstance(length, Length) or length.tied:
        return None
    limit = " ".join(found.words("limit"))
    # "Eleven percent over four years" takes all of them, "for over four years" more.
    if limit in ("over", "under") and found.before() not in _BEFORE_LIMITS:
        return None
    # "Over days", "some weeks": no measure that could be limited.
    if length.bare and limit not in ("some",):
        return None
    return replace(length, mod=lexicon.LIMITS.get(limit, "APPROX"), bare=False)


@COMPOUNDS.rule("F_LENGTH", "(?P<first>F_LENGTH) (AND|COMMA)? (?P<second>F_LENGTH)")
def _two_lengths(found: Found) -> Form | None:
    first, second = found.form("first"), found.form("second")
    if not isinstance(first, Length) or not isinstance(second, Length) or first.bare or second.bare:
        return None
    units = list(lexicon.UNITS)
    larger, smaller = first.amounts[-1].unit, second.amounts[0].unit
    if units.index(larger) <= units.index(smaller) or None in (
        first.amounts[0].count,
        second.amounts[0].count,
    ):
        return None
    return Length((*first.amounts, *second.amounts))


@COMPOUNDS.rule(
    "F_TIME",
    "(?P<clock>F_CLOCK) (COMMA|ON|OF)? (?P<day>(F_DAY|F_TIME))",
    "(?P<clock>F_TIME) (?P<day>F_DAY)",
    "(?P<day>F_DAY) COMMA? AT? (?P<clock>F_CLOCK)",
)
def _time_of_day(found: Found) -> Form | None:
    clock, day = found.form("clock"), found.form("day")
    if isinstance(clock, Timed) and clock.day is not None:
        return None
    if isinstance(day, Timed):
        day = day.day
    return replace(clock, day=day) if isinstance(clock, Timed) and day is not None else None


@COMPOUNDS.rule(
    "F_TIME",
    "(?P<late>(EARLY|LATE)?) (?P<day>F_DAY) (?P<mod>(EARLY|LATE)?) (?P<part>PART_OF_DAY)",
    "(?P<late>)THE? (?P<mod>(EARLY|LATE)?) (?P<part>PART_OF_DAY) (OF|ON) (?P<day>F_DAY)",
    "(?P<late>)(?P<mod>MID) HYPHEN? (?P<part>PART_OF_DAY) (?P<day>F_DAY)",
)
def _part_of_day(found: Found) -> Form | None:
    day = found.form("day")
    if day is None or isinstance(day, (Definite, Event, Away)):
        return None
    mod = lexicon.PARTS.get(found.word("mod") or found.word("late"))
    return Timed(lexicon.PARTS_OF_DAY[found.word("part")], day, mod)


_ENDS: Final = {"first": "START", "last": "END", "final": "END", "early": "START", "closing": "END"}


def _add_ends(result: str) -> None:
    @COMPOUNDS.rule(
        result,
        f"THE (?P<nth>(FIRST|LAST)) UNIT OF (?P<whole>{result})",
        f"THE (?P<nth>(FIRST|LAST|EARLY)) (?P<length>F_LENGTH) OF (?P<whole>{result})",
    )
    def _first_days(found: Found) -> Form | None:
        """The last week of March, the early days of 2030."""
        whole = found.form("whole")
        length = found.form("length")
        # "The first nine months of 2030" measure.
        if isinstance(length, Length) and not length.bare:
            return None
        mod = _ENDS.get(found.word("nth"))
        return Modified(mod, whole) if mod and whole is not None and not isinstance(whole, Length) else None


for _result in ("F_MONTH", "F_QUARTER", "F_SEASON", "F_YEAR", "F_DECADE"):
    _add_ends(_result)


@COMPOUNDS.rule("F_WEEK", "THE? (?P<unit>F_WEEK) OF (?P<day>F_DAY)")
def _week_of(found: Found) -> Form | None:
    day = found.form("day")
    return Around(Kind.WEEK, day) if day is not None and isinstance(found.form("unit"), Definite) else None


def _add_modified(result: str) -> None:
    @MODIFIED.rule(
        result,
        f"THE? (?P<mod>(EARLY|LATE|MID|EARLIER|LATER)) (HYPHEN|OF)? (?P<form>{result})",
        f"THE? (?P<mod>PART) (OF) (?P<form>{result})",
        f"(?P<mod>LIMIT) (?P<form>{result})",
    )
    def _modified(found: Found) -> Form | None:
        form, word = found.form("form"), found.word("mod")
        if form is None or isinstance(form, (Length, Event, Repeated)):
            return None
        mod = lexicon.PARTS.get(word) or lexicon.LIMITS.get(" ".join(found.words("mod")))
        if mod not in ("START", "MID", "END", "APPROX") or word in ("some", "almost", "nearly"):
            return None
        if isinstance(form, Timed):
            return replace(form, mod=mod)
        return Modified(mod, form)


for _result in (
    "F_DAY", "F_WEEK", "F_MONTH", "F_QUARTER", "F_SEASON", "F_YEAR", "F_DECADE", "F_CLOCK", "F_TIME"
):  # fmt: skip
    _add_modified(_result)


@RANGES.rule(
    "F_RANGE", "(?P<start>(PERIOD_NAME|F_TIME)) (?P<link>(TO|HYPHEN|AND)) (?P<end>(PERIOD_NAME|F_TIME))"
)
def _between(found: Found) -> Form | None:
    start, end, link = found.form("start"), found.form("end"), found.word("link")
    if link == "and" and found.before() != "between":
        return None
    # "This year to March" is no range, "January to March 2030" is.
    alike = found.match["start"] == found.match["end"]
    if link not in ("and", "-", "–", "—") and found.before() != "from" and not alike:
        return None
    return Between(start, end) if start is not None and end is not None else None


@RANGES.rule("F_RANGE", "(?P<start>DAY_NUMBER) (?P<link>(TO|HYPHEN|AND)) (?P<end>F_DAY)")
def _days_before_month(found: Found) -> Form | None:
    """The days 1 to 4 March."""
    end = found.form("end")
    if found.word("link") == "and" and found.before() != "between":
        return None
    start = _same_month(end, day_number(found, "start"))
    return Between(start, end) if start is not None and end is not None else None


@RANGES.rule(
    "F_RANGE", "(?P<start>F_DAY) (?P<link>(TO|HYPHEN|AND)) (?P<end>DAY_NUMBER) (COMMA (?P<year>F_YEAR))?"
)
def _days_after_month(found: Found) -> Form | None:
    start, year = found.form("start"), found.form("year") if found.words("year") else None
    last = day_number(found, "end")
    # "March 3 and 4" are two days on end; "March 3 and 12 others" are not.
    if found.word("link") == "and" and last != _day_of(start) + 1:
        return None
    end = _same_month(start, last)
    if start is None or end is None or found.after() in ("-", "p.m", "a.m"):
        return None
    if year is not None:
        start, end = _in_year(start, year), _in_year(end, year)
    return Between(start, end) if start is not None and end is not None else None


def _day_of(form: Form | None) -> int:
    if isinstance(form, DayOfYear):
        return form.day
    return form.period.first.day if isinstance(form, Fixed) and form.period.kind is Kind.DAY else 0


def _same_month(form: Form | None, day: int) -> Form | None:
    if isinstance(form, DayOfYear):
        return DayOfYear(form.month, day, form.year)
    if isinstance(form, Fixed) and form.period.kind is Kind.DAY:
        first = form.period.first
        return DayOfYear(first.month, day, Fixed(year_of(first.year)))
    return None

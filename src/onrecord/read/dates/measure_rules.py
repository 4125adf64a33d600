"""First stage of the grammar: lengths of time, times of day, repetitions, and the present as such."""

from __future__ import annotations

from onrecord.read.dates import lexicon
from onrecord.read.dates.clock import clock_time
from onrecord.read.dates.doubtful import is_time
from onrecord.read.dates.forms import (
    Amount,
    Form,
    Length,
    Pointed,
    Pointer,
    Reference,
    Repeated,
    Timed,
)
from onrecord.read.dates.fragments import (
    number_of,
    pointer_of,
    weekday_of,
)
from onrecord.read.dates.grammar import Found
from onrecord.read.dates.numbers import count_of
from onrecord.read.dates.periods import Kind
from onrecord.read.dates.stages import ATOMS


@ATOMS.rule(
    "F_LENGTH",
    "(?P<count>NUMBER_NAME) HYPHEN? (EXTENT OF?)? HYPHEN? (?P<unit>(UNIT_NAME|UNITS_NAME))"
    "(?P<half>AND A HALF)?",
    "(?P<count>A) EXTENT? (?P<unit>UNIT_NAME) (?P<half>AND A HALF)?",
    "(?P<count>VAGUE_NAME) HYPHEN? (EXTENT)? (?P<unit>(UNITS_NAME|UNIT_NAME))",
    "(?P<count>HALF) (A|HYPHEN) (?P<unit>UNIT_NAME)",
    "(?P<count>A HALF) HYPHEN? (?P<unit>UNIT_NAME)",
)
def _length(found: Found) -> Form | None:
    unit = lexicon.unit_of(found.word("unit"))
    count = number_of(found)
    # "Three-quarters of the votes".
    if found.word("unit") == "quarters" and "-" in found.written:
        return None
    # "The 1988 quarter", "a six-year-old".
    if found.word("unit") == unit and count is not None and count >= 1000:
        return None
    if found.after() == "old" or (found.after() == "-" and found.after(2) in ("old", "olds")):
        return None
    if count is not None and found.words("half"):
        count += 0.5
    return Length((Amount(count, unit),), ahead=found.before() == "in" and count is not None)


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


@ATOMS.rule("F_LENGTH", "ALL (?P<unit>UNIT_NAME)")
def _all_day(found: Found) -> Form | None:
    unit = found.word("unit")
    return Length((Amount(1, unit),)) if unit in ("day", "night", "week", "month", "year") else None


@ATOMS.rule("F_LENGTH", "(?P<unit>UNITS_NAME) ((OR|AND) UNITS_NAME)?")
def _bare_length(found: Found) -> Form | None:
    # What is left of "three-quarters", "light-years".
    if found.before() == "-":
        return None
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
    if found.before() not in ("in", "during", "by", "throughout", "for"):
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
    if (found.written[0].isupper() and found.before() not in ("", ".", '"', "“")) or found.following[
        :1
    ].isupper():
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


@ATOMS.rule("F_TIME", "MID HYPHEN? (?P<part>PART_OF_DAY)")
def _mid_part(found: Found) -> Form | None:
    return Timed(lexicon.PARTS_OF_DAY[found.word("part")], None, "MID")

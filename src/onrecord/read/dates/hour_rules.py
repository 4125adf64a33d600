"""First stage of the grammar: hours without "a.m." or "p.m.", and the time stamps of live reports."""

from __future__ import annotations

import re
from typing import Final

from onrecord.read.dates import lexicon
from onrecord.read.dates.clock import clock_time
from onrecord.read.dates.forms import Form, Hour, Pointed, Pointer, Timed
from onrecord.read.dates.grammar import Found
from onrecord.read.dates.periods import Kind
from onrecord.read.dates.stages import ATOMS, COMPOUNDS

_BEFORE_HOURS: Final = frozenset(lexicon.words_of("at by until till before after around about since"))
# Behind an hour that stands alone; a noun ("at six schools") or a name makes it a number.
_AFTER_HOURS: Final = frozenset(
    lexicon.words_of('. , ; : ? ! ) ” ’ " and but when as to for on in because sharp today or')
)
# Nights are from six to midnight for an hour; "two last night" may be either day's.
_FIRST_OF_NIGHT: Final = 6


@ATOMS.rule("F_TIME", "(DECIMAL|CLOCK)")
def _stamp(found: Found) -> Form | None:
    """The stamp of a live report, alone on its line."""
    tokens = found.line.tokens
    if tokens.starts[found.line.pieces[found.match.start()].first] not in tokens.stamps:
        return None
    time = clock_time(found.written, "", "")
    return Timed(time, Pointed(Kind.DAY, Pointer(0))) if time else None


def hour_in(hour: str, part: str) -> str | None:
    """Return the clock's time of an hour in a part of the day ("MO"), None where they do not settle it."""
    if part == "NI":
        clock = clock_time(hour, "pm", "")
        return clock if clock and clock[:2] != "12" and int(clock[:2]) - 12 >= _FIRST_OF_NIGHT else None
    return clock_time(hour, "am" if part == "MO" else "pm", "") if part in ("MO", "AF", "EV") else None


@ATOMS.rule(
    "F_TIME", "(?P<hour>(NUMBER|DAY_NUMBER|CLOCK)) OCLOCK? (?P<point>(THIS|LAST)) (?P<part>PART_OF_DAY)"
)
def _hour_of_this_part(found: Found) -> Form | None:
    """Eight this morning."""
    if found.before() not in _BEFORE_HOURS:
        return None
    time = hour_in(found.word("hour"), lexicon.PARTS_OF_DAY[found.word("part")])
    steps = -1 if found.word("point") == "last" else 0
    return Timed(time, Pointed(Kind.DAY, Pointer(steps))) if time else None


@COMPOUNDS.rule(
    "F_TIME", "(?P<hour>(NUMBER|DAY_NUMBER|CLOCK)) OCLOCK? ON? (?P<day>F_DAY) (?P<part>PART_OF_DAY)"
)
def _hour_of_day(found: Found) -> Form | None:
    """Eight tomorrow morning."""
    time = hour_in(found.word("hour"), lexicon.PARTS_OF_DAY[found.word("part")])
    if found.before() not in _BEFORE_HOURS or time is None:
        return None
    return Timed(time, found.form("day"))


@ATOMS.rule("F_CLOCK", "(?P<hour>NUMBER)")
def _bare_hour(found: Found) -> Form | None:
    """At six; between two and three in the morning."""
    hour = lexicon.NUMBERS[found.word("hour")]
    if not 1 <= hour <= 12:
        return None
    if found.before() in ("between", "from") and found.after() in ("and", "to"):
        return _as_the_next(found)
    alone = found.before() in _BEFORE_HOURS and (found.after() in _AFTER_HOURS or not found.after())
    if not alone or (found.before() != "at" and not found.line.tokens.stamps.places):
        return None
    return Hour(hour)


def _as_the_next(found: Found) -> Form | None:
    """The first of two hours, where the words behind the second say the part of the day."""
    last = lexicon.NUMBERS.get(found.after(2), found.after(2))
    # From nine to five: one is of the morning and one is not.
    if not re.fullmatch(r"1?\d", str(last)) or lexicon.NUMBERS[found.word("hour")] % 12 > int(last) % 12:
        return None
    half = found.after(3)
    part = found.after(5) if found.after(3) == "in" and found.after(4) == "the" else ""
    if part in lexicon.PARTS_OF_DAY:
        time = hour_in(found.word("hour"), lexicon.PARTS_OF_DAY[part])
    else:
        time = clock_time(found.word("hour"), half, "") if re.fullmatch(r"[ap]\.?\s?m\.?", half) else None
    return Timed(time) if time else None


_MINUTES: Final = {"quarter": 15, "half": 30}


@ATOMS.rule("F_CLOCK", "A? (?P<minutes>(NUMBER|QUARTER|HALF)) (?P<side>(LAST|TO)) (?P<hour>NUMBER)")
def _minutes_past(found: Found) -> Form | None:
    """Ten past two, a quarter to six."""
    hour, side = lexicon.NUMBERS[found.word("hour")], found.word("side")
    minutes = _MINUTES.get(found.word("minutes")) or lexicon.NUMBERS.get(found.word("minutes"), 0)
    to = side == "to"
    if side not in ("past", "to") or not 1 <= hour <= 12 or not 1 <= minutes <= 30 or (to and minutes == 30):
        return None
    # "From five to six", "ten to twelve people".
    if found.before() not in _BEFORE_HOURS or (to and found.after() not in _AFTER_HOURS):
        return None
    return Hour((hour - 2) % 12 + 1, 60 - minutes) if to else Hour(hour, minutes)

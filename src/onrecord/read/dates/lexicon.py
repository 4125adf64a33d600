"""The words of dates and times, with the class that the grammar knows each by and what it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from onrecord.read.dates.periods import Kind


def words_of(text: str) -> list[str]:
    """Return the words of a list written with spaces between them."""
    return text.split()


MONTHS: Final = {
    name: number
    for number, name in enumerate(
        words_of("january february march april may june july august september october november december"), 1
    )
}
# Also first names, verbs and adjectives; they need more of a context than the other months.
DOUBTFUL_MONTHS: Final = frozenset({"march", "april", "may", "june", "august"})
MONTH_ABBREVIATIONS: Final = {
    **{name[:3]: number for name, number in MONTHS.items() if name != "may"},
    "sept": 9,
}
WEEKDAYS: Final = {
    name: number
    for number, name in enumerate(words_of("monday tuesday wednesday thursday friday saturday sunday"), 1)
}
WEEKDAY_ABBREVIATIONS: Final = {
    **{name[:3]: number for name, number in WEEKDAYS.items()},
    "tues": 2,
    "thur": 4,
    "thurs": 4,
}
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS_OF_DAY: Final = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "daytime": "DT",
}
FIXED_HOURS: Final = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}

# The letter of a unit in an ISO 8601 duration, and whether it belongs behind the "T".
UNITS: Final = {
    "second": ("S", True),
    "minute": ("M", True),
    "hour": ("H", True),
    "day": ("D", False),
    "night": ("D", False),
    "weekend": ("D", False),
    "week": ("W", False),
    "fortnight": ("W", False),
    "month": ("M", False),
    "quarter": ("Q", False),
    "year": ("Y", False),
    "decade": ("Y", False),
    "century": ("Y", False),
    "millennium": ("Y", False),
}
# How many of the letter one unit is.
UNIT_SIZES: Final = {"fortnight": 2, "weekend": 2, "decade": 10, "century": 100, "millennium": 1000}
UNIT_KINDS: Final = {
    "day": Kind.DAY,
    "week": Kind.WEEK,
    "weekend": Kind.WEEKEND,
    "month": Kind.MONTH,
    "quarter": Kind.QUARTER,
    "year": Kind.YEAR,
    "decade": Kind.DECADE,
    "century": Kind.CENTURY,
}
IRREGULAR_UNITS: Final = {
    "centuries": "century",
    "millennia": "millennium",
    "min": "minute",
    "mins": "minute",
}

_ONES: Final = words_of(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS: Final = words_of("twenty thirty forty fifty sixty seventy eighty ninety")
NUMBERS: Final = {
    **{word: number for number, word in enumerate(_ONES) if number},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
}
SCALES: Final = frozenset({"dozen", "hundred", "thousand", "million"})
ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        words_of(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
} | {"thirtieth": 30}
# "The nineties" of a century.
DECADES: Final = {word[:-1] + "ies": 10 * number for number, word in enumerate(_TENS, 2)}

# Whether a day is named by its distance from the day of writing.
NEAR_DAYS: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}

# How a word points: the steps from the period of writing, and whether it rather points from the
# period last spoken of.
DEICTICS: Final = {
    "last": (-1, False),
    "past": (-1, False),
    "latest": (-1, False),
    "this": (0, False),
    "current": (0, False),
    "present": (0, False),
    "next": (1, False),
    "coming": (1, False),
    "upcoming": (1, False),
    "previous": (-1, True),
    "preceding": (-1, True),
    "prior": (-1, True),
    "following": (1, True),
    "subsequent": (1, True),
    "same": (0, True),
    "that": (0, True),
}

# What TimeML calls the mod of a value.
PARTS: Final = {
    "early": "START",
    "earlier": "START",
    "late": "END",
    "later": "END",
    "mid": "MID",
    "middle": "MID",
    "beginning": "START",
    "start": "START",
    "end": "END",
    "close": "END",
}
LIMITS: Final = {
    "about": "APPROX",
    "around": "APPROX",
    "approximately": "APPROX",
    "roughly": "APPROX",
    "circa": "APPROX",
    "some": "APPROX",
    "almost": "APPROX",
    "nearly": "APPROX",
    "more than": "MORE_THAN",
    "over": "MORE_THAN",
    "less than": "LESS_THAN",
    "fewer than": "LESS_THAN",
    "under": "LESS_THAN",
    "at least": "EQUAL_OR_MORE",
    "no less than": "EQUAL_OR_MORE",
    "at most": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS",
    "within": "EQUAL_OR_LESS",
}

# What stands for the present, the past or the future as a whole.
REFERENCES: Final = {
    "now": "PRESENT_REF",
    "right now": "PRESENT_REF",
    "just now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "these days": "PRESENT_REF",
    "at present": "PRESENT_REF",
    "current": "PRESENT_REF",
    "recently": "PAST_REF",
    "more recently": "PAST_REF",
    "most recently": "PAST_REF",
    "recent": "PAST_REF",
    "the past": "PAST_REF",
    "future": "FUTURE_REF",
    "the recent past": "PAST_REF",
    "the future": "FUTURE_REF",
    "the near future": "FUTURE_REF",
    "the foreseeable future": "FUTURE_REF",
    "the near term": "FUTURE_REF",
    "soon": "FUTURE_REF",
    "as soon as possible": "FUTURE_REF",
    "a later date": "FUTURE_REF",
}

# Value of a repetition.
REPEATS: Final = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "annually": "P1Y",
    "yearly": "P1Y",
}

# Time zones, with their hours from Greenwich where that does not depend on the place.
ZONES: Final = {
    "gmt": "Z",
    "utc": "Z",
    "est": "-05:00",
    "edt": "-04:00",
    "cst": "-06:00",
    "cdt": "-05:00",
} | {
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "eet": "+02:00",
    "bst": "+01:00",
}

_SINGLES: Final = {
    "THE": "the",
    "A": "a an",
    "ALL": "all",
    "OF": "of in",
    "AT": "at",
    "ON": "on",
    "TO": "to through until till",
    "AND": "and",
    "OR": "or",
    "FROM": "from",
    "BETWEEN": "between",
    "HALF": "half",
    "EACH": "each every",
    "OTHER": "other",
    "PER": "per",
    "AGO": "ago",
    "HENCE": "hence",
    "EARLIER": "earlier",
    "LATER": "later",
    "BEFORE": "before",
    "AFTER": "after",
    "FIRST": "first final",
    "EARLY": "early",
    "LATE": "late",
    "MID": "mid",
    "PART": "middle beginning start end close",
    "THIS": "this current",
    "LAST": "last past latest",
    "NEXT": "next coming upcoming",
    "CONTEXT": "previous preceding prior following subsequent",
    "THAT": "that",
    "SAME": "same",
    "THESE": "these those",
    "RECENT": "recent",
    "FUTURE": "future",
    "FISCAL": "fiscal financial",
    "CALENDAR": "calendar",
    "EXTENT": "full whole entire additional more consecutive straight successive long trading business "
    "working further extra",
    "COMPARED": "comparable corresponding",
    "PERIOD": "period",
    "OLD": "old",
    "LONG": "long",
    "OCLOCK": "o'clock o’clock",
    "ONCE": "once twice thrice",
    "TIMES": "times",
    "TIME": "time moment",
    "LIMIT": "about around approximately roughly circa some almost nearly over under within",
    "VAGUE": "few several couple many number dozens scores",
    "ADDED": "ahead",
    "REPEAT": "hourly daily nightly weekly fortnightly monthly quarterly annually yearly",
    "REFERENCE": "now currently nowadays recently soon",
    "OVERNIGHT": "overnight",
    "TONIGHT": "tonight",
    "LOCAL": "local eastern western central pacific mountain standard daylight moscow greenwich mean",
}
# Phrases that the grammar takes for one word, by their class.
PHRASES: Final = {
    "LIMIT": (
        "more than",
        "less than",
        "fewer than",
        "at least",
        "at most",
        "no more than",
        "no less than",
        "up to",
    ),
    "REFERENCE": (
        "right now",
        "just now",
        "these days",
        "at present",
        "more recently",
        "most recently",
        "the recent past",
        "the future",
        "the near future",
        "the foreseeable future",
        "the near term",
        "as soon as possible",
        "a later date",
    ),
    "OR_SO": ("or so", "or more", "or longer"),
}


def _classes() -> dict[str, str]:
    """The class of every word, lower case; the first that claims a word has it."""
    classes: dict[str, str] = {}
    tables: dict[str, Iterable[str]] = {
        "MONTH": MONTHS,
        "WEEKDAY": WEEKDAYS,
        "MONTH_SHORT": MONTH_ABBREVIATIONS,
        "WEEKDAY_SHORT": WEEKDAY_ABBREVIATIONS,
        "SEASON": SEASONS,
        "SEASONS": [f"{season}s" for season in SEASONS],
        "PART_OF_DAY": PARTS_OF_DAY,
        "PARTS_OF_DAY": [f"{part}s" for part in PARTS_OF_DAY],
        "FIXED_HOUR": FIXED_HOURS,
        "NEAR_DAY": NEAR_DAYS,
        "NUMBER": NUMBERS,
        "ORDINAL": [word for word in ORDINALS if word not in ("first", "second")],
        "DECADE_WORD": DECADES,
        "ZONE": ZONES,
        "WEEKDAYS": [f"{day}s" for day in WEEKDAYS],
    }
    for name, words in (*tables.items(), *((name, words_of(text)) for name, text in _SINGLES.items())):
        for word in words:
            classes.setdefault(word, name)
    # Both a unit and an ordinal; the grammar has both in mind.
    classes["second"] = "SECOND"
    for word in UNITS:
        classes.setdefault(
            word, "QUARTER" if word == "quarter" else "WEEKEND" if word == "weekend" else "UNIT"
        )
        classes.setdefault(word + "s", "QUARTERS" if word == "quarter" else "UNITS")
    for word in IRREGULAR_UNITS:
        classes.setdefault(word, "UNITS")
    return classes


CLASSES: Final = _classes()


def unit_of(word: str) -> str:
    """Return the singular of a unit of time, as it stands in UNITS."""
    return IRREGULAR_UNITS.get(word) or (word if word in UNITS else word.removesuffix("s"))

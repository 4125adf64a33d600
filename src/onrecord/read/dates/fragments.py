"""Parts that several rules share, as patterns over the names of word classes."""

from __future__ import annotations

from typing import Final

from onrecord.read.dates import lexicon
from onrecord.read.dates.forms import Pointer
from onrecord.read.dates.grammar import Found
from onrecord.read.dates.numbers import count_of, ordinal_of, year_of_words

FRAGMENTS: Final[dict[str, str]] = {
    "MONTH_NAME": "(MONTH_SHORT DOT?|MONTH|DOUBTFUL_MONTH)",
    "WEEKDAY_NAME": "(WEEKDAY|WEEKDAY_SHORT DOT?)",
    "ORDINAL_NAME": "(ORDINAL|FIRST|SECOND|ORDINAL_DAY)",
    "DAY_NAME": "(DAY_NUMBER|ORDINAL_DAY|(NUMBER HYPHEN?)?(ORDINAL|FIRST|SECOND))",
    "YEAR_WORDS": "NUMBER HYPHEN? NUMBER (HYPHEN? NUMBER)?",
    "YEAR_NAME": "(YEAR_NUMBER|SHORT_YEAR|YEAR_WORDS)",
    "UNIT_NAME": "(UNIT|SECOND|QUARTER|WEEKEND)",
    "UNITS_NAME": "(UNITS|QUARTERS)",
    "INTEGER_NAME": "(DAY_NUMBER|YEAR_NUMBER|INTEGER|QUANTITY|DECIMAL)",
    # "Twenty-five hundred thousand" is as long as a number of days gets.
    "NUMBER_WORDS": "A? NUMBER ((HYPHEN|AND)? NUMBER){0,4}",
    "NUMBER_NAME": "(INTEGER_NAME (FRACTION|NUMBER)?|FRACTION|NUMBER_WORDS) (AND A HALF)?",
    "VAGUE_NAME": "(A? VAGUE OF?)",
    "POINTING": "(LAST|THIS|NEXT|CONTEXT|THAT|SAME)",
    "PERIOD_NAME": "(F_DAY|F_WEEK|F_MONTH|F_QUARTER|F_SEASON|F_YEAR|F_DECADE)",
    "ZONE_NAME": "(ZONE|LOCAL{1,3} TIME)",
}

# Two digits of a year below this one belong to this century, the others to the last: "'98", "2/3/04".
_PIVOT: Final = 50


def pointer_of(words: list[str]) -> Pointer | None:
    """Return how words like "last" and "this coming" point; None where there is no such word."""
    pointers = [lexicon.DEICTICS[word] for word in words if word in lexicon.DEICTICS]
    if not pointers:
        return None
    # "This past spring", "this coming Sunday": the second word says which way.
    steps, from_context = pointers[-1]
    return Pointer(steps, from_context)


def year_of(found: Found, name: str = "year") -> int | None:
    """Return the year that a group names, None where it names none."""
    words = found.words(name)
    if not words:
        return None
    digits = words[0].strip("'’‘")
    if not digits[0].isdecimal():
        return year_of_words(words)
    return full_year(int(digits)) if len(digits) <= 2 else int(digits)


def full_year(year: int) -> int:
    """Return a year with its century where only two digits are given."""
    if year >= 100:
        return year
    return year + (2000 if year < _PIVOT else 1900)


def month_of(found: Found, name: str = "month") -> int:
    """Return the number of the month that a group names."""
    word = found.word(name)
    return lexicon.MONTHS.get(word) or lexicon.MONTH_ABBREVIATIONS[word]


def weekday_of(found: Found, name: str = "weekday") -> int | None:
    """Return the number of the weekday that a group names, None where it names none."""
    word = (
        found.word(name).removesuffix("s")
        if found.word(name) not in lexicon.WEEKDAY_ABBREVIATIONS
        else (found.word(name))
    )
    return lexicon.WEEKDAYS.get(word) or lexicon.WEEKDAY_ABBREVIATIONS.get(word)


def day_number(found: Found, name: str = "day") -> int:
    """Return the number of the day of a month that a group names."""
    words = [word for word in found.words(name) if word[0].isalnum()]
    return int(words[0]) if words[0].isdecimal() else ordinal_of(words)


def number_of(found: Found, name: str = "count") -> float | None:
    """Return the number that a group says, None where it is a vague one."""
    return count_of([word for word in found.words(name) if word[0].isalnum()])

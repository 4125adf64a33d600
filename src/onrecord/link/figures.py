"""Figures in a statement: how much of what, as far as two statements can be told apart by it.

Digits and words ("34", "thirty-four", "£340m", "4 per cent", "dozens", "twenty to five"), with how exact they
are ("about", "at least") and the words around that say what is counted. Dates are left to the reader's dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from onrecord.link.wording import Token, content_stems


class Bound(StrEnum):
    """How exact a figure is."""

    EXACT = "exact"
    ABOUT = "about"
    LEAST = "at least"
    MOST = "at most"
    SCORES = "dozens"  # an order only: "dozens", "hundreds"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its value, its unit ("" for a count, "£", "%", "clock" in minutes after midnight, ...).

    `counted` are the stems around it that say what is counted; `start` is its first character in the content.
    """

    value: float
    unit: str
    bound: Bound
    counted: frozenset[str]
    words: str
    start: int


#: "About ten" may be nine and a half; beyond a tenth it is another figure.
_ROUGH: Final = 0.1
#: An exact figure and the same figure written with fewer decimals.
_EXACT: Final = 0.001
#: "Dozens" stands for anything from its own value to this many times of it.
_ORDER: Final = 9.0
#: Words before and behind a figure that may say what is counted.
_AROUND: Final = 5

_UNITS: Final = {
    word: number
    for number, word in enumerate(
        "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
        "sixteen|seventeen|eighteen|nineteen".split("|")
    )
}
_TENS: Final = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9,
}  # fmt: skip
_LARGE: Final = frozenset({"thousand", "million", "billion", "trillion"})
_ORDERS: Final = {
    "dozens": 24.0, "scores": 40.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6, "tens": 20.0,
}  # fmt: skip
_MONTHS: Final = frozenset(
    """january february march april may june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec""".split()
)
_MEASURES: Final = {
    "per cent": "%", "percent": "%", "percentage": "%", "dollar": "$", "pound": "£", "euro": "€", "usd": "$",
    "kilometre": "km", "kilometer": "km", "km": "km", "mile": "mile", "metre": "m", "meter": "m",
    "foot": "ft", "feet": "ft", "inch": "inch", "kilo": "kg", "kilogram": "kg", "kg": "kg",
    "ton": "t", "tonn": "t",
    "litre": "l", "liter": "l", "degre": "degree", "tim": "times", "times": "times",
    "second": "second", "minut": "minute", "minute": "minute", "hour": "hour", "day": "day", "week": "week",
    "month": "month", "year": "year",
}  # fmt: skip
_BEFORE: Final = {
    "about": Bound.ABOUT, "around": Bound.ABOUT, "roughly": Bound.ABOUT, "approximately": Bound.ABOUT,
    "nearly": Bound.ABOUT, "almost": Bound.ABOUT, "some": Bound.ABOUT, "over": Bound.LEAST,
    "least": Bound.LEAST, "than": Bound.LEAST, "exceeding": Bound.LEAST, "most": Bound.MOST,
    "under": Bound.MOST, "below": Bound.MOST, "to": Bound.EXACT,
}  # fmt: skip
_FUSED: Final = re.compile(r"(?:(?P<c>[£$€]))?(?P<n>\d[\d,.]*)(?P<s>k|m|mn|bn|million|billion)?(?P<p>%?)\Z")
_CLOCK: Final = re.compile(r"(?P<h>[01]?\d|2[0-3])[.:](?P<m>[0-5]\d)\Z")
_HALVES: Final = {"half": 0.5, "quarter": 0.25}
_MINUTES: Final = {"quarter": 15, "half": 30}


def figures_of(tokens: Sequence[Token]) -> tuple[Figure, ...]:
    """Return the figures of a statement in their order; days, months and years of dates are none."""
    found: list[Figure] = []
    place = 0
    while place < len(tokens):
        read = None
        if _begins(tokens[place].key):
            read = _clock(tokens, place) or _number(tokens, place)
        if read is None:
            place += 1
            continue
        value, unit, end = read
        if value is not None:
            found.append(_figure(tokens, place, end, value, unit))
        place = end
    return tuple(found)


@lru_cache(maxsize=32_768)
def _begins(key: str) -> bool:
    """Whether a figure may begin with a word: a digit, a sign of money, a number word, "a" of "a dozen"."""
    tens = key.partition("-")[0]
    return (
        key[:1].isdigit()
        or key[:1] in "£$€"
        or key == "a"
        or any(key in known for known in (_ORDERS, _UNITS, _TENS, _MINUTES))
        or tens in _TENS
    )


_Read = tuple[float | None, str, int]


def _key(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].key if 0 <= place < len(tokens) else ""


def _clock(tokens: Sequence[Token], place: int) -> _Read | None:
    """Read a time of day, in minutes after midnight, the half of the day left open."""
    key, after = _key(tokens, place), _key(tokens, place + 1)
    half = 1 if after in {"a.m", "p.m", "am", "pm", "o'clock"} else 0
    if match := _CLOCK.match(key):
        if half or ":" in key or _key(tokens, place - 1) in {"at", "from", "before", "until", "by", "since"}:
            return float(int(match["h"]) % 12 * 60 + int(match["m"])), "clock", place + 1 + half
        return None
    hour = _hour(key)
    if half and hour is not None:
        return float(hour % 12 * 60), "clock", place + 2
    minutes = _MINUTES.get(key, _hour(key))
    to_hour = _hour(_key(tokens, place + 2))
    if after in {"to", "past"} and minutes is not None and to_hour is not None and minutes < 31:
        way = -minutes if after == "to" else minutes
        if to_hour <= 12 and (key in _MINUTES or minutes in {5, 10, 20, 25}):
            return float((to_hour * 60 + way) % 720), "clock", place + 3
    return None


def _hour(key: str) -> int | None:
    if key.isascii() and key.isdigit() and len(key) < 3:
        return int(key)
    return _UNITS.get(key, _TENS.get(key))


def _number(tokens: Sequence[Token], place: int) -> _Read | None:
    """Read a number in digits or words; None for no number, a value of None for a date's."""
    key = tokens[place].key
    if key in _ORDERS:
        return _ORDERS[key], "", place + 1
    match = _FUSED.match(_joined(tokens, place))
    if match and _adjoins(tokens, place) and _key(tokens, place + 1) in {"st", "nd", "rd", "th"}:
        return None, "", place + 2
    if match:
        end = place + (2 if match["s"] and not tokens[place].key.endswith(match["s"]) else 1)
        plain = _plain(match["n"])
        if plain is None:
            return None
        if not match["c"] and not match["p"] and not match["s"] and _is_dated(tokens, place, plain):
            return None, "", end
        value, end = _scaled(plain * _SCALES.get(match["s"] or "", 1.0), tokens, end)
        unit = match["c"] or ("%" if match["p"] else "")
        return value, unit, end
    return _in_words(tokens, place)


def _joined(tokens: Sequence[Token], place: int) -> str:
    """Return a word with what belongs to its number: "340" and "m" are two words of "340m"."""
    key, after = tokens[place].key, _key(tokens, place + 1)
    return key + after if _adjoins(tokens, place) and after in {"k", "m", "mn", "bn"} else key


def _adjoins(tokens: Sequence[Token], place: int) -> bool:
    one = tokens[place]
    return place + 1 < len(tokens) and tokens[place + 1].start == one.start + len(one.words)


def _plain(digits: str) -> float | None:
    text = digits.rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    try:
        return float(text)
    except ValueError:
        return None


def _scaled(value: float, tokens: Sequence[Token], place: int) -> tuple[float, int]:
    while _key(tokens, place) == "hundred" or _key(tokens, place) in _LARGE:
        value *= _SCALES[tokens[place].key]
        place += 1
    return value, place


def _is_dated(tokens: Sequence[Token], place: int, value: float) -> bool:
    """Whether a number is the day or the year of a date."""
    before, after = _key(tokens, place - 1), _key(tokens, place + 1)
    if 1500 <= value <= 2200 and (before in _MONTHS or before in {"in", "since", "until", "of", "by"}):
        return True
    if 1500 <= value <= 2200 and any(_key(tokens, place - back) in _MONTHS for back in (2, 3)):
        return True
    return value <= 31 and (before in _MONTHS or after in _MONTHS)


def _in_words(tokens: Sequence[Token], place: int) -> _Read | None:
    end, total, current = place, 0.0, 0.0
    while end < len(tokens):
        key = tokens[end].key
        value = _word_value(key)
        if value is not None:
            current += value
        elif key == "hundred" and current:
            current *= 100
        elif key in _LARGE and current:
            total, current = total + current * _SCALES[key], 0.0
        elif key != "and" or current + total < 100 or _word_value(_key(tokens, end + 1)) is None:
            break
        end += 1
    if end == place:
        return _dozen(tokens, place)
    if _key(tokens, end) == "and" and _key(tokens, end + 1) in {"a", "one"}:
        part = _HALVES.get(_key(tokens, end + 2))
        if part is not None:
            return total + current + part, "", end + 3
    # "one" is mostly no figure ("one of them"); "ten June" is a date.
    if tokens[place].key == "one" and end == place + 1:
        return None
    return (None if _key(tokens, end) in _MONTHS else total + current), "", end


def _word_value(key: str) -> float | None:
    if key in _UNITS or key in _TENS:
        return float(_UNITS.get(key, _TENS.get(key, 0)))
    tens, _, ones = key.partition("-")
    if tens in _TENS and ones in _UNITS:
        return float(_TENS[tens] + _UNITS[ones])
    return None


def _dozen(tokens: Sequence[Token], place: int) -> _Read | None:
    if _key(tokens, place) == "a" and _key(tokens, place + 1) in {"dozen", "hundred", "thousand", "million"}:
        key = tokens[place + 1].key
        value = 12.0 if key == "dozen" else _SCALES[key]
        value, end = _scaled(value, tokens, place + 2)
        return value, "", end
    return None


def _figure(tokens: Sequence[Token], start: int, end: int, value: float, unit: str) -> Figure:
    if not unit:
        after, second = tokens[end : end + 1], tokens[end : end + 2]
        two = " ".join(one.key for one in second)
        unit = (
            _MEASURES.get(two, _MEASURES.get(after[0].stem, _MEASURES.get(after[0].key, ""))) if after else ""
        )
    bound = Bound.SCORES if tokens[start].key in _ORDERS else _bound(tokens, start)
    last = tokens[end - 1]
    return Figure(
        value,
        unit,
        bound,
        frozenset(_counted(tokens, start, end)),
        " ".join(one.words for one in tokens[start:end]) if end > start else last.words,
        tokens[start].start,
    )


def _bound(tokens: Sequence[Token], start: int) -> Bound:
    before, earlier = _key(tokens, start - 1), _key(tokens, start - 2)
    if before == "than":
        return Bound.MOST if earlier in {"less", "fewer"} else Bound.LEAST
    if before == "to" and earlier == "up":
        return Bound.MOST
    return _BEFORE.get(before, Bound.EXACT)


def _counted(tokens: Sequence[Token], start: int, end: int) -> Iterator[str]:
    for side in (tokens[max(0, start - _AROUND) : start], tokens[end : end + _AROUND]):
        for token in content_stems(side):
            if _word_value(token.key) is None and token.key not in _SCALES and token.key not in _MONTHS:
                yield token.stem


def is_equal(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same amount; "at least 29" and "29" do."""
    if one.unit != other.unit and "" not in (one.unit, other.unit):
        return False
    if (one.unit == "clock") != (other.unit == "clock"):
        return False
    if Bound.SCORES in (one.bound, other.bound):
        low, high = sorted((one, other), key=lambda figure: figure.bound is not Bound.SCORES)
        return low.value <= high.value <= low.value * _ORDER or low.value == high.value
    share = _ROUGH if Bound.ABOUT in (one.bound, other.bound) else _EXACT
    return abs(one.value - other.value) <= share * max(abs(one.value), abs(other.value))


@dataclass(frozen=True, slots=True)
class Compared:
    """The figures of two statements: pairs that say the same, those of them that tell something, and pairs of
    the same thing that do not.
    """

    same: tuple[tuple[Figure, Figure], ...]
    telling: tuple[tuple[Figure, Figure], ...]
    other: tuple[tuple[Figure, Figure], ...]


#: Up to here a number is met everywhere: that two statements have it tells something only of the same thing.
SMALL: Final = 12.0


def compare_figures(one: Sequence[Figure], other: Sequence[Figure]) -> Compared:
    """Return which figures two statements share, and which stand against each other.

    Two stand against each other if neither has its like on the other side, their units agree, and they count
    the same by the words around them; or if each is the only figure left of its statement.
    """
    same = tuple((a, b) for a in one for b in other if is_equal(a, b))
    telling = tuple((a, b) for a, b in same if _is_telling(a, b))
    left = [a for a in one if not any(is_equal(a, b) for b in other)]
    right = [b for b in other if not any(is_equal(a, b) for a in one)]
    against = tuple(
        (a, b)
        for a in left
        for b in right
        if _units_agree(a, b) and (a.counted & b.counted or (len(left) == 1 and len(right) == 1))
    )
    return Compared(same, telling, against)


def _is_telling(one: Figure, other: Figure) -> bool:
    if one.unit != other.unit:
        return one.value > SMALL and bool(one.counted & other.counted)
    return one.unit == "clock" or one.value > SMALL or bool(one.counted & other.counted)


def _units_agree(one: Figure, other: Figure) -> bool:
    return one.unit == other.unit or ("" in (one.unit, other.unit) and "clock" not in (one.unit, other.unit))

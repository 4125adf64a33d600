"""Numbers in words and digits, as they stand before a unit of time or name a year."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.read.dates import lexicon

_FRACTIONS = {"1/2": 0.5, "1/3": 1 / 3, "2/3": 2 / 3, "1/4": 0.25, "3/4": 0.75}
_FIRST_PAIR, _LAST_PAIR = 10, 21
_VAGUE = frozenset({"few", "several", "many", "number", "dozens", "scores"})
# Longer numbers count no time; reading them would only cost it.
_LONGEST = 12


def count_of(words: Sequence[str]) -> float | None:
    """Return the number that words say ("a", "twenty-five", "2 1/2", "two and a half"); None if vague."""
    if _VAGUE.intersection(words):
        return None
    if "couple" in words:
        return 2
    total: float = 0
    current: float = 0
    for word in words:
        if word == "half":
            current += 0.5
        elif word in _FRACTIONS:
            current += _FRACTIONS[word]
        elif word[0].isdecimal():
            current += _digits(word)
        elif word in lexicon.SCALES:
            current = (current or 1) * lexicon.NUMBERS[word]
            if lexicon.NUMBERS[word] >= 1000:
                total, current = total + current, 0
        else:
            current += lexicon.NUMBERS.get(word, 0)
    return (total + current) or 1


def _digits(word: str) -> float:
    plain = word.replace(",", "")
    try:
        return float(plain) if len(plain) <= _LONGEST else 0
    except ValueError:
        return 0


def year_of_words(words: Sequence[str]) -> int | None:
    """Return the year that words say ("nineteen ninety-four", "two thousand six"), or None."""
    numbers = [lexicon.NUMBERS[word] for word in words if word in lexicon.NUMBERS]
    if not numbers:
        return None
    if len(numbers) > 1 and numbers[1] == 1000:
        rest = sum(numbers[2:])
        return numbers[0] * 1000 + rest if numbers[0] < 3 and rest < 100 else None
    if len(numbers) < 2 or not _FIRST_PAIR <= numbers[0] < _LAST_PAIR:
        return None
    rest = sum(numbers[1:])
    if (
        not 10 <= rest < 100
        or (len(numbers) == 3 and (numbers[1] < 20 or numbers[2] > 9))
        or len(numbers) > 3
    ):
        return None
    return numbers[0] * 100 + rest


def ordinal_of(words: Sequence[str]) -> int:
    """Return the number of an ordinal ("third", "twenty-first", "21st")."""
    last = words[-1]
    if last[0].isdecimal():
        return int("".join(filter(str.isdecimal, last)))
    tens = sum(lexicon.NUMBERS.get(word, 0) for word in words[:-1])
    return tens + lexicon.ORDINALS.get(last, 0)

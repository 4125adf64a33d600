"""A text as a string of word classes, one character a word: what the grammar's expressions run over."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from onrecord.read.dates import lexicon
from onrecord.read.dates.holidays import HOLIDAYS
from onrecord.read.dates.stamps import Stamps, stamps_of

# Any words that no class knows, and punctuation that no date has.
_OTHER, _PUNCTUATION, _BREAK = "o", ".", "¶"

_PLAIN: Final = re.compile(
    r"(?P<iso>(?<![\d.-])\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))"
    r"|(?P<grouped>\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,9})?(?![\d]))"
    r"|(?P<decade>(?:(?<![\w'’‘])['’‘])?\d{2}(?:\d{2})?['’]?s\b)"
    r"|(?P<short_year>(?<![\w'’‘])['’‘]\d{2}(?![\w'’-]))"
    r"|(?P<slashed>(?<![\d/.])\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?(?![\d/]))"
    r"|(?P<dotted>(?<![\d.])\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?![\d.]\d))"
    r"|(?P<clock>(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<decimal>\d{1,9}\.\d{1,9})"
    r"|(?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<quarter>\b[QH][1-4]\b)"
    r"|(?P<number>\d+)"
    r"|(?P<half>[ap]\.[ \t]?m\b\.?|[ap]m\b)"
    r"|(?P<word>o['’]clock\b|[^\W\d_]+)"
    r"|(?P<possessive>['’]s\b|(?<=s)['’](?!\w))"
    r"|(?P<hyphen>[-‐‑–—])|(?P<comma>,)|(?P<dot>\.)|(?P<slash>/)"
    r"|(?P<break>\n[ \t\r]*\n\s*)"
    r"|(?P<punctuation>[^\s\w])",
    re.IGNORECASE,
)
_NAMED: Final = {
    "iso": "ISO",
    "grouped": "QUANTITY",
    "decade": "DECADE",
    "short_year": "SHORT_YEAR",
    "slashed": "SLASHED",
    "dotted": "DOTTED",
    "clock": "CLOCK",
    "decimal": "DECIMAL",
    "ordinal": "ORDINAL_DAY",
    "half": "HALF_DAY",
    "quarter": "QUARTER_CODE",
    "possessive": "POSSESSIVE",
    "hyphen": "HYPHEN",
    "comma": "COMMA",
    "dot": "DOT",
    "slash": "SLASH",
}
_NAMES: Final = sorted(
    {*_NAMED.values(), *lexicon.CLASSES.values(), *lexicon.PHRASES}
    | {"DAY_NUMBER", "YEAR_NUMBER", "INTEGER", "FRACTION", "HOLIDAY", "DOUBTFUL_MONTH"}
)
# One character of the private use area for each class.
SYMBOLS: Final = {name: chr(0xE000 + place) for place, name in enumerate(_NAMES)}
_FRACTIONS: Final = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4"})
# Years that a bare number of four digits may be.
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


def _phrases() -> dict[str, re.Pattern[str]]:
    """For the first word of each phrase, an expression with a group for each class of phrase."""
    by_class = {**lexicon.PHRASES, "HOLIDAY": tuple(HOLIDAYS)}
    starts: dict[str, dict[str, list[str]]] = {}
    for name, phrases in by_class.items():
        for phrase in phrases:
            first = re.match(r"\w+", phrase)
            starts.setdefault(first[0] if first else phrase, {}).setdefault(name, []).append(phrase)
    return {first: re.compile(_alternatives(found), re.IGNORECASE) for first, found in starts.items()}


def _alternatives(by_class: dict[str, list[str]]) -> str:
    def pattern(phrase: str) -> str:
        return re.escape(phrase).replace(r"\ ", r"\s{1,3}").replace("'", "['’]").replace(r"\.", r"\.?")

    return "|".join(
        f"(?P<{name}>(?:{'|'.join(pattern(p) for p in sorted(phrases, key=len, reverse=True))})(?!\\w))"
        for name, phrases in by_class.items()
    )


_PHRASES: Final = _phrases()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text: where each stands, in lower case, and all classes as one string.

    `stamps` are the time stamps of a live report.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    symbols: str
    stamps: Stamps

    def written(self, place: int) -> str:
        """Return a word as the text has it."""
        return self.text[self.starts[place] : self.ends[place]]

    def at(self, offset: int) -> int:
        """Return the first word that begins at or after an offset."""
        return bisect_left(self.starts, offset)


def tokenise(text: str) -> Tokens:
    """Return the words of a text with their classes. Never raises; linear in the length of the text."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    symbols: list[str] = []
    done = 0
    for found in _PLAIN.finditer(text):
        start = found.start()
        if start < done:
            continue
        end, word = found.end(), found[0].lower()
        symbol = _symbol(found.lastgroup or "", word, found[0])
        phrase = _PHRASES.get(word)
        longer = phrase.match(text, start) if phrase is not None else None
        if longer is not None and longer.lastgroup and _may_be_phrase(longer):
            end, symbol = longer.end(), SYMBOLS[longer.lastgroup]
            word = " ".join(longer[0].lower().replace("’", "'").split())
        done = end
        starts.append(start)
        ends.append(end)
        words.append(word)
        symbols.append(symbol)
    return Tokens(text, starts, ends, words, "".join(symbols), stamps_of(text))


def _may_be_phrase(found: re.Match[str]) -> bool:
    """Names of holidays are capitalised: "may day" and "labor day" may be anything."""
    return found.lastgroup != "HOLIDAY" or found[0][0].isupper()


def _symbol(group: str, word: str, written: str) -> str:
    if group == "word":
        return _word_symbol(word, written)
    if group == "number":
        return SYMBOLS[_number_class(word)]
    if group == "slashed" and word in _FRACTIONS:
        return SYMBOLS["FRACTION"]
    if group == "break":
        return _BREAK
    return SYMBOLS[_NAMED[group]] if group in _NAMED else _PUNCTUATION


def _word_symbol(word: str, written: str) -> str:
    name = lexicon.CLASSES.get(word)
    if name is None:
        return _OTHER
    if name in ("MONTH", "MONTH_SHORT", "WEEKDAY", "WEEKDAY_SHORT", "WEEKDAYS"):
        # "march", "sun" and "may" without a capital are no dates; nor is any other month or day.
        if written[0].islower():
            return _OTHER
        if word in lexicon.DOUBTFUL_MONTHS:
            return SYMBOLS["DOUBTFUL_MONTH"]
    return SYMBOLS[name]


def _number_class(digits: str) -> str:
    if len(digits) == 4 and _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
        return "YEAR_NUMBER"
    return "DAY_NUMBER" if len(digits) <= 2 and 1 <= int(digits) <= 31 else "INTEGER"

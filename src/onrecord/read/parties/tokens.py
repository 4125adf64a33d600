"""The words of a text with what surrounds them: sentence, paragraph, quotation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from onrecord.article import Span
from onrecord.read.quotation import find_quotations
from onrecord.read.words import is_wrapped

# A possessive or a verb cut short ("they're"); an abbreviation with its full stop; a word with its inner
# hyphens and apostrophes; the break of a line; any other visible character.
_TOKEN: Final = re.compile(
    r"(?P<poss>[’'](?:[sSmMdD]|[rR][eE]|[vV][eE]|[lL]{2})(?![^\W_]))"
    r"|(?P<abbr>(?<!\w)(?:(?:[A-Za-z]\.){2,6}"
    r"|(?:Mr|Mrs|Ms|Mme|Messrs|Mlle|Dr|Gov|Sen|Rep|Lt|Col|Gen|Prof|Rev|Hon|hon|Sgt|Capt|Adm|Cmdr|Maj|Insp|INSP|COL|GEN|DR|MR|MRS|MS"
    r"|Supt|Det|Cllr|Pres|Brig|Cpl|St|Jr|Sr|Inc|Corp|Ltd|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\."
    r"|[A-HJ-Z]\.(?=[ \u00a0]?[A-Z][^\W_])))"
    r"|(?P<word>[^\W_]+(?:(?:[’'](?!(?:[sSmMdD]|[rR][eE]|[vV][eE]|[lL]{2})(?![^\W_]))|[-‐‑&])[^\W_]+)*)"
    r"|(?P<line>[\r\n]+(?:[ \t\r\n\u00a0]*[\r\n])?)"
    r"|(?P<mark>\S)"
)
# Marks that may stand before the first word of a sentence.
_LEAD: Final = 8
_ENDS: Final = frozenset(".?!…")
_CLOSERS: Final = frozenset("\"'”’»)]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text as lists of equal length.

    `sentence` and `paragraph` number the sentence and paragraph of each; `quote` is the number of the
    outermost quotation that it stands in, from 1, and 0 outside of quotations.
    """

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    lower: list[str]
    sentence: list[int]
    paragraph: list[int]
    quote: list[int]

    def __len__(self) -> int:
        return len(self.start)

    def at(self, offset: int) -> int:
        """Return the number of the first token that ends after `offset`."""
        return bisect_right(self.end, offset)

    def before(self, offset: int) -> int:
        """Return the number behind the last token that begins before `offset`."""
        return bisect_left(self.start, offset)

    def span(self, first: int, last: int) -> Span:
        """Return the characters of the tokens `first` to `last`, both included."""
        return Span(self.start[first], self.end[last])

    def first_of_sentence(self, index: int) -> bool:
        """Whether no word of its sentence stands before this token."""
        back = 0
        while index > 0 and self.sentence[index - 1] == self.sentence[index]:
            index, back = index - 1, back + 1
            if back > _LEAD:
                return False
            if self.word[index][0].isalnum():
                return False
        return True


def tokenize(text: str) -> Tokens:
    """Return the tokens of `text`; line breaks are none, but end sentences where they end paragraphs."""
    wrapped = is_wrapped(text)
    start: list[int] = []
    end: list[int] = []
    word: list[str] = []
    sentence: list[int] = []
    paragraph: list[int] = []
    number = line = 0
    ended = False
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        token = match.group()
        if kind == "line":
            if not wrapped or token.count("\n") + (token.count("\r") if "\n" not in token else 0) > 1:
                line += 1
                number += bool(start)
                ended = False
            continue
        if ended and token not in _CLOSERS:
            if token[0].isupper() or not token[0].isalpha():
                number += 1
            ended = False
        start.append(match.start())
        end.append(match.end())
        word.append(token)
        sentence.append(number)
        paragraph.append(line)
        if kind == "mark" and token in _ENDS:
            ended = True
    lower = _lowered(word)
    return Tokens(text, start, end, word, lower, sentence, paragraph, _quotes(text, start))


def _lowered(word: list[str]) -> list[str]:
    """The words in small letters; "US" that is no shouted "us" as "u.s.", so that it is a country."""
    lower = [w.lower() for w in word]
    for index, w in enumerate(word):
        if w == "US":
            around = [x for x in word[max(0, index - 1) : index + 2] if x != "US" and x[0].isalpha()]
            if not around or not all(x.isupper() and len(x) > 1 for x in around):
                lower[index] = "u.s."
    return lower


def _quotes(text: str, start: list[int]) -> list[int]:
    """Number of the outermost quotation around each token, 0 for none."""
    inside = [0] * len(start)
    number = 0
    for quote in find_quotations(text):
        if quote.depth == 0:
            number += 1
            first, last = bisect_left(start, quote.inner.start), bisect_left(start, quote.inner.end)
            inside[first:last] = [number] * (last - first)
    return inside

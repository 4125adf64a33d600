"""A text made flat: one case, one kind of mark and space, every character where it was.

Rules over words are short when they need not know that an apostrophe comes in seven forms. Positions in
`low` and `even` are positions in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from onrecord.article import Span
from onrecord.read.words import is_wrapped

# The one letter whose lower case is two characters long.
_MARKS = {0x130: "I"}
_MARKS.update(dict.fromkeys(map(ord, "’‘ʼ´`′＇‚‛‹›"), "'"))
_MARKS.update(dict.fromkeys(map(ord, "“”„«»‟＂"), '"'))
_MARKS.update(
    dict.fromkeys(map(ord, "\t\r\v\f\x1c\x1d\x1e\x85\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000"), " ")
)
_MARKS.update(dict.fromkeys(map(ord, "\u2028\u2029"), "\n"))
_LINE_IN_SENTENCE = re.compile(r"(?<!\n)(?<!\n )\n(?! ?\n)")
_SENTENCE_END = re.compile(r"\n+|[.!?…]['\")\]]{0,3} {1,4}(?=['\"(\[—–-]{0,2}[^\W_a-z])")
_ABBREVIATED = re.compile(
    r"\b(?:mrs?|ms|dr|prof|rev|hon|sen|rep|gov|gen|col|lt|sgt|capt|cmdr|adm|supt|insp|jan|feb|mar|apr|jun"
    r"|jul|"
    r"aug|sept?|oct|nov|dec|st|mt|no|vs|cf|[a-z]|[a-z]\.[a-z])\Z"
)


@dataclass(frozen=True, slots=True)
class Flat:
    """`even` is the text with its marks and spaces made plain, `low` that in lower case.

    A line break stays only where a paragraph ends. `sentences` are where sentences begin, in order.
    """

    text: str
    even: str
    low: str
    sentences: tuple[int, ...]

    def sentence_number(self, position: int) -> int:
        """Return which sentence `position` stands in, from 0."""
        return max(0, bisect_right(self.sentences, position) - 1)

    def sentence(self, position: int) -> Span:
        """Return the sentence that `position` stands in, the white space after it included."""
        return self.numbered(self.sentence_number(position))

    def numbered(self, number: int) -> Span:
        """Return the sentence of that number; an empty one where there is none."""
        if not 0 <= number < len(self.sentences):
            return Span(0, 0)
        ends = self.sentences[number + 1] if number + 1 < len(self.sentences) else len(self.text)
        return Span(self.sentences[number], ends)

    def words(self, span: Span) -> str:
        """Return the words of `span` in lower case."""
        return self.low[span.start : span.end]


def flatten(text: str) -> Flat:
    """Return `text` made flat. Never raises."""
    even = text.translate(_MARKS)
    if is_wrapped(text):
        even = _LINE_IN_SENTENCE.sub(" ", even)
    low = even.lower()
    starts = [0]
    for match in _SENTENCE_END.finditer(even):
        end = match.start()
        if even[end] == "." and _ABBREVIATED.search(low, max(0, end - 6), end):
            continue
        if match.end() < len(text):
            starts.append(match.end())
    return Flat(text, even, low, tuple(dict.fromkeys(starts)))


def trimmed(flat: Flat, span: Span, marks: str = " ,;:\n") -> Span:
    """Return `span` without those marks at its ends."""
    start, end = span
    while start < end and flat.even[start] in marks:
        start += 1
    while end > start and flat.even[end - 1] in marks:
        end -= 1
    return Span(start, end)


def overlap(one: Span, other: Span) -> int:
    """Return how many characters the two share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))

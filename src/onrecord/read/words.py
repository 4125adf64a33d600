"""Words, their shape and their surroundings: what the encoder's own tokenizer throws away.

The encoder is uncased and sees neither line breaks nor whether a word stands inside quotation
marks. Each word therefore carries three small features, computed here from the text alone and
embedded beside its word pieces. A model is trained with these features: changing what they mean
asks for a new model.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.article import Span

# Letters and digits run together; an ideograph and every other visible character is a word of its
# own. The encoder's tokenizer splits at the same places, so no word piece crosses a word, and no word
# has more pieces than the 100 letters beyond which the tokenizer gives up on one.
_IDEOGRAPHS: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ceaf\U0002f800-\U0002fa1f"
_WORD: Final = re.compile(rf"[^\W_{_IDEOGRAPHS}]+|[^\s]")
_QUOTE_MARKS: Final = frozenset("“„«‟”»\"‘'’")

CASES: Final = 6  # mark, lower, Title, UPPER, miXed, digits
BREAKS: Final = 4  # glued to the word before, after a space, starts a line, starts the text
QUOTES: Final = 5  # outside, inside, inside a nested one, opening mark, closing mark

_OPENING: Final = frozenset("“„«‟")
_CLOSING: Final = frozenset("”»")
_BEFORE_OPENING: Final = frozenset(" \t\u00a0([{—–-‘'“\u2009\u202f")


# A single line break, and one that a sentence runs over.
_LINE_BREAK: Final = re.compile(r"\S[ \t]*\r?\n(?=\S)")
_BROKEN_SENTENCE: Final = re.compile(r"\S[ \t]*\r?\n(?=[a-z])")
# Of the single line breaks of typed and mailed text about two in three stand before a small letter, of
# those between paragraphs hardly any (at most 0.26 in the 924 articles of PolNeAR but one).
_WRAPPED_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as arrays of equal length.

    `start` and `end` are character offsets; `case`, `gap` and `quote` are the three features;
    `paragraph` numbers the line that the word stands in; `fresh` is 1 for the first word after a
    blank line that stands in no quotation.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    case: NDArray[np.int64]
    gap: NDArray[np.int64]
    quote: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    fresh: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.start)

    def span(self, first: int, end: int) -> Span:
        """Return the characters of the words `first:end`."""
        return Span(int(self.start[first]), int(self.end[end - 1]))


def _case(word: str) -> int:
    if not word[0].isalnum():
        return 0
    if any(c.isdigit() for c in word):
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word[0].isupper() and word[1:].islower():
        return 2
    return 4


def _quote_step(mark: str, before: str, after: str, double: bool, single: bool) -> tuple[int, bool, bool]:
    """Feature of one mark, and whether a double and a single quotation are open after it.

    Cruder than `onrecord.read.quote_marks`, and apart from it on purpose: the network has learned
    this reading of the marks, so that one may be mended without a new model.
    """
    if mark in _OPENING or (mark == '"' and not double and (not before or before in _BEFORE_OPENING)):
        return 3, True, False
    if mark in _CLOSING or mark == '"':
        return (4, False, False) if double else (3, True, False)
    if mark == "‘" or (mark == "'" and not single and (not before or before in _BEFORE_OPENING)):
        return 3, double, True
    if single and not after.isalnum():  # ’ or ' that ends a word while a single quotation is open
        return 4, double, False
    return (2 if single and double else 1 if single or double else 0), double, single


def is_wrapped(text: str) -> bool:
    """Return whether the lines of `text` are broken at a width, so that a line is no paragraph."""
    broken = sum(1 for _ in _BROKEN_SENTENCE.finditer(text))
    return broken > 2 and broken > _WRAPPED_SHARE * sum(1 for _ in _LINE_BREAK.finditer(text))


def segment(text: str) -> Words:
    """Return the words of `text` with their features, in order.

    In a text wrapped at a width only a blank line begins a new line.
    """
    wrapped = is_wrapped(text)
    # Arrays, for a list would hold an object of 32 bytes for each number of a text of a million words.
    start, end, case, gap, quote, paragraph, fresh = columns = tuple(array("q") for _ in range(7))
    line, last, double, single = 0, 0, False, False
    for match in _WORD.finditer(text):
        s, e = match.span()
        word = match.group()
        between = text[last:s]
        if not start:
            gap.append(3)
        elif ("\n" in between or "\r" in between) and not (wrapped and between.count("\n") == 1):
            gap.append(2)
            line += 1
            double = single = False
        else:
            gap.append(1 if between else 0)
        if word in _QUOTE_MARKS:
            state, double, single = _quote_step(
                word, text[s - 1 : s] if gap[-1] < 2 else "", text[e : e + 1], double, single
            )
        else:
            state = 2 if single and double else 1 if single or double else 0
        start.append(s)
        end.append(e)
        case.append(_case(word))
        quote.append(state)
        paragraph.append(line)
        fresh.append(state == 0 and between.count("\n") > 1)
        last = e
    return Words(*(np.array(column, dtype=np.int64) for column in columns))

"""The words of a text as copies are compared by: case, marks and the ways of spelling left out.

An outlet that takes another's text sets it in its own house style: other quotation marks, "harbour" for
"harbor", "initialled" for "initialed". Folding makes these one. It is the same for every text, so that two
words which fold alike without being one ("four" and "for" do not, "caller" and "caler" do) cost nothing
where runs of several words are compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import Final, NamedTuple

from onrecord.article import Span
from onrecord.link.folding import plain

_WORD: Final = re.compile(r"\w+")
#: News of a year has some 200,000 different words, an article a few hundred of which most come again.
_REMEMBERED: Final = 65_536
# British endings and what American spelling has for them. Shorter words ("four", "wise") stay as they are.
_SHORTEST: Final = 5
_ENDINGS: Final = (
    (re.compile(r"our(s|ed|ing|ful|able|ite|ites|er|ers|hood|hoods|ly)?\Z"), r"or\1"),  # harbour, labourers
    (re.compile(r"([bt])re(s|d)?\Z"), r"\1er\2"),  # metres, theatre, fibre
    (re.compile(r"([aeiou])ll(ed|ing|er|ers)\Z"), r"\1l\2"),  # initialled, travellers
    (re.compile(r"is(e|es|ed|er|ers|ing|ation|ations)\Z"), r"iz\1"),  # organise, realisation
    (re.compile(r"ys(e|es|ed|er|ers|ing)\Z"), r"yz\1"),  # analysed
    (re.compile(r"ence(s|less)?\Z"), r"ense\1"),  # defence, licence
    (re.compile(r"ogue(s)?\Z"), r"og\1"),  # dialogue
    (re.compile(r"amme(s)?\Z"), r"am\1"),  # programme
)
_WORDS: Final = {"grey": "gray", "greys": "grays", "tyres": "tires", "tyre": "tire", "cheque": "check"}


class Words(NamedTuple):
    """The words of a text: how each is compared, and where each begins and ends."""

    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def within(self, span: Span) -> slice:
        """Return which words stand in a span, or reach into it."""
        return slice(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def span(self, at: int, size: int) -> Span:
        """Return where `size` words from number `at` on stand."""
        return Span(self.starts[at], self.ends[at + size - 1])


def spelled(text: str) -> Words:
    """Return the words of a text; whatever is no letter, digit or underscore parts two of them."""
    spans = [found.span() for found in _WORD.finditer(text)]
    keys = tuple(folded_word(text[start:end]) for start, end in spans)
    return Words(keys, tuple(start for start, _ in spans), tuple(end for _, end in spans))


@lru_cache(maxsize=_REMEMBERED)
def folded_word(word: str) -> str:
    """Return a word without case, accents, and what British and American spelling differ in.

    >>> folded_word("Metres"), folded_word("initialled")
    ('meters', 'initialed')
    """
    key = plain(word) or word.casefold()
    if len(key) < _SHORTEST:
        return _WORDS.get(key, key)
    for ending, other in _ENDINGS:
        new, times = ending.subn(other, key)
        if times:
            return new
    return _WORDS.get(key, key)

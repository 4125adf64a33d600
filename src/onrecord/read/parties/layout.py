"""The lay of a text: which paragraphs are headings, and which words begin a sentence."""

from __future__ import annotations

from typing import Final

from onrecord.read.parties.tokens import Tokens

# A line is a heading in capitals if three in four of its longer words, and four at least, begin with one.
_HEADING_SHARE: Final = 0.75
_HEADING_WORDS: Final = 4
_LONG_WORD: Final = 4
_LONGEST_HEADING: Final = 30


def headings(tokens: Tokens) -> set[int]:
    """Return the numbers of the paragraphs that are headings with a capital on most words."""
    counts: dict[int, list[int]] = {}
    for word, paragraph in zip(tokens.word, tokens.paragraph, strict=True):
        count = counts.setdefault(paragraph, [0, 0, 0])
        count[2] += 1
        if len(word) >= _LONG_WORD and word[0].isalpha():
            count[0] += 1
            count[1] += word[0].isupper()
    ends: dict[int, str] = dict(zip(tokens.paragraph, tokens.word, strict=True))
    starts: dict[int, str] = dict(zip(reversed(tokens.paragraph), reversed(tokens.lower), strict=True))
    return {
        paragraph
        for paragraph, (words, capitals, size) in counts.items()
        if words >= _HEADING_WORDS
        and capitals >= _HEADING_SHARE * words
        and size <= _LONGEST_HEADING
        and starts[paragraph] != "by"
        and ends[paragraph] not in {".", ":"}
    }


def headlines(tokens: Tokens, heading: set[int]) -> frozenset[int]:
    """Return the numbers of the headings, and of a first paragraph that does not end as a sentence does."""
    if not len(tokens) or tokens.paragraph[-1] == 0:
        return frozenset()
    first = 0
    while first < len(tokens) and tokens.paragraph[first] == 0 and first <= _LONGEST_HEADING:
        first += 1
    ends = first <= _LONGEST_HEADING and tokens.word[first - 1] not in {".", "?", "!"}
    return frozenset(heading | ({0} if ends else set()))


def firsts_of(tokens: Tokens) -> list[bool]:
    """Return whether each token is the first word of its sentence, of a quotation, or behind a colon."""
    firsts: list[bool] = []
    last, fresh = -1, True
    quote = 0
    for word, sentence, inside in zip(tokens.word, tokens.sentence, tokens.quote, strict=True):
        if sentence != last or (inside and inside != quote):
            fresh = True
        last, quote = sentence, inside
        firsts.append(fresh and word[0].isalnum())
        if word[0].isalnum():
            fresh = False
        elif word in {":", "—", "–", "•"}:
            fresh = True
    return firsts

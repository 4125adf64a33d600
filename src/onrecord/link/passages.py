"""A statement as the network of claims reads it: its content with some words of the article around it.

The words before and behind tell who "they" are and what "it" is; the vector is that of the content alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tokenizers import Tokenizer

#: Word pieces of a content that are read, and of what stands before and behind it.
CONTENT: Final = 48
BEFORE: Final = 14
BEHIND: Final = 6
#: Word pieces of the longest passage, with the marks at its ends.
LONGEST: Final = CONTENT + BEFORE + BEHIND + 2
#: Characters before and behind a content that may hold so many pieces.
BEFORE_CHARACTERS: Final = 160
BEHIND_CHARACTERS: Final = 60
#: Kinds of parts: the marks at the ends, before, content, behind.
PARTS: Final = 4
OF_CONTENT: Final = 2
_BEGIN, _END = 101, 102


@dataclass(frozen=True, slots=True)
class Passage:
    """The content of a statement, and the words of the article before and behind it."""

    content: str
    before: str = ""
    behind: str = ""


def passage_of(text: str, start: int, end: int, content: str) -> Passage:
    """Return the passage of a content that stands from `start` to `end` in the text of its article."""
    before = text[max(0, start - BEFORE_CHARACTERS) : start]
    return Passage(content, before, text[end : end + BEHIND_CHARACTERS])


def pieces_of(tokenizer: Tokenizer, passage: Passage) -> tuple[list[int], list[int]]:
    """Return the word pieces of a passage, no more than are read, and the part that each is in."""
    content, before, behind = (
        tokenizer.encode(words, add_special_tokens=False).ids
        for words in (passage.content[:2000], passage.before, passage.behind)
    )
    content, before, behind = content[:CONTENT], before[-BEFORE:], behind[:BEHIND]
    ids = [_BEGIN, *before, *content, *behind, _END]
    parts = [0, *[1] * len(before), *[OF_CONTENT] * len(content), *[3] * len(behind), 0]
    return ids, parts

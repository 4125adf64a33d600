"""Names made comparable: without case, accents, and what spelling and grammar put on them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Letters that Unicode does not take apart into a plain one and its mark.
_PLAIN_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_POSSESSIVE: Final = re.compile(r"[’']s\b")
_WORD: Final = re.compile(r"\w+")
_NAME_WORD: Final = re.compile(r"\w+(?:-\w+)*")
_APOSTROPHE: Final = re.compile(r"[’'`]")
_OTHER: Final = re.compile(r"[^\x00-\x7f]{1,100}")
#: Names are folded often, and the same ones again and again in one article and in those that it meets.
_REMEMBERED: Final = 16_384


@lru_cache(maxsize=_REMEMBERED)
def fold(name: str) -> str:
    """Return a name for comparing: letters and digits only, without case, accents, or a leading "the"."""
    return " ".join(_WORD.findall(_POSSESSIVE.sub("", plain(name)))).removeprefix("the ")


def plain(text: str) -> str:
    """Return a text in small letters without accents."""
    if text.isascii():
        return text.lower()
    kept = unicodedata.normalize("NFKD", text).casefold()
    # Marks are looked for where no plain letter is: in a text with a few curly quotes, at a few places.
    return _OTHER.sub(_unmarked, kept).translate(_PLAIN_LETTERS)


def _unmarked(found: re.Match[str]) -> str:
    return "".join(c for c in found[0] if not unicodedata.combining(c))


def name_words(name: str) -> list[str]:
    """Return the words of a person's name in small letters: hyphens are kept, apostrophes left out."""
    return _NAME_WORD.findall(_APOSTROPHE.sub("", _POSSESSIVE.sub("", plain(name))))

"""What a person types into a search, as a full-text query: nothing in it is syntax by accident."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# "exact phrase", -"exact phrase", or a run without white space; a quotation mark alone is no mark.
_PART: Final = re.compile(r'(-?)"([^"]*)"|(\S+)')
_WORD: Final = re.compile(r"\w+")
# Words and letters that are looked at: SQLite sets a limit to the depth of a query, takes a time that grows
# with the square of a phrase, and nobody types as many.
MOST_WORDS: Final = 64
_MOST_LETTERS: Final = 2_000
# A word cut shorter would be looked up as half of the dictionary: "s*" is a tenth of all words.
_SHORTEST_BEGINNING: Final = 3


@dataclass(frozen=True, slots=True)
class Query:
    """A query for FTS5: `match` is what must be there ("" for nothing), `without` what must not."""

    match: str
    without: str

    @property
    def is_empty(self) -> bool:
        """Whether it asks for no words at all."""
        return not self.match


def parse_query(text: str) -> Query:
    """Return what a query asks for: all of its words, "exact phrases", beginnings*, and none of -these.

    Every word is compared by its stem, without case and accents. A query of punctuation asks for nothing.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for negative, phrase in _parts(text):
        (unwanted if negative else wanted).append(phrase)
    match = " AND ".join(wanted)
    without = " OR ".join(unwanted)
    if match and without:
        match = f"({match}) NOT ({without})"
    return Query(match, without)


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Yield each part as a phrase of FTS5, with whether it must not be there."""
    left = MOST_WORDS
    for found in _PART.finditer(text[:_MOST_LETTERS]):
        minus, phrase, bare = found.groups()
        star = bare is not None and bare.endswith("*")
        minus = minus or (bare or "").startswith("-")
        words = _WORD.findall(phrase if bare is None else bare)[:left]
        if not words:
            continue
        left -= len(words)
        star = star and len(words[-1]) >= _SHORTEST_BEGINNING
        yield bool(minus), quoted(words) + (" *" if star else "")


def quoted(words: list[str]) -> str:
    """Return words of letters and digits as one phrase of FTS5."""
    return f'"{" ".join(words)}"'

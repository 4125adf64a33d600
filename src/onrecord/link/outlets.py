"""Outlets by the names that articles give them: "The Harrow Post", "the Post", "the Lantern's".

A name stands for an outlet only where the record has an outlet that goes by it; which one is meant by a short
form is decided later, by what the article says that it has from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from onrecord.article import Span
from onrecord.link.folding import fold
from onrecord.read.circumstances.lexicon import OUTLET_NOUNS
from onrecord.read.parties import lexicons as lex

#: Words that may stand inside the name of an outlet, written small.
_SMALL: Final = frozenset("of and the de for to on in la le der di".split())
#: What an outlet is, beside the words that the reader knows outlets by.
_BODIES: Final = OUTLET_NOUNS | lex.OUTLET_BODIES | lex.word_set("gazeta voice portal desk blog wire network")
#: Publishers that are no outlets by the last word of their name: they may speak anywhere, not only in print.
_FIRMS: Final = lex.FIRM_WORDS | lex.word_set("""
    utilities utility capital ferries ferry mission ministry department office council club union party
    committee commission authority association institute university hospital foundation trust court bank
    government parliament police airlines airways railways holdings industries laboratories company group
    ltd limited inc incorporated corp corporation plc llc gmbh co waterworks
    mines mining minerals energy pharma therapeutics museum gallery house
""")
_BEFORE_PLACES: Final = frozenset("radio television tv channel voice".split())
_TOKEN: Final = re.compile(r"[^\W_][\w&’'.-]*")
# Names of outlets longer than this are not looked for.
_LONGEST: Final = 6

Lookup = Callable[[Sequence[str]], Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Named:
    """A place where an outlet of the record is named: the words there and the outlets that go by them."""

    span: Span
    folded: str
    publishers: tuple[str, ...]
    is_full: bool


@lru_cache(maxsize=4096)
def forms_of(publisher: str) -> tuple[str, ...]:
    """Return the folded names that an outlet goes by, its full name first.

    Of "The Harrow Evening Post" those are the whole name, "evening post" and "post"; of "Kettle Waterworks
    Ltd", which is no outlet by name, also "kettle waterworks" and "kettle". A town before "Post" is none.
    """
    words = fold(publisher).split()
    if not words:
        return ()
    found = [" ".join(words)]
    is_outlet = is_outlet_name(publisher)
    if words[0] not in _BEFORE_PLACES:  # "Radio Harrow" is not "Harrow"
        rests = [words[start:] for start in range(1, len(words))]
        found += [" ".join(rest) for rest in rests if rest[0] not in _SMALL and not _FIRMS.issuperset(rest)]
    for end in range(len(words) - 1, 0, -1):
        if words[end - 1] in _SMALL:
            continue
        if words[end] in _SMALL and words[0] in _BODIES and end == 1:
            found.append(words[0])
        elif not is_outlet and not _SMALL.intersection(words):
            found.append(" ".join(words[:end]))
    return tuple(dict.fromkeys(found))


def is_outlet_name(publisher: str) -> bool:
    """Whether a publisher is an outlet by its name: a paper, an agency in capitals, not a company."""
    words = fold(publisher).split()
    return bool(words) and (words[-1] in _BODIES or words[0] in _BODIES or words[-1] not in _FIRMS)


def names_in(text: str, lookup: Lookup) -> list[Named]:
    """Return the places where `text` names an outlet that `lookup` knows, in order, the longest name first.

    A single word that is only a part of a name counts behind "the" ("the Post") or what an outlet is ("the
    newspaper Post").
    """
    grams = list(_grams(text))
    known = lookup(sorted({folded for _, folded in grams}))
    found: list[Named] = []
    end = 0
    for span, folded in grams:
        publishers = known.get(folded, ())
        full = tuple(one for one in publishers if forms_of(one)[0] == folded)
        if span.start < end or not publishers or not (full or _is_pointed(text, span)):
            continue
        found.append(Named(span, folded, full or tuple(publishers), bool(full)))
        end = span.end
    return found


_POINTED: Final = re.compile(
    r"(?:\b[Tt]he|\b(?:newspaper|paper|portal|station|agency|broadcaster|site|magazine|weekly|daily))\s\Z"
)


def _is_pointed(text: str, span: Span) -> bool:
    has_article = text[span.start : span.end].lower().startswith("the ")
    words = text[span.start : span.end].split()
    return has_article or len(words) > 1 or bool(_POINTED.search(text, max(0, span.start - 14), span.start))


def _grams(text: str) -> Iterator[tuple[Span, str]]:
    """Yield runs of words that begin and end with a capital, by their start, the longest first."""
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    for at, (start, _, word) in enumerate(tokens):
        if not word[0].isupper():
            continue
        runs = []
        last = at
        for there in range(at, min(len(tokens), at + _LONGEST)):
            if there > at and text[tokens[there - 1][1] : tokens[there][0]].strip(" ’'"):
                break
            if "\n" in text[tokens[last][1] : tokens[there][0]]:
                break
            if tokens[there][2][0].isupper():
                runs.append(tokens[there][1])
                last = there
            elif tokens[there][2] not in _SMALL:
                break
        for end in reversed(runs):
            stop = start + len(text[start:end].rstrip(".’'-"))
            folded = fold(text[start:stop])
            if folded:
                yield Span(start, stop), folded

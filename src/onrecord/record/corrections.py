"""A person's correction of an attribution: checked against the text, and found in it by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from onrecord.article import Attribution, Span
from onrecord.errors import JudgementError
from onrecord.record.judgements import Correction

#: The parts of an attribution that a correction may give other spans.
ROLES: Final = ("source", "cue", "content")
# How far from a statement its words are looked for, in characters: a few paragraphs. Farther away the
# same words are more likely somebody else's.
_NEAR: Final = 1_500
# Quotation marks are typed straight and printed curled; one for one, so that offsets still fit.
_STRAIGHT: Final = str.maketrans("“”„«»‘’‚‹›", '"""""' + "'''''")
# White space of a text between two words: a line end with an indent, seldom more.
_GAP: Final = r"\s{1,40}"
_MANY: Final = 5


def checked(correction: Correction, one: Attribution, text: str) -> Correction:
    """Return the correction with its spans in text order; raises JudgementError where they do not fit.

    They must lie in the text, cover something, and not overlap, nor what is left as it was read of `one`.
    """
    ordered = replace(
        correction,
        source=_ordered("source", correction.source, text),
        cue=_ordered("cue", correction.cue, text),
        content=_ordered("content", correction.content, text),
    )
    for role in ("cue", "content"):
        if getattr(ordered, role) == ():
            raise JudgementError(f"the corrected {role} is empty; give a span, or leave it as it was read")
    roles = [(span, role) for role in ROLES for span in _spans(ordered, one, role)]
    for (before, first), (after, second) in pairwise(sorted(roles)):
        if after.start < before.end:
            where = f"{first} {list(before)} and {second} {list(after)}"
            raise JudgementError(f"{where} overlap; correct both, or give shorter spans")
    if ordered == Correction():
        raise JudgementError("the correction says nothing; give what should have been read, or leave it out")
    return ordered


def _spans(correction: Correction, one: Attribution, role: str) -> tuple[Span, ...]:
    given: tuple[Span, ...] | None = getattr(correction, role)
    return getattr(one, role) if given is None else given


def _ordered(role: str, given: Sequence[Span] | None, text: str) -> tuple[Span, ...] | None:
    if given is None:
        return None
    for start, end in given:
        if not 0 <= start < end <= len(text):
            cause = f"[{start}, {end}] of the corrected {role} does not lie in the text"
            raise JudgementError(f"{cause}; it has {len(text)} characters")
    return tuple(sorted(Span(*span) for span in given))


def find_words(text: str, words: str, one: Attribution) -> Span:
    """Return where `words` stand near the attribution; white space and the shape of quotes do not count.

    Raises JudgementError where they do not stand within 1,500 characters of it, or in several places there
    and not just once inside the statement.
    """
    inside = _extent(one)
    low, high = max(0, inside.start - _NEAR), inside.end + _NEAR
    tokens = words.translate(_STRAIGHT).split()
    if not tokens:
        raise JudgementError("no words were given; give those of the article")
    # Whole words only: "err" does not stand in "ferry".
    begins, ends = (r"\b" if letter.isalnum() else "" for letter in (tokens[0][0], tokens[-1][-1]))
    pattern = re.compile(begins + _GAP.join(re.escape(token) for token in tokens) + ends)
    near = text[low:high].translate(_STRAIGHT)
    found = [Span(low + match.start(), low + match.end()) for match in pattern.finditer(near)]
    if not found:
        raise JudgementError(
            f"{words!r:.80} does not stand near the statement; give the words as the article has them"
        )
    within = [span for span in found if inside.start <= span.start and span.end <= inside.end]
    for few in (found, within):
        if len(few) == 1:
            return few[0]
    raise JudgementError(
        f"{words!r:.80} stands there {len(found)} times ({_places(found)}); give more words, or --spans"
    )


def _extent(one: Attribution) -> Span:
    spans = (*one.source, *one.cue, *one.content)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _places(spans: Sequence[Span]) -> str:
    shown = ", ".join(f"{start}-{end}" for start, end in spans[:_MANY])
    return f"{shown}, …" if len(spans) > _MANY else shown

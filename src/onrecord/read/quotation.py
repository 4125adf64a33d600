"""How the content of an attribution is quoted, and what in its quotation is the reporter's.

Where the quotation marks of a text stand is the business of `quote_marks`; its names are given on
from here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from onrecord.article import Insertion, InsertionKind, Quotation, Span
from onrecord.read.quote_marks import (
    LINE_BREAK,
    MARK_CHARACTERS,
    Quote,
    QuoteStyle,
    State,
    find_quotations,
    quote_states,
    trimmed,
)

__all__ = [
    "Quote",
    "QuoteStyle",
    "State",
    "classify",
    "find_insertions",
    "find_quotations",
    "is_speaker_label",
    "quote_states",
]

# A reporter's bracket is a few words; an unclosed one must not swallow the article.
_LONGEST_BRACKET = 200
# A transcript repeats its labels every few turns; looking no further keeps a long one linear.
_LABEL_REACH = 20_000
_LONGEST_LABEL = 80
_LINE_END = re.compile(LINE_BREAK)
_WORD = re.compile(r"[^\W_]")


def classify(
    text: str,
    content: Sequence[Span],
    quotes: Sequence[Quote],
    *,
    cue: Sequence[Span] = (),
    speaker_label: bool = False,
) -> tuple[Quotation, tuple[Span, ...]]:
    """Return how `content` is quoted, and its stretches in quotation marks, marks left out.

    `direct` when every letter and digit of the content stands in quotation marks, also where the
    span leaves the marks out; `mixed` when some do. Where the `cue` stands inside a quotation, that
    quotation is somebody else's: only marks within it count. A turn of a transcript is direct
    without any marks: say `speaker_label` (see `is_speaker_label`).
    """
    quoted: list[Span] = []
    outside = False
    for span in content:
        position = span.start
        for inner in _outermost_in(span, quotes, cue):
            outside = outside or bool(_WORD.search(text, position, max(position, inner.start)))
            position = max(position, inner.end)
            if _WORD.search(text, inner.start, inner.end):
                quoted.extend(trimmed(text, inner.start, inner.end))
        outside = outside or bool(_WORD.search(text, position, max(position, span.end)))
    if speaker_label or (quoted and not outside):
        return Quotation.DIRECT, tuple(quoted)
    return (Quotation.MIXED if quoted else Quotation.INDIRECT), tuple(quoted)


def _outermost_in(span: Span, quotes: Sequence[Quote], cue: Sequence[Span]) -> Iterator[Span]:
    """The inner spans of the outermost quotations that meet `span`, clipped to it, in text order."""
    place = bisect_left(quotes, span.start, key=lambda quote: quote.opening.start)
    around: list[Quote] = []
    before = place - 1 if place else None
    while before is not None:
        around.append(quotes[before])
        before = quotes[before].parent
    reached = span.start
    for quote in chain(reversed(around), map(quotes.__getitem__, range(place, len(quotes)))):
        if quote.opening.start >= span.end:
            return
        around_cue = any(quote.inner.start <= part.start and part.end <= quote.inner.end for part in cue)
        start, end = max(quote.inner.start, reached), min(quote.inner.end, span.end)
        if start < end and not around_cue:
            yield Span(start, end)
            reached = end


def is_speaker_label(text: str, source: Sequence[Span], cue: Sequence[Span]) -> bool:
    """Return whether source and cue are the label of a turn: "PENNY: We will go."

    The source must begin a line and the cue be the colon after it. A label in capitals is enough,
    unless the rest of the line is in capitals too (a headline). Any other label ("Ann Penny:") must
    begin another line near by, and "Q" or "A" likewise; the first line of a text is then never a turn
    ("Mayor: Bridge is safe" is a headline).
    """
    if not source or not cue or text[cue[-1].start : cue[-1].end].strip() != ":":
        return False
    start, colon = source[0].start, text.rfind(":", cue[-1].start, cue[-1].end)
    if colon - start > _LONGEST_LABEL or source[-1].end > colon:
        return False
    label = text[start:colon].strip()
    lead = text[max(0, start - _LONGEST_LABEL) : start]
    before = _LINE_END.split(lead)[-1]
    if not label or _LINE_END.search(label) or before.strip(" \t*-–—>•_#\u00a0"):
        return False
    name = text[source[0].start : source[-1].end]
    if sum(map(str.isalpha, name)) > 1 and name.upper() == name and name.lower() != name:
        line = _LINE_END.split(text[colon + 1 : colon + 1 + _LABEL_REACH], maxsplit=1)[0]
        return line.upper() != line or line.lower() == line
    if not text[:start].strip():
        return False
    return _recurs(text, label, start, colon)


def _recurs(text: str, label: str, start: int, colon: int) -> bool:
    """Whether another line near by begins with the same label."""
    near = re.compile(rf"(?:{LINE_BREAK}|\A)[ \t*>•_-]{{0,4}}{re.escape(label)}[ *_]{{0,4}}:")
    before = near.search(text[max(0, start - _LABEL_REACH) : start])
    return bool(before or near.search(text[colon + 1 : colon + 1 + _LABEL_REACH]))


_NOTE_WORDS = (
    r"(?:(?:the )?(?:emphasis|emphases|italics?|bold(?:face)?|underlining)(?: is| was| are)?"
    r" (?:added|mine|ours|supplied|in (?:the )?original|his|hers|theirs)"
    r"|(?:my|our) (?:emphasis|italics?))[^()\[\]\r\n]{0,40}"
)
_EMPHASIS = re.compile(rf"\(\s?{_NOTE_WORDS}\)|\[\s?{_NOTE_WORDS}\]", re.IGNORECASE)
_DOTS = r"(?:…|\.(?:[ \u00a0]?\.){2,})"
_ELLIPSIS = re.compile(rf"\[[ \u00a0]?{_DOTS}[ \u00a0]?\]|\([ \u00a0]?{_DOTS}[ \u00a0]?\)|{_DOTS}")
_STAGE_NOTE = re.compile(
    r"\((?:sic|(?:[^\W\d_]{2,12} ){0,2}(?:laugh(?:s|ter|ing)?|applause|applauds|cheers?|cheering|boos|booing"
    r"|chuckles|sighs|pauses?|crosstalk|cross-talk|inaudible|unintelligible|music|smiles|nods|shouts|shouting"
    r"|gasps|cries|weeps|coughs))[.!]?\)",
    re.IGNORECASE,
)
_BRACKET_END = re.compile(r"[\[\]]")
# What may stand between the last quoted word and a note on it: the marks, a full stop, a space.
_AFTER_QUOTED = re.compile(rf"[{MARK_CHARACTERS}.,;!?…\u00a0 ]{{0,6}}")


def find_insertions(text: str, quoted: Sequence[Span]) -> tuple[Insertion, ...]:
    """Return what the reporter put into the `quoted` stretches, in text order, never overlapping.

    A note on emphasis directly behind the closing mark counts as well. A bracket left open, or
    longer than a reporter's bracket is, is none.
    """
    found: list[Insertion] = []
    reached = 0
    for span in sorted(quoted):
        candidates = sorted(_insertions_in(text, span), key=lambda item: (item.span.start, -item.span.end))
        for insertion in candidates:
            if insertion.span.start >= reached:
                found.append(insertion)
                reached = insertion.span.end
    return tuple(found)


def _insertions_in(text: str, span: Span) -> Iterator[Insertion]:
    start, end = span
    notes = {match.span() for match in _EMPHASIS.finditer(text, start, end)}
    behind = _AFTER_QUOTED.match(text, end)
    note = _EMPHASIS.match(text, behind.end()) if behind else None
    if note:
        notes.add(note.span())
    dots = {match.span() for match in _ELLIPSIS.finditer(text, start, end)}
    for where in notes:
        yield Insertion(Span(*where), InsertionKind.EMPHASIS)
    for where in dots:
        yield Insertion(Span(*where), InsertionKind.ELLIPSIS)
    for where in _brackets(text, span):
        if where not in notes and where not in dots:
            yield Insertion(Span(*where), InsertionKind.BRACKET)


def _brackets(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Square brackets that are closed within reach, and notes such as "(laughter)"."""
    opened: list[int] = []
    for match in _BRACKET_END.finditer(text, span.start, span.end):
        if match.group() == "[":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if match.end() - start <= _LONGEST_BRACKET:
                yield start, match.end()
    for match in _STAGE_NOTE.finditer(text, span.start, span.end):
        yield match.span()

"""The day that an article itself says it is of: a date on a line of its own at the top, or a dateline."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from onrecord.article import Span
from onrecord.read.dates.context import Context, Spoken
from onrecord.read.dates.forms import DayOfYear, Fixed, Form, Timed
from onrecord.read.dates.grammar import Piece
from onrecord.read.dates.periods import Kind
from onrecord.read.dates.reckon import reckon
from onrecord.read.dates.tokens import Tokens

# Where a date may stand that is the article's own: behind a title, a byline and a place.
_TOP: Final = 1000
# A dateline so many days before publication at most is the day of writing; others are mistakes or reprints.
_DAYS_BEFORE: Final = 7
# The most characters that a line may have before or behind such a date.
_LINE: Final = 120
# What may stand beside the date on its line.
_FURNITURE: Final = re.compile(
    r"(?:published|updated|posted|last|first|modified|on|at|by|date|dated|written|the|from|online|print|"
    r"edition|gmt|utc|e[sd]t|bst|[ap]\.?m|\d{1,2}[:.]\d{2}|[|,:;.·•()\[\]–—-]|\s)*",
    re.IGNORECASE,
)
# "PENDRY, ", "ST. ORVANE, Marland, ": what stands before the date of a dateline.
_PLACE: Final = re.compile(
    r"\s*[A-Z][A-Z.'’ /-]{2,40}(?:, ?[A-Z][\w.'’ -]{1,30}){0,2}[, ]+(?:on )?(?:\(|[A-Z][a-z]+, )?"
)
# "Radio Pendry, ", "The Long View: ", with the end of a sentence or of the line behind the date.
_OUTLET: Final = re.compile(r"\s*(?:[A-Z][\w.'’&-]{0,30} ){0,5}[A-Z][\w.'’&-]{0,30}[,:|–—-]\s{1,2}")
_AFTER_OUTLET: Final = re.compile(r"\s*(?:[.|–—-]|$)")
_AFTER_DATELINE: Final = re.compile(
    r"\)?\s{0,2}(?:\([^)\n]{1,40}\)\s{0,2})?(?:[-–—:]|\()|\s{0,2}\([^)\n]{1,40}\)"
)


class _Own(NamedTuple):
    form: Form
    span: Span


def published_day(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date and time; None for what is neither."""
    try:
        return date.fromisoformat((published or "").strip()[: len("2031-03-12")])
    except ValueError:
        return None


def context_of(text: str, published: str | None, pieces: list[Piece], tokens: Tokens) -> Context:
    """Return what the dates of an article are to be reckoned from.

    Publication comes first. A dateline up to a week before it is what weekdays are reckoned from; any
    other disagreement is told and changes nothing. Without publication a full date at the top stands in.
    """
    day = published_day(published)
    context = Context(text, day, day, live=bool(tokens.stamps.places))
    own = _own_date(text, pieces, tokens)
    if day is None:
        context.full = _first_full(pieces, tokens)
    if own is None:
        return context
    found = reckon(own.form, context, own.span.start, None)
    if found.period is None or (day is None and not isinstance(own.form, Fixed)):
        return context
    written = found.period.first
    if day is None:
        context.day = context.dateline = written
        context.rests_on = own.span
    elif timedelta(0) <= day - written <= timedelta(_DAYS_BEFORE):
        context.dateline = written
    else:
        context.clash = f"the article's own date, {written.isoformat()}, is not that of publication"
    return context


def _first_full(pieces: list[Piece], tokens: Tokens) -> Spoken | None:
    for piece in pieces:
        form = piece.form
        if isinstance(form, Fixed) and form.period.kind in (Kind.DAY, Kind.MONTH):
            return Spoken(form.period, Span(tokens.starts[piece.first], tokens.ends[piece.last - 1]))
    return None


def _own_date(text: str, pieces: list[Piece], tokens: Tokens) -> _Own | None:
    for piece in pieces:
        span = Span(tokens.starts[piece.first], tokens.ends[piece.last - 1])
        if span.start > _TOP:
            return None
        clock = isinstance(piece.form, Timed) and piece.form.clock[0].isdecimal()
        form = piece.form.day if isinstance(piece.form, Timed) and clock else piece.form
        if isinstance(form, Fixed) and form.period.kind is not Kind.DAY:
            continue
        if isinstance(form, (Fixed, DayOfYear)) and _is_own(text, span, isinstance(form, Fixed)):
            return _Own(form, span)
    return None


def _is_own(text: str, span: Span, with_year: bool) -> bool:
    """Whether a date stands in a dateline, or with its year alone on its line."""
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end)
    before = text[line_start : span.start]
    after = text[span.end : line_end if line_end >= 0 else len(text)]
    alone = with_year and len(before) <= _LINE and len(after) <= _LINE
    if alone and _FURNITURE.fullmatch(before) and _FURNITURE.fullmatch(after):
        return True
    if len(before) > _LINE:
        return False
    if with_year and _OUTLET.fullmatch(before) and _AFTER_OUTLET.match(after):
        return True
    return bool(_PLACE.fullmatch(before) and _AFTER_DATELINE.match(after))

"""From forms to dates: TIMEX3 and EDTF of each expression, in the order of the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from onrecord.article import Anchor, Date, Span, Timex3
from onrecord.read.dates import lexicon
from onrecord.read.dates.context import Context
from onrecord.read.dates.forms import (
    Away,
    Between,
    Definite,
    Form,
    Hour,
    Length,
    Modified,
    PartOfYear,
    Pointed,
    Pointer,
    Reference,
    Repeated,
    Timed,
    Weekday,
)
from onrecord.read.dates.grammar import Piece
from onrecord.read.dates.periods import FINENESS, Kind, OutOfCalendarError, Period
from onrecord.read.dates.reckon import BY_EVENT, CONTEXTUAL, NO_ANCHOR, NO_HALF, TOLD, WEAK, Reckoned, reckon
from onrecord.read.dates.tense import Tense, is_dated_past, tense_at
from onrecord.read.dates.timex3 import edtf_of
from onrecord.read.dates.tokens import Tokens

# Prepositions that leave a stretch of time open on one side.
_OPENS_END: Final = frozenset({"since", "after"})
_OPENS_START: Final = frozenset({"until", "till", "before", "by"})
# What is reckoned with less than this is left open; what the words say whole stays as they say it.
_LEAST_CONFIDENCE: Final = 0.6
_NO_POINT: Final = "stands for no point of the calendar"
_LENGTH_LETTERS: Final = {Kind.DAY: "D", Kind.WEEK: "W", Kind.MONTH: "M", Kind.QUARTER: "Q", Kind.YEAR: "Y"}


def resolve(piece: Piece, tokens: Tokens, context: Context) -> Date | None:
    """Return the date of an expression, and note in the context what it names; None if it is none."""
    form = piece.form
    span = Span(tokens.starts[piece.first], tokens.ends[piece.last - 1])
    if form is None:
        return None
    tense = tense_at(tokens, piece.first, piece.last)
    opening = tokens.words[piece.first - 1] if piece.first else ""
    ahead = opening in ("until", "till", "by") or (opening == "through" and tense is not Tense.PAST)
    if ahead and _names_weekday(form):
        tense = Tense.FUTURE
    if isinstance(form, Length) and form.ahead and tense is Tense.FUTURE and not form.bare:
        form = Away(form.amounts[0], 1, None, False, form.mod)
    try:
        match form:
            case Length():
                return replace(_length(form, span), reason=_from_event(piece, tokens))
            case Repeated():
                return Date(
                    span, None, Timex3("SET", form.value, None, form.quant, form.freq), confidence=TOLD
                )
            case Reference():
                return Date(span, None, Timex3("DATE", form.value), reason=_NO_POINT, confidence=TOLD)
            case Between():
                return _between(form, span, context, tense)
            case Hour():
                return _hour(form, span, context, tokens.stamps.at(span.start), tense, opening)
            case _:
                if piece.last < len(tokens.words) and tokens.words[piece.last] in ("'s", "’s"):
                    opening = ""
                # What goes on since a day began before now, whatever the verb.
                sure = opening == "since" or is_dated_past(tokens, piece.first, piece.last)
                return _point(form, span, context, tense, opening, sure)
    except OutOfCalendarError:
        return Date(span, None, None, reason="outside the years 1 to 9999", confidence=WEAK)


def _names_weekday(form: Form) -> bool:
    if isinstance(form, Modified):
        form = form.form
    return isinstance(form.day if isinstance(form, Timed) else form, Weekday)


def _from_event(piece: Piece, tokens: Tokens) -> str:
    """Why "five days before the talks ended" has no date; nothing for a length that is only one."""
    before = tokens.words[piece.first - 1] if piece.first else ""
    after = tokens.words[piece.last] if piece.last < len(tokens.words) else ""
    return BY_EVENT if after in ("before", "after") and before not in ("for", "of", "in") else ""


def _length(form: Length, span: Span) -> Date:
    return Date(span, None, Timex3("DURATION", form.value, form.mod), reason="", confidence=TOLD)


def _hour(
    form: Hour, span: Span, context: Context, now: int | None, tense: Tense | None, opening: str
) -> Date:
    """An hour by twelve: under a time stamp the next one, or the last one of what was; else open."""
    minute = form.hour % 12 * 60 + form.minute
    ahead = [half for half in (minute, minute + 720) if now is not None and half >= now]
    gone = [half for half in (minute, minute + 720) if now is not None and half <= now]
    # "Parliament sits at ten", at nine: nothing of that hour has gone by.
    ahead_of = tense is Tense.FUTURE or (tense is None and (opening in _OPENS_START or not gone))
    chosen = ahead[:1] if ahead_of else gone[-1:] if tense is Tense.PAST else []
    if not chosen or context.day is None:
        return Date(span, None, None, Anchor.NONE, None, NO_HALF, WEAK)
    day = Timed(f"{chosen[0] // 60:02}:{chosen[0] % 60:02}", Pointed(Kind.DAY, Pointer(0)))
    return replace(_point(day, span, context, tense, ""), confidence=CONTEXTUAL)


def _point(
    form: Form, span: Span, context: Context, tense: Tense | None, opening: str, surely_past: bool = False
) -> Date:
    found = reckon(form, context, span.start, tense, surely_past)
    if found.period is None and isinstance(form, Away) and not found.value.endswith("_REF"):
        # From when is not known; how long is.
        return replace(_length(Length((form.amount,), form.mod), span), reason=found.reason)
    mod = _mod_of(form)
    value = found.period.timex() if found.period is not None else found.value
    timed = _timed(form)
    if timed is not None:
        value = f"{value}T{timed.clock}" if len(value) == len("1998-02-12") else value
    # The times of a live report's own day are no day that "the same day" could mean.
    own = context.live and timed is not None and found.anchor is Anchor.PUBLISHED
    if found.period is not None and not own and not _is_comparison(form, found.period, context):
        context.remember(found.period, span, found.anchor is Anchor.ITSELF)
    kind = "TIME" if timed is not None else "DATE"
    if mod is None and opening in _OPENS_END | _OPENS_START:
        mod = _open_mod(form, opening)
    timex = Timex3(kind, value, mod)
    edtf = edtf_of(timex) if found.period is not None else None
    if found.anchor is not Anchor.ITSELF and found.confidence < _LEAST_CONFIDENCE:
        edtf = None
    if edtf is not None and mod in ("START", "MID", "END", "APPROX"):
        edtf = _opened(edtf, opening)
    if edtf is not None and isinstance(form, Away):
        edtf = _day_weeks_away(form, found.period, context) or edtf
    return Date(span, edtf, timex, found.anchor, found.rests_on, _reason(found, edtf), found.confidence)


def _day_weeks_away(form: Away, period: Period | None, context: Context) -> str | None:
    """About which day is so many weeks ago: TIMEX3 names the week of it, EDTF knows no weeks."""
    weeks = (form.amount.count or 0) * lexicon.UNIT_SIZES.get(form.amount.unit, 1)
    plain = form.base is None and not form.from_context and form.mod is None
    if not plain or period is None or period.kind is not Kind.WEEK or context.day is None:
        return None
    return f"{(context.day + timedelta(round(7 * form.sign * weeks))).isoformat()}~"


def _is_comparison(form: Form, period: Period, context: Context) -> bool:
    """Whether a period is only named to be compared with: "up from a year earlier", "the 1988 quarter"."""
    topic = context.spoken.get(period.kind)
    earlier = topic is not None and topic.period.number > period.number
    match form:
        case Definite():
            return form.years != 0
        case Away():
            return form.amount.unit == "year"
        case PartOfYear(kind=Kind.QUARTER, year=year):
            return year is not None and earlier
        case _:
            return False


def _reason(found: Reckoned, edtf: str | None) -> str:
    return found.reason or ("" if edtf else NO_ANCHOR)


def _open_mod(form: Form, opening: str) -> str | None:
    """TIMEX3's mod for "since 2018", "until March"; "before" and "after" a day are mostly of an event."""
    if isinstance(form, (Definite, Away)):
        return None
    return {"since": "ON_OR_AFTER", "after": "AFTER", "before": "BEFORE"}.get(opening, "ON_OR_BEFORE")


def _opened(edtf: str, opening: str) -> str:
    start, _, end = edtf.partition("/")
    if opening in _OPENS_END:
        return f"{start}/.."
    return f"../{end or start}" if opening in _OPENS_START else edtf


def _mod_of(form: Form) -> str | None:
    return form.mod if isinstance(form, (Modified, Timed, Away)) else None


def _timed(form: Form) -> Timed | None:
    while isinstance(form, Modified):
        form = form.form
    return form if isinstance(form, Timed) else None


def _between(form: Between, span: Span, context: Context, tense: Tense | None) -> Date:
    end = reckon(form.end, context, span.start, tense)
    if end.period is None:
        return Date(span, None, Timex3("DURATION", "PXX"), reason=end.reason, confidence=end.confidence)
    start = _start_of(form.start, end, span, context, tense)
    if start.period is None or start.period.first > end.period.last:
        reason = start.reason or "the range ends before it begins"
        return Date(span, None, Timex3("DURATION", "PXX"), reason=reason, confidence=WEAK)
    edtf = "/".join(
        part for period, place in ((start.period, 0), (end.period, -1)) if (part := _end(period, place, form))
    )
    context.remember(end.period, span)
    return Date(
        span,
        edtf,
        Timex3("DURATION", _extent(start.period, end.period)),
        end.anchor,
        end.rests_on,
        start.reason or end.reason,
        min(start.confidence, end.confidence),
    )


def _start_of(form: Form, end: Reckoned, span: Span, context: Context, tense: Tense | None) -> Reckoned:
    """The first period of a range: the last one of its name before the range's end."""
    start = reckon(form, context, span.start, tense)
    assert end.period is not None
    in_order = start.period is None or start.period.first <= end.period.last
    if start.anchor is Anchor.ITSELF or (in_order and end.anchor is not Anchor.ITSELF):
        return start
    inner = Context(context.text, end.period.first, dateline=end.period.first)
    again = reckon(form, inner, span.start, Tense.PAST)
    return Reckoned(again.period, again.value, end.anchor, end.rests_on, again.reason, start.confidence)


def _end(period: Period, place: int, form: Between) -> str:
    part = form.end if place else form.start
    edtf = edtf_of(Timex3("DATE", period.timex(), _mod_of(part))) or ""
    return edtf.split("/")[place]


def _extent(start: Period, end: Period) -> str:
    """How long a range is, both ends counted."""
    kind = min(start.kind, end.kind, key=FINENESS.__getitem__)
    if start.kind is end.kind and kind in _LENGTH_LETTERS:
        return f"P{end.number - start.number + 1}{_LENGTH_LETTERS[kind]}"
    return f"P{(end.last - start.first).days + 1}D"

"""When something was said, apart from when what is said happened.

A date in the words about the saying tells it ("said on Tuesday"), or the stamp of a live blog or a
dated section's head above. Nothing is inferred from the day of publication.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from onrecord.article import Attribution, Date, Span
from onrecord.read.circumstances.flat import Flat
from onrecord.read.circumstances.places import Places, hull

# "said on Tuesday the bank would close": a date so close to the cue is the saying's, though the content
# may begin with it.
_JOINS = re.compile(
    r",? ?(?:on |in |at |late |early |late on |early on |back in |as early as |by |this |last |earlier "
    r"|again )?(?:on )?\Z"
)
_SOURCE_DATED = re.compile(
    r"\b(?:released|published|issued|dated|sent|of|from|filed|posted|printed)(?: (?:on|in|late|early|at))?"
    r" ?\Z"
)
_DATELESS = frozenset({"DURATION", "SET"})
_OPENING = re.compile(
    r"[\"'(—–-]{0,2}(?:but |and |then |also |later )?(?:on |in |at |by |late |early |as early as |back in "
    r"|earlier |since |during |the )*\Z"
)
# A line that is a time or a date and nothing else; one alone is the date of the page.
_LONGEST_STAMP, _LEAST_STAMPS = 48, 2


@dataclass(frozen=True, slots=True)
class Stamps:
    """The lines of a text that are only a date or time: where each begins, and the index of its date."""

    starts: tuple[int, ...]
    dates: tuple[int, ...]

    def above(self, position: int) -> int | None:
        """Return the index of the date of the nearest stamp above `position`."""
        place = bisect_right(self.starts, position) - 1
        return self.dates[place] if place >= 0 else None


def stamps(flat: Flat, dates: tuple[Date, ...]) -> Stamps:
    """Return the stamps of a live blog or the dated heads of sections; none where there is but one."""
    found: dict[int, int] = {}
    for index, date in enumerate(dates):
        start = flat.low.rfind("\n", max(0, date.span.start - _LONGEST_STAMP), date.span.start) + 1
        end = flat.low.find("\n", date.span.end, date.span.end + _LONGEST_STAMP)
        if end < 0 or (start == 0 and date.span.start > 0):
            continue
        rest = flat.low[start : date.span.start] + flat.low[date.span.end : end]
        if not re.sub(r"[\W_]|\b(?:gmt|bst|et|est|utc|cet|updated|posted|at)\b", "", rest):
            found.setdefault(start, index)
    if len(found) < _LEAST_STAMPS:
        return Stamps((), ())
    return Stamps(tuple(found), tuple(found.values()))


def said_date(at: Places, one: Attribution, zones: tuple[Span, ...]) -> int | None:
    """Return the index of the date that tells when `one` was said; None where no words tell it."""
    cue, lead = hull(one.cue), _lead_end(one)
    for zone in zones:
        for index in at.dates_in(zone.start, zone.end):
            if _is_point(at.dates[index]) and (zone.start >= lead or _opens(at, zone, index)):
                return index
    for index in at.dates_in(cue.end, cue.end + 24):
        if _is_point(at.dates[index]) and _JOINS.fullmatch(at.flat.low, cue.end, at.dates[index].span.start):
            return index
    return _of_source(at, one)


def _lead_end(one: Attribution) -> int:
    return min(hull(one.cue).start, hull(one.source).start if one.source else hull(one.cue).start)


def _opens(at: Places, zone: Span, index: int) -> bool:
    """Whether the date opens its clause, or stands in an occasion that does ("In a letter sent in May,"
    " …")."""
    date = at.dates[index].span
    before = at.flat.low[zone.start : date.start]
    if _OPENING.fullmatch(before.lstrip()):
        return True
    return (
        re.match(r" ?(?:in|at|during|on) (?:an?|his|her|their|its|the) ", before) is not None
        and "," not in before
    )


def _of_source(at: Places, one: Attribution) -> int | None:
    """The date of a paper that is the source: "a poll released Monday"."""
    for source in one.source[:1]:
        for index in at.dates_in(source.start, min(source.end, source.start + 300)):
            before = at.flat.low[source.start : at.dates[index].span.start]
            if _is_point(at.dates[index]) and _SOURCE_DATED.search(before):
                return index
    return None


def _is_point(date: Date) -> bool:
    # "Now" is when the article was written, not when something was said.
    return date.timex3 is None or (
        date.timex3.type not in _DATELESS and not (date.timex3.value or "").endswith("_REF")
    )


def happened(at: Places, one: Attribution, said: int | None) -> tuple[int, ...]:
    """Return the indices of the dates inside the content of `one`, that of the saying left out."""
    inside = [i for span in one.content for i in at.dates_in(span.start, span.end)]
    return tuple(i for i in dict.fromkeys(inside) if i != said)

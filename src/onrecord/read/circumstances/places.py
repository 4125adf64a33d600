"""Where the attributions of an article stand: which are near a place, whose cue is in a stretch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.article import Attribution, Date, Span
from onrecord.read.circumstances.flat import Flat, overlap

# A sentence may be a line of five megabytes; nobody looks further than this for what belongs together.
_BACK = 3_000
_ON = 1_500


def hull(spans: Sequence[Span]) -> Span:
    """Return the stretch from the first of `spans` to the end of the last; empty where there are none."""
    return Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)


@dataclass(frozen=True, slots=True)
class Places:
    """The attributions and dates of a text, to be found by place.

    `order` are the indices of the attributions by where their cues begin, `starts` those beginnings.
    """

    flat: Flat
    attributions: tuple[Attribution, ...]
    dates: tuple[Date, ...]
    order: tuple[int, ...]
    starts: tuple[int, ...]
    date_starts: tuple[int, ...]

    def near(self, position: int, back: int = 0) -> list[int]:
        """Return the indices of the attributions whose cue is in that sentence or up to `back` before it.

        In the order of their cues.
        """
        number = self.flat.sentence_number(position)
        first = max(self.flat.numbered(max(0, number - back)).start, position - _BACK)
        last = min(self.flat.numbered(number).end, position + _ON)
        return list(self.order[bisect_left(self.starts, first) : bisect_left(self.starts, last)])

    def cue_in(self, span: Span) -> list[int]:
        """Return the indices of the attributions whose cue has a part in `span`."""
        return [
            i for i in self.near(span.start) if any(overlap(cue, span) for cue in self.attributions[i].cue)
        ]

    def dates_in(self, start: int, end: int) -> list[int]:
        """Return the indices of the dates that begin in that stretch."""
        return list(range(bisect_left(self.date_starts, start), bisect_left(self.date_starts, end)))


def places(flat: Flat, attributions: Sequence[Attribution], dates: Sequence[Date] = ()) -> Places:
    """Return the attributions of the text of `flat`, and its dates in their order, by place."""
    order = sorted(range(len(attributions)), key=lambda i: attributions[i].cue[0])
    return Places(
        flat,
        tuple(attributions),
        tuple(dates),
        tuple(order),
        tuple(attributions[i].cue[0].start for i in order),
        tuple(date.span.start for date in dates),
    )

"""What the dates of an article are reckoned from: its day, its dateline, and the dates already read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from onrecord.article import Span
from onrecord.read.dates.periods import Kind, Period

# No paragraph of an article is longer; looking further back would cost more than it finds.
_PARAGRAPH = 2000
_SENTENCE_END = re.compile(r"[.!?;]['\"”’)]{0,2}\s|\n[ \t\r]{0,40}\n")
_LINE_OF_TIME = re.compile(r"[^\n]{1,12}(?:\n|$)")
_BLANK_LINE = re.compile(r"\n[ \t\r]{0,40}\n")


class Spoken(NamedTuple):
    """A period that the article has spoken of, and where."""

    period: Period
    span: Span


@dataclass(slots=True)
class Context:
    """The state of a reading: what is known of the article's own day, and the periods named so far.

    `day` is the day of publication, or of the dateline where none is given; `dateline` the day that
    weekdays are reckoned from; `rests_on` the words in the article that say so; `clash` what the dateline
    says against publication; `live` that it is a report by the clock. `full` is the last day or month
    named with its year, at first the first of the article: where the article's own day is not known, it
    lends its year.
    """

    text: str
    day: date | None = None
    dateline: date | None = None
    rests_on: Span | None = None
    clash: str = ""
    live: bool = False
    spoken: dict[Kind, Spoken] = field(default_factory=dict)
    last: Spoken | None = None
    full: Spoken | None = None

    def remember(self, period: Period, span: Span, whole: bool = False) -> None:
        """Note a period that the article names, `whole` if with its year."""
        self.last = self.spoken[period.kind] = Spoken(period, span)
        if whole and period.kind in (Kind.DAY, Kind.MONTH):
            self.full = self.last

    def heads_line(self, place: int) -> bool:
        """Return whether what stands at a place is all that its line has."""
        found = _LINE_OF_TIME.match(self.text, place)
        return found is not None and not self.text[max(place - 1, 0) : place].strip("\r\n")

    def near(self, spoken: Spoken | None, place: int, within: str = "paragraph") -> Spoken | None:
        """Return a period that was spoken of if it stands in the same paragraph (or sentence) as a place."""
        if spoken is None or place - spoken.span.end > _PARAGRAPH:
            return None
        end = _BLANK_LINE if within == "paragraph" else _SENTENCE_END
        if end.search(self.text, spoken.span.end, place):
            return None
        return spoken

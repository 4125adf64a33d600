"""What the dates of an article are reckoned from: its day, its dateline, and the dates already read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

from onrecord.article import Span
from onrecord.read.dates.periods import Kind, Period

# No paragraph of an article is longer; looking further back would cost more than it finds.
_PARAGRAPH = 2000
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
    says against publication. `full` is the first date with a year, looked for
    only where the article's own day is not known.
    """

    text: str
    day: date | None = None
    hour: time | None = None
    dateline: date | None = None
    rests_on: Span | None = None
    clash: str = ""
    spoken: dict[Kind, Spoken] = field(default_factory=dict)
    last: Spoken | None = None
    full: Spoken | None = None

    def remember(self, period: Period, span: Span) -> None:
        """Note a period that the article names."""
        self.last = self.spoken[period.kind] = Spoken(period, span)

    def near(self, spoken: Spoken | None, place: int) -> Spoken | None:
        """Return a period that was spoken of if no paragraph lies between it and a place."""
        if spoken is None or place - spoken.span.end > _PARAGRAPH:
            return None
        if _BLANK_LINE.search(self.text, spoken.span.end, place):
            return None
        return spoken

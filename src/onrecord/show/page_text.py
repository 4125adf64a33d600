"""The text of an article as the page shows it: paragraphs of pieces, each knowing its attributions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from onrecord.article import Attribution, Span
from onrecord.show.plain import visible
from onrecord.show.segments import Segment, cut

# Neighbouring attributions differ in hue; beyond six, hues are hard to tell apart.
HUES = 6
# A browser takes this many paragraphs with ease; of a text with more lines, several share a paragraph.
MAX_PARAGRAPHS = 20_000
# A block of lines this long each was wrapped by hand (mail, wire copy): its line ends are no paragraphs.
_WRAPPED_WIDTHS = range(50, 101)
_MIN_WRAPPED_LINES = 3

# A space, or a comma and a space, between a cue and its content.
_ADJOINING = range(3)

_LINE = re.compile(r"[^\r\n]+")

Role = Literal["source", "cue", "content", "quoted", "inserted", "date", "silence"]
_ROLES: tuple[Role, ...] = ("source", "cue", "content", "quoted", "inserted")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and the numbers of the attributions it belongs to, innermost first.

    `roles` are those it has for the innermost attribution; `inside` are the attributions of whose content it
    is part. `opens` are the attributions whose first content begins here: their numbered anchors stand
    before it. `continues` are those of which another content begins here, `closes` those whose cue ends
    here. `date` and `silence` are those whose words it is part of, 0 for none; `dates` end here, `silences`
    begin here. `places` are offsets that something on the page leads to, `marks` the dates that begin here.
    """

    text: str
    numbers: tuple[int, ...] = ()
    roles: tuple[Role, ...] = ()
    inside: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    continues: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()
    date: int = 0
    silence: int = 0
    marks: tuple[int, ...] = ()
    dates: tuple[int, ...] = ()
    silences: tuple[int, ...] = ()
    places: tuple[int, ...] = ()

    @property
    def hue(self) -> int:
        """The hue, from 1, of the innermost attribution; 0 where there is none."""
        return hue(self.numbers[0]) if self.numbers else 0

    @property
    def tint(self) -> int:
        """The hue of the innermost attribution of whose content this is part; 0 where there is none."""
        return hue(self.inside[0]) if self.inside else 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The pieces of one paragraph; `lines` says that line ends inside it are kept."""

    pieces: tuple[Piece, ...]
    lines: bool = False


def hue(number: int) -> int:
    """Return the hue, from 1 to HUES, of the attribution with this number."""
    return (number - 1) % HUES + 1


@dataclass(frozen=True, slots=True)
class Extras:
    """What else is marked in a text: dates, the words of silences, and offsets that something leads to."""

    dates: Sequence[Span] = ()
    silences: Sequence[Span] = ()
    places: Collection[int] = ()


NO_EXTRAS = Extras()


def paragraphs(text: str, attributions: Sequence[Attribution], extras: Extras = NO_EXTRAS) -> list[Paragraph]:
    """Return the paragraphs of `text`, cut at every edge of its attributions, which are numbered from 1.

    Every anchor of `attributions` and `extras` stands in one of them, even where it has no visible character.
    """
    spans, lines = _paragraph_spans(text)
    anchors = _Anchors(attributions, extras)
    # One cut through the whole text: cutting each paragraph by itself would look at all spans each time.
    edges = [edge for span in spans for edge in span]
    edges += [*extras.places, *(span.start for span in (*extras.dates, *extras.silences))]
    segments = cut(Span(0, len(text)), _marks(attributions, extras), edges)
    made: list[list[Piece]] = [[] for _ in spans]
    index = 0
    for segment in segments:
        while index < len(spans) and segment.start >= spans[index].end:
            index += 1
        if index < len(spans) and segment.start >= spans[index].start:
            made[index].append(anchors.piece(text, segment))
        else:
            anchors.skip(segment)
    if rest := anchors.rest(len(text)):
        made = made or [[]]
        made[-1].append(rest)
    return [Paragraph(tuple(pieces), lines) for pieces in made]


def excerpt(text: str, span: Span, attribution: Attribution) -> list[Piece]:
    """Return the pieces of `span` with what is quoted and what is inserted, and no numbers."""
    marks: list[tuple[Span, Role]] = [(quoted, "quoted") for quoted in attribution.quoted]
    marks += [(insertion.span, "inserted") for insertion in attribution.insertions]
    return [
        Piece(visible(text[segment.start : segment.end]), roles=segment.marks) for segment in cut(span, marks)
    ]


def _marks(attributions: Sequence[Attribution], extras: Extras) -> list[tuple[Span, tuple[int, Role]]]:
    marks: list[tuple[Span, tuple[int, Role]]] = []
    for number, attribution in enumerate(attributions, 1):
        roles: tuple[tuple[Role, tuple[Span, ...]], ...] = (
            ("source", attribution.source),
            ("cue", attribution.cue),
            ("content", attribution.content),
            ("quoted", attribution.quoted),
            ("inserted", tuple(insertion.span for insertion in attribution.insertions)),
        )
        for role, spans in roles:
            marks += [(span, (number, role)) for span in spans]
    marks += [(span, (number, "date")) for number, span in enumerate(extras.dates, 1)]
    marks += [(span, (number, "silence")) for number, span in enumerate(extras.silences, 1)]
    return marks


class _Anchors:
    """Where numbers stand in the text, and which of two attributions lies inside the other."""

    def __init__(self, attributions: Sequence[Attribution], extras: Extras) -> None:
        self._extents = [_extent(attribution) for attribution in attributions]
        self._continues: dict[int, list[int]] = {}
        self._closes: dict[int, list[int]] = {}
        opens: dict[int, list[int]] = {}
        for number, attribution in enumerate(attributions, 1):
            for index, content in enumerate(attribution.content):
                place = self._continues if index else opens
                place.setdefault(content.start, []).append(number)
            end = attribution.cue[-1].end
            # "said ³that": where the content follows at once, its own number is enough.
            if not any(content.start - end in _ADJOINING for content in attribution.content):
                self._closes.setdefault(end, []).append(number)
        self._ends = _by_offset(span.end for span in extras.dates)
        # What must stand on the page wherever it begins: something links to it.
        self._begin = (
            opens,
            _by_offset(span.start for span in extras.dates),
            _by_offset(span.start for span in extras.silences),
            {place: [place] for place in extras.places},
        )
        self._skipped: list[int] = []

    def skip(self, segment: Segment[tuple[int, Role]]) -> None:
        """Note the anchors of a segment that is not shown (line ends); the next piece takes them."""
        self._skipped.append(segment.start)

    def rest(self, end: int) -> Piece | None:
        """Return what is left behind the last piece of a text that ends at `end`."""
        opens, marks, silences, places = self._beginning(end)
        if not (opens or marks or silences or places):
            return None
        return Piece("", opens=opens, marks=marks, silences=silences, places=places)

    def piece(self, text: str, segment: Segment[tuple[int, Role]]) -> Piece:
        """Return `segment` as a piece of the page."""
        own = [mark for mark in segment.marks if mark[1] not in ("date", "silence")]
        numbers = sorted({number for number, _ in own}, key=self._depth)
        roles = {role for number, role in own if number == numbers[0]}
        inside = {number for number, role in own if role == "content"}
        others = {role: number for number, role in segment.marks if role in ("date", "silence")}
        opens, marks, silences, places = self._beginning(segment.start)
        return Piece(
            text=visible(text[segment.start : segment.end]),
            numbers=tuple(numbers),
            roles=tuple(role for role in _ROLES if role in roles),
            inside=tuple(number for number in numbers if number in inside),
            continues=tuple(self._continues.get(segment.start, ())),
            closes=tuple(self._closes.get(segment.end, ())),
            date=others.get("date", 0),
            silence=others.get("silence", 0),
            dates=tuple(self._ends.get(segment.end, ())),
            opens=opens,
            marks=marks,
            silences=silences,
            places=places,
        )

    def _beginning(self, start: int) -> tuple[tuple[int, ...], ...]:
        """Return the numbers of each of `_begin` that begin at `start` or were skipped before it."""
        starts, self._skipped = [*self._skipped, start], []
        return tuple(tuple(number for at in starts for number in found.get(at, ())) for found in self._begin)

    def _depth(self, number: int) -> tuple[int, int]:
        return self._extents[number - 1], -number


def _by_offset(offsets: Iterable[int]) -> dict[int, list[int]]:
    """Return the numbers, from 1, of what stands at each offset."""
    found: dict[int, list[int]] = {}
    for number, offset in enumerate(offsets, 1):
        found.setdefault(offset, []).append(number)
    return found


def _extent(attribution: Attribution) -> int:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return max(span.end for span in spans) - min(span.start for span in spans)


def _paragraph_spans(text: str) -> tuple[list[Span], bool]:
    """Return where the paragraphs of `text` stand, and whether line ends inside them are kept."""
    lines = [Span(*match.span()) for match in _LINE.finditer(text) if not match[0].isspace()]
    joined = list(_joined_lines(text, lines))
    if len(joined) <= MAX_PARAGRAPHS:
        return joined, False
    share = -(-len(joined) // MAX_PARAGRAPHS)
    chunks = [joined[start : start + share] for start in range(0, len(joined), share)]
    return [Span(chunk[0].start, chunk[-1].end) for chunk in chunks], True


def _joined_lines(text: str, lines: list[Span]) -> Iterator[Span]:
    """Yield each line, or each block of lines that were wrapped by hand."""
    block_of, block = {}, 0
    for before, line in pairwise([Span(0, 0), *lines]):
        breaks = text[before.end : line.start].replace("\r\n", "\n")
        block += breaks.count("\n") + breaks.count("\r") > 1
        block_of[line] = block
    for _, group in groupby(lines, key=block_of.__getitem__):
        block_lines = list(group)
        widths = [line.end - line.start for line in block_lines[:-1]]
        if len(block_lines) >= _MIN_WRAPPED_LINES and all(width in _WRAPPED_WIDTHS for width in widths):
            yield Span(block_lines[0].start, block_lines[-1].end)
        else:
            yield from block_lines

"""Quotation marks of an article: where they stand and what they enclose.

Marks are read a paragraph at a time, so a stray one costs its own paragraph at most. Double marks,
guillemets and corner brackets are paired first, by shape and by neighbours (a mark with a space
before it and a letter after it opens, whatever its shape). Single marks come second, because most
of them are apostrophes: a pair must begin and end inside the same outer quotation, and the end must
look more like an end than like a possessive. Everything is linear in the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import pairwise
from typing import NamedTuple

from onrecord.article import Span

# Deeper than this is no prose; the bound also keeps `quote_states` linear.
_MAX_DEPTH = 5
# Nobody writes more than six marks side by side (`’”’”` at the end of three nested quotations);
# longer runs are rules, ornaments or damage.
_LONGEST_RUN = 6
# A long paragraph in which every sixth character is a mark is code or damage, not prose.
_DENSE_MARKS, _DENSE_SHARE = 500, 6
# "the 'workers' party": an end that may as well be a possessive is believed only near its opening.
_WEAK_REACH = 60


class QuoteStyle(StrEnum):
    """The family of marks a quotation stands in; only marks of one family close each other."""

    DOUBLE = "double"  # “ ” „ " `` '' and any mixture of them
    SINGLE = "single"  # ‘ ’ ‚ ' `
    GUILLEMET = "guillemet"  # « »
    SINGLE_GUILLEMET = "single_guillemet"  # ‹ ›
    CORNER = "corner"  # 「 」
    WHITE_CORNER = "white_corner"  # 『 』


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks.

    `inner` is what stands between the marks. `closing` is None where the paragraph (or the next
    opening mark) ends the quotation; `opening` is empty where a quotation goes on from the
    paragraph before without a mark of its own. `depth` is 0 for the outermost; `parent` is the index
    of the quotation around this one among those of the text, if any.
    """

    opening: Span
    inner: Span
    closing: Span | None
    depth: int
    style: QuoteStyle
    parent: int | None = None

    @property
    def end(self) -> int:
        """Where the quotation ends, its closing mark included."""
        return self.inner.end if self.closing is None else self.closing.end


class State(IntEnum):
    """What a character is to the quotations around it, as `quote_states` gives it."""

    OUTSIDE = 0
    INSIDE = 1
    OPENING = 2
    CLOSING = 3
    NESTED = 4


_FAMILIES = {
    QuoteStyle.DOUBLE: ("“", "”", "„", "‟", '"', "＂", "〝", "〞", "``", "''", "‘‘", "’’"),
    QuoteStyle.SINGLE: ("‘", "’", "‚", "‛", "'", "`", "´"),
    QuoteStyle.GUILLEMET: ("«", "»"),
    QuoteStyle.SINGLE_GUILLEMET: ("‹", "›"),
    QuoteStyle.CORNER: ("「", "」"),
    QuoteStyle.WHITE_CORNER: ("『", "』"),
}
_STYLE = {glyph: style for style, glyphs in _FAMILIES.items() for glyph in glyphs}
_OPENING_GLYPHS = frozenset(("“", "„", "‟", "〝", "``", "‘‘", "‘", "‚", "‛", "`", "«", "‹", "「", "『"))
_CLOSING_GLYPHS = frozenset(("”", "〞", "’’", "’", "´", "»", "›", "」", "』"))
_CORNERS = frozenset("「」『』")
MARK_CHARACTERS = "".join(dict.fromkeys("".join(_STYLE)))
# A single mark between two word characters is an apostrophe and never looked at again.
_SINGLES = r"``|''|‘‘|’’|[‘’‚‛'`´]"
_MARK = re.compile(
    rf"[{MARK_CHARACTERS}]{{{_LONGEST_RUN + 1},}}|[“”„‟\"＂〝〞«»‹›「」『』]"
    rf"|(?<!\w)(?:{_SINGLES})|(?:{_SINGLES})(?!\w)"
)
LINE_BREAK = r"(?>\r\n|[\r\n\u2028\u2029])"
_BLANK_LINES = re.compile(rf"{LINE_BREAK}(?>[^\S\r\n\u2028\u2029]*{LINE_BREAK})+")
_LINE_BREAK = re.compile(LINE_BREAK)

_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")
_BEFORE_OPENING = frozenset("([{<-–—―/|:=*_>" + MARK_CHARACTERS)
_AFTER_CLOSING = frozenset(".,;:!?…)]}>-–—―/|*_<" + MARK_CHARACTERS)
_NEVER_AFTER_OPENING = frozenset(",;:!?)]}")
_SENTENCE_MARKS = frozenset(".,;:!?…)]%—–-*")

_INCHES = re.compile(r"(?:(?<![\d.,])\d{1,3}(?:\.\d{1,2})?[½¼¾]?|[½¼¾])\Z")
_FEET_AND_INCHES = re.compile(r"\d['’′]\s?\d{1,2}[½¼¾]?\Z")
_FEET = re.compile(r"\s?\d{1,2}\b")
# Words that begin with an apostrophe, and what is left of a word after one ("the “Globe”'s editor").
_ELISION = re.compile(
    r"(?:\d{0,3}0s|\d\ds|tis|twas|twere|twill|twould|til|till|em|n|cos|cuz|bout|nuff|tude"
    r"|s|re|ve|ll|d|m|t)\b(?!-)",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"\d\d\b")
_CLIPPED = re.compile(r"(?:\w\win|\b(?:o|an|th|ol|lil|wi|n))\Z", re.IGNORECASE)


class _Mark(NamedTuple):
    """One mark with the roles that its neighbours leave it."""

    start: int
    end: int
    glyph: str
    opens: bool
    closes: bool


class _Found(NamedTuple):
    """A quotation before its depth is known."""

    opening: Span
    inner: Span
    closing: Span | None
    style: QuoteStyle


class _Open(NamedTuple):
    """A quotation that has begun: its mark, and the number of the segment that it makes."""

    mark: _Mark
    segment: int


class _After(NamedTuple):
    """What follows a mark in its paragraph, counting marks of its own family."""

    closings: int  # closing marks less opening marks
    closes: bool  # the next one can only close
    some: bool  # there is one that can close


def find_quotations(text: str) -> tuple[Quote, ...]:
    """Return every stretch of `text` in quotation marks, in text order, the outer before the inner.

    Quotations are disjoint or nested. A quotation that goes on over several paragraphs gives one
    `Quote` for each of them. Never raises.
    """
    found: list[_Found] = []
    carried = False
    paragraphs = [*_paragraphs(text), Span(len(text), len(text))]
    for paragraph, following in pairwise(paragraphs):
        pairing = _Pairing(text, paragraph, following, carried)
        found.extend(pairing.run())
        carried = pairing.left_open
    found.sort(key=lambda item: (item.opening.start, -_end(item)))
    return tuple(_with_depth(found))


def quote_states(text: str, quotes: Iterable[Quote] | None = None) -> bytearray:
    """Return one `State` a character of `text`; `quotes` are found when not given."""
    states = bytearray(len(text))
    for quote in find_quotations(text) if quotes is None else quotes:
        inside = State.NESTED if quote.depth else State.INSIDE
        for span, state in (
            (quote.opening, State.OPENING),
            (quote.inner, inside),
            (quote.closing, State.CLOSING),
        ):
            if span is not None:
                states[span.start : span.end] = bytes((state,)) * (span.end - span.start)
    return states


def _end(found: _Found) -> int:
    return found.inner.end if found.closing is None else found.closing.end


def _with_depth(found: Iterable[_Found]) -> Iterator[Quote]:
    around: list[tuple[int, int]] = []  # end and index of each quotation that is open here
    for index, item in enumerate(found):
        while around and around[-1][0] <= item.opening.start:
            around.pop()
        parent = around[-1][1] if around else None
        yield Quote(item.opening, item.inner, item.closing, len(around), item.style, parent)
        around.append((_end(item), index))


def _paragraphs(text: str) -> Iterator[Span]:
    """Stretches between blank lines; between line breaks where the text has no blank line."""
    pattern = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _LINE_BREAK
    start = 0
    for match in pattern.finditer(text):
        yield from trimmed(text, start, match.start())
        start = match.end()
    yield from trimmed(text, start, len(text))


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Give the span without the spaces at its ends, unless nothing is left of it."""
    piece = text[start:end]
    end -= len(piece) - len(piece.rstrip())
    start += len(piece) - len(piece.lstrip())
    if start < end:
        yield Span(start, end)


def _marks(text: str, paragraph: Span) -> list[_Mark]:
    if _is_no_prose(text, paragraph):
        return []
    marks = []
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        glyph = match.group()
        if len(glyph) > _LONGEST_RUN:
            continue
        if glyph in _CORNERS:
            opens, closes = glyph in _OPENING_GLYPHS, glyph in _CLOSING_GLYPHS
        else:
            opens, closes = _roles(text, match.start(), match.end(), paragraph)
        marks.append(_Mark(match.start(), match.end(), glyph, opens, closes))
    return marks


def _is_no_prose(text: str, paragraph: Span) -> bool:
    length = paragraph.end - paragraph.start
    if length <= _DENSE_MARKS:
        return False
    marks = len(_MARK.findall(text, paragraph.start, paragraph.end))
    return marks > _DENSE_MARKS and marks * _DENSE_SHARE > length


def _roles(text: str, start: int, end: int, paragraph: Span) -> tuple[bool, bool]:
    """Whether a mark can open, and whether it can close, by what stands on either side of it."""
    left = text[start - 1] if start > paragraph.start else " "
    right = text[end] if end < paragraph.end else " "
    space_left = left.isspace() or left in _INVISIBLE
    space_right = right.isspace() or right in _INVISIBLE
    opens = (space_left or left in _BEFORE_OPENING) and not space_right and right not in _NEVER_AFTER_OPENING
    if opens and right == "." and text[end + 1 : end + 2] != ".":
        opens = False
    closes = not space_left and left not in "([{" and (space_right or right in _AFTER_CLOSING)
    return opens, closes


class _Pairing:
    """Pairs the marks of one paragraph."""

    def __init__(self, text: str, paragraph: Span, following: Span, carried: bool) -> None:
        self.text = text
        self.paragraph = paragraph
        self.following = following
        self.carried = carried
        self.left_open = False
        self.found: list[_Found] = []
        self.stack: list[_Open] = []
        self.singles: dict[int, list[_Mark]] = defaultdict(list)
        self.segments = 0

    def run(self) -> list[_Found]:
        """All quotations of the paragraph; `left_open` then tells whether a double one was left open."""
        marks = _marks(self.text, self.paragraph)
        if not marks:
            return []
        for mark, after in zip(marks, _following_marks(marks), strict=True):
            if _STYLE[mark.glyph] is QuoteStyle.SINGLE:
                self._keep_single(mark)
            else:
                self._take(mark, after)
        self.left_open = bool(self.stack) and _STYLE[self.stack[0].mark.glyph] is QuoteStyle.DOUBLE
        self._end_from(0, self.paragraph.end)
        for segment, singles in self.singles.items():
            self._pair_singles(singles, outermost=segment == 0)
        return self.found

    def _keep_single(self, mark: _Mark) -> None:
        self.singles[self.stack[-1].segment if self.stack else 0].append(mark)

    def _take(self, mark: _Mark, after: _After) -> None:
        """Let a mark open, close, do both or mean nothing."""
        style = _STYLE[mark.glyph]
        same = [place for place, entry in enumerate(self.stack) if _STYLE[entry.mark.glyph] is style]
        if self._is_inches(mark) and (not same or after.closes):
            return
        carried = self.carried and style is QuoteStyle.DOUBLE
        self.carried = self.carried and not carried
        if same:
            self._meet(mark, after, same)
        elif self._begins(mark, after):
            self._open(mark)
        elif mark.closes and not mark.opens:
            self._close_without_opening(mark, carried)

    def _meet(self, mark: _Mark, after: _After, same: list[int]) -> None:
        """Let a mark close the quotation of its family that is open, or open one inside it."""
        entry = self.stack[same[-1]].mark
        fits = after.closings > len(same) or self._nests_in_continued(entry, mark, after)
        nests = fits and len(self.stack) < _MAX_DEPTH
        closes = mark.closes and not (nests and mark.glyph in _OPENING_GLYPHS)
        misplaced = mark.glyph in _CLOSING_GLYPHS and entry.glyph in _OPENING_GLYPHS
        if closes or misplaced or not mark.opens:
            self._close(same[-1], mark)
            return
        if not nests:
            self._end_from(same[0], mark.start)
        self._open(mark)

    def _nests_in_continued(self, entry: _Mark, mark: _Mark, after: _After) -> bool:
        """Whether a mark of another shape nests in a quotation that goes on in the next paragraph."""
        goes_on = _STYLE.get(self.text[self.following.start : self.following.start + 1]) is QuoteStyle.DOUBLE
        return goes_on and entry.start == self.paragraph.start and entry.glyph != mark.glyph and after.closes

    def _begins(self, mark: _Mark, after: _After) -> bool:
        """Whether a mark of a family of which none is open begins a quotation."""
        if mark.opens != mark.closes:
            # `He says," We will go."`: the space stands on the wrong side of the mark.
            return mark.opens or (after.closes and self.text[mark.start - 1] in ",:")
        return mark.glyph in _OPENING_GLYPHS or after.some

    def _is_inches(self, mark: _Mark) -> bool:
        before = self.text[max(self.paragraph.start, mark.start - 8) : mark.start]
        if mark.glyph in {'"', "''"}:
            return bool(_INCHES.search(before))
        return mark.glyph in {"”", "’’"} and bool(_FEET_AND_INCHES.search(before))

    def _open(self, mark: _Mark) -> None:
        self.segments += 1
        self.stack.append(_Open(mark, self.segments))

    def _close(self, place: int, mark: _Mark) -> None:
        self._end_from(place + 1, mark.start)
        entry = self.stack.pop()
        self._add(entry.mark, mark.start, Span(mark.start, mark.end))

    def _end_from(self, place: int, end: int) -> None:
        """End every quotation from `place` on the stack at `end`, for want of a closing mark."""
        while len(self.stack) > place:
            entry = self.stack.pop()
            inner = self.text[entry.mark.end : end].rstrip()
            self._add(entry.mark, entry.mark.end + len(inner), None)

    def _close_without_opening(self, mark: _Mark, carried: bool) -> None:
        """A closing mark alone ends what the paragraph before left open; or it is two single marks."""
        if mark.glyph in {"''", "’’"}:
            middle = mark.start + 1
            self._keep_single(_Mark(mark.start, middle, mark.glyph[0], False, True))
            self._keep_single(_Mark(middle, mark.end, mark.glyph[0], False, True))
        elif carried and not self.stack:
            start = self.paragraph.start
            closing = Span(mark.start, mark.end)
            self.found.append(_Found(Span(start, start), Span(start, mark.start), closing, QuoteStyle.DOUBLE))
            self.segments += 1
            self.singles[self.segments] = self.singles.pop(0, [])

    def _add(self, opening: _Mark, end: int, closing: Span | None) -> None:
        inner = Span(opening.end, max(opening.end, end))
        self.found.append(_Found(Span(opening.start, opening.end), inner, closing, _STYLE[opening.glyph]))

    def _pair_singles(self, marks: list[_Mark], *, outermost: bool) -> None:
        """Pair single marks that stand in the same segment; what finds no partner is an apostrophe."""
        stack: list[_Mark] = []
        weak: _Mark | None = None  # the first doubtful end of the quotation on top of the stack
        for mark in marks:
            strength = self._ends_single(mark)
            if stack and strength >= (3 if stack[-1].glyph == "’" else 2):
                self._add(stack.pop(), mark.start, Span(mark.start, mark.end))
                weak = None
            elif self._begins_single(mark):
                if weak:
                    self._add(stack.pop(), weak.start, Span(weak.start, weak.end))
                    weak = None
                stack.append(mark)
                del stack[:-_MAX_DEPTH]
            elif stack and strength and weak is None and mark.start - stack[-1].end <= _WEAK_REACH:
                weak = None if self._is_short_year(stack[-1]) or stack[-1].glyph == "’" else mark
        if weak:
            self._add(stack.pop(), weak.start, Span(weak.start, weak.end))
        if stack and outermost and self._goes_on():
            self._add(stack[0], self.paragraph.end, None)

    def _begins_single(self, mark: _Mark) -> bool:
        return mark.opens and mark.glyph != "´" and not _ELISION.match(self.text, mark.end)

    def _is_short_year(self, mark: _Mark) -> bool:
        return bool(_SHORT_YEAR.match(self.text, mark.end))

    def _ends_single(self, mark: _Mark) -> int:
        """How much a single mark looks like an end: 0 not at all, 1 may be a possessive, 2 well, 3 surely."""
        if not mark.closes:
            return 0
        before = self.text[max(self.paragraph.start, mark.start - 5) : mark.start]
        after = self.text[mark.end : min(self.paragraph.end, mark.end + 2)]
        if before[-1:] in _SENTENCE_MARKS:
            return 3
        goes_on = after[:1].isspace() and after[1:2].isalnum()
        if before[-1:].isdigit():
            return 0 if _FEET.match(self.text, mark.end) else 2 - goes_on
        if _CLIPPED.search(before):
            return 1
        return 2 - (goes_on and before[-1:] in "sSzZxX")

    def _goes_on(self) -> bool:
        """Whether the next paragraph opens with a single mark, as a quotation over paragraphs does."""
        start = self.following.start
        glyph = self.text[start : start + 1]
        if glyph not in {"‘", "'", "‚", "`"}:
            return False
        roles = _roles(self.text, start, start + 1, self.following)
        return self._begins_single(_Mark(start, start + 1, glyph, *roles))


def _following_marks(marks: Sequence[_Mark]) -> list[_After]:
    """For each mark, what comes after it among the marks of its family."""
    states: dict[QuoteStyle, _After] = {}
    result = []
    nothing = _After(0, False, False)
    for mark in reversed(marks):
        style = _STYLE[mark.glyph]
        after = states.get(style, nothing)
        result.append(after)
        only_closes = mark.closes and not mark.opens
        only_opens = mark.opens and not mark.closes
        states[style] = _After(
            after.closings + only_closes - only_opens, only_closes, after.some or not only_opens
        )
    result.reverse()
    return result

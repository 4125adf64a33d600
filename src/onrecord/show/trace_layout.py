"""The picture of a trace laid out: boxes in columns of time, arrows with labels, nothing over anything else.

No library is used: those that lay out layers need a program of their own (Graphviz), are copyleft (grandalf),
or place boxes without size (networkx), and none keeps room for the label of an arrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from onrecord.show.trace_boxes import BOX_WIDTH, LINE_HEIGHT, PADDING, SMALL_SIZE, Line, box_lines, span_words
from onrecord.show.trace_columns import Columns, columns_of
from onrecord.show.trace_graph import Edge, Graph, Node, NodeKind
from onrecord.show.trace_measure import fitted, text_width
from onrecord.show.trace_order import Item, arrange

MARGIN: Final = 16.0
HEADER: Final = 40.0
GAP: Final = 14.0
#: Room that one label takes in height: its letters and the air around them.
PORT: Final = 17.0
_OUT_PORT: Final = 9.0
_LANE_PORT: Final = 10.0
#: Longer labels are cut; the whole stands in the tooltip.
MAX_LABEL: Final = 132.0
_BETWEEN: Final = 30.0
_MOST_BETWEEN: Final = 110.0
_MAIN, _ANSWERS = 0, 1
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: Rect) -> bool:
        """Return whether the two have an area in common."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its lines."""

    node: Node
    rect: Rect
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow through `points`; its head is at the last, or at the first where it is `backwards`."""

    number: int
    edge: Edge
    points: tuple[Point, ...]
    backwards: bool
    label: str
    label_rect: Rect | None


@dataclass(frozen=True, slots=True)
class Tick:
    """The day over a column; `line` is where a line parts it from the column before."""

    text: str
    x: float
    line: float | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture; `answers_y` is where the row of answers begins, `None` without one."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    ticks: tuple[Tick, ...]
    answers_y: float | None


def layout(graph: Graph) -> Layout:
    """Return where everything of a picture stands; lengths are in units of the picture (CSS pixels)."""
    return _Drawing(graph).drawn()


@dataclass(frozen=True, slots=True)
class _Run:
    """An arrow from its left end to its right end, whichever way it points."""

    edge: Edge
    left: str
    right: str
    backwards: bool
    label: str


class _Drawing:
    """One picture in the making."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.columns: Columns = columns_of(graph)
        of = self.columns.of
        self.nodes = {node.id: node for node in graph.nodes}
        self.runs = [self._run(edge) for edge in graph.edges]
        self.lines = {node.id: tuple(box_lines(node, self._shares(of[node.id]))) for node in graph.nodes}
        self.left: dict[str, list[_Run]] = defaultdict(list)
        self.right: dict[str, list[_Run]] = defaultdict(list)
        for run in self.runs:
            self.right[run.left].append(run)
            (self.right if of[run.left] == of[run.right] else self.left)[run.right].append(run)
        self.items: dict[Hashable, Item] = {}

    def _shares(self, column: int) -> bool:
        days = self.columns.days[column]
        return days is not None and days[0] != days[1]

    def _run(self, edge: Edge) -> _Run:
        of = self.columns.of
        forward = of[edge.source] <= of[edge.target]
        ends = (edge.source, edge.target) if forward else (edge.target, edge.source)
        label = "" if edge.answers else fitted(edge.label, MAX_LABEL, SMALL_SIZE, bold=edge.circular)
        return _Run(edge, ends[0], ends[1], not forward, label)

    def drawn(self) -> Layout:
        """Return the picture."""
        self._make_items()
        columns = arrange(self.items.values(), GAP)
        across = self._across(columns)
        top = MARGIN + HEADER
        for item in self.items.values():
            item.y += top
        boxes = tuple(self._box(node, across) for node in self.graph.nodes)
        rects = {box.node.id: box.rect for box in boxes}
        arrows = tuple(self._arrows(rects, across))
        bottom = max((item.y + item.height / 2 for item in self.items.values()), default=top)
        lower = [item.y - item.height / 2 for item in self.items.values() if item.lane == _ANSWERS]
        return Layout(
            width=across[-1].end + _BETWEEN if across else 2 * MARGIN,
            height=bottom + MARGIN,
            boxes=boxes,
            arrows=arrows,
            ticks=tuple(self._ticks(across)),
            answers_y=min(lower) - GAP * 1.5 if lower else None,
        )

    def _make_items(self) -> None:
        for node in self.graph.nodes:
            ports = max(len(self.left[node.id]) * PORT, len(self.right[node.id]) * _OUT_PORT)
            height = max(self._height(node), ports)
            lane = _ANSWERS if node.kind is NodeKind.ANSWER else _MAIN
            self.items[node.id] = Item(node.id, self.columns.of[node.id], lane, height)
        for run in self.runs:
            path = [self.items[run.left], *self._passed(run), self.items[run.right]]
            for one, other in pairwise(path):
                if one.column != other.column and other not in one.right:
                    one.right.append(other)
                    other.left.append(one)

    def _height(self, node: Node) -> float:
        # A stack of copies shows the edges of those below.
        return len(self.lines[node.id]) * LINE_HEIGHT + 2 * PADDING - 4 + (6 if node.copies else 0)

    def _passed(self, run: _Run) -> list[Item]:
        """Return where an arrow passes the columns between its ends; arrows of one box pass together."""
        of = self.columns.of
        lane = _ANSWERS if run.edge.answers else _MAIN
        found = []
        for column in range(of[run.left] + 1, of[run.right]):
            key = (run.left, column, lane)
            if key not in self.items:
                self.items[key] = Item(key, column, lane, _LANE_PORT - GAP / 2, passes=True)
            found.append(self.items[key])
        return found

    def _across(self, columns: Sequence[Sequence[Item]]) -> list[_Across]:
        """Return where each column begins and ends: labels first, then boxes; the more arrows, the wider."""
        found: list[_Across] = []
        x = MARGIN
        for column in columns:
            runs = [run for item in column if isinstance(item.key, str) for run in self.left[item.key]]
            room = max((_label_width(run) + 18 for run in runs), default=0.0)
            start = x + (max(room, 22.0) if runs else 0.0)
            found.append(_Across(x, start, start + BOX_WIDTH))
            leaving = sum(len(item.right) for item in column)
            x = start + BOX_WIDTH + min(_BETWEEN + 2.5 * leaving, _MOST_BETWEEN)
        return found

    def _box(self, node: Node, across: Sequence[_Across]) -> Box:
        item = self.items[node.id]
        height = self._height(node)
        rect = Rect(across[item.column].boxes, item.y - height / 2, BOX_WIDTH, height)
        return Box(node, rect, self.lines[node.id])

    def _arrows(self, rects: dict[str, Rect], across: Sequence[_Across]) -> Iterator[Arrow]:
        ins, outs = self._ports(rects)
        for number, run in enumerate(self.runs):
            start = (rects[run.left].x + rects[run.left].width, outs[id(run), run.left])
            if self.columns.of[run.left] == self.columns.of[run.right]:
                end = (start[0], outs[id(run), run.right])
                yield Arrow(number, run.edge, (start, end), run.backwards, "", None)
                continue
            points = [start]
            for item in self._passed(run):
                points += [(across[item.column].start, item.y), (across[item.column].end, item.y)]
            y = ins[id(run)]
            column = across[self.columns.of[run.right]]
            points += [(column.start, y), (column.boxes, y)]
            place = None
            if run.label:
                place = Rect(column.start + 4, y - PORT / 2, _label_width(run), PORT)
            yield Arrow(number, run.edge, tuple(points), run.backwards, run.label, place)

    def _ports(self, rects: dict[str, Rect]) -> tuple[dict[int, float], dict[tuple[int, str], float]]:
        """Return the heights at which arrows meet the left and the right sides of boxes."""
        ins: dict[int, float] = {}
        outs: dict[tuple[int, str], float] = {}
        for key in self.nodes:
            middle = self.items[key].y
            coming = sorted(self.left[key], key=lambda run: self._end_before(run).y)
            for place, run in enumerate(coming):
                ins[id(run)] = middle + (place - (len(coming) - 1) / 2) * PORT
            heads = [run for run in self.right[key] if self._head_at(run, key)]
            for run in self.right[key]:
                outs[id(run), key] = middle
            room = min(_OUT_PORT, (rects[key].height / 2 - 5) / max(len(heads), 1))
            for place, run in enumerate(sorted(heads, key=lambda run: -self._other(run, key).y), 1):
                outs[id(run), key] = middle + room * place
        return ins, outs

    def _head_at(self, run: _Run, key: str) -> bool:
        """Return whether the head of an arrow is at the right side of this box."""
        if self.columns.of[run.left] == self.columns.of[run.right]:
            return run.edge.target == key
        return run.left == key and run.backwards

    def _other(self, run: _Run, key: str) -> Item:
        return self.items[run.right if run.left == key else run.left]

    def _end_before(self, run: _Run) -> Item:
        passed = self._passed(run)
        return passed[-1] if passed else self.items[run.left]

    def _ticks(self, across: Sequence[_Across]) -> Iterator[Tick]:
        last: object = "nothing"
        for days, column in zip(self.columns.days, across, strict=True):
            if days == last:
                continue
            text = "told by" if days is None else span_words(*days)
            yield Tick(text, column.boxes, None if last == "nothing" else column.start - 12)
            last = days


def _label_width(run: _Run) -> float:
    return text_width(run.label, SMALL_SIZE, bold=run.edge.circular)


@dataclass(frozen=True, slots=True)
class _Across:
    """A column from left to right: where it starts, where its boxes start, where they end."""

    start: float
    boxes: float
    end: float

"""A text cut at every edge of the spans that lie on it, so that overlapping spans can be shown flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from onrecord.article import Span

Mark = TypeVar("Mark")


class Segment(NamedTuple, Generic[Mark]):
    """A run of text that no edge cuts, with the marks of all spans that cover it, in their given order."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def cut(extent: Span, marked: Sequence[tuple[Span, Mark]], at: Iterable[int] = ()) -> Iterator[Segment[Mark]]:
    """Yield the segments of `extent` in order: they join up to it exactly, and none is empty.

    `marked` are spans with what each stands for; what lies outside `extent` is left out. `at` are further
    offsets to cut at.
    """
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    edges = {extent.start, extent.end, *(offset for offset in at if extent.start < offset < extent.end)}
    for index, (span, _) in enumerate(marked):
        start, end = max(span.start, extent.start), min(span.end, extent.end)
        if start < end:
            opening.setdefault(start, []).append(index)
            closing.setdefault(end, []).append(index)
            edges.update((start, end))
    active: set[int] = set()
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        active.difference_update(closing.get(start, ()))
        active.update(opening.get(start, ()))
        yield Segment(start, end, tuple(marked[index][1] for index in sorted(active)))

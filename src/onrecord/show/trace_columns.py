"""Which column of the picture each box stands in: sources first, then articles in the order of time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from onrecord.show.trace_graph import Graph, Node, NodeKind

_DATE: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
#: More boxes one above the other make a picture that no screen holds.
MAX_ROWS: Final = 9
#: With more columns of days than this, days share a column.
MAX_DAYS: Final = 8
#: Sorts behind every date.
_NO_DAY: Final = "9999-99-99"


@dataclass(frozen=True, slots=True)
class Columns:
    """Column numbers by box, and for each column the first and last day in it; none for that of sources."""

    of: Mapping[str, int]
    days: tuple[tuple[str, str] | None, ...]


def day_of(published: str | None) -> str:
    """Return the day of a date as it was given, at its precision; nothing where there is none."""
    match = _DATE.match(published or "")
    return match[0] if match else ""


def time_of(published: str | None) -> str:
    """Return the time of day as it was given, "08:15"; nothing where there is none."""
    return (published or "")[11:16] if len(published or "") >= 16 and (published or "")[10] == "T" else ""


def columns_of(graph: Graph) -> Columns:
    """Return the columns: arrows lead to the right wherever time lets them."""
    before: dict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        if not edge.answers:
            before[edge.target].add(edge.source)
    dated = [node for node in graph.nodes if node.kind is NodeKind.ARTICLE]
    days = _days(graph.nodes, dated, before)
    sources = [node for node in graph.nodes if node.kind is not NodeKind.ANSWER and node.id not in days]
    of = _depths(sources, before)
    first = max(of.values(), default=-1) + 1
    placed, spans = _sequence(_ordered([n for n in graph.nodes if n.id in days], days, before), before, days)
    of |= {key: first + column for key, column in placed.items()}
    spans = _answers(graph, of, first, spans)
    return Columns(of, (*(None for _ in range(first)), *spans))


def _days(nodes: Sequence[Node], dated: Iterable[Node], before: Mapping[str, set[str]]) -> dict[str, str]:
    """Return the day of each article, and of what has something from one: not before the last of these."""
    days = {node.id: day_of(node.published) or _NO_DAY for node in dated}
    waiting = [node for node in nodes if node.kind not in (NodeKind.ANSWER, NodeKind.ARTICLE)]
    changed = True
    while changed:
        found = {
            node.id: max(days[key] for key in before[node.id] if key in days)
            for node in waiting
            if node.id not in days and any(key in days for key in before[node.id])
        }
        days |= found
        changed = bool(found)
    return days


def _depths(sources: Sequence[Node], before: Mapping[str, set[str]]) -> dict[str, int]:
    """Return how many steps each source stands behind the first one; a circle is cut where it closes."""
    inside = {node.id for node in sources}
    depths: dict[str, int] = {}
    for node in sources:
        stack = [node.id]
        open_ones: set[str] = set()
        while stack:
            key = stack[-1]
            open_ones.add(key)
            missing = [
                k for k in sorted(before[key]) if k in inside and k not in depths and k not in open_ones
            ]
            if missing:
                stack.append(missing[0])
                continue
            stack.pop()
            depths.setdefault(key, max((depths[k] + 1 for k in before[key] if k in depths), default=0))
    return depths


def instant(published: str | None) -> float:
    """Return seconds by which dates are compared; a day counts from its beginning (UTC)."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        day = day_of(published)
        if not day:
            return float("inf")
        try:
            moment = datetime.fromisoformat(day + "-01" * ((10 - len(day)) // 3))
        except ValueError:
            return float("inf")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _ordered(nodes: Sequence[Node], days: Mapping[str, str], before: Mapping[str, set[str]]) -> list[Node]:
    """Return the boxes in the order of time; on one day what is told before what has it from there."""
    byday: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        byday[days[node.id]].append(node)
    ordered: list[Node] = []
    for day in sorted(byday):
        waiting = sorted(byday[day], key=lambda node: (instant(node.published or day), node.id))
        left = {node.id: node for node in waiting}
        while waiting:
            # The first that waits for nobody; in a circle, the earliest.
            ready = next((n for n in waiting if not any(_holds(n, left.get(k)) for k in before[n.id])), None)
            chosen = ready or waiting[0]
            waiting.remove(chosen)
            del left[chosen.id]
            ordered.append(chosen)
    return ordered


def _holds(node: Node, source: Node | None) -> bool:
    """Return whether a source of the same day is to come first: not where it is known to be later."""
    if source is None or source.id == node.id:
        return False
    timed = time_of(node.published) and time_of(source.published)
    return not (timed and instant(source.published) > instant(node.published))


def _sequence(
    ordered: Sequence[Node], before: Mapping[str, set[str]], days: Mapping[str, str]
) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return the column of each box, a new one for each day unless there are too many days."""
    each_day = len(set(days.values())) <= MAX_DAYS
    of: dict[str, int] = {}
    spans: list[tuple[str, str]] = []
    here: set[str] = set()
    for node in ordered:
        day = days[node.id]
        # Either way: an arrow against time needs room between two columns as well.
        told_here = not here.isdisjoint(before[node.id]) or any(node.id in before[key] for key in here)
        apart = spans and day != spans[-1][1] and (each_day or _NO_DAY in (day, spans[-1][1]))
        if not spans or told_here or len(here) >= MAX_ROWS or apart:
            spans.append((day, day))
            here = set()
        spans[-1] = (spans[-1][0], day)
        of[node.id] = len(spans) - 1
        here.add(node.id)
    return of, [("" if a == _NO_DAY else a, "" if b == _NO_DAY else b) for a, b in spans]


def _answers(
    graph: Graph, of: dict[str, int], first: int, spans: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Put each answer under the article that has it, or under its day; return the days of the columns."""
    lost = [n for n in graph.nodes if n.kind is NodeKind.ANSWER and (n.url or "") not in of]
    for node in graph.nodes:
        if node.kind is NodeKind.ANSWER and (node.url or "") in of:
            of[node.id] = of[node.url or ""]
    for day in sorted({day_of(node.published) for node in lost}, key=lambda day: day or _NO_DAY):
        here = [n for n in lost if day_of(n.published) == day]
        fits = [c for c, (start, end) in enumerate(spans) if start[: len(day)] <= day <= end]
        if day and fits:
            column = fits[-1]
        else:
            column = sum((start or _NO_DAY) < (day or _NO_DAY) for start, _ in spans)
            spans = [*spans[:column], (day, day), *spans[column:]]
            for key, number in of.items():
                if number >= first + column:
                    of[key] = number + 1
        of |= {node.id: first + column for node in here}
    return spans

"""The chain as a tree for the terminal: from each origin down to whoever has it from there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.show.trace_columns import instant
from onrecord.show.trace_graph import Edge, Graph, Node, NodeKind

# Each step is indented; what is nested deeper stands no further in, so that its words keep their room.
_MAX_DEPTH: Final = 8


@dataclass(frozen=True, slots=True)
class Twig:
    """One line of the tree: a box, the arrow that leads to it, and the lines drawn before it and below it.

    `again` says that the box stands above already, with all that hangs from it.
    """

    node: Node
    edge: Edge | None
    head: str
    below: str
    again: bool


def twigs(graph: Graph, plain: bool = False) -> Iterator[Twig]:
    """Yield the boxes of the chain, each once in full; `plain` draws the tree in ASCII.

    What stands at no end of a chain because it is in a circle begins a tree of its own, the earliest first.
    """
    nodes = {node.id: node for node in graph.nodes if node.kind is not NodeKind.ANSWER}
    after: dict[str, list[Edge]] = defaultdict(list)
    led = set()
    for edge in graph.edges:
        if not edge.answers:
            after[edge.source].append(edge)
            led.add(edge.target)
    for edges in after.values():
        edges.sort(key=lambda edge: (instant(nodes[edge.target].published), edge.target))
    seen: set[str] = set()
    free = [key for key in nodes if key not in led]
    free.sort(key=lambda key: (not nodes[key].origin, nodes[key].kind is NodeKind.ARTICLE))
    for key in [*free, *sorted(nodes, key=lambda key: instant(nodes[key].published))]:
        if key not in seen:
            yield from _tree(key, nodes, after, seen, plain)


def _tree(
    root: str, nodes: dict[str, Node], after: dict[str, list[Edge]], seen: set[str], plain: bool
) -> Iterator[Twig]:
    fork, last, bar = ("|-- ", "`-- ", "|   ") if plain else ("├── ", "└── ", "│   ")
    waiting: list[tuple[str, Edge | None, str, str, int]] = [(root, None, "", "", 0)]
    while waiting:
        key, edge, head, rest, depth = waiting.pop()
        again = key in seen
        below: Sequence[Edge] = () if again else after.get(key, ())
        seen.add(key)
        yield Twig(nodes[key], edge, head, rest + (bar if below else "    "), again)
        for place, child in enumerate(reversed(below)):
            shown = depth < _MAX_DEPTH
            ends = place == 0
            inner = rest + (("    " if ends else bar) if shown else "")
            waiting.append((child.target, child, rest + (last if ends else fork), inner, depth + 1))

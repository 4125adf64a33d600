"""Copies folded under what they copy, where they bring nothing of their own to the picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.link.trace import Copied, CopyKind
from onrecord.show.trace_graph import Edge, Graph, Ground, Node, NodeKind


def folded(graph: Graph, copies: Sequence[Copied]) -> Graph:
    """Return the picture with each plain copy counted in the box of what it copies.

    A copy keeps a box where it has somebody of its own, where another article has something from it, and
    where it is part of a circle. Answers that a folded copy repeats go with it.
    """
    into = _leaders(graph, copies)
    nodes = {node.id: node for node in graph.nodes}
    under: dict[str, list[tuple[Node, Copied]]] = defaultdict(list)
    for url, copied in into.items():
        under[_root(url, into)].append((nodes[url], copied))
    said = {(node.url, node.name, node.how) for node in graph.nodes if node.kind is NodeKind.ANSWER}

    def gone(node: Node) -> bool:
        if node.kind is not NodeKind.ANSWER:
            return node.id in into
        return node.url in into and (_root(node.url, into), node.name, node.how) in said

    kept = [
        replace(node, copies=tuple(under[node.id])) if node.id in under else node
        for node in graph.nodes
        if not gone(node)
    ]
    return Graph(tuple(kept), tuple(_edges(graph.edges, {node.id for node in kept}, into)))


def _edges(edges: Iterable[Edge], kept: set[str], into: Mapping[str, Copied]) -> Iterable[Edge]:
    """Yield the arrows between boxes that are left; one to a folded copy leads to what it copies."""
    found: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        target = _root(edge.target, into) if edge.answers else edge.target
        if edge.source not in kept or target not in kept:
            continue
        known = found.get((edge.source, target))
        evidence = (*known.evidence, *edge.evidence) if known else edge.evidence
        found[edge.source, target] = replace(edge, target=target, evidence=evidence)
    return found.values()


def _root(url: str, into: Mapping[str, Copied]) -> str:
    while url in into:
        url = into[url].of
    return url


def _leaders(graph: Graph, copies: Sequence[Copied]) -> dict[str, Copied]:
    """Return for each article to be folded what it copies, without circles."""
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    circular: set[str] = set()
    for edge in graph.edges:
        if edge.answers:
            continue
        before[edge.target].add(edge.source)
        plain_copy = all(item.ground is Ground.COPY for item in edge.evidence)
        if not plain_copy:
            after[edge.source].add(edge.target)
        if edge.circular:
            circular |= {edge.source, edge.target}
    nodes = {node.id: node for node in graph.nodes}
    into: dict[str, Copied] = {}
    for copied in sorted(copies, key=lambda copied: -copied.share):
        if copied.kind is CopyKind.PASSAGE or copied.url in into or not {copied.url, copied.of} <= set(nodes):
            continue
        own = nodes[copied.url].origin or copied.url in circular
        brings = before[copied.url] - _behind(copied.of, before)
        tells = after[copied.url] - {copied.of}
        if not own and not brings and not tells and _root(copied.of, into) != copied.url:
            into[copied.url] = copied
    return into


def _behind(url: str, before: Mapping[str, set[str]]) -> set[str]:
    """Return an article and all that it has something from, however many steps away."""
    seen, waiting = {url}, [url]
    while waiting:
        for key in before.get(waiting.pop(), ()):
            if key not in seen:
                seen.add(key)
                waiting.append(key)
    return seen

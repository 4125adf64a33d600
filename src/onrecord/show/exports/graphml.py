"""A record as a graph in GraphML: articles, outlets, parties and statements, and what joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from onrecord.record.store import Row
from onrecord.show.exports.basis import Basis
from onrecord.show.exports.graph import address, outlet_key
from onrecord.show.exports.options import ExportOptions
from onrecord.show.exports.select import Selection
from onrecord.show.plain import one_line

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
# What XML 1.0 cannot hold beside what `one_line` takes out already.
_NOT_XML: Final = re.compile("[\ufffe\uffff]")
# Attributes with their type; dates are strings, as programs for graphs have no dates.
_NODE: Final = {
    **dict.fromkeys(("label", "type", "kind", "naming", "known", "url", "outlet", "published"), "string"),
    **dict.fromkeys(("said", "day", "manner", "quotation", "judgement"), "string"),
    **dict.fromkeys(("negated", "modal"), "boolean"),
    "version": "int",
    "confidence": "double",
}
_EDGE: Final = {**dict.fromkeys(("label", "manner", "words"), "string"), "weight": "double"}
# Letters of a content that stand under a node.
_LABEL: Final = 80

Attributes = dict[str, Any]
Edge = tuple[str, str, Attributes]


def write_graphml(selection: Selection, file: BinaryIO, _options: ExportOptions) -> int:
    """Write the graph; return the number of statements.

    Edges, told apart by their label: an outlet `published` an article, a statement stands `in` an article
    or `inside` a statement, a party `says` a statement that is `told` to a party, `answers` another statement
    and rests on a `basis`; an article `relays` what an outlet has or `cites` it with a link; a party `speaks
    for` another one.
    """
    graph = _Graph(selection)
    xml = XMLGenerator(file, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("graphml", AttributesImpl({"xmlns": _NAMESPACE}))
    for use, attributes in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in attributes.items():
            key = {"id": f"{use[0]}_{name}", "for": use, "attr.name": name, "attr.type": kind}
            _element(xml, "key", key)
    xml.startElement("graph", AttributesImpl({"id": "record", "edgedefault": "directed"}))
    for identifier, values in graph.nodes():
        _element(xml, "node", {"id": _safe(identifier)}, values)
    for number, (source, target, values) in enumerate(graph.edges()):
        ends = {"source": _safe(source), "target": _safe(target)}
        _element(xml, "edge", {"id": f"e{number}", **ends}, values)
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.characters("\n")
    xml.endDocument()
    return graph.statements


class _Graph:
    """Makes nodes and edges; the edges after the nodes, when it is known which there are."""

    def __init__(self, selection: Selection) -> None:
        self.statements = 0
        self._selection = selection
        self._bases = selection.bases()
        self._there: set[str] = set()

    def nodes(self) -> Iterator[tuple[str, Attributes]]:
        """Yield every node once."""
        parties = {basis.party for bases in self._bases.values() for basis in bases}
        for row in self._selection.statements():
            self.statements += 1
            parties |= {row["party"], row["addressee_party"]} - {None}
            yield self._known(f"statement:{row['key']}", _statement(row))
        spokesmen = [(row["key"], row["principal"]) for row in self._selection.spokesmen()]
        parties |= {principal for party, principal in spokesmen if party in parties}
        for row in self._selection.named(parties):
            values = {name: row[name] for name in ("kind", "naming", "known")}
            yield self._known(f"party:{row['key']}", {"label": row["name"], "type": "party", **values})
        yield from self._articles()

    def _articles(self) -> Iterator[tuple[str, Attributes]]:
        names: dict[str, str | None] = {}
        for row in self._selection.articles():
            names.setdefault(_outlet(row["outlet"]), row["outlet"])
            yield self._known(f"article:{row['key']}", _article(row))
        for row in self._selection.relays():
            names.setdefault(_outlet(row["outlet"]), row["outlet"])
        for identifier, name in names.items():
            if identifier:
                yield self._known(identifier, {"label": name, "type": "outlet"})

    def edges(self) -> Iterator[Edge]:
        """Yield every edge between nodes that are there."""
        for source, target, values in self._all_edges():
            if source in self._there and target in self._there:
                yield source, target, {"weight": 1.0, **values}

    def _known(self, identifier: str, values: Attributes) -> tuple[str, Attributes]:
        self._there.add(identifier)
        return identifier, {**values, "label": _safe(values["label"]) or identifier}

    def _all_edges(self) -> Iterator[Edge]:
        for row in self._selection.articles():
            yield _outlet(row["outlet"]), f"article:{row['key']}", {"label": "published"}
        for row in self._selection.relays():
            label = "cites" if row["kind"] == "link" else "relays"
            values = {"label": label, "manner": row["kind"], "words": row["words"]}
            yield f"article:{row['article']}", _outlet(row["outlet"]), values
        for row in self._selection.statements():
            yield from _statement_edges(row, self._bases.get(row["key"], []))
        for row in self._selection.spokesmen():
            yield f"party:{row['key']}", f"party:{row['principal']}", {"label": "speaks for"}


def _statement_edges(row: Row, bases: list[Basis]) -> Iterator[Edge]:
    me = f"statement:{row['key']}"
    yield me, f"article:{row['article']}", {"label": "in"}
    yield f"party:{row['party']}", me, {"label": "says", "manner": row["manner"], "words": row["cue"]}
    yield me, f"party:{row['addressee_party']}", {"label": "told", "words": row["addressee"]}
    yield me, f"statement:{row['parent']}", {"label": "inside"}
    answer = {"label": "answers", "manner": row["manner"], "words": row["answers_words"]}
    yield me, f"statement:{row['answers']}", answer
    for basis in bases:
        yield me, f"party:{basis.party}", {"label": "basis", "words": row["basis"]}


def _statement(row: Row) -> Attributes:
    content = one_line(row["content"])
    kept = ("outlet", "published", "said", "day", "manner", "quotation", "judgement", "confidence", "url")
    return {
        "label": content if len(content) <= _LABEL else f"{content[: _LABEL - 1]}…",
        "type": "statement",
        "negated": bool(row["negated"]),
        "modal": bool(row["modal"]),
        **{name: row[name] for name in kept},
        "url": address(row["url"]),
    }


def _article(row: Row) -> Attributes:
    return {
        "label": row["title"] or row["name"],
        "type": "article",
        "url": address(row["url"]),
        "version": row["version"],
        **{name: row[name] for name in ("outlet", "published")},
    }


def _outlet(name: str | None) -> str:
    return f"outlet:{outlet_key(name)}" if name else ""


def _element(
    xml: XMLGenerator, tag: str, attributes: dict[str, str], values: Attributes | None = None
) -> None:
    xml.startElement(tag, AttributesImpl(attributes))
    for name, value in (values or {}).items():
        if value is None or value == "":
            continue
        xml.startElement("data", AttributesImpl({"key": f"{tag[0]}_{name}"}))
        xml.characters(str(value).lower() if isinstance(value, bool) else _safe(str(value)))
        xml.endElement("data")
    xml.endElement(tag)
    xml.characters("\n" if tag != "key" else "")


def _safe(text: str) -> str:
    """Return text that XML can hold, on one line."""
    return _NOT_XML.sub("\ufffd", one_line(text))

"""A record as PROV-O (W3C PROV Ontology), in JSON-LD or Turtle: what is derived from what, by whom.

Versions of articles, and statements, are entities: a statement is quoted from its article or, inside another
statement, from that one, and attributed to its party; reading is an activity of the model that read. What an
article says that it has from another outlet, and what a statement rests on where its words name an outlet or
a document, is a primary source.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import onrecord
from onrecord.article import Naming, PartyKind
from onrecord.record.store import Row
from onrecord.show.exports.basis import Basis
from onrecord.show.exports.graph import address, outlet_key, told, urn
from onrecord.show.exports.options import ExportOptions
from onrecord.show.exports.select import Selection
from onrecord.show.exports.stream import ITEMS, write_items
from onrecord.show.exports.turtle import write_turtle
from onrecord.show.plain import one_line

PREFIXES: Final = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "onrecord": "urn:onrecord:terms:",
}
Node = dict[str, Any]
# A document may speak, as an agent does, and be quoted, as an entity is.
_TYPES: Final = {
    PartyKind.PERSON: ["prov:Agent", "prov:Person"],
    PartyKind.ORGANIZATION: ["prov:Agent", "prov:Organization"],
    PartyKind.GOVERNMENT: ["prov:Agent", "prov:Organization"],
    PartyKind.DOCUMENT: ["prov:Agent", "prov:Entity"],
}
_ABOUT: Final = ("cue", "manner", "quotation", "said", "basis", "occasion", "addressee")


def write_prov(selection: Selection, file: BinaryIO, options: ExportOptions) -> int:
    """Write the provenance of the statements; return how many there are."""
    graph = _Graph(selection)
    if options.turtle:
        write_turtle(file, PREFIXES, graph.nodes())
    else:
        write_items(file, {"@context": PREFIXES, "@graph": ITEMS}, graph.nodes())
    return graph.statements


class _Graph:
    """Makes the nodes, each once; remembers which parties and outlets the statements need."""

    def __init__(self, selection: Selection) -> None:
        self.statements = 0
        self._selection = selection
        self._bases = selection.bases()
        self._parties: set[str] = set()
        self._made: set[str] = set()

    def nodes(self) -> Iterator[Node]:
        """Yield every node."""
        relays = self._relays()
        for article in self._selection.articles():
            yield from self._article(article, relays.get(article["key"], []))
        for row in self._selection.statements():
            self.statements += 1
            yield from self._statement(row)
        yield from self._agents()

    def _once(self, node: Node) -> Iterator[Node]:
        if node["@id"] not in self._made:
            self._made.add(node["@id"])
            yield _said(node)

    def _relays(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._selection.relays():
            found.setdefault(row["article"], []).append(row)
        return found

    def _article(self, row: Row, relays: list[Row]) -> Iterator[Node]:
        yield from self._older(row)
        url, key = address(row["url"]), row["key"]
        sources = []
        for relay in relays:
            node = _report(relay["outlet"], key, address(relay["url"]))
            sources += [ref] if (ref := _ref(node["@id"])) not in sources else []
            yield from self._outlet(relay["outlet"])
            yield from self._once(node)
        yield from self._outlet(row["outlet"])
        yield from self._once(
            {
                **_version(row),
                "rdfs:label": one_line(row["title"] or row["name"]),
                "prov:wasAttributedTo": _outlet_ref(row["outlet"]),
                "prov:specializationOf": _ref(url) if url else None,
                "prov:wasRevisionOf": _ref(urn("article", row["previous"])) if row["previous"] else None,
                "prov:hadPrimarySource": sources,
                "prov:wasDerivedFrom": _ref(urn("original", key)),
                "onrecord:published": row["published"],
                "onrecord:modified": row["modified"],
            }
        )
        if url:
            yield from self._once({"@id": url, "@type": ["prov:Entity"]})
        yield from self._reading(row)

    def _older(self, row: Row) -> Iterator[Node]:
        """Yield the older versions of an article, as far as they are not among the articles themselves."""
        if row["version"] == 1 or self._selection.versions:
            return
        older = self._selection.older(row["id"])
        for number, version in enumerate(older):
            before = older[number - 1]["key"] if number else None
            revised = _ref(urn("article", before)) if before else None
            yield from self._once({**_version(version), "prov:wasRevisionOf": revised})

    def _reading(self, row: Row) -> Iterator[Node]:
        original, reader = urn("original", row["key"]), urn("reader", row["reader"])
        yield from self._once(
            {
                "@id": original,
                "@type": ["prov:Entity"],
                "prov:generatedAtTime": _time(row["retrieved"]),
                "rdfs:label": f"the original of {row['key']}, as it came",
            }
        )
        yield from self._once(
            {
                "@id": reader,
                "@type": ["prov:Agent", "prov:SoftwareAgent"],
                "rdfs:label": f"Onrecord, {row['reader']}",
                "onrecord:model": row["reader"],
                "onrecord:version": onrecord.__version__,
            }
        )
        yield from self._once(
            {
                "@id": urn("reading", row["key"]),
                "@type": ["prov:Activity"],
                "prov:used": _ref(original),
                "prov:endedAtTime": _time(row["added"]),
                "prov:wasAssociatedWith": _ref(reader),
            }
        )

    def _statement(self, row: Row) -> Iterator[Node]:
        sources = []
        for basis in self._bases.get(row["key"], ()):
            source = self._primary(row["key"], basis)
            if source is not None:
                sources.append(_ref(source["@id"]))
                yield from self._once(source)
        speaker = self._speaker(row)
        if speaker and "@type" in speaker:
            yield from self._once(speaker)
        quoted = urn("attribution", row["parent"]) if row["parent"] else urn("article", row["article"])
        by, unsaid = _ref(speaker["@id"]) if speaker else None, bool(row["negated"] or row["modal"])
        yield _said(
            {
                "@id": urn("attribution", row["key"]),
                "@type": ["prov:Entity", "onrecord:Attribution"],
                "rdfs:label": told(row),
                "prov:value": one_line(row["content"]),
                "prov:wasQuotedFrom": _ref(quoted),
                # What somebody did not say, or may say, is not theirs.
                "onrecord:source" if unsaid else "prov:wasAttributedTo": by,
                "prov:wasGeneratedBy": _ref(urn("reading", row["article"])),
                "prov:hadPrimarySource": sources,
                **{f"onrecord:{name}": one_line(row[name] or "") for name in _ABOUT},
                "onrecord:negated": bool(row["negated"]) or None,
                "onrecord:modal": bool(row["modal"]) or None,
                "onrecord:judgement": row["judgement"],
                "onrecord:answers": _ref(urn("attribution", row["answers"])) if row["answers"] else None,
            }
        )

    def _speaker(self, row: Row) -> Node | None:
        """Return the agent of a statement; one whose party is not settled is known by its words alone."""
        if row["party"]:
            self._parties.add(row["party"])
            return _ref(urn("party", row["party"]))
        words = one_line(row["source"])
        if not words:
            return None
        return {"@id": urn("speaker", row["key"]), "@type": ["prov:Agent"], "rdfs:label": words}

    def _primary(self, key: str, basis: Basis) -> Node | None:
        """Return what a statement rests on where its words name a document or an outlet."""
        if basis.kind is PartyKind.DOCUMENT:
            self._parties.add(basis.party)
            return _ref(urn("party", basis.party)) | {"@type": ["prov:Entity"]}
        if basis.naming is not Naming.NAMED or basis.kind is PartyKind.PERSON:
            return None
        self._parties.add(basis.party)
        return {
            "@id": urn("account", f"{key}-{basis.party}"),
            "@type": ["prov:Entity"],
            "rdfs:label": f"the account of {one_line(basis.name)}",
            "prov:wasAttributedTo": _ref(urn("party", basis.party)),
        }

    def _outlet(self, name: str | None) -> Iterator[Node]:
        if name:
            types = ["prov:Agent", "prov:Organization"]
            yield from self._once(
                {"@id": urn("outlet", outlet_key(name)), "@type": types, "rdfs:label": one_line(name)}
            )

    def _agents(self) -> Iterator[Node]:
        """Yield the parties, with whom they speak for."""
        principals: dict[str, list[str]] = {}
        for row in self._selection.spokesmen():
            if row["key"] in self._parties:
                principals.setdefault(row["key"], []).append(row["principal"])
        needed = self._parties.union(*principals.values())
        for row in self._selection.named(needed):
            node = {
                "@id": urn("party", row["key"]),
                "@type": _TYPES.get(PartyKind(row["kind"]), ["prov:Agent"]),
                "rdfs:label": one_line(row["name"]),
                "prov:actedOnBehalfOf": [_ref(urn("party", key)) for key in principals.get(row["key"], ())],
                "onrecord:kind": row["kind"],
                "onrecord:naming": row["naming"],
                "onrecord:known": row["known"],
            }
            yield _said(node)


def _said(node: Node) -> Node:
    """Return a node without what it says nothing of."""
    return {key: value for key, value in node.items() if value not in (None, [], "")}


def _version(row: Row) -> Node:
    return {
        "@id": urn("article", row["key"]),
        "@type": ["prov:Entity", "onrecord:Article"],
        "onrecord:articleVersion": row["version"],
    }


def _report(outlet: str, article: str, url: str | None) -> Node:
    """Return the report of another outlet that an article names."""
    name = url or urn("report", f"{outlet_key(outlet)}-{article}")
    label = f"what {one_line(outlet)} reported"
    attributed = None if url else _outlet_ref(outlet)
    return {
        "@id": name,
        "@type": ["prov:Entity"],
        "rdfs:label": label,
        "prov:wasAttributedTo": attributed,
    }


def _outlet_ref(name: str | None) -> Node | None:
    return _ref(urn("outlet", outlet_key(name))) if name else None


def _ref(name: str) -> Node:
    return {"@id": name}


def _time(value: str | None) -> Node | None:
    """Return a point in time; None for a day, which xsd:dateTime cannot hold."""
    return {"@value": value, "@type": "xsd:dateTime"} if value and "T" in value else None

"""A record in the words of schema.org (JSON-LD): `NewsArticle`, `Quotation`, `Claim`; never `ClaimReview`.

What a party says in its own words is a `Quotation` of that party; what it asserts in the article's words a
`Claim` with the party as its author. What somebody denies, demands or asks, and what the article says that
somebody did not say, is nobody's claim: it is a `CreativeWork` with the words of the whole statement, cue
included, and the manner among its keywords.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO, Final

from onrecord.article import Manner, PartyKind, Quotation
from onrecord.record.store import Row
from onrecord.show.exports.graph import address, told, urn
from onrecord.show.exports.options import ExportOptions
from onrecord.show.exports.select import Selection
from onrecord.show.exports.stream import ITEMS, write_items
from onrecord.show.plain import one_line

Node = dict[str, Any]
CONTEXT: Final = "https://schema.org/"
# Who does one of these stands for the content. Who accuses, does: the content is the charge.
_ASSERTS: Final = {
    *(Manner.SAYS, Manner.CONFIRMS, Manner.ACCUSES, Manner.PREDICTS, Manner.THINKS, Manner.SHOWS),
    Manner.OTHER,
}
# An author is a person or an organisation there; a group of people, a document or an unknown is neither.
_TYPES: Final = {
    PartyKind.PERSON: "Person",
    PartyKind.ORGANIZATION: "Organization",
    PartyKind.GOVERNMENT: "GovernmentOrganization",
}

_BY: Final = re.compile(r"^by\s+", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"[,;/|&]|\b(?:and|with)\b", re.IGNORECASE)


def write_schema_org(selection: Selection, file: BinaryIO, _options: ExportOptions) -> int:
    """Write the articles, and their statements; return the number of statements."""
    graph = _Graph(selection)
    write_items(file, {"@context": CONTEXT, "@graph": ITEMS}, graph.nodes())
    return graph.statements


class _Graph:
    """Makes the nodes; remembers which parties are authors."""

    def __init__(self, selection: Selection) -> None:
        self.statements = 0
        self._selection = selection
        self._authors: set[str] = set()

    def nodes(self) -> Iterator[Node]:
        """Yield articles, statements and parties."""
        relays: dict[str, list[Node]] = {}
        for row in self._selection.relays():
            there, relay = relays.setdefault(row["article"], []), _relay(row)
            there += [relay] if relay not in there else []
        for article in self._selection.articles():
            yield _article(article, relays.get(article["key"], []))
        for row in self._selection.statements():
            self.statements += 1
            yield self._statement(row)
        for party in self._selection.named(self._authors):
            node = {"@id": urn("party", party["key"]), "@type": _TYPES[PartyKind(party["kind"])]}
            yield {**node, "name": one_line(party["name"])}

    def _statement(self, row: Row) -> Node:
        types = _types(row)
        speaker = self._speaker(row)
        article = {"@id": urn("article", row["article"])}
        asserted = "Claim" in types or types == ["Quotation"]
        node: Node = {
            "@id": urn("attribution", row["key"]),
            "@type": types if len(types) > 1 else types[0],
            "text": one_line(row["content"]) if asserted else told(row),
            # What somebody did not say, or may say, is not theirs.
            "mentions" if row["negated"] or row["modal"] else "author": speaker,
            "creditText": one_line(row["source"]) if speaker is None else None,
            "spokenByCharacter": speaker if "Quotation" in types else None,
            "appearance": article if "Claim" in types else None,
            "isPartOf": [article, *([{"@id": urn("attribution", row["parent"])}] if row["parent"] else [])],
            "about": {"@id": urn("attribution", row["answers"])} if row["answers"] else None,
            "dateCreated": _whole_day(row["said"]),
            "temporal": row["said"],
            "keywords": _keywords(row),
        }
        if "Claim" in types and row["quotation"] == Quotation.MIXED:
            node["hasPart"] = self._quoted(row, speaker)
        return _said(node)

    def _speaker(self, row: Row) -> Node | None:
        if row["party"] is None or PartyKind(row["party_kind"]) not in _TYPES:
            return None
        self._authors.add(row["party"])
        return {"@id": urn("party", row["party"])}

    def _quoted(self, row: Row, speaker: Node | None) -> list[Node]:
        """Return the stretches of a content that are the speaker's own words."""
        detail = json.loads(row["detail"])
        text = self._selection.text(row["article"])
        return [
            _said({"@type": "Quotation", "text": one_line(text[start:end]), "spokenByCharacter": speaker})
            for start, end in detail.get("quoted", ())
        ]


def _types(row: Row) -> list[str]:
    """Return what a statement is."""
    if row["negated"] or row["modal"]:
        return ["CreativeWork"]
    claim = ["Claim"] if Manner(row["manner"]) in _ASSERTS else []
    if row["quotation"] == Quotation.DIRECT:
        return [*claim, "Quotation"]
    return claim or ["CreativeWork"]


def _keywords(row: Row) -> list[str]:
    marks = [mark for mark in ("negated", "modal") if row[mark]]
    return [row["manner"], row["quotation"], *marks]


def _article(row: Row, relays: list[Node]) -> Node:
    return _said(
        {
            "@id": urn("article", row["key"]),
            "@type": "NewsArticle",
            "headline": one_line(row["title"] or row["name"]),
            "url": address(row["url"]),
            "datePublished": row["published"],
            "dateModified": row["modified"],
            "publisher": _organization(row["outlet"]),
            **_writer(one_line(row["byline"] or "")),
            "inLanguage": row["language"],
            "version": row["version"],
            "wordCount": row["words"],
            "isBasedOn": relays,
        }
    )


def _writer(byline: str) -> Node:
    """Return the author of an article; a byline of several, or with an office, only as it is written."""
    name = _BY.sub("", byline)
    if not name or _SEVERAL.search(name):
        return {"creditText": byline}
    return {"author": {"@type": "Person", "name": name}}


def _relay(row: Row) -> Node:
    url = address(row["url"])
    return _said({"@type": "CreativeWork", "url": url, "publisher": _organization(row["outlet"])})


def _organization(name: str | None) -> Node | None:
    return {"@type": "Organization", "name": one_line(name)} if name and one_line(name) else None


def _whole_day(said: str | None) -> str | None:
    """Return a date of EDTF that is a plain day or point in time, which schema.org's dates are."""
    try:
        date.fromisoformat((said or "")[:10])
    except ValueError:
        return None
    return said if said and not set(said) & set("/~?%X") else None


def _said(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [], "")}

"""The JSON-LD of a page: what it says of its article, however broken, listed or nested it is."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from onrecord.extract.tree import Element, attribute, elements, one_line

# Comment and CDATA marks that pages put around a script, in the order in which they are taken off.
_BEFORE = ("<!--", "//", "/*", "<![CDATA[", "*/")
_AFTER = (";", "*/", "//", "-->", "]]>", "/*", "//")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report)$")
# A page of hundreds of products is no article; this many nodes hold any article's graph.
_MAX_NODES = 2000
# The JSON-LD of a live blog with every post in it has some hundred kilobytes.
_MAX_SCRIPT = 2_000_000

# What a script that is no JSON at all can still be asked for, each with a flat string value.
_FLAT_KEYS = ("headline", "datePublished", "dateModified", "inLanguage", "articleBody")
_FLAT = re.compile(r'"(' + "|".join(_FLAT_KEYS) + r')"\s*:\s*"((?:[^"\\\n]|\\.){1,2000})"')

Node = dict[str, Any]


class Graph:
    """Everything a page's JSON-LD says, with the node of its article first in line."""

    def __init__(self, root: Element) -> None:
        self._nodes: list[Node] = []
        for script in elements(root, "script"):
            if "ld+json" in attribute(script, "type").lower():
                self._nodes.extend(_walk(_load(script.text or ""), _MAX_NODES - len(self._nodes)))
        self._by_id = {node["@id"]: node for node in reversed(self._nodes) if _is_full(node)}
        self.article: Node = next((node for node in self._nodes if _is_article(node)), {})

    def resolve(self, value: Any) -> Any:
        """Follow `{"@id": …}` to the node that it names, where the page has it."""
        if isinstance(value, dict) and not _is_full(value) and isinstance(value.get("@id"), str):
            return self._by_id.get(value["@id"], value)
        return value

    def values(self, key: str, node: Any = None) -> list[Any]:
        """Return what the article, or another node, says under a key, as a list, references followed."""
        node = self.article if node is None else node
        value = node.get(key) if isinstance(node, dict) else None
        return [self.resolve(item) for item in (value if isinstance(value, list) else [value]) if item]

    def text(self, key: str) -> str | None:
        """Return the first plain string under a key, character references resolved."""
        return next((found for item in self.values(key) if (found := plain(item))), None)

    def names(self, key: str) -> list[str]:
        """Return the names under a key: strings, or the `name` of people and organizations."""
        return self.names_of(self.article, key)

    def names_of(self, node: Any, key: str) -> list[str]:
        """Return the names that another node of the page has under a key."""
        found: list[str] = []
        for item in self.values(key, node):
            name = item.get("name") if isinstance(item, dict) else item
            for one in name if isinstance(name, list) else [name]:
                if (text := plain(one)) and text not in found:
                    found.append(text)
        return found


def plain(value: Any) -> str | None:
    """Return a string on one line with character references resolved, or None."""
    if isinstance(value, dict):
        value = value.get("@value")
    if not isinstance(value, str):
        return None
    return one_line(html.unescape(value)) or None


def _load(script: str) -> Any:
    source = script[:_MAX_SCRIPT].strip()
    for mark in _BEFORE:
        source = source.removeprefix(mark).lstrip()
    for mark in _AFTER:
        source = source.removesuffix(mark).rstrip()
    for attempt in (source, _TRAILING_COMMA.sub(r"\1", source)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    flat: Node = {}
    for key, value in _FLAT.findall(source):
        flat.setdefault(key, value)
    return {"@type": "Article", **flat} if "headline" in flat or "datePublished" in flat else None


def _walk(value: Any, limit: int) -> Iterator[Node]:
    """Yield the objects in a JSON value, outer before inner, in document order."""
    waiting = [value]
    while waiting and limit > 0:
        item = waiting.pop()
        if isinstance(item, dict):
            limit -= 1
            yield item
            waiting.extend(reversed(item.values()))
        elif isinstance(item, list):
            waiting.extend(reversed(item))


def _is_full(node: Node) -> bool:
    return isinstance(node.get("@id"), str) and len(node) > 1 and set(node) != {"@id", "@type"}


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    named = any(
        isinstance(k, str) and _ARTICLE_TYPE.search(k)
        for k in (kinds if isinstance(kinds, list) else [kinds])
    )
    return named and any(
        key in node for key in ("headline", "datePublished", "articleBody", "author", "name")
    )

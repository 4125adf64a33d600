"""Nodes of JSON-LD, as the exports write them, in Turtle (W3C RDF 1.1 Turtle), one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from onrecord.show.formats.bytes import encode


def write_turtle(file: BinaryIO, prefixes: Mapping[str, str], nodes: Iterable[Mapping[str, Any]]) -> None:
    """Write nodes whose types and properties are short names of `prefixes`, and whose references are whole.

    A value is a text, true or false, a number, `{"@id": …}`, `{"@value": …, "@type": …}`, or a list of those.
    """
    for prefix, name in prefixes.items():
        file.write(encode(f"@prefix {prefix}: <{name}> .\n"))
    for node in nodes:
        file.write(encode(f"\n<{node['@id']}>\n    {_statements(node)} .\n"))


def _statements(node: Mapping[str, Any]) -> str:
    types = f"a {', '.join(_list(node['@type']))}"
    rest = (
        f"{name} {', '.join(_terms(value))}"
        for name, value in node.items()
        if not name.startswith("@") and value not in (None, [])
    )
    return " ;\n    ".join((types, *rest))


def _terms(value: Any) -> Iterator[str]:
    for item in _list(value):
        if isinstance(item, Mapping):
            yield f"<{item['@id']}>" if "@id" in item else f"{_quoted(item['@value'])}^^{item['@type']}"
        else:
            yield _quoted(item) if isinstance(item, str) else json.dumps(item)


def _quoted(text: str) -> str:
    # The escapes of JSON are those of Turtle, as long as no letter is written as a pair of surrogates.
    return json.dumps(text, ensure_ascii=False)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]

"""A page as a tree: parsing, and the small questions every other module asks of it.

lxml has no type declarations; this is the one module that names it, and `Element` is what the others
see. Every walk is a loop, never a recursion: pages are nested as deeply as their makers please.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

import lxml.html  # type: ignore[import-untyped]
from lxml import etree

Element: TypeAlias = Any

# What XML, and therefore lxml, does not take, and what no reader sees.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Zero-width joiners and direction marks stay: they are part of the spelling in Persian, Hindi, Arabic.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_EDGES = re.compile(r" ?\n ?")

_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,300}\?>", re.I)


def parse(html: str) -> Element | None:
    """Return the root of a page, or None when there is nothing in it; never raises."""
    clean = _CONTROL.sub(" ", without_declaration(html))
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return root if root is not None and isinstance(root.tag, str) else None


def parse_xml(xml: str) -> Element | None:
    """Return the root of some XML, mended where it is broken, or None where nothing is left; never raises.

    No entity is expanded, no DTD loaded, nothing fetched.
    """
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_CONTROL.sub(" ", without_declaration(xml)).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return None
    return root


def without_declaration(xml: str) -> str:
    """Return markup without its "<?xml … ?>", which may name a character set that it is no longer in."""
    xml = xml.lstrip("\ufeff")
    declaration = _XML_DECLARATION.match(xml)
    return xml[declaration.end() :] if declaration else xml


def element(tag: str) -> Element:
    """Return a new empty element."""
    return lxml.html.Element(tag)


def elements(root: Element, *tags: str) -> Iterator[Element]:
    """Yield the elements with one of these tags, in document order; all elements without a tag."""
    for node in root.iter(*(tags or ("*",))):
        if isinstance(node.tag, str):
            yield node


def walk(root: Element) -> Iterator[tuple[str, Element]]:
    """Yield ("start", element) and ("end", element) for a tree, in the order of its text."""
    yield from etree.iterwalk(root, events=("start", "end"))


def text_of(node: Element) -> str:
    """Return the text in an element on one line, spaces collapsed, invisible characters gone."""
    return tidy("".join(node.itertext())).replace("\n", " ").strip()


def tidy(text: str) -> str:
    """Collapse runs of spaces (no-break ones too) to one, keep line ends, drop invisible characters."""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", _CONTROL.sub("", text)))
    return _LINE_EDGES.sub("\n", text).strip()


def one_line(text: str) -> str:
    """Collapse all white space to single spaces and drop invisible characters."""
    return " ".join(_INVISIBLE.sub("", _CONTROL.sub("", text)).split())


def drop(node: Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent = node.getparent()
    if parent is None:
        return
    if node.tail:
        before = node.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def attribute(node: Element, name: str) -> str:
    """Return an attribute's value, stripped, or an empty string."""
    value = node.get(name)
    return value.strip() if isinstance(value, str) else ""


def metas(root: Element) -> dict[str, str]:
    """Return the content of a page's <meta> elements by `property`, `name` or `itemprop` in lower case.

    The first with any content counts.
    """
    found: dict[str, str] = {}
    for node in elements(root, "meta"):
        content = one_line(attribute(node, "content"))
        for key in ("property", "name", "itemprop"):
            label = attribute(node, key).lower()
            if label and content:
                found.setdefault(label, content)
    return found

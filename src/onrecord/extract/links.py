"""Links of a page's main text: anchors that lead to another site or to a document, placed in the text.

The text is made first and never changed for its links. An anchor is placed by the words of its paragraph:
they stand in the text once, and only once, or the link is left out. Keeping the anchors through the
extraction instead (trafilatura can) makes it weigh them, and the text itself comes out different.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from onrecord.article import Link, Span
from onrecord.extract.tree import Element, attribute, elements, one_line, walk

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "th", "thead", "title", "tr", "ul",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "noscript", "template", "textarea"})
_DOCUMENTS = re.compile(r"\.(?:pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp)$", re.I)
_SHARING = re.compile(
    r"(?:^|\.)(?:facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share|home\?)"
    r"|bsky\.app/intent|threads\.net/intent|(?:api\.whatsapp|whatsapp)\.com/send|wa\.me/"
    r"|(?:t|telegram)\.me/share|linkedin\.com/(?:share|cws)|reddit\.com/submit|pinterest\.[a-z.]{2,6}/pin/create"
    r"|addtoany\.com|addthis\.com|flipboard\.com/bookmarklet|getpocket\.com/(?:save|edit))",
    re.I,
)
_OWN_NAMES = re.compile(r"^(?:www\d?|m|amp|mobile|edition)\.", re.I)
# "co" of "co.uk", "gov" of "gov.au": no name of a site has two or three letters before a country's two
# as often as a registry does.
_MAX_REGISTRY = 3
# Longer addresses are scripts and trackers.
_MAX_URL = 2000
# Letters on either side of an anchor that place it where its paragraph was cut or joined; with fewer than
# the least on both sides together, words alone would be looked for, and those may stand elsewhere.
_CONTEXT = 40
_LEAST_CONTEXT = 20
# Each search goes through the whole text: a page of thousands of misplaced links must not take minutes.
_MAX_SEARCHES = 300


class _Anchor(NamedTuple):
    """A link by where its words stand in its block, counted without white space."""

    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page without white space, with its links."""

    letters: str
    anchors: tuple[_Anchor, ...]


def find_anchors(root: Element, url: str | None) -> list[Block]:
    """Return the paragraphs of a page that have links to other sites or to documents.

    `url` is the page's own address. Without one no site is known to be another, and only documents
    count. A paragraph whose words stand on the page twice is left out.
    """
    base = next((attribute(node, "href") for node in elements(root, "base")), "")
    walker = _Walker(_joined(url or "", base), url)
    for event, node in walk(root):
        walker.take(event, node)
    walker.finish()
    return [block for block in walker.blocks if walker.seen[block.letters] == 1]


def place_links(blocks: Iterable[Block], text: str) -> tuple[Link, ...]:
    """Return the links whose place in `text` is certain, in text order."""
    blocks = list(blocks)
    if not blocks:
        return ()
    letters = _Letters(text)
    found = {
        Link(anchor.url, span)
        for block in blocks
        for anchor in block.anchors
        if (span := letters.find(block, anchor)) is not None
    }
    return tuple(sorted(found, key=lambda link: (link.span, link.url)))


def host_of(url: str) -> str:
    """Return the host of an address without "www." and its like; empty where it has none."""
    try:
        return _OWN_NAMES.sub("", (urlsplit(url).hostname or "").rstrip("."))
    except ValueError:
        return ""


def is_same_site(one: str, other: str) -> bool:
    """Say whether two hosts belong to one site: one is part of the other, or they share their domain.

    A domain is taken to be the last two names, or the last three where the last but one is a registry's.
    """
    return one == other or _domain(one) == _domain(other) != ""


@dataclass(slots=True)
class _Walker:
    """Gathers the paragraphs of a tree and the links in them, in one pass."""

    base: str
    own: str | None
    blocks: list[Block] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    anchors: list[_Anchor] = field(default_factory=list)
    opened: tuple[str, int] | None = None
    silent: int = 0

    def take(self, event: str, node: Element) -> None:
        """Take one step of the walk."""
        started = event == "start"
        if node.tag in _BLOCKS:
            self.finish()
        elif node.tag in _SILENT:
            self.silent += 1 if started else -1
        elif node.tag == "a":
            self._open(node) if started else self._close()
        run = node.text if started else node.tail
        if run and not self.silent:
            run = _squeezed(run)
            self.parts.append(run)
            self.length += len(run)

    def finish(self) -> None:
        """End the paragraph; a link that is still open holds whole paragraphs and is no source of words."""
        if self.length:
            letters = "".join(self.parts)
            self.seen[letters] += 1
            if self.anchors:
                self.blocks.append(Block(letters, tuple(self.anchors)))
        self.parts, self.anchors, self.length, self.opened = [], [], 0, None

    def _open(self, node: Element) -> None:
        target = _target(attribute(node, "href"), self.base, self.own)
        self.opened = (target, self.length) if target else None

    def _close(self) -> None:
        if self.opened and self.length > self.opened[1]:
            self.anchors.append(_Anchor(self.opened[0], self.opened[1], self.length))
        self.opened = None


class _Letters:
    """A text without its white space, paragraph by paragraph, and the way back to its positions."""

    def __init__(self, text: str) -> None:
        self.paragraphs = text.split("\n\n")
        squeezed = ["".join(paragraph.split()) for paragraph in self.paragraphs]
        counts = Counter(squeezed)
        self.whole = {letters: n for n, letters in enumerate(squeezed) if counts[letters] == 1}
        self.joined = "\n".join(squeezed)
        self.offsets = _starts(self.paragraphs, gap=2)
        self.bounds = _starts(squeezed, gap=1)
        self.positions: dict[int, list[int]] = {}
        self.searches = 0

    def find(self, block: Block, anchor: _Anchor) -> Span | None:
        """Return where the words of a link stand, or None where that is not certain."""
        number = self.whole.get(block.letters)
        if number is not None:
            return self._span(number, anchor.start, anchor.end)
        low, high = max(0, anchor.start - _CONTEXT), anchor.end + _CONTEXT
        key = block.letters[low:high]
        if len(key) - (anchor.end - anchor.start) < _LEAST_CONTEXT or self.searches >= _MAX_SEARCHES:
            return None
        self.searches += 1
        at = self.joined.find(key)
        if at < 0 or self.joined.find(key, at + 1) >= 0:
            return None
        number = bisect_right(self.bounds, at) - 1
        start = at - self.bounds[number] + anchor.start - low
        return self._span(number, start, start + anchor.end - anchor.start)

    def _span(self, number: int, start: int, end: int) -> Span:
        if number not in self.positions:
            paragraph = self.paragraphs[number]
            self.positions[number] = [at for at, letter in enumerate(paragraph) if not letter.isspace()]
        places, offset = self.positions[number], self.offsets[number]
        return Span(offset + places[start], offset + places[end - 1] + 1)


def _starts(parts: Sequence[str], gap: int) -> list[int]:
    starts, at = [], 0
    for part in parts:
        starts.append(at)
        at += len(part) + gap
    return starts


def _squeezed(run: str) -> str:
    return "".join(one_line(run).split())


def _target(href: str, base: str, own: str | None) -> str | None:
    """Return the address that an anchor leads to, if that is another site's or a document's."""
    address = _joined(base, href).replace(" ", "%20")
    parts = _split(address)
    if parts is None or len(address) > _MAX_URL or _SHARING.search(f"{parts.netloc}{parts.path}"):
        return None
    if _DOCUMENTS.search(parts.path):
        return address
    home = host_of(own or "")
    return address if home and not is_same_site(host_of(address), home) else None


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, href) if href else base
    except ValueError:
        return base


def _split(address: str) -> SplitResult | None:
    """Return the parts of a plain web address, None for any other."""
    try:
        parts = urlsplit(address)
        plain = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        return None
    return parts if plain and address.isprintable() else None


def _domain(host: str) -> str:
    names = host.split(".")
    if len(names) > 2 and len(names[-1]) == 2 and len(names[-2]) <= _MAX_REGISTRY:
        return ".".join(names[-3:])
    return ".".join(names[-2:])

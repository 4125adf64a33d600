"""What a page says of its article: title, byline, outlet, address, language and credits."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urljoin, urlsplit

from onrecord.extract.jsonld import Graph
from onrecord.extract.tree import Element, attribute, elements, metas, one_line, text_of

_BY = re.compile(
    r"^(?:(?:story|words|written|reported|posted|published|analysis|text|opinion)\s+)?by[:\s]+|^(?:author|von|par|por|di)[:\s]+",
    re.I,
)
_AFTER_NAMES = re.compile(
    r"\s*(?:[|•·]|\s[-–—]\s|,?\s(?:published|updated|posted|on)\b[:\s]|\b\d{1,2}:\d\d\b|@\w|\b(?:19|20)\d\d\b).*$",
    re.I | re.S,
)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|author-name|byline-name|writer)(?:$|[\s_-])", re.I
)
_NOT_A_NAME = re.compile(
    r"https?://|www\.|^@|^admin$|^administrator$|^staff$|^editor$|^unknown$|^null$|^none$", re.I
)
_SUFFIX = re.compile(r"\s+(?:[-–—|•·»:]+|::)\s+")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?$")
# Longer than any list of authors or any headline; beyond it the wrong element was taken.
_MAX_BYLINE = 200
_MAX_TITLE = 400
_MAX_RAW = 2000
_SOURCE_LINE = re.compile(r"(?:source|agency)\s*:\s*(\S.*?)[\s.]*$", re.I)
_MAX_SOURCE_LINE = 80
# The longest name of an agency in use has 40 letters; what is longer is a sentence.
_MAX_AGENCY = 60
_PUBLISHED_BY = ("publisher", "sourceOrganization", "provider")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its article; None where it says nothing."""

    title: str | None
    byline: str | None
    publisher: str | None
    url: str | None
    language: str | None
    credits: tuple[str, ...]
    agencies: tuple[str, ...]


def find_facts(root: Element, graph: Graph, meta: dict[str, str], url: str | None) -> Facts:
    """Return what the page says of its article. `url` is where it was fetched, if it was."""
    site = one_line(html.unescape(meta.get("og:site_name", ""))) or None
    publisher = next(iter(graph.names("publisher")), None) or site or meta.get("article:publisher_name")
    names = [name for name in (publisher, site, *_host_names(meta, url)) if name]
    return Facts(
        title=_title(root, graph, meta, names),
        byline=_byline(root, graph, meta),
        publisher=publisher,
        url=_canonical(root, meta, url),
        language=_language(root, graph, meta),
        credits=tuple(_credits(graph, meta)),
        agencies=tuple(_agencies(graph, names)),
    )


def source_lines(root: Element) -> list[str]:
    """Return the names in lines like "Source: Reuters" anywhere on a page, its furniture included."""
    lines = (text_of(node) for node in elements(root, "p", "div", "span", "li", "small") if len(node) <= 1)
    return [
        match[1] for line in lines if len(line) <= _MAX_SOURCE_LINE and (match := _SOURCE_LINE.match(line))
    ]


def read_metas(root: Element) -> dict[str, str]:
    """Return the page's <meta> values by name."""
    return metas(root)


def tidy_byline(text: str | None) -> str | None:
    """Return the names in a byline without "By", dates and addresses; None when no name is left."""
    names = _AFTER_NAMES.sub("", _BY.sub("", one_line(html.unescape((text or "")[:_MAX_RAW]))))
    names = names.strip(" ,;:|-–—.")
    if (
        not names
        or len(names) > _MAX_BYLINE
        or _NOT_A_NAME.search(names)
        or not any(c.isalpha() for c in names)
    ):
        return None
    return names


def language_tag(value: str | None) -> str | None:
    """Return a BCP 47 tag from what a page writes ("en_us", "EN", "zh-hant-tw"), or None.

    >>> language_tag("en_us")
    'en-US'
    """
    match = _LANGUAGE.match((value or "").strip())
    if not match:
        return None
    language, script, region = match.groups()
    return "-".join(p for p in (language.lower(), script and script.title(), region and region.upper()) if p)


def _title(root: Element, graph: Graph, meta: dict[str, str], outlets: list[str]) -> str | None:
    heading = next((text for node in elements(root, "h1") if (text := text_of(node))), None)
    document = next((text for node in elements(root, "title") if (text := text_of(node))), None)
    for found in (graph.text("headline"), meta.get("og:title"), meta.get("twitter:title"), heading, document):
        title = _without_outlet(one_line(html.unescape(found or "")), outlets)
        if title and len(title) <= _MAX_TITLE and not title.endswith(("…", "...")):
            return title
    return heading


def _without_outlet(title: str, outlets: list[str]) -> str:
    """Cut " - Outlet" off a title's end, as often as it stands there, never the whole title."""
    known = {_letters(outlet) for outlet in outlets} - {""}
    cuts = list(_SUFFIX.finditer(title))
    for cut in reversed(cuts):
        if _letters(title[cut.end() :]) in known and title[: cut.start()].strip():
            title = title[: cut.start()].strip()
        else:
            break
    return title


def _letters(text: str) -> str:
    return re.sub(r"^the|[^\w]", "", text.casefold())


def _host_names(meta: dict[str, str], url: str | None) -> Iterator[str]:
    for address in (meta.get("og:url"), url):
        try:
            host = urlsplit(address or "").hostname
        except ValueError:
            continue
        if host:
            bare = host.removeprefix("www.")
            yield bare
            yield bare.split(".")[0]


def _byline(root: Element, graph: Graph, meta: dict[str, str]) -> str | None:
    names = [name for raw in graph.names("author") if (name := tidy_byline(raw))]
    if names:
        return ", ".join(dict.fromkeys(names))
    for key in (
        "author",
        "article:author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
    ):
        if found := tidy_byline(meta.get(key)):
            return found
    for wanted in (_is_marked_author, _has_byline_class):
        for node in elements(root, "a", "span", "div", "p", "address", "li"):
            if wanted(node) and (found := tidy_byline(text_of(node)[: _MAX_BYLINE * 2])):
                return found
    return None


def _is_marked_author(node: Element) -> bool:
    return attribute(node, "rel") == "author" or attribute(node, "itemprop") == "author"


def _has_byline_class(node: Element) -> bool:
    """Accept a class only on a short element that says "By" or is called a byline."""
    label = attribute(node, "class")
    if not _BYLINE_CLASS.search(label):
        return False
    text = text_of(node)
    return len(text) <= _MAX_BYLINE and bool(_BY.match(text) or "byline" in label.lower())


def _canonical(root: Element, meta: dict[str, str], url: str | None) -> str | None:
    """Return the page's own address for itself; a front page named as canonical is a mistake."""
    stated = [
        attribute(node, "href")
        for node in elements(root, "link")
        if "canonical" in attribute(node, "rel").lower().split()
    ]
    for value in (*stated, meta.get("og:url", "")):
        try:
            address = urljoin(url or "", value.strip()) if value else ""
            parts = urlsplit(address)
            is_front = (
                parts.path in {"", "/"}
                and not parts.query
                and bool(url)
                and urlsplit(url or "").path not in {"", "/"}
            )
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname and not parts.username and not is_front:
            return address
    return url


def _language(root: Element, graph: Graph, meta: dict[str, str]) -> str | None:
    html_element = next(elements(root, "html"), root)
    declared = attribute(html_element, "lang") or attribute(html_element, "xml:lang")
    in_language = graph.text("inLanguage") or next(iter(graph.names("inLanguage")), None)
    for value in (
        declared,
        in_language,
        meta.get("og:locale"),
        meta.get("content-language"),
        meta.get("language"),
    ):
        if found := language_tag(value):
            return found
    return None


def _credits(graph: Graph, meta: dict[str, str]) -> Iterator[str]:
    for key in ("creditText", "sourceOrganization", "copyrightHolder", "provider", "isBasedOn"):
        yield from graph.names(key)
    for key in ("syndication-source", "original-source", "article:source", "source", "dc.source", "credit"):
        if key in meta:
            yield meta[key]


def _agencies(graph: Graph, outlets: list[str]) -> Iterator[str]:
    """Yield whom the page's data name as the text's origin, the outlet itself left out."""
    own = {_letters(outlet) for outlet in outlets} - {""}
    based_on = (graph.names_of(item, key) for item in graph.values("isBasedOn") for key in _PUBLISHED_BY)
    for name in (*graph.names("sourceOrganization"), *graph.names("creditText"), *chain(*based_on)):
        letters = _letters(name)
        if letters and len(name) <= _MAX_AGENCY and not any(o in letters or letters in o for o in own):
            yield name

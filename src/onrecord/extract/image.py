"""The lead picture of a page, with its caption and its credit."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any
from urllib.parse import urljoin, urlsplit

from onrecord.article import Image
from onrecord.extract.jsonld import Graph, plain
from onrecord.extract.tree import Element, attribute, drop, elements, text_of

_CREDIT_CLASS = re.compile(r"credit|copyright|photographer|attribution|courtesy", re.I)
_CREDIT_PROP = re.compile(r"copyrightHolder|creditText|creator|author", re.I)
_CAPTION_CLASS = re.compile(r"caption", re.I)
_CREDIT_LABEL = re.compile(
    r"^\s*(?:(?:photo(?:graph)?|image|picture|illustration)s?(?:\s+(?:credit|by|courtesy(?: of)?))?"
    r"|credit|copyright|©)\s*[:©/-]?\s*",
    re.I,
)
# At a caption's end: "(AP Photo/Jo Roe)", "Credit: Jo Roe", "Jo Roe/AFP via Getty Images".
_CREDIT_AT_END = (
    re.compile(r"\(((?:AP|AFP|EPA|PA|UPI|CP|EFE)\s+(?:Photo|Images?|Wire)\s?[/:][^()]{2,60})\)\.?$"),
    re.compile(
        r"\((?:(?:Photo|Image|Picture|Credit)s?(?:\s+(?:credit|by))?\s*[:/]\s*)([^()]{2,80})\)\.?$", re.I
    ),
    re.compile(
        r"(?:Photo(?:graph)?|Image|Picture|Credit)s?(?:\s+(?:credit|by))?\s*[:©]\s*([^:.]{2,80})\.?$", re.I
    ),
    re.compile(r"(?:Photograph|Photo|Picture|Image)s?\s+by\s+([^:.]{2,80})\.?$"),
    re.compile(
        r"(?:^|[.!?…][”\"]?\s*|[”\"(]\s*)([^.!?()]{2,50}"
        r"/(?:AP|AFP|EPA|PA|UPI|Reuters|REUTERS|Getty|Bloomberg|Shutterstock)[^.()]{0,40})\)?\.?$"
    ),
)
# A credit, however many names are in it, is shorter than this.
_CREDIT_TAIL = 200
# Longer than any caption; a "caption" beyond it is a container that took the article in.
_MAX_CAPTION = 1000


def find_image(root: Element, graph: Graph, metas: dict[str, str], base: str | None) -> Image | None:
    """Return the lead picture: its address, caption and credit, or None when the page has none.

    A credit is kept out of the caption, whether it is an element of its own or written at the caption's end.
    """
    stated = _stated(graph)
    address = (
        stated.get("url") or metas.get("og:image") or metas.get("og:image:url") or metas.get("twitter:image")
    )
    figure = _lead_figure(root, address)
    caption, credit = _caption(figure) if figure is not None else (None, None)
    if not address and figure is not None:
        address = _source(figure)
    caption, written = split_credit(caption or stated.get("caption") or "")
    credit = credit or stated.get("credit") or written
    url = _absolute(address, base)
    return Image(url=url, caption=caption, credit=credit) if url or caption else None


def split_credit(caption: str) -> tuple[str | None, str | None]:
    """Return a caption without the credit written at its end, and that credit; None for what is missing.

    A caption that is nothing but what looks like a credit stays whole: some sites write "Image: " before
    every caption.
    """
    tail = caption[-_CREDIT_TAIL:]
    for pattern in _CREDIT_AT_END:
        match = pattern.search(tail)
        if match and (credit := match.group(1).strip(" .,;")):
            # An unlabelled credit follows the end of a sentence, which is the caption's.
            begin = match.start() if _CREDIT_LABEL.match(match.group().lstrip("(")) else match.start(1)
            words = caption[: len(caption) - len(tail) + begin].rstrip(" (|–—-")
            return words or caption, credit
    return caption or None, None


def captions(root: Element) -> set[str]:
    """Return every caption on a page, as one line each: what must not be read as a paragraph."""
    found = set()
    for node in elements(root):
        if _is_caption(node) and (text := text_of(node)) and len(text) <= _MAX_CAPTION:
            found.add(text)
    return found


def is_caption_box(node: Element) -> bool:
    """Say whether an element holds a caption and nothing that could be the article."""
    return _is_caption(node) and len(text_of(node)) <= _MAX_CAPTION


def _is_caption(node: Element) -> bool:
    if node.tag in {"figcaption", "caption"}:
        return True
    return node.tag in {"p", "div", "span"} and bool(
        re.search(
            r"(?:^|[\s_-])caption(?:$|[\s_-])|caption-text|image-caption|ImageCaption",
            attribute(node, "class"),
        )
    )


def _stated(graph: Graph) -> dict[str, str]:
    for key in ("image", "thumbnailUrl"):
        for value in graph.values(key):
            found = _from_json(value)
            if "url" in found:
                return found
    return {}


def _from_json(value: Any) -> dict[str, str]:
    if isinstance(value, str):
        return {"url": value.strip()}
    if not isinstance(value, dict):
        return {}
    url = next(
        (v for k in ("url", "contentUrl", "@id") if isinstance(v := value.get(k), str) and v.strip()), None
    )
    credit = value.get("creditText") or value.get("copyrightHolder") or value.get("creator")
    credit = credit.get("name") if isinstance(credit, dict) else credit
    found = {"url": url, "caption": plain(value.get("caption")), "credit": plain(credit)}
    return {key: text for key, text in found.items() if text}


def _lead_figure(root: Element, address: str | None) -> Element | None:
    """Return the figure that shows the picture the page names, else the first one in the article."""
    stem = _file_stem(address)
    first = None
    for node in elements(root, "figure", "div"):
        is_figure = node.tag == "figure" or re.search(r"wp-caption\b|\bfigure\b", attribute(node, "class"))
        if not is_figure or next(elements(node, "img"), None) is None:
            continue
        if any(parent.tag in {"aside", "nav", "footer"} for parent in node.iterancestors()):
            continue
        if stem and _file_stem(_source(node)) == stem:
            return node
        if first is None:
            first = node
    return first


def _caption(figure: Element) -> tuple[str | None, str | None]:
    box = next((node for node in elements(figure) if node.tag == "figcaption"), None)
    if box is None:
        box = next(
            (
                node
                for node in elements(figure)
                if node is not figure and _CAPTION_CLASS.search(attribute(node, "class"))
            ),
            None,
        )
    credits_ = [node for node in elements(figure) if _is_credit(node) and node is not box]
    outer = credits_[0] if credits_ else None
    credit = _clean_credit(text_of(outer)) if outer is not None else None
    if box is None:
        return None, credit
    words = deepcopy(box)
    words.tail = None
    for node in [node for node in elements(words) if node is not words and _is_credit(node)]:
        node.tail = " " + (node.tail or "")
        drop(node)
    caption = text_of(words)
    return (caption if caption and len(caption) <= _MAX_CAPTION else None), credit


def _is_credit(node: Element) -> bool:
    if node.tag not in {"span", "div", "p", "cite", "small", "em", "i", "dd", "li"}:
        return False
    return bool(
        _CREDIT_CLASS.search(attribute(node, "class")) or _CREDIT_PROP.fullmatch(attribute(node, "itemprop"))
    )


def _clean_credit(text: str) -> str | None:
    return _CREDIT_LABEL.sub("", text).strip(" ()[]|,;.…") or None


def _source(figure: Element) -> str | None:
    for image in elements(figure, "img"):
        for key in ("src", "data-src", "data-original", "data-lazy-src"):
            if (value := attribute(image, key)) and not value.startswith("data:"):
                return value
    return None


def _file_stem(address: str | None) -> str | None:
    """Return what names a picture whatever its size: the file's name without size marks."""
    try:
        path = urlsplit(address or "").path
    except ValueError:
        return None
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    stem = re.sub(r"[-_]\d{2,4}x\d{2,4}$|[-_](?:scaled|large|medium|small|full)$", "", stem)
    return stem if len(stem) > 3 else None


def _absolute(address: str | None, base: str | None) -> str | None:
    try:
        url = urljoin(base or "", (address or "").strip())
        return url if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None

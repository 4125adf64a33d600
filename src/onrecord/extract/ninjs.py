"""Items of IPTC ninjs, versions 1 to 3, into articles.

Version 1 has `headline`, `byline`, `body_text`, `body_xhtml` and any other `body_…`; version 2 lists them in
`headlines` and `bodies` and calls the byline `by`; version 3 writes capitals into its names.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract.dates import iso_date
from onrecord.extract.decode import is_blank
from onrecord.extract.jsontext import address, field, mended
from onrecord.extract.metadata import language_tag, tidy_byline
from onrecord.extract.page import article_from_page

Item = dict[str, Any]

_TOLD = frozenset(
    {"headline", "headlines", "versioncreated", "firstcreated", "contentcreated", "pubstatus", "uri"}
)
_MARKUP = re.compile(r"\s*<[a-zA-Z!]|</p>|<br\s{0,3}/?>", re.I)


def lowered(value: Any) -> Item:
    """Return an object with its names in lower case: version 3 has `versionCreated`, the others not."""
    return {key.lower(): item for key, item in value.items()} if isinstance(value, dict) else {}


def is_ninjs(item: Item) -> bool:
    """Say whether an object with names in lower case is an item of ninjs rather than any other JSON."""
    return len(_TOLD & item.keys()) >= 2 and "text" not in item


def headline(item: Item) -> str | None:
    """Return the main headline."""
    listed = [lowered(one) for one in _list(item.get("headlines"))]
    listed.sort(key=lambda one: one.get("role") not in {None, "", "main"})
    found = next((text for one in listed if (text := field(one, "value"))), None)
    others = sorted(name for name in item if name.startswith("headline_"))
    return found or field(item, "headline", "headline_main", *others, "title")


def article_from_ninjs(value: Any, name: str, where: str) -> Article:
    """Return the article of one item of ninjs; raises InputError where it has no text of its own.

    `firstcreated` is when it was published and `versioncreated` when it was changed; a lone one is the first.
    The outlet is who provides it (`provider`, `infosources`), else whoever holds the rights.
    """
    item = lowered(value)
    title, language = headline(item), language_tag(field(item, "language"))
    body = _body(item, where)
    if _MARKUP.search(body):
        page = _page(title, body)
        article = article_from_page(page, name, where=where)
    else:
        article = Article(name, body)
    first, version = (iso_date(field(item, key)) for key in ("firstcreated", "versioncreated"))
    return replace(
        article,
        title=title,
        url=address(item, "url", "uri"),
        byline=tidy_byline(field(item, "byline", "by")),
        publisher=_outlet(item),
        published=first or version,
        modified=version if first and version and version[:10] >= first[:10] and version != first else None,
        language=language or article.language,
    )


def _body(item: Item, where: str) -> str:
    """Return the text, or the markup where only that has its paragraphs."""
    bodies = [mended(text) for text in _bodies(item) if isinstance(text, str) and not is_blank(text)]
    if not bodies:
        raise InputError(where, "has no text", "give items with a body")
    texts = [body for body in bodies if not _MARKUP.search(body)]
    markup = [body for body in bodies if _MARKUP.search(body)]
    if texts and ("\n" in texts[0].strip() or not markup):
        return texts[0]
    return markup[0]


def _bodies(item: Item) -> Iterator[Any]:
    yield from (lowered(body).get("value") for body in _list(item.get("bodies")))
    yield from (item.get(name) for name in ("body_text", "body_xhtml", "body_html"))
    yield from (item[name] for name in sorted(item) if name.startswith("body_"))


def _page(title: str | None, body: str) -> str:
    head = html.escape(title or "")
    return f"<html><head><title>{head}</title></head><body><article>{body}</article></body></html>"


def _outlet(item: Item) -> str | None:
    providers = [item.get("provider"), *_list(item.get("infosources"))]
    for one in providers:
        if isinstance(one, str) and (found := field({"name": one}, "name")):
            return found
        if found := field(lowered(one), "name", "literal"):
            return found
    return field(item, "copyrightholder")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []

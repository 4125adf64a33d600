"""RSS and Atom: where each entry of a feed leads, what is known of it, and its text where the feed has it."""

from __future__ import annotations

import html
import io
import logging
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import feedparser

from onrecord.errors import InputError
from onrecord.extract.dates import iso_date
from onrecord.extract.decode import declares_entities, decode_page, is_blank
from onrecord.extract.metadata import tidy_byline
from onrecord.extract.original import OriginalKind
from onrecord.extract.tree import one_line, parse, text_of, without_declaration

logging.getLogger("feedparser").addHandler(logging.NullHandler())

# Teasers are one to three sentences, as a rule under fifty words; the shortest news items that stand alone
# have about eighty.
_FULL_WORDS = 80
_TEASES = re.compile(
    r"(?:(?:…|\.\.\.)\]?|(?:read|continue|full|see) (?:more|reading|story|article|on)\W{0,5})$", re.I
)
# Longer than any headline or list of authors.
_MAX_FIELD = 2000
_CUT = re.compile(r"no element found|unclosed (?:token|CDATA)", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its page's address, what the feed says of it, the outlet that it names as the true one.

    `text` is what the feed carries of the article, `kind` whether that is a page or plain text, and `full`
    says that it is the whole and no teaser.
    """

    url: str | None
    title: str | None
    facts: dict[str, str] = field(default_factory=dict)
    outlet: str | None = None
    text: str = ""
    kind: OriginalKind = OriginalKind.PAGE
    full: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed in its order; `cut` says that it ends before it is complete."""

    entries: tuple[Entry, ...]
    cut: bool = False


def read_feed(data: bytes, where: str, url: str | None = None, charset: str | None = None) -> Feed:
    """Return what an RSS or Atom feed lists; nothing is fetched, and no entity of its own is expanded.

    `url` is where it was fetched, for links that leave the beginning out. Raises InputError naming `where`
    for a feed that declares entities, that is broken beyond reading, or that has no entry.
    """
    text = decode_page(data, charset)
    if declares_entities(text):
        raise InputError(
            where, "is a feed that declares entities of its own, as XML bombs do; it was not read"
        )
    # Decoded here, so that nothing hides in a character set that the check above does not see.
    plain = without_declaration(text).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": url} if url else {})
    try:
        # Bytes in a stream: a text would be taken for a path or an address.
        found = feedparser.parse(
            io.BytesIO(plain), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except MemoryError:
        raise
    except Exception as error:  # whatever its loose parser runs into
        raise InputError(where, "is a broken feed", "give the addresses of its articles") from error
    cut = bool(_CUT.search(str(found.get("bozo_exception", ""))))
    is_atom = _string(found.get("version")).startswith("atom")
    home = url or _string(found.feed.get("link"))
    entries = tuple(_entry(entry, home, is_atom) for entry in found.entries)
    if not entries:
        cause = "is a broken feed" if found.get("bozo") else "is a feed without entries"
        raise InputError(where, cause, "give the addresses of its articles")
    return Feed(entries, cut)


def _entry(entry: Any, home: str, is_atom: bool) -> Entry:
    link = _string(entry.get("link")).strip()
    url = _address(link, home) or _address(entry.get("id"))
    title = _plain(entry.get("title"))
    published, changed = _dates(entry, is_atom)
    facts = {
        "title": title,
        "url": url,
        "published": published,
        "modified": changed,
        "byline": _byline(entry),
    }
    text, kind = _text(entry, alone=not link and url is None)
    source = entry.get("source")
    return Entry(
        url,
        title,
        {name: value for name, value in facts.items() if value},
        outlet=_plain(source.get("title")) if isinstance(source, dict) else None,
        text=text,
        kind=kind,
        full=_is_full(text) if link or url else not is_blank(text),
    )


def _dates(entry: Any, is_atom: bool) -> tuple[str | None, str | None]:
    """Return when an entry was published and when it was changed.

    The one date of RSS 1.0 (`dc:date`) is called a change by the library; in Atom that word is meant.
    """
    # As a plain dictionary: the library's own gives one date for the other, with a warning.
    published, changed = (iso_date(_string(dict.get(entry, key))) for key in ("published", "updated"))
    if published is None and not is_atom:
        return changed, None
    return published, changed if changed != published else None


def page_of(entry: Entry) -> bytes:
    """Return the text that a feed carries as the bytes of a page, or of a plain text where it is one."""
    if entry.kind is OriginalKind.TEXT:
        return entry.text.encode("utf-8", "replace")
    title = html.escape(entry.title or "")
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article>{entry.text}</article></body></html>"
    )
    return page.encode("utf-8", "replace")


def _text(entry: Any, *, alone: bool) -> tuple[str, OriginalKind]:
    """Return what a feed carries of an article; its summary only for an entry that leads nowhere."""
    contents = [one for one in entry.get("content") or () if isinstance(one, dict)]
    if alone and not contents:
        contents = [entry.get("summary_detail") or {}]
    longest: Any = max(contents, key=lambda one: len(one.get("value") or ""), default={})
    value = _string(longest.get("value"))
    is_plain = longest.get("type") == "text/plain" and "<" not in value
    return value, OriginalKind.TEXT if is_plain else OriginalKind.PAGE


def _is_full(text: str) -> bool:
    plain = _plain(text, longest=len(text)) or ""
    return plain.count(" ") + 1 >= _FULL_WORDS and not _TEASES.search(plain[-80:])


def _byline(entry: Any) -> str | None:
    names = [_string(one.get("name")) for one in entry.get("authors") or () if isinstance(one, dict)]
    found = [name for raw in names or [_string(entry.get("author"))] if (name := tidy_byline(raw))]
    return ", ".join(dict.fromkeys(found)) or None


def _address(value: Any, home: str = "") -> str | None:
    """Return an address of the web, one without its beginning as seen from `home`."""
    url = _string(value).strip()
    try:
        url = urljoin(home, url) if home and url else url
    except ValueError:
        return None
    return url if re.match(r"https?://[^\s/]", url, re.I) else None


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _plain(value: Any, longest: int = _MAX_FIELD) -> str | None:
    """Return a title or a text without its markup, on one line."""
    text = _string(value)[:longest]
    if "<" in text or "&" in text:
        root = parse(f"<div>{text}</div>") if text.strip() else None
        text = text_of(root) if root is not None else ""
    return one_line(text) or None

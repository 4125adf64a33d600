"""JSON Lines, lists and single objects: one original for each object, read line by line however many."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract.dates import iso_date
from onrecord.extract.decode import decode_text, is_blank, opening
from onrecord.extract.jsontext import address, broken, field, mended, parsed
from onrecord.extract.metadata import language_tag
from onrecord.extract.names import short, slug
from onrecord.extract.ninjs import headline, is_ninjs, lowered
from onrecord.extract.original import Original, OriginalKind
from onrecord.extract.streams import Stream

_SPACE = re.compile(r"[\s,]*")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Export:
    """A source of rows: what its articles are called after, and how it is to be read.

    `limit` is the largest row, and the largest document; `lines` says that each line is a row whatever
    stands in it; `retrieved` is when it was fetched.
    """

    stem: str
    limit: int
    lines: bool = False
    retrieved: str | None = None


def rows(stream: Stream, export: Export) -> Iterator[Original | InputError]:
    """Yield the original of each object in JSON Lines, in a list or alone, or the error of its line.

    Lines are read one at a time; a list or an object over many lines must fit into `export.limit`.
    """
    if stream.head.startswith(_WIDE):
        data = decode_text(stream.rest(export.limit)).encode()
        stream = Stream.of_bytes(data, stream.where)
    found = False
    for item in _lines(stream, export) if _in_lines(stream.head, export) else _items(stream, export):
        found = True
        yield item
    if not found:
        yield InputError(stream.where, "has no article in it")


def article_from_row(value: Any, name: str, where: str) -> Article:
    """Return the article of one row: its `text`, every character of it, and what else it tells.

    Raises InputError where there is no text. What is no date, no address, no language is passed over.
    """
    text = value.get("text") if isinstance(value, dict) else None
    if not isinstance(text, str):
        raise InputError(where, 'has no "text"')
    if is_blank(text):
        raise InputError(where, "is empty")
    return Article(
        name=name,
        text=mended(text),
        title=field(value, "title"),
        url=address(value, "url"),
        byline=field(value, "byline"),
        publisher=field(value, "publisher"),
        published=iso_date(field(value, "published")),
        modified=iso_date(field(value, "modified")),
        language=language_tag(field(value, "language")),
        credit=field(value, "credit"),
    )


def _in_lines(head: bytes, export: Export) -> bool:
    """Tell JSON Lines from a list and from an object that is written over several lines."""
    start = opening(head)
    if start.startswith("["):
        return False
    first, more, _ = start.partition("\n")
    return export.lines or not (more and first.rstrip().endswith(("{", "[", ",")))


def _lines(stream: Stream, export: Export) -> Iterator[Original | InputError]:
    number, limit = 0, export.limit
    while line := stream.file.readline(limit + 1):
        number += 1
        where = f"{stream.where}, line {number}"
        if len(line) > limit and not line.endswith(b"\n"):
            while (more := stream.file.readline(_CHUNK)) and not more.endswith(b"\n"):
                pass
            yield InputError(where, f"is larger than {limit:,} bytes")
        elif data := line.strip(b" \t\r\n").removeprefix(_BOM):
            yield _original(data, where, number, export, stream.progress)
    if stream.broken:
        yield InputError(stream.where, f"{stream.broken} after line {number}", "get it again")


def _items(stream: Stream, export: Export) -> Iterator[Original | InputError]:
    """Yield the objects of one document, each with the bytes that it is written in."""
    text = decode_text(stream.rest(export.limit)).lstrip("\ufeff")
    decoder = json.JSONDecoder(strict=False)
    at, number = _after_space(text, 0), 0
    listed = text.startswith("[", at)
    at += listed
    while (at := _after_space(text, at)) < len(text):
        number += 1
        if listed and text[at] == "]":
            return
        where = f"{stream.where}, item {number}"
        try:
            _, end = decoder.raw_decode(text, at)
        except RecursionError:
            yield InputError(where, "is nested too deeply to be read")
            return
        except json.JSONDecodeError as error:
            yield broken(error, where, "what follows it was not read")
            return
        except ValueError:
            yield InputError(
                where, "is JSON with a number too long to be read", "what follows it was not read"
            )
            return
        yield _original(text[at:end].encode(), where, number, export, end / len(text))
        at = end
    if listed:
        yield InputError(stream.where, f"is cut off after item {number}", "get it again")


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _original(data: bytes, where: str, number: int, export: Export, progress: float) -> Original | InputError:
    try:
        value = parsed(data, where)
    except InputError as error:
        return error
    if not isinstance(value, dict):
        return InputError(where, "is no JSON object", 'give objects with a field "text"')
    item = lowered(value)
    if isinstance(value.get("text"), str):
        kind, title = OriginalKind.ROW, None
    elif is_ninjs(item):
        kind, title = OriginalKind.NINJS, headline(item)
    else:
        return InputError(where, 'has no "text"', "give objects with a text, or items of ninjs")
    url = address(value, "url", "uri")
    wanted = short(field(value, "name") or "") or (
        slug(url) if url else short(title or field(value, "id") or "")
    )
    return Original(
        where,
        data,
        kind,
        wanted or f"{export.stem}-{number}",
        url=url,
        retrieved=export.retrieved,
        progress=progress,
    )

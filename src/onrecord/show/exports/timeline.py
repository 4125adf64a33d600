"""The statements of a record as a timeline for Knight Lab's TimelineJS 3 (its JSON format)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any, BinaryIO

from onrecord.record.store import Row
from onrecord.show.edtf_words import edtf_words
from onrecord.show.exports.graph import address
from onrecord.show.exports.options import ExportOptions
from onrecord.show.exports.select import Selection
from onrecord.show.exports.stream import ITEMS, write_items
from onrecord.show.plain import NO_SOURCE, one_line

_POINT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?")
_CALENDAR = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
_UNITS = ("year", "month", "day", "hour", "minute", "second")


def write_timeline(selection: Selection, file: BinaryIO, _options: ExportOptions) -> int:
    """Write the statements that have a date, the earliest first; return how many.

    One that is not known to be dated otherwise stands at the day of its article, and its date says so.
    """
    about = "What was said, by whom, and when, as far as the articles tell."
    title = {"text": {"headline": "On record", "text": f"<p>{about}</p>"}}
    return write_items(file, {"title": title, "events": ITEMS}, _events(selection))


def _events(selection: Selection) -> Iterator[dict[str, Any]]:
    for row in selection.dated():
        who = one_line(row["party_name"] or row["source"]) or NO_SOURCE
        event = {
            "start_date": _start(row),
            "end_date": _end(row),
            "display_date": _shown(row),
            "text": {"headline": escape(f"{who}: {one_line(row['cue'])}"), "text": _text(row)},
            "group": who if row["party_name"] else one_line(row["outlet"] or "") or None,
            "media": _media(row),
            "unique_id": row["key"],
            "autolink": False,
        }
        yield {key: value for key, value in event.items() if value is not None}


def _start(row: Row) -> dict[str, int]:
    said = row["said"] or ""
    exact = _POINT.match(said) if "/" not in said else None
    if exact is not None and exact[4]:
        return _date(exact.groups())
    whole = _CALENDAR.fullmatch(said)
    return _date(whole.groups()) if whole else _day(row["said_from"] or row["day"])


def _end(row: Row) -> dict[str, int] | None:
    """Return the last day of a stretch of time; a plain month or year is one date, no stretch."""
    first, last = row["said_from"], row["said_to"]
    if not first or not last or first == last or _CALENDAR.fullmatch(row["said"]):
        return None
    return _day(last)


def _shown(row: Row) -> str:
    """Return the date in words, uncertainty included."""
    if row["said"] and (row["said_from"] or row["said_to"]):
        return edtf_words(row["said"])
    return f"published {row['day']}"


def _day(day: str) -> dict[str, int]:
    return _date(day.split("-"))


def _date(parts: Any) -> dict[str, int]:
    values = zip(_UNITS, parts, strict=False)
    return {unit: int(value) for unit, value in values if value is not None}


def _text(row: Row) -> str:
    """Return content and article as HTML in which nothing of the article is markup."""
    content = escape(one_line(row["content"]))
    words = f"<blockquote>{content}</blockquote>" if row["quotation"] == "direct" else f"<p>{content}</p>"
    marks = [row["manner"], *(mark for mark in ("negated", "modal") if row[mark])]
    title = escape(one_line(row["title"] or row["article_name"]))
    url = address(row["url"])
    link = f'<a href="{escape(url)}">{title}</a>' if url else title
    told = ", ".join(escape(one_line(row[name])) for name in ("outlet", "published") if row[name])
    return f"{words}<p>[{escape(', '.join(marks))}] {link}{f' ({told})' if told else ''}</p>"


def _media(row: Row) -> dict[str, str] | None:
    url = address(row["url"])
    if url is None:
        return None
    media = {"url": url, "caption": escape(one_line(row["title"] or row["article_name"]))}
    return {**media, "credit": escape(one_line(row["outlet"]))} if row["outlet"] else media

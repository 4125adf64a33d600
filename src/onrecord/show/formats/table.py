"""Attributions as a table, one row each: the columns, and CSV of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.article import Attribution, Party, Reading
from onrecord.notation.lines import CONFIDENCE_DECIMALS
from onrecord.show.formats.bytes import encode
from onrecord.show.formats.identifiers import attribution_ids
from onrecord.show.plain import span_words

# The columns of every table, with the type of their values. A string may be None.
COLUMNS: dict[str, type] = {
    "id": str,
    "name": str,
    "title": str,
    "url": str,
    "publisher": str,
    "published": str,
    "source": str,
    "party_id": str,
    "party": str,
    "party_kind": str,
    "naming": str,
    "cue": str,
    "manner": str,
    "negated": bool,
    "modal": bool,
    "quotation": str,
    "content": str,
    "parent": str,
    "basis": str,
    "addressee": str,
    "occasion": str,
    "said": str,
    "start": int,
    "end": int,
    "confidence": float,
}

# What spreadsheets take for the beginning of a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    """Yield a row with every key of `COLUMNS` for each attribution.

    Pieces of one role stand on one line with " … " between them, white space folded. `start` and `end` are
    the attribution's first character and the one after its last, `parent` is the `id` of another row.
    """
    for reading in readings:
        parties = {party.id: party for party in reading.parties}
        identifiers = attribution_ids(reading)
        for identifier, made in zip(identifiers, reading.attributions, strict=True):
            party = None if made.party is None else parties.get(made.party)
            parent = None if made.parent is None else identifiers[made.parent]
            row = {"id": identifier, "parent": parent, **_article(reading), **_party(party)}
            row |= _attribution(reading.article.text, made)
            yield {column: row[column] for column in COLUMNS}


def to_csv(readings: Iterable[Reading]) -> bytes:
    """Return a CSV file (RFC 4180, UTF-8, a header line) with a row for each attribution.

    What is missing is an empty cell; booleans are `true` and `false`. A cell that a spreadsheet would take
    for a formula, because it begins with = + - @ (of full width, too), a tab or a line end, gets an
    apostrophe before it.
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in rows(readings):
        writer.writerow([cell(value) for value in row.values()])
    return encode(file.getvalue())


def cell(value: Any) -> str:
    """Return a value as a cell of CSV that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return "" if value is None else str(value)


def _article(reading: Reading) -> dict[str, str | None]:
    article = reading.article
    return {key: getattr(article, key) for key in ("name", "title", "url", "publisher", "published")}


def _party(party: Party | None) -> dict[str, str | None]:
    if party is None:
        return dict.fromkeys(("party_id", "party", "party_kind", "naming"))
    return {
        "party_id": party.id,
        "party": party.name,
        "party_kind": party.kind.value,
        "naming": party.naming.value,
    }


def _attribution(text: str, made: Attribution) -> dict[str, Any]:
    spans = (*made.source, *made.cue, *made.content)
    roles = ("source", "cue", "content", "basis", "addressee", "occasion")
    return {
        **{role: span_words(text, getattr(made, role)) or None for role in roles},
        "manner": made.manner.value,
        "negated": made.negated,
        "modal": made.modal,
        "quotation": made.quotation.value,
        "said": made.said,
        "start": min(span.start for span in spans),
        "end": max(span.end for span in spans),
        "confidence": round(float(made.confidence), CONFIDENCE_DECIMALS),
    }

"""A record as JSON Lines: an article a line as `onrecord read --json` gives it, and what the record adds."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from onrecord.notation.lines import dump_object, reading_to_dict
from onrecord.record import Store
from onrecord.record.load import load_reading
from onrecord.record.store import Row
from onrecord.show.exports.options import ExportOptions
from onrecord.show.exports.select import Selection

_JUDGEMENTS = (
    "SELECT a.key AS attribution, j.verdict, j.person, j.judged, j.reason, j.correction"
    " FROM attribution AS a JOIN judgement AS j ON j.key = a.key AND j.target = 'attribution'"
    " WHERE a.article_id = ? ORDER BY j.id"
)
_PARTIES = (
    "SELECT s.local, p.key FROM appearance AS s JOIN party AS p ON p.id = s.party_id"
    " WHERE s.article_id = ? ORDER BY s.id"
)


def write_jsonl(selection: Selection, file: BinaryIO, _options: ExportOptions) -> int:
    """Write the articles, whole, one a line; return how many."""
    number = 0
    for article in selection.articles():
        reading = reading_to_dict(load_reading(selection.store, article["id"]))
        line = dump_object({**reading, "record": _known(selection, article)})
        file.write(line.encode() + b"\n")
        number += 1
    return number


def _known(selection: Selection, article: Row) -> dict[str, Any]:
    """Return the object `record` of an article."""
    store, number = selection.store, article["id"]
    silences = store.rows("SELECT key FROM silence WHERE article_id = ? ORDER BY number", (number,))
    return {
        "key": article["key"],
        "item": article["item"],
        "version": article["version"],
        "latest": bool(article["latest"]),
        "retrieved": article["retrieved"],
        "added": article["added"],
        "reader": article["reader"],
        "attributions": selection.keys(number)[1],
        "silences": [row["key"] for row in silences],
        "parties": {row["local"]: row["key"] for row in store.rows(_PARTIES, (number,))},
        "judgements": judgements(store, number),
    }


def judgements(store: Store, article: int) -> list[dict[str, Any]]:
    """Return every judgement on the statements of an article, the earliest first."""
    return [
        {**dict(row), "correction": json.loads(row["correction"]) if row["correction"] else None}
        for row in store.rows(_JUDGEMENTS, (article,))
    ]

"""A record as a W3C Web Annotation collection: what was said, and what people judged of it.

Each statement is an annotation as `onrecord read --web-annotation` writes it, under its key; a judgement that
stands is an annotation of that annotation, with the motivation `assessing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import onrecord
from onrecord.record.load import load_reading
from onrecord.record.store import Row
from onrecord.show.exports.jsonl import judgements
from onrecord.show.exports.options import ExportOptions
from onrecord.show.exports.select import Selection
from onrecord.show.exports.stream import ITEMS, write_items
from onrecord.show.formats.web_annotation import CONTEXT, ID_PREFIX, Known, annotations_of

_COLLECTION: Final = "urn:onrecord:annotations"
_PAGE: Final = "urn:onrecord:annotations:1"
_JUDGEMENT_PREFIX: Final = "urn:onrecord:judgement:"
_GENERATOR: Final = {"type": "Software", "name": f"Onrecord {onrecord.__version__}"}


def write_web_annotations(selection: Selection, file: BinaryIO, _options: ExportOptions) -> int:
    """Write one `AnnotationCollection` with its one page in it; return the number of statements."""
    count, judged = selection.count()
    page = {
        "id": _PAGE,
        "type": "AnnotationPage",
        "partOf": {"id": _COLLECTION, "total": count + judged},
        "startIndex": 0,
        "items": ITEMS,
    }
    collection = {
        "@context": CONTEXT,
        "id": _COLLECTION,
        "type": "AnnotationCollection",
        "label": "Statements on record",
        "total": count + judged,
        "first": page,
    }
    write_items(file, collection, _items(selection))
    return count


def _items(selection: Selection) -> Iterator[dict[str, Any]]:
    for article in selection.articles():
        wanted, keys = selection.keys(article["id"])
        if not wanted:
            continue
        reading = load_reading(selection.store, article["id"])
        known = _known(article, tuple(keys))
        for key, item in zip(keys, annotations_of(reading, known), strict=True):
            if key in wanted:
                yield item
        yield from _judged(selection, article["id"], wanted)


def _known(article: Row, keys: tuple[str, ...]) -> Known:
    version = {"key": article["key"], "version": article["version"], "latest": bool(article["latest"])}
    about = {
        "creator": {"type": "Software", "name": f"Onrecord's reader, {article['reader']}"},
        "created": article["added"],
        "generator": _GENERATOR,
    }
    return Known(keys, version, about, article["retrieved"])


def _judged(selection: Selection, article: int, wanted: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Yield the judgements that stand on statements of an article."""
    standing = {made["attribution"]: made for made in judgements(selection.store, article)}
    for key, made in standing.items():
        if made["verdict"] == "withdrawn" or key not in wanted:
            continue
        told = f"{made['verdict']}: {made['reason']}" if made["reason"] else made["verdict"]
        data = {
            "type": "onrecord:Judgement",
            "onrecord:verdict": made["verdict"],
            "onrecord:reason": made["reason"],
            "onrecord:correction": made["correction"],
        }
        yield {
            "id": _JUDGEMENT_PREFIX + key,
            "type": "Annotation",
            "motivation": "assessing",
            "creator": {"type": "Person", "name": made["person"]},
            "created": made["judged"],
            "generator": _GENERATOR,
            "body": [
                {"type": "TextualBody", "purpose": "assessing", "format": "text/plain", "value": told},
                data,
            ],
            "target": ID_PREFIX + key,
        }

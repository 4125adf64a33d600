"""Writing what was read of one article: its original, the article, and everything found in it."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from onrecord.article import Article, Reading
from onrecord.extract.original import Original
from onrecord.notation.lines import brief
from onrecord.read.meaning import Vectors, cells
from onrecord.record.appearances import Kept, put_parties
from onrecord.record.columns import bounds, day_of, words
from onrecord.record.keys import article_key, attribution_key, item_key, silence_key
from onrecord.record.store import Store

# The fastest level loses 8 % of size to the standard one and takes a third of its time.
_COMPRESSION: Final = 1
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Read:
    """One original and what was read of it: `meanings` has a row an attribution, `reader` names the model."""

    original: Original
    reading: Reading
    meanings: Vectors
    reader: str


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one article: its row and key, and whether it was new, or a new version of another."""

    article_id: int
    key: str
    is_new: bool
    version: int


def known(store: Store, original: Original) -> Written | None:
    """Return the article that the record has from this very original, None if it has none."""
    found = store.row(
        "SELECT article.id, key, version FROM original JOIN article ON article.id = article_id"
        " WHERE digest = ?",
        (original.digest,),
    )
    return Written(found["id"], found["key"], False, found["version"]) if found else None


def put(store: Store, read: Read) -> Written:
    """Write an article that was read, in one transaction; one that is there already changes nothing."""
    with store.transaction():
        store.run("DELETE FROM failure WHERE location = ?", (read.original.where,))
        there = known(store, read.original)
        if there is not None:
            return there
        item = item_key(read.original, read.reading.article)
        key = article_key(read.reading.article)
        found = store.row("SELECT id, version FROM article WHERE key = ?", (key,))
        if found is not None:
            _put_original(store, read.original, found["id"], data=None)
            return Written(found["id"], key, False, found["version"])
        article_id, version = _put_article(store, read, item, key)
        data = zlib.compress(read.original.data, _COMPRESSION)
        _put_original(store, read.original, article_id, data)
        put_findings(store, article_id, key, read)
        return Written(article_id, key, True, version)


def put_version(store: Store, read: Read, before: int) -> Written:
    """Write what an original gives when it is extracted anew as a new version of the article in row `before`.

    Its original is kept with both; what the record has already changes nothing.
    """
    with store.transaction():
        item = store.value(
            "SELECT i.key FROM item AS i JOIN article ON item_id = i.id WHERE article.id = ?", (before,)
        )
        key = article_key(read.reading.article)
        found = store.row("SELECT id, version FROM article WHERE key = ?", (key,))
        if found is not None:
            return Written(found["id"], key, False, found["version"])
        article_id, version = _put_article(store, read, item, key)
        data = zlib.compress(read.original.data, _COMPRESSION)
        _put_original(store, read.original, article_id, data, f"{read.original.digest} as {key}")
        put_findings(store, article_id, key, read)
        return Written(article_id, key, True, version)


def _put_original(
    store: Store, original: Original, article_id: int, data: bytes | None, digest: str = ""
) -> None:
    store.insert(
        "original",
        {
            "digest": digest or original.digest,
            "article_id": article_id,
            "location": original.where,
            "kind": original.kind.value,
            "name": original.name,
            "url": original.url,
            "charset": original.charset,
            "retrieved": original.retrieved,
            "facts": _json(dict(original.facts)),
            "outlet": original.outlet,
            "size": len(original.data),
            "data": data,
        },
    )


def _put_article(store: Store, read: Read, item: str, key: str) -> tuple[int, int]:
    """Write the article as the latest version of its item; return its row and the number of the version."""
    item_id = store.value("SELECT id FROM item WHERE key = ?", (item,))
    if item_id is None:
        item_id = store.insert("item", {"key": item})
    version = 1 + (store.value("SELECT max(version) FROM article WHERE item_id = ?", (item_id,)) or 0)
    store.run("UPDATE article SET latest = 0 WHERE item_id = ? AND latest = 1", (item_id,))
    article = read.reading.article
    article_id = store.insert(
        "article",
        {
            "key": key,
            "item_id": item_id,
            "version": version,
            "latest": 1,
            "name": article.name,
            "title": article.title,
            "text": article.text,
            "url": article.url,
            "byline": article.byline,
            "publisher": article.publisher,
            "published": article.published,
            "modified": article.modified,
            "language": article.language,
            "credit": article.credit,
            "detail": _json(article_detail(article)),
            "words": sum(1 for _ in _WORD.finditer(article.text)),
            "added": store.clock(),
            "reader": read.reader,
        },
    )
    return article_id, version


def article_detail(article: Article) -> dict[str, Any]:
    """Return what of an article has no column of its own: its picture and its links."""
    return {name: told for name in ("image", "links") if (told := brief(getattr(article, name)))}


def put_findings(
    store: Store, article_id: int, key: str, read: Read, kept: Mapping[str, Kept] | None = None
) -> None:
    """Write everything that was found in an article. `kept` are the parties it had before a new reading."""
    reading = read.reading
    found: dict[str, Sequence[Any]] = {name: brief(getattr(reading, name)) for name in _FOUND}
    parties = put_parties(store, article_id, key, reading, found["parties"], kept or {})
    rows = _put_attributions(store, article_id, key, reading, found["attributions"], parties)
    _put_meanings(store, rows, read.meanings)
    _put_dates(store, article_id, reading, found["dates"])
    _put_silences(store, article_id, key, reading, (found["silences"], parties, rows))
    _put_relays(store, article_id, reading, found["relays"], parties)
    # Its links rest on what was found before: they are made again.
    store.run("DELETE FROM linked WHERE article_id = ?", (article_id,))


_FOUND: Final = ("attributions", "parties", "dates", "silences", "relays")


def _put_attributions(
    store: Store,
    article_id: int,
    key: str,
    reading: Reading,
    details: Sequence[Any],
    parties: Mapping[str, int],
) -> list[int]:
    """Write the attributions; return their rows in the order of the reading."""
    text, published = reading.article.text, reading.article.published
    rows: list[int] = []
    taken: set[str] = set()
    for number, (one, detail) in enumerate(zip(reading.attributions, details, strict=True)):
        first, last = bounds(one.said)
        values = {
            "key": attribution_key(key, one, taken),
            "article_id": article_id,
            "number": number + 1,
            "parent_id": rows[one.parent] if one.parent is not None and one.parent < number else None,
            "appearance_id": parties.get(one.party or ""),
            "addressee_id": parties.get(one.addressee_party or ""),
            "source": words(text, one.source),
            "cue": words(text, one.cue),
            "content": words(text, one.content),
            "manner": one.manner.value,
            "quotation": one.quotation.value,
            "negated": int(one.negated),
            "modal": int(one.modal),
            "confidence": detail.get("confidence", 1.0),
            "basis": words(text, one.basis),
            "addressee": words(text, one.addressee),
            "occasion": words(text, one.occasion),
            "said": one.said,
            "said_from": first,
            "said_to": last,
            "day": first or last or day_of(published),
            "answers_words": words(text, (one.answers.words,)) if one.answers else None,
            "detail": _json(detail),
        }
        rows.append(store.insert("attribution", values))
    for number, (row, one) in enumerate(zip(rows, reading.attributions, strict=True)):
        # Readings of other tools may tell of what stands inside before what it stands in.
        if one.parent is not None and one.parent > number:
            store.run("UPDATE attribution SET parent_id = ? WHERE id = ?", (rows[one.parent], row))
        if one.answers is not None and one.answers.attribution is not None:
            store.run(
                "UPDATE attribution SET answers_id = ? WHERE id = ?", (rows[one.answers.attribution], row)
            )
    return rows


def _put_meanings(store: Store, rows: Sequence[int], meanings: Vectors) -> None:
    if not rows:
        return
    nearest = cells(meanings)[:, 0]
    store.run_many(
        "INSERT INTO meaning (cell, attribution_id, vector) VALUES (?, ?, ?)",
        [
            (int(cell), row, vector.tobytes())
            for cell, row, vector in zip(nearest, rows, meanings, strict=True)
            if np.any(vector)
        ],
    )


def _put_dates(store: Store, article_id: int, reading: Reading, details: Sequence[Any]) -> None:
    text = reading.article.text
    store.run_many(
        "INSERT INTO date (article_id, number, words, edtf, first_day, last_day, detail)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (article_id, number, words(text, (one.span,)), one.edtf, *bounds(one.edtf), _json(detail))
            for number, (one, detail) in enumerate(zip(reading.dates, details, strict=True), start=1)
        ],
    )


def _put_silences(
    store: Store,
    article_id: int,
    key: str,
    reading: Reading,
    found: tuple[Sequence[Any], Mapping[str, int], Sequence[int]],
) -> None:
    text, (details, parties, rows) = reading.article.text, found
    taken: set[str] = set()
    for number, (one, detail) in enumerate(zip(reading.silences, details, strict=True), start=1):
        days = (bounds(reading.dates[i].edtf) for i in one.dates)
        day = next(
            (first or last for first, last in days if first or last), day_of(reading.article.published)
        )
        values = {
            "key": silence_key(key, one, taken),
            "article_id": article_id,
            "number": number,
            "appearance_id": parties.get(one.party or ""),
            "asked_by_id": parties.get(one.asked_by or ""),
            "attribution_id": None if one.attribution is None else rows[one.attribution],
            "source": words(text, one.source),
            "words": words(text, (one.words,)),
            "kind": one.kind.value,
            "about": words(text, one.about),
            "confidence": detail.get("confidence", 1.0),
            "day": day,
            "detail": _json(detail),
        }
        store.insert("silence", values)


def _put_relays(
    store: Store, article_id: int, reading: Reading, details: Sequence[Any], parties: Mapping[str, int]
) -> None:
    text = reading.article.text
    for number, (one, detail) in enumerate(zip(reading.relays, details, strict=True), start=1):
        values = {
            "article_id": article_id,
            "number": number,
            "kind": one.kind.value,
            "outlet": one.outlet,
            "appearance_id": parties.get(one.party or ""),
            "words": words(text, (one.words,)) if one.words else None,
            "url": one.url,
            "detail": _json(detail),
        }
        store.insert("relay", values)


# Made once: `json.dumps` with options makes an encoder for each of the hundred small values of an article.
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _json(value: Any) -> str:
    return _ENCODER.encode(value)

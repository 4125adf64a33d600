"""Citations kept in the record: each joined to the article that it means, or waiting until it comes in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from onrecord.article import Reading, Span
from onrecord.link.citations import CitedBy, Citing, find_citings
from onrecord.link.cited import LINKER, Candidate, Choice, choose, words_of_text
from onrecord.link.folding import fold
from onrecord.link.outlets import forms_of, is_outlet_name
from onrecord.link.told import Told, cited_values
from onrecord.link.trace import Cited
from onrecord.read.meaning import DIMENSIONS, Vectors
from onrecord.record.columns import bounds, day_of, words
from onrecord.record.keys import plain_url
from onrecord.record.load import load_reading
from onrecord.record.store import Store

# Of an outlet so many articles before the citing one are looked at, and so many of the day that is named.
_BEFORE: Final = 30
_ON_THE_DAY: Final = 10
# When an article comes in, at most so many that cite its outlet are linked again: those published next.
_AGAIN: Final = 100

_CANDIDATES: Final = (
    "SELECT id, key, url, publisher, published, title, text FROM article"
    " WHERE publisher = ? AND published <= ? AND id <> ? AND latest = 1 ORDER BY published DESC LIMIT ?"
)
_UNDATED: Final = (
    "SELECT id, key, url, publisher, published, title, text FROM article"
    " WHERE publisher = ? AND published IS NULL AND id <> ? AND latest = 1 ORDER BY id DESC LIMIT ?"
)
_VECTORS: Final = (
    "SELECT a.number, m.vector FROM attribution AS a JOIN meaning AS m ON m.attribution_id = a.id"
    " WHERE a.article_id = ? ORDER BY a.number"
)
# Behind every time of a day, so that a date alone takes the whole day with it.
_END_OF_DAY: Final = "~"


def link_citations(store: Store, article_id: int) -> int:
    """Find and write what an article cites, and join those that waited for it; return how many it cites.

    Run again, it writes the same. In whatever order articles come in, the same citations are joined.
    """
    waiting: set[int] = set()
    with store.transaction():
        publisher = store.value("SELECT publisher FROM article WHERE id = ?", (article_id,))
        if publisher:
            is_new = _know(store, publisher)
            waiting = set(_waiting(store, article_id, publisher))
            waiting |= set(_naming(store, article_id, publisher) if is_new else ())
        number = _link(store, article_id)
        for other in sorted(waiting):
            _link(store, other)
        return number


def _know(store: Store, publisher: str) -> bool:
    """Keep the names that an outlet goes by; return whether it is new to the record."""
    if store.value("SELECT 1 FROM outlet_name WHERE publisher = ? LIMIT 1", (publisher,)) is not None:
        return False
    store.run_many(
        "INSERT OR IGNORE INTO outlet_name (folded, publisher) VALUES (?, ?)",
        [(folded, publisher) for folded in forms_of(publisher)],
    )
    return True


def _naming(store: Store, article_id: int, publisher: str) -> list[int]:
    """Return the latest articles that have a name of an outlet of which nothing was on record before."""
    phrases = " OR ".join(f'"{form}"' for form in forms_of(publisher))
    rows = store.rows(
        "SELECT rowid FROM article_words WHERE article_words MATCH ? AND rowid <> ?"
        " ORDER BY rowid DESC LIMIT ?",
        (phrases, article_id, _AGAIN),
    )
    return [row["rowid"] for row in rows]


def outlets(store: Store, names: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return the outlets of the record by the folded names that they go by."""
    found: dict[str, list[str]] = {}
    for row in store.rows(
        "SELECT folded, publisher FROM outlet_name WHERE folded IN (SELECT value FROM json_each(?))"
        " ORDER BY folded, publisher",
        (json.dumps(list(names)),),
    ):
        found.setdefault(row["folded"], []).append(row["publisher"])
    return found


def _waiting(store: Store, article_id: int, publisher: str) -> list[int]:
    """Return the articles that may cite this one and were linked before it came in."""
    published = store.value("SELECT published FROM article WHERE id = ?", (article_id,)) or ""
    forms = json.dumps(list(forms_of(publisher)))
    cites = (
        "SELECT DISTINCT r.id FROM citation AS c JOIN article AS r ON r.id = c.article_id"
        " WHERE c.folded IN (SELECT value FROM json_each(?)) AND r.id <> ?"
        " AND coalesce(r.published, '~') >= ?"
        " ORDER BY r.published, r.id LIMIT ?"
    )
    day = day_of(published) or published
    found = [row["id"] for row in store.rows(cites, (forms, article_id, day, _AGAIN))]
    if not is_outlet_name(publisher):
        speaks = (
            "SELECT DISTINCT r.id FROM name AS n JOIN appearance AS s ON s.id = n.appearance_id"
            " JOIN article AS r ON r.id = s.article_id WHERE n.folded = ? AND r.id <> ?"
            " AND coalesce(r.published, '~') >= ? ORDER BY r.published, r.id LIMIT ?"
        )
        found += [row["id"] for row in store.rows(speaks, (fold(publisher), article_id, day, _AGAIN))]
    return sorted(set(found))


def _link(store: Store, article_id: int) -> int:
    reading = load_reading(store, article_id)
    store.run("DELETE FROM citation WHERE article_id = ?", (article_id,))

    def lookup(names: Sequence[str]) -> Mapping[str, Sequence[str]]:
        return outlets(store, names)

    vectors = _vectors(store, article_id, len(reading.attributions))
    rows = _rows_of(store, "attribution", article_id), _rows_of(store, "relay", article_id)
    number = 0
    for citing in find_citings(reading, lookup):
        choice, of_id = _chosen(store, article_id, citing, reading, vectors)
        if citing.how is CitedBy.BODY and of_id is None:
            continue  # bodies speak at many places; only what they published themselves is cited
        store.insert("citation", _row(reading, article_id, citing, choice, of_id, rows))
        number += 1
    return number


def _row(
    reading: Reading, article_id: int, citing: Citing, choice: Choice, of_id: int | None, rows: _Rows
) -> dict[str, Any]:
    attributions, relays = rows
    return {
        "article_id": article_id,
        "attribution_id": None if citing.attribution is None else attributions[citing.attribution],
        "relay_id": None if citing.relay is None else relays[citing.relay],
        "outlet": citing.outlet,
        "folded": fold(citing.publishers[0] if citing.how is CitedBy.OWN else citing.outlet),
        "of_id": of_id,
        "words": " ".join(words(reading.article.text, (citing.words,)).split()),
        "start": citing.words.start,
        "stop": citing.words.end,
        "score": round(choice.score, 4),
        "reason": choice.reason,
        "detail": json.dumps(
            {
                "how": citing.how.value,
                "publishers": list(citing.publishers),
                "about": [list(span) for span in citing.about],
                "said": citing.said,
                "url": citing.url,
            },
            ensure_ascii=False,
        ),
        "linker": LINKER,
    }


_Rows = tuple[Sequence[int], Sequence[int]]


def _rows_of(store: Store, table: str, article_id: int) -> list[int]:
    sql = f"SELECT id FROM {table} WHERE article_id = ? ORDER BY number"  # noqa: S608 - no user's words
    return [row["id"] for row in store.rows(sql, (article_id,))]


def _vectors(store: Store, article_id: int, size: int) -> Vectors:
    """Return the meanings of the statements of an article, zeros where one has none."""
    vectors = np.zeros((size, DIMENSIONS), dtype=np.int8)
    for row in store.rows(_VECTORS, (article_id,)):
        if row["number"] <= size:
            vectors[row["number"] - 1] = np.frombuffer(row["vector"], dtype=np.int8)
    return vectors


def _chosen(
    store: Store, article_id: int, citing: Citing, reading: Reading, vectors: Vectors
) -> tuple[Choice, int | None]:
    if citing.url:
        found = store.row(
            "SELECT id, key FROM article WHERE url IN (?, ?) AND latest = 1 AND id <> ? ORDER BY id LIMIT 1",
            (citing.url, plain_url(citing.url), article_id),
        )
        if found is not None:
            return Choice(found["key"], 1.0, "the address of the article"), int(found["id"])
        return Choice(None, 0.0, "an address that the record does not have"), None
    days = bounds(citing.said)
    candidates, ids = _candidates(store, article_id, citing, reading, days)
    choice = choose(citing, reading, vectors, candidates, days)
    return choice, ids.get(choice.key or "")


def _candidates(
    store: Store, article_id: int, citing: Citing, reading: Reading, days: tuple[str | None, str | None]
) -> tuple[list[Candidate], dict[str, int]]:
    until = (reading.article.published or "") + _END_OF_DAY
    rows: dict[int, Any] = {}
    for publisher in citing.publishers:
        for row in store.rows(_CANDIDATES, (publisher, until, article_id, _BEFORE)):
            rows[row["id"]] = row
        for row in store.rows(_UNDATED, (publisher, article_id, _ON_THE_DAY)):
            rows[row["id"]] = row
        if days[1] and days[1] < until:
            last = days[1] + _END_OF_DAY
            for row in store.rows(_CANDIDATES, (publisher, last, article_id, _ON_THE_DAY)):
                rows[row["id"]] = row
    found = [_candidate(store, row) for _, row in sorted(rows.items())]
    return found, {row["key"]: row["id"] for row in rows.values()}


def _candidate(store: Store, row: Any) -> Candidate:
    stored = [v["vector"] for v in store.rows(_VECTORS, (row["id"],))]
    vectors = np.stack([np.frombuffer(v, dtype=np.int8) for v in stored]) if stored else None
    text = f"{row['title'] or ''}\n{row['text']}"
    return Candidate(row["key"], row["url"], row["publisher"], row["published"], words_of_text(text), vectors)


def told_of(store: Store, article_id: int) -> Told:
    """Return an article with its citations, as tracing asks of it."""
    row = store.row("SELECT key FROM article WHERE id = ?", (article_id,))
    reading = load_reading(store, article_id)
    assert row is not None  # load_reading raises where there is none
    parties = {
        found["local"]: found["key"]
        for found in store.rows(
            "SELECT s.local, p.key FROM appearance AS s JOIN party AS p ON p.id = s.party_id"
            " WHERE s.article_id = ?",
            (article_id,),
        )
    }
    keys = store.rows("SELECT key FROM attribution WHERE article_id = ? ORDER BY number", (article_id,))
    silent = store.rows("SELECT key FROM silence WHERE article_id = ? ORDER BY number", (article_id,))
    claims = store.rows(
        "SELECT a.number, c.key FROM attribution AS a JOIN claim_member AS m ON m.attribution_id = a.id"
        " JOIN claim AS c ON c.id = m.claim_id WHERE a.article_id = ?",
        (article_id,),
    )
    kept = _kept(store, article_id)
    return Told(
        row["key"],
        reading,
        parties,
        tuple(found["key"] for found in keys),
        tuple(found["key"] for found in silent),
        tuple(citing for citing, _ in kept),
        tuple(meant for _, meant in kept),
        {found["number"] - 1: found["key"] for found in claims},
    )


def _kept(store: Store, article_id: int) -> list[tuple[Citing, str | None]]:
    """Return the citations of an article in text order, each with the key of the article that it means."""
    found = []
    for row in store.rows(
        "SELECT c.*, a.number AS attribution, l.number AS relay, o.key AS meant FROM citation AS c"
        " LEFT JOIN attribution AS a ON a.id = c.attribution_id LEFT JOIN relay AS l ON l.id = c.relay_id"
        " LEFT JOIN article AS o ON o.id = c.of_id WHERE c.article_id = ? ORDER BY c.start, c.stop, c.id",
        (article_id,),
    ):
        detail = json.loads(row["detail"])
        citing = Citing(
            CitedBy(detail["how"]),
            row["outlet"],
            tuple(detail["publishers"]),
            Span(row["start"], row["stop"]),
            tuple(Span(*span) for span in detail["about"]),
            None if row["attribution"] is None else row["attribution"] - 1,
            None if row["relay"] is None else row["relay"] - 1,
            detail["said"],
            detail["url"],
        )
        found.append((citing, row["meant"]))
    return found


def citations_of(store: Store, article_id: int) -> tuple[Cited, ...]:
    """Return what an article cites, each article or outlet once, by place, with the words that say so."""
    told = told_of(store, article_id)
    return cited_values(told, urls_of(store, [meant for meant in told.meant if meant]))


def urls_of(store: Store, keys: Sequence[str]) -> dict[str, str]:
    """Return the addresses of articles by their keys, "record:KEY" for those that have none."""
    rows = store.rows(
        "SELECT key, url FROM article WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(keys)),),
    )
    return {row["key"]: row["url"] or f"record:{row['key']}" for row in rows}

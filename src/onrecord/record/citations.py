"""Citations kept in the record: each joined to the article that it means, or waiting until it comes in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from onrecord.article import Article, Reading, Span
from onrecord.link.citations import CitedBy, Citing, find_citings
from onrecord.link.cited import LINKER, Choice
from onrecord.link.folding import fold
from onrecord.link.outlets import forms_of
from onrecord.link.told import Told, cited_values
from onrecord.link.trace import Cited
from onrecord.record import awaiting
from onrecord.record.cited_articles import CitedArticles, vectors_of
from onrecord.record.columns import bounds, words
from onrecord.record.load import load_reading
from onrecord.record.store import Row, Store


def link_citations(store: Store, article_id: int, known: CitedArticles | None = None) -> int:
    """Find and write what an article cites, and join those that waited for it; return how many it cites.

    Run again, it writes the same. In whatever order articles come in, the same citations are joined. `known`
    keeps at hand what was read for the articles before.
    """
    known = known or CitedArticles(store)
    known.forget(article_id)
    with store.transaction():
        publisher = store.value("SELECT publisher FROM article WHERE id = ?", (article_id,))
        whole: set[int] = set()
        chosen: set[int] = set()
        if publisher:
            whole |= {*awaiting.speaking(store, article_id, publisher)}
            chosen |= {*awaiting.citing(store, article_id)}
            if _know(store, publisher):  # what named it before was no citation of an outlet on record
                whole |= {*chosen, *awaiting.naming(store, article_id, publisher)}
        number = _link(store, article_id, known)
        for other in sorted(whole):
            _link(store, other, known)
        for other in sorted(chosen - whole):
            _choose_again(store, other, publisher, known)
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


def _link(store: Store, article_id: int, known: CitedArticles) -> int:
    reading = load_reading(store, article_id)
    store.run("DELETE FROM citation WHERE article_id = ?", (article_id,))
    vectors = vectors_of(store, article_id, len(reading.attributions))
    rows = _rows_of(store, "attribution", article_id), _rows_of(store, "relay", article_id)
    number = 0
    for citing in find_citings(reading, _lookup(store)):
        choice, of_id = known.chosen(article_id, citing, reading, vectors)
        if citing.how is CitedBy.BODY and of_id is None:
            continue  # bodies speak at many places; only what they published themselves is cited
        store.insert("citation", _row(reading, article_id, citing, choice, of_id, rows))
        number += 1
    return number


def _lookup(store: Store) -> Callable[[Sequence[str]], Mapping[str, Sequence[str]]]:
    """Return what finds outlets by their names; the same name is asked for again and again in an article."""
    known: dict[str, Sequence[str]] = {}

    def lookup(names: Sequence[str]) -> Mapping[str, Sequence[str]]:
        new = [name for name in names if name not in known]
        if new:
            known.update(dict.fromkeys(new, ()))
            known.update(outlets(store, new))
        return {name: known[name] for name in names if known[name]}

    return lookup


def _choose_again(store: Store, article_id: int, publisher: str, known: CitedArticles) -> None:
    """Choose again which articles of an outlet one cites; that it cites the outlet does not change."""
    rows = [
        (row, citing)
        for row in store.rows(_CITINGS, (article_id,))
        if (citing := _citing(row)).url or publisher in citing.publishers
    ]
    if not rows:
        return
    article = store.row("SELECT name, text, published FROM article WHERE id = ?", (article_id,))
    assert article is not None
    reading = Reading(Article(article["name"], article["text"], published=article["published"]))
    size = store.value("SELECT max(number) FROM attribution WHERE article_id = ?", (article_id,)) or 0
    vectors = vectors_of(store, article_id, size)
    for row, citing in rows:
        choice, of_id = known.chosen(article_id, citing, reading, vectors)
        if citing.how is CitedBy.BODY and of_id is None:
            store.run("DELETE FROM citation WHERE id = ?", (row["id"],))
            continue
        store.run(
            "UPDATE citation SET of_id = ?, score = ?, reason = ? WHERE id = ?",
            (of_id, round(choice.score, 4), choice.reason, row["id"]),
        )


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
        "published": reading.article.published,
        "said_to": bounds(citing.said)[1],
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
    return [(_citing(row), row["meant"]) for row in store.rows(_CITINGS, (article_id,))]


_CITINGS: Final = (
    "SELECT c.*, a.number AS attribution, l.number AS relay, o.key AS meant FROM citation AS c"
    " LEFT JOIN attribution AS a ON a.id = c.attribution_id LEFT JOIN relay AS l ON l.id = c.relay_id"
    " LEFT JOIN article AS o ON o.id = c.of_id WHERE c.article_id = ? ORDER BY c.start, c.stop, c.id"
)


def _citing(row: Row) -> Citing:
    detail = json.loads(row["detail"])
    return Citing(
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

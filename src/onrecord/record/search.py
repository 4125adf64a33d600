"""Searching the record: by the words of statements, by their meaning, or by both ranked together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from onrecord.errors import FilterError
from onrecord.read.meaning import DIMENSIONS, Vectors, cells, similarity
from onrecord.record.answers import ArticleLine, Statement
from onrecord.record.conditions import article_conditions
from onrecord.record.filters import NO_FILTERS, Filters
from onrecord.record.load import ARTICLE_COLUMNS, article_line, statements_of
from onrecord.record.narrow import MOST_NARROW
from onrecord.record.pick import Picked, Sieve
from onrecord.record.query import Query, parse_query
from onrecord.record.store import Store
from onrecord.record.whom import sendable

#: How a search may be done.
WAYS: Final = ("words", "meaning", "both")
#: Of the rows that have the words, so many are ranked: those added last. Ranking takes a microsecond a row,
#: and a word of every third statement would cost half a second at a million.
MOST_RANKED: Final = 10_000
#: The best of each list are brought together; where filters are wide, so many of the best are looked at.
MOST_BEST: Final = 200
_MOST_CHECKED: Final = 2_000
#: Cells whose vectors are compared, of the fixed set that vectors are filed under.
CELLS_ASKED: Final = 32
#: Vectors that are compared at most, those of the nearest cells and in each cell the newest: what many
#: reprints say fills a cell. So many take 20 ms; of a million that lie evenly, 32 cells have 16,000.
MOST_COMPARED: Final = 20_000
#: A cosine below this is no hit. Of 85 invented questions 67 % are as near as this to their answer, and 8 of
#: 1,000 other contents are; at 0.40 it is 55 % and 4, at 0.45 45 % and 3 (PolNeAR dev, 40 articles).
MEANING_FLOOR: Final = 0.35
#: Of the formula of reciprocal rank fusion; 60 is the value of its authors.
FUSION: Final = 60
_MARKS_AROUND: Final = ("\x02", "\x03")
_MARKED: Final = re.compile(f"{_MARKS_AROUND[0]}([^{_MARKS_AROUND[0]}{_MARKS_AROUND[1]}]*){_MARKS_AROUND[1]}")
# Words of an article around the ones that were found.
_SNIPPET_WORDS: Final = 24

MeaningOf = Callable[[str], Vectors]


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found.

    `why` says by what: "words", "meaning", "both", or "filters" where no words were asked for. `score` is
    the better the higher and comparable in one answer only. `matched` are the words of the statement that
    the query found.
    """

    statement: Statement
    score: float
    why: str
    matched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, best first.

    `total` is how many there are in all, None where that was not counted; `left_out` how many more fit that
    a person judged wrong. `complete` is False where rows were not looked at that may fit better: words or
    filters were so wide that only the newest or the best were.
    """

    hits: tuple[Hit, ...]
    total: int | None
    left_out: int
    complete: bool


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article that was found; in `snippet`, `matched` are the words that the query found."""

    article: ArticleLine
    snippet: str
    score: float
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleHits:
    """Articles that were found, best first; `more` says whether there are others."""

    hits: tuple[ArticleHit, ...]
    more: bool


def search(
    store: Store,
    query: str,
    filters: Filters = NO_FILTERS,
    *,
    limit: int = 20,
    how: str = "both",
    meaning_of: MeaningOf | None = None,
) -> Hits:
    """Return the statements that fit a query best.

    By words: all of its words, ranked by BM25 and confidence. By meaning: nearest by cosine. Both: the two
    lists brought together by reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009). A query
    without words gives what passes the filters, newest first. No query raises an error; filters do, as
    `statement_conditions` says.
    """
    if how not in WAYS:
        raise FilterError(f"{sendable(how)!r:.40} is no way to search; it is {', '.join(WAYS)}")
    parsed, limit = parse_query(query), max(limit, 0)
    with store.snapshot():
        sieve = Sieve(store, filters)
        if parsed.is_empty:
            return _newest(store, sieve, parsed, limit)
        narrow = sieve.narrowed()
        lists: dict[str, Picked] = {}
        if how != "meaning":
            lists["words"] = _by_words(store, sieve, parsed, narrow, max(limit, MOST_BEST))
        if how != "words" and meaning_of is not None:
            lists["meaning"] = _by_meaning(store, sieve, parsed, narrow, meaning_of(query))
        return _fused(store, lists, parsed, limit)


def _newest(store: Store, sieve: Sieve, query: Query, limit: int) -> Hits:
    picked = sieve.newest(query, limit)
    found = statements_of(store, picked.ids[:limit])
    return Hits(
        tuple(Hit(statement, 0.0, "filters") for statement in found),
        len(picked.rows) if picked.complete else None,
        len(picked.left_out),
        not picked.missed,
    )


def _by_words(store: Store, sieve: Sieve, query: Query, narrow: set[int] | None, most: int) -> Picked:
    """Return the rows with the words that pass, best first.

    Of the best by BM25 the order is BM25 times the reader's confidence: the shorter a content the higher it
    ranks, and among the shortest are those that are hardly statements.
    """
    if narrow is not None:
        rows = store.rows(_RANKED_OF, (query.match, json.dumps(sorted(narrow))))
    else:
        rows = store.rows(_RANKED, (query.match, MOST_RANKED))
    scores = {row[0]: row[1] for row in rows}
    cut = narrow is None and len(rows) == MOST_RANKED
    picked = _best(list(scores), sieve, most)
    picked.rows.sort(key=lambda row: (scores[row.id] * row.confidence, -row.id))
    picked.complete, picked.missed = picked.complete and not cut, picked.missed or cut
    return picked


def _best(ids: Sequence[int], sieve: Sieve, most: int) -> Picked:
    """Return those of `ids` that pass, in their order, as far as it takes to have `most`."""
    more = len(ids) > _MOST_CHECKED
    picked = sieve.passing(ids[:_MOST_CHECKED], Picked(complete=not more), most)
    picked.missed = more and len(picked.rows) < most
    return picked


# BM25 is the smaller the better. The content counts twice as much as the words for who said it.
_RANKED: Final = (
    "SELECT id, score FROM (SELECT rowid AS id, bm25(attribution_words, 1.0, 2.0) AS score"
    " FROM attribution_words WHERE attribution_words MATCH ? ORDER BY rowid DESC LIMIT ?)"
    " ORDER BY score, id DESC"
)
_RANKED_OF: Final = (
    "SELECT rowid, bm25(attribution_words, 1.0, 2.0) AS score FROM attribution_words"
    " WHERE attribution_words MATCH ? AND +rowid IN (SELECT value FROM json_each(?))"
    " ORDER BY score, rowid DESC"
)


def _by_meaning(
    store: Store, sieve: Sieve, query: Query, narrow: set[int] | None, meaning: Vectors
) -> Picked:
    """Return the rows whose content means nearly the same and that pass, nearest first."""
    if not np.any(meaning):
        return Picked()
    ids, vectors, cut = _vectors(store, narrow, meaning)
    nearness = similarity(meaning, vectors)
    near = np.flatnonzero(nearness >= MEANING_FLOOR)
    near = near[np.argsort(-nearness[near], kind="stable")]
    wanted = [ids[place] for place in near.tolist()]
    if narrow is not None:
        wanted = [number for number in wanted if number in narrow]
    if query.without:
        kept = sieve.fitting(Query("", query.without), set(wanted))
        wanted = [number for number in wanted if number in kept]
    picked = _best(wanted, sieve, MOST_BEST)
    picked.complete, picked.missed = picked.complete and not cut, picked.missed or cut
    return picked


def _vectors(store: Store, narrow: set[int] | None, meaning: Vectors) -> tuple[Sequence[int], Vectors, bool]:
    """Return rows and their vectors: all that can pass where they are few, else those in near cells.

    The last value says whether those in near cells were too many to be looked at.
    """
    cut = False
    if narrow is not None and len(narrow) <= MOST_NARROW:
        rows = store.rows(_OF_ROWS, (json.dumps(sorted(narrow)),))
    elif store.value(_HOW_MANY, (MOST_NARROW + 1,)) <= MOST_NARROW:
        rows = store.rows("SELECT attribution_id, vector FROM meaning ORDER BY attribution_id")
    else:
        rows = []
        for cell in cells(meaning, CELLS_ASKED)[0].tolist():
            rows += store.rows(_OF_CELL, (cell, MOST_COMPARED - len(rows)))
            if cut := len(rows) == MOST_COMPARED:
                break
    ids, vectors = zip(*rows, strict=True) if rows else ((), ())
    return ids, np.frombuffer(b"".join(vectors), dtype=np.int8).reshape(len(rows), DIMENSIONS), cut


_HOW_MANY: Final = "SELECT count(*) FROM (SELECT cell FROM meaning LIMIT ?)"
_OF_CELL: Final = (
    "SELECT attribution_id, vector FROM meaning WHERE cell = ? ORDER BY attribution_id DESC LIMIT ?"
)
_OF_ROWS: Final = (
    "SELECT m.attribution_id, m.vector FROM json_each(?) AS chosen"
    " CROSS JOIN meaning AS m ON m.attribution_id = chosen.value"
)


def _fused(store: Store, lists: dict[str, Picked], query: Query, limit: int) -> Hits:
    """Return the best of all lists: each place in a list counts 1 / (60 + place)."""
    scores: dict[int, float] = {}
    why: dict[int, str] = {}
    for name, picked in lists.items():
        for place, number in enumerate(picked.ids, start=1):
            scores[number] = scores.get(number, 0.0) + 1 / (FUSION + place)
            why[number] = "both" if number in why else name
    best = sorted(scores, key=lambda number: (-scores[number], number))[:limit]
    matched = _matched(store, query, best)
    counted = all(picked.complete for picked in lists.values())
    return Hits(
        tuple(
            Hit(statement, scores[number], why[number], matched.get(number, ()))
            for number, statement in zip(best, statements_of(store, best), strict=True)
        ),
        len(scores) if counted else None,
        len(set().union(*(picked.left_out for picked in lists.values()))),
        not any(picked.missed for picked in lists.values()),
    )


def _matched(store: Store, query: Query, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return, for each statement, its words that the query found, as written there."""
    rows = store.rows(_MARKS, (*_MARKS_AROUND, *_MARKS_AROUND, query.match, json.dumps(ids)))
    return {
        row["rowid"]: tuple(dict.fromkeys(_MARKED.findall(f"{row['source']} {row['content']}")))
        for row in rows
    }


_MARKS: Final = (
    "SELECT rowid, highlight(attribution_words, 0, ?, ?) AS source, highlight(attribution_words, 1, ?, ?)"
    " AS content FROM attribution_words WHERE attribution_words MATCH ?"
    " AND rowid IN (SELECT value FROM json_each(?))"
)


def search_articles(
    store: Store, query: str, filters: Filters = NO_FILTERS, *, limit: int = 20
) -> ArticleHits:
    """Return the articles that have all words of a query, best first.

    Without words: the newest. Filters of statements raise FilterError.
    """
    parsed = parse_query(query)
    condition = article_conditions(store, filters)
    with store.snapshot():
        if parsed.is_empty:
            sql = f"SELECT r.id, '' AS snippet, 0.0 AS score, {ARTICLE_COLUMNS} FROM article AS r"  # noqa: S608
            sql += f" WHERE {condition.sql} ORDER BY r.published DESC, r.id DESC LIMIT ?"
            rows = store.rows(sql, (*condition.parameters, limit + 1))
        else:
            sql = f"{_ARTICLES_RANKED} WHERE {condition.sql} ORDER BY score, r.id DESC LIMIT ?"
            ranked = (parsed.match, MOST_RANKED, _MOST_CHECKED)
            rows = store.rows(sql, (*ranked, *condition.parameters, limit + 1))
        snippets = _snippets(store, parsed, [row["id"] for row in rows[:limit]])
    hits = [
        ArticleHit(article_line(row), _MARKED.sub(r"\1", words), -row["score"], tuple(_MARKED.findall(words)))
        for row in rows[:limit]
        for words in (snippets.get(row["id"], ""),)
    ]
    return ArticleHits(tuple(hits), len(rows) > limit)


_ARTICLES_RANKED: Final = (
    f"SELECT r.id, best.score, {ARTICLE_COLUMNS} FROM (SELECT id, score FROM ("  # noqa: S608
    "SELECT rowid AS id, bm25(article_words, 4.0, 1.0) AS score FROM article_words"
    " WHERE article_words MATCH ? ORDER BY rowid DESC LIMIT ?) ORDER BY score LIMIT ?) AS best"
    " CROSS JOIN article AS r ON r.id = best.id"
)


def _snippets(store: Store, query: Query, ids: Sequence[int]) -> dict[int, str]:
    if query.is_empty:
        return {}
    rows = store.rows(
        "SELECT rowid, snippet(article_words, 1, ?, ?, '…', ?) FROM article_words WHERE article_words MATCH ?"
        " AND rowid IN (SELECT value FROM json_each(?))",
        (*_MARKS_AROUND, _SNIPPET_WORDS, query.match, json.dumps(ids)),
    )
    return {row[0]: row[1] for row in rows}

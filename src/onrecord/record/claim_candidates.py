"""Which statements of the record a new one is compared with: a bounded number, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import numpy as np

from onrecord.read.meaning import DIMENSIONS, cells, similarity
from onrecord.record.sayings import Saying
from onrecord.record.store import Store

#: Cells of meaning next to a statement's vector that are looked into, of 2,048. Eight hold 46 % of the ten
#: nearest statements (`python -m benchmarks.meaning`); the words find most of the others.
CELLS_ASKED: Final = 8
#: Of each cell, the statements added last.
NEWEST_OF_CELL: Final = 150
#: Of each name or figure and of each party, the statements added last.
NEWEST_OF_WORD: Final = 24
NEWEST_OF_PARTY: Final = 16
_WORDS: Final = 4
_PARTIES: Final = 4
#: Statements that are compared in the end: those nearest in meaning.
MOST_COMPARED: Final = 40
#: What shares a name, a figure or a party is that much nearer than its vector says.
SHARES: Final = 0.15
#: Articles published further apart are not on one affair.
WINDOW_DAYS: Final = 400
#: Farther than this in meaning, and nothing shared: not worth a comparison.
_FAR: Final = 0.2
_QUOTABLE: Final = re.compile(r"[^\W_]+")

# Only statements of linked articles are met: so it does not matter what else is in the record already.
_KNOWN: Final = (
    " JOIN linked AS l ON l.article_id = a.article_id AND l.step = 'claims'"
    " JOIN article AS r ON r.id = a.article_id WHERE a.article_id <> ?"
    " AND (r.published IS NULL OR r.published BETWEEN ? AND ?)"
)
_OF_CELL: Final = (
    "SELECT a.id, a.article_id, c.vector FROM (SELECT attribution_id, vector FROM meaning WHERE cell = ?"  # noqa: S608
    f" ORDER BY attribution_id DESC LIMIT {NEWEST_OF_CELL}) AS c"
    " JOIN attribution AS a ON a.id = c.attribution_id" + _KNOWN
)
_OF_WORDS: Final = (
    "SELECT a.id, a.article_id, m.vector FROM (SELECT rowid AS id FROM attribution_words"  # noqa: S608
    f" WHERE attribution_words MATCH ? ORDER BY rowid DESC LIMIT {NEWEST_OF_WORD}) AS w"
    " JOIN attribution AS a ON a.id = w.id LEFT JOIN meaning AS m ON m.attribution_id = a.id" + _KNOWN
)
_OF_PARTY: Final = (
    "SELECT a.id, a.article_id, m.vector FROM (SELECT a.id FROM appearance AS s JOIN attribution AS a"  # noqa: S608
    f" ON a.appearance_id = s.id WHERE s.party_id = ? ORDER BY s.article_id DESC, a.id DESC"
    f" LIMIT {NEWEST_OF_PARTY})"
    " AS w JOIN attribution AS a ON a.id = w.id LEFT JOIN meaning AS m ON m.attribution_id = a.id" + _KNOWN
)


def candidates(store: Store, article_id: int, saying: Saying) -> list[tuple[int, int]]:
    """Return the articles and rows of the statements to compare with, nearest first.

    What is returned depends on what articles were linked before, and on nothing else in the record.
    """
    bounds = _bounds(saying.said.published)
    vectors: dict[int, tuple[int, bytes | None]] = {}
    shared: set[int] = set()
    if np.any(saying.said.vector):
        for cell in cells(saying.said.vector.reshape(1, -1), CELLS_ASKED)[0]:
            for row in store.rows(_OF_CELL, (int(cell), article_id, *bounds)):
                vectors[row["id"]] = (row["article_id"], row["vector"])
    for sql, asked in _questions(saying):
        for row in store.rows(sql, (asked, article_id, *bounds)):
            vectors[row["id"]] = (row["article_id"], row["vector"])
            shared.add(row["id"])
    return _nearest(saying, vectors, shared)


def _nearest(
    saying: Saying, vectors: dict[int, tuple[int, bytes | None]], shared: set[int]
) -> list[tuple[int, int]]:
    if not vectors:
        return []
    rows = sorted(vectors)
    nothing = bytes(DIMENSIONS)
    matrix = np.frombuffer(b"".join(vectors[row][1] or nothing for row in rows), dtype=np.int8)
    near = similarity(saying.said.vector, matrix.reshape(len(rows), DIMENSIONS))
    near = near + np.array([SHARES if row in shared else 0.0 for row in rows], dtype=np.float32)
    order = np.argsort(-near, kind="stable")[:MOST_COMPARED]
    return [(vectors[rows[at]][0], rows[at]) for at in order.tolist() if near[at] >= _FAR]


def _questions(saying: Saying) -> Iterator[tuple[str, str | int]]:
    said = saying.said
    figures = [figure.words for figure in said.figures if figure.value > 1]
    for words in [*figures, *said.names][:_WORDS]:
        if match := _match(words, [name for name in said.names if name != words]):
            yield _OF_WORDS, match
    for party in saying.parties[:_PARTIES]:
        yield _OF_PARTY, party


def _match(words: str, others: Iterable[str]) -> str:
    """Return the query for a name or figure; with another name of the statement where there is one."""
    with_other = next(iter(others), "")
    parts = [*_QUOTABLE.findall(words), *_QUOTABLE.findall(with_other)]
    return "content : (" + " AND ".join(f'"{part}"' for part in parts) + ")" if parts else ""


def _bounds(published: str | None) -> tuple[str, str]:
    try:
        day = date.fromisoformat((published or "")[:10])
        window = timedelta(days=WINDOW_DAYS)
        return (day - window).isoformat(), (day + window).isoformat() + "~"
    except (ValueError, OverflowError):
        return "", "~"

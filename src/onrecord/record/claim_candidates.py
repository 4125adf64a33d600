"""Which statements of the record a new one is compared with: a bounded number, however many there are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from onrecord.read.meaning import DIMENSIONS, cells, similarity
from onrecord.record.sayings import Saying
from onrecord.record.store import Store

#: Of the statements added last, whatever they are about, so many are looked at: what is said today is
#: mostly on what was said yesterday.
NEWEST: Final = 2_000
#: Cells of meaning next to a statement's vector that are looked into, of 2,048: they hold more than half of
#: the ten nearest statements (`python -m benchmarks.meaning`); words and parties find most of the others.
CELLS_ASKED: Final = 16
#: Of each cell, the statements added last.
NEWEST_OF_CELL: Final = 64
#: Of each name or figure and of each party, the statements added last.
NEWEST_OF_WORD: Final = 24
NEWEST_OF_PARTY: Final = 16
_WORDS: Final = 4
_PARTIES: Final = 4
#: Statements that are compared in the end: those nearest in meaning.
MOST_COMPARED: Final = 48
#: What shares a name, a figure or a party is that much nearer than its vector says.
SHARES: Final = 0.15
#: Articles published further apart are not on one affair.
WINDOW_DAYS: Final = 400
#: Farther than this in meaning, with what is shared counted in: not worth a comparison.
_FAR: Final = 0.15
_QUOTABLE: Final = re.compile(r"[^\W_]+")

# Only statements of linked articles are met: so it does not matter what else is in the record already.
_KNOWN: Final = (
    " JOIN linked AS l ON l.article_id = a.article_id AND l.step = 'claims'"
    " JOIN article AS r ON r.id = a.article_id WHERE a.article_id <> ?"
    " AND (r.published IS NULL OR r.published BETWEEN ? AND ?)"
)
_NEWEST: Final = (
    "SELECT a.id, a.article_id, m.vector FROM (SELECT id FROM attribution ORDER BY id DESC LIMIT ?) AS w"  # noqa: S608
    " JOIN attribution AS a ON a.id = w.id JOIN meaning AS m ON m.attribution_id = a.id" + _KNOWN
)
_OF_CELL: Final = (
    "SELECT a.id, a.article_id, c.vector FROM (SELECT attribution_id, vector FROM meaning WHERE cell = ?"  # noqa: S608
    " ORDER BY attribution_id DESC LIMIT ?) AS c JOIN attribution AS a ON a.id = c.attribution_id" + _KNOWN
)
_OF_WORDS: Final = (
    "SELECT a.id, a.article_id, m.vector FROM (SELECT rowid AS id FROM attribution_words"  # noqa: S608
    " WHERE attribution_words MATCH ? ORDER BY rowid DESC LIMIT ?) AS w"
    " JOIN attribution AS a ON a.id = w.id LEFT JOIN meaning AS m ON m.attribution_id = a.id" + _KNOWN
)
_OF_PARTY: Final = (
    "SELECT a.id, a.article_id, m.vector FROM (SELECT a.id FROM appearance AS s JOIN attribution AS a"  # noqa: S608
    " ON a.appearance_id = s.id WHERE s.party_id = ? ORDER BY s.article_id DESC, a.id DESC LIMIT ?) AS w"
    " JOIN attribution AS a ON a.id = w.id LEFT JOIN meaning AS m ON m.attribution_id = a.id" + _KNOWN
)
_NO_VECTOR: Final = bytes(DIMENSIONS)
#: A statement's article and vector, by its row.
_Found = dict[int, tuple[int, bytes]]


class Candidates:
    """Finds the statements to compare those of one article with.

    What it finds depends on what articles were linked before, and on nothing else in the record.
    """

    def __init__(self, store: Store, article_id: int, published: str | None) -> None:
        self._store = store
        self._where = (article_id, *_bounds(published))
        self._newest = self._asked(_NEWEST, NEWEST)

    def near(self, saying: Saying) -> list[tuple[int, int]]:
        """Return the articles and rows of the statements to compare with, nearest first."""
        found = dict(self._newest)
        if np.any(saying.said.vector):
            for cell in cells(saying.said.vector.reshape(1, -1), CELLS_ASKED)[0]:
                found |= self._asked(_OF_CELL, int(cell), NEWEST_OF_CELL)
        shared: _Found = {}
        for sql, asked, most in _questions(saying):
            shared |= self._asked(sql, asked, most)
        return _nearest(saying, found | shared, shared.keys())

    def _asked(self, sql: str, *asked: str | int) -> _Found:
        rows = self._store.rows(sql, (*asked, *self._where))
        return {row["id"]: (row["article_id"], row["vector"] or _NO_VECTOR) for row in rows}


def _nearest(saying: Saying, found: _Found, shared: Collection[int]) -> list[tuple[int, int]]:
    if not found:
        return []
    rows = sorted(found)
    matrix = np.frombuffer(b"".join(found[row][1] for row in rows), dtype=np.int8)
    near = similarity(saying.said.vector, matrix.reshape(len(rows), DIMENSIONS))
    near = near + np.array([SHARES if row in shared else 0.0 for row in rows], dtype=np.float32)
    order = np.argsort(-near, kind="stable")[:MOST_COMPARED]
    return [(found[rows[at]][0], rows[at]) for at in order.tolist() if near[at] >= _FAR]


def _questions(saying: Saying) -> Iterator[tuple[str, str | int, int]]:
    said = saying.said
    figures = [figure.words for figure in said.figures if figure.value > 1]
    for words in [*figures, *said.names][:_WORDS]:
        if match := _match(words, [name for name in said.names if name != words]):
            yield _OF_WORDS, match, NEWEST_OF_WORD
    for party in saying.parties[:_PARTIES]:
        yield _OF_PARTY, party, NEWEST_OF_PARTY


def _match(words: str, others: Sequence[str]) -> str:
    """Return the query for a name or figure; with another name of the statement where there is one."""
    parts = _QUOTABLE.findall(f"{words} {others[0] if others else ''}")
    return "content : (" + " AND ".join(f'"{part}"' for part in parts) + ")" if parts else ""


def _bounds(published: str | None) -> tuple[str, str]:
    try:
        day = date.fromisoformat((published or "")[:10])
        window = timedelta(days=WINDOW_DAYS)
        return (day - window).isoformat(), (day + window).isoformat() + "~"
    except (ValueError, OverflowError):
        return "", "~"

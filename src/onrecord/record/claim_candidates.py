"""Which statements of the record a new one is compared with: a bounded number, however many there are."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.link.claim_vectors import WIDTH
from onrecord.read.meaning import cells
from onrecord.record.newest import Newest
from onrecord.record.sayings import Saying
from onrecord.record.store import Store

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
#: Statements that are compared in the end: those nearest in meaning. Of the open dossiers of examples/links,
#: 145 of 146 pairs that are found to be the same are among the first 24, all among 40; with 24, 32 and 48 the
#: figures of the exam are the same, and each that is compared takes about half a millisecond.
MOST_COMPARED: Final = 24
#: What shares a name, a figure or a party is that much nearer than its vector says.
SHARES: Final = 0.15
#: Articles published further apart are not on one affair.
WINDOW_DAYS: Final = 400
#: Farther than this in meaning, with what is shared counted in: not worth a comparison.
_FAR: Final = 0.15
_QUOTABLE: Final = re.compile(r"[^\W_]+")

#: So many of the nearest are looked at first, whether they may be met; then twice as many, and so on.
_AT_ONCE: Final = 64

_OF_CELL: Final = (
    "SELECT attribution_id, vector FROM claim_vector WHERE cell = ? ORDER BY attribution_id DESC LIMIT ?"
)
_OF_WORDS: Final = (
    "SELECT w.id, v.vector FROM (SELECT rowid AS id FROM attribution_words"
    " WHERE attribution_words MATCH ? ORDER BY rowid DESC LIMIT ?) AS w"
    " LEFT JOIN claim_vector AS v ON v.attribution_id = w.id"
)
_OF_PARTY: Final = (
    "SELECT w.id, v.vector FROM (SELECT a.id FROM appearance AS s JOIN attribution AS a"
    " ON a.appearance_id = s.id WHERE s.party_id = ? ORDER BY s.article_id DESC, a.id DESC LIMIT ?) AS w"
    " LEFT JOIN claim_vector AS v ON v.attribution_id = w.id"
)
# Only statements of linked articles are met: so it does not matter what else is in the record already. It is
# looked up for the nearest alone: that takes a look at three tables for each.
_KNOWN: Final = (
    "SELECT a.id, a.article_id FROM json_each(?) AS asked CROSS JOIN attribution AS a ON a.id = asked.value"
    " JOIN linked AS l ON l.article_id = a.article_id AND l.step = 'claims'"
    " JOIN article AS r ON r.id = a.article_id WHERE a.article_id <> ?"
    " AND (r.published IS NULL OR r.published BETWEEN ? AND ?)"
)
_NO_VECTOR: Final = bytes(WIDTH)
_Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Field:
    """Statements by their rows, each with its place, with their vectors and how long these are."""

    rows: NDArray[np.int64]
    places: Mapping[int, int]
    vectors: _Floats
    lengths: _Floats

    @classmethod
    def of(cls, found: Mapping[int, bytes]) -> _Field:
        """Return statements given by their rows and vectors."""
        matrix = np.frombuffer(b"".join(found.values()), dtype=np.int8).astype(np.float32)
        matrix = matrix.reshape(len(found), WIDTH)
        rows = np.fromiter(found, dtype=np.int64, count=len(found))
        places = {row: place for place, row in enumerate(found)}
        return cls(rows, places, matrix, np.sqrt(np.einsum("ij,ij->i", matrix, matrix)))

    def near(self, vector: _Floats, shared: Collection[int]) -> _Floats:
        """Return the cosine of each with a vector, 0 for those that have none; more for those that share."""
        lengths = self.lengths * np.sqrt(vector @ vector)
        cosines = np.einsum("ij,j->i", self.vectors, vector) / np.maximum(lengths, np.float32(1e-9))
        near = np.asarray(np.clip(cosines, -1, 1), dtype=np.float32)
        near[[self.places[row] for row in shared if row in self.places]] += np.float32(SHARES)
        return near


class Candidates:
    """Finds the statements to compare those of one article with.

    What it finds depends on what articles were linked before, and on nothing else in the record.
    """

    def __init__(self, store: Store, article_id: int, published: str | None, newest: Newest) -> None:
        self._store = store
        self._where = (article_id, *_bounds(published))
        self._newest = _Field.of(newest.vectors())
        self._known: dict[int, int | None] = {}

    def near(self, saying: Saying) -> list[tuple[int, int]]:
        """Return the articles and rows of the statements to compare with, nearest first."""
        found: dict[int, bytes] = {}
        if np.any(saying.said.vector):
            for cell in cells(saying.said.vector.reshape(1, -1), CELLS_ASKED)[0]:
                found |= self._asked(_OF_CELL, int(cell), NEWEST_OF_CELL)
        shared: dict[int, bytes] = {}
        for sql, asked, most in _questions(saying):
            shared |= self._asked(sql, asked, most)
        return self._nearest(saying, found | shared, shared.keys())

    def _asked(self, sql: str, *asked: str | int) -> dict[int, bytes]:
        return {row: vector or _NO_VECTOR for row, vector in self._store.rows(sql, asked)}

    def _nearest(
        self, saying: Saying, found: Mapping[int, bytes], shared: Collection[int]
    ) -> list[tuple[int, int]]:
        """Return those that are nearest and may be met, of those found and of the newest."""
        vector = saying.said.claim_vector.astype(np.float32)
        others = {row: one for row, one in found.items() if row not in self._newest.places}
        fields = (self._newest, _Field.of(others))
        near = np.concatenate([field.near(vector, shared) for field in fields])
        rows = np.concatenate([field.rows for field in fields])
        worth = np.flatnonzero(near >= _FAR)
        ordered = rows[worth[np.lexsort((rows[worth], -near[worth]))]].tolist()
        chosen: list[tuple[int, int]] = []
        start, many = 0, _AT_ONCE
        while start < len(ordered) and len(chosen) < MOST_COMPARED:
            part = ordered[start : start + many]
            self._look_up(part)
            chosen += [(article, row) for row in part if (article := self._known[row]) is not None]
            start, many = start + many, 2 * many
        return chosen[:MOST_COMPARED]

    def _look_up(self, rows: Sequence[int]) -> None:
        """Find out of which articles statements are, None for those that are not to be met."""
        new = [row for row in rows if row not in self._known]
        self._known.update(dict.fromkeys(new))
        for row, article in self._store.rows(_KNOWN, (json.dumps(new), *self._where)) if new else ():
            self._known[row] = article


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

"""Which article of the record a citation means, chosen among a bounded number, the last of an outlet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from onrecord.article import Reading
from onrecord.link.citations import Citing
from onrecord.link.cited import Candidate, Choice, choose, words_of_text
from onrecord.read.meaning import DIMENSIONS, Vectors
from onrecord.record.at_hand import AtHand
from onrecord.record.columns import bounds
from onrecord.record.keys import plain_url
from onrecord.record.store import Store

#: Of an outlet so many articles before the citing one are looked at, and so many of the day that is named.
BEFORE: Final = 30
ON_THE_DAY: Final = 10
#: Of all outlets that go by a name ("the Post" is many) together, the last so many: an outlet more makes a
#: citation cost no more.
_MOST: Final = 60
# Articles whose words are kept at hand: 16 KB each. Those of one outlet are looked at again and again.
_AT_HAND: Final = 1024
# Behind every time of a day, so that a date alone takes the whole day with it.
END_OF_DAY: Final = "~"

_BEFORE: Final = (
    "SELECT id, published FROM article WHERE publisher = ? AND published <= ? AND id <> ? AND latest = 1"
    " ORDER BY published DESC LIMIT ?"
)
_UNDATED: Final = (
    "SELECT id, published FROM article WHERE publisher = ? AND published IS NULL AND id <> ? AND latest = 1"
    " ORDER BY id DESC LIMIT ?"
)
_ARTICLE: Final = "SELECT key, url, publisher, published, title, text FROM article WHERE id = ?"
_VECTORS: Final = (
    "SELECT a.number, m.vector FROM attribution AS a JOIN meaning AS m ON m.attribution_id = a.id"
    " WHERE a.article_id = ? ORDER BY a.number"
)


class CitedArticles:
    """Chooses cited articles; what was read of articles once is kept for a while."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = AtHand[Candidate](_AT_HAND)

    def forget(self, article_id: int) -> None:
        """Read an article anew when it is asked for again."""
        self._known.drop(article_id)

    def chosen(
        self, article_id: int, citing: Citing, reading: Reading, vectors: Vectors
    ) -> tuple[Choice, int | None]:
        """Return which article one cites, and its row; of the reading only the article is looked at."""
        if citing.url:
            found = self._store.row(
                "SELECT id, key FROM article WHERE url IN (?, ?) AND latest = 1 AND id <> ?"
                " ORDER BY id LIMIT 1",
                (citing.url, plain_url(citing.url), article_id),
            )
            if found is not None:
                return Choice(found["key"], 1.0, "the address of the article"), int(found["id"])
            return Choice(None, 0.0, "an address that the record does not have"), None
        days = bounds(citing.said)
        candidates = {row: self._candidate(row) for row in self._rows(article_id, citing, reading, days[1])}
        choice = choose(citing, reading, vectors, list(candidates.values()), days)
        of_id = next((row for row, one in candidates.items() if one.key == choice.key), None)
        return choice, of_id

    def _rows(self, article_id: int, citing: Citing, reading: Reading, last: str | None) -> list[int]:
        """Return the articles that may be meant, those published last first, as rows in their order."""
        until = (reading.article.published or "") + END_OF_DAY
        found: dict[int, str] = {}
        of_day: dict[int, str] = {}
        for publisher in citing.publishers:
            found |= self._asked(_BEFORE, publisher, until, article_id, BEFORE)
            found |= self._asked(_UNDATED, publisher, article_id, ON_THE_DAY)
            if last and last < until:
                of_day |= self._asked(_BEFORE, publisher, last + END_OF_DAY, article_id, ON_THE_DAY)
        return sorted({*_newest(found), *_newest(of_day)})

    def _asked(self, sql: str, *asked: str | int) -> dict[int, str]:
        return {row["id"]: row["published"] or "" for row in self._store.rows(sql, asked)}

    def _candidate(self, row: int) -> Candidate:
        found = self._known.get(row)
        if found is None:
            found = self._read(row)
            self._known.put(row, found)
        return found

    def _read(self, row: int) -> Candidate:
        one = self._store.row(_ARTICLE, (row,))
        assert one is not None  # the row was found by a query in the same transaction
        stored = [vector for _, vector in _stored(self._store, row)]
        text = f"{one['title'] or ''}\n{one['text']}"
        return Candidate(
            one["key"],
            one["url"],
            one["publisher"],
            one["published"],
            words_of_text(text),
            np.stack(stored) if stored else None,
        )


def _newest(found: dict[int, str]) -> list[int]:
    return sorted(found, key=lambda row: (found[row], row), reverse=True)[:_MOST]


def vectors_of(store: Store, article_id: int, size: int) -> Vectors:
    """Return the meanings of the statements of an article, zeros where one has none."""
    vectors = np.zeros((size, DIMENSIONS), dtype=np.int8)
    for number, vector in _stored(store, article_id):
        if number <= size:
            vectors[number - 1] = vector
    return vectors


def _stored(store: Store, article_id: int) -> Iterator[tuple[int, Vectors]]:
    for row in store.rows(_VECTORS, (article_id,)):
        yield row["number"], np.frombuffer(row["vector"], dtype=np.int8)

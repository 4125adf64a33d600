"""Parties as the articles of the record show them, as linking looks at them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.article import Naming, PartyKind, Reading
from onrecord.link.parties import Seen, full_names
from onrecord.record.store import Row, Store

# Articles kept at hand: the parties of an article were met together before, so the same ones are asked for
# again and again.
_AT_HAND: Final = 512
_ROWS: Final = (
    "SELECT s.id, s.local, s.name, s.kind, s.naming, s.plural, s.forms, s.descriptions, r.publisher,"
    " r.published, (SELECT name FROM appearance AS o WHERE o.id = s.speaks_for_id) AS speaks_for"
    " FROM article AS r CROSS JOIN appearance AS s ON s.article_id = r.id WHERE r.id = ? ORDER BY s.id"
)


class Sightings:
    """Gives the parties of articles in the record; what was read once is kept for a while."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles: dict[int, tuple[list[Row], list[str]]] = {}
        self._seen: dict[int, Seen] = {}

    def of(self, article_id: int, appearance_id: int) -> Seen:
        """Return one appearance in an article."""
        seen = self._seen.get(appearance_id)
        if seen is None:
            rows, named = self._article(article_id)
            row = next(row for row in rows if row["id"] == appearance_id)
            seen = self._seen[appearance_id] = _seen(row, named)
        return seen

    def all_of(self, article_id: int) -> list[tuple[int, Seen]]:
        """Return the appearances in an article with their rows, in order."""
        return [(row["id"], self.of(article_id, row["id"])) for row in self._article(article_id)[0]]

    def _article(self, article_id: int) -> tuple[list[Row], list[str]]:
        found = self._articles.get(article_id)
        if found is None:
            if len(self._articles) >= _AT_HAND:
                self._articles.clear()
                self._seen.clear()
            rows = self._store.rows(_ROWS, (article_id,))
            named = [
                row["name"]
                for row in rows
                if row["naming"] == Naming.NAMED and row["kind"] != PartyKind.GROUP
            ]
            found = self._articles[article_id] = (rows, named)
        return found


def _seen(row: Row, named: Sequence[str]) -> Seen:
    kind, naming = PartyKind(row["kind"]), Naming(row["naming"])
    forms = tuple(json.loads(row["forms"]))
    return Seen(
        row["name"],
        kind,
        naming,
        bool(row["plural"]),
        full_names(row["name"], forms, naming, kind),
        tuple(json.loads(row["descriptions"])),
        row["publisher"],
        row["published"],
        _company(row["name"], named),
        forms,
        row["speaks_for"] or "",
    )


def seen_in(reading: Reading) -> list[Seen]:
    """Return the parties of an article that was just read, just as the record will give them."""
    article = reading.article
    named = [
        party.name
        for party in reading.parties
        if party.naming is Naming.NAMED and party.kind is not PartyKind.GROUP
    ]
    names = {party.id: party.name for party in reading.parties}
    return [
        Seen(
            party.name,
            party.kind,
            party.naming,
            party.plural,
            full_names(party.name, party.forms, party.naming, party.kind),
            tuple(dict.fromkeys(article.text[span.start : span.end] for span in party.descriptions)),
            article.publisher,
            article.published,
            _company(party.name, named),
            party.forms,
            names.get(party.speaks_for or "", ""),
        )
        for party in reading.parties
    ]


def _company(name: str, named: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(other for other in named if other != name))

"""Statements of the record as linking compares them: those of an article, and single ones of others."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from onrecord.article import Anchor, Manner, Naming
from onrecord.link.claims import SPEECH, Cue, Nested, Stated, cores, stance_of
from onrecord.link.folding import fold
from onrecord.link.said import NO_MEANING, NOWHERE, Said
from onrecord.record.at_hand import AtHand
from onrecord.record.newest import Newest
from onrecord.record.store import Row, Store

# Articles kept at hand whole, and single statements and the parties of articles: what is on one affair is met
# again and again. A statement with its words takes about 8 KB.
_WHOLE_AT_HAND: Final = 32
_AT_HAND: Final = 4_096
_PARTIES_AT_HAND: Final = 2_048
_ROWS: Final = (
    "SELECT a.*, r.key AS r_key, r.publisher, r.published, p.id AS p_id, p.key AS p_key, p.name AS p_name,"
    " s.naming, s.name AS s_name, s.forms, o.name AS speaks_for, m.vector, v.vector AS claim_vector"
    " FROM {chosen} AS r ON r.id = a.article_id"
    " LEFT JOIN appearance AS s ON s.id = a.appearance_id LEFT JOIN party AS p ON p.id = s.party_id"
    " LEFT JOIN appearance AS o ON o.id = s.speaks_for_id LEFT JOIN meaning AS m ON m.attribution_id = a.id"
    " LEFT JOIN claim_vector AS v ON v.attribution_id = a.id"
)
_OF_ARTICLE: Final = (
    _ROWS.format(chosen="attribution AS a JOIN article") + " WHERE a.article_id = ? ORDER BY a.id"
)
# Statements with those that they stand in, and those that stand in them.
_FAMILIES: Final = (
    "WITH RECURSIVE asked (id) AS (SELECT value FROM json_each(?)),"  # noqa: S608 - no user's words
    " up (id) AS (SELECT id FROM asked UNION SELECT b.parent_id FROM up JOIN attribution AS b ON b.id = up.id"
    " WHERE b.parent_id IS NOT NULL),"
    " down (id) AS (SELECT id FROM asked UNION SELECT b.id FROM down JOIN attribution AS b"
    " ON b.parent_id = down.id) "
    + _ROWS.format(
        chosen="(SELECT id FROM up UNION SELECT id FROM down) AS f"
        " CROSS JOIN attribution AS a ON a.id = f.id JOIN article"
    )
    + " ORDER BY a.id"
)
_PARTIES: Final = (
    "SELECT s.article_id, s.detail, p.id, p.key FROM json_each(?) AS asked CROSS JOIN appearance AS s"
    " ON s.article_id = asked.value JOIN party AS p ON p.id = s.party_id WHERE s.naming = 'named'"
    " ORDER BY s.id"
)
# Where a party is mentioned, read off its JSON: of an article hundreds of lines are passed over so.
_MENTION: Final = re.compile(r'"span":\[(\d+),(\d+)\]')
_DATES: Final = (
    "SELECT d.article_id, d.number, d.first_day, d.last_day, d.detail FROM json_each(?) AS asked"
    " CROSS JOIN date AS d ON d.article_id = json_extract(asked.value, '$[0]')"
    " AND d.number = json_extract(asked.value, '$[1]')"
)
_Spans = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement of the record: its row, how it stands to its content, and where that content is told.

    `core` is the row of the statement whose content is all that this one says, its own for most; `whole` the
    row of the statement that it is a part of, where it only tells what somebody knew or felt. `parties` are
    the rows of those it means, its speaker first. `answers` is the row of the statement that it answers,
    `place` where its content begins.
    """

    row: int
    stated: Stated
    core: int
    whole: int
    around: frozenset[int]
    parties: tuple[int, ...]
    answers: int | None
    place: int

    @property
    def said(self) -> Said:
        """The statement as comparing looks at it."""
        return self.stated.said


class Sayings:
    """Gives the statements of articles in the record; what was read once is kept for a while.

    Of another article a statement alone is read: those that one is compared with are of many articles.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.newest = Newest(store)
        self._articles = AtHand[dict[int, Saying]](_WHOLE_AT_HAND)
        self._single = AtHand[Saying](_AT_HAND)
        self._parties = AtHand[_Parties](_PARTIES_AT_HAND)

    def of_article(self, article_id: int) -> Mapping[int, Saying]:
        """Return the statements of an article by their rows, in order."""
        found = self._articles.get(article_id)
        if found is None:
            rows = self._store.rows(_OF_ARTICLE, (article_id,))
            found = self._read(rows, [row["id"] for row in rows])
            self._articles.put(article_id, found)
        return found

    def of(self, article_id: int, row: int) -> Saying:
        """Return one statement of an article."""
        return self.of_all([(article_id, row)])[0]

    def of_all(self, places: Sequence[tuple[int, int]]) -> list[Saying]:
        """Return some statements, each given by its article and row."""
        found: dict[int, Saying] = {}
        for article_id, row in places:
            whole = self._articles.get(article_id)
            one = self._single.get(row) if whole is None else whole[row]
            if one is not None:
                found[row] = one
        missing = sorted({row for _, row in places} - found.keys())
        if missing:
            read = self._read(self._store.rows(_FAMILIES, (json.dumps(missing),)), missing)
            for row, one in read.items():
                self._single.put(row, one)
            found |= read
        return [found[row] for _, row in places]

    def forget(self, article_id: int) -> None:
        """Read an article anew when it is asked for again."""
        self._articles.drop(article_id)
        self._parties.drop(article_id)
        rows = self._store.rows("SELECT id FROM attribution WHERE article_id = ?", (article_id,))
        self.newest.forget(row[0] for row in rows)
        for row in rows:
            self._single.drop(row[0])

    def _read(self, rows: Sequence[Row], wanted: Sequence[int]) -> dict[int, Saying]:
        """Return the statements that are wanted, of rows with all that stands around and inside them."""
        near = _Rows.of(rows)
        chosen = [near.places[row] for row in wanted]
        articles = dict.fromkeys(near.rows[at]["article_id"] for at in chosen)
        parties = self._parties_of(list(articles))
        days = _days(
            self._store,
            [
                (near.rows[at]["article_id"], number + 1)
                for at in chosen
                for number in near.details[at].get("happened", ())
            ],
        )
        inner = cores([_nested(near.details, near.parents, at) for at in range(len(rows))])
        found = {}
        for at in chosen:
            article = near.rows[at]["article_id"]
            one = _saying(near, at, inner[at], (parties[article], days))
            found[one.row] = one
        return found

    def _parties_of(self, articles: Sequence[int]) -> dict[int, _Parties]:
        found = {article: self._parties.get(article) for article in articles}
        missing = [article for article, known in found.items() if known is None]
        read: dict[int, list[_Party]] = {article: [] for article in missing}
        for row in self._store.rows(_PARTIES, (json.dumps(missing),)) if missing else ():
            mentions = [(int(start), int(end)) for start, end in _MENTION.findall(row["detail"])]
            read[row["article_id"]].append((row["id"], row["key"], mentions))
        for article, parties in read.items():
            self._parties.put(article, parties)
        return {article: read[article] if known is None else known for article, known in found.items()}


_Party = tuple[int, str, _Spans]
_Parties = Sequence[_Party]
_Days = Mapping[tuple[int, int], tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of statements, each with its detail and the place of the one that it stands in."""

    rows: Sequence[Row]
    details: Sequence[Mapping[str, Any]]
    places: Mapping[int, int]
    parents: Sequence[int | None]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> _Rows:
        """Return rows in the order of their text."""
        places = {row["id"]: number for number, row in enumerate(rows)}
        details = [json.loads(row["detail"]) for row in rows]
        return cls(rows, details, places, [places.get(row["parent_id"]) for row in rows])


def _days(store: Store, asked: Sequence[tuple[int, int]]) -> _Days:
    """Return the days of dates by their articles and numbers there."""
    rows = store.rows(_DATES, (json.dumps(list(dict.fromkeys(asked))),)) if asked else ()
    return {(row["article_id"], row["number"]): _day(row) for row in rows}


def _saying(near: _Rows, at: int, inner: int, known: tuple[_Parties, _Days]) -> Saying:
    rows, row, detail = near.rows, near.rows[at], near.details[at]
    chain = _chain(near.parents, at)
    meant = [party for party in known[0] if _is_inside(party[2], detail["content"])]
    cues = [Cue(Manner(rows[up]["manner"]), bool(rows[up]["negated"]), rows[up]["content"]) for up in chain]
    speaker = () if row["p_id"] is None else (row["p_id"],)
    return Saying(
        row["id"],
        Stated(_said(row, detail, meant, known[1], [rows[up] for up in chain]), stance_of(cues)),
        rows[inner]["id"],
        rows[_whole(rows, chain)]["id"],
        frozenset(rows[up]["id"] for up in chain[:-1]),
        tuple(dict.fromkeys((*speaker, *(party[0] for party in meant)))),
        row["answers_id"],
        detail["content"][0][0],
    )


def _whole(rows: Sequence[Row], chain: Sequence[int]) -> int:
    """Return the innermost statement of a chain that is something said: what somebody knew is part of it."""
    said = [at for at in chain if Manner(rows[at]["manner"]) in SPEECH]
    return said[-1] if said else chain[-1]


def _chain(parents: Sequence[int | None], number: int) -> list[int]:
    """Return a statement and those around it, outermost first."""
    chain, at = [number], parents[number]
    while at is not None and at not in chain:
        chain.append(at)
        at = parents[at]
    return chain[::-1]


def _nested(details: Sequence[Mapping[str, Any]], parents: Sequence[int | None], number: int) -> Nested:
    detail, parent = details[number], parents[number]
    share = 0.0
    if parent is not None:
        around: _Spans = details[parent]["content"]
        own = [span for role in ("source", "cue", "content") for span in detail.get(role, ())]
        share = sum(_overlap(span, one) for span in own for one in around) / max(1, _length(around))
    return Nested(parent, Manner(detail["manner"]), share)


def _overlap(one: Sequence[int], other: Sequence[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _length(spans: _Spans) -> int:
    return sum(end - start for start, end in spans)


def _is_inside(mentions: _Spans, content: _Spans) -> bool:
    return any(span[0] <= start and end <= span[1] for start, end in mentions for span in content)


def _said(
    row: Row,
    detail: Mapping[str, Any],
    meant: _Parties,
    days: _Days,
    chain: Sequence[Row],
) -> Said:
    told = [
        fold(words) for one in chain for words in (one["source"], one["p_name"] or "", one["basis"]) if words
    ]
    numbers = ((row["article_id"], number + 1) for number in detail.get("happened", ()))
    happened = (days[number] for number in numbers if number in days)
    return Said(
        key=row["key"],
        article=row["r_key"],
        content=row["content"],
        spans=tuple((start, end) for start, end in detail["content"]),
        vector=NO_MEANING if row["vector"] is None else np.frombuffer(row["vector"], dtype=np.int8),
        source=row["source"],
        party=row["p_key"],
        naming=None if row["naming"] is None else Naming(row["naming"]),
        manner=Manner(row["manner"]),
        negated=bool(row["negated"]),
        modal=bool(row["modal"]),
        parties=tuple(dict.fromkeys(party[1] for party in meant)),
        days=tuple((first, last) for first, last in happened if first and last),
        outlet=row["publisher"],
        published=row["published"],
        told_by=tuple(dict.fromkeys(filter(None, told))),
        called=_called(row),
        claim_vector=NOWHERE
        if row["claim_vector"] is None
        else np.frombuffer(row["claim_vector"], dtype=np.int8),
    )


def _day(row: Row) -> tuple[str | None, str | None]:
    """Return the days that a date means; none where it hangs on another one ("that day", "the next morning").

    Of those too many are reckoned from the wrong one to keep two statements apart by them.
    """
    if json.loads(row["detail"]).get("anchor") == Anchor.CONTEXT.value:
        return None, None
    return row["first_day"], row["last_day"]


def _called(row: Row) -> frozenset[str]:
    """Return the words of the names that a source goes by in its article, or of whom it speaks for."""
    if row["naming"] == Naming.NAMED:
        forms = [row["s_name"], *json.loads(row["forms"])]
    else:
        forms = [row["speaks_for"] or ""]
    return frozenset(word for form in forms for word in fold(form).split() if len(word) > 2)

"""Statements of the record as linking compares them, an article at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from onrecord.article import Anchor, Manner, Naming
from onrecord.link.claims import SPEECH, Cue, Nested, Stated, cores, stance_of
from onrecord.link.folding import fold
from onrecord.link.said import NO_MEANING, Said
from onrecord.record.store import Row, Store

# Articles kept at hand: those on one affair are met again and again.
_AT_HAND: Final = 256
_ROWS: Final = (
    "SELECT a.*, r.key AS r_key, r.publisher, r.published, p.id AS p_id, p.key AS p_key, p.name AS p_name,"
    " s.naming, s.name AS s_name, s.forms, o.name AS speaks_for, m.vector"
    " FROM attribution AS a JOIN article AS r ON r.id = a.article_id"
    " LEFT JOIN appearance AS s ON s.id = a.appearance_id LEFT JOIN party AS p ON p.id = s.party_id"
    " LEFT JOIN appearance AS o ON o.id = s.speaks_for_id LEFT JOIN meaning AS m ON m.attribution_id = a.id"
    " WHERE a.article_id = ? ORDER BY a.id"
)
_PARTIES: Final = (
    "SELECT s.detail, p.id, p.key FROM appearance AS s JOIN party AS p ON p.id = s.party_id"
    " WHERE s.article_id = ? AND s.naming = 'named' ORDER BY s.id"
)
_DATES: Final = "SELECT first_day, last_day, detail FROM date WHERE article_id = ? ORDER BY number"
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
    """Gives the statements of articles in the record; what was read once is kept for a while."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles: dict[int, dict[int, Saying]] = {}

    def of_article(self, article_id: int) -> Mapping[int, Saying]:
        """Return the statements of an article by their rows, in order."""
        found = self._articles.get(article_id)
        if found is None:
            if len(self._articles) >= _AT_HAND:
                self._articles.clear()
            found = self._articles[article_id] = _load(self._store, article_id)
        return found

    def of(self, article_id: int, row: int) -> Saying:
        """Return one statement of an article."""
        return self.of_article(article_id)[row]

    def forget(self, article_id: int) -> None:
        """Read an article anew when it is asked for again."""
        self._articles.pop(article_id, None)


def _load(store: Store, article_id: int) -> dict[int, Saying]:
    rows = store.rows(_ROWS, (article_id,))
    details = [json.loads(row["detail"]) for row in rows]
    parties = [
        (row["id"], row["key"], [one["span"] for one in json.loads(row["detail"]).get("mentions", ())])
        for row in store.rows(_PARTIES, (article_id,))
    ]
    days = [_day(row) for row in store.rows(_DATES, (article_id,))]
    places = {row["id"]: number for number, row in enumerate(rows)}
    parents = [places.get(row["parent_id"]) for row in rows]
    inner = cores([_nested(details, parents, number) for number in range(len(rows))])
    found = {}
    for number, (row, detail) in enumerate(zip(rows, details, strict=True)):
        chain = _chain(parents, number)
        meant = [party for party in parties if _is_inside(party[2], detail["content"])]
        said = _said(row, detail, meant, days, [rows[at] for at in chain])
        cues = [
            Cue(Manner(rows[at]["manner"]), bool(rows[at]["negated"]), rows[at]["content"]) for at in chain
        ]
        speaker = () if row["p_id"] is None else (row["p_id"],)
        found[row["id"]] = Saying(
            row["id"],
            Stated(said, stance_of(cues)),
            rows[inner[number]]["id"],
            rows[_whole(rows, chain)]["id"],
            frozenset(rows[at]["id"] for at in chain[:-1]),
            tuple(dict.fromkeys((*speaker, *(party[0] for party in meant)))),
            row["answers_id"],
            detail["content"][0][0],
        )
    return found


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
    meant: Sequence[tuple[int, str, Any]],
    days: Sequence[tuple[str | None, str | None]],
    chain: Sequence[Row],
) -> Said:
    told = [
        fold(words) for one in chain for words in (one["source"], one["p_name"] or "", one["basis"]) if words
    ]
    happened = (days[number] for number in detail.get("happened", ()) if number < len(days))
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

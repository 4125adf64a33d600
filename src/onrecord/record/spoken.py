"""What those who speak on a claim said on it and near it, before and after, in other articles too."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from onrecord.link.folding import fold
from onrecord.link.said import Said
from onrecord.link.sameness import LEAST_WORDS, SamenessVerdict, amount, compare
from onrecord.link.trace import Change, CopyKind, Place, Report, Spoken, Stance, StepKind, Trace, When
from onrecord.read.meaning import DIMENSIONS, Vectors, similarity
from onrecord.record.sayings import Sayings
from onrecord.record.store import Row, Store

#: A cosine from which another statement of a speaker is near the claim. Looked at by eye over 45 claims of
#: four dossiers: from here on most are of the same matter, below it most are of another.
NEAR: Final = 0.4
#: From here on they are so near that a difference in number, polarity, time or the like is told.
_COMPARED: Final = 0.6
#: From here on two statements of one speaker are the same words, told again.
_TOLD_AGAIN: Final = 0.95
# Of each speaker so many statements are looked at, the newest, and so many told, the nearest.
_LOOKED_AT: Final = 2_000
_TOLD: Final = 6
_SPEAKING: Final = (Stance.ASSERTS, Stance.DENIES, Stance.CONTRADICTS)


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement of a speaker, and how near it is to what the speaker said on the claim."""

    row: Row
    nearness: float
    on_claim: bool


def spoken_of(store: Store, trace: Trace) -> tuple[Spoken, ...]:
    """Return what the named speakers of a claim said on it and near it, by speaker and in the order of time.

    Left out are articles that are copies of others, and speakers of whom no more than one wording is there.
    """
    sayings = Sayings(store)
    members = {report.attribution for report in trace.reports}
    copies = {copy.url for copy in trace.copies if copy.kind is not CopyKind.PASSAGE}
    found: list[Spoken] = []
    for party, name in _speakers(trace.reports).items():
        rows = [row for row in store.rows(_OF_PARTY, (party, _LOOKED_AT)) if _url(row) not in copies]
        told = _told(rows, members, sayings)
        if len(told) > 1:
            told.sort(key=lambda one: _time(one.row))
            dated = [one for one in told if one.on_claim and len(_day(one.row)) == _WHOLE_DAY]
            first = next(iter(dated), None) or next(one for one in told if one.on_claim)
            found += (_spoken(name, one, first, sayings) for one in told)
    return tuple(found)


def _speakers(reports: Sequence[Report]) -> dict[str, str]:
    """Return the keys of the named speakers that reports of the claim end at, with their names."""
    ends = (report.chain[-1] for report in reports if report.stance in _SPEAKING)
    return {step.party: step.name for step in ends if step.party and step.kind is StepKind.SPEAKER}


def _told(rows: Sequence[Row], members: set[str], sayings: Sayings) -> list[_Told]:
    """Return a speaker's statements on the claim, the earliest first, then those near them, nearest first.

    Of one article and day one is told, and the same words once; nothing where none is on the claim.
    """
    own = sorted((row for row in rows if row["key"] in members), key=_time)
    if not own:
        return []
    others = [row for row in rows if row["key"] not in members and row["inside"] != row["party"]]
    nearness = np.max([similarity(_vectors([row]), _vectors(others)) for row in own], axis=0)
    order = [at for at in np.argsort(-nearness, kind="stable").tolist() if nearness[at] >= NEAR]
    near = [_Told(others[at], float(nearness[at]), on_claim=False) for at in order]
    found: list[_Told] = []
    for one in (*(_Told(row, 1.0, on_claim=True) for row in own), *near):
        enough = not found or amount(_said(sayings, one.row)) >= LEAST_WORDS
        if enough and len(found) < _TOLD and not any(_is_again(one.row, other.row) for other in found):
            found.append(one)
    return found


def _said(sayings: Sayings, row: Row) -> Said:
    return sayings.of(row["article_id"], row["id"]).said


def _url(row: Row) -> str:
    return row["url"] or f"record:{row['article']}"


def _is_again(one: Row, other: Row) -> bool:
    """Whether a statement is another told again, or stands beside it."""
    if one["article"] == other["article"] and _day(one) == _day(other):
        return True
    if fold(one["content"]) == fold(other["content"]):
        return True
    return bool(similarity(_vectors([one]), _vectors([other]))[0] >= _TOLD_AGAIN)


def _vectors(rows: Sequence[Row]) -> Vectors:
    joined = b"".join(row["vector"] or bytes(DIMENSIONS) for row in rows)
    return np.frombuffer(joined, dtype=np.int8).reshape(len(rows), DIMENSIONS)


def _spoken(name: str, told: _Told, first: _Told, sayings: Sayings) -> Spoken:
    row = told.row
    spans = json.loads(row["detail"])["content"]
    is_near = told is not first and told.nearness >= _COMPARED
    return Spoken(
        name=name,
        party=row["party"],
        url=_url(row),
        attribution=row["key"],
        words=" ".join(row["content"].split()),
        place=Place(row["article"], spans[0][0], spans[-1][1]),
        outlet=row["outlet"],
        published=row["published"],
        day=_day(row) or None,
        when=When.FIRST if told is first else _when(first.row, row),
        on_claim=told.on_claim,
        nearness=round(told.nearness, 4),
        changes=_changes(_said(sayings, first.row), _said(sayings, row)) if is_near else (),
    )


def _changes(first: Said, said: Said) -> tuple[Change, ...]:
    """Return what differs between two statements, nothing where they are of two matters."""
    found = compare(first, said)
    if found.verdict is SamenessVerdict.DIFFERENT:
        return ()
    return tuple(Change(one.kind.value, one.one, one.other) for one in found.differences)


def _time(row: Row) -> tuple[str, str, int]:
    """Return what puts statements in the order of time; "in March" comes after all days of March."""
    day = _day(row)
    return (day if len(day) == _WHOLE_DAY else f"{day}~", row["published"] or "~", row["id"])


_PLAIN_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_WHOLE_DAY: Final = len("2031-02-05")


def _day(row: Row) -> str:
    """Return when something was said, a day, a month or a year; nothing where it is not known."""
    found = _PLAIN_DATE.match(row["said"] or row["published"] or "")
    return found.group() if found else ""


def _when(first: Row, row: Row) -> When:
    one, other = _day(first), _day(row)
    length = min(len(one), len(other))
    if not length or (one[:length] == other[:length] and length < _WHOLE_DAY):
        return When.UNKNOWN
    if one == other:
        return When.SAME_DAY
    return When.BEFORE if other < one else When.AFTER


_OF_PARTY: Final = (
    "SELECT a.id, a.key, a.article_id, a.content, a.detail, a.said, r.key AS article, r.url, r.published,"
    " r.publisher AS outlet, m.vector, p.key AS party, q.key AS inside FROM party AS p"
    " JOIN appearance AS s ON s.party_id = p.id JOIN attribution AS a ON a.appearance_id = s.id"
    " JOIN article AS r ON r.id = a.article_id AND r.latest = 1"
    " LEFT JOIN meaning AS m ON m.attribution_id = a.id"
    " LEFT JOIN attribution AS b ON b.id = a.parent_id LEFT JOIN appearance AS o ON o.id = b.appearance_id"
    " LEFT JOIN party AS q ON q.id = o.party_id"
    " WHERE p.key = ? AND 'wrong' IS NOT (SELECT verdict FROM judgement WHERE target = 'attribution'"
    " AND key = a.key ORDER BY judged DESC, judgement.id DESC LIMIT 1) ORDER BY a.id DESC LIMIT ?"
)

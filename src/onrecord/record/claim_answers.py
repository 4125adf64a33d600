"""Claims of the record, found again: by what they say, by how many report them, or by one of their
statements.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from onrecord.errors import NotFoundError
from onrecord.link.trace import Stance
from onrecord.record.conditions import END, moment
from onrecord.record.search import MeaningOf, search
from onrecord.record.store import Row, Store

#: Statements that a search brings, to look which claims they are of.
MOST_FOUND: Final = 200


@dataclass(frozen=True, slots=True)
class ClaimMember:
    """A statement of a claim: who made it, how it stands to the claim, and where its words are.

    `score` is how near it is to the claim, from 0 to 1, and `reason` on what that rests. `start` and `end`
    are offsets of the content into the text of the article with the key `article`.
    """

    key: str
    stance: Stance
    score: float
    reason: str
    party: str
    words: str
    article: str
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim: its wording is that of its first statement. `reports` counts articles that assert it.

    `first` and `last` are when articles with it were published. Members are in the order of publication.
    """

    key: str
    wording: str
    reports: int
    outlets: tuple[str, ...]
    first: str | None
    last: str | None
    members: tuple[ClaimMember, ...]

    def parties(self, *stances: Stance) -> tuple[str, ...]:
        """Return who made the statements of some stances, each once, in the order of their first."""
        made = (one.party for one in self.members if one.stance in stances)
        return tuple(dict.fromkeys(name for name in made if name))


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims that were found; `more` says how many others fit. Without words: those with most reports
    first.
    """

    claims: tuple[ClaimLine, ...]
    more: int


def claims(
    store: Store,
    words: str = "",
    *,
    since: str | None = None,
    min_reports: int = 2,
    limit: int = 20,
    meaning_of: MeaningOf | None = None,
) -> Claims:
    """Return the claims that fit: nearest to `words` first, else those that most articles report.

    `since` is a day, a month, a year, "today" or "yesterday": something on the claim was published then or
    later. Raises FilterError for a day that is none.
    """
    first = None if since is None else day_since(store, since)
    with store.snapshot():
        wanted = _found(store, words, meaning_of) if words.strip() else None
        ids = _passing(store, wanted, first, min_reports)
        return Claims(tuple(claim_lines(store, ids[:limit])), max(0, len(ids) - limit))


def day_since(store: Store, since: str) -> str:
    """Return the day that "today" and "yesterday" are, anything else as `moment` gives it."""
    back = {"today": 0, "yesterday": 1}.get(since.strip().casefold())
    if back is None:
        return moment(since)
    return (date.fromisoformat(store.clock()[:10]) - timedelta(days=back)).isoformat()


def _found(store: Store, words: str, meaning_of: MeaningOf | None) -> list[int]:
    """Return the claims of the statements that a search finds, best first."""
    hits = search(store, words, limit=MOST_FOUND, meaning_of=meaning_of).hits
    keys = [hit.statement.key for hit in hits]
    rows = store.rows(
        "SELECT m.claim_id, a.key FROM json_each(?) AS chosen JOIN attribution AS a ON a.key = chosen.value"
        " JOIN claim_member AS m ON m.attribution_id = a.id",
        (json.dumps(keys),),
    )
    claims = {row["key"]: row["claim_id"] for row in rows}
    return list(dict.fromkeys(claims[key] for key in keys if key in claims))


def _passing(store: Store, wanted: Sequence[int] | None, since: str | None, min_reports: int) -> list[int]:
    where, parameters = ["1"], list[str | int]()
    if wanted is not None:
        where.append("m.claim_id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(wanted))
    if since is not None:
        where.append(_SINCE)
        parameters += [since[:4], since]
    rows = store.rows(
        f"{_COUNTED} WHERE {' AND '.join(where)} GROUP BY m.claim_id HAVING reports >= ?"
        " ORDER BY reports DESC, last DESC, m.claim_id",
        (*parameters, min_reports),
    )
    found = [int(row["claim_id"]) for row in rows]
    return found if wanted is None else sorted(found, key=wanted.index)


# Old versions of articles are no further reports.
_COUNTED: Final = (
    "SELECT m.claim_id, count(DISTINCT CASE m.stance WHEN 'asserts' THEN r.id END) AS reports,"
    " max(r.published) AS last FROM claim_member AS m JOIN attribution AS a ON a.id = m.attribution_id"
    " JOIN article AS r ON r.id = a.article_id AND r.latest = 1"
)
_SINCE: Final = (
    "m.claim_id IN (SELECT n.claim_id FROM article AS w JOIN attribution AS b ON b.article_id = w.id"  # noqa: S608
    " JOIN claim_member AS n ON n.attribution_id = b.id"
    f" WHERE w.latest = 1 AND w.published >= ? AND w.published || '{END}' >= ?)"
)
_MEMBERS: Final = (
    "SELECT m.claim_id, m.stance, m.score, m.reason, a.key, a.content, a.source, a.detail, p.name AS party,"
    " r.key AS article, r.url, r.title, r.publisher, r.published FROM json_each(?) AS chosen"
    " JOIN claim_member AS m ON m.claim_id = chosen.value JOIN attribution AS a ON a.id = m.attribution_id"
    " JOIN article AS r ON r.id = a.article_id AND r.latest = 1"
    " LEFT JOIN appearance AS s ON s.id = a.appearance_id LEFT JOIN party AS p ON p.id = s.party_id"
    " ORDER BY r.published IS NULL, r.published, r.id, a.number"
)


def claim_lines(store: Store, ids: Sequence[int]) -> list[ClaimLine]:
    """Return the claims in these rows, in this order."""
    members: dict[int, list[ClaimMember]] = defaultdict(list)
    chosen = json.dumps(list(ids))
    for row in store.rows(_MEMBERS, (chosen,)):
        members[row["claim_id"]].append(_member(row))
    rows = store.rows("SELECT * FROM claim WHERE id IN (SELECT value FROM json_each(?))", (chosen,))
    found = {row["id"]: _line(row, members[row["id"]]) for row in rows}
    return [found[number] for number in ids if number in found]


def _member(row: Row) -> ClaimMember:
    spans = json.loads(row["detail"])["content"]
    return ClaimMember(
        key=row["key"],
        stance=Stance(row["stance"]),
        score=row["score"],
        reason=row["reason"],
        party=row["party"] or row["source"],
        words=row["content"],
        article=row["article"],
        url=row["url"],
        title=row["title"],
        outlet=row["publisher"],
        published=row["published"],
        start=spans[0][0],
        end=spans[-1][1],
    )


def _line(row: Row, members: Sequence[ClaimMember]) -> ClaimLine:
    published = [one.published for one in members if one.published]
    return ClaimLine(
        key=row["key"],
        wording=row["wording"],
        reports=len({one.article for one in members if one.stance is Stance.ASSERTS}),
        outlets=tuple(dict.fromkeys(one.outlet for one in members if one.outlet)),
        first=min(published, default=None),
        last=max(published, default=None),
        members=tuple(members),
    )


def claim(store: Store, key: str) -> ClaimLine:
    """Return the claim with a key, or the claim of the statement with a key; a unique beginning is enough.

    Raises NotFoundError where there is none, or several.
    """
    bounds = (key, key + "g")
    rows = store.rows(
        "SELECT id FROM claim WHERE key >= ? AND key < ? UNION SELECT m.claim_id FROM claim_member AS m"
        " JOIN attribution AS a ON a.id = m.attribution_id WHERE a.key >= ? AND a.key < ? LIMIT 2",
        (*bounds, *bounds),
    )
    if len(rows) != 1 or not key:
        what = "several claims or statements begin with" if rows else "no claim, and no statement of one,"
        raise NotFoundError(f"{what} {key!r:.40} in {store.path}; onrecord claims shows keys")
    return claim_lines(store, [rows[0][0]])[0]

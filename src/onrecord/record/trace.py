"""A claim of the record traced: asked for by its key, by one of its statements, or by words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from onrecord.errors import NotFoundError
from onrecord.link.build import Claim
from onrecord.link.build import trace as traced
from onrecord.link.told import Member, Told
from onrecord.link.trace import Copied, CopyKind, Place, Stance, Trace
from onrecord.record.citations import told_of
from onrecord.record.search import MeaningOf, search
from onrecord.record.store import Row, Store

#: Statement row, stance, score: a member of a claim.
MemberRow = tuple[int, Stance, float]

# Articles that those of a claim cite or copy are followed so far, and so many of them.
_STEPS: Final = 3
_AROUND: Final = 60
# Of what a question finds the first with a claim is taken.
_HITS: Final = 10


def trace(store: Store, asked: str, meaning_of: MeaningOf | None = None) -> Trace:
    """Return the claim that is asked for, traced.

    `asked` is the key of a claim or of a statement (or a unique beginning of at least four digits of one), or
    words that are searched for: then the claim of the statement that fits best. A statement that belongs
    to no claim is traced alone. Raises NotFoundError where nothing is found or several keys begin so.
    """
    with store.snapshot():
        claim = _row_of(store, "claim", asked)
        if claim is None:
            statement = _row_of(store, "attribution", asked)
            row = statement["id"] if statement else _found(store, asked, meaning_of)
            claim = store.row(
                "SELECT c.* FROM claim_member AS m JOIN claim AS c ON c.id = m.claim_id"
                " WHERE m.attribution_id = ?",
                (row,),
            )
            if claim is None:
                return trace_of(store, "", "", [(row, Stance.ASSERTS, 1.0)])
        rows = store.rows(
            "SELECT attribution_id, stance, score FROM claim_member WHERE claim_id = ?"
            " ORDER BY attribution_id",
            (claim["id"],),
        )
        members = [(row["attribution_id"], Stance(row["stance"]), row["score"]) for row in rows]
        return trace_of(store, claim["key"], claim["wording"], members)


def trace_of(store: Store, key: str, wording: str, members: Sequence[MemberRow]) -> Trace:
    """Return a claim given by its members, traced; without key or wording it has its first statement's."""
    stances = {row: (stance, score) for row, stance, score in members}
    rows = store.rows(
        "SELECT id, key, article_id, number, content FROM attribution"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY article_id, number",
        (json.dumps(list(stances)),),
    )
    if not rows:
        raise NotFoundError(f"no statement of the claim {key!r:.40} in {store.path}")
    told = {number: told_of(store, number) for number in dict.fromkeys(row["article_id"] for row in rows)}
    found = tuple(Member(told[row["article_id"]], row["number"] - 1, *stances[row["id"]]) for row in rows)
    around = _around(store, told.values())
    copies = copies_among(store, [one.key for one in (*told.values(), *around)])
    claim = Claim(key or rows[0]["key"], wording or rows[0]["content"], found)
    return traced(claim, copies, around)


def _row_of(store: Store, table: str, key: str) -> Row | None:
    """Return the row with a key or a unique beginning of it; raises NotFoundError where several begin so."""
    if len(key) < 4 or not set(key) <= set("0123456789abcdef"):
        return None
    sql = f"SELECT * FROM {table} WHERE key >= ? AND key < ? ORDER BY key LIMIT 2"  # noqa: S608
    found = store.rows(sql, (key, key + "g"))
    if len(found) > 1:
        raise NotFoundError(f"several keys begin with {key!r}; give more of it")
    return found[0] if found else None


def _found(store: Store, words: str, meaning_of: MeaningOf | None) -> int:
    """Return the row of the statement that fits words best, one with a claim first."""
    how = "both" if meaning_of is not None else "words"
    hits = search(store, words, limit=_HITS, how=how, meaning_of=meaning_of).hits
    if not hits:
        raise NotFoundError(f"nothing on record fits {words!r:.60}; try fewer or other words")
    keys = [hit.statement.key for hit in hits]
    rows = store.rows(
        "SELECT a.id, a.key, m.claim_id FROM attribution AS a"
        " LEFT JOIN claim_member AS m ON m.attribution_id = a.id"
        " WHERE a.key IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    )
    ranked = sorted(rows, key=lambda row: (row["claim_id"] is None, keys.index(row["key"])))
    return int(ranked[0]["id"])


def _around(store: Store, told: Iterable[Told]) -> list[Told]:
    """Return the articles that those of a claim cite or copy, and what these cite, some steps far."""
    known = {one.key for one in told}
    edge, found = sorted(known), list[Told]()
    for _ in range(_STEPS):
        rows = store.rows(
            "SELECT DISTINCT o.id, o.key FROM article AS r JOIN (SELECT article_id, of_id FROM citation"
            " UNION ALL SELECT article_id, of_id FROM copy) AS c ON c.article_id = r.id"
            " JOIN article AS o ON o.id = c.of_id WHERE r.key IN (SELECT value FROM json_each(?))"
            " ORDER BY o.id",
            (json.dumps(edge),),
        )
        new = [row for row in rows if row["key"] not in known][: _AROUND - len(found)]
        found += [told_of(store, row["id"]) for row in new]
        edge = [row["key"] for row in new]
        known.update(edge)
    return found


def copies_among(store: Store, keys: Sequence[str]) -> list[Copied]:
    """Return what the record keeps of copies between some articles."""
    rows = store.rows(
        "SELECT c.*, a.key AS a_key, a.url AS a_url, b.key AS b_key, b.url AS b_url FROM copy AS c"
        " JOIN article AS a ON a.id = c.article_id JOIN article AS b ON b.id = c.of_id"
        " WHERE a.key IN (SELECT value FROM json_each(?1)) AND b.key IN (SELECT value FROM json_each(?1))"
        " ORDER BY c.id",
        (json.dumps(list(keys)),),
    )
    return [_copied(row) for row in rows]


def _copied(row: Any) -> Copied:
    runs = tuple(
        (Place(row["a_key"], run[0], run[1]), Place(row["b_key"], run[2], run[3]))
        for run in json.loads(row["runs"])
    )
    return Copied(
        row["a_url"] or f"record:{row['a_key']}",
        row["b_url"] or f"record:{row['b_key']}",
        CopyKind(row["kind"]),
        row["share"],
        bool(row["credited"]),
        bool(row["certain"]),
        runs,
        row["reason"],
    )

"""A claim of the record traced: asked for by its key, by one of its statements, or by words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from onrecord.errors import NotFoundError
from onrecord.link.asked import SURE
from onrecord.link.build import Claim
from onrecord.link.build import trace as traced
from onrecord.link.told import Member, Told
from onrecord.link.trace import Asked, Copied, CopyKind, Place, Stance, Trace
from onrecord.record.asked import find
from onrecord.record.citations import told_of
from onrecord.record.search import MeaningOf
from onrecord.record.spoken import spoken_of
from onrecord.record.store import Row, Store

#: Statement row, stance, score: a member of a claim.
MemberRow = tuple[int, Stance, float]

# Articles that those of a claim cite or copy are followed so far, and so many of them.
_STEPS: Final = 3
_AROUND: Final = 60


def trace(store: Store, asked: str, meaning_of: MeaningOf | None = None) -> Trace:
    """Return the claim that is asked for, traced.

    `asked` is the key of a claim or of a statement (or a unique beginning of at least four digits of one), or
    words: then the claim of the statement that fits best, or a trace without a claim that names the nearest,
    where none fits. A statement that belongs to no claim is traced alone. Raises NotFoundError where several
    keys begin so.
    """
    with store.snapshot():
        claim = _row_of(store, "claim", asked)
        if claim is not None:
            return _of_claim(store, claim)
        statement = _row_of(store, "attribution", asked)
        if statement is not None:
            return _of_statement(store, statement["id"])
        found = find(store, asked, meaning_of)
        told = Asked(asked, found.fit, found.fit >= SURE, found.nearest)
        if found.row is None:
            return Trace("", "", (), asked=told)
        return replace(_of_statement(store, found.row), asked=told)


def _of_statement(store: Store, row: int) -> Trace:
    """Return the claim of a statement traced; the statement alone where it has none."""
    claim = store.row(
        "SELECT c.* FROM claim_member AS m JOIN claim AS c ON c.id = m.claim_id WHERE m.attribution_id = ?",
        (row,),
    )
    return trace_of(store, "", "", [(row, Stance.ASSERTS, 1.0)]) if claim is None else _of_claim(store, claim)


def _of_claim(store: Store, claim: Row) -> Trace:
    rows = store.rows(
        "SELECT attribution_id, stance, score FROM claim_member WHERE claim_id = ? ORDER BY attribution_id",
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
    made = traced(claim, copies, around)
    return replace(made, spoken=spoken_of(store, made))


def _row_of(store: Store, table: str, key: str) -> Row | None:
    """Return the row with a key or a unique beginning of it; raises NotFoundError where several begin so."""
    if len(key) < 4 or not set(key) <= set("0123456789abcdef"):
        return None
    sql = f"SELECT * FROM {table} WHERE key >= ? AND key < ? ORDER BY key LIMIT 2"  # noqa: S608
    found = store.rows(sql, (key, key + "g"))
    if len(found) > 1:
        raise NotFoundError(f"several keys begin with {key!r}; give more of it")
    return found[0] if found else None


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

"""What a judgement was made on, kept in words: a person finds it again whatever becomes of the record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from onrecord.article import Attribution, Span
from onrecord.notation.reader import attribution_from_dict
from onrecord.record.appearances import exact_label, plain_label
from onrecord.record.judgements import Correction
from onrecord.record.store import Row, Store

# Characters before and after the words: what the W3C's text quote selectors usually carry, enough to tell two
# places with the same words apart.
_AROUND: Final = 32
_ROLES: Final = ("source", "cue", "content")


def attribution_anchor(store: Store, attribution_id: int) -> dict[str, Any]:
    """Return the anchor of an attribution of the record."""
    row = store.row(
        "SELECT a.key, a.detail, r.key AS article, r.url, r.title, r.name, r.text FROM attribution AS a"
        " JOIN article AS r ON r.id = a.article_id WHERE a.id = ?",
        (attribution_id,),
    )
    assert row is not None
    one = attribution_of(row)
    pieces = {role: pieces_of(row["text"], getattr(one, role)) for role in _ROLES}
    return {name: row[name] for name in ("article", "url", "title", "name")} | pieces


def corrected_anchor(store: Store, correction: Correction, text: str) -> dict[str, Any]:
    """Return the words of a correction's spans, and the name of its party."""
    given = {role: getattr(correction, role) for role in _ROLES}
    found: dict[str, Any] = {
        role: pieces_of(text, spans) for role, spans in given.items() if spans is not None
    }
    if correction.party is not None:
        name = store.value("SELECT name FROM party WHERE key = ?", (correction.party,))
        found["party"] = name or correction.party
    return found


def attribution_of(row: Row) -> Attribution:
    """Return the attribution of a row that has `key`, `detail`, and the `text` of its article."""
    return attribution_from_dict(json.loads(row["detail"]), f"attribution {row['key']}", len(row["text"]))


def pieces_of(text: str, spans: Sequence[Span]) -> list[dict[str, Any]]:
    """Return each span with its words and those before and after."""
    return [
        {
            "span": [start, end],
            "words": text[start:end],
            "before": text[max(0, start - _AROUND) : start],
            "after": text[end : end + _AROUND],
        }
        for start, end in spans
    ]


def fits(anchor: Mapping[str, Any], text: str) -> bool:
    """Return whether the words that an attribution's anchor has stand in the text at its offsets."""
    pieces = (piece for role in _ROLES for piece in anchor.get(role, ()))
    return all(text[slice(*piece["span"])] == piece["words"] for piece in pieces)


def party_anchor(store: Store, key: str, party_id: int) -> dict[str, Any]:
    """Return what there is of a party: its name and every appearance, by article and label."""
    party = store.row("SELECT name, kind FROM party WHERE id = ?", (party_id,))
    assert party is not None
    places = [
        {name: one[name] for name in ("article", "label", "place")} for one in appearances(store, party_id)
    ]
    return {"key": key, "name": party["name"], "kind": party["kind"], "appearances": places}


def appearances(store: Store, party_id: int) -> list[dict[str, Any]]:
    """Return the appearances of a party: `id`, the key of the `article`, and its labels there."""
    rows = store.rows(
        "SELECT s.id, r.key AS article, s.kind, s.name, s.detail FROM appearance AS s"
        " JOIN article AS r ON r.id = s.article_id WHERE s.party_id = ? ORDER BY s.id",
        (party_id,),
    )
    return [
        {
            "id": row["id"],
            "article": row["article"],
            "label": plain_label(row["kind"], row["name"]),
            "place": exact_label(row["kind"], row["name"], first_place(row["detail"])),
        }
        for row in rows
    ]


def first_place(detail: str) -> int:
    """Return where a party is first mentioned in its article, by the JSON of its appearance."""
    mentions = json.loads(detail).get("mentions") or [{"span": [0, 0]}]
    return int(mentions[0]["span"][0])

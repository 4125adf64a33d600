"""Writing the parties of one article, each tied to a party across articles."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from onrecord.article import Naming, Party, Reading
from onrecord.link.parties import LINKER, Decision, Evidence, Seen, Suggestion, decide, fold, full_names
from onrecord.record.door import StoreDoor
from onrecord.record.keys import digest
from onrecord.record.store import Store


@dataclass(frozen=True, slots=True)
class Kept:
    """What a party of an article was taken for before the article was read again."""

    party: int
    decision: Decision
    linker: str


def put_parties(
    store: Store,
    article_id: int,
    key: str,
    reading: Reading,
    details: Sequence[Any],
    kept: Mapping[str, Kept],
) -> dict[str, int]:
    """Write the parties of an article; return the rows of their appearances by their ids in the article.

    `kept` are those of an earlier reading, by `exact_label` and, where only one party had it, by
    `plain_label`.
    """
    door = StoreDoor(store)
    rows: dict[str, int] = {}
    times = Counter(plain_label(party.kind, party.name) for party in reading.parties)
    for party, detail in zip(reading.parties, details, strict=True):
        seen = _seen(reading, party)
        before = _before(party, kept, times)
        decision = before.decision if before else decide(seen, door)
        party_id = before.party if before else decision.party
        if party_id is None:
            party_id = _new_party(store, key, party, decision)
        rows[party.id] = _put_appearance(
            store, article_id, party_id, (party, seen, decision, before.linker if before else LINKER, detail)
        )
        for suggestion in decision.suggestions:
            put_suggestion(store, party_id, suggestion)
    for party in reading.parties:
        if party.speaks_for in rows:
            store.run(
                "UPDATE appearance SET speaks_for_id = ? WHERE id = ?",
                (rows[party.speaks_for], rows[party.id]),
            )
    return rows


def _before(party: Party, kept: Mapping[str, Kept], times: Mapping[str, int]) -> Kept | None:
    """Return what a party was taken for before: by its place, or by its label where only one party has it."""
    label = plain_label(party.kind, party.name)
    place = party.mentions[0].span.start if party.mentions else 0
    return kept.get(exact_label(party.kind, party.name, place)) or (
        kept.get(label) if times[label] == 1 else None
    )


def plain_label(kind: str, name: str) -> str:
    """Return what a party of an article is known by in two readings: "person Ada Vorn"."""
    return f"{kind} {name}"


def exact_label(kind: str, name: str, place: int) -> str:
    """Return the label with where the party is first mentioned: an article may have "two officials" twice."""
    return f"{plain_label(kind, name)} at {place}"


def _seen(reading: Reading, party: Party) -> Seen:
    article = reading.article
    descriptions = (article.text[span.start : span.end] for span in party.descriptions)
    company = {
        fold(other.name) for other in reading.parties if other.naming is Naming.NAMED and other is not party
    }
    return Seen(
        party.name,
        party.kind,
        party.naming,
        party.plural,
        full_names(party.name, party.forms, party.naming),
        tuple(dict.fromkeys(descriptions)),
        article.publisher,
        article.published,
        tuple(sorted(company)),
    )


def _new_party(store: Store, key: str, party: Party, decision: Decision) -> int:
    parts: tuple[object, ...] = ("party", key, party.id, party.name)
    # Read again with another kind, a party may be decided anew while other articles still have the old one.
    while store.value("SELECT 1 FROM party WHERE key = ?", (digest(*parts),)):
        parts = (*parts, len(parts))
    values = {
        "key": digest(*parts),
        "name": party.name,
        "kind": party.kind.value,
        "naming": party.naming.value,
        "known": decision.known,
    }
    return store.insert("party", values)


def _put_appearance(
    store: Store, article_id: int, party_id: int, found: tuple[Party, Seen, Decision, str, Any]
) -> int:
    party, seen, decision, linker, detail = found
    row = store.insert(
        "appearance",
        {
            "article_id": article_id,
            "local": party.id,
            "party_id": party_id,
            "name": party.name,
            "kind": party.kind.value,
            "naming": party.naming.value,
            "plural": int(party.plural),
            "forms": _json(party.forms),
            "descriptions": _json(seen.descriptions),
            "score": decision.score,
            "reason": decision.reason,
            "evidence": evidence_json(decision.evidence),
            "linker": linker,
            "detail": _json(detail),
        },
    )
    names = [(name, row, int(number == 0)) for number, name in enumerate(seen.names)]
    store.run_many("INSERT INTO name (folded, appearance_id, full) VALUES (?, ?, ?)", names)
    return row


def put_suggestion(store: Store, party_id: int, suggestion: Suggestion) -> None:
    """Write that two parties may be one; what is suggested already stays as it is."""
    one, other = sorted((party_id, suggestion.party))
    if one == other:
        return
    keys = [store.value("SELECT key FROM party WHERE id = ?", (number,)) for number in (one, other)]
    store.run(
        "INSERT INTO suggestion (key, one_id, other_id, score, reason, evidence, linker)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            digest("suggestion", *keys),
            one,
            other,
            suggestion.score,
            suggestion.reason,
            evidence_json(suggestion.evidence),
            LINKER,
        ),
    )


def evidence_json(evidence: Sequence[Evidence]) -> str:
    """Return evidence as the JSON that stands in its column."""
    return _json([asdict(one) for one in evidence])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

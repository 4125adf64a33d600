"""Writing the parties of one article, each tied to a party across articles."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from onrecord.article import Party, PartyKind, Reading
from onrecord.link.fits import keys_kept
from onrecord.link.parties import LINKER, Decision, Evidence, Seen, Suggestion, decide, fold
from onrecord.link.people import person_name
from onrecord.record.door import StoreDoor, apart
from onrecord.record.keys import digest
from onrecord.record.sightings import seen_in
from onrecord.record.store import Store

# How sure it is that the party of an article is that of its earlier version, with the same name and kind.
_VERSION_SCORE: Final = 0.95
_VERSION_REASON: Final = "so called in an earlier version of the article"


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
    door = StoreDoor(store, article_id)
    before = earlier_version(store, article_id)
    rows: dict[str, int] = {}
    taken: set[int] = set()
    times = Counter(plain_label(party.kind, party.name) for party in reading.parties)
    for party, seen, detail in zip(reading.parties, seen_in(reading), details, strict=True):
        stays = _kept(party, kept, times)
        decision = stays.decision if stays else decided(seen, door, taken, before)
        party_id = stays.party if stays else decision.party
        if party_id is None:
            own = _free(store, own_key(key, party.id, party.name))
            party_id = new_party(store, own, seen, decision.known)
        taken.add(party_id)
        rows[party.id] = _put_appearance(
            store, article_id, party_id, (party, seen, decision, stays.linker if stays else LINKER, detail)
        )
        tie(store, party_id, seen, decision)
    for party in reading.parties:
        if party.speaks_for in rows:
            store.run(
                "UPDATE appearance SET speaks_for_id = ? WHERE id = ?",
                (rows[party.speaks_for], rows[party.id]),
            )
    return rows


def _kept(party: Party, kept: Mapping[str, Kept], times: Mapping[str, int]) -> Kept | None:
    """Return what a party was taken for before: by its place, or by its label where only one party has it."""
    label = plain_label(party.kind, party.name)
    place = party.mentions[0].span.start if party.mentions else 0
    exact = exact_label(party.kind, party.name, place)
    return kept.get(exact) or (kept.get(label) if times[label] == 1 else None)


def plain_label(kind: str, name: str) -> str:
    """Return what a party of an article is known by in two readings: "person Ada Vorn"."""
    return f"{kind} {name}"


def exact_label(kind: str, name: str, place: int) -> str:
    """Return the label with where the party is first mentioned: an article may have "two officials" twice."""
    return f"{plain_label(kind, name)} at {place}"


def _free(store: Store, key: str) -> str:
    """Return a key that no party has or had; read again with another kind, one may be founded anew."""
    free, number = key, 1
    while store.value(
        "SELECT 1 FROM party WHERE key = ? UNION ALL SELECT 1 FROM party_alias WHERE key = ?", (free, free)
    ):
        number += 1
        free = digest("party", key, number)
    return free


def decided(seen: Seen, door: StoreDoor, taken: set[int], before: Mapping[tuple[str, str], int]) -> Decision:
    """Return what a party is taken for: by linking, else for that of the same name in an earlier version."""
    decision = decide(seen, door, frozenset(taken))
    same = before.get((seen.kind.value, seen.name))
    if decision.party is not None or same is None or same in taken:
        return decision
    evidence = (Evidence("earlier version", seen.name, seen.name),)
    suggestions = tuple(one for one in decision.suggestions if one.party != same)
    return replace(
        decision,
        party=same,
        score=_VERSION_SCORE,
        reason=_VERSION_REASON,
        evidence=evidence,
        suggestions=suggestions,
    )


def earlier_version(store: Store, article_id: int) -> dict[tuple[str, str], int]:
    """Return the parties of the version before an article by kind and name, those that it has once."""
    rows = store.rows(
        "SELECT s.kind, s.name, min(s.party_id) AS party, count(*) AS times FROM article AS r"
        " JOIN article AS b ON b.item_id = r.item_id AND b.version = r.version - 1"
        " JOIN appearance AS s ON s.article_id = b.id WHERE r.id = ? GROUP BY s.kind, s.name",
        (article_id,),
    )
    return {(row["kind"], row["name"]): row["party"] for row in rows if row["times"] == 1}


def own_key(article: str, local: str, name: str) -> str:
    """Return the key of the party that an appearance founds where it is taken for none that was there."""
    return digest("party", article, local, name)


def new_party(store: Store, key: str, seen: Seen, known: str | None) -> int:
    """Write a party that was not met before; return its row."""
    parts = [key]
    # Read again with another kind, a party may be decided anew while other articles still have the old one.
    while store.value("SELECT 1 FROM party WHERE key = ?", (key,)):
        parts.append(key)
        key = digest("party", *parts)
    values = {"key": key, "name": seen.name, "kind": seen.kind.value, "naming": seen.naming.value}
    return store.insert("party", {**values, "known": known})


def tie(store: Store, party_id: int, seen: Seen, decision: Decision) -> None:
    """Write what follows from an appearance being that party: its names, its kind, what it suggests."""
    keep_names(store, party_id, seen)
    if decision.party is not None:
        fill(store, party_id, seen.name, seen.kind)
    if decision.known is not None:
        store.run("UPDATE party SET known = ? WHERE id = ? AND known IS NULL", (decision.known, party_id))
    for suggestion in decision.suggestions:
        put_suggestion(store, party_id, suggestion)


def fill(store: Store, party_id: int, name: str, kind: PartyKind) -> None:
    """Give a party the kind, and a person the full name, that it had not where it was met first."""
    row = store.row("SELECT name, kind FROM party WHERE id = ?", (party_id,))
    if row is None or kind is PartyKind.UNKNOWN:
        return
    if row["kind"] == PartyKind.UNKNOWN:
        store.run("UPDATE party SET kind = ? WHERE id = ?", (kind.value, party_id))
    if kind is PartyKind.PERSON and row["name"] != name:
        mine, its = person_name(row["name"]), person_name(name)
        if its is not None and its.full and not (mine is not None and mine.full):
            store.run("UPDATE party SET name = ? WHERE id = ?", (name, party_id))


def keep_names(store: Store, party_id: int, seen: Seen) -> None:
    """Keep the names of an appearance under what linking looks its party up by."""
    store.run_many(
        "INSERT INTO party_key (key, party_id, name, times) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (key, party_id, name) DO UPDATE SET times = times + 1",
        [(key, party_id, name) for key, name in keys_kept(seen)],
    )


def drop_names(store: Store, party_id: int, seen: Seen) -> None:
    """Take back `keep_names` for an appearance that is no longer the party's."""
    keys = [(key, party_id, name) for key, name in keys_kept(seen)]
    where = "WHERE key = ? AND party_id = ? AND name = ?"
    store.run_many(f"DELETE FROM party_key {where} AND times <= 1", keys)  # noqa: S608
    store.run_many(f"UPDATE party_key SET times = times - 1 {where}", keys)  # noqa: S608


def drop_empty(store: Store, parties: Iterable[int]) -> None:
    """Delete those of these parties that no article has any more, with all that is kept about them."""
    for party in parties:
        if store.value("SELECT 1 FROM appearance WHERE party_id = ? LIMIT 1", (party,)) is None:
            store.run("DELETE FROM suggestion WHERE one_id = ? OR other_id = ?", (party, party))
            store.run("DELETE FROM party WHERE id = ?", (party,))


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
    folded = dict.fromkeys((*seen.names, *(fold(form) for form in (party.name, *party.forms))))
    names = [(name, row, int(name in seen.names)) for name in folded if name and seen.names]
    store.run_many("INSERT INTO name (folded, appearance_id, full) VALUES (?, ?, ?)", names)
    return row


def put_suggestion(store: Store, party_id: int, suggestion: Suggestion) -> None:
    """Write that two parties may be one; what is suggested already stays, unless this is surer."""
    one, other = sorted((party_id, suggestion.party))
    if one == other or apart(store, one, other):
        return
    keys = [store.value("SELECT key FROM party WHERE id = ?", (number,)) for number in (one, other)]
    store.run(
        "INSERT INTO suggestion (key, one_id, other_id, score, reason, evidence, linker)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (one_id, other_id) DO UPDATE SET score = excluded.score,"
        " reason = excluded.reason, evidence = excluded.evidence, linker = excluded.linker"
        " WHERE excluded.score > score",
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

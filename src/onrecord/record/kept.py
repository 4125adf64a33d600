"""Parties that outlive a new reading: what each was taken for before, and what people decided about it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import NotFoundError
from onrecord.link.parties import Decision, Evidence
from onrecord.record.anchors import first_place
from onrecord.record.appearances import Kept, drop_names, exact_label, plain_label
from onrecord.record.judgements import Target, Verdict
from onrecord.record.merging import BY_PERSON, party_id
from onrecord.record.sightings import Sightings
from onrecord.record.standing import sides, standing
from onrecord.record.store import Store

KeptParties = Mapping[str, Kept]
#: A key that leads to the party which another one became, with the labels of that one's first appearance.
First = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What people decided, by the keys of articles: of parties by their labels, and of first appearances."""

    parties: Mapping[str, KeptParties]
    firsts: Mapping[str, Sequence[First]]


def kept_parties(store: Store, article_id: int) -> dict[str, Kept]:
    """Return what each party of an article is taken for, by its labels; see `put_parties`."""
    rows = store.rows("SELECT * FROM appearance WHERE article_id = ? ORDER BY id", (article_id,))
    times = Counter(plain_label(row["kind"], row["name"]) for row in rows)
    kept: dict[str, Kept] = {}
    for row in rows:
        evidence = tuple(Evidence(**one) for one in json.loads(row["evidence"]))
        decision = Decision(row["party_id"], row["score"], row["reason"], evidence)
        found = Kept(row["party_id"], decision, row["linker"])
        label = plain_label(row["kind"], row["name"])
        kept[exact_label(row["kind"], row["name"], first_place(row["detail"]))] = found
        if times[label] == 1:
            kept[label] = found
    return kept


def judged_parties(store: Store) -> Judged:
    """Return what people decided of parties; later decisions count.

    A party that a model does not find and a later one finds again is what people said it was.
    """
    kept: dict[str, dict[str, Kept]] = defaultdict(dict)
    firsts: dict[str, list[First]] = defaultdict(list)
    for one in standing(store):
        judgement = one.judgement
        if judgement.target is not Target.PARTY or judgement.verdict is Verdict.UNSURE:
            continue
        for side, key in sides(judgement):
            try:
                party = party_id(store, key)
            except NotFoundError:
                continue
            reason = f"{judgement.person} judged so"
            found = Kept(party, Decision(party, 1.0, reason), BY_PERSON)
            places = judgement.anchor[side]["appearances"]
            for place in places:
                kept[place["article"]].update({place["label"]: found, place["place"]: found})
            for place in places[:1]:
                firsts[place["article"]].append((key, place["place"], place["label"]))
    return Judged(kept, firsts)


def tie_again(store: Store, article_id: int, firsts: Sequence[First]) -> None:
    """Let keys of parties that became part of others lead to their first appearances, which are new."""
    rows: dict[str, int] = {}
    for row in store.rows(
        "SELECT id, kind, name, detail FROM appearance WHERE article_id = ? ORDER BY id DESC", (article_id,)
    ):
        for label in (
            plain_label(row["kind"], row["name"]),
            exact_label(row["kind"], row["name"], first_place(row["detail"])),
        ):
            rows[label] = row["id"]
    for key, place, label in firsts:
        store.run(
            "UPDATE party_alias SET appearance_id = ? WHERE key = ? AND appearance_id IS NULL",
            (rows.get(place, rows.get(label)), key),
        )


def leave(store: Store, article_id: int) -> None:
    """Take back the names under which linking finds the parties of an article, before it is read again."""
    sightings = Sightings(store)
    for row in store.rows("SELECT id, party_id FROM appearance WHERE article_id = ?", (article_id,)):
        drop_names(store, row["party_id"], sightings.of(article_id, row["id"]))


def forget_parties(store: Store, parties: Sequence[int]) -> None:
    """Remove those of some parties that appear nowhere any more, unless a person judged them."""
    for party in parties:
        gone = store.row(
            "SELECT 1 FROM party AS p WHERE p.id = ?"
            " AND NOT EXISTS (SELECT 1 FROM appearance WHERE party_id = p.id)"
            " AND NOT EXISTS (SELECT 1 FROM judgement AS j WHERE j.target = 'party'"
            " AND p.key IN (j.key, j.other))"
            " AND NOT EXISTS (SELECT 1 FROM party_alias AS o JOIN judgement AS j ON o.key IN (j.key, j.other)"
            " WHERE o.party_id = p.id AND j.target = 'party')",
            (party,),
        )
        if gone is not None:
            store.run("DELETE FROM suggestion WHERE ? IN (one_id, other_id)", (party,))
            store.run("DELETE FROM party WHERE id = ?", (party,))

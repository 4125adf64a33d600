"""What people decide about parties: two are the same, two are not, some articles are another's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from onrecord.errors import JudgementError, NotFoundError
from onrecord.record.anchors import party_anchor
from onrecord.record.judgements import (
    Judgement,
    Target,
    Verdict,
    add_judgement,
    judgements_on,
    next_time,
    one_spaced,
    person_named,
    verdict_on,
)
from onrecord.record.load import article_id
from onrecord.record.merging import party_id, split
from onrecord.record.party_effects import carry_out, take_back
from onrecord.record.store import Store

_SPLIT_ADVICE: Final = "say which articles are the other's: onrecord judge PARTY --split ARTICLE..."


def judge_parties(
    store: Store, one: str, other: str, verdict: str, *, person: str, reason: str = ""
) -> Judgement:
    """Append what a person decided about two parties: same, different, unsure, withdrawn.

    "same" makes them one party, "different" keeps them apart; what an earlier judgement on the two did is
    taken back. Raises NotFoundError where a key is no party's, JudgementError where the verdict cannot be
    kept.
    """
    decided = verdict_on(Target.PARTY, verdict)
    with store.transaction():
        keys = _pair(store, one, other)
        before = judgements_on(store, Target.PARTY, *keys)
        counts = before[-1] if before and before[-1].verdict is not Verdict.WITHDRAWN else None
        if decided is Verdict.WITHDRAWN and counts is None:
            raise JudgementError(f"{keys[0]} and {keys[1]} are not judged; there is nothing to withdraw")
        done = take_back(store, counts) if counts and counts.verdict is not decided else {}
        anchor = _anchor(store, keys, counts) | {"done": done}
        if decided is Verdict.DIFFERENT and _are_one(store, anchor, keys):
            raise JudgementError(f"{keys[0]} and {keys[1]} are one party in the record; {_SPLIT_ADVICE}")
        time = next_time(store, before)
        judgement = Judgement(
            Target.PARTY, *keys, decided, person_named(person), time, one_spaced(reason), None, anchor
        )
        carried = carry_out(store, judgement) if decided is Verdict.SAME else {}
        if carried:
            anchor["done"] = carried
        elif counts and counts.verdict is decided:
            anchor.update(counts.anchor)
        add_judgement(store, judgement)
    return judgement


def split_party(
    store: Store, party: str, articles: Sequence[str], *, person: str, reason: str = ""
) -> Judgement:
    """Append that a party is another one in some articles (key, address or name); the record parts them.

    Raises NotFoundError where a key is none, JudgementError where the party does not appear in one of the
    articles, or in no other.
    """
    with store.transaction():
        number = party_id(store, party)
        key = party_key(store, party)
        rows = list(dict.fromkeys(article_id(store, article) for article in articles))
        _check_split(store, key, number, rows)
        names = [str(store.value("SELECT key FROM article WHERE id = ?", (row,))) for row in rows]
        new = split(store, key, names)
        one, other = sorted((key, new))
        before = judgements_on(store, Target.PARTY, one, other)
        cut = {"side": "one" if new == one else "other", "key": new, "articles": names}
        anchor = _anchor(store, (one, other), None) | {"done": {"cut": cut}}
        time, name = next_time(store, before), person_named(person)
        judgement = Judgement(
            Target.PARTY, one, other, Verdict.DIFFERENT, name, time, one_spaced(reason), None, anchor
        )
        add_judgement(store, judgement)
    return judgement


def _check_split(store: Store, key: str, party: int, articles: Sequence[int]) -> None:
    there = {
        row[0]
        for row in store.rows("SELECT DISTINCT article_id FROM appearance WHERE party_id = ?", (party,))
    }
    for article in articles:
        if article not in there:
            name = store.value("SELECT key FROM article WHERE id = ?", (article,))
            cause = f"party {key} does not appear in article {name}"
            raise JudgementError(f"{cause}; onrecord who {key} lists its articles")
    if there == set(articles):
        raise JudgementError(f"party {key} appears in no other article; there is nothing to split it from")


def party_key(store: Store, key: str) -> str:
    """Return the whole key of a party of the record; raises NotFoundError where none or several fit."""
    return str(store.value("SELECT key FROM party WHERE id = ?", (party_id(store, key),)))


def _pair(store: Store, one: str, other: str) -> tuple[str, str]:
    """Return the whole keys of two parties, the lesser first."""
    first, second = sorted((_whole(store, one), _whole(store, other)))
    if first == second:
        raise JudgementError(f"{one} and {other} are one key; give those of two parties")
    return first, second


def _whole(store: Store, given: str) -> str:
    """Return the whole key that begins so, of a party that is there or was judged."""
    bounds = (given, given + "g")
    keys = store.rows(
        "SELECT key FROM party WHERE key >= ? AND key < ?"
        " UNION SELECT key FROM judgement WHERE target = 'party' AND key >= ? AND key < ?"
        " UNION SELECT other FROM judgement WHERE target = 'party' AND other >= ? AND other < ? LIMIT 2",
        (*bounds, *bounds, *bounds),
    )
    if len(keys) == 1 and len(given) >= 4:
        return str(keys[0][0])
    if len(keys) > 1:
        raise NotFoundError(f"several parties begin with {given!r:.40}; give more of the key")
    party = party_key(store, given)
    return given if len(given) == len(party) else party


def _anchor(store: Store, keys: tuple[str, str], counts: Judgement | None) -> dict[str, Any]:
    """Return both sides as they are now; a side that is gone as it was when it was last judged."""
    found: dict[str, Any] = {}
    for side, key in zip(("one", "other"), keys, strict=True):
        try:
            found[side] = party_anchor(store, key, party_id(store, key))
        except NotFoundError:
            if counts is None:
                raise
            found[side] = counts.anchor[side]
    return found


def _are_one(store: Store, anchor: dict[str, Any], keys: tuple[str, str]) -> bool:
    if "apart" in anchor["done"]:
        return False
    parties = [
        store.value("SELECT id FROM party WHERE key = ?", (key,)) or party_id(store, key) for key in keys
    ]
    return bool(parties[0] == parties[1])

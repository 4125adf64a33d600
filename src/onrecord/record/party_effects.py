"""What the record does about a judgement on two parties, and how that is taken back.

What was done stands in the judgement's anchor as `done`: `merged` names the side that became part of the
other, `apart` the key of a side that such a merge was undone for, `cut` that of what some articles were split
off for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.record.anchors import appearances
from onrecord.record.judgements import Judgement, Verdict
from onrecord.record.merging import merge, part
from onrecord.record.standing import appearing, sides
from onrecord.record.store import Store

Done = dict[str, Any]


def carry_out(store: Store, judgement: Judgement) -> Done:
    """Make the record say what a judgement says, as far as its parties are in it; return what was done."""
    keys = dict(sides(judgement))
    one, other = appearing(store, keys["one"]), appearing(store, keys["other"])
    if judgement.verdict is Verdict.SAME and one and other and one != other:
        kept = merge(store, keys["one"], keys["other"])
        side = "other" if appearing(store, kept) == one else "one"
        return {"merged": {"side": side}}
    cut = judgement.anchor.get("done", {}).get("cut")
    if judgement.verdict is Verdict.DIFFERENT and cut:
        rest = keys["one" if cut["side"] == "other" else "other"]
        return _cut(store, judgement, rest, cut)
    return {}


def take_back(store: Store, judgement: Judgement) -> Done:
    """Undo what the record did about a judgement that no longer counts; return what was done."""
    done = judgement.anchor.get("done", {})
    if merged := done.get("merged"):
        return _part(store, judgement, merged["side"])
    if cut := done.get("cut"):
        keys = dict(sides(judgement))
        rest = keys["one" if cut["side"] == "other" else "other"]
        parties = appearing(store, rest), appearing(store, cut["key"])
        if all(parties) and parties[0] != parties[1]:
            merge(store, rest, cut["key"])
    return {}


def _cut(store: Store, judgement: Judgement, rest: str, cut: Mapping[str, Any]) -> Done:
    """Split off the articles of a cut that somebody made in another record, or before a re-reading."""
    party, there = appearing(store, rest), appearing(store, cut["key"])
    if party is None or (there is not None and there != party):
        return {}
    return _split_off(store, judgement, cut["side"], party, "cut")


def _part(store: Store, judgement: Judgement, side: str) -> Done:
    """Let a side of a pair be a party of its own again, with the appearances that it had."""
    keys = dict(sides(judgement))
    one, other = appearing(store, keys["one"]), appearing(store, keys["other"])
    if one is None or one != other:
        return {}
    return _split_off(store, judgement, side, one, "apart")


def _split_off(store: Store, judgement: Judgement, side: str, party: int, how: str) -> Done:
    """Split off the appearances of one side; those of the other that stand in the same articles stay."""
    mine = _Places(judgement.anchor[side])
    others = _Places(judgement.anchor["one" if side == "other" else "other"])
    there = appearances(store, party)
    leaving = [one for one in there if mine.has(one) and not others.has(one)]
    if not leaving or len(leaving) == len(there):
        return {}
    articles = list(dict.fromkeys(one["article"] for one in leaving))
    new = part(store, party, [one["id"] for one in leaving])
    return {how: {"side": side, "key": new, "articles": articles}}


class _Places:
    """The appearances of one side of a judgement, for looking them up."""

    def __init__(self, side: Mapping[str, Any]) -> None:
        self._labels = {(one["article"], one["label"]) for one in side["appearances"]}
        self._places = {(one["article"], one["place"]) for one in side["appearances"]}

    def has(self, one: Mapping[str, Any]) -> bool:
        """Return whether an appearance of the record is one of them: by its label in the article."""
        return (one["article"], one["label"]) in self._labels or (
            one["article"],
            one["place"],
        ) in self._places

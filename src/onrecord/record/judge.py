"""What people decide about statements and parties: appended, never overwritten; orphaned, never moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from onrecord.errors import JudgementError, NotFoundError
from onrecord.record.anchors import attribution_anchor, attribution_of, corrected_anchor
from onrecord.record.corrections import checked
from onrecord.record.judgements import (
    ORDER,
    Correction,
    Judgement,
    Standing,
    State,
    Target,
    Verdict,
    add_judgement,
    judgement_of,
    judgements_on,
    next_time,
    one_spaced,
    person_named,
    verdict_on,
)
from onrecord.record.party_judgements import judge_parties, party_key, split_party
from onrecord.record.standing import orphans, standing
from onrecord.record.store import Row, Store

__all__ = [
    "Correction",
    "Judgement",
    "Standing",
    "State",
    "Verdict",
    "attribution_row",
    "history",
    "judge",
    "judge_parties",
    "orphans",
    "split_party",
    "standing",
]

#: Fewer digits of a key are too likely to be a slip.
SHORTEST_KEY: Final = 4
_KEY: Final = re.compile(r"[0-9a-f]{4,12}")


def judge(
    store: Store,
    key: str,
    verdict: str,
    *,
    person: str,
    reason: str = "",
    correction: Correction | None = None,
) -> Judgement:
    """Append what a person decided about the attribution with a key: right, wrong, unsure, withdrawn.

    A correction goes with "wrong". What is orphaned can only be withdrawn. Raises NotFoundError where no
    attribution has the key, JudgementError where the verdict or the correction cannot be kept.
    """
    decided = verdict_on(Target.ATTRIBUTION, verdict)
    if correction is not None and decided is not Verdict.WRONG:
        raise JudgementError(f"a correction goes with the verdict wrong, not with {decided}")
    with store.transaction():
        row = _row(store, key)
        full, anchor = (
            (row["key"], attribution_anchor(store, row["id"])) if row else _orphan(store, key, decided)
        )
        before = judgements_on(store, Target.ATTRIBUTION, full)
        if decided is Verdict.WITHDRAWN and (not before or before[-1].verdict is decided):
            raise JudgementError(f"{full} is not judged; there is nothing to withdraw")
        if correction is not None and row is not None:
            correction = _with_party(store, checked(correction, attribution_of(row), row["text"]))
            anchor["corrected"] = corrected_anchor(store, correction, row["text"])
        judgement = Judgement(
            Target.ATTRIBUTION,
            full,
            None,
            decided,
            person_named(person),
            next_time(store, before),
            one_spaced(reason),
            correction,
            anchor,
        )
        add_judgement(store, judgement)
    return judgement


def attribution_row(store: Store, key: str) -> Row:
    """Return `id`, `key`, `detail` and the article's `text` of an attribution, by its key or a beginning.

    Raises NotFoundError where none or several fit.
    """
    if row := _row(store, key):
        return row
    raise NotFoundError(f"no statement {key!r:.40} in {store.path}; onrecord search shows keys")


def _row(store: Store, key: str) -> Row | None:
    if not _KEY.fullmatch(key):
        raise NotFoundError(f"{key!r:.40} is no key of a statement; give {SHORTEST_KEY} to 12 of 0-9 and a-f")
    found = store.rows(
        "SELECT a.id, a.key, a.detail, r.text FROM attribution AS a JOIN article AS r ON r.id = a.article_id"
        " WHERE a.key >= ? AND a.key < ? LIMIT 2",
        (key, key + "g"),
    )
    if len(found) > 1:
        raise NotFoundError(f"several statements begin with {key!r}; give more of the key")
    return found[0] if found else None


def _orphan(store: Store, key: str, verdict: Verdict) -> tuple[str, Any]:
    """Return the key and the anchor of a judgement whose attribution is gone, for withdrawing it."""
    rows = store.rows(
        "SELECT * FROM judgement WHERE target = 'attribution' AND key >= ? AND key < ?"
        " ORDER BY judged DESC, id DESC",
        (key, key + "g"),
    )
    keys = {row["key"] for row in rows}
    if verdict is not Verdict.WITHDRAWN or len(keys) != 1:
        attribution_row(store, key)
    judgement = judgement_of(rows[0])
    return judgement.key, judgement.anchor


def _with_party(store: Store, correction: Correction) -> Correction:
    """Return the correction with the whole key of its party, where a key was given; a name stays as it is."""
    party = correction.party
    if party is None:
        return correction
    if not party.strip():
        raise JudgementError("the corrected party has no name; give one, or a key")
    try:
        return replace(correction, party=party_key(store, party))
    except NotFoundError:
        if _KEY.fullmatch(party):
            raise
    return replace(correction, party=one_spaced(party))


def history(store: Store, key: str) -> Sequence[Judgement]:
    """Return every judgement on a statement or a party, by its key or the beginning of it, earliest first."""
    if not _KEY.fullmatch(key):
        raise NotFoundError(f"{key!r:.40} is no key; give {SHORTEST_KEY} to 12 of 0-9 and a-f")
    bounds = (key, key + "g")
    rows = store.rows(
        "SELECT * FROM judgement WHERE (key >= ? AND key < ?) OR (other >= ? AND other < ?)"  # noqa: S608
        f" ORDER BY {ORDER}",
        (*bounds, *bounds),
    )
    keys = {name for row in rows for name in (row["key"], row["other"]) if name and name.startswith(key)}
    if len(keys) > 1:
        raise NotFoundError(f"several judged keys begin with {key!r}; give more of the key")
    return [judgement_of(row) for row in rows]

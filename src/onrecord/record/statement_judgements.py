"""What people decide about two statements: that they say the same, or that they do not."""

from __future__ import annotations

from onrecord.errors import JudgementError
from onrecord.record.anchors import attribution_anchor
from onrecord.record.claims import place_again
from onrecord.record.judge import attribution_row
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
from onrecord.record.store import Store


def judge_statements(
    store: Store, one: str, other: str, verdict: str, *, person: str, reason: str = ""
) -> Judgement:
    """Append what a person decided about two statements: same, different, unsure, withdrawn.

    "same" puts them into one claim, "different" keeps them in two, whatever linking finds. Raises
    NotFoundError where a key is no statement's, JudgementError where the verdict cannot be kept.
    """
    decided = verdict_on(Target.STATEMENTS, verdict)
    with store.transaction():
        rows = {row["key"]: row["id"] for row in (attribution_row(store, key) for key in (one, other))}
        if len(rows) != 2:
            raise JudgementError(f"{one!r:.40} and {other!r:.40} are one statement; give two")
        first, second = sorted(rows)
        before = judgements_on(store, Target.STATEMENTS, first, second)
        if decided is Verdict.WITHDRAWN and (not before or before[-1].verdict is Verdict.WITHDRAWN):
            raise JudgementError(f"{first} and {second} are not judged; there is nothing to withdraw")
        anchor = {
            side: {"key": key, **attribution_anchor(store, rows[key])}
            for side, key in (("one", first), ("other", second))
        }
        judgement = Judgement(
            Target.STATEMENTS,
            first,
            second,
            decided,
            person_named(person),
            next_time(store, before),
            one_spaced(reason),
            None,
            anchor,
        )
        add_judgement(store, judgement)
        carry_out_statements(store, judgement)
    return judgement


def carry_out_statements(store: Store, judgement: Judgement) -> None:
    """Place the later of two judged statements again, as the judgement that counts asks for."""
    rows = store.rows(
        "SELECT id FROM attribution WHERE key IN (?, ?) ORDER BY id", (judgement.key, judgement.other)
    )
    if len(rows) == 2:
        place_again(store, rows[1][0])

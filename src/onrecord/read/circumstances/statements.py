"""Which attributions are statements: "citing two officials" says what a source rests on, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from onrecord.article import Attribution, Span

_CITING: Final = re.compile(r"\W*(?:citing|cit(?:ed|es|e)|quoting|relaying)\b", re.IGNORECASE)


def without_bases(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `attributions` without those that only name another's basis, and without what stood in them.

    The network may take "citing two officials" for an attribution of its own. Where another attribution has
    these words as its basis nothing is lost. Indices of what is kept are those of the new order.
    """
    bases = [(index, span) for index, one in enumerate(attributions) for span in one.basis]
    dropped = {
        index
        for index, one in enumerate(attributions)
        if _CITING.match(text, one.cue[0].start, one.cue[0].end)
        and any(owner != index and _inside(one.content, span) for owner, span in bases)
    }
    order = [index for index in range(len(attributions)) if not _within(attributions, index, dropped)]
    kept = {old: new for new, old in enumerate(order)}
    return tuple(_renumbered(attributions[index], kept) for index in order)


def _within(attributions: Sequence[Attribution], index: int, dropped: set[int]) -> bool:
    """Whether this one, or one that it stands in, is among the `dropped`."""
    at: int | None = index
    while at is not None and at not in dropped:
        at = attributions[at].parent
    return at is not None


def _renumbered(one: Attribution, kept: dict[int, int]) -> Attribution:
    answers = one.answers
    if answers is not None and answers.attribution is not None:
        answers = replace(answers, attribution=kept.get(answers.attribution))
    parent = None if one.parent is None else kept.get(one.parent)
    return replace(one, parent=parent, answers=answers)


def _inside(content: Sequence[Span], basis: Span) -> bool:
    return all(basis.start <= span.start and span.end <= basis.end for span in content)

"""Judgements of other people's records, from JSON Lines of `onrecord judge --list --all --json`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.errors import OnrecordError
from onrecord.record.anchors import attribution_of
from onrecord.record.corrections import checked
from onrecord.record.judgement_notation import judgement_from_line, judgement_to_dict
from onrecord.record.judgements import (
    Judgement,
    Target,
    Verdict,
    add_judgement,
    judgement_of,
    judgements_on,
)
from onrecord.record.party_effects import carry_out, take_back
from onrecord.record.statement_judgements import carry_out_statements
from onrecord.record.store import Store


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file of judgements: how many are new, how many were there, which lines are none."""

    added: int
    there: int
    problems: tuple[str, ...]


def import_judgements(store: Store, lines: Iterable[str], where: str) -> Imported:
    """Append the judgements of JSON Lines that the record does not have, all in one transaction.

    The same judgement - target, verdict, correction, person, time and reason - is one row, however often it
    is imported; what stands in a file twice is two. Times are kept: what was judged later counts. A line
    that is no judgement is told in `problems` and left out.
    """
    added = there = 0
    problems: list[str] = []
    seen: Counter[str] = Counter()
    with store.transaction():
        rows = store.rows("SELECT * FROM judgement")
        known = Counter(_content(judgement_of(row)) for row in rows)
        for found in _judgements(store, lines, where):
            if isinstance(found, str):
                problems.append(found)
                continue
            content = _content(found)
            seen[content] += 1
            if seen[content] <= known[content]:
                there += 1
                continue
            _add(store, found)
            added += 1
    return Imported(added, there, tuple(problems))


def _judgements(store: Store, lines: Iterable[str], where: str) -> Iterator[Judgement | str]:
    """Yield the judgement of each line that is not empty, or what is wrong with it."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{where}, line {number}"
        try:
            judgement = judgement_from_line(line, place)
            _check(store, judgement)
            yield judgement
        except OnrecordError as error:
            said = str(error)
            yield said if said.startswith(place) else f"{place}: {said}"


def _check(store: Store, judgement: Judgement) -> None:
    """Raise JudgementError where a correction does not fit the text, if the record has it."""
    if judgement.correction is None:
        return
    row = store.row(
        "SELECT a.key, a.detail, r.text FROM attribution AS a JOIN article AS r ON r.id = a.article_id"
        " WHERE a.key = ?",
        (judgement.key,),
    )
    if row is not None:
        checked(judgement.correction, attribution_of(row), row["text"])


def _content(judgement: Judgement) -> str:
    """Return what makes a judgement the same in two records; what it was made on follows from its target."""
    told = {name: value for name, value in judgement_to_dict(judgement).items() if name != "anchor"}
    return json.dumps(told, sort_keys=True)


def _add(store: Store, judgement: Judgement) -> None:
    """Append a judgement; of parties the record does what the one that now counts says."""
    if judgement.target is not Target.PARTY:
        add_judgement(store, judgement)
        if judgement.target is Target.STATEMENTS:
            carry_out_statements(store, judgement)
        return
    target = (judgement.target, judgement.key, judgement.other)
    before = judgements_on(store, *target)
    add_judgement(store, judgement)
    counts = judgements_on(store, *target)[-1]
    if before and before[-1] == counts:
        return
    if before and before[-1].verdict is not counts.verdict:
        take_back(store, before[-1])
    if counts.verdict is not Verdict.WITHDRAWN:
        carry_out(store, counts)

"""The plainest system that answers all: words in common, an origin an outlet, no verdict on any pair.

It stands where linking has to stand, through the same door, and is printed beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from benchmarks.links.baselines import CONTAINMENT, RUN
from benchmarks.links.words import content_words, dice, runs, words
from onrecord.library import Record
from onrecord.link.trace import (
    Copied,
    CopyKind,
    Origin,
    Pair,
    Place,
    Report,
    Stance,
    Step,
    StepKind,
    Trace,
    Verdict,
)
from onrecord.record.answers import Statement
from onrecord.record.load import statements

#: Half of the content words in common: not swept, a round number that nobody would argue about.
JOINED_FROM: Final = 0.5


def plain_traces(record: Record) -> Iterator[Trace]:
    """Yield a claim for each group of statements that hang together by their words, then all copies."""
    said = list(statements(record.store, "r.latest = 1 ORDER BY a.id"))
    for number, group in enumerate(_groups(said)):
        yield _trace(f"plain-{number}", group)
    yield Trace("plain-copies", "", (), copies=tuple(_copies(record)))


def _groups(said: Sequence[Statement]) -> list[list[Statement]]:
    sets = [content_words(one.content) for one in said]
    head = list(range(len(said)))

    def top(i: int) -> int:
        while head[i] != i:
            i = head[i]
        return i

    for i, j in combinations(range(len(said)), 2):
        if dice(sets[i], sets[j]) >= JOINED_FROM:
            head[max(top(i), top(j))] = min(top(i), top(j))
    groups: dict[int, list[Statement]] = {}
    for i, one in enumerate(said):
        groups.setdefault(top(i), []).append(one)
    return list(groups.values())


def _trace(key: str, group: Sequence[Statement]) -> Trace:
    articles = sorted({_address(one) for one in group})
    outlets: dict[str, list[str]] = {}
    for one in group:
        outlets.setdefault(one.article.outlet or "", []).append(_address(one))
    return Trace(
        claim=key,
        wording=group[0].content,
        reports=tuple(map(_report, group)),
        origins=tuple(
            Origin(outlet, None, certain=True, reports=tuple(sorted(set(reports))))
            for outlet, reports in sorted(outlets.items())
        ),
        pairs=tuple(Pair(a, b, Verdict.CANNOT_TELL) for a, b in combinations(articles, 2)),
    )


def _address(one: Statement) -> str:
    return one.article.url or f"record:{one.article.key}"


def _report(one: Statement) -> Report:
    spans = one.attribution.content
    place = Place(one.article.key, min(s.start for s in spans), max(s.end for s in spans))
    name = one.party.name if one.party else one.source
    steps = (Step(one.article.outlet or "", StepKind.OUTLET), Step(name, StepKind.SPEAKER, words=one.source))
    return Report(
        url=_address(one),
        article=one.article.key,
        attribution=one.key,
        stance=Stance.ASSERTS,
        published=one.article.published,
        outlet=one.article.outlet,
        title=one.article.title,
        source=one.source,
        words=one.content,
        place=place,
        chain=tuple(step for step in steps if step.name),
    )


def _copies(record: Record) -> Iterator[Copied]:
    """Yield the later of two articles as a copy where enough runs of it stand in the earlier one."""
    rows = record.store.rows(
        "SELECT coalesce(url, 'record:' || key) AS url, text FROM article WHERE latest = 1"
        " ORDER BY published, name"
    )
    grams = [(row["url"], runs(words(row["text"]), RUN)) for row in rows]
    for (of, earlier), (url, later) in combinations(grams, 2):
        share = len(earlier & later) / len(later) if later else 0.0
        if share >= CONTAINMENT:
            yield Copied(url, of, CopyKind.EDITED, share, credited=False, certain=True)

"""What changed in the wording from one report to another that has it from there.

Only what the words of both show: a figure in place of another, a softer or harder word, a quotation with
words missing or others, a source that is named less, one that became several.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.article import Span
from onrecord.link.alignment import SLIGHT, words_of
from onrecord.link.change_values import ChangeKind
from onrecord.link.change_words import Cut, Found, Text, cuts, weigh
from onrecord.link.cited import words_of_text
from onrecord.link.folding import fold
from onrecord.link.told import Reported
from onrecord.link.trace import Drift, DriftKind, StepKind

# Two statements that share fewer of their words than this are not told to be one sentence changed.
_ALIKE: Final = 0.35
# Two quotations share so many words in a row to be one, altered.
_QUOTED_RUN: Final = 4
# What a figure counts stands so near behind it, in characters.
_BEHIND: Final = 40
_KINDS: Final = {
    ChangeKind.RENUMBERED: DriftKind.NUMBER,
    ChangeKind.SOFTENED: DriftKind.MODALITY,
    ChangeKind.HARDENED: DriftKind.MODALITY,
    ChangeKind.REDATED: DriftKind.TIME,
}
# How much a source tells of itself.
_TELLS: Final = {
    StepKind.OUTLET: 0,
    StepKind.UNNAMED: 1,
    StepKind.DESCRIBED: 2,
    StepKind.DOCUMENT: 3,
    StepKind.SPEAKER: 3,
}


def drift_of(one: Sequence[Reported], other: Sequence[Reported]) -> tuple[Drift, ...]:
    """Return what changed from the reports of one article to those of another that has it from there."""
    pairs = [
        (likeness, a, b)
        for a in one
        for b in other
        if (likeness := _likeness(a, b)) >= _ALIKE or _quoted_run(a, b) >= _QUOTED_RUN
    ]
    taken: set[str] = set()
    found: dict[tuple[DriftKind, str, str], Drift] = {}
    for _, a, b in sorted(pairs, key=lambda p: (-p[0], p[1].report.place.start, p[2].report.place.start)):
        if b.report.attribution in taken:
            continue
        taken.add(b.report.attribution)
        for change in (*_in_content(a, b), *_in_quotation(a, b), *_in_source(a, b)):
            found.setdefault((change.kind, change.from_words, change.to_words), change)
    return tuple(found.values())


def _likeness(one: Reported, other: Reported) -> float:
    a, b = words_of_text(one.report.words), words_of_text(other.report.words)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _drift(kind: DriftKind, one: Reported, other: Reported, old: Span, new: Span) -> Drift:
    a, b = one.member.told, other.member.told
    return Drift(kind, a.url, b.url, a.words(old), b.words(new), a.place(old), b.place(new))


def _in_content(one: Reported, other: Reported) -> Iterator[Drift]:
    """Yield figures, dates and modal words that changed between words that stayed."""
    a, b = one.member.told, other.member.told
    texts = [Text(told.reading.article.text, told.reading.dates) for told in (a, b)]
    sides = [
        [word for span in r.member.one.content for word in words_of(r.member.told.reading.article.text, span)]
        for r in (one, other)
    ]
    for cut in cuts(*sides):
        if not cut.old or not cut.new:
            continue
        for found in weigh(Cut(cut.old, cut.new), *texts):
            kind = _KINDS.get(found.kind)
            if kind is None or found.old is None or found.new is None:
                continue
            is_other_day = kind is not DriftKind.TIME or found.reason
            if is_other_day and (kind is not DriftKind.NUMBER or _count_alike(one, other, found)):
                yield _drift(kind, one, other, found.old, found.new)


def _count_alike(one: Reported, other: Reported, found: Found) -> bool:
    """Whether two figures count the same: the word of weight behind them is one."""
    if found.old is None or found.new is None:
        return False
    behind = []
    for report, span in ((one, found.old), (other, found.new)):
        text = report.member.told.reading.article.text
        words = words_of(text, Span(span.end, min(len(text), span.end + _BEHIND)))
        behind.append(next((word.key for word in words if word.key not in SLIGHT), ""))
    return bool(behind[0]) and behind[0] == behind[1]


def _quotes(report: Reported) -> list[tuple[Span, list[str]]]:
    told = report.member.told
    return [(span, fold(told.words(span)).split()) for span in report.member.one.quoted]


def _quoted_run(one: Reported, other: Reported) -> int:
    return max((_run(a, b) for _, a in _quotes(one) for _, b in _quotes(other)), default=0)


def _in_quotation(one: Reported, other: Reported) -> Iterator[Drift]:
    """Yield quotations that have words of the other and are not the same."""
    for span, words in _quotes(one):
        for there, others in _quotes(other):
            if words != others and _run(words, others) >= min(_QUOTED_RUN, len(words), len(others)) > 1:
                yield _drift(DriftKind.QUOTATION, one, other, span, there)
                break


def _run(one: Sequence[str], other: Sequence[str]) -> int:
    best, before = 0, [0] * (len(other) + 1)
    for word in one[:200]:
        row = [0] * (len(other) + 1)
        for place, there in enumerate(other[:200], 1):
            if word == there:
                row[place] = before[place - 1] + 1
                best = max(best, row[place])
        before = row
    return best


def _in_source(one: Reported, other: Reported) -> Iterator[Drift]:
    """Yield a source that is told less of, an outlet that is no longer named, one that became several."""
    old, new = one.report.chain[-1], other.report.chain[-1]
    if old.place is None or new.place is None:
        return
    dropped = len(one.via) > 0 and not other.via
    told = [max((_TELLS[step.kind] for step in r.report.chain[1:]), default=0) for r in (one, other)]
    hides = new.kind in (StepKind.UNNAMED, StepKind.DESCRIBED) and not _names(other, old.name)
    if dropped or (hides and told[1] < told[0]):
        before = one.report.chain[1] if dropped and len(one.report.chain) > 1 else old
        yield Drift(
            DriftKind.SOURCE,
            one.report.url,
            other.report.url,
            before.words,
            new.words,
            before.place,
            new.place,
        )
    people = (StepKind.SPEAKER, StepKind.DESCRIBED)
    if _is_several(other) and not _is_several(one) and old.kind in people and new.kind in people:
        yield Drift(
            DriftKind.ACTOR, one.report.url, other.report.url, old.words, new.words, old.place, new.place
        )


def _names(report: Reported, name: str) -> bool:
    """Whether the article of a report names somebody elsewhere."""
    last = fold(name).split()[-1:]
    return any(fold(party.name).split()[-1:] == last for party in report.member.told.reading.parties)


def _is_several(report: Reported) -> bool:
    party = report.member.told.party(report.member.one)
    return party is not None and party.plural

"""Many copies of one text: which of them tell something that the others do not, and what a copy added."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from onrecord.article import Span
from onrecord.link.copies import Copy
from onrecord.link.trace import CopyKind

# Where so much of what two copies share is in their common original, it is from there that both have it.
_EXPLAINED: Final = 0.8
# Fewer words between two runs are an edit, not something added.
_ADDED_WORDS: Final = 8
_WORD: Final = re.compile(r"\w+")


def essential(copies: Sequence[Copy]) -> list[Copy]:
    """Return copies without those between two copies of a third article that has what these share.

    Two reprints of a dispatch are copies of the dispatch, not of each other. One that credits the other is
    kept.
    """
    originals: defaultdict[str, dict[str, Copy]] = defaultdict(dict)
    for one in copies:
        originals[one.article][one.of] = one
    return [one for one in copies if not _is_explained(one, originals)]


def _is_explained(one: Copy, originals: dict[str, dict[str, Copy]]) -> bool:
    if one.credited and one.certain:
        return False
    common = originals[one.article].keys() & originals.get(one.of, {}).keys()
    return any(_held(one, originals[one.article][third]) >= _EXPLAINED for third in sorted(common))


def _held(one: Copy, other: Copy) -> float:
    """Return the part of the copied characters of `one` that `other` copied, too."""
    here = sorted(run[0] for run in one.runs)
    there = sorted(run[0] for run in other.runs)
    whole = sum(span.end - span.start for span in here)
    common = at = 0
    for span in here:
        while at < len(there) and there[at].end <= span.start:
            at += 1
        for known in there[at:]:
            if known.start >= span.end:
                break
            common += min(span.end, known.end) - max(span.start, known.start)
    return common / whole if whole else 0.0


def families(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the articles that pairs of copy and original join, largest families first, each rising."""
    leader: dict[int, int] = {}

    def first(one: int) -> int:
        while (up := leader.setdefault(one, one)) != one:
            leader[one] = leader[up]
            one = leader[one]
        return one

    for copy, original in pairs:
        one, other = sorted((first(copy), first(original)))
        leader[other] = one
    found: defaultdict[int, list[int]] = defaultdict(list)
    for one in sorted(leader):
        found[first(one)].append(one)
    return sorted(found.values(), key=lambda members: (-len(members), members))


def added(text: str, runs: Sequence[Span]) -> Iterator[Span]:
    """Yield what stands between runs of another's words, if it is more than an edit, in text order."""
    start = 0
    for run in [*sorted(runs), Span(len(text), len(text))]:
        if run.start > start:
            words = [found.span() for found in _WORD.finditer(text, start, run.start)]
            if len(words) >= _ADDED_WORDS:
                yield Span(words[0][0], words[-1][1])
        start = max(start, run.end)


#: Copies that make a family: articles that share a passage are too many, and too different.
FAMILY_KINDS: Final = (CopyKind.REPRINT, CopyKind.EDITED, CopyKind.REWRITTEN)

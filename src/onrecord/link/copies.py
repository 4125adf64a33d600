"""Copies: articles of which a run of words, or nearly all, stands in another.

What two outlets quote from one press conference is no copy, however long: of a passage only the words count
that are the outlets' own, outside quotations, captions and notices. An article of which half stands in
another is a copy whatever that half is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from onrecord.article import Span
from onrecord.link.alignment import Block
from onrecord.link.copy_order import order
from onrecord.link.copyable import Copyable
from onrecord.link.shared_runs import Marks, Passage, covered, passages
from onrecord.link.trace import CopyKind

#: Names the rules below; rows that they made carry it.
LINKER: Final = "copies-1"

#: Own words of the outlet that a passage has at least to be taken from another article. In the open dossiers
#: of examples/links, articles that are no copies share 12 at most, copies 22 at least. Of 100 pairs of the
#: Helsinki articles read for it, 39 of 42 copies are found with it, and two that are none are called so.
OWN_WORDS: Final = 16
#: An article is a copy, be it all quotations, if so many of its runs of `fingerprints.RUN` words stand in
#: another: half, from where the measure of exact 7-grams calls it one. By words in runs of five instead, four
#: of 100 pairs of the Helsinki articles that were read for it are called copies for two posts in both...
MOSTLY: Final = 0.5
#: ...if it is so many words: a heading and a name are none.
MOSTLY_WORDS: Final = 30
#: Shares from which a copy is called a reprint, and from which it is called edited: the reprints of the open
#: dossiers have 0.66 and more of their words from the other, the edited copies 0.46 to 0.55. A brief of which
#: all is in a long article is no reprint of it.
REPRINT, REPRINT_OF, EDITED = 0.6, 0.4, 0.4


@dataclass(frozen=True, slots=True)
class Copy:
    """`article` has words of `of`: `share` of its own stand there, `share_of` of the other's stand in it.

    `runs` are the runs of words that agree, as spans here and there. `certain` is whether it is known which
    came first, `credited` whether the copy says whose words it has, `why` what tells.
    """

    article: str
    of: str
    kind: CopyKind
    share: float
    share_of: float
    credited: bool
    certain: bool
    runs: tuple[tuple[Span, Span], ...]
    why: str


def compare(one: Copyable, other: Copyable) -> Copy | None:
    """Return which of two articles is a copy of the other, None if neither is; swapped, the same."""
    if (one.key, one.text) > (other.key, other.text):
        one, other = other, one
    shared = passages(one.words.keys, other.words.keys, one.runs, other.runs)
    if not shared:
        return None
    here, there = covered(one.runs, other.runs.ordered), covered(other.runs, one.runs.ordered)
    if not (_is_mostly(one, other, here, there) or _has_own(one, other, shared)):
        return None
    return _copy(one, other, (_share(here), _share(there)), shared)


def _copy(one: Copyable, other: Copyable, shares: tuple[float, float], shared: Sequence[Passage]) -> Copy:
    placed = order(one, other, more=shares[0] >= shares[1])
    runs = [_spans(one, other, block) for passage in shared for block in passage]
    copy, original, (share, share_of) = one, other, shares
    if placed.swapped:
        copy, original, share, share_of = other, one, share_of, share
        runs = sorted((there, here) for here, there in runs)
    return Copy(
        article=copy.key,
        of=original.key,
        kind=_kind(share, share_of),
        share=share,
        share_of=share_of,
        credited=placed.credited,
        certain=placed.certain,
        runs=tuple(runs),
        why=placed.why,
    )


def _kind(share: float, share_of: float) -> CopyKind:
    if share >= REPRINT and share_of >= REPRINT_OF:
        return CopyKind.REPRINT
    return CopyKind.EDITED if share >= EDITED else CopyKind.PASSAGE


def _share(marks: Marks) -> float:
    return float(np.count_nonzero(marks)) / len(marks)


def _is_mostly(one: Copyable, other: Copyable, marks: Marks, other_marks: Marks) -> bool:
    """Return whether half of the one that has fewer of the longer runs stands in the other."""
    fewer = min(len(one.long_runs), len(other.long_runs))
    common = len(np.intersect1d(one.long_runs, other.long_runs, assume_unique=True))
    if not common or common < MOSTLY * fewer:
        return False
    news = (np.count_nonzero(marks & one.news), np.count_nonzero(other_marks & other.news))
    return bool(min(news) >= MOSTLY_WORDS)


def _has_own(one: Copyable, other: Copyable, shared: Sequence[Passage]) -> bool:
    """Return whether a passage has enough words that are the outlets' own in both articles."""
    long = [passage for passage in shared if sum(block.size for block in passage) >= OWN_WORDS]
    if not long:
        return False
    own = one.own & ~covered(one.runs, other.said)
    other_own = other.own & ~covered(other.runs, one.said)
    return any(_own_words(own, other_own, passage) >= OWN_WORDS for passage in long)


def _own_words(own: Marks, other_own: Marks, passage: Passage) -> int:
    both = (
        own[block.old : block.old + block.size] & other_own[block.new : block.new + block.size]
        for block in passage
    )
    return sum(int(np.count_nonzero(marks)) for marks in both)


def _spans(one: Copyable, other: Copyable, block: Block) -> tuple[Span, Span]:
    return one.words.span(block.old, block.size), other.words.span(block.new, block.size)

"""Runs of words that two texts share, found in time about linear in their lengths: seed and extend.

A seed is a run of `SHORTEST` words that both have. It is extended as far as the words agree, then over small
edits: a few words left out, put in or replaced, behind which the texts agree again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.link.alignment import Block
from onrecord.link.fingerprints import Hashes

#: Words that a run has at least: the measure of `share` in examples/links. Four words in a row are shared by
#: any two articles on one affair.
SHORTEST: Final = 5
# Behind an edit, so many words in a row must agree: two would join what stands apart.
_RESUMED: Final = 3
# Words that an edit may take and put in: a date in another form ("on Jan. 21", "on 21 January"), "the mayor".
_EDIT: Final = 4
# Places of the other text that a seed is tried at; a text that repeats itself costs no more.
_PLACES: Final = 4
# The edits that are tried, those that change least first.
_EDITS: Final = tuple(
    sorted(
        ((left, put) for left in range(_EDIT + 1) for put in range(_EDIT + 1) if left or put),
        key=lambda edit: (max(edit), sum(edit), edit),
    )
)

Keys: TypeAlias = Sequence[str]
#: Words that two texts share in the same order, edits between the blocks: the words of a block agree.
Passage: TypeAlias = tuple[Block, ...]
Marks: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of `SHORTEST` words of a text by their hashes: in their order, and sorted."""

    hashes: Hashes
    ordered: Hashes

    @classmethod
    def of(cls, hashes: Hashes) -> Runs:
        """Return runs given by their hashes in the order of the text."""
        return cls(hashes, np.sort(hashes))

    def among(self, known: Hashes) -> Marks:
        """Return which of the runs are among some known ones, which are sorted."""
        if not len(known):
            return np.zeros(len(self.hashes), dtype=np.bool_)
        places = np.searchsorted(known, self.hashes)
        places[places == len(known)] = 0
        return np.equal(known[places], self.hashes)


def covered(runs: Runs, known: Hashes) -> Marks:
    """Return which words of a text stand in runs that are among some known ones, which are sorted.

    The text has at least one run.
    """
    found = runs.among(known)
    marks = np.zeros(len(found) + SHORTEST - 1, dtype=np.bool_)
    for place in range(SHORTEST):
        marks[place : place + len(found)] |= found
    return marks


def passages(one: Keys, other: Keys, one_runs: Runs, other_runs: Runs) -> list[Passage]:
    """Return the passages that two texts share, in the order of the first; swapped, the same the other way.

    Each word of the longer text stands in one of them at most (of texts of one length, of the one that sorts
    later): the words of a block are those at `old` in the first text and at `new` in the second.
    """
    if (len(one), one) >= (len(other), other):
        return list(_passages(one, other, one_runs, other_runs))
    found = (
        tuple(Block(block.new, block.old, block.size) for block in passage)
        for passage in _passages(other, one, other_runs, one_runs)
    )
    return sorted(found)


def _passages(one: Keys, other: Keys, one_runs: Runs, other_runs: Runs) -> Iterator[Passage]:
    seeds = np.flatnonzero(one_runs.among(other_runs.ordered))
    places = _places(other_runs, one_runs.ordered) if len(seeds) else {}
    at = end = 0
    for seed in seeds.tolist():
        if seed < at:
            continue
        known = places[int(one_runs.hashes[seed])]
        tried = [Block(seed, place, _agreeing(one, other, seed, place)) for place in known]
        # Of places that agree equally far, the one that goes on where the last passage ended.
        best = max(tried, key=lambda block: (block.size, -abs(block.new - end), -block.new))
        if best.size < SHORTEST:
            continue  # the hashes of two runs agree by chance
        passage = tuple(_extended(one, other, best))
        yield passage
        at, end = passage[-1].old + passage[-1].size, passage[-1].new + passage[-1].size


def _places(runs: Runs, wanted: Hashes) -> dict[int, list[int]]:
    """Return the first few places of each run wanted; those are sorted."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    at = np.flatnonzero(runs.among(wanted))
    for place, run in zip(at.tolist(), runs.hashes[at].tolist(), strict=True):
        if len(found[run]) < _PLACES:
            found[run].append(place)
    return found


def _extended(one: Keys, other: Keys, seed: Block) -> Iterator[Block]:
    block: Block | None = seed
    while block is not None:
        yield block
        block = _resumed(one, other, block.old + block.size, block.new + block.size)


def _resumed(one: Keys, other: Keys, i: int, j: int) -> Block | None:
    """Return the run behind the least edit from which both texts go on alike, None without one."""
    for left, put in _EDITS:
        at, to = i + left, j + put
        if one[at : at + _RESUMED] == other[to : to + _RESUMED] and at + _RESUMED <= len(one):
            return Block(at, to, _agreeing(one, other, at, to))
    return None


def _agreeing(one: Keys, other: Keys, at: int, to: int) -> int:
    """Return how many words agree from two places on."""
    most = min(len(one) - at, len(other) - to)
    return next((size for size in range(most) if one[at + size] != other[to + size]), most)

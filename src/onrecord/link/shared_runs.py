"""Runs of words that two texts share, found in time about linear in their lengths: seed and extend.

A seed is a run of `SHORTEST` words that both have. It is extended as far as the words agree, then over small
edits: a few words left out, put in or replaced, behind which the texts agree again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from onrecord.link.alignment import Block

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
Gram: TypeAlias = tuple[str, ...]
#: The first places of each run of `SHORTEST` words in a text.
Grams: TypeAlias = Mapping[Gram, Sequence[int]]
#: Words that two texts share in the same order, edits between the blocks: the words of a block agree.
Passage: TypeAlias = tuple[Block, ...]


def grams(keys: Keys) -> Grams:
    """Return the runs of `SHORTEST` words of a text with the first few places of each."""
    found: defaultdict[Gram, list[int]] = defaultdict(list)
    for at in range(len(keys) - SHORTEST + 1):
        places = found[tuple(keys[at : at + SHORTEST])]
        if len(places) < _PLACES:
            places.append(at)
    return found


def covered(keys: Keys, known: Collection[Gram]) -> bytearray:
    """Return 1 for each word of a text that stands in a run of `SHORTEST` words of those known, else 0."""
    marks = bytearray(len(keys))
    for at in range(len(keys) - SHORTEST + 1):
        if tuple(keys[at : at + SHORTEST]) in known:
            marks[at : at + SHORTEST] = b"\1" * SHORTEST
    return marks


def passages(one: Keys, other: Keys, one_grams: Grams, other_grams: Grams) -> list[Passage]:
    """Return the passages that two texts share, in the order of the first; swapped, the same the other way.

    Each word of the longer text stands in one of them at most (of texts of one length, of the one that sorts
    later): the words of a block are those at `old` in the first text and at `new` in the second.
    """
    if (len(one), one) >= (len(other), other):
        return list(_passages(one, other, other_grams))
    found = (
        tuple(Block(block.new, block.old, block.size) for block in passage)
        for passage in _passages(other, one, one_grams)
    )
    return sorted(found)


def _passages(one: Keys, other: Keys, known: Grams) -> Iterator[Passage]:
    at = end = 0
    while at <= len(one) - SHORTEST:
        places = known.get(tuple(one[at : at + SHORTEST]))
        if places is None:
            at += 1
            continue
        seeds = [Block(at, place, _agreeing(one, other, at, place)) for place in places]
        # Of places that agree equally far, the one that goes on where the last passage ended.
        seed = max(seeds, key=lambda block: (block.size, -abs(block.new - end), -block.new))
        passage = tuple(_extended(one, other, seed))
        yield passage
        at, end = passage[-1].old + passage[-1].size, passage[-1].new + passage[-1].size


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

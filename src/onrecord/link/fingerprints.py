"""Fingerprints by which texts that share runs of words are found: winnowing.

S. Schleimer, D. S. Wilkerson and A. Aiken: "Winnowing: Local Algorithms for Document Fingerprinting",
SIGMOD 2003. Every run of `RUN` words is hashed, and of each `WINDOW` hashes in a row the least one is kept.
Two texts that share `RUN + WINDOW - 1` words in a row then share a fingerprint, whatever stands around these,
and an article keeps about two of its hashes in `WINDOW + 1`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

#: Words in a run that is hashed, and hashes in a row of which one at least is kept. Of 923 pairs of the
#: Helsinki articles that are copies by the rules of `copies`, all but one share a fingerprint, at 84 an
#: article; windows of 12 find that one too, at 109. Runs of 6 bring up a quarter more pairs that are none and
#: lose 5 % of the copies, runs of 8 lose 3 %.
RUN: Final = 7
WINDOW: Final = 16

_REMEMBERED: Final = 65_536
# Odd factors: one for each place of a run, from the fraction of the golden ratio, and one to mix the bits.
_GOLDEN: Final = 0x9E3779B97F4A7C15
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_HALF: Final = np.uint64(32)
# 47 bits take six bytes in SQLite, 64 take eight. Among ten million fingerprints one is met by chance once in
# ten million lookups.
_DROPPED: Final = np.uint64(64 - 47)

Hashes: TypeAlias = NDArray[np.uint64]


@lru_cache(maxsize=_REMEMBERED)
def _hash(word: str) -> int:
    """Return a hash of a word that is the same in every process and on every machine."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def hashes_of(keys: Sequence[str]) -> Hashes:
    """Return a hash of each word of a text given by its folded words."""
    return np.fromiter(map(_hash, keys), dtype=np.uint64, count=len(keys))


def runs_of(words: Hashes, size: int) -> Hashes:
    """Return a hash of each run of `size` words, from the hashes of the words; none for fewer words."""
    runs = max(0, len(words) - size + 1)
    hashes = np.zeros(runs, dtype=np.uint64)
    for place in range(size):
        hashes += words[place : place + runs] * np.uint64(pow(_GOLDEN, 2 * place + 1, 2**64))
    hashes ^= hashes >> _HALF
    return hashes * _MIX


def fingerprints(words: Hashes) -> list[int]:
    """Return the fingerprints of a text given by the hashes of its words, each once, rising.

    There are none below `RUN` words; a text of fewer than `WINDOW` runs has one. Each is below 2^47.
    """
    hashes = runs_of(words, RUN) >> _DROPPED
    return [int(one) for one in np.unique(_winnowed(hashes))] if len(hashes) else []


def _winnowed(hashes: Hashes) -> Hashes:
    """Return the least hash of each window."""
    windows = max(1, len(hashes) - WINDOW + 1)
    least = hashes[:windows].copy()
    for place in range(1, min(WINDOW, len(hashes))):
        np.minimum(least, hashes[place : place + windows], out=least)
    return least

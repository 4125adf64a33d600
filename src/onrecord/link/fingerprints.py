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
from typing import Final

import numpy as np
from numpy.typing import NDArray

#: Words in a run that is hashed.
RUN: Final = 6
#: Hashes in a row of which one at least is kept.
WINDOW: Final = 9

_REMEMBERED: Final = 65_536
# An odd factor for each place of a run, and those of a finaliser: from the fraction of the golden ratio.
_GOLDEN: Final = 0x9E3779B97F4A7C15
_FACTORS: Final = np.array([pow(_GOLDEN, 2 * place + 1, 2**64) for place in range(RUN)], dtype=np.uint64)
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_HALF: Final = np.uint64(32)
# 47 bits take six bytes in SQLite, the eight of a whole hash nine with their header; among ten million
# fingerprints one of an unrelated run is met by chance in a hundred thousand lookups or so.
_DROPPED: Final = np.uint64(64 - 47)

Hashes = NDArray[np.uint64]


@lru_cache(maxsize=_REMEMBERED)
def _hash(word: str) -> int:
    """Return a hash of a word that is the same in every process and on every machine."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def fingerprints(keys: Sequence[str]) -> list[int]:
    """Return the fingerprints of a text given by its folded words, each once, rising; none below `RUN` words.

    A text of fewer than `WINDOW` runs has one.
    """
    runs = len(keys) - RUN + 1
    if runs < 1:
        return []
    words = np.fromiter(map(_hash, keys), dtype=np.uint64, count=len(keys))
    hashes = np.zeros(runs, dtype=np.uint64)
    for place in range(RUN):
        hashes += words[place : place + runs] * _FACTORS[place]
    hashes ^= hashes >> _HALF
    hashes *= _MIX
    return [int(one) for one in np.unique(_winnowed(hashes >> _DROPPED))]


def _winnowed(hashes: Hashes) -> Hashes:
    """Return the least hash of each window."""
    windows = max(1, len(hashes) - WINDOW + 1)
    least = hashes[:windows].copy()
    for place in range(1, min(WINDOW, len(hashes))):
        np.minimum(least, hashes[place : place + windows], out=least)
    return least

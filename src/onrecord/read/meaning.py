"""Vectors of meaning: what a content or a query says, as a point in a space where like things lie close.

The network that reads an article has turned its word pieces into vectors of context on the way. The mean of
those over a content, led through a small second network, comes close to the sentence vector that a model
made for that purpose gives the same words (all-MiniLM-L6-v2; Reimers and Gurevych 2019). It is fitted by
`training.meaning`; docs/model-card.md says how near it comes.

To search millions of vectors each is filed under the nearest of `CELLS` fixed points (spherical k-means), so
that only the cells nearest to a query need be looked at (an inverted file; Jégou, Douze and Schmid 2011).
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError

#: Numbers in a vector. The teacher's 384 were reduced by their principal components.
DIMENSIONS: Final = 192
#: Cells that vectors are filed under.
CELLS: Final = 2048
#: What a vector of length 1 is multiplied with before its numbers are rounded to 8 bits. A number of a
#: vector of length 1 is seldom above a third; those that are, are cut at 127.
SCALE: Final = 380.0
# Vectors compared with all cells at once: some megabytes.
_AT_ONCE: Final = 4096
# OpenBLAS takes all cores for a product of more than 2**18 multiplications. Its threads wait for each other
# by spinning: beside processes that read, twenty vectors' cells took 41 ms instead of half a one. Products
# are made in pieces below that, which cost as much as one thread for the whole.
_ONE_THREAD: Final = 2**18
_ROWS: Final = 4

#: A row a vector, each of `DIMENSIONS` whole numbers: `SCALE` times a vector of length 1, rounded. A row of
#: zeros stands for words without meaning (none at all).
Vectors: TypeAlias = NDArray[np.int8]
Floats: TypeAlias = NDArray[np.float32]

MEANING_FILE: Final = Path(__file__).parent / "model" / "meaning.npz"


def similarity(query: Vectors, rows: Vectors) -> Floats:
    """Return the cosine of `query`, one row, with each of `rows`, from -1 to 1; 0 where either is zeros."""
    one = np.asarray(query, dtype=np.float32).reshape(-1)
    many = np.asarray(rows, dtype=np.float32).reshape(-1, len(one))
    lengths = np.sqrt(np.einsum("ij,ij->i", many, many)) * np.sqrt(one @ one)
    cosines = np.einsum("ij,j->i", many, one) / np.maximum(lengths, np.float32(1e-9))
    return np.asarray(np.clip(cosines, -1, 1), dtype=np.float32)


def cells(vectors: Vectors, n: int = 1) -> NDArray[np.int64]:
    """Return the numbers of the `n` cells nearest to each vector, nearest first: shape (rows, n)."""
    n = min(n, CELLS)
    centres = shipped().centres
    found = np.zeros((len(vectors), n), dtype=np.int64)
    for low in range(0, len(vectors), _AT_ONCE):
        near = product(np.asarray(vectors[low : low + _AT_ONCE], dtype=np.float32), centres.T)
        # A stable order, so that of two cells equally near always the first is taken.
        found[low : low + _AT_ONCE] = (
            near.argmax(axis=1)[:, None] if n == 1 else np.argsort(-near, axis=1, kind="stable")[:, :n]
        )
    return found


def as_vectors(values: Floats) -> Vectors:
    """Return rows of any length as vectors; rows of zeros stay so."""
    lengths = np.linalg.norm(values, axis=1, keepdims=True)
    whole = np.rint(values / np.maximum(lengths, 1e-9) * SCALE)
    return np.asarray(np.clip(whole, -127, 127), dtype=np.int8)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The second network, of two layers with a way past them, and the centres of the cells.

    Its input are means over word pieces of what the reader's layers give; `shift` and `spread` even them.
    """

    shift: Floats
    spread: Floats
    hidden: Floats  # (inputs, units)
    hidden_bias: Floats
    out: Floats  # (units, DIMENSIONS)
    past: Floats  # (inputs, DIMENSIONS)
    past_bias: Floats
    centres: Floats  # (CELLS, DIMENSIONS), each of length 1

    def vectors(self, means: Floats) -> Vectors:
        """Return the vector of each row of means."""
        even: Floats = (means - self.shift) * self.spread
        units = gelu(product(even, self.hidden) + self.hidden_bias)
        return as_vectors(product(even, self.past) + self.past_bias + product(units, self.out))


def product(rows: Floats, table: Floats) -> Floats:
    """Return the matrix product `rows @ table`, made in this thread alone."""
    found = np.empty((len(rows), table.shape[1]), dtype=np.float32)
    wide = max(1, _ONE_THREAD // (_ROWS * table.shape[0]))
    for low in range(0, len(rows), _ROWS):
        some = rows[low : low + _ROWS]
        for left in range(0, table.shape[1], wide):
            right = left + wide
            # A single row would go another way in OpenBLAS, which takes all cores far earlier.
            made = some @ table[:, left:right] if len(some) > 1 else _times(some, table[:, left:right])
            found[low : low + _ROWS, left:right] = made
    return found


def _times(row: Floats, table: Floats) -> Floats:
    return np.asarray(np.einsum("ij,jk->ik", row, table), dtype=np.float32)


def gelu(x: Floats) -> Floats:
    """Return the Gaussian error linear unit by its usual approximation (Hendrycks and Gimpel 2016)."""
    inner = np.float32(0.7978846) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(np.float32(0.5) * x * (1 + np.tanh(inner)), dtype=np.float32)


@lru_cache(maxsize=4)
def load_meaning(path: Path) -> Meaning:
    """Return what `training.meaning` wrote; large tables are kept there in 8 bits with a scale a column."""

    def table(name: str) -> Floats:
        return np.asarray(stored[name].astype(np.float32) * stored[f"{name}_scale"], dtype=np.float32)

    try:
        with np.load(path, allow_pickle=False) as stored:
            plain = {name: stored[name] for name in ("shift", "spread", "hidden_bias", "past_bias")}
            read = Meaning(**plain, **{name: table(name) for name in ("hidden", "out", "past", "centres")})
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ModelError(f"{path}: cannot be loaded; reinstall onrecord") from error
    if read.out.shape[1] != DIMENSIONS or read.centres.shape != (CELLS, DIMENSIONS):
        raise ModelError(f"{path}: is of another version than this onrecord; reinstall onrecord")
    return read


def shipped() -> Meaning:
    """Return what ships with the package, loaded once a process."""
    return load_meaning(MEANING_FILE)

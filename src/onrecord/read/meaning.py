"""Vectors of meaning: what a content or a query says, as a point in a space where like things lie close.

The network that reads an article has turned its word pieces into vectors of context on the way. The mean of
those over a content, led through a small second network, comes close to the sentence vector that a model
made for that purpose gives the same words (all-MiniLM-L6-v2; Reimers and Gurevych 2019). It is fitted by
`training.meaning`; docs/model-card.md says how near it comes.

To search millions of vectors each is filed under the nearest of `CELLS` fixed points (spherical k-means), so
that only the cells nearest to a query need be looked at (an inverted file; Jégou, Douze and Schmid 2011).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from onrecord.errors import ModelError

#: Numbers in a vector: the first of 192 fitted, in the order of how much they tell. 192 found no more of the
#: invented paraphrases (model card), and a million vectors would take half as much room again.
DIMENSIONS: Final = 128
#: Cells that vectors are filed under.
CELLS: Final = 2048
#: What a vector of length 1 is multiplied with before its numbers are rounded to 8 bits. One in a thousand
#: numbers is above 0.44; what is above 0.454 is cut at 127.
SCALE: Final = 280.0
# Vectors compared with all cells at once: some megabytes.
_AT_ONCE: Final = 4096

#: A row a vector, each of `DIMENSIONS` whole numbers: `SCALE` times a vector of length 1, rounded. A row of
#: zeros stands for words without meaning (none at all).
Vectors: TypeAlias = NDArray[np.int8]
Floats: TypeAlias = NDArray[np.float32]

#: Where the model that ships with the package lies.
MODEL_FOLDER: Final = Path(__file__).parent / "model"
#: The small network from means of the reader's layers to vectors, and the one that tells the nearest cells.
MEANING_FILE: Final = "meaning.onnx"
CELLS_FILE: Final = "cells.onnx"


def similarity(query: Vectors, rows: Vectors) -> Floats:
    """Return the cosine of `query`, one row, with each of `rows`, from -1 to 1; 0 where either is zeros."""
    one = np.asarray(query, dtype=np.float32).reshape(-1)
    many = np.asarray(rows, dtype=np.float32).reshape(-1, len(one))
    lengths = np.sqrt(np.einsum("ij,ij->i", many, many)) * np.sqrt(one @ one)
    # Not `@`: on all cores, it waits for whatever else runs there; one thread takes 1 ms for 20,000 rows.
    cosines = np.einsum("ij,j->i", many, one) / np.maximum(lengths, np.float32(1e-9))
    return np.asarray(np.clip(cosines, -1, 1), dtype=np.float32)


def cells(vectors: Vectors, n: int = 1) -> NDArray[np.int64]:
    """Return the numbers of the `n` cells nearest to each vector, nearest first: shape (rows, n)."""
    n = min(n, CELLS)
    session = _cells()
    found = np.zeros((len(vectors), n), dtype=np.int64)
    for low in range(0, len(vectors), _AT_ONCE):
        part = np.asarray(vectors[low : low + _AT_ONCE], dtype=np.float32)
        (near,) = session.run(["near"], {"vectors": part})
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


def load_small(path: Path) -> ort.InferenceSession:
    """Return one of the small networks that `training.meaning` wrote, to run on one thread.

    They are run as the large one is, and not by numpy, whose threads wait for each other by spinning: that
    cost 7 % of the time of reading where other work was running, and this costs 1 %.
    """
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises its own unrelated classes
        raise ModelError(f"{path}: cannot be loaded; reinstall onrecord") from error


@lru_cache(maxsize=1)
def _cells() -> ort.InferenceSession:
    """Return the network that says how near vectors are to each cell, loaded once a process."""
    return load_small(MODEL_FOLDER / CELLS_FILE)

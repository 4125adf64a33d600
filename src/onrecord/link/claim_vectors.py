"""Where a statement lies among claims: a vector near those of other statements that make the same claim.

A small network (MiniLM's weights to start from; Wang et al. 2020) was trained on the pairs of
examples/affairs, so that two statements of one claim lie close and near misses do not (a bi-encoder; Reimers
and Gurevych 2019; contrastive loss of Khosla et al. 2020). `training.claim_vectors` makes it. Whether two
statements are the same is not told by it alone: `onrecord.link.sameness`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from onrecord.link.passages import OF_CONTENT, Passage, pieces_of
from onrecord.read.meaning import load_small
from onrecord.read.reader import default_reader

MODEL: Final = Path(__file__).parent / "model" / "claims.onnx"
#: Numbers in a vector.
WIDTH: Final = 384
#: What a vector of length 1 is multiplied with before its numbers are rounded to 8 bits.
SCALE: Final = 400.0
#: A row a statement, each of `WIDTH` whole numbers; zeros for a statement without words.
ClaimVectors: TypeAlias = NDArray[np.int8]


@lru_cache(maxsize=1)
def _network() -> ort.InferenceSession:
    return load_small(MODEL)


def claim_vectors(passages: Sequence[Passage]) -> ClaimVectors:
    """Return the vectors of passages, a row each, in their order.

    Each goes through the network alone: in 8 bits, the numbers of a batch depend on all that is in it, and a
    vector must not depend on what else is linked. Raises ModelError where the file cannot be loaded.
    """
    found = np.zeros((len(passages), WIDTH), dtype=np.int8)
    tokenizer = default_reader().encoder.tokenizer
    for row, passage in enumerate(passages):
        ids, parts = pieces_of(tokenizer, passage)
        if OF_CONTENT in parts:
            feeds = {"ids": np.array([ids]), "part": np.array([parts])}
            (vector,) = _network().run(["vector"], feeds)
            found[row] = np.clip(np.rint(vector[0] * SCALE), -127, 127)
    return found


def nearness(one: ClaimVectors, other: ClaimVectors) -> float:
    """Return the cosine of two vectors, -1 to 1; 0 where one is of a statement without words."""
    a, b = one.astype(np.float64).ravel(), other.astype(np.float64).ravel()
    length = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / length if length else 0.0

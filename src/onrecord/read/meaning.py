"""Vectors of meaning (to come with the model)."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

DIMENSIONS: Final = 128
CELLS: Final = 1024
Vectors = NDArray[np.int8]


def similarity(query: Vectors, rows: Vectors) -> NDArray[np.float32]:
    """Return cosines."""
    products = rows.astype(np.float32) @ query.astype(np.float32).reshape(-1)
    return np.asarray(products / 127**2, dtype=np.float32)


def cells(vectors: Vectors, n: int = 1) -> NDArray[np.int64]:
    """Return the nearest cells."""
    return np.zeros((len(vectors), n), dtype=np.int64)

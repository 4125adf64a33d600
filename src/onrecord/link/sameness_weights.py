"""Weights of `onrecord.link.sameness`; `python -m training.sameness` writes them.

A logistic regression over 23,632 pairs, 778 of them the same: statements of the open dossiers of
examples/links, and of affairs of examples/affairs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WEIGHTS: NDArray[np.float64] = np.array(
    [
        0.6346,  # cosine
        -0.8751,  # words
        1.4377,  # run
        0.6478,  # cosine and words
        0.3266,  # names
        0.0429,  # other names
        2.3923,  # figures
        1.5099,  # parties
        0.2056,  # speaker
        -0.0531,  # verb
        1.0816,  # days
        -0.8775,  # short
        0.9050,  # relayed
        6.3982,  # claim
    ]
)
BIAS: float = -4.2588

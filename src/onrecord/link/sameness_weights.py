"""Weights of `onrecord.link.sameness`; written by `python -m training.sameness`, do not edit.

A logistic regression over 24,108 pairs, 1,311 of them the same: statements of the open dossiers of examples/links,
and claims with headlines of emergent/train.csv (Ferreira and Vlachos 2016), of which nothing but these numbers is
kept.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WEIGHTS: NDArray[np.float64] = np.array(
    [
        6.9388,  # cosine
        2.2862,  # words
        5.1720,  # run
        1.2881,  # cosine and words
        0.4694,  # names
        -0.4076,  # other names
        2.8116,  # figures
        2.4497,  # parties
        0.0872,  # speaker
        0.2722,  # verb
        1.5357,  # days
        -0.2825,  # short
        1.7533,  # relayed
    ]
)
BIAS: float = -5.8788

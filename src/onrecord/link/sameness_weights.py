"""Weights of `onrecord.link.sameness`; `python -m training.sameness` writes them.

A logistic regression over 24,108 pairs, 1,311 of them the same: statements of the open dossiers of
examples/links, and claims with headlines of emergent/train.csv (Ferreira and Vlachos 2016), of which nothing
but these numbers is kept.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WEIGHTS: NDArray[np.float64] = np.array(
    [
        6.9121,  # cosine
        2.2942,  # words
        5.2147,  # run
        1.2295,  # cosine and words
        0.4493,  # names
        -0.4297,  # other names
        2.7633,  # figures
        2.4779,  # parties
        0.1270,  # speaker
        0.1803,  # verb
        1.6021,  # days
        -0.2884,  # short
        1.7747,  # relayed
    ]
)
BIAS: float = -5.8063

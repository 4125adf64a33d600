"""Whether what somebody asks about is what a statement says: by shared words and by meaning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from onrecord.link.wording import content_stems, tokens_of, weight

#: A statement that fits what was asked less than this does not say it. Swept from 0.30 to 0.70 over the four
#: open dossiers of the exam and that of examples (`python -m benchmarks.asked examples`): at 0.45, 40 of 42
#: things that are said there are found, and 1 of 100 questions of something quite else, and 4 of 168 of
#: another dossier, lead to a statement; at 0.50 it is 39, 1 and 2. By meaning alone, at the bound where about
#: as many are found (0.55), 3 and 4 are.
FLOOR: Final = 0.45
#: From here on it is what was asked, as far as words tell. Between, it may be another thing said of the same
#: people: of 15 questions on those of a dossier that nobody says, 9 reach the floor and 2 this.
SURE: Final = 0.6
#: Below this a statement is not even near: all 15 of those questions have one above, 8 of 10 of something
#: else have none.
NEAR: Final = 0.28


def weighed(words: str) -> Mapping[str, float]:
    """Return the stems of the words of weight and the figures of a text, each with how much it tells."""
    tokens = tokens_of(words)
    figures = {token.key: 1.0 for token in tokens if any(letter.isdigit() for letter in token.key)}
    return figures | {token.stem: weight(token) for token in content_stems(tokens)}


def fit_of(asked: Mapping[str, float], words: str, nearness: float | None) -> float:
    """Return how well a statement fits what was asked, 0 to 1.

    It is the mean of the share of the asked words that stand in it and of the nearness of meaning; of the
    share alone where that is not known.
    """
    total = sum(asked.values())
    there = weighed(words)
    share = sum(value for stem, value in asked.items() if stem in there) / total if total else 0.0
    return share if nearness is None else (share + max(0.0, nearness)) / 2

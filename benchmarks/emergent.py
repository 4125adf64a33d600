"""Does a headline stand for a claim, against it, or merely observe it? Cross-validated by claim.

python -m benchmarks.emergent CSV [--folds 10]

CSV is `emergent/train.csv` (Ferreira and Vlachos 2016: 73 % accuracy). Every headline is told by a model
that saw
no headline of its claim. What it sees: how alike the two are and in what they differ (`onrecord.link`),
words that
refute, hedge or settle, question and quotation marks, and the words of the headline that eight others have.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import click
import numpy as np
from numpy.typing import NDArray

from onrecord.link.differences import DifferenceKind, contrary_share, differences
from onrecord.link.likeness import likeness
from onrecord.link.said import Said
from onrecord.read.reader import default_reader

Floats = NDArray[np.float64]
STANCES: Final = ("for", "against", "observing")
RIDGE: Final = 30.0
#: Headlines of the training part that a word must stand in.
LEAST: Final = 8
ROUNDS: Final = 300
_WORD: Final = re.compile(r"[a-z']+|\?|:")
#: Words that refute, that leave open or pass on, and that settle; written for this exam's kind of headline.
_REFUTING: Final = frozenset(
    """hoax fake false falsely debunk debunked debunks untrue deny denies denied denying refute refutes
    refuted
    myth wrong fooled fools satire satirical prank bogus fabricated didn't wasn't isn't aren't not no never
    won't doesn't sorry dispute disputes disputed discredited baseless lied lies retract retracts retracted
    unfounded rejects rejected doubt doubts""".split()
)
_HEDGING: Final = frozenset(
    """reportedly report reports reported claim claims claimed says said say alleged allegedly may might
    could rumor
    rumors rumored rumour rumours rumoured possibly possible likely maybe probably apparently sources source
    plan
    plans planning expected investigating probe unconfirmed believed suspected if would supposedly purported
    tells suggests alleges witness witnesses""".split()
)
_SETTLING: Final = frozenset(
    """confirmed confirms confirm officially official video photo photos revealed reveals named identified
    dies killed announces announced""".split()
)
_FUTURE: Final = re.compile(r"\b(?:may|might|could|would|possibl[ey]|plans?|planning|set to|to be|likely)\b")


def words_of(text: str) -> list[str]:
    """Return the words of a headline, question marks and colons among them."""
    return _WORD.findall(text.lower().replace("’", "'"))


def features(claim: Said, headline: Said) -> list[float]:
    """Return what the model sees of a claim and a headline, but the words themselves."""
    words, own = words_of(headline.content), set(words_of(claim.content))
    new = [word for word in words if word not in own]
    kinds = {found.kind for found in differences(claim, headline)}
    marks = headline.content
    return [
        *likeness(claim, headline),
        *(float(kind in kinds) for kind in DifferenceKind),
        contrary_share(claim, headline),
        *(min(sum(word in group for word in new), 2) / 2 for group in (_REFUTING, _HEDGING, _SETTLING)),
        *(float(mark in marks) for mark in ("?", ":", "'", '"', "‘", "“")),
        float(marks.strip().endswith("?")),
        float(bool(_FUTURE.search(marks.lower()))),
        float(bool(_FUTURE.search(claim.content.lower()))),
        len(own & set(words)) / max(1, len(own)),
        len(new) / max(1, len(words)),
    ]


def bags(texts: Sequence[str], trained: NDArray[np.bool_]) -> Floats:
    """Return which words and pairs of words each headline has, of those that the training part has often."""
    terms = [set(words := words_of(text)) | {f"{a} {b}" for a, b in pairwise(words)} for text in texts]
    counts = Counter(term for at in np.flatnonzero(trained) for term in sorted(terms[at]))
    kept = {term: at for at, term in enumerate(sorted(term for term, n in counts.items() if n >= LEAST))}
    found = np.zeros((len(texts), len(kept)))
    for row, own in enumerate(terms):
        found[row, [kept[term] for term in own if term in kept]] = 1.0
    return found


def fit(x: Floats, y: NDArray[np.int64]) -> Floats:
    """Return the weights of a multinomial logistic regression with a ridge (Nesterov's accelerated
    descent).
    """
    z, gold = np.c_[x, np.ones(len(x))], np.eye(len(STANCES))[y]
    step = 1 / (np.linalg.norm(z, 2) ** 2 / 2 + RIDGE)
    weights = ahead = np.zeros((z.shape[1], len(STANCES)))
    pace = 1.0
    for _ in range(ROUNDS):
        shrunk = np.r_[ahead[:-1], np.zeros((1, len(STANCES)))]
        after = ahead - step * (z.T @ (_shares(z @ ahead) - gold) + RIDGE * shrunk)
        quicker = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = after + (pace - 1) / quicker * (after - weights)
        weights, pace = after, quicker
    return weights


def _shares(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def told(
    x: Floats, texts: Sequence[str], y: NDArray[np.int64], folds: Sequence[NDArray[np.bool_]]
) -> NDArray[np.int64]:
    """Return the stance of each headline, told by a model that saw nothing of its fold."""
    found = np.zeros(len(y), dtype=np.int64)
    for aside in folds:
        middle, spread = x[~aside].mean(axis=0), x[~aside].std(axis=0) + 1e-6
        seen = np.c_[(x - middle) / spread, bags(texts, ~aside)]
        weights = fit(seen[~aside], y[~aside])
        found[aside] = (np.c_[seen[aside], np.ones(aside.sum())] @ weights).argmax(axis=1)
    return found


@click.command(help=__doc__)
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="CSV")
@click.option("--folds", default=10, show_default=True, help="Parts that claims are divided into.")
def main(path: Path, folds: int) -> None:
    """Print accuracy, and recall and precision of each stance."""
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    reader = default_reader()
    texts = sorted({row[name] for row in rows for name in ("claimHeadline", "articleHeadline")})
    said = {text: Said(text, text, text, vector=reader.meaning_of(text)) for text in texts}
    x = np.array([features(said[row["claimHeadline"]], said[row["articleHeadline"]]) for row in rows])
    y = np.array([STANCES.index(row["articleHeadlineStance"]) for row in rows])
    claims = np.random.default_rng(0).permutation(sorted({row["claimId"] for row in rows}))
    own = np.array([row["claimId"] for row in rows])
    parts = [np.isin(own, part) for part in np.array_split(claims, folds)]
    found = told(x, [row["articleHeadline"] for row in rows], y, parts)
    click.echo(
        f"accuracy {100 * np.mean(found == y):.1f} % of {len(y)} headlines,"
        f" {len(claims)} claims, {folds} folds"
    )
    click.echo(f"always '{STANCES[0]}': {100 * np.mean(y == 0):.1f} %")
    for number, stance in enumerate(STANCES):
        right = np.sum((found == number) & (y == number))
        precision, recall = right / max(1, np.sum(found == number)), right / np.sum(y == number)
        click.echo(f"{stance}: precision {precision:.2f}, recall {recall:.2f} of {np.sum(y == number)}")


if __name__ == "__main__":
    main()

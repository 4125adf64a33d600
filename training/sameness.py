"""Fit the weights of `onrecord.link.sameness` on the open dossiers of examples/links and on affairs.

    python -m training.sameness [--measure]

Of the dossiers, two statements that assert one claim say the same; a statement of a claim and any of another,
or of none, do not; nor do the statements of two dossiers. Of examples/affairs those are taken that the
network of claims (`training.claim_vectors`) has not learned from: of the others it knows too much. Writes
src/onrecord/link/sameness_weights.py. With --measure nothing is written: for each dossier the weights are
fitted on the others, and pairs and claims are measured on it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
import numpy as np
from numpy.typing import NDArray

from benchmarks.claims import Dossier, Score, count, link, load, open_dossiers
from onrecord.article import Span
from onrecord.link import sameness_weights
from onrecord.link.claim_vectors import claim_vectors
from onrecord.link.likeness import FEATURES, likeness
from onrecord.link.said import Said
from onrecord.link.sameness import LEAST_WORDS, SAME, amount, compare
from onrecord.read.pooling import Kept, cut
from onrecord.read.reader import default_reader
from training.affairs import Affair, affairs_in, held_out, passage, relation

Floats = NDArray[np.float64]
#: Rows of likeness, whether the two say the same, and how much each row counts.
Rows = tuple[Floats, Floats, Floats]

TARGET: Final = Path(sameness_weights.__file__)
#: A statement of a claim and one of none count less: the gold leaves out headlines and what only hints at a
#: claim.
LESS: Final = 0.3
#: Of two dossiers, the pairs nearest in meaning, and pairs in which both have figures.
NEAREST, WITH_FIGURES = 300, 100
#: What a pair of an affair counts: its near misses are far denser than what articles have.
OF_AFFAIRS: Final = 0.3
AFFAIRS: Final = Path(__file__).parents[1] / "examples" / "affairs"
RIDGE: Final = 3.0
_STATING: Final = {"asserts", "confirms"}


def fit(rows: Rows) -> tuple[Floats, float]:
    """Return the weights and the bias of a logistic regression with a ridge (Newton's method)."""
    x, y, weights = rows
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = np.c_[(x - middle) / spread, np.ones(len(x))]
    ridge = np.r_[np.full(x.shape[1], RIDGE), 1e-9]
    found = np.zeros(z.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ found))
        gradient = z.T @ (weights * (p - y)) + ridge * found
        found -= np.linalg.solve((z * (weights * p * (1 - p))[:, None]).T @ z + np.diag(ridge), gradient)
    return found[:-1] / spread, float(found[-1] - (found[:-1] * middle / spread).sum())


def pairs_of(dossier: Dossier) -> Iterator[tuple[int, int, bool]]:
    """Yield the pairs of statements of different articles of which it is known whether they say the same."""
    spots: dict[int, list[tuple[str, str, bool]]] = {}
    for spot in dossier.members:
        for place, row in enumerate(spot.rows):
            spots.setdefault(row, []).append((spot.claim, spot.stance, place == 0))
    for one, other in combinations(sorted(dossier.said), 2):
        told = [*spots.get(one, ()), *spots.get(other, ())]
        if dossier.articles[one] == dossier.articles[other] or not told:
            continue
        claims = {claim for claim, *_ in spots.get(one, ())} & {claim for claim, *_ in spots.get(other, ())}
        if not claims:
            yield one, other, False
        elif all(stance in _STATING and nearest for _, stance, nearest in told):
            yield one, other, True


def rows_of(dossier: Dossier) -> Rows:
    """Return the rows of the pairs inside a dossier."""
    pairs = list(pairs_of(dossier))
    x = np.array([likeness(dossier.said[one], dossier.said[other]) for one, other, _ in pairs])
    y = np.array([float(same) for *_, same in pairs])
    return x, y, np.where(y == 1, 1.0, LESS)


def across(one: Dossier, other: Dossier) -> Rows:
    """Return rows of pairs of two dossiers, none the same, as if published on one day."""
    mine, yours = (
        [said for said in side.said.values() if amount(said) >= LEAST_WORDS] for side in (one, other)
    )
    near = _unit(mine) @ _unit(yours).T
    places = [divmod(int(at), len(yours)) for at in np.argsort(-near.ravel(), kind="stable")[:NEAREST]]
    counted = [(a, b) for a, x in enumerate(mine) for b, y in enumerate(yours) if x.figures and y.figures]
    places += random.Random(1).sample(counted, min(WITH_FIGURES, len(counted)))
    x = np.array([likeness(mine[a], replace(yours[b], published=mine[a].published)) for a, b in places])
    return x, np.zeros(len(x)), np.full(len(x), LESS)


def _unit(said: Sequence[Said]) -> Floats:
    rows = np.array([one.vector.reshape(-1) for one in said], dtype=np.float64)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


def affairs(folder: Path) -> Rows:
    """Return the rows of pairs of the affairs that are kept back from the network of claims."""
    found: list[tuple[Floats, int]] = []
    for affair in held_out(affairs_in(folder))[1]:
        said = said_of(affair)
        for (one, mine), (other, yours) in combinations(zip(affair.told, said, strict=True), 2):
            told = relation(one, other) if one.snippet != other.snippet else None
            if told in (0, 1) and min(amount(mine), amount(yours)) >= LEAST_WORDS:
                found.append((likeness(mine, yours), told))
    x, y = np.array([row for row, _ in found]), np.array([float(told) for _, told in found])
    return x, y, np.where(y == 1, 1.0, LESS) * OF_AFFAIRS


def said_of(affair: Affair) -> list[Said]:
    """Return the statements of an affair as comparing looks at them; who said them is not read."""
    encoder = default_reader().encoder
    places = claim_vectors([passage(told) for told in affair.told])
    found = []
    for number, told in enumerate(affair.told):
        kept = Kept(cut(told.text, encoder.tokenizer))
        vector = encoder.vectors(kept, [[Span(told.start, told.end)]])
        key = f"{affair.name} {number}"
        article = f"{affair.name} {told.snippet}"
        found.append(Said(key, article, told.content, vector=vector, claim_vector=places[number]))
    return found


def joined(parts: Sequence[Rows]) -> Rows:
    """Return several sets of rows as one."""
    x, y, weights = (np.concatenate([part[at] for part in parts]) for at in range(3))
    return x, y, weights


def gathered(names: Sequence[str], dossiers: dict[str, Dossier], more: Rows) -> Rows:
    """Return all rows of some dossiers, with those of affairs."""
    inside = [rows_of(dossiers[name]) for name in names]
    between = [across(dossiers[a], dossiers[b]) for a, b in combinations(names, 2)]
    return joined([*inside, *between, more])


def measure(dossiers: dict[str, Dossier], more: Rows) -> None:
    """Print what weights that were fitted on the other dossiers do on each."""
    total, pairs = Score(), list[tuple[float, bool]]()
    for name, dossier in dossiers.items():
        weights, bias = fit(gathered([other for other in dossiers if other != name], dossiers, more))
        sameness_weights.WEIGHTS, sameness_weights.BIAS = weights, bias  # type: ignore[misc]
        score, placed = Score(), link(dossier)
        for one in (score, total):
            count(dossier, placed, one)
        click.echo(f"{name}: {score.words}")
        members = {row for spot in dossier.members for row in spot.rows}
        for a, b, same in pairs_of(dossier):
            if a in members and b in members:
                found = compare(dossier.said[a], dossier.said[b])
                pairs.append((0.0 if found.differences else found.score, same))
    click.echo(f"all: {total.words}")
    _print_pairs(pairs)


def _print_pairs(pairs: Sequence[tuple[float, bool]]) -> None:
    """Print precision and recall over pairs of members, at several scores."""
    gold = sum(same for _, same in pairs)
    for least in (0.2, 0.4, SAME, 0.8, 0.9):
        taken = [same for score, same in pairs if score >= least]
        right = sum(taken)
        click.echo(f"pairs >= {least}: precision {right / max(1, len(taken)):.2f}, recall {right / gold:.2f}")
    order = sorted(pairs, key=lambda pair: -pair[0])
    hits = np.cumsum([same for _, same in order])
    average = sum(hits[at] / (at + 1) for at, (_, same) in enumerate(order) if same) / gold
    click.echo(f"average precision {average:.3f} over {len(pairs)} pairs, {gold} of them the same")


def write(weights: Floats, bias: float, rows: Rows) -> None:
    """Write the weights as the module that the package reads."""
    lines = [f"        {value:.4f},  # {name}" for name, value in zip(FEATURES, weights, strict=True)]
    TARGET.write_text(
        HEAD.format(rows=len(rows[1]), same=int(rows[1].sum()))
        + "WEIGHTS: NDArray[np.float64] = np.array(\n    [\n"
        + "\n".join(lines)
        + f"\n    ]\n)\nBIAS: float = {bias:.4f}\n",
        encoding="utf-8",
    )


HEAD: Final = """\"\"\"Weights of `onrecord.link.sameness`; `python -m training.sameness` writes them.

A logistic regression over {rows:,} pairs, {same:,} of them the same: statements of the open dossiers of
examples/links, and of affairs of examples/affairs.
\"\"\"

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

"""


@click.command(help=__doc__)
@click.option("--measure", "measuring", is_flag=True, help="Measure on each dossier what the others give.")
def main(measuring: bool) -> None:
    """Fit, and write or measure."""
    with TemporaryDirectory() as folder:
        dossiers = {name: load(name, Path(folder)) for name in open_dossiers()}
        more = affairs(AFFAIRS)
        if measuring:
            measure(dossiers, more)
        else:
            rows = gathered(list(dossiers), dossiers, more)
            weights, bias = fit(rows)
            write(weights, bias, rows)
            click.echo(f"{TARGET}: {len(rows[1])} pairs")
        for dossier in dossiers.values():
            dossier.store.close()


if __name__ == "__main__":
    main()

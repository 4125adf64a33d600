"""Choose the settings of decoding and fit the confidence on annotated articles kept out of training.

    python -m training.tune MODEL_FOLDER DEV

Sweeps one setting after another, keeps what gives the best whole F1 (a tie keeps the default), and
fits the confidence as a logistic function of the raw score (Platt 1999). Writes both into
`MODEL_FOLDER/settings.json`, and the table into `MODEL_FOLDER/tuning.txt`.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.article import Attribution
from onrecord.read.decode import Settings, link
from onrecord.read.encoder import Encoder, Output
from onrecord.read.windows import windows
from onrecord.score import pairs, score, verdict
from training.corpus import Document, read_corpus
from training.evaluate import attribution, best_path

SWEPT: dict[str, tuple[float, ...]] = {
    "outside_bias": (-0.4, -0.2, 0.0, 0.2, 0.6, 0.8),
    "leave": (0.0, 0.6, 1.5),
    "gap": (0, 1, 2, 3),
    "share": (0.2, 0.3, 0.4, 0.5, 0.6),
    "rescue": (0.3, 0.4, 0.5, 0.6),
    "unlinked": (-8.0, -6.0, -5.0, -4.0, -3.0),
}
#: A setting must win by so much, in points, to leave its default: less is noise on some 80 articles.
MARGIN = 0.3

Window = tuple[Document, int, Output]


def outputs(encoder: Encoder, documents: Sequence[Document]) -> list[Window]:
    """Let the network read all documents once."""
    found: list[Window] = []
    for document in documents:
        runs = windows(document.text, document.words, document.pieces)
        for number, output in encoder.outputs(document.words, document.pieces, runs):
            found.append((document, runs[number][0], output))
    return found


def decode(encoder: Encoder, read: Sequence[Window], settings: Settings) -> dict[str, list[Attribution]]:
    """Return the attributions of each document, with raw confidence."""
    found: dict[str, list[Attribution]] = {}
    for document, low, output in read:
        fresh = document.words.fresh[low : low + len(output.tags)]
        path = best_path(output.tags, fresh, settings)
        linked = link(path, output.scores(path, encoder.bias), settings, fresh)
        found.setdefault(document.name, []).extend(attribution(document, low, one) for one in linked)
    return found


def whole(documents: Sequence[Document], found: dict[str, list[Attribution]]) -> float:
    """Return the headline F1 in percent."""
    return score((d.text, d.gold, found.get(d.name, [])) for d in documents)["whole"].f1


def sweep(
    encoder: Encoder, documents: Sequence[Document], read: Sequence[Window], tell: Callable[[str], None]
) -> Settings:
    """Return the best settings, found one after another; tells each figure."""
    best = Settings()
    top = whole(documents, decode(encoder, read, best))
    tell(f"default {top:.2f}")
    for name, values in SWEPT.items():
        for value in values:
            tried = Settings(**(asdict(best) | {name: value}))
            figure = whole(documents, decode(encoder, read, tried))
            tell(f"{name} {value}: {figure:.2f}")
            if figure > top + MARGIN:
                best, top = tried, figure
    tell(f"chosen {best} {top:.2f}")
    return best


def outcomes(documents: Sequence[Document], found: dict[str, list[Attribution]]) -> NDArray[np.float64]:
    """Return a row for each attribution found: its log-odds raw score, and whether it is right as a whole."""
    rows = []
    for document in documents:
        mine = found.get(document.name, [])
        right = {
            j
            for i, j in pairs(document.text, document.gold, mine)
            if verdict(document.text, document.gold[i], mine[j])[1]
        }
        for j, one in enumerate(mine):
            chance = min(max(one.confidence, 1e-6), 1 - 1e-6)
            rows.append((math.log(chance / (1 - chance)), float(j in right)))
    return np.array(rows)


def calibrate(rows: NDArray[np.float64]) -> tuple[float, float]:
    """Fit slope and offset of the logistic function by Newton's method."""
    x, y = np.column_stack([rows[:, 0], np.ones(len(rows))]), rows[:, 1]
    w = np.zeros(2)  # from nothing known, Newton's steps do not overshoot
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + 1e-6 * np.eye(2), x.T @ (y - p))
    return round(float(w[0]), 4), round(float(w[1]), 4)


def reliability(rows: NDArray[np.float64], fitted: tuple[float, float]) -> list[tuple[str, int, float]]:
    """Return for each band of confidence how many attributions it holds and what percent are right."""
    confidence = 1 / (1 + np.exp(-(fitted[0] * rows[:, 0] + fitted[1])))
    table = []
    for low, high in ((0.0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        inside = (confidence >= low) & (confidence < high)
        if inside.any():
            table.append(
                (f"{low:.1f}-{min(high, 1):.1f}", int(inside.sum()), float(100 * rows[inside, 1].mean()))
            )
    return table


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("dev", type=Path)
    args = parser.parse_args()
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        print(line, flush=True)

    encoder = Encoder(args.model)
    documents = read_corpus(args.dev, encoder.tokenizer)
    read = outputs(encoder, documents)
    settings = sweep(encoder, documents, read, tell)
    found = decode(encoder, read, settings)
    for name, figure in score((d.text, d.gold, found.get(d.name, [])) for d in documents).items():
        tell(f"{name:14s} P {figure.precision:.1f} R {figure.recall:.1f} F1 {figure.f1:.1f}")
    rows = outcomes(documents, found)
    fitted = calibrate(rows)
    for band, count, right in reliability(rows, fitted):
        tell(f"confidence {band}: {count} attributions, {right:.1f} % right")
    stored = encoder.settings | {"decoding": asdict(settings), "calibration": list(fitted)}
    (args.model / "settings.json").write_text(json.dumps(stored, ensure_ascii=False) + "\n", encoding="utf-8")
    (args.model / "tuning.txt").write_text("\n".join(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

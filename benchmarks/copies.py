"""Copies measured: on the open dossiers of examples/links, and on articles of one event in rows of JSON.

    python -m benchmarks.copies [--rows articles.jsonl]

The baseline calls two articles copies where a tenth of the shorter's distinct runs of seven words stands in
the other, and the later one the copy. Rows need `id`, `text` and `publisher`; of those there is no gold: told
are how many pairs with half of these runs in common are found, and how many of the rest.
"""

from __future__ import annotations

import csv
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Final, TypeAlias

import click

from onrecord.article import Article
from onrecord.link.copies import Copy, compare
from onrecord.link.copy_families import essential
from onrecord.link.copyable import Copyable, copyable
from onrecord.read.reader import default_reader

LINKS: Final = Path(__file__).parents[1] / "examples" / "links"
_Pair: TypeAlias = tuple[str, str, str]
_RUN, _BASELINE, _HALF = 7, 0.1, 0.5


def open_dossiers() -> list[Path]:
    """Return the folders of the dossiers that may be built on."""
    rows = _table(LINKS / "parts.tsv")
    return [LINKS / row["name"] for row in rows if row["part"] == "open"]


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_dossier(folder: Path) -> list[Copyable]:
    """Return the articles of a dossier as copies are looked for."""
    reader = default_reader()
    articles = [
        Article(
            row["name"],
            (folder / "text" / f"{row['name']}.txt").read_text(encoding="utf-8"),
            title=row["title"],
            url=row["url"],
            publisher=row["publisher"],
            published=row["published"],
        )
        for row in _table(folder / "articles.tsv")
    ]
    return [copyable(article.name, reader.read(article)) for article in articles]


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Return the distinct runs of seven words of a text, without case and marks."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def containment(texts: dict[str, str]) -> dict[tuple[str, str], float]:
    """Return for pairs of texts the part of the shorter's runs that the other has, where it has any."""
    found = {name: runs(text) for name, text in texts.items()}
    where: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in texts:
        for run in found[name]:
            where[run].append(name)
    common = Counter(pair for names in where.values() for pair in combinations(names, 2))
    return {
        pair: number / min(len(found[pair[0]]), len(found[pair[1]]))
        for pair, number in sorted(common.items())
    }


def measure_dossiers() -> None:
    """Print precision, recall and F1 over ordered pairs, of Onrecord and of the baseline."""
    baseline: set[_Pair] = set()
    gold: dict[_Pair, dict[str, Any]] = {}
    found: dict[_Pair, Copy] = {}
    for folder in open_dossiers():
        articles = read_dossier(folder)
        copies = [copy for pair in combinations(articles, 2) if (copy := compare(*pair)) is not None]
        for copy in essential(copies):
            found[folder.name, copy.article, copy.of] = copy
        order = {one.key: (one.published or "", one.key) for one in articles}
        for pair, share in containment({one.key: one.text for one in articles}).items():
            if share >= _BASELINE:
                original, later = sorted(pair, key=lambda key: order[key])
                baseline.add((folder.name, later, original))
        listed = json.loads((folder / "links.json").read_text(encoding="utf-8"))["copies"]
        gold |= {(folder.name, entry["article"], entry["of"]): entry for entry in listed}
    ours = {*found}
    _tell("onrecord", ours, {*gold})
    _tell("7-grams", baseline, {*gold})
    right = sorted(ours & {*gold})
    credited = sum(found[key].credited == gold[key]["credited"] for key in right)
    error = sum(abs(found[key].share - gold[key]["share"]) for key in right) / max(1, len(right))
    click.echo(f"of {len(right)} found: credited right {credited}, mean error of share {error:.3f}")
    for key in sorted({*gold} - ours):
        click.echo(f"missed: {' '.join(key)} ({gold[key]['kind']})")
    for key in sorted(ours - {*gold}):
        click.echo(f"wrong: {' '.join(key)}")


def _tell(name: str, found: set[_Pair], gold: set[_Pair]) -> None:
    right = len(found & gold)
    precision, recall = right / max(1, len(found)), right / max(1, len(gold))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    click.echo(
        f"{name}: {right} of {len(gold)}, {len(found)} told: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
    )


def measure_rows(path: Path) -> None:
    """Print how many of the pairs of some articles with much and with less in common are copies."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = {
        row["id"]: Copyable(row["id"], row["text"].replace(" ### ", "\n\n"), row["publisher"]) for row in rows
    }
    shares = containment({row["id"]: row["text"] for row in rows})
    begun = time.perf_counter()
    copies = {pair for pair in shares if compare(articles[pair[0]], articles[pair[1]]) is not None}
    seconds = time.perf_counter() - begun
    bands: Sequence[tuple[str, float, float]] = (
        ("half and more", _HALF, 2.0),
        ("a tenth to half", _BASELINE, _HALF),
        ("less", 0.0, _BASELINE),
    )
    for name, low, high in bands:
        pairs = {pair for pair, share in shares.items() if low <= share < high}
        click.echo(f"{name}: {len(pairs & copies)} of {len(pairs)} pairs are copies")
    click.echo(f"{1000 * seconds / max(1, len(shares)):.2f} ms a pair, {len(shares)} pairs")


@click.command(help=__doc__)
@click.option(
    "--rows", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Articles as JSON."
)
def main(rows: Path | None) -> None:
    """Measure copies."""
    measure_dossiers()
    if rows is not None:
        measure_rows(rows)


if __name__ == "__main__":
    main()

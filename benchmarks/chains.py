"""Chains of sourcing, scored against the nested sources of MPQA by the scorer that comes with the exams.

    python -m benchmarks.chains EXAMS [--part held-out|development|all] [--out FILE]

EXAMS holds `mpqa/train.jsonl` and `score_chains.py`. Each article is read with its own date of publication
where it has one. Held out is every fifth article, the first one included; the others may be learned from.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import click

import onrecord
from benchmarks.predictions import read_all, run_scorer, with_parents, write

FIFTH: Final = 5
Document = dict[str, Any]


def is_in(part: str, number: int) -> bool:
    """Say whether the document of this number, counted from 0, belongs to a part."""
    return part == "all" or (number % FIFTH == 0) == (part == "held-out")


def article_of(document: Document) -> onrecord.Article:
    """Return the article of one line of the corpus."""
    return onrecord.Article(
        name=document["name"], text=document["text"], published=document.get("document_time") or None
    )


@click.command(help=__doc__)
@click.argument("exams", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--part", type=click.Choice(["held-out", "development", "all"]), default="held-out", show_default=True
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("build/mpqa.jsonl"))
def main(exams: Path, part: str, out: Path) -> None:
    """Read the articles of a part, write them to `out` and print the scorer's table."""
    lines = (exams / "mpqa" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = [line for number, line in enumerate(filter(str.strip, lines)) if is_in(part, number)]
    articles = [article_of(json.loads(line)) for line in chosen]
    write(out, read_all(articles, len(articles)), with_parents)
    click.echo(f"MPQA, {part}: {len(articles)} articles")
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        gold.write_text("\n".join(chosen) + "\n", encoding="utf-8")
        sys.exit(run_scorer(exams / "score_chains.py", gold, out))


if __name__ == "__main__":
    main()

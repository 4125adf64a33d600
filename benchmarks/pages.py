"""How well the main text of web pages is found, on a folder of pages with their articles' text.

    python benchmarks/pages.py FOLDER

FOLDER holds `html/ID.html.gz` and `ground-truth.json` ({ID: {"articleBody": text}}). A page's text and
the true one are compared as bags of runs of four words; precision and recall are the means over the
pages. Prints one line, and one for each page that could not be read; the exit status is then 1.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from onrecord.errors import InputError
from onrecord.extract import article_from_page

RUN = 4
Grams = Counter[tuple[str, ...]]


def grams(text: str) -> Grams:
    """Return the runs of `RUN` words of `text`, each with how often it occurs."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)) if words)


def compared(found: str, true: str) -> tuple[float, float]:
    """Return precision and recall of one page's text, from 0 to 1."""
    mine, theirs = grams(found), grams(true)
    shared = (mine & theirs).total()
    return shared / max(1, mine.total()), shared / max(1, theirs.total())


def pages(folder: Path) -> Iterator[tuple[str, bytes, str]]:
    """Yield name, bytes and true text of every page of `folder`."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, entry in sorted(truth.items()):
        yield name, gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), entry["articleBody"]


def main(folder: Path) -> int:
    """Print the figures of the pages in `folder` and return the exit status."""
    scores: list[tuple[float, float]] = []
    failed = 0
    for name, data, true in pages(folder):
        try:
            scores.append(compared(article_from_page(data, name).text, true))
        except InputError as error:
            print(error, file=sys.stderr)
            scores.append((0.0, 0.0))
            failed += 1
    precision, recall = fmean(p for p, _ in scores), fmean(r for _, r in scores)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    print(f"{len(scores) - failed} of {len(scores)} pages read; P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

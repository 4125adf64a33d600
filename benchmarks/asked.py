"""Whether `onrecord trace` knows what the record says and what it does not say.

    python -m benchmarks.asked examples

Asked are the claims of the open dossiers of examples/links and the questions of asked.tsv, written for this:
things *said* in a dossier, in a reader's words; things *beside* it, which nobody says of its people; what is
of something *else*; and what is said in *another* dossier.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from benchmarks.links.gold import OPEN, folders_of
from benchmarks.links.systems import record_of
from onrecord.link.asked import FLOOR, SURE
from onrecord.record.asked import ranked

QUESTIONS: Final = Path(__file__).with_name("asked.tsv")
#: The dossier that has no gold of links.
PLAIN: Final = "dossier"
BOUNDS: Final = (0.3, 0.35, 0.4, FLOOR, 0.5, 0.55, SURE, 0.65, 0.7)
KINDS: Final = ("said", "beside", "else", "another")


def questions(exam: Path) -> dict[tuple[str, str], list[str]]:
    """Return the questions by dossier and kind; those of something else under the dossier ""."""
    found: dict[tuple[str, str], list[str]] = {}
    for folder in folders_of(exam / "links", OPEN):
        gold = json.loads((folder / "links.json").read_text(encoding="utf-8"))
        found[folder.name, "said"] = [claim["wording"] for claim in gold["claims"]]
    with QUESTIONS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found.setdefault((row["dossier"], row["kind"]), []).append(row["question"])
    return found


def fits(exam: Path) -> Iterator[tuple[str, float]]:
    """Yield for each question asked of each dossier its kind and how well the best statement fits."""
    asked = questions(exam)
    names = sorted({name for name, kind in asked if kind == "said"})
    for name in names:
        with record_of(exam / name if name == PLAIN else exam / "links" / name) as record:
            put = [(kind, one) for kind in ("said", "beside") for one in asked.get((name, kind), [])]
            put += [("else", one) for one in asked["", "else"]]
            put += [("another", one) for other in names if other != name for one in asked[other, "said"]]
            for kind, question in put:
                best = ranked(record.store, question, record.reader.meaning_of)[:1]
                yield kind, best[0][0] if best else 0.0


@click.command(help=__doc__)
@click.argument("exam", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(exam: Path) -> None:
    """Print for each bound how many questions of each kind lead to a statement."""
    found = list(fits(exam))
    count = Counter(kind for kind, _ in found)
    click.echo("bound  " + "  ".join(f"{kind} ({count[kind]})" for kind in KINDS))
    for bound in BOUNDS:
        over = Counter(kind for kind, fit in found if fit >= bound)
        click.echo(
            f"{bound:5.2f}  " + "  ".join(f"{over[k]:{len(k) + len(str(count[k])) + 3}}" for k in KINDS)
        )


if __name__ == "__main__":
    main()

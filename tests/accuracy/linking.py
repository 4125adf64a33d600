"""How well the parties of the dossier's articles are linked, held against examples/dossier/parties.tsv.

python -m tests.accuracy.linking           figures
python -m tests.accuracy.linking --lines   ... and each pair that is wrong, missed or only suggested

Counted are pairs of named parties of two articles. `precision` is how many of the pairs that were linked are
one party, `recall` how many of those that are one were linked, `or suggested` how many were linked or
suggested. `linked` takes the annotated parties, which have no descriptions, `read linked` those that the
reader finds; of the latter one that the table does not have counts as wrong wherever it is linked.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from onrecord.article import Naming, Party, Reading
from onrecord.extract.original import Original, OriginalKind
from onrecord.link.parties import fold
from onrecord.record import Mode, Store
from onrecord.record.write import put
from tests.accuracy.gold import EXAMPLES, Gold, Pair, annotated, read
from tests.accuracy.tally import Figures, Tally
from tests.record.dossier import read_of

FOLDER = "dossier"
TABLE = EXAMPLES / FOLDER / "parties.tsv"


class Placed(NamedTuple):
    """A named party of an article: whom the table says that it is ("" for none), and where it was put."""

    article: str
    name: str
    gold: str
    party: int


class Table:
    """The parties across articles, by their ids and by their names in each article."""

    def __init__(self, path: Path = TABLE) -> None:
        with path.open(encoding="utf-8", newline="") as lines:
            self.rows = list(csv.DictReader(lines, delimiter="\t"))
        self._ids = {(row["article"], row["id"]): row["party"] for row in self.rows if row["id"]}
        self._names = {
            (row["article"], fold(name)): row["party"]
            for row in self.rows
            for name in row["names"].split("|")
        }

    def by_id(self, article: str, party: str) -> str:
        """Return the party that an annotated one is, "" for none."""
        return self._ids.get((article, party), "")

    def by_name(self, article: str, name: str) -> str:
        """Return the party that goes by a name in an article, "" for none."""
        return self._names.get((article, fold(name)), "")


def placed(
    readings: Iterable[Reading], table: Table, by_id: bool
) -> tuple[list[Placed], set[frozenset[int]]]:
    """Return the named parties as a record links them, and the pairs of parties that it suggests."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "r.db", Mode.CREATE) as store:
        for reading in readings:
            article = reading.article
            facts = {"published": article.published or "", "publisher": article.publisher or ""}
            original = Original(
                article.name, article.text.encode(), OriginalKind.TEXT, article.name, facts=facts
            )
            put(store, read_of(original, reading))
        rows = store.rows(
            "SELECT r.name AS article, s.local, s.name, s.party_id FROM appearance AS s"
            " JOIN article AS r ON r.id = s.article_id WHERE s.naming = ? ORDER BY s.id",
            (Naming.NAMED.value,),
        )
        suggested = {frozenset(row) for row in store.rows("SELECT one_id, other_id FROM suggestion")}
    found = []
    for row in rows:
        which = (
            table.by_id(row["article"], row["local"]) if by_id else table.by_name(row["article"], row["name"])
        )
        found.append(Placed(row["article"], row["name"], which, row["party_id"]))
    return found, suggested


def count(parties: Sequence[Placed], suggested: set[frozenset[int]]) -> tuple[Tally, int]:
    """Return right, false and missed pairs, and how many of the missed were suggested."""
    tally, hints = Tally(), 0
    for one, other in combinations(parties, 2):
        if one.article == other.article:
            continue
        same, linked = bool(one.gold) and one.gold == other.gold, one.party == other.party
        line = f"{one.article[:2]} {one.name!r} / {other.article[:2]} {other.name!r}"
        if linked and same:
            tally.right += 1
        elif linked:
            tally.false += 1
            tally.lines.append(f"wrong      {line}")
        elif same:
            hint = frozenset((one.party, other.party)) in suggested
            hints += hint
            tally.missed += 1
            tally.lines.append(f"{'suggested' if hint else 'missed':10s} {line}")
    return tally, hints


def linked(golds: Iterable[Gold], table: Table) -> tuple[Tally, int]:
    """Return how the annotated parties are linked."""
    readings = [
        replace(
            gold.reading,
            attributions=(),
            dates=(),
            silences=(),
            parties=tuple(_alone(one) for one in gold.reading.parties if one.naming is Naming.NAMED),
        )
        for gold in golds
        if gold.folder == FOLDER
    ]
    return count(*placed(readings, table, True))


def _alone(party: Party) -> Party:
    """A party without its ties to others that are left out."""
    return replace(party, speaks_for=None, members=())


def linked_as_read(pairs: Iterable[Pair], table: Table) -> tuple[Tally, int]:
    """Return how the parties that are read are linked."""
    return count(*placed([reading for gold, reading in pairs if gold.folder == FOLDER], table, False))


def measure(pairs: Sequence[Pair]) -> Figures:
    """Return each figure in percent."""
    table, figures = Table(), Figures()
    for prefix, (tally, hints) in (
        ("linked", linked((gold for gold, _ in pairs), table)),
        ("read linked", linked_as_read(pairs, table)),
    ):
        wanted = tally.right + tally.missed
        figures[f"{prefix} precision"] = round(tally.precision, 1)
        figures[f"{prefix} recall"] = round(tally.recall, 1)
        figures[f"{prefix} or suggested"] = (
            round(100 * (tally.right + hints) / wanted, 1) if wanted else 100.0
        )
    return figures


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lines", action="store_true")
    args = parser.parse_args()
    pairs = read(annotated([FOLDER]))
    for name, value in measure(pairs).items():
        print(f"{name:26s} {value:5.1f}")
    table = Table()
    for title, (tally, _) in (
        ("given", linked((gold for gold, _ in pairs), table)),
        ("read", linked_as_read(pairs, table)),
    ):
        print(f"{title}: {tally.right} right, {tally.false} wrong, {tally.missed} missed")
        for line in tally.lines if args.lines else ():
            print("   ", line)


if __name__ == "__main__":
    main()

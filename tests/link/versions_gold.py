"""The versions of invented articles, the table of what changed between them, and how that is measured."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from onrecord.article import Article, Reading
from onrecord.link.changes import Changes, compare
from onrecord.read.reader import default_reader

FOLDER = Path(__file__).parent / "versions"
#: The articles that may be looked at while the comparison is worked on; the others are only measured.
OPEN = ("01", "02", "03", "04", "05", "06")
_FACTS = {"Title": "title", "Byline": "byline", "Published": "published", "Modified": "modified"}


@dataclass(frozen=True)
class Row:
    """One change: where, of what kind, the words before and after."""

    article: str
    pair: str
    kind: str
    old: str
    new: str


@dataclass
class Tally:
    """How many changes of a kind were found rightly, missed, and told wrongly."""

    right: int = 0
    missed: list[Row] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was told that is right, in percent."""
        told = self.right + len(self.wrong)
        return 100 * self.right / told if told else 100.0

    @property
    def recall(self) -> float:
        """Share of what changed that was told, in percent."""
        whole = self.right + len(self.missed)
        return 100 * self.right / whole if whole else 100.0


def article_of(path: Path) -> Article:
    """Return a version of an article with its facts."""
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    pairs = (line.partition(": ") for line in head.splitlines())
    facts = {_FACTS[name]: value for name, _, value in pairs}
    return Article(path.stem, text, url=f"https://gazette.example/{path.stem[:-2]}", **facts)  # type: ignore[arg-type]


@cache
def reading_of(name: str) -> Reading:
    """Return what is read of a version: "01-ferry.1"."""
    return default_reader().read(article_of(FOLDER / f"{name}.txt"))


@cache
def expected() -> tuple[Row, ...]:
    """Return the table."""
    with (FOLDER / "expected.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(Row(*(row[name] for name in ("article", "pair", "kind", "old", "new"))) for row in rows)


def pairs() -> list[tuple[str, str]]:
    """Return all neighbouring pairs of versions: ("01-ferry", "1-2")."""
    names = sorted(path.stem for path in FOLDER.glob("*.txt"))
    return [
        (name[:-2], f"{name[-1]}-{int(name[-1]) + 1}")
        for name in names
        if f"{name[:-1]}{int(name[-1]) + 1}" in names
    ]


@cache
def compared(article: str, pair: str) -> Changes:
    """Return what the comparison of a pair of versions tells."""
    first, second = pair.split("-")
    return compare(reading_of(f"{article}.{first}"), reading_of(f"{article}.{second}"))


def rows_of(article: str, pair: str) -> list[Row]:
    """Return what the comparison tells as rows of the table's kind."""
    changes = compared(article, pair)
    rows = [
        Row(article, pair, one.kind.value, one.old.words if one.old else "", one.new.words if one.new else "")
        for one in changes.changes
    ]
    rows += [Row(article, pair, one.fact, one.old or "", one.new or "") for one in changes.facts]
    rows += [
        Row(article, pair, "correction", *((one.passage.words, "") if one.gone else ("", one.passage.words)))
        for one in changes.notes
    ]
    return rows + ([Row(article, pair, "moved", str(changes.moved), "")] if changes.moved else [])


def measure(half: str = "all") -> dict[str, Tally]:
    """Return the tally of each kind over the "open" half, the "kept" one or "all"; "all kinds" is the sum."""
    tallies: dict[str, Tally] = {}
    for article, pair in pairs():
        if half == "all" or (article[:2] in OPEN) is (half == "open"):
            gold = [row for row in expected() if (row.article, row.pair) == (article, pair)]
            _count(tallies, gold, rows_of(article, pair))
    whole = Tally()
    for tally in tallies.values():
        whole.right += tally.right
        whole.missed += tally.missed
        whole.wrong += tally.wrong
    return {**dict(sorted(tallies.items())), "all kinds": whole}


def _count(tallies: dict[str, Tally], gold: list[Row], told: list[Row]) -> None:
    left = list(told)
    for row in gold:
        found = next((one for one in left if _fits(row, one)), None)
        tally = tallies.setdefault(row.kind, Tally())
        if found is None:
            tally.missed.append(row)
        else:
            left.remove(found)
            tally.right += 1
    for row in left:
        tallies.setdefault(row.kind, Tally()).wrong.append(row)


def _fits(gold: Row, told: Row) -> bool:
    return gold.kind == told.kind and _overlap(gold.old, told.old) and _overlap(gold.new, told.new)


def _overlap(one: str, other: str) -> bool:
    """Whether one of two runs of words stands in the other; nothing only in nothing."""
    words, others = (
        re.findall(r"[\w.]+", side.casefold().replace(",", "").replace("’", "'")) for side in (one, other)
    )
    if not words or not others:
        return words == others
    return (
        f" {' '.join(words)} " in f" {' '.join(others)} " or f" {' '.join(others)} " in f" {' '.join(words)} "
    )


def report() -> str:
    """Return precision and recall of each kind for both halves, as a table."""
    halves = {half: measure(half) for half in ("open", "kept", "all")}
    lines = ["kind | open P R n | kept P R n | all P R n", "--- | --- | --- | ---"]
    for kind in halves["all"]:
        cells = []
        for half in halves.values():
            tally = half.get(kind, Tally())
            cells.append(f"{tally.precision:.0f} {tally.recall:.0f} {tally.right + len(tally.missed)}")
        lines.append(" | ".join([kind, *cells]))
    return "\n".join(lines)


def kinds() -> Counter[str]:
    """Return how many rows of each kind the table has."""
    return Counter(row.kind for row in expected())

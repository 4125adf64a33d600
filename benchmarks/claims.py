"""Which statements make the same claim? Measured on dossiers of examples/links, beside plain similarity.

python -m benchmarks.claims [DOSSIER...]

Without names it takes the open dossiers. It counts as examples/links/README.md says: over all pairs of
members
of a dossier, members that were not read counted as not joined. The weights of the package were fitted on the
open dossiers; `python -m training.sameness --measure` fits on three of them to measure on the fourth.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import click

from onrecord.article import Article
from onrecord.extract.original import Original, OriginalKind
from onrecord.link.likeness import likeness
from onrecord.link.said import Said
from onrecord.read.reader import default_reader
from onrecord.record import Mode, Store
from onrecord.record.claim_places import place_statements
from onrecord.record.claims import link_claims
from onrecord.record.sayings import Sayings
from onrecord.record.write import Read, put

FOLDER: Final = Path(__file__).parents[1] / "examples" / "links"
#: Stances of the gold that linking has no name of its own for.
_AS: Final = {"confirms": "asserts", "qualifies": "asserts"}


def open_dossiers() -> list[str]:
    """Return the names of the dossiers that may be looked at while building."""
    rows = csv.DictReader((FOLDER / "parts.tsv").open(encoding="utf-8"), delimiter="\t")
    return [row["name"] for row in rows if row["part"] == "open"]


@cache
def read(dossier: str) -> tuple[Read, ...]:
    """Return what is read of the articles of a dossier, in the order of publication."""
    folder = FOLDER / dossier
    lines = (folder / "articles.tsv").open(encoding="utf-8")
    facts = {row["name"]: row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    found = []
    for name in sorted(facts, key=lambda name: (facts[name]["published"], name)):
        told = {key: value for key, value in facts[name].items() if value and key != "name"}
        data = (folder / "text" / f"{name}.txt").read_bytes()
        article = Article(name, data.decode(), **told)  # type: ignore[arg-type]
        original = Original(
            f"{dossier}/{name}.txt", data, OriginalKind.TEXT, name, told.get("url"), facts=told
        )
        found.append(Read(original, *default_reader().read_with_meaning(article), "benchmark"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a statement of the gold stands: the rows of the attributions that have it, the nearest first."""

    claim: str
    stance: str
    rows: tuple[int, ...]


@dataclass(slots=True)
class Dossier:
    """A dossier in a record of its own: its gold, and the statements as linking sees them."""

    store: Store
    gold: Mapping[str, Any]
    members: list[Spot]
    said: dict[int, Said]
    articles: dict[int, int]
    distinct: list[tuple[str, Spot, Spot]]


def load(dossier: str, folder: Path) -> Dossier:
    """Return a dossier put into a new record, not linked yet."""
    store = Store(folder / f"{dossier}.db", Mode.CREATE)
    ids = {one.reading.article.name: put(store, one).article_id for one in read(dossier)}
    for number in ids.values():
        place_statements(store, number)
    gold = json.loads((FOLDER / dossier / "links.json").read_text(encoding="utf-8"))
    sayings = Sayings(store)
    rows = {row: saying.said for number in ids.values() for row, saying in sayings.of_article(number).items()}
    texts = {one.reading.article.name: one.reading.article.text for one in read(dossier)}

    def spot(told: Mapping[str, str], claim: str = "") -> Spot:
        own = sayings.of_article(ids[told["article"]])
        found = _rows(texts[told["article"]], told["words"], {row: one.said for row, one in own.items()})
        return Spot(claim, told.get("stance", ""), found)

    members = [spot(member, claim["id"]) for claim in gold["claims"] for member in claim["members"]]
    distinct = [(one["kind"], spot(one["a"]), spot(one["b"])) for one in gold["distinct"]]
    where = {row: number for number in ids.values() for row in sayings.of_article(number)}
    return Dossier(store, gold, members, rows, where, distinct)


def _rows(text: str, words: str, said: Mapping[int, Said]) -> tuple[int, ...]:
    """Return the statements whose content overlaps some words, the one that is most like them first."""
    start = text.find(words)
    end = start + len(words)

    def shared(one: Said) -> int:
        return sum(max(0, min(stop, end) - max(begin, start)) for begin, stop in one.spans)

    def likeness_of(one: Said) -> float:
        length = sum(stop - begin for begin, stop in one.spans)
        return shared(one) / (length + end - start - shared(one))

    rows = [row for row, one in said.items() if shared(one)]
    return tuple(sorted(rows, key=lambda row: (-likeness_of(said[row]), row)))


@dataclass(slots=True)
class Score:
    """Counts over dossiers."""

    right: int = 0
    wrong: int = 0
    gold: int = 0
    found: int = 0
    members: int = 0
    stances: int = 0
    placed: int = 0
    near: Counter[str] = field(default_factory=Counter)

    @property
    def words(self) -> str:
        """The measures, in a line."""
        precision, recall = self.right / max(1, self.right + self.wrong), self.right / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        near = ", ".join(f"{kind} {number}" for kind, number in sorted(self.near.items())) or "none"
        stance = f", stance {self.stances} of {self.placed} placed" if self.placed else ""
        return (
            f"precision {100 * precision:.1f} recall {100 * recall:.1f} F1 {100 * f1:.1f},"
            f" near misses joined: {near};"
            f" members read {self.found} of {self.members}{stance}"
        )


def link(dossier: Dossier) -> dict[int, tuple[int, str]]:
    """Link the articles of a dossier one by one; return the claim and the stance of each statement placed."""
    sayings = Sayings(dossier.store)
    for row in dossier.store.rows("SELECT id FROM article ORDER BY id"):
        link_claims(dossier.store, row["id"], sayings)
    rows = dossier.store.rows("SELECT attribution_id, claim_id, stance FROM claim_member")
    return {row["attribution_id"]: (row["claim_id"], row["stance"]) for row in rows}


def count(dossier: Dossier, placed: Mapping[int, tuple[int, str]], score: Score) -> None:
    """Add to a score what linking found."""
    where = [next((row for row in one.rows if row in placed), None) for one in dossier.members]
    for one, row in zip(dossier.members, where, strict=True):
        score.members += 1
        score.found += bool(one.rows)
        if row is not None:
            score.placed += 1
            score.stances += placed[row][1] == _AS.get(one.stance, one.stance)
    pairs = zip(combinations(dossier.members, 2), combinations(where, 2), strict=True)
    for (one, other), (a, b) in pairs:
        joined = a is not None and b is not None and placed[a][0] == placed[b][0]
        _add(score, one.claim == other.claim, joined)
    for kind, one, other in dossier.distinct:
        claims = [{placed[row][0] for row in spot.rows if row in placed} for spot in (one, other)]
        score.near[kind] += bool(claims[0] & claims[1])


def _add(score: Score, same: bool, joined: bool) -> None:
    score.gold += same
    score.right += same and joined
    score.wrong += joined and not same


def words_shared(one: Said, other: Said) -> float:
    """Return the words that two statements share, of all that they have (Jaccard)."""
    return len(one.stems.keys() & other.stems.keys()) / max(1, len(one.stems.keys() | other.stems.keys()))


def cosine(one: Said, other: Said) -> float:
    """Return the cosine of two statements' meanings."""
    return float(likeness(one, other)[0])


def baseline(dossiers: Sequence[Dossier], how: Any, least: float) -> Score:
    """Return the score of joining all pairs of statements that are so alike."""
    score = Score()
    for dossier in dossiers:
        for one, other in combinations(dossier.members, 2):
            _add(score, one.claim == other.claim, _best(dossier, one, other, how) >= least)
        for kind, one, other in dossier.distinct:
            score.near[kind] += _best(dossier, one, other, how) >= least
        score.members += len(dossier.members)
        score.found += sum(bool(one.rows) for one in dossier.members)
    return score


def _best(dossier: Dossier, one: Spot, other: Spot, how: Any) -> float:
    return max((how(dossier.said[a], dossier.said[b]) for a in one.rows for b in other.rows), default=-1.0)


def baselines(dossiers: Sequence[Dossier]) -> Iterator[tuple[str, Score]]:
    """Yield the scores of plain similarity at several thresholds."""
    for name, how in (("cosine", cosine), ("words shared", words_shared)):
        remembered = cache(how)
        for least in (0.05, 0.2, 0.3, 0.4, 0.5, 0.6):
            yield f"{name} >= {least}", baseline(dossiers, remembered, least)


@click.command(help=__doc__)
@click.argument("names", nargs=-1, metavar="[DOSSIER...]")
def main(names: Sequence[str]) -> None:
    """Link the dossiers and print the figures."""
    with TemporaryDirectory() as folder:
        dossiers = [load(name, Path(folder)) for name in names or open_dossiers()]
        total = Score()
        for name, dossier in zip(names or open_dossiers(), dossiers, strict=True):
            score, placed = Score(), link(dossier)
            for one in (score, total):
                count(dossier, placed, one)
            click.echo(f"{name}: {score.words}")
        click.echo(f"all: {total.words}")
        for name, score in baselines(dossiers):
            click.echo(f"{name}: {score.words}")
        for dossier in dossiers:
            dossier.store.close()


if __name__ == "__main__":
    main()

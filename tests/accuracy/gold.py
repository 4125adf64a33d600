"""The project's own articles as they are annotated, with what only a measure needs to know of them."""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import onrecord
from onrecord.article import Article, Attribution, Reading
from onrecord.show.brat_events import Events
from onrecord.show.brat_lines import Standoff
from onrecord.show.brat_parties import read_dates, read_parties

EXAMPLES = Path(__file__).parents[2] / "examples"
#: The folder that nobody looks into while a rule is written: only its counts are printed.
HELD_OUT = "typography"

#: Values that a note gives besides the annotated one, by the index of what it stands on.
Also = Mapping[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated article: its reading, and the notes that a reading has no place for.

    `also_party` are ids of parties that are as right for an attribution, `also_edtf` values as right for a
    date, `also_kind` kinds as right for a silence; `optional` are dates that need not be found.
    """

    folder: str
    reading: Reading
    also_party: Also
    also_edtf: Also
    also_kind: Also
    optional: frozenset[int]


#: An annotated article with what the reader makes of it.
Pair = tuple[Gold, Reading]


def folders() -> list[str]:
    """Return the names of the annotated folders."""
    return sorted(path.parent.name for path in EXAMPLES.glob("*/attributions"))


def annotated(names: Sequence[str] = ()) -> list[Gold]:
    """Return the annotated articles of some folders, of all without a name; fails on a damaged annotation."""
    return [gold for name in names or folders() for gold in _folder(EXAMPLES / name)]


def read(golds: Iterable[Gold]) -> list[Pair]:
    """Return each article with its reading by the shipped model."""
    return [(gold, onrecord.read(gold.reading.article)) for gold in golds]


def bare(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return annotated attributions without what the steps after the network add to theirs."""
    return tuple(
        replace(
            one,
            party=None,
            resolution=None,
            basis=(),
            addressee=(),
            addressee_party=None,
            occasion=(),
            answers=None,
        )
        for one in attributions
    )


def digest() -> str:
    """Return a digest of the annotated articles, so that a floor belongs to one set of them."""
    total = hashlib.sha256()
    patterns = ("text/*.txt", "attributions/*.ann", "articles.tsv", "parties.tsv")
    for path in sorted(p for pattern in patterns for p in EXAMPLES.glob(f"*/{pattern}")):
        total.update(path.relative_to(EXAMPLES).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def articles(folder: Path) -> list[Article]:
    """Return the articles of a folder of examples with the date and outlet that its `articles.tsv` gives."""
    with (folder / "articles.tsv").open(encoding="utf-8", newline="") as handle:
        rows = {row["name"]: row for row in csv.DictReader(handle, delimiter="\t")}
    return [
        Article(
            name=path.stem,
            text=path.read_bytes().decode("utf-8"),
            published=rows[path.stem]["published"] or None,
            publisher=rows[path.stem]["publisher"] or None,
        )
        for path in sorted((folder / "text").glob("*.txt"))
    ]


def _folder(folder: Path) -> list[Gold]:
    return [
        parse(article, (folder / "attributions" / f"{article.name}.ann").read_text("utf-8"), folder.name)
        for article in articles(folder)
    ]


def parse(article: Article, ann: str, folder: str = "") -> Gold:
    """Return what `ann` says of `article`; raises ValueError where a line of it is damaged."""
    standoff = Standoff(article.text)
    standoff.read(ann)
    parties, dates = read_parties(standoff, {}), read_dates(standoff, {})
    events = Events(standoff, parties.of, dates.of)
    attributions, silences = events.attributions(), events.silences()
    if standoff.problems:
        raise ValueError(f"{folder}/{article.name}: {min(standoff.problems)}")
    begins = {silence.words: index for index, silence in enumerate(silences)}
    of_silences = {
        event.identifier: begins[standoff.spans[event.trigger].extent]
        for event in standoff.events.values()
        if event.kind == "Silence"
    }
    return Gold(
        folder,
        Reading(article, attributions, parties.parties, dates.dates, silences),
        _also(standoff, "AlsoParty", events.indexes),
        _also(standoff, "AlsoEdtf", dates.of),
        _also(standoff, "AlsoKind", of_silences),
        frozenset(index for target, index in dates.of.items() if standoff.flag(target, "Optional")),
    )


def _also(standoff: Standoff, kind: str, indexes: Mapping[str, int]) -> Also:
    found: dict[int, frozenset[str]] = defaultdict(frozenset)
    for target, index in indexes.items():
        notes = standoff.notes[target].get(kind, ()) if target in standoff.notes else ()
        if notes:
            found[index] = frozenset(note.value for note in notes)
    return found

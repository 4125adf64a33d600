"""How often the party of a source, of an addressee and of somebody silent is right, on the own articles.

python -m tests.accuracy.parties [FOLDER ...]    figures of each folder of examples, all without an argument
python -m tests.accuracy.parties --lines         ... and each wrong one outside the held-out folder

Found parties are tied one to one to annotated ones, those that share most sources first. A party is right
where it is tied to the annotated one (or to one that a note calls as right), and, if that has a name, shares
a word with it. Where the annotation leaves it unresolved, only unresolved is right. Sources that mean nobody
do not count.
`given` takes the annotated attributions, `read` those that the reader finds with the same content.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.article import Naming, Party, Reading, Resolution, Span
from onrecord.read.parties import find_parties
from onrecord.score import pairs
from tests.accuracy.gold import HELD_OUT, Gold, Pair, annotated, bare, folders, read
from tests.accuracy.tally import Figures, share

#: Confidence from which about nine in ten must be right.
SURE = 0.9
# Words that two names may share without meaning the same.
_COMMON = frozenset("the a an of and for in at on to s mr mrs ms dr sir lord lady".split())

SOURCE, ADDRESSEE, SILENT = "source", "addressee", "silent"


@dataclass(frozen=True, slots=True)
class Row:
    """One source, addressee or silent party: whom it means, and whom it was taken for.

    `gold` is None where the annotation leaves it unresolved, `found` where the reader does.
    """

    role: str
    words: str
    gold: str | None
    also: frozenset[str]
    found: str | None
    resolution: Resolution | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with both parties and whether it is right."""

    row: Row
    gold: Party | None
    found: Party | None
    right: bool


def given(gold: Gold) -> list[Judged]:
    """Judge the parties that are found for the annotated attributions, addressees and silences."""
    reading, attributions = gold.reading, gold.reading.attributions
    told = [i for i, one in enumerate(attributions) if one.addressee and one.addressee_party]
    silent = [silence for silence in reading.silences if silence.source]
    others = [attributions[i].addressee for i in told] + [silence.source for silence in silent]
    parties = find_parties(reading.article, bare(attributions), others)
    rows = list(_sources(gold, dict(enumerate(parties.of_attributions))))
    wanted = [(ADDRESSEE, attributions[i].addressee_party) for i in told]
    wanted += [(SILENT, silence.party) for silence in silent]
    for (role, party), spans, found in zip(wanted, others, parties.of_others, strict=True):
        rows.append(Row(role, _words(gold, spans), party, frozenset(), found))
    return judge(rows, reading.parties, parties.parties)


def as_read(gold: Gold, reading: Reading) -> list[Judged]:
    """Judge the parties of those attributions that were read with the content of an annotated one."""
    matched = pairs(gold.reading.article.text, gold.reading.attributions, reading.attributions)
    found = {i: (reading.attributions[j].party, reading.attributions[j].resolution) for i, j in matched}
    return judge(list(_sources(gold, found)), gold.reading.parties, reading.parties)


def _sources(gold: Gold, found: Mapping[int, tuple[str | None, Resolution | None]]) -> Iterator[Row]:
    for i, one in enumerate(gold.reading.attributions):
        means_nobody = one.party is None and one.resolution is None
        if one.source and not means_nobody and i in found:
            also = gold.also_party.get(i, frozenset())
            yield Row(SOURCE, _words(gold, one.source), one.party, also, *found[i])


def _words(gold: Gold, spans: Iterable[Span]) -> str:
    article = gold.reading.article
    return f"{article.name}: {' '.join(article.text[start:end] for start, end in spans)!r:.60}"


def judge(rows: Sequence[Row], gold: Iterable[Party], found: Iterable[Party]) -> list[Judged]:
    """Return each row with whether it is right."""
    annotated_ones, found_ones = {p.id: p for p in gold}, {p.id: p for p in found}
    tied = _tied(rows, annotated_ones, found_ones)
    judged = []
    for row in rows:
        mine = None if row.gold is None else annotated_ones[row.gold]
        other = None if row.found is None else found_ones[row.found]
        right = other is None
        if mine is not None:
            met = annotated_ones[tied[other.id]] if other is not None and other.id in tied else None
            right = met is not None and met.id in {mine.id, *row.also} and _same_name(met, other)
        judged.append(Judged(row, mine, other, right))
    return judged


def _tied(rows: Sequence[Row], gold: Mapping[str, Party], found: Mapping[str, Party]) -> dict[str, str]:
    """Return the annotated party of each found one, one to one, those that share most sources first.

    Of those that share as many, two that share a name go first. Addressees and silences tie only what no
    source has tied.
    """
    tied: dict[str, str] = {}
    for beside in (False, True):
        shared = Counter(
            (row.found, row.gold) for row in rows if row.found and row.gold and (row.role != SOURCE) == beside
        )
        for (mine, other), _ in sorted(
            shared.items(),
            key=lambda item: (-item[1], not _share_word(found[item[0][0]], gold[item[0][1]])),
        ):
            if mine not in tied and other not in tied.values():
                tied[mine] = other
    return tied


def _same_name(gold: Party | None, found: Party | None) -> bool:
    if gold is None or found is None:
        return False
    return gold.naming is not Naming.NAMED or _share_word(gold, found)


def _share_word(one: Party, other: Party) -> bool:
    return bool(_significant(one.name) & _significant(other.name))


def _significant(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - _COMMON


def figures(judged: Iterable[Judged], read_ones: Iterable[Judged]) -> Figures:
    """Return each figure in percent, for parties given the attributions and for those read."""
    judged, read_ones = list(judged), list(read_ones)
    sources = [one for one in judged if one.row.role == SOURCE]
    right = [(one.gold, one.found) for one in sources if one.right]
    both = [(gold, found) for gold, found in right if gold and found]
    sure = [one for one in sources if one.found and _confidence(one) >= SURE]
    return {
        "party": share(one.right for one in sources),
        "party resolved": share(_resolved(one) for one in sources),
        "party sure": share(one.right for one in sure),
        "party kind": share(found.kind == gold.kind for gold, found in both),
        "party naming": share(found.naming == gold.naming for gold, found in both),
        "addressee party": share(one.right for one in judged if one.row.role == ADDRESSEE),
        "silence party": share(one.right for one in judged if one.row.role == SILENT),
        "read party": share(one.right for one in read_ones),
        "read party resolved": share(_resolved(one) for one in read_ones),
    }


def _confidence(one: Judged) -> float:
    return one.row.resolution.confidence if one.row.resolution is not None else 0.0


def _resolved(one: Judged) -> bool:
    return one.found is not None or one.gold is None


def measure(articles: Iterable[Pair]) -> Figures:
    """Return the figures over all articles."""
    articles = list(articles)
    return figures(
        (one for gold, _ in articles for one in given(gold)),
        (one for gold, reading in articles for one in as_read(gold, reading)),
    )


def _line(one: Judged) -> str:
    gold = one.gold.name if one.gold else "unresolved"
    found = one.found.name if one.found else "unresolved"
    ground = one.row.resolution.ground if one.row.resolution else None
    return f"{one.row.role:9s} {one.row.words} is {gold!r}, taken for {found!r} ({ground or 'no ground'})"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    parser.add_argument(
        "--lines", action="store_true", help="print each wrong one, none of the held-out folder"
    )
    args = parser.parse_args()
    for name in args.folders or folders():
        articles = read(annotated([name]))
        judged = [one for gold, _ in articles for one in given(gold)]
        read_ones = [one for gold, reading in articles for one in as_read(gold, reading)]
        print(f"{name}: {len(judged)} given, {len(read_ones)} read")
        for figure, value in figures(judged, read_ones).items():
            print(f"    {figure:20s} {value:5.1f}")
        for one in judged if args.lines and name != HELD_OUT else ():
            if not one.right:
                print("   ", _line(one))


if __name__ == "__main__":
    main()

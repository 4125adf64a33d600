"""How well basis, addressee and silences are found, on the project's own articles.

python -m tests.accuracy.circumstances [FOLDER ...]    folders of examples, all without an argument
python -m tests.accuracy.circumstances --lines dossier    ... and each miss and false alarm

A span is found when it shares a character with the annotated one; silences count for their words, and
`silent` for the party of those found. `given` takes the annotated attributions, nested ones
included, `read` those that the reader finds; a nested one counts there only where it is found.
Of an annotated attribution the read one is that whose cue overlaps, or else most of whose content does.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import onrecord
from onrecord.article import Article, Attribution, Span
from onrecord.read.circumstances import find_circumstances, find_silences
from onrecord.show.brat_reader import parse_ann

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its attributions, their bases and addressees in the same order, and its silences."""

    article: Article
    attributions: tuple[Attribution, ...]
    basis: tuple[tuple[Span, ...], ...]
    addressee: tuple[tuple[Span, ...], ...]
    silences: tuple[tuple[Span, Span | None], ...]


@dataclass(slots=True)
class Tally:
    """Right, false and missed ones, with a line for each of the latter two."""

    right: int = 0
    false: int = 0
    missed: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """In percent; 100 where nothing was found."""
        return 100.0 * self.right / max(1, self.right + self.false) if self.right + self.false else 100.0

    @property
    def recall(self) -> float:
        """In percent; 100 where nothing was to be found."""
        return 100.0 * self.right / (self.right + self.missed) if self.right + self.missed else 100.0

    @property
    def f1(self) -> float:
        """In percent."""
        return 200.0 * self.right / max(1, 2 * self.right + self.false + self.missed)


def annotated(folder: Path) -> list[Annotated]:
    """Return the annotated articles of `folder`."""
    found = []
    for path in sorted((folder / "attributions").glob("*.ann")):
        text = (folder / "text" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        found.append(_annotated(Article(name=path.stem, text=text), path.read_text(encoding="utf-8")))
    return found


def _annotated(article: Article, ann: str) -> Annotated:
    spans: dict[str, Span] = {}
    roles: dict[tuple[Span, ...], dict[str, list[Span]]] = {}
    silences: list[tuple[Span, Span | None]] = []
    for line in ann.splitlines():
        head, _, rest = line.partition("\t")
        if head.startswith("T"):
            numbers = rest.partition("\t")[0].partition(" ")[2].replace(";", " ").split()
            spans[head] = Span(int(numbers[0]), int(numbers[-1]))
        elif head.startswith("E"):
            arguments = [
                (a.partition(":")[0].rstrip("0123456789"), a.partition(":")[2]) for a in rest.split()
            ]
            if arguments[0][0] == "Silence":
                party = next((spans[target] for role, target in arguments if role == "Party"), None)
                silences.append((spans[arguments[0][1]], party))
                continue
            of = roles.setdefault(_key(spans, arguments), {})
            for role, target in arguments:
                of.setdefault(role, []).append(spans.get(target, Span(0, 0)))
    attributions = parse_ann(article.text, ann).attributions
    keys = [(Span(a.cue[0].start, a.cue[-1].end), Span(*a.content[0])) for a in attributions]
    basis = tuple(tuple(roles.get(key, {}).get("Basis", ())) for key in keys)
    addressee = tuple(tuple(roles.get(key, {}).get("Addressee", ())) for key in keys)
    return Annotated(article, attributions, basis, addressee, tuple(silences))


def _key(spans: Mapping[str, Span], arguments: Sequence[tuple[str, str]]) -> tuple[Span, ...]:
    cue = [spans[target] for role, target in arguments if role == "Cue"]
    content = sorted(spans[target] for role, target in arguments if role == "Content")
    return (Span(min(cue).start, max(cue).end), content[0])


def measure(articles: Iterable[Annotated], reading: bool) -> dict[str, Tally]:
    """Return how well each is found with the annotated attributions, or, `reading`, with those read."""
    tallies = {name: Tally() for name in ("basis", "addressee", "silences", "silent")}
    for one in articles:
        given = onrecord.read(one.article.text).attributions if reading else one.attributions
        found = find_circumstances(one.article, given, ())
        pairs = _pairs(one, found) if reading else {i: i for i in range(len(found))}
        for name, wanted in (("basis", one.basis), ("addressee", one.addressee)):
            _count(tallies[name], one, [getattr(a, name) for a in found], wanted, pairs)
        _count_silences(tallies, one, given)
    return tallies


def _pairs(one: Annotated, found: Sequence[Attribution]) -> dict[int, int]:
    """Which found attribution each annotated one is, by index."""
    pairs: dict[int, int] = {}
    for i, wanted in enumerate(one.attributions):
        scored = [
            (_shared(wanted.cue, f.cue) * 1000 + _shared(wanted.content, f.content), j)
            for j, f in enumerate(found)
        ]
        share, j = max(scored, default=(0, -1))
        if share >= 1000 or (
            wanted.parent is None and share > sum(end - start for start, end in wanted.content) / 2
        ):
            pairs[i] = j
    return pairs


def _shared(one: Iterable[Span], other: Iterable[Span]) -> int:
    other = list(other)
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _count(
    tally: Tally,
    one: Annotated,
    found: Sequence[tuple[Span, ...]],
    wanted: Sequence[tuple[Span, ...]],
    pairs: Mapping[int, int],
) -> None:
    used: set[tuple[int, Span]] = set()
    for i, spans in enumerate(wanted):
        if i not in pairs and one.attributions[i].parent is not None:
            continue
        for span in spans:
            hit = next((s for s in found[pairs[i]] if _shared([s], [span])), None) if i in pairs else None
            if hit is None:
                tally.missed += 1
                tally.lines.append(f"missed {_line(one, span)} of {_line(one, one.attributions[i].cue[0])}")
            else:
                tally.right += 1
                used.add((pairs[i], hit))
    for j, spans in enumerate(found):
        for span in spans:
            if (j, span) not in used:
                tally.false += 1
                tally.lines.append(f"false  {_line(one, span)}")


def _count_silences(tallies: Mapping[str, Tally], one: Annotated, given: Sequence[Attribution]) -> None:
    found = find_silences(one.article, given, ())
    words, silent = tallies["silences"], tallies["silent"]
    used = set()
    for span, party in one.silences:
        hit = next((s for s in found if _shared([s.words], [span])), None)
        if hit is None:
            words.missed += 1
            words.lines.append(f"missed {_line(one, span)}")
            continue
        words.right += 1
        used.add(hit.words)
        if party is not None and _shared(hit.source, [party]):
            silent.right += 1
        else:
            silent.missed += 1
            silent.false += bool(hit.source)
            silent.lines.append(
                f"wrong  {[one.article.text[a:b] for a, b in hit.source]} of {_line(one, span)}"
            )
    for silence in found:
        if silence.words not in used:
            words.false += 1
            words.lines.append(f"false  {_line(one, silence.words)}")


def _line(one: Annotated, span: Span) -> str:
    return f"{one.article.name}:{span.start} {one.article.text[span.start : span.end]!r:.70}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    parser.add_argument("--lines", action="store_true", help="print each miss and false alarm")
    args = parser.parse_args()
    names = args.folders or sorted(path.parent.name for path in EXAMPLES.glob("*/attributions"))
    articles = [one for name in names for one in annotated(EXAMPLES / name)]
    for reading in (False, True):
        for name, tally in measure(articles, reading).items():
            print(
                f"{'read' if reading else 'given':6s} {name:10s} precision {tally.precision:5.1f} "
                f"recall {tally.recall:5.1f} F1 {tally.f1:5.1f} "
                f"({tally.right} right, {tally.false} false, {tally.missed} missed)"
            )
            for line in tally.lines if args.lines else ():
                print("      ", line)


if __name__ == "__main__":
    main()

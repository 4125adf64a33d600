"""How well basis, addressee and silences are found, on the project's own articles.

python -m tests.accuracy.circumstances [FOLDER ...]    folders of examples, all without an argument
python -m tests.accuracy.circumstances --lines         ... and each error outside the held-out folder

A span is found when it shares a character with the annotated one; silences count for their words, and of
those found `silent` for the words of who was silent and `silence kind` for the kind. `given` takes the
annotated attributions, nested ones included, `read` those that the reader finds; a nested one counts there
only where it is found. Of an annotated attribution the read one is that whose cue overlaps, or else most of
whose content does.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence

from onrecord.article import Attribution, Manner, Reading, Silence, Span
from onrecord.read.circumstances import find_circumstances, find_silences
from onrecord.read.dates import find_dates
from tests.accuracy.gold import HELD_OUT, Gold, Pair, annotated, bare, folders, read
from tests.accuracy.tally import Tally

NAMES = ("basis", "addressee", "silences", "silent", "silence kind")


def given(golds: Iterable[Gold]) -> list[Pair]:
    """Return each article with what is found around its annotated attributions."""
    found = []
    for gold in golds:
        article = gold.reading.article
        dates = find_dates(article.text, article.published)
        attributions = find_circumstances(article, bare(gold.reading.attributions), dates)
        silences = find_silences(article, attributions, dates)
        found.append((gold, Reading(article, attributions, dates=dates, silences=silences)))
    return found


def measure(articles: Iterable[Pair], reading: bool) -> dict[str, Tally]:
    """Return how well each is found; `reading`: the attributions are those read, not the annotated ones."""
    tallies = {name: Tally() for name in NAMES}
    for gold, found in articles:
        pairs = (
            _pairs(gold, found.attributions) if reading else {i: i for i in range(len(found.attributions))}
        )
        for name in ("basis", "addressee"):
            spans = [getattr(a, name) for a in found.attributions]
            wanted = [getattr(a, name) for a in gold.reading.attributions]
            _count(tallies[name], gold, spans, wanted, pairs)
        _count_silences(tallies, gold, found.silences)
    return tallies


def shown_as_denials(gold: Gold, found: Reading) -> list[str]:
    """Return the words of annotated silences that some attribution of `found` takes for a denial."""
    denied = [span for a in found.attributions if a.manner is Manner.DENIES for span in a.cue]
    return [_line(gold, s.words) for s in gold.reading.silences if _shared(denied, [s.words])]


def _pairs(gold: Gold, found: Sequence[Attribution]) -> dict[int, int]:
    """Which found attribution each annotated one is, by index."""
    pairs: dict[int, int] = {}
    for i, wanted in enumerate(gold.reading.attributions):
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
    gold: Gold,
    found: Sequence[tuple[Span, ...]],
    wanted: Sequence[tuple[Span, ...]],
    pairs: Mapping[int, int],
) -> None:
    used: set[tuple[int, Span]] = set()
    for i, spans in enumerate(wanted):
        if i not in pairs and gold.reading.attributions[i].parent is not None:
            continue
        for span in spans:
            hit = next((s for s in found[pairs[i]] if _shared([s], [span])), None) if i in pairs else None
            if hit is None:
                tally.missed += 1
                tally.lines.append(
                    f"missed {_line(gold, span)} of {_line(gold, gold.reading.attributions[i].cue[0])}"
                )
            else:
                tally.right += 1
                used.add((pairs[i], hit))
    for j, spans in enumerate(found):
        for span in spans:
            if (j, span) not in used:
                tally.false += 1
                tally.lines.append(f"false  {_line(gold, span)}")


def _count_silences(tallies: Mapping[str, Tally], gold: Gold, found: Sequence[Silence]) -> None:
    words, silent, kinds = (tallies[name] for name in ("silences", "silent", "silence kind"))
    used = set()
    for index, wanted in enumerate(gold.reading.silences):
        hit = next((s for s in found if _shared([s.words], [wanted.words])), None)
        if hit is None:
            words.missed += 1
            words.lines.append(f"missed {_line(gold, wanted.words)}")
            continue
        words.right += 1
        used.add(hit.words)
        text = gold.reading.article.text
        _judge(
            silent,
            right=bool(_shared(hit.source, wanted.source)),
            given=bool(hit.source),
            line=f"wrong  {[text[a:b] for a, b in hit.source]} of {_line(gold, wanted.words)}",
        )
        _judge(
            kinds,
            right=hit.kind in {wanted.kind, *gold.also_kind.get(index, ())},
            given=True,
            line=f"wrong  {hit.kind}, not {wanted.kind}: {_line(gold, wanted.words)}",
        )
    for silence in found:
        if silence.words not in used:
            words.false += 1
            words.lines.append(f"false  {_line(gold, silence.words)}")


def _judge(tally: Tally, right: bool, given: bool, line: str) -> None:
    """Count a value that is right, wrong, or not given."""
    tally.right += right
    if not right:
        tally.missed += 1
        tally.false += given
        tally.lines.append(line)


def _line(gold: Gold, span: Span) -> str:
    article = gold.reading.article
    return f"{article.name}:{span.start} {article.text[span.start : span.end]!r:.70}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    parser.add_argument("--lines", action="store_true", help="print each error, none of the held-out folder")
    args = parser.parse_args()
    for folder in args.folders or folders():
        golds = annotated([folder])
        readings = read(golds)
        denials = sum(len(shown_as_denials(*pair)) for pair in readings)
        print(f"{folder}: silences shown as denials: {denials}")
        for kind, articles in (("given", given(golds)), ("read", readings)):
            for name, tally in measure(articles, kind == "read").items():
                print(
                    f"    {kind:6s} {name:12s} precision {tally.precision:5.1f} recall {tally.recall:5.1f} "
                    f"F1 {tally.f1:5.1f} ({tally.right} right, {tally.false} false, {tally.missed} missed)"
                )
                for line in tally.lines if args.lines and folder != HELD_OUT else ():
                    print("       ", line)


if __name__ == "__main__":
    main()

"""The accuracy of each reading step on the project's own articles, and the floor under it.

python -m tests.accuracy.gate            print figures and floor
python -m tests.accuracy.gate --update   raise the floor to what was measured
python -m tests.accuracy.gate --update --lower   ... or lower it, on purpose
python -m tests.accuracy.gate dossier    print the figures of one folder

Figures are percent. `nested …` are attributions inside others. What parties' figures mean is told by
tests.accuracy.parties, those of dates by tests.accuracy.dates, of basis, addressee and silences by
tests.accuracy.circumstances, those of linking across articles by tests.accuracy.linking; all of these but
`read …` take what is annotated.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from onrecord.article import Attribution, Manner
from onrecord.read.manner import judge_cue
from onrecord.read.quotation import Quote, classify, find_quotations, is_speaker_label
from onrecord.score import score
from tests.accuracy import circumstances, dates, linking, parties
from tests.accuracy.gold import Gold, Pair, annotated, digest, read
from tests.accuracy.tally import Figures, share

FLOOR = Path(__file__).with_name("floor.json")
#: What a figure may fall below its floor, in points: rounding of sums differs between processors.
SLACK = 0.3


def measure(golds: Sequence[Gold]) -> Figures:
    """Return every figure of the gate in percent."""
    readings = read(golds)
    return {
        **_attributions(readings),
        **parties.measure(readings),
        **dates.counted(golds).figures(),
        **_circumstances(golds),
        **linking.measure(readings),
    }


def _attributions(readings: Sequence[Pair]) -> Figures:
    """Return attributions as found; form and manner on the annotated spans.

    Attributions inside others have figures of their own ("nested …"): there a wrong outer one counts too.
    """
    articles = [(g.reading.article.text, g.reading.attributions, found.attributions) for g, found in readings]
    measured: Figures = {}
    for prefix, inner in (("", False), ("nested ", True)):
        figures = score((text, _level(gold, inner), _level(found, inner)) for text, gold, found in articles)
        measured |= {prefix + name: round(figure.f1, 1) for name, figure in figures.items()}
    forms = [_form(text, find_quotations(text), gold) for text, gold, _ in articles]
    measured["quotation"] = share(right for article in forms for right in article)
    measured["manner"] = share(_manner(text, a) == a.manner for text, gold, _ in articles for a in gold)
    return measured


def _circumstances(golds: Iterable[Gold]) -> Figures:
    """Return the F1 of what is found around the annotated attributions."""
    tallies = circumstances.measure(circumstances.given(golds), reading=False)
    return {name: round(tally.f1, 1) for name, tally in tallies.items()}


def _level(attributions: Iterable[Attribution], inner: bool) -> list[Attribution]:
    """The article's own attributions, or those that stand inside another's content."""
    return [a for a in attributions if (a.parent is not None) == inner]


def _form(text: str, quotes: Sequence[Quote], annotated: Iterable[Attribution]) -> list[bool]:
    """Whether the form of each attribution's annotated spans is told as it is annotated."""
    right = []
    for one in annotated:
        label = is_speaker_label(text, one.source, one.cue)
        form, _ = classify(text, one.content, quotes, cue=one.cue, speaker_label=label)
        right.append(form == one.quotation)
    return right


def _manner(text: str, annotated: Attribution) -> Manner:
    cue = annotated.cue[0]
    return judge_cue(text[cue.start : cue.end], text[max(0, cue.start - 80) : cue.start]).manner


def complaints(measured: Mapping[str, float], floor: Mapping[str, float]) -> list[str]:
    """Return one line for each figure that is below its floor or missing."""
    return [
        f"{name}: {measured.get(name, 0.0)} is below the floor of {least}"
        for name, least in floor.items()
        if measured.get(name, 0.0) < least - SLACK
    ]


def raised(measured: Mapping[str, float], floor: Mapping[str, float], lower: bool) -> dict[str, float]:
    """Return the new floor; raises ValueError where that would lower a figure without leave."""
    fallen = complaints(measured, floor)
    if fallen and not lower:
        raise ValueError("; ".join(fallen) + " (give --lower to lower it on purpose)")
    return {name: value if lower else max(value, floor.get(name, 0.0)) for name, value in measured.items()}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="folders to print, all without one")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--lower", action="store_true")
    args = parser.parse_args()
    if args.folders and args.update:
        parser.error("the floor is that of all folders")
    floor: Figures = {}
    if FLOOR.exists():
        stored = json.loads(FLOOR.read_text(encoding="utf-8"))
        floor = stored["figures"] if stored["digest"] == digest() and not args.folders else {}
    measured = measure(annotated(args.folders))
    for name, value in measured.items():
        print(f"{name:20s} {value:5.1f}   floor {floor.get(name, 0.0):5.1f}")
    if args.update:
        new = {"digest": digest(), "figures": raised(measured, floor, args.lower)}
        FLOOR.write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

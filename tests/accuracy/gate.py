"""The accuracy of each reading step on the project's own articles, and the floor under it.

python -m tests.accuracy.gate            print figures and floor
python -m tests.accuracy.gate --update   raise the floor to what was measured
python -m tests.accuracy.gate --update --lower   ... or lower it, on purpose
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import onrecord
from onrecord.article import Attribution, Manner
from onrecord.read.manner import judge_cue
from onrecord.read.quotation import Quote, classify, find_quotations, is_speaker_label
from onrecord.score import score
from onrecord.show import read_folder

EXAMPLES = Path(__file__).parents[2] / "examples"
FLOOR = Path(__file__).with_name("floor.json")
#: What a figure may fall below its floor, in points: rounding of sums differs between processors.
SLACK = 0.3

Figures = dict[str, float]
Readings = list[tuple[str, tuple[Attribution, ...]]]


def annotated() -> Readings:
    """Return text and annotation of the project's own articles; fails on a damaged annotation."""
    found: Readings = []
    for folder in sorted(path.parent for path in EXAMPLES.glob("*/attributions")):
        corpus = read_folder(folder)
        if corpus.problems:
            raise ValueError(f"{folder}: {corpus.problems[0]}")
        found += [(r.article.text, r.attributions) for r in corpus.readings]
    return found


def digest() -> str:
    """Return a digest of the annotated articles, so that a floor belongs to one set of them."""
    total = hashlib.sha256()
    for path in sorted(
        p for kind in ("text/*.txt", "attributions/*.ann") for p in EXAMPLES.glob(f"*/{kind}")
    ):
        total.update(path.relative_to(EXAMPLES).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def measure(articles: Readings) -> Figures:
    """Return each figure in percent: attributions as found; form and manner on the annotated spans.

    Attributions inside others have figures of their own ("nested …"): there a wrong outer one counts too.
    """
    read = [(text, gold, onrecord.read(text).attributions) for text, gold in articles]
    measured: Figures = {}
    for prefix, inner in (("", False), ("nested ", True)):
        figures = score((text, _level(gold, inner), _level(found, inner)) for text, gold, found in read)
        measured |= {prefix + name: round(figure.f1, 1) for name, figure in figures.items()}
    pairs = [(text, a) for text, gold in articles for a in gold]
    forms = [_form(text, find_quotations(text), gold) for text, gold in articles]
    measured["quotation"] = _share(right for article in forms for right in article)
    measured["manner"] = _share(_manner(text, a) == a.manner for text, a in pairs)
    return measured


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


def _share(right: Iterable[bool]) -> float:
    rows = list(right)
    return round(100 * sum(rows) / len(rows), 1)


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
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--lower", action="store_true")
    args = parser.parse_args()
    floor: Figures = {}
    if FLOOR.exists():
        stored = json.loads(FLOOR.read_text(encoding="utf-8"))
        floor = stored["figures"] if stored["digest"] == digest() else {}
    measured = measure(annotated())
    for name, value in measured.items():
        print(f"{name:20s} {value:5.1f}   floor {floor.get(name, 0.0):5.1f}")
    if args.update:
        new = {"digest": digest(), "figures": raised(measured, floor, args.lower)}
        FLOOR.write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

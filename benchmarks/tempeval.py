"""Dates against the annotation of TempEval-3 (TimeBank, AQUAINT), as its official scorer counts.

python -m benchmarks.tempeval EVAL_FOLDER [--part held-out|development|all] [--errors]
"""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import click

from onrecord.article import Date, Timex3
from onrecord.read.dates import find_dates, timex_of

# Every fifth file of all, by name, is held out.
_HELD_OUT_EVERY: Final = 5
_PARTS: Final = ("held-out", "development", "all")


class Timex(NamedTuple):
    """One annotated or found expression."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its creation time and annotation."""

    name: str
    text: str
    created: str
    timexes: tuple[Timex, ...]


@dataclass(slots=True)
class Counts:
    """What the measures are made of."""

    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    values: int = 0
    types: int = 0

    def f1(self, matches: int) -> float:
        """Return the F1 of so many matches, in hundredths."""
        return 200 * matches / (self.gold + self.found) if self.gold + self.found else 0.0


def read_document(path: Path) -> Document:
    """Return a TimeML file. The creation time stands outside TEXT and is given, not counted."""
    root = ET.fromstring(path.read_text("utf-8"))
    created = root.find("DCT/TIMEX3")
    body = root.find("TEXT")
    if created is None or body is None:
        raise click.ClickException(f"{path}: no DCT or no TEXT")
    pieces: list[str] = []
    timexes: list[Timex] = []
    _collect(body, pieces, timexes)
    return Document(path.name, "".join(pieces), created.get("value", ""), tuple(timexes))


def _collect(element: ET.Element, pieces: list[str], timexes: list[Timex]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces, timexes)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        end = sum(map(len, pieces))
        timexes.append(Timex(start, end, element.get("type", ""), element.get("value", "")))


def found_timexes(dates: Sequence[Date], text: str) -> list[Timex]:
    """Return dates as expressions to be compared; a range as its two ends, which TimeML annotates apart."""
    timexes: list[Timex] = []
    for date in dates:
        timex = date.timex3 or Timex3("", "")
        ends = _ends_of_range(date, text)
        timexes.extend(ends or [Timex(*date.span, timex.type, timex.value)])
    return timexes


def _ends_of_range(date: Date, text: str) -> list[Timex]:
    if date.edtf is None or date.timex3 is None or date.timex3.type != "DURATION":
        return []
    words = text[date.span.start : date.span.end]
    link = re.search(r"\s+(?:to|and|through|until|till)\s+|\s*[-–—]\s*", words)
    if link is None:
        return []
    spans = ((date.span.start, date.span.start + link.start()), (date.span.start + link.end(), date.span.end))
    values = [timex_of(edtf) or Timex3("", "") for edtf in date.edtf.split("/")]
    return [Timex(*span, value.type, value.value) for span, value in zip(spans, values, strict=True)]


def pairs_of(gold: Sequence[Timex], found: Sequence[Timex]) -> Iterator[tuple[Timex | None, Timex | None]]:
    """Yield each annotated expression with the first found one that overlaps it, each used once."""
    left = list(found)
    for timex in gold:
        match = next((other for other in left if other.start < timex.end and timex.start < other.end), None)
        if match is not None:
            left.remove(match)
        yield timex, match
    for other in left:
        yield None, other


def add(counts: Counts, gold: Timex | None, found: Timex | None) -> None:
    """Count a pair."""
    counts.gold += gold is not None
    counts.found += found is not None
    if gold is None or found is None:
        return
    counts.relaxed += 1
    counts.strict += gold[:2] == found[:2]
    counts.values += gold.value == found.value
    counts.types += gold.type == found.type


def part_of(folder: Path, part: str) -> list[Path]:
    """Return the files of a part, from both folders together, by name."""
    files = sorted(folder.rglob("*.tml"), key=lambda path: path.name)
    if not files:
        raise click.ClickException(f"no .tml files in {folder}")
    if part == "all":
        return files
    return [
        file for place, file in enumerate(files) if (place % _HELD_OUT_EVERY == 0) == (part == "held-out")
    ]


def report(part: str, counts: Counts, words: int, seconds: float) -> str:
    """Return the figures of a part as a line or two."""
    accuracy = 100 * counts.types / counts.relaxed if counts.relaxed else 0.0
    values = 100 * counts.values / counts.relaxed if counts.relaxed else 0.0
    precision = 100 * counts.relaxed / counts.found if counts.found else 0.0
    recall = 100 * counts.relaxed / counts.gold if counts.gold else 0.0
    return (
        f"{part}: {counts.gold} annotated, {counts.found} found\n"
        f"  strict F1 {counts.f1(counts.strict):.1f}  relaxed F1 {counts.f1(counts.relaxed):.1f} "
        f"(P {precision:.1f} R {recall:.1f})  value F1 {counts.f1(counts.values):.1f}  "
        f"type F1 {counts.f1(counts.types):.1f}\n"
        f"  of relaxed matches: value right {values:.1f} %, type right {accuracy:.1f} %; "
        f"{words / seconds:,.0f} words a second"
    )


def _show_errors(document: Document, gold: Timex | None, found: Timex | None) -> None:
    if gold is not None and found is not None and gold.value == found.value:
        return
    either = gold or found
    assert either is not None
    around = document.text[max(either.start - 70, 0) : either.end + 40].replace("\n", " ")
    words = [document.text[t.start : t.end].replace("\n", " ") if t else "-" for t in (gold, found)]
    kind = "miss" if found is None else "extra" if gold is None else "value"
    values = [f"{t.type} {t.value}" if t else "-" for t in (gold, found)]
    click.echo("\t".join((kind, *words, *values, document.created[:10], around, document.name)))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--part", type=click.Choice(_PARTS), help="One part only; both by default.")
@click.option("--errors", is_flag=True, help="Show what differs, on the development part only.")
def main(folder: Path, part: str | None, errors: bool) -> None:
    """Print strict, relaxed and value F1 of the dates found in the TimeML files of FOLDER.

    As in the official scorer, an expression matches with any overlap (relaxed) or the same extent
    (strict), values and types are compared as text among relaxed matches, and the creation time is
    not counted. Figures are over all files of a part together.
    """
    for name in (part,) if part else _PARTS[:2]:
        counts, words, seconds = Counts(), 0, 0.0
        for path in part_of(folder, name):
            document = read_document(path)
            began = time.perf_counter()
            dates = find_dates(document.text, document.created)
            seconds += time.perf_counter() - began
            words += len(document.text.split())
            for gold, found in pairs_of(document.timexes, found_timexes(dates, document.text)):
                add(counts, gold, found)
                if errors and name == "development":
                    _show_errors(document, gold, found)
        click.echo(report(name, counts, words, seconds))


if __name__ == "__main__":
    main()

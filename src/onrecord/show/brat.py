"""Readings as brat standoff, the way PolNeAR has it: `NAME.txt` beside `NAME.ann`. Writing.

    T1    Source 0 8                  Ada Vorn
    T2    Cue 9 15                    denied
    T3    Content 16 42               that the bridge was closed
    T4    Attribution 9 15            denied
    E1    Attribution:T4 Source:T1 Cue:T2 Content:T3
    #1    Quotation E1                indirect
    #2    Manner E1                   denies

Fields are parted by tabs. What PolNeAR does not mark is added so that nothing of an attribution is
lost: the arguments Quoted and Insertion (text-bound types Quoted, Insertion-bracket, …), the notes
Negated, Modal and Confidence where they say anything, and for an attribution inside another's
content the event kind Nested with `Parent:E2`. `onrecord.show.brat_reader` reads it all back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from onrecord.article import Attribution, Reading, Span

Item = TypeVar("Item")

# File systems allow 255 bytes; "-2" and ".ann" follow.
MAX_NAME_BYTES = 200
_UNSAFE = re.compile(r"[^\w.\-]+")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Anything that a reader of lines or of tab-separated fields could cut at.
_BREAKS = dict.fromkeys([*range(0x20), 0x7F, 0x85, 0x2028, 0x2029], " ")


def safe_name(name: str, taken: Collection[str] = ()) -> str:
    """Return `name` made fit for a file name on any system, and unlike any of `taken`.

    Names are compared without regard to case, as some file systems do; `-2`, `-3`… is added to a
    name that is taken.
    """
    stem = _UNSAFE.sub("_", name).encode("utf-8", "replace")[:MAX_NAME_BYTES].decode("utf-8", "ignore")
    stem = stem.strip(".") or "article"
    if _RESERVED.match(stem) or stem.startswith("-"):
        stem = f"_{stem}"
    seen = {other.casefold() for other in taken}
    candidate, number = stem, 1
    while candidate.casefold() in seen:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def write_brat(reading: Reading, folder: Path, name: str | None = None) -> tuple[Path, Path]:
    """Write `NAME.txt` and `NAME.ann` into `folder` (made if missing) and return both paths.

    `name` is the article's own if not given; either is made path-safe. Files of that name are
    replaced. The text stands in its file as it is, carriage returns included, so offsets fit.
    """
    stem = safe_name(reading.article.name if name is None else name)
    folder.mkdir(parents=True, exist_ok=True)
    text_path, ann_path = folder / f"{stem}.txt", folder / f"{stem}.ann"
    for path, content in ((text_path, reading.article.text), (ann_path, format_ann(reading))):
        with path.open("w", encoding="utf-8", newline="") as handle:
            handle.write(_SURROGATE.sub("\ufffd", content))
    return text_path, ann_path


def write_folder(readings: Iterable[Reading], folder: Path) -> list[Path]:
    """Write every reading into `folder`, no two under one name, and return the `.ann` paths in order."""
    taken: set[str] = set()
    paths = []
    for reading in readings:
        name = safe_name(reading.article.name, taken)
        taken.add(name)
        paths.append(write_brat(reading, folder, name)[1])
    return paths


def format_ann(reading: Reading) -> str:
    """Return the content of the `.ann` file of `reading`: event `E1` is its first attribution."""
    writer = _Writer(reading.article.text)
    for index, attribution in enumerate(reading.attributions):
        writer.add(f"E{index + 1}", attribution)
    return "".join(f"{line}\n" for line in writer.lines)


class _Writer:
    """The lines of one `.ann` file, with the running numbers of its annotations and notes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self._annotations = 0
        self._notes = 0

    def add(self, event: str, attribution: Attribution) -> None:
        """Append the lines of one attribution."""
        arguments = [
            f"{role}{number}:{self._annotate(role, [span])}"
            for role, spans in (
                ("Source", attribution.source),
                ("Cue", attribution.cue),
                ("Content", attribution.content),
                ("Quoted", attribution.quoted),
            )
            for number, span in _numbered(spans)
        ]
        for number, insertion in _numbered(attribution.insertions):
            identifier = self._annotate(f"Insertion-{insertion.kind.value}", [insertion.span])
            arguments.append(f"Insertion{number}:{identifier}")
        kind = "Attribution" if attribution.parent is None else "Nested"
        if attribution.parent is not None:
            arguments.append(f"Parent:E{attribution.parent + 1}")
        trigger = self._annotate(kind, attribution.cue)
        self.lines.append(f"{event}\t{kind}:{trigger} {' '.join(arguments)}")
        for note, value in _notes(attribution):
            self._notes += 1
            self.lines.append(f"#{self._notes}\t{note} {event}\t{value}")

    def _annotate(self, kind: str, spans: Iterable[Span]) -> str:
        self._annotations += 1
        spans = list(spans)
        offsets = ";".join(f"{start} {end}" for start, end in spans)
        words = " ".join(self.text[start:end] for start, end in spans).translate(_BREAKS)
        self.lines.append(f"T{self._annotations}\t{kind} {offsets}\t{words}")
        return f"T{self._annotations}"


def _numbered(items: Iterable[Item]) -> Iterator[tuple[str, Item]]:
    """Yield ("", first), ("2", second), …, as brat numbers the arguments of one role."""
    for number, item in enumerate(items, 1):
        yield ("" if number == 1 else str(number)), item


def _notes(attribution: Attribution) -> Iterator[tuple[str, str]]:
    yield "Quotation", attribution.quotation.value
    yield "Manner", attribution.manner.value
    if attribution.negated:
        yield "Negated", "yes"
    if attribution.modal:
        yield "Modal", "yes"
    if attribution.confidence != 1.0:
        yield "Confidence", repr(float(attribution.confidence))

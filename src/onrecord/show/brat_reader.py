"""Readings from brat standoff, PolNeAR's and this project's own.

The reader is lenient: a damaged line is left out and reported, the rest is read. A problem is one line,
`FILE:LINE: what is wrong`. Text-bound types and events that Onrecord does not read yet (Basis,
Addressee, Silence, Party, PolNeAR's Discuss and Discard) are passed over in silence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from onrecord.article import (
    Article,
    Attribution,
    Insertion,
    InsertionKind,
    Manner,
    Quotation,
    Reading,
    Span,
)
from onrecord.errors import FormatError

_Kind = TypeVar("_Kind", bound=StrEnum)

# PolNeAR gives attributions without a source an event kind of their own.
_ATTRIBUTIONS = frozenset({"Attribution", "Attribution-no-source", "Nested"})
_NO = frozenset({"no", "false", "0"})
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")
_INSERTION = "Insertion-"


@dataclass(frozen=True, slots=True)
class Annotations:
    """What one `.ann` file holds, in the order in which it begins in the text, and what is wrong with it."""

    attributions: tuple[Attribution, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """The readings of a folder in the order of their names, and what could not be read of it."""

    readings: tuple[Reading, ...]
    problems: tuple[str, ...] = ()


def read_ann(text: str, ann: str) -> tuple[Attribution, ...]:
    """Return the attributions that `ann` marks in `text`, damaged lines left out; see `parse_ann`."""
    return parse_ann(text, ann).attributions


def parse_ann(text: str, ann: str, name: str = "ann") -> Annotations:
    """Return the attributions that `ann` marks in `text`, with its problems under the file name `name`.

    Where the file has no notes on it, an attribution is INDIRECT, its manner OTHER and its confidence 1:
    this reader looks at the annotation alone, never at the words. A span whose words differ from those in
    the text is kept where it says it stands, and reported.
    """
    return _Reader(text, name).read(ann)


def read_folder(folder: Path) -> Corpus:
    """Return the readings of `folder`, laid out either way, named as their texts are.

    Either `text/NAME.txt` with `attributions/NAME.ann` (or PolNeAR's `NAME_xxxx.ann`, one an annotator:
    the first counts), or `NAME.txt` with `NAME.ann` side by side. An article that cannot be read is a
    problem of the result. Raises FormatError if there is no annotated text at all.
    """
    readings: list[Reading] = []
    problems: list[str] = []
    for text_path, ann_path in _pairs(folder, problems):
        try:
            text, ann = _read_text(text_path), _read_text(ann_path)
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{ann_path}: article left out: {error}")
            continue
        found = parse_ann(text, ann, str(ann_path))
        problems += found.problems
        readings.append(Reading(Article(name=text_path.stem, text=text), found.attributions))
    if not readings and not problems:
        raise FormatError(f"{folder}: no annotated text found; it needs NAME.txt with NAME.ann")
    return Corpus(tuple(sorted(readings, key=lambda reading: reading.article.name)), tuple(problems))


def _pairs(folder: Path, problems: list[str]) -> Iterator[tuple[Path, Path]]:
    apart = (folder / "attributions").is_dir()
    texts = folder / "text" if apart else folder
    seen: set[Path] = set()
    for ann_path in sorted((folder / "attributions" if apart else folder).glob("*.ann")):
        text_path = texts / f"{ann_path.stem}.txt"
        if not text_path.is_file():
            text_path = texts / f"{_ANNOTATOR.sub('', ann_path.stem)}.txt"
        if not text_path.is_file():
            problems.append(f"{ann_path}: article left out: {texts / ann_path.stem}.txt is missing")
        elif text_path not in seen:
            seen.add(text_path)
            yield text_path, ann_path


def _read_text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as handle:
        return handle.read()


@dataclass(slots=True)
class _Event:
    """An event line: its arguments in the order of their numbers, and the notes on it."""

    line: int
    targets: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[str, tuple[int, str]] = field(default_factory=dict)


class _Reader:
    """Reads the lines of one `.ann` file; annotations may stand in any order, so events are built last."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.spans: dict[str, tuple[str, list[Span]]] = {}
        self.events: dict[str, _Event] = {}
        self.notes: list[tuple[int, str, str, str]] = []
        self.problems: list[tuple[int, str]] = []

    def read(self, ann: str) -> Annotations:
        for number, line in enumerate(ann.split("\n"), 1):
            self._read_line(number, line.rstrip("\r"))
        for number, note, event, value in self.notes:
            if event in self.events:
                self.events[event].notes[note] = (number, value)
        built = {identifier: self._attribution(event) for identifier, event in self.events.items()}
        kept = [(identifier, made) for identifier, made in built.items() if made is not None]
        # A stable sort: of two that begin together, the one that stands first in the file stays first.
        kept.sort(key=lambda item: _begin(item[1]))
        indexes = {identifier: index for index, (identifier, _) in enumerate(kept)}
        attributions = tuple(self._with_parent(made, self.events[key], indexes) for key, made in kept)
        problems = tuple(f"{self.name}:{line}: {cause}" for line, cause in sorted(self.problems))
        return Annotations(attributions, problems)

    def _read_line(self, number: int, line: str) -> None:
        identifier, _, rest = line.partition("\t")
        if not line.strip():
            return
        if line[0] == "T":
            self._read_span(number, identifier, rest)
        elif line[0] == "E":
            self._read_event(number, identifier, rest)
        elif line[0] in "#A":
            self._read_note(number, rest)
        elif line[0] not in "RMN*":  # relations, old modifiers, normalisations, equivalences: not ours
            self.problems.append((number, f"{line!r:.60} is no brat annotation; line left out"))

    def _read_span(self, number: int, identifier: str, rest: str) -> None:
        head, _, words = rest.partition("\t")
        kind, _, offsets = head.partition(" ")
        try:
            spans = [_span(fragment) for fragment in offsets.split(";")]
        except ValueError:
            self.problems.append((number, f"{head!r:.60} is not 'Type start end'; line left out"))
            return
        if not all(0 <= span.start < span.end <= len(self.text) for span in spans):
            cause = f"{offsets!r:.60} does not lie in the text of {len(self.text)} characters; line left out"
            self.problems.append((number, cause))
            return
        there = " ".join(self.text[start:end] for start, end in spans)
        if words and _bare(words) != _bare(there):
            self.problems.append((number, f"the text at {offsets} is {there!r:.40}, not {words!r:.40}; kept"))
        if identifier in self.spans:
            self.problems.append((number, f"{identifier} stands twice; the first counts"))
        self.spans.setdefault(identifier, (kind, spans))

    def _read_event(self, number: int, identifier: str, rest: str) -> None:
        kind, *arguments = rest.split() or [""]
        kind = kind.partition(":")[0]
        if not kind:
            self.problems.append((number, f"{identifier} has no 'Kind:T1'; line left out"))
        if kind not in _ATTRIBUTIONS:
            return
        if identifier in self.events:
            self.problems.append((number, f"{identifier} stands twice; the first counts"))
            return
        event = self.events[identifier] = _Event(number)
        for argument in arguments:
            role, _, target = argument.partition(":")
            event.targets[role.rstrip("0123456789")].append(target)

    def _read_note(self, number: int, rest: str) -> None:
        head, _, value = rest.partition("\t")
        note, event, inline = [*head.split(), "", "", ""][:3]
        # A brat attribute ("A1 Negated E1") has its value, if any, in the same field.
        self.notes.append((number, note, event, value.strip() or inline))

    def _attribution(self, event: _Event) -> Attribution | None:
        roles = {role: self._role(event, role) for role in ("Source", "Cue", "Content", "Quoted")}
        if not roles["Cue"] or not roles["Content"]:
            lacking = "content" if roles["Cue"] else "cue"
            self.problems.append((event.line, f"an attribution without a {lacking}; line left out"))
            return None
        return Attribution(
            source=roles["Source"],
            cue=roles["Cue"],
            content=roles["Content"],
            quotation=self._member(event, "Quotation", Quotation, Quotation.INDIRECT),
            manner=self._member(event, "Manner", Manner, Manner.OTHER),
            negated=_flag(event, "Negated"),
            modal=_flag(event, "Modal"),
            quoted=roles["Quoted"],
            insertions=tuple(self._insertions(event)),
            confidence=self._confidence(event),
        )

    def _role(self, event: _Event, role: str) -> tuple[Span, ...]:
        spans = sorted(span for _, found in self._targets(event, role) for span in found)
        joined: list[Span] = []
        for span in spans:
            if joined and span.start < joined[-1].end:
                self.problems.append((event.line, f"spans of {role} overlap; taken as one"))
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        return tuple(joined)

    def _targets(self, event: _Event, role: str) -> Iterator[tuple[str, list[Span]]]:
        for target in event.targets.get(role, ()):
            if target in self.spans:
                yield self.spans[target]
            else:
                self.problems.append(
                    (event.line, f"{role} points to {target or 'nothing'}, which is not there")
                )

    def _insertions(self, event: _Event) -> Iterator[Insertion]:
        for kind, spans in self._targets(event, "Insertion"):
            try:
                insertion = InsertionKind(kind.removeprefix(_INSERTION))
            except ValueError:
                self.problems.append((event.line, f"{kind!r:.40} is no kind of insertion; left out"))
                continue
            yield from (Insertion(span, insertion) for span in spans)

    def _member(self, event: _Event, note: str, kind: type[_Kind], default: _Kind) -> _Kind:
        line, value = event.notes.get(note, (event.line, default.value))
        try:
            return kind(value)
        except ValueError:
            possible = ", ".join(kind)
            self.problems.append(
                (line, f"{note} is {value!r:.40}, not one of {possible}; taken as {default}")
            )
            return default

    def _confidence(self, event: _Event) -> float:
        line, value = event.notes.get("Confidence", (event.line, "1"))
        try:
            confidence = float(value)
        except ValueError:
            confidence = -1.0
        if 0 <= confidence <= 1:
            return confidence
        self.problems.append((line, f"Confidence is {value!r:.40}, not a number from 0 to 1; taken as 1"))
        return 1.0

    def _with_parent(self, made: Attribution, event: _Event, indexes: dict[str, int]) -> Attribution:
        parents = event.targets.get("Parent", [])
        if not parents:
            return made
        if parents[0] not in indexes:
            self.problems.append((event.line, f"Parent points to {parents[0]!r:.40}, which is not there"))
            return made
        return replace(made, parent=indexes[parents[0]])


def _begin(attribution: Attribution) -> int:
    return min(span.start for span in (*attribution.source, *attribution.cue, *attribution.content))


def _flag(event: _Event, note: str) -> bool:
    return note in event.notes and event.notes[note][1].lower() not in _NO


def _span(fragment: str) -> Span:
    start, end = fragment.split()
    return Span(int(start), int(end))


def _bare(words: str) -> str:
    """Return `words` without what a writer of standoff may change: white space and control characters."""
    return "".join(character for character in words if character.isprintable() and not character.isspace())

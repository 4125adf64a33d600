"""The lines of one `.ann` file as annotations, with what is wrong with them; nothing is made of them yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeVar

from onrecord.article import Span
from onrecord.show.brat_words import unescape

_Kind = TypeVar("_Kind", bound=StrEnum)
_NO = frozenset({"no", "false", "0"})


class TextBound(NamedTuple):
    """A text-bound annotation: where it stands, what it is, and its pieces in their given order."""

    line: int
    kind: str
    spans: tuple[Span, ...]

    @property
    def extent(self) -> Span:
        """From the beginning of its first piece to the end of its last one."""
        return Span(min(span.start for span in self.spans), max(span.end for span in self.spans))


class Relation(NamedTuple):
    """A relation line: its two arguments are identifiers."""

    line: int
    first: str
    second: str


class Note(NamedTuple):
    """The value of a note or of an attribute, and the line it stands in."""

    line: int
    value: str


@dataclass(slots=True)
class Event:
    """An event line: its arguments by role, in the order in which they stand."""

    identifier: str
    line: int
    kind: str
    trigger: str
    targets: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Standoff:
    """What the lines say; annotations may stand in any order, so nothing is looked up while reading."""

    text: str
    spans: dict[str, TextBound] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    relations: dict[str, list[Relation]] = field(default_factory=lambda: defaultdict(list))
    equivalences: list[list[str]] = field(default_factory=list)
    notes: dict[str, dict[str, list[Note]]] = field(default_factory=lambda: defaultdict(dict))
    problems: list[tuple[int, str]] = field(default_factory=list)

    # --- questions --------------------------------------------------------------------------------

    def problem(self, line: int, cause: str) -> None:
        """Note what is wrong in a line."""
        self.problems.append((line, cause))

    def note(self, target: str, kind: str) -> Note | None:
        """Return the last note of that kind on an annotation."""
        found = self.notes[target].get(kind) if target in self.notes else None
        return found[-1] if found else None

    def words(self, target: str, kind: str) -> str | None:
        """Return the free text of a note, or None where there is no such note."""
        found = self.note(target, kind)
        return None if found is None else unescape(found.value)

    def flag(self, target: str, kind: str) -> bool:
        """Return whether a note is there and does not say no."""
        found = self.note(target, kind)
        return found is not None and found.value.lower() not in _NO

    def member(self, target: str, kind: str, values: type[_Kind], default: _Kind) -> _Kind:
        """Return the value of a note; another than those of `values` is reported, and the default taken."""
        found = self.note(target, kind)
        if found is None:
            return default
        try:
            return values(found.value)
        except ValueError:
            possible = ", ".join(values)
            cause = f"{kind} is {found.value!r:.40}, not one of {possible}; taken as {default}"
            self.problem(found.line, cause)
            return default

    def confidence(self, target: str, kind: str = "Confidence") -> float:
        """Return the confidence in a note, 1 where there is none."""
        found = self.note(target, kind)
        if found is None:
            return 1.0
        try:
            confidence = float(found.value)
        except ValueError:
            confidence = -1.0
        if 0 <= confidence <= 1:
            return confidence
        cause = f"{kind} is {found.value!r:.40}, not a number from 0 to 1; taken as 1"
        self.problem(found.line, cause)
        return 1.0

    def rests_on(self) -> dict[str, Span]:
        """Return the words that each mention and date rests on, by its identifier."""
        found = {}
        for relation in self.relations["RestsOn"]:
            if relation.second in self.spans:
                found[relation.first] = self.spans[relation.second].extent
            else:
                self.problem(relation.line, f"RestsOn points to {relation.second!r:.40}, which is not there")
        return found

    # --- reading ----------------------------------------------------------------------------------

    def read(self, ann: str) -> None:
        """Read every line of `ann`."""
        for number, line in enumerate(ann.split("\n"), 1):
            self._read_line(number, line.rstrip("\r"))

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
        elif line[0] == "R":
            self._read_relation(number, rest)
        elif line[0] == "*":
            kind, *targets = rest.split() or [""]
            if kind == "Equiv":
                self.equivalences.append(targets)
        elif line[0] not in "MN":  # old modifiers and normalisations: not ours
            self.problem(number, f"{line!r:.60} is no brat annotation; line left out")

    def _read_span(self, number: int, identifier: str, rest: str) -> None:
        head, _, words = rest.partition("\t")
        kind, _, offsets = head.partition(" ")
        try:
            spans = [_span(fragment) for fragment in offsets.split(";")]
        except ValueError:
            self.problem(number, f"{head!r:.60} is not 'Type start end'; line left out")
            return
        if not all(0 <= span.start < span.end <= len(self.text) for span in spans):
            length = len(self.text)
            self.problem(
                number, f"{offsets!r:.60} does not lie in the text of {length} characters; line left out"
            )
            return
        there = " ".join(self.text[start:end] for start, end in spans)
        if words and _bare(words) != _bare(there):
            self.problem(number, f"the text at {offsets} is {there!r:.40}, not {words!r:.40}; kept")
        if identifier in self.spans:
            self.problem(number, f"{identifier} stands twice; the first counts")
        self.spans.setdefault(identifier, TextBound(number, kind, tuple(spans)))

    def _read_event(self, number: int, identifier: str, rest: str) -> None:
        head, *arguments = rest.split() or [""]
        kind, _, trigger = head.partition(":")
        if not kind:
            self.problem(number, f"{identifier} has no 'Kind:T1'; line left out")
            return
        if identifier in self.events:
            self.problem(number, f"{identifier} stands twice; the first counts")
            return
        event = self.events[identifier] = Event(identifier, number, kind, trigger)
        for argument in arguments:
            role, _, target = argument.partition(":")
            event.targets[role.rstrip("0123456789")].append(target)

    def _read_relation(self, number: int, rest: str) -> None:
        kind, *arguments = rest.split() or [""]
        targets = [target for _, separator, target in map(_argument, arguments) if separator]
        if len(targets) == 2:
            self.relations[kind].append(Relation(number, *targets))
        else:
            self.problem(number, f"{rest!r:.60} is not 'Type Arg1:T1 Arg2:T2'; line left out")

    def _read_note(self, number: int, rest: str) -> None:
        head, _, value = rest.partition("\t")
        kind, target, inline = [*head.split(), "", "", ""][:3]
        # A brat attribute ("A1 Negated E1") has its value, if any, in the same field.
        self.notes[target].setdefault(kind, []).append(Note(number, value.strip() or inline))


def text_bounds(standoff: Standoff, event: Event, role: str) -> Iterator[tuple[str, TextBound]]:
    """Yield the text-bounds of one role of an event; what is not there is reported."""
    for target in event.targets.get(role, ()):
        if target in standoff.spans:
            yield target, standoff.spans[target]
        else:
            standoff.problem(event.line, f"{role} points to {target or 'nothing'}, which is not there")


def _argument(argument: str) -> tuple[str, str, str]:
    return argument.partition(":")


def _span(fragment: str) -> Span:
    start, end = fragment.split()
    return Span(int(start), int(end))


def _bare(words: str) -> str:
    """Return `words` without what a writer of standoff may change: white space and control characters."""
    return "".join(character for character in words if character.isprintable() and not character.isspace())

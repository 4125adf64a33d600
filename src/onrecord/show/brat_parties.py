"""Parties and dates from the annotations of one `.ann` file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from onrecord.article import (
    Anchor,
    Anonymity,
    Date,
    Ground,
    Mention,
    Naming,
    Party,
    PartyKind,
    Span,
    Timex3,
)
from onrecord.show.brat_lines import Standoff
from onrecord.show.brat_words import NO_WORDS, PARTY, UNCOUNTED, unescape

Item = TypeVar("Item")


class Parties(NamedTuple):
    """The parties of a file, and the id of the party that each text-bound stands for."""

    parties: tuple[Party, ...]
    of: dict[str, str]


class Dates(NamedTuple):
    """The dates of a file, and the index of each by its text-bound."""

    dates: tuple[Date, ...]
    of: dict[str, int]


def read_parties(standoff: Standoff, rests_on: dict[str, Span]) -> Parties:
    """Return the parties in the order of first mention; one without mention keeps its place in the file.

    Without notes, a party's name is what its first mention says, and its naming DESCRIBED: how it is known
    cannot be told from the annotation alone.
    """
    groups = in_text_order(
        _groups(standoff),
        lambda group: min((standoff.spans[t].extent.start for t in _worded(standoff, group)), default=None),
    )
    names = _identifiers(standoff, groups)
    of = {target: name for name, group in zip(names, groups, strict=True) for target in group}
    ties = _Ties(standoff, of)
    parties = tuple(
        _party(standoff, name, group, rests_on, ties) for name, group in zip(names, groups, strict=True)
    )
    return Parties(parties, of)


def in_text_order(items: Sequence[Item], begin: Callable[[Item], int | None]) -> list[Item]:
    """Return `items` sorted by where they begin; one that begins nowhere stays behind the one before it."""
    places: list[int] = []
    for item in items:
        place = begin(item)
        places.append(place if place is not None else (places[-1] if places else -1))
    return [items[index] for index in sorted(range(len(items)), key=places.__getitem__)]


def _groups(standoff: Standoff) -> list[list[str]]:
    """Return the text-bounds of each party, parties and text-bounds in the order of the file."""
    above = {target: target for target, bound in standoff.spans.items() if bound.kind.startswith(PARTY)}

    def top(target: str) -> str:
        while above[target] != target:
            above[target] = above[above[target]]
            target = above[target]
        return target

    for targets in standoff.equivalences:
        known = [target for target in targets if target in above]
        for target in known[1:]:
            above[top(target)] = top(known[0])
    groups: dict[str, list[str]] = defaultdict(list)
    for target in above:
        groups[top(target)].append(target)
    return list(groups.values())


def _worded(standoff: Standoff, group: Sequence[str]) -> list[str]:
    return [target for target in group if not standoff.flag(target, NO_WORDS)]


def _identifiers(standoff: Standoff, groups: Sequence[Sequence[str]]) -> list[str]:
    """Return the id of each party: that of its note, or the next "p1", "p2" that is free."""
    given: list[str | None] = []
    taken: set[str] = set()
    for group in groups:
        wanted = next((words for t in group if (words := standoff.words(t, "Id")) is not None), None)
        if wanted is not None and wanted in taken:
            line = standoff.spans[group[0]].line
            standoff.problem(line, f"Id {wanted!r:.40} is another party's; a new one was taken")
            wanted = None
        elif wanted is not None:
            taken.add(wanted)
        given.append(wanted)
    free = (f"p{n}" for n in range(1, len(groups) + len(taken) + 1) if f"p{n}" not in taken)
    return [next(free) if identifier is None else identifier for identifier in given]


class _Ties:
    """What relations say of each party, by its id."""

    def __init__(self, standoff: Standoff, of: dict[str, str]) -> None:
        self.standoff, self.of = standoff, of
        self.words = {kind: self._words(kind) for kind in ("Describes", "Counts", "Near", "Because")}
        self.parties = {kind: self._parties(kind) for kind in ("SpeaksFor", "Member")}

    def _words(self, kind: str) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = defaultdict(list)
        for line, first, second in self.standoff.relations[kind]:
            if self._known(line, kind, first, first in self.standoff.spans) and self._known(
                line, kind, second, second in self.of
            ):
                found[self.of[second]].append(self.standoff.spans[first].extent)
        return found

    def _parties(self, kind: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for line, first, second in self.standoff.relations[kind]:
            if all(self._known(line, kind, target, target in self.of) for target in (first, second)):
                found[self.of[first]].append(self.of[second])
        return found

    def _known(self, line: int, kind: str, target: str, known: bool) -> bool:
        if not known:
            self.standoff.problem(line, f"{kind} points to {target!r:.40}, which is not there")
        return known


def _party(
    standoff: Standoff, identifier: str, group: Sequence[str], rests_on: dict[str, Span], ties: _Ties
) -> Party:
    targets = sorted(_worded(standoff, group), key=lambda target: standoff.spans[target].extent.start)
    noted = next((target for target in group if standoff.note(target, "Naming")), group[0])
    named = next((words for t in group if (words := standoff.words(t, "Name")) is not None), None)
    speaks_for = ties.parties["SpeaksFor"].get(identifier, [None])
    return Party(
        id=identifier,
        name=_first_words(standoff, targets) if named is None else named,
        kind=_kind(standoff, targets or group),
        naming=standoff.member(noted, "Naming", Naming, Naming.DESCRIBED),
        mentions=tuple(_mention(standoff, target, rests_on) for target in targets),
        forms=tuple(unescape(note.value) for t in group for note in standoff.notes[t].get("Form", ())),
        descriptions=tuple(ties.words["Describes"].get(identifier, ())),
        plural=any(standoff.flag(target, "Plural") for target in group),
        anonymity=_anonymity(standoff, identifier, group, ties),
        speaks_for=speaks_for[0],
        members=tuple(ties.parties["Member"].get(identifier, ())),
    )


def _first_words(standoff: Standoff, targets: Sequence[str]) -> str:
    extents = (standoff.spans[target].extent for target in targets[:1])
    return " ".join(" ".join(standoff.text[start:end].split()) for start, end in extents)


def _kind(standoff: Standoff, targets: Sequence[str]) -> PartyKind:
    """Return what the first mention says the party is; another kind at a later one is reported."""
    kinds: list[PartyKind] = []
    for target in targets:
        line, kind, _ = standoff.spans[target]
        try:
            kinds.append(PartyKind(kind.removeprefix(PARTY)))
        except ValueError:
            standoff.problem(line, f"{kind!r:.40} is no kind of party; taken as unknown")
            kinds.append(PartyKind.UNKNOWN)
        if kinds[-1] is not kinds[0]:
            standoff.problem(line, f"the party is a {kinds[0]} before, here a {kinds[-1]}; the first counts")
    return kinds[0]


def _mention(standoff: Standoff, target: str, rests_on: dict[str, Span]) -> Mention:
    return Mention(
        span=standoff.spans[target].extent,
        ground=standoff.member(target, "Ground", Ground, Ground.ITSELF),
        rests_on=rests_on.get(target),
        confidence=standoff.confidence(target),
    )


def _anonymity(standoff: Standoff, identifier: str, group: Sequence[str], ties: _Ties) -> Anonymity | None:
    note = next((note for target in group if (note := standoff.note(target, "Anonymity"))), None)
    count, near, because = (ties.words[kind].get(identifier, []) for kind in ("Counts", "Near", "Because"))
    if note is None and not (count or near or because):
        return None
    number = None
    if note is not None and note.value != UNCOUNTED:
        if note.value.isdecimal() and len(note.value) < 10:
            number = int(note.value)
        else:
            standoff.problem(
                note.line, f"Anonymity is {note.value!r:.40}, not a number; taken as {UNCOUNTED}"
            )
    return Anonymity(number, count[0] if count else None, tuple(near), tuple(because))


def read_dates(standoff: Standoff, rests_on: dict[str, Span]) -> Dates:
    """Return the dates in text order."""
    targets = [target for target, bound in standoff.spans.items() if bound.kind == "Date"]
    targets.sort(key=lambda target: standoff.spans[target].extent.start)
    dates = tuple(
        Date(
            span=standoff.spans[target].extent,
            edtf=standoff.words(target, "Edtf"),
            timex3=_timex3(standoff, target),
            anchor=standoff.member(target, "Anchor", Anchor, Anchor.NONE),
            rests_on=rests_on.get(target),
            reason=standoff.words(target, "Reason") or "",
            confidence=standoff.confidence(target),
        )
        for target in targets
    )
    return Dates(dates, {target: index for index, target in enumerate(targets)})


def _timex3(standoff: Standoff, target: str) -> Timex3 | None:
    note = standoff.note(target, "Timex3")
    if note is None:
        return None
    tokens = note.value.split()
    optional = dict(_pairs(tokens[2:]))
    if len(tokens) < 2 or len(optional) < len(tokens) - 2:
        standoff.problem(note.line, f"Timex3 is {note.value!r:.60}, not 'TYPE VALUE mod=…'; left out")
        return None
    return Timex3(unescape(tokens[0]), unescape(tokens[1]), **optional)


def _pairs(tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        key, separator, value = token.partition("=")
        if separator and key in ("mod", "quant", "freq"):
            yield key, unescape(value)

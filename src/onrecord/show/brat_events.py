"""Attributions, silences and relays from the events of one `.ann` file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.article import (
    Answer,
    Attribution,
    Ground,
    Insertion,
    InsertionKind,
    Manner,
    Quotation,
    Relay,
    RelayKind,
    Resolution,
    Silence,
    SilenceKind,
    Span,
)
from onrecord.show.brat_lines import Event, Standoff, text_bounds
from onrecord.show.brat_parties import in_text_order
from onrecord.show.brat_words import INSERTION, NO_WORDS, PARTY, RELAY, relay_type

# PolNeAR gives attributions without a source an event kind of their own.
ATTRIBUTIONS = frozenset({"Attribution", "Attribution-no-source", "Nested"})
_UNRESOLVED = "unresolved"
_RELAYS = {relay_type(kind): kind for kind in RelayKind}


class Events:
    """Builds what the events of a file stand for; parties and dates are known by their text-bounds."""

    def __init__(self, standoff: Standoff, parties: dict[str, str], dates: dict[str, int]) -> None:
        self.standoff = standoff
        self.parties = parties
        self.dates = dates
        self.indexes: dict[str, int] = {}

    def attributions(self) -> tuple[Attribution, ...]:
        """Return the attributions in text order; to be called before `silences`, which point to them."""
        events = [event for event in self.standoff.events.values() if event.kind in ATTRIBUTIONS]
        built = [(event, made) for event in events if (made := self._attribution(event)) is not None]
        # A stable sort: of two that begin together, the one that stands first in the file stays first.
        built.sort(key=lambda item: _begin(item[1]))
        self.indexes = {event.identifier: index for index, (event, _) in enumerate(built)}
        return tuple(self._linked(made, event) for event, made in built)

    def silences(self) -> tuple[Silence, ...]:
        """Return the silences in text order. One without a note on its kind is NO_RESPONSE."""
        events = [event for event in self.standoff.events.values() if event.kind == "Silence"]
        found = [silence for event in events if (silence := self._silence(event)) is not None]
        return tuple(sorted(found, key=lambda silence: silence.words.start))

    def relays(self) -> tuple[Relay, ...]:
        """Return the relays in text order; one without words keeps its place in the file."""
        events = [event for event in self.standoff.events.values() if event.kind.startswith(RELAY)]
        found = [relay for event in events if (relay := self._relay(event)) is not None]
        return tuple(in_text_order(found, lambda relay: relay.words.start if relay.words else None))

    # --- events -----------------------------------------------------------------------------------

    def _attribution(self, event: Event) -> Attribution | None:
        standoff, target = self.standoff, event.identifier
        roles = {role: self._role(event, role) for role in ("Source", "Cue", "Content", "Quoted")}
        if not roles["Cue"] or not roles["Content"]:
            lacking = "content" if roles["Cue"] else "cue"
            standoff.problem(event.line, f"an attribution without a {lacking}; line left out")
            return None
        return Attribution(
            source=roles["Source"],
            cue=roles["Cue"],
            content=roles["Content"],
            quotation=standoff.member(target, "Quotation", Quotation, Quotation.INDIRECT),
            manner=standoff.member(target, "Manner", Manner, Manner.OTHER),
            negated=standoff.flag(target, "Negated"),
            modal=standoff.flag(target, "Modal"),
            quoted=roles["Quoted"],
            insertions=tuple(self._insertions(event)),
            confidence=standoff.confidence(target),
            party=self._party(event, "Party"),
            resolution=self._resolution(event),
            basis=self._role(event, "Basis"),
            addressee=self._role(event, "Addressee"),
            addressee_party=self._party(event, "Addressee"),
            occasion=self._role(event, "Occasion"),
            said=standoff.words(target, "Said"),
            said_date=next(iter(self._dates(event, "Said")), None),
            happened=tuple(self._dates(event, "Happened")),
        )

    def _linked(self, made: Attribution, event: Event) -> Attribution:
        return replace(made, parent=self._index(event, "Parent"), answers=self._answers(event))

    def _answers(self, event: Event) -> Answer | None:
        words = next((bound.extent for _, bound in text_bounds(self.standoff, event, "Answers")), None)
        if words is None:
            return None
        return Answer(words, self._party(event, "Claimant"), self._index(event, "Claim"))

    def _resolution(self, event: Event) -> Resolution | None:
        standoff, target = self.standoff, event.identifier
        note, reason = standoff.note(target, "Resolution"), standoff.words(target, "Reason") or ""
        words = tuple(bound.extent for _, bound in text_bounds(standoff, event, "RestsOn"))
        candidates = tuple(self._party_ids(event, "Candidate"))
        if note is None and not (reason or words or candidates):
            return None
        ground = None
        if note is not None and note.value != _UNRESOLVED:
            try:
                ground = Ground(note.value)
            except ValueError:
                possible = ", ".join((_UNRESOLVED, *Ground))
                cause = f"Resolution is {note.value!r:.40}, not one of {possible}; taken as {_UNRESOLVED}"
                standoff.problem(note.line, cause)
        return Resolution(
            ground, words, candidates, reason, standoff.confidence(target, "ResolutionConfidence")
        )

    def _silence(self, event: Event) -> Silence | None:
        words = self._trigger(event)
        if words is None:
            return None
        # Files with plain Party text-bounds name there the words, not a party.
        source = (*self._role(event, "Source"), *self._role(event, "Party"))
        return Silence(
            words=words,
            kind=self.standoff.member(event.identifier, "Kind", SilenceKind, SilenceKind.NO_RESPONSE),
            source=tuple(sorted(source)),
            party=self._party(event, "Party"),
            asked_by=self._party(event, "AskedBy"),
            asked_by_words=self._role(event, "AskedBy"),
            about=self._role(event, "About"),
            attribution=self._index(event, "Claim"),
            dates=tuple(self._dates(event, "Date")),
            confidence=self.standoff.confidence(event.identifier),
        )

    def _relay(self, event: Event) -> Relay | None:
        words = self._trigger(event)
        kind = _RELAYS.get(event.kind)
        if kind is None:
            self.standoff.problem(event.line, f"{event.kind!r:.40} is no kind of relay; line left out")
        if words is None or kind is None:
            return None
        outlet = self.standoff.words(event.identifier, "Outlet")
        return Relay(
            kind=kind,
            outlet=" ".join(self.standoff.text[words.start : words.end].split())
            if outlet is None
            else outlet,
            words=None if self.standoff.flag(event.identifier, NO_WORDS) else words,
            party=self._party(event, "Party"),
            url=self.standoff.words(event.identifier, "Url"),
        )

    # --- arguments --------------------------------------------------------------------------------

    def _trigger(self, event: Event) -> Span | None:
        if event.trigger in self.standoff.spans:
            return self.standoff.spans[event.trigger].extent
        trigger = event.trigger or "nothing"
        cause = f"{event.kind} points to {trigger!r:.40}, which is not there; line left out"
        self.standoff.problem(event.line, cause)
        return None

    def _role(self, event: Event, role: str) -> tuple[Span, ...]:
        """Return the words of a role in text order; where they overlap they are joined and reported.

        Where a role may also name a party, the text-bounds of parties are left out.
        """
        found = text_bounds(self.standoff, event, role)
        may_be_party = role in ("Party", "Addressee", "AskedBy")
        words = [bound for _, bound in found if not (may_be_party and bound.kind.startswith(PARTY))]
        joined: list[Span] = []
        for span in sorted(span for bound in words for span in bound.spans):
            if joined and span.start < joined[-1].end:
                self.standoff.problem(event.line, f"spans of {role} overlap; taken as one")
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
            else:
                joined.append(span)
        return tuple(joined)

    def _party_ids(self, event: Event, role: str) -> Iterator[str]:
        return (self.parties[t] for t in event.targets.get(role, ()) if t in self.parties)

    def _party(self, event: Event, role: str) -> str | None:
        return next(self._party_ids(event, role), None)

    def _dates(self, event: Event, role: str) -> Iterator[int]:
        for target in event.targets.get(role, ()):
            if target in self.dates:
                yield self.dates[target]
            else:
                self.standoff.problem(event.line, f"{role} points to {target!r:.40}, which is no date")

    def _index(self, event: Event, role: str) -> int | None:
        targets = event.targets.get(role)
        if not targets:
            return None
        if targets[0] not in self.indexes:
            self.standoff.problem(event.line, f"{role} points to {targets[0]!r:.40}, which is not there")
        return self.indexes.get(targets[0])

    def _insertions(self, event: Event) -> Iterator[Insertion]:
        for _, bound in text_bounds(self.standoff, event, "Insertion"):
            try:
                kind = InsertionKind(bound.kind.removeprefix(INSERTION))
            except ValueError:
                self.standoff.problem(event.line, f"{bound.kind!r:.40} is no kind of insertion; left out")
                continue
            yield from (Insertion(span, kind) for span in bound.spans)


def _begin(attribution: Attribution) -> int:
    return min(span.start for span in (*attribution.source, *attribution.cue, *attribution.content))

"""The lines of one `.ann` file; what they mean is told in `onrecord.show.brat`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import TypeVar

from onrecord.article import (
    Anchor,
    Anonymity,
    Attribution,
    Date,
    Ground,
    Party,
    Reading,
    Relay,
    Silence,
    Span,
)
from onrecord.show.brat_words import (
    BREAKS,
    INSERTION,
    NO_WORDS,
    PARTY,
    UNCOUNTED,
    escape,
    escape_token,
    relay_type,
)

Item = TypeVar("Item")
# A role of an event with the annotations that fill it.
Arguments = list[tuple[str, list[str]]]


def ann_lines(reading: Reading) -> list[str]:
    """Return the lines of the `.ann` file of `reading`, without line ends."""
    writer = _Writer(reading)
    writer.parties(reading.parties)
    for date in reading.dates:
        writer.date(date)
    numbers = count(1)
    for attribution in reading.attributions:
        writer.attribution(f"E{next(numbers)}", attribution)
    for silence in reading.silences:
        writer.silence(f"E{next(numbers)}", silence)
    for relay in reading.relays:
        writer.relay(f"E{next(numbers)}", relay)
    return writer.lines


class _Writer:
    """The lines so far, the running numbers of annotations, relations and notes, and who has which."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.article.text
        self.lines: list[str] = []
        self.anchors: dict[str, str] = {}
        self.dates: list[str] = []
        self._numbers = dict.fromkeys("TR#", 0)

    # --- lines ------------------------------------------------------------------------------------

    def annotate(self, kind: str, spans: Iterable[Span]) -> str:
        """Append a text-bound annotation and return its identifier."""
        spans = list(spans)
        offsets = ";".join(f"{start} {end}" for start, end in spans)
        words = " ".join(self.text[start:end] for start, end in spans).translate(BREAKS)
        identifier = self._next("T")
        self.lines.append(f"{identifier}\t{kind} {offsets}\t{words}")
        return identifier

    def each(self, kind: str, spans: Iterable[Span]) -> list[str]:
        """Append one annotation for each span and return their identifiers."""
        return [self.annotate(kind, [span]) for span in spans]

    def relate(self, kind: str, first: str, second: str) -> None:
        """Append a relation."""
        self.lines.append(f"{self._next('R')}\t{kind} Arg1:{first} Arg2:{second}")

    def note(self, kind: str, target: str, value: str) -> None:
        """Append a note; `value` must be fit for a line."""
        self.lines.append(f"{self._next('#')}\t{kind} {target}\t{value}")

    def event(self, identifier: str, kind: str, trigger: str, arguments: Arguments) -> None:
        """Append an event, its arguments numbered as brat does: Content, Content2, …"""
        filled = [f"{role}{n}:{target}" for role, targets in arguments for n, target in _numbered(targets)]
        self.lines.append(" ".join([f"{identifier}\t{kind}:{trigger}", *filled]))

    def confidence(self, target: str, value: float, kind: str = "Confidence") -> None:
        """Append a note on the confidence where it is not 1."""
        if value != 1.0:
            self.note(kind, target, repr(float(value)))

    def _next(self, letter: str) -> str:
        self._numbers[letter] += 1
        return f"{letter}{self._numbers[letter]}"

    def _peg(self) -> list[Span]:
        """The first visible character, for what has no words of its own; nothing in an empty text."""
        place = len(self.text) - len(self.text.lstrip())
        place = 0 if place == len(self.text) else place
        return [Span(place, place + 1)] if self.text else []

    def _rests_on(self, target: str, span: Span | None) -> None:
        if span is not None:
            self.relate("RestsOn", target, self.annotate("Ground", [span]))

    def _party(self, identifier: str | None) -> list[str]:
        return [self.anchors[identifier]] if identifier in self.anchors else []

    def _dates(self, indices: Iterable[int | None]) -> list[str]:
        return [self.dates[index] for index in indices if index is not None]

    # --- what was found ---------------------------------------------------------------------------

    def parties(self, parties: Iterable[Party]) -> None:
        """Append all parties, then what ties them to each other."""
        parties = [party for party in parties if party.mentions or self._peg()]
        for party in parties:
            self._mentions(party)
            self._party_notes(party, self.anchors[party.id])
        for party in parties:
            for target in self._party(party.speaks_for):
                self.relate("SpeaksFor", self.anchors[party.id], target)
            for member in party.members:
                for target in self._party(member):
                    self.relate("Member", self.anchors[party.id], target)

    def _mentions(self, party: Party) -> None:
        kind = PARTY + party.kind.value
        if not party.mentions:
            self.anchors[party.id] = self.annotate(kind, self._peg())
            self.note(NO_WORDS, self.anchors[party.id], "yes")
            return
        targets = self.each(kind, (mention.span for mention in party.mentions))
        self.anchors[party.id] = targets[0]
        if len(targets) > 1:
            self.lines.append(f"*\tEquiv {' '.join(targets)}")
        for target, mention in zip(targets, party.mentions, strict=True):
            if mention.ground is not Ground.ITSELF:
                self.note("Ground", target, mention.ground.value)
            self.confidence(target, mention.confidence)
            self._rests_on(target, mention.rests_on)

    def _party_notes(self, party: Party, anchor: str) -> None:
        self.note("Id", anchor, escape(party.id))
        self.note("Name", anchor, escape(party.name))
        self.note("Naming", anchor, party.naming.value)
        for form in party.forms:
            self.note("Form", anchor, escape(form))
        if party.plural:
            self.note("Plural", anchor, "yes")
        for target in self.each("Description", party.descriptions):
            self.relate("Describes", target, anchor)
        if party.anonymity is not None:
            self._anonymity(party.anonymity, anchor)

    def _anonymity(self, anonymity: Anonymity, anchor: str) -> None:
        number = anonymity.number
        self.note("Anonymity", anchor, UNCOUNTED if number is None else str(number))
        for kind, relation, spans in (
            ("Count", "Counts", () if anonymity.count is None else (anonymity.count,)),
            ("Nearness", "Near", anonymity.nearness),
            ("Reason", "Because", anonymity.reason),
        ):
            for target in self.each(kind, spans):
                self.relate(relation, target, anchor)

    def date(self, date: Date) -> None:
        """Append one date."""
        target = self.annotate("Date", [date.span])
        self.dates.append(target)
        if date.edtf is not None:
            self.note("Edtf", target, escape(date.edtf))
        if date.timex3 is not None:
            timex3 = date.timex3
            optional = (("mod", timex3.mod), ("quant", timex3.quant), ("freq", timex3.freq))
            tokens = [escape_token(timex3.type), escape_token(timex3.value)]
            tokens += [f"{key}={escape_token(value)}" for key, value in optional if value is not None]
            self.note("Timex3", target, " ".join(tokens))
        if date.anchor is not Anchor.NONE:
            self.note("Anchor", target, date.anchor.value)
        if date.reason:
            self.note("Reason", target, escape(date.reason))
        self.confidence(target, date.confidence)
        self._rests_on(target, date.rests_on)

    def attribution(self, event: str, attribution: Attribution) -> None:
        """Append one attribution."""
        arguments: Arguments = [
            (role, self.each(role, spans))
            for role, spans in (
                ("Source", attribution.source),
                ("Cue", attribution.cue),
                ("Content", attribution.content),
                ("Quoted", attribution.quoted),
                ("Basis", attribution.basis),
                ("Occasion", attribution.occasion),
            )
        ]
        insertions = [
            self.annotate(INSERTION + item.kind.value, [item.span]) for item in attribution.insertions
        ]
        addressee = self.each("Addressee", attribution.addressee)
        arguments += [
            ("Insertion", insertions),
            ("Addressee", addressee + self._party(attribution.addressee_party)),
            ("Party", self._party(attribution.party)),
            ("Said", self._dates([attribution.said_date])),
            ("Happened", self._dates(attribution.happened)),
            *self._resolution(attribution),
            *self._answers(attribution),
        ]
        kind = "Attribution" if attribution.parent is None else "Nested"
        if attribution.parent is not None:
            arguments.append(("Parent", [f"E{attribution.parent + 1}"]))
        self.event(event, kind, self.annotate(kind, attribution.cue), arguments)
        for note, value in _notes(attribution):
            self.note(note, event, value)

    def _resolution(self, attribution: Attribution) -> Arguments:
        resolution = attribution.resolution
        if resolution is None:
            return []
        candidates = [target for party in resolution.candidates for target in self._party(party)]
        return [("RestsOn", self.each("Ground", resolution.words)), ("Candidate", candidates)]

    def _answers(self, attribution: Attribution) -> Arguments:
        answers = attribution.answers
        if answers is None:
            return []
        claim = [] if answers.attribution is None else [f"E{answers.attribution + 1}"]
        words = self.annotate("Answers", [answers.words])
        return [("Answers", [words]), ("Claimant", self._party(answers.claimant)), ("Claim", claim)]

    def silence(self, event: str, silence: Silence) -> None:
        """Append one non-answer."""
        claim = [] if silence.attribution is None else [f"E{silence.attribution + 1}"]
        source = self.each("Source", silence.source)
        asked_by = self.each("AskedBy", silence.asked_by_words)
        arguments: Arguments = [
            ("Source", source),
            ("Party", self._party(silence.party)),
            ("AskedBy", asked_by + self._party(silence.asked_by)),
            ("About", self.each("About", silence.about)),
            ("Claim", claim),
            ("Date", self._dates(silence.dates)),
        ]
        self.event(event, "Silence", self.annotate("Silence", [silence.words]), arguments)
        self.note("Kind", event, silence.kind.value)
        self.confidence(event, silence.confidence)

    def relay(self, event: str, relay: Relay) -> None:
        """Append one relation to another outlet or a document; none without words in an empty text."""
        spans = self._peg() if relay.words is None else [relay.words]
        if not spans:
            return
        kind = relay_type(relay.kind)
        self.event(event, kind, self.annotate(kind, spans), [("Party", self._party(relay.party))])
        self.note("Outlet", event, escape(relay.outlet))
        if relay.url is not None:
            self.note("Url", event, escape(relay.url))
        if relay.words is None:
            self.note(NO_WORDS, event, "yes")


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
    if attribution.said is not None:
        yield "Said", escape(attribution.said)
    resolution = attribution.resolution
    if resolution is not None:
        yield "Resolution", "unresolved" if resolution.ground is None else resolution.ground.value
        if resolution.reason:
            yield "Reason", escape(resolution.reason)
        if resolution.confidence != 1.0:
            yield "ResolutionConfidence", repr(float(resolution.confidence))

"""Readings with everything in them: parties, circumstances, dates, silences, relays."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from onrecord.article import (
    Anchor,
    Anonymity,
    Answer,
    Article,
    Attribution,
    Date,
    Ground,
    Link,
    Manner,
    Mention,
    Naming,
    Party,
    PartyKind,
    Quotation,
    Reading,
    Relay,
    RelayKind,
    Resolution,
    Silence,
    SilenceKind,
    Span,
    Timex3,
)
from tests.show.sample_readings import readings, runs

WHOLE_TEXT = """Ferry firm says lift was checked

TARNBY, March 4 (Tessin Press) - The Courier first reported the crack.

Ada Vorn, the harbour master, told the Courier on Tuesday that the lift was checked in May.

She denied the claim that “nobody looked”, citing three engineers close to the yard, who asked not
to be named because they feared for their posts. A spokesman for Lund Ferries declined to comment."""


def at(words: str, after: str = "") -> Span:
    """The first place of `words` in WHOLE_TEXT, behind the first place of `after`."""
    start = WHOLE_TEXT.index(words, WHOLE_TEXT.index(after))
    return Span(start, start + len(words))


_ADA = Party(
    "p2",
    "Ada Vorn",
    PartyKind.PERSON,
    Naming.NAMED,
    (
        Mention(at("Ada Vorn")),
        Mention(at("She"), Ground.PRONOUN, at("Ada Vorn"), 0.9),
    ),
    forms=("the harbour master",),
    descriptions=(at("the harbour master"),),
)
_COURIER = Party(
    "p1",
    "The Courier",
    PartyKind.ORGANIZATION,
    Naming.NAMED,
    (
        Mention(at("The Courier")),
        Mention(at("the Courier"), Ground.SAME_WORDS, at("The Courier"), 0.95),
    ),
)
_ENGINEERS = Party(
    "p3",
    "three engineers close to the yard",
    PartyKind.GROUP,
    Naming.UNNAMED,
    (Mention(at("three engineers close to the yard")),),
    plural=True,
    anonymity=Anonymity(
        3, at("three"), (at("close to the yard"),), (at("because they feared for their posts"),)
    ),
)
_SPOKESMAN = Party(
    "p4",
    "A spokesman for Lund Ferries",
    PartyKind.PERSON,
    Naming.DESCRIBED,
    (Mention(at("A spokesman for Lund Ferries")),),
    speaks_for="p5",
)
_FERRIES = Party(
    "p5", "Lund Ferries", PartyKind.ORGANIZATION, Naming.NAMED, (Mention(at("Lund Ferries", "spokesman")),)
)
_AGENCY = Party("p6", "Tessin Press", PartyKind.ORGANIZATION, Naming.NAMED, ())

_TOLD = Attribution(
    source=(at("Ada Vorn, the harbour master"),),
    cue=(at("told"),),
    content=(at("that the lift was checked in May"),),
    quotation=Quotation.INDIRECT,
    manner=Manner.SAYS,
    party="p2",
    resolution=Resolution(Ground.ITSELF, (at("Ada Vorn"),)),
    addressee=(at("the Courier"),),
    addressee_party="p1",
    occasion=(at("on Tuesday"),),
    said="2031-03-04",
    said_date=1,
    happened=(2,),
)
_DENIED = Attribution(
    source=(at("She"),),
    cue=(at("denied"),),
    content=(at("the claim that “nobody looked”"),),
    quotation=Quotation.MIXED,
    manner=Manner.DENIES,
    quoted=(at("nobody looked"),),
    confidence=0.75,
    party="p2",
    resolution=Resolution(Ground.PRONOUN, (at("Ada Vorn"),), confidence=0.9),
    basis=(at("three engineers close to the yard"),),
    said="2031-03-04",
    answers=Answer(at("the claim that “nobody looked”"), None, 2),
)
_CLAIM = Attribution(
    source=(),
    cue=(at("claim"),),
    content=(at("that “nobody looked”"),),
    quotation=Quotation.DIRECT,
    manner=Manner.SAYS,
    parent=1,
    resolution=Resolution(candidates=("p1", "p3"), reason="nobody is named", confidence=0.5),
)
WHOLE = Reading(
    Article(
        "ferry",
        WHOLE_TEXT,
        title="Ferry firm says lift was checked",
        url="https://echo.example/ferry",
        publisher="The Halvern Echo",
        published="2031-03-05",
        credit="Tessin Press",
    ),
    (_TOLD, _DENIED, _CLAIM),
    (_COURIER, _ADA, _ENGINEERS, _SPOKESMAN, _FERRIES, _AGENCY),
    (
        Date(at("March 4"), "2031-03-04", Timex3("DATE", "2031-03-04"), Anchor.PUBLISHED, None, "", 0.95),
        Date(
            at("Tuesday"), "2031-03-04", Timex3("DATE", "2031-03-04"), Anchor.CONTEXT, at("March 4"), "", 0.9
        ),
        Date(at("May"), None, Timex3("DATE", "XXXX-05", mod="APPROX"), reason="no year is told"),
    ),
    (
        Silence(
            at("declined to comment"),
            SilenceKind.DECLINED,
            (at("A spokesman for Lund Ferries"),),
            "p4",
            about=(at("the lift"),),
            attribution=1,
            dates=(0,),
        ),
    ),
    (
        Relay(RelayKind.DATELINE, "Tessin Press", at("TARNBY, March 4 (Tessin Press) -"), "p6"),
        Relay(RelayKind.FIRST_REPORTED, "The Courier", at("The Courier first reported"), "p1"),
        Relay(RelayKind.CREDIT, "Tessin Press", None, "p6"),
        Relay(RelayKind.LINK, "The Courier", None, "p1", "https://courier.example/crack"),
    ),
)

_CONFIDENCE = st.integers(0, 1000).map(lambda n: n / 1000)
_TOKEN = st.text("ADEPTXYZ0123456789-:./~?% \\", max_size=12)
_WORDS = st.text(st.sampled_from('ab \\n0\n\t\r\x85\u2028\x1f\u00a0"א😀#;'), max_size=12)
_TIMEX3 = st.builds(
    Timex3, _TOKEN, _TOKEN, mod=st.none() | _TOKEN, quant=st.none() | _TOKEN, freq=st.none() | _TOKEN
)


def _span(length: int) -> st.SearchStrategy[Span]:
    edges = st.tuples(st.integers(0, length - 1), st.integers(1, length))
    return edges.filter(lambda edge: edge[0] < edge[1]).map(lambda edge: Span(*edge))


def _mention(length: int) -> st.SearchStrategy[Mention]:
    return st.builds(Mention, _span(length), st.sampled_from(Ground), st.none() | _span(length), _CONFIDENCE)


def _anonymity(length: int) -> st.SearchStrategy[Anonymity]:
    return st.builds(
        Anonymity, st.none() | st.integers(0, 99), st.none() | _span(length), runs(length), runs(length)
    )


@st.composite
def _parties(draw: st.DrawFn, length: int) -> tuple[Party, ...]:
    identifiers = draw(st.lists(st.text("pq19 \\x", max_size=4), unique=True, max_size=4))
    others = st.none() | st.sampled_from(identifiers) if identifiers else st.none()
    some = st.lists(st.sampled_from(identifiers), max_size=2).map(tuple) if identifiers else st.just(())
    mentions = st.lists(_mention(length), max_size=3)
    found = [
        Party(
            identifier,
            draw(_WORDS),
            draw(st.sampled_from(PartyKind)),
            draw(st.sampled_from(Naming)),
            tuple(sorted(draw(mentions), key=lambda mention: mention.span.start)),
            tuple(draw(st.lists(_WORDS, max_size=2))),
            draw(runs(length)),
            draw(st.booleans()),
            draw(st.none() | _anonymity(length)),
            draw(others),
            draw(some),
        )
        for identifier in identifiers
    ]
    # Parties stand in the order of first mention; those without one stand anywhere.
    met = iter(sorted((p for p in found if p.mentions), key=lambda party: party.mentions[0].span.start))
    return tuple(next(met) if party.mentions else party for party in found)


def _dates(length: int) -> st.SearchStrategy[tuple[Date, ...]]:
    date = st.builds(
        Date,
        _span(length),
        st.none() | _TOKEN,
        st.none() | _TIMEX3,
        st.sampled_from(Anchor),
        st.none() | _span(length),
        _WORDS,
        _CONFIDENCE,
    )
    return st.lists(date, max_size=3).map(lambda dates: tuple(sorted(dates, key=lambda d: d.span.start)))


class _References:
    """Strategies for the ids and indices that a reading may point to."""

    def __init__(self, parties: tuple[Party, ...], attributions: int, dates: int) -> None:
        ids = [party.id for party in parties]
        self.party = st.none() | st.sampled_from(ids) if ids else st.none()
        self.parties = st.lists(st.sampled_from(ids), max_size=3).map(tuple) if ids else st.just(())
        self.attribution = st.none() | st.integers(0, attributions - 1) if attributions else st.none()
        self.date = st.none() | st.integers(0, dates - 1) if dates else st.none()
        self.dates = st.lists(st.integers(0, dates - 1), max_size=2).map(tuple) if dates else st.just(())


@st.composite
def _circumstances(draw: st.DrawFn, made: Attribution, length: int, to: _References) -> Attribution:
    resolution = st.builds(
        Resolution, st.none() | st.sampled_from(Ground), runs(length), to.parties, _WORDS, _CONFIDENCE
    )
    return replace(
        made,
        party=draw(to.party),
        resolution=draw(st.none() | resolution),
        basis=draw(runs(length)),
        addressee=draw(runs(length)),
        addressee_party=draw(to.party),
        occasion=draw(runs(length)),
        said=draw(st.none() | _TOKEN),
        said_date=draw(to.date),
        happened=draw(to.dates),
        answers=draw(st.none() | st.builds(Answer, _span(length), to.party, to.attribution)),
    )


def _silences(length: int, to: _References) -> st.SearchStrategy[tuple[Silence, ...]]:
    silence = st.builds(
        Silence,
        _span(length),
        st.sampled_from(SilenceKind),
        runs(length),
        to.party,
        to.party,
        runs(length),
        runs(length),
        to.attribution,
        to.dates,
        _CONFIDENCE,
    )
    return st.lists(silence, max_size=2).map(lambda found: tuple(sorted(found, key=lambda s: s.words.start)))


@st.composite
def _relays(draw: st.DrawFn, length: int, to: _References) -> tuple[Relay, ...]:
    relay = st.builds(
        Relay, st.sampled_from(RelayKind), _WORDS, st.none() | _span(length), to.party, st.none() | _WORDS
    )
    found = draw(st.lists(relay, max_size=3))
    placed = iter(sorted((relay for relay in found if relay.words), key=lambda relay: relay.words or ()))
    return tuple(next(placed) if relay.words else relay for relay in found)


@st.composite
def whole_readings(draw: st.DrawFn) -> Reading:
    """Any reading that keeps the promises of its classes, with everything that the classes can hold."""
    reading = draw(readings())
    length = len(reading.article.text)
    if not length:
        return reading
    parties, dates = draw(_parties(length)), draw(_dates(length))
    to = _References(parties, len(reading.attributions), len(dates))
    attributions = tuple(draw(_circumstances(made, length, to)) for made in reading.attributions)
    links = draw(st.lists(st.builds(Link, _WORDS, _span(length)), max_size=2).map(tuple))
    return Reading(
        replace(reading.article, links=links),
        attributions,
        parties,
        dates,
        draw(_silences(length, to)),
        draw(_relays(length, to)),
    )

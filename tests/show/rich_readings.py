"""Any reading with parties, dates, silences and relays, for the tests of what people are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from onrecord.article import (
    Anchor,
    Anonymity,
    Answer,
    Attribution,
    Date,
    Ground,
    Mention,
    Naming,
    Party,
    PartyKind,
    Reading,
    Relay,
    RelayKind,
    Resolution,
    Silence,
    SilenceKind,
    Span,
    Timex3,
)
from tests.show.sample_readings import readings

# More parties, dates and attributions are named than there are: what comes from a file may lead nowhere.
_NAMES = ("p1", "p2", "p3")
_IDS = st.none() | st.sampled_from(_NAMES)
_AT = st.none() | st.integers(0, 4)
_CONFIDENCES = st.integers(0, 1000).map(lambda number: number / 1000)
_WORDS = st.text(max_size=9)
_EDTF = st.none() | st.sampled_from(
    (
        "2031-03-09",
        "203X",
        "2031-21",
        "../2031~",
        "2031?/..",
        "[2031,2033]",
        "2031-XX",
        "2031-04-XX",
        "/",
        "x",
    )
)


def _span(length: int) -> st.SearchStrategy[Span]:
    edges = st.lists(st.integers(0, length), min_size=2, max_size=2, unique=True).map(sorted)
    return edges.map(lambda pair: Span(*pair))


def _some(made: st.SearchStrategy[Any], smallest: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(made, min_size=smallest, max_size=2).map(tuple)


@st.composite
def _beside(draw: st.DrawFn, attribution: Attribution, length: int) -> Attribution:
    runs = _some(_span(length))
    resolution = st.builds(
        Resolution,
        st.none() | st.sampled_from(Ground),
        runs,
        _some(st.sampled_from(_NAMES)),
        _WORDS,
        _CONFIDENCES,
    )
    return replace(
        attribution,
        party=draw(_IDS),
        resolution=draw(st.none() | resolution),
        basis=draw(runs),
        addressee=draw(runs),
        addressee_party=draw(_IDS),
        occasion=draw(runs),
        said=draw(_EDTF),
        said_date=draw(_AT),
        happened=draw(_some(st.integers(0, 4))),
        answers=draw(st.none() | st.builds(Answer, _span(length), _IDS, _AT)),
    )


@st.composite
def _parties(draw: st.DrawFn, length: int, number: int) -> Party:
    span, runs = _span(length), _some(_span(length))
    mention = st.builds(Mention, span, st.sampled_from(Ground), st.none() | span, _CONFIDENCES)
    anonymity = st.builds(Anonymity, st.none() | st.integers(0, 9), st.none() | span, runs, runs)
    return Party(
        id=f"p{number}",
        name=draw(_WORDS),
        kind=draw(st.sampled_from(PartyKind)),
        naming=draw(st.sampled_from(Naming)),
        mentions=draw(_some(mention, 1)),
        forms=draw(_some(_WORDS)),
        descriptions=draw(runs),
        plural=draw(st.booleans()),
        anonymity=draw(st.none() | anonymity),
        speaks_for=draw(_IDS),
        members=draw(_some(st.sampled_from(_NAMES))),
    )


def _dates(length: int) -> st.SearchStrategy[Date]:
    timex3 = st.builds(Timex3, st.sampled_from(("DATE", "SET", "DURATION")), _WORDS)
    span, anchor = _span(length), st.sampled_from(Anchor)
    return st.builds(Date, span, _EDTF, st.none() | timex3, anchor, st.none() | span, _WORDS, _CONFIDENCES)


@st.composite
def _silences(draw: st.DrawFn, length: int) -> Silence:
    runs = _some(_span(length))
    return Silence(
        words=draw(_span(length)),
        kind=draw(st.sampled_from(SilenceKind)),
        source=draw(runs),
        party=draw(_IDS),
        asked_by=draw(_IDS),
        asked_by_words=draw(runs),
        about=draw(runs),
        attribution=draw(_AT),
        dates=draw(_some(st.integers(0, 4))),
        confidence=draw(_CONFIDENCES),
    )


@st.composite
def rich_readings(draw: st.DrawFn) -> Reading:
    """Any reading; its spans may overlap at will and its ids and indices lead nowhere."""
    plain = draw(readings())
    length = len(plain.article.text)
    if not length:
        return plain
    relays = st.builds(
        Relay,
        st.sampled_from(RelayKind),
        _WORDS,
        st.none() | _span(length),
        _IDS,
        st.none() | st.sampled_from(("https://post.example/a", "javascript:alert(1)")),
    )
    return replace(
        plain,
        attributions=tuple(draw(_beside(attribution, length)) for attribution in plain.attributions),
        parties=tuple(draw(_parties(length, number)) for number in range(1, draw(st.integers(1, 3)))),
        dates=draw(_some(_dates(length))),
        silences=draw(_some(_silences(length))),
        relays=draw(_some(relays)),
    )

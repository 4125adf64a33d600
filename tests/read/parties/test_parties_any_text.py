from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Article, Attribution, Manner, Quotation, Span
from onrecord.read.parties import Parties, find_parties

_WORDS = st.sampled_from(
    [
        *(
            "Mr",
            "Carrow",
            "Tobin",
            "President",
            "the",
            "minister",
            "said",
            "he",
            "she",
            "it",
            "they",
            "I",
            "we",
        ),
        *(
            "you",
            "one",
            "of",
            "other",
            "two",
            "officials",
            '"',
            "”",
            "“",
            "’s",
            ".",
            ",",
            ":\n\n",
            "A",
            "Q",
            "my",
        ),
        *(
            "Orvane",
            "Foreign",
            "Ministry",
            "Post",
            "who",
            "and",
            "report",
            "by",
            "[",
            "]",
            "(",
            ")",
            "it’s",
            "3",
        ),
        *("£", "é", "Hill", "our", "because", "anonymity", "Will", "his", "spokesman", "May", "both"),
    ]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=60).map(" ".join))


@st.composite
def readings(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = draw(_TEXTS)
    attributions: list[Attribution] = []
    if text:
        for _ in range(draw(st.integers(0, 6))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, min(len(text), start + 40)))
            spans = (Span(start, end),)
            parent = draw(st.one_of(st.none(), st.integers(-2, 8)))
            quotation = draw(st.sampled_from(Quotation))
            source = draw(st.sampled_from([spans, ()]))
            attributions.append(
                Attribution(source, spans, (Span(0, len(text)),), quotation, Manner.SAYS, parent=parent)
            )
    return text, attributions


def spans_of(found: Parties) -> list[Span]:
    spans = []
    for party in found.parties:
        spans += [*party.descriptions, *(m.span for m in party.mentions)]
        spans += [m.rests_on for m in party.mentions if m.rests_on is not None]
        if party.anonymity is not None:
            spans += [*party.anonymity.nearness, *party.anonymity.reason]
    for _, resolution in found.of_attributions:
        spans += resolution.words if resolution is not None else ()
    return spans


@settings(max_examples=300, deadline=None)
@given(readings())
def test_any_text_is_read_without_an_error_and_every_span_stands_in_it(
    made: tuple[str, list[Attribution]],
) -> None:
    text, attributions = made
    found = find_parties(Article(name="a", text=text), attributions, [a.source for a in attributions])
    assert all(0 <= start < end <= len(text) for start, end in spans_of(found))
    ids = [party.id for party in found.parties]
    assert ids == [f"p{number}" for number in range(1, len(ids) + 1)]
    for party in found.parties:
        assert party.name
        assert {*party.members, party.speaks_for} - {None} <= set(ids)
        assert party.id not in party.members
    for attribution, (identity, resolution) in zip(attributions, found.of_attributions, strict=True):
        assert (resolution is None) == (not attribution.source)
        if resolution is not None:
            assert (identity is None) == bool(resolution.reason)
            assert set(resolution.candidates) <= set(ids)
    assert found == find_parties(Article(name="a", text=text), attributions, [a.source for a in attributions])


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "Abc Def ",
        "a-",
        "Ministry of ",
        "“",
        "the officials ",
        "Abel’s ",
        "he said ",
        "Carrow, the minister, ",
    ],
)
def test_a_long_line_of_anything_takes_seconds_at_most(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begun = time.perf_counter()
    find_parties(Article(name="a", text=text), ())
    assert time.perf_counter() - begun < 10


def test_five_thousand_people_take_seconds_at_most() -> None:
    syllables = ["ba", "ko", "ri", "ta", "mel", "dor", "vin", "sa", "lu", "pe"]
    lines = []
    for n in range(5000):
        digits = [int(d) for d in f"{n:04d}"]
        given, family = (
            syllables[digits[0]] + syllables[digits[1]],
            syllables[digits[2]] + syllables[digits[3]],
        )
        lines.append(
            f"The minister, {given.title()} {family.title()}{n % 7 * 'o'}, said so. He denied it twice."
        )
    text = "\n\n".join(lines)
    begun = time.perf_counter()
    found = find_parties(Article(name="a", text=text), (), everyone=True)
    assert time.perf_counter() - begun < 20
    assert len(found.parties) > 1000

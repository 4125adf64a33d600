"""A whole reading: that its parts point at one another, and that hostile texts give one all the same."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import Article, Manner, Reading, Span

STORY = (
    "HALVERN, Feb 24 (Transmere) - Maud Penhale denied on Monday that her side had walked out.\n\n"
    "The Harrow Post first reported on Sunday that two officials familiar with the talks, who asked not "
    "to be named because they were not allowed to speak, said the foreign minister, Rafe Aldous, had told "
    "Tobin Carrow not to sign.\n\n"
    "She said the claim was untrue. Mr. Aldous's office did not respond to a request for comment."
)
SENTENCES = (
    "He said that it was over.",
    "She told them on Monday that May would not march.",
    "April May, the mayor, denied the report of 30 February 2031.",
    "The officials said they had been told so last spring.",
    "A spokesman declined to comment. The Post reported it.",
    "“I never said so,” they said.",
    "According to the Post, Bo said that Cy had claimed that Di knew.",
    "He told the Post on October 17 that it would rise, citing two officials familiar with the talks.",
    "first reported by",
    "two officials familiar with",
    "Q: I",
)
TEXTS = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=20), max_size=10).map(" ".join)


def check(reading: Reading) -> None:
    """What every reading of every text keeps to."""
    text, ids = reading.article.text, {party.id for party in reading.parties}
    assert len(ids) == len(reading.parties)
    for made in reading.attributions:
        for spans in (made.source, made.cue, made.content):
            assert list(spans) == sorted(spans)
        words = made.resolution.words if made.resolution else ()
        assert all(0 <= start < end <= len(text) for start, end in words)
    for party in reading.parties:
        assert all(0 <= m.span.start < m.span.end <= len(text) for m in party.mentions)
        assert {*party.members, *filter(None, [party.speaks_for])} <= ids
    for index, one in enumerate(reading.attributions):
        assert {*filter(None, [one.party, one.addressee_party])} <= ids
        assert (one.resolution is not None) == bool(one.source)
        if one.party is None and one.resolution is not None:
            assert one.resolution.reason
            assert set(one.resolution.candidates) <= ids
        assert one.parent != index
        assert all(0 <= i < len(reading.dates) for i in one.happened)
        assert one.said_date is None or 0 <= one.said_date < len(reading.dates)
    for earlier, later in pairwise(reading.dates):
        assert earlier.span.end <= later.span.start
    for date in reading.dates:
        assert date.edtf is None or date.timex3 is not None
    for silence in reading.silences:
        assert {*filter(None, [silence.party, silence.asked_by])} <= ids
        assert all(0 <= i < len(reading.dates) for i in silence.dates)


def words(reading: Reading, *spans: Span) -> str:
    return " ".join(reading.article.text[start:end] for start, end in spans)


@pytest.fixture(scope="module")
def story() -> Reading:
    return onrecord.read(Article("story", STORY, published="2031-02-24"))


def test_who_when_and_through_whom(story: Reading) -> None:
    check(story)
    names = {party.id: party.name for party in story.parties}
    denial = next(one for one in story.attributions if one.manner is Manner.DENIES)
    assert denial.said == "2031-02-24"
    assert names[denial.party or ""] == "Maud Penhale"
    officials = next(party for party in story.parties if party.anonymity)
    assert officials.anonymity is not None
    assert officials.anonymity.number == 2
    assert "familiar with the talks" in words(story, *officials.anonymity.nearness)
    (silence,) = story.silences
    assert words(story, silence.words).startswith("did not respond")
    assert names[silence.party or ""].endswith("office")


def test_a_silence_is_never_a_denial(story: Reading) -> None:
    (silence,) = story.silences
    inside = [a for a in story.attributions if silence.words.start <= a.cue[0].start < silence.words.end]
    assert all(one.manner is Manner.DECLINES for one in inside)


def test_without_a_day_of_publication_nothing_is_taken_for_today() -> None:
    reading = onrecord.read("Ada Vorn said on Monday that the bridge was safe.")
    assert [date.edtf for date in reading.dates] == [None]
    assert all(date.reason for date in reading.dates)


def test_a_pronoun_with_nobody_before_it_is_left_open() -> None:
    (one, *_) = onrecord.read("He said that the bridge was safe.").attributions
    assert one.party is None
    assert one.resolution is not None
    assert "he" in one.resolution.reason.casefold()


def test_who_told_us_inside_a_quotation_told_the_speaker() -> None:
    reading = onrecord.read("“The minister told us that the water would last,” said Maud Penhale.")
    inner = next(one for one in reading.attributions if one.parent is not None)
    outer = reading.attributions[inner.parent or 0]
    assert inner.addressee_party == outer.party


@pytest.mark.parametrize("name", ["May", "Will", "Theresa May"])
def test_a_name_that_is_an_auxiliary_makes_no_saying_uncertain(name: str) -> None:
    (made,) = onrecord.read(f"{name} said that the bridge was closed.").attributions
    assert [*made.source] == [Span(0, len(name))]
    assert not made.modal


@settings(deadline=None, max_examples=60)
@given(TEXTS, st.none() | st.sampled_from(["2031-02-24", "2031-02-24T10:00:00Z", "soon", ""]))
def test_any_text_and_any_date_give_a_reading_that_holds_together(text: str, published: str | None) -> None:
    article = Article("any", text, published=published)
    reading = onrecord.read(article)
    check(reading)
    assert reading == onrecord.read(article)


def test_five_thousand_names_are_read() -> None:
    names = (f"A{'bcdefghij'[i % 9]}{'aeiou'[i % 5]}n{i // 9:04d} Vorn{'aeiou'[i % 5]}k" for i in range(5000))
    text = "\n\n".join(f"{name} said that it was late." for name in names)
    began = time.process_time()
    check(onrecord.read(text[:60_000]))
    assert time.process_time() - began < 120

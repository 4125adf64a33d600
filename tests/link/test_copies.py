"""Copies between two articles: what is one, what both only quote, which came first, who is credited."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link.copies import Copy, compare
from onrecord.link.copy_families import added, essential, families
from onrecord.link.copyable import Copyable
from onrecord.link.fingerprints import RUN, WINDOW, fingerprints, hashes_of
from onrecord.link.outlet_names import outlet_key
from onrecord.link.spelling import spelled
from onrecord.link.trace import CopyKind

WIRE = Copyable(
    "wire",
    """Harbor closed after crane falls

CASTELLAN, May 3 (Orbis) - A loading crane fell across the northern berth of Castellan on Tuesday, blocking
two grain ships and closing the harbor for what officials said could be a week.

Nobody was hurt. The port's organizers had cleared the berth an hour earlier because of the wind, which
reached 90 kilometers an hour at midday, the weather office said.

"We heard a groan like a whale and then it simply lay down," said Odo Varr, a pilot who saw it from his
launch.

The crane, built 40 years ago, was to be taken down in the fall. The port has two others of the same make and
stopped both of them on Tuesday evening.""",
    outlet="Orbis",
    published="2031-05-03T16:20",
)
REPRINT = Copyable(
    "reprint",
    """Crane blocks harbour

From Orbis and our own staff

A loading crane fell across the northern berth of Castellan yesterday, blocking two grain ships and closing
the harbour for what officials said could be a week.

Nobody was hurt. The port’s organisers had cleared the berth an hour earlier because of the wind, which
reached 90 kilometres an hour at midday, the weather office said.

‘We heard a groan like a whale and then it simply lay down,’ said Odo Varr, a pilot who saw it from his
launch.

On Mill Street the fishmonger, Ada Quist, sold what she had on ice and shut her doors at noon.""",
    outlet="Castellan Bugle",
    published="2031-05-04",
)
QUOTES = Copyable(
    "quotes",
    """Pilot tells of falling crane

Odo Varr was bringing in the Meridian when he looked up. “We heard a groan like a whale and then it simply lay
down,” he told this newspaper over tea. He has been a pilot for thirty years and never saw the like of it.""",
    outlet="The Lighter",
    published="2031-05-05",
)


def copy_of(one: Copyable, other: Copyable) -> Copy:
    found = compare(one, other)
    assert found is not None
    return found


def test_a_reprint_in_another_house_style_is_found_with_its_credit() -> None:
    found = copy_of(WIRE, REPRINT)
    assert (found.article, found.of, found.kind) == ("reprint", "wire", CopyKind.REPRINT)
    assert found.credited
    assert found.certain
    assert found.why == "credits Orbis"
    assert 0.6 < found.share < 0.85


def test_spelling_of_another_country_does_not_break_a_run() -> None:
    here, there = max(copy_of(WIRE, REPRINT).runs, key=lambda run: run[0].end - run[0].start)
    assert REPRINT.text[slice(*here)].startswith("blocking two")
    assert "organisers" in REPRINT.text[slice(*here)]
    assert "organizers" in WIRE.text[slice(*there)]


def test_what_both_quote_of_one_speaker_is_no_copy() -> None:
    assert compare(WIRE, QUOTES) is None
    assert compare(REPRINT, QUOTES) is None


def test_words_that_one_quotes_and_the_other_shows_without_marks_are_no_copy() -> None:
    said = "we shall not sell one acre of the common to anybody who means to put a fence around it next year"
    rest = (
        "The council meets again in June and the matter of the drains stands first on its paper this time. "
        * 3
    )
    other = (
        "Villagers met at the mill on Sunday with lanterns and soup, and sang until the rain had stopped. "
        * 3
    )
    plain = Copyable(
        "a", f"{other}\n\n{said.capitalize()}.\n\nSo ran the leaflet that Wim Tarr gave out.", "Mill News"
    )
    quoted = Copyable("b", f"{rest}\n\n“{said.capitalize()},” Wim Tarr said at the door.", "Drum")
    assert compare(plain, quoted) is None


@pytest.mark.parametrize(
    "notice",
    [
        "Copyright 2031 by Quill. All rights reserved. This material may not be published, or broadcast,"
        " rewritten or redistributed in any form without the permission of the Quill Group and its owners.",
        "Sign up for our newsletter and get the ten stories that everybody in the valley will talk about"
        " tomorrow morning over breakfast, picked by our editors",
        "The bridge of Lorn at sunset on Sunday with the last ferry of the season under it, seen from a"
        " boat on the eastern bank. (AP Photo/Una Pell)",
    ],
)
def test_notices_and_captions_that_two_articles_share_are_no_copy(notice: str) -> None:
    one = "The mayor of Lorn opened a swimming bath on Friday, and jumped in with his chain around his neck."
    other = "A goat that had lived for a year on the roof of the corn exchange was brought down at dawn."
    here = Copyable("a", f"{' '.join([one] * 4)}\n\n{notice}", "Quill East")
    there = Copyable("b", f"{' '.join([other] * 4)}\n\n{notice}", "Quill West")
    assert compare(here, there) is None


def test_without_dates_and_credit_it_is_said_that_the_order_is_not_certain() -> None:
    copy = replace(REPRINT, published=None, text=REPRINT.text.replace("From Orbis and our own staff\n\n", ""))
    found = copy_of(replace(WIRE, published=None), copy)
    assert not found.certain
    assert not found.credited
    assert found.why == "nothing tells which came first"


def test_the_same_day_without_a_time_is_not_taken_for_an_order() -> None:
    copy = replace(REPRINT, published="2031-05-03", text=REPRINT.text.replace("From Orbis", "From Castellan"))
    assert not copy_of(WIRE, copy).certain


def test_the_earlier_is_the_original_whatever_order_they_are_given_in() -> None:
    silent = replace(REPRINT, text=REPRINT.text.replace("From Orbis and our own staff\n\n", ""))
    assert copy_of(silent, WIRE) == copy_of(WIRE, silent)
    found = copy_of(silent, WIRE)
    assert (found.of, found.certain, found.credited, found.why) == ("wire", True, False, "published later")
    early = replace(silent, published="2031-05-01")
    assert copy_of(early, WIRE).of == "reprint"


def test_a_press_release_comes_before_an_article_of_an_earlier_hour() -> None:
    release = replace(
        WIRE, key="release", outlet="Port of Castellan", text=f"FOR IMMEDIATE RELEASE\n\n{WIRE.text}"
    )
    early = replace(
        REPRINT, published="2031-05-03T09:00", text=REPRINT.text.replace("From Orbis", "From here")
    )
    found = copy_of(early, release)
    assert (found.of, found.certain) == ("release", True)


def test_two_reprints_that_credit_one_agency_may_both_have_it_from_there() -> None:
    one = replace(WIRE, outlet="Morning Drum", credit="Orbis", agencies=("Orbis",))
    two = replace(REPRINT, credit="Orbis", agencies=("Orbis",))
    found = copy_of(one, two)
    assert found.credited
    assert not found.certain
    assert found.why.startswith("both credit Orbis")


def test_names_of_an_outlet_are_one_however_fully_they_are_written() -> None:
    assert outlet_key("The Associated Press") == outlet_key("AP")
    assert outlet_key("transmere.example") == outlet_key("Transmere News Agency") == "transmere"
    assert outlet_key("Marris Times") != outlet_key("Lorn Times")


def test_copies_of_one_dispatch_are_not_told_as_copies_of_each_other() -> None:
    third = replace(
        REPRINT,
        key="third",
        outlet="Tide",
        published="2031-05-05",
        text=REPRINT.text.replace("From Orbis and", "From").partition("On Mill")[0],
    )
    copies = [copy_of(*pair) for pair in ((WIRE, REPRINT), (WIRE, third), (REPRINT, third))]
    assert [(one.article, one.of) for one in essential(copies)] == [("reprint", "wire"), ("third", "wire")]


def test_families_join_what_is_joined_by_any_copy() -> None:
    assert families([(2, 1), (9, 8), (3, 2)]) == [[1, 2, 3], [8, 9]]


def test_what_a_copy_added_is_told_and_edits_are_not() -> None:
    found = copy_of(WIRE, REPRINT)
    pieces = [REPRINT.text[slice(*span)] for span in added(REPRINT.text, [here for here, _ in found.runs])]
    assert [piece for piece in pieces if "fishmonger" in piece]
    assert not [piece for piece in pieces if "90 kilometres" in piece]


def test_a_run_that_is_long_enough_shares_a_fingerprint_wherever_it_stands() -> None:
    run = [f"w{number}" for number in range(RUN + WINDOW - 1)]
    one = [*(f"a{number}" for number in range(57)), *run, *(f"b{number}" for number in range(31))]
    other = [*run, *(f"c{number}" for number in range(80))]
    assert {*fingerprints(hashes_of(one))} & {*fingerprints(hashes_of(other))}


def test_fingerprints_are_the_same_on_every_machine() -> None:
    keys = spelled("The bridge of Lorn is safe, said the mayor, and went home.").keys
    assert fingerprints(hashes_of(keys)) == [59101762483429]


WORDS = st.lists(
    st.sampled_from("a b c harbour harbor said “We lay down” it. \n\n é 9 ﬁ x_".split(" ")), max_size=60
)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, st.integers(0, 3))
def test_runs_lie_in_both_texts_and_their_words_agree(one: list[str], other: list[str], times: int) -> None:
    shared = WIRE.text[:400] if times else ""
    here = Copyable("a", " ".join([*one, shared * times]))
    there = Copyable("b", " ".join([shared, *other]))
    found = compare(here, there)
    assert found == compare(there, here)
    if found is None:
        return
    texts = {"a": here.text, "b": there.text}
    for span, other_span in found.runs:
        assert 0 <= span.start < span.end <= len(texts[found.article])
        words = spelled(texts[found.article][slice(*span)]).keys
        assert words == spelled(texts[found.of][slice(*other_span)]).keys
    assert 0 <= found.share_of <= 1
    assert 0 < found.share <= 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_compared(one: str, other: str) -> None:
    compare(Copyable("a", one + WIRE.text), Copyable("b", WIRE.text + other))
    compare(Copyable("a", one), Copyable("b", other))
    fingerprints(hashes_of(spelled(one).keys))


@pytest.mark.parametrize(
    "text", ["a " * 60_000, "lorn mill bridge tide drum " * 12_000, f"{WIRE.text}\n\n" * 150]
)
def test_a_text_that_repeats_itself_is_compared_in_little_time(text: str) -> None:
    begun = time.process_time()
    compare(Copyable("a", text), Copyable("b", f"{text} and so on"))
    assert time.process_time() - begun < 5

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Date, Span, Timex3
from onrecord.show.edtf_words import date_words, edtf_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-03-09", "2031-03-09"),
        ("2031-03-09T10:00Z", "2031-03-09 10:00 UTC"),
        ("203X", "the 2030s"),
        ("20XX", "2000 to 2099"),
        ("2031~", "about 2031"),
        ("~2031-03", "about 2031-03"),
        ("2031?", "2031 (uncertain)"),
        ("2031%", "about 2031 (uncertain)"),
        ("2031-02/2031-03", "2031-02 to 2031-03"),
        ("../2031", "until 2031"),
        ("2018/..", "since 2018"),
        ("2031-21", "spring 2031"),
        ("2031-33", "first quarter of 2031"),
        ("[2031,2033]", "one of 2031, 2033"),
        ("[..2031-04]", "until 2031-04"),
        ("2031-XX", "2031, month not known"),
        ("2031-04-XX", "2031-04, day not known"),
        ("no date", "no date"),
    ],
)
def test_values_are_shown_as_people_read_them(value: str, words: str) -> None:
    assert edtf_words(value) == words


@given(st.text(max_size=30) | st.text("0123456789X-/.[]{},~?%TZ", max_size=30))
def test_any_value_is_one_line_without_controls(value: str) -> None:
    words = edtf_words(value)
    assert words == " ".join(words.split())
    assert all(character.isprintable() or ord(character) > 0x9F for character in words)


def test_what_has_no_place_in_the_calendar_says_so() -> None:
    span = Span(0, 4)
    assert date_words(Date(span, None, Timex3("SET", "P1W"))) == "repeated, P1W"
    assert date_words(Date(span, None, Timex3("DURATION", "P3D"))) == "a length of time, P3D"
    assert date_words(Date(span, None, None, reason="no dateline")) == "not settled: no dateline"
    assert date_words(Date(span, None, Timex3("DATE", "XXXX-02-19"))) == "not settled"

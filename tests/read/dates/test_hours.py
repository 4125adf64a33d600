"""Times without "a.m." or "p.m.", and the stamps of live reports."""

from __future__ import annotations

import pytest

from onrecord.article import Anchor
from onrecord.read.dates import find_dates

LIVE = """Bridge vote – live

09.05
Good morning from Sellow. The council sits at ten. The vote will be held shortly after four.

10.12
The mayor says the bridge was closed at eight.

14.30
Her rival offers to stand aside if the report is published by six. It is of the same day as the flood.

16.21
At 3pm the benches were empty.
"""


def found(text: str) -> dict[str, str | None]:
    return {text[slice(*date.span)]: date.edtf for date in find_dates(text, "2031-05-21")}


def test_lines_with_a_time_alone_are_times_of_a_live_reports_day() -> None:
    dates = found(LIVE)
    stamps = ["09.05", "10.12", "14.30", "16.21"]
    assert [dates[stamp] for stamp in stamps] == [
        f"2031-05-21T{stamp.replace('.', ':')}:00" for stamp in stamps
    ]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("ten", "2031-05-21T10:00:00"),
        ("four", "2031-05-21T16:00:00"),
        ("eight", "2031-05-21T08:00:00"),
        ("six", "2031-05-21T18:00:00"),
        ("3pm", "2031-05-21T15:00:00"),
        ("the same day", None),
    ],
)
def test_the_stamp_above_and_the_tense_tell_which_half_of_the_day_an_hour_is_of(
    words: str, edtf: str | None
) -> None:
    assert found(LIVE)[words] == edtf


@pytest.mark.parametrize(
    "text",
    [
        "Figures of the year\n\n09.05\n10.12\n14.30\n",
        "One\n\n14.30\nIt rose by a good deal since then.\n\n09.05\nIt fell by a good deal since then.\n\n"
        "12.10\nIt rose.\n",
        "One\n\n09.05\nIt rose by a good deal since then.\n",
        "1.75\nIt rose by a good deal since then.\n\n2.10\nIt rose by a good deal again.\n\n3.20\nEnd.\n",
    ],
    ids=["close together", "in no order", "only one", "no minutes"],
)
def test_other_numbers_alone_on_their_lines_are_no_times(text: str) -> None:
    assert not any("T" in (date.edtf or "") for date in find_dates(text, "2031-05-21"))


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("At eight this morning we called.", "eight this morning", "2031-05-21T08:00:00"),
        ("It ended at ten last night.", "ten last night", "2031-05-20T22:00:00"),
        ("They meet at 7 tomorrow evening.", "7 tomorrow evening", "2031-05-22T19:00:00"),
    ],
)
def test_an_hour_and_its_part_of_the_day_are_one_time(text: str, words: str, edtf: str) -> None:
    assert found(text) == {words: edtf}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They rang at six.", "six"),
        ("We found it at ten past two.", "ten past two"),
        ("It left at a quarter to nine.", "a quarter to nine"),
    ],
)
def test_an_hour_of_no_known_half_of_the_day_is_left_open_and_says_so(text: str, words: str) -> None:
    (date,) = find_dates(text, "2031-05-21")
    assert text[slice(*date.span)] == words
    assert date.edtf is None
    assert date.anchor is Anchor.NONE
    assert "noon" in date.reason


def test_two_hours_of_one_part_of_the_day_are_two_times() -> None:
    text = "The fires were lit on 4 May 2031 between two and three in the morning."
    _, two, three = find_dates(text, "2031-05-21")
    assert two.timex3 is not None
    assert three.timex3 is not None
    assert two.timex3.value.endswith("T02:00")
    assert three.timex3.value.endswith("T03:00")


@pytest.mark.parametrize(
    "text", ["He struck at six schools.", "Around ten people came.", "It went from five to six percent."]
)
def test_numbers_that_count_are_no_hours(text: str) -> None:
    assert not find_dates(text, "2031-05-21")

"""Which year, week or day is meant where the words do not say: by tense, and left open where none tells."""

from __future__ import annotations

import pytest

from onrecord.read.dates import find_dates

PUBLISHED = "2031-11-04"

# text, words, EDTF (None: left open)
IMPLIED = [
    ("Its forecast, issued in February, was low.", "February", "2031-02"),
    ("It left out a contract won in May.", "May", "2031-05"),
    ("In January, the firm brought in advisers.", "January", "2031-01"),
    ("The list is dated February 3.", "February 3", "2031-02-03"),
    ("The plant will open in February.", "February", "2032-02"),
    ("The report is to be issued in March.", "March", "2032-03"),
    ("It has been shut since 21 January.", "21 January", "2031-01-21/.."),
    ("It is shut since December 21.", "December 21", "2030-12-21/.."),
    ("The plant will open by spring.", "spring", "../2032-21"),
    ("The plant won't open until February.", "February", "../2032-02"),
    ("The fair of April 2 is a large one.", "April 2", None),
    ("Officials expect the water to fall through Thursday.", "Thursday", "2031-11-06"),
    ("Officials expect the water to fall until Thursday.", "Thursday", "../2031-11-06"),
    ("The water fell through Thursday.", "Thursday", "2031-10-30"),
    ("Three weeks ago I asked.", "Three weeks ago", "2031-10-14~"),
    ("A fortnight ago I asked.", "A fortnight ago", "2031-10-21~"),
    ("Over the weekend, it fell.", "the weekend", "2031-11-01/2031-11-02"),
    ("They will meet at the weekend.", "the weekend", "2031-11-08/2031-11-09"),
    ("Sales for the week rose.", "the week", None),
    ("They parted on the same day as the vote.", "the same day", None),
    ("They left five days before the talks ended.", "five days", None),
    ("They worked for it all day.", "all day", None),
    ("They left hours before the signing.", "hours", None),
]


@pytest.mark.parametrize(("text", "words", "edtf"), IMPLIED, ids=[row[0] for row in IMPLIED])
def test_what_is_implied_follows_the_tense_or_stays_open(text: str, words: str, edtf: str | None) -> None:
    (date,) = find_dates(text, PUBLISHED)
    assert text[slice(*date.span)].startswith(words)
    assert date.edtf == edtf


def test_a_month_pointed_at_is_of_the_year_named_beside_it_and_of_no_other_paragraphs() -> None:
    _, near = find_dates("She became mayor in 2021. The system came in that May.", PUBLISHED)
    assert near.edtf == "2021-05"
    _, far = find_dates("She became mayor in 2021.\n\nThe system came in that May.", PUBLISHED)
    assert far.edtf is None
    assert far.reason


def test_a_year_earlier_beside_a_quarter_is_that_quarter_whatever_day_stands_between() -> None:
    text = "Revenue for the third quarter, which ended Sept. 30, was up from a year earlier."
    assert find_dates(text, PUBLISHED)[-1].edtf == "2030-35"


def test_two_dates_joined_by_and_are_a_range_only_after_between() -> None:
    apart = find_dates("They met on Friday and Monday afternoon; so it was in 1980 and 2020.", PUBLISHED)
    assert [date.edtf for date in apart] == ["2031-10-31", "2031-11-03", "1980", "2020"]
    (one,) = find_dates("It fell between 1980 and 2020.", PUBLISHED)
    assert one.edtf == "1980/2020"


def test_an_implied_day_whose_weekday_fits_no_year_is_left_open_and_says_so() -> None:
    (date,) = find_dates("It was signed on Tuesday, Nov. 3.", PUBLISHED)
    assert date.edtf is None
    assert "Monday" in date.reason

from __future__ import annotations

import pytest

from onrecord.article import Anchor
from onrecord.read.dates import find_dates


def test_a_distance_is_reckoned_from_the_date_named_before_and_says_so() -> None:
    text = "They met on 3 March 2030. Five days later they parted; the day after, he wrote."
    first, later, after = find_dates(text, "2031-03-12")
    assert [later.edtf, after.edtf] == ["2030-03-08", "2030-03-09"]
    assert later.anchor is Anchor.CONTEXT
    assert later.rests_on == first.span


def test_a_date_by_an_event_stays_unresolved_and_says_why() -> None:
    text = "In the week before the landslide, they left."
    (date,) = find_dates(text, "2031-03-12")
    assert text[slice(*date.span)] == "the week before"
    assert date.edtf is None
    assert "event" in date.reason


@pytest.mark.parametrize(
    "words", ["this month", "last spring", "Monday", "Feb. 19", "yesterday", "next year"]
)
def test_without_any_day_of_the_article_nothing_is_guessed(words: str) -> None:
    (date,) = find_dates(f"He said so, {words}.")
    assert date.edtf is None
    assert date.reason
    assert date.timex3 is not None
    assert date.timex3.value.startswith("XXXX")


def test_without_publication_a_year_comes_from_a_full_date_of_the_article() -> None:
    whole, later = find_dates("The law is of 19 February 2022. It was read on 3 March.")
    assert later.edtf == "2022-03-03"
    assert later.anchor is Anchor.CONTEXT
    assert later.rests_on == whole.span
    assert later.confidence < whole.confidence


def test_without_publication_a_full_date_later_in_the_article_helps_too() -> None:
    early, _ = find_dates("It was read on 3 March. The law is of 19 February 2022.")
    assert early.edtf == "2022-03-03"


def test_a_date_on_a_line_of_its_own_at_the_top_stands_for_publication() -> None:
    text = "Dam opened\n\nSunday, March 9, 2031\n\nThe minister spoke on Friday of next month."
    own, friday, month = find_dates(text)
    assert [friday.edtf, month.edtf] == ["2031-03-07", "2031-04"]
    assert friday.anchor is Anchor.PUBLISHED
    assert friday.rests_on == own.span


def test_weekdays_are_reckoned_from_a_dateline_some_days_before_publication() -> None:
    text = "PENDRY, Feb 5 (Transmere) - The council met on Thursday."
    _, thursday = find_dates(text, "2031-02-07")
    assert thursday.edtf == "2031-01-30"


def test_a_dateline_that_contradicts_publication_changes_nothing_but_the_confidence() -> None:
    text = "PENDRY, Feb 5, 2029 (Transmere) - The council met last month."
    _, month = find_dates(text, "2031-02-07")
    plain = find_dates("The council met last month.", "2031-02-07")[0]
    assert month.edtf == plain.edtf == "2031-01"
    assert month.confidence < plain.confidence
    assert "2029-02-05" in month.reason


def test_a_weekday_that_does_not_fit_its_day_lowers_the_confidence_and_keeps_the_day() -> None:
    (date,) = find_dates("It was signed on Monday, 5 Feb 2031.", "2031-03-12")
    assert date.edtf == "2031-02-05"
    assert date.confidence <= 0.5
    assert "Wednesday" in date.reason


def test_a_weekday_tells_the_year_that_it_fits() -> None:
    (date,) = find_dates("It was signed on Tuesday, 5 Feb.", "2031-03-12")
    assert date.edtf == "2030-02-05"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("It was on 29 Feb 2031.", "no such day"),
        ("It was on 03/04/2030.", "which number"),
    ],
)
def test_what_no_calendar_settles_is_unresolved(text: str, reason: str) -> None:
    (date,) = find_dates(text, "2031-03-12")
    assert date.edtf is None
    assert reason in date.reason


def test_a_year_ago_beside_a_quarter_is_that_quarter_a_year_before() -> None:
    text = "Profit in the third quarter rose to 5 million from 3 million a year ago. The quarter was good."
    third, ago, again = find_dates(text, "2031-10-20")
    assert [third.edtf, ago.edtf, again.edtf] == ["2031-35", "2030-35", "2031-35"]


def test_publication_with_a_time_and_nonsense_for_publication_are_both_read() -> None:
    assert find_dates("He left yesterday.", "2031-03-12T09:30:00Z")[0].edtf == "2031-03-11"
    assert find_dates("He left yesterday.", "a Wednesday")[0].edtf is None

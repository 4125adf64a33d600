from __future__ import annotations

import pytest

from onrecord.article import Anchor, Date
from onrecord.read.dates import find_dates

# A Wednesday.
DAY = "2031-03-12"


def only(text: str, published: str | None = DAY) -> tuple[str, Date]:
    (date,) = find_dates(text, published)
    return text[date.span.start : date.span.end], date


# The text, the words of the date in it, EDTF, TIMEX3's value and mod.
POINTS = [
    ("The bridge closed on 19 February 2022.", "19 February 2022", "2022-02-19", "2022-02-19", None),
    ("The bridge closed on Feb. 19.", "Feb. 19", "2031-02-19", "2031-02-19", None),
    ("It opens on the 3rd of May 2031 again.", "the 3rd of May 2031", "2031-05-03", "2031-05-03", None),
    ("Dated 2022-09-28, it said so.", "2022-09-28", "2022-09-28", "2022-09-28", None),
    ("Paid on 31/12/2030 in full.", "31/12/2030", "2030-12-31", "2030-12-31", None),
    ("She was there before 9/11 too.", "9/11", "../2001-09-11", "2001-09-11", "BEFORE"),
    ("It fell this month.", "this month", "2031-03", "2031-03", None),
    ("It fell last spring.", "last spring", "2030-21", "2030-SP", None),
    ("It fell last week.", "last week", "2031-03-03/2031-03-09", "2031-W10", None),
    ("Over the weekend, it fell.", "the weekend", "2031-03-08/2031-03-09", "2031-W10-WE", None),
    ("He has led since 2018.", "2018", "2018/..", "2018", "ON_OR_AFTER"),
    ("He leads until 2035.", "2035", "../2035", "2035", "ON_OR_BEFORE"),
    ("Prices fell to 1990s levels.", "1990s", "199X", "199", None),
    ("It was so in the late 1970s.", "the late 1970s", "197X~", "197", "END"),
    ("It was so in the nineties.", "the nineties", "199X", "199", None),
    ("It was built in the 19th century.", "the 19th century", "18XX", "18", None),
    ("It rose in the third quarter of 2030.", "the third quarter of 2030", "2030-35", "2030-Q3", None),
    ("It rose in last year's second quarter.", "last year's second quarter", "2030-34", "2030-Q2", None),
    ("It rose in Q3 2030.", "Q3 2030", "2030-35", "2030-Q3", None),
    ("It rose in the first half of 2030.", "the first half of 2030", "2030-40", "2030-H1", None),
    ("It rose in fiscal 2030.", "fiscal 2030", "2030", "2030", None),
    ("It rose in the summer of 2030.", "the summer of 2030", "2030-22", "2030-SU", None),
    ("It rose in July last year.", "July last year", "2030-07", "2030-07", None),
    ("It began in early 2020.", "early 2020", "2020~", "2020", "START"),
    ("It began in mid-February.", "mid-February", "2031-02~", "2031-02", "MID"),
    ("They will answer by mid-July.", "mid-July", "../2031-07~", "2031-07", "MID"),
    ("It began around 2015.", "around 2015", "2015~", "2015", "APPROX"),
    ("It ended at the end of last year.", "the end of last year", "2030~", "2030", "END"),
    ("He called late Tuesday.", "late Tuesday", "2031-03-11~", "2031-03-11", "END"),
    ("He called today.", "today", "2031-03-12", "2031-03-12", None),
    ("He called the day before yesterday.", "the day before yesterday", "2031-03-10", "2031-03-10", None),
    ("He called 11 days ago.", "11 days ago", "2031-03-01", "2031-03-01", None),
    ("He left more than a decade ago.", "more than a decade ago", "../2021", "2021", "BEFORE"),
    ("He will call in three days.", "three days", "2031-03-15", "2031-03-15", None),
    (
        "He calls two days before Christmas 2030.",
        "two days before Christmas 2030",
        "2030-12-23",
        "2030-12-23",
        None,
    ),
    ("He called on New Year's Eve.", "New Year's Eve", "2030-12-31", "2030-12-31", None),
    ("He called on Thanksgiving 2028.", "Thanksgiving 2028", "2028-11-23", "2028-11-23", None),
    ("He will call next Easter.", "next Easter", "2031-04-13", "2031-04-13", None),
    ("In nineteen ninety-four it was so.", "nineteen ninety-four", "1994", "1994", None),
]


@pytest.mark.parametrize(("text", "words", "edtf", "value", "mod"), POINTS, ids=[p[1] for p in POINTS])
def test_a_date_has_its_words_and_its_value_in_both_formats(
    text: str, words: str, edtf: str, value: str, mod: str | None
) -> None:
    found, date = only(text)
    assert date.timex3 is not None
    assert (found, date.edtf) == (words, edtf)
    assert (date.timex3.type, date.timex3.value, date.timex3.mod) == ("DATE", value, mod)
    assert date.reason == ""


TIMES = [
    ("It struck at 8 a.m. Monday.", "8 a.m. Monday", "2031-03-10T08:00:00", "2031-03-10T08:00"),
    ("It struck at 10.21am on 3 March.", "10.21am on 3 March", "2031-03-03T10:21:00", "2031-03-03T10:21"),
    (
        "It struck yesterday at 11:30 GMT.",
        "yesterday at 11:30 GMT",
        "2031-03-11T11:30:00Z",
        "2031-03-11T11:30Z",
    ),
    ("It struck on Tuesday night.", "Tuesday night", "2031-03-11", "2031-03-11TNI"),
    ("It struck this morning.", "this morning", "2031-03-12", "2031-03-12TMO"),
    ("It struck at noon Saturday.", "noon Saturday", "2031-03-08T12:00:00", "2031-03-08T12:00"),
    (
        "It struck at 2031-03-05T10:15Z sharp.",
        "2031-03-05T10:15Z",
        "2031-03-05T10:15:00Z",
        "2031-03-05T10:15Z",
    ),
]


@pytest.mark.parametrize(("text", "words", "edtf", "value"), TIMES, ids=[t[1] for t in TIMES])
def test_a_time_of_day_goes_with_its_day(text: str, words: str, edtf: str, value: str) -> None:
    found, date = only(text)
    assert date.timex3 is not None
    assert (found, date.edtf, date.timex3.type, date.timex3.value) == (words, edtf, "TIME", value)


def test_a_time_takes_the_day_named_before_it_in_its_sentence() -> None:
    _, clock = find_dates("On 3 March they met and at 3 in the morning they went home.", DAY)
    assert clock.edtf == "2031-03-03T03:00:00"
    assert clock.anchor is Anchor.CONTEXT


def test_a_time_on_a_line_of_its_own_is_of_the_day_of_the_report() -> None:
    first, _, third = find_dates("9.12am\n\nGood morning.\n\n10.21am\n\nIt began at 10.05am.", DAY)
    assert first.edtf == "2031-03-12T09:12:00"
    assert third.edtf is None


def test_a_time_of_no_day_is_left_unresolved() -> None:
    _, date = only("They went home at 10.21am.")
    assert date.edtf is None
    assert "which day" in date.reason


OTHERS = [
    ("It took two weeks.", "two weeks", "DURATION", "P2W", None, None),
    ("It took two and a half years.", "two and a half years", "DURATION", "P2Y6M", None, None),
    ("It took an hour and a half.", "an hour and a half", "DURATION", "PT1H30M", None, None),
    ("It went on for years.", "years", "DURATION", "PXY", None, None),
    ("It has grown for the past three months.", "the past three months", "DURATION", "P3M", None, None),
    ("A 30-year bond was sold.", "A 30-year", "DURATION", "P30Y", None, None),
    ("They meet every Monday.", "every Monday", "SET", "XXXX-WXX-1", "EVERY", None),
    ("They meet on Tuesday nights.", "Tuesday nights", "SET", "XXXX-WXX-2TNI", None, None),
    ("They meet twice a year.", "twice a year", "SET", "P1Y", None, "2X"),
    ("They meet every two weeks.", "every two weeks", "SET", "P2W", "EVERY", None),
    ("They meet daily.", "daily", "SET", "P1D", None, "1X"),
    ("They meet currently.", "currently", "DATE", "PRESENT_REF", None, None),
    ("They met recently.", "recently", "DATE", "PAST_REF", None, None),
    ("They met in the past.", "the past", "DATE", "PAST_REF", None, None),
    ("They look to the future.", "the future", "DATE", "FUTURE_REF", None, None),
]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "quant", "freq"), OTHERS, ids=[o[1] for o in OTHERS]
)
def test_what_is_no_point_of_the_calendar_has_a_timex_and_no_edtf(
    text: str, words: str, kind: str, value: str, quant: str | None, freq: str | None
) -> None:
    found, date = only(text)
    assert date.timex3 is not None
    assert (found, date.edtf) == (words.replace("A 30", "30"), None)
    timex = date.timex3
    assert (timex.type, timex.value, timex.quant, timex.freq) == (kind, value, quant, freq)


RANGES = [
    ("The fair is from 1 to 4 March.", "1 to 4 March", "2031-03-01/2031-03-04", "P4D"),
    ("The fair was on March 12-15, 2030.", "March 12-15, 2030", "2030-03-12/2030-03-15", "P4D"),
    ("The fair was on March 3 and 4.", "March 3 and 4", "2031-03-03/2031-03-04", "P2D"),
    ("It fell between 2018 and 2020.", "2018 and 2020", "2018/2020", "P3Y"),
    ("It fell in 2018-20.", "2018-20", "2018/2020", "P3Y"),
    ("It fell from January to March 2030.", "January to March 2030", "2030-01/2030-03", "P3M"),
    ("It fell from Monday to Friday.", "Monday to Friday", "2031-03-03/2031-03-07", "P5D"),
]


@pytest.mark.parametrize(("text", "words", "edtf", "length"), RANGES, ids=[r[1] for r in RANGES])
def test_a_range_is_one_date_with_both_ends(text: str, words: str, edtf: str, length: str) -> None:
    found, date = only(text)
    assert date.timex3 is not None
    assert (found, date.edtf, date.timex3.value) == (words, edtf, length)


@pytest.mark.parametrize(
    "text",
    [
        "He may march in the sun for a second.",
        "A fall would spring from it.",
        "April Ryan and Jan Orlo met June Vale.",
        "Some 1990 people and 1,500 horses came.",
        "She paid $1990 for it.",
        "The score was 3:20 by then.",
        "Call 555-1990 or 020-1234.",
        "A quarter of the votes; three-quarters of the seats.",
        "The March of the Mothers was held.",
        "It is a matter of second thoughts.",
        "A six-year-old ate 9/10 of it.",
        "The Orion 1980 was a car.",
        "He lives at 10 Downing Street.",
    ],
)
def test_words_and_numbers_that_look_like_dates_are_none(text: str) -> None:
    assert find_dates(text, DAY) == ()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The council met on Friday.", "2031-03-07"),
        ("The council will meet on Friday.", "2031-03-14"),
        ("The council is to be heard on Friday.", "2031-03-14"),
        ("The council plans to meet on Friday.", "2031-03-14"),
        ("They have until Friday.", "../2031-03-14"),
        ("The council met on Wednesday.", "2031-03-12"),
        ("Friday's vote was close.", "2031-03-07"),
        ("It voted last Friday.", "2031-03-07"),
        ("It votes next Friday.", "2031-03-14"),
        ("It will open in December.", "2031-12"),
        ("It closed in December.", "2030-12"),
        ("It was to open on Dec. 30.", "2030-12-30"),
    ],
)
def test_the_tense_around_tells_before_from_after(text: str, edtf: str) -> None:
    assert only(text)[1].edtf == edtf

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Date
from onrecord.read.dates import find_dates, parse_edtf

VOCABULARY = """
the a of in on at to and or from between until every other twice this last next previous
following same that early late mid about more than nearly ago earlier later before after now
recently Monday Tuesday Sun. May March Feb. Sept. spring fall morning night noon today
tomorrow tonight day days week year years century quarter first second third half one two
twenty nineteen ninety-four 1 19 31 45 1990 2030 0 9999 99999999999999 '90s 1990s 10:21 10.21
a.m. pm GMT 9/11 3/4/2030 2031-02-30 2030-01-05T10:00Z 12th Q3 Christmas Easter weekend - – ,
. ( ) ' ’s $ % will was few several decade ended fiscal or so
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\n\n", ""])
DAYS = st.one_of(st.none(), st.dates().map(str), st.text(max_size=12))


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("weekday", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
def test_the_ends_of_the_calendar_are_no_error(published: str, weekday: str) -> None:
    text = f"On {weekday} he said that she left last {weekday}. They will meet next {weekday} or at Easter."
    check(text, find_dates(text, published))


def check(text: str, dates: tuple[Date, ...]) -> None:
    end = 0
    for date in dates:
        assert end <= date.span.start < date.span.end <= len(text)
        end = date.span.end
        words = text[date.span.start : date.span.end]
        assert words == words.strip()
        assert 0 <= date.confidence <= 1
        assert date.timex3 is not None or date.reason
        if date.edtf is not None:
            assert str(parse_edtf(date.edtf)) == date.edtf
        elif date.timex3 is None or date.timex3.type in ("DATE", "TIME"):
            assert date.reason
        assert date.rests_on is None or 0 <= date.rests_on.start < date.rests_on.end <= len(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=30), DAYS)
def test_any_words_of_dates_give_spans_in_order_and_values_that_can_be_read(
    words: list[str], published: str | None
) -> None:
    text = " ".join(words)
    check(text, find_dates(text, published))


@settings(max_examples=200, deadline=None)
@given(st.text(), DAYS)
def test_any_text_is_read(text: str, published: str | None) -> None:
    check(text, find_dates(text, published))


def test_reading_twice_gives_the_same() -> None:
    text = "On Monday, 3 March, five days later, last spring."
    assert find_dates(text, "2031-03-12") == find_dates(text, "2031-03-12")


@pytest.mark.parametrize(
    "piece",
    ["one ", "the last ", "1990 ", "1-", "1,111", "Monday to ", "On 3 March. Two days later. ", "'", "\n"],
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        began = process_time()
        find_dates(piece * times, "2031-03-12")
        return process_time() - began

    seconds(100)
    short, long = min(seconds(1500) for _ in range(3)), min(seconds(12_000) for _ in range(2))
    # Eight times the text; quadratic time would be sixty-four times as long.
    assert long < 30 * max(short, 0.001)

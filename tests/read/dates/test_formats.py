from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Timex3
from onrecord.read.dates import EdtfDate, EdtfError, EdtfInterval, edtf_of, parse_edtf, timex_of
from onrecord.read.dates.holidays import easter
from onrecord.read.dates.periods import Kind, OutOfCalendarError, Period, containing

BOTH = [
    ("2031-02-19", "2031-02-19"),
    ("2031-02", "2031-02"),
    ("2031", "2031"),
    ("199", "199X"),
    ("19", "19XX"),
    ("2031-Q1", "2031-33"),
    ("2031-Q4", "2031-36"),
    ("2031-H1", "2031-40"),
    ("2031-SP", "2031-21"),
    ("2031-WI", "2031-24"),
    ("2031-W10", "2031-03-03/2031-03-09"),
    ("2031-W10-WE", "2031-03-08/2031-03-09"),
    ("2031-02-19T10:21", "2031-02-19T10:21:00"),
    ("2031-02-19T10:21Z", "2031-02-19T10:21:00Z"),
]


@pytest.mark.parametrize(("value", "edtf"), BOTH)
def test_timex_goes_to_edtf_and_back(value: str, edtf: str) -> None:
    timex = Timex3("TIME" if "T" in value else "DATE", value)
    assert edtf_of(timex) == edtf
    assert str(parse_edtf(edtf)) == edtf
    assert timex_of(edtf) == timex


@pytest.mark.parametrize("value", ["2031-02-19", "2031-02", "2031", "199", "2031-Q1", "2031-SP"])
@pytest.mark.parametrize(
    ("mod", "edtf"), [("APPROX", "{}~"), ("ON_OR_AFTER", "{}/.."), ("ON_OR_BEFORE", "../{}")]
)
def test_approximate_and_open_dates_go_there_and_back(value: str, mod: str, edtf: str) -> None:
    plain = edtf_of(Timex3("DATE", value))
    there = edtf_of(Timex3("DATE", value, mod))
    assert there == edtf.format(plain)
    assert timex_of(there) == Timex3("DATE", value, mod)


def test_early_and_late_are_only_approximate_in_edtf() -> None:
    assert {edtf_of(Timex3("DATE", "2031", mod)) for mod in ("START", "MID", "END")} == {"2031~"}


@given(st.sampled_from(list(Kind)), st.dates(date(2, 1, 1), date(9890, 1, 1)))
def test_every_period_survives_the_way_to_edtf_and_back(kind: Kind, day: date) -> None:
    period = containing(kind, day)
    edtf = edtf_of(Timex3("DATE", period.timex()))
    assert edtf is not None
    back = timex_of(edtf)
    assert back is not None
    assert back.value == period.timex()


@given(st.sampled_from(list(Kind)), st.dates(date(2, 1, 1), date(9890, 1, 1)), st.integers(-3, 3))
def test_periods_of_a_kind_follow_one_another_without_gap(kind: Kind, day: date, steps: int) -> None:
    period = containing(kind, day)
    if kind is not Kind.WEEKEND:
        assert period.first <= day <= period.last
        assert (period.shifted(1).first - period.last).days == 1
    assert period.shifted(steps).shifted(-steps) == period


@pytest.mark.parametrize(
    "timex", [Timex3("DURATION", "P2W"), Timex3("SET", "P1D"), Timex3("DATE", "PAST_REF")]
)
def test_what_is_no_point_of_the_calendar_has_no_edtf(timex: Timex3) -> None:
    assert edtf_of(timex) is None


def test_unknown_years_have_no_edtf_and_vain_digits_are_left_out() -> None:
    assert edtf_of(Timex3("DATE", "XXXX-02-19")) is None
    assert edtf_of(Timex3("DATE", "1994-XX-XX")) == "1994"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2031", date(2031, 1, 1), date(2031, 12, 31)),
        ("203X", date(2030, 1, 1), date(2039, 12, 31)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2031-24", date(2031, 12, 1), date(2032, 2, 29)),
        ("2031-35", date(2031, 7, 1), date(2031, 9, 30)),
        ("2031-02-XX", date(2031, 2, 1), date(2031, 2, 28)),
        ("2031-02-19T10:00:00", date(2031, 2, 19), date(2031, 2, 19)),
        ("2018/..", date(2018, 1, 1), None),
        ("../2018-03", None, date(2018, 3, 31)),
        ("2018/2020", date(2018, 1, 1), date(2020, 12, 31)),
    ],
)
def test_edtf_tells_its_first_and_last_day(text: str, first: date | None, last: date | None) -> None:
    value = parse_edtf(text)
    assert isinstance(value, (EdtfDate, EdtfInterval))
    assert value.bounds() == (first, last)
    assert str(value) == text


@pytest.mark.parametrize(
    "text", ["", "31", "2031-13", "2031-02-30", "2031-1", "2031/2030", "../..", "2031-02T10:00:00", "in May"]
)
def test_what_is_no_edtf_is_refused(text: str) -> None:
    with pytest.raises(EdtfError):
        parse_edtf(text)


@given(st.text(alphabet="0123456789X-/.T:~?%QWH", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = parse_edtf(text)
    except EdtfError:
        return
    assert str(value) == text
    timex_of(text)


@given(st.text(alphabet="0123456789X-TWEQHSPUFAMO:Z", max_size=16))
def test_any_timex_value_has_a_valid_edtf_or_none(value: str) -> None:
    edtf = edtf_of(Timex3("DATE", value))
    assert edtf is None or str(parse_edtf(edtf)) == edtf


@pytest.mark.parametrize(
    ("year", "day"), [(2030, (4, 21)), (2031, (4, 13)), (2038, (4, 25)), (1818, (3, 22))]
)
def test_easter_falls_where_the_church_has_it(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


def test_a_period_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(OutOfCalendarError):
        _ = Period(Kind.DAY, 0).first
    with pytest.raises(OutOfCalendarError):
        _ = Period(Kind.YEAR, 12000).first

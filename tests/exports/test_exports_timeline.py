"""TimelineJS: slides with dates as sure as they are, and with nothing of an article as markup."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.article import Article, Reading
from onrecord.record import Store
from tests.exports.records import CHARTER, dossier_record, exported_json, odd, record, whole_record
from tests.exports.schemas import TIMELINE

VALIDATOR = Draft202012Validator(TIMELINE)


def events(store: Store) -> list[dict[str, Any]]:
    timeline = exported_json(store, "timelinejs")
    VALIDATOR.validate(timeline)
    found: list[dict[str, Any]] = timeline["events"]
    return found


def test_a_slide_tells_who_said_what_when_and_where_it_stands() -> None:
    with whole_record() as store:
        slides = {slide["unique_id"]: slide for slide in events(store)}
        key = store.value("SELECT key FROM statements WHERE latest = 1")
    slide = slides[key]
    assert slide["start_date"] == {"year": 2031, "month": 3, "day": 4}
    assert slide["display_date"] == "2031-03-04"
    assert slide["text"]["headline"] == "Ada Vorn: told"
    assert slide["group"] == "Ada Vorn"
    assert slide["media"]["url"] == "https://echo.example/ferry"
    assert "that the lift was checked in May" in slide["text"]["text"]
    assert "The Halvern Echo, 2031-03-05" in slide["text"]["text"]


@pytest.mark.parametrize(
    ("said", "start", "end", "shown"),
    [
        ("2031-02-20/2031-03-02", (2031, 2, 20), (2031, 3, 2), "2031-02-20 to 2031-03-02"),
        ("2031-02~", (2031, 2, 1), (2031, 2, 28), "about 2031-02"),
        ("../2031-02-05", (2031, 2, 5), None, "until 2031-02-05"),
        ("2031-02-05/..", (2031, 2, 5), None, "since 2031-02-05"),
        ("2031", (2031,), None, "2031"),
        ("2031-02-26T09:40:00", (2031, 2, 26, 9, 40, 0), None, "2031-02-26 09:40:00"),
        ("203X", (2030, 1, 1), (2039, 12, 31), "the 2030s"),
        (None, (2031, 3, 7), None, "published 2031-03-07"),
        ("no date", (2031, 3, 7), None, "published 2031-03-07"),
    ],
)
def test_a_date_is_shown_as_sure_as_it_is(
    said: str | None, start: tuple[int, ...], end: tuple[int, ...] | None, shown: str
) -> None:
    made = replace(CHARTER, attributions=(replace(CHARTER.attributions[0], said=said),))
    with record(made) as store:
        (slide,) = events(store)
    assert tuple(slide["start_date"].values()) == start
    assert (tuple(slide["end_date"].values()) if "end_date" in slide else None) == end
    assert slide["display_date"] == shown


def test_a_statement_without_any_date_is_left_out() -> None:
    undated = Reading(Article("undated", CHARTER.article.text), CHARTER.attributions[:1], CHARTER.parties)
    undated = replace(undated, attributions=(replace(undated.attributions[0], said=None),))
    with record(undated) as store:
        assert events(store) == []


def test_slides_stand_in_the_order_of_their_days() -> None:
    with dossier_record() as store:
        days = [tuple(slide["start_date"].values())[:3] for slide in events(store)]
        assert len(days) == store.value("SELECT count(*) FROM attribution WHERE day IS NOT NULL")
    assert [day[0] for day in days] == sorted(day[0] for day in days)


def test_nothing_of_an_article_is_markup() -> None:
    with record(odd()) as store:
        shown = [slide["text"] for slide in events(store)]
    for text in shown:
        plain = text["text"].replace('<a href="https://odd.example/a%20b%3Cc%3E?q=%22&#x27;é">', "")
        for tag in ("<p>", "</p>", "<blockquote>", "</blockquote>", "</a>"):
            plain = plain.replace(tag, "")
        assert "<" not in plain
        assert "<" not in text["headline"]

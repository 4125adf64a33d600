"""Dates and outlets that a user gives for articles that do not tell their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract import InputOptions, articles
from onrecord.extract.about import About, is_date, read_about


def table(folder: Path, text: str) -> Path:
    path = folder / "articles.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plain_text_gets_the_date_and_the_outlet_that_were_given(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("The bridge is safe, the mayor said.", encoding="utf-8")
    about = About({"published": "2031-02-05", "publisher": "The Estuary"})
    (article,) = articles([str(tmp_path / "story.txt")], InputOptions(about=about))
    assert isinstance(article, Article)
    assert (article.published, article.publisher) == ("2031-02-05", "The Estuary")


def test_what_an_article_tells_itself_counts_first() -> None:
    article = Article("a", "text", published="2030-01-01")
    assert About({"published": "2031-02-05"}).added_to(article) == article


@pytest.mark.parametrize("mark", ["\t", ","])
def test_a_table_tells_articles_apart_and_goes_before_what_holds_for_all(tmp_path: Path, mark: str) -> None:
    path = table(tmp_path, f"name{mark}published{mark}note\na{mark}2031-02-05{mark}x\nb{mark}{mark}\n")
    about = read_about(path, {"published": "2020-01-01"})
    assert about.added_to(Article("a", "t")).published == "2031-02-05"
    assert about.added_to(Article("b", "t")).published == "2020-01-01"


@pytest.mark.parametrize(
    "text",
    [
        "Name, Published ,TITLE\n a , 2031-02-05 ,The bridge\n",
        "name,published,title\r\na.txt,2031-02-05,The bridge\r\n",
        'name,published,title\na.HTML,2031-02-05,"The\nbridge"\n',
    ],
)
def test_a_table_may_be_as_people_and_spreadsheets_write_it(tmp_path: Path, text: str) -> None:
    about = read_about(table(tmp_path, text))
    assert about.added_to(Article("a", "t")) == Article("a", "t", "The bridge", published="2031-02-05")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "no column 'name'"),
        ("title\nx\n", "no column 'name'"),
        ("name\tpublished\na\tFriday\n", "line 2: 'Friday' is no date"),
        ('name\ttitle\na\t"No\nb\tYes\n', "line 3: unexpected end of data"),
    ],
)
def test_a_table_that_is_none_is_told_in_one_line(tmp_path: Path, text: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause) as error:
        read_about(table(tmp_path, text))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2022-09-28", True),
        ("2022-09-28T10:00:00Z", True),
        ("20220928", False),
        ("2022-W39", False),
        ("2022-W39-3", False),
        ("28.9.2022", False),
        ("", False),
    ],
)
def test_dates_are_iso_dates(text: str, right: bool) -> None:
    assert is_date(text) is right


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_an_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("about") / "table"
    path.write_bytes(data)
    try:
        read_about(path)
    except InputError as error:
        assert "\n" not in str(error)

# ruff: noqa: E501 - lists read better unbroken
"""Originals: lazy, in order, named, dated, and read again the same way without the network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract import InputOptions, Original, OriginalKind, article_of, articles, originals
from onrecord.extract.about import About
from tests.extract.made import LINE, STORY, FakeWeb, answer, page, pdf, set_line, warc_record


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> FakeWeb:
    fake = FakeWeb()
    monkeypatch.setattr("onrecord.extract.dispatch.Fetcher", fake)
    return fake


def test_sources_are_taken_one_after_the_other_and_read_as_far_as_asked(tmp_path: Path) -> None:
    file = tmp_path / "export.jsonl"
    file.write_text("".join(json.dumps({"text": f"{LINE} {number}"}) + "\n" for number in range(5000)))
    taken: list[str] = []

    def sources() -> Iterator[str]:
        for name in (str(file), str(tmp_path / "missing.txt")):
            taken.append(name)
            yield name

    found = originals(sources())
    first = next(found)
    assert isinstance(first, Original)
    assert 0 < first.progress < 0.5
    assert taken == [str(file)]
    *rest, error = found
    assert len(rest) == 4999
    assert isinstance(rest[-1], Original)
    assert rest[-1].progress == 1.0
    assert isinstance(error, InputError)
    assert len(taken) == 2


def test_an_original_is_a_value_that_gives_the_same_article_each_time(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_bytes(page("Bridge opens"))
    (first,), (second,) = (list(originals([str(tmp_path / "story.html")])) for _ in range(2))
    assert isinstance(first, Original)
    assert isinstance(second, Original)
    assert first == second
    assert first.digest == second.digest
    assert article_of(first) == article_of(second)
    assert (first.kind, first.data) == (OriginalKind.PAGE, page("Bridge opens"))


def test_what_the_user_knows_stands_in_the_facts_and_a_row_goes_before_the_rest(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(LINE)
    about = About(
        {"published": "2031-02-05", "publisher": "The Estuary"}, {"b": {"publisher": "The Pendry Courier"}}
    )
    first, second = originals([str(tmp_path)], InputOptions(about=about))
    assert isinstance(first, Original)
    assert isinstance(second, Original)
    assert first.facts == {"published": "2031-02-05", "publisher": "The Estuary"}
    assert article_of(second).publisher == "The Pendry Courier"
    assert article_of(second).published == "2031-02-05"


def test_names_are_as_wanted_in_originals_and_unique_in_articles(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(LINE)
    assert [item.name for item in originals([str(tmp_path)]) if isinstance(item, Original)] == [
        "story",
        "story",
    ]
    assert [item.name for item in articles([str(tmp_path)]) if isinstance(item, Article)] == [
        "story",
        "story-2",
    ]


def test_addresses_may_give_pdfs_exports_and_archives(web: FakeWeb) -> None:
    web.pages = {
        "https://courier.example/report": ("application/pdf", pdf([set_line(72, 700, LINE)])),
        "https://courier.example/export.jsonl?all=1": ("text/plain", json.dumps({"text": STORY}).encode()),
        "https://courier.example/api": ("application/json", json.dumps([{"text": STORY}]).encode()),
        "https://courier.example/a.warc": (
            "",
            warc_record("response", "https://a.example/story", answer(page("A"))),
        ),
    }
    found = list(originals(list(web.pages)))
    assert [(item.kind.value, item.where.partition(", ")[2]) for item in found if isinstance(item, Original)] == [
        ("pdf", ""), ("row", "line 1"), ("row", "item 1"), ("page", "record 1"),
    ]  # fmt: skip
    assert all(isinstance(item, Original) and article_of(item).text in {LINE, STORY} for item in found)
    assert [item.name for item in found if isinstance(item, Original)] == [
        "report",
        "export-1",
        "api-1",
        "story",
    ]
    assert [item.retrieved for item in found if isinstance(item, Original)] == ["2031-02-05T10:00:00Z"] * 4


def test_a_folder_of_thousands_of_odd_files_costs_little_and_never_halts(tmp_path: Path) -> None:
    names = ["a.png", "b.jsonl", "c.xml", "d.json", "e.opml", "f.pdf", "g.warc.gz", "h.gz", "i", "j.html"]
    junk = [
        b"",
        b"\x00\xff" * 50,
        b"<a>",
        b"{}",
        b"%PDF-",
        b"\x1f\x8b",
        "\ud7ff".encode(),
        b"[[[[",
        b"WARC/1.0",
        b"<rss",
    ]
    for number in range(300):
        (tmp_path / f"{number}{names[number % 10]}").write_bytes(junk[number // 10 % 10])
    for item in articles([str(tmp_path)]):
        if isinstance(item, InputError):
            assert "\n" not in str(item)


def test_deep_nesting_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text('{"text":' * 100_000)
    (error,) = articles([str(tmp_path / "deep.json")])
    assert isinstance(error, InputError)
    assert "nested too deeply" in str(error) or "broken JSON" in str(error)

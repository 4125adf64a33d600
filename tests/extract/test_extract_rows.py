# ruff: noqa: E501 - rows read better unbroken
"""JSON Lines, lists of JSON and ninjs: each object an article, each broken one an error of its own."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract import InputOptions, Original, OriginalKind, article_of, articles, originals
from onrecord.extract.ninjs import article_from_ninjs
from onrecord.extract.rows import Export, rows
from onrecord.extract.streams import Stream
from tests.extract.made import LINE, STORY

ROW = {
    "text": f"  {LINE}\r\n“Yes” \u0000\u200b 𝒳",
    "url": "https://courier.example/2031/bridge-opens",
    "published": "2031-02-05 10:00:00 +0100",
    "publisher": "The Pendry Courier",
    "title": "Bridge  opens",
    "byline": "Ada Vorn",
    "language": "en_GB",
}
NINJS_1 = {
    "uri": "http://wire.example/items/bridge-opens",
    "type": "text",
    "firstcreated": "2031-02-05T10:00:00Z",
    "versioncreated": "2031-02-05T12:00:00Z",
    "headline": "Bridge opens",
    "byline": "By Ada Vorn",
    "language": "en",
    "copyrightholder": "Transmere",
    "body_text": f"{LINE}\n\n{STORY}",
    "body_xhtml": f"<p>{LINE}</p>",
}


def read(data: bytes | str, lines: bool = False, limit: int = 1_000_000) -> list[Original | InputError]:
    stream = Stream.of_bytes(data.encode() if isinstance(data, str) else data, "export.jsonl")
    return list(rows(stream, Export("export", limit, lines)))


def said(results: list[Any]) -> list[str]:
    return [str(item) if isinstance(item, InputError) else item.where for item in results]


def one(value: Any) -> Article:
    (original,) = read(json.dumps(value))
    assert isinstance(original, Original), original
    return article_of(original)


def test_a_row_gives_its_text_character_by_character_and_what_else_it_tells() -> None:
    (original,) = read(json.dumps(ROW))
    assert isinstance(original, Original)
    assert (original.kind, original.data) == (OriginalKind.ROW, json.dumps(ROW).encode())
    assert article_of(original) == Article(
        "bridge-opens", str(ROW["text"]), "Bridge opens", "https://courier.example/2031/bridge-opens", "Ada Vorn",
        "The Pendry Courier", "2031-02-05T10:00:00+01:00", language="en-GB",
    )  # fmt: skip


def test_what_is_no_date_no_address_and_no_text_is_passed_over() -> None:
    row = {
        "text": LINE,
        "url": "javascript:1",
        "published": "Friday",
        "title": ["a"],
        "language": 7,
        "id": 40719,
    }
    assert one(row) == Article("40719", LINE)


def test_halves_of_surrogate_pairs_become_replacement_characters() -> None:
    (original,) = read(r'{"text": "He said \ud83d, \ud83d\ude00 and \udc00.", "title": "\ud800"}')
    assert isinstance(original, Original)
    article = article_of(original)
    assert (article.text, article.title) == ("He said \ufffd, 😀 and \ufffd.", "\ufffd")


def test_a_broken_line_is_told_by_its_number_and_the_rest_goes_on() -> None:
    good = json.dumps({"text": LINE})
    data = (
        f'\ufeff{good}\n\r\n{{"text": "cut\n[1, 2]\n{{"title": "x"}}\n{good}\r\n{{"text": {"9" * 5000}}}\n'
        + "[" * 9000
    )
    assert said(read(data, lines=True)) == [
        "export.jsonl, line 1",
        "export.jsonl, line 3: is broken JSON: unterminated string at character 9",
        'export.jsonl, line 4: is no JSON object (give objects with a field "text")',
        'export.jsonl, line 5: has no "text" (give objects with a text, or items of ninjs)',
        "export.jsonl, line 6",
        "export.jsonl, line 7: is JSON with a number too long to be read",
        "export.jsonl, line 8: is nested too deeply to be read",
    ]


def test_a_line_beyond_the_limit_is_passed_over() -> None:
    good = json.dumps({"text": LINE})
    found = read(f"{good}\n{json.dumps({'text': LINE * 99})}\n{good}", limit=200)
    assert said(found) == [
        "export.jsonl, line 1",
        "export.jsonl, line 2: is larger than 200 bytes",
        "export.jsonl, line 3",
    ]


@pytest.mark.parametrize("indent", [None, 2])
def test_a_list_and_a_single_object_are_read_item_by_item(indent: int | None) -> None:
    found = read(json.dumps([{"text": LINE}, 7, {"text": STORY}], indent=indent))
    assert said(found) == [
        "export.jsonl, item 1",
        'export.jsonl, item 2: is no JSON object (give objects with a field "text")',
        "export.jsonl, item 3",
    ]
    assert [article_of(item).text for item in found if isinstance(item, Original)] == [LINE, STORY]
    assert one({"text": LINE}).text == LINE
    (single,) = read(json.dumps(ROW, indent=indent))
    assert isinstance(single, Original)
    assert article_of(single).title == "Bridge opens"


def test_a_list_that_is_cut_gives_the_items_before() -> None:
    data = json.dumps([{"text": LINE}, {"text": STORY}])
    assert said(read(data[:-1])) == [
        "export.jsonl, item 1",
        "export.jsonl, item 2",
        "export.jsonl: is cut off after item 2 (get it again)",
    ]
    assert said(read(data[:-9]))[1] == (
        "export.jsonl, item 2: is broken JSON: unterminated string at character 82 (what follows it was not read)"
    )


@pytest.mark.parametrize("data", ["[]", "", "\n \n", "[ , ]"])
def test_a_file_without_articles_is_one_line(data: str) -> None:
    assert said(read(data)) == ["export.jsonl: has no article in it"]


def test_exports_are_told_by_their_bytes_and_read_packed_from_standard_input_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = f"{json.dumps(ROW)}\n{json.dumps({'text': STORY})}\n".encode()
    for name, content in {
        "a.jsonl": data, "b": data, "c.jsonl.gz": gzip.compress(data), "d.gz": gzip.compress(data),
        "e.ndjson": data.decode().encode("utf-16"), "f.json": data,
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
        names = [item.name for item in originals([str(tmp_path / name)]) if isinstance(item, Original)]
        assert names == ["bridge-opens", f"{name[0]}-2"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(data))))
    assert said(list(originals(["-"]))) == ["standard input, line 1", "standard input, line 2"]


def test_a_packed_export_that_is_cut_off_gives_its_whole_lines(tmp_path: Path) -> None:
    file = tmp_path / "export.jsonl.gz"
    lines = "".join(json.dumps({"text": f"{LINE} {number * 7919 % 1000}"}) + "\n" for number in range(9000))
    file.write_bytes(gzip.compress(lines.encode())[:-2000])
    *found, broken, last = originals([str(file)])
    assert len(found) > 1000
    assert all(isinstance(item, Original) for item in found)
    assert "is broken JSON" in str(broken)
    assert str(last).startswith(f"{file}: is gzip data that is cut off after line {len(found) + 1}")


def test_a_gzip_bomb_is_one_line(tmp_path: Path) -> None:
    for name, beginning in (("a.txt.gz", b"Yes. "), ("b.jsonl.gz", b'{"text": "'), ("c.json.gz", b"[")):
        file = tmp_path / name
        file.write_bytes(gzip.compress(beginning + b" " * 30_000_000))
        (error,) = originals([str(file)], InputOptions(max_bytes=100_000))
        assert "is larger than 100,000 bytes" in str(error)


def test_a_text_and_a_page_that_are_packed_are_read(tmp_path: Path) -> None:
    (tmp_path / "story.txt.gz").write_bytes(gzip.compress(LINE.encode()))
    (found,) = articles([str(tmp_path / "story.txt.gz")])
    assert found == Article("story", LINE)


def test_a_plain_text_that_looks_like_json_stays_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('{"text": "x"}')
    (tmp_path / "b").write_text("[Editor's note: the mayor said so.]")
    found = [
        item for item in articles([str(tmp_path / "a.txt"), str(tmp_path / "b")]) if isinstance(item, Article)
    ]
    assert [article.text for article in found] == ['{"text": "x"}', "[Editor's note: the mayor said so.]"]


def test_an_item_of_ninjs_1_is_read() -> None:
    article = one(NINJS_1)
    assert article == Article(
        "bridge-opens", f"{LINE}\n\n{STORY}", "Bridge opens", "http://wire.example/items/bridge-opens", "Ada Vorn",
        "Transmere", "2031-02-05T10:00:00Z", "2031-02-05T12:00:00Z", "en",
    )  # fmt: skip


def test_items_of_ninjs_2_and_3_are_read_whatever_their_capitals() -> None:
    item = {
        "uri": "urn:wire:1",
        "versionCreated": "2031-02-05T12:00:00Z",
        "headlines": [{"role": "short", "value": "Bridge"}, {"role": "main", "value": "Bridge opens"}],
        "by": "Ada Vorn",
        "infoSources": [{"name": "Transmere"}],
        "copyrightHolder": "Someone Else",
        "bodies": [
            {"role": "main", "contentType": "text/plain", "value": f"{LINE} {STORY}"},
            {
                "role": "richtext",
                "contentType": "text/html",
                "value": f"<section><p>{LINE}</p><p>{STORY}</p></section>",
            },
        ],
    }
    article = one(item)
    assert article.text == f"{LINE}\n\n{STORY}"
    assert (article.name, article.title, article.byline) == ("Bridge-opens", "Bridge opens", "Ada Vorn")
    assert (article.publisher, article.url, article.published) == ("Transmere", None, "2031-02-05T12:00:00Z")
    older = {
        "uri": "urn:wire:2",
        "headline_main": "A",
        "pubstatus": "usable",
        "body_main": LINE,
        "body_richtext": f"<p>{LINE}</p>",
    }
    assert one(older).text == LINE


def test_ninjs_without_a_body_is_an_error() -> None:
    (original,) = read(json.dumps({"uri": "urn:wire:1", "headline": "Only this", "type": "picture"}))
    assert isinstance(original, Original)
    with pytest.raises(InputError, match=r"export\.jsonl, line 1: has no text"):
        article_of(original)


def test_a_folder_reads_json_only_where_it_is_ninjs_or_rows(tmp_path: Path) -> None:
    (tmp_path / "item.json").write_text(json.dumps(NINJS_1, indent=1))
    (tmp_path / "package.json").write_text(json.dumps({"name": "x", "version": "1", "headline": "y"}))
    (tmp_path / "rows.jsonl").write_text(json.dumps(ROW) + "\n")
    (tmp_path / "measures.jsonl").write_text('{"loss": 0.5}\n{"loss": 0.4}\n')
    (tmp_path / "feed.xml").write_text(
        f"<rss version='2.0'><channel><item><description>{LINE}</description></item></channel></rss>"
    )
    (tmp_path / "sitemap.xml").write_text("<?xml version='1.0'?><urlset/>")
    (tmp_path / "data.csv").write_text("a,b")
    assert [item.name for item in originals([str(tmp_path)]) if isinstance(item, Original)] == [
        "feed-1", "bridge-opens", "bridge-opens",
    ]  # fmt: skip
    assert [item.name for item in articles([str(tmp_path)]) if isinstance(item, Article)] == [
        "feed-1", "bridge-opens", "bridge-opens-2",
    ]  # fmt: skip


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "bodies", "value", "headline", "headlines", "uri", "provider",
        "infosources", "name", "body_text", "language", "published", "versionCreated", "by", "role"]), inner),
    max_leaves=12,
)  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=60)
@given(JSON)
def test_any_json_is_an_article_or_an_input_error(value: Any) -> None:
    for read_one in (
        lambda: article_from_ninjs(value, "n", "w"),
        lambda: [article_of(item) for item in read(json.dumps(value)) if isinstance(item, Original)],
    ):
        try:
            read_one()
        except InputError as error:
            assert "\n" not in str(error)


@settings(deadline=None, derandomize=True, max_examples=120)
@given(
    st.one_of(
        st.binary(),
        st.lists(
            st.sampled_from(['{"text": "a"}', "\n", "{", "}", "[", "]", '"', ",", "\ufeff", "\\ud800", "{\n"])
        ).map(lambda p: "".join(p).encode()),
    )
)
def test_any_bytes_are_rows_or_errors(data: bytes) -> None:
    for lines in (True, False):
        try:
            for item in read(data, lines):
                if isinstance(item, Original):
                    article_of(item)
        except InputError as error:
            assert str(error).startswith("export.jsonl")

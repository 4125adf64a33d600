# ruff: noqa: E501 - markup reads better unbroken
"""Plain text, odd bytes, folders and names."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract import InputOptions, Source, article_from_bytes, article_from_text, articles, expand

LINE = "The mayor of Oldenmarsh said the bridge would open in May."


def one(path: Path | str) -> Article | InputError:
    (result,) = articles([str(path)])
    return result


def error(path: Path | str) -> str:
    result = one(path)
    assert isinstance(result, InputError)
    assert "\n" not in str(result)
    return str(result)


def text(path: Path | str) -> str:
    result = one(path)
    assert isinstance(result, Article), result
    return result.text


def as_python_reads(path: Path, encoding: str) -> str:
    with path.open(newline="", encoding=encoding) as file:
        return file.read()


def test_every_character_of_a_text_stands_where_it_stood(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    content = "  \r\n“One”\rtwo\u2028three\x0b\u00a0 \u200b שלום\x00 𝒳\r\n\r\n  "
    file.write_bytes(content.encode())
    assert text(file) == content == as_python_reads(file, "utf-8")


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.text())
def test_any_utf8_text_comes_back_exactly(content: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "any.txt")
        file.write_bytes(content.encode())
        result = one(file)
    if isinstance(result, Article):
        assert result.text == content
    else:
        assert result.cause == "is empty" or content.count("\0") > 8 or result.cause.startswith("is ")


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.one_of(st.binary(), st.binary().map(lambda b: b"<html><body><p>" + b), st.text().map(str.encode)))
def test_any_bytes_give_an_article_or_an_input_error(data: bytes) -> None:
    try:
        result = article_from_bytes(data, "any")
    except InputError as problem:
        assert str(problem).startswith("any: ")
    else:
        assert isinstance(result, Article)
        assert result.text


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(st.sampled_from(["<p>", "</p>", "<div class='share'>", "<h1>", "<figure><img src=x>", "<figcaption>",
    "</figure>", '<script type="application/ld+json">', '{"@graph":[{"@id":', "</script>", "<time datetime=", "2019-13-45",
    "<meta property='og:image' content='http://[bad'>", "<link rel=canonical href='http://[::bad/'>", "<blockquote>",
    "<table><tr><td>", "Mr Roe said so.", "<", "&#0;", "&#xD800;", "\x00", "<html lang='!!'>", LINE])))  # fmt: skip
def test_any_heap_of_markup_gives_an_article_or_an_input_error(parts: list[str]) -> None:
    try:
        result = article_from_bytes("".join(parts).encode(), "any", url="https://news.example/a")
    except InputError:
        return
    assert result.text.strip()


def test_a_byte_order_mark_keeps_offsets_as_the_codec_reads_the_file(tmp_path: Path) -> None:
    for encoding, mark in (("utf-8", "\ufeff"), ("utf-16", ""), ("utf-32", "")):
        file = tmp_path / f"{encoding}.txt"
        file.write_bytes((mark + LINE).encode(encoding))
        assert text(file) == mark + LINE
        assert text(file) == as_python_reads(file, encoding)


def test_windows_1252_and_mixed_encodings_read_one_character_a_byte(tmp_path: Path) -> None:
    file = tmp_path / "old.txt"
    file.write_bytes("“Café”, he said – ".encode("cp1252") + "“Zoë”".encode() + b" \x81.")
    assert text(file) == "“Café”, he said – “Zoë” \ufffd."


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.7\n...", "is a PDF that is damaged or cut off (get it again"),
        (b"\x89PNG\r\n\x1a\n", "picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "picture (JPEG)"),
        (b"GIF89a", "picture (GIF)"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "picture (WebP)"),
        (b"II*\x00", "picture (TIFF)"),
        (b"PK\x03\x04", "office document"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x7fELF", "program"),
        (bytes(range(32)) * 40, "binary data"),
        (b"", "is empty"),
        (b" \r\n\t \xef\xbb\xbf", "is empty"),
    ],
)
def test_what_is_no_text_is_refused_with_its_cause(tmp_path: Path, data: bytes, cause: str) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(data)
    message = error(file)
    assert str(file) in message
    assert cause in message


def test_paths_that_cannot_be_read_are_errors(tmp_path: Path) -> None:
    assert "no such file" in error(tmp_path / "none.txt")
    assert "cannot be read" in error("a\0b.txt")
    assert "only http and https" in error("ftp://user:secret@files.example/a.txt")
    assert "secret" not in error("ftp://user:secret@files.example/a.txt")
    assert "has no page or text" in error(tmp_path)


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "big.txt"
    file.write_text("a" * 101)
    (result,) = articles([str(file)], InputOptions(max_bytes=100))
    assert isinstance(result, InputError)
    assert "larger than 100 bytes" in str(result)


def test_a_folder_gives_its_pages_and_texts_in_order_and_its_bad_files_as_errors(tmp_path: Path) -> None:
    names = [
        "b.txt",
        "a.md",
        "sub/a.txt",
        "sub/noext",
        "page.php",
        ".hidden.txt",
        ".git/x.txt",
        "data.json",
        "a.ann",
    ]
    for name in names:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(LINE if name != "b.txt" else "%PDF-1.4")
    (tmp_path / "page.php").write_text(f"<!DOCTYPE html><html><body><p>{LINE} {LINE}</p></body></html>")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    found = list(articles([str(tmp_path)]))
    assert [item.name if isinstance(item, Article) else item.cause[:8] for item in found] == [
        "a", "is a PDF", "page", "a-2", "noext",
    ]  # fmt: skip
    sources = expand([str(tmp_path), "-", "https://news.example/a"])
    assert len(sources) == 7
    assert sources[-2:] == [Source("-"), Source("https://news.example/a")]
    assert next(articles(sources[:5])) == found[0]


def test_names_are_unique_in_one_run(tmp_path: Path) -> None:
    for name in ("x/story.txt", "y/Story.txt", "z/story-2.txt", "z/story.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LINE)
    names = [item.name for item in articles([str(tmp_path)]) if isinstance(item, Article)]
    assert len({name.casefold() for name in names}) == 4
    assert names[:2] == ["story", "Story-2"]


def test_standard_input_is_read_as_text_or_page(monkeypatch: pytest.MonkeyPatch) -> None:
    page = (
        f"<html><head><title>Bridge opens</title></head><body><p>{LINE}</p><p>{LINE[::-1]}</p></body></html>"
    )
    for data, title in ((LINE, None), (page, "Bridge opens")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
        result = one("-")
        assert isinstance(result, Article)
        assert (result.name, result.title) == ("stdin", title)
        assert LINE in result.text


def test_a_text_of_five_megabytes_on_one_line_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text(LINE * 90_000)
    assert len(text(file)) == len(LINE) * 90_000


def test_a_text_is_given_as_it_is() -> None:
    assert article_from_text(" a \r\n", "n") == Article(name="n", text=" a \r\n")
    with pytest.raises(InputError, match="n: is empty"):
        article_from_text(" \u200b\n", "n")


def test_compressed_data_without_a_known_beginning_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise.txt"
    path.write_bytes(bytes((i * 167 + i // 256) % 256 for i in range(4096)))
    (found,) = articles([str(path)])
    assert isinstance(found, InputError)
    assert found.cause.startswith("is binary data")


def test_a_file_of_json_without_a_suffix_counts_only_where_it_holds_articles(tmp_path: Path) -> None:
    (tmp_path / "state").write_text('{"a": 1}\n{"a": 2}\n', encoding="utf-8")
    (tmp_path / "story.txt").write_text("The bridge is safe, the mayor said.", encoding="utf-8")
    found = list(articles([str(tmp_path)]))
    assert [one.name for one in found if isinstance(one, Article)] == ["story"]
    assert len(found) == 1

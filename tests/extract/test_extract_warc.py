# ruff: noqa: E501 - records read better unbroken
"""Web archives: which records give articles, and what happens at damage, at bombs and at the cut end."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract import InputOptions, Original, OriginalKind, article_of, articles, originals
from onrecord.extract.streams import Stream
from onrecord.extract.warc import records
from tests.extract.made import LINE, STORY, answer, packed, page, pdf, rss, set_line, warc_record

HOST = "https://courier.example"
INFO = warc_record("warcinfo", "", b"software: made by hand\r\n", "application/warc-fields")


def story(number: int) -> bytes:
    return warc_record("response", f"{HOST}/story-{number:02}", answer(page(f"Story {number}")))


def read(data: bytes, limit: int = 100_000) -> list[Original | InputError]:
    return list(records(Stream.of_bytes(data, "archive.warc"), limit))


def said(results: list[Original | InputError]) -> list[str]:
    return [item.where if isinstance(item, Original) else str(item) for item in results]


def test_pages_texts_and_pdfs_are_read_and_all_else_is_passed_over(tmp_path: Path) -> None:
    kept = [
        warc_record("response", f"{HOST}/page", answer(page("Über"), "text/html; charset=utf-8")),
        warc_record("response", f"{HOST}/text", answer(LINE.encode(), "text/plain")),
        warc_record("response", f"{HOST}/a.pdf", answer(pdf([set_line(72, 700, LINE)]), "application/pdf")),
        warc_record("resource", f"{HOST}/saved", page("Saved"), "text/html"),
        warc_record("response", f"{HOST}/unsaid", answer(page("Unsaid"), "application/octet-stream")),
    ]
    passed = [
        INFO,
        warc_record("request", f"{HOST}/page", b"GET /page HTTP/1.1\r\nHost: courier.example\r\n\r\n"),
        warc_record("metadata", f"{HOST}/page", b"fetchTimeMs: 5\r\n", "application/warc-fields"),
        warc_record("revisit", f"{HOST}/page", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        warc_record("response", f"{HOST}/gone", answer(page("Gone"), status="404 Not Found")),
        warc_record("response", f"{HOST}/robots.txt", answer(b"User-agent: *", "text/plain")),
        warc_record("response", f"{HOST}/style", answer(b"p {}", "text/css")),
        warc_record(
            "response", f"{HOST}/feed", answer(rss(f"<description>{LINE}</description>"), "text/html")
        ),
        warc_record("response", f"{HOST}/bytes", answer(bytes(99), "application/octet-stream")),
        warc_record("response", "dns:courier.example", b"192.0.2.1", "text/dns"),
        warc_record("response", f"{HOST}/empty", answer(b"")),
    ]
    data = b"".join(record for pair in zip(passed, kept, strict=False) for record in pair) + b"".join(
        passed[5:]
    )
    file = tmp_path / "archive.warc"
    file.write_bytes(data)
    results = list(originals([str(file)]))
    assert [item.where for item in results if isinstance(item, Original)] == [
        f"{file}, record {number}" for number in (2, 4, 6, 8, 10)
    ]
    first = results[0]
    assert isinstance(first, Original)
    assert (first.url, first.charset, first.retrieved) == (f"{HOST}/page", "utf-8", "2031-02-05T10:00:00Z")
    found = [article_of(item) for item in results if isinstance(item, Original)]
    assert [article.name for article in found] == ["page", "text", "courier-example", "saved", "unsaid"]
    assert [article.text for article in found] == [STORY, LINE, LINE, STORY, STORY]


@pytest.mark.parametrize("pack", [packed, lambda parts: gzip.compress(b"".join(parts)), b"".join])
def test_an_archive_is_read_however_it_is_packed(tmp_path: Path, pack: object) -> None:
    file = tmp_path / "odd-name"
    file.write_bytes(pack([INFO, story(1), story(2)]))  # type: ignore[operator]
    found = list(articles([str(file)]))
    assert [item.title for item in found if isinstance(item, Article)] == ["Story 1", "Story 2"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(page("Packed")), ("Content-Encoding: gzip",)),
        (zlib.compress(page("Packed")), ("Content-Encoding: deflate",)),
        (zlib.compress(page("Packed"))[2:-4], ("Content-Encoding: deflate",)),
        (page("Packed"), ("Content-Encoding: gzip",)),
        (
            b"5\r\n<html\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(page("Packed")), page("Packed")),
            ("Transfer-Encoding: chunked",),
        ),
        (page("Packed"), ("Transfer-Encoding: chunked",)),
    ],
)
def test_bodies_are_read_without_chunks_and_compression(body: bytes, headers: tuple[str, ...]) -> None:
    (one,) = read(warc_record("response", f"{HOST}/x", answer(body, "text/html", "200 OK", *headers)))
    assert isinstance(one, Original)
    assert article_of(one).text == STORY


def test_a_bomb_and_an_unknown_compression_are_errors_and_the_next_record_is_read() -> None:
    bomb = gzip.compress(bytes(10_000_000))
    data = (
        warc_record("response", f"{HOST}/bomb", answer(bomb, "text/html", "200 OK", "Content-Encoding: gzip"))
        + warc_record("response", f"{HOST}/br", answer(b"x", "text/html", "200 OK", "Content-Encoding: br"))
        + warc_record("response", f"{HOST}/large", answer(b"a" * 2_000_000))
        + story(4)
    )
    assert said(read(data)) == [
        "archive.warc, record 1: is larger than 100,000 bytes",
        "archive.warc, record 2: is compressed with br, which cannot be read",
        "archive.warc, record 3: is larger than 100,000 bytes",
        "archive.warc, record 4",
    ]


def test_an_archive_that_is_cut_anywhere_gives_its_whole_records_and_says_so() -> None:
    parts = [INFO, story(1), story(2)]
    for archive, ends in ((b"".join(parts), [len(b"".join(parts[:n])) for n in (1, 2, 3)]),
                          (packed(parts), [len(packed(parts[:n])) for n in (1, 2, 3)])):  # fmt: skip
        for cut in range(30, len(archive), 7):
            *kept, last = read(archive[:cut])
            whole = sum(end - 4 <= cut for end in ends)
            assert len(kept) >= whole - 1 or isinstance(last, Original)
            if isinstance(last, InputError):
                assert "is cut off" in last.cause or "has no page" in last.cause
                assert all(isinstance(item, Original) for item in kept)
            else:
                assert min(abs(end - cut) for end in ends) <= 4


def test_damage_in_the_midst_is_told_with_the_record_before_it() -> None:
    data = INFO + story(1) + b"nonsense\r\n\r\n" + story(2)
    assert said(read(data)) == [
        "archive.warc, record 2",
        "archive.warc: is damaged after record 2; what stands before it was read (get it again)",
    ]
    wrong = story(1).replace(b"Content-Length: ", b"Content-Length: x")
    assert "is damaged after record 1" in said(read(INFO + wrong + story(2)))[-1]


def test_a_record_longer_than_it_says_is_damage_and_nothing_is_written_to_standard_error(
    capfd: pytest.CaptureFixture[str],
) -> None:
    longer = story(1).replace(b"</html>", b"</html>more")
    assert "is damaged" in said(read(longer + story(2)))[-1]
    assert capfd.readouterr() == ("", "")


def test_headers_without_an_end_are_not_kept_in_memory() -> None:
    for filler in (b"a" * 5_000_000, b"a: b\r\n" * 500_000):
        assert "is damaged" in said(read(b"WARC/1.0\r\n" + filler))[-1]


def test_an_archive_without_pages_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "archive.warc"
    file.write_bytes(INFO)
    assert [str(item) for item in originals([str(file)])] == [f"{file}: has no page, text or PDF in it"]


def test_progress_grows_with_what_was_read_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "archive.warc"
    file.write_bytes(b"".join(story(n) for n in range(300)))
    seen = [item.progress for item in originals([str(file)]) if isinstance(item, Original)]
    assert seen == sorted(seen)
    assert 0 < seen[0] < 0.5 < seen[200] < 1
    assert seen[-1] == 1.0


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.one_of(st.binary(), st.lists(st.sampled_from([INFO[:60], INFO, story(1), story(1)[:200], b"WARC/1.0\r\n", b"\r\n", b"Content-Length: 5\r\n",
    b"Content-Length: -5\r\n", b"WARC-Type: response\r\n", b"HTTP/1.1 200 OK\r\n", b"\x1f\x8b", b"\xff", gzip.compress(INFO)[:40]])).map(b"".join)))  # fmt: skip
def test_any_bytes_are_an_archive_or_errors(data: bytes) -> None:
    for whole in (data, b"WARC/1.0\r\n" + data, gzip.compress(b"WARC/1.0\r\n" + data)[:-3]):
        for item in read(whole):
            if isinstance(item, InputError):
                assert str(item).startswith("archive.warc")
            else:
                assert item.kind in OriginalKind


def test_an_archive_is_not_limited_by_the_size_of_a_page(tmp_path: Path) -> None:
    file = tmp_path / "archive.warc.gz"
    file.write_bytes(packed(story(n) for n in range(20)))
    found = list(originals([str(file)], InputOptions(max_bytes=2_000)))
    assert len(found) == 20
    assert all(isinstance(item, Original) for item in found)

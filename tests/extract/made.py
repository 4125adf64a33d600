"""Feeds, archives and PDFs that the tests make, and a web of invented pages."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.errors import FetchError
from onrecord.extract.decode import Kind
from onrecord.extract.fetch import Fetched, NotModified
from onrecord.extract.options import InputOptions
from onrecord.extract.original import NO_VALIDATORS, Validators

LINE = "The mayor of Oldenmarsh said the bridge would open in May."
#: Words enough that no feed's entry is taken for a teaser.
STORY = " ".join(f"{LINE[:-1]}, and clerk number {number} did not object." for number in range(9))


def page(title: str, text: str = STORY, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    ).encode()


def rss(*items: str, head: str = "") -> bytes:
    entries = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>The Estuary</title><link>https://estuary.example/</link>{entries}</channel></rss>"
    ).encode()


@dataclass
class FakeWeb:
    """Stands for whoever fetches: gives the pages it has, in the kind that their media type says."""

    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, _options: InputOptions) -> FakeWeb:
        return self

    def __enter__(self) -> FakeWeb:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def fetch(self, url: str, known: Validators = NO_VALIDATORS) -> Fetched | NotModified:
        self.asked.append(url)
        url = self.moved.get(url, url)
        if url not in self.pages:
            raise FetchError(url, "the server answers 404 Not Found", "check the address")
        if known.etag and known.etag == self.etags.get(url):
            return NotModified(url)
        media, data = self.pages[url]
        kind = {"text/html": Kind.PAGE, "text/plain": Kind.TEXT}.get(media)
        return Fetched(data, url, kind, None, media, "2031-02-05T10:00:00Z", Validators(self.etags.get(url)))


def warc_record(
    kind: str, url: str, block: bytes, content_type: str = "application/http;msgtype=response"
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-02-05T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, media: str = "text/html", status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def packed(records: Iterable[bytes]) -> bytes:
    """Return records as archives hold them, each packed on its own."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def set_line(x: float, y: float, text: str, size: float = 11) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET\n".encode("cp1252")


def pdf(pages: Sequence[bytes], info: str = "") -> bytes:
    """Return a PDF with these pages, each given by what is set on it, and with this dictionary of data."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode(),
    ]
    for number, content in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, len(out))
    )

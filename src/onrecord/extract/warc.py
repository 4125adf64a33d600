"""Web archives (WARC, ISO 28500): the pages, texts and PDFs that were fetched, record by record."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from onrecord.errors import InputError
from onrecord.extract.decode import Kind, sniff
from onrecord.extract.forms import Form, form_of
from onrecord.extract.names import slug
from onrecord.extract.original import Original, OriginalKind, Validators
from onrecord.extract.streams import Stream

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_TEXT_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
# Types that say nothing: the bytes decide.
_OPEN_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/pdf"})
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w:.-]{2,40})", re.I)
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z")
# The headers of a record have some kilobytes. A line or a block far beyond that is damage, and reading on to
# its end would hold the whole archive in memory.
_MAX_LINE = 65_536
_MAX_HEADERS = 1_000_000
# What the lines around the chunks of an answer may add to it.
_ROOM = 1_000_000
_CHUNK = 65_536


def records(stream: Stream, limit: int) -> Iterator[Original | InputError]:
    """Yield the original of each page, text or PDF that was fetched with status 200, in order.

    Requests, revisits, metadata and everything else are passed over. A record of more than `limit` bytes is
    an error and the next is read; where the archive is damaged or cut off, the last thing is an error that
    says after which record.
    """
    archive, number, found = _Archive(stream.file), 0, False
    while True:
        try:
            record = archive.next_record()
            if record is None:
                break
            raw = record.raw_stream.read(limit + _ROOM + 1) if _is_wanted(record) else None
            whole = _is_passed_over(record)
        except MemoryError:
            raise
        except Exception:
            # The library raises whatever its parts do (ValueError, AttributeError, its own): all mean damage.
            yield _ended(stream, number, cut=archive.is_at_end)
            return
        if not whole:
            yield _ended(stream, number, cut=True)
            return
        number += 1
        where = f"{stream.where}, record {number}"
        if raw is not None and (one := _one(record, raw, where, limit, stream.progress)):
            found = True
            yield one
    if stream.broken:
        yield _ended(stream, number, cut=True)
    elif not found:
        yield InputError(stream.where, "has no page, text or PDF in it")


def _ended(stream: Stream, number: int, *, cut: bool) -> InputError:
    cause = stream.broken or ("is cut off" if cut else "is damaged")
    if not number:
        return InputError(stream.where, f"{cause} in its first record", "get it again")
    return InputError(
        stream.where, f"{cause} after record {number}; what stands before it was read", "get it again"
    )


class _Reader(BufferedReader):  # type: ignore[misc]
    """Reads lines of bounded length, as only headers are read by the line."""

    headers = 0

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(min(length or _MAX_LINE, _MAX_LINE))
        self.headers += len(line.strip())
        if self.headers > _MAX_HEADERS:
            raise ArchiveLoadFailed("headers without an end")
        return line


class _Archive(WARCIterator):  # type: ignore[misc]
    """The library's iterator, silent where it would write to standard error, strict where it would guess."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        # The stream is unpacked already, also where all records are packed as one, which the library refuses.
        self._file = file
        self.reader = self._lines = _Reader(file)

    @property
    def is_at_end(self) -> bool:
        """Whether nothing of the archive is left."""
        return self._lines.empty() and not self._file.read(1)

    def next_record(self) -> Any:
        """Return the next record, None after the last."""
        self._lines.headers = 0
        record = next(self, None)
        if record is None and self._lines.headers:
            # The library takes an end in the midst of headers for the end of the archive.
            raise ArchiveLoadFailed("a record without an end")
        # Of a length that is no number the library makes none at all.
        if record is not None and not (record.rec_headers.get_header("Content-Length") or "").isdecimal():
            raise ArchiveLoadFailed("a record without a length")
        return record

    def _consume_blanklines(self) -> tuple[bytes | None, int]:
        size = 0
        while line := self.reader.readline():
            if line.strip():
                if not size:
                    raise ArchiveLoadFailed("a record longer than it says")
                return line, size
            size += len(line)
        return None, size


def _is_passed_over(record: Any) -> bool:
    """Read a record to its end; say whether all of it was there."""
    while record.raw_stream.read(_CHUNK):
        pass
    return bool(record.raw_stream.limit == 0)


def _is_wanted(record: Any) -> bool:
    if record.rec_type == "resource":
        return _media_type(record) in _PAGE_TYPES | _TEXT_TYPES | _OPEN_TYPES
    if record.rec_type != "response" or record.http_headers is None:
        return False
    return (
        record.http_headers.get_statuscode() == "200"
        and _media_type(record) in _PAGE_TYPES | _TEXT_TYPES | _OPEN_TYPES
        and not _url(record).endswith("/robots.txt")
    )


def _url(record: Any) -> str:
    return record.rec_headers.get_header("WARC-Target-URI") or ""


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""


def _media_type(record: Any) -> str:
    return _content_type(record).partition(";")[0].strip().lower()


def _one(record: Any, raw: bytes, where: str, limit: int, progress: float) -> Original | InputError | None:
    """Return the original of a record; None where its bytes are no page, text or PDF."""
    try:
        data = _body(record, raw, where, limit)
    except InputError as error:
        return error
    kind = _kind(_media_type(record), data)
    if kind is None:
        return None
    url, date = _url(record), record.rec_headers.get_header("WARC-Date") or ""
    charset = _CHARSET.search(_content_type(record))
    http = record.http_headers
    return Original(
        where,
        data,
        kind,
        slug(url),
        url=url if _scheme(url) in {"http", "https"} else None,
        charset=charset.group(1) if charset else None,
        retrieved=date if _DATE.fullmatch(date) else None,
        validators=Validators(http.get_header("ETag"), http.get_header("Last-Modified"))
        if http
        else Validators(),
        progress=progress,
    )


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""


def _kind(media_type: str, data: bytes) -> OriginalKind | None:
    form = form_of(data, ".pdf" if media_type == "application/pdf" else "")
    if form is Form.PDF:
        return OriginalKind.PDF
    if form is not Form.ARTICLE or not data:
        return None
    if media_type in _TEXT_TYPES:
        return OriginalKind.TEXT
    return OriginalKind.PAGE if media_type in _PAGE_TYPES or sniff(data) is Kind.PAGE else None


def _body(record: Any, raw: bytes, where: str, limit: int) -> bytes:
    """Return the body of an answer without chunks and compression; raises InputError where that fails."""
    http = record.http_headers
    if http and "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        raw = ChunkedDataReader(io.BytesIO(raw)).read(limit + 1)
    coding = (http.get_header("Content-Encoding") or "").strip().lower() if http else ""
    if coding in {"gzip", "x-gzip", "deflate"}:
        raw = _unpacked(raw, where, limit)
    elif coding not in {"", "identity", "none"}:
        raise InputError(where, f"is compressed with {coding[:20]}, which cannot be read")
    if len(raw) > limit:
        raise InputError(where, f"is larger than {limit:,} bytes")
    return raw


def _unpacked(raw: bytes, where: str, limit: int) -> bytes:
    """Return what is packed with gzip or deflate, never more than `limit` bytes and one."""
    for bits in (32 + zlib.MAX_WBITS, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(bits)
        try:
            return unpacker.decompress(raw, limit + 1)
        except zlib.error:
            continue
    # Some archives hold the body unpacked under the headers of the packed one.
    if sniff(raw) is Kind.PAGE:
        return raw
    raise InputError(where, "is compressed wrongly")

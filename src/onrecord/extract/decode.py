"""Bytes into characters, and what kind of thing the bytes are.

Text keeps every character where it stands. A file that is valid UTF-8 decodes as Python's "utf-8" does
(a byte order mark stays as U+FEFF), UTF-16 and UTF-32 with a byte order mark as "utf-16" and "utf-32"
do (the mark is dropped). Anything else is UTF-8 wherever it is valid and Windows-1252 at every other
byte, one character a byte, so a file of mixed encodings reads as well as it can.
"""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from onrecord.errors import InputError

#: Endings of files that are read whatever they begin with: pages, and plain texts.
PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})


class Kind(StrEnum):
    """What an input holds."""

    PAGE = "page"
    TEXT = "text"


# The first bytes of what people hand over by mistake. "PK" alone would refuse a text on P. K. Dick.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "convert it to text first, e.g. with pdftotext"),
    (b"\x89PNG\r\n", "a picture (PNG)", "only text can be read"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "only text can be read"),
    (b"GIF87a", "a picture (GIF)", "only text can be read"),
    (b"GIF89a", "a picture (GIF)", "only text can be read"),
    (b"II*\x00", "a picture (TIFF)", "only text can be read"),
    (b"MM\x00*", "a picture (TIFF)", "only text can be read"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save the document as plain text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", "save it as plain text"),
    (b"{\\rtf", "a rich text document", "save it as plain text"),
    (b"\x1f\x8b", "gzip data", "decompress it first, e.g. with gunzip"),
    (b"BZh", "bzip2 data", "decompress it first, e.g. with bunzip2"),
    (b"\xfd7zXZ\x00", "xz data", "decompress it first, e.g. with unxz"),
    (b"\x28\xb5\x2f\xfd", "zstd data", "decompress it first, e.g. with unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"\x7fELF", "a program", "only text can be read"),
    (b"MZ\x90\x00", "a program", "only text can be read"),
    (b"\xca\xfe\xba\xbe", "a program", "only text can be read"),
    (b"\xcf\xfa\xed\xfe", "a program", "only text can be read"),
    (b"SQLite format 3\x00", "a database", "only text can be read"),
    (b"OggS", "a recording", "only text can be read"),
    (b"ID3", "a recording", "only text can be read"),
)

# A stray control character or two comes from old exports and is kept. Binary formats without a known
# beginning have tens of NULs in any kilobyte, compressed data every byte alike, a tenth of them control
# characters; two per cent lies well from texts and from both.
_CONTROLS = bytes({*range(32)} - set(b"\t\n\v\f\r\x1b"))
_FEW_CONTROLS = 8
_MAX_CONTROL_SHARE = 0.02

# Markup begins within the first kilobytes even after a licence comment.
_SNIFF = 8192
_HEAD_CHARSET = 4096

_PAGE_START = re.compile(r"<(?:!doctype\s+html|html|head|body|frameset)[\s>]", re.I)
_PAGE_TAG = re.compile(
    r"</?(?:p|div|article|section|main|h[1-6]|meta|title|script|table|span|a|br)[\s/>]", re.I
)
_FEED = re.compile(r"<(?:(?:[A-Za-z]\w{0,20}:)?(rss|feed)|rdf:(RDF)|(opml))[\s/>]", re.I)
# Only entities that stand in text; those that old feeds take from lists of HTML ("% HTMLlat1") are none.
_ENTITY = re.compile(r"<!ENTITY\s{1,20}[^%\s]", re.I)
_XML = re.compile(r"\s*<\?xml[\s?]", re.I)
_XML_ROOT = re.compile(r"<([A-Za-z_][\w:.-]*)")
_META_CHARSET = re.compile(
    rb"<(?:meta\b[^<>]{0,300}?|\?xml\b[^<>]{0,300}?)(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I
)

# Only names of real character sets: Python also knows "hex", "rot13" and "unicode_escape" as codecs.
_CHARSET_NAME = re.compile(
    r"utf-?(?:8|16|32)|utf-(?:16|32)-?[lb]e|iso-?8859-\d|iso8859|latin|windows-125|cp125|koi8|gb2312|gbk|gb18030"
    r"|hz|big5|euc|shift|sjis|iso-?2022|mac|cp\d|ks_?c|johab|tis|ascii|us-ascii|l1$"
)
# What calls itself Latin-1 or ASCII on the web is Windows-1252 (WHATWG Encoding Standard).
_REALLY_CP1252 = frozenset({"iso8859-1", "ascii", "cp1252"})

_WITHOUT_BLANK = dict.fromkeys(map(ord, "\x00\ufeff\u200b\u2060\u00ad"))
_MIXED = "onrecord-cp1252"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_MIXED, _as_cp1252)


def is_blank(text: str) -> bool:
    """Say whether a text has nothing but white space and invisible characters."""
    # The first word settles it for all but a handful of files.
    return not (
        text.lstrip()[:64].translate(_WITHOUT_BLANK).strip() or text.translate(_WITHOUT_BLANK).strip()
    )


def refuse_binary(data: bytes, where: str) -> None:
    """Raise `InputError` when the bytes are a known format that is no page and no text."""
    for magic, what, advice in _MAGIC:
        if data.startswith(magic):
            raise InputError(where, f"is {what}, not a page or plain text", advice)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise InputError(where, "is a picture (WebP), not a page or plain text", "only text can be read")
    if data[257:262] == b"ustar":
        raise InputError(where, "is a tar archive, not a page or plain text", "unpack it first")
    if data[4:8] == b"ftyp":
        raise InputError(where, "is a film or a picture, not a page or plain text", "only text can be read")
    if _unicode_mark(data) in {"utf-16", "utf-32"}:
        return
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _FEW_CONTROLS and controls > _MAX_CONTROL_SHARE * len(data):
        raise InputError(where, "is binary data, not a page or plain text", "only text can be read")


def decode_text(data: bytes, charset: str | None = None) -> str:
    """Return the characters of a plain text; never raises. `charset` is what a server declared."""
    mark = _unicode_mark(data)
    if mark:
        return data.decode(mark, _MIXED if mark == "utf-8" else "replace")
    return _decode(data, charset)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """Return the characters of a page; never raises.

    A byte order mark wins; then UTF-8 where the whole page is valid UTF-8, whatever it declares (a
    wrong declaration is common, valid UTF-8 by chance is not); then the server's charset, the page's.
    """
    mark = _unicode_mark(data)
    if mark:
        return data.decode(mark, _MIXED if mark == "utf-8" else "replace").removeprefix("\ufeff")
    declared = _META_CHARSET.search(data, 0, _HEAD_CHARSET)
    return _decode(data, charset or (declared.group(1).decode("ascii") if declared else None))


def opening(data: bytes) -> str:
    """Return the first characters of some bytes, white space before them left out."""
    return data[:_SNIFF].decode(_unicode_mark(data) or "utf-8", "replace").lstrip("\ufeff \t\r\n\x00")


def sniff(data: bytes) -> Kind:
    """Tell a page from plain text by its beginning."""
    start = opening(data)
    if not start.startswith("<"):
        return Kind.TEXT
    is_page = _PAGE_START.search(start) or _PAGE_TAG.search(start) or _FEED.search(start) or _XML.match(start)
    return Kind.PAGE if is_page else Kind.TEXT


def feed_root(start: str) -> str | None:
    """Return what the beginning of a feed or of a list of feeds says it is: rss, feed, rdf or opml."""
    root = _FEED.search(start) if start.startswith("<") else None
    if root is None or _PAGE_START.search(start, 0, root.start()) or _PAGE_TAG.search(start, 0, root.start()):
        return None
    return str(root.group(root.lastindex or 0)).lower()


def declares_entities(start: str) -> bool:
    """Say whether XML names entities of its own before its first element: how XML bombs are made."""
    root = _FEED.search(start)
    return bool(_ENTITY.search(start, 0, root.start() if root else len(start)))


def refuse_feed(html: str, where: str) -> None:
    """Raise `InputError` when markup is a feed or other XML, not a page."""
    start = html[:_SNIFF]
    if feed_root(start.lstrip()):
        raise InputError(where, "is a feed, not a page", "give the addresses of its articles")
    element = _XML_ROOT.search(start) if _XML.match(start) else None
    if (
        element
        and not _PAGE_START.match(start, element.start())
        and not _PAGE_TAG.match(start, element.start())
    ):
        cause = f"is XML <{element.group(1)[:40]}>, not a page"
        raise InputError(where, cause, "only web pages and text can be read")


def _unicode_mark(data: bytes) -> str | None:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _decode(data: bytes, charset: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    codec = _codec(charset)
    if codec is None or codec in _REALLY_CP1252 or codec.startswith("utf"):
        return data.decode("utf-8", _MIXED)
    return data.decode(codec, "replace")


def _codec(charset: str | None) -> str | None:
    name = (charset or "").strip().strip("\"'").lower()
    if not _CHARSET_NAME.match(name):
        return None
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None

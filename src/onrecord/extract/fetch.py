"""Fetching pages from the web, carefully and politely.

Every hop of a redirect is checked anew: its address must be public, and the robots.txt of its host must
allow it. A host is asked again only after a delay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from types import TracebackType

from urllib3.response import BaseHTTPResponse

from onrecord.errors import FetchError
from onrecord.extract.asking import REDIRECTS, Asker, Request
from onrecord.extract.connection import Allowance, Target, joined, pieces, target_of
from onrecord.extract.decode import Kind
from onrecord.extract.options import DEFAULT_OPTIONS, InputOptions
from onrecord.extract.original import NO_VALIDATORS, Validators
from onrecord.extract.pace import Pace
from onrecord.extract.robots import RobotsFiles

# A server that sends a byte now and then never runs into the read timeout; the whole page may take this
# many times as long.
_WHOLE_PAGE = 3

_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_TEXT_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
# Types that say nothing, or that are pages as often as not, and those of collections: the bytes decide.
_OPEN_TYPES = frozenset(
    {
        "",
        "application/octet-stream",
        "binary/octet-stream",
        *(f"text/{name}" for name in ("xml", "rss", "rss+xml", "atom+xml", "opml", "x-opml", "json")),
        *(f"application/{name}" for name in ("xml", "rss+xml", "x-rss+xml", "atom+xml", "rdf+xml")),
        *(f"application/{name}" for name in ("opml+xml", "opml", "x-opml")),
        *(f"application/{name}" for name in ("json", "x-json", "jsonl", "x-jsonl", "jsonlines")),
        *(f"application/{name}" for name in ("x-jsonlines", "ndjson", "x-ndjson", "json-seq")),
        *(f"application/{name}" for name in ("pdf", "x-pdf", "warc", "x-warc", "gzip", "x-gzip")),
    }
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.I)
# What may be sent back to a server in a header; longer ones are no validators but tracks.
_VALIDATOR = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,998}")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave, decompressed, with where it came from in the end and what it is said to be.

    `media_type` is the server's, in small letters without parameters, "" where it names none; `kind` is
    None where that leaves open what the bytes are. `retrieved` is when, ISO 8601 in UTC.
    """

    data: bytes
    url: str
    kind: Kind | None
    charset: str | None
    media_type: str
    retrieved: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that what is known of `url` still holds."""

    url: str


def is_address(text: str) -> bool:
    """Say whether an input names something on the web."""
    return bool(re.match(r"https?://", text, re.I))


def without_credentials(url: str) -> str:
    """Return an address without the user name and password that may stand in it, for messages."""
    return re.sub(r"^([A-Za-z][\w+.-]*:)?//[^/?#]*@", r"\1//", url)


class Fetcher:
    """Fetches the addresses of one run; remembers each site's rules and when it was last asked.

    For one thread. No connection is kept open between two addresses.
    """

    def __init__(self, options: InputOptions = DEFAULT_OPTIONS, pace: Pace | None = None) -> None:
        self._options = options
        self._asker = Asker(options, pace or Pace())
        self._robots = RobotsFiles(self._asker)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # What a site allows may have changed when somebody comes back.
        self._robots = RobotsFiles(self._asker)

    def fetch(self, url: str, known: Validators = NO_VALIDATORS) -> Fetched | NotModified:
        """Return what an http or https address gives, or that what is `known` of it still holds.

        Raises `FetchError` when it does not answer, answers with an error, redirects for ever or to a
        private network, may not be fetched by programs, is nothing that can be read, or is larger than
        `options.max_bytes`.
        """
        where = without_credentials(url)
        allowance = Allowance(_WHOLE_PAGE * self._options.timeout_seconds)
        target = target_of(url, where)
        first = target.url
        seen: set[str] = set()
        while target.url not in seen and len(seen) <= self._options.max_redirects:
            seen.add(target.url)
            asked = _conditions(known, target, first)
            request = Request(
                target, where, allowance, {"Accept": _ACCEPT, **asked}, self._delay(target, where)
            )
            result = self._asker.ask(request, partial(self._taken, request=request))
            if not isinstance(result, str):
                return result
            target = target_of(joined(target, result, where), where)
        raise FetchError(
            where, f"redirects for ever (gave up after {len(seen)})", "open it in a browser and save the page"
        )

    def _delay(self, target: Target, where: str) -> float:
        """Return the seconds to leave between requests; raises `FetchError` where there may be none."""
        if not self._options.robots:
            return self._options.delay_seconds
        rules = self._robots.rules_for(target, where)
        rules.check(target, where)
        return max(self._options.delay_seconds, rules.delay)

    def _taken(self, response: BaseHTTPResponse, request: Request) -> Fetched | NotModified | str:
        """Return what the answer gives, or where it redirects to."""
        target, where, status = request.target, request.where, response.status
        if status in REDIRECTS and response.headers.get("Location"):
            return str(response.headers["Location"])
        if status == HTTPStatus.NOT_MODIFIED and request.headers.keys() & {
            "If-None-Match",
            "If-Modified-Since",
        }:
            return NotModified(target.url)
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise FetchError(where, f"the server answers {_status(status)}", _advice(status))
        header = response.headers.get("Content-Type", "")
        media_type = header.split(";", 1)[0].strip().lower()
        kind = _kind(media_type, where)
        data = self._body(response, request)
        charset = _CHARSET.search(header)
        return Fetched(
            data=data,
            url=target.url,
            kind=kind,
            charset=charset.group(1) if charset else None,
            media_type=media_type,
            retrieved=self._asker.pace.timestamp(),
            validators=_validators(response, target),
        )

    def _body(self, response: BaseHTTPResponse, request: Request) -> bytes:
        """Read the answer bit by bit, counting after decompression, so that no bomb gets far."""
        data = bytearray()
        for piece in pieces(response, request.allowance):
            data += piece
            if len(data) > self._options.max_bytes:
                raise FetchError(request.where, f"is larger than {self._options.max_bytes:,} bytes")
        return bytes(data)


def _conditions(known: Validators, target: Target, first: str) -> dict[str, str]:
    """Return the headers that ask only for what changed (RFC 9110, 13.1), where they belong.

    Validators go to the address that gave them and to no other: another page behind the same redirect
    may be older than the date, and would pass for unchanged; another host has no business with the tag.
    """
    if target.url != (known.url or first):
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value and _VALIDATOR.fullmatch(value)}


def _validators(response: BaseHTTPResponse, target: Target) -> Validators:
    values = (response.headers.get(name, "").strip() for name in ("ETag", "Last-Modified"))
    etag, modified = (value if _VALIDATOR.fullmatch(value) else None for value in values)
    return Validators(etag, modified, target.url) if etag or modified else NO_VALIDATORS


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _advice(status: int) -> str:
    if status in {401, 402, 403, 429, 451}:
        return "open it in a browser and save the page"
    return "try again later" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "check the address"


def _kind(media_type: str, where: str) -> Kind | None:
    if media_type in _PAGE_TYPES:
        return Kind.PAGE
    if media_type in _TEXT_TYPES:
        return Kind.TEXT
    if media_type in _OPEN_TYPES or re.fullmatch(r"application/[\w.-]{1,80}\+json", media_type):
        return None
    raise FetchError(where, f"is {media_type[:60]}, not a page or plain text")

"""Fetching a page from the web, carefully.

Every hop of a redirect is checked anew, and the connection goes to the very IP address that was checked:
a name that resolves differently a moment later changes nothing. Proxies named in the environment are
not used, for the same reason.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import certifi
import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.response import BaseHTTPResponse

from onrecord.errors import FetchError
from onrecord.extract.decode import Kind
from onrecord.extract.network import resolve
from onrecord.extract.options import InputOptions

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
# A server that sends a byte now and then never runs into the read timeout; the whole page may take this
# many times as long.
_WHOLE_PAGE = 3

_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_TEXT_TYPES = frozenset({"text/plain", "text/markdown", "text/x-markdown"})
# Types that say nothing, or that are pages as often as not: the bytes decide.
_OPEN_TYPES = frozenset(
    {
        "",
        "application/octet-stream",
        "binary/octet-stream",
        "text/xml",
        "application/xml",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
    }
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.I)
_LEGAL = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page's bytes, decompressed, with where they came from in the end and what they are said to be."""

    data: bytes
    url: str
    kind: Kind | None
    charset: str | None


@dataclass(frozen=True, slots=True)
class _Target:
    scheme: str
    host: str
    port: int
    path: str
    url: str


def is_address(text: str) -> bool:
    """Say whether an input names something on the web."""
    return bool(re.match(r"https?://", text, re.I))


def without_credentials(url: str) -> str:
    """Return an address without the user name and password that may stand in it, for messages."""
    return re.sub(r"^([A-Za-z][\w+.-]*:)?//[^/?#]*@", r"\1//", url)


def fetch(url: str, options: InputOptions) -> Fetched:
    """Return what an http or https address gives.

    Raises `FetchError` when it does not answer, answers with an error, redirects for ever or to a
    private network, is no page or text, or is larger than `options.max_bytes`.
    """
    where = without_credentials(url)
    deadline = time.monotonic() + _WHOLE_PAGE * options.timeout_seconds
    seen: set[str] = set()
    for _ in range(options.max_redirects + 1):
        target = _target(url, where)
        if target.url in seen:
            break
        seen.add(target.url)
        with _answer(target, where, options) as response:
            if response.status in _REDIRECTS and response.headers.get("Location"):
                url = urljoin(target.url, response.headers["Location"].strip())
                continue
            return _fetched(response, target, where, deadline, options)
    raise FetchError(
        where, f"redirects for ever (gave up after {len(seen)})", "open it in a browser and save the page"
    )


def _target(url: str, where: str) -> _Target:
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
        ascii_host = (host or "").encode("ascii" if (host or "").isascii() else "idna").decode("ascii")
    except ValueError as error:
        raise FetchError(where, "is not a valid address") from error
    if parts.scheme.lower() not in {"http", "https"}:
        raise FetchError(
            where, f"leads to {parts.scheme or 'no'}: address, only http and https can be fetched"
        )
    if parts.username is not None or parts.password is not None:
        raise FetchError(where, "carries a user name or password", "give the address without it")
    if not ascii_host or re.search(r"[\s\x00-\x1f\x7f]", ascii_host):
        raise FetchError(where, "is not a valid address")
    scheme = parts.scheme.lower()
    path = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe=_LEGAL)
    bracketed = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    standard = {"http": 80, "https": 443}[scheme]
    netloc = bracketed if port in {None, standard} else f"{bracketed}:{port}"
    return _Target(scheme, ascii_host, port or standard, path, f"{scheme}://{netloc}{path}")


@contextmanager
def _answer(target: _Target, where: str, options: InputOptions) -> Iterator[BaseHTTPResponse]:
    """Connect to the first of the host's checked addresses that answers."""
    addresses = resolve(target.host, target.port, where, allow_private=options.allow_private)
    for position, address in enumerate(addresses):
        pool = _pool(target, address, options)
        try:
            response = pool.urlopen(
                "GET",
                target.path,
                headers=_headers(target, options),
                redirect=False,
                retries=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=options.timeout_seconds, read=options.timeout_seconds),
            )
        except (NewConnectionError, ConnectTimeoutError) as error:
            pool.close()
            if position + 1 == len(addresses):
                raise _failure(error, target, where) from error
            continue
        except HTTPError as error:
            pool.close()
            raise _failure(error, target, where) from error
        try:
            yield response
        finally:
            response.close()
            pool.close()
        return


def _pool(target: _Target, address: str, options: InputOptions) -> urllib3.HTTPConnectionPool:
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(address, target.port, maxsize=1)
    context = ssl.create_default_context()
    # Some Pythons come without the system's certificates.
    context.load_verify_locations(certifi.where())
    return urllib3.HTTPSConnectionPool(
        address,
        target.port,
        maxsize=1,
        ssl_context=context,
        server_hostname=target.host,
        assert_hostname=target.host,
    )


def _headers(target: _Target, options: InputOptions) -> dict[str, str]:
    return {
        "Host": urlsplit(target.url).netloc,
        "User-Agent": options.user_agent,
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
    }


def _failure(error: HTTPError, target: _Target, where: str) -> FetchError:
    if isinstance(error, (ConnectTimeoutError, ReadTimeoutError)):
        return FetchError(where, f"{target.host} does not answer in time", "try again later")
    if isinstance(error, NewConnectionError):
        return FetchError(where, f"{target.host} does not answer", "check the address and the connection")
    if isinstance(error, SSLError):
        return FetchError(where, f"the certificate of {target.host} is not valid")
    if isinstance(error, DecodeError):
        return FetchError(where, "is compressed wrongly", "open it in a browser and save the page")
    return FetchError(where, f"the connection to {target.host} broke off", "try again later")


def _fetched(
    response: BaseHTTPResponse, target: _Target, where: str, deadline: float, options: InputOptions
) -> Fetched:
    if (
        response.status >= HTTPStatus.BAD_REQUEST
        or response.status < HTTPStatus.OK
        or response.status in _REDIRECTS
    ):
        raise FetchError(where, f"the server answers {_status(response.status)}", _advice(response.status))
    header = response.headers.get("Content-Type", "")
    kind = _kind(header, where)
    data = _body(response, target, where, deadline, options)
    charset = _CHARSET.search(header)
    return Fetched(data, target.url, kind, charset.group(1) if charset else None)


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _advice(status: int) -> str:
    if status in {401, 402, 403, 429, 451}:
        return "open it in a browser and save the page"
    return "try again later" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "check the address"


def _kind(header: str, where: str) -> Kind | None:
    media = header.split(";", 1)[0].strip().lower()
    if media in _PAGE_TYPES:
        return Kind.PAGE
    if media in _TEXT_TYPES:
        return Kind.TEXT
    if media in _OPEN_TYPES:
        return None
    raise FetchError(where, f"is {media[:60]}, not a page or plain text")


def _body(
    response: BaseHTTPResponse, target: _Target, where: str, deadline: float, options: InputOptions
) -> bytes:
    """Read the answer bit by bit, counting after decompression, so that no bomb gets far."""
    parts: list[bytes] = []
    size = 0
    try:
        while chunk := response.read(_CHUNK, decode_content=True):
            size += len(chunk)
            if size > options.max_bytes:
                raise FetchError(where, f"is larger than {options.max_bytes:,} bytes")
            if time.monotonic() > deadline:
                raise FetchError(where, f"{target.host} sends too slowly", "try again later")
            parts.append(chunk)
    except HTTPError as error:
        raise _failure(error, target, where) from error
    return b"".join(parts)

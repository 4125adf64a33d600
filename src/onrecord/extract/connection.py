"""One request over a connection to an address that was checked, within a span of time.

The connection goes to the very IP address that was checked: a name that resolves differently a moment later
changes nothing. Proxies named in the environment are not used, for the same reason.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NewConnectionError,
    ProtocolError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.response import BaseHTTPResponse

from onrecord.errors import FetchError
from onrecord.extract.network import resolve
from onrecord.extract.options import InputOptions

_CHUNK = 65_536
_LEGAL = "%/:=&?~#+!$,;'@()*[]"


class TooSlowError(HTTPError):
    """The answer had begun, and its time was over before its end."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address in its parts, as it goes over the wire; `origin` is all of it before the path."""

    scheme: str
    host: str
    port: int
    path: str
    origin: str

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.path


def target_of(url: str, where: str) -> Target:
    """Return the parts of an http or https address; `where` is what an error names.

    Raises `FetchError` for anything else, and for one with a user name or password in it.
    """
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
    return Target(scheme, ascii_host, port or standard, path, f"{scheme}://{netloc}")


def joined(target: Target, location: str, where: str) -> str:
    """Return where a redirect from `target` leads; raises `FetchError` when that is no address."""
    try:
        return urljoin(target.url, location.strip())
    except ValueError as error:
        raise FetchError(where, "is not a valid address") from error


class Allowance:
    """The time that something may take on the network, all its requests together.

    A wait for data has a limit of its own, but a server that sends a byte now and then never runs into
    that, least of all in its headers. When the time is over, the connection is cut. What is waited
    between the requests is not counted.
    """

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._over = False
        self._line: socket.socket | None = None
        self._lock = threading.Lock()

    @property
    def is_spent(self) -> bool:
        """Whether the time is over."""
        return self._over or self._left <= 0

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count the time spent inside, and cut the connection watched when it is over."""
        began = time.monotonic()
        timer = threading.Timer(min(max(self._left, 0), threading.TIMEOUT_MAX), self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self._left -= time.monotonic() - began
            self._drop()

    def watch(self, connection: socket.socket) -> None:
        """Remember the connection to cut."""
        self._drop()
        with self._lock:
            # A second handle on the same connection: the first one moves into the TLS layer.
            self._line = connection.dup()
        if self._over:
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            self._over = True
            if self._line is not None:
                with suppress(OSError):
                    self._line.shutdown(socket.SHUT_RDWR)

    def _drop(self) -> None:
        with self._lock:
            if self._line is not None:
                self._line.close()
                self._line = None


@contextmanager
def answer(
    target: Target, where: str, headers: Mapping[str, str], options: InputOptions, allowance: Allowance
) -> Iterator[BaseHTTPResponse]:
    """Connect to the first of the host's checked addresses that answers, and give the answer unread.

    Raises `FetchError` where the host is unknown or not to be fetched from, urllib3's `HTTPError` where it
    does not answer.
    """
    addresses = resolve(target.host, target.port, where, allow_private=options.allow_private)
    with allowance.counting():
        for position, address in enumerate(addresses):
            pool = _pool(target, address, allowance)
            try:
                response = pool.urlopen(
                    "GET",
                    target.path,
                    headers={"Host": urlsplit(target.origin).netloc, **headers},
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    timeout=urllib3.Timeout(connect=options.timeout_seconds, read=options.timeout_seconds),
                )
            except HTTPError as error:
                pool.close()
                if allowance.is_spent:
                    raise ConnectTimeoutError("the time is over") from error
                last = position + 1 == len(addresses)
                if last or not isinstance(error, (NewConnectionError, ConnectTimeoutError)):
                    raise
                continue
            try:
                # Headers that were cut look like headers that are over.
                if allowance.is_spent:
                    raise TooSlowError("the time is over")
                yield response
            finally:
                response.close()
                pool.close()
            return


def _pool(target: Target, address: str, allowance: Allowance) -> urllib3.HTTPConnectionPool:
    """A pool of one connection to this address, which `allowance` watches."""
    plain = target.scheme == "http"
    base: type[HTTPConnection] = HTTPConnection if plain else HTTPSConnection

    class Watched(base):  # type: ignore[valid-type, misc]
        def _new_conn(self) -> socket.socket:
            connection: socket.socket = super()._new_conn()
            allowance.watch(connection)
            return connection

    if plain:
        pool = urllib3.HTTPConnectionPool(address, target.port, maxsize=1)
    else:
        pool = urllib3.HTTPSConnectionPool(
            address,
            target.port,
            maxsize=1,
            ssl_context=_certificates(),
            server_hostname=target.host,
            assert_hostname=target.host,
        )
    pool.ConnectionCls = Watched
    return pool


@cache
def _certificates() -> ssl.SSLContext:
    context = ssl.create_default_context()
    # Some Pythons come without the system's certificates.
    context.load_verify_locations(certifi.where())
    return context


def pieces(response: BaseHTTPResponse, allowance: Allowance) -> Iterator[bytes]:
    """Yield an answer bit by bit, decompressed, so that whoever counts sees a bomb before it goes off.

    Raises urllib3's `HTTPError` where it breaks off, `TooSlowError` where its time is over.
    """
    try:
        while not allowance.is_spent and (chunk := response.read(_CHUNK, decode_content=True)):
            yield chunk
    except HTTPError as error:
        if not allowance.is_spent:
            raise
        raise TooSlowError("the time is over") from error
    if allowance.is_spent:
        raise TooSlowError("the time is over")


def is_passing(error: BaseException | None) -> bool:
    """Say whether a failure may be gone a moment later: no answer in time, a connection that broke off.

    A port where nobody listens, a certificate that is not valid and a broken compression stay.
    """
    return isinstance(error, (ConnectTimeoutError, ReadTimeoutError, ProtocolError)) and not isinstance(
        error, NewConnectionError
    )


def failure(error: HTTPError, target: Target, where: str) -> FetchError:
    """Return in one line what went wrong with a request."""
    if isinstance(error, TooSlowError):
        return FetchError(where, f"{target.host} sends too slowly", "try again later")
    if isinstance(error, NewConnectionError):
        return FetchError(where, f"{target.host} does not answer", "check the address and the connection")
    if isinstance(error, (ConnectTimeoutError, ReadTimeoutError)):
        return FetchError(where, f"{target.host} does not answer in time", "try again later")
    if isinstance(error, SSLError):
        return FetchError(where, f"the certificate of {target.host} is not valid")
    if isinstance(error, DecodeError):
        return FetchError(where, "is compressed wrongly", "open it in a browser and save the page")
    return FetchError(where, f"the connection to {target.host} broke off", "try again later")

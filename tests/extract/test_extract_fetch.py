# ruff: noqa: E501 - markup reads better unbroken
"""Addresses: what comes back, what is refused, and what the errors say."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.article import Article
from onrecord.errors import FetchError, InputError
from onrecord.extract import InputOptions, articles
from onrecord.extract.fetch import Fetched, Fetcher, without_credentials
from onrecord.extract.network import is_public, resolve

LINE = "The mayor of Oldenmarsh said the bridge would open in May. "
PAGE = f"<html><head><title>Bridge – café</title></head><body><p>{LINE * 3}</p></body></html>"
OPEN = InputOptions(
    allow_private=True, timeout_seconds=2.0, max_bytes=200_000, delay_seconds=0.0, max_retries=0
)

Answer = tuple[int, dict[str, str], bytes]
HTML = {"Content-Type": "text/html; charset=iso-8859-1"}
ANSWERS: dict[str, Answer] = {
    "/news/bridge-opens.html": (200, HTML, PAGE.encode("cp1252")),
    "/utf8": (200, HTML, PAGE.encode()),
    "/text": (200, {"Content-Type": "text/plain"}, (LINE + "\r\n<b>").encode()),
    "/gzip": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
    "/bomb": (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"\0" * 20_000_000)),
    "/broken-gzip": (200, {**HTML, "Content-Encoding": "gzip"}, b"no gzip at all"),
    "/large": (200, HTML, b"a" * 300_000),
    "/pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4"),
    "/unsaid-pdf": (200, {}, b"%PDF-1.4"),
    "/feed": (
        200,
        {"Content-Type": "application/rss+xml"},
        b"<?xml version='1.0'?><rss version='2.0'></rss>",
    ),
    "/missing": (404, HTML, b"no"),
    "/paywall": (403, HTML, b"no"),
    "/down": (503, HTML, b"no"),
    "/moved": (301, {"Location": "/news/bridge-opens.html"}, b""),
    "/self": (302, {"Location": "/self"}, b""),
    "/to-file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/to-user": (302, {"Location": "http://u:secret@127.0.0.1/"}, b""),
    "/to-nowhere": (302, {"Location": "http://[bad"}, b""),
    "/to-none": (302, {}, b""),
    "/film": (200, {"Content-Type": "video/mp4"}, b"\0"),
    "/table": (200, {"Content-Type": "text/csv"}, b"a,b"),
    "/unasked-304": (304, {}, b""),
    "/empty": (200, HTML, b""),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/chain"):
            answer: Answer = (302, {"Location": f"/chain{int(self.path[6:]) + 1}"}, b"")
        elif self.path == "/host":
            answer = (200, {"Content-Type": "text/plain"}, str(self.headers["Host"]).encode())
        else:
            answer = ANSWERS.get(self.path, (404, {}, b""))
        status, headers, body = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):  # the reader hangs up on a bomb
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def one(url: str, options: InputOptions = OPEN) -> Article | InputError:
    (result,) = articles([url], options)
    return result


@pytest.mark.parametrize("path", ["/news/bridge-opens.html", "/utf8", "/gzip", "/moved"])
def test_a_page_is_read_whatever_its_charset_and_compression(site: str, path: str) -> None:
    result = one(site + path)
    assert isinstance(result, Article), result
    assert result.title == "Bridge – café"
    assert result.text == (LINE * 3).strip()
    if path in {"/moved", "/news/bridge-opens.html"}:
        assert result.name == "bridge-opens"
        assert result.url == f"{site}/news/bridge-opens.html"


def test_a_plain_text_keeps_its_characters(site: str) -> None:
    result = one(site + "/text")
    assert isinstance(result, Article)
    assert result.text == LINE + "\r\n<b>"


@pytest.mark.parametrize(
    ("path", "cause"),
    [
        ("/bomb", "larger than 200,000 bytes"),
        ("/large", "larger than 200,000 bytes"),
        ("/broken-gzip", "compressed wrongly"),
        ("/pdf", "is a PDF that is damaged or cut off"),
        ("/film", "is video/mp4, not a page or plain text"),
        ("/table", "is text/csv, not a page or plain text"),
        ("/to-nowhere", "is not a valid address"),
        ("/to-none", "the server answers 302 Found"),
        ("/unasked-304", "the server answers 304 Not Modified"),
        ("/unsaid-pdf", "is a PDF"),
        ("/feed", "is a feed"),
        ("/missing", "404 Not Found"),
        ("/paywall", "403 Forbidden (open it in a browser"),
        ("/down", "503 Service Unavailable (try again later"),
        ("/self", "redirects for ever"),
        ("/chain1", "redirects for ever (gave up after 11)"),
        ("/to-file", "only http and https"),
        ("/to-user", "user name or password"),
        ("/empty", "is empty"),
    ],
)
def test_what_goes_wrong_is_one_line_with_the_address_and_the_cause(site: str, path: str, cause: str) -> None:
    result = one(site + path)
    assert isinstance(result, InputError)
    assert str(result).startswith(site + path)
    assert cause in str(result)
    assert "\n" not in str(result)
    assert "secret" not in str(result)


def test_private_networks_are_refused_unless_asked_for(site: str) -> None:
    for url in (
        site + "/utf8",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/x",
        "http://2130706433/",
    ):
        result = one(url, InputOptions(timeout_seconds=1.0))
        assert isinstance(result, FetchError)
        assert "private network" in str(result)


def test_a_redirect_into_a_private_network_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rsplit(":", 1)[1])
    ANSWERS["/inside"] = (302, {"Location": f"http://127.0.0.1:{port}/utf8"}, b"")
    # The first host is public as far as the check can tell, and happens to be served here.
    monkeypatch.setattr("onrecord.extract.network.is_public", lambda address: address == "127.0.0.2")
    result = one(f"http://127.0.0.2:{port}/inside", InputOptions(timeout_seconds=1.0))
    assert isinstance(result, FetchError)


def test_each_hop_is_checked_and_the_connection_goes_to_the_checked_address(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.rsplit(":", 1)[1])
    ANSWERS["/inside"] = (302, {"Location": f"http://inner.example:{port}/utf8"}, b"")
    checked = []

    def fake_resolve(host: str, port: int, where: str, *, allow_private: bool) -> list[str]:
        checked.append(host)
        if host == "inner.example":
            raise FetchError(where, f"{host} is in a private network")
        return ["127.0.0.1"]

    monkeypatch.setattr("onrecord.extract.connection.resolve", fake_resolve)
    fetcher = Fetcher(OPEN)
    host = fetcher.fetch(f"http://outer.example:{port}/host")
    assert isinstance(host, Fetched)
    assert host.data == f"outer.example:{port}".encode()
    with pytest.raises(FetchError, match=r"inner\.example is in a private network"):
        fetcher.fetch(f"http://outer.example:{port}/inside")
    # robots.txt and page of the first, page of the second, robots.txt of its redirect.
    assert checked == ["outer.example", "outer.example", "outer.example", "inner.example"]


def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "192.168.1.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers)
    with pytest.raises(FetchError, match="private network"):
        resolve("news.example", 80, "w", allow_private=False)
    assert resolve("news.example", 80, "w", allow_private=True) == ["93.184.216.34", "192.168.1.1"]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.0.1", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "239.1.1.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
     "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "nonsense"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url", ["http://", "http://[bad", "http://a:99999/", "http://exa mple/", "https://", "http://\u2024/"]
)
def test_addresses_that_are_none_are_errors(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror("not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert isinstance(one(url), InputError)


def test_a_silent_server_and_a_closed_port_are_errors() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        result = one(f"http://127.0.0.1:{port}/", InputOptions(allow_private=True, timeout_seconds=0.1))
        assert "robots.txt of 127.0.0.1 does not answer" in str(result)
    assert "does not answer" in str(one(f"http://127.0.0.1:{port}/", OPEN))


def test_credentials_are_never_echoed() -> None:
    url = "https://ann:secret@news.example/a"
    assert without_credentials(url) == "https://news.example/a"
    result = one(url)
    assert "secret" not in str(result)
    assert "user name or password" in str(result)

"""What a site is spared, and what a page that cannot be had just now costs."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import FetchError
from onrecord.extract import InputOptions
from onrecord.extract.connection import target_of
from onrecord.extract.fetch import Fetched, Fetcher, NotModified
from onrecord.extract.original import Validators
from onrecord.extract.pace import Pace
from onrecord.extract.robots import MOST_BYTES, rules_in

OPTIONS = InputOptions(allow_private=True, timeout_seconds=2.0)
NOON = datetime(2031, 3, 9, 12, tzinfo=UTC)
TEXT = {"Content-Type": "text/plain"}
CLOSED = "127.0.0.1:9"

Answer = tuple[int, dict[str, str], bytes]
BROKEN: Answer = (0, {}, b"")
MISSING: Answer = (404, {}, b"")
STORY: Answer = (200, TEXT, b"The bridge will open in May, the mayor said.")


class Site:
    """A server on this machine: what it answers, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []

    def url(self, path: str, host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def robots(self, *lines: str) -> None:
        self.answers["/robots.txt"] = (200, TEXT, "\n".join(lines).encode())

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append(path)
        self.headers.append(headers)
        known = self.answers.get(path, MISSING if path == "/robots.txt" else STORY)
        if isinstance(known, list):
            return known.pop(0) if len(known) > 1 else known[0]
        return known

    @property
    def pages(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.time += seconds

    def pace(self) -> Pace:
        return Pace(lambda: self.time, self.sleep, lambda: NOON + timedelta(seconds=self.time - 1000))


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = here.answer(self.path, {k.lower(): v for k, v in self.headers.items()})
            if not status:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    def resolve(host: str, port: int, where: str, *, allow_private: bool) -> list[str]:
        if host == "unknown.example":
            raise FetchError(where, f"the host {host} is not known")
        if host == "inner.example":
            raise FetchError(where, f"{host} is in a private network")
        return ["127.0.0.1"]

    monkeypatch.setattr("onrecord.extract.connection.resolve", resolve)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield here
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(clock: Clock) -> Iterator[Fetcher]:
    with Fetcher(OPTIONS, clock.pace()) as one:
        yield one


def got(result: Fetched | NotModified) -> Fetched:
    assert isinstance(result, Fetched)
    return result


def refusal(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    message = str(caught.value)
    assert message.startswith(f"{url}: ")
    assert "\n" not in message
    return message.removeprefix(f"{url}: ")


# --- robots.txt ------------------------------------------------------------------------------------


def test_what_robots_txt_does_not_allow_is_told_in_one_line_and_never_asked_for(
    site: Site, fetcher: Fetcher
) -> None:
    site.robots("User-agent: *", "Disallow: /inside/", "Allow: /inside/open")
    advice = "(open it in a browser and save the page)"
    assert refusal(fetcher, site.url("/inside/a")) == f"robots.txt of news.example does not allow it {advice}"
    got(fetcher.fetch(site.url("/inside/open")))
    got(fetcher.fetch(site.url("/outside")))
    assert site.asked == ["/robots.txt", "/inside/open", "/outside"]


@pytest.mark.parametrize(
    ("lines", "allowed"),
    [
        (["User-agent: *", "Disallow: /", "User-agent: onrecord", "Disallow:"], True),
        (["User-agent: *", "Disallow:", "User-agent: OnRecord/1.0", "Disallow: /"], False),
        (["User-agent: otherbot", "User-agent: onrecord # ours", "Disallow: /"], False),
        (["User-agent: otherbot", "Disallow: /"], True),
        (["User-agent: on", "Disallow: /"], True),
        (["User-agent: onrecorder", "Disallow: /"], True),
        (["User-agent: *", "Disallow: /*.html$"], True),
        (["User-agent: *", "Disallow: /st*y$"], False),
        (["\ufeffUser-agent: *", "Disallow: /"], False),
        (["<html><body>User-agent: * Disallow: /</body></html>"], True),
    ],
)
def test_the_group_for_this_program_counts_before_the_one_for_all(lines: list[str], allowed: bool) -> None:
    rules, story = rules_in("\n".join(lines).encode()), target_of("https://news.example/story", "w")
    if allowed:
        rules.check(story, "w")
    else:
        with pytest.raises(FetchError, match="does not allow it"):
            rules.check(story, "w")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_robots_txt_allows_everything(site: Site, fetcher: Fetcher, status: int) -> None:
    site.answers["/robots.txt"] = (status, {}, b"User-agent: *\nDisallow: /")
    got(fetcher.fetch(site.url("/story")))
    assert site.asked == ["/robots.txt", "/story"]


@pytest.mark.parametrize("answer", [(500, {}, b""), (503, {}, b""), (429, {}, b""), BROKEN])
def test_a_robots_txt_that_cannot_be_had_refuses_the_site_for_now(
    site: Site, fetcher: Fetcher, clock: Clock, answer: Answer
) -> None:
    site.answers["/robots.txt"] = answer
    advice = "(try again later, or open it in a browser and save the page)"
    line = f"robots.txt of news.example does not answer {advice}"
    assert refusal(fetcher, site.url("/a")) == line
    assert refusal(fetcher, site.url("/b")) == line
    assert site.asked == ["/robots.txt"] * 3
    site.answers.clear()
    clock.time += 3600
    got(fetcher.fetch(site.url("/a")))


def test_a_server_that_never_answers_costs_one_wait_for_all_its_pages(clock: Clock) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/story"
        fetcher = Fetcher(replace(OPTIONS, timeout_seconds=0.1), clock.pace())
        assert refusal(fetcher, url).startswith("robots.txt of 127.0.0.1 does not answer")
        began = time.monotonic()
        assert refusal(fetcher, url).startswith("robots.txt of 127.0.0.1 does not answer")
        assert time.monotonic() - began < 0.05
    assert clock.slept == []


def test_of_a_huge_robots_txt_the_beginning_counts(site: Site, fetcher: Fetcher) -> None:
    filling = b"Disallow: /x\n" * (MOST_BYTES // 13)
    first, last = b"User-agent: *\nDisallow: /first\n", b"\nDisallow: /last"
    site.answers["/robots.txt"] = (200, TEXT, first + filling + last)
    assert "does not allow it" in refusal(fetcher, site.url("/first"))
    got(fetcher.fetch(site.url("/last")))


def test_a_bomb_for_a_robots_txt_does_not_go_off(site: Site, fetcher: Fetcher) -> None:
    bomb = gzip.compress(b"User-agent: *\nDisallow: /first\n" + b"\0" * 50_000_000)
    site.answers["/robots.txt"] = (200, {"Content-Encoding": "gzip"}, bomb)
    tracemalloc.start()
    assert "does not allow it" in refusal(fetcher, site.url("/first"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_many_names_above_many_rules_take_no_more_memory_than_their_lines() -> None:
    names = [f"User-agent: bot{number}\nUserAgent bat{number}" for number in range(1000)]
    rules = [f"Disallow: /{number}" for number in range(2000)]
    data = "\n".join([*names, *rules, *names, *rules]).encode()
    tracemalloc.start()
    rules_in(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000


RULES = [
    *(
        "User-agent: *",
        "User-agent:",
        "Disallow: /*a*$",
        "Disallow: http://[x",
        "Disallow: %zz%",
        "Allow: /$",
    ),
    *("Crawl-delay: nan", "Crawl-delay: 1e999", "Request-rate: 1/0", "Sitemap: x", "\x85", "#"),
]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(
    st.one_of(st.binary(), st.lists(st.sampled_from(RULES)).map(lambda lines: "\n".join(lines).encode())),
    st.text(max_size=30),
)
def test_any_bytes_are_rules_that_allow_or_do_not(data: bytes, path: str) -> None:
    rules = rules_in(data)
    with contextlib.suppress(FetchError):
        rules.check(target_of("https://news.example/" + path, "w"), "w")
    assert 0 <= rules.delay <= 30


def test_a_redirected_robots_txt_counts_for_the_site_that_was_asked(site: Site, fetcher: Fetcher) -> None:
    site.answers["/robots.txt"] = (301, {"Location": site.url("/rules", "www.example")}, b"")
    site.answers["/rules"] = (200, TEXT, b"User-agent: *\nDisallow: /inside")
    assert "robots.txt of news.example does not allow it" in refusal(fetcher, site.url("/inside"))
    got(fetcher.fetch(site.url("/story")))


def test_a_robots_txt_that_redirects_for_ever_counts_as_missing(site: Site, fetcher: Fetcher) -> None:
    site.answers["/robots.txt"] = (302, {"Location": "/robots.txt"}, b"")
    got(fetcher.fetch(site.url("/story")))
    assert site.asked == ["/robots.txt"] * 6 + ["/story"]


@pytest.mark.parametrize(
    ("location", "cause"),
    [
        ("http://inner.example/robots.txt", "inner.example is in a private network"),
        ("file:///etc/passwd", "leads to file: address, only http and https can be fetched"),
        ("http://u:secret@news.example/", "carries a user name or password"),
        ("http://[bad", "is not a valid address"),
    ],
)
def test_a_robots_txt_that_redirects_to_where_nothing_is_fetched_refuses_the_site(
    site: Site, fetcher: Fetcher, location: str, cause: str
) -> None:
    site.answers["/robots.txt"] = (302, {"Location": location}, b"")
    message = refusal(fetcher, site.url("/story"))
    assert message.startswith(f"robots.txt of news.example cannot be fetched: {cause}")
    assert site.asked == ["/robots.txt"]


def test_the_check_of_private_addresses_holds_for_robots_txt_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = Fetcher(InputOptions(timeout_seconds=1.0), Clock().pace())
    assert refusal(checked, "http://127.0.0.1:9/story").startswith("127.0.0.1 is in a private network")
    # The first host is public as far as the check can tell, and sends on to one that is not.
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        def send_on() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://[::1]/robots.txt\r\n\r\n")

        threading.Thread(target=send_on, daemon=True).start()
        monkeypatch.setattr("onrecord.extract.network.is_public", lambda address: address == "127.0.0.1")
        message = refusal(checked, f"http://127.0.0.1:{port}/story")
    assert message.startswith("robots.txt of 127.0.0.1 cannot be fetched: ::1 is in a private network")


def test_the_robots_txt_of_every_host_on_the_way_is_asked(site: Site, fetcher: Fetcher) -> None:
    site.robots("User-agent: *", "Disallow: /inside")
    site.answers["/go"] = (302, {"Location": site.url("/inside", "other.example")}, b"")
    with pytest.raises(FetchError, match=r"robots\.txt of other\.example does not allow it"):
        fetcher.fetch(site.url("/go"))
    assert site.asked == ["/robots.txt", "/go", "/robots.txt"]


def test_the_library_can_leave_robots_txt_out(site: Site, clock: Clock) -> None:
    site.robots("User-agent: *", "Disallow: /")
    got(Fetcher(replace(OPTIONS, robots=False), clock.pace()).fetch(site.url("/story")))
    assert site.asked == ["/story"]


# --- the pace --------------------------------------------------------------------------------------


def test_a_host_is_left_alone_between_two_pages_and_others_are_not_waited_for(
    site: Site, fetcher: Fetcher, clock: Clock
) -> None:
    fetcher.fetch(site.url("/a"))
    assert clock.slept == []
    fetcher.fetch(site.url("/b"))
    assert clock.slept == [1.0]
    fetcher.fetch(site.url("/a", "other.example"))
    assert clock.slept == [1.0]
    clock.time += 0.75
    fetcher.fetch(site.url("/c"))
    assert clock.slept == [1.0, 0.25]
    clock.time += 60
    fetcher.fetch(site.url("/d"))
    assert clock.slept == [1.0, 0.25]


def test_the_delay_is_an_option_and_failed_and_redirected_requests_count(site: Site, clock: Clock) -> None:
    fetcher = Fetcher(replace(OPTIONS, delay_seconds=3.0), clock.pace())
    site.answers |= {"/gone": MISSING, "/moved": (301, {"Location": "/story"}, b"")}
    refusal(fetcher, site.url("/gone"))
    fetcher.fetch(site.url("/moved"))
    assert clock.slept == [3.0, 3.0]


@pytest.mark.parametrize(("asked", "kept"), [("0.2", 1.0), ("10", 10.0), ("86400", 30.0), ("soon", 1.0)])
def test_a_crawl_delay_counts_where_it_is_longer_up_to_a_bound(
    site: Site, fetcher: Fetcher, clock: Clock, asked: str, kept: float
) -> None:
    site.robots("User-agent: *", f"Crawl-delay: {asked}")
    fetcher.fetch(site.url("/a"))
    fetcher.fetch(site.url("/b"))
    assert clock.slept == [kept]


# --- again -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_page_that_cannot_be_had_just_now_is_asked_for_again(
    site: Site, fetcher: Fetcher, clock: Clock, status: int
) -> None:
    site.answers["/story"] = [(status, {}, b""), (status, {}, b""), STORY]
    assert got(fetcher.fetch(site.url("/story"))).data == STORY[2]
    assert clock.slept == [2.0, 4.0]


@pytest.mark.parametrize("broken", [BROKEN, (200, {**TEXT, "Content-Length": "999"}, b"cut")])
def test_a_connection_that_breaks_off_is_made_again(site: Site, clock: Clock, broken: Answer) -> None:
    site.answers["/story"] = [broken, STORY]
    fetcher = Fetcher(replace(OPTIONS, timeout_seconds=0.2), clock.pace())
    assert got(fetcher.fetch(site.url("/story"))).data == STORY[2]
    assert clock.slept == [2.0]


@pytest.mark.parametrize("retries", [0, 1, 2])
def test_it_is_given_up_after_some_times(site: Site, clock: Clock, retries: int) -> None:
    site.answers["/story"] = (503, {}, b"")
    fetcher = Fetcher(replace(OPTIONS, max_retries=retries), clock.pace())
    message = refusal(fetcher, site.url("/story"))
    assert message == "the server answers 503 Service Unavailable (try again later)"
    assert len(site.pages) == retries + 1
    assert clock.slept == [2.0, 4.0][:retries]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 501, 505])
def test_an_answer_that_will_stay_is_not_asked_for_again(site: Site, fetcher: Fetcher, status: int) -> None:
    site.answers["/story"] = (status, {}, b"")
    assert f"the server answers {status}" in refusal(fetcher, site.url("/story"))
    assert site.pages == ["/story"]


def test_an_unknown_host_a_closed_port_and_a_bad_certificate_are_not_tried_again(
    site: Site, clock: Clock
) -> None:
    fetcher = Fetcher(replace(OPTIONS, robots=False), clock.pace())
    assert "the host unknown.example is not known" in refusal(fetcher, "http://unknown.example/a")
    assert "does not answer" in refusal(fetcher, f"http://{CLOSED}/a")
    assert "certificate" in refusal(fetcher, f"https://news.example:{site.port}/a")
    assert clock.slept == []


@pytest.mark.parametrize(
    ("header", "waited"),
    [
        ("7", 7.0),
        ("0", 2.0),
        ("60", 60.0),
        ("Sun, 09 Mar 2031 12:00:20 GMT", 20.0),
        ("Sun, 09 Mar 2031 11:00:00 GMT", 2.0),
        ("soon", 2.0),
        ("-5", 2.0),
        ("", 2.0),
        ("Sun, 99 Mar 99999 12:00:00", 2.0),
    ],
)
def test_the_server_says_when_to_come_again(
    site: Site, fetcher: Fetcher, clock: Clock, header: str, waited: float
) -> None:
    site.answers["/story"] = [(503, {"Retry-After": header}, b""), STORY]
    got(fetcher.fetch(site.url("/story")))
    assert clock.slept == [waited]


@pytest.mark.parametrize("header", ["3600", "Sun, 09 Mar 2031 13:00:00 GMT"])
def test_a_host_that_wants_to_be_left_alone_for_long_is_left_alone(
    site: Site, fetcher: Fetcher, clock: Clock, header: str
) -> None:
    site.answers["/story"] = [(429, {"Retry-After": header}, b""), STORY]
    line = "news.example asks to wait 3,600 seconds (try again later)"
    assert refusal(fetcher, site.url("/story")) == line
    assert refusal(fetcher, site.url("/other")) == line
    assert site.pages == ["/story"]
    assert clock.slept == []
    clock.time += 3600
    got(fetcher.fetch(site.url("/story")))


# --- what changed ----------------------------------------------------------------------------------

TAGGED = {**TEXT, "ETag": '"a1"', "Last-Modified": "Sat, 08 Mar 2031 08:00:00 GMT"}


def test_a_page_is_asked_for_only_if_it_changed(site: Site, fetcher: Fetcher) -> None:
    url = site.url("/story")
    site.answers["/story"] = [(200, TAGGED, b"The bridge is open."), (304, TAGGED, b""), STORY]
    first = got(fetcher.fetch(url))
    assert first.validators == Validators('"a1"', "Sat, 08 Mar 2031 08:00:00 GMT", url)
    assert "if-none-match" not in site.headers[-1]
    assert fetcher.fetch(url, first.validators) == NotModified(url)
    assert site.headers[-1]["if-none-match"] == '"a1"'
    assert site.headers[-1]["if-modified-since"] == "Sat, 08 Mar 2031 08:00:00 GMT"
    changed = got(fetcher.fetch(url, first.validators))
    assert (changed.data, changed.validators) == (STORY[2], Validators())


def test_validators_go_to_the_address_that_gave_them_and_to_no_other(site: Site, fetcher: Fetcher) -> None:
    site.answers["/today"] = [
        (302, {"Location": site.url("/monday", "www.example")}, b""),
        (302, {"Location": site.url("/monday", "www.example")}, b""),
        (302, {"Location": site.url("/sunday", "other.example")}, b""),
    ]
    site.answers["/monday"] = [(200, TAGGED, b"Monday"), (304, {}, b"")]
    known = got(fetcher.fetch(site.url("/today"))).validators
    assert fetcher.fetch(site.url("/today"), known) == NotModified(site.url("/monday", "www.example"))
    assert got(fetcher.fetch(site.url("/today"), known)).data == STORY[2]
    sent = [
        path
        for path, headers in zip(site.asked, site.headers, strict=True)
        if headers.keys() & {"if-none-match", "if-modified-since"}
    ]
    assert sent == ["/monday"]


@pytest.mark.parametrize("tag", ["a\r\nX-Evil: 1", "x" * 5000, "“", ""])
def test_what_cannot_stand_in_a_header_is_not_sent_back(site: Site, fetcher: Fetcher, tag: str) -> None:
    got(fetcher.fetch(site.url("/story"), Validators(tag, tag)))
    assert not site.headers[-1].keys() & {"if-none-match", "if-modified-since", "x-evil"}


# --- what comes back -------------------------------------------------------------------------------


def test_what_was_fetched_says_what_it_is_and_when_it_was_fetched(site: Site, fetcher: Fetcher) -> None:
    site.answers["/feed"] = (200, {"Content-Type": "Application/RSS+XML; charset=utf-8"}, b"<rss/>")
    feed = got(fetcher.fetch(site.url("/feed#top")))
    assert (feed.media_type, feed.kind, feed.charset) == ("application/rss+xml", None, "utf-8")
    assert (feed.url, feed.retrieved) == (site.url("/feed"), "2031-03-09T12:00:00Z")


@pytest.mark.parametrize(
    "media_type",
    ["application/atom+xml", "text/x-opml", "application/json", "application/x-ndjson", "application/ld+json",
     "application/vnd.iptc.g2.newsitem+json", "application/pdf", "application/warc", "application/gzip",
     "application/x-gzip"],
)  # fmt: skip
def test_collections_and_pdf_are_let_through(site: Site, fetcher: Fetcher, media_type: str) -> None:
    site.answers["/it"] = (200, {"Content-Type": media_type}, b"\x1f\x8bx")
    it = got(fetcher.fetch(site.url("/it")))
    assert (it.media_type, it.kind, it.data) == (media_type, None, b"\x1f\x8bx")


@pytest.mark.parametrize(
    "media_type", ["text/csv", "image/svg+xml", "application/zip", "video/mp4", "nonsense"]
)
def test_anything_else_is_not_even_read(site: Site, fetcher: Fetcher, media_type: str) -> None:
    site.answers["/it"] = (200, {"Content-Type": media_type}, b"x")
    assert refusal(fetcher, site.url("/it")) == f"is {media_type}, not a page or plain text"


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_stays_small_also_inside_another(site: Site, clock: Clock, layers: int) -> None:
    body = b"\0" * 50_000_000
    for _ in range(layers):
        body = gzip.compress(body)
    site.answers["/it"] = (200, {**TEXT, "Content-Encoding": ", ".join(["gzip"] * layers)}, body)
    tracemalloc.start()
    message = refusal(Fetcher(replace(OPTIONS, max_bytes=200_000), clock.pace()), site.url("/it"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert message == "is larger than 200,000 bytes"
    assert peak < 10_000_000


def test_a_rule_of_many_asterisks_is_settled_at_once() -> None:
    rules = rules_in(b"User-agent: *\nDisallow: /" + b"*a" * 500 + b"*b$")
    began = time.process_time()
    rules.check(target_of("https://news.example/" + "a" * 2000, "w"), "w")
    assert time.process_time() - began < 0.5


# --- time ------------------------------------------------------------------------------------------


def _headers_drop_by_drop(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        connection.sendall(b"a")
        time.sleep(0.01)


def _body_drop_by_drop(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
    while True:
        connection.sendall(b"a")
        time.sleep(0.01)


def _nothing(connection: socket.socket) -> None:
    time.sleep(1)


@pytest.mark.parametrize(
    ("send", "cause"),
    [
        (_nothing, "does not answer in time"),
        (_headers_drop_by_drop, "sends too slowly"),
        (_body_drop_by_drop, "sends too slowly"),
    ],
)
def test_a_page_that_does_not_come_or_drop_by_drop_is_left(
    clock: Clock, send: Callable[[socket.socket], None], cause: str
) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def serve() -> None:
            connection, _ = listener.accept()
            with connection, contextlib.suppress(OSError):
                send(connection)

        threading.Thread(target=serve, daemon=True).start()
        options = replace(OPTIONS, robots=False, timeout_seconds=0.1)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/story"
        began = time.monotonic()
        assert refusal(Fetcher(options, clock.pace()), url).startswith(f"127.0.0.1 {cause}")
        # Three times the wait for data, all requests together.
        assert time.monotonic() - began < 1.5

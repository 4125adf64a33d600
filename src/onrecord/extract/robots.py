"""What a site lets programs fetch: its robots.txt (RFC 9309)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from protego import Protego
from urllib3.exceptions import HTTPError, NewConnectionError, SSLError
from urllib3.response import BaseHTTPResponse

from onrecord.errors import FetchError
from onrecord.extract.asking import REDIRECTS, Asker, Request
from onrecord.extract.connection import Allowance, Target, joined, pieces, target_of

# The name under which a site can make rules for Onrecord.
PRODUCT = "onrecord"
# As much of a file as RFC 9309 (2.5) asks every reader to take.
MOST_BYTES = 500 * 1024
# RFC 9309 (2.3.1.2) asks to follow five redirects at least, and lets a file behind more count as missing.
MOST_REDIRECTS = 5
# "Crawl-delay: 10" is common and meant. Hours stand there to keep search engines out; a person who reads a
# few pages comes too rarely to be meant by them.
LONGEST_CRAWL_DELAY = 30.0
# RFC 9309 (2.4) lets a file be kept for a day. A host that did not answer is asked sooner.
_KEPT = 86_400.0
_KEPT_FAILURE = 600.0
# Bounds the memory of a run over many hosts.
_MOST_HOSTS = 1000

_BROWSER = "open it in a browser and save the page"
_AGENT_LINE = re.compile(r"\s{0,99}user[-\s]?agent(?:\s{0,99}:|\s)\s{0,99}([^#]{0,200})", re.I)
# A product token; what stands behind it ("/1.0") is none of it (RFC 9309, 2.2.1).
_TOKEN = re.compile(r"\*{0,9}([a-z_-]{0,100})", re.I)


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for one site: the rules of its file, or why nothing of it may be fetched for now."""

    parsed: Protego | None = None
    cause: str = ""
    advice: str = ""

    def check(self, target: Target, where: str) -> None:
        """Raise `FetchError` where the address is not to be fetched."""
        if self.cause:
            raise FetchError(where, self.cause, self.advice)
        if self.parsed is not None and not self.parsed.can_fetch(target.url, PRODUCT):
            raise FetchError(where, f"robots.txt of {target.host} does not allow it", _BROWSER)

    @property
    def delay(self) -> float:
        """The seconds that the site asks to leave between requests, up to `LONGEST_CRAWL_DELAY`."""
        asked = self.parsed.crawl_delay(PRODUCT) if self.parsed is not None else None
        # In this order "nan", which protego before 0.7 lets through, is nothing.
        return min(max(0.0, asked or 0.0), LONGEST_CRAWL_DELAY)


NO_RULES = Rules()


def rules_in(data: bytes) -> Rules:
    """Return the rules in a file's bytes; any bytes will do, and lines that are no rules say nothing."""
    lines = data.decode("utf-8-sig", "replace").splitlines()
    return Rules(Protego.parse("\n".join(map(_without_others, lines))))


def _without_others(line: str) -> str:
    """Give every group for somebody else one and the same name.

    Protego matches beginnings ("on" for "onrecord") where the RFC asks for the whole token. And it keeps a
    list for each name, so that twenty thousand names above twenty thousand rules would fill the memory.
    """
    match = _AGENT_LINE.match(line)
    if not match or not match[1].strip():
        return line
    name = match[1].strip()
    token = _TOKEN.match(name)
    if name == "*" or (token and token[1].lower() == PRODUCT):
        return f"User-agent: {'*' if name == '*' else PRODUCT}"
    return "User-agent: -"


class RobotsFiles:
    """The rules of each site of a run, fetched when the first of its addresses is asked for."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._kept: dict[str, tuple[float, Rules]] = {}

    def rules_for(self, target: Target, where: str) -> Rules:
        """Return the rules for an address; a file that cannot be had becomes rules that refuse everything."""
        now = self._asker.pace.clock()
        until, rules = self._kept.get(target.origin, (now, NO_RULES))
        if now < until:
            return rules
        rules = self._fetched(target, where)
        self._kept.pop(target.origin, None)
        if len(self._kept) >= _MOST_HOSTS:
            del self._kept[next(iter(self._kept))]
        kept = _KEPT_FAILURE if rules.cause else _KEPT
        self._kept[target.origin] = (self._asker.pace.clock() + kept, rules)
        return rules

    def _fetched(self, target: Target, where: str) -> Rules:
        # The whole small file within the time of one wait: a dead host does not cost it thrice.
        allowance = Allowance(self._asker.options.timeout_seconds)
        hop = replace(target, path="/robots.txt")
        for number in range(MOST_REDIRECTS + 1):
            redirected = number > 0
            request = Request(
                hop,
                where,
                allowance,
                {"Accept": "text/plain,*/*;q=0.1"},
                self._asker.options.delay_seconds,
                prelude=True,
            )
            try:
                result = self._asker.ask(request, lambda response: _read(response, target.host, allowance))
                if isinstance(result, Rules):
                    return result
                redirected = True
                hop = target_of(joined(hop, result, where), where)
            except FetchError as error:
                return _refusal(error, target, redirected=redirected)
        return NO_RULES


def _read(response: BaseHTTPResponse, host: str, allowance: Allowance) -> Rules | str:
    """Return the rules in an answer, or where it redirects to (RFC 9309, 2.3.1)."""
    status = response.status
    location = response.headers.get("Location")
    if status in REDIRECTS and location:
        return location
    # The RFC counts "too many requests" as no file; whoever says it does not want another one, though.
    if 400 <= status < 500 and status != 429:
        return NO_RULES
    if not 200 <= status < 300:
        return _silent(host)
    data = bytearray()
    for piece in pieces(response, allowance):
        data += piece
        if len(data) > MOST_BYTES:
            # The last line may be a half.
            del data[MOST_BYTES:]
            del data[max(data.rfind(b"\n"), data.rfind(b"\r"), 0) :]
            break
    return rules_in(bytes(data))


def _silent(host: str) -> Rules:
    cause = f"robots.txt of {host} does not answer"
    return Rules(cause=cause, advice=f"try again later, or {_BROWSER}")


def _refusal(error: FetchError, target: Target, *, redirected: bool) -> Rules:
    """Return why nothing may be fetched from a host whose file could not be had.

    What stands in the way of the page itself as well (an unknown or a private host, a closed port, a
    certificate) is told as that.
    """
    reason = error.__cause__
    if isinstance(reason, HTTPError) and not isinstance(reason, (NewConnectionError, SSLError)):
        return _silent(target.host)
    if redirected:
        cause = f"robots.txt of {target.host} cannot be fetched: {error.cause}"
        return Rules(cause=cause, advice=_BROWSER)
    return Rules(cause=error.cause, advice=error.advice)

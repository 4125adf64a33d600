"""Asking a server in good manner: in time with its pace, and again where it could not answer just now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from onrecord.errors import FetchError
from onrecord.extract.connection import Allowance, Target, answer, failure, is_passing
from onrecord.extract.options import InputOptions
from onrecord.extract.pace import LONGEST_WAIT, Pace

T = TypeVar("T")

REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Answers that may be others a moment later (RFC 6585, 4; RFC 9110, 15.6).
PASSING = frozenset({429, 500, 502, 503, 504})
# The first wait before the same is asked again; each further one is twice as long. Two seconds let a
# worker restart; jitter is for thousands of clients that all came at once, and this is one.
BACK_OFF = 2.0


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: `where` names it in errors, `delay` is the host's, in seconds.

    A `prelude` (robots.txt) is no visit of its own: what follows it need not wait.
    """

    target: Target
    where: str
    allowance: Allowance
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    prelude: bool = False


class Asker:
    """Sends requests one after another; for one thread."""

    def __init__(self, options: InputOptions, pace: Pace) -> None:
        self.options = options
        self.pace = pace

    def ask(self, request: Request, take: Callable[[BaseHTTPResponse], T]) -> T:
        """Return what `take` makes of the answer.

        Asks again, at most `options.max_retries` times, where the answer is one of `PASSING`, the
        connection breaks off or no answer comes in time. Raises `FetchError` where none comes, or where
        the host asks to wait for longer than `LONGEST_WAIT`.
        """
        left = self.options.max_retries
        back_off = BACK_OFF
        while True:
            result = self._once(request, take, back_off if left > 0 else None)
            if not isinstance(result, _Again):
                return result
            left -= 1
            back_off *= 2

    def _once(
        self, request: Request, take: Callable[[BaseHTTPResponse], T], back_off: float | None
    ) -> T | _Again:
        """Ask once; where that did not go well and `back_off` allows, say to ask again."""
        target, where, pace = request.target, request.where, self.pace
        self._heed(target.host, where)
        pace.wait(target.host, request.delay)
        headers = {
            "User-Agent": self.options.user_agent,
            "Accept-Encoding": "gzip, deflate",
            **request.headers,
        }
        try:
            with answer(target, where, headers, self.options, request.allowance) as response:
                if response.status in PASSING:
                    # Held also when this was the last time: the next page of the host waits as well.
                    pace.hold(target.host, pace.asked_wait(response.headers.get("Retry-After")))
                    if back_off is not None:
                        pace.hold(target.host, back_off)
                        return _AGAIN
                return take(response)
        except HTTPError as error:
            if back_off is None or request.allowance.is_spent or not is_passing(error):
                raise failure(error, target, where) from error
            pace.hold(target.host, back_off)
            return _AGAIN
        finally:
            if not request.prelude:
                pace.ended(target.host)

    def _heed(self, host: str, where: str) -> None:
        seconds = self.pace.held(host)
        if seconds > LONGEST_WAIT:
            raise FetchError(where, f"{host} asks to wait {seconds:,.0f} seconds", "try again later")


class _Again:
    """Stands for an answer that was none."""


_AGAIN = _Again()

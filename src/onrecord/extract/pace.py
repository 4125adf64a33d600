"""How fast a host is asked: never twice in a hurry, and not while it asks to be left alone."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# What a host may ask to wait (Retry-After) and is waited for; a minute is what a person who reads a
# progress bar sits through. What asks for more is left for another run.
LONGEST_WAIT = 60.0

_SECONDS = re.compile(r"\d{1,9}")


def _utc() -> datetime:
    return datetime.now(UTC)


class Pace:
    """When each host was last asked, and until when it wants to be left alone.

    `clock` gives seconds that never run backwards, `sleep` waits so many of them, `now` is the time of
    day in UTC; tests give their own.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = _utc,
    ) -> None:
        self._sleep = sleep
        self.clock = clock
        self.now = now
        self._ended: dict[str, float] = {}
        self._held: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> None:
        """Wait until `delay` seconds have passed since the last request to a host ended, or it may be asked.

        A host that was not asked yet is not waited for.
        """
        due = self._ended[host] + delay if host in self._ended else 0.0
        seconds = max(0.0, due - self.clock(), self.held(host))
        if seconds:
            self._sleep(seconds)

    def ended(self, host: str) -> None:
        """Remember that a request to a host has just ended."""
        self._ended[host] = self.clock()

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for so many seconds from now."""
        self._held[host] = max(self._held.get(host, 0.0), self.clock() + seconds)

    def held(self, host: str) -> float:
        """Return for how many seconds a host is still to be left alone."""
        until = self._held.get(host)
        if until is None:
            return 0.0
        left = until - self.clock()
        if left <= 0:
            del self._held[host]
        return max(0.0, left)

    def asked_wait(self, header: str | None) -> float:
        """Return how many seconds a `Retry-After` asks for (RFC 9110, 10.2.3); 0 where it says nothing."""
        value = (header or "").strip()
        if _SECONDS.fullmatch(value):
            return float(value)
        try:
            date = parsedate_to_datetime(value)
        except (ValueError, TypeError, IndexError, OverflowError):
            return 0.0
        date = date if date.tzinfo else date.replace(tzinfo=UTC)
        return max(0.0, (date - self.now()).total_seconds())

    def timestamp(self) -> str:
        """Return the time of day, ISO 8601 in UTC, to the second."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

"""What the inputs need of whoever fetches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from onrecord.extract.decode import Kind
from onrecord.extract.fetch import fetch
from onrecord.extract.options import InputOptions
from onrecord.extract.original import NO_VALIDATORS, Validators


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave."""

    data: bytes
    url: str
    kind: Kind | None
    charset: str | None
    media_type: str
    retrieved: str
    validators: Validators


class NotModified:
    """The server says that nothing has changed."""


class Web(Protocol):
    """Fetches addresses politely; raises FetchError where one gives nothing."""

    def fetch(self, url: str, known: Validators = NO_VALIDATORS) -> Answer | NotModified:
        """Return what an address gives, or that it has not changed since `known`."""


class PlainWeb:
    """Fetches each address at once and anew."""

    def __init__(self, options: InputOptions) -> None:
        self._options = options

    def fetch(self, url: str, known: Validators = NO_VALIDATORS) -> Answer | NotModified:
        """Return what an address gives."""
        got = fetch(url, self._options)
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return Answer(got.data, got.url, got.kind, got.charset, "", now, NO_VALIDATORS)

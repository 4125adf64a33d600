"""What the inputs need of whoever fetches: the interface of the polite fetcher, on the plain one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType

from onrecord.extract.decode import Kind
from onrecord.extract.fetch import fetch
from onrecord.extract.options import InputOptions
from onrecord.extract.original import NO_VALIDATORS, Validators


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave."""

    data: bytes
    url: str
    kind: Kind | None
    charset: str | None
    media_type: str
    retrieved: str
    validators: Validators


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that nothing has changed."""

    url: str


class Fetcher:
    """Fetches each address at once and anew."""

    def __init__(self, options: InputOptions) -> None:
        self._options = options

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def fetch(self, url: str, known: Validators = NO_VALIDATORS) -> Fetched | NotModified:
        """Return what an address gives; raises FetchError where it gives nothing."""
        got = fetch(url, self._options)
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return Fetched(got.data, got.url, got.kind, got.charset, "", now, NO_VALIDATORS)

"""One JSON object with the place it stands in: every field taken out of it is checked first."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from onrecord.article import Span
from onrecord.errors import FormatError

Kind = TypeVar("Kind", bound=StrEnum)


class Row:
    """A JSON object whose spans lie in a text of `length` characters; `where` begins every message.

    A field that is not there takes the value that its class defaults to; one that is there but is not
    what the schema says raises FormatError, as do all methods here.
    """

    def __init__(self, data: Any, where: str, length: int) -> None:
        if not isinstance(data, Mapping):
            raise FormatError(f"{where} is {type(data).__name__}; it must be an object")
        self.data = data
        self.where = where
        self.length = length

    def wrong(self, key: str, must: str) -> FormatError:
        """Return the error for a field that is not what it must be."""
        return FormatError(f"{self.where}: {key!r} is {self.data.get(key)!r:.60}; it must be {must}")

    def string(self, key: str, default: str | None = None) -> str:
        """Return a string that must be there unless it has a default."""
        value = self.data.get(key, default)
        if isinstance(value, str):
            return value
        raise self.wrong(key, "a string")

    def optional_string(self, key: str) -> str | None:
        """Return a string or None."""
        value = self.data.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self.wrong(key, "a string or null")

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of strings."""
        values = self.data.get(key, [])
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            return tuple(values)
        raise self.wrong(key, "a list of strings")

    def boolean(self, key: str) -> bool:
        """Return true or false."""
        value = self.data.get(key, False)
        if isinstance(value, bool):
            return value
        raise self.wrong(key, "true or false")

    def index(self, key: str) -> int | None:
        """Return an index or another count, or None."""
        value = self.data.get(key)
        if value is None or _is_index(value):
            return value
        raise self.wrong(key, "an index or null")

    def indices(self, key: str) -> tuple[int, ...]:
        """Return a list of indices."""
        values = self.data.get(key, [])
        if isinstance(values, list) and all(_is_index(value) for value in values):
            return tuple(values)
        raise self.wrong(key, "a list of indices")

    def confidence(self) -> float:
        """Return the field `confidence`, from 0 to 1."""
        value = self.data.get("confidence", 1.0)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        raise self.wrong("confidence", "a number from 0 to 1")

    def member(self, key: str, kind: type[Kind], default: Kind | None = None) -> Kind:
        """Return a member of `kind`, which must be there unless it has a default."""
        value = self.data.get(key, default)
        try:
            return kind(value)
        except ValueError as error:
            cause = f"{self.where}: {key!r}: {value!r:.60} is unknown; the schema lists what is possible"
            raise FormatError(cause) from error

    def span(self, key: str) -> Span:
        """Return a span that must be there."""
        return self._span(key, self.data.get(key))

    def optional_span(self, key: str) -> Span | None:
        """Return a span or None."""
        value = self.data.get(key)
        return None if value is None else self._span(key, value)

    def spans(self, key: str) -> tuple[Span, ...]:
        """Return a list of spans."""
        values = self.data.get(key, [])
        if isinstance(values, list):
            return tuple(self._span(key, value) for value in values)
        raise self.wrong(key, "a list of [start, end]")

    def row(self, key: str) -> Row | None:
        """Return an object of its own, or None."""
        value = self.data.get(key)
        if value is None or isinstance(value, Mapping):
            return None if value is None else Row(value, f"{self.where}: {key}", self.length)
        raise self.wrong(key, "an object or null")

    def rows(self, key: str) -> list[Row]:
        """Return a list of objects."""
        values = self.data.get(key, [])
        if not isinstance(values, list):
            raise FormatError(f"{self.where}: {key!r} is no list; give a list of objects")
        return [
            Row(value, f"{self.where}: {key}[{number}]", self.length) for number, value in enumerate(values)
        ]

    def _span(self, key: str, value: Any) -> Span:
        place = f"{self.where}: {key!r}"
        is_pair = isinstance(value, list) and len(value) == 2
        if not is_pair or not all(isinstance(n, int) and not isinstance(n, bool) for n in value):
            raise FormatError(f"{place}: {value!r:.60} is no span; give [start, end]")
        span = Span(*value)
        if not 0 <= span.start < span.end <= self.length:
            cause = f"[{span.start}, {span.end}] does not lie in a text of {self.length} characters"
            raise FormatError(f"{place}: {cause}")
        return span


def _is_index(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0

"""Readings as JSON Lines: one object an article, one article a line, and back again."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from onrecord.article import Reading, Span
from onrecord.notation.reader import reading_from_dict

__all__ = ["brief", "dump_line", "reading_from_dict", "reading_to_dict", "schema"]

# Three decimals: finer differences between two confidences mean nothing to a reader.
CONFIDENCE_DECIMALS = 3

_SURROGATE = re.compile("[\ud800-\udfff]")
# JSON allows these raw, but str.splitlines and other line readers cut a line at them.
_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """Return `reading` as plain dicts, lists, strings and numbers, with the keys of `schema()`.

    The keys are the fields of the classes; those of the article stand at the top, beside what was found.
    """
    article: dict[str, Any] = _plain(reading.article)
    text = article.pop("text")
    rest = {field.name: _plain(getattr(reading, field.name)) for field in fields(reading)[1:]}
    return {**article, "text": text, **rest}


def dump_line(reading: Reading) -> str:
    """Return `reading` as one line of JSON without its line end, fit to be encoded as UTF-8.

    A lone surrogate, which no UTF-8 can hold, becomes U+FFFD; every offset still fits.
    """
    return dump_object(reading_to_dict(reading))


def dump_object(value: dict[str, Any]) -> str:
    """Return a JSON object as one line, fit to be encoded as UTF-8 as that of `dump_line` is."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    line = _LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
    return _SURROGATE.sub("\ufffd", line)


@cache
def _schema_text() -> str:
    return resources.files("onrecord.notation").joinpath("reading.schema.json").read_text(encoding="utf-8")


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every line of `dump_line` follows."""
    loaded: dict[str, Any] = json.loads(_schema_text())
    return loaded


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a class, none where it has none; asking a class takes its time."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _plain(value: Any) -> Any:
    """Return a value of the article's classes as what JSON has; every float there is a confidence."""
    if value.__class__ in _ATOMS:
        return value
    if isinstance(value, Span):
        return [int(value.start), int(value.end)]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if names := _fields(value.__class__):
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, float):
        return round(float(value), CONFIDENCE_DECIMALS)
    return value


_ATOMS = frozenset({str, int, bool, type(None)})


def brief(value: Any) -> Any:
    """Return a value of the article's classes as `reading_to_dict` does, without the fields that say nothing.

    One that is left out is read as it is in the class: as None, False, empty, or sure.
    """
    if isinstance(value, tuple) and not isinstance(value, Span):
        return [brief(item) for item in value]
    if names := _fields(value.__class__):
        told = ((name, brief(getattr(value, name))) for name in names)
        return {name: item for name, item in told if not _says_nothing(name, item)}
    return _plain(value)


def _says_nothing(name: str, value: Any) -> bool:
    if value is None or value is False or value == []:
        return True
    # Other texts are a row's own even when they are empty.
    return (name == "reason" and value == "") or (name == "confidence" and value == 1.0)

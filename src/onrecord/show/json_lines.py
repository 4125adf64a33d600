"""Readings as JSON Lines: one object an article, one article a line, and back again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from onrecord.article import (
    Article,
    Attribution,
    Image,
    Insertion,
    InsertionKind,
    Manner,
    Quotation,
    Reading,
    Span,
)
from onrecord.errors import FormatError

Kind = TypeVar("Kind", bound=StrEnum)

# Three decimals: finer differences between two confidences mean nothing to a reader.
CONFIDENCE_DECIMALS = 3

_ARTICLE_FIELDS = ("title", "url", "byline", "publisher", "published", "modified", "language", "credit")
_SURROGATE = re.compile("[\ud800-\udfff]")
# JSON allows these raw, but str.splitlines and other line readers cut a line at them.
_LINE_BREAKS = re.compile("[\x85\u2028\u2029]")


def reading_to_dict(reading: Reading) -> dict[str, Any]:
    """Return `reading` as plain dicts, lists, strings and numbers, with the keys of `schema()`."""
    article = reading.article
    image = article.image
    return {
        "name": article.name,
        **{field: getattr(article, field) for field in _ARTICLE_FIELDS},
        "image": image and {"url": image.url, "caption": image.caption, "credit": image.credit},
        "text": article.text,
        "attributions": [_attribution_to_dict(attribution) for attribution in reading.attributions],
    }


def dump_line(reading: Reading) -> str:
    """Return `reading` as one line of JSON without its line end, fit to be encoded as UTF-8.

    A lone surrogate, which no UTF-8 can hold, becomes U+FFFD; every offset still fits.
    """
    line = json.dumps(reading_to_dict(reading), ensure_ascii=False, allow_nan=False)
    line = _LINE_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
    return _SURROGATE.sub("\ufffd", line)


def reading_from_dict(data: Mapping[str, Any]) -> Reading:
    """Return the reading that `reading_to_dict` gave as `data`; keys other than those are ignored.

    `name` and `text` must be there; what else is missing takes the value its class defaults to.
    Raises FormatError where a field is missing or is not what the schema says.
    """
    name = _string(data, "name")
    fields = {field: _optional_string(data, field, name) for field in _ARTICLE_FIELDS}
    text = _string(data, "text")
    rows = data.get("attributions", [])
    if not isinstance(rows, list):
        raise FormatError(f"{name}: 'attributions' is no list; give a list of objects")
    attributions = tuple(
        _attribution_from_dict(row, f"{name}: attributions[{index}]", len(text))
        for index, row in enumerate(rows)
    )
    article = Article(name=name, text=text, image=_image_from_dict(data.get("image"), name), **fields)
    return Reading(article, attributions)


@cache
def _schema_text() -> str:
    return resources.files("onrecord.show").joinpath("reading.schema.json").read_text(encoding="utf-8")


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every line of `dump_line` follows."""
    loaded: dict[str, Any] = json.loads(_schema_text())
    return loaded


def _attribution_to_dict(attribution: Attribution) -> dict[str, Any]:
    return {
        "source": _spans_to_lists(attribution.source),
        "cue": _spans_to_lists(attribution.cue),
        "content": _spans_to_lists(attribution.content),
        "quotation": attribution.quotation.value,
        "manner": attribution.manner.value,
        "negated": attribution.negated,
        "modal": attribution.modal,
        "quoted": _spans_to_lists(attribution.quoted),
        "insertions": [
            {"span": list(insertion.span), "kind": insertion.kind.value}
            for insertion in attribution.insertions
        ],
        "parent": attribution.parent,
        "confidence": round(float(attribution.confidence), CONFIDENCE_DECIMALS),
    }


def _spans_to_lists(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[int(start), int(end)] for start, end in spans]


def _string(data: Mapping[str, Any], key: str) -> str:
    if not isinstance(data, Mapping):
        raise FormatError(f"a reading is a JSON object, not {type(data).__name__}; give one object a line")
    value = data.get(key)
    if not isinstance(value, str):
        raise FormatError(f"{key!r} of a reading is {type(value).__name__}; it must be a string")
    return value


def _optional_string(data: Mapping[str, Any], key: str, where: str) -> str | None:
    value = data.get(key)
    if value is None or isinstance(value, str):
        return value
    raise FormatError(f"{where}: {key!r} is {type(value).__name__}; it must be a string or null")


def _image_from_dict(data: Any, where: str) -> Image | None:
    if data is None:
        return None
    if not isinstance(data, Mapping):
        raise FormatError(f"{where}: 'image' is {type(data).__name__}; it must be an object or null")
    place = f"{where}: image"
    return Image(
        url=_optional_string(data, "url", place),
        caption=_optional_string(data, "caption", place),
        credit=_optional_string(data, "credit", place),
    )


def _attribution_from_dict(row: Any, where: str, length: int) -> Attribution:
    if not isinstance(row, Mapping):
        raise FormatError(f"{where} is {type(row).__name__}; it must be an object")

    def spans(key: str) -> tuple[Span, ...]:
        values = row.get(key, [])
        if not isinstance(values, list):
            raise FormatError(
                f"{where}: {key!r} is {type(values).__name__}; it must be a list of [start, end]"
            )
        return tuple(_span(value, f"{where}: {key!r}", length) for value in values)

    cue, content = spans("cue"), spans("content")
    if not cue or not content:
        raise FormatError(f"{where} has no {'content' if cue else 'cue'}; an attribution needs both")
    return Attribution(
        source=spans("source"),
        cue=cue,
        content=content,
        quotation=_member(Quotation, row.get("quotation", Quotation.INDIRECT), f"{where}: 'quotation'"),
        manner=_member(Manner, row.get("manner", Manner.OTHER), f"{where}: 'manner'"),
        negated=_boolean(row, "negated", where),
        modal=_boolean(row, "modal", where),
        quoted=spans("quoted"),
        insertions=_insertions(row.get("insertions", []), where, length),
        parent=_parent(row.get("parent"), where),
        confidence=_confidence(row.get("confidence", 1.0), where),
    )


def _span(value: Any, where: str, length: int) -> Span:
    is_pair = isinstance(value, list) and len(value) == 2
    if not is_pair or not all(isinstance(n, int) and not isinstance(n, bool) for n in value):
        raise FormatError(f"{where}: {value!r:.60} is no span; give [start, end]")
    span = Span(*value)
    if not 0 <= span.start < span.end <= length:
        raise FormatError(
            f"{where}: [{span.start}, {span.end}] does not lie in a text of {length} characters"
        )
    return span


def _member(kind: type[Kind], value: Any, where: str) -> Kind:
    try:
        return kind(value)
    except ValueError as error:
        raise FormatError(f"{where}: {value!r:.60} is unknown; the schema lists what is possible") from error


def _boolean(row: Mapping[str, Any], key: str, where: str) -> bool:
    value = row.get(key, False)
    if isinstance(value, bool):
        return value
    raise FormatError(f"{where}: {key!r} is {type(value).__name__}; it must be true or false")


def _insertions(rows: Any, where: str, length: int) -> tuple[Insertion, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise FormatError(f"{where}: 'insertions' must be a list of objects")
    place = f"{where}: 'insertions'"
    return tuple(
        Insertion(_span(row.get("span"), place, length), _member(InsertionKind, row.get("kind"), place))
        for row in rows
    )


def _parent(value: Any, where: str) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise FormatError(f"{where}: 'parent' is {value!r:.60}; it must be an index or null")


def _confidence(value: Any, where: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    raise FormatError(f"{where}: 'confidence' is {value!r:.60}; it must be a number from 0 to 1")

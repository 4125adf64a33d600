"""What all formats do alike: text to bytes, bytes to text, JSON both ways."""

from __future__ import annotations

import json
import re
from typing import Any

from onrecord.errors import FormatError

_SURROGATE = re.compile("[\ud800-\udfff]")


def encode(text: str) -> bytes:
    """Return `text` in UTF-8; a lone surrogate becomes U+FFFD, so offsets still fit."""
    return storable(text).encode("utf-8")


def storable(text: str) -> str:
    """Return `text` as UTF-8 can hold it, of the same length."""
    return _SURROGATE.sub("\ufffd", text)


def decode(data: bytes, name: str) -> str:
    """Return `data` as text; raises FormatError where it is no UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"{name}: is not UTF-8") from error


def parse_json(text: str, name: str) -> Any:
    """Return what JSON says; raises FormatError where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        cause = str(error).splitlines()[0]
        raise FormatError(f"{name}: is not JSON: {cause}") from error


def dump_json(value: Any) -> bytes:
    """Return `value` as indented JSON, one line end behind it."""
    return encode(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n")

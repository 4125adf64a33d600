"""JSON as others write it: one line told where it is broken, and characters that every store can hold."""

from __future__ import annotations

import json
import re
from typing import Any

from onrecord.errors import InputError
from onrecord.extract.decode import decode_text
from onrecord.extract.tree import one_line

# Halves of a pair of UTF-16 that JSON can write ("\ud83d") and UTF-8 and SQLite cannot.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Longer than any headline or list of authors; beyond it a field is not what its name says.
_MAX_FIELD = 2000


def parsed(data: bytes, where: str) -> Any:
    """Return the value in some bytes of JSON; raises InputError naming `where` where there is none."""
    try:
        # Not strict: exports write line breaks into strings as they are.
        return json.loads(decode_text(data).lstrip("\ufeff"), strict=False)
    except json.JSONDecodeError as error:
        raise broken(error, where) from error
    except ValueError as error:  # a number of thousands of digits
        raise InputError(where, "is JSON with a number too long to be read") from error
    except RecursionError as error:
        raise InputError(where, "is nested too deeply to be read") from error


def broken(error: json.JSONDecodeError, where: str, advice: str = "") -> InputError:
    """Return what is wrong with some JSON as one line that names `where`."""
    what = error.msg.lower().removesuffix(" starting at")
    return InputError(where, f"is broken JSON: {what} at character {error.pos}", advice)


def mended(text: str) -> str:
    """Return a text with U+FFFD for each half of a pair of surrogates; all else as it is."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def field(row: dict[str, Any], *names: str) -> str | None:
    """Return the first of these fields that is a text or a number with anything in it, on one line."""
    for name in names:
        value = row.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
            return str(value)
        if isinstance(value, str) and len(value) <= _MAX_FIELD and (found := one_line(mended(value))):
            return found
    return None


def address(row: dict[str, Any], *names: str) -> str | None:
    """Return the first of these fields that is an address on the web."""
    found = (field(row, name) for name in names)
    return next((url for url in found if url and re.match(r"https?://[^\s/]", url, re.I)), None)

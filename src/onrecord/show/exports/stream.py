"""JSON with one long list in it, written without holding the list."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO, Final

from onrecord.show.formats.bytes import encode

#: Stands in a frame where the items go.
ITEMS: Final = "\ue000items\ue000"


def write_items(file: BinaryIO, frame: dict[str, Any], items: Iterable[dict[str, Any]]) -> int:
    """Write `frame` as JSON, with `items`, one a line, in the place of `ITEMS`; return how many."""
    before, after = json.dumps(frame, ensure_ascii=False).split(json.dumps(ITEMS, ensure_ascii=False))
    file.write(encode(f"{before}["))
    number = 0
    for item in items:
        line = json.dumps(item, ensure_ascii=False, allow_nan=False)
        file.write(encode(f"{',' if number else ''}\n{line}"))
        number += 1
    file.write(encode(f"\n]{after}\n"))
    return number

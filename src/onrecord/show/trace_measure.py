"""How wide a line of text may get in a picture, without a font at hand, and text cut to fit."""

from __future__ import annotations

import unicodedata
from typing import Final

from onrecord.show.plain import one_line

# Widths in parts of the font's size, as wide as the widest of the sans-serif fonts in common use has them, so
# that a picture made here fits there.
_NARROW: Final = frozenset("iljI.,:;'’‘|!() []tfr-/")
_WIDE: Final = frozenset("mwMW@%—…<>=+&#~")
_NARROW_WIDTH, _WIDE_WIDTH, _CAPITAL_WIDTH, _WIDTH = 0.38, 0.95, 0.74, 0.62
_BOLD: Final = 1.14


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a line in the units of `size`, rather too wide than too narrow."""
    width = sum(_character_width(character) for character in text) * size
    return width * _BOLD if bold else width


def _character_width(character: str) -> float:
    if character in _NARROW:
        return _NARROW_WIDTH
    if character in _WIDE:
        return _WIDE_WIDTH
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0xFFFF:
        return 1.05
    return _CAPITAL_WIDTH if character.isupper() else _WIDTH


def fitted(text: str, width: float, size: float, bold: bool = False) -> str:
    """Return `text` on one line, cut with "…" where it is wider than `width`."""
    line = one_line(text[:_MOST])
    if len(text) <= _MOST and text_width(line, size, bold) <= width:
        return line
    room = width - text_width("…", size, bold)
    used, kept = 0.0, 0
    for character in line:
        used += text_width(character, size, bold)
        if used > room:
            break
        kept += 1
    return line[:kept].rstrip(" ,;:“‘(") + "…"


#: No line of a picture has more letters; a statement may be a page long.
_MOST: Final = 400


def wrapped(text: str, width: float, size: float, lines: int, bold: bool = False) -> list[str]:
    """Return `text` in at most so many lines, broken at spaces, the last one cut where it is too long."""
    rest, found = one_line(text[:_MOST]), list[str]()
    while rest and len(found) < lines - 1 and text_width(rest, size, bold) > width:
        kept = fitted(rest, width, size, bold).removesuffix("…")
        end = kept.rfind(" ") if " " in kept and not rest[len(kept) :].startswith(" ") else len(kept)
        if end <= 0:
            break
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*found, fitted(rest, width, size, bold)] if rest else found

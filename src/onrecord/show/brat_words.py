"""What the brat writer and the brat reader must spell alike: types, and text inside notes.

A note has one line. Free text in it (a name, a reason) is written as it is, but for `\\n`, `\\t`, `\\r` and
`\\uXXXX` in place of what could cut the line or get lost at its ends, `\\\\` for a backslash, and `\\0` for
no text at all.
"""

from __future__ import annotations

import re

from onrecord.article import RelayKind

PARTY = "Party-"
INSERTION = "Insertion-"
RELAY = "Relay-"
# A note on an annotation that has no words in the text and only hangs on its first character.
NO_WORDS = "NoWords"
# The value of the note Anonymity where the words give no number.
UNCOUNTED = "uncounted"

# Anything that a reader of lines or of tab-separated fields could cut at.
BREAKS = dict.fromkeys([*range(0x20), 0x7F, 0x85, 0x2028, 0x2029], " ")
_LETTERS = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_BACK = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r", "0": ""}
_ESCAPED = re.compile(r"\\(?:([\\ntr0])|u([0-9a-f]{4}))")


def escape(text: str) -> str:
    """Return `text` on one line, never empty, with nothing at its ends that a reader would strip."""
    last = len(text) - 1
    return "".join(_safe(char, index in (0, last)) for index, char in enumerate(text)) or "\\0"


def escape_token(text: str) -> str:
    """Return `text` as one word: every white space escaped."""
    return "".join(_safe(char, edge=True) for char in text) or "\\0"


def unescape(text: str) -> str:
    """Return what `escape` or `escape_token` was given; backslashes that mean nothing stay."""
    return _ESCAPED.sub(lambda m: _BACK[m[1]] if m[1] else chr(int(m[2], 16)), text)


def relay_type(kind: RelayKind) -> str:
    """Return the brat type of a relay: "Relay-first-reported"."""
    return RELAY + kind.value.replace(" ", "-")


def _safe(char: str, edge: bool) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    if ord(char) in BREAKS or (edge and char.isspace()):
        return f"\\u{ord(char):04x}"
    return char

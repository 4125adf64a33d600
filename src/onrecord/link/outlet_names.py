"""Whether two names are those of one outlet, and whether an article credits an outlet."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from onrecord.extract.credit import agency
from onrecord.link.folding import fold

# Words that an outlet's name is written with or without.
_OPTIONAL: Final = frozenset(
    "the news agency wire service press media online group ltd inc newspaper".split()
)
_HOST: Final = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+)(?:\.[\w-]+){1,3}(?:/\S*)?\Z", re.IGNORECASE)
# A name of two letters is found only where it is all that a credit says.
_SHORTEST: Final = 3
_REMEMBERED: Final = 8_192


@lru_cache(maxsize=_REMEMBERED)
def outlet_key(name: str) -> str:
    """Return what an outlet is known by: the usual name of an agency, else its words without "the", "News".

    >>> outlet_key("The Associated Press") == outlet_key("AP"), outlet_key("transmere.example")
    (True, 'transmere')
    """
    host = _HOST.match(name.strip())
    plain = host[1].replace("-", " ") if host else name
    if usual := agency(plain):
        return fold(usual)
    words = fold(plain).split()
    return " ".join(word for word in words if word not in _OPTIONAL) or " ".join(words)


def same_outlet(one: str | None, other: str | None) -> bool:
    """Return whether two names are those of one outlet, however fully they are written."""
    return bool(one and other) and outlet_key(one or "") == outlet_key(other or "") != ""


def named_in(outlet: str, words: str) -> bool:
    """Return whether a credit line or byline names an outlet: "From NPA and our own reporters"."""
    key = outlet_key(outlet)
    if len(key) < _SHORTEST:
        return same_outlet(outlet, words)
    return f" {key} " in f" {fold(words)} " or f" {fold(outlet)} " in f" {fold(words)} "

"""What articles are called: readable, safe to print, and no two alike in one run."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

# Letters enough to tell articles apart, few enough for any file system.
_MAX_SLUG = 80
_ENDINGS = re.compile(
    r"\.(?:html?|xhtml|php|aspx?|jsp|txt|text|md|pdf|jsonl?|ndjson|xml|rss|atom|opml|warc)(?:\.gz)?$", re.I
)


class Names:
    """Gives each article of one run a name of its own, also where capitals do not count."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        """Return `wanted`, or `wanted` with the first number behind it that makes it new."""
        name, number = wanted, self._next.get(wanted.casefold(), 2)
        while name.casefold() in self._taken:
            name, number = f"{wanted}-{number}", number + 1
        self._next[wanted.casefold()] = number
        self._taken.add(name.casefold())
        return name


def slug(url: str) -> str:
    """Return a readable name for an address: the last part of its path that says anything.

    >>> slug("https://www.courier.example/2031/bridge-opens.html?from=feed")
    'bridge-opens'
    """
    try:
        parts = urlsplit(url)
        host = re.sub(r"[^\w]+", "-", (parts.hostname or "page").removeprefix("www.")).strip("-")
    except ValueError:
        return "page"
    for segment in reversed(parts.path.split("/")):
        stem = _ENDINGS.sub("", unquote(segment))
        found = short(stem)
        if re.search(r"[^\W\d_]{2}", found) and found.lower() not in {"index", "default", "amp"}:
            return found
    return host or "page"


def short(text: str) -> str:
    """Return words as a name: letters, digits, dots and dashes, 80 characters at most."""
    return re.sub(r"[^\w.-]+", "-", text[: 4 * _MAX_SLUG]).strip("-._")[:_MAX_SLUG].rstrip("-._")


def printable(text: str) -> str:
    """Return a path as characters that can be written anywhere: odd bytes of its name become U+FFFD."""
    clean = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return re.sub(r"[\x00-\x1f\x7f]", "\ufffd", clean)

"""Names for attributions that stay the same when an article is read again."""

from __future__ import annotations

import hashlib
from collections import Counter

from onrecord.article import Reading

# 64 bits: among a million attributions two share an id with a chance of one in 30 million.
_HEX_DIGITS = 16


def attribution_ids(reading: Reading) -> tuple[str, ...]:
    """Return an id for each attribution of `reading`, unique in it: 16 hexadecimal digits.

    It is made of the article's address (its name where it has none) and of where source, cue and content
    stand, so another attribution found or lost, or another party, changes no other id. Twins that cannot
    be told apart get `-2`, `-3`.
    """
    article, seen = reading.article.url or reading.article.name, Counter[str]()
    found = []
    for made in reading.attributions:
        places = repr([[(*span,) for span in spans] for spans in (made.source, made.cue, made.content)])
        key = f"{article}\n{places}".encode("utf-8", "replace")
        identifier = hashlib.sha256(key).hexdigest()[:_HEX_DIGITS]
        seen[identifier] += 1
        found.append(identifier if seen[identifier] == 1 else f"{identifier}-{seen[identifier]}")
    return tuple(found)

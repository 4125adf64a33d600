"""What rows are addressed by: digests of what they say, the same on every machine and in every record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from onrecord.article import Article, Attribution, Reading, Silence, Span
from onrecord.extract.original import Original, OriginalKind
from onrecord.notation.lines import reading_to_dict

#: Letters of a key: among a million articles two share the first twelve hexadecimal digits with a chance
#: of 0.002; the column is unique, so that such a pair would be an error and never a mix-up.
KEY_LENGTH: Final = 12

# What addresses carry about how a reader came, not about what is there.
_TRACKING: Final = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "cmpid", "ocid", "ref_src")


def digest(*parts: Any) -> str:
    """Return the key of what `parts` say: JSON values."""
    text = json.dumps(parts, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:KEY_LENGTH]


def article_facts(article: Article) -> dict[str, Any]:
    """Return all that an article says, its name left out: two articles that say the same are one."""
    facts = reading_to_dict(Reading(article))
    told = {key: facts[key] for key in _ARTICLE_KEYS}
    return {**told, "url": plain_url(article.url) if article.url else None}


_ARTICLE_KEYS: Final = (
    *("text", "title", "byline", "publisher", "published", "modified", "language", "credit"),
    *("image", "links"),
)
_FILES: Final = frozenset({OriginalKind.PAGE, OriginalKind.TEXT, OriginalKind.PDF})


def article_key(article: Article) -> str:
    """Return the key of one version of an article: of what it says and its address, wherever it was found."""
    return digest("article", article_facts(article))


def item_key(original: Original, article: Article) -> str:
    """Return what tells a published text from others through its versions: its address, or its file.

    An article that has neither, as a row of an export or one from standard input, is known by what it says.
    """
    if article.url:
        return plain_url(article.url)
    if original.kind in _FILES and Path(original.where).exists():
        return Path(original.where).resolve().as_uri()
    return f"text:{article_key(article)}"


def plain_url(url: str) -> str:
    """Return an address without what does not tell where it leads: fragment, tracking, case of the host."""
    try:
        parts = urlsplit(url)
        asked = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url
    kept = [(name, value) for name, value in asked if not name.lower().startswith(_TRACKING)]
    query = parts.query if len(kept) == len(asked) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))


def attribution_key(article: str, attribution: Attribution, taken: set[str]) -> str:
    """Return the key of an attribution: of its article and its spans, whatever else is read of it.

    Two with the very same spans are told apart by their order; `taken` are the keys given before.
    """
    spans = (_plain(attribution.source), _plain(attribution.cue), _plain(attribution.content))
    return _untaken(("attribution", article, *spans), taken)


def silence_key(article: str, silence: Silence, taken: set[str]) -> str:
    """Return the key of a silence: of its article and the words that tell of it."""
    return _untaken(("silence", article, _plain((silence.words,)), _plain(silence.source)), taken)


def _untaken(parts: Sequence[Any], taken: set[str]) -> str:
    number = 1
    while (key := digest(*parts) if number == 1 else digest(*parts, number)) in taken:
        number += 1
    taken.add(key)
    return key


def _plain(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]

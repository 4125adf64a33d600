"""The types and properties of schema.org that Onrecord writes: what each is a kind of, belongs to, and takes.

Written from the definitions at schema.org: a property may be used of the types in its first set, and of their
kinds, with a value of the types in its second.
"""

from __future__ import annotations

from typing import Final

VOCABULARY: Final = "https://schema.org/"

#: Each type with the one it is a kind of.
TYPES: Final = {
    "Thing": None,
    "CreativeWork": "Thing",
    "Article": "CreativeWork",
    "NewsArticle": "Article",
    "Claim": "CreativeWork",
    "Quotation": "CreativeWork",
    "Person": "Thing",
    "Organization": "Thing",
    "GovernmentOrganization": "Organization",
}

_WORK = {"CreativeWork"}
_AUTHORS = {"Organization", "Person"}

#: Each property with the types that have it, and those of its values.
PROPERTIES: Final[dict[str, tuple[set[str], set[str]]]] = {
    "name": ({"Thing"}, {"Text"}),
    "url": ({"Thing"}, {"URL"}),
    "about": (_WORK, {"Thing"}),
    "author": (_WORK, _AUTHORS),
    "creditText": (_WORK, {"Text"}),
    "dateCreated": (_WORK, {"Date", "DateTime"}),
    "dateModified": (_WORK, {"Date", "DateTime"}),
    "datePublished": (_WORK, {"Date", "DateTime"}),
    "hasPart": (_WORK, {"CreativeWork"}),
    "headline": (_WORK, {"Text"}),
    "inLanguage": (_WORK, {"Text"}),
    "isBasedOn": (_WORK, {"CreativeWork", "URL"}),
    "isPartOf": (_WORK, {"CreativeWork", "URL"}),
    "keywords": (_WORK, {"Text"}),
    "mentions": (_WORK, {"Thing"}),
    "publisher": (_WORK, _AUTHORS),
    "temporal": (_WORK, {"DateTime", "Text"}),
    "text": (_WORK, {"Text"}),
    "version": (_WORK, {"Number", "Text"}),
    "wordCount": ({"Article"}, {"Integer"}),
    "appearance": ({"Claim"}, {"CreativeWork"}),
    "spokenByCharacter": ({"Quotation"}, _AUTHORS),
}


def kinds_of(name: str) -> set[str]:
    """Return a type with all that it is a kind of."""
    found: set[str] = set()
    kind: str | None = name
    while kind is not None:
        found.add(kind)
        kind = TYPES[kind]
    return found

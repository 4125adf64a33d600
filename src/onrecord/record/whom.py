"""Whom a name, a role or a key means: the parties, or the words that describe them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any, Final

from onrecord.errors import NotFoundError
from onrecord.link.parties import fold
from onrecord.read.parties.lexicons import HONORIFICS, PERSON_ROLES, TITLE_ROLE
from onrecord.record.keys import KEY_LENGTH
from onrecord.record.merging import party_id
from onrecord.record.query import quoted
from onrecord.record.store import Row, Store

#: Digits of a key that are enough where only one begins with them.
SHORTEST_KEY: Final = 4
_KEY: Final = re.compile(rf"[0-9a-f]{{{SHORTEST_KEY},{KEY_LENGTH}}}")
_POSSESSIVE: Final = re.compile(r"[’']s\b")
_WORD: Final = re.compile(r"\w+")
# Words between those of a name that still leave it the name: "Ada Brock" finds "Ada Maria Brock".
_APART: Final = 2
# Endings that tell a man from a woman where the role is one.
_GENDERED: Final = re.compile(r"(\w{3,30}?)(?:person|people|man|men|woman|women)")
_ENDINGS: Final = ("person", "persons", "people", "man", "men", "woman", "women")
# Words of a name or role that are looked at; the longest names of bodies have a dozen.
_MOST_WORDS: Final = 24
_MOST_LETTERS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL, with the values of its question marks."""

    sql: str
    parameters: tuple[Any, ...] = ()


NOTHING: Final = Condition("0")


@dataclass(frozen=True, slots=True)
class Whom:
    """Parties by their rows, and words that describe a role as a query of FTS5 ("" for no role)."""

    parties: tuple[int, ...] = ()
    role: str = ""


def whom(store: Store, text: str) -> Whom:
    """Return whom `text` means: the party with that key or known id, else parties by name, else by role.

    A name means every party one of whose names has all its words; a text that ends in the word for an
    office ("foreign minister", "spokesperson") also means whoever is described so, as does one that is
    nobody's name.
    """
    if (party := by_key(store, text)) is not None:
        return Whom((party,))
    named = tuple(row[0] for row in named_rows(store, text, _PARTIES))
    if named and not is_role(text):
        return Whom(named)
    if not named and (party := by_beginning_of_key(store, text)) is not None:
        return Whom((party,))
    return Whom(named, role_match(text))


def by_key(store: Store, text: str) -> int | None:
    """Return the party that has or had this whole key, or has this id in a person's file; None for none."""
    text = sendable(text)
    found: int | None = store.value(_BY_KEY, (text, text, text))
    return found


_BY_KEY: Final = (
    "SELECT id FROM party WHERE key = ? UNION ALL SELECT party_id FROM party_alias WHERE key = ?"
    " UNION ALL SELECT id FROM party WHERE known = ? LIMIT 1"
)


def by_beginning_of_key(store: Store, text: str) -> int | None:
    """Return the one party that has or had a key that begins so; None where there is none, or several."""
    if not _KEY.fullmatch(text):
        return None
    try:
        return party_id(store, text)
    except NotFoundError:
        return None


def is_role(text: str) -> bool:
    """Return whether `text` ends in the word for an office or a trade."""
    last = fold(text[:_MOST_LETTERS]).rpartition(" ")[2]
    return bool({last, last.removesuffix("s")} & PERSON_ROLES) or any(
        form in PERSON_ROLES for form in _forms(last)
    )


_PARTIES: Final = (
    "SELECT DISTINCT s.party_id FROM appearance_words CROSS JOIN appearance AS s"
    " ON s.id = appearance_words.rowid WHERE appearance_words MATCH ?"
)


def named_rows(store: Store, text: str, sql: str, *values: Any) -> list[Row]:
    """Return what a query gives that asks for appearances one of whose names has all words of `text`.

    Where none has, the titles before the name are left out: nobody may have written "Senator Hale".
    """
    words = words_of(text)
    rest = list(dropwhile(_is_title, words))
    for tried in (words, rest) if rest != words else (words,):
        if not tried:
            break
        match = f"names : NEAR({' '.join(quoted([word]) for word in tried)}, {_APART})"
        if found := store.rows(sql, (match, *values)):
            return found
    return []


def _is_title(word: str) -> bool:
    return word.lower() in HONORIFICS or word.lower() in PERSON_ROLES or word.lower() in TITLE_ROLE


def role_match(text: str, column: str = "roles") -> str:
    """Return the query of FTS5 for descriptions with all these words, whatever their number or gender."""
    words = words_of(text)
    if not words:
        return ""
    either = (" OR ".join(quoted([form]) for form in _forms(word)) for word in words)
    return f"{column} : ({' AND '.join(f'({one})' for one in either)})"


def words_of(text: str) -> list[str]:
    """Return the words of a name or role; a leading "the" and the ends of possessives left out."""
    words = _WORD.findall(_POSSESSIVE.sub("", text[:_MOST_LETTERS]))[:_MOST_WORDS]
    return words[1:] if len(words) > 1 and words[0].lower() == "the" else words


def _forms(word: str) -> list[str]:
    """Return a word in the singular, the plural, and for all genders."""
    if found := _GENDERED.fullmatch(word.lower()):
        return [found[1] + ending for ending in _ENDINGS]
    return [word, word[:-1] if word.endswith("s") and len(word) > 3 else f"{word}s"]


def sendable(text: str) -> str:
    """Return a text without the halves of characters that SQLite cannot be sent."""
    return text.encode("utf-8", "replace").decode()


def appearance_condition(found: Whom, appearance: str) -> Condition:
    """Return the condition that an appearance (an alias in the query) is of whom is meant."""
    parts: list[str] = []
    values: list[Any] = []
    if found.parties:
        parts.append(f"{appearance}.party_id IN (SELECT value FROM json_each(?))")  # noqa: S608
        values.append(json.dumps(found.parties))
    if found.role:
        parts.append(
            f"{appearance}.id IN (SELECT rowid FROM appearance_words WHERE appearance_words MATCH ?)"  # noqa: S608
        )
        values.append(found.role)
    return Condition(f"({' OR '.join(parts)})", tuple(values)) if parts else NOTHING

"""Which parties of different articles are one: decided with evidence, else suggested, else left apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from onrecord.article import Naming, PartyKind

#: Names the rules below; rows that they made carry it, so that a later version can decide again.
LINKER: Final = "parties-1"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that two appearances share or that keeps them apart: `kind`, and the words of each."""

    kind: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A party as one article shows it, as far as linking looks at it.

    `names` are its names in full, folded; `descriptions` the words that say who it is; `company` the folded
    names of the other named parties of the article.
    """

    name: str
    kind: PartyKind
    naming: Naming
    plural: bool
    names: tuple[str, ...]
    descriptions: tuple[str, ...]
    outlet: str | None
    published: str | None
    company: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """An appearance that the record has already, with its party there."""

    party: int
    seen: Seen


@dataclass(frozen=True, slots=True)
class Known:
    """A party that a person's file tells of: its id there and the names that it goes by, folded."""

    known: str
    name: str
    kind: PartyKind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A party of the record that may be the same."""

    party: int
    score: float
    reason: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What an appearance is taken for: a party of the record, or a new one where `party` is None."""

    party: int | None = None
    score: float = 1.0
    reason: str = "first seen here"
    evidence: tuple[Evidence, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    known: str | None = None


class Door(Protocol):
    """How linking asks the record; every question costs what its answer holds, not what the record holds."""

    def named(self, folded: str) -> Sequence[Earlier]:
        """Return the earlier appearances that go by this folded name."""
        ...

    def known(self, folded: str) -> Sequence[Known]:
        """Return the known parties that go by this folded name."""
        ...


def fold(name: str) -> str:
    """Return a name for comparing: letters and digits only, without case, accents, or a leading "the"."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", re.sub(r"[’']s\b", "", kept))).removeprefix("the ")


def full_names(name: str, forms: Iterable[str], naming: Naming) -> tuple[str, ...]:
    """Return the folded names by which a party may be found again in other articles."""
    if naming is not Naming.NAMED:
        return ()
    return tuple(dict.fromkeys(folded for one in (name, *forms) if (folded := fold(one))))


def decide(seen: Seen, door: Door) -> Decision:
    """Return what a party of a new article is taken for."""
    if seen.naming is not Naming.NAMED or not seen.names:
        return Decision()
    for earlier in door.named(seen.names[0]):
        if earlier.seen.names[:1] == seen.names[:1] and earlier.seen.kind is seen.kind:
            return Decision(
                earlier.party, 0.9, "the same name", (Evidence("name", earlier.seen.name, seen.name),)
            )
    return Decision()

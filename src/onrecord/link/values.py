"""What linking looks at and what it decides: plain values, and the door to the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.article import Naming, PartyKind


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that two appearances share or that keeps them apart: `kind`, and the words of each.

    `one` are the words of the party that the record has, `other` those of the article that is looked at.
    """

    kind: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A party as one article shows it, as far as linking looks at it.

    `names` are its names in full, folded; `descriptions` the words that say who it is; `company` the names of
    the other named parties of the article; `forms` all that it is called there, with titles; `speaks_for` the
    name of the party that it speaks for. `published` is ISO 8601.
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
    forms: tuple[str, ...] = ()
    speaks_for: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A party of the record as linking looks at it.

    `name` is the one it goes by there, `names` those under which it was found, as they are kept; `known` its
    id in a person's file. `judged` says that a person merged it: then all its names lead to it. `seen` are
    some of its appearances in other articles, where they were asked for.
    """

    party: int
    name: str
    kind: PartyKind
    names: tuple[str, ...]
    known: str | None = None
    judged: bool = False
    seen: tuple[Seen, ...] = ()


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
    """What an appearance is taken for: a party of the record, or a new one where `party` is None.

    `known` is the id of the party in a person's file that it is, None where it is none of them.
    """

    party: int | None = None
    score: float = 1.0
    reason: str = "first seen here"
    evidence: tuple[Evidence, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    known: str | None = None


class Door(Protocol):
    """How linking asks the record; every question costs what its answer holds, not what the record holds."""

    def named(self, keys: Sequence[str]) -> Sequence[Earlier]:
        """Return the parties kept under these keys, of each key those that are met most, each party once."""
        ...

    def shown(self, party: int) -> Sequence[Seen]:
        """Return some appearances of a party of the record in other articles: the first and the latest."""
        ...

    def times(self, keys: Sequence[str]) -> int:
        """Return how often the party that is met most under these keys was met, 0 for none."""
        ...

    def known(self, folded: str) -> Sequence[Known]:
        """Return the known parties that go by this folded name."""
        ...

    def party_of(self, known: str) -> int | None:
        """Return the party of the record that a known party is, None where it was not met yet."""
        ...

    def apart(self, one: int, other: int) -> bool:
        """Whether a person decided that two parties of the record are different."""
        ...

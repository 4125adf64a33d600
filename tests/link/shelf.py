"""Parties as articles show them, written out by hand, and a record of them in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.article import Naming, PartyKind
from onrecord.link.fits import keys_kept
from onrecord.link.parties import Decision, Earlier, Known, Seen, decide, full_names

KINDS = {"p": PartyKind.PERSON, "o": PartyKind.ORGANIZATION, "g": PartyKind.GOVERNMENT}
KINDS |= {"d": PartyKind.DOCUMENT, "r": PartyKind.GROUP, "u": PartyKind.UNKNOWN}


def seen(
    name: str,
    *said: str,
    kind: str = "p",
    with_: str = "",
    forms: str = "",
    at: str = "2031-02-05",
    outlet: str = "",
    naming: Naming = Naming.NAMED,
    plural: bool = False,
    for_: str = "",
) -> Seen:
    """Return a party with what is said of it; `with_` and `forms` are lists with bars between."""
    called = tuple(form for form in forms.split("|") if form)
    return Seen(
        name,
        KINDS[kind],
        naming,
        plural,
        full_names(name, called, naming, KINDS[kind]),
        said,
        outlet or None,
        at or None,
        tuple(other for other in with_.split("|") if other),
        called,
        for_,
    )


@dataclass
class Shelf:
    """A door to parties in memory; each has one or more appearances."""

    parties: list[list[Seen]] = field(default_factory=list)
    file: list[Known] = field(default_factory=list)
    known_ids: dict[int, str] = field(default_factory=dict)
    judged: set[int] = field(default_factory=set)
    often: dict[str, int] = field(default_factory=dict)
    different: set[frozenset[int]] = field(default_factory=set)

    def named(self, keys: Sequence[str]) -> Sequence[Earlier]:
        found = []
        for number, group in enumerate(self.parties):
            kept = [pair for one in group for pair in keys_kept(one)]
            names = tuple(dict.fromkeys(name for key, name in kept if key in keys))
            if names:
                known, judged = self.known_ids.get(number), number in self.judged
                found.append(Earlier(number, group[0].name, group[0].kind, names, known, judged))
        return found

    def shown(self, party: int) -> Sequence[Seen]:
        return self.parties[party]

    def times(self, keys: Sequence[str]) -> int:
        return max((self.often.get(key, 0) for key in keys), default=0)

    def known(self, folded: str) -> Sequence[Known]:
        return [one for one in self.file if folded in one.names]

    def party_of(self, known: str) -> int | None:
        return next((number for number, one in self.known_ids.items() if one == known), None)

    def apart(self, one: int, other: int) -> bool:
        return frozenset((one, other)) in self.different


def verdict(decision: Decision) -> str:
    """Return "one" where a party of the record was decided, "maybe" where one was suggested, else "two"."""
    return "one" if decision.party is not None else "maybe" if decision.suggestions else "two"


def met(one: Seen, other: Seen) -> str:
    """Return the verdict on a second appearance where the record has the first."""
    return verdict(decide(other, Shelf([[one]])))

"""Whose act is what a claim says: "Lothmere warned Brennick" is told of Lothmere, and is no word of its.

Such a claim ends at whoever tells of the act. Where what somebody said is itself what is traced ("the treaty
is dead, said Lothmere"), the chain ends at that speaker.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.article import Attribution, Manner, Naming, Party, PartyKind, Quotation
from onrecord.link.folding import fold
from onrecord.link.told import Member, Told
from onrecord.link.trace import Stance

#: Ways in which words are only passed on. Warning, demanding or knowing are acts that may be told of.
_NEUTRAL: Final = frozenset({Manner.SAYS, Manner.CONFIRMS, Manner.DENIES, Manner.DECLINES, Manner.SHOWS})


def actors_of(members: Sequence[Member]) -> frozenset[str]:
    """Return the parties whose act the claim is, by `key_of`.

    That is a named source whom others name inside what they assert, in more articles than have its own words
    behind a verb that only passes them on.
    """
    asserting = [one for one in members if one.stance is Stance.ASSERTS]
    speaks: dict[str, set[str]] = defaultdict(set)
    names: dict[str, set[str]] = defaultdict(set)
    for member in asserting:
        for one in _inside(member):
            party = member.told.party(one)
            if party is None or not _may_act(party):
                continue
            key = key_of(member.told, party)
            names[key].update(_names(party))
            if one.manner in _NEUTRAL and not _has(_content(member.told, one), names[key]):
                speaks[key].add(member.told.key)
    told = {key: set(_telling(asserting, key, found)) for key, found in names.items()}
    return frozenset(key for key, of in told.items() if len(of) > len(speaks[key]))


def is_told_of(told: Told, index: int, actors: frozenset[str]) -> bool:
    """Whether a statement only tells of somebody whose act the claim is.

    Words in quotation marks are their own, and so is what they say of themselves: "that it would not sign".
    """
    one = told.reading.attributions[index]
    party = told.party(one)
    if party is None or one.quotation is not Quotation.INDIRECT or key_of(told, party) not in actors:
        return False
    return not _ONESELF & set(_content(told, one).split())


#: Words by which whoever speaks means themselves.
_ONESELF: Final = frozenset("i we my our he she it they his her its their".split())


def key_of(told: Told, party: Party) -> str:
    """Return the key of a party in the record, its folded name where it has none."""
    return told.parties.get(party.id) or fold(party.name)


def _inside(member: Member) -> Iterator[Attribution]:
    """Yield a statement, those it stands in, and those inside it."""
    attributions = member.told.reading.attributions
    inside = {member.index}
    for number, one in enumerate(attributions):
        if one.parent in inside:
            inside.add(number)
    around = member.index
    while (parent := attributions[around].parent) is not None and parent not in inside:
        inside.add(parent)
        around = parent
    yield from (attributions[number] for number in sorted(inside))


def _may_act(party: Party) -> bool:
    return party.naming is Naming.NAMED and party.kind is not PartyKind.DOCUMENT


def _names(party: Party) -> Iterator[str]:
    for name in (party.name, *party.forms):
        if name[:1].isupper():
            yield fold(name)


def _telling(members: Sequence[Member], key: str, names: set[str]) -> Iterator[str]:
    """Yield the articles in which another source names somebody inside what it asserts."""
    for member in members:
        party = member.told.party(member.one)
        if (party is None or key_of(member.told, party) != key) and _has(
            _content(member.told, member.one), names
        ):
            yield member.told.key


def _content(told: Told, one: Attribution) -> str:
    return fold(told.words(*one.content))


def _has(content: str, names: set[str]) -> bool:
    return any(name and re.search(rf"\b{re.escape(name)}\b", content) for name in names)

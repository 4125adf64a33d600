"""Which parties of different articles are one: decided with evidence, else suggested, else left apart.

A false merge puts words into the mouth of somebody who never said them; a missed one is seen and mended with
one command. So names alone decide only where they tell which one is meant ("Lothmere's Foreign Ministry"),
and never for people: a full name asks for a role, an outlet and a period, or companions that both articles
name, and for nothing that speaks against it. All else is a suggestion or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from onrecord.article import Naming, PartyKind
from onrecord.link.evidence import LONG_DAYS, NOTHING, Weight, weigh
from onrecord.link.fits import (
    LINKED,
    NameFit,
    keys_looked_up,
    keys_of_name,
    known_names,
    link_names,
    name_fit,
    other_names,
)
from onrecord.link.folding import fold
from onrecord.link.reasons import reason
from onrecord.link.values import Decision, Door, Earlier, Evidence, Known, Seen, Suggestion

__all__ = [
    "LINKER", "Decision", "Door", "Earlier", "Evidence", "Known", "Seen", "Suggestion",
    "decide", "fold", "full_names",
]  # fmt: skip

#: Names the rules below; rows that they made carry it, so that a later version can decide again.
LINKER: Final = "parties-2"

# By how many points the best must lead the next, where several parties have the name.
_LEAD: Final = 0.5
# Articles 15 years apart and more: one more piece of evidence is asked for.
_LONG_ASKED: Final = 1.0
# Suggestions for one party of one article: a person looks through them.
_MOST_SUGGESTIONS: Final = 4

# Scores say how sure the rules are, in steps that a person can tell apart; they are fitted to nothing.
_BY_FILE: Final = 0.98
_BY_NAME: Final = 0.95
_BY_EVIDENCE: Final = 0.86  # with one point more than asked for 0.92, never above 0.98
_A_POINT: Final = 0.06
_MOST: Final = 0.98
_SUGGESTED: Final = 0.4  # a fitting name and nothing else; 0.1 more for a point, never above 0.8
_A_HINT: Final = 0.1
_MOST_SUGGESTED: Final = 0.8
_AGAINST: Final = 0.2
_BOTH_NAMES: Final = 0.9


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A party of the record with how its names fit and what else was found."""

    earlier: Earlier
    name: NameFit
    weight: Weight

    @property
    def lacks(self) -> float:
        """How many points it lacks to be the one; below zero what it has more."""
        far = self.weight.days is not None and self.weight.days >= LONG_DAYS and not self.name.by_name
        asked = self.name.decides + (_LONG_ASKED if far else 0.0)
        return asked - self.weight.points

    @property
    def decides(self) -> bool:
        return self.lacks <= 0 and not self.against

    @property
    def against(self) -> tuple[Evidence, ...]:
        """What keeps two people apart; a body has no age and no gender."""
        person = self.earlier.kind is PartyKind.PERSON
        return self.weight.against if person else ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return (self.name.evidence, *self.weight.evidence)


def full_names(name: str, forms: Iterable[str], naming: Naming, kind: PartyKind) -> tuple[str, ...]:
    """Return the folded names in full by which a party may be found again in other articles."""
    if naming is not Naming.NAMED or kind not in LINKED:
        return ()
    names = (name, *other_names(name, tuple(forms), kind))
    return tuple(dict.fromkeys(folded for one in names if (folded := fold(one))))


def decide(seen: Seen, door: Door, taken: frozenset[int] = frozenset()) -> Decision:
    """Return what a party of a new article is taken for.

    `taken` are the parties that others of the same article are: two people whom it tells apart are two.
    """
    if not link_names(seen):
        return Decision()
    known = _known(seen, door)
    one = known[0].known if len(known) == 1 else None
    weighed = _all_weighed(seen, door, one)
    weighed.sort(key=lambda found: (found.name.rank, found.lacks, found.earlier.party))
    if one is not None:
        by_file = _by_file(seen, door, known[0], weighed)
        if by_file is not None:
            return by_file
    decision = _by_evidence(seen, weighed, taken)
    shared = _shared_names(seen, known, door) if len(known) > 1 else ()
    suggestions = _together(decision, (*decision.suggestions, *shared), door)
    return replace(decision, suggestions=suggestions, known=one)


def _all_weighed(seen: Seen, door: Door, known: str | None) -> list[_Weighed]:
    """Return the parties whose names fit; what else tells is asked for only where a name alone does not."""
    fits = [
        (earlier, fits)
        for earlier in door.named(keys_looked_up(seen))
        if known is None or earlier.known is None or earlier.known == known
        if (fits := name_fit(seen, earlier)) is not None
    ]
    alone = sum(fit.by_name for _, fit in fits) == 1

    @cache
    def often(name: str) -> int:
        return door.times(keys_of_name(name))

    found = []
    for earlier, fit in fits:
        if alone and fit.by_name:
            found.append(_Weighed(earlier, fit, NOTHING))
        else:
            shown = replace(earlier, seen=tuple(door.shown(earlier.party)))
            found.append(_Weighed(shown, fit, weigh(seen, shown, often)))
    return found


def _known(seen: Seen, door: Door) -> list[Known]:
    """Return the known parties with one of the full names of this one, and of its kind if that is told."""
    found: dict[str, Known] = {}
    for name in dict.fromkeys(key for one in link_names(seen) for key in known_names(one, seen.kind)):
        for one in door.known(name):
            if _one_kind(seen.kind, one.kind):
                found.setdefault(one.known, one)
    return list(found.values())


def _one_kind(one: PartyKind, other: PartyKind) -> bool:
    bodies = {PartyKind.ORGANIZATION, PartyKind.GOVERNMENT}
    return one is other or PartyKind.UNKNOWN in (one, other) or {one, other} <= bodies


def _by_file(seen: Seen, door: Door, known: Known, weighed: Sequence[_Weighed]) -> Decision | None:
    """Return the decision of a name that one known party alone has; None where it was not met yet."""
    party = door.party_of(known.known)
    if party is None:
        return None
    met = next((one for one in weighed if one.earlier.party == party), None)
    evidence = (Evidence("known party", known.name, seen.name), *(met.weight.evidence if met else ()))
    if met is not None and met.against:
        return None
    return Decision(party, _BY_FILE, reason(evidence), evidence, (), known.known)


def _by_evidence(seen: Seen, weighed: Sequence[_Weighed], taken: frozenset[int]) -> Decision:
    free = [one for one in weighed if seen.kind is not PartyKind.PERSON or one.earlier.party not in taken]
    best = next((one for one in free if one.decides), None)
    rivals = [
        one
        for one in free
        if best is not None
        and one is not best
        and one.name.rank == best.name.rank
        and not one.against
        and one.weight.points > best.weight.points - _LEAD
        and one.decides
    ]
    if best is None or rivals:
        return Decision(suggestions=_suggestions(seen, weighed, taken))
    rest = [one for one in weighed if one is not best and (one.decides or one.name.rank != best.name.rank)]
    score = _BY_NAME if best.name.by_name else min(_MOST, _BY_EVIDENCE - _A_POINT * best.lacks)
    return Decision(
        best.earlier.party,
        score,
        reason(best.evidence, by_name=best.name.by_name),
        best.evidence,
        tuple(_both_names(best, one) for one in rest if one.name.rank != best.name.rank and one.decides)
        + _suggestions(seen, [one for one in rest if one.name.rank == best.name.rank], taken),
    )


def _suggestions(seen: Seen, weighed: Sequence[_Weighed], taken: frozenset[int]) -> tuple[Suggestion, ...]:
    found = []
    for one in weighed:
        if one.weight.points < one.name.tells or (one.against and one.name.decides > one.weight.points):
            continue
        here = seen.kind is PartyKind.PERSON and one.earlier.party in taken
        against = (*one.against, *((Evidence("two in the article", seen.name, seen.name),) if here else ()))
        score = _AGAINST if against else min(_MOST_SUGGESTED, _SUGGESTED + _A_HINT * one.weight.points)
        evidence = (*one.evidence, *against)
        found.append(Suggestion(one.earlier.party, score, reason(one.evidence, against), evidence))
    return tuple(sorted(found, key=lambda one: (-one.score, one.party)))


def _both_names(best: _Weighed, other: _Weighed) -> Suggestion:
    """Return the suggestion that two parties are one, for an article that gives the names of both."""
    both = Evidence("both names", best.name.evidence.other, other.name.evidence.other)
    evidence = (both, *other.weight.evidence)
    return Suggestion(other.earlier.party, _BOTH_NAMES, reason(evidence), evidence)


def _shared_names(seen: Seen, known: Sequence[Known], door: Door) -> tuple[Suggestion, ...]:
    """Return the suggestions for a name that several known parties have."""
    found = []
    for one in known:
        party = door.party_of(one.known)
        if party is not None:
            evidence = (Evidence("shared known name", one.name, seen.name),)
            found.append(Suggestion(party, _SUGGESTED, reason(evidence), evidence))
    return tuple(found)


def _together(decision: Decision, suggestions: Iterable[Suggestion], door: Door) -> tuple[Suggestion, ...]:
    """Return the likeliest suggestions, one a party, none that a person has decided."""
    best: dict[int, Suggestion] = {}
    for one in suggestions:
        if one.party == decision.party:
            continue
        if decision.party is not None and door.apart(decision.party, one.party):
            continue
        if one.party not in best or one.score > best[one.party].score:
            best[one.party] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.score, one.party))[:_MOST_SUGGESTIONS])

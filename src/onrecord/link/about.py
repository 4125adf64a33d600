"""What a claim is about, and whether what an article cites elsewhere is about it too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.article import Naming
from onrecord.link.chains import is_press
from onrecord.link.citations import CitedBy
from onrecord.link.cited import words_of_text
from onrecord.link.told import Reported, Told

#: So much of what a citation is about must stand in the reports of the claim to be a citation of the claim.
#: At 0.4 the exam's open dossiers say the same, at 0.5 three pairs of one origin are lost.
_ABOUT: Final = 0.3


@dataclass(frozen=True, slots=True)
class About:
    """What a claim is about: its words, and by articles its statements and who made them."""

    words: frozenset[str]
    claims: frozenset[str]
    members: Mapping[str, frozenset[int]]
    speakers: Mapping[str, frozenset[str]]

    @staticmethod
    def of(reports: Sequence[Reported]) -> About:
        """Return what the reports of a claim are about."""
        members: dict[str, set[int]] = defaultdict(set)
        speakers: dict[str, set[str]] = defaultdict(set)
        claims = set()
        for one in reports:
            told, index = one.member.told, one.member.index
            members[told.key].add(index)
            party = told.party(one.member.one)
            if party is not None and (party.naming is Naming.NAMED or is_press(party.name)):
                speakers[told.key].add(party.id)
            if index in told.claims:
                claims.add(told.claims[index])
        return About(
            words_of_text(" ".join(one.report.words for one in reports)),
            frozenset(claims),
            {key: frozenset(found) for key, found in members.items()},
            {key: frozenset(found) for key, found in speakers.items()},
        )

    def has(self, told: Told, number: int) -> bool:
        """Whether a citation of an article may be of the claim: by its words, unless its statement is of
        another claim, or was told to the outlet cited by another than those whom the article has on this one.
        """
        citing = told.citings[number]
        index = _statement(told, number)
        if index is not None:
            if index in self.members.get(told.key, ()):
                return True
            if self.claims and told.claims.get(index, "") not in {"", *self.claims}:
                return False
            party = told.party(told.reading.attributions[index])
            others = self.speakers.get(told.key, frozenset())
            named = party is not None and party.naming is Naming.NAMED
            if citing.how is CitedBy.TOLD and others and named and party and party.id not in others:
                return False
        about = words_of_text(" ".join(told.words(span) for span in citing.about))
        return not about or len(about & self.words) >= _ABOUT * len(about)


def _statement(told: Told, number: int) -> int | None:
    """Return the statement that a citation belongs to: its own, or the only one of its sentence."""
    citing = told.citings[number]
    if citing.attribution is not None:
        return citing.attribution
    sentence = told.flat.sentence(citing.words.start)
    inside = [
        index
        for index, one in enumerate(told.reading.attributions)
        if one.parent is None and sentence.start <= one.cue[0].start < sentence.end
    ]
    return inside[0] if len(inside) == 1 else None

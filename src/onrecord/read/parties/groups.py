"""Parts of a group: "one of the officials", "the other", "both", "all four", "ten of them"."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from onrecord.article import Ground, Naming, PartyKind, Span
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.clusters import Outcome
from onrecord.read.parties.entities import Entity, Registry
from onrecord.read.parties.phrases import Phrase
from onrecord.read.parties.tokens import Tokens

# "One said" after "two officials" further above than this is another one.
_REACH: Final = 14
_MEMORY: Final = 8
_MEMBER: Final = 0.85
_WHOLE: Final = 0.8
_LOOSE: Final = 0.9
_SINGLE: Final = lex.word_set("one another other first second third fourth")
_WHOLES: Final = lex.word_set("both all")


@dataclass(slots=True)
class _Group:
    entity: Entity
    spoke: bool
    sentence: int
    parts: list[Entity] = field(default_factory=list)


class Groups:
    """The groups of people mentioned last, and their members told apart."""

    def __init__(self, tokens: Tokens, registry: Registry) -> None:
        self.tokens, self.registry = tokens, registry
        self.latest: deque[_Group] = deque(maxlen=_MEMORY)

    def note(self, entity: Entity, phrase: Phrase, spoke: bool, sentence: int) -> None:
        """Remember a group; one that spoke is likelier to have members that speak."""
        if phrase.head in lex.ANYBODY or entity.named or entity.joint:
            return
        known = next((g for g in self.latest if g.entity is entity), None)
        if known is not None:
            self.latest.remove(known)
            known.spoke, known.sentence = known.spoke or spoke, sentence
        self.latest.append(known or _Group(entity, spoke, sentence))

    def resolve(self, phrase: Phrase, owner: Entity | None) -> Outcome:
        """Return the party of a quantity: the group itself, a member of it, or people of their own."""
        head = phrase.head
        if head in lex.NOBODY:
            return Outcome(reason=f"'{' '.join(phrase.words)}' is nobody")
        group = self._group(phrase, owner)
        if head in _SINGLE and group is not None:
            return self._member(phrase, group)
        if phrase.plural and group is not None and (head in _WHOLES or self._counts(phrase, group)):
            return Outcome(group.entity, Ground.SAME_WORDS, self._rests(group.entity), _WHOLE)
        single = not phrase.plural
        kind = PartyKind.PERSON if single else PartyKind.GROUP
        if head in _SINGLE and group is None and phrase.owner is None and not self._of_some(phrase):
            return Outcome(reason=f"no group stands before '{' '.join(phrase.words)}'")
        entity = self.registry.new(
            kind=kind, plural=not single, introduced=phrase.first, number=phrase.number
        )
        if owner is not None:
            entity.group = owner
        entity.described.append(self.tokens.span(phrase.first, phrase.end))
        return Outcome(entity, Ground.ITSELF, None, _LOOSE)

    def _of_some(self, phrase: Phrase) -> bool:
        """Whether the words tell themselves whose part it is: "one of the last luminaries"."""
        return self.tokens.lower[phrase.last + 1 : phrase.last + 2] == ["of"]

    def _counts(self, phrase: Phrase, group: _Group) -> bool:
        return bool(
            phrase.owner is None
            and phrase.number
            and phrase.number == group.entity.number
            and phrase.number > 1
        )

    def _rests(self, entity: Entity) -> Span | None:
        return entity.ties[-1].span if entity.ties else None

    def _group(self, phrase: Phrase, owner: Entity | None) -> _Group | None:
        if owner is not None:
            return next((g for g in self.latest if g.entity is owner), None) if owner.plural else None
        here = self.tokens.sentence[phrase.first]
        near = [g for g in self.latest if here - g.sentence <= _REACH]
        spoke = [g for g in near if g.spoke]
        choice = spoke or near
        return choice[-1] if choice else None

    def _member(self, phrase: Phrase, group: _Group) -> Outcome:
        """A member told apart; "the other" and "another" are not the one before."""
        whole = group.entity
        entity = self.registry.new(
            kind=PartyKind.PERSON if whole.kind is PartyKind.GROUP else whole.kind,
            introduced=phrase.first, group=whole, naming=whole.naming,
        )  # fmt: skip
        for facet in whole.facets:
            entity.words |= facet.words | {facet.head}
        entity.described.append(self.tokens.span(phrase.first, phrase.end))
        group.parts.append(entity)
        group.sentence = self.tokens.sentence[phrase.first]
        if whole.naming is not Naming.NAMED:
            whole.members.append(entity)
        return Outcome(entity, Ground.ROLE, self._rests(whole), _MEMBER)

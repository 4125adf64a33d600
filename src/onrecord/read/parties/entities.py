"""Parties in the making: what is known of each so far, and the indices to find them by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from onrecord.article import Anonymity, Ground, Naming, PartyKind, Span
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.phrases import Phrase
from onrecord.read.parties.places import country_of, same_owner

# Of the many parties that share a role or a part of their name, only the latest are looked at: this keeps a
# text of thousands of ministers linear, and no reader thinks further back.
RECALLED: Final = 24
_SMALL: Final = lex.STOPS | lex.DETERMINERS
# A name of given name and two surnames, of which the first is the one used.
_SPANISH: Final = 3
# A party described in more ways than this is told apart by the first of them; so the work stays linear.
_FACETS: Final = 32


@dataclass(slots=True)
class Facet:
    """One way in which a party was described: a role, a body, a document, and whose it is."""

    head: str
    words: frozenset[str]
    owner: Entity | None
    place: str
    plural: bool


@dataclass(slots=True, eq=False)
class Tie:
    """One mention of a party, and what ties it to the party."""

    phrase: Phrase
    span: Span
    ground: Ground
    rests_on: Span | None
    confidence: float


@dataclass(slots=True, eq=False)
class Entity:
    """A party in the making. `order` numbers the parties; `anchor` is where its fullest name
    stands first, of `anchored` words."""

    order: int
    kind: PartyKind = PartyKind.UNKNOWN
    gender: str = ""
    sure_gender: bool = False
    plural: bool = False
    names: list[tuple[str, ...]] = field(default_factory=list)
    facets: list[Facet] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    ties: list[Tie] = field(default_factory=list)
    described: list[Span] = field(default_factory=list)
    introduced: int = 1 << 60
    number: int | None = None
    naming: Naming | None = None
    anonymity: Anonymity | None = None
    speaks_for: Entity | None = None
    members: list[Entity] = field(default_factory=list)
    group: Entity | None = None
    title: str = ""
    place: bool = False
    writer: bool = False
    joint: bool = False  # all its members together, and nobody else
    guessed: bool = False  # a person only by the look of the name
    label: str = ""
    anchor: Span | None = None
    anchored: int = 0
    merged: Entity | None = None

    @property
    def named(self) -> bool:
        """Whether the text gives a name for it."""
        return bool(self.names)

    def root(self) -> Entity:
        """Return the party that this one turned out to be, itself mostly."""
        entity = self
        while entity.merged is not None:
            entity = entity.merged
        return entity

    def add_facet(self, phrase: Phrase, owner: Entity | None) -> None:
        """Remember a description of this party."""
        words = frozenset(phrase.words)
        facet = Facet(phrase.head, words, owner, phrase.place, phrase.plural)
        if len(self.facets) < _FACETS and facet not in self.facets:
            self.facets.append(facet)
        self.words |= words | {phrase.head}
        if phrase.gender and not self.sure_gender and not phrase.plural:
            self.gender, self.sure_gender = phrase.gender, True
        if self.kind is PartyKind.UNKNOWN:
            self.kind = phrase.kind

    def say(self, span: Span, text: str) -> None:
        """Remember words that say who this is, once each."""
        words = text[span.start : span.end]
        if len(self.described) < _FACETS and not any(text[s:e] == words for s, e in self.described):
            self.described.append(span)

    def owner_word(self) -> str:
        """Return the word by which an adjective of place may mean this party."""
        return self.names[0][-1] if self.names else ""


class Registry:
    """All parties of one article in the making, found by name, by part of a name and by head noun."""

    def __init__(self) -> None:
        self.all: list[Entity] = []
        self.by_name: dict[str, Entity] = {}
        self.by_part: dict[str, list[Entity]] = defaultdict(list)
        self.joint: dict[tuple[int, ...], Entity] = {}
        self.by_middle: dict[str, list[Entity]] = defaultdict(list)
        self.by_head: dict[str, list[Entity]] = defaultdict(list)
        self.by_initials: dict[str, list[Entity]] = defaultdict(list)

    def new(self, **known: object) -> Entity:
        """Return a new party; `known` are fields of Entity."""
        entity = Entity(len(self.all), **known)  # type: ignore[arg-type]
        self.all.append(entity)
        return entity

    def join(self, members: list[Entity]) -> Entity:
        """Return the party that these parties are together, the same one every time."""
        key = tuple(sorted(member.root().order for member in members))
        if key not in self.joint:
            self.joint[key] = self.new(kind=PartyKind.GROUP, plural=True, members=list(members), joint=True)
        return self.joint[key]

    def name(self, entity: Entity, words: tuple[str, ...]) -> None:
        """Give a party one more name."""
        key = " ".join(words)
        self.by_name.setdefault(key, entity)
        country = country_of(key)
        if country:
            self.by_name.setdefault(f"={country}", entity)
        if words in entity.names:
            return
        entity.names.append(words)
        entity.words.update(words)
        for part in {words[0], words[-1]}:
            if entity not in self.by_part[part][-RECALLED:]:
                self.by_part[part].append(entity)
        if len(words) == _SPANISH and entity.kind is PartyKind.PERSON and len(words[1]) > 2:
            self.by_middle[words[1]].append(entity)
        if len(words) > 1:
            self.by_initials["".join(w[0] for w in words if w not in _SMALL)].append(entity)

    def describe(self, entity: Entity, phrase: Phrase, owner: Entity | None) -> None:
        """Remember a description of a party, to find it by its head noun."""
        entity.add_facet(phrase, owner)
        self.index(entity, phrase.head)

    def merge(self, described: Entity, named: Entity) -> None:
        """Let a party that was only described so far be one with a named one."""
        if described is named:
            return
        described.merged = named
        named.facets += described.facets[: max(0, _FACETS - len(named.facets))]
        named.ties += described.ties
        named.described = described.described + named.described
        named.words |= described.words
        named.introduced = min(named.introduced, described.introduced)
        named.speaks_for = named.speaks_for or described.speaks_for
        if described.sure_gender and not named.sure_gender:
            named.gender, named.sure_gender = described.gender, True
        for facet in described.facets:
            known = self.by_head[facet.head]
            if described in known:
                known.remove(described)
            self.index(named, facet.head)

    def index(self, entity: Entity, head: str) -> None:
        """Let a party be found by a head noun."""
        known = self.by_head[head]
        if entity not in known[-RECALLED:]:
            known.append(entity)

    def with_heads(self, heads: Iterable[str]) -> list[Entity]:
        """Return the latest parties that have one of the head nouns, in the order of their making."""
        found: dict[int, Entity] = {}
        for head in heads:
            if head in self.by_head:
                found.update((entity.order, entity) for entity in self.by_head[head][-RECALLED:])
        return [found[order] for order in sorted(found)]


def owners_agree(owner: Entity | None, place: str, facet: Facet) -> bool | None:
    """Return whether two descriptions are of the same owner; None where one of them has none."""
    if owner is None and not place:
        return None
    if facet.owner is None and not facet.place:
        return None
    if owner is not None and owner is facet.owner:
        return True
    left = place or (owner.owner_word() if owner else "")
    right = facet.place or (facet.owner.owner_word() if facet.owner else "")
    if not left or not right:
        return False
    return same_owner(left, right)

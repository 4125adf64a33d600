"""Which names are one party's: full names, surnames with a title, parts of a body's name, initials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.article import Ground, PartyKind, Span
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.confidence import GROUNDS
from onrecord.read.parties.entities import RECALLED, Entity, Registry
from onrecord.read.parties.phrases import Form, Phrase, gender_of_given, kind_of
from onrecord.read.parties.places import SHARED_ROOT, country_of, same_owner
from onrecord.read.parties.tokens import Tokens

_BODIES: Final = frozenset({PartyKind.ORGANIZATION, PartyKind.GOVERNMENT})
# Bodies that are not called by the place they are of: "Orvane Water Authority" is not "Orvane".
_PUBLIC: Final = lex.word_set(
    "of authority council ministry police court parliament university board commission service army force"
    " mission office team hospital school college union party congress bank agency institute county city"
)
_INSIDE: Final = frozenset({"in", "across", "inside", "into"})
# A person's name in news has two to four words.
_LONGEST_PERSON: Final = 4


@dataclass(slots=True)
class Outcome:
    """What a phrase was taken for, or why not."""

    entity: Entity | None = None
    ground: Ground | None = None
    rests_on: Span | None = None
    confidence: float = 1.0
    reason: str = ""
    candidates: list[Entity] = field(default_factory=list)


class Names:
    """Clusters the names of one article."""

    def __init__(
        self, tokens: Tokens, registry: Registry, phrases: Sequence[Phrase], speaking: frozenset[Phrase]
    ) -> None:
        self.tokens, self.registry, self.speaking = tokens, registry, speaking
        self.names = [phrase for phrase in phrases if phrase.form is Form.NAME]
        self.outcomes: dict[Phrase, Outcome] = {}
        self.printed = {phrase.words for phrase in self.names if phrase.printed}
        self.regions = {p.words for p in self.names if len(p.words) > 1 and self._lies_in(p)}
        self.places = self._places(phrases)

    def _places(self, phrases: Sequence[Phrase]) -> set[str]:
        """Single names that are used as places: "in Halvern", "Orvane's president"."""
        places = {p.words[0] for p in self.names if p.located and len(p.words) == 1}
        owned = lex.GOVERNMENT_BODIES | {"president", "minister", "negotiator", "premier", "king", "queen"}
        for phrase in phrases:
            owner = phrase.owner
            if owner is None or phrase.head not in owned or phrase.kind is PartyKind.GROUP:
                continue
            if owner.form is Form.NAME and len(owner.words) == 1 and not owner.titles:
                places.add(owner.words[0])
        return places | self._with_people()

    def _lies_in(self, phrase: Phrase) -> bool:
        """Whether a name of more words is used as only a place is: "in Porto Ralle", "across Red Head"."""
        before = self.tokens.lower[phrase.first - 1] if phrase.first else ""
        return phrase.located and before in _INSIDE and phrase.kind is PartyKind.UNKNOWN

    def _with_people(self) -> set[str]:
        """Single names that the text also has as an adjective ("Orvanian"), or in its dateline."""
        roots: dict[str, set[str]] = {}
        found: set[str] = set()
        previous: Phrase | None = None
        for phrase in self.names:
            if len(phrase.words) == 1 and not phrase.words[0].endswith(lex.ADHERENTS):
                roots.setdefault(phrase.words[0][:SHARED_ROOT], set()).add(phrase.words[0])
                if previous is not None and previous.last + 2 == phrase.first and self._dateline(previous):
                    found.add(phrase.words[0])
            previous = phrase
        for words in roots.values():
            if 1 < len(words) <= RECALLED:
                found |= {w for w in words for other in words if w != other and same_owner(w, other)}
        return found

    def _dateline(self, phrase: Phrase) -> bool:
        at = phrase.first
        begins = at == 0 or self.tokens.paragraph[at - 1] != self.tokens.paragraph[at]
        return begins and self.tokens.word[at].isupper() and self.tokens.word[phrase.last + 1] == ","

    def cluster(self) -> dict[Phrase, Outcome]:
        """Return what every name was taken for; names of more words first, so that short ones find them."""
        for phrase in self.names:
            if len(phrase.words) > 1:
                self.outcomes[phrase] = self._full(phrase)
        for phrase in self.names:
            if len(phrase.words) == 1 and phrase.titles:
                self.outcomes[phrase] = self._short(phrase)
        for phrase in self.names:
            if len(phrase.words) == 1 and not phrase.titles:
                self.outcomes[phrase] = self._short(phrase)
        return self.outcomes

    def span(self, phrase: Phrase) -> Span:
        """Return the characters of a phrase."""
        return self.tokens.span(phrase.first, phrase.last)

    def _full(self, phrase: Phrase) -> Outcome:
        """A name of several words: one known already, with or without middle name, or a new one."""
        key = " ".join(phrase.words)
        country = country_of(key)
        known = self.registry.by_name.get(f"={country}" if country else key)
        if phrase.owner is not None and known is not None and not self._same_owner(phrase, known):
            known = None
        if known is not None and not _clash(phrase, known):
            return self._tie(phrase, known, Ground.ALIAS if country else Ground.SAME_WORDS)
        guessed = phrase.kind is PartyKind.UNKNOWN and self._like_person(phrase)
        if guessed:
            phrase.kind = PartyKind.PERSON
        if phrase.kind is PartyKind.PERSON:
            for candidate in self.registry.by_part[phrase.words[-1]][-RECALLED:]:
                if candidate.kind is not PartyKind.PERSON or _clash(phrase, candidate):
                    continue
                if any(_same_person(phrase.words, name) for name in candidate.names):
                    return self._tie(phrase, candidate, Ground.PART_OF_NAME)
        elif phrase.kind in _BODIES:
            longer = self._body_by_part(phrase, self.registry.by_part[phrase.words[-1]][-RECALLED:])
            if len(longer) == 1:
                return self._tie(phrase, longer[0], Ground.PART_OF_NAME)
        entity = self._new(phrase)
        entity.guessed = guessed
        return self._tie(phrase, entity, Ground.ITSELF)

    def _same_owner(self, phrase: Phrase, known: Entity) -> bool:
        owner = self.outcomes.get(phrase.owner) if phrase.owner else None
        if owner is None or owner.entity is None:
            word = phrase.owner.words[-1] if phrase.owner and phrase.owner.words else ""
            return not known.facets or any(f.place == word for f in known.facets)
        return all(f.owner is owner.entity for f in known.facets)

    def _like_person(self, phrase: Phrase) -> bool:
        words = phrase.words
        plain = all(w.isalpha() or "-" in w or "’" in w or "'" in w or w.endswith(".") for w in words)
        return (
            2 <= len(words) <= _LONGEST_PERSON
            and plain
            and not phrase.located
            and words not in self.regions
            and words not in self.printed
            and not set(words) & lex.PLACE_WORDS
            and phrase.determiner != "the"
            and "of" not in words
        )

    def _new(self, phrase: Phrase) -> Entity:
        words = phrase.words
        kind = phrase.kind
        single = len(words) == 1
        place = (single and words[0] in self.places) or phrase.located or words in self.regions
        if kind is PartyKind.UNKNOWN and single and words[0].endswith(lex.ADHERENTS):
            kind, phrase.plural, place = PartyKind.GROUP, True, False
        if kind is PartyKind.UNKNOWN and words in self.printed:
            kind, place = PartyKind.ORGANIZATION, False
        if kind is PartyKind.UNKNOWN and place:
            kind = PartyKind.GOVERNMENT if single or words in self.regions else kind
        gender = phrase.gender or (
            gender_of_given(words[0]) if kind is PartyKind.PERSON and len(words) > 1 else ""
        )
        entity = self.registry.new(
            kind=kind,
            gender=gender,
            sure_gender=bool(phrase.gender),
            place=place or bool(country_of(" ".join(words))),
        )
        self.registry.name(entity, words)
        if kind in _BODIES:
            self.registry.index(entity, phrase.head)
        if phrase.plural:
            entity.plural = True
        return entity

    def _short(self, phrase: Phrase) -> Outcome:
        """A name of one word: whoever has it as surname, given name, or part of a body's name."""
        word = phrase.words[0]
        country = country_of(word)
        if phrase.place and country:
            return (
                self._people_of(phrase)
                if phrase in self.speaking
                else Outcome(reason="an adjective of place")
            )
        exact = self.registry.by_name.get(f"={country}" if country else word)
        if exact is not None and not phrase.titles and exact.kind is not PartyKind.PERSON:
            same = word in {n[-1] for n in exact.names}
            return self._tie(phrase, exact, Ground.SAME_WORDS if same else Ground.ALIAS)
        candidates = self._people(phrase)
        if not candidates and not phrase.titles:
            candidates = self._bodies(phrase)
        if exact is not None and not candidates and not _clash(phrase, exact):
            candidates = [exact]
        before = [c for c in candidates if c.introduced <= phrase.first]
        if len(before) >= 1:
            candidates = before
        if len(candidates) == 1:
            full = candidates[0]
            ground = (
                Ground.SAME_WORDS if (word,) in full.names and not full.names[0][1:] else Ground.PART_OF_NAME
            )
            if phrase.kind in _BODIES or (full.kind in _BODIES and phrase.acronym):
                ground = Ground.ALIAS
            return self._tie(phrase, full, ground)
        if candidates:
            shown = self.tokens.word[phrase.last]
            return Outcome(reason=f"{_count(len(candidates))} named {shown}", candidates=candidates)
        return self._tie(phrase, self._new(phrase), Ground.ITSELF)

    def _people_of(self, phrase: Phrase) -> Outcome:
        """ "the French", "Americans": the people, not the government."""
        phrase.plural, phrase.kind = True, PartyKind.GROUP
        known = self.registry.by_name.get(f"people {phrase.words[0]}")
        if known is not None:
            return self._tie(phrase, known, Ground.SAME_WORDS)
        entity = self.registry.new(kind=PartyKind.GROUP, plural=True)
        self.registry.by_name[f"people {phrase.words[0]}"] = entity
        entity.names.append(phrase.words)
        return self._tie(phrase, entity, Ground.ITSELF)

    def _people(self, phrase: Phrase) -> list[Entity]:
        """Persons of that surname (or, without a title before it, given name) whose title and gender fit."""
        word = phrase.words[0]
        if phrase.kind in _BODIES:
            return []
        people = [e for e in self.registry.by_part[word][-RECALLED:] if e.kind is PartyKind.PERSON]
        people = [e for e in people if not _clash(phrase, e)]
        surnames = [e for e in people if any(n[-1] == word for n in e.names)]
        if len(surnames) > 1 and phrase.gender:
            surnames = [e for e in surnames if e.gender in {"", phrase.gender}] or surnames
        if not surnames and (
            not phrase.titles or phrase.titles[-1] in {"sir", "dame", "king", "queen", "prince"}
        ):
            return [] if word in self.places else people
        if not surnames:
            return self._first_surnames(phrase, people)
        if len(surnames) > 1 and phrase.titles:
            roles = {lex.TITLE_ROLE.get(t.rstrip("."), t) for t in phrase.titles}
            return [e for e in surnames if roles & e.words] or surnames
        return surnames

    def _first_surnames(self, phrase: Phrase, people: list[Entity]) -> list[Entity]:
        """Behind "Mr." a surname may stand first or in the middle of the full name ("Ana Costa Lima")."""
        word = phrase.words[0]
        middle = [e for e in self.registry.by_middle.get(word, ())[-RECALLED:] if not _clash(phrase, e)]
        first = [e for e in people if any(n[0] == word and not gender_of_given(word) for n in e.names)]
        return middle or first

    def _bodies(self, phrase: Phrase) -> list[Entity]:
        word = phrase.words[0]
        if phrase.acronym:
            initials = self.registry.by_initials.get(word.replace(".", ""), [])
            if initials:
                return [e for e in initials if e.kind is not PartyKind.PERSON][-RECALLED:]
        if word in self.places or country_of(word):
            return []
        return self._body_by_part(phrase, self.registry.by_part[word][-RECALLED:])

    def _body_by_part(self, phrase: Phrase, known: list[Entity]) -> list[Entity]:
        """Bodies whose name begins with these words, or ends in them if they are a noun ("the Post")."""
        words = phrase.words
        found = []
        for entity in known:
            if entity.kind is PartyKind.PERSON:
                continue
            for name in entity.names:
                ends = (
                    name[-len(words) :] == words and words[-1] in lex.OUTLET_BODIES | lex.ORGANIZATION_BODIES
                )
                begins = (
                    name[: len(words)] == words
                    and entity.kind is PartyKind.ORGANIZATION
                    and not _PUBLIC & set(name)
                )
                if len(name) > len(words) and (ends or begins) and entity not in found:
                    found.append(entity)
        return found

    def _tie(self, phrase: Phrase, entity: Entity, ground: Ground) -> Outcome:
        """Tie a name to its party, and learn from it."""
        rests_on = None
        if ground is not Ground.ITSELF:
            rests_on = entity.anchor
        if entity.anchor is None or len(phrase.words) > entity.anchored:
            entity.anchor, entity.anchored = self.span(phrase), len(phrase.words)
        if (
            len(phrase.words) > 1
            and phrase.kind is PartyKind.PERSON
            and len(entity.names[0]) < len(phrase.words)
        ):
            entity.gender = entity.gender or gender_of_given(phrase.words[0])
        if phrase.gender and not entity.sure_gender:
            entity.gender, entity.sure_gender = phrase.gender, True
        entity.guessed = entity.guessed and not phrase.titles
        if phrase.kind is not PartyKind.UNKNOWN and entity.kind is PartyKind.UNKNOWN:
            entity.kind = phrase.kind
        self.registry.name(entity, phrase.words)
        entity.introduced = min(entity.introduced, phrase.first)
        self._learn_titles(phrase, entity)
        return Outcome(entity, ground, rests_on, GROUNDS[ground])

    def _learn_titles(self, phrase: Phrase, entity: Entity) -> None:
        """The title before a name is a description: "Foreign Minister Igor Ivanov"."""
        roles = [lex.TITLE_ROLE.get(t.rstrip("."), t) for t in phrase.titles]
        heads = [k for k, role in enumerate(roles) if role in lex.PERSON_ROLES]
        if not heads:
            return
        at = heads[-1] if "of" not in roles else heads[0]
        role = Phrase(
            phrase.first, phrase.core - 1, Form.DESCRIPTION, roles[at], tuple(roles[:at]), kind_of(roles[at]),
            gender=phrase.gender, place=next((r for r in roles[:at] if country_of(r)), ""),
        )  # fmt: skip
        self.registry.describe(entity, role, None)
        span = self.tokens.span(phrase.core - len(phrase.titles), phrase.core - 1)
        entity.say(span, self.tokens.text)


def _count(number: int) -> str:
    return {2: "two", 3: "three", 4: "four"}.get(number, "several")


def _clash(phrase: Phrase, entity: Entity) -> bool:
    """Whether gender or kind forbids that a name is this party's."""
    if phrase.kind is PartyKind.PERSON and entity.kind in _BODIES and not entity.place:
        return True
    if phrase.titles and entity.kind in _BODIES:
        return True
    return bool(phrase.gender and entity.sure_gender and phrase.gender != entity.gender)


def _same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two full names differ in a middle name or in an initial only."""
    if left[-1] != right[-1] or min(len(left), len(right)) < 2:
        return False
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < len(longer) and longer[-len(shorter) :] == shorter:
        return True
    first, other = left[0].rstrip("."), right[0].rstrip(".")
    return first == other or (1 in {len(first), len(other)} and first[0] == other[0])

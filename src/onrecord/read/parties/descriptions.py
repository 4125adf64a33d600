"""Which party a description means: "the minister", "the paper", "the officials"."""

from __future__ import annotations

from collections import deque
from typing import Final

from onrecord.article import Ground, PartyKind
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.clusters import Outcome
from onrecord.read.parties.confidence import GROUNDS, NEAREST, ROLE_LATER, UNTOLD
from onrecord.read.parties.entities import RECALLED, Entity, Registry, owners_agree
from onrecord.read.parties.phrases import Phrase
from onrecord.read.parties.tokens import Tokens

_INDEFINITE: Final = frozenset({"a", "an", "no", "every", "each", "any", "some", "another", "one"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})
# "the text we initialed" is not "the text they sent".
_SOMEBODY: Final = frozenset({PartyKind.PERSON, PartyKind.ORGANIZATION, PartyKind.UNKNOWN})
_NARROWED: Final = frozenset({PartyKind.DOCUMENT, PartyKind.GROUP})
_CLAUSES: Final = lex.word_set("we they he she it i you who that which")
# Modifiers that do not tell one holder of a role from another.
_IDLE: Final = lex.word_set("same former late then new old two three four five both other said")
# Of two parties with the same role, the nearer is meant if it stands within so many sentences, and the other
# farther than the second number.
_NEAR: Final = 2
_FAR: Final = 5


class Describer:
    """Ties the descriptions of one article to parties; called in the order of the text."""

    def __init__(self, tokens: Tokens, registry: Registry) -> None:
        self.tokens, self.registry = tokens, registry
        self.by_text: dict[str, Entity] = {}
        self.last_sentence: dict[int, int] = {}
        self.latest: deque[Entity] = deque(maxlen=RECALLED)

    def learn(self, phrase: Phrase, entity: Entity, owner: Entity | None) -> None:
        """Remember the words of a description that stands beside a name."""
        self.by_text.setdefault(self._key(phrase, owner), entity)

    def text(self, phrase: Phrase) -> str:
        """Return the words of a description without its article, in small letters."""
        first = phrase.first + (phrase.determiner in lex.DETERMINERS and phrase.first < phrase.last)
        return " ".join(self.tokens.lower[first : phrase.last + 1])

    def resolve(self, phrase: Phrase, owner: Entity | None, *, headline: bool = False) -> Outcome:
        """Return the party that a description means: one known already, or a new one."""
        if phrase.determiner in _INDEFINITE:
            return self._new(phrase, owner)
        counted = phrase.determiner == "#" and self.tokens.lower[phrase.first] != "both"
        if counted and not headline:
            return self._new(phrase, owner)
        same = self.by_text.get(self._key(phrase, owner))
        same = same.root() if same is not None else None
        if same is not None and phrase.plural and phrase.determiner in _DEFINITE and same.number is None:
            groups = [e for e in self._candidates(phrase, owner, {phrase.head})[0] if e.number is not None]
            same = groups[0] if len(groups) == 1 else same
        if same is not None and same.plural == phrase.plural:
            return self._tie(phrase, same, owner, Ground.SAME_WORDS, GROUNDS[Ground.SAME_WORDS])
        if (phrase.determiner == "" and not headline) or self._narrowed(phrase, owner):
            return self._new(phrase, owner)
        return self._definite(phrase, owner)

    def _key(self, phrase: Phrase, owner: Entity | None) -> str:
        """The words of a description, its owner, and the beginning of a clause that narrows it."""
        after = phrase.last + 1
        clause = ""
        if (
            phrase.kind in _NARROWED
            and self.tokens.lower[after : after + 1]
            and self.tokens.lower[after] in _CLAUSES
        ):
            clause = " ".join(self.tokens.lower[after : after + 2])
        return f"{owner.order if owner else ''}|{self.text(phrase)}|{clause}"

    def _narrowed(self, phrase: Phrase, owner: Entity | None) -> bool:
        return not self._key(phrase, owner).endswith("|")

    def identify(self, phrase: Phrase, entity: Entity, owner: Entity | None) -> Entity | None:
        """Return the one party, not named so far, whose description fits one that stands beside a name."""
        fits, sure = self._candidates(phrase, owner, {phrase.head})
        if phrase.determiner == "the" and not fits and phrase.head in lex.HYPERNYMS:
            fits, sure = self._candidates(phrase, owner, lex.HYPERNYMS[phrase.head])
        others = [e for e in (sure or fits) if e is not entity]
        open_ones = [
            e
            for e in others
            if not e.named and not e.plural and e.kind is entity.kind and e.introduced < phrase.first
        ]
        if len(others) != 1 or len(open_ones) != 1:
            return None
        if entity.sure_gender and open_ones[0].sure_gender and entity.gender != open_ones[0].gender:
            return None
        return open_ones[0]

    def _definite(self, phrase: Phrase, owner: Entity | None) -> Outcome:
        fits, sure = self._candidates(phrase, owner, {phrase.head})
        if not fits and phrase.determiner in _DEFINITE | {"", "#"}:
            wider = lex.HYPERNYMS.get(phrase.head)
            if wider and not set(phrase.words) - _IDLE:
                fits, sure = self._candidates(phrase, owner, wider)
        fits = sure or fits
        if (phrase.owner is not None or phrase.place) and not sure:
            near = self.tokens.sentence[phrase.first]
            alone = len(self.registry.with_heads([phrase.head])) == 1 and phrase.determiner not in {
                "my",
                "our",
                "your",
            }
            fits = [e for e in fits if alone and near - self.last_sentence.get(e.order, -99) <= _NEAR]
        if not fits:
            return self._new(phrase, owner)
        before = [e for e in fits if e.introduced <= phrase.first]
        chosen = before or fits
        ground = (
            Ground.PART_OF_NAME if chosen[0].named and chosen[0].kind is not PartyKind.PERSON else Ground.ROLE
        )
        if len(chosen) == 1:
            return self._tie(phrase, chosen[0], owner, ground, GROUNDS[ground] if before else ROLE_LATER)
        nearest = self._nearest(phrase, chosen)
        if nearest is not None:
            return self._tie(phrase, nearest, owner, ground, NEAREST)
        what = phrase.head if not phrase.plural else self.tokens.lower[phrase.last]
        return Outcome(reason=f"more than one {what} in the article", candidates=chosen[-4:][::-1])

    def _candidates(
        self, phrase: Phrase, owner: Entity | None, heads: set[str] | frozenset[str]
    ) -> tuple[list[Entity], list[Entity]]:
        """Return the parties that a description may mean, and those whose owner is the same besides."""
        fits, sure = [], []
        place = phrase.place or ""
        asked = {w for w in phrase.words if w not in _IDLE and w not in lex.NUMBERS and w != place}
        for entity in self.registry.with_heads(sorted(heads)):
            if entity.plural != phrase.plural or (asked - entity.words):
                continue
            if phrase.plural and phrase.number and entity.number and phrase.number != entity.number:
                continue
            if phrase.gender and entity.sure_gender and phrase.gender != entity.gender:
                continue
            agree = [owners_agree(owner, place, f) for f in entity.facets if f.head in heads]
            if entity.merged is not None:
                continue
            named = entity.named and entity.kind is not PartyKind.PERSON
            if named and (place or owner) and {place, owner.owner_word() if owner else ""} & entity.words:
                agree = [True]
            if agree and all(a is False for a in agree):
                continue
            fits.append(entity)
            if any(agree):
                sure.append(entity)
        return fits, sure

    def _nearest(self, phrase: Phrase, fits: list[Entity]) -> Entity | None:
        here = self.tokens.sentence[phrase.first]
        distances = sorted(
            ((here - self.last_sentence.get(e.order, -99), -e.order, e) for e in fits),
            key=lambda item: item[:2],
        )
        if distances[0][0] <= _NEAR and distances[1][0] >= _FAR:
            return distances[0][2]
        return None

    def _new(self, phrase: Phrase, owner: Entity | None) -> Outcome:
        entity = self.registry.new(kind=phrase.kind, plural=phrase.plural, introduced=phrase.first)
        entity.number = phrase.number if phrase.plural else None
        if phrase.kind is PartyKind.GROUP and phrase.head in lex.GROUPS:
            entity.plural = True
        alone = phrase.determiner in _DEFINITE and not phrase.words and phrase.owner is None
        bare = alone and phrase.end == phrase.last and phrase.kind in _SOMEBODY
        return self._tie(phrase, entity, owner, Ground.ITSELF, UNTOLD if bare else GROUNDS[Ground.ITSELF])

    def _tie(
        self, phrase: Phrase, entity: Entity, owner: Entity | None, ground: Ground, sure: float
    ) -> Outcome:
        rests_on = entity.ties[0].span if entity.ties and ground is not Ground.ITSELF else None
        if phrase.determiner not in _INDEFINITE or ground is Ground.ITSELF:
            known = self.by_text.get(self._key(phrase, owner))
            if known is None or not known.root().named or phrase.determiner not in _INDEFINITE:
                self.by_text[self._key(phrase, owner)] = entity
        if ground is not Ground.SAME_WORDS:
            self.registry.describe(entity, phrase, owner)
        return Outcome(entity, ground, rests_on, sure)

"""Two parties named together: "both men", "the pair", "they", "the former … the latter"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onrecord.article import Ground, PartyKind, Span
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.clusters import Outcome
from onrecord.read.parties.entities import Entity, Registry
from onrecord.read.parties.phrases import Form, Phrase
from onrecord.read.parties.relations import joined
from onrecord.read.parties.tokens import Tokens

# "Both men" may mean two who were named together so many sentences above, "the former" only so many.
_REACH: Final = 8
_NEAR: Final = 2
_SURE: Final = 0.85
_COUPLES: Final = lex.word_set("pair duo couple")
_BOTH: Final = lex.word_set("both two")
_PERSONAL: Final = frozenset({PartyKind.PERSON, PartyKind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class _Pair:
    left: Entity
    right: Entity
    sentence: int
    span: Span


class Pairs:
    """The two parties that the text named together last."""

    def __init__(self, tokens: Tokens, registry: Registry) -> None:
        self.tokens, self.registry = tokens, registry
        self.last: _Pair | None = None
        self.before: tuple[Phrase, Entity] | None = None

    def note(self, phrase: Phrase, entity: Entity) -> Entity | None:
        """Remember a mention; return the party of two if it completes one."""
        before, self.before = self.before, (phrase, entity)
        if before is None or phrase.form is Form.PRONOUN or phrase.possessive or before[0].possessive:
            return None
        left = before[1].root()
        if left is entity or not joined(self.tokens, before[0], phrase):
            return None
        if left.plural or entity.plural:
            return self.registry.join([left, entity])
        span = self.tokens.span(before[0].first, phrase.last)
        self.last = _Pair(left, entity, self.tokens.sentence[phrase.first], span)
        return self.registry.join([left, entity])

    def resolve(self, phrase: Phrase) -> Outcome | None:
        """Return whom "both men" or "the former" is, None for any other phrase."""
        if phrase.head in lex.OF_TWO and not phrase.words:
            return self._one(phrase)
        pair = self._near(phrase, _REACH)
        if pair is None or not self._means_two(phrase) or not self._fits(phrase, pair):
            return None
        return Outcome(
            self.registry.join([pair.left.root(), pair.right.root()]), Ground.ROLE, pair.span, _SURE
        )

    def _near(self, phrase: Phrase, reach: int) -> _Pair | None:
        if self.last is None or self.tokens.sentence[phrase.first] - self.last.sentence > reach:
            return None
        return self.last if self.last.left.root() is not self.last.right.root() else None

    def _one(self, phrase: Phrase) -> Outcome:
        pair = self._near(phrase, _NEAR)
        if pair is None:
            return Outcome(reason=f"which of two 'the {phrase.head}' is, is not told")
        entity = pair.left if phrase.head == "former" else pair.right
        return Outcome(entity.root(), Ground.ROLE, pair.span, _SURE)

    def _means_two(self, phrase: Phrase) -> bool:
        words = set(self.tokens.lower[phrase.first : phrase.last + 1])
        if phrase.head in _COUPLES:
            return phrase.determiner == "the" and not phrase.words
        others = set(phrase.words) - _BOTH
        if phrase.form is Form.QUANTITY:
            return bool(words & _BOTH) and phrase.owner is None and not words - _BOTH - {"the"}
        definite = "both" in words or words >= {"the", "two"}
        return phrase.plural and definite and not others and phrase.end == phrase.last

    def _fits(self, phrase: Phrase, pair: _Pair) -> bool:
        """Whether two are what they are called: "both men" are no women, "both ministries" no people."""
        both = (pair.left.root(), pair.right.root())
        if phrase.form is Form.QUANTITY or phrase.head in _COUPLES:
            return True
        if phrase.head in {"man", "woman"}:
            other = "f" if phrase.head == "man" else "m"
            return all(e.kind in _PERSONAL and e.gender != other for e in both)
        return all(phrase.head in e.words or (phrase.head == "side" and not e.plural) for e in both)

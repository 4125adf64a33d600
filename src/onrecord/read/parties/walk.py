"""Go through the phrases of a text in order and tie each to a party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from onrecord.article import Ground, PartyKind, Span
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.clusters import Outcome
from onrecord.read.parties.confidence import GROUNDS, NEAREST
from onrecord.read.parties.descriptions import Describer
from onrecord.read.parties.entities import Entity, Registry, Tie
from onrecord.read.parties.groups import Groups
from onrecord.read.parties.pairs import Pairs
from onrecord.read.parties.phrases import Form, Phrase
from onrecord.read.parties.places import DEMONYM_ENDS
from onrecord.read.parties.pronouns import LABELLED, Foreground, Place, Seen, judge, weight
from onrecord.read.parties.relations import is_object
from onrecord.read.parties.speech import Writer
from onrecord.read.parties.tokens import Tokens

# A pronoun that is no source is a mention only where it is clear.
_CLEAR: Final = 0.75
# "it" means a thing only as a source: elsewhere it is mostly weather or grammar.
_EMPTY: Final = frozenset({"it", "itself", "one"})
_SURE_MARGIN: Final = 1.0
_DEEPEST_OWNER: Final = 6
# "They" are two who were named together rather than one of them.
_TOGETHER: Final = 0.6
_CUT_VERBS: Final = frozenset({"s", "m", "d", "re", "ve", "ll"})
# A clause on a person that runs longer, or up to a verb of saying, is no description.
_LONGEST_CLAUSE: Final = 20
_CLAUSE_ENDS: Final = frozenset({",", ".", ";", ":", "—", "–", "”", '"', "“", "?", "!"})
_NO_VERBS: Final = (
    lex.PREPOSITIONS | lex.DETERMINERS | lex.PRONOUNS.keys() | lex.word_set("and or but that if not")
)


class Outer(NamedTuple):
    """Whose words a source stands in: who reports them, and all who are quoted and cannot be "he"."""

    reporter: Phrase | None = None
    quoted: tuple[Phrase, ...] = ()


class Walk:
    """Resolves the phrases of one article from left to right.

    `speakers` are the phrases at the head of sources, with the sources in whose words each stands;
    `headlines` are the numbers of the paragraphs that are headings: their descriptions come last.
    """

    def __init__(
        self,
        tokens: Tokens,
        registry: Registry,
        outcomes: dict[Phrase, Outcome],
        speakers: Mapping[Phrase, Outer],
        headlines: frozenset[int],
        writer: Writer,
        labels: frozenset[Phrase],
    ) -> None:
        self.tokens, self.registry, self.outcomes, self.speakers = tokens, registry, outcomes, speakers
        self.headlines, self.writer, self.labels = headlines, writer, labels
        self.describer = Describer(tokens, registry)
        self.groups = Groups(tokens, registry)
        self.pairs = Pairs(tokens, registry)
        self.foreground = Foreground()
        self.told = _told(tokens)
        self.subject_of = -1
        self.led = False  # whether the last mention was the first of its sentence
        self.modifiers: set[Phrase] = set()
        self.late: set[Phrase] = set()

    def run(self, phrases: Sequence[Phrase]) -> dict[Phrase, Outcome]:
        """Return what every phrase was taken for; first and second persons are left to `speech`."""
        self.modifiers = {
            p.owner for p in phrases
            if p.owner is not None and p.owner.form is Form.NAME and not p.owner.possessive
            and p.first <= p.owner.first and p.owner.last < p.last
            and p.owner.head.endswith(DEMONYM_ENDS)
        }  # fmt: skip
        later = []
        for phrase in phrases:
            bare = phrase.form is Form.DESCRIPTION and phrase.determiner in {"", "#"}
            if bare and self.tokens.paragraph[phrase.last] in self.headlines:
                later.append(phrase)
                self.late.add(phrase)
            else:
                self._go(phrase)
        for phrase in later:
            self._go(phrase)
        return self.outcomes

    def _go(self, phrase: Phrase) -> None:
        outcome = self.resolve(phrase)
        if outcome.entity is not None:
            outcome.entity = outcome.entity.root()
            if phrase.form is Form.NAME and phrase.titles:
                self._identify_title(phrase, outcome.entity)
            self._note(phrase, outcome)

    def _identify_title(self, phrase: Phrase, entity: Entity) -> None:
        """ "Prime Minister Krone" is the prime minister of whom the text spoke before."""
        titles = [lex.TITLE_ROLE.get(t.rstrip("."), t) for t in phrase.titles]
        if entity.introduced != phrase.first or titles[-1] not in lex.OFFICE_ROLES:
            return
        role = Phrase(
            phrase.first, phrase.core - 1, Form.DESCRIPTION, titles[-1], tuple(titles[:-1]), PartyKind.PERSON,
            gender=phrase.gender,
        )  # fmt: skip
        described = self.describer.identify(role, entity, None)
        if described is not None:
            self.registry.merge(described, entity)

    def resolve(self, phrase: Phrase, depth: int = 0) -> Outcome:
        """Return what a phrase is taken for, its owner first."""
        known = self.outcomes.get(phrase)
        if known is not None:
            return known
        owner = None
        if phrase.owner is not None and phrase.owner is not phrase and depth < _DEEPEST_OWNER:
            owner = self.resolve(phrase.owner, depth + 1).entity
        if phrase.determiner in {"my", "our"}:
            owner = self._first_owner(phrase)
        outcome = self._resolve(phrase, owner)
        self.outcomes[phrase] = outcome
        if outcome.entity is not None and phrase.head in lex.SPOKES:
            outcome.entity.speaks_for = outcome.entity.speaks_for or owner
        return outcome

    def _resolve(self, phrase: Phrase, owner: Entity | None) -> Outcome:
        if phrase.form is Form.PRONOUN:
            return self._pronoun(phrase)
        if phrase.form is Form.QUANTITY and phrase.head in lex.RELATIVES:
            return self._relative(phrase)
        two = self.pairs.resolve(phrase)
        if two is not None:
            return two
        if phrase.form is Form.QUANTITY:
            return self.groups.resolve(phrase, owner)
        if phrase.same is not None:
            named = self.outcomes.get(phrase.same)
            if named is not None and named.entity is not None:
                return self._apposition(phrase, named.entity, owner)
        if (
            phrase.determiner in {"this", "our"}
            and phrase.head in lex.OUTLET_NOUNS
            and not self.tokens.quote[phrase.last]
        ):
            return Outcome(self.writer.house(), Ground.WRITER, None, GROUNDS[Ground.WRITER])
        if phrase.head in lex.GENERIC_PERSON and phrase.determiner == "the" and not phrase.plural:
            known = self._the_woman(phrase)
            if known is not None:
                return known
        if self.tokens.word[phrase.first] in {"Q", "A"} and phrase.first == phrase.last:
            return Outcome(reason="speech")
        return self.describer.resolve(phrase, owner, headline=phrase in self.late)

    def _the_woman(self, phrase: Phrase) -> Outcome | None:
        """ "the woman" may be she of whom the last sentence spoke, if nobody else was called a woman."""
        if self.registry.with_heads([phrase.head]) or phrase.words:
            return None
        ranked = self.foreground.rank(phrase, self._place(phrase), None, ())
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _SURE_MARGIN):
            return None
        seen = ranked[0][1]
        return Outcome(seen.entity.root(), Ground.ROLE, seen.span, NEAREST)

    def _first_owner(self, phrase: Phrase) -> Entity | None:
        """Return whose brother "my brother" is, where the phrase is a source in somebody's words."""
        outer = self.speakers.get(phrase, Outer())
        speakers = outer.quoted or ((outer.reporter,) if outer.reporter is not None else ())
        return self._known(speakers[0]) if speakers else None

    def _relative(self, phrase: Phrase) -> Outcome:
        """ "who" and "which" stand for the words right before them."""
        for seen in reversed(self.foreground.seen):
            between = self.tokens.lower[seen.phrase.end + 1 : phrase.first]
            if seen.phrase.last < phrase.first and all(low in {",", "-", "–", "—"} for low in between):
                return Outcome(seen.entity.root(), Ground.PRONOUN, seen.span, 0.9)
            if self.tokens.sentence[seen.phrase.first] != self.tokens.sentence[phrase.first]:
                break
        return Outcome(reason=f"no party stands before '{phrase.head}'")

    def _apposition(self, phrase: Phrase, entity: Entity, owner: Entity | None) -> Outcome:
        assert phrase.same is not None
        for facet in entity.facets:
            if facet.head == phrase.head and facet.owner is None and facet.words == frozenset(phrase.words):
                facet.owner = owner
        entity = entity.root()
        described = (
            self.describer.identify(phrase, entity, owner) if phrase.determiner not in {"a", "an"} else None
        )
        if described is not None:
            self.registry.merge(described, entity)
        span = self.tokens.span(phrase.same.first, phrase.same.last)
        self.describer.learn(phrase, entity, owner)
        return Outcome(entity, Ground.APPOSITION, span, GROUNDS[Ground.APPOSITION])

    def _place(self, phrase: Phrase) -> Place:
        index = phrase.core if phrase.core else phrase.first
        tokens = self.tokens
        return Place(tokens.sentence[index], tokens.paragraph[index], tokens.quote[index], self.told[index])

    def _pronoun(self, phrase: Phrase) -> Outcome:
        if phrase.head not in lex.PRONOUNS:
            return Outcome(reason="speech")
        if phrase.head in _EMPTY and phrase not in self.speakers:
            return Outcome(reason="may mean nothing")
        around = self.speakers.get(phrase, Outer())
        outer = self._known(around.reporter) if around.reporter is not None else None
        barred = [e for e in map(self._known, around.quoted) if e is not None] if phrase.gender != "n" else []
        here = self._place(phrase)
        outcome = judge(phrase, self.foreground.rank(phrase, here, outer, barred))
        if outcome.entity is not None and outcome.confidence < _CLEAR and phrase not in self.speakers:
            return Outcome(outcome.entity, outcome.ground, outcome.rests_on, outcome.confidence, "not clear")
        if outcome.entity is not None and phrase.gender in {"m", "f"} and outcome.confidence >= _CLEAR:
            outcome.entity.gender = outcome.entity.gender or phrase.gender
        return outcome

    def _known(self, phrase: Phrase) -> Entity | None:
        outcome = self.outcomes.get(phrase)
        return outcome.entity.root() if outcome is not None and outcome.entity is not None else None

    def _note(self, phrase: Phrase, outcome: Outcome) -> None:
        """Keep the tie, and bring the party to the foreground."""
        entity = outcome.entity
        assert entity is not None
        place = self._place(phrase)
        span = self.tokens.span(phrase.first, phrase.last)
        if (phrase in self.modifiers and phrase not in self.speakers) or outcome.reason:
            return
        assert outcome.ground is not None
        entity.ties.append(Tie(phrase, span, outcome.ground, outcome.rests_on, outcome.confidence))
        if phrase.form is Form.DESCRIPTION:
            self._describe(phrase, entity)
        elif phrase.form is Form.NAME and (clause := self._clause(phrase)) is not None:
            entity.say(clause, self.tokens.text)
        self.describer.last_sentence[entity.order] = place.sentence
        if entity.plural and entity.kind is PartyKind.GROUP:
            self.groups.note(entity, phrase, phrase in self.speakers, place.sentence)
        governed = is_object(self.tokens, phrase)
        first = place.sentence != self.subject_of and not governed
        if first and not phrase.possessive:
            self.subject_of = place.sentence
        subject = not governed and (first or self._acts(phrase))
        around = self.speakers.get(phrase)
        leading = around is not None and around.reporter is None and not around.quoted
        heavy = weight(phrase, leading, subject, governed, nested=around is not None and not leading)
        if phrase in self.labels:
            heavy = LABELLED
        self.foreground.note(Seen(entity, phrase, place, heavy, span))
        two = self.pairs.note(phrase, entity)
        if two is not None and (around is not None or self.led):
            self.foreground.note(Seen(two, phrase, place, heavy + _TOGETHER, span))
        if phrase.form is not Form.PRONOUN:
            self.led = first

    def _acts(self, phrase: Phrase) -> bool:
        """Whether a verb may follow: a small word that is neither preposition nor pronoun nor "and"."""
        after = phrase.end + 1
        if after >= len(self.tokens):
            return False
        if phrase.form is Form.PRONOUN and self.tokens.lower[after][1:] in _CUT_VERBS:
            return True
        if not self.tokens.word[after][0].islower():
            return False
        return self.tokens.lower[after] not in _NO_VERBS

    def _clause(self, phrase: Phrase) -> Span | None:
        """Return the words of "who led the Brennish team" behind a name."""
        start = phrase.end + 2
        if (
            start >= len(self.tokens)
            or self.tokens.lower[start - 1] != ","
            or self.tokens.lower[start] != "who"
        ):
            return None
        stop = start
        while stop + 1 < len(self.tokens) and stop - start < _LONGEST_CLAUSE:
            if (
                self.tokens.lower[stop + 1] in _CLAUSE_ENDS
                or self.tokens.sentence[stop + 1] != self.tokens.sentence[start]
            ):
                return self.tokens.span(start, stop)
            stop += 1
        return None

    def _describe(self, phrase: Phrase, entity: Entity) -> None:
        span = self.tokens.span(phrase.first, phrase.end)
        if phrase.same is not None if entity.named else not entity.described:
            entity.say(span, self.tokens.text)


def _told(tokens: Tokens) -> list[int]:
    """Number the sentences outside of quotations; one inside has the number of the last before it."""
    numbers: list[int] = []
    count = -1
    last = -1
    for sentence, quote in zip(tokens.sentence, tokens.quote, strict=True):
        if not quote and sentence != last:
            count, last = count + 1, sentence
        numbers.append(count)
    return numbers

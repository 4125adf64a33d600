"""From the sources of an article to their parties."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.article import Article, Attribution, Ground, Party, PartyKind, Quotation, Resolution, Span
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.anonymity import give_reason, is_unnamed, shy_places, withhold
from onrecord.read.parties.build import build, collect
from onrecord.read.parties.clusters import Names, Outcome
from onrecord.read.parties.confidence import FIRST_PLURAL, GROUNDS, TURN
from onrecord.read.parties.entities import Entity, Registry, Tie
from onrecord.read.parties.layout import headlines
from onrecord.read.parties.phrases import Form, Phrase
from onrecord.read.parties.relations import appose, complete, first_phrases
from onrecord.read.parties.scanner import Scanner
from onrecord.read.parties.sources import Sources
from onrecord.read.parties.speech import Contents, Writer, interviewee
from onrecord.read.parties.tokens import Tokens, tokenize
from onrecord.read.parties.walk import Outer, Walk
from onrecord.read.quotation import is_speaker_label

_PEOPLE: Final = frozenset({PartyKind.PERSON, PartyKind.GROUP, PartyKind.UNKNOWN})
# The first turn of an interview in questions and answers.
_QUESTION: Final = re.compile(r"(?m)^[ \t*]{0,4}[QA][*]{0,2}[.:]")
# A turn of a transcript has few paragraphs, and its label few words.
_TURN_REACH: Final = 6
_LABEL_WORDS: Final = 12
# A source cut off before its noun.
_NO_HEADS: Final = (
    lex.DETERMINERS - lex.word_set("a this that these those each another")
    | lex.PREPOSITIONS
    | frozenset({"and", "or", "but"})
)
# How many phrases before "condition of anonymity" are asked who it is about.
_SUBJECT_REACH: Final = 12


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties of an article, and which of them each source stands for.

    `of_attributions` has, for every attribution, the id of its party (None if there is none or the words
    do not settle it) and why; both are None where it has no source. `of_others` has the ids for the other
    spans that were asked for.
    """

    parties: tuple[Party, ...]
    of_attributions: tuple[tuple[str | None, Resolution | None], ...]
    of_others: tuple[str | None, ...]


def find_parties(
    article: Article,
    attributions: Sequence[Attribution],
    others: Sequence[tuple[Span, ...]] = (),
    *,
    everyone: bool = False,
) -> Parties:
    """Return whose the sources of `attributions` are, and the parties of the `others` (addressees and such).

    Only parties that are asked for, their members and those they speak for are returned; with `everyone`
    all that are named or described in the text. The method is of rules: name forms, titles, appositions,
    agreement, and for pronouns salience after Lappin and Leass (1994).
    """
    return _Finder(article, attributions, others).find(everyone)


class _Finder:
    """One call of `find_parties`."""

    def __init__(
        self, article: Article, attributions: Sequence[Attribution], others: Sequence[tuple[Span, ...]]
    ) -> None:
        self.article, self.attributions, self.others = article, attributions, others
        self.tokens: Tokens = tokenize(article.text)
        self.registry = Registry()
        self.contents = Contents(article.text, attributions)
        self.writer = Writer(article, self.registry)
        self.heads: list[list[Phrase]] = []
        self.sources = Sources(self.tokens, ())
        self.other_heads: list[list[Phrase]] = []
        self.outcomes: dict[Phrase, Outcome] = {}
        self.done: dict[int, Outcome] = {}
        self.answerer: Outcome | None = None

    def find(self, everyone: bool) -> Parties:
        """Return the parties."""
        scanner = Scanner(self.tokens)
        phrases = scanner.scan()
        starts = first_phrases(phrases)
        complete(self.tokens, phrases, starts)
        sources = self.sources = Sources(self.tokens, phrases)
        self.heads = [self._heads(sources, a.source) for a in self.attributions]
        labels = self._labels()
        appose(self.tokens, phrases, starts)
        self.other_heads = [self._heads(sources, spans) for spans in self.others]
        phrases = sorted((*phrases, *sources.added), key=lambda p: (p.first, -p.last))
        names = Names(self.tokens, self.registry, phrases, frozenset(h for hs in self.heads for h in hs))
        outcomes = names.cluster()
        self._introduce(phrases, outcomes)
        walk = Walk(
            self.tokens,
            self.registry,
            outcomes,
            self._speakers(),
            headlines(self.tokens, scanner.heading),
            self.writer,
            labels,
        )
        self.outcomes = walk.run(phrases)
        for outcome in self.outcomes.values():
            if outcome.entity is not None:
                outcome.entity = outcome.entity.root()
        self._withhold(phrases)
        resolved = [self._attribution(k) for k in range(len(self.attributions))]
        asked = [self._together(heads, None) for heads in self.other_heads]
        self._first_persons(phrases)
        return self._result(resolved, asked, everyone)

    def _heads(self, sources: Sources, spans: Sequence[Span]) -> list[Phrase]:
        return [head for span in spans for head in sources.heads(span)][:16]

    def _labels(self) -> frozenset[Phrase]:
        """The labels of turns in a transcript; whoever has one is a person if the words do not tell."""
        found = set()
        for attribution, heads in zip(self.attributions, self.heads, strict=True):
            if heads and is_speaker_label(self.article.text, attribution.source, attribution.cue):
                found.add(heads[0])
                if heads[0].kind is PartyKind.UNKNOWN and heads[0].form is Form.NAME:
                    heads[0].kind = PartyKind.PERSON
        return frozenset(found)

    def _introduce(self, phrases: Sequence[Phrase], outcomes: dict[Phrase, Outcome]) -> None:
        """Give named parties the descriptions that stand beside their names, before any is looked for."""
        for phrase in phrases:
            named = outcomes.get(phrase.same) if phrase.same is not None else None
            if named is None or named.entity is None:
                continue
            owner = outcomes.get(phrase.owner) if phrase.owner is not None else None
            self.registry.describe(named.entity, phrase, owner.entity if owner else None)
            named.entity.introduced = min(named.entity.introduced, phrase.first)
            if phrase.kind is PartyKind.PERSON and phrase.head not in lex.SHARED_ROLES:
                named.entity.kind = PartyKind.PERSON

    def _speakers(self) -> dict[Phrase, Outer]:
        """The heads of sources, each with the sources in whose words it stands."""
        speakers: dict[Phrase, Outer] = {}
        for index, heads in enumerate(self.heads):
            for head in heads:
                if head not in speakers:
                    speakers[head] = self._outer(index, head)
        return speakers

    def _outer(self, index: int, head: Phrase) -> Outer:
        in_marks = bool(self.tokens.quote[head.first])
        reporter: Phrase | None = None
        quoted: list[Phrase] = []
        parent, seen = self.attributions[index].parent, {index}
        while parent is not None and parent not in seen and 0 <= parent < len(self.heads):
            outer = self.attributions[parent]
            own = (
                self.contents.labelled(outer)
                or outer.quotation is Quotation.DIRECT
                or (outer.quotation is Quotation.MIXED and in_marks)
            )
            if own:
                quoted += self.heads[parent][:1]
            elif reporter is None and not quoted:
                reporter = self.heads[parent][0] if self.heads[parent] else None
            seen.add(parent)
            parent = outer.parent
        return Outer(reporter, tuple(quoted))

    # -- who is not named

    def _withhold(self, phrases: Sequence[Phrase]) -> None:
        for attribution, heads in zip(self.attributions, self.heads, strict=True):
            for head, span in zip(heads[:1], attribution.source, strict=False):
                entity = self.outcomes[head].entity if head in self.outcomes else None
                if (
                    entity is not None
                    and head.form is Form.DESCRIPTION
                    and is_unnamed(head, entity, self.tokens, span)
                ):
                    withhold(head, entity, self.tokens, span)
        firsts = [p.first for p in phrases]
        for place, reason in shy_places(self.article.text):
            entity = self._subject(phrases, firsts, place)
            if entity is not None:
                give_reason(entity, reason)

    def _subject(self, phrases: Sequence[Phrase], firsts: list[int], place: Span) -> Entity | None:
        """Return who is said not to be named: the last person before it in its sentence."""
        at = self.tokens.at(place.start)
        behind = bisect_left(firsts, at)
        for phrase in reversed(phrases[max(0, behind - _SUBJECT_REACH) : behind]):
            if self.tokens.sentence[phrase.first] != self.tokens.sentence[min(at, len(self.tokens) - 1)]:
                break
            entity = self.outcomes[phrase].entity if phrase in self.outcomes else None
            if entity is not None and entity.kind in _PEOPLE and not entity.named and not phrase.possessive:
                return entity
        return None

    # -- attributions

    def _attribution(self, index: int) -> Outcome | None:
        """Return the party of an attribution's source; None where it has no source."""
        if index in self.done:
            return self.done[index]
        heads = self.heads[index]
        if not self.attributions[index].source:
            return None
        self.done[index] = Outcome(reason="the chain of speakers leads back to itself")
        outcome = self._together(heads, index)
        self.done[index] = outcome
        return outcome

    def _together(self, heads: Sequence[Phrase], index: int | None) -> Outcome:
        """One party for one head, a joint one for several."""
        if not heads:
            return Outcome(reason="the source has no words")
        if len(heads) == 1 and heads[0].form is Form.DESCRIPTION and heads[0].head in _NO_HEADS:
            return Outcome(reason=f"'{heads[0].head}' names nobody")
        outcomes = [self._one(head, index) for head in heads]
        if len(outcomes) == 1:
            return outcomes[0]
        members = [o.entity for o in outcomes if o.entity is not None]
        if len(members) < len(outcomes):
            missing = next(o for o in outcomes if o.entity is None)
            return Outcome(reason=missing.reason, candidates=members + missing.candidates)
        distinct = list({m.order: m for m in members}.values())
        if len(distinct) == 1:
            return outcomes[0]
        joint = self.registry.join(distinct)
        first, last = heads[0], heads[-1]
        span = self.tokens.span(first.first, last.last)
        whole = Phrase(first.first, last.last, Form.PRONOUN, "", plural=True, end=last.last)
        sure = min(o.confidence for o in outcomes)
        joint.ties.append(Tie(whole, span, Ground.ITSELF, None, sure))
        return Outcome(joint, Ground.ITSELF, span, sure)

    def _one(self, head: Phrase, index: int | None) -> Outcome:
        low = self.tokens.lower[head.first]
        if index is not None and self.tokens.word[head.first : head.last + 1] in (["Q"], ["A"]):
            return self._turn(head)
        if head.form is Form.PRONOUN and low in lex.FIRST_SINGULAR | lex.FIRST_PLURAL | lex.SECOND:
            outcome = self._second(head, index) if low in lex.SECOND else self._first(head, index)
            self._keep(head, outcome)
            return outcome
        outcome = self.outcomes.get(head) or Outcome(reason="nothing is known of these words")
        if outcome.entity is not None and not outcome.entity.ties:
            self._keep(head, outcome)
        return outcome

    def _keep(self, head: Phrase, outcome: Outcome) -> None:
        if outcome.entity is not None and outcome.ground is not None:
            span = self.tokens.span(head.first, head.last)
            outcome.entity.ties.append(Tie(head, span, outcome.ground, outcome.rests_on, outcome.confidence))

    def _first(self, head: Phrase, index: int | None) -> Outcome:
        """ "I" and "we": the speaker of the words around, or the writer."""
        span = self.tokens.span(head.first, head.last)
        quoted = bool(self.tokens.quote[head.first])
        speaker = self.contents.speaker(index, quoted) if index is not None else self.contents.around(span)
        word = self.tokens.lower[head.first]
        if speaker is None:
            if quoted:
                return Outcome(reason=f"no speaker is told for '{word}'")
            return self._turn_around(head) or self.writer.outcome(word)
        said = self._attribution(speaker)
        if said is None or said.entity is None:
            reason = said.reason if said else f"the speaker of '{word}' is not told"
            return Outcome(reason=reason, candidates=said.candidates if said else [])
        source = self.attributions[speaker].source[0]
        sure = FIRST_PLURAL if word in lex.FIRST_PLURAL else GROUNDS[Ground.FIRST_PERSON]
        return Outcome(said.entity, Ground.FIRST_PERSON, source, min(said.confidence, sure))

    def _first_persons(self, phrases: Sequence[Phrase]) -> None:
        """Note "I", "my", "we" in quotations and turns as mentions of whoever speaks."""
        sources = {head for heads in (*self.heads, *self.other_heads) for head in heads}
        for phrase in phrases:
            if phrase.form is not Form.PRONOUN or phrase in sources:
                continue
            if phrase.head in lex.FIRST_SINGULAR and phrase.head != "u.s.":
                outcome = self._speaking(phrase)
                if outcome is not None and outcome.entity is not None and outcome.entity.ties:
                    self._keep(phrase, outcome)

    def _speaking(self, phrase: Phrase) -> Outcome | None:
        span = self.tokens.span(phrase.first, phrase.last)
        quoted = bool(self.tokens.quote[phrase.first])
        around = self.contents.around(span)
        speaker = self.contents.own(around, quoted) if around is not None else None
        if speaker is None:
            return None if quoted else self._turn_around(phrase)
        said = self._attribution(speaker)
        if said is None or said.entity is None:
            return None
        sure = FIRST_PLURAL if phrase.head in lex.FIRST_PLURAL else GROUNDS[Ground.FIRST_PERSON]
        words = self.attributions[speaker].source[0]
        return Outcome(said.entity, Ground.FIRST_PERSON, words, min(said.confidence, sure))

    def _turn_around(self, head: Phrase) -> Outcome | None:
        """Return who speaks in the turn of a transcript where "I" stands, if no attribution tells it."""
        tokens = self.tokens
        paragraph = tokens.paragraph[head.first]
        for number in range(paragraph, max(-1, paragraph - _TURN_REACH), -1):
            first = bisect_left(tokens.paragraph, number)
            for colon in range(first + 1, min(first + _LABEL_WORDS, len(tokens))):
                if tokens.word[colon] != ":" or tokens.paragraph[colon] != number:
                    continue
                span = tokens.span(first, colon - 1)
                if not is_speaker_label(self.article.text, (span,), (tokens.span(colon, colon),)):
                    break
                if tokens.word[first] in {"Q", "A"}:
                    return self._turn_of(tokens.word[first], head)
                speaker = next((p for p in self.sources.starts.get(first, ()) if p in self.outcomes), None)
                if speaker is None or self.outcomes[speaker].entity is None:
                    return Outcome(reason="who speaks in this turn is not told")
                return Outcome(self.outcomes[speaker].entity, Ground.FIRST_PERSON, span, TURN)
        return None

    def _second(self, head: Phrase, index: int | None) -> Outcome:
        """ "you": whoever is spoken to, where the article says so."""
        parent = self.attributions[index].parent if index is not None else None
        if parent is None or not 0 <= parent < len(self.attributions):
            return Outcome(reason="who 'you' is, is not told")
        outer = self.attributions[parent]
        if outer.addressee:
            span = outer.addressee[0]
            for phrase, outcome in self.outcomes.items():
                if self.tokens.start[phrase.first] == span.start and outcome.entity is not None:
                    return Outcome(outcome.entity, Ground.FIRST_PERSON, span, 0.8)
        heads = self.heads[parent]
        if heads and self.tokens.word[heads[0].first] == "Q":
            answer = self._turn_of("A", heads[0])
            if answer.entity is not None:
                return Outcome(answer.entity, Ground.LABEL, answer.rests_on, 0.85)
        turn = self._other_turn(parent)
        return turn or Outcome(reason="who 'you' is, is not told")

    def _other_turn(self, parent: int) -> Outcome | None:
        """In a transcript of two: who speaks before and after the turn."""
        sides: list[Entity] = []
        own = self._attribution(parent)
        for step in (-1, 1):
            at = parent + step
            while 0 <= at < len(self.attributions) and self.attributions[at].parent is not None:
                at += step
            if 0 <= at < len(self.attributions):
                cue = self.attributions[at].cue[0]
                other = self._attribution(at)
                if self.article.text[cue.start : cue.end].strip() == ":" and other and other.entity:
                    sides.append(other.entity)
        if not sides or own is None or len({e.order for e in sides}) != 1 or sides[0] is own.entity:
            return None
        return Outcome(sides[0], Ground.LABEL, None, 0.75)

    def _turn(self, head: Phrase) -> Outcome:
        outcome = self._turn_of(self.tokens.word[head.first], head)
        self._keep(head, outcome)
        return outcome

    def _turn_of(self, letter: str, head: Phrase) -> Outcome:
        """ "Q" is whoever writes, "A" the person interviewed."""
        if letter == "Q":
            entity = (
                self.writer.author()
                if self.writer.byline or not self.writer.publisher
                else self.writer.house()
            )
            return Outcome(entity, Ground.LABEL, None, GROUNDS[Ground.LABEL])
        if self.answerer is None:
            question = _QUESTION.search(self.article.text)
            first = question.start() if question else 0
            answers = interviewee(self.tokens, self.registry, first)
            reason = "" if answers else "who answers as 'A' is not told"
            rests_on = answers.ties[0].span if answers else None
            self.answerer = Outcome(answers, Ground.LABEL if answers else None, rests_on, 0.9, reason)
        return self.answerer

    # -- the result

    def _result(
        self, resolved: Sequence[Outcome | None], asked: Sequence[Outcome], everyone: bool
    ) -> Parties:
        wanted = [o for o in (*resolved, *asked) if o is not None]
        roots = [o.entity for o in wanted if o.entity is not None]
        for outcome in wanted:
            outcome.candidates = [c.root() for c in outcome.candidates]
            roots += outcome.candidates
        if everyone:
            roots += [entity for entity in self.registry.all if entity.ties]
        parties, ids = build(self.tokens, collect(roots))
        return Parties(
            parties,
            tuple(_resolution(outcome, ids) for outcome in resolved),
            tuple(ids[o.entity.order] if o.entity is not None else None for o in asked),
        )


def _resolution(outcome: Outcome | None, ids: dict[int, str]) -> tuple[str | None, Resolution | None]:
    if outcome is None:
        return None, None
    if outcome.entity is None:
        candidates = tuple(dict.fromkeys(ids[c.order] for c in outcome.candidates))
        return None, Resolution(candidates=candidates, reason=outcome.reason, confidence=0.0)
    words = (outcome.rests_on,) if outcome.rests_on is not None else ()
    return ids[outcome.entity.order], Resolution(outcome.ground, words, (), "", outcome.confidence)

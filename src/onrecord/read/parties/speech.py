"""First and second persons, labels of transcripts, and the writer."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from onrecord.article import Article, Attribution, Ground, PartyKind, Quotation, Span
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.clusters import Outcome
from onrecord.read.parties.confidence import FIRST_PLURAL, GROUNDS
from onrecord.read.parties.entities import Entity, Registry
from onrecord.read.parties.tokens import Tokens

# How many attributions that begin before a place are asked whether they reach over it.
_LOOK_BACK: Final = 40
_BYLINE: Final = re.compile(r"(?m)^[ \t]*By (?P<name>[^\W\d_][^\r\n,|]{1,60}?)[ \t]*(?:,[^\r\n]{0,80})?$")
_TOP: Final = 1500  # a byline stands near the top


class Contents:
    """Whose words a place stands in."""

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self.text, self.attributions = text, attributions
        self.spans = sorted(
            (span.start, span.end, k) for k, a in enumerate(attributions) for span in a.content
        )
        self.begins = [start for start, _, _ in self.spans]

    def around(self, place: Span, but: int | None = None) -> int | None:
        """Return the attribution whose content reaches over `place` most narrowly."""
        at = bisect_right(self.begins, place.start)
        best: tuple[int, int] | None = None
        for start, end, number in self.spans[max(0, at - _LOOK_BACK) : at]:
            if end >= place.end and number != but and (best is None or end - start < best[0]):
                best = (end - start, number)
        return best[1] if best else None

    def speaker(self, index: int, quoted: bool) -> int | None:
        """Return the attribution whose speaker says "I" in attribution `index`, None for the writer.

        In words that are only reported, "I" is whoever reports them.
        """
        seen: set[int] = {index}
        parent = self.attributions[index].parent
        if parent is None:
            source = self.attributions[index].source
            parent = self.around(source[0], index) if source else None
        return self.own(parent, quoted, seen)

    def own(self, parent: int | None, quoted: bool, seen: set[int] | None = None) -> int | None:
        """Return the attribution from `parent` outwards whose words are its speaker's own."""
        seen = set() if seen is None else seen
        while parent is not None and parent not in seen and 0 <= parent < len(self.attributions):
            outer = self.attributions[parent]
            if (
                self.labelled(outer)
                or outer.quotation is Quotation.DIRECT
                or (outer.quotation is Quotation.MIXED and quoted)
            ):
                return parent
            if quoted and outer.quoted:
                return parent
            seen.add(parent)
            parent = outer.parent
        return None

    def labelled(self, attribution: Attribution) -> bool:
        """Whether the words stand behind a name and a colon, as the words of a turn do."""
        return self.text[attribution.cue[0].start : attribution.cue[-1].end].strip() == ":"


class Writer:
    """The party that writes: the byline's person, or the outlet."""

    def __init__(self, article: Article, registry: Registry) -> None:
        self.registry = registry
        line = _BYLINE.search(article.text, 0, _TOP)
        self.byline = article.byline or (line.group("name") if line else None)
        self.publisher = article.publisher
        self.person: Entity | None = None
        self.outlet: Entity | None = None

    def speak(self, word: str) -> Entity:
        """Return who "I" or "we" is in the article's own voice."""
        first = word in {"i", "me", "my", "mine", "myself"}
        return self.author() if first and (self.byline or not self.publisher) else self.house()

    def author(self) -> Entity:
        """Return the person who writes."""
        if self.person is None:
            name = self.byline or ""
            words = tuple(w.lower() for w in name.split())
            known = self.registry.by_name.get(" ".join(words)) if words else None
            self.person = known or self.registry.new(
                kind=PartyKind.PERSON, writer=True, label=name or "the writer"
            )
            self.person.writer = True
        return self.person

    def house(self) -> Entity:
        """Return the outlet that writes; the author where it is not known."""
        if self.outlet is None:
            if not self.publisher:
                self.outlet = self.author() if not self.byline else None
            words = tuple(w.lower() for w in (self.publisher or "").split())
            if self.outlet is None:
                bare = words[1:] if words[:1] == ("the",) else words
                known = self.registry.by_name.get(" ".join(bare)) if bare else None
                label = self.publisher or "the writer's outlet"
                self.outlet = known or self.registry.new(
                    kind=PartyKind.ORGANIZATION, writer=True, label=label
                )
            self.outlet.writer = True
        return self.outlet

    def outcome(self, word: str) -> Outcome:
        """Return the writer as the party of a first person."""
        sure = GROUNDS[Ground.WRITER] if word in lex.FIRST_SINGULAR else FIRST_PLURAL
        return Outcome(self.speak(word), Ground.WRITER, None, sure)


def interviewee(tokens: Tokens, registry: Registry, first_question: int) -> Entity | None:
    """Return who answers as "A": the one person whom the words before the first question name most."""
    counts: list[tuple[int, Entity]] = []
    for entity in registry.all:
        if entity.kind is PartyKind.PERSON and entity.named:
            count = sum(1 for tie in entity.ties if tie.span.start < first_question)
            if count:
                counts.append((count, entity))
    counts.sort(key=lambda item: -item[0])
    if not counts or (len(counts) > 1 and counts[0][0] == counts[1][0]):
        return None
    return counts[0][1]

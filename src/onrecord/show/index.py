"""Who is who in a reading, and which statements are whose: what both views look up for every line."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.article import Attribution, Mention, Reading, Silence, Span
from onrecord.show.facts import short
from onrecord.show.plain import NO_SOURCE, span_words

# No article nests so deep; a chain that does begins with "…" and stays one line.
MAX_LINKS = 12

_NOT_SETTLED = "not settled"


@dataclass(frozen=True, slots=True)
class Link:
    """One party of a chain: its name or, where it is not settled, the words of the source.

    `party` counts from 1, 0 where it is none of the article's.
    """

    name: str
    party: int = 0
    settled: bool = True


class Index:
    """Looks up parties and statements of one reading; all of it is counted from 1.

    Ids and indices that lead nowhere are passed over: a reading may come from a file.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.article.text
        self._numbers: dict[str, int] = {}
        for number, party in enumerate(reading.parties, 1):
            self._numbers.setdefault(party.id, number)
        self._names = [short(party.name) or short(party.id) for party in reading.parties]
        self._parents = _parents(reading.attributions)
        self._depths = _depths(self._parents)
        self._mentions: dict[tuple[int, Span], Mention] | None = None
        self.said: dict[int, list[int]] = defaultdict(list)
        self.told: dict[int, list[int]] = defaultdict(list)
        self.silent: dict[int, list[int]] = defaultdict(list)
        self.spokesmen: dict[int, list[int]] = defaultdict(list)
        self.joined: dict[int, list[int]] = defaultdict(list)
        self._unanswered = _unanswered(reading.attributions, reading.silences)
        self._collect()

    def _collect(self) -> None:
        for number, attribution in enumerate(self.reading.attributions, 1):
            if not self.unanswered(number):
                self.said[self.party(attribution.party)].append(number)
            self.told[self.party(attribution.addressee_party)].append(number)
        for number, silence in enumerate(self.reading.silences, 1):
            self.silent[self.party(silence.party)].append(number)
        for number, party in enumerate(self.reading.parties, 1):
            self.spokesmen[self.party(party.speaks_for)].append(number)
            for member in dict.fromkeys(party.members):
                self.joined[self.party(member)].append(number)

    def party(self, name: str | None) -> int:
        """Return the number of the party with this id, 0 for none."""
        return self._numbers.get(name, 0) if name is not None else 0

    def name(self, party: int) -> str:
        """Return the name of the party with this number."""
        return self._names[party - 1]

    def statement(self, index: int | None) -> int:
        """Return the number of the attribution at `index`, 0 where there is none."""
        return index + 1 if index is not None and 0 <= index < len(self._depths) else 0

    def parent(self, number: int) -> int:
        """Return the number of the attribution that this one stands in, 0 for the article's own."""
        parent = self._parents[number - 1]
        return 0 if parent is None else parent + 1

    def depth(self, number: int) -> int:
        """Return how many attributions this one stands in, one inside the other."""
        return self._depths[number - 1]

    def unanswered(self, number: int) -> bool:
        """Return whether the cue of this attribution says that somebody gave no answer."""
        return number - 1 in self._unanswered

    def mention(self, party: int, spans: Sequence[Span]) -> Mention | None:
        """Return the mention of `party` that is, or begins with, one of `spans`."""
        if self._mentions is None:
            self._mentions = {
                (number, Span(*mention.span)): mention
                for number, entry in enumerate(self.reading.parties, 1)
                for mention in entry.mentions
            }
        found = (self._mentions.get((party, Span(*span))) for span in spans)
        return next((mention for mention in found if mention), None)

    def chain(self, number: int) -> tuple[Link, ...]:
        """Return who has it from whom, outlet first and speaker last; empty where nothing is nested."""
        links: list[Link] = []
        at = number
        while at and len(links) < MAX_LINKS:
            links.append(self._link(self.reading.attributions[at - 1]))
            at = self.parent(at)
        if len(links) < 2:
            return ()
        if at:
            return (Link("…"), *reversed(links))
        outlet = short(self.reading.article.publisher or "")
        if outlet and _bare(outlet) != _bare(links[-1].name):
            links.append(Link(outlet))
        return tuple(reversed(links))

    def _link(self, attribution: Attribution) -> Link:
        if party := self.party(attribution.party):
            return Link(self.name(party), party)
        words = short(span_words(self.text, attribution.source))
        if not words:
            return Link(NO_SOURCE)
        unsettled = attribution.resolution is not None
        return Link(f"{words} ({_NOT_SETTLED})" if unsettled else words, settled=not unsettled)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _parents(attributions: Sequence[Attribution]) -> list[int | None]:
    """Return the parent of each, without those that lead nowhere or back to themselves."""
    count = len(attributions)
    parents = [
        each.parent if each.parent is not None and 0 <= each.parent < count else None for each in attributions
    ]
    done = [False] * count
    for start in range(count):
        path: set[int] = set()
        at: int | None = start
        while at is not None and not done[at]:
            path.add(at)
            above = parents[at]
            if above in path:
                parents[at] = above = None
            at = above
        for each in path:
            done[each] = True
    return parents


def _depths(parents: Sequence[int | None]) -> list[int]:
    depths = [-1] * len(parents)
    for start in range(len(parents)):
        path = []
        at: int | None = start
        while at is not None and depths[at] < 0:
            path.append(at)
            at = parents[at]
        depth = -1 if at is None else depths[at]
        for each in reversed(path):
            depth += 1
            depths[each] = depth
    return depths


def _unanswered(attributions: Sequence[Attribution], silences: Sequence[Silence]) -> set[int]:
    """Return the indices of the attributions whose cue overlaps the words of a silence.

    Such words are no saying: "did not respond" is marked as no answer, never as a negated one.
    """
    spans = sorted(Span(*silence.words) for silence in silences)
    ends: list[int] = []
    for span in spans:
        ends.append(max(span.end, ends[-1] if ends else 0))
    found = set()
    for index, attribution in enumerate(attributions):
        start, end = attribution.cue[0].start, attribution.cue[-1].end
        before = bisect_left(spans, (end,))
        if before and ends[before - 1] > start:
            found.add(index)
    return found

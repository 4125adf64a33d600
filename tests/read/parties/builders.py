"""Attributions made by hand for the tests of parties."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.article import Article, Attribution, Manner, Party, Quotation, Resolution, Span
from onrecord.read.parties import Parties, find_parties


@dataclass(frozen=True)
class Said:
    """One attribution: `source` is its words in the text; the `nth` time that they stand there, from 0."""

    source: str
    nth: int = 0
    cue: str = ""
    content: str = ""
    parent: int | None = None
    quotation: Quotation = Quotation.INDIRECT


def place(text: str, part: str, nth: int = 0, start: int = 0) -> Span:
    at = start - 1
    for _ in range(nth + 1):
        at = text.index(part, at + 1)
    return Span(at, at + len(part))


def attribution(text: str, said: Said) -> Attribution:
    source = place(text, said.source, said.nth)
    cue = place(text, said.cue, start=source.end) if said.cue else Span(source.end, source.end + 1)
    rest = min(len(text), cue.end + 1)
    content = place(text, said.content) if said.content else Span(rest, min(len(text), rest + 10))
    quoted = (content,) if said.quotation is not Quotation.INDIRECT else ()
    return Attribution(
        (source,), (cue,), (content,), said.quotation, Manner.SAYS, quoted=quoted, parent=said.parent
    )


@dataclass(frozen=True)
class Found:
    """Parties with the text they stand in, to ask about."""

    text: str
    parties: Parties

    def of(self, index: int) -> Party:
        identity = self.parties.of_attributions[index][0]
        assert identity is not None, self.why(index)
        return next(party for party in self.parties.parties if party.id == identity)

    def name(self, index: int) -> str:
        return self.of(index).name

    def why(self, index: int) -> Resolution:
        resolution = self.parties.of_attributions[index][1]
        assert resolution is not None
        return resolution

    def words(self, spans: tuple[Span, ...]) -> list[str]:
        return [self.text[start:end] for start, end in spans]

    def named(self, name: str) -> Party:
        return next(party for party in self.parties.parties if party.name == name)

    def by_id(self, identity: str | None) -> Party:
        return next(party for party in self.parties.parties if party.id == identity)


def find(text: str, *said: Said | str, publisher: str | None = None) -> Found:
    """Return the parties of `text`, with a source wherever one of the words `said` stands."""
    sources = [Said(item) if isinstance(item, str) else item for item in said]
    attributions = [attribution(text, item) for item in sources]
    return Found(text, find_parties(Article(name="a", text=text, publisher=publisher), attributions))

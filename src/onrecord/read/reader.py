"""Read one article: the pure function from a text to what is on record in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from onrecord.article import Article, Attribution, Reading, Relay, Silence, Span
from onrecord.read.attributions import find_attributions
from onrecord.read.circumstances import find_circumstances, find_relays, find_silences, without_bases
from onrecord.read.dates import find_dates
from onrecord.read.encoder import Encoder
from onrecord.read.links import link_relays
from onrecord.read.meaning import Vectors
from onrecord.read.parties import Parties, find_parties
from onrecord.read.pooling import Kept, cut
from onrecord.read.quotation import find_quotations

#: Name of an article that was given as bare text.
UNNAMED: Final = "text"

Spans = tuple[Span, ...]


class Reader:
    """Reads articles with one loaded model; holds no state between articles."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self.encoder = encoder or Encoder()

    def read(self, article: Article | str) -> Reading:
        """Return what is on record in `article`, each kind in the order in which it begins in the text.

        The same article gives the same reading, whatever was read before.
        """
        return self._read(article)

    def read_with_meaning(self, article: Article | str) -> tuple[Reading, Vectors]:
        """Return what `read` returns, and the meaning of each content: a row an attribution, in their order.

        The network runs once for both. A content without any word has a row of zeros.
        """
        kept = Kept()
        reading = self._read(article, kept)
        return reading, self.encoder.vectors(kept, [one.content for one in reading.attributions])

    def meaning_of(self, text: str) -> Vectors:
        """Return the meaning of a query or another short text: one row, zeros where it has no word."""
        return self.encoder.vectors(Kept(cut(text, self.encoder.tokenizer)), [(Span(0, len(text)),)])

    def _read(self, article: Article | str, kept: Kept | None = None) -> Reading:
        if isinstance(article, str):
            article = Article(name=UNNAMED, text=article)
        quotes = find_quotations(article.text)
        attributions = find_attributions(self.encoder, article.text, quotes, kept)
        dates = find_dates(article.text, article.published)
        attributions = find_circumstances(article, attributions, dates)
        attributions = without_bases(article.text, attributions)
        silences = find_silences(article, attributions, dates)
        relays = (*find_relays(article, attributions), *link_relays(article))
        return _with_parties(Reading(article, attributions, (), dates, silences, relays))


@dataclass(slots=True)
class _Asked:
    """Spans beside the sources whose parties are asked for, each only once."""

    spans: list[Spans] = field(default_factory=list)
    places: dict[Spans, int] = field(default_factory=dict)

    def add(self, spans: Spans) -> None:
        """Ask for the party of `spans`, if there are any."""
        if spans and spans not in self.places:
            self.places[spans] = len(self.spans)
            self.spans.append(spans)

    def answer(self, spans: Spans, found: Parties) -> str | None:
        """Return the id of the party of `spans`, None where it has none."""
        return found.of_others[self.places[spans]] if spans in self.places else None


def _with_parties(reading: Reading) -> Reading:
    """Return `reading` with its parties, and their ids wherever somebody is meant."""
    text = reading.article.text
    asked = _Asked()
    for one in reading.attributions:
        asked.add(one.addressee)
    for silence in reading.silences:
        asked.add(silence.source)
        asked.add(silence.asked_by_words)
    for relay in reading.relays:
        asked.add(_outlet_span(text, relay))
    found = find_parties(reading.article, reading.attributions, asked.spans)
    return replace(
        reading,
        attributions=_resolved(text, reading.attributions, asked, found),
        parties=found.parties,
        silences=tuple(_silence(silence, asked, found) for silence in reading.silences),
        relays=tuple(
            replace(relay, party=asked.answer(_outlet_span(text, relay), found)) for relay in reading.relays
        ),
    )


def _resolved(
    text: str, attributions: Sequence[Attribution], asked: _Asked, found: Parties
) -> tuple[Attribution, ...]:
    """Return the attributions with the ids of their sources, of whom they told, and of whom they answer."""
    resolved = []
    for one, (party, resolution) in zip(attributions, found.of_attributions, strict=True):
        answers = one.answers
        if answers is not None and answers.attribution is not None:
            answers = replace(answers, claimant=found.of_attributions[answers.attribution][0])
        told = asked.answer(one.addressee, found)
        if one.parent is not None and _is_first_person(text, one.addressee):
            told = found.of_attributions[one.parent][0]
        resolved.append(
            replace(one, party=party, resolution=resolution, addressee_party=told, answers=answers)
        )
    return tuple(resolved)


def _is_first_person(text: str, addressee: Spans) -> bool:
    """Whether who was told is whoever speaks outside: "she said the text promised us more water"."""
    return len(addressee) == 1 and text[addressee[0].start : addressee[0].end].casefold() in {"me", "us"}


def _silence(silence: Silence, asked: _Asked, found: Parties) -> Silence:
    return replace(
        silence,
        party=asked.answer(silence.source, found),
        asked_by=asked.answer(silence.asked_by_words, found),
    )


def _outlet_span(text: str, relay: Relay) -> Spans:
    """Return where a relay's words name its outlet; nothing where they do not, or for a bare link."""
    if relay.words is None or relay.url is not None:
        return ()
    start = text.find(relay.outlet, relay.words.start, relay.words.end)
    return (Span(start, start + len(relay.outlet)),) if start >= 0 else ()


@lru_cache(maxsize=1)
def default_reader() -> Reader:
    """Return the reader over the shipped model, loaded once a process."""
    return Reader()


def read(article: Article | str) -> Reading:
    """Return what is on record in an article or a bare text, read with the shipped model."""
    return default_reader().read(article)

"""Small invented articles as values, for tracing without a model: statements are given by their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from onrecord.article import (
    Article,
    Attribution,
    Manner,
    Mention,
    Naming,
    Party,
    PartyKind,
    Quotation,
    Reading,
    Span,
)
from onrecord.link.build import Claim
from onrecord.link.citations import find_citings
from onrecord.link.cited import Candidate, choose, words_of_text
from onrecord.link.outlets import forms_of
from onrecord.link.told import Member, Told
from onrecord.link.trace import Stance


@dataclass(frozen=True)
class Said:
    """A statement by its words: source, cue, content, and who it was told; `naming` is that of the source."""

    source: str
    cue: str
    content: str
    naming: Naming = Naming.NAMED
    kind: PartyKind = PartyKind.PERSON
    addressee: str = ""
    basis: str = ""
    stance: Stance | None = Stance.ASSERTS
    manner: Manner = Manner.SAYS
    said: str | None = None


@dataclass
class Desk:
    """Invented articles, in the order of time, made into a claim."""

    articles: list[Reading] = field(default_factory=list)
    said: list[tuple[Said, ...]] = field(default_factory=list)

    def add(self, outlet: str, published: str, text: str, *said: Said) -> str:
        """Add an article; return its address."""
        number = len(self.articles) + 1
        article = Article(f"a{number}", text, None, f"https://a{number}.example/", None, outlet, published)
        self.articles.append(read_as(article, said))
        self.said.append(said)
        return article.url or ""

    def told(self) -> list[Told]:
        """Return the articles with their citations joined to each other."""
        names: dict[str, list[str]] = {}
        for reading in self.articles:
            for form in forms_of(reading.article.publisher or ""):
                if (reading.article.publisher or "") not in names.setdefault(form, []):
                    names[form].append(reading.article.publisher or "")
        candidates = [
            Candidate(r.article.name, r.article.url, r.article.publisher or "", r.article.published,
                      words_of_text(r.article.text))
            for r in self.articles
        ]  # fmt: skip
        return [self._told(reading, names, candidates) for reading in self.articles]

    def _told(self, reading: Reading, names: dict[str, list[str]], candidates: Sequence[Candidate]) -> Told:
        name = reading.article.name
        found = find_citings(reading, lambda keys: {key: names[key] for key in keys if key in names})
        meant = tuple(
            choose(
                citing,
                reading,
                None,
                [c for c in candidates if c.publisher in citing.publishers and c.key != name],
                (None, None),
            ).key
            for citing in found
        )
        keys = tuple(f"{name}:{number}" for number in range(len(reading.attributions)))
        return Told(name, reading, {}, keys, (), found, meant)

    def claim(self, wording: str) -> Claim:
        """Return all statements that have a stance as the members of one claim."""
        members = [
            Member(told, number, one.stance)
            for told, said in zip(self.told(), self.said, strict=True)
            for number, one in enumerate(said)
            if one.stance is not None
        ]
        return Claim("c1", wording, tuple(members))


def read_as(article: Article, said: Sequence[Said]) -> Reading:
    """Return an article with these statements; a source of the same words is one party."""
    parties: dict[str, Party] = {}
    attributions = []
    for one in said:
        source, addressee = (_spans(article.text, words) for words in (one.source, one.addressee))
        for words, spans, naming, kind in (
            (one.source, source, one.naming, one.kind),
            (one.addressee, addressee, Naming.NAMED, PartyKind.ORGANIZATION),
        ):
            if words and words not in parties:
                parties[words] = Party(f"p{len(parties) + 1}", words, kind, naming, (Mention(spans[0]),))
        attributions.append(
            Attribution(
                source,
                _spans(article.text, one.cue),
                _spans(article.text, one.content),
                Quotation.INDIRECT,
                one.manner,
                basis=_spans(article.text, one.basis),
                party=parties[one.source].id if one.source else None,
                addressee=addressee,
                addressee_party=parties[one.addressee].id if one.addressee else None,
                said=one.said,
            )
        )
    return replace(Reading(article), attributions=tuple(attributions), parties=tuple(parties.values()))


def _spans(text: str, words: str) -> tuple[Span, ...]:
    if not words:
        return ()
    start = text.index(words)
    return (Span(start, start + len(words)),)

"""An article as copies are looked for: its words, which of them are its own, and whom it credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from onrecord.article import Reading, RelayKind, Span
from onrecord.link.fingerprints import RUN, Hashes, hashes_of, runs_of
from onrecord.link.shared_runs import SHORTEST, Marks, Runs, covered
from onrecord.link.spelling import Words, spelled
from onrecord.read.quote_marks import find_quotations

# Sentences that stand around articles of any content: notices, invitations, thanks to colleagues. What two
# articles share of them says nothing of where their news is from.
_NOTICE: Final = re.compile(
    r"all rights reserved|copyright \d{4}|©|\(c\) \d{4}"
    r"|may not be (?:published|reproduced|republished|broadcast|copied|redistributed)"
    r"|(?:sign|signed) up (?:for|to|here)|subscribe (?:to|now|today|here)|newsletter|click here"
    r"|follow (?:us|him|her|them|the \w+|\w+ \w+) on (?:twitter|facebook|instagram)|download (?:the|our) app"
    r"|terms of (?:use|service)|privacy (?:policy|notice)|cookie (?:policy|settings)|use of cookies"
    r"|contributed to this (?:report|story|article)|report(?:ing|ed) by .{1,80}edit(?:ing|ed) by"
    r"|if you (?:have|know) (?:a|any) (?:story|tip|information)|letters? to the editor|call the samaritans"
    r"|advertisement|sponsored content|read more:|more from |watch live|forward-looking statements"
    r"|notes? to editors|for immediate release|media contact|press office"
    r"|(?:facebook|our) comment|comments? (?:policy|guidelines)|conversation guidelines"
    r"|do not necessarily re(?:flect|present)",
)
_ENDS: Final = re.compile(r"[.!?\n]")
_LONGEST_SENTENCE: Final = 1_000
_GAP: Final = re.compile(r"\n[^\S\n]{0,80}\n\s{0,80}")
# A caption is sold with its picture, whatever article it stands in.
_CAPTION: Final = re.compile(
    r"(?:photo|pool|images?|picture)s?\b[^.\n]{0,40}\bvia\b|\b[A-Z]{2,8} photo\b|getty images|file photo"
    r"|\bFILE ?[-–—]|/(?:AFP|REUTERS|AP|PA)\b|\b(?:REUTERS|AFP|EPA|PA)/\w|\bphoto:"
    r"|\bphoto(?:graph)? (?:by|credit)",
    re.IGNORECASE,
)
_LONGEST_CAPTION: Final = 90
# Paragraphs of fewer words are headings, labels, buttons, signatures.
_SHORTEST_PARAGRAPH: Final = 8
# A post shown in an article stands before the name and the address of who wrote it.
_POST: Final = re.compile(r"\(@\w{1,30}\)")


@dataclass(frozen=True)
class Copyable:
    """An article of which copies are looked for.

    `key` names it. `quoted` are the words that somebody else says in it, `relayed` the outlets that it says
    it has something from; of these `agencies` are named in a credit or a dateline. `speakers` are the names
    of those whose statements it has.
    """

    key: str
    text: str
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None
    credit: str | None = None
    quoted: tuple[Span, ...] = ()
    relayed: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return spelled(self.text)

    @cached_property
    def hashes(self) -> Hashes:
        """The hashes of its words."""
        return hashes_of(self.words.keys)

    @cached_property
    def runs(self) -> Runs:
        """Its runs of words."""
        return Runs.of(runs_of(self.hashes, SHORTEST))

    @cached_property
    def long_runs(self) -> Hashes:
        """The hashes of its runs of as many words as fingerprints are made of, each once, sorted."""
        return np.unique(runs_of(self.hashes, RUN))

    @cached_property
    def news(self) -> Marks:
        """Which words are of what it tells, notices and headings left out."""
        return self._without(_notices(self.text))

    @cached_property
    def own(self) -> Marks:
        """Which words of its news are the outlet's own, not those of quotations, posts and captions."""
        own = self.news & self._without([*self._all_quoted, *_shown(self.text)])
        # What somebody said stands in marks here and without them there: in a heading, in a list of posts.
        return own & ~covered(self.runs, self.said) if len(self.said) else own

    @cached_property
    def said(self) -> Hashes:
        """The runs of words that stand within quotations, sorted."""
        quoted, runs = ~self._without(self._all_quoted), self.runs.hashes
        within = [quoted[place : place + len(runs)] for place in range(SHORTEST)]
        return np.sort(runs[np.logical_and.reduce(within)])

    @cached_property
    def _all_quoted(self) -> tuple[Span, ...]:
        """What stands in quotation marks, whether the reader found who says it or not."""
        marked = (quote.inner for quote in find_quotations(self.text) if not quote.depth)
        return (*self.quoted, *marked)

    def _without(self, spans: Iterable[Span]) -> Marks:
        marks = np.ones(len(self.words.keys), dtype=np.bool_)
        for span in spans:
            marks[self.words.within(span)] = False
        return marks


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in _GAP.finditer(text):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, len(text))


def _notices(text: str) -> Iterator[Span]:
    """Yield what stands around articles of any content."""
    for paragraph in _paragraphs(text):
        if len(text[slice(*paragraph)].split(None, _SHORTEST_PARAGRAPH)) < _SHORTEST_PARAGRAPH:
            yield paragraph
    # Small letters are found in a third of the time that a search without regard to case takes.
    small = text.lower()
    for notice in _NOTICE.finditer(small if len(small) == len(text) else text):
        least, most = notice.start() - _LONGEST_SENTENCE, notice.end() + _LONGEST_SENTENCE
        before = _ENDS.search(text[notice.start() : max(0, least) : -1])
        after = _ENDS.search(text, notice.end(), most)
        start = notice.start() - before.start() if before else max(0, least)
        yield Span(start, after.end() if after else min(len(text), most))


def _shown(text: str) -> Iterator[Span]:
    """Yield what an article shows of others without marks of quotation: captions, posts."""
    before = Span(0, 0)
    for paragraph in _paragraphs(text):
        caption = _CAPTION.search(text, *paragraph)
        if caption and len(text[slice(*paragraph)].split()) <= _LONGEST_CAPTION:
            yield paragraph
        if post := _POST.search(text, *paragraph):
            yield Span(before.start, post.end())
        before = paragraph


_CREDITS: Final = frozenset({RelayKind.CREDIT, RelayKind.DATELINE})
_RELAYS: Final = _CREDITS | {RelayKind.REPORTED, RelayKind.FIRST_REPORTED}


def copyable(key: str, reading: Reading) -> Copyable:
    """Return an article, named `key`, as copies of it are looked for."""
    article = reading.article
    quoted = (span for one in reading.attributions for span in one.quoted)
    relays = [relay for relay in reading.relays if relay.kind in _RELAYS]
    speakers = {one.party for one in reading.attributions}
    return Copyable(
        key=key,
        text=article.text,
        outlet=article.publisher,
        published=article.published,
        byline=article.byline,
        credit=article.credit,
        quoted=tuple(quoted),
        relayed=tuple(dict.fromkeys(relay.outlet for relay in relays)),
        agencies=tuple(dict.fromkeys(relay.outlet for relay in relays if relay.kind in _CREDITS)),
        speakers=tuple(
            dict.fromkeys(
                name
                for party in reading.parties
                if party.id in speakers
                for name in (party.name, *party.forms)
            )
        ),
    )

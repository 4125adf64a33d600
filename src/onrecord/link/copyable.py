"""An article as copies are looked for: its words, which of them are its own, and whom it credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.article import Reading, RelayKind, Span
from onrecord.link.outlet_names import same_outlet
from onrecord.link.shared_runs import SHORTEST, Gram, Grams, covered, grams
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
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[^.!?\n]{1,2000}[.!?\n]?")
_PARAGRAPH: Final = re.compile(r"(?:(?!\n[^\S\n]*\n).){1,20000}", re.DOTALL)
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
_WORD: Final = re.compile(r"\w+")
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
    def grams(self) -> Grams:
        """The runs of its words."""
        return grams(self.words.keys)

    @cached_property
    def news(self) -> bytes:
        """1 for each word of what it tells, 0 for captions, notices, and posts that it shows."""
        marks = bytearray(b"\1" * len(self.words.keys))
        _clear(marks, self.words, _not_news(self.text))
        return bytes(marks)

    @cached_property
    def own(self) -> bytes:
        """1 for each word of its news that is the outlet's own, 0 for those of quotations."""
        marks = bytearray(self.news)
        _clear(marks, self.words, self.quoted)
        # What somebody said stands in marks here and without them there: in a heading, in a list of posts.
        for number, said in enumerate(covered(self.words.keys, self.said)):
            if said:
                marks[number] = 0
        return bytes(marks)

    @cached_property
    def said(self) -> frozenset[Gram]:
        """The runs of words that stand within quotations."""
        words = self.words
        marks = bytearray(b"\1" * len(words.keys))
        _clear(marks, words, self.quoted)
        keys, none = words.keys, bytes(SHORTEST)
        return frozenset(
            keys[at : at + SHORTEST]
            for at in range(len(keys) - SHORTEST + 1)
            if marks[at : at + SHORTEST] == none
        )


def _clear(marks: bytearray, words: Words, spans: Iterable[Span]) -> None:
    """Set the marks of the words in some spans to 0."""
    ordered = sorted(spans)
    at = 0
    for number, word in enumerate(words.spans):
        while at < len(ordered) and ordered[at].end <= word.start:
            at += 1
        if at < len(ordered) and ordered[at].start < word.end:
            marks[number] = 0


def _not_news(text: str) -> Iterator[Span]:
    """Yield what of a text stands around articles of any content, and the posts that it shows."""
    before = Span(0, 0)
    for found in _PARAGRAPH.finditer(text):
        paragraph = Span(*found.span())
        size = sum(1 for _ in _WORD.finditer(text, *paragraph))
        if size < _SHORTEST_PARAGRAPH or (
            size <= _LONGEST_CAPTION and _CAPTION.search(text, *paragraph) is not None
        ):
            yield paragraph
        if post := _POST.search(text, *paragraph):
            yield Span(before.start, post.end())
        if size:
            before = paragraph
    for sentence in _SENTENCE.finditer(text):
        if _NOTICE.search(sentence.group()):
            yield Span(*sentence.span())


_CREDITS: Final = frozenset({RelayKind.CREDIT, RelayKind.DATELINE})
_RELAYS: Final = _CREDITS | {RelayKind.REPORTED, RelayKind.FIRST_REPORTED}


def copyable(key: str, reading: Reading) -> Copyable:
    """Return an article, named `key`, as copies of it are looked for."""
    article = reading.article
    quoted = (span for one in reading.attributions for span in one.quoted)
    marked = (quote.inner for quote in find_quotations(article.text) if not quote.depth)
    relays = [relay for relay in reading.relays if relay.kind in _RELAYS]
    speakers = {one.party for one in reading.attributions}
    return Copyable(
        key=key,
        text=article.text,
        outlet=article.publisher,
        published=article.published,
        byline=article.byline,
        credit=article.credit,
        quoted=tuple(sorted({*quoted, *marked})),
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

"""Where the chain of one report ends in its article, and whether the article shows that origin as its own.

An origin is shown where somebody is named who saw, heard or did it; where a document is there that the outlet
has seen; where a body publishes it itself, or counted it. All else is somebody's word passed on: it may be
the origin of the report, and may be somebody who is counted already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Final

from onrecord.article import Attribution, Manner, Party, Span
from onrecord.link.alignment import SLIGHT
from onrecord.link.chains import DOCUMENTS
from onrecord.link.cited import words_of_text
from onrecord.link.folding import fold
from onrecord.link.outlets import forms_of, is_outlet_name
from onrecord.link.told import Reported
from onrecord.link.trace import Place, ReceiptKind, Step, StepKind
from onrecord.read.dates.edtf import EdtfError, parse_edtf
from onrecord.read.dates.lexicon import NUMBERS


class Shown(IntEnum):
    """How far an article shows that an origin is its own."""

    NOT = 0  # the outlet's own voice, a word passed on
    HEARD = 1  # told to the outlet by people whom it does not name
    OWN = 2  # a named witness, a document seen, the body itself


@dataclass(frozen=True)
class End:
    """One end of a report: who or what it is, how far it is shown, and by which words."""

    reported: Reported
    kind: StepKind
    name: str
    party: str | None
    shown: Shown
    receipt: ReceiptKind | None
    words: str
    place: Place | None

    @property
    def article(self) -> str:
        """Return the key of its article."""
        return self.reported.report.article

    @property
    def one(self) -> Attribution:
        """Return the statement that the chain ends with: the innermost that tells who said it."""
        return _last(self.reported)

    @cached_property
    def addressees(self) -> frozenset[str]:
        """Return the parties of the article that it was told to, in the statement or in one around it."""
        attributions = self.reported.member.told.reading.attributions
        path = [self.reported.member.index]
        while (parent := attributions[path[-1]].parent) is not None and parent not in path:
            path.append(parent)
        return frozenset(party for n in path if (party := attributions[n].addressee_party))

    @cached_property
    def who(self) -> frozenset[str]:
        """Return the words that name and describe it, those that any source may have left out."""
        told = self.reported.member.told
        party = told.party(self.one)
        parts = [self.name, self.reported.report.source]
        if party is not None and self.kind is not StepKind.DOCUMENT:
            parts += [party.name, *party.forms, *(told.words(span) for span in party.descriptions)]
        if self.kind is StepKind.DOCUMENT:
            parts += [match["who"] for match in _AUTHOR.finditer(told.flat.words(self.around))]
        return words_of_text(" ".join(parts)) - _ANYBODY

    @cached_property
    def days(self) -> frozenset[str]:
        """Return the days on which it was said, as far as its words tell them."""
        return days_of(self.one.said) if self.one.said_date is not None else frozenset()

    @cached_property
    def dates(self) -> frozenset[str]:
        """Return all single days that stand in its content and around it."""
        told = self.reported.member.told
        around = self.around
        inside = [date for date in told.reading.dates if around.start <= date.span.start < around.end]
        values = [value for d in inside for value in (d.edtf, d.timex3.value if d.timex3 else None)]
        return frozenset(day for value in values for day in days_of(value)) | self.days

    @cached_property
    def around(self) -> Span:
        """Return the sentences in which the statement stands."""
        flat = self.reported.member.told.flat
        spans = (*self.one.source, *self.one.cue, *self.one.content)
        first, last = min(s.start for s in spans), max(s.end for s in spans)
        return Span(flat.sentence(first).start, flat.sentence(max(first, last - 1)).end)

    @cached_property
    def content(self) -> list[str]:
        """Return the words of the content, folded, in order."""
        told = self.reported.member.told
        return [w for span in self.one.content for w in fold(told.words(span)).split()]

    @cached_property
    def quoted(self) -> list[list[str]]:
        """Return the words inside quotation marks, one list a quotation."""
        told = self.reported.member.told
        spans = self.one.quoted or (self.one.content if ":" in told.words(*self.one.cue) else ())
        return [fold(told.words(span)).split() for span in spans]

    @cached_property
    def figures(self) -> frozenset[str]:
        """Return the figures of the content, years and days of dates left out as far as they are read."""
        told = self.reported.member.told
        dates = [told.reading.dates[i].span for i in self.one.happened if i < len(told.reading.dates)]
        found = set()
        for span in self.one.content:
            for match in _NUMBER.finditer(told.flat.low, span.start, span.end):
                if not any(d.start <= match.start() < d.end for d in dates):
                    found.add(str(NUMBERS.get(match.group(), match.group())))
        return frozenset(found)


_NUMBER: Final = re.compile(
    r"\b(?:\d[\d,.]*\d|\d|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")\b"
)
_ANYBODY: Final = (
    words_of_text("""
    people person man woman somebody someone source sources official officials who said says told the one
    two three four both several some other former senior spokesman spokeswoman spokesperson staff member
    members unnamed anonymous familiar with matter knowledge close near not named because were was had has
    new old according report reported document seen has have that this its his her their internal
    confidential leaked paper newspaper copy monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december day yesterday own
    other third second first fourth rest
""")
    | SLIGHT
)

_AUTHOR: Final = re.compile(
    r"\b(?:written|signed|made|filed|sent|drafted|prepared|issued)(?: \w+)? by (?P<who>(?:[\w'-]+ ){1,4})"
)
# What somebody did or perceived, not what somebody heard of.
_DID: Final = re.compile(
    r"\b(?:i|we|he|she|they)(?:'d|'ve)?(?: had| have| could| was| were| also| then| myself| even| just){0,3}"
    r" (?:see|saw|seen|watch|watched|rang|telephoned|phoned|touched|smelled|smelt|felt|found|counted"
    r"|measured|met|stood"
    r"|awake|present|signed|opened|noticed|photographed|examined|witnessed|wrote|loaded|drove|handed"
    r"|weighed|tested"
    r"|carried|heard (?:him|her|them)\b|heard the (?!talk|news|rumou?rs?|story|stories|report))"
    r"|\b(?:said a word|told|called|telephoned|rang|asked|warned|spoke|showed|said)(?: to)? (?:us|me)\b"
    r"|\b(?:i|we) (?:set|took|did|made|gave|put|read (?:it|the figure)) "
)
_HEARSAY: Final = re.compile(
    r"\b(?:(?:i|he|she|they|we)(?: had| have)? (?:read|heard|learned|learnt)(?: of| about"
    r"| from)? (?:it |this )?(?:in|from|on)"
    r"|is said to|are said to|rumou?r|apparently)\b"
)
_NOT: Final = re.compile(r"\b(?:not|never|nothing|nobody|no)\b|n't\b")
# "I have signed nothing": so far before and behind.
_NOT_REACH: Final = 12
_SEEN: Final = r"(?:seen|read|reviewed|obtained|viewed|examined|inspected|shown|consulted)"
_COUNTS: Final = re.compile(r"\b(?:count(?:s|ed)?|record(?:s|ed)?|measured|registered|tall(?:y|ied))\b")
#: "By my count eleven papers have told us": the writer's, of others.
_OWN_COUNT: Final = re.compile(r"\b(?:my|our|some|any) (?:own )?(?:count|tally)\b")
#: So far before and behind a statement its speaker may tell how they know.
_NEAR: Final = 500


def _end(reported: Reported) -> Step:
    """Return the step that a report ends at.

    People who are not named may say that somebody named said it: it is their word, not that one's.
    """
    chain = reported.report.chain
    if len(chain) > 1 and chain[-1].kind is StepKind.SPEAKER and chain[-2].kind is StepKind.UNNAMED:
        return chain[-2]
    return chain[-1]


def _last(reported: Reported) -> Attribution:
    """Return the statement at the end of a chain; the member itself where that step has none."""
    member = reported.member
    key = _end(reported).attribution
    if key is None or key not in member.told.keys:
        return member.one
    return member.told.reading.attributions[member.told.keys.index(key)]


def end_of(reported: Reported) -> End:
    """Return where a report ends in its own article."""
    told = reported.member.told
    last = _end(reported)
    kind, name, party = last.kind, last.name, last.party
    place = last.place or reported.report.place
    shown, receipt, words, where = Shown.NOT, None, last.words, place
    if len(reported.report.chain) == 1 and not is_outlet_name(told.outlet):
        kind = StepKind.SPEAKER
    if not reported.via:
        shown, receipt, found = _shown(reported, kind)
        if found is not None:
            words, where = told.words(found), told.place(found)
    return End(reported, kind, name, party, shown, receipt, words, where)


def _shown(reported: Reported, kind: StepKind) -> tuple[Shown, ReceiptKind | None, Span | None]:
    one = _last(reported)
    party = reported.member.told.party(one)
    if _speaks_itself(reported, party):
        return Shown.OWN, ReceiptKind.OTHER_SPEAKER, one.cue[0]
    if kind is StepKind.DOCUMENT:
        seen = _seen(reported)
        return (Shown.OWN, ReceiptKind.OTHER_DOCUMENT, seen) if seen else (Shown.NOT, None, None)
    if one.basis:
        return Shown.NOT, None, None
    if kind in (StepKind.SPEAKER, StepKind.DESCRIBED) and (did := _did(reported)):
        # "A deckhand ... saw it": shown, but not known from others who are described.
        return Shown.OWN, ReceiptKind.OWN_WITNESS, did
    if kind in (StepKind.SPEAKER, StepKind.DESCRIBED) and _counted(reported):
        return Shown.OWN, ReceiptKind.OTHER_SPEAKER, one.cue[0]
    if kind in (StepKind.UNNAMED, StepKind.DESCRIBED) and _is_told_apart(reported, party):
        return Shown.HEARD, ReceiptKind.OWN_WITNESS, one.source[0] if one.source else None
    return Shown.NOT, None, None


def _speaks_itself(reported: Reported, party: Party | None) -> bool:
    """Whether a body says it in what it publishes itself."""
    told = reported.member.told
    if not told.outlet or is_outlet_name(told.outlet):
        return False
    return len(reported.report.chain) == 1 or (
        party is not None and fold(party.name) in forms_of(told.outlet)
    )


def _seen(reported: Reported) -> Span | None:
    """Return the words that say that the outlet itself has seen the document; None where none do."""
    told, one = reported.member.told, _last(reported)
    head = DOCUMENTS.search(told.words(*one.source).casefold()) if one.source else None
    if head is None:
        return None
    names = "|".join(re.escape(form) for form in forms_of(told.outlet)) or "this newspaper"
    own = rf"(?:the |by )?(?:{names}|this newspaper|this paper|our reporters?|us)"
    pattern = re.compile(
        rf"\b{_SEEN} (?:by|to) {own}\b|\b{own} (?:has |have |had |was |was also ){{0,2}}{_SEEN}\b"
    )
    noun = re.compile(rf"\b{re.escape(head.group().rstrip('s'))}")
    for sentence in told.flat.sentences:
        span = told.flat.sentence(sentence)
        found = pattern.search(told.flat.low, span.start, span.end)
        if found is None or _NOT.search(
            told.flat.low, max(span.start, found.start() - _NOT_REACH), found.end()
        ):
            continue
        is_named = any(span.start <= source.start < span.end for source in one.source)
        if is_named or noun.search(told.flat.low, span.start, span.end):
            return Span(*found.span())
    return None


def _did(reported: Reported) -> Span | None:
    """Return the words in which the speaker tells what they saw or did; None where none do."""
    told, one = reported.member.told, _last(reported)
    spoken = [(other, other.content) for other in (one, *_near(reported))]
    for other, spans in (*spoken, (one, _goes_on(reported))):
        for span in spans:
            low = told.flat.low
            if _HEARSAY.search(low, span.start, span.end):
                return None
            for match in _DID.finditer(low, span.start, span.end):
                if not _NOT.search(
                    low, max(span.start, match.start() - _NOT_REACH), match.end() + _NOT_REACH
                ) and not _is_nested(reported, other, match):
                    return Span(*match.span())
    return None


def _goes_on(reported: Reported) -> tuple[Span, ...]:
    """Return the paragraph after the statement's if it is a quotation that no statement was read from."""
    told, one = reported.member.told, _last(reported)
    end = told.flat.even.find("\n", max(span.end for span in (*one.cue, *one.content)))
    start = (
        end + len(told.flat.even[end : end + 4]) - len(told.flat.even[end : end + 4].lstrip())
        if end >= 0
        else -1
    )
    if start < 0 or told.flat.even[start : start + 1] != '"' or one.party is None:
        return ()
    stop = told.flat.even.find("\n", start)
    span = Span(start, stop if stop >= 0 else len(told.flat.even))
    taken = any(span.start <= other.cue[0].start < span.end for other in told.reading.attributions)
    return () if taken else (span,)


def _near(reported: Reported) -> Sequence[Attribution]:
    """Return the other statements of the same party near by: they may tell how it knows."""
    told, one = reported.member.told, _last(reported)
    if one.party is None:
        return ()
    at = one.cue[0].start
    return [
        other
        for other in told.reading.attributions
        if other is not one and other.party == one.party and abs(other.cue[0].start - at) < _NEAR
    ]


def _is_nested(reported: Reported, outer: Attribution, match: re.Match[str]) -> bool:
    """Whether words inside a content belong to what somebody else says there, or say that somebody said it.

    "He told me to shut the valve" is what the speaker heard; "they have told me that it was shut" is hearsay.
    """
    attributions = reported.member.told.reading.attributions
    for other in attributions:
        if other.parent is None or attributions[other.parent] is not outer or other.party == outer.party:
            continue
        hearsay = other.cue if other.manner is Manner.SAYS else ()
        if any(s.start <= match.start() < s.end for s in other.content):
            return True
        if any(s.start < match.end() and match.start() < s.end for s in hearsay):
            return True
    return False


def _counted(reported: Reported) -> bool:
    """Whether a body tells its own count."""
    told, one = reported.member.told, _last(reported)
    if one.manner is Manner.SHOWS or _COUNTS.search(told.words(*one.cue).casefold()):
        return True
    source = told.words(*one.source).casefold() if one.source else ""
    return bool(_COUNTS.search(source)) and not _OWN_COUNT.search(source)


def _is_told_apart(reported: Reported, party: Party | None) -> bool:
    """Whether people who are not named are at least told from others: several, or near somebody."""
    if party is None:
        return False
    words = f"{reported.report.source} {party.name}".casefold()
    number = party.anonymity.number if party.anonymity else None
    near = re.search(r"\bclose to\b|\bnear (?:to )?the\b", words)
    counted = re.search(r"\b(?:two|three|four|five|six|seven|several|both)\b", words)
    return bool(near or counted or (number or 0) > 1)


def days_of(edtf: str | None) -> frozenset[str]:
    """Return the day that a date in EDTF means; none for a stretch of time."""
    if not edtf:
        return frozenset()
    try:
        first, last = parse_edtf(edtf).bounds()
    except EdtfError:
        return frozenset()
    return frozenset({first.isoformat()}) if first is not None and first == last else frozenset()

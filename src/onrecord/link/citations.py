"""Where an article says that it has something from an outlet: "the Post reported", "told the Post", a credit.

Found are the names of outlets that the record knows, in words that say that they reported or were told
something; and statements of bodies that publish themselves ("Kettle said in a statement"). Which article
of the outlet is meant is chosen by `onrecord.link.cited`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from onrecord.article import Attribution, Manner, Reading, RelayKind, Span
from onrecord.link.folding import fold
from onrecord.link.outlets import Lookup, Named, forms_of, is_outlet_name, names_in
from onrecord.read.circumstances.flat import Flat, flatten
from onrecord.read.circumstances.relays import is_outlet


class CitedBy(StrEnum):
    """By what words an outlet is cited."""

    SAYS = "says"  # it is the source of a statement, or "reported"
    TOLD = "told"  # somebody told it
    CREDIT = "credit"  # the whole article is its own: a credit, a dateline
    OWN = "own"  # an earlier report of the same outlet
    BODY = "body"  # a body that publishes itself said so; may be in what it published, or not


@dataclass(frozen=True, slots=True)
class Citing:
    """One citation as its article has it, before it is known which article is meant.

    `publishers` are the outlets of the record that go by the name `outlet`; none where the record has no
    such outlet. `attribution` and `relay` are indices in the reading; `about` are the words that were had
    from there, `said` when (EDTF).
    """

    how: CitedBy
    outlet: str
    publishers: tuple[str, ...]
    words: Span
    about: tuple[Span, ...]
    attribution: int | None = None
    relay: int | None = None
    said: str | None = None
    url: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it is about the whole article, not about a statement."""
        return self.how is CitedBy.CREDIT


_REPORTED: Final = re.compile(
    r"(?:'s)?(?:,[^.\n]{3,90}?,)?(?: (?:has|have|had|was|first|also|since|now|later|exclusively"
    r"|already)){0,3}"
    r" (?:reported|reports|disclosed|discloses|revealed|reveals|published|wrote|writes|found"
    r"|confirmed|confirms"
    r"|learned|learnt|broke|claimed|claims|quoted|printed|carried|is right|said|says|states|stated|put it"
    r"|got it|counted|which reported|reporting)\b"
)
_BEFORE: Final = re.compile(
    r"(?:\btold|\btells|\btelling|\bspeaking to|\bspoke to|\bspoken to|\btalking to|\btalked to"
    r"|\binterview (?:with|in|to|by|on)|\bwrote in|\b(?:article|story|report|account|piece|interview"
    r"|statement|post|broadcast) (?:in|by|from|on|of|to)|\bsaid (?:on|in|to)|\b(?:reported|published"
    r"|disclosed"
    r"|revealed|printed|quoted|broken|carried) (?:first )?(?:by|in|on)|\baccording to|\bhearts? to"
    r"|\bconfided (?:in|to)"
    r"|\bread in|\b(?:citing|quoting|repeating|echoing|relaying))(?: \w+'s| the| a| an| its)?"
    r"(?: [a-z][a-z-]{1,20}){0,3} \Z"
)
_TOLD: Final = re.compile(
    r"\b(?:told|tells|telling|speaking|spoke|spoken|talk\w+|hearts?|interview|confided)\b"
)
_OWN: Final = re.compile(
    r"\b(?:this (?:newspaper|paper|magazine|programme|station|site)|our (?:own )?(?:newspaper|paper"
    r"|report|reporting))\b"
)
_OWN_REPORTED: Final = re.compile(
    r"(?:\b(?:reported|published|disclosed|revealed|appeared|printed|quoted)\b[^.\n]{0,30}\b(?:by|in) \Z)"
)
_OWN_AFTER: Final = re.compile(
    r"(?: (?:first|had|has|exclusively)){0,2} (?:reported|disclosed|revealed|published|mentioned|wrote)\b"
)
_FROM: Final = re.compile(r"(?m)^From \Z")
_CREDITED: Final = frozenset({RelayKind.CREDIT, RelayKind.DATELINE})
# A manner of a statement that tells nothing of what somebody said or published.
_NOTHING: Final = frozenset({Manner.DECLINES, Manner.ASKS, Manner.OTHER})
#: So many characters before a name may belong to the words that cite it.
_REACH: Final = 90
#: What a source is called that was named before.
_AGAIN: Final = re.compile(
    r"\b(?:the|that|its) (?:[a-z-]{2,16} ){0,2}(?:newspaper|paper|weekly|daily|magazine|report"
    r"|article|story|portal|site"
    r"|agency|station|broadcaster|programme|interview|post|blog)\b"
)


def find_citings(reading: Reading, lookup: Lookup) -> tuple[Citing, ...]:
    """Return what an article says that it has from outlets, by place; one of each place.

    `lookup` returns the outlets of the record by the folded names that they go by.
    """
    flat = flatten(reading.article.text)
    named = names_in(reading.article.text, lookup)
    own = reading.article.publisher or ""
    others = [one for one in named if own not in one.publishers]
    found = [
        *_linked(reading),
        *_credits(reading, flat, lookup),
        *_in_attributions(reading, others, flat),
        *_in_words(reading, others, flat),
        *_own(reading, [one for one in named if own in one.publishers], flat),
        *_bodies(reading, lookup, flat),
        *_unknown(reading, lookup),
    ]
    kept: list[Citing] = []
    for citing in found:
        if not any(_same_place(citing, other) for other in kept):
            kept.append(citing)
    return tuple(sorted(kept, key=lambda one: (one.words, one.outlet)))


def _same_place(one: Citing, other: Citing) -> bool:
    """Whether two citations are one: the same outlet in words that touch, or by the same statement."""
    same = bool(set(one.publishers) & set(other.publishers)) or fold(one.outlet) == fold(other.outlet)
    touch = one.words.start < other.words.end and other.words.start < one.words.end
    by = one.attribution is not None and one.attribution == other.attribution
    return same and (touch or by or (one.whole and other.whole))


def _linked(reading: Reading) -> Iterator[Citing]:
    for number, relay in enumerate(reading.relays):
        if relay.url and relay.words:
            flat = Span(max(0, relay.words.start - _REACH), relay.words.end + _REACH)
            yield Citing(CitedBy.SAYS, relay.outlet, (), relay.words, (flat,), relay=number, url=relay.url)


def _credits(reading: Reading, flat: Flat, lookup: Lookup) -> Iterator[Citing]:
    """Another outlet as the one that wrote it: "From NPA and our own reporters", "PENDRY (NPA) -"."""
    own = fold(reading.article.publisher or "")
    for number, relay in enumerate(reading.relays):
        folded = fold(relay.outlet)
        if relay.kind in _CREDITED and folded != own and not (own and own in forms_of(relay.outlet)):
            publishers = tuple(lookup([folded]).get(folded, ()))
            words = relay.words or Span(0, 0)
            if (reading.article.publisher or "") not in publishers:
                yield Citing(CitedBy.CREDIT, relay.outlet, publishers, words, (), relay=number)
    for match in re.finditer(
        r"(?m)^From (?P<who>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,4})(?= in | and |,|$)", flat.even[:1500]
    ):
        folded = fold(match["who"])
        publishers = tuple(lookup([folded]).get(folded, ()))
        if publishers and folded != own:
            yield Citing(CitedBy.CREDIT, match["who"], publishers, Span(*match.span()), ())


def _in_attributions(reading: Reading, named: Sequence[Named], flat: Flat) -> Iterator[Citing]:
    for number, one in enumerate(reading.attributions):
        # "A memo seen by the Post": the memo is the source; "the publisher of the Post": its publisher.
        for name in named:
            if not is_outlet_name(name.publishers[0]):
                continue
            if one.source and _heads(flat, name.span, one.source) and one.manner not in _NOTHING:
                yield _cite(CitedBy.SAYS, name, _hull((*one.source, *one.cue)), number, one, flat)
            elif any(
                span.start <= name.span.start and name.span.end <= span.end + 1 for span in one.addressee
            ):
                yield _cite(CitedBy.TOLD, name, _hull((*one.cue, *one.addressee)), number, one, flat)


def _heads(flat: Flat, name: Span, source: Sequence[Span]) -> bool:
    """Whether a name is the head of a source: it begins with it, "the" and what it is left out."""
    for span in source:
        if span.start <= name.start and name.end <= span.end:
            lead = flat.low[span.start : name.start]
            return re.fullmatch(r"(?:the |[a-z-]{2,16} ){0,3}", lead) is not None and " of " not in lead
    return False


def _cite(how: CitedBy, name: Named, words: Span, number: int, one: Attribution, flat: Flat) -> Citing:
    outlet = flat.text[name.span.start : name.span.end]
    if words.end - words.start > 4 * _REACH:
        words = name.span
    # Where the content was read wrongly it has the outlet itself; then what is told stands around it.
    about = (_paragraph(flat, name.span.start),) if _touch(one.content, name.span) else one.content
    return Citing(how, outlet, name.publishers, words, about, number, said=one.said)


def _in_words(reading: Reading, named: Sequence[Named], flat: Flat) -> Iterator[Citing]:
    """Outlets cited by words that no statement was read from; they are about their paragraph."""
    for name in named:
        if not is_outlet_name(name.publishers[0]):
            continue
        before = flat.even[max(0, name.span.start - _REACH) : name.span.start]
        after = flat.even[name.span.end : name.span.end + _REACH]
        left, right = _BEFORE.search(before), _REPORTED.match(after)
        if not left and not right:
            continue
        start = name.span.start - (len(before) - left.start()) if left else name.span.start
        words = Span(start, name.span.end + (right.end() if right and not left else 0))
        how = CitedBy.TOLD if left and _TOLD.search(left.group()) else CitedBy.SAYS
        outlet = flat.text[name.span.start : name.span.end]
        about = _paragraph(flat, name.span.start)
        inside = _innermost(reading, words)
        yield Citing(how, outlet, name.publishers, words, (about,), inside)


def _innermost(reading: Reading, words: Span) -> int | None:
    """Return the narrowest statement whose content has these words: "..., as the Post has found"."""
    sizes = [
        (span.end - span.start, number)
        for number, one in enumerate(reading.attributions)
        for span in one.content
        if span.start <= words.start and words.end <= span.end and one.parent is None
    ]
    return min(sizes)[1] if sizes and min(sizes)[0] < 4 * _REACH else None


def _paragraph(flat: Flat, position: int) -> Span:
    start = flat.even.rfind("\n", 0, position) + 1
    end = flat.even.find("\n", position)
    return Span(start, end if end >= 0 else len(flat.even))


def _own(reading: Reading, named: Sequence[Named], flat: Flat) -> Iterator[Citing]:
    """Earlier reports of the same outlet: "since the Post disclosed", "appeared in this newspaper"."""
    publisher = reading.article.publisher
    if not publisher:
        return
    places = [one.span for one in named] + [Span(*match.span()) for match in _OWN.finditer(flat.low)]
    for place in places:
        before = flat.low[max(0, place.start - _REACH) : place.start]
        after = flat.low[place.end : place.end + _REACH]
        left, right = _OWN_REPORTED.search(before), _OWN_AFTER.match(after)
        if not left and not right:
            continue
        start = place.start - (len(before) - left.start()) if left else place.start
        words = Span(start, place.end + (right.end() if right and not left else 0))
        number = next(
            (n for n, one in enumerate(reading.attributions) if one.source and _touch(one.source, place)),
            None,
        )
        one = reading.attributions[number] if number is not None else None
        about = one.content if one else (_paragraph(flat, place.start),)
        outlet = flat.text[place.start : place.end]
        yield Citing(CitedBy.OWN, outlet, (publisher,), words, about, number, said=one.said if one else None)


def _touch(spans: Sequence[Span], place: Span) -> bool:
    return any(span.start < place.end and place.start < span.end for span in spans)


def _bodies(reading: Reading, lookup: Lookup, flat: Flat) -> Iterator[Citing]:
    """Bodies that publish themselves, as sources: "Kettle said in a statement"."""
    own = reading.article.publisher or ""
    parties = {party.id: party for party in reading.parties}
    for number, one in enumerate(reading.attributions):
        party = parties.get(one.party or "")
        if party is None or one.manner in _NOTHING or one.negated:
            continue
        folded = fold(party.name)
        publishers = tuple(p for p in lookup([folded]).get(folded, ()) if p != own and not is_outlet_name(p))
        if publishers:
            words = _hull((*one.source, *one.cue, *one.occasion))
            if words.end - words.start > 4 * _REACH:
                words = _hull(one.source)
            about = (flat.sentence(one.cue[0].start),) if one.occasion else one.content
            yield Citing(CitedBy.BODY, party.name, publishers, words, about, number, said=one.said)
    for name in names_in(reading.article.text, lookup):
        publishers = tuple(p for p in name.publishers if p != own and not is_outlet_name(p))
        right = _REPORTED.match(flat.even, name.span.end)
        if publishers and right and len(flat.even[name.span.start : name.span.end].split()) > 1:
            sentence = flat.sentence(name.span.start)
            words = Span(name.span.start, right.end())
            outlet = flat.text[name.span.start : name.span.end]
            yield Citing(CitedBy.BODY, outlet, publishers, words, (sentence,))


def _unknown(reading: Reading, lookup: Lookup) -> Iterator[Citing]:
    """Outlets that the reader found and the record has no article of: placeholders."""
    own = set(forms_of(reading.article.publisher or ""))
    for number, relay in enumerate(reading.relays):
        folded = fold(relay.outlet)
        if relay.url or relay.kind in _CREDITED or folded in own or lookup([folded]).get(folded):
            continue
        words = relay.words or Span(0, 0)
        inside = next(
            (n for n, one in enumerate(reading.attributions) if relay.words and _touch(one.source, words)),
            None,
        )
        about = reading.attributions[inside].content if inside is not None else ()
        yield Citing(CitedBy.SAYS, relay.outlet, (), words, about, inside, number)
    for number, one in enumerate(reading.attributions):
        name = " ".join(reading.article.text[span.start : span.end] for span in one.addressee)
        name = re.sub(r"\A[Tt]he ", "", name)
        folded = fold(name)
        is_own = any(folded == form or folded.startswith(form + " ") for form in own)
        named = one.addressee and is_outlet(name.lower(), name) and name[:1].isupper()
        if named and not is_own and not lookup([folded]).get(folded):
            words = _hull((*one.cue, *one.addressee))
            yield Citing(CitedBy.TOLD, name, (), words, one.content, number, said=one.said)


def again(citings: Sequence[Citing], text: str, one: Attribution) -> Citing | None:
    """Return the citation that "the newspaper" as a source goes on with: the last before it."""
    words = " ".join(text[span.start : span.end] for span in one.source).casefold()
    if not _AGAIN.search(words):
        return None
    start = one.source[0].start
    before = [c for c in citings if c.words.start < start and c.how in (CitedBy.SAYS, CitedBy.TOLD)]
    if not before:
        return None
    last = before[-1]
    return replace(last, words=_hull(one.source), about=one.content)


def _hull(spans: Sequence[Span]) -> Span:
    return Span(min(s.start for s in spans), max(s.end for s in spans))

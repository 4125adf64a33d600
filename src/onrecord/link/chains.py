"""The chain of one report: who told whom, from the outlet inwards, as far as the article tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from onrecord.article import Attribution, Naming, PartyKind, Span
from onrecord.link.actors import is_told_of
from onrecord.link.citations import CitedBy, again
from onrecord.link.folding import fold
from onrecord.link.outlets import forms_of
from onrecord.link.told import Member, Told
from onrecord.link.trace import Stance, Step, StepKind

#: Nouns of things that are read, not heard.
DOCUMENTS: Final = re.compile(
    r"\b(?:memo(?:random(?:um|a))?s?|letters?|documents?|filings?|reports?|records?|papers?|e-?mails?"
    r"|logs?|files?"
    r"|contracts?|transcripts?|minutes|registers?|notes?|messages?|drafts?|affidavits?|lawsuits?|complaints?"
    r"|invoices?|recordings?|data|books?|sheets?|diar(?:y|ies)|presentations?|certificates?|studies"
    r"|study|audits?"
    r"|surveys?|photographs?|videos?|footage|tapes?|statement)\b"
)
_HIDDEN: Final = re.compile(
    r"\b(?:unnamed|anonymous|sources?|people|persons?|somebody|someone|insiders?|familiar|close to|officials?"
    r"|officers|aides?|employees|insiders|members|former)\b"
)
#: Other outlets, none by name: what they tell they have from others.
_PRESS: Final = re.compile(
    r"\b(?:newspapers|media|news outlets|broadcasters|the press|(?:several|other|some|many) papers)\b"
)
_LEAD: Final = re.compile(
    r"\A(?:(?:citing|cited|cites|quoting|quoted|according to|based on|on the basis of|referring to"
    r"|it cited|from)\s+)"
)
_PIECES: Final = re.compile(
    r"\s*,? and (?=(?:an?|the|two|three|four|five|six|several|some|unnamed|one|other)\b)|; "
)


def chain_of(
    member: Member, actors: frozenset[str] = frozenset()
) -> tuple[tuple[Step, ...], tuple[int, ...]]:
    """Return the steps of a chain, and the indices of the citations of its article that it goes through.

    `actors` are the parties whose act is what the claim says: they are no step of what is told of them, but
    of their own words in quotation marks.
    """
    told = member.told
    steps = [Step(told.outlet or "the article", StepKind.OUTLET)]
    via: list[int] = []
    for number, citing in enumerate(told.citings):
        if citing.whole and not _by_own_reporter(member):
            steps.append(_outlet(told, citing.outlet, citing.words))
            via.append(number)
            break
    for index in _path(member):
        is_act = member.stance is Stance.ASSERTS and is_told_of(told, index, actors)
        for cited, step in _steps(told, index):
            if is_act and step.attribution is not None:
                continue
            if cited is not None and cited not in via:
                via.append(cited)
            if step.name and (len(steps) == 1 or fold(step.name) != fold(steps[-1].name)):
                steps.append(step)
    return tuple(steps), tuple(via)


def _path(member: Member) -> list[int]:
    """Return the statement with those that it stands in, the outermost first."""
    attributions = member.told.reading.attributions
    path = [member.index]
    while (parent := attributions[path[-1]].parent) is not None and parent not in path:
        path.append(parent)
    path.reverse()
    while (inner := _inner(member.told, path[-1])) is not None and inner not in path:
        path.append(inner)
    return path


#: A statement that is nearly all of another's content is what that other passes on.
_NEARLY_ALL: Final = 0.5


def _inner(told: Told, index: int) -> int | None:
    """Return the statement that a statement is nearly only there to pass on: "and he says that ..."."""
    attributions = told.reading.attributions
    content = attributions[index].content
    size, start = sum(span.end - span.start for span in content), content[0].start
    for number, one in enumerate(attributions):
        if one.parent != index or not one.source or one.source[0].start - start > _LEAD_IN:
            continue
        party = told.party(one)
        if party is not None and party.kind is PartyKind.UNKNOWN:
            continue  # "the talks ended:" speaks of no one
        if sum(span.end - span.start for span in one.content) >= _NEARLY_ALL * size:
            return number
    return None


# "And your manager says": so much may stand before the source.
_LEAD_IN: Final = 12


_OWN_REPORTER: Final = re.compile(r"\b(?:own|this newspaper|this paper)\b")


def _by_own_reporter(member: Member) -> bool:
    """Whether a statement was made to the outlet itself, though the rest of the article is an agency's."""
    told, one = member.told, member.one
    words = told.words(*one.addressee).casefold() if one.addressee else ""
    return bool(_OWN_REPORTER.search(words)) or (bool(words) and fold(words) in forms_of(told.outlet))


def _steps(told: Told, index: int) -> Iterator[tuple[int | None, Step]]:
    """Yield the steps that one statement tells: the outlet that had it, what that rests on, who said it."""
    one = told.reading.attributions[index]
    spans = (*one.source, *one.cue, *one.content)
    cited = [
        (number, citing)
        for number, citing in enumerate(told.citings)
        if not citing.whole
        and citing.how is not CitedBy.BODY
        and _is_of(told, index, citing.words, spans, number)
    ]
    is_outlet = False
    for number, citing in cited:
        yield number, _outlet(told, citing.outlet, citing.words)
        is_outlet = is_outlet or (
            citing.attribution == index
            and citing.how in (CitedBy.SAYS, CitedBy.OWN)
            and _is_source(told, one, citing.outlet)
        )
    if one.source and not cited and (more := again(told.citings, told.reading.article.text, one)):
        number = next(n for n, c in enumerate(told.citings) if c.outlet == more.outlet and not c.whole)
        yield number, _outlet(told, more.outlet, more.words)
        is_outlet = True
    if one.source and not is_outlet and not _is_own(told, one) and not _is_empty(told, one):
        yield None, _speaker(told, index, one)
    yield from ((None, step) for step in _bases(told, one))


def _is_of(told: Told, index: int, words: Span, spans: tuple[Span, ...], number: int) -> bool:
    """Whether a citation belongs to a statement: it is its own, or stands in its sentence."""
    citing = told.citings[number]
    if citing.attribution is not None:
        return citing.attribution == index
    if citing.relay is not None and citing.url:
        return any(span.start <= words.start < span.end for span in spans)
    sentence = told.flat.sentence(words.start)
    return sentence.start <= told.reading.attributions[index].cue[0].start < sentence.end


def _is_source(told: Told, one: Attribution, outlet: str) -> bool:
    return bool(one.source) and fold(outlet) in fold(told.words(*one.source))


def _is_own(told: Told, one: Attribution) -> bool:
    """Whether the outlet itself is the source: "the Mercury understands", "our reporter"."""
    party = told.party(one)
    return party is not None and bool(told.outlet) and fold(party.name) in forms_of(told.outlet)


_PRONOUNS: Final = frozenset("i he she they it we you one this that what which who".split())


def _is_empty(told: Told, one: Attribution) -> bool:
    """Whether a source inside another's words is a pronoun that tells nobody: then it is no step."""
    if one.parent is None or told.words(*one.source).casefold() not in _PRONOUNS:
        return False
    party = told.party(one)
    he = told.words(*one.source).casefold() in {"he", "she", "i"}
    return party is None or (he and party.kind not in (PartyKind.PERSON, PartyKind.UNKNOWN))


def _outlet(told: Told, name: str, words: Span) -> Step:
    return Step(name, StepKind.OUTLET, words=told.words(words), place=told.place(words))


def _speaker(told: Told, index: int, one: Attribution) -> Step:
    party = told.party(one)
    words = told.words(*one.source)
    name = party.name if party is not None else words
    return Step(
        name,
        kind_of(told, one),
        told.parties.get(one.party or ""),
        told.keys[index] if index < len(told.keys) else None,
        words,
        told.place(*one.source),
    )


def kind_of(told: Told, one: Attribution) -> StepKind:
    """Return what the source of a statement is: a document, somebody named, described, or kept unnamed."""
    party = told.party(one)
    head = told.words(*one.source).casefold()
    if is_press(head) and (party is None or party.naming is not Naming.NAMED):
        return StepKind.OUTLET
    if party is not None and party.naming is Naming.NAMED and party.kind is not PartyKind.DOCUMENT:
        return StepKind.SPEAKER
    if (party is not None and party.kind is PartyKind.DOCUMENT) or DOCUMENTS.search(_head(head)):
        return StepKind.DOCUMENT
    if party is None:
        return StepKind.DESCRIBED
    return {Naming.UNNAMED: StepKind.UNNAMED, Naming.NAMED: StepKind.SPEAKER}.get(
        party.naming, StepKind.DESCRIBED
    )


def is_press(words: str) -> bool:
    """Whether words are for other outlets in general: "eleven newspapers"."""
    return bool(_PRESS.search(_head(words.casefold())))


def _head(words: str) -> str:
    """Return a noun phrase up to the first word that only tells more of its head."""
    return re.split(
        r"\b(?:of|for|in|at|on|from|to|who|which|that|with|seen|close|by)\b|,", words, maxsplit=1
    )[0]


def _bases(told: Told, one: Attribution) -> Iterator[Step]:
    """Yield what a source says that it rests on: "citing two officials and an internal memo"."""
    for span in one.basis:
        words = told.words(span)
        bare = _LEAD.sub("", words)
        if (
            bare == words
            and not _HIDDEN.search(words.casefold())
            and not DOCUMENTS.search(_head(words.casefold()))
        ):
            continue
        for piece in _PIECES.split(bare):
            low = piece.casefold()
            kind = StepKind.SPEAKER
            if DOCUMENTS.search(_head(low)):
                kind = StepKind.DOCUMENT
            elif _HIDDEN.search(low):
                kind = StepKind.UNNAMED
            elif piece[:1].islower():
                kind = StepKind.DESCRIBED
            yield Step(piece, kind, words=piece, place=told.place(span))

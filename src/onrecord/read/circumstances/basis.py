"""What a source rests on: "citing two officials", "in a leaked memo", "he had read a memorandum"."""

from __future__ import annotations

import re

from onrecord.article import Span
from onrecord.read.circumstances.flat import Flat, overlap, trimmed
from onrecord.read.circumstances.lexicon import GROUNDS, OUTLET_NOUNS
from onrecord.read.circumstances.places import Places, hull

_CITING = re.compile(
    r"\b(?:citing|quoting|relaying|cites|cited|quotes|quoted|on the basis of|on the strength of|based on"
    r"|relying on|drawing on|"
    r"rests on|relied on|relies on|attributing (?:it|this|the (?:claim|information|report)) to) (?=[\w'\"])"
)
_PAPER = re.compile(
    r"\b(?:in|according to|from) (?:an? |the |some |several |\w+ )?(?:[\w-]+ ){0,4}?(?:leaked|confidential"
    r"|classified|internal|unpublished|secret|court|"
    r"declassified)? ?(?:[\w-]+ )?(?:memo|memorandum|documents?|papers|cables?|e-?mails?|files?|records"
    r"|report|minutes|transcript|letters?)"
    r"(?: [\w-]+){0,3}? (?:seen|obtained|reviewed|leaked|shared|provided|viewed|examined|verified) (?:by|to"
    r"|with) [^,.;\n\"]{2,60}"
    r"|\bin (?:an? |the )?(?:leaked|classified|secret|confidential) (?:[\w-]+ )?(?:memo|memorandum"
    r"|documents?|papers|cables?|e-?mails?|files?|report|transcript|letter)\b"
)
_STOP = re.compile(
    r"[,;\n\"()—]|[.!?](?=\W|\Z)| that (?!he |she |they )| (?:said|says|reported|reports|wrote|writes|denied"
    r"|told) | as saying\b| -- "
)
_REACH = 240
# A sentence of its own whose subject is the outlet or person just quoted.
_SUBJECT_AGAIN = re.compile(
    r"(?:the (?:newspaper|paper|agency|news agency|broadcaster|report|website|magazine|network|outlet"
    r"|station|channel|site|article|account)|it|he|she|they|both) "
)
_KNEW = re.compile(
    r"(?:that )?(?:he|she|they|i|it) (?:had|has|have|was|were) (?:(?:\w+ly|also|only|been|himself|herself"
    r"|themselves) ){0,2}"
    r"(?:read|seen|reviewed|heard (?:it|of it|this)|told (?:of|about|by)|briefed|shown|been (?:told (?:of"
    r"|about|by)|briefed|shown))\b"
)
_GROUP = re.compile(
    r"\b(?:officials|sources|people|diplomats|aides|advisers|advisors|officers|witnesses|lawyers|persons"
    r"|insiders)\b"
)
_ONE_OF = re.compile(
    r"(?:one|another|the other|the others|a second|a third|the first|the second|both|each)\b"
)
_BACK_SENTENCES = 12
# The writer's own reason is no source: "declined to comment, citing a continuing inquiry".
_WEIGHED_WORDS = 6


def find_bases(at: Places) -> dict[int, tuple[Span, ...]]:
    """Return what the source of each attribution rests on, by the attribution's index."""
    found: dict[int, list[Span]] = {}
    for match in _CITING.finditer(at.flat.low):
        span = _cited(at.flat, match)
        if span is not None:
            for index in _resting(at, span):
                found.setdefault(index, []).append(span)
    for match in _PAPER.finditer(at.flat.low):
        span = trimmed(at.flat, Span(*match.span()))
        for index in _saying_in(at, span, papers=True)[:1]:
            if not any(overlap(span, source) for source in at.attributions[index].source):
                found.setdefault(index, []).append(span)
    _add_knowledge(at, found)
    return {index: tuple(sorted(dict.fromkeys(spans))) for index, spans in found.items()}


def _cited(flat: Flat, match: re.Match[str]) -> Span | None:
    """The words from "citing" to the end of who or what is cited; None where it is a reason."""
    stop = _STOP.search(flat.low, match.end(), min(len(flat.low), match.end() + _REACH))
    end = stop.start() if stop else min(len(flat.low), match.end() + _REACH)
    head = re.split(r" (?:of|to|for|from|by|about|in|at|with|who|which)\b", flat.low[match.end() : end])[0]
    words = re.findall(r"[\w-]+", head)[:_WEIGHED_WORDS]
    known = GROUNDS | OUTLET_NOUNS
    names = re.match(r"(?:the )?[^\W\d_a-z][\w'-]+ [^\W\d_a-z]", flat.even[match.end() : end])
    if not words or not (
        known.intersection(words)
        or names
        or (words[:1] == ["what"] and "heard" in flat.low[match.end() : end])
    ):
        return None
    return trimmed(flat, Span(match.start(), end))


def _resting(at: Places, span: Span) -> list[int]:
    """The attributions that rest on what is cited at `span`."""
    same = _saying_in(at, span)
    if same:
        return same[:1]
    sentence = at.flat.sentence(span.start)
    opening = trimmed(at.flat, sentence, " \n\"'").start
    subject = _SUBJECT_AGAIN.match(at.flat.low, opening)
    if not subject or span.start - subject.end() > 12:
        return _itself(at, span)
    before = [i for i in at.near(sentence.start - 1, back=2) if _is_own(at, i) and not _covers(at, i, span)]
    outlet = not re.match(r"(?:it|he|she|they|both) ", subject.group())
    if outlet:
        named = [i for i in before if _is_outlet(at, i)]
        return named or _itself(at, span)
    return before[-1:] or _itself(at, span)


def _itself(at: Places, span: Span) -> list[int]:
    """An attribution that has only "citing" for a cue and swallowed what was said."""
    return [i for i in at.cue_in(span) if at.flat.words(hull(at.attributions[i].cue)) == "citing"][:1]


def _saying_in(at: Places, span: Span, papers: bool = False) -> list[int]:
    """The attributions in the sentence of `span` whose saying it belongs to, likeliest first."""
    citing = at.cue_in(span)
    sources = {hull(at.attributions[i].source) for i in citing if at.attributions[i].source}
    ranked: list[tuple[int, int, int]] = []
    for index in at.near(span.start):
        one = at.attributions[index]
        cue = hull(one.cue)
        if index in citing or cue.end - cue.start > _REACH or _covers(at, index, span):
            continue
        same = bool(one.source) and hull(one.source) in sources
        if (
            citing
            and sources
            and not same
            and one.source
            and at.flat.words(hull(one.source)) not in {"who", "which"}
        ):
            continue
        gap = span.start - cue.end if span.start >= cue.end else cue.start - span.end
        between = at.flat.low[min(cue.end, span.end) : max(cue.start, span.start)]
        if gap <= _REACH * 2 and "\n" not in between and (not papers or gap < 60):
            ranked.append((not same, gap, index))
    return [index for _, _, index in sorted(ranked)]


def _covers(at: Places, index: int, span: Span) -> bool:
    """Whether `span` stands well inside what the attribution says; what the model let run on does not."""
    for content in at.attributions[index].content:
        if content.start < span.start and span.end < content.end:
            return True
    return False


def _is_own(at: Places, index: int) -> bool:
    """Whether the attribution is the article's own, with a source, and not the headline's."""
    one = at.attributions[index]
    return one.parent is None and bool(one.source) and "\n" in at.flat.low[: min(one.cue[0].start, 300)]


def _is_outlet(at: Places, index: int) -> bool:
    one = at.attributions[index]
    words = re.findall(r"\w+", at.flat.words(hull(one.source)))
    return not OUTLET_NOUNS.isdisjoint(words) or "report" in at.flat.words(hull(one.cue))


def _add_knowledge(at: Places, found: dict[int, list[Span]]) -> None:
    """ "One said he had read a memorandum": the basis of what the officials said before."""
    groups: list[int] = []
    for index in at.order:
        one = at.attributions[index]
        source = at.flat.words(hull(one.source)) if one.source else ""
        if _GROUP.search(source) and not _ONE_OF.match(source) and _is_own(at, index):
            groups = [*groups[-3:], index]
        elif _ONE_OF.match(source) and groups and _KNEW.match(at.flat.low, one.content[0].start):
            number = at.flat.sentence_number(one.cue[0].start)
            for group in groups:
                if number - at.flat.sentence_number(at.attributions[group].cue[0].start) <= _BACK_SENTENCES:
                    found.setdefault(group, []).append(one.content[0])

"""The claim that a statement answers, where the article names it."""

from __future__ import annotations

import re

from onrecord.article import Answer, Manner, Span
from onrecord.read.circumstances.claims import claim_named, claim_noun, claim_worded, is_pronoun
from onrecord.read.circumstances.flat import trimmed
from onrecord.read.circumstances.phrases import REACH, clause_after
from onrecord.read.circumstances.places import Places, hull

_ANSWERING = frozenset({Manner.DENIES, Manner.CONFIRMS, Manner.REFUSES})
_CALLED = re.compile(
    r"(?:called|calls|described|describes|dismissed|dismisses|branded|labell?ed|termed|rejected|rejects)\Z"
)
_ASKED = re.compile(r"\basked(?: [\w ]{2,30}?)??(?: by [^,;.\n]{2,60}?)? (?=(?:whether|if|about|why|how) )")
_GAP = re.compile(r" (?:again |categorically |flatly |strongly )?")
# "Asked whether …, Brennick's ministry replied": no further than this from the question to the cue.
_ASKED_REACH = 400


def answer_of(at: Places, index: int) -> Answer | None:
    """Return the claim that the attribution of that index answers; None where the article names none."""
    one = at.attributions[index]
    if one.manner is Manner.DECLINES:
        return None
    named = _named(at, index)
    if named is not None:
        link = claim_named(at, named, one.cue[0].start, one.source)
        if link is None and not is_pronoun(at.flat.words(named)):
            link = claim_worded(at, named, one.cue[0].start, one.source)
        return Answer(named, attribution=link)
    asked = _asked(at, index)
    if asked is not None:
        return Answer(asked, attribution=claim_worded(at, asked, one.cue[0].start, one.source))
    if one.manner is Manner.DENIES:
        link = claim_worded(at, one.content[0], one.cue[0].start, one.source)
        return Answer(one.content[0], attribution=link) if link is not None else None
    return None


def _named(at: Places, index: int) -> Span | None:
    """The noun phrase or pronoun for a claim at the head of the content, or between cue and content."""
    one = at.attributions[index]
    cue = one.cue[-1]
    called = _CALLED.search(at.flat.low[max(cue.start, cue.end - 16) : cue.end].split(" ")[-1])
    if one.manner not in _ANSWERING and not called:
        return None
    start = min(cue.end, one.content[0].start) if one.content[0].start >= cue.end else one.content[0].start
    gap = _GAP.match(at.flat.low, start)
    span = clause_after(at.flat, gap.end() if gap else start)
    if span.start > cue.end + 20:
        return None
    words = at.flat.words(span)
    first = words.split(" ")[0] if words else ""
    # "Called it a disgrace" may be said of anything; "denied it" is said of a claim.
    if (
        one.manner in _ANSWERING
        and is_pronoun(first)
        and (len(words) == len(first) or re.match(r"\w+ (?:and|but|in|on|as|when|to)\b", words))
    ):
        return (
            Span(span.start, span.start + len(first))
            if (words != "so" and first not in {"that", "so"}) or words == "that"
            else None
        )
    noun = claim_noun(words)
    if (
        noun is None
        or noun.start() > 40
        or re.search(r"\b(?:that|to|whether|if|was|had)\b", words[: noun.start()])
    ):
        return None
    clause = re.match(r" (?:that|of|about|by|from|as) ", words[noun.end() :])
    whole = clause is not None and clause.group().strip() != "as" and not called
    return trimmed(at.flat, Span(span.start, span.end if whole else span.start + noun.end()))


def _asked(at: Places, index: int) -> Span | None:
    """What was asked in the same sentence before somebody "said"."""
    one = at.attributions[index]
    if one.manner in {Manner.ASKS, Manner.THINKS} or one.parent is not None:
        return None
    begin = min(one.cue[0].start, hull(one.source).start if one.source else one.cue[0].start)
    sentence = at.flat.sentence(begin)
    questions = list(_ASKED.finditer(at.flat.low, max(sentence.start, begin - _ASKED_REACH), begin))
    match = questions[-1] if questions else None
    if match is None or any(c.start <= match.start() < c.end for c in one.content):
        return None
    clause = clause_after(at.flat, match.end())
    about = re.match(r"about ", at.flat.words(clause))
    span = Span(clause.start + (about.end() if about else 0), clause.end)
    comma = at.flat.low[span.end : begin].count(",")
    return span if span.start < span.end <= begin and comma <= 1 and span.end - span.start < REACH else None

"""Where and how something was said, and the stretches around a cue that speak of the saying."""

from __future__ import annotations

import re

from onrecord.article import Attribution, Span
from onrecord.read.circumstances.flat import Flat, overlap, trimmed
from onrecord.read.circumstances.lexicon import OCCASIONS
from onrecord.read.circumstances.places import hull

_REACH = 160
_SECOND = r"(?: (?:interview|conference|call|address|briefing|meeting|hearing|message|post|debate|speech)s?)?"
_NOUN = rf"(?:{OCCASIONS})s?{_SECOND}"
_DETERMINED = r"(?:an?|the|his|her|their|its|our|this|that|one|several|two|three|[\w.'-]+'s)"
# What may follow the noun: with whom, where, when; the span of an occasion takes the place with it.
_TAIL = (
    r"(?: (?:with|to|at|in|on|before|by|for|of|from|about|after|outside|aboard) (?!(?:mon|tues|wednes|thurs"
    r"|fri|satur|sun)day|"
    r"(?:january|february|march|april|june|july|august|september|october|november|december)\b|\d|that\b"
    r"|which\b|whether\b|last\b|early\b|late\b)"
    r"(?:(?:an?|the|his|her|their|its) )?[\w.'&-]+(?: (?!that\b|which\b|on\b|in\b|said\b|and\b|last\b|to\b"
    r"|whether\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[\w.'&-]+){0,4}){0,2}"
)
_OCCASION = re.compile(
    rf"\b(?:(?:in|at|during|on|over|after|via|before) (?:(?:{_DETERMINED}) )(?:(?!that\b|said\b"
    rf"|and\b)[\w'.-]+ ){{0,4}}?{_NOUN}\b(?! (?:talks|room|workers?|station)\b){_TAIL}"
    r"|over the (?:phone|telephone|radio)\b|over (?:dinner|lunch|breakfast|coffee|drinks)\b(?: in [\w.-]+)?"
    r"|by (?:text(?: message)?|e-?mail|telephone|phone|letter|fax|message)\b"
    r"|(?:in|at) (?:private|public|court|parliament|writing|church|evidence|testimony|remarks|comments)\b(?:"
    r" to [\w ]{2,30})?"
    r"|under oath\b|on (?:television|tv|air|radio|camera|stage|oath|the (?:radio|phone|telephone|record"
    r"|witness stand|campaign trail|floor))\b"
    r"|on (?:x|twitter|facebook|instagram|telegram|truth social|linkedin|tiktok|youtube|bluesky|mastodon"
    r"|social media|(?:his|her|its|their|the) (?:[\w-]+ ){0,2}"
    r"(?:channel|blog|website|account|page|feed))\b"
    r"|on the sidelines of (?:[\w'-]+ ?){1,5}|at (?:home|a rally|midnight mass)\b)"
)
_HELD_BACK = re.compile(r"[\n;]|[.!?] |\b(?:because|which|who|although|while|whether)\b")


def occasion_of(flat: Flat, one: Attribution, zones: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the words in `zones` for where and how `one` was said, in text order."""
    found: list[Span] = []
    for zone in zones:
        for match in _OCCASION.finditer(flat.low, zone.start, zone.end):
            span = trimmed(flat, Span(*match.span()), " ,;:.\n'\"")
            if span.end > span.start and not any(overlap(span, source) for source in one.source):
                found.append(span)
    return tuple(sorted(dict.fromkeys(found)))[:3]


def saying_zones(flat: Flat, one: Attribution, others: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """Return the stretches that speak of the saying of `one`: before its source, about its cue, after it.

    None of them reaches into its content. What stands before is left out where one of the `others`,
    the cues near by, stands there too: it may speak of that one.
    """
    cue, source = hull(one.cue), hull(one.source) if one.source else hull(one.cue)
    sentence = flat.sentence(cue.start)
    first, last = min(cue.start, source.start), max(cue.end, source.end)
    lead = Span(max(sentence.start, first - _REACH), first)
    zones = [] if any(overlap(lead, other) for other in others) else [*_lead(flat, one, lead)]
    zones += [Span(min(source.end, cue.end), max(source.start, cue.start)), cue]
    if last - first > 4 * _REACH:
        zones = zones[-1:]
    zones.append(_after(flat, one, last if source.start > cue.start else cue.end, sentence))
    return tuple(_uncovered(zone, one.content) for zone in zones if zone.end > zone.start)


def _lead(flat: Flat, one: Attribution, span: Span) -> tuple[Span, ...]:
    """The opening of the sentence, where the content does not stand in it."""
    start = max([content.end for content in one.content if content.start < span.end] + [span.start])
    boundary = None
    for boundary in _HELD_BACK.finditer(flat.low, start, span.end):
        start = boundary.end()
    return (Span(start, span.end),) if start < span.end else ()


def _after(flat: Flat, one: Attribution, start: int, sentence: Span) -> Span:
    """The words after the cue, up to the content or the end of the clause."""
    end = min(sentence.end, start + _REACH)
    following = [content.start for content in one.content if content.start >= start]
    if following and following[0] - start <= 2:
        return Span(start, start)
    if following:
        end = min(end, following[0])
    stop = re.compile(
        r"[\n;\"]|[.!?] |[.!?]\Z|, (?!on |in |at |during )|\b(?:and|but|that|because|who|which|while)\b"
    ).search(flat.low, start, end)
    return Span(start, stop.start() if stop else end)


def _uncovered(zone: Span, content: tuple[Span, ...]) -> Span:
    """`zone` up to the first content in it."""
    starts = [span.start for span in content if zone.start <= span.start < zone.end]
    inside = any(span.start < zone.start < span.end for span in content)
    return Span(zone.start, zone.start) if inside else Span(zone.start, min([zone.end, *starts]))

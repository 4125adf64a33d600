"""Who was told or asked."""

from __future__ import annotations

import re

from onrecord.article import Attribution, Span
from onrecord.read.circumstances.flat import Flat, trimmed
from onrecord.read.circumstances.lexicon import (
    ALWAYS_TOLD,
    LISTENERS,
    OBJECT_PRONOUNS,
    SUBJECT_PRONOUNS,
    TELLING,
)
from onrecord.read.circumstances.phrases import phrase_after, subject_before, word_at
from onrecord.read.circumstances.places import hull

_PASSIVE = re.compile(
    r"(?:(?:am|is|are|was|were|be|been|being|'m|'re|'s|get|got)(?: \w+ly| not| also| then| even| still|"
    r" never| first){0,2} )"
    r"(?:told|asked|informed|warned|promised|assured|reminded|notified|briefed|advised|offered|reassured)\b"
)
_WORD = re.compile(r"[a-z]+")
# What may follow whom "asked" or "promised" is said to: "asked the ministry whether", "promised us every
# support". "Asked the council to resign" keeps the council in its content.
_ASKED_GOES_ON = re.compile(
    r"(?: (?:again|repeatedly|directly|on \w+day))? (?:whether|if|how|why|what|when|where|who|which|about"
    r"|for)\b|[:,]? ?[\"']"
)
_TOLD_OTHERWISE = re.compile(
    r" (?:of|about|that|not|to|how|why|what|whether|against|over|in|on|at|by|yesterday|this|last|earlier"
    r"|\w+day)\b|[,.:;\"'?!\n]|\Z"
)
_WANTS_CLAUSE = frozenset(
    ["promise", "promises", "promised", "promising", "warn", "warns", "warned", "warning", "advised"]
)
_NO_CLAUSE = re.compile(r"(?:that|to|of|against|about|there|it|he|she|they|we)\b")
_TO = re.compile(
    r"(?: \w+ly)? (?:in an? (?:[\w-]+ ){0,3}?(?:letter|message|e-?mail|memo|note|text|post|call|address"
    r"|speech|statement) to"
    r"|(?:in an? )?(?:[\w-]+ ){0,3}?(?:interview|phone call|telephone call|call|conversation|meeting|podcast"
    r"|chat) with|to) (?=\w|\")"
)
_TO_VERBS = re.compile(
    r"(?:said|says|wrote|writes|written|confirmed|confirms|admitted|explained|repeated|complained|spoke"
    r"|speaking|suggested|"
    r"proposed|proposing|announced|reported|revealed|disclosed|leaked|insisted|replied|responded|indicated"
    r"|testified|offered|"
    r"declared|apologi[sz]ed|confided|interview|letter|e-mail|email|message|statement)\Z"
)
_NOT_SOMEBODY = re.compile(
    r"(?:an? |the |his |her |their |my )?(?:\w+ )?(?:truth|story|stories|lies?|tales?|joke)\Z"
)
_NO_PERSON = re.compile(
    r"(?:a |an |the |his |her |their |its )?(?:\w+ ){0,2}?(?:request|requests|question|questions"
    r"|accusations?|allegations?|claims?|report|"
    r"reports|charge|charges|suggestion|criticism|news|move|effect|contrary|end|point|extent|day|year|month"
    r"|degree|date|"
    r"attack|decision|proposal|offer|inquiry|inquiries|crimes?|murder|killing)\Z"
)


def addressee_of(flat: Flat, one: Attribution) -> tuple[Span, ...]:
    """Return the words for who was told or asked by `one`; empty where they do not say or cannot be told."""
    passive = _passive(flat, one)
    if passive is not None:
        return passive
    verb = _telling_verb(flat, one)
    if verb is not None:
        found = _told(flat, one, verb)
        if found:
            return found
    return _spoken_to(flat, one)


def _telling_verb(flat: Flat, one: Attribution) -> Span | None:
    """The last verb of telling in the cue."""
    last = None
    for span in one.cue:
        for match in _WORD.finditer(flat.low, span.start, min(span.end, span.start + 200)):
            if match.group() in TELLING:
                last = Span(*match.span())
    return last


def _told(flat: Flat, one: Attribution, verb: Span) -> tuple[Span, ...]:
    if re.compile(r" (?:for|about|if|whether|how|why|to|that|of|against|not|by)\b").match(flat.low, verb.end):
        return ()
    phrase = phrase_after(flat, verb.end)
    # Between "told" and the addressee nothing stands; a source there is "told him, said Hill".
    source = hull(one.source)
    if phrase.end <= phrase.start or phrase.start > verb.end + 2 or source.start <= phrase.start < source.end:
        return ()
    word, first = flat.words(verb), flat.words(word_at(flat, phrase.start))
    if _NOT_SOMEBODY.match(flat.words(phrase)):
        return ()
    if word in ALWAYS_TOLD:
        return (phrase,) if _reads_on(flat, phrase, first) else ()
    if word.startswith("ask"):
        return (phrase,) if _ASKED_GOES_ON.match(flat.low, phrase.end) else ()
    pronoun = first in OBJECT_PRONOUNS and phrase.end - phrase.start == len(first)
    goes_on = _NO_CLAUSE.match(flat.low, phrase.end + 1) is not None
    if word in _WANTS_CLAUSE and (
        (pronoun and first != "it" and flat.low[phrase.end : phrase.end + 1] == " ") or goes_on
    ):
        return (phrase,)
    return ()


def _reads_on(flat: Flat, phrase: Span, first: str) -> bool:
    """Whether what follows shows that the phrase is not the subject of what was told ("told him the bank"
    " …")."""
    if first in OBJECT_PRONOUNS or _TOLD_OTHERWISE.match(flat.low, phrase.end):
        return True
    following = flat.words(word_at(flat, phrase.end))
    return following in SUBJECT_PRONOUNS | {
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "from",
        "over",
        "after",
        "during",
        "before",
        "when",
        "where",
        "while",
        "as",
        "for",
        "with",
        "last",
        "citing",
        "straight",
        "later",
    }


def _passive(flat: Flat, one: Attribution) -> tuple[Span, ...] | None:
    """Who "was told": the subject of a passive; None where the cue is no passive."""
    start = one.cue[0].start
    match = _PASSIVE.search(flat.low, max(0, start - 24), min(one.cue[-1].end, start + 80))
    if match is None or match.end() < start:
        return None
    auxiliary = re.compile(
        r"(?: (?:has|have|had|will|would|was|were|is|are|been|not|also|later|then|never|already|being))+\Z"
    )
    before = auxiliary.search(
        flat.low,
        max(0, match.start() - 40),
        match.start() - (flat.low[match.start() - 1 : match.start()] == " "),
    )
    end = before.start() if before else match.start()
    subject = _last_phrase(flat, subject_before(flat, end))
    if any(s.start < subject.end and subject.start < s.end for s in one.content):
        return ()  # "what was promised": the thing, not the person
    if re.search(r"\bwhat\Z", flat.words(subject)):
        return ()
    if subject.end <= subject.start or any(
        s.start < subject.end and subject.start < s.end for s in one.source
    ):
        return ()
    return (subject,)


def _last_phrase(flat: Flat, span: Span) -> Span:
    """Of a subject that begins too early ("She said she"), the pronoun at its end."""
    word = re.compile(r"\b(?:i|he|she|we|they|you)\Z").search(flat.low, span.start, span.end)
    return Span(word.start(), span.end) if word else span


def _spoken_to(flat: Flat, one: Attribution) -> tuple[Span, ...]:
    """Whom "wrote to", "said in an interview with", "in a letter to" name, right after the cue or in it."""
    cue = one.cue[-1]
    for start in (cue.start, cue.end):
        match = _TO.search(flat.low, start, cue.end) if start != cue.end else _TO.match(flat.low, cue.end)
        if match is None:
            continue
        plain = match.group().strip().split()[-1] == "to" and " in a" not in match.group()
        if plain and not _TO_VERBS.search(
            flat.low[max(0, match.start() - 14) : match.start()].split(" ")[-1]
        ):
            continue
        phrase = trimmed(flat, phrase_after(flat, match.end()))
        if (
            phrase.end > phrase.start
            and not _is_verb(flat, phrase)
            and not _NO_PERSON.match(flat.words(phrase))
        ):
            return (phrase,)
    return ()


def _is_verb(flat: Flat, phrase: Span) -> bool:
    """Whether "to" before `phrase` makes an infinitive: a plain word that is no listener follows."""
    first = flat.even[phrase.start : phrase.end].split()[0]
    return first.islower() and first not in LISTENERS

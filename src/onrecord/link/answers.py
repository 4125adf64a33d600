"""Who answered a claim, and how: denials, confirmations, answers to something else, and silence.

Whether a denial meets the claim is told by its words only: what is denied has the words of the claim, or has
other figures, or has nothing of it. Where neither is clear it cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.article import Manner, SilenceKind
from onrecord.link.cited import words_of_text
from onrecord.link.told import Member, Reported, Told
from onrecord.link.trace import Answered, Meets, Silent, Stance

# So much of what is denied, or of the claim, has to be in the other; below the lower it is something else.
_MEETS: Final = 0.4
_ELSE: Final = 0.1
# A silence that names no matter belongs to a claim of so many characters before it,
_NEAR: Final = 900
# and to one that the article begins with: its headline, or its first paragraph.
_BEGINNING: Final = 300

_QUALIFIES: Final = re.compile(
    r"\b(?:but|except|however|only|partly|in part|although|unless|provided|as far as)\b"
)
_HOW: Final = {Stance.DENIES: "denies", Stance.CONTRADICTS: "denies", Stance.DECLINES: "declines"}


def answers_to(wording: str, reports: Sequence[Reported]) -> tuple[Answered, ...]:
    """Return the reports that answer the claim, in the order of time; what is only told of it is none."""
    ordered = sorted(reports, key=lambda r: (r.member.told.published, r.report.article, r.report.place.start))
    first = next((one for one in ordered if one.report.stance is Stance.ASSERTS), None)
    return tuple(
        Answered(
            one.report.url,
            one.report.attribution,
            one.report.chain[-1].name,
            how,
            one.report.words,
            one.report.place,
            one.report.published,
            answers,
            _meets(wording, one, how),
        )
        for one in ordered
        if (how := _how(one, first)) is not None
        for answers in (_answered(one, ordered, first),)
    )


def _how(one: Reported, first: Reported | None) -> str | None:
    stance, manner = one.report.stance, one.member.one.manner
    if stance in _HOW:
        return _HOW[stance]
    if stance is not Stance.ASSERTS or one is first or one.via or manner is not Manner.CONFIRMS:
        return None
    return "qualifies" if _QUALIFIES.search(one.report.words.casefold()) else "confirms"


def _answered(one: Reported, reports: Sequence[Reported], first: Reported | None) -> str | None:
    """Return the statement that is answered: the one that the article ties it to, else the first report."""
    answers = one.member.one.answers
    if answers is not None and answers.attribution is not None:
        keys = one.member.told.keys
        if answers.attribution < len(keys):
            return keys[answers.attribution]
    same_article = [
        other
        for other in reports
        if other.report.article == one.report.article and other.report.stance is Stance.ASSERTS
    ]
    before = [other for other in same_article if other.report.place.start < one.report.place.start]
    chosen = (before or same_article or ([first] if first else []))[-1:]
    return chosen[0].report.attribution if chosen else None


def _meets(wording: str, one: Reported, how: str) -> Meets:
    """Return whether an answer speaks to the claim, by the words of both."""
    claim, told = words_of_text(wording), _words(one)
    if not claim or not told:
        return Meets.CANNOT_TELL
    shared = len(claim & told) / min(len(claim), len(told))
    figures = {w for w in claim if w[0].isdigit()}, {w for w in told if w[0].isdigit()}
    if shared >= _MEETS:
        if how == "denies" and all(figures) and not figures[0] & figures[1]:
            return Meets.ELSE
        return Meets.CLAIM
    return Meets.ELSE if shared <= _ELSE and how == "declines" else Meets.CANNOT_TELL


def _words(one: Reported) -> frozenset[str]:
    """Return the words of what is answered, with those by which the article names the claim."""
    answers = one.member.one.answers
    named = one.member.told.words(answers.words) if answers is not None else ""
    return words_of_text(f"{one.report.words} {named}")


def silences_on(wording: str, members: Sequence[Member]) -> tuple[Silent, ...]:
    """Return who was asked on the claim and did not answer, in the articles of its reports, each once."""
    claim = words_of_text(wording)
    by_article: dict[str, list[Member]] = {}
    for member in members:
        by_article.setdefault(member.told.key, []).append(member)
    found = [s for group in by_article.values() for s in _silent(claim, group[0].told, group)]
    return tuple(sorted(found, key=lambda s: (s.published or "", s.url, s.place.start)))


def _silent(claim: frozenset[str], told: Told, members: Sequence[Member]) -> Iterator[Silent]:
    ends = [max(span.end for span in member.one.content) for member in members]
    begins = any(m.one.content[0].start < _BEGINNING and m.stance is Stance.ASSERTS for m in members)
    for number, silence in enumerate(told.reading.silences):
        about = words_of_text(told.words(*silence.about)) if silence.about else frozenset()
        tied = silence.attribution is not None and any(m.index == silence.attribution for m in members)
        near = any(0 <= silence.words.start - end <= _NEAR for end in ends)
        if silence.kind is SilenceKind.NO_EVIDENCE and not tied:
            continue
        if not tied and not (about & claim) and not ((near or begins) and not about):
            continue
        party = told.by_id.get(silence.party or "")
        name = party.name if party is not None else told.words(*silence.source) if silence.source else ""
        yield Silent(
            told.url,
            told.silences[number] if number < len(told.silences) else "",
            name,
            silence.kind.value,
            told.words(silence.words),
            told.place(silence.words),
            told.published or None,
        )

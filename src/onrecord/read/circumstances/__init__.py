"""What stands around an attribution: what its source rests on, who was told, where, when; who was silent.

Rules over the words around cue, source and content; no parser, no model. Pure functions of the article,
its attributions and its dates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.article import Article, Attribution, Date, Manner, Span
from onrecord.read.circumstances.addressee import addressee_of
from onrecord.read.circumstances.answers import answer_of
from onrecord.read.circumstances.basis import find_bases
from onrecord.read.circumstances.flat import flatten, overlap
from onrecord.read.circumstances.no_answer import find_no_answers
from onrecord.read.circumstances.occasion import occasion_of, saying_zones
from onrecord.read.circumstances.places import Places, places
from onrecord.read.circumstances.relays import find_relays
from onrecord.read.circumstances.said import happened, said_date, stamps
from onrecord.read.circumstances.silences import find_silences
from onrecord.read.circumstances.statements import without_bases

__all__ = ["find_circumstances", "find_relays", "find_silences", "without_bases"]

_STATES = frozenset({Manner.THINKS, Manner.OTHER})
_BEFORE = re.compile(r"\b(?:had|first|earlier|previously)\b")
# What a non-answer must never be shown as.
_ANSWERS = frozenset({Manner.DENIES, Manner.SAYS, Manner.CONFIRMS, Manner.REFUSES, Manner.OTHER})


def find_circumstances(
    article: Article, attributions: Sequence[Attribution], dates: Sequence[Date]
) -> tuple[Attribution, ...]:
    """Return `attributions`, in their order, with what the words around them say of each.

    Set are `basis`, `addressee`, `occasion`, `answers`, `said`, `said_date` and `happened`; and `manner`
    becomes DECLINES where the cue is part of a non-answer. `dates` are those of the article in text order.
    """
    at = places(flatten(article.text), attributions, dates)
    at = replace(at, attributions=_declining(at))
    bases, stamped = find_bases(at), stamps(at.flat, at.dates)
    made: list[Attribution] = []
    for index, one in enumerate(at.attributions):
        zones = saying_zones(at.flat, one, _cues_near(at, index))
        said = said_date(at, one, zones)
        if said is None and one.parent is None and _is_current(at, one):
            said = stamped.above(one.cue[0].start)
        made.append(
            replace(
                one,
                basis=bases.get(index, ()),
                addressee=addressee_of(at.flat, one),
                occasion=occasion_of(at.flat, one, zones),
                said=None if said is None else at.dates[said].edtf,
                said_date=said,
                happened=happened(at, one, said),
                answers=answer_of(at, index),
            )
        )
    return tuple(made)


def _cues_near(at: Places, index: int) -> tuple[Span, ...]:
    position = at.attributions[index].cue[0].start
    return tuple(cue for i in at.near(position) if i != index for cue in at.attributions[i].cue)


def _is_current(at: Places, one: Attribution) -> bool:
    """Whether a time stamp above tells when it was said: not what was decided or had been said before."""
    return one.manner not in _STATES and not _BEFORE.search(at.flat.words(one.cue[0]))


def _declining(at: Places) -> tuple[Attribution, ...]:
    """The attributions, those that are part of a non-answer declining."""
    changed = list(at.attributions)
    for found in find_no_answers(at.flat):
        words = Span(found.start, found.end)
        for index in at.cue_in(words) if not found.needs_question else ():
            one = changed[index]
            if one.manner in _ANSWERS and all(overlap(cue, words) for cue in one.cue):
                changed[index] = replace(one, manner=Manner.DECLINES)
    return tuple(changed)

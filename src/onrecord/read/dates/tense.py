"""The time of the verb around a date: what happened lies before the day of writing, what will, after it."""

from __future__ import annotations

from enum import Enum
from typing import Final

from onrecord.read.dates.lexicon import words_of
from onrecord.read.dates.tokens import Tokens


class Tense(Enum):
    """Whether a clause tells what was or what is to come."""

    PAST = -1
    FUTURE = 1


_FUTURE: Final = frozenset(
    words_of(
        "will shall ll would due scheduled expected expect expects plans plan planning going slated "
        "hopes upcoming forthcoming tomorrow intends expires deadline"
    )
)
_PAST: Final = frozenset(
    words_of(
        "was were had said did told got went came made took gave saw found left held met rose fell "
        "began won lost ran sent spoke wrote kept felt brought thought became stood knew paid led "
        "built spent broke grew drew shot hit struck set put cut sold bought taught caught fought "
        "sought swore rode flew threw hung dealt heard read died been ago has have"
    )
)
# "Planned to leave", "is to meet": what comes is still to come.
_PROSPECTS: Final = frozenset(
    words_of(
        "is are be planned set hoped agreed vowed ready likely wants intended expected scheduled due "
        "aims prepared preparing promised pledged threatened asked urged invited ordered about"
    )
)
# Words that only end like a past tense.
_NOT_PAST: Final = frozenset(words_of("need indeed speed feed seed united hundred red bed exceed proceed"))
# Between a verb and its date.
_TIES: Final = frozenset({"on", "in", "early", "late", "last", "of"})
# What makes a participle one of the future: "to be held in May", "will be published in May".
_OF_FUTURE: Final = frozenset(words_of("will would shall be to is are if should could can may might must ll"))
# Past tenses that a date seldom belongs to, or that are also present: "is due", "said May".
_NOT_VERBS: Final = frozenset(words_of("was were had said told did ago has have set put cut hit read"))
# How far a verb may stand from its date: the better part of a clause.
_BACK, _ON = 12, 8
_ENDS: Final = frozenset(".!?;")


def tense_at(tokens: Tokens, first: int, last: int) -> Tense | None:
    """Return the tense of the verb nearest before the words from `first` up to `last`, else after them.

    None where neither side of the sentence has a verb that tells. A verb of saying before a clause in
    the future does not count: the nearest verb does.
    """
    if last < len(tokens.words) and tokens.words[last] in ("'s", "’s"):
        # "Wednesday's ruling": what happened has a name already.
        return Tense.PAST
    before = tokens.words[max(first - 3, 0) : first]
    if len(before) == 3 and before[0] == before[2] == "as":
        # "As early as Tuesday".
        return Tense.FUTURE
    return _nearest(tokens, range(first - 1, max(first - 1 - _BACK, -1), -1)) or _nearest(
        tokens, range(last, min(last + _ON, len(tokens.words)))
    )


def is_dated_past(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether what a date dates is surely past: "issued in February", "In May, they left".

    A verb right before a date belongs to it, and so does the verb behind one that opens its sentence; the
    nearest verb of a clause may belong to something else.
    """
    place = first - 1
    if place >= 0 and tokens.words[place] in _TIES:
        place -= 1
    if place < 0 or tokens.words[place] in _ENDS or "\n" in tokens.words[place]:
        return _nearest(tokens, range(last, min(last + _ON, len(tokens.words)))) is Tense.PAST
    word = tokens.words[place]
    if word == "dated":
        return True
    if word in _PROSPECTS or word in _FUTURE or word in _NOT_VERBS:
        return False
    if not (word in _PAST or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST)):
        return False
    return not any(other in _OF_FUTURE for other in tokens.words[max(place - 3, 0) : place])


def _nearest(tokens: Tokens, places: range) -> Tense | None:
    for place in places:
        word = tokens.words[place]
        if word in _ENDS or "\n" in word:
            return None
        if place + 1 < len(tokens.words) and word in _PROSPECTS and tokens.words[place + 1] == "to":
            return Tense.FUTURE
        # "Won't".
        if word == "won" and place + 1 < len(tokens.words) and tokens.words[place + 1] in ("'", "’"):
            return Tense.FUTURE
        if word in _FUTURE:
            return Tense.FUTURE
        if word.endswith("ed") and place and tokens.words[place - 1] in ("is", "are"):
            # "If it is published by six": of no time yet.
            continue
        if word in _PAST or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST):
            # "Will be held", "is to be announced".
            passive = "be" in tokens.words[max(place - 2, 0) : place]
            return Tense.FUTURE if passive else Tense.PAST
    return None

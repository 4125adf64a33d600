"""Whether two reports end at one origin: the same speaker on one occasion, the same document, the same words.

`same` says that words show it; `differ` says that words show that they are two. Between lies all that
cannot be told: one speaker on two days, two sources that are not named.
"""

from __future__ import annotations

import re
from typing import Final

from onrecord.link.chains import DOCUMENTS
from onrecord.link.ends import End, Shown
from onrecord.link.folding import fold
from onrecord.link.trace import Receipt, ReceiptKind, StepKind

#: A run of so many words in two quotations is of one occasion.
_QUOTED_RUN: Final = 5
#: Where it is not known that the speaker is the same, so many.
_UNKNOWN_RUN: Final = 7
#: A run of so many words in what two unnamed sources say is no chance.
_TOLD_RUN: Final = 5
#: Where somebody speaks once, as a rule; at the others the same people speak every week.
_VENUES: Final = re.compile(
    r"\b(?:airport|funeral|ceremony|wedding|rally|harbou?r|station|summit|dinner|pier|bridge|hospital|radio"
    r"|programme|interview|studio|car park)\b"
)


def same(one: End, other: End) -> Receipt | None:
    """Return what shows that two reports end at one origin; None where nothing does."""
    if StepKind.DOCUMENT in (one.kind, other.kind):
        return _same_document(one, other)
    hidden = {one.kind, other.kind} & {StepKind.UNNAMED}
    if hidden:
        return _same_phrase(one, other)
    run = max((_run(a, b) for a in one.quoted for b in other.quoted), default=0)
    known = is_same_party(one, other)
    if run >= (_QUOTED_RUN if known else _UNKNOWN_RUN) and not _are_others(one, other):
        return _receipt(ReceiptKind.SAME_SPEAKER, one, other, "the same words of a quotation")
    if not known:
        return None
    if one.figures & other.figures and (note := _one_count(one, other)):
        return _receipt(ReceiptKind.SAME_FIGURES, one, other, note)
    days, others = _said(one), _said(other)
    if _is_venue(one, other) and not (one.days and other.days and not one.days & other.days):
        return _receipt(ReceiptKind.SAME_SPEAKER, one, other, "the same occasion")
    if (one.days and one.days & others) or (other.days and other.days & days):
        return _receipt(ReceiptKind.SAME_SPEAKER, one, other, "said on the same day")
    return None


def differ(one: End, other: End) -> bool:
    """Whether words show that two ends are two origins. Whatever leaves a doubt is no."""
    kinds = {one.kind, other.kind}
    if StepKind.OUTLET in kinds or one.who & other.who or is_same_party(one, other):
        return False
    if kinds <= {StepKind.UNNAMED, StepKind.DESCRIBED}:
        return False
    if kinds == {StepKind.DOCUMENT}:
        return not (_nouns(one) & _nouns(other)) and not (one.dates & other.dates)
    if StepKind.DOCUMENT in kinds:
        return not _speaks_of(one, other)
    # "A deckhand" may be anybody; "three officers of his staff" are not the corporal.
    return all(end.kind is not StepKind.DESCRIBED or end.shown is Shown.HEARD for end in (one, other))


def is_same_party(one: End, other: End) -> bool:
    """Whether two ends are one party, as far as it is known: by the record, or by name."""
    if one.party and one.party == other.party:
        return True
    if one.kind is not other.kind and StepKind.SPEAKER not in (one.kind, other.kind):
        return False
    a, b = fold(one.name).split(), fold(other.name).split()
    if not a or not b:
        return False
    if a == b or (
        StepKind.SPEAKER in (one.kind, other.kind)
        and a[-1] == b[-1]
        and (len(a) == 1 or len(b) == 1 or a[0] == b[0] or a[0] in _TITLES or b[0] in _TITLES)
    ):
        return True
    words = set(a) & set(b)
    return len(words) >= 2 and (words == set(a) or words == set(b))


_TITLES: Final = frozenset("mr mrs ms miss dr sir dame lord lady president minister general".split())


def _are_others(one: End, other: End) -> bool:
    """Whether both are named, and not alike."""
    return one.kind is other.kind is StepKind.SPEAKER and not is_same_party(one, other)


def _said(one: End) -> frozenset[str]:
    """Return the days of saying; where none is told, the day of publication."""
    published = one.reported.member.told.published[:10]
    return one.days or (frozenset({published}) if len(published) == 10 else frozenset())


def _one_count(one: End, other: End) -> str:
    """Return why two figures of one counter are one count; nothing where they may be two."""
    if one.dates & other.dates and (one.days or other.days or one.figures == other.figures):
        return "the same figure of the same day"
    sides = [
        one.reported.member.told.flat.words(end.around)
        if end is one
        else other.reported.member.told.flat.words(end.around)
        for end in (one, other)
    ]
    if all(re.search(r"\bcount", words) for words in sides):
        return "the same figure of one count"
    return ""


def _is_venue(one: End, other: End) -> bool:
    words = [end.reported.member.told.flat.words(end.around).casefold() for end in (one, other)]
    venues = [set(_VENUES.findall(text)) for text in words]
    return bool(venues[0] & venues[1])


def _same_document(one: End, other: End) -> Receipt | None:
    if one.kind is not other.kind or not _is_one_document(one, other):
        return None
    return _receipt(ReceiptKind.SAME_DOCUMENT, one, other, "the same document of the same day")


def _is_one_document(one: End, other: End) -> bool:
    if not _nouns(one) & _nouns(other):
        return False
    run = max((_run(a, b) for a in one.quoted for b in other.quoted), default=0)
    return run >= _QUOTED_RUN or (bool(one.dates & other.dates) and one.kind is other.kind)


def _nouns(end: End) -> frozenset[str]:
    told = end.reported.member.told
    text = (
        (end.name + " " + told.words(*end.one.source)).casefold() if end.one.source else end.name.casefold()
    )
    return frozenset(word.rstrip("s") for word in DOCUMENTS.findall(text))


def _speaks_of(one: End, other: End) -> bool:
    """Whether the one who is no document speaks of a document like the other."""
    paper, person = (one, other) if one.kind is StepKind.DOCUMENT else (other, one)
    told = person.reported.member.told
    around = told.flat.words(person.around).casefold()
    return any(re.search(rf"\b{noun}", around) for noun in _nouns(paper))


def _same_phrase(one: End, other: End) -> Receipt | None:
    """Return the same words for unnamed sources, where they say it in the same words as well."""
    if not one.who or one.who != other.who or one.kind is not other.kind:
        return None
    if _run(one.content, other.content) < _TOLD_RUN:
        return None
    return _receipt(
        ReceiptKind.SAME_PHRASE, one, other, "the same words for the sources and for what they said"
    )


def _run(one: list[str], other: list[str]) -> int:
    """Return the length of the longest run of words that both have."""
    best, before = 0, [0] * (len(other) + 1)
    for word in one[:400]:
        row = [0] * (len(other) + 1)
        for place, there in enumerate(other[:400], 1):
            if word == there:
                row[place] = before[place - 1] + 1
                best = max(best, row[place])
        before = row
    return best


def _receipt(kind: ReceiptKind, one: End, other: End, note: str) -> Receipt:
    a, b = one.reported.report, other.reported.report
    return Receipt(kind, a.words, b.words, a.place, b.place, note)

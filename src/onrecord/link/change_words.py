"""What a change of words is: another figure, another date, a softer or a harder word, or none of these."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from onrecord.article import Date, Span
from onrecord.link import change_lexicon as lexicon
from onrecord.link.alignment import SLIGHT, Word, blocks, words_of
from onrecord.link.change_values import ChangeKind
from onrecord.read.dates.lexicon import NUMBERS
from onrecord.read.dates.numbers import count_of
from onrecord.read.manner import base_form

# After a figure, so many words at most tell what it counts.
_COUNTED_WORDS: Final = 3
# Numbers that tell no time are not in the lexicon of dates.
_LARGE: Final = {"billion": 1e9, "trillion": 1e12}
# Dates that begin before a word and may have it in them: a date inside a date inside a range.
_NESTED: Final = 3
_DIGITS: Final = re.compile(r"\d")
# What may stand between a figure and the words that belong to it: spaces, a sign of a currency, a per cent.
_NEAR: Final = re.compile(r"[\s$€£%]{0,3}\Z")


class Cut(NamedTuple):
    """Words of the old text and the words that stand there in the new one; either may be none."""

    old: tuple[Word, ...]
    new: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a change of words is, the words, the reason, and what a figure counts."""

    kind: ChangeKind
    old: Span | None
    new: Span | None
    reason: str = ""
    counts: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One version as far as words are weighed: its text and the dates in it."""

    text: str
    dates: tuple[Date, ...] = ()

    def date_at(self, span: Span) -> Date | None:
        """Return the date whose words `span` is part of; a length of time is none, but a figure."""
        last = bisect_right(self.dates, span.start, key=lambda date: date.span.start)
        for date in reversed(self.dates[max(0, last - _NESTED) : last]):
            if span.end <= date.span.end:
                return None if date.timex3 is not None and date.timex3.type == "DURATION" else date
        return None


def cuts(old: Sequence[Word], new: Sequence[Word]) -> list[Cut]:
    """Return where two runs of words differ, in order."""
    found, i, j = [], 0, 0
    for at, to, size in [*blocks([w.key for w in old], [w.key for w in new]), (len(old), len(new), 0)]:
        if at > i or to > j:
            found.append(Cut(tuple(old[i:at]), tuple(new[j:to])))
        i, j = at + size, to + size
    return found


def weigh(cut: Cut, old: Text, new: Text) -> list[Found]:
    """Return what a change of words is; nothing where only words without weight changed."""
    if dated := _dates(cut, old, new):
        return dated
    if numbered := _figures(cut, old, new):
        return numbered
    if all(word.key in SLIGHT - lexicon.FIRM_MODALS for word in (*cut.old, *cut.new)):
        return []
    kind, reason = strength([word.key for word in cut.old], [word.key for word in cut.new])
    return [Found(kind, hull(cut.old), hull(cut.new), reason)]


def hull(words: Sequence[Word]) -> Span | None:
    """Return the characters from the first to the last of some words."""
    return Span(words[0].span.start, words[-1].span.end) if words else None


def strength(old: Sequence[str], new: Sequence[str]) -> tuple[ChangeKind, str]:
    """Return whether words in place of others commit to less or more, and by which words; else "reworded"."""
    if (_negations(old) - _negations(new)) % 2:
        return ChangeKind.NEGATED, _negation_reason(old, new)
    votes = [vote for vote in (_modals(old, new), _adverbs(old, new), _scales(old, new)) if vote]
    kinds = {kind for kind, _ in votes}
    if len(kinds) == 1:
        return votes[0][0], "; ".join(dict.fromkeys(reason for _, reason in votes))
    return ChangeKind.REWORDED, ""


def _negations(words: Sequence[str]) -> int:
    return sum(1 for word in words if word in lexicon.NEGATIONS or word.endswith("n't"))


def _negation_reason(old: Sequence[str], new: Sequence[str]) -> str:
    came = _negations(new) > _negations(old)
    words = new if came else old
    word = next(word for word in words if word in lexicon.NEGATIONS or word.endswith("n't"))
    return f"“{word}” {'came' if came else 'went'}: the sense is turned round"


_Vote = tuple[ChangeKind, str]


def _modals(old: Sequence[str], new: Sequence[str]) -> _Vote | None:
    one, other = (next((w for w in words if _firmness(w) is not None), None) for words in (old, new))
    levels = _firmness(one), _firmness(other)
    if levels[0] == levels[1]:
        return None
    if levels[1] == 0 or (levels[0] and levels[1] and levels[1] < levels[0]):
        return ChangeKind.SOFTENED, f"“{other}” leaves open what was put more firmly"
    if levels[0] == 0 or (levels[0] and levels[1]):
        return ChangeKind.HARDENED, f"“{one}” left open what is put more firmly now"
    return None


def _firmness(word: str | None) -> int | None:
    lists = (lexicon.OPEN_MODALS, lexicon.MIDDLE_MODALS, lexicon.FIRM_MODALS)
    return next((level for level, words in enumerate(lists) if word in words), None)


def _adverbs(old: Sequence[str], new: Sequence[str]) -> _Vote | None:
    came, went = set(new) - set(old), set(old) - set(new)
    votes: list[_Vote] = []
    votes += [(ChangeKind.SOFTENED, f"“{w}” leaves it open") for w in sorted(came & lexicon.HEDGES)]
    votes += [
        (ChangeKind.SOFTENED, f"“{w}” left nothing open and went") for w in sorted(went & lexicon.BOOSTERS)
    ]
    votes += [(ChangeKind.HARDENED, f"“{w}” left it open and went") for w in sorted(went & lexicon.HEDGES)]
    votes += [(ChangeKind.HARDENED, f"“{w}” leaves nothing open") for w in sorted(came & lexicon.BOOSTERS)]
    return votes[0] if len({kind for kind, _ in votes}) == 1 else None


def _scales(old: Sequence[str], new: Sequence[str]) -> _Vote | None:
    bases_old, bases_new = ([_base(word) for word in words] for words in (old, new))
    for scale in lexicon.SCALES:
        one, other = (_step(scale, bases) for bases in (bases_old, bases_new))
        if one is None or other is None:
            continue
        words = f"“{old[one[1]]}”, “{new[other[1]]}”"
        if one[0] != other[0]:
            kind = ChangeKind.SOFTENED if other[0] < one[0] else ChangeKind.HARDENED
            return kind, f"{words}: {scale.measures}"
    return None


def _step(scale: lexicon.Scale, bases: Sequence[str]) -> tuple[int, int] | None:
    places = (
        (level, place)
        for place, base in enumerate(bases)
        for level, step in enumerate(scale.steps)
        if base in step
    )
    return next(places, None)


def _base(word: str) -> str:
    return _forms().get(word) or base_form(word)


@cache
def _forms() -> dict[str, str]:
    """Return the forms of the verbs of the scales that follow the rules."""
    bases = sorted({base for scale in lexicon.SCALES for step in scale.steps for base in step})
    forms: dict[str, str] = {}
    for base in bases:
        stem = base.removesuffix("e")
        for form in (base, base + "s", base + "es", stem + "ed", stem + "ing"):
            forms.setdefault(form, base)
    return forms


def is_neutral(cut: Cut) -> bool:
    """Whether a cue changed from one plain word for saying to another."""
    return all(_base(word.key) in lexicon.NEUTRAL or word.key in SLIGHT for word in (*cut.old, *cut.new))


def _dates(cut: Cut, old: Text, new: Text) -> list[Found]:
    """Return the dates that changed, each whole; nothing where other words changed as well."""
    one, other = _dates_of(cut.old, old), _dates_of(cut.new, new)
    if one is None or other is None or not (one or other):
        return []
    pairs = list(zip(one, other, strict=False))
    found = [
        Found(ChangeKind.REDATED, a.span, b.span, _date_reason(a, b))
        for a, b in pairs
        if _keys(old, a.span) != _keys(new, b.span)
    ]
    found += [Found(ChangeKind.REDATED, a.span, None) for a in one[len(pairs) :]]
    found += [Found(ChangeKind.REDATED, None, b.span) for b in other[len(pairs) :]]
    return found


def _dates_of(words: Sequence[Word], side: Text) -> list[Date] | None:
    """Return the dates that some words are part of; None where a word of weight is part of none."""
    found: list[Date] = []
    for word in words:
        date = side.date_at(word.span)
        if date is None and word.key not in SLIGHT:
            return None
        if date is not None and date not in found:
            found.append(date)
    return found


def _date_reason(old: Date, new: Date) -> str:
    if old.edtf and new.edtf and old.edtf != new.edtf:
        return f"{old.edtf} → {new.edtf}"
    return ""


def _keys(side: Text, span: Span) -> list[str]:
    return [word.key for word in words_of(side.text, span)]


class _Figure(NamedTuple):
    value: tuple[float, str]
    span: Span
    words: tuple[Word, ...]


def _figures(cut: Cut, old: Text, new: Text) -> list[Found]:
    """Return the figures that changed, in order, and what else did; nothing where no figure changed."""
    one, other = (_figures_of(words, side) for words, side in ((cut.old, old), (cut.new, new)))
    if not one or not other or len(one) != len(other):
        return _exactness(cut, old, new)
    if [figure.value for figure in one] == [figure.value for figure in other]:
        return []
    found = [
        Found(ChangeKind.RENUMBERED, *_with_roughly(cut, a, b), counts=_counted(new.text, b.span))
        for a, b in zip(one, other, strict=True)
        if a.value != b.value
    ]
    rest = Cut(*(_rest(words, figures) for words, figures in ((cut.old, one), (cut.new, other))))
    if rest.old or rest.new:
        found += weigh(rest, old, new)
    return found


def _with_roughly(cut: Cut, one: _Figure, other: _Figure) -> tuple[Span, Span]:
    """Return the spans of two figures with the words before them that say how exact they are."""
    return _back(cut.old, one), _back(cut.new, other)


def _back(words: Sequence[Word], figure: _Figure) -> Span:
    place = words.index(figure.words[0])
    while place and words[place - 1].key in lexicon.ROUGHLY:
        place -= 1
    return Span(words[place].span.start, figure.span.end)


def _rest(words: Sequence[Word], figures: Sequence[_Figure]) -> tuple[Word, ...]:
    inside = {word for figure in figures for word in figure.words}
    return tuple(word for word in words if word not in inside and word.key not in lexicon.ROUGHLY | SLIGHT)


def _exactness(cut: Cut, old: Text, new: Text) -> list[Found]:
    """Return a change of "about", "at least" before a figure that stays."""
    words = [*cut.old, *cut.new]
    if not words or not all(word.key in lexicon.ROUGHLY for word in words):
        return []
    sides = ((cut.old, old), (cut.new, new))
    followed = [_figure_after(side.text, part[-1].span.end) for part, side in sides if part]
    if not all(followed):
        return []
    counts = next(figure for figure in followed if figure)
    return [Found(ChangeKind.RENUMBERED, hull(cut.old), hull(cut.new), "how exact the figure is", counts)]


def _figure_after(text: str, end: int) -> str:
    """Return the figure that follows directly, with what it counts; nothing where none does."""
    following = words_of(text, Span(end, min(len(text), end + 60)))
    figures = list(_runs(following[:1], text))
    return (
        f"{text[figures[0].span.start : figures[0].span.end]} {_counted(text, figures[0].span)}".strip()
        if figures
        else ""
    )


def _figures_of(words: Sequence[Word], side: Text) -> list[_Figure]:
    return list(_runs([word for word in words if side.date_at(word.span) is None], side.text))


def _runs(words: Sequence[Word], text: str) -> Iterator[_Figure]:
    run: list[Word] = []
    for word in [*words, None]:
        near = bool(run) and word is not None and _NEAR.match(text[run[-1].span.end : word.span.start])
        if word is not None and _is_number(word.key) and (not run or near):
            run.append(word)
            continue
        if run:
            yield _Figure(_value(run), Span(run[0].span.start, run[-1].span.end), tuple(run))
        run = [word] if word is not None and _is_number(word.key) else []


def _value(run: Sequence[Word]) -> tuple[float, str]:
    """Return what a figure is compared by: its value, and its digits where they are too long for one."""
    parts = [part for word in run for part in word.key.split("-")]
    value = count_of([part for part in parts if part not in _LARGE]) or 0
    for part in parts:
        value *= _LARGE.get(part, 1)
    return value, "" if value else " ".join(parts)


def _is_number(key: str) -> bool:
    return bool(_DIGITS.match(key)) or all(part in NUMBERS or part in _LARGE for part in key.split("-"))


def _counted(text: str, span: Span) -> str:
    """Return the words after a figure that tell what it counts, up to a small word or a mark."""
    after = text[span.end : span.end + 60]
    sign = re.match(r"\s?[%]", after)
    if sign:
        return "%"
    piece = re.split(r"[^\w\s'’-]|\n", after)[0]
    kept: list[str] = []
    for word in piece.split()[:_COUNTED_WORDS]:
        if word.casefold() in SLIGHT:
            break
        kept.append(word)
    return " ".join(kept)

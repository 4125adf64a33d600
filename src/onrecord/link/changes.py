"""What changed between two versions of an article: statements added, removed, softened, renumbered, and more.

Statements are paired by their exact words, by their place in an alignment of the texts, by their likeness; of
each pair the words are compared, and only words decide: what was merely read otherwise is no change.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from onrecord.article import Article, Attribution, Reading, Silence, Span
from onrecord.link.alignment import SLIGHT, Alignment, Tie, align, rising, words_of
from onrecord.link.change_lexicon import PRONOUNS, TITLES
from onrecord.link.change_pairs import (
    Pairs,
    Said,
    Version,
    keys_of,
    pair,
    pair_silences,
    same_party,
    stands_in_both,
    version,
)
from onrecord.link.change_statements import Pair, all_spans, nearest, passage, statement_changes
from onrecord.link.change_values import (
    Change,
    ChangeKind,
    Changes,
    FactChange,
    Note,
    Part,
    Passage,
    ReadOnce,
    SentencePair,
)
from onrecord.link.change_words import Text, cuts, weigh

__all__ = [
    "Change",
    "ChangeKind",
    "Changes",
    "FactChange",
    "Note",
    "Part",
    "Passage",
    "ReadOnce",
    "SentencePair",
    "compare",
]


def compare(old: Reading, new: Reading) -> Changes:
    """Return what changed from one version of an article to another; never raises, in time about linear."""
    at = align(old.article.text, new.article.text)
    sides = _Sides(version(old, at, False), version(new, at, True), at)
    pairs = pair(sides.old, sides.new, at)
    notes = _notes(sides)
    read_once, pairs = _read_once(sides, pairs)
    found = _inside(sides, pairs)
    replies, pairs = _silences(sides, pairs)
    found += replies + _came_and_went(sides, pairs, notes)
    figures, elsewhere = _elsewhere(sides, read_once, notes)
    order = _Order(at)
    return Changes(
        changes=tuple(sorted((*found, *figures), key=order)),
        facts=tuple(_facts(old.article, new.article)),
        notes=notes,
        elsewhere=tuple(elsewhere),
        read_once=read_once,
        same=_same(pairs, found),
        moved=_moved(sides, pairs),
        kept=at.kept,
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two versions and their alignment."""

    old: Version
    new: Version
    at: Alignment


class _Order:
    """Sorts changes by where they stand in the new text; what went, by what stood before it."""

    def __init__(self, at: Alignment) -> None:
        self._sentences = at.old.sentences
        self._places: list[int] = []
        last = 0
        for i in range(len(at.old.sentences)):
            tie = at.ties.get(i)
            last = at.new.sentences[tie[0]].start if tie else last
            self._places.append(last)

    def __call__(self, change: Change) -> tuple[int, int, int]:
        if change.new is not None:
            return change.new.spans[0].start, 1, change.new_statement or 0
        assert change.old is not None
        place = bisect_left(self._sentences, change.old.spans[0].start, key=lambda span: span.end - 1)
        mapped = self._places[place] if place < len(self._places) else 0
        return mapped, 0, change.old.spans[0].start


def _inside(sides: _Sides, pairs: Pairs) -> list[Change]:
    """Return what changed inside the statements that stand in both; of nested ones the innermost tells it."""
    found = [
        change
        for i, j in reversed(pairs.pairs)
        for change in statement_changes(
            Pair(sides.old, sides.new, sides.old.said[i], sides.new.said[j], sides.at)
        )
    ]
    return nearest([change for change in found if _is_of_words(sides.at, change)])


def _is_of_words(at: Alignment, change: Change) -> bool:
    """Whether the sentences of a change are other ones in the two versions, and not only read otherwise.

    Where "he" is somebody else by what stands before, the sentence before has to be another one.
    """
    if change.old and change.new and change.old.words == change.new.words:
        return _is_another(at, change.old, True, 1) or _is_another(at, change.new, False, 1)
    sides = ((change.old, True), (change.new, False))
    return any(_is_another(at, passage, is_old, 0) for passage, is_old in sides if passage)


def _is_another(at: Alignment, passage: Passage, is_old: bool, before: int) -> bool:
    """Whether a sentence of a passage (or so many before it) does not stand in the other version."""
    side, ties = (at.old, at.ties) if is_old else (at.new, at.back)
    numbers = side.at(passage.spans)
    reached = {max(0, number - back) for number in numbers for back in range(before + 1)}
    return any(number not in ties or ties[number][1] is Tie.CHANGED for number in reached)


def _read_once(sides: _Sides, pairs: Pairs) -> tuple[tuple[ReadOnce, ...], Pairs]:
    """Take out the statements that were read in one version only, though their words stand in both."""
    once_old = [i for i in pairs.left_old if stands_in_both(sides.old.said[i], sides.old, sides.at, False)]
    once_new = [j for j in pairs.left_new if stands_in_both(sides.new.said[j], sides.new, sides.at, True)]
    told = [(sides.old, sides.old.said[i], False) for i in once_old]
    told += [(sides.new, sides.new.said[j], True) for j in once_new]
    left = _without(pairs, set(once_old), set(once_new))
    return tuple(ReadOnce(said.index, is_new, _whole(side, said)) for side, said, is_new in told), left


def _without(pairs: Pairs, old: set[int], new: set[int]) -> Pairs:
    left_old = tuple(i for i in pairs.left_old if i not in old)
    return Pairs(pairs.pairs, left_old, tuple(j for j in pairs.left_new if j not in new))


def _whole(side: Version, said: Said) -> Passage:
    found = passage(side.text, all_spans(said.attribution))
    assert found is not None  # a cue is never empty
    return found


def _silences(sides: _Sides, pairs: Pairs) -> tuple[list[Change], Pairs]:
    """Return what became of those who gave no answer; their answers are taken out of `pairs`."""
    silences = pair_silences(sides.old, sides.new)
    found = [change for i, j in silences.pairs for change in _silence_pair(sides, i, j)]
    old, new = sides.old.reading.silences, sides.new.reading.silences
    answered = _replies(sides.old, silences.left_old, sides.new, pairs.left_new)
    unanswered = _replies(sides.new, silences.left_new, sides.old, pairs.left_old)
    for i, j in answered.items():
        said = sides.new.said[j]
        places = _silent(sides.old, old[i]), _whole(sides.new, said)
        reason = f"{old[i].kind.value} → {said.attribution.manner.value}"
        found.append(
            Change(
                ChangeKind.ANSWERED, Part.STATEMENT, *places, None, said.index, old_silence=i, reason=reason
            )
        )
    for j, i in unanswered.items():
        said = sides.old.said[i]
        places = _whole(sides.old, said), _silent(sides.new, new[j])
        reason = f"{said.attribution.manner.value} → {new[j].kind.value}"
        found.append(
            Change(
                ChangeKind.UNANSWERED, Part.STATEMENT, *places, said.index, None, new_silence=j, reason=reason
            )
        )
    for i in silences.left_old:
        if i not in answered and not _is_told(sides, i, is_new=False):
            place = _silent(sides.old, old[i])
            found.append(Change(ChangeKind.SILENCE_REMOVED, Part.SILENCE, place, None, old_silence=i))
    for j in silences.left_new:
        if j not in unanswered and not _is_told(sides, j, is_new=True):
            place = _silent(sides.new, new[j])
            found.append(Change(ChangeKind.SILENCE_ADDED, Part.SILENCE, None, place, new_silence=j))
    return found, _without(pairs, set(unanswered.values()), set(answered.values()))


def _silent(side: Version, silence: Silence) -> Passage:
    found = passage(side.text, tuple(sorted((*silence.source, silence.words))))
    assert found is not None  # a silence has words
    return found


def _silence_pair(sides: _Sides, i: int, j: int) -> Iterator[Change]:
    one, other = sides.old.reading.silences[i], sides.new.reading.silences[j]
    texts = Text(sides.old.text, sides.old.reading.dates), Text(sides.new.text, sides.new.reading.dates)
    for cut in cuts(words_of(sides.old.text, one.words), words_of(sides.new.text, other.words)):
        for found in weigh(cut, *texts):
            kinds = "" if one.kind is other.kind else f"{one.kind.value} → {other.kind.value}"
            yield Change(
                found.kind,
                Part.SILENCE,
                passage(sides.old.text, (found.old,) if found.old else ()),
                passage(sides.new.text, (found.new,) if found.new else ()),
                old_silence=i,
                new_silence=j,
                reason=found.reason or kinds,
            )


def _is_told(sides: _Sides, number: int, *, is_new: bool) -> bool:
    """Whether the words of a silence stand in the other version as well, where it was not read."""
    side, ties = (sides.new, sides.at.back) if is_new else (sides.old, sides.at.ties)
    own, other = (sides.at.new, sides.at.old) if is_new else (sides.at.old, sides.at.new)
    silence = side.reading.silences[number]
    keys = " ".join(keys_of(side.text, (silence.words,)))
    there = [" ".join(other.keys[ties[s][0]]) for s in own.at((silence.words,)) if s in ties]
    return any(f" {keys} " in f" {one} " for one in there)


# So many statements that share a word of the silent party's name are looked at.
_LOOKED_AT: Final = 40


def _replies(
    silent: Version, silences: Sequence[int], speaking: Version, left: Sequence[int]
) -> dict[int, int]:
    """Return which silence has become which statement (or the other way): those of one party, in order."""
    where: defaultdict[str, list[int]] = defaultdict(list)
    for j in left:
        said = speaking.said[j]
        if said.attribution.parent is None:
            for key in {*said.source, *keys_of(said.party.name if said.party else "", _ALL)} - _NO_NAME:
                where[key].append(j)
    found: dict[int, int] = {}
    for i in silences:
        silence = silent.reading.silences[i]
        party, source = silent.parties.get(silence.party or ""), keys_of(silent.text, silence.source)
        keys = {*source, *keys_of(party.name if party else "", _ALL)} - _NO_NAME
        for j in sorted({j for key in keys for j in where[key][:_LOOKED_AT]} - {*found.values()}):
            said = speaking.said[j]
            if same_party(party, said.party) or set(source) - _NO_NAME == set(said.source) - _NO_NAME:
                found[i] = j
                break
    return found


_ALL: Final = (Span(0, 10_000),)
_NO_NAME: Final = SLIGHT | TITLES | PRONOUNS


def _came_and_went(sides: _Sides, pairs: Pairs, notes: Sequence[Note]) -> list[Change]:
    """Return the statements that one version has not; what stands inside one of them is told with it."""
    found = []
    for side, left, is_new in ((sides.old, pairs.left_old, False), (sides.new, pairs.left_new, True)):
        indices = {side.said[place].index for place in left}
        wholes = sorted(_extent(side.said[place].attribution) for place in left)
        inside = _inner(wholes)
        noted = [span for note in notes if note.gone is not is_new for span in note.passage.spans]
        for place in left:
            said = side.said[place]
            whole = _whole(side, said)
            if said.attribution.parent in indices or _extent(said.attribution) in inside:
                continue
            if _touches(whole.spans, noted):
                continue
            if is_new:
                found.append(Change(ChangeKind.ADDED, Part.STATEMENT, None, whole, None, said.index))
            else:
                found.append(Change(ChangeKind.REMOVED, Part.STATEMENT, whole, None, said.index))
    return found


def _extent(one: Attribution) -> Span:
    spans = all_spans(one)
    return Span(spans[0].start, spans[-1].end)


def _inner(extents: Sequence[Span]) -> set[Span]:
    """Return those of some sorted spans that lie in a longer one of them."""
    inner: set[Span] = set()
    longest = Span(-1, -1)
    for start, group in groupby(extents, key=lambda one: one.start):
        ends = [one.end for one in group]
        widest = max(ends)
        inner.update(Span(start, end) for end in ends if end < widest or widest <= longest.end)
        if widest > longest.end:
            longest = Span(start, widest)
    return inner


def _touches(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in spans for b in others)


def _same(pairs: Pairs, found: Sequence[Change]) -> int:
    changed = {change.old_statement for change in found if change.new_statement is not None}
    return len(pairs.pairs) - len({i for i in changed if i is not None})


def _moved(sides: _Sides, pairs: Pairs) -> int:
    """Return how many statements have to be lifted out for the rest to stand in the same order."""
    starts = sorted(
        (all_spans(sides.old.said[i].attribution)[0].start, all_spans(sides.new.said[j].attribution)[0].start)
        for i, j in pairs.pairs
        if sides.old.said[i].attribution.parent is None and sides.new.said[j].attribution.parent is None
    )
    ranks = {
        place: rank for rank, place in enumerate(sorted(range(len(starts)), key=lambda k: starts[k][::-1]))
    }
    return len(starts) - len(rising([ranks[place] for place in range(len(starts))]))


# How outlets tell of their own corrections: a label, or a sentence about the article itself.
_NOTE: Final = re.compile(
    r"\s{0,9}[*(\[]{0,3}"
    r"(?:(?:correction|clarification|corrigendum|erratum|amendment|editor[’']?s[’']? note|retraction)s?\b"
    r"[^.!?\n]{0,60}[:—–-]"
    r"|[^.!?\n]{0,80}\b(?:this|the|an earlier|a previous)"
    r" (?:article|story|report|piece|item|page|headline|post|version)\b[^.!?\n]{0,60}"
    r"\b(?:amended|corrected|updated|edited|changed|revised|clarified|misstated|misspelled|misidentified|incorrectly"
    r"|wrongly|mistakenly)\b)",
    re.IGNORECASE,
)
_LINE: Final = re.compile(r"[^\r\n]+")


def _notes(sides: _Sides) -> tuple[Note, ...]:
    """Return the paragraphs about corrections that came or went."""
    old, new = (
        {keys_of(s.text, (span,)): span for span in _note_spans(s.text)} for s in (sides.old, sides.new)
    )
    came = [(sides.new, span, False) for keys, span in new.items() if keys not in old]
    went = [(sides.old, span, True) for keys, span in old.items() if keys not in new]
    found = ((passage(side.text, (span,)), gone) for side, span, gone in (*came, *went))
    return tuple(Note(words, gone) for words, gone in found if words)


def _note_spans(text: str) -> Iterator[Span]:
    for line in _LINE.finditer(text):
        if _NOTE.match(line.group()):
            yield Span(*line.span())


def _facts(old: Article, new: Article) -> Iterator[FactChange]:
    """Yield the facts beside the text that changed; white space and a "By" count for nothing."""
    values = (
        ("headline", headline(old)[0], headline(new)[0]),
        ("byline", old.byline, new.byline),
        ("published", old.published, new.published),
        ("modified", old.modified, new.modified),
        ("publisher", old.publisher, new.publisher),
        ("credit", old.credit, new.credit),
    )
    for fact, one, other in values:
        if _plain(one) != _plain(other):
            yield FactChange(fact, one, other)


def _plain(value: str | None) -> str:
    return " ".join((value or "").split()).removeprefix("By ").removeprefix("by ")


# A first line longer than this is a paragraph.
_HEADLINE_LENGTH: Final = 200


def headline(article: Article) -> tuple[str | None, Span | None]:
    """Return the title of an article, or a first line that looks like one, and its place."""
    if article.title:
        return article.title, None
    first, _, rest = article.text.partition("\n")
    line = first.strip()
    stands_alone = rest[:1] in ("\r", "\n") and bool(rest.strip()) and 0 < len(line) <= _HEADLINE_LENGTH
    if stands_alone and line[-1] not in ".!?”\"'’:":
        return line, Span(0, len(first))
    return None, None


def _elsewhere(
    sides: _Sides, read_once: Sequence[ReadOnce], notes: Sequence[Note]
) -> tuple[list[Change], list[SentencePair]]:
    """Return the figures that changed in the article's own words, and all other sentences that did."""
    old = _Told(
        sides.old, {one.statement for one in read_once if not one.in_new}, [n for n in notes if n.gone]
    )
    new = _Told(
        sides.new, {one.statement for one in read_once if one.in_new}, [n for n in notes if not n.gone]
    )
    figures: list[Change] = []
    sentences: list[SentencePair] = []
    at = sides.at
    for i, span in enumerate(at.old.sentences):
        tie = at.ties.get(i)
        if tie is None and not old.has(span):
            sentences.append(SentencePair(passage(sides.old.text, (span,)), None))
        elif tie is not None and tie[1] is Tie.CHANGED:
            other = at.new.sentences[tie[0]]
            numbered, is_changed = _own_words(sides, span, other, (old, new))
            figures += numbered
            if is_changed:
                pair = passage(sides.old.text, (span,)), passage(sides.new.text, (other,))
                sentences.append(SentencePair(*pair))
    for j, span in enumerate(at.new.sentences):
        if j not in at.back and not new.has(span):
            sentences.append(SentencePair(None, passage(sides.new.text, (span,))))
    return figures, sentences


class _Told:
    """Which characters of a version are told already: statements, silences, notes, a headline."""

    def __init__(self, side: Version, left_out: set[int], notes: Sequence[Note]) -> None:
        self._mask = bytearray(len(side.text) + 1)
        reading = side.reading
        for index, one in enumerate(reading.attributions):
            if index not in left_out:
                beside = (*one.basis, *one.addressee, *one.occasion)
                self._add((*one.source, *one.cue, *one.content, *beside))
        for silence in reading.silences:
            self._add((*silence.source, silence.words, *silence.about))
        for note in notes:
            self._add(note.passage.spans)
        place = headline(reading.article)[1]
        self._add((place,) if place else ())

    def _add(self, spans: Sequence[Span]) -> None:
        for start, end in spans:
            self._mask[start:end] = b"\1" * (end - start)

    def has(self, span: Span) -> bool:
        """Whether some of it is told already."""
        return any(self._mask[span.start : span.end])


def _own_words(
    sides: _Sides, span: Span, other: Span, told: tuple[_Told, _Told]
) -> tuple[list[Change], bool]:
    """Return the figures that changed in a sentence outside statements, and whether other words did."""
    texts = Text(sides.old.text, sides.old.reading.dates), Text(sides.new.text, sides.new.reading.dates)
    figures, is_changed = [], False
    for cut in cuts(words_of(sides.old.text, span), words_of(sides.new.text, other)):
        for found in weigh(cut, *texts):
            if any(
                side.has(place) for side, place in zip(told, (found.old, found.new), strict=True) if place
            ):
                continue
            if found.kind is not ChangeKind.RENUMBERED:
                is_changed = True
                continue
            old = passage(sides.old.text, (found.old,) if found.old else ())
            new = passage(sides.new.text, (found.new,) if found.new else ())
            figures.append(
                Change(found.kind, Part.ARTICLE, old, new, reason=found.reason, counts=found.counts)
            )
    return figures, is_changed

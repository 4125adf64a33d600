"""Two texts side by side: their words, their sentences, and which of them stand in both.

Where much differs, sentences are aligned by those that occur once in each text (patience diff, Bram Cohen),
which costs sorting; only what lies between two of them is compared by difflib. What is left is paired by the
rare words that two sentences share, so that a text of a million words takes time about linear in its length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final, NamedTuple

from onrecord.article import Span

# Larger stretches are not compared piece by piece: 250,000 comparisons take about a tenth of a second.
_SMALL: Final = 250_000
# A word that stands in more sentences than this tells none of them from the others.
_RARE: Final = 6
# A sentence (or statement) is looked up by so many of its rarest words at most.
_LOOKED_UP: Final = 24
# Words without weight count for a third: two sentences that share only these are not alike.
_SLIGHT_WEIGHT: Final = 0.33
# Below this two sentences have more words apart than together. Of the changed sentences in the open half of
# the tests' versions all share more; not swept, for there are too few of them.
_ALIKE: Final = 0.45

SLIGHT: Final = frozenset(
    """a an the of for to in on at by with from as that this these those and or but it its is are was were
    be been has have had will would he she they his her their him them who which there s""".split()
)

_WORD: Final = re.compile(r"\d[\d,.]{0,30}\d|\d|[^\W\d_]+(?:['’ʼ-][^\W\d_]+){0,9}|[^\w\s]|_")
_SENTENCE_END: Final = re.compile(r"[.!?…]{1,9}[\"'”’»)\]]{0,3}\s+(?=[\"'“‘«(\[]{0,2}[^\W_])|\s*[\n\r]\s*")
_PLAIN: Final = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
)
_ABBREVIATED: Final = re.compile(
    r"\b(?:mr|mrs|ms|dr|st|prof|gen|col|capt|sgt|rev|sen|rep|gov|no|[a-z])\.\s+\Z", re.I
)


class Word(NamedTuple):
    """A word of a text: how it is compared, and where it stands."""

    key: str
    span: Span


class Tie(StrEnum):
    """How a sentence stands in the other text."""

    SAME = "same"  # word for word, in its place
    MOVED = "moved"  # word for word, elsewhere
    CHANGED = "changed"  # with other words


def words_of(text: str, span: Span | None = None) -> list[Word]:
    """Return the words and figures of a text, or of a part of it, without marks, case and white space."""
    start, end = span or (0, len(text))
    return [
        Word(match.group().translate(_PLAIN).casefold(), Span(*match.span()))
        for match in _WORD.finditer(text, start, end)
        if match.group()[0].isalnum()
    ]


def sentences_of(text: str) -> list[Span]:
    """Return the sentences of a text, roughly: the same text is always cut at the same places."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if (
            _ABBREVIATED.search(text, max(start, match.start() - 6), match.end())
            and "\n" not in match.group()
        ):
            continue
        found.append(Span(start, match.end()))
        start = match.end()
    found.append(Span(start, len(text)))
    return [span for one in found if (span := _trimmed(text, one)).start < span.end]


def _trimmed(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


class Block(NamedTuple):
    """`size` things in a row that stand at `old` in one sequence and at `new` in the other."""

    old: int
    new: int
    size: int


def blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Block]:
    """Return what two sequences have in common, in the order of both."""
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    found = [Block(0, 0, first)] if first else []
    found += _inner(old, new, (first, len(old) - last), (first, len(new) - last))
    if last:
        found.append(Block(len(old) - last, len(new) - last, last))
    return found


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    length = min(len(old), len(new))
    return next((i for i in range(length) if old[i] != new[i]), length)


def _inner(
    old: Sequence[Hashable], new: Sequence[Hashable], of_old: tuple[int, int], of_new: tuple[int, int]
) -> Iterator[Block]:
    (i, i_end), (j, j_end) = of_old, of_new
    if (i_end - i) * (j_end - j) <= _SMALL:
        yield from _small(old, new, of_old, of_new)
        return
    anchors = _anchors(old[i:i_end], new[j:j_end])
    for at, to in [*((i + a, j + b) for a, b in anchors), (i_end, j_end)]:
        if at > i and to > j and (at - i) * (to - j) <= _SMALL:
            yield from _small(old, new, (i, at), (j, to))
        if at < i_end:
            yield Block(at, to, 1)
        i, j = at + 1, to + 1


def _small(
    old: Sequence[Hashable], new: Sequence[Hashable], of_old: tuple[int, int], of_new: tuple[int, int]
) -> Iterator[Block]:
    if of_old[0] == of_old[1] or of_new[0] == of_new[1]:
        return
    matcher = SequenceMatcher(None, old[slice(*of_old)], new[slice(*of_new)], autojunk=False)
    for match in matcher.get_matching_blocks():
        if match.size:
            yield Block(of_old[0] + match.a, of_new[0] + match.b, match.size)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the longest row of things that occur once in each and stand in the same order in both."""
    in_old, in_new = Counter(old), Counter(new)
    places = {key: j for j, key in enumerate(new) if in_new[key] == 1}
    pairs = [(i, places[key]) for i, key in enumerate(old) if in_old[key] == 1 and key in places]
    return [pairs[k] for k in rising([j for _, j in pairs])]


def rising(values: Sequence[int]) -> list[int]:
    """Return the indices of a longest strictly rising row of `values` (Fredman 1975)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for k, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [k]
    row: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        row.append(at)
        at = before[at]
    return row[::-1]


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two pieces have in common (Dice), words without weight for less."""
    whole = _weight(one) + _weight(other)
    return 2 * _weight(one & other) / whole if whole else 0.0


def held(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of the shorter of two pieces that the longer has, words without weight for less."""
    shorter = min(_weight(one), _weight(other))
    return _weight(one & other) / shorter if shorter else 0.0


def _weight(words: Counter[str]) -> float:
    return sum(count * (_SLIGHT_WEIGHT if word in SLIGHT else 1.0) for word, count in words.items())


def likely(old: Sequence[Counter[str]], new: Sequence[Counter[str]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of pieces that share a rare word and so may be alike, in time linear in the words."""
    where: defaultdict[str, list[int]] = defaultdict(list)
    for j, words in enumerate(new):
        for word in words:
            where[word].append(j)
    in_old = Counter(word for words in old for word in words)
    for i, words in enumerate(old):
        rare = [word for word in words if word in where and max(len(where[word]), in_old[word]) <= _RARE]
        rare.sort(key=lambda word: (len(where[word]), word))
        for j in sorted({j for word in rare[:_LOOKED_UP] for j in where[word]}):
            yield i, j


def best_pairs(scored: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Return pairs of which each side is used once, best first; equal ones in text order."""
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for _, i, j in sorted(scored, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1], one[2])):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((i, j))
    return pairs


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: its sentences and how each is compared."""

    text: str
    sentences: tuple[Span, ...]
    keys: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> Side:
        """Return a text cut into sentences."""
        sentences = sentences_of(text)
        keys = tuple(tuple(word.key for word in words_of(text, span)) for span in sentences)
        return cls(text, tuple(sentences), keys)

    def at(self, spans: Sequence[Span]) -> list[int]:
        """Return the numbers of the sentences that some spans touch."""
        found: set[int] = set()
        for span in spans:
            first = bisect_right(self.sentences, span.start, key=lambda one: one.end)
            last = bisect_left(self.sentences, span.end, key=lambda one: one.start)
            found.update(range(first, last))
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts with the sentences that belong together: `ties[i] = (j, how)` for the old sentence i."""

    old: Side
    new: Side
    ties: dict[int, tuple[int, Tie]]
    back: dict[int, tuple[int, Tie]]

    @property
    def kept(self) -> float:
        """The share of the words of the new text that the old one has in the same sentences, from 0 to 1."""
        whole = sum(map(len, self.new.keys))
        pairs = ((Counter(self.old.keys[i]), Counter(self.new.keys[j])) for j, (i, _) in self.back.items())
        same = sum((one & other).total() for one, other in pairs)
        return same / whole if whole else 1.0


def align(old_text: str, new_text: str) -> Alignment:
    """Return two texts with their sentences paired: the same ones, those moved, those changed."""
    old, new = Side.of(old_text), Side.of(new_text)
    ties: dict[int, tuple[int, Tie]] = {}
    for at, to, size in blocks(old.keys, new.keys):
        ties.update((at + k, (to + k, Tie.SAME)) for k in range(size))
    _moved(old, new, ties)
    _changed(old, new, ties)
    return Alignment(old, new, ties, {j: (i, how) for i, (j, how) in ties.items()})


def _left(old: Side, new: Side, ties: dict[int, tuple[int, Tie]]) -> tuple[list[int], list[int]]:
    taken = {j for j, _ in ties.values()}
    return (
        [i for i in range(len(old.keys)) if i not in ties],
        [j for j in range(len(new.keys)) if j not in taken],
    )


def _moved(old: Side, new: Side, ties: dict[int, tuple[int, Tie]]) -> None:
    left_old, left_new = _left(old, new, ties)
    where: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in reversed(left_new):
        where[new.keys[j]].append(j)
    for i in left_old:
        if old.keys[i] and where[old.keys[i]]:
            ties[i] = (where[old.keys[i]].pop(), Tie.MOVED)


def _changed(old: Side, new: Side, ties: dict[int, tuple[int, Tie]]) -> None:
    left_old, left_new = _left(old, new, ties)
    of_old = [Counter(old.keys[i]) for i in left_old]
    of_new = [Counter(new.keys[j]) for j in left_new]
    pairs = {*likely(of_old, of_new), *_opposite(left_old, left_new, ties)}
    scored = [(score, i, j) for i, j in sorted(pairs) if (score := likeness(of_old[i], of_new[j])) >= _ALIKE]
    for i, j in best_pairs(scored):
        ties[left_old[i]] = (left_new[j], Tie.CHANGED)


def _opposite(
    left_old: Sequence[int], left_new: Sequence[int], ties: dict[int, tuple[int, Tie]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of left sentences at the same place of the same gap, counted from either end."""
    gaps_old = _gaps(left_old, sorted(i for i, (_, how) in ties.items() if how is Tie.SAME))
    gaps_new = _gaps(left_new, sorted(j for j, how in ties.values() if how is Tie.SAME))
    for gap, ones in gaps_old.items():
        others = gaps_new.get(gap, [])
        yield from zip(ones, others, strict=False)
        yield from zip(reversed(ones), reversed(others), strict=False)


def _gaps(left: Sequence[int], anchors: Sequence[int]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(left):
        found[bisect_left(anchors, number)].append(place)
    return found

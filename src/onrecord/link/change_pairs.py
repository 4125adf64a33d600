"""Which statements, and which silences, of two versions are the same: by words, by place, by likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.article import Attribution, Manner, Naming, Party, Reading, Span
from onrecord.link import change_lexicon as lexicon
from onrecord.link.alignment import Alignment, Tie, best_pairs, held, likely, likeness, words_of
from onrecord.link.parties import fold

# In its place a statement is the same with half of its words (source and cue among them), as the table of the
# tests defines it, if a third of the shorter content stands in the longer: of "an act of war" for "a grave
# provocation" 0.42 does, of two quotations of one speaker at one place 0.29. Elsewhere it needs more.
_IN_PLACE: Final = 0.5
_IN_PLACE_CONTENT: Final = 1 / 3
_ELSEWHERE: Final = 0.6
# Shorter contents ("yes", "no comment") are anybody's.
_TELLING_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it is compared: its keys, its words, the sentences it stands in, and who it is by."""

    index: int
    attribution: Attribution
    source: tuple[str, ...]
    cue: tuple[str, ...]
    content: tuple[str, ...]
    sentences: tuple[int, ...]
    party: Party | None

    @property
    def whole(self) -> Counter[str]:
        """All its words."""
        return Counter((*self.source, *self.cue, *self.content))


@dataclass(frozen=True, slots=True)
class Version:
    """One version, ready to be compared: statements in text order, without those that only tell a silence."""

    reading: Reading
    said: tuple[Said, ...]
    parties: dict[str, Party]

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.reading.article.text


def version(reading: Reading, at: Alignment, is_new: bool) -> Version:
    """Return a reading ready to be compared."""
    side = at.new if is_new else at.old
    parties = {party.id: party for party in reading.parties}
    silent = {i for silence in reading.silences for i in range(silence.words.start, silence.words.end)}
    said = []
    for index, one in enumerate(reading.attributions):
        if one.manner is Manner.DECLINES and any(span.start in silent for span in one.cue):
            continue
        said.append(
            Said(
                index=index,
                attribution=one,
                source=keys_of(reading.article.text, one.source),
                cue=keys_of(reading.article.text, one.cue),
                content=keys_of(reading.article.text, one.content),
                sentences=tuple(side.at((*one.source, *one.cue, *one.content))),
                party=parties.get(one.party or ""),
            )
        )
    return Version(reading, tuple(said), parties)


def keys_of(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """Return the words of some spans as they are compared."""
    return tuple(word.key for span in spans for word in words_of(text, span))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which statements belong together, as places in `Version.said`, and which are left on either side."""

    pairs: tuple[tuple[int, int], ...]
    left_old: tuple[int, ...]
    left_new: tuple[int, ...]


def pair(old: Version, new: Version, at: Alignment) -> Pairs:
    """Return the statements of two versions that are the same, each once: surest first."""
    found: dict[int, int] = {}
    _tie(found, *([(one.source, one.cue, one.content) for one in side.said] for side in (old, new)))
    _tie(found, *([_telling(one) for one in side.said] for side in (old, new)))
    left_old, left_new = _left(old, new, found)
    scored = _scored([old.said[i] for i in left_old], [new.said[j] for j in left_new], at)
    found.update((left_old[i], left_new[j]) for i, j in best_pairs(scored))
    left_old, left_new = _left(old, new, found)
    return Pairs(tuple(sorted(found.items())), tuple(left_old), tuple(left_new))


def _telling(one: Said) -> tuple[str, ...] | None:
    return one.content if len(one.content) >= _TELLING_WORDS else None


def _left(old: Version, new: Version, found: dict[int, int]) -> tuple[list[int], list[int]]:
    taken = set(found.values())
    return (
        [i for i in range(len(old.said)) if i not in found],
        [j for j in range(len(new.said)) if j not in taken],
    )


def _scored(old: Sequence[Said], new: Sequence[Said], at: Alignment) -> list[tuple[float, int, int]]:
    """Return the pairs that may be the same statement, and how alike they are; its place counts for more."""
    places = _in_place(old, new, at)
    contents = [Counter(one.content) for one in old], [Counter(one.content) for one in new]
    elsewhere = set(likely(*contents)) - places
    scored = []
    for i, j in sorted(places):
        alike, whole = held(contents[0][i], contents[1][j]), likeness(old[i].whole, new[j].whole)
        if alike >= _IN_PLACE_CONTENT and whole >= _IN_PLACE:
            scored.append((1 + max(alike, whole), i, j))
    for i, j in sorted(elsewhere):
        alike = likeness(contents[0][i], contents[1][j])
        by_same = same_party(old[i].party, new[j].party) or old[i].cue == new[j].cue
        if alike >= _ELSEWHERE and by_same:
            scored.append((alike, i, j))
    return scored


# So many statements of one sentence are compared with those of the sentence it was: a list of a hundred
# quoted words in one sentence would cost the square.
_IN_SENTENCE: Final = 12


def _in_place(old: Sequence[Said], new: Sequence[Said], at: Alignment) -> set[tuple[int, int]]:
    there: defaultdict[int, list[int]] = defaultdict(list)
    for j, one in enumerate(new):
        for sentence in one.sentences:
            if len(there[sentence]) < _IN_SENTENCE:
                there[sentence].append(j)
    seen: Counter[int] = Counter()
    found: set[tuple[int, int]] = set()
    for i, one in enumerate(old):
        for sentence in one.sentences:
            tie = at.ties.get(sentence)
            seen[sentence] += 1
            if tie is not None and seen[sentence] <= _IN_SENTENCE:
                found.update((i, j) for j in there[tie[0]])
    return found


def same_party(one: Party | None, other: Party | None) -> bool:
    """Whether parties of two versions are the same: they share a name or description, or part of one."""
    if one is None or other is None:
        return False
    names, others = (_names(party) for party in (one, other))
    if names & others:
        return True
    if Naming.NAMED in (one.naming, other.naming) and one.naming is not other.naming:
        return False
    return any(a <= b or b <= a for a in map(_words, names) for b in map(_words, others) if a and b)


def _names(party: Party) -> set[str]:
    return {folded for form in (party.name, *party.forms) if (folded := fold(form))} - lexicon.PRONOUNS


def _words(name: str) -> frozenset[str]:
    return frozenset(name.split()) - lexicon.TITLES


def stands_in_both(said: Said, version: Version, at: Alignment, is_new: bool) -> bool:
    """Whether the words of what is said stand in the other version, in the sentences that belong to it."""
    ties = at.back if is_new else at.ties
    other = at.old if is_new else at.new
    own = [ties[sentence] for sentence in said.sentences if sentence in ties]
    if len(own) == len(said.sentences) and all(how is not Tie.CHANGED for _, how in own):
        return True
    there = _joined([key for number, _ in own for key in other.keys[number]])
    pieces = [keys_of(version.text, (span,)) for span in said.attribution.content]
    return bool(own) and all(_joined(piece) in there for piece in pieces)


def _joined(keys: Sequence[str]) -> str:
    return f" {' '.join(keys)} "


@dataclass(frozen=True, slots=True)
class SilencePairs:
    """Silences that belong together, and those left: indices of `Reading.silences`."""

    pairs: tuple[tuple[int, int], ...]
    left_old: tuple[int, ...]
    left_new: tuple[int, ...]


def pair_silences(old: Version, new: Version) -> SilencePairs:
    """Return the silences of two versions that are the same: the same words, else the same party."""
    one, other = _silent(old), _silent(new)
    found: dict[int, int] = {}
    _tie(
        found, [(words, source) for words, source, _ in one], [(words, source) for words, source, _ in other]
    )
    _tie(found, [source or None for _, source, _ in one], [source or None for _, source, _ in other])
    _tie(found, [name for *_, name in one], [name for *_, name in other])
    taken = set(found.values())
    return SilencePairs(
        tuple(sorted(found.items())),
        tuple(i for i in range(len(one)) if i not in found),
        tuple(j for j in range(len(other)) if j not in taken),
    )


def _silent(version: Version) -> list[tuple[tuple[str, ...], tuple[str, ...], str | None]]:
    """Return of each silence its words, those for who was silent, and the folded name of that party."""
    found = []
    for one in version.reading.silences:
        party = version.parties.get(one.party or "")
        words, source = (keys_of(version.text, spans) for spans in ((one.words,), one.source))
        found.append((words, source, fold(party.name) if party else None))
    return found


def _tie(found: dict[int, int], old: Sequence[object], new: Sequence[object]) -> None:
    """Pair what is left and has the same key, first with first; None is no key."""
    taken = set(found.values())
    where: defaultdict[object, list[int]] = defaultdict(list)
    for j in reversed(range(len(new))):
        if j not in taken:
            where[new[j]].append(j)
    for i, key in enumerate(old):
        if i not in found and key is not None and where[key]:
            found[i] = where[key].pop()

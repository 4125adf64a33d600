"""Tolls: how many were killed, wounded, missing, driven out or taken, as an article's words give them.

The figures are those that linking compares (`onrecord.link.figures`); what they count is told by the words
around them. "One", "a woman" and the like give no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Final

from onrecord.link.figures import Bound, Figure, figures_of
from onrecord.link.wording import Token, tokens_of


class TollKind(StrEnum):
    """What became of those that are counted."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    DISPLACED = "displaced"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure of people: `start` and `end` are offsets into the text, of the figure with what it counts.

    `bound` says how exact it is; `words` are those at the offsets, `around` its sentence.
    """

    kind: TollKind
    value: float
    bound: Bound
    words: str
    start: int
    end: int
    around: str


_WORDS: Final = {
    TollKind.KILLED: """kill kills killed killing killings die dies died dead death deaths dying slain lives
    fatalities fatality martyred martyrs martyr martyrdom massacred executed beheaded murdered bodies toll
    perished drowned claimed""",
    TollKind.WOUNDED: "wound wounds wounded wounding injure injures injured injuring injuries hurt harm",
    TollKind.MISSING: "missing disappeared",
    TollKind.DISPLACED: "displaced displacing displace fled flee fleeing evacuated evacuating evacuees",
    TollKind.HELD: """arrested detained captured abducted kidnapped hostages hostage prisoners imprisoned
    captives""",
}  # fmt: skip
_KINDS: Final = {word: kind for kind, words in _WORDS.items() for word in words.split()}
#: Words of which the kind goes to a figure behind them, though a figure before them has it too.
_ACTIVE: Final = frozenset(
    """kill kills killed killing wound wounds wounded wounding injure injures injured injuring displaced
    displacing displace arrested detained captured abducted kidnapped evacuated evacuating claimed lives toll
    deaths death bodies martyred executed massacred murdered""".split()
)
#: What may stand between such a word and its figure.
_BETWEEN: Final = frozenset(
    """at least more than over about around some nearly almost up to an estimated the of another other further
    only roughly approximately as many has have had risen rises rose stands stood reached lives life toll
    death number on put it a total was is were are by from between""".split()
)
#: Nouns of what no toll counts.
_THINGS: Final = frozenset(
    """shell shells rocket rockets missile missiles raid raids strike strikes airstrike airstrikes bomb bombs
    barrel plane planes warplane warplanes jets helicopters tank tanks vehicle vehicles car cars truck trucks
    bus buses hospital hospitals building buildings house houses home homes village villages town towns city
    cities area areas district districts neighborhood neighborhoods neighbourhoods neighbourhood year years
    day days week weeks month months hour hours minutes times km kilometers kilometres miles metres meters
    attack attacks explosion explosions blast blasts points hills farms checkpoints breaches violations
    batches rounds stages
    percent per provinces countries parties factions groups dollars""".split()
)
#: Words between a figure and the word that tells what became of the people counted.
_AHEAD: Final = 10
_LEADS_ON: Final = frozenset("including among mostly mainly whom them".split())
_NEXT: Final = 4
_SENTENCE: Final = re.compile(r"(?<=[.!?])[\"”']?\s+(?=[\"“']?[A-Z0-9])")
_INITIALS: Final = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Dr|St|Gen|Col|Lt|No))\.[\"”']?\s+\Z")
_PART: Final = 1_200


def tolls_of(text: str) -> tuple[Toll, ...]:
    """Return the tolls of a text in their order."""
    return tuple(toll for start, sentence in _sentences(text) for toll in _tolls(sentence, start))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text with their offsets; those without an end are cut at a length."""
    begin = 0
    for match in _SENTENCE.finditer(text):
        if _INITIALS.search(text, max(begin, match.start() - 6), match.end()):
            continue
        yield from _parts(text, begin, match.start())
        begin = match.end()
    yield from _parts(text, begin, len(text))


def _parts(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    for start in range(begin, end, _PART):
        yield start, text[start : min(end, start + _PART)]


def _tolls(sentence: str, offset: int) -> Iterator[Toll]:
    tokens = tokens_of(sentence)
    places = {token.start: at for at, token in enumerate(tokens)}
    counts = [(places[one.start], one) for one in figures_of(tokens) if not one.unit]
    counts = [
        (at, one)
        for at, one in counts
        if not _counts_things(tokens, at + _length(one)) and not _is_dated(sentence, one)
    ]
    taken: dict[int, int] = {}
    kinds: dict[int, TollKind] = {}
    for at, one in counts:
        if (word := _governing(tokens, at, one)) is not None:
            taken[word] = at
            kinds[at] = _KINDS[tokens[word].key]
    last: int | None = None
    for at, one in counts:
        if at not in kinds:
            kind = _ahead(tokens, at + _length(one), taken) or _as_before(tokens, last, at, kinds)
            if kind is not None:
                kinds[at] = kind
        if at in kinds:
            last = at
            yield _toll(sentence, offset, tokens, at, one, kinds[at])


def _is_dated(sentence: str, figure: Figure) -> bool:
    """Whether a figure is a part of "06-06-2031"."""
    before, end = sentence[max(0, figure.start - 2) : figure.start], figure.start + len(figure.words)
    return bool(re.fullmatch(r"\d[-/]", before) or re.fullmatch(r"[-/]\d", sentence[end : end + 2]))


def _length(figure: Figure) -> int:
    return len(tokens_of(figure.words))


def _counts_things(tokens: Sequence[Token], end: int) -> bool:
    """Whether the figure that ends here counts shells, days or villages."""
    following = [token.key for token in tokens[end : end + 3]]
    for place, key in enumerate(following):
        if key in _KINDS:
            return False
        if key in _THINGS or "-year-old" in key:
            return place < 2 or following[0] not in _PEOPLE
    return False


_PEOPLE: Final = frozenset(
    """people civilians children women men persons soldiers fighters militants terrorists rebels victims
    members medics doctors troops martyrs gunmen sailors workers passengers residents officers
    others""".split()
)


#: Words that say what became of people, and stand as well for the people that something else became of.
_COUNTED: Final = frozenset("lives evacuees hostages prisoners captives bodies martyrs".split())


def _governing(tokens: Sequence[Token], at: int, figure: Figure) -> int | None:
    """Return the word right before a figure that has it as its object, as in "killing at least 30"."""
    end = at + _length(figure)
    if _has_own_word(tokens, end):
        return None
    place = at - 1
    while place >= 0 and at - place <= 6 and tokens[place].key in _BETWEEN - _ACTIVE:
        place -= 1
    if place >= 0 and at - place <= 7 and tokens[place].key in _ACTIVE:
        if tokens[place].key == "claimed" and not {"lives", "life"} & {
            token.key for token in tokens[place : end + 4]
        }:
            return None
        return place
    return None


def _has_own_word(tokens: Sequence[Token], end: int) -> bool:
    """Whether what is behind a figure tells of it: "3 killed 38 injured", "8 killed 58 others injured"."""
    place = end
    while place < len(tokens) and place < end + 2 and tokens[place].key in _PEOPLE:
        place += 1
    key = tokens[place].key if place < len(tokens) else ""
    # "wounding 8 people killed 3" has the next figure right behind.
    goes_on = place + 1 < len(tokens) and tokens[place + 1].key[:1].isdigit()
    return key in _KINDS and key not in _COUNTED and not key.endswith("ing") and not (place > end and goes_on)


def _ahead(tokens: Sequence[Token], end: int, taken: dict[int, int]) -> TollKind | None:
    """Return what the next word behind a figure says became of those counted."""
    for place in range(end, min(len(tokens), end + _AHEAD)):
        token = tokens[place]
        if token.is_mark and token.words in ".!?;:":
            return None
        if token.key in _KINDS and token.key != "claimed" and place not in taken:
            return _KINDS[token.key]
        if token.key in _KINDS and place in taken and token.key != "claimed":
            return None
    return None


def _as_before(
    tokens: Sequence[Token], last: int | None, at: int, kinds: dict[int, TollKind]
) -> TollKind | None:
    """Return the kind of the figure before, where this one is a part of it or goes on with it."""
    if last is None or at - last > _AHEAD:
        return None
    between = {token.key for token in tokens[last + 1 : at]}
    # "killed 12 civilians and five rebels", not "killed some 80 and left 200 more without a home".
    goes_on = "and" in between and at - last <= _NEXT
    return kinds[last] if between & _LEADS_ON or goes_on else None


def _toll(
    sentence: str, offset: int, tokens: Sequence[Token], at: int, figure: Figure, kind: TollKind
) -> Toll:
    end, value = at + _length(figure), figure.value
    behind = [token.key for token in tokens[end : end + 2]]
    if figure.bound is Bound.SCORES and behind[:1] == ["of"] and behind[1:] and behind[1] in _MANY:
        end, value = end + 2, value * _MANY[behind[1]]
    behind = [token.key for token in tokens[end : end + 3]]
    behind = list(takewhile(lambda key: not key[:1].isdigit(), behind))
    end += next((place for place, key in enumerate(behind, 1) if key in _PEOPLE), 0)
    stop = tokens[end - 1].start + len(tokens[end - 1].words)
    start = tokens[at].start
    return Toll(
        kind,
        figure.value,
        figure.bound,
        sentence[start:stop],
        offset + start,
        offset + stop,
        sentence.strip(),
    )


#: "Hundreds of thousands".
_MANY: Final = {"thousands": 1e3, "millions": 1e6}

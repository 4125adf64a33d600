"""Names of people: their parts, and how well two of them fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from onrecord.link.folding import name_words
from onrecord.read.parties import lexicons as lex

# Titles that stand before a name and are no part of it. "Dean", "Earl" and "Duke" are given names as often.
_TITLES: Final = frozenset(word.rstrip(".") for word in lex.HONORIFICS) | lex.word_set("""
    president minister premier chancellor governor mayor senator ambassador secretary general colonel major
    captain lieutenant admiral commander sergeant officer inspector superintendent sheriff judge justice
    prosecutor attorney councillor councilor councilman councilwoman congressman congresswoman
    representative speaker marshal coroner emperor sultan emir brigadier constable detective trooper
    professor doctor reverend bishop archbishop rabbi coach chief deputy vice prime former acting foreign
    finance interior defence defense chairman chairwoman chairperson spokesman spokeswoman spokesperson
    the honourable honorable right his her excellency majesty first lady crown ex director chairmen
    negotiator envoy undersecretary commissioner delegate archduke
""")
# Behind a name: who of father and son it is.
_GENERATIONS: Final = {
    "jr": "junior", "junior": "junior", "sr": "senior", "senior": "senior",
    "ii": "second", "iii": "third", "iv": "fourth",
}  # fmt: skip
# Behind a name: degrees, orders and offices, which are no part of it.
_LETTERS_BEHIND: Final = lex.word_set("phd md mp mep qc kc sc obe cbe mbe esq frs dds rn cpa msp td")
# "President Tobin Carrow of Brennick": what follows tells where he belongs.
_BELONGS: Final = lex.word_set("of from in at for")

# Given names that one person goes by: each row a name with its short forms. Only ever a suggestion.
_SHORT_FORMS: Final = tuple(
    row.split()
    for row in """
    william bill billy will willy liam
    robert bob bobby rob robbie
    richard dick rick richie rich
    james jim jimmy jamie
    john jack johnny jon
    jonathan jon jonny
    joseph joe joey
    thomas tom tommy
    michael mike mick mickey
    edward ed eddie ted ned
    theodore ted theo
    charles charlie chuck chas
    henry harry hank
    harold harry hal
    anthony tony ant
    andrew andy drew
    alexander alex sandy sasha alec
    alexandra alex sandra sasha
    benjamin ben benny
    samuel sam sammy
    samantha sam
    daniel dan danny
    david dave davy
    donald don donnie
    stephen steve
    steven steve
    christopher chris kit topher
    christine chris christy
    christina chris tina
    matthew matt
    nicholas nick nicky
    patrick pat paddy
    patricia pat patty tricia
    peter pete
    philip phil
    raymond ray
    ronald ron ronnie
    lawrence larry laurie
    kenneth ken kenny
    gregory greg
    geoffrey geoff
    jeffrey jeff
    frederick fred freddie
    francis frank
    frances fran
    franklin frank
    albert al bert
    alan al
    alfred alf fred
    gerald gerry jerry
    jeremy jerry jem
    timothy tim
    terence terry
    theresa terry tess tessa
    walter walt
    leonard leo len lenny
    vincent vince vinny
    victoria vicky tory
    elizabeth liz lizzie beth betty eliza libby bess
    katherine kate kathy katie kit kay
    catherine kate cathy katie kit cat
    margaret maggie meg peggy madge greta
    susan sue susie
    susanna sue susie
    deborah deb debbie
    barbara barb babs
    jennifer jenny jen
    jessica jess jessie
    rebecca becky becca
    dorothy dot dolly
    eleanor ellie nell nora
    judith judy
    penelope penny
    pamela pam
    abigail abby gail
    amanda mandy
    veronica ronnie vera
    vladimir volodya vova
    dmitry dima mitya
    mikhail misha
    ivan vanya
    francisco paco pancho
    jose pepe
    giuseppe beppe
    maximilian max
    maxwell max
""".strip().splitlines()
)


class Fit(IntEnum):
    """How well two names of people fit, worst first; only the last two may be one by name and evidence."""

    NONE = 0  # different names
    SURNAME = 1  # one has only a surname: "Ms Penhale"
    DOUBTFUL = 2  # a short form, "Jean" and "Jean-Luc", or a "Jr" that only one has: father and son
    INITIAL = 3  # "J. Hale" and "John Hale"
    FULLER = 4  # "John Hale" and "John R. Hale"
    SAME = 5


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts, in small letters; `given` is empty for a surname (or any one name) alone."""

    given: tuple[str, ...]
    particles: tuple[str, ...]
    surname: str
    generation: str = ""

    @property
    def full(self) -> bool:
        """Whether there is a given name written out, or two initials, beside the surname."""
        return bool(self.given) and (len(self.given[0]) > 1 or len(self.given) > 1) and len(self.surname) > 1

    def __str__(self) -> str:
        parts = (*self.given, *self.particles, self.surname, self.generation)
        return " ".join(part for part in parts if part)


@lru_cache(maxsize=8192)
def person_name(name: str) -> PersonName | None:
    """Return the parts of a person's name, titles left out; None where nothing is left that is one."""
    words = name_words(name)
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    belongs = next((i for i, word in enumerate(words) if i and word in _BELONGS), len(words))
    words = words[:belongs]
    generation = ""
    while len(words) > 1 and words[-1] in _LETTERS_BEHIND | _GENERATIONS.keys():
        generation = _GENERATIONS.get(words[-1], generation)
        words = words[:-1]
    if not words or words[-1].endswith(lex.ADHERENTS):
        return None  # "Congressional Democrats"
    first = len(words) - 1
    while first > 1 and words[first - 1] in lex.NAME_CONNECTORS:
        first -= 1
    if first == 1 and words[0] in lex.NAME_CONNECTORS:
        first = 0
    return PersonName(tuple(words[:first]), tuple(words[first:-1]), words[-1], generation)


def fit(one: PersonName, other: PersonName) -> Fit:
    """Return how well two names fit."""
    if one.surname != other.surname or (
        one.particles and other.particles and one.particles != other.particles
    ):
        return Fit.NONE
    if one.generation and other.generation and one.generation != other.generation:
        return Fit.NONE
    if not one.given or not other.given:
        return Fit.SURNAME
    found = min(_first(one.given, other.given), _middle(one.given[1:], other.given[1:]))
    if one.particles != other.particles:
        found = min(found, Fit.FULLER)
    if one.generation != other.generation:
        found = min(found, Fit.DOUBTFUL)
    return found


def _first(one: tuple[str, ...], other: tuple[str, ...]) -> Fit:
    """Return how well the first given names fit; the same single initial says less than two."""
    mine, its = one[0], other[0]
    if mine == its:
        initials = len(mine) == 1 and (len(one) == 1 or len(other) == 1)
        return Fit.INITIAL if initials else Fit.SAME
    if len(mine) == 1 or len(its) == 1:
        return Fit.INITIAL if mine[0] == its[0] else Fit.NONE
    if its in short_forms(mine) or mine.split("-")[0] == its.split("-")[0]:
        return Fit.DOUBTFUL
    return Fit.NONE


def _middle(one: tuple[str, ...], other: tuple[str, ...]) -> Fit:
    if one == other:
        return Fit.SAME
    for mine, its in zip(one, other, strict=False):
        if mine != its and not (1 in (len(mine), len(its)) and mine[0] == its[0]):
            return Fit.NONE
    return Fit.FULLER


@lru_cache(maxsize=1024)
def short_forms(given: str) -> frozenset[str]:
    """Return the other given names by which somebody with this one may go."""
    return frozenset(name for row in _SHORT_FORMS if given in row for name in row if name != given)


def kept_under(name: PersonName) -> tuple[str, ...]:
    """Return the keys under which a name is found again."""
    if not name.given:
        return (f"p {name.surname}",)
    first = name.given[0]
    if len(first) == 1:
        return f"p {name.surname},{first}.", f"p {name.surname},"
    keys = [f"p {name.surname},{first}", f"p {name.surname},{first[0]}*", f"p {name.surname},"]
    if "-" in first:
        keys.append(f"p {name.surname},{first.split('-')[0]}")
    return tuple(keys)


def looked_up(name: PersonName) -> tuple[str, ...]:
    """Return the keys under which names that may fit are kept, likeliest first."""
    if not name.given:
        return f"p {name.surname},", f"p {name.surname}"
    first = name.given[0]
    if len(first) == 1:
        return f"p {name.surname},{first}.", f"p {name.surname},{first}*", f"p {name.surname}"
    others: Iterable[str] = sorted(short_forms(first))
    keys = [f"p {name.surname},{given}" for given in (first, *others)]
    if "-" in first:
        keys.append(f"p {name.surname},{first.split('-')[0]}")
    return (*keys, f"p {name.surname},{first[0]}.", f"p {name.surname}")

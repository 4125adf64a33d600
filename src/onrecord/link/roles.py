"""What articles say that somebody is: roles with what belongs to them, met with each other or at odds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from onrecord.link.folding import plain
from onrecord.read.parties import lexicons as lex

_TOKEN: Final = re.compile(r"\w+(?:[-’']\w+)*")
_POSSESSIVE: Final = re.compile(r"[’']s?$")
# Words of a description looked at: a description is a phrase, and one that is longer is a broken text.
_LONGEST: Final = 40

# Roles that say nothing about who somebody is (a description seldom tells of whom somebody is the brother or
# the predecessor), and those that say little: many hold them.
_EMPTY: Final = lex.KIN | lex.word_set("""
    predecessor successor counterpart rival opponent ally enemy challenger heir
    man woman boy girl person people individual source insider resident member someone citizen villager user
    reader viewer listener visitor guest caller adult parent child partner friend neighbour neighbor colleague
    relative participant attendee human speaker winner victim survivor witness
""")
_FAINT: Final = lex.SPOKES | lex.word_set("""
    official representative expert critic supporter worker employee customer voter patient aide adviser
    advisor
    leader head manager volunteer activist campaigner protester demonstrator author writer reporter journalist
    columnist correspondent host teacher student farmer driver soldier
""")
# Offices that one person in a country holds: two countries, two people.
_OF_STATE: Final = lex.word_set("""
    president minister premier chancellor king queen emperor sultan emir monarch ambassador governor senator
    mayor
""")
# Callings so far from each other that one name with both is more likely two people. What people pass
# between (law, business, the army, the press, politics) stands in one row.
_CALLINGS: Final = tuple(
    lex.word_set(row)
    for row in (
        "athlete player goalkeeper coach trainer umpire referee footballer cricketer boxer sprinter jockey",
        "singer musician actor actress composer conductor painter sculptor choreographer filmmaker poet",
        "president minister premier chancellor governor mayor senator ambassador diplomat secretary general"
        " colonel admiral negotiator envoy judge prosecutor lawmaker congressman congresswoman legislator mp"
        " lawyer barrister solicitor banker economist commissioner king queen undersecretary director",
        "surgeon nurse physician psychiatrist paramedic midwife haematologist hematologist",
        "farmer baker butcher grocer docker fisherman miner plumber electrician carpenter driver shopkeeper"
        " waiter waitress trawlerman",
        "pupil schoolgirl schoolboy toddler baby",
    )
)
_PREPOSITIONS: Final = lex.PREPOSITIONS
# Words of a description that tell nothing of whose or which.
_IDLE: Final = (
    lex.STOPS | lex.DETERMINERS | lex.word_set("former then new old late said its his her their our my")
)
# "Orvane" and "Orvanian", "Brennick" and "Brennish": a common beginning and short endings.
_STEM: Final = 5
_ENDING: Final = 4


@dataclass(frozen=True, slots=True)
class Role:
    """One description: its role (the word that says what somebody is), what qualifies it, and names in it."""

    words: str
    head: str
    qualifiers: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Met:
    """Two descriptions that meet, the words of each, and how much that says (points)."""

    one: str
    other: str
    points: float


@lru_cache(maxsize=16_384)
def role_of(words: str) -> Role:
    """Return what a description says; `head` is empty where there is no role in it."""
    tokens = _TOKEN.findall(words)[:_LONGEST]
    head, qualifiers, places = "", set(), set()
    before = True  # the role stands before the first preposition: "adviser to the president"
    for token in tokens:
        stem = _POSSESSIVE.sub("", token)
        small = plain(stem)
        small = lex.TITLE_ROLE.get(small, lex.HEAD_PLURALS.get(small, small))
        if small in _PREPOSITIONS:
            before = before and not head
        elif small in lex.PERSON_ROLES and before and stem == token:
            head = small
        elif stem[:1].isupper() and _is_own(small):
            places.add(small)
        elif small not in _IDLE and small not in lex.HONORIFICS:
            qualifiers.add(small)
    return Role(words, head, frozenset(qualifiers), frozenset(places))


def _is_own(small: str) -> bool:
    return small not in _IDLE and small not in lex.MODIFIERS and small not in lex.HEADS


def meet(one: Role, other: Role) -> float:
    """Return what two descriptions that meet say for their being of one person, in points; 0 for nothing.

    2: the same role of the same ("Orvane's negotiator", "the Orvanian negotiator"); 1.5: the same role, told
    apart by the same words ("foreign minister"); 1: the same role that few hold; 0.5: one that many hold, or
    only a name in common.
    """
    place = same_places(one.places, other.places)
    if not one.head or one.head != other.head:
        return _NAMED if place else 0.0
    if one.head in _EMPTY:
        return _NAMED if place else 0.0
    if place:
        return _NAMED + _ROLE if one.head in _FAINT else 2 * _ROLE
    if one.places and other.places:
        return 0.0
    if one.head in _FAINT:
        return _NAMED
    if one.qualifiers and other.qualifiers and not one.qualifiers & other.qualifiers:
        return _NAMED  # a finance minister and a foreign minister
    return _ROLE + _NAMED if one.qualifiers & other.qualifiers else _ROLE


_ROLE: Final = 1.0
_NAMED: Final = 0.5


def best_meeting(ones: Sequence[Role], others: Sequence[Role]) -> Met | None:
    """Return the two descriptions that meet best, None where none do."""
    best: Met | None = None
    for one in ones:
        for other in others:
            points = meet(one, other)
            if points and (best is None or points > best.points):
                best = Met(one.words, other.words, points)
    return best


def at_odds(ones: Sequence[Role], others: Sequence[Role]) -> Met | None:
    """Return two descriptions that one person hardly has both, None where there are none."""
    if best_meeting(ones, others) is not None:
        return None
    for one in ones:
        for other in others:
            if _at_odds(one, other):
                return Met(one.words, other.words, 0.0)
    return None


def _at_odds(one: Role, other: Role) -> bool:
    if one.head == other.head and one.head in _OF_STATE:
        return bool(one.places and other.places)
    mine, its = _callings(one.head), _callings(other.head)
    return bool(mine and its and not mine & its)


def _callings(head: str) -> frozenset[int]:
    return frozenset(number for number, row in enumerate(_CALLINGS) if head in row)


def same_places(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a name of the one set and a name of the other are one, or a land and its people."""
    return any(_same_place(one, other) for one in ones for other in others)


def _same_place(one: str, other: str) -> bool:
    if one == other:
        return True
    common = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return common >= _STEM and max(len(one), len(other)) - common <= _ENDING


def gender(forms: Iterable[str]) -> str:
    """Return "m" or "f" where titles and roles tell it, "" where they do not or tell both."""
    found = {one for form in forms for one in _genders(form)}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=16_384)
def _genders(form: str) -> frozenset[str]:
    found = set()
    for token in _TOKEN.findall(form)[:_LONGEST]:
        small = plain(token)
        found.add(_gender(small))
        if small in _PREPOSITIONS or token.endswith(("'s", "’s")):
            break  # "the spokesman's daughter", "wife of the chairman": what follows is somebody else
    return frozenset(found - {""})


def _gender(word: str) -> str:
    if word in lex.MALE_ROLES:
        return "m"
    if word in lex.FEMALE_ROLES:
        return "f"
    return lex.HONORIFICS.get(word) or ""

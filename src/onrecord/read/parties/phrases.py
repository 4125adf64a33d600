"""What a phrase of the text is made of: its form, head, number, gender and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onrecord.article import PartyKind
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.places import FEMALE_NAMES, MALE_NAMES, country_of

_PERSONAL_ENDS = (
    "ist", "ician", "eer", "woman", "sman", "person", "maker", "keeper", "worker", "owner", "goer", "player",
    "leader", "writer", "fighter", "seeker", "logist", "trainer", "dweller", "grapher", "president",
    "minister", "delegate", "holder",
)  # fmt: skip
_SHORT_NOUN = 6
_BODY_OR_PERSON = frozenset({"monitor"})


class Form(StrEnum):
    """How a phrase points at a party."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"
    QUANTITY = "quantity"  # "one", "the other", "both": says whom only by what stands before


@dataclass(slots=True, eq=False)
class Phrase:
    """A name, a description or a pronoun in the text; `first` and `last` are numbers of tokens.

    `head` is the noun in the singular ("official"), or the last word of a name; `words` are the words of
    a name or the modifiers of a description, in small letters. `core` is the first token behind
    determiner and titles. `end` is the last token with its complement ("of the far-right party").
    `owner` is whose it is: the phrase before "'s", or behind "of" and "for"; `place` is the same as a bare
    word, where that is only an adjective ("Brennish").
    """

    first: int
    last: int
    form: Form
    head: str
    words: tuple[str, ...] = ()
    kind: PartyKind = PartyKind.UNKNOWN
    plural: bool = False
    gender: str = ""
    determiner: str = ""
    number: int | None = None
    titles: tuple[str, ...] = ()
    core: int = 0
    end: int = 0
    possessive: bool = False
    place: str = ""
    located: bool = False
    printed: bool = False  # it stands behind "an article in", so that it is an outlet
    owner: Phrase | None = None
    same: Phrase | None = None  # the name or description that it stands in apposition to
    acronym: bool = False


@lru_cache(maxsize=4096)
def lemma(word: str) -> str | None:
    """Return the singular of a head noun that the lexicons know, None for any other word."""
    if word in lex.HEADS:
        return word
    return lex.HEAD_PLURALS.get(word)


@lru_cache(maxsize=4096)
def is_plural(word: str) -> bool:
    """Return whether a head noun is plural as written; "police" and "family" are one body."""
    return word in lex.HEAD_PLURALS and (word not in lex.HEADS or word in lex.DOCUMENT_PLURALS_ONLY)


def kind_of(noun: str, plural: bool = False) -> PartyKind:
    """Return what a party described by this head noun is."""
    if noun in _BODY_OR_PERSON and not plural:
        return PartyKind.UNKNOWN
    if noun in lex.PERSON_ROLES:
        return PartyKind.GROUP if plural else PartyKind.PERSON
    if noun in lex.DOCUMENTS:
        return PartyKind.DOCUMENT
    if noun in lex.GOVERNMENT_BODIES:
        return PartyKind.GROUP if plural else PartyKind.GOVERNMENT
    if noun in lex.ORGANIZATION_BODIES or noun in lex.OUTLET_BODIES:
        return PartyKind.GROUP if plural else PartyKind.ORGANIZATION
    if _names_person(noun):
        return PartyKind.GROUP if plural else PartyKind.PERSON
    return PartyKind.GROUP if noun in lex.GROUPS or plural else PartyKind.UNKNOWN


def _names_person(noun: str) -> bool:
    """Whether a noun in no lexicon is one for persons by its end: "cellist", "co-driver", "beekeeper"."""
    if noun.endswith(_PERSONAL_ENDS) and len(noun) > _SHORT_NOUN:
        return True
    return "-" in noun and noun.rsplit("-", 1)[1] in lex.PERSON_ROLES


def gender_of_role(noun: str) -> str:
    """Return "m" or "f" where a role tells it, "" where not."""
    if noun in lex.MALE_ROLES:
        return "m"
    return "f" if noun in lex.FEMALE_ROLES else ""


def gender_of_given(name: str) -> str:
    """Return the likely gender of a given name, "" for one that is not known."""
    if name in MALE_NAMES:
        return "m"
    return "f" if name in FEMALE_NAMES else ""


def kind_of_name(words: tuple[str, ...], titled: bool, acronym: bool) -> PartyKind:
    """Return what a name's own words say: UNKNOWN where they say nothing, as for most single words."""
    if titled:
        return PartyKind.PERSON
    if country_of(" ".join(words)):
        return PartyKind.GOVERNMENT
    if len(words) > 1 and gender_of_given(words[0]) and len(words) < 4 and "of" not in words:
        return PartyKind.PERSON
    before_of = _before(words)
    decisive = {before_of[-1], words[-1]}
    if decisive & lex.GOVERNMENT_BODIES:
        return PartyKind.GOVERNMENT
    if len(words) > 1 and words[-1] in lex.FIRM_WORDS:
        return PartyKind.ORGANIZATION
    if len(words) > 1 and words[-1] in lex.DOCUMENT_NAMES:
        return PartyKind.DOCUMENT
    if words[0] in {"radio", "television", "channel"} and len(words) > 1:
        return PartyKind.ORGANIZATION
    if acronym or any(w in lex.ORGANIZATION_BODIES or w in lex.OUTLET_BODIES for w in decisive):
        return PartyKind.ORGANIZATION
    if any(lemma(w) in lex.ORGANIZATION_BODIES and w not in lex.PLACE_WORDS for w in words):
        return PartyKind.ORGANIZATION
    return PartyKind.UNKNOWN


def _before(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a body's name up to its complement: "Centre" in "Centre for Tides"."""
    stop = next((k for k, word in enumerate(words) if k and word in {"of", "for"}), len(words))
    return words[:stop]


def head_of_name(words: tuple[str, ...]) -> str:
    """Return the noun that a body's name is built on ("ministry", "post"), else its last word."""
    before = _before(words)[-1]
    return lemma(before) or (words[-1] if before != words[-1] and words[-1] in lex.OUTLET_BODIES else before)


def name_words(phrase: Phrase) -> str:
    """Return the words of a name as a key."""
    return " ".join(phrase.words)

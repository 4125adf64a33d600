"""Names of organisations, governments and documents: what is left of them for comparing, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from onrecord.article import PartyKind
from onrecord.link.folding import fold
from onrecord.read.parties import lexicons as lex

# British and American spelling, and short forms that names are written with.
_SPELLING: Final = {
    "harbours": "harbors", "harbour": "harbor", "defence": "defense", "labour": "labor", "centre": "center",
    "organisation": "organization", "organisations": "organizations", "theatre": "theater",
    "programme": "program", "neighbours": "neighbors", "fibre": "fiber", "co-operative": "cooperative",
    "dept": "department", "govt": "government", "univ": "university", "assoc": "association",
    "natl": "national",
    "intl": "international", "fed": "federation", "bros": "brothers", "enquiry": "inquiry",
}  # fmt: skip
_SMALL: Final = lex.word_set("the of for and in at on to a an de la le des du von")
# What a company is before the law; behind its name it may be left out.
_LEGAL: Final = lex.word_set("""
    inc incorporated corp corporation co company ltd limited llc llp plc gmbh ag sa spa nv bv ab oy pty kg
""")
# Bodies whose words may stand in any order: "Lothmere's Foreign Ministry", "Foreign Ministry of Lothmere".
_MOVABLE: Final = lex.word_set("""
    ministry department embassy consulate government cabinet parliament presidency senate congress treasury
    administration chancellery legislature secretariat inspectorate delegation exchequer regime monarchy
    kingdom republic
""")
# Of these every country has several: the country alone does not tell which.
_SEVERAL: Final = lex.word_set("ministry department office agency service")
# Of these there is one between two countries: both must be told.
_BETWEEN: Final = lex.word_set("embassy consulate delegation mission")
# Houses that many towns have under one name: the name alone does not tell which.
_LOCAL: Final = lex.word_set("""
    hospital school college church clinic club hotel restaurant library museum park court council police
    university chamber station theater orchestra mosque synagogue brewery bakery shop store jury
    constabulary airport railway cathedral academy
""")
# Words that names of bodies share all over the world, beside those that tell what a body is.
_COMMON: Final = lex.word_set("""
    affairs foreign interior exterior internal external public works work works water waters harbor harbors
    justice science sciences environment energy climate trade planning statistics statistical tax taxes
    customs revenue election elections electoral health safety food drug drugs agriculture fisheries forestry
    transport transportation roads rail aviation maritime ocean oceans river rivers sea land lands lake
    housing labor employment pensions social welfare family families women youth children education schools
    culture
    arts sport sports tourism information communication communications technology innovation research
    development cooperation reconstruction emergency emergencies disaster relief civil rights human security
    intelligence investigation investigations investment monetary budget audit court courts appeal appeals
    supreme constitutional criminal high general national international federal state states regional
    provincial municipal city county town district central local royal imperial democratic republican
    conservative conservatives liberal liberals labor green greens socialist socialists communist communists
    progressive progressives democrat democrats republicans
    people peoples workers popular christian social independence freedom unity
    united union new old free first second third north south east west northern southern eastern western
    great greater grand main upper lower assembly parliament diet house chamber representatives deputies
    lords commons senate congress council supreme governing ruling opposition interim transitional joint
    special permanent standing select strategic nuclear atomic space weather meteorological geological
    medical teachers nurses doctors lawyers farmers journalists bar medicine law business economic economics
    finance financial reserve savings credit insurance cross crescent red blue black white golden evening
    morning sunday saturday daily weekly online today world global home press
""")
# With these a name means somebody of its own article only: "his administration", "our correspondent".
_POINTING: Final = (
    lex.POSSESSIVES | lex.PRONOUNS.keys() | lex.word_set("this that these those another other such")
)
# Countries by the names that everybody has for them.
_COUNTRIES: Final = {
    **dict.fromkeys(("us", "u s", "usa", "u s a", "united states america"), "united states"),
    **dict.fromkeys(("uk", "u k", "united kingdom great britain northern ireland"), "united kingdom"),
    **dict.fromkeys(("uae", "u a e"), "united arab emirates"),
}
_GENERIC: Final = (
    lex.HEADS
    | lex.HEAD_PLURALS.keys()
    | lex.FIRM_WORDS
    | lex.OUTLET_BODIES
    | lex.MODIFIERS
    | lex.DOCUMENT_NAMES
    | lex.PLACE_WORDS
    | lex.CALENDAR
    | _COMMON
    | _LEGAL
    | _SMALL
)
# Names made of common words, or of one, that mean one body to everybody.
_ONE_IN_THE_WORLD: Final = frozenset(
    " ".join(name.split())
    for name in """
    united nations; un; european union; eu; european commission; european parliament; european council;
    european central bank; ecb; european court human rights; african union; arab league; nato;
    world health organization; world bank; international monetary fund; imf; world trade organization;
    wto; international court justice; international criminal court; icc; unesco; unicef; opec; osce; asean;
    interpol; europol; white house; pentagon; kremlin; knesset; bundestag; red cross; security council;
    united states; united kingdom; united arab emirates; federal reserve; state duma;
    downing street; vatican; holy see
    """.split(";")
)
# From so many words on a name of common words alone tells something: "Council of River States", where
# "Supreme Court" is in every country.
_COMMON_WORDS: Final = 3
# Documents that there is one of under their name, where it has a word of its own: "the Ashlow Treaty".
_ONE_DOCUMENT: Final = lex.word_set("""
    treaty accord accords protocol constitution charter convention act declaration agreement pact covenant
    memorandum code resolution
""")


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name as it is compared: its words, those that are its own, and whether it tells which body it is.

    `whole` is false for what there is one of in every country, town or article: "the Foreign Ministry", "the
    Post"; such a name is never met again in another article. `sure` is true where the name alone tells.
    """

    key: str
    words: tuple[str, ...]
    own: tuple[str, ...]
    whole: bool
    sure: bool

    @property
    def single(self) -> bool:
        """Whether it is one word only: "Transmere", "Orvane", "OWA"."""
        return len(self.words) == 1


@lru_cache(maxsize=8192)
def body_name(name: str) -> BodyName | None:
    """Return the words of a body's name; None where nothing is left of it."""
    words = [_SPELLING.get(word, word) for word in fold(name).split()]
    words = [word for word in words if word not in _SMALL] or words
    words = _COUNTRIES.get(" ".join(words), " ".join(words)).split()
    if len(words) > 2 and words[1] == "based":
        words = words[2:]  # "the Pendry-based Valley Institute": where it sits is no part of its name
    if "ministry" in words or "minister" in words:
        words = [word for word in words if word != "affairs"]
    while len(words) > 1 and words[-1] in _LEGAL:
        words = words[:-1]
    if not words:
        return None
    ordered = sorted(words) if _MOVABLE & set(words) else words
    own = tuple(word for word in words if word not in _GENERIC and not word.isdigit())
    key = " ".join(ordered)
    unique = key in _ONE_IN_THE_WORLD
    whole = unique or _tells_which(words, own)
    local = bool(_LOCAL & set(words)) and len(own) == 1
    sure = unique or (whole and len(words) > 1 and bool(own) and not local)
    return BodyName(key, tuple(ordered), own, whole, sure)


def _tells_which(words: list[str], own: tuple[str, ...]) -> bool:
    if _POINTING & set(words) or words[-1] == "based":
        return False
    if not own:
        return len(words) >= _COMMON_WORDS and not _MOVABLE & set(words)
    if _BETWEEN & set(words):
        return len(own) > 1 or ("mission" in words and len(words) > 2)
    # "the Brennish ministry", "Lothmere's embassy": the land is told, but not which of its bodies.
    return not (len(words) == 2 and _SEVERAL & set(words))


@lru_cache(maxsize=8192)
def document_is_one(name: str) -> bool:
    """Whether a document's name is one that no other has: a treaty with a word of its own."""
    found = body_name(name)
    return (
        found is not None
        and bool(found.own)
        and len(found.words) > 1
        and bool(_ONE_DOCUMENT & set(found.words))
    )


def initials(found: BodyName) -> str:
    """Return the initials of a name of three words or more, "" for others: "owa"."""
    return "".join(word[0] for word in found.words) if len(found.words) > 2 else ""


def is_acronym(name: str) -> bool:
    """Whether a name is written as one: "OWA", "U.N."."""
    letters = name.replace(".", "")
    return 1 < len(letters) < 7 and letters.isalpha() and letters.isupper()


def body_keys(name: str, kind: PartyKind) -> tuple[str, ...]:
    """Return the keys under which a body's or document's name is kept; none where it does not tell which."""
    found = body_name(name)
    if found is None or not found.whole:
        return ()
    letter = "d" if kind is PartyKind.DOCUMENT else "o"
    short = initials(found)
    return (f"{letter} {found.key}", *((f"a {short}",) if short and letter == "o" else ()))


def body_looked_up(name: str, kind: PartyKind) -> tuple[str, ...]:
    """Return the keys under which names that may fit are kept."""
    found = body_name(name)
    if found is None or not found.whole:
        return ()
    if kind is PartyKind.DOCUMENT:
        return (f"d {found.key}",)
    short = initials(found)
    others = (f"o {short}",) if short else (f"a {found.key}",) if found.single else ()
    return (f"o {found.key}", *others)

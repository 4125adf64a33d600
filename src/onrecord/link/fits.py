"""How the names of a party fit those of a party of the record, and what is asked for beside the names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from onrecord.article import Naming, PartyKind
from onrecord.link.bodies import (
    BodyName,
    body_keys,
    body_looked_up,
    body_name,
    document_is_one,
    initials,
    is_acronym,
)
from onrecord.link.folding import fold, name_words
from onrecord.link.people import Fit, PersonName, fit, kept_under, looked_up, person_name
from onrecord.link.values import Earlier, Evidence, Seen
from onrecord.read.parties import lexicons as lex

_BODIES: Final = frozenset({PartyKind.ORGANIZATION, PartyKind.GOVERNMENT})
#: Kinds whose parties may be met again in another article; groups never are.
LINKED: Final = frozenset({PartyKind.PERSON, PartyKind.DOCUMENT, PartyKind.UNKNOWN}) | _BODIES

# What two fitting names of people ask for beside them, in points of `onrecord.link.evidence`.
_ASKED: Final = {Fit.SAME: 1.0, Fit.FULLER: 1.5, Fit.INITIAL: 2.0}
# A surname alone is not even suggested without a role or companions that fit.
_WORTH_TELLING: Final = {
    Fit.SURNAME: 1.0,
    Fit.DOUBTFUL: 0.5,
    Fit.INITIAL: 0.5,
    Fit.FULLER: 0.0,
    Fit.SAME: 0.0,
}
_BODY_ASKED: Final = 1.0
_SHORT_FORM_TOLD: Final = 1.0
_NEVER: Final = float("inf")
# Other names of one party that an article gives; more are a broken text.
_OTHER_NAMES: Final = 4
_LONGEST_NAME: Final = 5


@dataclass(frozen=True, slots=True)
class NameFit:
    """How a name fits: `rank` of the name in its article (0: the main one), and the points that it asks for.

    `decides` are those from which it is the party, infinite where names like these never decide; `tells`
    those from which it is worth a suggestion. `by_name` says that the name alone decides.
    """

    rank: int
    evidence: Evidence
    decides: float
    tells: float

    @property
    def by_name(self) -> bool:
        """Whether the name alone decides."""
        return self.decides <= 0


def link_names(seen: Seen) -> tuple[str, ...]:
    """Return the names by which a party may be met again, as written, the main one first."""
    if seen.naming is not Naming.NAMED or seen.plural or seen.kind not in LINKED:
        return ()
    return (seen.name, *other_names(seen.name, seen.forms, seen.kind))


@lru_cache(maxsize=4096)
def other_names(name: str, forms: tuple[str, ...], kind: PartyKind) -> tuple[str, ...]:
    """Return those forms of a party that are full names beside `name`: a maiden name, an acronym."""
    found: list[str] = []
    for form in forms:
        other = _other_person(name, form) if kind is PartyKind.PERSON else _other_body(name, form)
        if other and form not in found:
            found.append(form)
    return tuple(found[:_OTHER_NAMES])


def _other_person(name: str, form: str) -> bool:
    mine, its = person_name(name), person_name(form)
    if mine is None or its is None or not its.full or not _is_name(form):
        return False
    return fit(mine, its) < Fit.FULLER


def _other_body(name: str, form: str) -> bool:
    mine, its = body_name(name), body_name(form)
    if mine is None or its is None or not its.own or mine.key == its.key:
        return False
    return is_acronym(form) or (len(its.words) > 1 and its.whole and _is_name(form))


def _is_name(form: str) -> bool:
    """Whether all words of a form are written as those of a name, and none is a role."""
    words = form.split()
    small = name_words(form)
    if len(words) > _LONGEST_NAME or any(word in lex.PERSON_ROLES for word in small[1:]):
        return False
    return all(
        word[:1].isupper() or word.lower() in lex.NAME_CONNECTORS | lex.PREPOSITIONS | {"the", "and"}
        for word in words
    )


def keys_kept(seen: Seen) -> Iterator[tuple[str, str]]:
    """Yield the keys under which a party is found again, each with its name as it is kept."""
    for name in link_names(seen):
        yield from _kept(name, seen.kind)


@lru_cache(maxsize=8192)
def _kept(name: str, kind: PartyKind) -> tuple[tuple[str, str], ...]:
    keys: list[tuple[str, str]] = []
    person = person_name(name) if _may_be_person(name, kind) else None
    if person is not None:
        keys += [(key, str(person)) for key in kept_under(person)]
    body = body_name(name)
    if kind is not PartyKind.PERSON and body is not None:
        keys += [(key, body.key) for key in body_keys(name, kind)]
    return tuple(keys)


def keys_for(name: str, kind: PartyKind) -> tuple[tuple[str, str], ...]:
    """Return the keys under which a party with just this name is found, each with the name as it is kept."""
    person, body = person_name(name), body_name(name)
    keys: list[tuple[str, str]] = []
    if person is not None and person.full and kind in (PartyKind.PERSON, PartyKind.UNKNOWN):
        keys.append((kept_under(person)[0], str(person)))
    if body is not None and body.whole and kind is not PartyKind.PERSON:
        keys.append((body_keys(name, kind)[0], body.key))
    return tuple(keys)


def keys_of_name(name: str) -> tuple[str, ...]:
    """Return the keys under which a party with this name, of whatever kind, is kept first of all."""
    return tuple(key for key, _ in keys_for(name, PartyKind.UNKNOWN))


def keys_looked_up(seen: Seen) -> tuple[str, ...]:
    """Return the keys under which parties with a fitting name are kept."""
    keys: dict[str, None] = {}
    for name in link_names(seen):
        person = person_name(name) if _may_be_person(name, seen.kind) else None
        if person is not None:
            keys |= dict.fromkeys(looked_up(person))
        if seen.kind is not PartyKind.PERSON:
            keys |= dict.fromkeys(body_looked_up(name, seen.kind))
    return tuple(keys)


@lru_cache(maxsize=8192)
def known_names(name: str, kind: PartyKind) -> tuple[str, ...]:
    """Return what a name is looked up by among known parties; nothing where it does not tell which one.

    A surname tells nobody, "the Foreign Ministry" no ministry; "OWA" is what the file says that it is.
    """
    person, body = person_name(name), body_name(name)
    found: list[str] = []
    if person is not None and person.full and kind in (PartyKind.PERSON, PartyKind.UNKNOWN):
        found += [fold(name), fold(str(person))]
    if body is not None and body.whole and kind is not PartyKind.PERSON:
        found += [fold(name), body.key]
    return tuple(dict.fromkeys(found))


def _may_be_person(name: str, kind: PartyKind) -> bool:
    """Whether a name may be a person's: of unknown kind only a full one without words of bodies."""
    if kind is not PartyKind.UNKNOWN:
        return kind is PartyKind.PERSON
    found, body = person_name(name), body_name(name)
    return found is not None and found.full and body is not None and len(body.own) == len(body.words)


def name_fit(seen: Seen, earlier: Earlier) -> NameFit | None:
    """Return how the names of two parties fit best; None where they or their kinds do not."""
    fits: list[NameFit] = []
    for rank, name in enumerate(link_names(seen)):
        fits += _fits(rank, name, seen, earlier)
    return min(fits, key=lambda one: (one.decides == _NEVER, one.rank, one.decides, one.tells), default=None)


def _fits(rank: int, name: str, seen: Seen, earlier: Earlier) -> Iterator[NameFit]:
    kinds = {seen.kind, earlier.kind} - {PartyKind.UNKNOWN}
    if kinds <= {PartyKind.PERSON} and _may_be_person(name, seen.kind):
        mine = person_name(name)
        for other in earlier.names if mine is not None else ():
            yield from _person_fit(rank, name, mine, other, earlier.judged)
    if kinds <= _BODIES and seen.kind is not PartyKind.PERSON:
        yield from _body_fits(rank, name, seen, earlier)
    if kinds == {PartyKind.DOCUMENT} and seen.kind is earlier.kind:
        evidence = _names(name, earlier.name, name)
        if any(body_name(other) == body_name(name) for other in earlier.names):
            yield NameFit(rank, evidence, 0.0 if document_is_one(name) else _NEVER, 0.0)


def _person_fit(rank: int, name: str, mine: PersonName | None, other: str, judged: bool) -> Iterator[NameFit]:
    its = person_name(other)
    if mine is None or its is None:
        return
    found = fit(mine, its)
    if found is Fit.NONE:
        return
    kind = "name" if found is Fit.SAME else "names that fit"
    evidence = Evidence(kind, name if found is Fit.SAME else _shown(its), name)
    asked = _ASKED.get(found, _NEVER)
    if judged and mine == its:
        asked = _ASKED[Fit.SAME]  # a person said that "President Marant" is Ilse Marant: so is the next one
    yield NameFit(rank, evidence, asked, _WORTH_TELLING[found])


def _shown(name: PersonName) -> str:
    return " ".join(
        "-".join(part.capitalize() for part in word.split("-")) if word not in lex.NAME_CONNECTORS else word
        for word in str(name).split()
    )


def _body_fits(rank: int, name: str, seen: Seen, earlier: Earlier) -> Iterator[NameFit]:
    mine = body_name(name)
    for other in earlier.names if mine is not None and mine.whole else ():
        its = body_name(other)
        if mine is None or its is None:
            continue
        if mine.key == its.key:
            yield NameFit(rank, _names(name, earlier.name, name), _asked(mine, seen, earlier), 0.0)
        elif mine.key == initials(its) or initials(mine) == its.key:
            yield NameFit(rank, _names(other, other, name), _NEVER, _SHORT_FORM_TOLD)


def _asked(name: BodyName, seen: Seen, earlier: Earlier) -> float:
    """Return the points that a body's name asks for: none where it tells which body it is."""
    if name.single and _another_body(seen, earlier):
        return _NEVER
    governments = seen.kind is PartyKind.GOVERNMENT and earlier.kind is PartyKind.GOVERNMENT
    if name.sure or (name.single and governments) or earlier.judged:
        return 0.0
    clash = name.single and {seen.kind, earlier.kind} == _BODIES
    return _NEVER if clash else _BODY_ASKED


def _another_body(seen: Seen, earlier: Earlier) -> bool:
    """Whether two bodies that share one word, an acronym, have different names in full."""
    mine, its = body_name(seen.name), body_name(earlier.name)
    return mine is not None and its is not None and not mine.single and not its.single and its.key != mine.key


def _names(kept: str, written: str, name: str) -> Evidence:
    """Return the evidence of two names of bodies: the earlier one as written, where that is the same."""
    shown = written if body_name(written) == body_name(name) else kept
    return Evidence("name" if body_name(shown) == body_name(name) else "names that fit", shown, name)

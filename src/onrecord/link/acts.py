"""Who does what to whom, told by the order of the words: light, and silent where it is not plain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.link import wording_lexicon as lexicon
from onrecord.link.wording import Token, names_of

_BE: Final = frozenset("is are was were be been being am 's 're 'm".split())
_AUXILIARIES: Final = _BE | frozenset(
    "has have had will would shall should may might must can could cannot did does do to".split()
)
_SUBORDINATE: Final = frozenset("who which that whose whom when while because although".split())
#: Words in front of the verb that are looked at.
_SUBJECT: Final = 14


@dataclass(frozen=True, slots=True)
class Act:
    """The names before and behind the first verb, and that verb's stem ("" where none was seen).

    `passive` says that what stands before is who it was done to.
    """

    before: tuple[str, ...] = ()
    verb: str = ""
    behind: tuple[str, ...] = ()
    passive: bool = False
    is_pronoun: bool = False

    @property
    def doers(self) -> tuple[str, ...]:
        """The names of those who do it; empty where only others are named."""
        return () if self.passive else self.before


def act_of(tokens: Sequence[Token]) -> Act:
    """Return who does what to whom in the first clause of a statement; an empty act where no verb is seen."""
    place = _verb(tokens)
    if place is None:
        return Act()
    main = place
    while main < len(tokens) and (tokens[main].key in _AUXILIARIES or tokens[main].key in lexicon.NEGATIONS):
        main += 1
    if main == len(tokens):
        return Act(verb=tokens[place].stem)
    before, behind = tuple(tokens[:place]), tuple(tokens[main + 1 :])
    helpers = {token.key for token in tokens[place:main]}
    passive = bool(helpers & _BE) and (tokens[main].key.endswith(("ed", "en")) or _has_by(behind))
    head = before[0].key if before else ""
    return Act(
        names_of(tuple(token for token in before if not token.words.endswith(("'s", "’s")))),
        tokens[main].stem,
        _clause_names(behind),
        passive,
        head in _PRONOUNS,
    )


_PRONOUNS: Final = frozenset("he she they it we i you this that these those".split())


def _has_by(tokens: Sequence[Token]) -> bool:
    return any(token.key == "by" for token in tokens[:6])


def _clause_names(tokens: tuple[Token, ...]) -> tuple[str, ...]:
    end = next((at for at, token in enumerate(tokens) if token.is_mark), len(tokens))
    return names_of(tokens[:end])


def _verb(tokens: Sequence[Token]) -> int | None:
    """Return the place of the first word that looks like a finite verb, with something before it."""
    inside = False
    for place, token in enumerate(tokens[: _SUBJECT + 1]):
        if token.is_mark and place:
            return None
        if token.key in _SUBORDINATE and place:
            inside = True
        elif place and _is_finite(token):
            if not inside:
                return place
            inside = False
    return None


def _is_finite(token: Token) -> bool:
    if token.key in _AUXILIARIES and token.key != "to":
        return True
    if token.words[0].isupper():
        return False
    return token.key.endswith("ed") or token.key in _PAST


_PAST: Final = frozenset(
    """knew gave took wrote sold bought left went died found saw fell broke stole paid sent held won lost rose
    began shot fought met spoke chose built led heard made brought thought hid came became ran got gives takes
    sells buys leaves goes dies finds sees falls holds wins loses rises begins meets leads makes brings runs
    knows shut put told said beat hit struck swore drove threw bit""".split()
)

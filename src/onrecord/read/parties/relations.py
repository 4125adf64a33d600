"""What binds the phrases of a sentence: complements, appositions, "X is the Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.article import PartyKind
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.phrases import Form, Phrase, lemma
from onrecord.read.parties.tokens import Tokens

_OWNING: Final = frozenset({"of", "for", "at", "in", "from", "to", "with", "below", "on"})
_ONE: Final = frozenset({PartyKind.PERSON, PartyKind.ORGANIZATION})
_COMPLEMENT: Final = frozenset({"of", "for"})
_NO_COMPLEMENTS: Final = lex.STOPS | lex.DETERMINERS
_COPULAS: Final = frozenset({"is", "was", "became", "remains"})
_CLOSING: Final = frozenset(
    {",", ".", ";", ":", "who", "which", ")", "—", "–", "-", "”", '"', "’", "'", "?", "!"}
)
_GOES_ON: Final = frozenset({"of", "for", "at", "in", "from", "with", "who", "that", "whose", "and", "on"})


def first_phrases(phrases: Sequence[Phrase]) -> dict[int, Phrase]:
    """Return the longest phrase that begins at each token, pronouns left out."""
    starts: dict[int, Phrase] = {}
    for phrase in phrases:
        if phrase.form is not Form.PRONOUN:
            starts.setdefault(phrase.first, phrase)
    return starts


def complete(tokens: Tokens, phrases: Sequence[Phrase], starts: dict[int, Phrase]) -> None:
    """Give descriptions their complement: "the foreign minister" + "of Lothmere"."""
    lower = tokens.lower
    for phrase in reversed(phrases):
        after = phrase.last + 1
        if phrase.form is not Form.DESCRIPTION or phrase.possessive or after + 1 >= len(tokens):
            continue
        if lower[after] not in _OWNING or tokens.sentence[after] != tokens.sentence[phrase.last]:
            continue
        behind = starts.get(after + 1)
        if behind is not None:
            fixed = (
                behind.form is Form.NAME
                or behind.determiner in {"the", "'s"}
                or behind.kind is PartyKind.PERSON
            )
            if lower[after] in _COMPLEMENT or (fixed and lower[after] in {"at", "in", "from", "to"}):
                phrase.end = behind.end
            if phrase.owner is None and lower[after] in {"of", "for", "at", "in", "from"}:
                phrase.owner = behind
        elif (
            lower[after] in _COMPLEMENT
            and tokens.word[after + 1][0].isalpha()
            and lower[after + 1] not in _NO_COMPLEMENTS
        ):
            phrase.end = after + 1


def _fits(name: Phrase, other: Phrase) -> bool:
    """Whether a name may be the name of what is described."""
    if other.head in lex.SHARED_ROLES and not other.plural and name.form is Form.NAME:
        return not name.located
    if other.kind is PartyKind.PERSON:
        return name.kind is PartyKind.PERSON or (name.kind is PartyKind.UNKNOWN and not name.located)
    if other.kind in {PartyKind.ORGANIZATION, PartyKind.GOVERNMENT}:
        return name.kind is not PartyKind.PERSON and not name.located
    if other.kind is PartyKind.GROUP and other.plural:
        return name.kind is PartyKind.ORGANIZATION
    return False


def _pairs(
    tokens: Tokens, phrases: Sequence[Phrase], starts: dict[int, Phrase]
) -> Iterator[tuple[Phrase, Phrase]]:
    """Pairs of phrases, the second right behind the first, behind a comma, an age or "is"."""
    lower = tokens.lower
    for phrase in phrases:
        if phrase.form is Form.PRONOUN or phrase.possessive:
            continue
        post = starts.get(phrase.last + 2) if lower[phrase.last + 1 : phrase.last + 2] == ["to"] else None
        for last in sorted({phrase.last, phrase.end, post.end if post is not None else phrase.end}):
            after = last + 1
            if after >= len(tokens) or tokens.sentence[after] != tokens.sentence[last]:
                continue
            behind = starts.get(after)
            posted = post is not None and last == post.end and phrase.kind is PartyKind.PERSON
            if behind is not None and (last == phrase.last or posted) and phrase.form is Form.DESCRIPTION:
                if behind.form is Form.NAME and behind.determiner == "":
                    yield phrase, behind
                continue
            behind = starts.get(_skip(lower, after))
            if behind is not None and (_closed(tokens, behind) or lower[after] in _COPULAS):
                yield phrase, behind


def _skip(lower: Sequence[str], after: int) -> int:
    """Return where an apposition may begin behind token `after`, -1 if none may."""
    if lower[after] in _COPULAS:
        return after + 1
    if lower[after] == "(":
        return after + 1
    if lower[after] != ",":
        return -1
    place = after + 1
    if place + 1 < len(lower) and lower[place].isdigit() and lower[place + 1] == ",":
        place += 2
    if place < len(lower) and lower[place] in {"then", "now", "currently", "until"}:
        place += 1
    return place


def _closed(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether an apposition may end behind the phrase."""
    after = phrase.end + 1
    if phrase.possessive:
        return False
    if after >= len(tokens) or tokens.sentence[after] != tokens.sentence[phrase.end]:
        return True
    low = tokens.lower[after]
    if low in _CLOSING:
        return True
    if phrase.end > phrase.last and phrase.owner is None and phrase.determiner in {"a", "an"}:
        return True
    if phrase.form is Form.NAME and low in {"of", "from"}:
        return True
    if low == "and" and phrase.kind is PartyKind.PERSON and phrase.form is Form.DESCRIPTION:
        return (
            lemma(tokens.lower[after + 1 : after + 2][0] if after + 1 < len(tokens) else "")
            in lex.PERSON_ROLES
        )
    return phrase.form is Form.DESCRIPTION and low in _GOES_ON - {"and"} and phrase.kind in _ONE


def appose(tokens: Tokens, phrases: Sequence[Phrase], starts: dict[int, Phrase]) -> None:
    """Tie descriptions to the names they stand beside; sets `same` of the description."""
    for left, right in _pairs(tokens, phrases, starts):
        if (left.form is Form.NAME) is (right.form is Form.NAME):
            continue
        name, other = (left, right) if left.form is Form.NAME else (right, left)
        if other.form is not Form.DESCRIPTION or other.same is not None or not _fits(name, other):
            continue
        if other.determiner in {"no", "every", "each", "any", "some"}:
            continue
        bare_body = other.determiner == "" and other.kind not in {PartyKind.PERSON, PartyKind.UNKNOWN}
        if bare_body and tokens.lower[left.end + 1] == ",":
            continue
        if other is left and _nearer(tokens, left, right):
            continue
        verb = tokens.lower[left.end + 1]
        if verb in _COPULAS and (other is left or (other.determiner == "" and verb != "became")):
            continue
        if tokens.lower[left.end + 1] == "(" and (
            tokens.lower[right.end + 1 : right.end + 2] != [")"] or name.acronym
        ):
            continue
        other.same = name
        if other.head in lex.SHARED_ROLES:
            continue
        if other.kind is PartyKind.PERSON and name.kind is PartyKind.UNKNOWN:
            name.kind = PartyKind.PERSON
        elif name.kind is PartyKind.UNKNOWN and other.kind is not PartyKind.GROUP:
            name.kind = other.kind


def _nearer(tokens: Tokens, role: Phrase, name: Phrase) -> bool:
    """Whether a person stands between role and name: in "a spokesman for Orvane's president, Ilse Marant,"
    the name is the president's, not the spokesman's."""
    return bool(
        role.owner is not None
        and role.owner.first > role.last
        and role.owner.kind is PartyKind.PERSON
        and role.owner.form is Form.DESCRIPTION
        and name.first > role.owner.last
    )


def joined(tokens: Tokens, left: Phrase, right: Phrase) -> bool:
    """Whether only "and", commas or "as well as" stand between two phrases."""
    return joins(tokens.lower[left.end + 1 : right.first])


def joins(between: Sequence[str]) -> bool:
    """Whether these words between two phrases join them."""
    return (
        0 < len(between) <= 3 and set(between) <= {"and", ",", "&", "or", "nor"} and "".join(between) != ","
    )


def is_object(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a preposition stands before the phrase."""
    return bool(phrase.first and tokens.lower[phrase.first - 1] in lex.PREPOSITIONS)

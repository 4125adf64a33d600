"""From parties in the making to the parties of a reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from onrecord.article import Ground, Mention, Naming, Party, PartyKind, Span
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.entities import Entity, Tie
from onrecord.read.parties.phrases import Form, Phrase
from onrecord.read.parties.places import SEATS
from onrecord.read.parties.tokens import Tokens

# "TV", "U.S.": names that are written in capitals anyway.
_LONGEST_INITIALS: Final = 3
# A name in capitals gives way to one as long, a palace to the country that it stands for.
_LOUD: Final = 50
_SEAT: Final = 200
_WORDLESS: Final = frozenset({Form.PRONOUN})


def collect(roots: Iterable[Entity]) -> list[Entity]:
    """Return the parties and all that they refer to, in the order of their first mention."""
    found: dict[int, Entity] = {}
    todo = list(roots)
    while todo:
        entity = todo.pop()
        if entity.order in found:
            continue
        found[entity.order] = entity
        entity.members = [member.root() for member in entity.members]
        todo += entity.members
        todo += [e for e in (entity.speaks_for, entity.group) if e is not None]
    return sorted(found.values(), key=_first)


def _first(entity: Entity) -> tuple[int, int]:
    return min((tie.span.start for tie in entity.ties), default=1 << 60), entity.order


def build(tokens: Tokens, entities: Sequence[Entity]) -> tuple[tuple[Party, ...], dict[int, str]]:
    """Return the parties with their ids, and the id of each by its order."""
    ids = {entity.order: f"p{number}" for number, entity in enumerate(entities, 1)}
    return tuple(_party(tokens, entity, ids) for entity in entities), ids


def _party(tokens: Tokens, entity: Entity, ids: dict[int, str]) -> Party:
    mentions: dict[Span, Mention] = {}
    for tie in sorted(entity.ties, key=lambda t: (t.span, -t.confidence)):
        mentions.setdefault(tie.span, Mention(tie.span, tie.ground, tie.rests_on, tie.confidence))
    name = _name(tokens, entity)
    forms = dict.fromkeys(
        _unbracketed(tokens.text[tie.span.start : tie.span.end])
        for tie in entity.ties
        if tie.phrase.form not in _WORDLESS and tie.phrase.head not in lex.RELATIVES
    )
    naming = _naming(entity)
    return Party(
        id=ids[entity.order],
        name=name,
        kind=_kind(entity),
        naming=naming,
        mentions=tuple(mentions.values()),
        forms=tuple(form for form in forms if form != name),
        descriptions=tuple(sorted(set(entity.described))),
        plural=entity.plural,
        anonymity=entity.anonymity if naming is Naming.UNNAMED else None,
        speaks_for=ids.get(entity.speaks_for.order)
        if entity.speaks_for and entity.speaks_for is not entity
        else None,
        members=tuple(ids[m.order] for m in entity.members if m.order in ids and m is not entity),
    )


def _kind(entity: Entity) -> PartyKind:
    if entity.plural and entity.kind in {PartyKind.PERSON, PartyKind.UNKNOWN}:
        return PartyKind.GROUP
    if entity.kind is PartyKind.UNKNOWN and any(_personal(tie) for tie in entity.ties):
        return PartyKind.PERSON
    return entity.kind


def _personal(tie: Tie) -> bool:
    """Whether a mention is one that only a person has; "his" too often means somebody else."""
    return tie.phrase.form is Form.PRONOUN and tie.phrase.head in {"he", "she"}


def _naming(entity: Entity) -> Naming:
    if entity.named or (entity.writer and entity.label and not entity.label.startswith("the writer")):
        return Naming.NAMED
    if entity.naming is not None:
        return entity.naming
    if entity.group is not None and entity.group.naming is not None and entity.kind is PartyKind.PERSON:
        return entity.group.naming
    if entity.members and all(_naming(m) is Naming.NAMED for m in entity.members):
        return Naming.NAMED
    official = any(f.head in lex.GOVERNMENT_BODIES and (f.owner or f.place or f.words) for f in entity.facets)
    if entity.kind is PartyKind.GOVERNMENT and official and not entity.plural:
        return Naming.NAMED
    return Naming.DESCRIBED


def _name(tokens: Tokens, entity: Entity) -> str:
    """Return the fullest name, or the fullest description, as written."""
    named: list[tuple[int, int, str]] = []
    described: list[tuple[int, int, str]] = []
    for tie in entity.ties:
        phrase = tie.phrase
        text = _written(tokens, phrase, entity)
        if phrase.form is Form.NAME:
            less = _SEAT if " ".join(phrase.words) in SEATS else _LOUD if _shouted(phrase, text) else 0
            named.append((len(phrase.words) * 100 + len(text) - less, -tie.span.start, text))
        elif phrase.head in lex.OF_TWO:
            described.append((len(text) - 100, -tie.span.start, text))
        elif phrase.form is Form.DESCRIPTION and tie.ground is not Ground.APPOSITION:
            described.append((len(text), -tie.span.start, text))
        elif phrase.form is Form.QUANTITY:
            described.append((len(text) - 100, -tie.span.start, text))
    if named:
        return _calmed(max(named)[2], entity)
    if entity.label:
        return entity.label
    if entity.members and (entity.joint or not described):
        return " and ".join(_name(tokens, m) for m in entity.members)
    if described:
        return max(described)[2]
    if entity.ties:
        return tokens.text[entity.ties[0].span.start : entity.ties[0].span.end]
    return " ".join(entity.names[0]).title() if entity.names else "somebody not told"


def _written(tokens: Tokens, phrase: Phrase, entity: Entity) -> str:
    """The words of a phrase; a person's full name without title, a body's without a small article."""
    first, last = phrase.first, phrase.last
    if phrase.form is not Form.NAME:
        last = phrase.end
    elif (
        (len(phrase.words) > 1 or phrase.titles[-1:] == ("messrs.",))
        and phrase.core
        and entity.kind is PartyKind.PERSON
    ):
        first = phrase.core
    elif phrase.determiner == "the" and phrase.owner is None:
        capital = tokens.word[first] == "The" and not tokens.first_of_sentence(first)
        first = first if capital else phrase.core
    return _unbracketed(" ".join(tokens.text[tokens.start[first] : tokens.end[last]].split()))


def _unbracketed(text: str) -> str:
    """A name without the brackets of a reporter who filled it in: "[Tobin] Carrow"."""
    return text.replace("[", "").replace("]", "") or text


def _shouted(phrase: Phrase, text: str) -> bool:
    return text.isupper() and not phrase.acronym and len(text) > _LONGEST_INITIALS


def _calmed(name: str, entity: Entity) -> str:
    """A person's name, or a longer one, that the text has in capitals only, in the usual case."""
    if not name.isupper() or len(name) <= _LONGEST_INITIALS:
        return name
    if " " not in name and _kind(entity) is not PartyKind.PERSON:
        return name
    return " ".join(_titled(word, bool(k)) for k, word in enumerate(name.split()))


def _titled(word: str, inside: bool) -> str:
    low = word.lower()
    if inside and low in lex.NAME_CONNECTORS | {"of", "the", "and", "for"}:
        return low
    large = "".join(c.upper() if not k or low[k - 1] in "-’'." else c for k, c in enumerate(low))
    return "Mc" + large[2:].capitalize() if low.startswith("mc") and len(low) > _LONGEST_INITIALS else large

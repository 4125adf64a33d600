"""Sources that are kept from the reader: how many, how near, and why they are not named."""

from __future__ import annotations

import re
from typing import Final

from onrecord.article import Anonymity, Naming, PartyKind, Span
from onrecord.read.parties import lexicons as lex
from onrecord.read.parties.entities import Entity
from onrecord.read.parties.phrases import Form, Phrase
from onrecord.read.parties.tokens import Tokens

_TAIL: Final = r"[^,.;:()“”\"\r\n]{0,90}"
_NEAR: Final = re.compile(
    r"\b(?:familiar with|close to|briefed (?:on|about|by)|privy to|aware of|involved in|present at"
    r"|knowledgeable about|acquainted with|with (?:direct |first-?hand |intimate |detailed )?knowledge of"
    r"|in the know|near to"
    r"|who (?:has|have|had|was|were) (?:seen|read|briefed|shown|involved|present|told|there)\b"
    r"|(?:both|all|two|some) of (?:whom|them) (?:attended|saw|read|still|were|was|had)"
    r"|who (?:attended|saw|read|worked|works|work|knows|know|took part)\b|(?:people )?I worked with)" + _TAIL,
    re.IGNORECASE,
)
_SHY: Final = re.compile(
    r"\b(?:(?:on|under) (?:the )?condition (?:of anonymity|that (?:he|she|they) not be)|(?:asked|wished"
    r"|wanted|preferred|requested|chose|declined|refused) (?:not )?to (?:be (?:named|identified"
    r"|quoted by name)|remain anonymous|speak anonymously|give (?:his|her|their) names?)"
    r"|not to be (?:named|identified)"
    r"|requested anonymity|(?:granted|given|promised|asked for|insisted on|demanded) anonymity"
    r"|spoke anonymously|speaking anonymously)",
    re.IGNORECASE,
)
_WHY: Final = re.compile(
    r"\b(?:because|since|as (?:he|she|they)|citing|for fear|fearing|to avoid|in order to|given|due to)\b"
    r"(?:(?!, (?:said|says|told|added|confirmed|described|denied|reported|warned)\b)[^.;:“”\"\r\n]){0,160}",
    re.IGNORECASE,
)
# How far behind the words for anonymity its reason may begin.
_REASON_REACH: Final = 60
_MAIN_NOUNS: Final = frozenset({PartyKind.PERSON, PartyKind.GROUP, PartyKind.UNKNOWN})


def is_unnamed(phrase: Phrase, entity: Entity, tokens: Tokens, source: Span) -> bool:
    """Return whether the words of a source withhold who it is: "two officials", "a person close to us"."""
    if entity.named or entity.kind not in _MAIN_NOUNS:
        return False
    if set(phrase.words) & lex.ANONYMOUS_WORDS or phrase.head in lex.ANONYMOUS_HEADS:
        return True
    if phrase.head not in lex.SHIELDED_HEADS:
        return bool(_SHY.search(tokens.text, source.start, source.end))
    counted = phrase.determiner == "#" or bool(set(phrase.words) & (lex.VAGUE_COUNTS | lex.NUMBERS.keys()))
    if phrase.place or (phrase.owner is not None and not counted):
        counted = counted and phrase.head in {"official", "person", "source", "aide", "diplomat"}
    near = _NEAR.search(tokens.text, source.start, source.end)
    return counted or bool(near) or bool(_SHY.search(tokens.text, source.start, source.end))


def withhold(phrase: Phrase, entity: Entity, tokens: Tokens, source: Span) -> None:
    """Note on a party that it is unnamed, with what the article says of it."""
    count = None
    if phrase.form is not Form.PRONOUN:
        for index in range(phrase.first, phrase.last + 1):
            low = tokens.lower[index]
            if low in lex.VAGUE_COUNTS or low in lex.NUMBERS or low.isdigit():
                count = tokens.span(index, index)
                break
    near = tuple(Span(*m.span()) for m in _NEAR.finditer(tokens.text, source.start, source.end))
    known = entity.anonymity or Anonymity()
    entity.naming = Naming.UNNAMED
    entity.anonymity = Anonymity(
        number=known.number if known.number is not None else (phrase.number if count else None),
        count=known.count or count,
        nearness=tuple(sorted({*known.nearness, *(_trim(tokens.text, n) for n in near)})),
        reason=known.reason,
    )


def _trim(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span(span.start, end)


def shy_places(text: str) -> list[tuple[Span, Span | None]]:
    """Return where the text says that somebody would not be named, each with the words for the reason."""
    found: list[tuple[Span, Span | None]] = []
    for match in _SHY.finditer(text):
        why = _WHY.search(text, match.end(), match.end() + _REASON_REACH)
        reason = None
        if why is not None and not re.search(r"[.;\r\n]", text[match.end() : why.start()]):
            full = _WHY.match(text, why.start())
            reason = _trim(text, Span(*full.span())) if full else None
        found.append((Span(*match.span()), reason))
    return found


def give_reason(entity: Entity, reason: Span | None) -> None:
    """Note on a party that it asked not to be named, and why."""
    if entity.named:
        return
    known = entity.anonymity or Anonymity(number=entity.number)
    entity.naming = Naming.UNNAMED
    reasons = tuple(sorted({*known.reason, *((reason,) if reason else ())}))
    entity.anonymity = Anonymity(known.number, known.count, known.nearness, reasons)

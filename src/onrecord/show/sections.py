"""What both views list apart from the statements: parties, those who gave no answer, dates, relays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.article import (
    Anchor,
    Anonymity,
    Date,
    Mention,
    Naming,
    Party,
    PartyKind,
    Relay,
    RelayKind,
    Silence,
)
from onrecord.show.beside import dates, mentioned, spoken
from onrecord.show.edtf_words import date_words
from onrecord.show.facts import Fact, Item, Who, Why, Words, fact, quote, quotes, short, unsure, why
from onrecord.show.index import Index
from onrecord.show.plain import one_line, span_words

# A name that is written in more ways than these is told by the first of them.
MAX_FORMS = 12
# Mentions that are listed with what they rest on; a person of a long article has hundreds of "he".
MAX_MENTIONS = 30

# Statements made jointly or through a spokesman that one party's entry names.
MAX_NUMBERS = 100

# Why nobody is called silent who denied: shown once, over the list.
NO_ANSWER_NOTE = "Giving no answer is neither a denial nor a confirmation."

_NAMINGS = {
    Naming.NAMED: "named",
    Naming.DESCRIBED: "described, not named",
    Naming.UNNAMED: "unnamed",
}
_ANCHORS = {
    Anchor.PUBLISHED: "reckoned from the day of publication",
    Anchor.CONTEXT: "reckoned from another date",
}
_RELAYS = {
    RelayKind.FIRST_REPORTED: "first reported by",
    RelayKind.REPORTED: "reported by",
    RelayKind.CREDIT: "agency credit",
    RelayKind.DATELINE: "dateline",
    RelayKind.LINK: "link",
}


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """A party as a list shows it; `speaks` says that it said, was told, or did not answer something.

    `mentions` are those whose tie was inferred, `more` how many of them are left out, `places` how many
    mentions there are in all.
    """

    number: int
    name: str
    tags: tuple[str, ...]
    first: Words | None
    places: int
    facts: tuple[Fact, ...]
    said: tuple[int, ...]
    mentions: tuple[tuple[Words, Why, str], ...]
    more: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class SilenceEntry:
    """Somebody who gave no answer."""

    number: int
    kind: str
    source: str
    who: Who | None
    words: Words
    facts: tuple[Fact, ...]
    unsure: str


@dataclass(frozen=True, slots=True)
class DateEntry:
    """A date with its value in words; `value` begins with "not settled" where there is none."""

    number: int
    value: str
    edtf: str
    words: Words
    why: Why
    unsure: str


@dataclass(frozen=True, slots=True)
class RelayEntry:
    """The article's own tie to another outlet or document."""

    kind: str
    outlet: str
    words: Words | None
    party: int
    url: str


def party_entries(index: Index) -> list[PartyEntry]:
    """Return every party of the reading, in its order."""
    return [_party(index, number, party) for number, party in enumerate(index.reading.parties, 1)]


def _party(index: Index, number: int, party: Party) -> PartyEntry:
    ties = [mention for mention in party.mentions if why(index.text, mention.ground, ())]
    joined = [each for group in index.joined.get(number, ()) for each in index.said.get(group, ())]
    said = tuple(index.said.get(number, ()))
    told, silent = index.told.get(number, ()), index.silent.get(number, ())
    others = index.spokesmen.get(number, ())
    through = [each for other in others for each in index.said.get(other, ())]
    referred = [Item(silence=each) for other in others for each in index.silent.get(other, ())]
    facts = (
        *fact("who", quotes(index.text, party.descriptions)),
        *fact("also", _forms(party)),
        *(_anonymity(index, party.anonymity) if party.anonymity else ()),
        *fact("speaks for", _parties(index, (party.speaks_for,))),
        *fact("made up of", _parties(index, party.members)),
        *fact("with others", _numbers(joined)),
        *fact("spoken for in", [*_numbers(through), *referred[:MAX_NUMBERS]]),
        *fact("was told", _numbers(told)),
        *fact("no answer", [Item(silence=each) for each in silent]),
    )
    first = party.mentions[0].span if party.mentions else None
    return PartyEntry(
        number=number,
        name=index.name(number),
        tags=tuple(_tags(party)),
        first=quote(index.text, first) if first else None,
        places=len(party.mentions),
        facts=facts,
        said=said,
        mentions=tuple(_tie(index, mention) for mention in ties[:MAX_MENTIONS]),
        more=max(len(ties) - MAX_MENTIONS, 0),
        speaks=bool(said or joined or told or silent or through or referred),
    )


def _tags(party: Party) -> Iterator[str]:
    if party.kind != PartyKind.UNKNOWN:
        yield party.kind.value
    yield _NAMINGS[party.naming]
    if party.plural:
        yield "several"


def _forms(party: Party) -> list[Item]:
    names = dict.fromkeys(short(form) for form in party.forms if one_line(form[:300]) != one_line(party.name))
    items = [Item(f"“{name}”") for name in list(names)[:MAX_FORMS] if name]
    return items + ([Item(f"{len(names) - MAX_FORMS} more")] if len(names) > MAX_FORMS else [])


def _anonymity(index: Index, found: Anonymity) -> Iterator[Fact]:
    count = quote(index.text, found.count) if found.count else None
    if found.number is not None or count:
        number = "" if found.number is None else str(found.number)
        yield Fact("how many", (Item(number, count),))
    yield from fact("how near", quotes(index.text, found.nearness))
    yield from fact("why not named", quotes(index.text, found.reason))


def _parties(index: Index, ids: Sequence[str | None]) -> list[Item]:
    known = dict.fromkeys(number for each in ids if (number := index.party(each)))
    return [Item(index.name(number), party=number) for number in known]


def _numbers(numbers: Sequence[int]) -> list[Item]:
    found = sorted(set(numbers))
    items = [Item(number=number) for number in found[:MAX_NUMBERS]]
    return items + ([Item(f"and {len(found) - MAX_NUMBERS} more")] if len(found) > MAX_NUMBERS else [])


def _tie(index: Index, mention: Mention) -> tuple[Words, Why, str]:
    rests_on = () if mention.rests_on is None else (mention.rests_on,)
    reason = why(index.text, mention.ground, rests_on)
    return quote(index.text, mention.span), reason, unsure(mention.confidence)


def silence_entries(index: Index) -> list[SilenceEntry]:
    """Return everybody who gave no answer, in the order of the words that say so."""
    return [_silence(index, number, silence) for number, silence in enumerate(index.reading.silences, 1)]


def _silence(index: Index, number: int, silence: Silence) -> SilenceEntry:
    text = index.text
    behind = mentioned(index, silence.source, silence.party)
    about = quotes(text, silence.about)
    if claim := index.statement(silence.attribution):
        about = (*about, Item(number=claim))
    source = short(span_words(text, silence.source)) or (behind.name if behind else "")
    return SilenceEntry(
        number=number,
        kind=silence.kind.value,
        source=source or "(nobody named)",
        who=behind if behind and source != behind.name else None,
        words=quote(text, silence.words),
        facts=(
            *fact("asked by", spoken(index, silence.asked_by_words, silence.asked_by)),
            *fact("about", about),
            *fact("when", dates(index, silence.dates)),
        ),
        unsure=unsure(silence.confidence),
    )


def date_entries(index: Index) -> list[DateEntry]:
    """Return every date of the reading, in its order."""
    return [_date(index, number, date) for number, date in enumerate(index.reading.dates, 1)]


def _date(index: Index, number: int, date: Date) -> DateEntry:
    rests_on = (quote(index.text, date.rests_on),) if date.rests_on else ()
    value = short(one_line(date_words(date)), 300)
    return DateEntry(
        number=number,
        value=value,
        edtf=one_line(date.edtf or ""),
        words=quote(index.text, date.span),
        why=Why(_ANCHORS.get(date.anchor, ""), rests_on),
        unsure=unsure(date.confidence),
    )


def relay_entries(index: Index) -> list[RelayEntry]:
    """Return how the article itself depends on others."""
    return [_relay(index, relay) for relay in index.reading.relays]


def _relay(index: Index, relay: Relay) -> RelayEntry:
    return RelayEntry(
        kind=_RELAYS[relay.kind],
        outlet=short(relay.outlet),
        words=quote(index.text, relay.words) if relay.words else None,
        party=index.party(relay.party),
        url=one_line(relay.url or ""),
    )

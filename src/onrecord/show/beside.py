"""What stands beside one statement: who is behind its source, its basis, when, to whom, in answer to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.article import Answer, Attribution, Span
from onrecord.show.edtf_words import date_words, doubt, edtf_words
from onrecord.show.facts import NO_REASON, Fact, Item, Who, fact, quote, quotes, short, unsure, why
from onrecord.show.index import Index
from onrecord.show.plain import span_words

# An article that leaves more open than these says in effect that it may be anybody.
MAX_CANDIDATES = 5
# The dates inside one statement that its card names; all of them are marked in the text.
MAX_DATES = 5


def who(index: Index, attribution: Attribution) -> Who | None:
    """Return who stands behind the source of `attribution`, None where nothing is known of it."""
    words = short(span_words(index.text, attribution.source))
    found = attribution.resolution
    if party := index.party(attribution.party):
        name = index.name(party)
        reason = why(index.text, found.ground, found.words) if found else NO_REASON
        low = unsure(found.confidence) if found else ""
        return Who(words, party, name, is_name(words, name), why=reason, unsure=low)
    if not found or not (found.reason or found.candidates or found.words):
        return None
    known = [number for each in found.candidates if (number := index.party(each))]
    candidates = tuple(Item(index.name(number), party=number) for number in known[:MAX_CANDIDATES])
    if more := len(known) - MAX_CANDIDATES:
        candidates += (Item(f"{more} more"),) if more > 0 else ()
    basis = why(index.text, found.ground, found.words)
    return Who(words, candidates=candidates, reason=short(found.reason, 300), why=basis)


def mentioned(index: Index, spans: Sequence[Span], name: str | None) -> Who | None:
    """Return who stands behind `spans`, which mean the party with the id `name`."""
    party = index.party(name)
    if not party:
        return None
    words = short(span_words(index.text, spans))
    mention = index.mention(party, spans)
    reason, low = NO_REASON, ""
    if mention:
        rests_on = () if mention.rests_on is None else (mention.rests_on,)
        reason, low = why(index.text, mention.ground, rests_on), unsure(mention.confidence)
    return Who(words, party, index.name(party), is_name(words, index.name(party)), why=reason, unsure=low)


def is_name(words: str, name: str) -> bool:
    """Return whether `words` are `name`, or begin with it and go on to say who that is."""
    words, name = (each.casefold().removeprefix("the ") for each in (words, name))
    return words.startswith(name) and words[len(name) :].lstrip()[:1] in ("", ",", "(")


def beside(index: Index, attribution: Attribution) -> tuple[Fact, ...]:
    """Return basis, addressee, occasion, times and claim answered of `attribution`, those that it has."""
    text = index.text
    return (
        *fact("resting on", quotes(text, attribution.basis)),
        *fact("to", spoken(index, attribution.addressee, attribution.addressee_party)),
        *fact("occasion", quotes(text, attribution.occasion)),
        *fact("said", _said(index, attribution), colon=False),
        *fact("speaks of", dates(index, attribution.happened)),
        *fact("answers", _answered(index, attribution.answers) if attribution.answers else ()),
    )


def dates(index: Index, found: Sequence[int]) -> tuple[Item, ...]:
    """Return value and words of the dates at the indices `found`."""
    every = index.reading.dates
    known = [every[at] for at in found if 0 <= at < len(every)]
    items = tuple(Item(date_words(date), quote(index.text, date.span)) for date in known[:MAX_DATES])
    return items + ((Item(f"and {len(known) - MAX_DATES} more dates"),) if len(known) > MAX_DATES else ())


def spoken(index: Index, spans: Sequence[Span], name: str | None) -> tuple[Item, ...]:
    """Return the words of `spans`, the last with the party that they mean; or only that party's name."""
    behind = mentioned(index, spans, name)
    items = quotes(index.text, spans)
    if not items:
        return (Item(behind.name, party=behind.party),) if behind else ()
    return (*items[:-1], replace(items[-1], who=behind))


def _said(index: Index, attribution: Attribution) -> tuple[Item, ...]:
    if not attribution.said:
        return ()
    every, at = index.reading.dates, attribution.said_date
    value = edtf_words(attribution.said)
    if at is not None and 0 <= at < len(every):
        return (Item(value + doubt(every[at]), quote(index.text, every[at].span)),)
    return (Item(f"{value} (inferred from when the article was published)"),)


def _answered(index: Index, answer: Answer) -> tuple[Item, ...]:
    number = index.statement(answer.attribution)
    items = (Item(words=quote(index.text, answer.words), number=number),)
    party = index.party(answer.claimant)
    return (*items, Item(f"claim of {index.name(party)}", party=party)) if party else items

"""The lists of the terminal: the article's own sources, who gave no answer, parties, dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.text import Text

from onrecord.show.facts import Fact, Item
from onrecord.show.index import Index
from onrecord.show.plain import counted
from onrecord.show.sections import (
    NO_ANSWER_NOTE,
    DateEntry,
    PartyEntry,
    SilenceEntry,
    date_entries,
    party_entries,
    relay_entries,
    silence_entries,
)
from onrecord.show.terminal_lines import fact_line, marked, who_line, why_text, words_text

_ENTRY, _UNDER = 2, 6


class Line(NamedTuple):
    """A line and how many cells it stands in."""

    text: Text
    indent: int = 0


def own_sources(index: Index) -> Iterator[Line]:
    """Yield what the article itself has from others."""
    for place, entry in enumerate(relay_entries(index)):
        if not place:
            yield from _heading("This article's own sources")
        line = Text(entry.kind).append(": ").append(entry.outlet, style="bold")
        if entry.words:
            line.append("  ").append_text(words_text(entry.words))
        yield Line(line.append(f"  {entry.url}" if entry.url else "", style="dim"), _ENTRY)


def lists(index: Index, details: bool) -> Iterator[Line]:
    """Yield who gave no answer, the parties and, with `details`, all that is known of them and every date."""
    silences = silence_entries(index)
    if silences:
        yield from _heading("No answer", NO_ANSWER_NOTE)
    for silence in silences:
        yield from _silence(silence)
    parties = party_entries(index)
    listed = [party for party in parties if details or party.speaks]
    if parties:
        yield from _heading("Parties")
    for party in listed:
        yield from _party(party, details)
    if rest := len(parties) - len(listed):
        more = counted(rest, "party that says", "parties that say")
        yield Line(Text(f"and {more} nothing here", style="dim"), _ENTRY)
    if details and index.reading.dates:
        yield from _heading("Dates")
        yield from (Line(_date(date), _ENTRY) for date in date_entries(index))


def _heading(words: str, note: str = "") -> Iterator[Line]:
    yield Line(Text())
    yield Line(Text(words, style="bold").append(f"  {note}" if note else "", style="not bold dim"))


def _silence(entry: SilenceEntry) -> Iterator[Line]:
    head = Text(f"s{entry.number}  ").append(entry.source, style="bold")
    head.append(f"  [{entry.kind}]", style="yellow")
    yield Line(marked(head, entry.unsure), _ENTRY)
    if behind := who_line(entry.who):
        yield Line(behind, _UNDER)
    yield Line(words_text(entry.words), _UNDER)
    yield from (Line(fact_line(fact), _UNDER) for fact in entry.facts)


def _party(entry: PartyEntry, details: bool) -> Iterator[Line]:
    head = Text(entry.name, style="bold")
    head.append(f"  {', '.join(entry.tags)}", style="not bold dim")
    yield Line(head, _ENTRY)
    if entry.first:
        first = Fact("stands at", (Item(words=entry.first),))
        more = f" and {counted(entry.places - 1, 'more place')}" if entry.places > 1 else ""
        yield Line(fact_line(first).append(more, style="dim"), _UNDER)
    yield from (Line(fact_line(fact), _UNDER) for fact in entry.facts)
    if entry.said:
        said = Fact("statements", tuple(Item(number=number) for number in entry.said))
        yield Line(fact_line(said), _UNDER)
    if not details:
        return
    for words, reason, unsure in entry.mentions:
        tie = Text("meant by ").append_text(words_text(words)).append("  ").append_text(why_text(reason))
        yield Line(marked(tie, unsure), _UNDER)
    if entry.more:
        yield Line(Text(f"and {entry.more} more such mentions", style="dim"), _UNDER)


def _date(entry: DateEntry) -> Text:
    line = words_text(entry.words).append(f" = {entry.value}")
    if entry.why:
        line.append("  (").append_text(why_text(entry.why)).append(")")
    return marked(line, entry.unsure)

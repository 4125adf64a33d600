"""Single lines of the terminal: who is behind a source, a chain, a fact with the words it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from onrecord.show.facts import Fact, Item, Who, Why, Words
from onrecord.show.index import Link

_LABEL, _PLACE, _MARK = "dim", "dim", "yellow"


def words_text(words: Words) -> Text:
    """Return “words” and, in brackets, their offsets."""
    return Text(f"“{words.text}”").append(f" ({words.span.start}-{words.span.end})", style=_PLACE)


def why_text(why: Why) -> Text:
    """Return what a tie rests on: a ground, and words with their offsets."""
    line = Text(why.ground)
    for place, words in enumerate(why.words):
        line.append(", " if place else (": " if why.ground else ""))
        line.append_text(words_text(words))
    return line


def who_line(found: Who | None) -> Text | None:
    """Return "She = Maud Penhale (a pronoun: …)", or what stands in the way of that; None for nothing new."""
    tail = _who_tail(found)
    return Text(found.words).append_text(tail) if found and tail else None


def _who_tail(found: Who | None) -> Text:
    """Return what `who_line` says behind the words; nothing where they are the party's name already."""
    line = Text("")
    if not found or (found.same and not found.unsure):
        return line
    if found.party:
        line.append(" = ").append(found.name, style="bold")
    else:
        names = " or ".join(item.text for item in found.candidates)
        line.append(" = ").append("not settled", style=_MARK).append(f": {names}" if names else "")
        line.append(f" – {found.reason}" if found.reason else "")
    if found.why:
        line.append("  (").append_text(why_text(found.why)).append(")")
    return marked(line, found.unsure)


def chain_line(links: Sequence[Link]) -> Text | None:
    """Return the chain, the outlet first, "<" for "who has it from"; None where there is none."""
    if not links:
        return None
    line = Text("chain: ", style=_LABEL)
    for place, link in enumerate(links):
        line.append(" < " if place else "", style="bold")
        line.append(link.name, style="" if link.settled else _MARK)
    return line


def fact_line(fact: Fact) -> Text:
    """Return "label: items", the words of the article in quotation marks with their offsets."""
    line = Text("").append(fact.label + (":" if fact.colon else ""), style=_LABEL)
    numbers = all(_is_number(item) for item in fact.items)
    for place, item in enumerate(fact.items):
        line.append((", " if numbers else "; ") if place else " ")
        line.append_text(_item(item, arrow=not numbers))
    return line


def marked(line: Text, unsure: str) -> Text:
    """Return `line` with its confidence where that is low."""
    return line.append(f"  ? {unsure}", style=_MARK) if unsure else line


def _is_number(item: Item) -> bool:
    return bool(item.number or item.silence) and not (item.text or item.words)


def _item(item: Item, arrow: bool) -> Text:
    parts = [Text(item.text)] if item.text else []
    parts += [words_text(item.words).append_text(_who_tail(item.who))] if item.words else []
    if item.number:
        parts.append(Text(f"→ {item.number}" if arrow else str(item.number)))
    if item.silence:
        parts.append(Text(f"s{item.silence}"))
    return Text(" ").join(parts)

"""Parties across articles in the terminal: lists, suggested merges, and what a file of known parties did."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.record.known import KnownLoad
from onrecord.record.party_list import PartyCount, PartyList, SuggestedList, SuggestedPair
from onrecord.record.relink import Relinked
from onrecord.show.plain import counted, one_line

_INDENT = "      "


def render_parties(found: PartyList, console: Console) -> None:
    """Print the parties of a record, one line each."""
    if not found.parties:
        _print(Text("no party in the record (onrecord add INPUT... reads articles into it)"), console)
    for one in found.parties:
        line = Text(one.party.key, style="dim").append("  ").append(one_line(one.party.name), style="bold")
        _print(line.append(f"  {_facts(one)}", style="not bold"), console)
    _more(found.total - len(found.parties), len(found.parties), console)


def render_suggested(found: SuggestedList, console: Console) -> None:
    """Print the suggested merges: the two parties, why, and the commands that decide."""
    if not found.pairs:
        _print(Text("no two parties that may be one (onrecord parties lists them all)"), console)
    for number, pair in enumerate(found.pairs):
        if number:
            _print(Text(), console)
        _suggested(pair, console)
    _more(found.total - len(found.pairs), len(found.pairs), console)


def render_known(done: KnownLoad, console: Console) -> None:
    """Print what a file of known parties did."""
    _print(
        Text(f"{_count(done.parties, 'known party', 'known parties')} with {_count(done.names, 'name')}"),
        console,
    )
    met = f"{_count(done.met, 'of them is', 'of them are')} in the record"
    became = f"{_count(done.merged, 'party', 'parties')} of the record became part of another"
    _print(Text(f"{met}; {became}"), console)
    if done.shared:
        names = _count(done.shared, "name belongs", "names belong")
        _print(Text(f"{names} to several known parties and decide nothing"), console)


def render_relinked(done: Relinked, console: Console) -> None:
    """Print what deciding again did."""
    places = _count(done.appearances, "party", "parties")
    before = _count(done.before, "party", "parties")
    _print(Text(f"{places} of articles decided again: {before} before, {done.after:,} now"), console)


def _suggested(pair: SuggestedPair, console: Console) -> None:
    for one, beginning in ((pair.one, f"{pair.score:.2f}  "), (pair.other, _INDENT)):
        line = Text(beginning, style="yellow").append(one_line(one.party.name), style="bold")
        line.append(f"  {_facts(one)}", style="not bold").append(f"  {one.party.key}", style="dim")
        _print(line, console)
    _print(Text(f"{_INDENT}{one_line(pair.reason)}"), console)
    command = f"{_INDENT}onrecord judge {pair.one.party.key} {pair.other.party.key} --same   (or --different)"
    _print(Text(command, style="dim"), console)


def _facts(one: PartyCount) -> str:
    days = [day for day in dict.fromkeys((one.first, one.last)) if day]
    parts = (
        one.party.kind.value,
        counted(one.articles, "article"),
        counted(one.statements, "statement") or "no statement",
        " to ".join(days),
        f"known as {one_line(one.party.known)}" if one.party.known else "",
    )
    return ", ".join(part for part in parts if part)


def _more(left: int, shown: int, console: Console) -> None:
    if left > 0:
        _print(Text(f"... {left:,} more; --limit {shown + left} shows them", style="dim"), console)


def _count(number: int, noun: str, plural: str = "") -> str:
    return counted(number, noun, plural) or f"no {noun}"


def _print(line: Text, console: Console) -> None:
    console.print(line, soft_wrap=not console.is_terminal, highlight=False)

"""Parties of the record with what they said, were told, and did not answer, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from onrecord.link.parties import Evidence
from onrecord.record.answers import Appearance, PartyLine
from onrecord.record.party_answers import Called, Fit, PartyProfile, Profiles, SuggestedMerge
from onrecord.show.plain import counted, one_line
from onrecord.show.record_lines import (
    LEGEND,
    Lines,
    article_text,
    left_out_words,
    put_brief,
    put_silence,
    put_statement,
)

NOBODY_FOUND = "nobody of that name, role or key is in the record; try a surname, or onrecord search"
_CALLED_SHOWN = 6


def render_profiles(profiles: Profiles, console: Console, details: bool = False) -> None:
    """Print each party apart: who it is, what it said, what it was told, where it did not answer."""
    lines = Lines(console)
    if not profiles:
        lines.put(NOBODY_FOUND)
    if len(profiles) > 1:
        count = f"{len(profiles) + len(profiles.others)} parties fit; each is shown apart"
        lines.put(Text(count, style="dim"))
    for number, profile in enumerate(profiles):
        if number or len(profiles) > 1:
            lines.put()
        _put_profile(lines, profile, details)
    if profiles.others:
        lines.put()
        lines.put(Text("Also fit; ask for one by its key:", style="bold"))
        for line in profiles.others:
            lines.put(party_text(line), 2)


def party_text(party: PartyLine) -> Text:
    """Return the name of a party, what it is, and its key."""
    line = Text(one_line(party.name), style="bold")
    kinds = [party.kind.value, party.naming.value, *filter(None, [one_line(party.known or "")])]
    return line.append(f"  {', '.join(kinds)}  {party.key}", style="not bold dim")


def _put_profile(lines: Lines, profile: PartyProfile, details: bool) -> None:
    head = party_text(profile.party)
    if profile.fit is Fit.ROLE:
        head.append("  fits by role", style="not bold yellow")
    lines.put(head)
    for line in _facts(profile):
        lines.put(line, 4)
    for merge in profile.suggestions:
        lines.put(_suggested(profile.party, merge), 4)
    if details:
        for appearance in profile.appearances:
            lines.put(_appearance(appearance), 4)
    shown = len(profile.statements)
    _heading(lines, "Said", shown, profile.statement_count, complete=profile.complete)
    for statement in profile.statements:
        (put_statement if details else put_brief)(lines, statement, indent=2)
    if not details and any(one.day and not one.attribution.said for one in profile.statements):
        lines.put(Text(LEGEND, style="dim"), 2)
    if left_out := left_out_words(profile.left_out):
        lines.put(Text(left_out, style="dim"), 2)
    _heading(lines, "Told by others", len(profile.told), profile.told_count)
    for statement in profile.told:
        put_statement(lines, statement, indent=2)
    _heading(lines, "Did not answer", len(profile.silences), profile.silence_count)
    for silence in profile.silences:
        put_silence(lines, silence, indent=2)


def _facts(profile: PartyProfile) -> Iterator[Text]:
    yield from _called("also", profile.names)
    yield from _called("described", profile.descriptions)
    for label, parties in (("speaks for", profile.speaks_for), ("spokesmen", profile.spokesmen)):
        if parties:
            names = ", ".join(f"{one_line(party.name)} ({party.key})" for party in parties)
            yield Text(f"{label}: ", style="dim").append(names)
    where = f"in {counted(profile.articles, 'article')}" if profile.articles else "in no article now"
    if profile.outlets:
        where += f" of {', '.join(one_line(outlet) for outlet in profile.outlets)}"
    yield Text(where)
    if profile.statement_count:
        manners = ", ".join(f"{count} {manner.value}" for manner, count in profile.manners.items())
        days = f"; {_days(profile)}" if profile.first_day else ""
        newest = "" if profile.complete else "the newest "
        yield Text(f"{newest}{counted(profile.statement_count, 'statement')}: {manners}{days}")


def _days(profile: PartyProfile) -> str:
    one_day = profile.first_day == profile.last_day
    return str(profile.first_day) if one_day else f"{profile.first_day} to {profile.last_day}"


def _called(label: str, called: Sequence[Called]) -> Iterator[Text]:
    for one in called[:_CALLED_SHOWN]:
        line = Text(f"{label}: ", style="dim").append(one_line(one.words))
        line.append(f"  ({counted(one.articles, 'article')}, first ", style="dim")
        yield line.append_text(article_text(one.first)).append(f" {one.first.key})", style="dim")
    if (rest := len(called) - _CALLED_SHOWN) > 0:
        yield Text(f"{label}: and {counted(rest, 'more')}"[: -1 if rest > 1 else None], style="dim")


def _suggested(party: PartyLine, merge: SuggestedMerge) -> Text:
    other = merge.other if merge.one.key == party.key else merge.one
    line = Text("may be: ", style="yellow").append_text(party_text(other))
    line.append(f"  {one_line(merge.reason)} ({merge.score:.2f})", style="not bold")
    return line.append(evidence_words(merge.evidence), style="dim")


def evidence_words(evidence: Sequence[Evidence]) -> str:
    """Return what a tie rests on, in brackets; nothing for nothing."""
    parts = (f"{one.kind} “{one_line(one.one)}” – “{one_line(one.other)}”" for one in evidence)
    words = "; ".join(parts)
    return f"  ({words})" if words else ""


def _appearance(appearance: Appearance) -> Text:
    line = Text("there as ", style="dim").append(one_line(appearance.name)).append(": ", style="dim")
    line.append(f"{one_line(appearance.reason)} ({appearance.score:.2f})")
    line.append(evidence_words(appearance.evidence), style="dim").append("  ")
    return line.append_text(article_text(appearance.article)).append(
        f" {appearance.article.key}", style="dim"
    )


def _heading(lines: Lines, words: str, shown: int, total: int, *, complete: bool = True) -> None:
    if not total:
        return
    lines.put()
    line = Text(words, style="bold")
    if shown < total:
        line.append(f"  {shown} of {total:,}; --limit {total} shows all", style="not bold dim")
    if not complete:
        line.append("  of those, the newest; --until looks at earlier ones", style="not bold dim")
    lines.put(line)

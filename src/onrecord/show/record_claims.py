"""Claims of a record in the terminal: what is said, in how many reports, and who stands how to it."""

from __future__ import annotations

from typing import Final

from rich.console import Console
from rich.text import Text

from onrecord.link.trace import Stance
from onrecord.record.claim_answers import ClaimLine, ClaimMember, Claims
from onrecord.show.plain import NO_SOURCE, counted, one_line
from onrecord.show.record_lines import Lines
from onrecord.show.trace_words import articles_and_statements

NOTHING_FOUND: Final = (
    "no claim found; try other words, an earlier --since, or --min-reports 1"
    " (onrecord search finds statements)"
)
#: Letters of a statement that are shown.
_SHOWN: Final = 240
#: Names in a row; the JSON has all.
_NAMES: Final = 6
_DIM, _NAME, _NOTE = "dim", "bold", "yellow"
_HEADS: Final = (
    (Stance.ASSERTS, "asserted by"),
    (Stance.DENIES, "denied by"),
    (Stance.CONTRADICTS, "contradicted by"),
    (Stance.ASKS, "asked by"),
    (Stance.DECLINES, "no answer from"),
)


def render_claims(found: Claims, console: Console, *, details: bool = False) -> None:
    """Print claims, each with how many articles assert it, its outlets and who asserts and denies it.

    With `details` every statement of each, with its words and their place.
    """
    lines = Lines(console)
    for number, claim in enumerate(found.claims):
        if number:
            lines.put()
        _put(lines, claim, details)
    if found.claims:
        lines.put()
    if not found.claims:
        lines.put(Text(NOTHING_FOUND, style=_DIM))
    elif found.more:
        shown = len(found.claims) + found.more
        lines.put(Text(f"… {found.more:,} more; --limit {shown} shows them", style=_DIM))
    else:
        lines.put(Text(counted(len(found.claims), "claim"), style=_DIM))


def _put(lines: Lines, claim: ClaimLine, details: bool) -> None:
    lines.put(Text(f"“{_short(claim.wording)}”", style=_NAME))
    outlets = counted(len(claim.outlets), "outlet")
    statements = sum(member.stance is Stance.ASSERTS for member in claim.members)
    count = articles_and_statements(claim.reports, statements) or "no article asserts it"
    parts = [count, f"{outlets}: {_names(claim.outlets)}" if outlets else "", _days(claim)]
    lines.put(Text(" · ".join(part for part in parts if part)).append(f"  claim {claim.key}", style=_DIM), 4)
    for stance, head in _HEADS:
        if names := claim.parties(stance):
            lines.put(Text(f"{head} ", style=_NOTE).append(_names(names), style="not bold"), 4)
    shown = claim.members if details else claim.members[:1]
    for member in shown:
        lines.put(_member_text(member), 6 if details else 4)


def _member_text(member: ClaimMember) -> Text:
    line = Text("")
    line.append(one_line(member.party) or NO_SOURCE, style=_NAME).append(
        f" [{member.stance.value}] ", style=_NOTE
    )
    line.append(f"“{_short(member.words)}”")
    known = ", ".join(one_line(part) for part in (member.outlet, (member.published or "")[:10]) if part)
    title = f": {one_line(member.title)}" if member.title else ""
    place = f"{member.key}, article {member.article}, characters {member.start}-{member.end}"
    return line.append(f"  {known}{title}  {place}", style=_DIM)


def _days(claim: ClaimLine) -> str:
    days = dict.fromkeys(day[:10] for day in (claim.first, claim.last) if day)
    return " to ".join(days)


def _names(names: tuple[str, ...]) -> str:
    shown = ", ".join(one_line(name) for name in names[:_NAMES])
    return f"{shown} and {len(names) - _NAMES} more" if len(names) > _NAMES else shown


def _short(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"

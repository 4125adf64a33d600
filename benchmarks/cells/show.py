"""A cell in the terminal and as JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.cells.sheet import Denial, Sheet, Told
from onrecord.link.figures import Bound
from onrecord.record.answers import Statement, Unanswered
from onrecord.record.claim_answers import ClaimLine
from onrecord.show.plain import one_line

#: Letters of a statement that are shown; the JSON has all.
_SHOWN: Final = 220
OWN_VOICE: Final = "the article itself"


def show(sheet: Sheet, console: Console, *, everything: bool = False) -> None:
    """Print a cell; with `everything` also the claims of one outlet, and statements of no claim."""
    cell = sheet.cell
    console.rule(f"{cell.date} · {cell.place} · {len(cell.rows)} articles · {len(cell.outlets)} outlets")
    for row in cell.rows:
        _put(console, f"{row.outlet:14} {row.name}  {row.title}")
    claims = (*sheet.shared, *sheet.own) if everything else sheet.shared
    _head(console, f"Claims of two outlets or more: {len(sheet.shared)}; of one: {len(sheet.own)}")
    for claim in claims:
        _claim(claim, console)
    if everything:
        _alone(sheet, console)
    _head(console, f"Tolls: {len(sheet.tolls)}")
    _tolls(sheet, console)
    _head(console, f"Denials and refusals: {len(sheet.denials)}; non-answers: {len(sheet.silences)}")
    for denial in sheet.denials:
        _denial(denial, console)
    for silence in sheet.silences:
        _silence(silence, console)


def _head(console: Console, words: str) -> None:
    console.print(Text(f"\n{words}", style="bold"))


def _put(console: Console, words: str, indent: int = 2) -> None:
    console.print(Text(" " * indent + words), soft_wrap=True)


def _short(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"


def _claim(claim: ClaimLine, console: Console) -> None:
    _put(console, f"“{_short(claim.wording)}”  claim {claim.key}")
    for outlet in claim.outlets:
        for one in claim.members:
            if one.outlet == outlet:
                who = f"{outlet:12} {one.party or OWN_VOICE} [{one.stance.value}]"
                place = f"{one.key} characters {one.start}-{one.end}"
                _put(console, f"{who} “{_short(one.words)}”  {place}", 6)


def _alone(sheet: Sheet, console: Console) -> None:
    joined = {one.key for claim in (*sheet.shared, *sheet.own) for one in claim.members}
    left = [one for one in sheet.statements if one.key not in joined]
    _head(console, f"Statements of no claim: {len(left)} of {len(sheet.statements)}")
    for one in left:
        who = one.party.name if one.party else one.source or OWN_VOICE
        manner = ("not " if one.attribution.negated else "") + one.attribution.manner.value
        _put(console, f"{one.article.outlet or '':12} {who} [{manner}] “{_short(one.content)}”  {one.key}")


def _tolls(sheet: Sheet, console: Console) -> None:
    rows: dict[tuple[str, float], list[Told]] = defaultdict(list)
    for told in sheet.tolls:
        rows[told.toll.kind.value, told.toll.value].append(told)
    table = Table("", *sheet.cell.outlets)
    for (kind, value), found in sorted(rows.items()):
        beside = ["\n".join(_cell(one) for one in found if one.outlet == name) for name in sheet.cell.outlets]
        orders = [one for one in found if one.toll.bound is Bound.SCORES]
        label = orders[0].toll.words if orders == found else f"{value:g}"
        table.add_row(f"{kind} {label}", *map(Text, beside))
    if rows:
        console.print(table)
    for found in (rows[key] for key in sorted(rows)):
        for one in found:
            place = f"article {one.article} characters {one.toll.start}-{one.toll.end}"
            _put(
                console,
                f"{one.toll.kind.value:9} {one.outlet:12} {_cell(one)}  “{_short(one.toll.around)}”  {place}",
            )


def _cell(told: Told) -> str:
    bound = "" if told.toll.bound in (Bound.EXACT, Bound.SCORES) else f"{told.toll.bound.value} "
    return f"{bound}{one_line(told.toll.words)}: {' > '.join(told.according_to) or OWN_VOICE}"


def _denial(denial: Denial, console: Console) -> None:
    one = denial.statement
    who = one.party.name if one.party else one.source or OWN_VOICE
    manner = ("not " if one.attribution.negated else "") + one.attribution.manner.value
    _put(console, f"{one.article.outlet or '':12} {who} [{manner}] “{_short(one.content)}”  {one.key}")
    if denial.claim and denial.stance:
        _put(console, f"{denial.stance.value} claim {denial.claim}: “{_short(denial.wording or '')}”", 15)


def _silence(silence: Unanswered, console: Console) -> None:
    who = silence.party.name if silence.party else silence.source or OWN_VOICE
    about = f", about “{_short(silence.about)}”" if silence.about else ""
    outlet = silence.article.outlet or ""
    _put(console, f"{outlet:12} {who} [{silence.kind.value}] “{_short(silence.words)}”{about}  {silence.key}")


def as_json(sheet: Sheet) -> dict[str, Any]:
    """Return a cell as JSON: its statements, claims, tolls, denials and non-answers."""
    return {
        "date": sheet.cell.date,
        "place": sheet.cell.place,
        "articles": [{"name": row.name, "outlet": row.outlet, "title": row.title} for row in sheet.cell.rows],
        "said": [_said_json(one) for one in sheet.statements],
        "claims": [_claim_json(claim) for claim in (*sheet.shared, *sheet.own)],
        "tolls": [_told_json(told) for told in sheet.tolls],
        "denials": [_denial_json(denial) for denial in sheet.denials],
        "silences": [_silence_json(silence) for silence in sheet.silences],
    }


def _said_json(one: Statement) -> dict[str, Any]:
    return {
        "key": one.key, "outlet": one.article.outlet, "party": one.party.name if one.party else one.source,
        "manner": one.attribution.manner, "negated": one.attribution.negated, "words": one.content,
    }  # fmt: skip


def _claim_json(claim: ClaimLine) -> dict[str, Any]:
    fields = ("key", "stance", "score", "reason", "party", "words", "outlet", "article", "start", "end")
    members = [{name: getattr(one, name) for name in fields} for one in claim.members]
    return {"key": claim.key, "wording": claim.wording, "outlets": claim.outlets, "members": members}


def _told_json(told: Told) -> dict[str, Any]:
    toll = told.toll
    return {
        "kind": toll.kind, "value": toll.value, "bound": toll.bound, "words": toll.words,
        "outlet": told.outlet, "article": told.article, "start": toll.start, "end": toll.end,
        "according_to": told.according_to, "statement": told.statement,
    }  # fmt: skip


def _denial_json(denial: Denial) -> dict[str, Any]:
    return {**_said_json(denial.statement), "stance": denial.stance, "claim": denial.claim}


def _silence_json(silence: Unanswered) -> dict[str, Any]:
    return {
        "key": silence.key, "outlet": silence.article.outlet, "kind": silence.kind,
        "party": silence.party.name if silence.party else silence.source,
        "words": silence.words, "about": silence.about,
    }  # fmt: skip


def totals(sheets: Sequence[Sheet]) -> str:
    """Return the sums of some cells in a line."""
    return (
        f"{len(sheets)} cells, {sum(len(one.cell.rows) for one in sheets)} articles,"
        f" {sum(len(one.statements) for one in sheets)} statements,"
        f" {sum(len(one.shared) for one in sheets)} claims of two outlets or more"
        f" ({sum(len(one.own) for one in sheets)} of one), {sum(len(one.tolls) for one in sheets)} tolls"
        f" ({sum(bool(told.according_to) for one in sheets for told in one.tolls)} according to somebody),"
        f" {sum(len(one.denials) for one in sheets)} denials and refusals,"
        f" {sum(len(one.silences) for one in sheets)} non-answers"
    )

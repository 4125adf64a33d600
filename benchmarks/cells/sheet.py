"""What a record tells of a cell: claims, tolls, denials and non-answers, each with who says so and where."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import onrecord
from benchmarks.cells.choose import Cell
from benchmarks.cells.tolls import Toll, tolls_of
from onrecord.article import Attribution, Manner, Reading
from onrecord.link.trace import Stance
from onrecord.record.add import State
from onrecord.record.answers import Statement, Unanswered
from onrecord.record.claim_answers import ClaimLine
from onrecord.record.load import statements


@dataclass(frozen=True, slots=True)
class Told:
    """A toll as an outlet has it: `according_to` from the outermost source to the innermost, empty in the
    article's own voice; `statement` is the key of the innermost statement that it stands in.
    """

    outlet: str
    article: str
    toll: Toll
    according_to: tuple[str, ...]
    statement: str | None


@dataclass(frozen=True, slots=True)
class Denial:
    """A statement that denies, refuses or does not answer; `claim` is what linking joined it to."""

    statement: Statement
    stance: Stance | None
    claim: str | None
    wording: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A cell as the record answers for it. `shared` are claims of two outlets or more, the rest `own`."""

    cell: Cell
    statements: tuple[Statement, ...]
    shared: tuple[ClaimLine, ...]
    own: tuple[ClaimLine, ...]
    tolls: tuple[Told, ...]
    denials: tuple[Denial, ...]
    silences: tuple[Unanswered, ...]


def sheet(cell: Cell, folder: Path) -> Sheet:
    """Return what a new record of the cell's articles tells, linked."""
    lines = folder / "articles.jsonl"
    lines.write_text("".join(json.dumps(_line(cell, at)) + "\n" for at in range(len(cell.rows))), "utf-8")
    with onrecord.Record(folder / "cell.db") as record:
        for outcome in record.add([str(lines)]):
            if outcome.state is not State.ADDED:
                raise RuntimeError(f"{outcome.where}: {outcome.state.value}")
        record.link()
        return _asked(cell, record)


def _line(cell: Cell, at: int) -> dict[str, str]:
    row = cell.rows[at]
    facts = {"name": f"{row.outlet}-{row.name}", "title": row.title, "publisher": row.outlet}
    return {**facts, "published": row.date, "text": row.text}


def _asked(cell: Cell, record: onrecord.Record) -> Sheet:
    said = tuple(statements(record.store, "r.latest = 1 ORDER BY r.id, a.number"))
    claims = record.claims(min_reports=0, limit=10_000).claims
    tolls = [
        told
        for line in sorted(record.articles(), key=lambda line: line.name)
        for told in _told(line.outlet or "", line.key, record.article(line.key), said)
    ]
    return Sheet(
        cell=cell,
        statements=said,
        shared=tuple(one for one in claims if len(one.outlets) > 1),
        own=tuple(one for one in claims if len(one.outlets) < 2),
        tolls=tuple(tolls),
        denials=tuple(_denials(said, claims)),
        silences=tuple(reversed(record.silences(limit=10_000).silences)),
    )


def _told(outlet: str, key: str, reading: Reading, said: Sequence[Statement]) -> Iterator[Told]:
    keys = [one.key for one in said if one.article.key == key]
    for toll in tolls_of(reading.article.text):
        chain = _chain(reading, toll)
        names = tuple(_name(reading, reading.attributions[at]) for at in chain)
        yield Told(outlet, key, toll, names, keys[chain[-1]] if chain else None)


def _chain(reading: Reading, toll: Toll) -> list[int]:
    """Return the attributions that a toll stands in, from the outermost to the innermost."""
    covering = [
        (sum(span.end - span.start for span in one.content), at)
        for at, one in enumerate(reading.attributions)
        if any(span.start <= toll.start < span.end for span in one.content)
    ]
    chain: list[int] = []
    at = min(covering)[1] if covering else None
    while at is not None and at not in chain:
        chain.insert(0, at)
        at = reading.attributions[at].parent
    return chain


def _name(reading: Reading, one: Attribution) -> str:
    party = next((party.name for party in reading.parties if party.id == one.party), None)
    words = " ".join(reading.article.text[span.start : span.end] for span in one.source)
    basis = " ".join(reading.article.text[span.start : span.end] for span in one.basis)
    return f"{party or words or 'nobody named'}{f' ({basis})' if basis else ''}"


def _denials(said: Sequence[Statement], claims: Sequence[ClaimLine]) -> Iterator[Denial]:
    member = {one.key: (one.stance, claim) for claim in claims for one in claim.members}
    for one in said:
        stance, claim = member.get(one.key, (None, None))
        denies = one.attribution.manner in (Manner.DENIES, Manner.REFUSES, Manner.DECLINES)
        if denies or one.attribution.negated or stance not in (None, Stance.ASSERTS, Stance.ASKS):
            yield Denial(one, stance, claim.key if claim else None, claim.wording if claim else None)

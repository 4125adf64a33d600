"""The figures as tables for a terminal; the error that does most harm stands first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeVar

from rich.table import Table

from benchmarks.links.claims import NONE, Chains, Origins, Pairs, Stances
from benchmarks.links.counts import Counts, ratio
from benchmarks.links.measure import Measured
from benchmarks.links.reuse import Copies
from benchmarks.links.sameness import NearMisses, Same
from benchmarks.links.score import Score
from onrecord.link.trace import Verdict

T = TypeVar("T")
_VERDICTS: Final = tuple(verdict.value for verdict in Verdict)


def tables(measured: Measured) -> Iterator[Table]:
    """Yield the tables of a part: of every measure the systems first, then the baselines."""
    scores, floor = measured.scores, measured.floor

    def rows(pick: Callable[[Score], T], more: Mapping[str, T] | None = None) -> dict[str, T]:
        return {**{name: pick(score) for name, score in scores.items()}, **(more or {})}

    origins = rows(lambda score: score.origins)
    origins |= {f"{name}, uncertain counted": score.origins_all for name, score in scores.items()}
    yield origins_table({**origins, **floor.origins})
    yield pairs_table(rows(lambda score: score.pairs, floor.pairs))
    for name, score in scores.items():
        yield confusion_table(name, score.pairs)
    yield same_table(rows(lambda score: score.same, floor.same))
    yield near_table(rows(lambda score: score.near, floor.near))
    yield stances_table(rows(lambda score: score.stances, floor.stances))
    yield chains_table(rows(lambda score: score.chains))
    yield copies_table(rows(lambda score: score.copies, floor.copies))
    yield counts_table("Relays", rows(lambda score: score.relays))
    yield counts_table("Circles", rows(lambda score: score.circles))


def origins_table(rows: Mapping[str, Origins]) -> Table:
    """Return how many claims have their origins counted right."""
    table = _table("Origins of a claim", "claims", "right", "too high", "too low", "not found", "% right")
    for name, o in rows.items():
        _row(table, name, o.total, o.right, o.high, o.low, o.unmatched, _percent(o.share))
    return table


def pairs_table(rows: Mapping[str, Pairs]) -> Table:
    """Return the verdicts on pairs of articles, first the one that makes one source look like two."""
    columns = ("called independent, is not", "independent called same", "right", "cannot tell", "no answer")
    table = _table("Pairs of articles", *columns, "pairs", "% cannot tell", "independent outside the gold")
    for name, p in rows.items():
        counts = (p.falsely_independent, p.falsely_same, p.right, p.cannot_tell, p.unanswered, p.total)
        outside = p.outside[Verdict.INDEPENDENT.value]
        _row(table, name, *counts, _percent(ratio(p.cannot_tell, p.total)), outside)
    return table


def confusion_table(name: str, pairs: Pairs) -> Table:
    """Return the verdicts of the gold (rows) against those of a system (columns)."""
    table = _table(f"Pairs of articles, {name}: gold in rows, answer in columns", *_VERDICTS, NONE)
    for truth in _VERDICTS:
        _row(table, truth, *(pairs.table[truth, said] for said in (*_VERDICTS, NONE)))
    return table


def same_table(rows: Mapping[str, Same]) -> Table:
    """Return the pairs of members joined."""
    table = _table("Same claim: pairs of members", *_COUNTS, "members", "not found")
    for name, s in rows.items():
        _row(table, name, *_cells(s.counts), s.members, s.not_found)
    return table


def near_table(rows: Mapping[str, NearMisses]) -> Table:
    """Return the near misses joined, of those there are, by kind."""
    kinds = sorted({kind for near in rows.values() for kind in near.asked})
    table = _table("Near misses joined, of all", *kinds, "all", "read as one", "not found")
    for name, n in rows.items():
        cells = [f"{n.joined[kind]}/{n.asked[kind]}" for kind in kinds]
        every = f"{n.joined.total()}/{n.asked.total()}"
        _row(table, name, *cells, every, n.one.total(), n.not_found.total())
    return table


def stances_table(rows: Mapping[str, Stances]) -> Table:
    """Return the accuracy of stances over the members found."""
    table = _table("Stance, of members found", "found", "in a claim", "right", "% of found", "% of those")
    for name, s in rows.items():
        shares = _percent(ratio(s.right, s.found)), _percent(ratio(s.right, s.joined))
        _row(table, name, s.found, s.joined, s.right, *shares)
    return table


def chains_table(rows: Mapping[str, Chains]) -> Table:
    """Return how many chains are whole."""
    table = _table("Chains", "members", "in a claim", "whole", "% whole", "steps", "steps found")
    for name, c in rows.items():
        whole = _percent(ratio(c.right, c.members))
        _row(table, name, c.members, c.joined, c.right, whole, c.steps, c.steps_found)
    return table


def copies_table(rows: Mapping[str, Copies]) -> Table:
    """Return copies found, and of those what else is right."""
    columns = ("either way: F1", "found", "direction", "credited", "error of share", "false siblings")
    table = _table("Copies: ordered pairs", *_COUNTS, *columns)
    for name, c in rows.items():
        error = "–" if c.mean_share_error is None else f"{c.mean_share_error:.2f}"
        more = (c.either.right, c.directed, c.credited, error, c.siblings)
        _row(table, name, *_cells(c.ordered), _percent(c.either.f1), *more)
    return table


def counts_table(title: str, rows: Mapping[str, Counts]) -> Table:
    """Return right, false and missed ones with their rates."""
    table = _table(title, *_COUNTS)
    for name, counts in rows.items():
        _row(table, name, *_cells(counts))
    return table


_COUNTS: Final = ("right", "false", "missed", "P", "R", "F1")


def _cells(counts: Counts) -> tuple[int | str, ...]:
    rates = map(_percent, (counts.precision, counts.recall, counts.f1))
    return counts.right, counts.false, counts.missed, *rates


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _row(table: Table, name: str, *cells: int | str) -> None:
    table.add_row(name, *map(str, cells))


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"

"""What linking does not find for looking at few: some fresh articles compared with all of a record.

The baseline compares each of some fresh articles with every article before, and some of their statements
with every statement before, by the very rules that linking uses. Told is what that costs, and which of the
pairs that it finds linking finds as well: copies that are written, statements that are the same and among
those compared.

Generated articles are made of the same paragraphs again and again: nearly any two share one, and a
statement has dozens that repeat it. So pairs say little; told is as well for how many articles and
statements linking finds any, and the one that shares most, of those for which all pairs find one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from rich.table import Table

from benchmarks.undoing import undone
from onrecord.link.copies import compare as compare_articles
from onrecord.link.sameness import SamenessVerdict, compare
from onrecord.record import Mode, Store
from onrecord.record.claim_candidates import Candidates
from onrecord.record.copies import link_copies, load_copyable
from onrecord.record.sayings import Saying, Sayings
from onrecord.record.write import Read, put

# Of the fresh articles so many are compared with all others, and so many of their statements.
_ARTICLES: Final = 24
_STATEMENTS: Final = 40

Pair = tuple[int, int]
Tell = Callable[[str], None]


@dataclass(slots=True)
class Compared:
    """Pairs found by the baseline and by linking, pairs compared, and seconds of the processor of both."""

    baseline: dict[Pair, float] = field(default_factory=dict)  # with how much they share
    linking: set[Pair] = field(default_factory=set)
    pairs: int = 0
    baseline_seconds: float = 0.0
    linking_seconds: float = 0.0

    def figures(self) -> dict[str, float]:
        """Return the figures that the table shows."""
        both = self.baseline.keys() & self.linking
        best: dict[int, float] = {}
        for (_, fresh), shared in self.baseline.items():
            best[fresh] = max(shared, best.get(fresh, 0.0))
        return {
            "pairs compared": self.pairs,
            "found by all pairs": len(self.baseline),
            "found by linking too": len(both),
            "with any": len(best),
            "with any by linking too": len({fresh for _, fresh in both}),
            "with the best": len({fresh for one, fresh in both if self.baseline[one, fresh] >= best[fresh]}),
            "all pairs, ms": 1000 * self.baseline_seconds,
            "linking, ms": 1000 * self.linking_seconds,
        }


def pairs_of(path: Path, coming: Sequence[Read], tell: Tell) -> dict[str, Compared]:
    """Return copies and same statements by both ways, for fresh articles in a record, which stays as it is.

    Times are for one article, and for one statement.
    """
    with Store(path, Mode.WRITE) as store, undone(store):
        return _compared(store, coming[:_ARTICLES], tell)


def _compared(store: Store, coming: Sequence[Read], tell: Tell) -> dict[str, Compared]:
    known = [row["id"] for row in store.rows("SELECT id FROM article WHERE latest = 1 ORDER BY id")]
    rows = [put(store, read).article_id for read in coming]
    copies, same = Compared(), Compared()
    for number, row in enumerate(rows):
        _all_copies(store, row, known, copies)
        tell(f"{number + 1} of {len(rows)} articles compared with all others")
        begun = time.process_time()
        copies.linking |= {_pair(row, other) for other in link_copies(store, row)}
        copies.linking_seconds += time.process_time() - begun
    copies.linking = {pair for pair in copies.linking if pair[0] in set(known)}
    _all_statements(store, rows, known, same, tell)
    for one, count in ((copies, len(rows)), (same, _STATEMENTS)):
        one.baseline_seconds /= max(1, count)
        one.linking_seconds /= max(1, count)
    return {"copies": copies, "same statements": same}


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)


def _all_copies(store: Store, row: int, known: Sequence[int], found: Compared) -> None:
    begun = time.process_time()
    one = load_copyable(store, row)
    assert one is not None
    for other_row in known:
        other = load_copyable(store, other_row)
        copy = None if other is None else compare_articles(one, other)
        if copy is not None:
            found.baseline[_pair(row, other_row)] = max(copy.share, copy.share_of)
    found.pairs += len(known)
    found.baseline_seconds += time.process_time() - begun


def _all_statements(
    store: Store, rows: Sequence[int], known: Sequence[int], found: Compared, tell: Tell
) -> None:
    sayings = Sayings(store)
    all_own = [one for row in rows for one in sayings.of_article(row).values()]
    own = [one for one in all_own if one.core == one.row == one.whole]
    chosen = sorted(Random(0).sample(own, min(_STATEMENTS, len(own))), key=lambda one: one.row)
    for one, row, published in _with_articles(store, chosen):
        begun = time.process_time()
        found.linking |= _near(Candidates(store, row, published, sayings.newest), one, sayings)
        found.linking_seconds += time.process_time() - begun
    for number, article in enumerate(known):
        begun = time.process_time()
        for other in sayings.of_article(article).values():
            for one in chosen:
                found.pairs += 1
                sameness = compare(other.said, one.said)
                if sameness.verdict is SamenessVerdict.SAME:
                    found.baseline[other.row, one.row] = sameness.score
        found.baseline_seconds += time.process_time() - begun
        if number % 20 == 0:
            tell(f"statements of {number:,} of {len(known):,} articles compared")


def _with_articles(store: Store, chosen: Sequence[Saying]) -> Iterator[tuple[Saying, int, str | None]]:
    sql = (
        "SELECT r.id, r.published FROM attribution AS a JOIN article AS r ON r.id = a.article_id"
        " WHERE a.id = ?"
    )
    for one in chosen:
        row = store.row(sql, (one.row,))
        assert row is not None
        yield one, row["id"], row["published"]


def _near(candidates: Candidates, one: Saying, sayings: Sayings) -> set[Pair]:
    """Return the candidates of a statement that are the same."""
    near = sayings.of_all(candidates.near(one))
    return {
        (other.row, one.row)
        for other in near
        if compare(other.said, one.said).verdict is SamenessVerdict.SAME
    }


def pairs_table(compared: dict[str, Compared], articles: int) -> Table:
    """Return both ways side by side."""
    drawn = Table(title=f"All pairs against linking, {articles:,} articles; time an article, a statement")
    drawn.add_column("")
    for name in Compared().figures():
        drawn.add_column(name, justify="right")
    for name, one in compared.items():
        drawn.add_row(name, *(f"{value:,.1f}" if "ms" in what or "%" in what else f"{value:,.0f}"
                              for what, value in one.figures().items()))  # fmt: skip
    return drawn

"""Cells: the articles of one day and one place, told by three outlets or more."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

#: Fewer outlets do not stand side by side: one more of the same tells little.
LEAST_OUTLETS: Final = 3
_DAY: Final = "%m/%d/%Y"


@dataclass(frozen=True, slots=True)
class Row:
    """An article of FA-KES: `date` in ISO 8601, `place` as the data names it, `name` its own number."""

    name: str
    outlet: str
    title: str
    text: str
    date: str
    place: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The articles of one day and one place, in the order of their outlets."""

    date: str
    place: str
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        """What the cell is asked for by."""
        return f"{self.date}/{self.place}"

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets of the cell, in the order of the alphabet."""
        return tuple(sorted({row.outlet for row in self.rows}))


def rows_of(path: Path) -> list[Row]:
    """Return the articles of a file of FA-KES; raises ValueError where a date is none."""
    with path.open(encoding="utf-8") as lines:
        return [_row(json.loads(line)) for line in lines if line.strip()]


def _row(told: dict[str, str]) -> Row:
    day = datetime.strptime(told["date"], _DAY).date()
    return Row(
        name=told["unit_id"],
        outlet=told["source"],
        title=told["article_title"],
        text=told["article_content"],
        date=day.isoformat(),
        place=told["location"],
    )


def cells_of(rows: Sequence[Row], least: int = LEAST_OUTLETS) -> list[Cell]:
    """Return the cells that so many different outlets share, in the order in which they are taken.

    Most outlets first, then most articles, then the earliest day, then the place: nothing of what is
    read in the articles counts.
    """
    places: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        places[row.date, row.place].append(row)
    cells = [
        Cell(day, place, tuple(sorted(found, key=lambda row: (row.outlet, row.name))))
        for (day, place), found in places.items()
    ]
    wide = [cell for cell in cells if len(cell.outlets) >= least]
    return sorted(wide, key=lambda cell: (-len(cell.outlets), -len(cell.rows), cell.date, cell.place))

"""One event as several outlets tell it: claims, tolls and denials side by side, for cells of FA-KES.

\b
    python -m benchmarks.cells DIR/fa-kes
    python -m benchmarks.cells DIR/fa-kes --cell 2017-04-05/idlib --all

A cell is the articles of one day and one place from three outlets or more; those with most outlets come
first, then those with most articles, then by day and place. Each cell is put into a record of its own, and
linked. The tolls are looked for by the benchmark, and tied to whoever says them by the record's statements.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console

from benchmarks.cells.choose import Cell, cells_of, rows_of
from benchmarks.cells.sheet import Sheet, sheet
from benchmarks.cells.show import as_json, show, totals


def chosen(folder: Path, number: int, name: str | None) -> Sequence[Cell]:
    """Return the first cells, or the one with a name; raises UsageError where there is none."""
    path = folder / "articles.jsonl"
    if not path.is_file():
        raise click.UsageError(f"{folder} has no articles.jsonl; give the folder fa-kes of the exams")
    cells = cells_of(rows_of(path))
    found = cells[:number] if name is None else [cell for cell in cells if cell.name == name]
    if not found:
        names = ", ".join(cell.name for cell in cells) or "none"
        raise click.UsageError(f"no cell {name!r} of three outlets or more; there are: {names}")
    return found


def sheets(cells: Sequence[Cell]) -> Iterator[Sheet]:
    """Yield the sheet of each cell, from a record of its own."""
    for cell in cells:
        with TemporaryDirectory() as folder:
            yield sheet(cell, Path(folder))


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--cells", "number", type=click.IntRange(min=1), default=10, show_default=True, metavar="N")
@click.option("--cell", "name", metavar="DATE/PLACE", help="Only this cell, as 2017-04-05/idlib.")
@click.option(
    "--all", "everything", is_flag=True, help="Show claims of one outlet and single statements too."
)
@click.option("--json", "json_lines", is_flag=True, help="One JSON object for each cell.")
def main(folder: Path, number: int, name: str | None, everything: bool, json_lines: bool) -> None:
    """Put the cells into records and print what stands in them."""
    console, done = Console(width=None if Console().is_terminal else 200), []
    for one in sheets(chosen(folder, number, name)):
        done.append(one)
        if json_lines:
            click.echo(json.dumps(as_json(one), ensure_ascii=False))
        else:
            show(one, console, everything=everything)
    if not json_lines:
        console.print(f"\n{totals(done)}")


if __name__ == "__main__":
    main()

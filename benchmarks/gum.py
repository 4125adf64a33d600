"""Attributions, their sign, and the mentions of parties, on documents of the GUM corpus.

    python -m benchmarks.gum FOLDER [--part all|even|odd]

FOLDER holds `dep`, `coref` and `rst` of GUM. What counts as found is defined in `gum_attributions` and
`gum_parties`; both tables are made in one run over the same readings. The documents with an even number, in
the order of their names, are those that rules may be made on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table

import onrecord
from benchmarks.coreference import Grouping
from benchmarks.gum_attributions import Tally, score_document
from benchmarks.gum_corpus import Document, documents
from benchmarks.gum_parties import KINDS, MATCHES, SETTINGS, SYSTEMS, Figures, score_parties

_MAIN_KINDS: Final = "people and organizations"


def read_document(document: Document) -> onrecord.Reading:
    """Return what Onrecord reads in a document, told its date of publication."""
    article = onrecord.Article(name=document.name, text=document.text, published=document.published)
    return onrecord.read(article)


def measure(chosen: Iterable[tuple[int, Document]], total: int) -> tuple[dict[str, Tally], Figures]:
    """Read the documents and return the counts of attributions by part, and those of parties."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    figures: Figures = defaultdict(Grouping)
    console = Console(stderr=True)
    for number, document in track(chosen, "reading", total, console=console, transient=True):
        reading = read_document(document)
        tally = score_document(document, reading.attributions)
        for part in ("all", document.genre, "odd" if number % 2 else "even"):
            tallies[part] += tally
        for row, counts in score_parties(document, reading.parties, reading.attributions).items():
            figures[row] += counts
    return tallies, figures


def attribution_table(tallies: dict[str, Tally]) -> Table:
    """Return the table of attributions found and of their sign."""
    table = Table(title="Attributions of GUM", title_justify="left")
    columns = ["part", "marked", "read", "P", "R", "F1", "sign right"]
    columns += ["negative", "found", "right", "read negative"]
    for column in columns:
        table.add_column(column, justify="left" if column == "part" else "right")
    for part in ("all", "news", "interview", "speech", "even", "odd"):
        if part in tallies:
            t = tallies[part]
            rates = [_percent(t.precision), _percent(t.recall), _percent(t.f1)]
            sign = _percent(t.sign_right / t.paired if t.paired else 0.0)
            negative = (t.negative, t.negative_paired, t.negative_right, t.negative_read)
            table.add_row(part, str(t.marked), str(t.read), *rates, sign, *map(str, negative))
    return table


def party_table(figures: Figures, match: str) -> Table:
    """Return the table of grouping, with mentions known by head or by exact words."""
    table = Table(title=f"Mentions of {_MAIN_KINDS} grouped, by {match}", title_justify="left")
    table.add_column("chains")
    table.add_column("grouped by")
    for column in ("MUC P", "R", "F1", "B3 P", "R", "F1", "CEAF P", "R", "F1", "mean", "no singletons"):
        table.add_column(column, justify="right")
    for setting in SETTINGS:
        for system in SYSTEMS:
            row = figures[setting, match, _MAIN_KINDS, system, True]
            counts = (row.muc, row.b_cubed, row.ceaf)
            cells = [_percent(rate) for c in counts for rate in (c.precision, c.recall, c.f1)]
            plural = figures[setting, match, _MAIN_KINDS, system, False]
            table.add_row(setting, system, *cells, _percent(row.mean), _percent(plural.mean))
        table.add_section()
    return table


def kind_table(figures: Figures) -> Table:
    """Return the mean of the three measures for each kind of party."""
    table = Table(title="Mean of the three by kind, by head", title_justify="left")
    table.add_column("chains")
    table.add_column("grouped by")
    for kind in KINDS:
        table.add_column(kind, justify="right")
    for setting in SETTINGS:
        for system in SYSTEMS:
            means = [_percent(figures[setting, "head", kind, system, True].mean) for kind in KINDS]
            table.add_row(setting, system, *means)
        table.add_section()
    return table


def _percent(rate: float) -> str:
    return f"{100 * rate:.1f}"


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--part", type=click.Choice(["all", "even", "odd"]), default="all", show_default=True)
def main(folder: Path, part: str) -> None:
    """Read the documents of FOLDER and print the figures."""
    chosen = [
        (number, document)
        for number, document in enumerate(documents(folder))
        if part == "all" or (number % 2 == 1) == (part == "odd")
    ]
    if not chosen:
        raise click.UsageError(f"no dep/*.conllu in {folder}")
    tallies, figures = measure(chosen, len(chosen))
    # Wider than most terminals, but a table that is cut cannot be copied into a page.
    console = Console(width=160)
    console.print(attribution_table(tallies))
    if not any(counts.b_cubed.found for counts in figures.values()):
        console.print("No mention of a party was read: nothing to group.")
        return
    for match in MATCHES:
        console.print(party_table(figures, match))
    console.print(kind_table(figures))


if __name__ == "__main__":
    main()

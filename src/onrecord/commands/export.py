"""`onrecord export`: the record in the formats of the field."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.commands.filter_options import filter_options
from onrecord.commands.options import record_option
from onrecord.library import Record
from onrecord.outputs import STANDARD_OUTPUT
from onrecord.record import NO_FILTERS, Filters
from onrecord.show.exports import ENDINGS, EXPORTS, TABLES, ExportOptions
from onrecord.show.plain import counted


@click.command("export", short_help="Write the record in a format of the field.")
@click.option("--format", "kind", type=click.Choice(list(EXPORTS)), metavar="FORMAT", help=", ".join(EXPORTS))
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    help="The file to write; - for standard output, the default.",
)
@click.option(
    "--table",
    type=click.Choice(list(TABLES)),
    metavar="TABLE",
    help=f"What csv and parquet have rows of: {', '.join(TABLES)}.  [default: statements]",
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, which some spreadsheets need.")
@filter_options()
@record_option(read_only=True)
def export_command(
    record: Record, kind: str | None, output: str, table: str | None, bom: bool, filters: Filters
) -> None:
    """Write the record in a format of the field, for spreadsheets, data frames, graphs and the web of data.

    The ending of the file tells the format where it is clear: .csv, .parquet, .jsonl, .graphml, .ttl (PROV-O
    as Turtle). The file is there whole or not at all. The filters are those of `onrecord search`; articles
    and parties are those of the statements that pass.

    \b
        onrecord export -o statements.csv --bom
        onrecord export -o silences.parquet --table silences
        onrecord export --format prov -o provenance.jsonld
        onrecord export --format timelinejs --by Penhale --since 2031-02 -o timeline.json
    """
    kind = kind or ENDINGS.get(Path(output).suffix.lower())
    if kind is None:
        raise click.UsageError(f"the name of {output} does not tell the format; give --format FORMAT")
    if table and kind not in ("csv", "parquet"):
        raise click.UsageError(f"--table is for csv and parquet, not for {kind}")
    if bom and kind != "csv":
        raise click.UsageError(f"--bom is for csv, not for {kind}")
    number = record.export(kind, output, filters, ExportOptions(table or "statements", bom))
    _tell(number, _rows(kind, table), output, narrowed=filters != NO_FILTERS)


def _rows(kind: str, table: str | None) -> str:
    return table or {"jsonl": "articles"}.get(kind, "statements")


def _tell(number: int, rows: str, output: str, *, narrowed: bool) -> None:
    """Say on standard error what was written; nothing at all is said with what to do."""
    place = STANDARD_OUTPUT if output == "-" else output
    if number:
        one = "party" if rows == "parties" else rows.removesuffix("s")
        click.echo(f"onrecord: wrote {counted(number, one, rows)} to {place}", err=True)
    elif narrowed:
        click.echo(f"onrecord: wrote no {rows} to {place}: none pass the filters", err=True)
    else:
        advice = "onrecord add INPUT... puts articles into the record"
        click.echo(f"onrecord: wrote no {rows} to {place}: there are none in the record ({advice})", err=True)

"""Links across articles, measured on the project's dossiers of examples/links.

    python -m benchmarks.links examples/links
    python -m benchmarks.links examples/links --dossier reservoir --errors
    python -m benchmarks.links examples/links --part "kept back"

Each dossier is read into a record of its own, and the record is asked for its claims. What is counted stands
in examples/links/README.md, "How to score". Of the kept back part only sums over all its dossiers are told.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import Progress

import onrecord
from benchmarks.links.figures import figures
from benchmarks.links.gold import KEPT_BACK, OPEN, folders_of
from benchmarks.links.measure import Measured, measure
from benchmarks.links.onrecord_system import onrecord_traces
from benchmarks.links.plain import plain_traces
from benchmarks.links.systems import Traces

#: What is measured. A system is a function from a record to its traces.
SYSTEMS: Final[Mapping[str, Traces]] = {"plain": plain_traces, "onrecord": onrecord_traces}


def check(exam: Path, part: str, dossier: str | None, show_errors: bool) -> None:
    """Raise UsageError where the options ask for what the kept back part must not tell, or for no dossier."""
    if part == KEPT_BACK and show_errors:
        raise click.UsageError("--errors shows words of articles: not of the part that is kept back")
    if part == KEPT_BACK and dossier:
        raise click.UsageError("--dossier tells of one dossier: not of the part that is kept back")
    if not (exam / "parts.tsv").is_file():
        raise click.UsageError(f"no parts.tsv in {exam}; name the folder of the exam: examples/links")
    names = [folder.name for folder in folders_of(exam, part)]
    if dossier and dossier not in names:
        raise click.UsageError(f"no dossier {dossier!r} in the part {part!r}; there are {', '.join(names)}")
    if not names:
        raise click.UsageError(f"no dossier in the part {part!r} of {exam}")


def run(exam: Path, part: str, dossier: str | None, systems: Mapping[str, Traces]) -> Measured:
    """Return the figures, with a bar on a terminal that names no dossier."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")
        return measure(
            exam, part, systems, dossier, lambda done, all_: bar.update(task, completed=done, total=all_)
        )


@click.command(help=__doc__)
@click.argument("exam", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--part", type=click.Choice([OPEN, KEPT_BACK]), default=OPEN, show_default=True)
@click.option("--dossier", metavar="NAME", help="Only this dossier, of the open part.")
@click.option("--errors", "show_errors", is_flag=True, help="List what is wrong; the open part only.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(exam: Path, part: str, dossier: str | None, show_errors: bool, as_json: bool) -> None:
    """Measure a part of the exam and print the tables."""
    check(exam, part, dossier, show_errors)
    measured = run(exam, part, dossier, SYSTEMS)
    lines = measured.errors if show_errors else {}
    if as_json:
        more = {"errors": {name: list(wrong) for name, wrong in lines.items()}} if show_errors else {}
        click.echo(json.dumps({**figures(measured), **more}, indent=2, ensure_ascii=False))
        return
    from benchmarks.links.tables import tables  # noqa: PLC0415 - only what is shown is laid out

    # Wider than most terminals, but a table that is cut cannot be copied into a page.
    console = Console(width=180, highlight=False)
    for table in tables(measured):
        console.print(table)
    for name, wrong in lines.items():
        for line in wrong:
            click.echo(f"{name}: {line}")
    console.print(
        f"{measured.part}: {measured.dossiers} dossiers, {measured.articles} articles;"
        f" onrecord {onrecord.__version__}"
    )


if __name__ == "__main__":
    main()

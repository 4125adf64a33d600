"""`onrecord parties`: the parties of the record, those that may be one, and files of known parties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from onrecord.commands.options import console, json_option, plain, print_json, record_option
from onrecord.commands.progress import progress_bar
from onrecord.library import Record
from onrecord.show.record_merges import render_known, render_parties, render_relinked, render_suggested

_MOST = 1_000_000


@click.command("parties", short_help="List the parties of the record, and those that may be one.")
@click.option("--suggested", is_flag=True, help="List the parties that may be one, with why.")
@click.option(
    "--known",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take the known parties from this file, instead of those before, and tie them to the record.",
)
@click.option("--relink", is_flag=True, help="Decide again which parties are one; what people judged stays.")
@click.option(
    "--limit",
    type=click.IntRange(1, _MOST),
    default=50,
    show_default=True,
    metavar="N",
    help="How many to list.",
)
@json_option
@record_option(read_only=True, unless=("known", "relink"))
def parties_command(
    record: Record, suggested: bool, known: Path | None, relink: bool, limit: int, as_json: bool
) -> None:
    """List the parties of the record, those that most articles name first.

    Two parties are one where their names and what the articles say of them leave no doubt; where they may be
    one, --suggested lists them, with why and with the commands that decide.

    FILE of --known is a CSV with the columns name, id, kind, aliases (with ; or | between them) and wikidata,
    of which only name is needed, or an export of followthemoney (JSON Lines). A name in full that one known
    party alone has makes all parties with that name one.

    \b
        onrecord parties
        onrecord parties --suggested
        onrecord parties --known politicians.csv
    """
    if known is not None:
        _load_known(record, known, as_json)
    if relink:
        _relink(record, as_json)
    if suggested:
        pairs = record.suggested(limit=limit)
        _print_each(pairs.pairs) if as_json else render_suggested(pairs, console())
    elif known is None and not relink:
        found = record.parties(limit=limit)
        _print_each(found.parties) if as_json else render_parties(found, console())


def _load_known(record: Record, file: Path, as_json: bool) -> None:
    with _progress("known parties") as progress:
        done = record.load_known(file, progress)
    for problem in done.problems:
        click.echo(f"onrecord: {problem}", err=True)
    if as_json:
        found = {**plain(replace(done, problems=())), "problems": [str(problem) for problem in done.problems]}
        print_json(found)
    else:
        render_known(done, console())


def _relink(record: Record, as_json: bool) -> None:
    with _progress("articles") as progress:
        done = record.relink(progress)
    print_json(done) if as_json else render_relinked(done, console())


def _print_each(values: tuple[object, ...]) -> None:
    for value in values:
        print_json(value)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give what is told of progress; a bar on standard error shows it where a person watches."""
    with progress_bar() as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)

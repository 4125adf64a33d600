"""`onrecord reread`: stored articles are read again, and judgements kept or reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from onrecord.commands.options import console, json_option, plain, print_json, record_option
from onrecord.commands.progress import progress_bar
from onrecord.library import Record
from onrecord.record.judgement_notation import standing_to_dict
from onrecord.record.reread import Reread
from onrecord.show.record_judgements import render_reread

_INTERRUPTED = 130


@click.command("reread", short_help="Read the articles of the record again with this version.")
@click.option("--all", "everything", is_flag=True, help="Also the articles that this version has read.")
@click.option(
    "--extract", is_flag=True, help="Add a new version where an original gives another article today."
)
@json_option
@record_option(read_only=False, make=False)
def reread_command(record: Record, everything: bool, extract: bool, as_json: bool) -> None:
    """Read again every article that another version of the model or the rules read, from its stored original.

    What was found is replaced, one article at a time; stopped at any moment, the same command goes on.
    Judgements stay: those that no longer fit what is read are listed, and fit again if it is read so again.
    The text of an article stays as it was judged; where its original gives another today that is told.

    \b
        onrecord reread
        onrecord reread --all --json
    """
    done: list[Reread] = []
    try:
        for one in _watched(record, everything, extract):
            done.append(one)
            if as_json:
                print_json(_as_json(one))
    except KeyboardInterrupt:
        click.echo(
            f"onrecord: stopped; {len(done):,} articles are read again; the same command goes on", err=True
        )
        raise SystemExit(_INTERRUPTED) from None
    for one in done:
        if one.error:
            click.echo(f"onrecord: article {one.article} ({one.name}): {one.error}", err=True)
    if not as_json:
        render_reread(done, console())
    if any(one.error for one in done):
        raise SystemExit(1)


def _watched(record: Record, everything: bool, extract: bool) -> Iterator[Reread]:
    """Yield what was read again, beside a bar with rate and time left."""
    with progress_bar() as bar:
        task = bar.add_task("reading again", total=None)

        def advance(done: int, total: int) -> None:
            elapsed = bar.tasks[0].elapsed or 0
            rate = f"{done / elapsed:.1f}/s" if elapsed > 1 else ""
            bar.update(task, completed=done, total=total, rate=rate)

        yield from record.reread(everything=everything, extract=extract, progress=advance)


def _as_json(one: Reread) -> dict[str, Any]:
    return {**plain(one), "orphaned": [standing_to_dict(standing) for standing in one.orphaned]}

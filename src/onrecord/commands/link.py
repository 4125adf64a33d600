"""`onrecord link`: joins articles to what others say, copy and cite."""

from __future__ import annotations

import click

from onrecord.commands.options import json_option, print_json, record_option
from onrecord.commands.progress import INTERRUPTED, progress_bar
from onrecord.library import Record
from onrecord.show.plain import counted


@click.command("link", short_help="Link articles: copies, citations, claims.")
@json_option
@record_option(read_only=False, make=False)
def link_command(record: Record, as_json: bool) -> None:
    """Link the articles that are not linked yet: what they copy, whom they cite, what others say as well.

    `onrecord trace`, `claims` and `copies` answer from these links. An article costs about as much as reading
    it again; stopped at any moment, the same command goes on.

    \b
        onrecord link
    """
    number = link_with_bar(record)
    if as_json:
        print_json({"linked": number})
    else:
        click.echo(f"{record.store.path}: {counted(number, 'article') or 'nothing'} linked")


def link_with_bar(record: Record) -> int:
    """Link what waits, with a bar where a person watches; return how many articles it were."""
    with progress_bar() as progress:
        task = progress.add_task("linking", total=None)
        try:
            return record.link(lambda done, total: progress.update(task, completed=done, total=total))
        except KeyboardInterrupt:
            progress.stop()
            click.echo("onrecord: stopped; onrecord link goes on", err=True)
            raise SystemExit(INTERRUPTED) from None


def tell_waiting(record: Record) -> None:
    """Tell on standard error how many articles are not linked yet, where there are any."""
    if number := record.waiting():
        them = "article is" if number == 1 else "articles are"
        click.echo(f"onrecord: {number:,} {them} not linked yet; onrecord link does that", err=True)

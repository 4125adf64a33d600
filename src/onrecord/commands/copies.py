"""`onrecord copies`: articles that have words of others."""

from __future__ import annotations

import click

from onrecord.commands.link import tell_waiting
from onrecord.commands.options import console, json_option, print_json, record_option
from onrecord.library import Record
from onrecord.show.record_copies import render_copies, render_families

_MOST = 1_000_000


@click.command("copies", short_help="Show which articles have words of others.")
@click.argument("article", required=False, metavar="[ARTICLE]")
@click.option(
    "--limit",
    type=click.IntRange(1, _MOST),
    default=20,
    show_default=True,
    metavar="N",
    help="How many families to list.",
)
@json_option
@record_option(read_only=True)
def copies_command(record: Record, article: str | None, limit: int, as_json: bool) -> None:
    """Show the articles that share words with ARTICLE (a key, an address or a name), or all in families.

    A family is one text in several articles: reprints and edited copies, with how much of each is there,
    which came first as far as can be told, whether it is credited, and what was added. What two articles
    quote of the same speaker is no copy.

    \b
        onrecord copies
        onrecord copies 8624e77f7590
    """
    tell_waiting(record)
    if article is None:
        found = record.copies(limit=limit)
        if as_json:
            for family in found.families:
                print_json(family)
        else:
            render_families(found, console())
        return
    one = record.copies_of(article)
    print_json(one) if as_json else render_copies(one, console())

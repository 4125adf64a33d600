"""`onrecord changes`: what changed between the versions of an article."""

from __future__ import annotations

import click

from onrecord.commands.options import console, json_option, print_json, record_option
from onrecord.extract.about import is_date
from onrecord.library import Record
from onrecord.show.record_changes import render_changed, render_changes


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Return a day given as an option as it is; anything else is an error of usage."""
    if value is not None and not is_date(value):
        raise click.BadParameter(f"{value!r} is no date; give year, month and day: 2022-09-28")
    return value


@click.command("changes", short_help="Tell what changed between versions of an article.")
@click.argument("article", required=False, metavar="[ARTICLE]")
@click.option(
    "--between",
    type=click.IntRange(min=1),
    nargs=2,
    metavar="OLD NEW",
    help="Compare these two versions only (numbers from 1).",
)
@click.option("--all", "all_sentences", is_flag=True, help="Show changed sentences without statements, too.")
@click.option(
    "--since", metavar="DATE", callback=_day, help="List only articles that changed on this day or later."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="List at most N articles.",
)
@json_option
@record_option(read_only=True)
def changes_command(
    record: Record,
    article: str | None,
    between: tuple[int, int] | None,
    all_sentences: bool,
    since: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Tell what changed between versions of an article, in words.

    Statements added, removed, softened, hardened, re-attributed or renumbered, answers and silences that came
    or went, altered quotations, headline, byline, times, and the outlet's own notes of correction. What went
    is shown as [-words-], what came as {+words+}. It is about wording only, never about why.

    ARTICLE is an address, a name, or the key of any version (or its beginning). Without it, the articles that
    changed are listed, the last change first; --since and --limit are for that list.

    \b
        onrecord changes
        onrecord changes https://news.example/story
        onrecord changes https://news.example/story --between 1 3 --all
    """
    if article is None:
        changed = record.changed_items(since, limit=limit)
        if as_json:
            for item in changed.items:
                print_json(item)
        else:
            render_changed(changed, console())
        return
    found = record.changes(article, between)
    if as_json:
        print_json(found)
    else:
        render_changes(found, console(), all_sentences=all_sentences)

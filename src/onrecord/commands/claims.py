"""`onrecord claims`: what several articles say, and who stands how to it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from onrecord.commands.link import tell_waiting
from onrecord.commands.options import console, json_option, print_json, record_option
from onrecord.errors import FilterError
from onrecord.library import Record
from onrecord.record.claim_answers import day_since
from onrecord.show.record_claims import NOTHING_FOUND, render_claims


@click.command("claims", short_help="What several articles say, and who denies it.")
@click.argument("words", nargs=-1, metavar="[WORDS...]")
@click.option(
    "--since", metavar="DATE",
    help="Something on it was published on this day, month or year, or later; also today, yesterday.",
)  # fmt: skip
@click.option(
    "--min-reports", type=click.IntRange(min=0), default=2, show_default=True, metavar="N",
    help="At least so many articles assert it.",
)  # fmt: skip
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help="How many to show.",
)
@click.option("--details", is_flag=True, help="Show every statement of a claim, with its words and place.")
@json_option
@record_option(read_only=True)
def claims_command(
    record: Record,
    words: Sequence[str],
    since: str | None,
    min_reports: int,
    limit: int,
    details: bool,
    as_json: bool,
) -> None:
    """List claims: statements of several articles that say the same, those that most articles assert first.

    WORDS find claims by their words and their meaning, nearest first. A difference in number, polarity,
    actor,
    time or modality keeps statements apart; who denies a claim, contradicts it, asks about it or gives no
    answer is listed with it. Reports are articles, not origins: onrecord trace tells what they rest on.

    \b
        onrecord claims --since yesterday --min-reports 3
        onrecord claims "the company knew of the leak"
        onrecord claims harbour loan --details
    """
    tell_waiting(record)
    if since is not None:
        try:
            day_since(record.store, since)
        except FilterError as error:
            raise click.BadParameter(str(error), param_hint="--since") from error
    found = record.claims(" ".join(words), since=since, min_reports=min_reports, limit=limit)
    if not as_json:
        render_claims(found, console(), details=details)
        return
    for claim in found.claims:
        print_json(claim)
    if found.more:
        click.echo(
            f"onrecord: … {found.more:,} more; --limit {len(found.claims) + found.more} shows them", err=True
        )
    elif not found.claims:
        click.echo(f"onrecord: {NOTHING_FOUND}", err=True)

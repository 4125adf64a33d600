"""`onrecord search`, `who`, `timeline` and `silences`: what is in the record, found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from onrecord.commands.filter_options import ALL, OF_SILENCES, filter_options, limit_option
from onrecord.commands.options import console, json_option, print_json, record_option
from onrecord.library import Record
from onrecord.record.filters import Filters
from onrecord.record.search import WAYS
from onrecord.show.record_lines import left_out_words
from onrecord.show.record_parties import render_profiles
from onrecord.show.record_statements import (
    earlier_words,
    hits_words,
    more_silences_words,
    render_articles_found,
    render_hits,
    render_silences,
    render_timeline,
    unseen_words,
)


@click.command("search", short_help="Find statements by words, meaning, and who said them.")
@click.argument("words", nargs=-1, metavar="[WORDS...]")
@click.option(
    "--how", type=click.Choice(WAYS), default="both", show_default=True, metavar="WAY",
    help="words: all of them are there. meaning: it says nearly that. both: ranked together.",
)  # fmt: skip
@click.option(
    "--in", "place", type=click.Choice(["statements", "articles"]), default="statements", show_default=True,
    metavar="WHERE", help="What to find: statements, or articles by their whole text.",
)  # fmt: skip
@filter_options()
@limit_option(20)
@json_option
@record_option(read_only=True)
def search_command(
    record: Record,
    words: Sequence[str],
    how: str,
    place: str,
    filters: Filters,
    limit: int,
    as_json: bool,
) -> None:
    """Find statements, best first, each with its words in context.

    WORDS may have '"exact phrases"' (in quotes of their own), beginnings (treat*), and -words that must not
    be there; without WORDS, the newest that pass the filters. Put -words behind --, as below. Statements
    that a person judged wrong are left out and counted; --judged wrong shows them.

    \b
        onrecord search "security guarantees" --by spokesperson --since 2022-02 --denied
        onrecord search --manner demands --outlet post
        onrecord search --by Penhale -- '"minimum flow"' -loan
        onrecord search --in articles harbor loan
    """
    query = " ".join(words)
    if place == "articles":
        found = record.search_articles(query, filters, limit=limit)
        if as_json:
            for article in found.hits:
                print_json(article)
        else:
            render_articles_found(found, console())
        return
    hits = record.search(query, filters, limit=limit, how=how)
    if as_json:
        for hit in hits.hits:
            print_json(hit)
        _note(hits_words(hits) if hits.hits else unseen_words(hits))
    else:
        render_hits(hits, console())


@click.command("who", short_help="Show a party: what it said, was told, did not answer.")
@click.argument("name", metavar="NAME")
@click.option("--details", is_flag=True, help="Show words in context, and why each article is taken for it.")
@filter_options([name for name in ALL if name != "by"])
@limit_option(50)
@json_option
@record_option(read_only=True)
def who_command(
    record: Record, name: str, details: bool, filters: Filters, limit: int, as_json: bool
) -> None:
    """Show who goes by NAME: a name, part of one, a role, or the key of a party.

    Each party is shown apart, with all that it said, newest first: to whom, when, resting on what, and who
    answered; what others told it; where it did not answer. Where one goes by just that name, others with
    the name in theirs are listed by their keys. The filters narrow the statements and silences.

    \b
        onrecord who "Maud Penhale"
        onrecord who penhale --since 2031-02 --manner denies
        onrecord who spokesperson
    """
    profiles = record.who(name, filters, limit=limit)
    if not as_json:
        render_profiles(profiles, console(), details)
        return
    for profile in profiles:
        print_json(profile)
    if profiles.others:
        _note(["also fit: " + ", ".join(f"{party.name} ({party.key})" for party in profiles.others)])


@click.command("timeline", short_help="Statements and silences in the order of their days.")
@click.argument("party", required=False, metavar="[PARTY]")
@click.option("--about", default="", metavar="WORDS", help="Only with these words, as in search.")
@filter_options()
@limit_option(100)
@json_option
@record_option(read_only=True)
def timeline_command(
    record: Record,
    party: str | None,
    about: str,
    filters: Filters,
    limit: int,
    as_json: bool,
) -> None:
    """List what was said and what was not answered, a line each, oldest first.

    PARTY is a name, part of one, a role or a key, as for --by. A day with an asterisk is that of publication:
    the article does not tell when it was said. Of more than --limit the newest are shown.

    \b
        onrecord timeline Penhale
        onrecord timeline --about "water treaty" --since 2031-02
    """
    if party is not None:
        if filters.by is not None:
            raise click.UsageError("PARTY and --by are the same; give one of them")
        filters = replace(filters, by=party)
    found = record.timeline(about, filters, limit=limit)
    if not as_json:
        render_timeline(found, console())
        return
    for moment in found.moments:
        print_json(moment)
    _note([words for words in (earlier_words(found), left_out_words(found.left_out)) if words])


@click.command("silences", short_help="Who did not answer, asked by whom, about what.")
@click.option("--about", default="", metavar="WORDS", help="Only with these words, as in search.")
@filter_options(OF_SILENCES)
@limit_option(50)
@json_option
@record_option(read_only=True)
def silences_command(record: Record, about: str, filters: Filters, limit: int, as_json: bool) -> None:
    """List who did not answer, newest first: asked by whom, about what, when, in which words.

    A silence is never a denial. --by is who was silent, --to who asked; --unanswered keeps silences that are
    tied to a statement.

    \b
        onrecord silences --by Carrow
        onrecord silences --to "Harrow Post" --since 2031-03
    """
    found = record.silences(about, filters, limit=limit)
    if as_json:
        for silence in found.silences:
            print_json(silence)
        _note([words for words in (more_silences_words(found),) if words])
    else:
        render_silences(found, console())


def _note(lines: Sequence[str]) -> None:
    """Tell on standard error what JSON lines do not say."""
    for line in lines:
        click.echo(f"onrecord: {line}", err=True)

"""`onrecord status`, `article` and `verify`: what is in the record, and whether it is whole."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.commands.options import console, json_option, print_json, record_option
from onrecord.commands.progress import jobs_option, progress_bar
from onrecord.library import Record
from onrecord.outputs import print_bytes, writing
from onrecord.show import dump_line, render, render_page
from onrecord.show.record_state import (
    article_head,
    difference_line,
    render_articles,
    render_failures,
    render_status,
)


@click.command("status", short_help="Tell what is in the record.")
@click.option("--articles", is_flag=True, help="List the articles with their keys.")
@click.option("--failures", is_flag=True, help="List the inputs that could not be read, with the cause.")
@json_option
@record_option(read_only=True)
def status_command(record: Record, articles: bool, failures: bool, as_json: bool) -> None:
    """Tell what is in the record: articles, statements, parties, what failed, and what made it.

    \b
        onrecord status
        onrecord status --failures
    """
    if articles:
        found = record.articles()
        if as_json:
            for line in found:
                print_json(line)
        else:
            render_articles(found, console())
        return
    status = record.status()
    if as_json:
        print_json(status.failures if failures else status)
    elif failures:
        render_failures(status.failures, console())
    else:
        render_status(status, console())


@click.command("article", short_help="Show one article of the record.")
@click.argument("article", metavar="ARTICLE")
@click.option("--details", is_flag=True, help="List every party, mention and date.")
@click.option("--text", "only_text", is_flag=True, help="Print the text of the article and nothing else.")
@click.option("--original", is_flag=True, help="Print the article's original, byte for byte as it came.")
@click.option(
    "--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it as a page."
)
@json_option
@record_option(read_only=True)
def article_command(
    record: Record,
    article: str,
    details: bool,
    only_text: bool,
    original: bool,
    html: Path | None,
    as_json: bool,
) -> None:
    """Show one article with every statement in it and the key of each.

    ARTICLE is a key (or its beginning), an address, or a name; an address and a name stand for the latest
    version. `onrecord status --articles` lists them.

    \b
        onrecord article 21235fbe47c9
        onrecord article https://news.example/story --html story.html
    """
    if original:
        print_bytes(record.original(article).data)
        return
    reading = record.article(article)
    if html:
        with writing(html):
            html.write_text(render_page([reading]), encoding="utf-8")
        click.echo(f"onrecord: wrote {html}", err=True)
    elif as_json:
        print_bytes(dump_line(reading).encode() + b"\n")
    elif only_text:
        print_bytes(reading.article.text.encode())
    else:
        entry = record.entry(article)
        screen = console()
        article_head(entry, screen)
        render(reading, screen, details=details, keys=entry.statements)


@click.command("verify", short_help="Check that the record is whole and can be derived again.")
@click.option("--quick", is_flag=True, help="Check the file and the offsets only; read nothing again.")
@jobs_option
@json_option
@record_option(read_only=True)
def verify_command(record: Record, quick: bool, jobs: int | None, as_json: bool) -> None:
    """Check the file, look up the words at every offset, and read every stored original again.

    What does not fit is told, one line each; the exit status is then 1. Nothing is changed.

    \b
        onrecord verify
        onrecord verify --quick
    """
    total = record.store.value("SELECT count(*) FROM article")
    found = articles = 0
    with progress_bar() as progress:
        task = progress.add_task("verifying", total=total)
        for checked in record.verify(reread=not quick, jobs=jobs):
            articles += bool(checked.article)
            for difference in checked.differences:
                found += 1
                if as_json:
                    print_json(difference)
                else:
                    click.echo(difference_line(difference))
            progress.update(task, completed=articles)
    if not as_json:
        click.echo(_verdict(articles, found, quick))
    if found:
        raise SystemExit(1)


def _verdict(articles: int, found: int, quick: bool) -> str:
    what = "checked without reading" if quick else "read again"
    fits = "everything fits"
    if found:
        fits = "1 thing does not fit" if found == 1 else f"{found:,} things do not fit"
    return f"{articles:,} article{'' if articles == 1 else 's'} {what}: {fits}"

"""`onrecord trace`: where a claim comes from, and whether several reports of it are several sources."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.commands.link import tell_waiting
from onrecord.commands.options import console, json_option, print_json, record_option
from onrecord.errors import NotFoundError
from onrecord.library import Record
from onrecord.link.trace import Trace
from onrecord.outputs import STANDARD_OUTPUT, writing
from onrecord.show.trace_asked import render_nothing
from onrecord.show.trace_graph import ArticleText
from onrecord.show.trace_json import trace_to_dict
from onrecord.show.trace_page import render_trace_page
from onrecord.show.trace_svg import trace_svg
from onrecord.show.trace_terminal import render_trace
from onrecord.show.trace_words import articles_of

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("trace", short_help="Trace a claim to where it comes from.")
@click.argument("claim", nargs=-1, required=True, metavar="CLAIM...")
@click.option(
    "--html", type=_FILE, metavar="FILE", help="Write a page where every arrow opens the passages behind it."
)
@click.option("--svg", type=_FILE, metavar="FILE", help="Write the chain as a picture.")
@click.option("--pairs", is_flag=True, help="Show what is said of each two articles, and on what ground.")
@json_option
@record_option(read_only=True)
def trace_command(
    record: Record, claim: tuple[str, ...], html: Path | None, svg: Path | None, pairs: bool, as_json: bool
) -> None:
    """Trace a claim to where it comes from: how many sources is that?

    Shown are the chains that its articles name from each origin down, copies under what they copy,
    circular reporting, for each two articles whether they are independent, of the same origin, or whether
    that cannot be told; who denied or confirmed it, who did not answer, and what changed in wording.

    CLAIM is words, or the key of a statement or of a claim. Where nothing in the record says it, that is
    told, with what comes nearest, and no file is written. With --html or --svg nothing is printed beside.

    \b
        onrecord trace "the trust knew that the pier was cracked"
        onrecord trace 3f2a --pairs
        onrecord trace 3f2a --html trace.html --svg chain.svg
    """
    tell_waiting(record)
    found = record.trace(" ".join(claim))
    if as_json:
        print_json(trace_to_dict(found))
    if html is None and svg is None and as_json:
        return
    if not found.reports:
        if not as_json:
            with writing(STANDARD_OUTPUT):
                render_nothing(found.asked, console())
        return
    texts = _texts(record, found)
    if html is not None:
        _write(html, render_trace_page(found, texts))
    if svg is not None:
        _write(svg, trace_svg(found, texts))
    if html is None and svg is None:
        with writing(STANDARD_OUTPUT):
            render_trace(found, console(), texts, pairs=pairs)


def _texts(record: Record, found: Trace) -> dict[str, ArticleText]:
    """Return the articles of a trace that the record has, by their keys."""
    texts = {}
    for key in articles_of(found):
        try:
            article = record.article(key).article
        except NotFoundError:
            continue
        texts[key] = ArticleText(
            article.title, article.publisher, article.published, article.url, article.text
        )
    return texts


def _write(path: Path, text: str) -> None:
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    click.echo(f"onrecord: wrote {path}", err=True)

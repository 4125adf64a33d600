"""The command line: parses, calls the library, prints; what it prints is made elsewhere."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import onrecord
from onrecord.article import Article, Reading
from onrecord.commands.add import add_command
from onrecord.commands.asking import search_command, silences_command, timeline_command, who_command
from onrecord.commands.changes import changes_command
from onrecord.commands.claims import claims_command
from onrecord.commands.copies import copies_command
from onrecord.commands.export import export_command
from onrecord.commands.judge import judge_command
from onrecord.commands.link import link_command
from onrecord.commands.parties import parties_command
from onrecord.commands.progress import INTERRUPTED
from onrecord.commands.reread import reread_command
from onrecord.commands.state import article_command, status_command, verify_command
from onrecord.commands.trace import trace_command
from onrecord.errors import InputError, OnrecordError, OutputError
from onrecord.extract import InputOptions, Source, articles, expand
from onrecord.input_options import input_options
from onrecord.outputs import STANDARD_OUTPUT, Outputs, Run, print_bytes, writing
from onrecord.read.encoder import Encoder
from onrecord.read.reader import Reader
from onrecord.show import Corpus, read_bytes, read_path, schema
from onrecord.show.formats import FILES, FOLDERS, READABLE, texts_in
from onrecord.show.trace_json import trace_schema

Command: TypeAlias = Callable[..., None]

EXIT_OK, EXIT_SOME_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, INTERRUPTED
# A bar on a handful of files would flash and vanish.
_BAR_FROM = 5


def read_all(
    sources: Iterable[Source | InputError], reader: Reader, options: InputOptions
) -> Iterator[Reading | OnrecordError]:
    """Yield the reading of each article of the sources, or the error that stands in its way, in order."""
    for article in articles(sources, options):
        if isinstance(article, Article):
            try:
                yield reader.read(article)
            except MemoryError:
                yield InputError(article.name, "needs more memory than there is", "split the text")
        else:
            yield article


class _InOrder(click.Group):
    """Lists its commands in the order in which a user comes to need them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands as they were added."""
        return list(self.commands)


@click.group(cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(onrecord.__version__, prog_name="onrecord")
def cli() -> None:
    """Who said it, who told them, when, and who did not answer: what is on record in an article."""


# What the options of the formats say of themselves.
_FILE_HELP = {
    "html": "Write one self-contained page with every article.",
    "web-annotation": "Write W3C Web Annotations (JSON-LD).",
    "csv": "Write a table, one row an attribution.",
    "parquet": "Write the same table as Parquet (needs onrecord[parquet]).",
    "docbin": "Write a DocBin of spaCy (needs onrecord[spacy]).",
}
_FOLDER_HELP = {
    "brat": "Write NAME.txt and NAME.ann in brat standoff.",
    "citron": "Write NAME.json in Citron's format.",
}


def output_options(command: Command) -> Command:
    """Add the options that say where readings go; `command` gets them as `outputs`."""

    @click.option("--details", is_flag=True, help="List every party, mention and date in the terminal.")
    @wraps(command)
    def with_outputs(*, as_json: bool, max_chars: int | None, details: bool, **others: Any) -> None:
        files, folders = (_given(others, kinds) for kinds in (_FILE_HELP, _FOLDER_HELP))
        command(outputs=Outputs(as_json, files, folders, max_chars, details), **others)

    file, folder = (click.Path(dir_okay=kind, file_okay=not kind, path_type=Path) for kind in (False, True))
    options = [
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article a line."),
        *(click.option(f"--{kind}", type=file, metavar="FILE", help=say) for kind, say in _FILE_HELP.items()),
        *(
            click.option(f"--{kind}", type=folder, metavar="DIR", help=say)
            for kind, say in _FOLDER_HELP.items()
        ),
        click.option(
            "--max-chars",
            type=click.IntRange(min=20),
            metavar="N",
            help="Shorten contents in the terminal to N characters.",
        ),
    ]
    decorated: Command = with_outputs
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def _given(options: dict[str, Any], kinds: Iterable[str]) -> dict[str, Path]:
    """Take the options of these formats out of `options`; return those that have a value."""
    values = {kind: options.pop(kind.replace("-", "_")) for kind in kinds}
    return {kind: value for kind, value in values.items() if value is not None}


@cli.command("read", short_help="Show every attributed statement of articles.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@output_options
@input_options
@click.option("--threads", type=click.IntRange(min=1), metavar="N", help="Cores to use.  [default: all]")
def read_command(
    inputs: tuple[str, ...], outputs: Outputs, options: InputOptions, threads: int | None
) -> None:
    """Show every statement that the articles attribute to somebody, and all that goes with it.

    Who is behind "she", from whom they had it, when it was said, and who was asked and did not answer.

    INPUT is a web page, a plain text, a PDF, a feed (RSS, Atom), a list of feeds (OPML), a web archive
    (WARC), or articles as JSON (JSON Lines, ninjs): a file, a folder, an address (http or https), or -
    for standard input. An input that cannot be read is told in one line and the rest is read; the exit
    status is then 1.

    \b
        onrecord read story.html
        onrecord read story.txt --published 2022-09-28
        onrecord read https://news.example/story another.txt - --json
        onrecord read clippings/ --html clippings.html
    """
    outputs.check()
    run = Run(outputs)
    reader = Reader(Encoder(threads=threads))
    sources = expand(inputs)
    console = Console(highlight=False, markup=False, emoji=False)
    with _bar(len(sources), alone=outputs.elsewhere and not outputs.json) as progress:
        task = progress.add_task("reading", total=len(sources)) if progress else None

        def taken() -> Iterator[Source | InputError]:
            # One archive or feed has many articles: a source is done when the next one is asked for.
            for source in sources:
                yield source
                if progress and task is not None:
                    progress.advance(task)

        for result in read_all(taken(), reader, options):
            if isinstance(result, Reading):
                run.show(result, console)
            else:
                run.report(result)
    run.finish()
    if run.failed:
        raise SystemExit(EXIT_SOME_FAILED)


def _bar(total: int, alone: bool) -> AbstractContextManager[Progress | None]:
    """A progress bar on standard error, where a person watches and no readings are printed beside it."""
    shared = not alone and sys.stdout.isatty()
    if shared or total < _BAR_FROM or not sys.stderr.isatty():
        return nullcontext()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))


@cli.command("convert", short_help="Turn files of readings into another format.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--to", "kind", type=click.Choice([*FILES, *FOLDERS]), required=True, metavar="FORMAT")
@click.option("-o", "--output", required=True, metavar="OUT", help="File, folder, or - for standard output.")
@click.option("--from", "source", type=click.Choice(READABLE), metavar="FORMAT", help="  [default: guessed]")
@click.option(
    "--text",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="Where the texts of Web Annotations are: a file, or a folder with NAME.txt.  [default: beside them]",
)
def convert_command(
    inputs: tuple[str, ...], kind: str, output: str, source: str | None, text: Path | None
) -> None:
    """Turn files of readings into another format, without reading the articles again.

    INPUT is JSON Lines of `onrecord read --json`, a folder in brat standoff, Citron's JSON, W3C Web
    Annotations, a DocBin written by Onrecord, a folder of such files, or - for standard input. FORMAT is
    json, html, brat, citron, web-annotation, csv, parquet or docbin; all but html, csv and parquet can be
    read. What cannot be read is told in one line and the rest is converted; the exit status is then 1.

    \b
        onrecord convert clippings.jsonl --to csv -o clippings.csv
        onrecord convert brat-data/ --to json -o - | jq .name
    """
    printed = output == "-" and kind in FILES
    if output == "-" and not printed:
        raise click.UsageError(f"{kind} is a folder; name one with -o")
    place = {} if printed else {kind: Path(output)}
    run = Run(Outputs(files=place) if kind in FILES else Outputs(folders=place))
    run.outputs.check()
    readings = _all_readings(inputs, source, text, run)
    if printed:
        print_bytes(FILES[kind](readings))
    for reading in readings:
        run.keep(reading)
    run.finish()
    if run.failed:
        raise SystemExit(EXIT_SOME_FAILED)


def _all_readings(inputs: Sequence[str], kind: str | None, text: Path | None, run: Run) -> list[Reading]:
    """Return the readings of all inputs; `run` reports what could not be read."""
    readings: list[Reading] = []
    for given in inputs:
        try:
            corpus = _corpus(given, kind, text)
        except OnrecordError as error:
            run.report(error)
            continue
        readings += corpus.readings
        for problem in corpus.problems:
            run.report(problem)
    return readings


def _corpus(given: str, kind: str | None, text: Path | None) -> Corpus:
    try:
        if given == "-":
            data = sys.stdin.buffer.read()
            return read_bytes(data, "stdin", kind, texts_in(text or Path()))
        return read_path(Path(given), kind, texts_in(text) if text else None)
    except FileNotFoundError as error:
        raise InputError(given, "no such file or folder") from error
    except OSError as error:
        raise InputError(given, f"cannot be read: {error.strerror or error}") from error


@cli.command("schema", short_help="Print the JSON Schema of `read --json`, or of `trace --json`.")
@click.argument("command", type=click.Choice(["read", "trace"]), default="read", metavar="[COMMAND]")
def schema_command(command: str) -> None:
    """Print the JSON Schema that every line of `onrecord read --json` follows, or of `onrecord trace --json`.

    COMMAND is read (the default) or trace.
    """
    found = trace_schema() if command == "trace" else schema()
    with writing(STANDARD_OUTPUT):
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))


cli.add_command(add_command)
cli.add_command(link_command)
cli.add_command(status_command)
cli.add_command(article_command)
cli.add_command(verify_command)
cli.add_command(search_command)
cli.add_command(who_command)
cli.add_command(timeline_command)
cli.add_command(silences_command)
cli.add_command(trace_command)
cli.add_command(claims_command)
cli.add_command(copies_command)
cli.add_command(judge_command)
cli.add_command(reread_command)
cli.add_command(changes_command)
cli.add_command(export_command)
cli.add_command(parties_command)


def main() -> NoReturn:
    """Run the command line; an error made on purpose is one line, a closed pipe is silence."""
    try:
        cli.main(standalone_mode=True)
    except OnrecordError as error:
        click.echo(f"onrecord: {error}", err=True)
        if isinstance(error, OutputError) and error.where == STANDARD_OUTPUT:
            _forget_output()
        raise SystemExit(EXIT_SOME_FAILED) from None
    except BrokenPipeError:
        _forget_output()
        raise SystemExit(EXIT_SOME_FAILED) from None
    raise SystemExit(EXIT_OK)


def _forget_output() -> None:
    """Send what is still to be printed nowhere: Python would complain again when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

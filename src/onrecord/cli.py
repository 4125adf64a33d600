"""The command line: parses, calls the library, prints; what it prints is made elsewhere."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from errno import EACCES
from functools import wraps
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NoReturn, TypeAlias

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import onrecord
from onrecord.article import Article, Reading
from onrecord.errors import InputError, OnrecordError, OutputError
from onrecord.extract import InputOptions, Source, articles, expand
from onrecord.extract.options import MAX_BYTES, TIMEOUT_SECONDS
from onrecord.read.encoder import Encoder
from onrecord.read.reader import Reader
from onrecord.show import dump_line, render, render_page, safe_name, schema, write_brat

Command: TypeAlias = Callable[..., None]

EXIT_OK, EXIT_SOME_FAILED, EXIT_USAGE = 0, 1, 2
# A bar on a handful of files would flash and vanish.
_BAR_FROM = 5
# What an error calls the place that --json and the terminal's lines go to.
STANDARD_OUTPUT = "standard output"


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where the readings of one run go."""

    json: bool = False
    page: Path | None = None
    brat: Path | None = None
    max_chars: int | None = None

    @property
    def elsewhere(self) -> bool:
        """Whether people see none of it in the terminal."""
        return self.json or bool(self.page or self.brat)

    def check(self) -> None:
        """Make the folders that files go to; raises `OutputError` where nothing could be written.

        Found out before an hour of reading, not after it; nothing that is there is touched.
        """
        if self.page:
            with writing(self.page):
                self.page.parent.mkdir(parents=True, exist_ok=True)
                if not self.page.exists():
                    _try(self.page.parent)
                elif not os.access(self.page, os.W_OK):
                    raise PermissionError(EACCES, os.strerror(EACCES))
        if self.brat:
            with writing(self.brat):
                self.brat.mkdir(parents=True, exist_ok=True)
                _try(self.brat)


@contextmanager
def writing(where: object) -> Iterator[None]:
    """Turn what the system says against writing to `where` into an `OutputError`; a closed pipe stays one."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(str(where), (error.strerror or str(error)).lower()) from error


def _try(folder: Path) -> None:
    """Write a file into `folder` and take it away again."""
    with TemporaryFile(dir=folder) as file:
        file.write(b"onrecord")


@dataclass(slots=True)
class Run:
    """One run of `onrecord read`: what failed, and what is written at the end."""

    outputs: Outputs
    kept: list[Reading] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    failed: int = 0

    def report(self, error: OnrecordError) -> None:
        """Print one line about an input that could not be read."""
        self.failed += 1
        click.echo(f"onrecord: {error}", err=True)

    def show(self, reading: Reading, console: Console) -> None:
        """Write one reading wherever it was asked for."""
        if self.outputs.page:
            self.kept.append(reading)
        if self.outputs.brat:
            name = safe_name(reading.article.name, self.written)
            self.written.add(name)
            with writing(self.outputs.brat / f"{name}.ann"):
                write_brat(reading, self.outputs.brat, name)
        if self.outputs.json:
            with writing(STANDARD_OUTPUT):
                sys.stdout.buffer.write(dump_line(reading).encode("utf-8") + b"\n")
                sys.stdout.buffer.flush()
        elif not self.outputs.elsewhere:
            with writing(STANDARD_OUTPUT):
                render(reading, console, max_chars=self.outputs.max_chars)

    def finish(self) -> None:
        """Write what needs all readings at once."""
        if self.outputs.page:
            with writing(self.outputs.page):
                self.outputs.page.write_text(render_page(self.kept), encoding="utf-8")
            click.echo(f"onrecord: wrote {self.outputs.page}", err=True)


def read_all(
    sources: Sequence[Source | InputError], reader: Reader, options: InputOptions
) -> Iterator[Reading | OnrecordError]:
    """Yield the reading of each source, or the error that stands in its way, in order."""
    for article in articles(sources, options):
        if isinstance(article, Article):
            try:
                yield reader.read(article)
            except MemoryError:
                yield InputError(article.name, "needs more memory than there is", "split the text")
        else:
            yield article


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(onrecord.__version__, prog_name="onrecord")
def cli() -> None:
    """Who said it, in which words: every attributed statement of an article."""


def output_options(command: Command) -> Command:
    """Add the options that say where readings go; `command` gets them as `outputs`."""

    @click.option("--json", "as_json", is_flag=True, help="Print one JSON object an article a line.")
    @click.option(
        "--html",
        "page",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write one self-contained page with every article.",
    )
    @click.option(
        "--brat",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="Write NAME.txt and NAME.ann in brat standoff.",
    )
    @click.option(
        "--max-chars",
        type=click.IntRange(min=20),
        metavar="N",
        help="Shorten contents in the terminal to N characters.",
    )
    @wraps(command)
    def with_outputs(
        *, as_json: bool, page: Path | None, brat: Path | None, max_chars: int | None, **others: Any
    ) -> None:
        command(outputs=Outputs(as_json, page, brat, max_chars), **others)

    return with_outputs


def input_options(command: Command) -> Command:
    """Add the options that say what may be read; `command` gets them as `options`."""

    @click.option(
        "--allow-private", is_flag=True, help="Fetch addresses on this machine and its network, too."
    )
    @click.option(
        "--timeout",
        type=click.FloatRange(min=0.1),
        default=TIMEOUT_SECONDS,
        show_default=True,
        metavar="SECONDS",
        help="How long to wait for an address.",
    )
    @click.option(
        "--max-bytes",
        type=click.IntRange(min=1),
        default=MAX_BYTES,
        show_default=True,
        metavar="N",
        help="Refuse files and pages larger than this.",
    )
    @wraps(command)
    def with_options(*, allow_private: bool, timeout: float, max_bytes: int, **others: Any) -> None:
        command(options=InputOptions(allow_private, timeout, max_bytes), **others)

    return with_options


@cli.command("read", short_help="Show every attributed statement of articles.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@output_options
@input_options
@click.option("--threads", type=click.IntRange(min=1), metavar="N", help="Cores to use.  [default: all]")
def read_command(
    inputs: tuple[str, ...], outputs: Outputs, options: InputOptions, threads: int | None
) -> None:
    """Show every statement that the articles attribute to somebody.

    INPUT is a web page or plain text: a file, a folder, an address (http or https), or - for
    standard input. An input that cannot be read is told in one line and the rest is read; the exit
    status is then 1.

    \b
        onrecord read story.html
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
        for result in read_all(sources, reader, options):
            if isinstance(result, Reading):
                run.show(result, console)
            else:
                run.report(result)
            if progress and task is not None:
                progress.advance(task)
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


@cli.command("schema", short_help="Print the JSON Schema of `read --json`.")
def schema_command() -> None:
    """Print the JSON Schema that every line of `onrecord read --json` follows."""
    with writing(STANDARD_OUTPUT):
        click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))


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

"""`onrecord add`: reads articles into the record."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import Final

import click
from rich.progress import Progress, TaskID

from onrecord.commands.link import link_with_bar
from onrecord.commands.options import json_option, print_json, record_option
from onrecord.commands.progress import INTERRUPTED, jobs_option, progress_bar
from onrecord.errors import InputError
from onrecord.extract import InputOptions, Source, expand
from onrecord.input_options import input_options
from onrecord.library import Record
from onrecord.record.add import AddOptions, Outcome, State
from onrecord.show.plain import counted

# Starting processes that read takes a second or two; fewer files than this are read sooner without.
_APART_FROM: Final = 24
_ENDS_MANY: Final = (".warc", ".gz", ".jsonl", ".ndjson", ".opml", ".xml", ".rss", ".atom", ".json")


@click.command("add", short_help="Read articles into the record.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@jobs_option
@click.option("--link", is_flag=True, help="Link them at the end, as onrecord link does.")
@json_option
@input_options
@record_option(read_only=False)
def add_command(
    record: Record,
    inputs: tuple[str, ...],
    jobs: int | None,
    link: bool,
    as_json: bool,
    options: InputOptions,
) -> None:
    """Read articles into the record, which is made on first use.

    INPUT is a page, a text, a PDF, a folder, an address, an RSS or Atom feed, an OPML list of feeds, a WARC
    archive, JSON Lines with `text` and what is known of it, IPTC ninjs, or - for standard input.

    What is there already is passed over, and a changed article becomes a new version of itself. Stopped at
    any moment, the record has every article up to there; the same command goes on. An input that cannot be
    read is told in one line and kept in `onrecord status --failures`, and the rest is read; the exit status
    is then 1.

    \b
        onrecord add clippings/
        onrecord add feed.opml archive.warc.gz export.jsonl --record talks.db
        onrecord add https://news.example/story
    """
    sources = expand(inputs)
    counts: Counter[State] = Counter()
    statements = 0
    with progress_bar() as progress:
        task = progress.add_task("reading", total=len(sources) or None)
        try:
            for outcome in record.add(sources, AddOptions(options, _jobs(jobs, sources))):
                counts[outcome.state] += 1
                statements += outcome.statements
                _report(outcome, as_json)
                _advance(progress, task, outcome, counts)
        except KeyboardInterrupt:
            progress.stop()
            done = _summary(counts, statements)
            click.echo(f"onrecord: stopped; {done}; the same command goes on", err=True)
            raise SystemExit(INTERRUPTED) from None
    if not as_json:
        click.echo(f"{record.store.path}: {_summary(counts, statements)}")
    if link:
        link_with_bar(record)
    if counts[State.FAILED]:
        raise SystemExit(1)


def _jobs(wanted: int | None, sources: Sequence[Source | InputError]) -> int:
    """Return how many processes read: as many as asked for, or as cores where there is enough to read."""
    if wanted is not None:
        return wanted
    cores = os.cpu_count() or 1
    many = len(sources) >= _APART_FROM or any(
        isinstance(source, Source) and source.where.lower().endswith(_ENDS_MANY) for source in sources
    )
    return cores if many and cores > 1 else 0


def _advance(progress: Progress, task: TaskID, outcome: Outcome, counts: Counter[State]) -> None:
    """Move the bar on: a source counts as a whole when its last article is there."""
    state = progress.tasks[0]
    elapsed = state.elapsed or 0
    done = counts.total()
    rate = f"{done:,} articles" + (f", {done / elapsed:.1f}/s" if elapsed > 1 else "")
    whole = int(state.completed)
    completed = whole + 1 if outcome.progress >= 1 else whole + outcome.progress
    progress.update(task, completed=completed, rate=rate)


def _report(outcome: Outcome, as_json: bool) -> None:
    if outcome.error is not None:
        click.echo(f"onrecord: {outcome.error}", err=True)
    if as_json:
        print_json(
            {
                "where": outcome.where,
                "state": outcome.state,
                "key": outcome.key or None,
                "version": outcome.version or None,
                "statements": outcome.statements,
                "cause": outcome.error.cause if outcome.error else None,
            }
        )


def _summary(counts: Counter[State], statements: int) -> str:
    """Return "3 added, 1 new version, 2 could not be read; 41 statements"."""
    versions = "new version" if counts[State.VERSION] == 1 else "new versions"
    words = (
        (State.ADDED, "added"),
        (State.VERSION, versions),
        (State.THERE, "already there"),
        (State.UNCHANGED, "unchanged"),
        (State.FAILED, "could not be read"),
    )
    parts = [f"{counts[state]:,} {name}" for state, name in words if counts[state]]
    found = counted(statements, "statement")
    return (", ".join(parts) or "nothing added") + (f"; {found}" if found else "")

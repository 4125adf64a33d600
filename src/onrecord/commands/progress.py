"""Long work: a bar with rate and time left, and how many processes do it."""

from __future__ import annotations

import sys
from typing import Any, Final

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

#: Exit status after Ctrl-C, as shells have it.
INTERRUPTED: Final = 130

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    metavar="N",
    help="Processes that read; 0: this one alone.  [default: one a core where there is much to read]",
)


class RatedProgress(Progress):
    """A bar whose tasks have a text for the rate."""

    def add_task(self, description: str, *args: Any, **fields: Any) -> TaskID:
        """Add a task; its rate is empty at first."""
        return super().add_task(description, *args, **{"rate": "", **fields})


def progress_bar() -> Progress:
    """Return a bar on standard error, seen where a person watches."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    return RatedProgress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty())

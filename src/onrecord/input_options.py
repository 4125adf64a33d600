"""Options of the command line that say what may be read."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from math import isnan
from pathlib import Path
from typing import Any, TypeAlias

import click

from onrecord.extract import InputOptions
from onrecord.extract.about import About, is_date, read_about
from onrecord.extract.options import DELAY_SECONDS, MAX_BYTES, TIMEOUT_SECONDS

Command: TypeAlias = Callable[..., None]

# More than an hour for one page, or between two, is a slip of the hand.
_HOUR = 3600


def _date(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Return a date given as an option as it is; anything else is an error of usage."""
    if value is not None and not is_date(value):
        raise click.BadParameter(f"{value!r} is no date; give year, month and day: 2022-09-28")
    return value


class _Seconds(click.FloatRange):
    """A span of time in a range; "nan", which no comparison keeps out, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds = float(super().convert(value, param, ctx))
        if isnan(seconds):
            self.fail(f"{value!r} is no number of seconds", param, ctx)
        return seconds


def input_options(command: Command) -> Command:
    """Add the options that say what may be read; `command` gets them as `options`."""

    @click.option(
        "--allow-private", is_flag=True, help="Fetch addresses on this machine and its network, too."
    )
    @click.option(
        "--timeout",
        type=_Seconds(min=0.1, max=_HOUR),
        default=TIMEOUT_SECONDS,
        show_default=True,
        metavar="SECONDS",
        help="How long to wait for an address.",
    )
    @click.option(
        "--delay",
        type=_Seconds(min=0, max=_HOUR),
        default=DELAY_SECONDS,
        show_default=True,
        metavar="SECONDS",
        help="How long to leave a host alone between two pages.",
    )
    @click.option(
        "--max-bytes",
        type=click.IntRange(min=1),
        default=MAX_BYTES,
        show_default=True,
        metavar="N",
        help="Refuse files and pages larger than this.",
    )
    @click.option(
        "--published",
        metavar="DATE",
        callback=_date,
        help="When articles that do not say so were published: 2022-09-28.",
    )
    @click.option("--publisher", metavar="NAME", help="The outlet of articles that do not name theirs.")
    @click.option(
        "--about",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Table of articles: name, published, publisher, title, url, byline.",
    )
    @wraps(command)
    def with_options(
        *,
        allow_private: bool,
        timeout: float,
        max_bytes: int,
        delay: float,
        published: str | None,
        publisher: str | None,
        about: Path | None,
        **others: Any,
    ) -> None:
        given = {"published": published, "publisher": publisher}
        common = {name: value for name, value in given.items() if value}
        known = read_about(about, common) if about else About(common)
        options = InputOptions(allow_private, timeout, max_bytes, about=known, delay_seconds=delay)
        command(options=options, **others)

    return with_options

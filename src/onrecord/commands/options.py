"""Options that the commands of a record share."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeAlias

import click
from rich.console import Console

from onrecord.article import Span
from onrecord.library import DEFAULT_PATH, Record
from onrecord.notation.lines import CONFIDENCE_DECIMALS
from onrecord.outputs import STANDARD_OUTPUT, writing

Command: TypeAlias = Callable[..., None]

#: Environment variable that names the record where no option does.
RECORD_VARIABLE: Final = "ONRECORD_RECORD"


#: Adds --record; the command gets the path and opens the record itself.
path_option = click.option(
    "--record",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    default=DEFAULT_PATH,
    envvar=RECORD_VARIABLE,
    show_default=True,
    metavar="FILE",
    help=f"The record; {RECORD_VARIABLE} in the environment names another default.",
)


def record_option(
    *, read_only: bool, make: bool = True, unless: Sequence[str] = ()
) -> Callable[[Command], Command]:
    """Add --record; the command gets the open record as its first argument.

    One that is opened `read_only` is opened for writing where one of the options `unless` is given; without
    `make` none is made.
    """

    def decorate(command: Command) -> Command:
        @path_option
        @wraps(command)
        def with_record(*, path: Path, **others: Any) -> None:
            only = read_only and not any(others[name] for name in unless)
            with Record(path, read_only=only, make=make) as record:
                command(record, **others)

        return with_record

    return decorate


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")


def console() -> Console:
    """Return where people read the answer: standard output, without guessing at what is in it."""
    return Console(highlight=False, markup=False, emoji=False)


def print_json(value: Any) -> None:
    """Print one value as one line of JSON."""
    with writing(STANDARD_OUTPUT):
        click.echo(json.dumps(plain(value), ensure_ascii=False))


def plain(value: Any) -> Any:
    """Return an answer of the record as what JSON has: classes become objects, spans lists of two offsets."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return round(value, CONFIDENCE_DECIMALS) if isinstance(value, float) else value

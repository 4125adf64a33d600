"""Options that narrow what a question to the record is about: one for each field of `Filters`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import wraps
from typing import Any, Final

import click

from onrecord.article import Manner, Naming, Quotation
from onrecord.commands.options import Command
from onrecord.errors import FilterError
from onrecord.record.conditions import JUDGED_VALUES, moment
from onrecord.record.filters import Filters

#: All fields, in the order of the help.
ALL: Final = (
    *("by", "to", "manner", "quotation", "naming", "outlet", "article", "since", "until"),
    *("published_since", "published_until", "denied", "answered", "unanswered"),
    *("min_confidence", "judged", "versions"),
)
#: Fields that silences have, too; the others are of statements only.
OF_SILENCES: Final = (
    *("by", "to", "naming", "outlet", "article", "since", "until", "published_since", "published_until"),
    *("unanswered", "min_confidence", "versions"),
)


def _moment(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return moment(value)
    except FilterError as error:
        raise click.BadParameter(str(error)) from error


def _word(kind: type[StrEnum]) -> Any:
    return click.Choice([member.value for member in kind])


def _options() -> dict[str, Callable[[Command], Command]]:
    day: dict[str, Any] = {"metavar": "DATE", "callback": _moment}
    return {
        "by": click.option("--by", metavar="WHO", help="Who said it: a name, part of one, a role, or a key."),
        "to": click.option("--to", metavar="WHO", help="Who was told, likewise; of silences: who asked."),
        "manner": click.option(
            "--manner", type=_word(Manner), metavar="MANNER", help="How: denies, demands, …"
        ),
        "quotation": click.option(
            "--quotation", type=_word(Quotation), metavar="FORM", help="direct, indirect or mixed."
        ),
        "naming": click.option(
            "--naming", type=_word(Naming), metavar="HOW", help="The source is named, described or unnamed."
        ),
        "outlet": click.option("--outlet", metavar="NAME", help="The outlet, or a word of its name."),
        "article": click.option("--article", metavar="ARTICLE", help="One article: key, address or name."),
        "since": click.option("--since", help="Said on this day, month or year, or later: 2022-02.", **day),
        "until": click.option("--until", help="Said on this day, month or year, or earlier.", **day),
        "published_since": click.option("--published-since", help="Published then or later.", **day),
        "published_until": click.option("--published-until", help="Published then or earlier.", **day),
        "denied": click.option("--denied", is_flag=True, help="Another party denies it."),
        "answered": click.option("--answered", is_flag=True, help="Somebody answered it, or would not."),
        "unanswered": click.option("--unanswered", is_flag=True, help="Somebody did not answer it."),
        "min_confidence": click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            default=0.0,
            metavar="N",
            help="Read with at least this confidence, from 0 to 1.",
        ),
        "judged": click.option(
            "--judged",
            type=click.Choice(JUDGED_VALUES),
            metavar="VERDICT",
            help="right, wrong, unsure, unjudged or any.  [default: all but wrong]",
        ),
        "versions": click.option("--versions", is_flag=True, help="Also older versions of articles."),
    }


def filter_options(fields: Sequence[str] = ALL) -> Callable[[Command], Command]:
    """Add the options of these fields of `Filters`; the command gets them as `filters`."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def with_filters(*arguments: Any, **values: Any) -> None:
            given = {name: values.pop(name) for name in fields}
            command(*arguments, filters=Filters(**_typed(given)), **values)

        decorated: Command = with_filters
        options = _options()
        for name in reversed(fields):
            decorated = options[name](decorated)
        return decorated

    return decorate


_TYPES: Final[dict[str, type[StrEnum]]] = {"manner": Manner, "quotation": Quotation, "naming": Naming}


def _typed(given: dict[str, Any]) -> dict[str, Any]:
    """Return the values with the words of fixed sets as members of them."""
    return {
        name: _TYPES[name](value) if name in _TYPES and value is not None else value
        for name, value in given.items()
    }


def limit_option(default: int) -> Callable[[Command], Command]:
    """Add --limit with what it is unless given."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=True,
        metavar="N",
        help="Show at most so many.",
    )

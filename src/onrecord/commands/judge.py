"""`onrecord judge`: what a person decides about statements and parties."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import partial, wraps
from pathlib import Path
from typing import Any, Final, TextIO

import click

from onrecord.article import Manner, Quotation
from onrecord.commands.options import Command, console, json_option, path_option, print_json
from onrecord.errors import NotFoundError
from onrecord.library import Record
from onrecord.record.anchors import attribution_of
from onrecord.record.corrections import find_words
from onrecord.record.judge import attribution_row
from onrecord.record.judgement_notation import judgement_to_dict, standing_to_dict
from onrecord.record.judgements import Correction, Judgement, Verdict, correction_from_dict
from onrecord.show.plain import counted
from onrecord.show.record_judgements import render_history, render_judgement, render_standing

#: Environment variable that names who judges where no option does.
PERSON_VARIABLE: Final = "ONRECORD_PERSON"
_LIMIT: Final = 100


@dataclass(frozen=True, slots=True)
class Words:
    """A correction as it is given on the command line: runs of words, or spans, and what else was read."""

    source: tuple[str, ...]
    cue: tuple[str, ...]
    content: tuple[str, ...]
    spans: str | None
    party: str | None
    manner: str | None
    quotation: str | None

    @property
    def given(self) -> bool:
        """Whether there is a correction."""
        return any(getattr(self, field.name) for field in fields(self))

    def correction(self, record: Record, key: str) -> Correction | None:
        """Return the correction, its words found in the article; None where nothing was given."""
        if not self.given:
            return None
        given = self._told()
        runs = {name: words for name in ("source", "cue", "content") if (words := getattr(self, name))}
        row = attribution_row(record.store, key)
        text, one = row["text"], attribution_of(row)
        for name, words in runs.items():
            given[name] = [list(find_words(text, run, one)) for run in words if run.strip()]
        return correction_from_dict(given, row["key"], len(text))

    def _told(self) -> dict[str, Any]:
        """Return what needs no looking up, as the JSON of a correction."""
        try:
            given = json.loads(self.spans) if self.spans else {}
        except ValueError as error:
            raise click.BadParameter(f"{self.spans!r:.60} is no JSON", param_hint="--spans") from error
        if not isinstance(given, dict) or not set(given) <= {"source", "cue", "content"}:
            raise click.BadParameter(
                'give {"content": [[12, 40]]}: source, cue, content', param_hint="--spans"
            )
        if twice := sorted(name for name in given if getattr(self, name)):
            raise click.UsageError(f"{twice[0]} is given by its words and by --spans; give one of them")
        told = {"party": self.party, "manner": self.manner, "quotation": self.quotation}
        return given | {name: value for name, value in told.items() if value is not None}


def correction_options(command: Command) -> Command:
    """Add the options that say how a statement should have been read; the command gets them as `words`."""

    @wraps(command)
    def with_words(**given: Any) -> None:
        words = Words(**{field.name: given.pop(field.name) for field in fields(Words)})
        command(words=words, **given)

    run = partial(click.option, multiple=True, metavar="WORDS")
    options = [
        run("--source", help='The words for who said it; "" where the article names nobody.'),
        run("--cue", help="The words that say that it was said."),
        run("--content", help="The words of what was said; once for each run of them."),
        click.option("--spans", metavar="JSON", help='Offsets instead of words: {"content": [[12, 40]]}.'),
        click.option("--party", metavar="PARTY", help="Who said it: the key of a party, or a name."),
        click.option(
            "--manner",
            type=click.Choice([one.value for one in Manner]),
            metavar="MANNER",
            help="What the cue says that they did: denies, asks, ...",
        ),
        click.option(
            "--quotation",
            type=click.Choice([one.value for one in Quotation]),
            metavar="FORM",
            help="direct, indirect or mixed.",
        ),
    ]
    return _with_options(with_words, options)


def verdict_options(command: Command) -> Command:
    """Add the options that say what is decided, by whom and why."""
    options = [
        click.option(
            "--same", "verdict", flag_value=Verdict.SAME.value, help="The two are one, or say the same."
        ),
        click.option(
            "--different", "verdict", flag_value=Verdict.DIFFERENT.value, help="They are not, or do not."
        ),
        click.option("--unsure", "verdict", flag_value=Verdict.UNSURE.value, help="Looked at, not decided."),
        click.option("--withdrawn", "verdict", flag_value=Verdict.WITHDRAWN.value, help="Take it back."),
        click.option("--split", is_flag=True, help="The party KEY is another one in the articles after it."),
        click.option("--reason", default="", metavar="WORDS", help="Why; kept with the judgement."),
        click.option(
            "--person",
            metavar="NAME",
            help=f"Who judges.  [default: {PERSON_VARIABLE} in the environment, else your login name]",
        ),
    ]
    return _with_options(command, options)


def list_options(command: Command) -> Command:
    """Add the options that show and take in judgements; the command gets them as `listing`."""

    @wraps(command)
    def with_listing(**given: Any) -> None:
        listing = Listing(**{field.name: given.pop(field.name) for field in fields(Listing)})
        command(listing=listing, **given)

    options = [
        click.option("--list", "listed", is_flag=True, help="List the judgements that count."),
        click.option(
            "--all", "everything", is_flag=True, help="With --list: those replaced or taken back too."
        ),
        click.option(
            "--limit",
            type=click.IntRange(min=1),
            default=_LIMIT,
            show_default=True,
            metavar="N",
            help="With --list: how many are shown to people.",
        ),
        click.option("--history", is_flag=True, help="Show every judgement on KEY, earliest first."),
        click.option(
            "--import",
            "file",
            type=click.File(encoding="utf-8", errors="replace"),
            metavar="FILE",
            help="Keep the judgements of another record, from its --list --all --json.",
        ),
    ]
    return _with_options(with_listing, options)


def _with_options(command: Command, options: Sequence[Callable[[Command], Command]]) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Listing:
    """What is to be shown or taken in instead of judging."""

    listed: bool
    everything: bool
    limit: int
    history: bool
    file: TextIO | None


@click.command("judge", short_help="Keep what a person decides about statements and parties.")
@click.argument("keys", nargs=-1, metavar="KEY...")
@verdict_options
@correction_options
@list_options
@json_option
@path_option
def judge_command(
    path: Path, keys: tuple[str, ...], listing: Listing, as_json: bool, **decision: Any
) -> None:
    """Keep what a person decides about the statement KEY: right, wrong, unsure or withdrawn.

    With two KEYs, whether two parties are the same, or two statements say the same.
    A judgement is added, never changed; the latest on a statement or a pair counts, and withdrawn takes it
    back. It outlives reading again; where a newer model reads otherwise it is listed as orphaned. Corrections
    go with wrong; what one leaves out is as it was read.

    \b
        onrecord judge 5eb389257587 right
        onrecord judge 5eb389257587 wrong --reason "he asked" --manner asks
        onrecord judge c5a1e93f380f 02bb6f40c11d --same --reason "sworn in under this name"
        onrecord judge c5a1e93f380f --split 21235fbe47c9 https://news.example/story
        onrecord judge --list
    """
    if sum((listing.listed, listing.history, listing.file is not None)) > 1:
        raise click.UsageError("--list, --history and --import do not go together")
    if listing.listed or listing.history:
        with Record(path, read_only=True) as record:
            _show(record, keys, listing, as_json)
        return
    with Record(path, make=False) as record:
        if listing.file is not None:
            _import(record, listing.file, as_json)
            return
        judgement = _judged(record, list(keys), **decision)
    if as_json:
        print_json(judgement_to_dict(judgement))
    else:
        render_judgement(judgement, console())


def _show(record: Record, keys: Sequence[str], listing: Listing, as_json: bool) -> None:
    """Print the judgements that count, or all on one thing."""
    if listing.history:
        if len(keys) != 1:
            raise click.UsageError("--history shows the judgements on one KEY")
        history = record.judgement_history(keys[0])
        if not as_json:
            render_history(history, console())
        for judgement in history if as_json else ():
            print_json(judgement_to_dict(judgement))
        return
    if keys:
        raise click.UsageError("--list lists all judgements; --history KEY shows those on one thing")
    standing = record.judgements(everything=listing.everything)
    if not as_json:
        render_standing(standing, console(), listing.limit)
    for one in standing if as_json else ():
        print_json(standing_to_dict(one))


def _import(record: Record, file: TextIO, as_json: bool) -> None:
    """Take in judgements of another record; a line that is none is told, and the exit status is 1."""
    found = record.import_judgements(file, file.name)
    for problem in found.problems:
        click.echo(f"onrecord: {problem}", err=True)
    if as_json:
        print_json({"added": found.added, "there": found.there, "problems": found.problems})
    else:
        click.echo(
            f"{counted(found.added, 'judgement') or 'no judgement'} added, {found.there:,} already there"
        )
    if found.problems:
        raise SystemExit(1)


def _judged(
    record: Record,
    keys: list[str],
    *,
    verdict: str | None,
    split: bool,
    reason: str,
    person: str | None,
    words: Words,
) -> Judgement:
    """Keep the judgement that the command line gives; an error of usage where it gives none, or two."""
    if keys and keys[-1] in [*Verdict] and not split:
        if verdict:
            raise click.UsageError(f"{keys[-1]} and --{verdict} are two verdicts; give one")
        verdict = keys.pop()
    who = person if person is not None else _login()
    if split:
        if verdict or words.given or len(keys) < 2:
            raise click.UsageError(
                "--split takes the key of a party and the articles where it is another one"
            )
        return record.split_party(keys[0], keys[1:], person=who, reason=reason)
    if verdict is None or len(keys) not in (1, 2):
        raise click.UsageError(
            "give the KEY of a statement and right, wrong, unsure or withdrawn; or see --help"
        )
    if len(keys) == 1:
        correction = words.correction(record, keys[0])
        return record.judge(keys[0], verdict, person=who, reason=reason, correction=correction)
    if words.given:
        raise click.UsageError("a correction is one of a statement; give one KEY")
    if _is_statement(record, keys[0]):
        return record.judge_statements(keys[0], keys[1], verdict, person=who, reason=reason)
    return record.judge_parties(keys[0], keys[1], verdict, person=who, reason=reason)


def _is_statement(record: Record, key: str) -> bool:
    """Whether a key is a statement's; of two keys, the first tells what is judged."""
    try:
        attribution_row(record.store, key)
    except NotFoundError:
        return False
    return True


def _login() -> str:
    """Return who judges where no option says so."""
    if name := os.environ.get(PERSON_VARIABLE):
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise click.UsageError(f"nobody knows who judges; give --person, or set {PERSON_VARIABLE}") from None

"""`kill -9` at random moments of an ingest: the record must open, fit, and go on to the same rows.

    python -m benchmarks.kill [--kills 200] [--ingests 20] [--articles 300] [--jobs 2]

The real command reads a folder of generated texts into a new record. It is killed, started again, killed ...
and at last left to its end: the record must then equal that of an ingest that nobody disturbed, row for row,
times left out. The command and the processes that read for it are killed together or, every second time,
only the command: its readers must then end by themselves.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any, Final

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.generate import generate
from benchmarks.machine import describe_machine
from onrecord.errors import RecordError
from onrecord.record import Mode, Store
from onrecord.record.verify import verify

# When something was done, which no two runs share.
_TIMES: Final = frozenset({"added", "applied", "failed", "retrieved"})
# How long readers whose parent was killed may still run, in seconds: a busy machine is slow to tell them.
_PATIENCE: Final = 20.0
# Before the first article is written, the command starts for so long at least: kills must fall there, too.
_SHORTEST: Final = 0.05

Rows = dict[str, list[tuple[object, ...]]]


@dataclass(slots=True)
class Killed:
    """What was found after one kill: `seconds` from its start, the articles there, and everything wrong."""

    ingest: int
    seconds: float
    whole_group: bool
    articles: int | None
    outlived: float
    wrong: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Ingest:
    """One chain of kills: `rounds` is how often the command was started, `wrong` what the end differs in."""

    kills: list[Killed] = field(default_factory=list)
    rounds: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is read, by how many processes, and how often each of the ingests is killed.

    `seconds` is how long an undisturbed one takes, `starting` how long one of a single article.
    """

    folder: Path
    jobs: int
    kills: int
    seconds: float
    starting: float
    expected: Rows


def write_texts(folder: Path, count: int, paragraphs: int) -> None:
    """Write generated articles as texts, each cut after so many paragraphs."""
    for article in generate(count):
        text = "\n\n".join(article.text.split("\n\n")[:paragraphs])
        number = int(article.name.removeprefix("a"))
        (folder / f"article-{number:04d}.txt").write_text(text, encoding="utf-8")


def start(folder: Path, record: Path, jobs: int) -> subprocess.Popen[bytes]:
    """Start the command in a group of processes of its own."""
    command = [sys.executable, "-m", "onrecord", "add", str(folder), "--record", str(record)]
    return subprocess.Popen(
        [*command, "--jobs", str(jobs)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def run(folder: Path, record: Path, jobs: int) -> int:
    """Run the command to its end; return its exit status."""
    return start(folder, record, jobs).wait()


def rows(path: Path) -> Rows:
    """Return all rows of all tables, times left out; indexes of words are checked by SQLite itself."""
    with sqlite3.connect(path) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%' ORDER BY name"
        ).fetchall()
        found: Rows = {}
        for (name,) in names:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            kept = ", ".join(f'"{column}"' for column in columns if column not in _TIMES)
            found[name] = connection.execute(f"SELECT {kept} FROM {name}").fetchall()
    connection.close()
    return found


def differences(one: Rows, other: Rows) -> list[str]:
    """Return where two records differ, a line a table."""
    if one.keys() != other.keys():
        return ["they have different tables"]
    return [
        f"{name}: {len(one[name])} and {len(other[name])} rows, {len({*one[name]} ^ {*other[name]})} differ"
        for name in one
        if one[name] != other[name]
    ]


def looked_at(record: Path) -> tuple[int | None, list[str]]:
    """Return how many articles a record has, None where there is none yet, and what is wrong with it."""
    if not record.exists() or record.stat().st_size == 0:
        return None, []
    try:
        with Store(record, Mode.READ) as store:
            count = int(store.value("SELECT count(*) FROM article"))
        with Store(record, Mode.WRITE) as store:
            wrong = list(store.problems())
            for checked in verify(store, None):
                wrong += [f"{one.problem} {one.article} {one.where}" for one in checked.differences]
    except RecordError as error:
        # Killed while the file was made: it is empty for SQLite, and the next start makes the record.
        return (None, []) if "is empty" in str(error) else (None, [str(error)])
    return count, wrong


def disturbed(number: int, plan: Plan, record: Path) -> Ingest:
    """Read the folder into a record with kills at random moments, then to the end."""
    chance = Random(f"kill {number}")
    ingest = Ingest()
    # Each run gets on by its share of the ingest on average; many kills fall before the first article.
    span = 2 * (plan.starting + plan.seconds / plan.kills)
    while len(ingest.kills) < plan.kills:
        ingest.rounds += 1
        moment = chance.uniform(_SHORTEST, span)
        killed = _kill(plan, record, moment, whole_group=len(ingest.kills) % 2 == 0)
        if killed is None:
            # It came to its end first: the next chain begins with a record of its own.
            ingest.wrong += _end(plan, record)
            _remove(record)
            continue
        killed.ingest = number
        killed.articles, killed.wrong = looked_at(record)
        ingest.kills.append(killed)
    ingest.rounds += 1
    if status := run(plan.folder, record, plan.jobs):
        ingest.wrong.append(f"the last run ended with status {status}")
    ingest.wrong += _end(plan, record)
    _remove(record)
    return ingest


def _end(plan: Plan, record: Path) -> list[str]:
    _, wrong = looked_at(record)
    return [*wrong, *differences(plan.expected, rows(record))]


def _kill(plan: Plan, record: Path, moment: float, *, whole_group: bool) -> Killed | None:
    """Start the command and kill it after some seconds; return None where it ended before."""
    process = start(plan.folder, record, plan.jobs)
    try:
        process.wait(moment)
        return None
    except subprocess.TimeoutExpired:
        pass
    if whole_group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    begun = time.monotonic()
    while _alive(process.pid) and time.monotonic() - begun < _PATIENCE:
        time.sleep(0.05)
    outlived = time.monotonic() - begun
    killed = Killed(0, moment, whole_group, None, outlived)
    if _alive(process.pid):
        killed.wrong.append("a reading process outlived its parent")
        os.killpg(process.pid, signal.SIGKILL)
    return killed


def _alive(group: int) -> bool:
    """Return whether a process of a group runs; those that ended and were not asked after do not count."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(stat[2]) == group and stat[0] not in "ZX":
                return True
    return False


def _remove(record: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        record.with_name(record.name + suffix).unlink(missing_ok=True)


def prepared(folder: Path, options: dict[str, Any]) -> Plan:
    """Write the texts, read them undisturbed, and return what the disturbed ingests are to do."""
    texts, one = folder / "texts", folder / "one"
    for place, count in ((texts, options["articles"]), (one, 1)):
        place.mkdir()
        write_texts(place, count, options["paragraphs"])
    seconds = []
    for place in (one, texts):
        begun = time.monotonic()
        if status := run(place, folder / f"{place.name}.db", options["jobs"]):
            raise click.ClickException(f"the undisturbed ingest ended with status {status}")
        seconds.append(time.monotonic() - begun)
    each = -(-options["kills"] // options["ingests"])
    return Plan(texts, options["jobs"], each, seconds[1], seconds[0], rows(folder / "texts.db"))


def table(ingests: Sequence[Ingest], plan: Plan) -> Table:
    """Return what was found, by how far the ingest was."""
    kills = [killed for ingest in ingests for killed in ingest.kills]
    whole = len(plan.expected["article"])
    drawn = Table(title=f"kill -9 at {len(kills)} moments of {len(ingests)} ingests of {whole} articles")
    drawn.add_column("articles in the record when killed")
    for name in ("kills", "all processes", "the command only", "readers ended after, s (worst)", "faults"):
        drawn.add_column(name, justify="right")
    groups = Counter(_group(one, whole) for one in kills)
    for group in sorted(groups):
        found = [one for one in kills if _group(one, whole) == group]
        drawn.add_row(
            group[1],
            str(len(found)),
            str(sum(one.whole_group for one in found)),
            str(sum(not one.whole_group for one in found)),
            f"{max((one.outlived for one in found if not one.whole_group), default=0):.1f}",
            str(sum(bool(one.wrong) for one in found)),
        )
    equal = sum(not ingest.wrong for ingest in ingests)
    drawn.caption = (
        f"{equal} of {len(ingests)} finished records equal the undisturbed one, row for row;"
        f" moments {min(one.seconds for one in kills):.2f} to {max(one.seconds for one in kills):.1f} s,"
        f" mean {mean(one.seconds for one in kills):.1f} s, of {plan.seconds:.1f} s"
    )
    return drawn


def _group(killed: Killed, whole: int) -> tuple[int, str]:
    if killed.articles is None:
        return (0, "no record yet")
    if killed.articles == 0:
        return (1, "none")
    quarter = min(3, 4 * killed.articles // whole)
    return (2 + quarter, f"{max(1, quarter * whole // 4)} to {(quarter + 1) * whole // 4}")


@click.command(help=__doc__)
@click.option("--kills", default=200, show_default=True)
@click.option("--ingests", default=20, show_default=True)
@click.option("--articles", default=300, show_default=True)
@click.option("--paragraphs", default=1000, help="Cut articles after so many, for a quicker run.")
@click.option("--jobs", default=2, show_default=True, help="Processes that read.")
@click.option("--json", "as_json", is_flag=True, help="Print every kill as JSON.")
def main(as_json: bool, **options: Any) -> None:
    """Kill ingests and look at what is left."""
    console = Console(highlight=False, stderr=as_json)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bar = stack.enter_context(Progress(console=Console(stderr=True)))
        task = bar.add_task("ingests", total=options["ingests"])
        plan = prepared(folder, options)
        found = []
        for number in range(options["ingests"]):
            found.append(disturbed(number, plan, folder / f"killed-{number}.db"))
            bar.advance(task)
    console.print(table(found, plan))
    wrong = [f"ingest {n}: {line}" for n, one in enumerate(found) for line in one.wrong]
    wrong += [
        f"ingest {kill.ingest}, {kill.seconds:.2f} s: {line}"
        for one in found
        for kill in one.kills
        for line in kill.wrong
    ]
    for line in wrong:
        console.print(line, markup=False)
    console.print(f"{describe_machine()}")
    if as_json:
        kills = [
            {"ingest": kill.ingest, "seconds": kill.seconds, "articles": kill.articles, "wrong": kill.wrong}
            for one in found
            for kill in one.kills
        ]
        click.echo(json.dumps(kills, indent=2))
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

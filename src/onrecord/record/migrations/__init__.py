"""Versions of the record: each migration is one file of SQL, applied in one transaction of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.metadata import version
from typing import Final


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a version of the record to the next; `sql` is a script."""

    name: str
    sql: str


def _load() -> tuple[Migration, ...]:
    """Return the migrations that come with the package, in order: 0001-NAME.sql, 0002-NAME.sql, ..."""
    files = [file for file in resources.files(__name__).iterdir() if file.name.endswith(".sql")]
    return tuple(
        Migration(file.name.removesuffix(".sql"), file.read_text(encoding="utf-8"))
        for file in sorted(files, key=lambda file: file.name)
    )


#: All of them; their number is the version of a record.
MIGRATIONS: Final = _load()


def migrate(
    connection: sqlite3.Connection,
    version_now: int,
    migrations: Sequence[Migration],
    application_id: int,
    clock: Callable[[], str],
) -> None:
    """Apply the migrations after `version_now`, each in one transaction; an error undoes the one it is in."""
    program = f"onrecord {version('onrecord')}"
    for number, migration in enumerate(migrations[version_now:], start=version_now + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] >= number:
                # Another process was faster.
                connection.rollback()
                continue
            for statement in statements(migration.sql):
                connection.execute(statement)
            connection.execute(
                "INSERT INTO migration VALUES (?, ?, ?, ?)", (number, migration.name, clock(), program)
            )
            connection.execute(f"PRAGMA application_id = {application_id:d}")
            connection.execute(f"PRAGMA user_version = {number:d}")
            connection.commit()
        except BaseException:
            connection.rollback()
            raise


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: run as a whole it would not stay in its transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending

"""The one file of a record: opening it, its transactions, and what SQLite says when something is wrong.

The record is an SQLite database with a write-ahead log: one process writes, any number read meanwhile, and
a process that is killed loses at most the transaction it was in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from onrecord.errors import RecordError
from onrecord.record.migrations import MIGRATIONS, Migration, migrate

#: Marks an SQLite file as a record ("OnRc"); other tools show it as the application id.
APPLICATION_ID: Final = 0x4F6E5263
# How long to wait for another process that writes, in seconds: it holds the record for one article at a time.
_PATIENCE: Final = 20.0
# Pages kept in memory, in KiB: enough for the upper levels of every index of a million statements.
_CACHE_KIB: Final = 65_536
# Pages of the log, 16 MiB, after which it is taken into the file; SQLite's own 1,000 are filled by a dozen
# articles, and write pages that each of them changes as often. This writes 18 % less.
_LOG_PAGES: Final = 4_000

Clock = Callable[[], str]
Row = sqlite3.Row
Parameters = Sequence[Any] | dict[str, Any]


class Mode(StrEnum):
    """What a record is opened for."""

    READ = "read"  # it must be there, and is not changed
    WRITE = "write"  # it must be there
    CREATE = "create"  # it is made if it is not there


def now() -> str:
    """Return the time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Store:
    """An open record. Every error of SQLite becomes a `RecordError`; an error undoes its transaction."""

    def __init__(
        self,
        path: Path | str,
        mode: Mode = Mode.READ,
        *,
        clock: Clock = now,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> None:
        """Open the record at `path`; one of an older version is brought up to date, a copy kept beside it.

        Raises RecordError where it is not there, no record, of a newer version, damaged, locked, or may not
        be read; nothing is changed then.
        """
        self.path = Path(path)
        self._telling = _Telling(self.path)
        self.mode = mode
        self.clock = clock
        self._depth = 0
        made = self._look(mode)
        self._connection = self._connect(Mode.WRITE if mode is Mode.CREATE else mode)
        try:
            with self._told():
                version = self._check()
                if version < len(migrations):
                    self._upgrade(version, migrations, made)
                elif version > len(migrations):
                    cause = f"was made by a newer Onrecord (version {version} of the record)"
                    raise RecordError(self.path, cause, "upgrade onrecord; nothing was changed")
        except BaseException:
            self._connection.close()
            if made and mode is Mode.CREATE:
                self._take_away()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; SQLite takes the log into it if nobody else has it open."""
        self._connection.close()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return all rows of a query."""
        with self._told():
            return self._connection.execute(sql, parameters).fetchall()

    def each(self, sql: str, parameters: Parameters = ()) -> Iterator[Row]:
        """Yield the rows of a query one by one, for results that do not fit into memory."""
        with self._told():
            yield from self._connection.execute(sql, parameters)

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row of a query, None if there is none."""
        with self._told():
            found: Row | None = self._connection.execute(sql, parameters).fetchone()
            return found

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row, None if there is none."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Change rows; return the id of the row that was inserted."""
        with self._told():
            return self._connection.execute(sql, parameters).lastrowid or 0

    def run_many(self, sql: str, parameters: Sequence[Parameters]) -> None:
        """Change rows, once for each of `parameters`."""
        with self._told():
            self._connection.executemany(sql, parameters)

    def insert(self, table: str, values: dict[str, Any]) -> int:
        """Insert a row given by its columns; return its id. Table and columns are never a user's words."""
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        return self.run(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(values.values()))  # noqa: S608

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is changed inside one change: all of it or, on any error, nothing. May be nested."""
        if self._depth:
            yield
            return
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
            with self._told():
                self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.rollback()
            raise
        finally:
            self._depth -= 1

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all queries inside see the record as it is now, whatever is written meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        with self._told():
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if self._connection.in_transaction:
                self._connection.rollback()

    def checkpoint(self) -> None:
        """Take the log into the file, as far as nobody reads."""
        with self._told():
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def problems(self) -> list[str]:
        """Return what SQLite finds wrong with the file: damage, and rows that lead nowhere."""
        found = [row[0] for row in self.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
        broken = [
            f"row {row[1]} of {row[0]} leads to no row of {row[2]}"
            for row in self.rows("PRAGMA foreign_key_check")
        ]
        for table in ("attribution_words", "article_words", "appearance_words", "silence_words"):
            try:
                self.run(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
            except RecordError:
                if self.mode is not Mode.READ:
                    found.append(f"the index {table} does not fit its table")
        return found + broken

    def _look(self, mode: Mode) -> bool:
        """Return whether the file has to be made; raises RecordError where there is none to open."""
        try:
            there = self.path.exists()
            if there and self.path.is_dir():
                raise RecordError(self.path, "is a folder, not a record", "name a file")
        except (OSError, ValueError) as error:
            raise RecordError(self.path, "cannot be opened") from error
        if there:
            return mode is Mode.CREATE and self.path.stat().st_size == 0
        if mode is not Mode.CREATE:
            raise RecordError(self.path, "there is no record", "make one with: onrecord add INPUT...")
        if not self.path.parent.is_dir():
            raise RecordError(self.path, f"there is no folder {self.path.parent}", "make it first")
        return True

    def _connect(self, mode: Mode) -> sqlite3.Connection:
        with self._told():
            connection = self._opened("ro" if mode is Mode.READ else "rwc")
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            # With a write-ahead log this loses nothing when a process is killed, and cannot corrupt.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
            return connection

    def _opened(self, how: str) -> sqlite3.Connection:
        address = f"{self.path.resolve().as_uri()}?mode={how}"

        def connect(address: str) -> sqlite3.Connection:
            return sqlite3.connect(
                address, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )

        connection = connect(address)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError as error:
            connection.close()
            log = self.path.with_name(f"{self.path.name}-wal")
            said = getattr(error, "sqlite_errorname", "")
            if how != "ro" or log.exists() or not said.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
                raise
            # On a read-only medium no log can be made; nobody can write there, so none is needed.
            connection = connect(f"{address}&immutable=1")
        except BaseException:
            connection.close()
            raise
        return connection

    def _check(self) -> int:
        """Return the version of the record, 0 for a new file; raises RecordError where it is none."""
        one = self._connection.execute
        application, version = (
            one(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
        if application == APPLICATION_ID:
            return int(version)
        if application or version or one("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise RecordError(self.path, "is a database, but no record of Onrecord", "name another file")
        if self.mode is Mode.CREATE:
            return 0
        raise RecordError(self.path, "is empty, no record", "make one with: onrecord add INPUT...")

    def _upgrade(self, version: int, migrations: Sequence[Migration], made: bool) -> None:
        """Bring the record up to date; one that has something in it is copied first."""
        if self.mode is Mode.READ:
            self._connection.close()
            self._connection = self._connect(Mode.WRITE)
        connection = self._connection
        if version:
            copy = self.path.with_name(f"{self.path.name}.version-{version}")
            with sqlite3.connect(copy) as target:
                connection.backup(target)
            target.close()
        elif made:
            connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, version, migrations, APPLICATION_ID, self.clock)
        if self.mode is Mode.READ:
            connection.close()
            self._connection = self._connect(Mode.READ)

    def _take_away(self) -> None:
        """Leave no half-made record behind."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def _told(self) -> _Telling:
        return self._telling


class _Telling:
    """Turns what SQLite says into a RecordError that a person understands; made once, for it is met often."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error):
            raise told(self._path, error) from error


def told(path: Path, error: sqlite3.Error) -> RecordError:
    """Return the error for what SQLite says about the record at `path`."""
    said = str(error)
    code = getattr(error, "sqlite_errorname", "") or ""
    for beginning, cause, advice in _CAUSES:
        if code.startswith(beginning) or beginning in said:
            return RecordError(path, cause, advice)
    return RecordError(path, said, "onrecord verify tells what is wrong with a record")


# What SQLite's codes and words mean to a person, first match first.
_CAUSES: Final = (
    ("SQLITE_BUSY", "is locked by another program that writes to it", "try again when it is done"),
    ("SQLITE_LOCKED", "is locked by another program that writes to it", "try again when it is done"),
    ("SQLITE_NOTADB", "is no record and no SQLite database", "name another file"),
    ("SQLITE_CORRUPT", "is damaged", "take a copy of it from your backup"),
    ("SQLITE_FULL", "the disk is full", "make room and start again; what was added before is kept"),
    ("SQLITE_READONLY", "may not be written", "check its permissions and those of its folder"),
    ("SQLITE_CANTOPEN", "cannot be opened", "check its permissions and those of its folder"),
    ("SQLITE_PERM", "may not be read", "check its permissions"),
    ("SQLITE_IOERR", "cannot be read or written: the disk reports an error", "check the disk"),
    ("never changed", "a judgement is never changed", "add another one"),
    ("never deleted", "a judgement is never deleted", "withdraw it"),
)

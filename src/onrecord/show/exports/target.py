"""Where an export goes: a file that is there whole or not at all, or standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES
from pathlib import Path
from typing import BinaryIO, Final

from onrecord.errors import OutputError

#: What stands for standard output.
STANDARD_OUTPUT: Final = Path("-")


@contextmanager
def target(path: Path, record: Path) -> Iterator[BinaryIO]:
    """Give a file to write to; it takes the place of `path` when all is written, and only then.

    A device or a pipe is written to as it is. Raises OutputError where nothing can be written, or where
    `path` is the `record` itself; a closed pipe stays a BrokenPipeError.
    """
    if path == STANDARD_OUTPUT:
        with _told("standard output"):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    with _told(str(path)):
        _check(path, record)
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
        else:
            yield from _replacing(path.resolve())


def _check(path: Path, record: Path) -> None:
    if "\0" in str(path):
        raise OutputError(repr(str(path)), "is no name of a file; name another")
    if path.is_dir():
        raise OutputError(str(path), "is a folder; name a file")
    if not path.exists():
        return
    if record.exists() and path.samefile(record):
        raise OutputError(str(path), "is the record itself; name another file")
    if not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES))


def _replacing(path: Path) -> Iterator[BinaryIO]:
    """Yield a new file beside `path`, and put it in its place."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            yield file
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(where, (error.strerror or str(error)).lower()) from error

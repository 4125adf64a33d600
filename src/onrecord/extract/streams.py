"""Bytes of one source from front to end, however large: unpacked, counted, their beginning known."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import InputError
from onrecord.extract.names import printable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STDIN_NAME = "standard input"
# What a source is shows within the first kilobytes; one read of a disk gives that much at once.
_BUFFER = 65_536
_GZIP = b"\x1f\x8b"


class _Counted(io.RawIOBase):
    """A file that counts what was read of it, and that ends where it can be read no further.

    An error raised in the midst of a read would lose the bytes before it: `broken` keeps its cause.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.done = 0
        self.broken: str | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view, got = memoryview(buffer).cast("B"), 0
        # A pipe gives what it has: the beginning would be too short to tell what it is.
        while got < len(view) and (part := self._part(len(view) - got)):
            view[got : got + len(part)] = part
            got += len(part)
        self.done += got
        return got

    def _part(self, size: int) -> bytes:
        if self.broken:
            return b""
        try:
            return self._file.read1(size)  # type: ignore[attr-defined, no-any-return]
        except EOFError:
            self.broken = "is gzip data that is cut off"
        except (gzip.BadGzipFile, zlib.error):
            self.broken = "is gzip data that is damaged"
        except (OSError, ValueError) as error:
            self.broken = f"cannot be read: {(getattr(error, 'strerror', None) or str(error)).lower()}"
        return b""


class Stream:
    """The bytes of one source: `where` names it, `head` is how it begins, `file` gives them in order.

    Gzip is unpacked on the way, one layer of it (`packed`). Nothing is kept that was read.
    """

    def __init__(self, file: BinaryIO, where: str, size: int | None = None) -> None:
        self.where = where
        self._size = size
        self._counted = self._source = _Counted(file)
        self.file = io.BufferedReader(self._counted, _BUFFER)
        self.packed = self.file.peek(2)[:2] == _GZIP
        if self.packed:
            self._source = _Counted(gzip.GzipFile(fileobj=self.file))  # type: ignore[arg-type]
            self.file = io.BufferedReader(self._source, _BUFFER)
        self.head = self.file.peek(_BUFFER)

    @classmethod
    def of_bytes(cls, data: bytes, where: str) -> Stream:
        """Return the stream of bytes that are in memory already."""
        return cls(io.BytesIO(data), where, len(data))

    @property
    def broken(self) -> str | None:
        """Why the stream ends before its source does; None where it does not."""
        return self._source.broken or self._counted.broken

    @property
    def progress(self) -> float:
        """The fraction of the source that was read, from 0 to 1; 0 where its size is not known."""
        return min(1.0, self._counted.done / self._size) if self._size else 0.0

    def rest(self, limit: int) -> bytes:
        """Return all that is left; raises InputError where that is more than `limit` bytes, or broken."""
        data = self.file.read(limit + 1)
        if len(data) > limit:
            advice = "when unpacked; split it into articles" if self.packed else "split it into articles"
            raise InputError(self.where, f"is larger than {limit:,} bytes", advice)
        if self.broken:
            raise InputError(self.where, self.broken, "get it again")
        return data


@contextmanager
def opened(path: str) -> Iterator[Stream]:
    """Open a file as a stream; raises InputError where it cannot be opened."""
    where = printable(path)
    try:
        with Path(path).open("rb") as file:
            yield Stream(file, where, os.fstat(file.fileno()).st_size)
    except FileNotFoundError as error:
        raise InputError(where, "no such file or folder") from error
    except PermissionError as error:
        raise InputError(where, "may not be read", "check its permissions") from error
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise InputError(where, f"cannot be read: {cause.lower()}") from error


def standard_input() -> Stream:
    """Return standard input as a stream; raises InputError where there is none."""
    try:
        return Stream(sys.stdin.buffer, STDIN_NAME)
    except (OSError, ValueError, AttributeError) as error:
        raise InputError(STDIN_NAME, "cannot be read") from error

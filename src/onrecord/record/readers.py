"""Reading originals: in this process, or in several at once, always answered in the order they were given."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final, TypeAlias

from onrecord.article import Article
from onrecord.errors import InputError, ProcessError
from onrecord.extract import article_of
from onrecord.extract.original import Original
from onrecord.record.reader_name import reader_name
from onrecord.record.write import Read

if TYPE_CHECKING:
    from onrecord.read.reader import Reader

# Originals on their way for each process: one being read, one ready, one spare while an earlier one is slow.
_AHEAD: Final = 3

Failed: TypeAlias = InputError
Answer: TypeAlias = Read | Failed
# What comes back from another process: errors with arguments of their own cannot be sent as they are.
_Sent: TypeAlias = Read | tuple[str, str, str]


def read_original(original: Original, reader: Reader, article: Article | None = None) -> Answer:
    """Return what is read of an original, or the error that stands in its way.

    `article` is read in its place, whatever the original gives today.
    """
    try:
        reading, meanings = reader.read_with_meaning(article or article_of(original))
    except InputError as error:
        return error
    except RecursionError:
        return InputError(original.where, "is nested too deeply to be read")
    except MemoryError:
        return InputError(original.where, "needs more memory than there is", "split the text")
    return Read(original, reading, meanings, reader_name(reader))


def read_here(originals: Iterable[Original | None], reader: Reader) -> Iterator[Answer | None]:
    """Yield the answer to each original; None for None, so that what needs no reading keeps its place."""
    for original in originals:
        yield None if original is None else read_original(original, reader)


def read_apart(originals: Iterable[Original | None], jobs: int) -> Iterator[Answer | None]:
    """Yield the same as `read_here`, from `jobs` processes; only some originals are ahead at any time.

    A process that dies over an article (a crash, no memory) costs that article only. Raises ProcessError
    where none can be started.
    """
    pool = _started(jobs)
    waiting: deque[tuple[Original | None, Future[_Sent] | None]] = deque()
    try:
        for original in originals:
            waiting.append((original, None if original is None else pool.submit(_read, original)))
            while len(waiting) >= jobs * _AHEAD:
                answer, pool = _first(waiting, pool, jobs)
                yield answer
        while waiting:
            answer, pool = _first(waiting, pool, jobs)
            yield answer
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _first(
    waiting: deque[tuple[Original | None, Future[_Sent] | None]], pool: ProcessPoolExecutor, jobs: int
) -> tuple[Answer | None, ProcessPoolExecutor]:
    """Return the answer to the first original that waits, and the pool to go on with."""
    original, future = waiting.popleft()
    if original is None or future is None:
        return None, pool
    try:
        return _answer(future.result()), pool
    except BrokenProcessPool:
        pool.shutdown(wait=False, cancel_futures=True)
    # Nobody knows which article it was: this one gets a second try alone, all others go into a new pool.
    answer = _alone(original)
    pool = _pool(jobs)
    for number, (other, done) in enumerate(waiting):
        if other is not None and done is not None and not _is_done(done):
            waiting[number] = (other, pool.submit(_read, other))
    return answer, pool


def _alone(original: Original) -> Answer:
    with _pool(1) as pool:
        try:
            return _answer(pool.submit(_read, original).result())
        except BrokenProcessPool:
            return InputError(original.where, "the reader broke down over it", "split the text; report it")


def _is_done(future: Future[_Sent]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _answer(sent: _Sent) -> Answer:
    return sent if isinstance(sent, Read) else InputError(*sent)


def _started(jobs: int) -> ProcessPoolExecutor:
    """Return a pool that is known to work; raises ProcessError where no process can be started."""
    pool = _pool(jobs)
    try:
        pool.submit(_ready).result()
    except BrokenProcessPool as error:
        pool.shutdown(wait=False, cancel_futures=True)
        raise ProcessError(
            'processes that read cannot be started (in a script, begin under `if __name__ == "__main__":`;'
            " or read in this one: jobs=0)"
        ) from error
    return pool


def _ready() -> bool:
    return True


def _pool(jobs: int) -> ProcessPoolExecutor:
    # Started afresh, not forked: the network's threads do not survive a fork.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


_reader: Reader | None = None


def _begin() -> None:
    """Make this process a reader that leaves Ctrl-C to its parent and ends when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    from onrecord.read.encoder import Encoder  # noqa: PLC0415 - only where articles are read
    from onrecord.read.reader import Reader  # noqa: PLC0415

    global _reader  # noqa: PLW0603 - one reader a process, made once
    _reader = Reader(Encoder(threads=1))


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _read(original: Original) -> _Sent:
    if _reader is None:
        raise RuntimeError("a reading process was not begun")
    answer = read_original(original, _reader)
    return (answer.where, answer.cause, answer.advice) if isinstance(answer, InputError) else answer


def rereading(jobs: int | None) -> tuple[Callable[[Iterable[Original | None]], Iterator[Answer | None]], str]:
    """Return what reads originals again, by default in one process a core, and the name of the reader."""
    from onrecord.read.reader import Reader  # noqa: PLC0415 - loads the network's library

    reader = Reader()
    number = (os.cpu_count() or 1) if jobs is None else jobs
    if number > 1:
        return partial(read_apart, jobs=number), reader_name(reader)
    return partial(read_here, reader=reader), reader_name(reader)

"""Adding articles to a record: what is there already is passed over, the rest is read and written one by one.

Originals come in order, are read by one or several processes, and are written in the same order by this
one, each article in a transaction of its own. Stopped at any moment, the record has every article up to
some point; started again with the same inputs it passes over those without reading them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from onrecord.errors import InputError
from onrecord.extract import InputOptions, Source, originals
from onrecord.extract.options import DEFAULT_OPTIONS
from onrecord.extract.original import NO_VALIDATORS, Original, Unchanged, Validators
from onrecord.record.readers import Answer, read_apart, read_here
from onrecord.record.store import Store
from onrecord.record.write import Read, Written, known, put


class State(StrEnum):
    """What became of an input."""

    ADDED = "added"
    VERSION = "new version"
    THERE = "already there"
    UNCHANGED = "unchanged"  # its server says so
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AddOptions:
    """How articles are added: what may be read, and with how many reading processes (0: in this one).

    `link` is whether they are linked to those that the record has, when all of them are in it; `Record.link`
    does it later.
    """

    inputs: InputOptions = DEFAULT_OPTIONS
    jobs: int = 0
    threads: int | None = None
    link: bool = False


DEFAULT_ADD: Final = AddOptions()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of an input that gave none.

    `key` and `version` are those of the article; `progress` is how much of its source was read with it.
    """

    where: str
    state: State
    key: str = ""
    version: int = 0
    statements: int = 0
    error: InputError | None = None
    progress: float = 1.0


@dataclass(slots=True)
class _Queue:
    """Passes on what must be read, and remembers what needs no reading in the same order."""

    store: Store
    items: Iterator[Original | Unchanged | InputError]
    waiting: list[Original | Outcome] = field(default_factory=list)

    def __iter__(self) -> Iterator[Original | None]:
        for item in self.items:
            if isinstance(item, Original) and (there := known(self.store, item)) is None:
                self.waiting.append(item)
                yield item
                continue
            self.waiting.append(_without_reading(item, there if isinstance(item, Original) else None))
            yield None


def _without_reading(item: Original | Unchanged | InputError, there: Written | None) -> Outcome:
    if isinstance(item, InputError):
        return Outcome(item.where, State.FAILED, error=item)
    if isinstance(item, Unchanged) or there is None:
        return Outcome(item.where, State.UNCHANGED, progress=item.progress)
    return Outcome(item.where, State.THERE, there.key, there.version, progress=item.progress)


def add(
    store: Store, inputs: Iterable[str | Source | InputError], options: AddOptions = DEFAULT_ADD
) -> Iterator[Outcome]:
    """Yield what became of each article that `inputs` give, in order, each written before it is yielded.

    Raises RecordError where the record cannot be written; what was yielded before is in it.
    """

    def asked(url: str) -> Validators:
        return validators(store, url)

    queue = _Queue(store, originals(inputs, options.inputs, known=asked))
    for answer in _answers(queue, options):
        item = queue.waiting.pop(0)
        if isinstance(item, Outcome):
            if item.error is not None:
                _failed(store, item.error)
            yield item
        elif isinstance(answer, Read):
            yield _added(store, answer)
        else:
            error = answer or InputError(item.where, "was not read")
            _failed(store, error)
            yield Outcome(item.where, State.FAILED, error=error, progress=item.progress)


def _answers(queue: _Queue, options: AddOptions) -> Iterator[Answer | None]:
    if options.jobs:
        return read_apart(queue, options.jobs)
    from onrecord.read.encoder import Encoder  # noqa: PLC0415 - loads the network's library
    from onrecord.read.reader import Reader  # noqa: PLC0415

    return read_here(queue, Reader(Encoder(threads=options.threads or os.cpu_count())))


def _added(store: Store, read: Read) -> Outcome:
    original = read.original
    with store.transaction():
        written = put(store, read)
        _put_validators(store, original)
    state = (State.VERSION if written.version > 1 else State.ADDED) if written.is_new else State.THERE
    number = len(read.reading.attributions) if written.is_new else 0
    return Outcome(original.where, state, written.key, written.version, number, progress=original.progress)


def _put_validators(store: Store, original: Original) -> None:
    """Write what a server said of an address, for the address asked and for the one that answered."""
    said = original.validators
    if said == NO_VALIDATORS or original.url is None:
        return
    # A feed's entry is asked for under the address that the feed gives.
    asked = {original.url, original.facts.get("url", original.url)}
    if Source(original.where).is_address:
        asked.add(original.where)
    store.run_many(
        "INSERT INTO fetched (url, answered, etag, last_modified, retrieved) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (url) DO UPDATE SET answered = excluded.answered, etag = excluded.etag,"
        " last_modified = excluded.last_modified, retrieved = excluded.retrieved",
        [(url, original.url, said.etag, said.last_modified, original.retrieved) for url in sorted(asked)],
    )


def validators(store: Store, url: str) -> Validators:
    """Return what the server of an address said when it was last fetched."""
    row = store.row("SELECT answered, etag, last_modified FROM fetched WHERE url = ?", (url,))
    return Validators(row["etag"], row["last_modified"], row["answered"]) if row else NO_VALIDATORS


def _failed(store: Store, error: InputError) -> None:
    with store.transaction():
        store.run(
            "INSERT INTO failure (location, cause, advice, failed) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (location) DO UPDATE SET cause = excluded.cause, advice = excluded.advice,"
            " failed = excluded.failed",
            (error.where, error.cause, error.advice, store.clock()),
        )

"""Changes of a record that do not stay, so that it can be measured again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from onrecord.record import Store


class _UndoError(Exception):
    """Ends a transaction that is not to stay."""


@contextmanager
def undone(store: Store) -> Iterator[None]:
    """Take back in the end all that is changed inside."""
    with suppress(_UndoError), store.transaction():
        yield
        raise _UndoError

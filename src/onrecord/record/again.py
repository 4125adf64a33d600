"""Reading originals and stored articles once more, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from onrecord.article import Article, Reading
from onrecord.errors import InputError
from onrecord.extract import article_of
from onrecord.extract.original import Original, OriginalKind
from onrecord.read.meaning import DIMENSIONS, Vectors
from onrecord.record.reader_name import reader_name
from onrecord.record.write import Read

if TYPE_CHECKING:
    from onrecord.read.reader import Reader

Answer = Read | InputError


def read_originals(originals: Iterable[Original | None], reader: Reader) -> Iterator[Answer | None]:
    """Yield what is read of each original, or the error in its way; None for one that is missing."""
    for original in originals:
        yield None if original is None else _read(original, reader, None)


def read_stored(article: Article, original: Original | None, reader: Reader) -> Answer:
    """Return what is read of an article as the record has it, whatever its original gives today."""
    there = original or Original(article.name, b"", OriginalKind.TEXT, article.name)
    return _read(there, reader, article)


def _read(original: Original, reader: Reader, article: Article | None) -> Answer:
    try:
        reading = reader.read(article or article_of(original))
    except InputError as error:
        return error
    except RecursionError:
        return InputError(original.where, "is nested too deeply to be read")
    except MemoryError:
        return InputError(original.where, "needs more memory than there is", "split the text")
    return Read(original, reading, _meanings(reading), reader_name(reader))


def _meanings(reading: Reading) -> Vectors:
    return np.zeros((len(reading.attributions), DIMENSIONS), dtype=np.int8)

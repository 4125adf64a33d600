"""Large records in little time: some hundred articles are read once, and written again and again renamed."""

from __future__ import annotations

import json
import pickle
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.generate import recombined, renamed
from onrecord.article import Article, Reading
from onrecord.extract.original import Original, OriginalKind
from onrecord.read.encoder import Encoder
from onrecord.read.meaning import DIMENSIONS, Vectors, as_vectors
from onrecord.read.reader import Reader
from onrecord.record import Store
from onrecord.record.reader_name import reader_name
from onrecord.record.write import Read, put

# Articles in one transaction while a record is filled: only those that are measured have one each.
_TOGETHER: Final = 200
# Two statements that say nearly the same have cosines about 0.8; so far the copies are moved from their base.
_NOISE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Base:
    """Articles that the model has read: their readings, with a vector of meaning for each attribution."""

    readings: tuple[Reading, ...]
    meanings: tuple[Vectors, ...]
    reader: str


def read_base(count: int, folder: Path | None = None) -> Base:
    """Return `count` generated articles as the model reads them, kept in a file for the next run."""
    reader = Reader(Encoder(threads=1))
    name = sha256(f"{reader_name(reader)} {count} {recombined(count).text}".encode()).hexdigest()[:12]
    kept = (folder or Path(tempfile.gettempdir())) / f"onrecord-base-{count}-{name}.pickle"
    if kept.exists():
        found: Base = pickle.loads(kept.read_bytes())
        return found
    read = [reader.read_with_meaning(recombined(number)) for number in range(count)]
    base = Base(tuple(one for one, _ in read), tuple(vectors for _, vectors in read), reader_name(reader))
    kept.write_bytes(pickle.dumps(base))
    return base


def original(article: Article) -> Original:
    """Return the line of an export that an article is read from."""
    facts = {name: getattr(article, name) for name in ("text", "url", "published", "publisher", "title")}
    data = json.dumps(facts, ensure_ascii=False).encode()
    where = f"export.jsonl, line {article.name.removeprefix('a')}"
    return Original(where, data, OriginalKind.ROW, article.name, url=article.url)


def reads(base: Base, count: int, start: int = 0) -> Iterator[Read]:
    """Yield `count` articles, read and ready to be written, from number `start` on."""
    contents = _contents(base)
    for number in range(start, start + count):
        reading = renamed(base.readings[number % len(base.readings)], number)
        meanings = _moved(contents, len(reading.attributions), number)
        yield Read(original(reading.article), reading, meanings, base.reader)


def _contents(base: Base) -> Vectors:
    """Return the meaning of each content of the base once, however many of its articles have it."""
    found: dict[str, Vectors] = {}
    for reading, vectors in zip(base.readings, base.meanings, strict=True):
        text = reading.article.text
        for one, vector in zip(reading.attributions, vectors, strict=True):
            found.setdefault(" ".join(text[span.start : span.end] for span in one.content), vector)
    return np.array(list(found.values()), dtype=np.int8).reshape(len(found), DIMENSIONS)


def _moved(contents: Vectors, count: int, number: int) -> Vectors:
    """Return `count` vectors near some of those given, as of other words for about the same."""
    chance = np.random.default_rng(number)
    return _beside(contents[chance.integers(max(1, len(contents)), size=count)], chance)


def moved(vectors: Vectors, number: int) -> Vectors:
    """Return a vector near each of those given, as of other words for about the same."""
    return _beside(vectors, np.random.default_rng(number))


def _beside(vectors: Vectors, chance: np.random.Generator) -> Vectors:
    lengths = np.linalg.norm(vectors.astype(np.float32), axis=1, keepdims=True)
    noise = chance.normal(size=vectors.shape) * lengths / np.sqrt(vectors.shape[1])
    return as_vectors(np.asarray(vectors + _NOISE * noise, dtype=np.float32))


def fill(store: Store, base: Base, count: int, start: int = 0) -> None:
    """Write `count` articles from number `start` on into a record, many in one transaction."""
    coming = reads(base, count, start)
    for first in range(0, count, _TOGETHER):
        with store.transaction():
            for read, _ in zip(coming, range(min(_TOGETHER, count - first)), strict=False):
                put(store, read)

"""Readings of the dossier, and of small invented articles, as tests put them into records."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np

from onrecord.article import Article, Reading
from onrecord.extract.original import Original, OriginalKind
from onrecord.read.meaning import DIMENSIONS
from onrecord.read.reader import default_reader
from onrecord.record import Mode, Store
from onrecord.record.write import Read, Written, put

FOLDER = Path(__file__).parents[2] / "examples" / "dossier"


def clock() -> str:
    """Return a time that stands still, so that two records can be compared row for row."""
    return "2031-05-01T12:00:00Z"


@cache
def read_text(name: str, text: str, **facts: str) -> Read:
    """Return what is read of a text with these facts (published, publisher, title, url)."""
    article = Article(name, text, **facts)  # type: ignore[arg-type]
    original = Original(
        where=f"{name}.txt",
        data=text.encode(),
        kind=OriginalKind.TEXT,
        name=name,
        url=facts.get("url"),
        facts={key: value for key, value in facts.items() if key != "url"},
    )
    return read_of(original, default_reader().read(article))


def read_of(original: Original, reading: Reading) -> Read:
    """Return a reading as it is put into a record, without meanings."""
    meanings = np.zeros((len(reading.attributions), DIMENSIONS), dtype=np.int8)
    return Read(original, reading, meanings, "test")


@cache
def dossier() -> tuple[Read, ...]:
    """Return the twelve articles of the dossier, read with their dates and outlets."""
    with (FOLDER / "articles.tsv").open(encoding="utf-8") as lines:
        facts = {row.pop("name"): row for row in csv.DictReader(lines, delimiter="\t")}
    files = sorted((FOLDER / "text").glob("*.txt"))
    return tuple(
        read_text(
            file.stem, file.read_text(encoding="utf-8"), **{k: v for k, v in facts[file.stem].items() if v}
        )
        for file in files
    )


def record_of(path: Path, reads: tuple[Read, ...]) -> tuple[Store, list[Written]]:
    """Return a new record at `path` with these articles in it, open for writing, and what became of each."""
    store = Store(path, Mode.CREATE, clock=clock)
    return store, [put(store, read) for read in reads]

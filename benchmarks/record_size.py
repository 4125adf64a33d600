"""What a record holds, by table and index, beside the texts and the originals that it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Store


@dataclass(frozen=True, slots=True)
class Part:
    """A table or index: `bytes` of whole pages, `unused` of those, and whether it is an index of a table."""

    name: str
    table: str
    bytes: int
    unused: int


@dataclass(frozen=True, slots=True)
class Size:
    """A record by its parts; `text` and `originals` are the bytes that went in."""

    articles: int
    attributions: int
    text: int
    originals: int
    file: int
    parts: Sequence[Part]


def size_of(store: Store) -> Size:
    """Return what a record holds; takes a look at every page."""
    parts = store.rows(
        "SELECT d.name, coalesce(s.tbl_name, d.name) AS tbl_name, d.pgsize, d.unused FROM"
        " (SELECT name, sum(pgsize) AS pgsize, sum(unused) AS unused FROM dbstat GROUP BY name) AS d"
        " LEFT JOIN sqlite_master AS s ON s.name = d.name ORDER BY d.pgsize DESC"
    )
    value = store.value
    return Size(
        articles=value("SELECT count(*) FROM article"),
        attributions=value("SELECT count(*) FROM attribution"),
        text=value("SELECT sum(length(CAST(text AS BLOB))) FROM article"),
        originals=value("SELECT sum(size) FROM original"),
        file=value("PRAGMA page_count") * value("PRAGMA page_size"),
        parts=[Part(row["name"], row["tbl_name"], row["pgsize"], row["unused"]) for row in parts],
    )

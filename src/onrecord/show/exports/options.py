"""What an export may be told beside its format and its filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """`table` is what csv and parquet have rows of: statements, articles, parties or silences.

    `bom` puts a byte order mark before CSV: some spreadsheets take UTF-8 for another character set without
    it. `turtle` writes PROV-O as Turtle, not as JSON-LD.
    """

    table: str = "statements"
    bom: bool = False
    turtle: bool = False


DEFAULT_EXPORT: Final = ExportOptions()

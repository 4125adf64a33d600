"""A table of the record as CSV (RFC 4180): UTF-8, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any, BinaryIO

from onrecord.show.exports.options import ExportOptions
from onrecord.show.exports.select import Selection
from onrecord.show.exports.tables import TABLES
from onrecord.show.formats.bytes import storable
from onrecord.show.formats.table import cell


def write_csv(selection: Selection, file: BinaryIO, options: ExportOptions) -> int:
    """Write a header and a row for each of `options.table`; return how many.

    Spans are written as "12-30;41-58". A cell that a spreadsheet would take for a formula gets an apostrophe
    before it, as in the table of readings.
    """
    table, number = TABLES[options.table], 0
    text = io.TextIOWrapper(file, encoding="utf-8-sig" if options.bom else "utf-8", newline="")
    try:
        writer = csv.writer(text)
        writer.writerow(table.columns)
        for row in table.rows(selection):
            writer.writerow([storable(cell(_plain(value))) for value in row.values()])
            number += 1
        text.flush()
    finally:
        text.detach()
    return number


def _plain(value: Any) -> Any:
    return ";".join(f"{start}-{end}" for start, end in value) if isinstance(value, list) else value

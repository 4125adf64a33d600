"""A table of the record as Parquet, with types; needs pyarrow (the extra `parquet`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO, Final

from onrecord.show.exports.options import ExportOptions
from onrecord.show.exports.select import Selection
from onrecord.show.exports.tables import TABLES, Type
from onrecord.show.formats.bytes import storable
from onrecord.show.formats.extras import load

# Rows of one group: some fifty megabytes of memory, and groups large enough for readers to skip by.
_GROUP: Final = 5_000


def write_parquet(selection: Selection, file: BinaryIO, options: ExportOptions) -> int:
    """Write a row for each of `options.table`; return how many.

    Days are date32, times timestamps in UTC, categories dictionaries of strings, spans lists of structs
    `start`, `end`. Raises MissingExtraError where pyarrow is not installed.
    """
    parquet = load("parquet")
    import pyarrow  # noqa: PLC0415 - an extra, there because `load` has found it

    table, number = TABLES[options.table], 0
    types = _types(pyarrow)
    schema = pyarrow.schema([(name, types[kind]) for name, kind in table.columns.items()])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for rows in _groups(table.rows(selection)):
            columns = [
                [_CONVERT.get(kind, _same)(row[name]) for row in rows] for name, kind in table.columns.items()
            ]
            arrays = [
                pyarrow.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
            number += len(rows)
    return number


def _groups(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(rows, _GROUP)):
        yield group


def _types(pyarrow: Any) -> dict[Type, Any]:
    offsets = pyarrow.struct([("start", pyarrow.int32()), ("end", pyarrow.int32())])
    return {
        Type.KEY: pyarrow.string(),
        Type.TEXT: pyarrow.string(),
        Type.CATEGORY: pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
        Type.FLAG: pyarrow.bool_(),
        Type.COUNT: pyarrow.int32(),
        Type.REAL: pyarrow.float64(),
        Type.DAY: pyarrow.date32(),
        Type.TIME: pyarrow.timestamp("ms", tz="UTC"),
        Type.SPANS: pyarrow.list_(offsets),
    }


def _same(value: Any) -> Any:
    return value


def _text(value: str | None) -> str | None:
    return None if value is None else storable(value)


def _day(value: str | None) -> date | None:
    """Return a day as a date; None for what is none ("2031-02-30", as a page may say)."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _time(value: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if value else None
    except ValueError:
        return None


def _spans(value: list[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in value]


_CONVERT: Final[dict[Type, Callable[[Any], Any]]] = {
    Type.KEY: _text,
    Type.TEXT: _text,
    Type.CATEGORY: _text,
    Type.DAY: _day,
    Type.TIME: _time,
    Type.SPANS: _spans,
}

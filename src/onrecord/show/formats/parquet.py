"""The table of attributions as Parquet, for data frames; needs pyarrow (the extra `parquet`)."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.article import Reading
from onrecord.show.formats.bytes import storable
from onrecord.show.formats.extras import load
from onrecord.show.formats.table import COLUMNS, rows


def to_parquet(readings: Iterable[Reading]) -> bytes:
    """Return a Parquet file with the columns of `COLUMNS`: strings, booleans, int64 and float64.

    Raises `MissingExtraError` where pyarrow is not installed.
    """
    parquet = load("parquet")
    import pyarrow  # noqa: PLC0415 - an extra, there because `load` has found it

    types = {str: pyarrow.string(), bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64()}
    columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
    for row in rows(readings):
        for name, value in row.items():
            columns[name].append(storable(value) if isinstance(value, str) else value)
    schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.table(columns, schema=schema), sink)
    data: bytes = sink.getvalue().to_pybytes()
    return data

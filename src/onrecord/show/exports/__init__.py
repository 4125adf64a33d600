"""Exports of a record in the formats of the field, each in a module of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from onrecord.errors import FormatError
from onrecord.record import NO_FILTERS, Filters, Store
from onrecord.show.exports.csv_table import write_csv
from onrecord.show.exports.graphml import write_graphml
from onrecord.show.exports.jsonl import write_jsonl
from onrecord.show.exports.options import DEFAULT_EXPORT, ExportOptions
from onrecord.show.exports.parquet_table import write_parquet
from onrecord.show.exports.prov import write_prov
from onrecord.show.exports.schema_org import write_schema_org
from onrecord.show.exports.select import Selection
from onrecord.show.exports.tables import TABLES
from onrecord.show.exports.target import STANDARD_OUTPUT, target
from onrecord.show.exports.timeline import write_timeline
from onrecord.show.exports.web_annotation import write_web_annotations
from onrecord.show.formats.extras import load

__all__ = ["DEFAULT_EXPORT", "ENDINGS", "EXPORTS", "TABLES", "ExportOptions", "export"]

#: What writes each format; it returns how many statements (jsonl: articles; tables: rows) it wrote.
EXPORTS: Final[dict[str, Callable[[Selection, BinaryIO, ExportOptions], int]]] = {
    "csv": write_csv,
    "parquet": write_parquet,
    "jsonl": write_jsonl,
    "web-annotation": write_web_annotations,
    "prov": write_prov,
    "schema-org": write_schema_org,
    "timelinejs": write_timeline,
    "graphml": write_graphml,
}
# What has no place for a judgement does not show what a person judged wrong.
_WITHOUT_JUDGEMENTS: Final = ("schema-org", "timelinejs")
#: The formats that endings of files tell; .json and .jsonld may be several.
ENDINGS: Final = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".ttl": "prov",
    ".graphml": "graphml",
}


def export(
    store: Store,
    kind: str,
    path: Path | str,
    filters: Filters = NO_FILTERS,
    options: ExportOptions = DEFAULT_EXPORT,
) -> int:
    """Write what `filters` let through to `path` in a format of `EXPORTS`; return how many.

    `path` may be "-" for standard output. A file is there whole or not at all. Raises FormatError for a
    format or table that there is not, and for Parquet to standard output; OutputError where `path` cannot be
    written; MissingExtraError where a library is missing.
    """
    path = Path(path)
    if kind not in EXPORTS:
        raise FormatError(f"{kind!r:.40} is no format of exports; there are {', '.join(EXPORTS)}")
    if options.table not in TABLES:
        raise FormatError(f"{options.table!r:.40} is no table; there are {', '.join(TABLES)}")
    if kind == "parquet":
        load("parquet")
        if path == STANDARD_OUTPUT:
            raise FormatError("parquet is not written to standard output; name a file")
    if path.suffix.lower() == ".ttl":
        options = replace(options, turtle=True)
    selected = Selection(store, filters, wrong_too=kind not in _WITHOUT_JUDGEMENTS)
    with store.snapshot(), selected, target(path, store.path) as file:
        return EXPORTS[kind](selected, file, options)

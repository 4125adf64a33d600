"""The formats that neighbours use, one module each, and every format by its name."""

from onrecord.show.formats.citron import read_citron, to_citron, write_citron
from onrecord.show.formats.convert import FILES, FOLDERS, NEEDS, READABLE, read_bytes, read_path, texts_in
from onrecord.show.formats.docbin import read_docbin, to_docbin
from onrecord.show.formats.extras import load
from onrecord.show.formats.identifiers import attribution_ids
from onrecord.show.formats.parquet import to_parquet
from onrecord.show.formats.table import COLUMNS, to_csv
from onrecord.show.formats.web_annotation import to_web_annotations
from onrecord.show.formats.web_annotation_reader import read_web_annotations

__all__ = [
    "COLUMNS",
    "FILES",
    "FOLDERS",
    "NEEDS",
    "READABLE",
    "attribution_ids",
    "load",
    "read_bytes",
    "read_citron",
    "read_docbin",
    "read_path",
    "read_web_annotations",
    "texts_in",
    "to_citron",
    "to_csv",
    "to_docbin",
    "to_parquet",
    "to_web_annotations",
    "write_citron",
]

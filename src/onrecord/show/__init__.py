"""Showing readings: to people in the terminal and on a page, to machines in the formats that they know."""

from onrecord.notation.lines import dump_line, reading_from_dict, reading_to_dict, schema
from onrecord.show.brat import format_ann, safe_name, write_brat, write_folder
from onrecord.show.brat_reader import Annotations, Corpus, parse_ann, read_ann, read_folder
from onrecord.show.formats import (
    read_bytes,
    read_citron,
    read_docbin,
    read_path,
    read_web_annotations,
    to_citron,
    to_csv,
    to_docbin,
    to_parquet,
    to_web_annotations,
    write_citron,
)
from onrecord.show.page import render_page
from onrecord.show.terminal import render

__all__ = [
    "Annotations",
    "Corpus",
    "dump_line",
    "format_ann",
    "parse_ann",
    "read_ann",
    "read_bytes",
    "read_citron",
    "read_docbin",
    "read_folder",
    "read_path",
    "read_web_annotations",
    "reading_from_dict",
    "reading_to_dict",
    "render",
    "render_page",
    "safe_name",
    "schema",
    "to_citron",
    "to_csv",
    "to_docbin",
    "to_parquet",
    "to_web_annotations",
    "write_brat",
    "write_citron",
    "write_folder",
]

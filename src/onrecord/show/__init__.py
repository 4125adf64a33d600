"""Showing readings: to people in the terminal and on a page, to machines as JSON Lines and brat standoff."""

from onrecord.show.brat import format_ann, safe_name, write_brat, write_folder
from onrecord.show.brat_reader import Annotations, Corpus, parse_ann, read_ann, read_folder
from onrecord.show.json_lines import dump_line, reading_from_dict, reading_to_dict, schema
from onrecord.show.page import render_page
from onrecord.show.terminal import render

__all__ = [
    "Annotations",
    "Corpus",
    "dump_line",
    "format_ann",
    "parse_ann",
    "read_ann",
    "read_folder",
    "reading_from_dict",
    "reading_to_dict",
    "render",
    "render_page",
    "safe_name",
    "schema",
    "write_brat",
    "write_folder",
]

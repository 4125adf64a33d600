"""How readings are written as JSON, and read back: the same in files, between programs and in the record."""

from onrecord.notation.lines import dump_line, reading_from_dict, reading_to_dict, schema

__all__ = ["dump_line", "reading_from_dict", "reading_to_dict", "schema"]

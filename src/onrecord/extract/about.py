"""What a user knows of articles that do not tell it themselves: a plain text has no date and no outlet."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import StringIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract.decode import PAGE_SUFFIXES, TEXT_SUFFIXES, decode_text

if TYPE_CHECKING:
    import _csv

#: Columns of a table of articles; `name` must be there: an article ("01-wire") or its file ("01-wire.txt").
COLUMNS: Final = ("name", "published", "publisher", "title", "url", "byline")
# One line of a table: names and a title; beyond it the file is none.
_LONGEST_FIELD: Final = 100_000

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class About:
    """Facts that hold for every article (`common`), and those of single ones by their name (`rows`)."""

    common: Facts = field(default_factory=dict)
    rows: Mapping[str, Facts] = field(default_factory=dict)

    def added_to(self, article: Article) -> Article:
        """Return `article` with the facts that it does not tell itself; its own always count first."""
        facts = {**self.common, **self.rows.get(article.name, {})}
        missing: dict[str, Any] = {
            name: value for name, value in facts.items() if getattr(article, name) is None
        }
        return replace(article, **missing) if missing else article


def is_date(text: str) -> bool:
    """Return whether `text` is a date, or a date and time, in ISO 8601 ("2022-09-28")."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    # "20220928" and "2022-W39-3" are ISO 8601 too, and what nobody means to write here.
    return text[4:5] == text[7:8] == "-"


def read_about(path: Path, common: Facts | None = None) -> About:
    """Return the facts in a table with a header row of `COLUMNS`, parted by tabs or commas.

    Empty cells say nothing; other columns are passed over. Raises InputError where the table cannot be
    read, has no column `name`, or has a date that is none.
    """
    where = str(path)
    try:
        text = decode_text(path.read_bytes())
    except OSError as error:
        raise InputError(where, (error.strerror or str(error)).lower()) from error
    csv.field_size_limit(_LONGEST_FIELD)
    text = text.lstrip("\ufeff")
    mark = "\t" if "\t" in text.partition("\n")[0] else ","
    # Strict: a mark that is never closed would swallow the rest of the table in silence.
    lines = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        return About(common or {}, _rows(lines, where))
    except csv.Error as error:
        raise InputError(where, f"line {lines.line_num}: {error}") from error


def _rows(lines: _csv.Reader, where: str) -> dict[str, Facts]:
    """Return the facts of each row by the name of its article; raises InputError where there are none."""
    header = [name.strip().casefold() for name in next(lines, [])]
    if "name" not in header:
        raise InputError(where, "has no column 'name'", f"give a header row with {', '.join(COLUMNS)}")
    rows: dict[str, Facts] = {}
    for line in lines:
        cells = zip(header, (" ".join(cell.split()) for cell in line), strict=False)
        facts = {key: cell for key, cell in cells if cell and key in COLUMNS}
        published = facts.get("published")
        if published and not is_date(published):
            raise InputError(where, f"line {lines.line_num}: {published!r:.40} is no date", "give 2022-09-28")
        rows[_named(facts.pop("name", ""))] = facts
    return rows


def _named(name: str) -> str:
    """Return the name of the article of a file: tables are made from lists of files, endings and all."""
    path = PurePath(name)
    return path.stem if path.suffix.lower() in PAGE_SUFFIXES | TEXT_SUFFIXES else name

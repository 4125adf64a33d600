"""Files of known parties: a CSV that somebody wrote, or an export of followthemoney."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TextIO

from onrecord.article import PartyKind
from onrecord.errors import InputError
from onrecord.link.folding import fold

# Characters of a file that are looked at to tell what it is.
_LOOKED_AT: Final = 4096
# What followthemoney calls parties; everything else in an export (payments, addresses) is passed over.
_SCHEMATA: Final = {
    "Person": PartyKind.PERSON,
    "Organization": PartyKind.ORGANIZATION,
    "Company": PartyKind.ORGANIZATION,
    "PublicBody": PartyKind.GOVERNMENT,
    "LegalEntity": PartyKind.UNKNOWN,
}
_KINDS: Final = {
    **{kind.value: kind for kind in PartyKind},
    **dict.fromkeys(("organisation", "company", "outlet"), PartyKind.ORGANIZATION),
    **dict.fromkeys(("ministry", "country", "state"), PartyKind.GOVERNMENT),
    "": PartyKind.UNKNOWN,
}
_DELIMITERS: Final = ",;\t"


@dataclass(frozen=True, slots=True)
class KnownRow:
    """One party of a file: `known` is its id there, `names` the name and the aliases as written."""

    known: str
    kind: PartyKind
    names: tuple[str, ...]
    wikidata: str = ""


def read_known(path: Path) -> Iterator[KnownRow | InputError]:
    """Yield the parties of a file in order, or what is wrong with one, which is left out.

    What the file is, its content tells: a line of JSON is an export of followthemoney, all else a CSV. Raises
    InputError where the file cannot be read or has no column `name`.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
            is_json = lines.read(_LOOKED_AT).lstrip().startswith("{")
            lines.seek(0)
            yield from _followthemoney(path, lines) if is_json else _table(path, lines)
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror or error}") from error


def _table(path: Path, lines: TextIO) -> Iterator[KnownRow | InputError]:
    head = lines.readline()
    delimiter = max(_DELIMITERS, key=head.count)
    columns = [column.strip().lower() for column in next(csv.reader([head], delimiter=delimiter), [])]
    if "name" not in columns:
        cause = "has no column name"
        raise InputError(str(path), cause, "the first line names the columns: name,id,kind,aliases,wikidata")
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield _wrong(path, rows.line_num + 1, f"is no row: {error}")
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield _row(
                path, rows.line_num + 1, dict(zip(columns, (" ".join(c.split()) for c in row), strict=False))
            )


def _row(path: Path, line: int, row: dict[str, str]) -> KnownRow | InputError:
    name, kind = row.get("name", ""), row.get("kind", "").lower()
    if not fold(name):
        return _wrong(path, line, "has no name")
    if "�" in "".join(row.values()):
        return _wrong(path, line, "is not UTF-8")
    if kind not in _KINDS:
        return _wrong(path, line, f"has the kind {kind!r:.40}; give {', '.join(PartyKind)} or nothing")
    aliases = row.get("aliases", "").replace("|", ";").split(";")
    names = dict.fromkeys((name, *(alias.strip() for alias in aliases)))
    wikidata = row.get("wikidata", "")
    known = row.get("id") or wikidata or fold(name).replace(" ", "-")
    return KnownRow(known, _KINDS[kind], tuple(one for one in names if fold(one)), wikidata)


def _followthemoney(path: Path, lines: TextIO) -> Iterator[KnownRow | InputError]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = _entity(json.loads(line))
        except (ValueError, TypeError, AttributeError, RecursionError):
            yield _wrong(path, number, "is no entity of followthemoney")
            continue
        if found is not None:
            yield found if found.names else _wrong(path, number, "has no name")


def _entity(data: Any) -> KnownRow | None:
    """Return the party of one line, None for what is no party; weak aliases are no names."""
    kind = _SCHEMATA.get(data.get("schema"))
    if kind is None:
        return None
    properties = data.get("properties", {})
    names = [*_texts(properties.get("name")), *_texts(properties.get("alias"))]
    wikidata = next(iter(_texts(properties.get("wikidataId"))), "")
    known = data.get("id") or wikidata
    if not known or not isinstance(known, str):
        raise ValueError("no id")
    return KnownRow(known, kind, tuple(dict.fromkeys(name for name in names if fold(name))), wikidata)


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [" ".join(one.split()) for one in values if isinstance(one, str)]


def _wrong(path: Path, line: int, cause: str) -> InputError:
    return InputError(f"{path}, line {line}", cause, "the row is left out")

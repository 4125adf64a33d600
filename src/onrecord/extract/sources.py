"""What a user names, one thing to read at a time: folders opened, nothing else looked at yet."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError
from onrecord.extract.decode import (
    PAGE_SUFFIXES,
    TEXT_SUFFIXES,
    Kind,
    decode_text,
    is_blank,
    refuse_binary,
    sniff,
)
from onrecord.extract.fetch import is_address
from onrecord.extract.forms import stands_for_articles
from onrecord.extract.names import printable

STANDARD_INPUT = "-"

# What stands beside articles in a folder and is none: "README.md", "LICENSE", "license-MIT.txt",
# "CHANGELOG_2030.md", but not "license-fees-rise.txt".
_ABOUT_THE_FOLDER = re.compile(
    r"(?i:readme|licen[cs]e|contributing|changelog)(?:[-_](?:[A-Z0-9]+|[a-z]{2}))*(?:\.|$)"
)
# Enough to know a page from a text and both from anything else.
_SNIFF = 8192


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file's path, an address, or "-" for standard input."""

    where: str

    @property
    def is_address(self) -> bool:
        """Whether it is fetched from the web."""
        return is_address(self.where)


def expand(inputs: Iterable[str]) -> list[Source | InputError]:
    """Return what there is to read, folders opened, so that a progress bar knows the total.

    A folder stands for the pages, texts, feeds, archives, exports and PDFs in it and in its folders, in
    the order of their paths, hidden ones and those about the folder itself (README, LICENSE) left out;
    one without any becomes an `InputError`. Nothing else is looked at yet.
    """
    found: list[Source | InputError] = []
    for where in inputs:
        if where != STANDARD_INPUT and not is_address(where) and _is_folder(where):
            found.extend(_in_folder(where))
        else:
            found.append(Source(where))
    return found


def _is_folder(where: str) -> bool:
    try:
        return Path(where).is_dir()
    except (OSError, ValueError):
        return False


def _in_folder(folder: str) -> list[Source | InputError]:
    found: list[Source | InputError] = []
    errors: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = [Path(parent, name) for name in sorted(files) if not name.startswith(".")]
        found.extend(Source(str(path)) for path in paths if _is_readable(path))
    found.sort(key=lambda source: Path(source.where).parts if isinstance(source, Source) else ())
    found.extend(
        InputError(printable(str(e.filename)), "may not be read", "check its permissions") for e in errors
    )
    return found or [InputError(printable(folder), "has no page or text in it")]


def _is_readable(path: Path) -> bool:
    """Say whether a file in a folder holds articles: by its suffix, or by its beginning.

    A file with another suffix (.ann, .py) counts only when it begins as a page does, and a file about
    the folder never.
    """
    if not path.is_file() or _ABOUT_THE_FOLDER.match(path.name):
        return False
    if path.suffix.lower() in PAGE_SUFFIXES | TEXT_SUFFIXES or path.name.lower().endswith(".warc.gz"):
        return True
    try:
        with path.open("rb") as file:
            start = file.read(_SNIFF)
        if stands_for_articles(path, start):
            return True
        refuse_binary(start, str(path))
    except (OSError, InputError):
        return False
    if sniff(start) is Kind.PAGE:
        return bool(re.search(rb"<(?:!doctype\s+html|html|head|body)\b", start, re.I)) or not path.suffix
    # Objects of JSON that are no rows of articles are some program's own file.
    is_text = b"\x00" not in start and not start.lstrip().startswith((b"{", b"[{"))
    return not path.suffix and is_text and not is_blank(decode_text(start))

"""What a user names - pages, texts, folders, addresses, standard input - one article at a time."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from onrecord.article import Article
from onrecord.errors import FetchError, InputError
from onrecord.extract.decode import (
    PAGE_SUFFIXES,
    TEXT_SUFFIXES,
    Kind,
    decode_text,
    is_blank,
    refuse_binary,
    sniff,
)
from onrecord.extract.fetch import Fetched, Fetcher, is_address, without_credentials
from onrecord.extract.options import DEFAULT_OPTIONS, InputOptions
from onrecord.extract.page import article_from_page

STANDARD_INPUT = "-"

# What stands beside articles in a folder and is none: "README.md", "LICENSE", "license-MIT.txt",
# "CHANGELOG_2030.md", but not "license-fees-rise.txt".
_ABOUT_THE_FOLDER = re.compile(
    r"(?i:readme|licen[cs]e|contributing|changelog)(?:[-_](?:[A-Z0-9]+|[a-z]{2}))*(?:\.|$)"
)
# Enough to know a page from a text and both from anything else.
_SNIFF = 8192
# Letters enough to tell articles apart, few enough for any file system.
_MAX_SLUG = 80


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

    A folder stands for the pages and texts in it and in its folders, in the order of their paths, hidden
    ones and those about the folder itself (README, LICENSE) left out; one without any becomes an
    `InputError`. Nothing else is looked at yet.
    """
    found: list[Source | InputError] = []
    for where in inputs:
        if where != STANDARD_INPUT and not is_address(where) and _is_folder(where):
            found.extend(_in_folder(where))
        else:
            found.append(Source(where))
    return found


def articles(
    inputs: Iterable[str | Source | InputError], options: InputOptions = DEFAULT_OPTIONS
) -> Iterator[Article | InputError]:
    """Yield one article or one error for each input, in order; folders give one for each file in them.

    Takes what a user names, or what `expand` made of it. An input that cannot be read never stops the
    others. The names of the articles of one run are unique.
    """
    names, fetcher = _Names(), Fetcher(options)
    for item in inputs:
        for source in expand([item]) if isinstance(item, str) else [item]:
            if isinstance(source, InputError):
                yield source
                continue
            try:
                yield options.about.added_to(_read(source, names, options, fetcher))
            except InputError as error:
                yield error
            except RecursionError:
                yield InputError(source.where, "is nested too deeply to be read")
            except MemoryError:
                yield InputError(source.where, "is too large for this machine's memory")


def article_from_text(text: str, name: str, *, url: str | None = None, where: str | None = None) -> Article:
    """Return an article whose text is this text, every character where it stands.

    Raises `InputError` naming `where` (or `name`) when there is nothing but white space in it.
    """
    if is_blank(text):
        raise InputError(where or name, "is empty")
    return Article(name=name, text=text, url=url)


def article_from_bytes(
    data: bytes,
    name: str,
    *,
    kind: Kind | None = None,
    url: str | None = None,
    where: str | None = None,
    charset: str | None = None,
) -> Article:
    """Return the article in a file's bytes: a page or a text as `kind` says, or as the bytes look.

    Raises `InputError` naming `where` (or `name`) for anything else, for an empty file and for a page
    without an article.
    """
    where = where or name
    if not data:
        raise InputError(where, "is empty")
    refuse_binary(data, where)
    if (kind or sniff(data)) is Kind.PAGE:
        return article_from_page(data, name, url, where=where, charset=charset)
    return article_from_text(decode_text(data, charset), name, url=url, where=where)


class _Names:
    """Gives each article of one run a name of its own, also where capitals do not count."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def give(self, wanted: str) -> str:
        name, number = wanted, self._next.get(wanted.casefold(), 2)
        while name.casefold() in self._taken:
            name, number = f"{wanted}-{number}", number + 1
        self._next[wanted.casefold()] = number
        self._taken.add(name.casefold())
        return name


def _read(source: Source, names: _Names, options: InputOptions, fetcher: Fetcher) -> Article:
    where = source.where
    if where == STANDARD_INPUT:
        return article_from_bytes(_standard_input(options), names.give("stdin"), where="standard input")
    if source.is_address:
        fetched = fetcher.fetch(where)
        assert isinstance(fetched, Fetched)  # nothing is known of it that could still hold
        where = without_credentials(where)
        name = names.give(_slug(fetched.url))
        return article_from_bytes(
            fetched.data, name, kind=fetched.kind, url=fetched.url, where=where, charset=fetched.charset
        )
    if "://" in where and not Path(where).exists():
        raise FetchError(without_credentials(where), "only http and https addresses can be fetched")
    data = _file(where, options)
    kind = _kind_by_suffix(where)
    return article_from_bytes(
        data, names.give(_printable(Path(where).stem) or "article"), kind=kind, where=_printable(where)
    )


def _file(where: str, options: InputOptions) -> bytes:
    try:
        with Path(where).open("rb") as file:
            return _limited(file, _printable(where), options)
    except FileNotFoundError as error:
        raise InputError(_printable(where), "no such file or folder") from error
    except PermissionError as error:
        raise InputError(_printable(where), "may not be read", "check its permissions") from error
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise InputError(_printable(where), f"cannot be read: {cause.lower()}") from error


def _standard_input(options: InputOptions) -> bytes:
    try:
        return _limited(sys.stdin.buffer, "standard input", options)
    except (OSError, ValueError, AttributeError) as error:
        raise InputError("standard input", "cannot be read") from error


def _limited(file: BinaryIO, where: str, options: InputOptions) -> bytes:
    data = file.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise InputError(where, f"is larger than {options.max_bytes:,} bytes", "split it into articles")
    return data


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
        InputError(_printable(str(e.filename)), "may not be read", "check its permissions") for e in errors
    )
    return found or [InputError(_printable(folder), "has no page or text in it")]


def _is_readable(path: Path) -> bool:
    """Say whether a file in a folder is a page or a text: by its suffix, or by its beginning.

    A file with another suffix (.json, .ann, .py) counts only when it begins as a page does, and a file
    about the folder never.
    """
    if not path.is_file() or _ABOUT_THE_FOLDER.match(path.name):
        return False
    if path.suffix.lower() in PAGE_SUFFIXES | TEXT_SUFFIXES:
        return True
    try:
        with path.open("rb") as file:
            start = file.read(_SNIFF)
        refuse_binary(start, str(path))
    except (OSError, InputError):
        return False
    if sniff(start) is Kind.PAGE:
        return bool(re.search(rb"<(?:!doctype\s+html|html|head|body)\b", start, re.I)) or not path.suffix
    return not path.suffix and b"\x00" not in start and not is_blank(decode_text(start))


def _kind_by_suffix(where: str) -> Kind | None:
    suffix = Path(where).suffix.lower()
    if suffix in PAGE_SUFFIXES:
        return Kind.PAGE
    return Kind.TEXT if suffix in TEXT_SUFFIXES else None


def _slug(url: str) -> str:
    """Return a readable name for an address: the last part of its path that says anything."""
    parts = urlsplit(url)
    host = re.sub(r"[^\w]+", "-", (parts.hostname or "page").removeprefix("www.")).strip("-")
    for segment in reversed(parts.path.split("/")):
        stem = re.sub(r"\.(?:html?|xhtml|php|aspx?|jsp|txt|text|md)$", "", unquote(segment), flags=re.I)
        slug = re.sub(r"[^\w.-]+", "-", stem).strip("-._")[:_MAX_SLUG].rstrip("-._")
        if re.search(r"[^\W\d_]{2}", slug) and slug.lower() not in {"index", "default", "amp"}:
            return slug
    return host or "page"


def _printable(text: str) -> str:
    """Return a path as characters that can be written anywhere: odd bytes of its name become U+FFFD."""
    clean = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return re.sub(r"[\x00-\x1f\x7f]", "\ufffd", clean)

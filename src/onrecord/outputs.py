"""Where the readings of one run go: the terminal, standard output, files and folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from errno import EACCES
from pathlib import Path
from tempfile import TemporaryFile

import click
from rich.console import Console

from onrecord.article import Reading
from onrecord.errors import OnrecordError, OutputError
from onrecord.show import dump_line, render, safe_name
from onrecord.show.formats import FILES, FOLDERS, NEEDS, load

# What an error calls the place that --json and the terminal's lines go to.
STANDARD_OUTPUT = "standard output"


@dataclass(frozen=True, slots=True)
class Outputs:
    """What is written: files and folders by the name of their format."""

    json: bool = False
    files: Mapping[str, Path] = field(default_factory=dict)
    folders: Mapping[str, Path] = field(default_factory=dict)
    max_chars: int | None = None
    details: bool = False

    @property
    def elsewhere(self) -> bool:
        """Whether people see none of it in the terminal."""
        return self.json or bool(self.files or self.folders)

    def check(self) -> None:
        """Make the folders that files go to; raises `OutputError` where nothing could be written.

        Raises `MissingExtraError` where a format needs a library that is not installed. Found out before an
        hour of reading, not after it; nothing that is there is touched.
        """
        for kind in self.files:
            if kind in NEEDS:
                load(NEEDS[kind])
        for file in self.files.values():
            with writing(file):
                file.parent.mkdir(parents=True, exist_ok=True)
                if not file.exists():
                    _try(file.parent)
                elif not os.access(file, os.W_OK):
                    raise PermissionError(EACCES, os.strerror(EACCES))
        for folder in self.folders.values():
            with writing(folder):
                folder.mkdir(parents=True, exist_ok=True)
                _try(folder)


@contextmanager
def writing(where: object) -> Iterator[None]:
    """Turn what the system says against writing to `where` into an `OutputError`; a closed pipe stays one."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(str(where), (error.strerror or str(error)).lower()) from error


def _try(folder: Path) -> None:
    """Write a file into `folder` and take it away again."""
    with TemporaryFile(dir=folder) as file:
        file.write(b"onrecord")


def print_bytes(data: bytes) -> None:
    """Write to standard output as it is."""
    with writing(STANDARD_OUTPUT):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


@dataclass(slots=True)
class Run:
    """One run of a command: what failed, and what is written at the end."""

    outputs: Outputs
    kept: list[Reading] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    failed: int = 0

    def report(self, error: OnrecordError | str) -> None:
        """Print one line about an input, or a part of one, that could not be read."""
        self.failed += 1
        click.echo(f"onrecord: {error}", err=True)

    def show(self, reading: Reading, console: Console) -> None:
        """Write one reading wherever it was asked for."""
        self.keep(reading)
        if self.outputs.json:
            print_bytes(dump_line(reading).encode("utf-8") + b"\n")
        elif not self.outputs.elsewhere:
            with writing(STANDARD_OUTPUT):
                render(reading, console, self.outputs.max_chars, self.outputs.details)

    def keep(self, reading: Reading) -> None:
        """Write one reading into every folder, and keep it for the files."""
        if self.outputs.files:
            self.kept.append(reading)
        if self.outputs.folders:
            name = safe_name(reading.article.name, self.written)
            self.written.add(name)
        for kind, folder in self.outputs.folders.items():
            with writing(folder / name):
                FOLDERS[kind](reading, folder, name)

    def finish(self) -> None:
        """Write what needs all readings at once."""
        for kind, file in self.outputs.files.items():
            data = FILES[kind](self.kept)
            with writing(file):
                file.write_bytes(data)
            click.echo(f"onrecord: wrote {file}", err=True)

"""Readings from brat standoff, PolNeAR's and this project's own, laid out as `onrecord.show.brat` tells.

The reader is lenient: a damaged line is left out and reported, the rest is read. A problem is one line,
`FILE:LINE: what is wrong`. Types and notes that Onrecord does not know (PolNeAR's Discuss and Discard) are
passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.article import Article, Attribution, Date, Party, Reading, Relay, Silence
from onrecord.errors import FormatError
from onrecord.show.brat_events import Events
from onrecord.show.brat_lines import Standoff
from onrecord.show.brat_parties import read_dates, read_parties

_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")


@dataclass(frozen=True, slots=True)
class Annotations:
    """What one `.ann` file holds, in the order in which it begins in the text, and what is wrong with it."""

    attributions: tuple[Attribution, ...]
    problems: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    dates: tuple[Date, ...] = ()
    silences: tuple[Silence, ...] = ()
    relays: tuple[Relay, ...] = ()

    def of(self, article: Article) -> Reading:
        """Return the reading of `article`, whose text must be the one that was annotated."""
        return Reading(article, self.attributions, self.parties, self.dates, self.silences, self.relays)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The readings of a folder in the order of their names, and what could not be read of it."""

    readings: tuple[Reading, ...]
    problems: tuple[str, ...] = ()


def read_ann(text: str, ann: str) -> tuple[Attribution, ...]:
    """Return the attributions that `ann` marks in `text`, damaged lines left out; see `parse_ann`."""
    return parse_ann(text, ann).attributions


def parse_ann(text: str, ann: str, name: str = "ann") -> Annotations:
    """Return all that `ann` marks in `text`, with its problems under the file name `name`.

    Where the file has no notes on it, an attribution is INDIRECT, its manner OTHER and its confidence 1, a
    party DESCRIBED and a silence NO_RESPONSE: this reader looks at the annotation alone, never at the words.
    A span whose words differ from those in the text is kept where it says it stands, and reported.
    """
    standoff = Standoff(text)
    standoff.read(ann)
    rests_on = standoff.rests_on()
    parties, dates = read_parties(standoff, rests_on), read_dates(standoff, rests_on)
    events = Events(standoff, parties.of, dates.of)
    attributions, silences, relays = events.attributions(), events.silences(), events.relays()
    problems = tuple(f"{name}:{line}: {cause}" for line, cause in sorted(standoff.problems))
    return Annotations(attributions, problems, parties.parties, dates.dates, silences, relays)


def read_folder(folder: Path) -> Corpus:
    """Return the readings of `folder`, laid out either way, named as their texts are.

    Either `text/NAME.txt` with `attributions/NAME.ann` (or PolNeAR's `NAME_xxxx.ann`, one an annotator:
    the first counts), or `NAME.txt` with `NAME.ann` side by side. An article that cannot be read is a
    problem of the result. Raises FormatError if there is no annotated text at all.
    """
    readings: list[Reading] = []
    problems: list[str] = []
    for text_path, ann_path in _pairs(folder, problems):
        try:
            text, ann = _read_text(text_path), _read_text(ann_path)
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{ann_path}: article left out: {error}")
            continue
        found = parse_ann(text, ann, str(ann_path))
        problems += found.problems
        readings.append(found.of(Article(name=text_path.stem, text=text)))
    if not readings and not problems:
        raise FormatError(f"{folder}: no annotated text found; it needs NAME.txt with NAME.ann")
    return Corpus(tuple(sorted(readings, key=lambda reading: reading.article.name)), tuple(problems))


def _pairs(folder: Path, problems: list[str]) -> Iterator[tuple[Path, Path]]:
    apart = (folder / "attributions").is_dir()
    texts = folder / "text" if apart else folder
    seen: set[Path] = set()
    for ann_path in sorted((folder / "attributions" if apart else folder).glob("*.ann")):
        text_path = texts / f"{ann_path.stem}.txt"
        if not text_path.is_file():
            text_path = texts / f"{_ANNOTATOR.sub('', ann_path.stem)}.txt"
        if not text_path.is_file():
            problems.append(f"{ann_path}: article left out: {texts / ann_path.stem}.txt is missing")
        elif text_path not in seen:
            seen.add(text_path)
            yield text_path, ann_path


def _read_text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as handle:
        return handle.read()

"""Dossiers read into records, and the systems that are asked about them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import click
import numpy as np

from benchmarks.links.gold import Gold, read_gold
from benchmarks.links.scene import Scene, Span, Statement
from onrecord import article
from onrecord.extract import InputOptions
from onrecord.extract.about import read_about
from onrecord.library import Record
from onrecord.link.trace import Trace
from onrecord.record.add import AddOptions
from onrecord.record.load import silences, statements

#: From a record in which a dossier lies to the claims that a system finds in it.
Traces: TypeAlias = Callable[[Record], Iterable[Trace]]


@dataclass(frozen=True, slots=True)
class Laid:
    """A dossier in a record: the scene, and the names of articles by their keys there."""

    scene: Scene
    keys: Mapping[str, str]


@contextmanager
def record_of(folder: Path) -> Iterator[Record]:
    """Yield a record in a temporary folder with the texts of a dossier, as `onrecord add --about` makes it.

    Raises ClickException where an article could not be added; it names the folder only.
    """
    options = AddOptions(InputOptions(about=read_about(folder / "articles.tsv")), link=True)
    with TemporaryDirectory() as place, Record(Path(place) / "links.db") as record:
        failed = sum(outcome.error is not None for outcome in record.add([str(folder / "text")], options))
        if failed:
            raise click.ClickException(f"{folder}: {failed} articles could not be read")
        yield record


def lay_out(folder: Path, record: Record) -> Laid:
    """Return what the record has of a dossier, with the gold beside it."""
    return scene_of(read_gold(folder), record)


def scene_of(gold: Gold, record: Record) -> Laid:
    """Return the texts, the statements and silences, and the vectors of a record as a scene."""
    store = record.store
    rows = store.rows("SELECT key, name, text FROM article WHERE latest = 1")
    vectors = {
        row["key"]: np.frombuffer(row["vector"], dtype=np.int8)
        for row in store.rows(
            "SELECT a.key, m.vector FROM meaning AS m JOIN attribution AS a ON a.id = m.attribution_id"
        )
    }
    scene = Scene(
        gold=gold,
        texts={row["name"]: row["text"] for row in rows},
        statements=(*_statements(record), *_silences(record)),
        vectors=vectors,
    )
    return Laid(scene, {row["key"]: row["name"] for row in rows})


def _statements(record: Record) -> Iterator[Statement]:
    for one in statements(record.store, "r.latest = 1 ORDER BY a.id"):
        said = one.attribution
        speaker = one.party.name if one.party else one.source
        yield Statement(one.key, one.article.name, _spans(said.content), _spans(said.source), speaker)


def _silences(record: Record) -> Iterator[Statement]:
    """Yield who did not answer: the gold counts a refusal among the statements on a claim."""
    for one in silences(record.store, "r.latest = 1 ORDER BY q.id"):
        silence = one.silence
        content = _spans((silence.words, *silence.about))
        yield Statement(one.key, one.article.name, content, _spans(silence.source), one.source)


def _spans(spans: Iterable[article.Span]) -> tuple[Span, ...]:
    return tuple((span.start, span.end) for span in spans)

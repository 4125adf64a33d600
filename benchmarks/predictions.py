"""What the shared scorers read: one article a line, its attributions as spans, each with its parent."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.progress import track

import onrecord

Row: TypeAlias = dict[str, object]


def read_all(articles: Iterable[onrecord.Article], total: int) -> Iterable[onrecord.Reading]:
    """Yield the readings of the articles, with a progress bar on a terminal."""
    console = Console(stderr=True)
    for article in track(articles, "reading", total, console=console, transient=True):
        yield onrecord.read(article)


def with_parents(reading: onrecord.Reading) -> Row:
    """Return all attributions of a reading, nested ones with the index of their parent."""
    return {
        "name": reading.article.name,
        "attributions": [{**_spans(each), "parent": each.parent} for each in reading.attributions],
    }


def outermost(reading: onrecord.Reading) -> Row:
    """Return the article's own attributions only: those that stand in no other's content."""
    own = [_spans(each) for each in reading.attributions if each.parent is None]
    return {"name": reading.article.name, "attributions": own}


def _spans(attribution: onrecord.Attribution) -> Row:
    roles = {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}
    return {role: [list(span) for span in spans] for role, spans in roles.items()}


def write(path: Path, readings: Iterable[onrecord.Reading], row: Callable[[onrecord.Reading], Row]) -> None:
    """Write one line for each reading; the folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as lines:
        for reading in readings:
            lines.write(json.dumps(row(reading)) + "\n")


def run_scorer(scorer: Path, gold: Path, predictions: Path) -> int:
    """Run one of the shared scorers, let it print its table, and return its exit status."""
    sys.stdout.flush()
    return subprocess.run([sys.executable, str(scorer), str(gold), str(predictions)], check=False).returncode

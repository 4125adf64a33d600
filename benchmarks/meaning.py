"""Is what means the same found? Vectors of meaning beside full text search, on invented paraphrases.

python -m benchmarks.meaning TEXTS [--teacher DIR] [--repeat 3]

TEXTS holds articles as `*.txt`, none of which the vectors were fitted on: their contents are what each
content of `paraphrases.tsv` has to be found among. A query and its content share no word.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import click
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table

import onrecord
from benchmarks.machine import describe_machine
from onrecord import Reader, Span
from onrecord.read.meaning import CELLS, Vectors, cells
from onrecord.read.pooling import Kept, cut

PAIRS: Final = Path(__file__).with_name("paraphrases.tsv")
#: A content is pooled inside a sentence, as it would be in an article.
SENTENCE: Final = "Ada Vorn, a spokeswoman for the council, said on Monday that {}."
WITHIN: Final = (1, 10, 50, 100)
PROBED: Final = (1, 8, 16, 32, 64)
_WORD: Final = re.compile(r"\w+")

Floats: TypeAlias = NDArray[np.float32]
#: From texts (queries, contents) to their vectors.
Vectorize: TypeAlias = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, slots=True)
class Pool:
    """The queries, what each has to find, and what it has to be found among."""

    queries: tuple[str, ...]
    answers: tuple[str, ...]
    others: tuple[str, ...]
    vectors: Vectors  # of `others`, as read


def pairs() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the queries and the contents that mean the same."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()[1:]
    queries, answers = zip(*(line.split("\t") for line in lines), strict=True)
    return queries, answers


def gather(reader: Reader, paths: Sequence[Path]) -> Pool:
    """Return the pool of all contents in some articles."""
    others: list[str] = []
    vectors = []
    for path in track(paths, "reading", console=Console(stderr=True), transient=True):
        reading, rows = reader.read_with_meaning(path.read_bytes().decode("utf-8", errors="replace"))
        text = reading.article.text
        others += [" ".join(text[start:end] for start, end in one.content) for one in reading.attributions]
        vectors.append(rows)
    return Pool(*pairs(), tuple(others), np.concatenate(vectors))


def inside(reader: Reader, content: str) -> Vectors:
    """Return the vector of a content that stands in a sentence."""
    text = SENTENCE.format(content)
    start = text.index(content)
    span = Span(start, start + len(content))
    return reader.encoder.vectors(Kept(cut(text, reader.encoder.tokenizer)), [(span,)])


def unit(rows: NDArray[np.generic]) -> Floats:
    """Return rows of length 1."""
    real = rows.astype(np.float32)
    return np.asarray(real / np.maximum(np.linalg.norm(real, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def ranks(queries: Floats, answers: Floats, others: Floats) -> NDArray[np.int64]:
    """Return how many of all the contents stand before the right one, for each query."""
    own = (queries * answers).sum(axis=1)
    every = queries @ np.concatenate([others, answers]).T
    every[np.arange(len(queries)), len(others) + np.arange(len(queries))] = -np.inf
    return np.asarray((every > own[:, None]).sum(axis=1))


def ranks_of_words(pool: Pool) -> NDArray[np.int64]:
    """Return the same for BM25 over stemmed words (SQLite's FTS5); what is not found stands last."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE said USING fts5(words, tokenize = 'porter unicode61')")
    everything = [*pool.others, *pool.answers]
    base.executemany("INSERT INTO said (rowid, words) VALUES (?, ?)", enumerate(everything))
    found = []
    for number, query in enumerate(pool.queries):
        asked = " OR ".join(f'"{word}"' for word in _WORD.findall(query))
        rows = base.execute("SELECT rowid FROM said WHERE said MATCH ? ORDER BY bm25(said)", (asked,))
        order = [row for (row,) in rows]
        own = len(pool.others) + number
        found.append(order.index(own) if own in order else len(everything))
    return np.array(found)


def teachers(folder: Path) -> Iterator[tuple[str, Vectorize]]:
    """Yield the teacher, and the plain mean of its word piece embeddings; both want the extra `train`."""
    from safetensors.numpy import load_file  # noqa: PLC0415

    from training.samples import taught  # noqa: PLC0415
    from training.train import tokenizer_of  # noqa: PLC0415

    table = load_file(folder / "model.safetensors")["embeddings.word_embeddings.weight"]
    tokenizer = tokenizer_of(folder)

    def static(texts: Sequence[str]) -> Floats:
        ids = [encoding.ids for encoding in tokenizer.encode_batch(texts, add_special_tokens=False)]
        return np.array([table[row].mean(axis=0) if row else table[0] for row in ids], dtype=np.float32)

    yield "the teacher", lambda texts: taught(folder, texts).astype(np.float32)
    yield "mean of its word piece embeddings", static


def compared(reader: Reader, pool: Pool, teacher: Path | None) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """Yield the ranks that each way of searching gives; vectors of others are centred, as ours are."""
    queries = np.concatenate([reader.meaning_of(query) for query in pool.queries])
    answers = np.concatenate([inside(reader, answer) for answer in pool.answers])
    yield "Onrecord's vectors", ranks(unit(queries), unit(answers), unit(pool.vectors))
    yield "BM25", ranks_of_words(pool)
    for name, vectorize in teachers(teacher) if teacher else ():
        others = vectorize(pool.others)
        middle = others.mean(axis=0)
        asked, right = vectorize(pool.queries), vectorize(pool.answers)
        yield name, ranks(unit(asked), unit(right), unit(others))
        yield f"{name}, centred", ranks(unit(asked - middle), unit(right - middle), unit(others - middle))


def kept_by_cells(reader: Reader, pool: Pool) -> dict[int, tuple[float, float]]:
    """Return for a number of cells looked at: which share of the best ten lie in them, and of all rows."""
    queries = np.concatenate([reader.meaning_of(query) for query in pool.queries])
    order = np.argsort(-(unit(queries) @ unit(pool.vectors).T), axis=1)[:, :10]
    filed = cells(pool.vectors)[:, 0]
    near = cells(queries, max(PROBED))
    kept = {}
    for probed in PROBED:
        hit = [np.isin(filed, row[:probed]) for row in near]
        best = float(np.mean([rows[top].mean() for rows, top in zip(hit, order, strict=True)]))
        kept[probed] = (best, float(np.mean([rows.mean() for rows in hit])))
    return kept


def seconds(reader: Reader, texts: Sequence[str], repeat: int) -> tuple[float, float]:
    """Return the least seconds of reading the texts without and with their meaning, in turns."""
    ways: tuple[Callable[[str], object], ...] = (reader.read, reader.read_with_meaning)
    best = [float("inf"), float("inf")]
    for _ in range(repeat):
        for number, way in enumerate(ways):
            start = time.perf_counter()
            for text in texts:
                way(text)
            best[number] = min(best[number], time.perf_counter() - start)
    return best[0], best[1]


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="TEXTS")
@click.option("--teacher", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR")
@click.option("--repeat", type=click.IntRange(min=0), default=0, help="Times to measure the cost of reading.")
def main(folder: Path, teacher: Path | None, repeat: int) -> None:
    """Read the articles of TEXTS and print the figures."""
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise click.ClickException(f"{folder}: holds no .txt files")
    reader = Reader()
    pool = gather(reader, paths)
    console = Console(width=120, highlight=False)
    table = Table(title=f"{len(pool.queries)} queries among {len(pool.others):,} contents, found within")
    for column in ("", *map(str, WITHIN), "mean reciprocal rank"):
        table.add_column(column, justify="left" if not column else "right")
    for name, found in compared(reader, pool, teacher):
        shares = [f"{100 * np.mean(found < within):.0f} %" for within in WITHIN]
        table.add_row(name, *shares, f"{np.mean(1 / (1 + found)):.3f}")
    console.print(table)
    for probed, (best, rows) in kept_by_cells(reader, pool).items():
        console.print(
            f"{probed} of {CELLS} cells: {100 * best:.1f} % of the best ten, {100 * rows:.1f} % of rows"
        )
    if repeat:
        texts = [path.read_bytes().decode("utf-8", errors="replace") for path in paths]
        plain, both = seconds(reader, texts, repeat)
        console.print(f"reading {plain:.2f} s, with meaning {both:.2f} s ({100 * (both / plain - 1):+.1f} %)")
    console.print(f"onrecord {onrecord.__version__}, model {reader.encoder.version}; {describe_machine()}")


if __name__ == "__main__":
    main()

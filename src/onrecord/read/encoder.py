"""Run the shipped network: word pieces in, tag and link scores of every word out.

The ONNX file holds the encoder and its two heads with 8-bit weights; the pair scores that its link
vectors stand for are small and are computed here.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.article import Span
from onrecord.errors import ModelError
from onrecord.read.decode import CONTENT, CUE, SOURCE, TAGS, Settings, WindowScores, best_tags, weighed
from onrecord.read.meaning import (
    CELLS_FILE,
    DIMENSIONS,
    MEANING_FILE,
    MODEL_FOLDER,
    Vectors,
    as_vectors,
    load_small,
)
from onrecord.read.pooling import LAYER_NAMES, Batch, Cut, Kept, means
from onrecord.read.windows import LONGEST_WINDOW, Pieces, Run, mark_id
from onrecord.read.words import Words

# Word pieces in one call of the network: larger batches were no faster and cost memory.
_BATCH_PIECES: Final = 1024
_FAR: Final = -1e4
_OUTPUTS: Final = ("tags", "pairs", "none")
# Whatever of these changes, readings or vectors may.
_FILES: Final = ("reader.onnx", "tokenizer.json", "settings.json", MEANING_FILE, CELLS_FILE)

Floats = NDArray[np.float32]
Tags = NDArray[np.int64]


@lru_cache(maxsize=1)
def distance_buckets() -> NDArray[np.int64]:
    """Return for each pair of a window's words a bucket of their signed distance, in powers of two."""
    d = np.arange(LONGEST_WINDOW)[None, :] - np.arange(LONGEST_WINDOW)[:, None]
    size = np.minimum(np.floor(np.log2(np.maximum(np.abs(d), 1))), 8).astype(np.int64) + 1
    return np.where(d == 0, 0, np.where(d > 0, size, size + 9))


def _log_softmax(table: Floats) -> Floats:
    table = table - table.max(axis=1, keepdims=True)
    shifted: Floats = table - np.log(np.exp(table).sum(axis=1, keepdims=True))
    return shifted


@dataclass(frozen=True, slots=True)
class Output:
    """What the network says of one window, by words: log-probabilities of tags, and products of links."""

    tags: Floats  # (n, 7)
    pairs: Floats  # (4, pieces, pieces)
    none: Floats  # (pieces, 2)
    at: NDArray[np.int64]  # the first piece of each word

    def scores(self, path: Tags, bias: Floats) -> WindowScores:
        """Return the scores of the window.

        Of the pair tables only the rows that decoding will look at are worked out, those of the words
        that `path` tags with a role: all of them would cost six times as much.
        """
        n, cue = len(self.tags), path == CUE
        tables = []
        for i, chosen in enumerate(((path == SOURCE) | (path == SOURCE + 1), path >= CONTENT, cue, cue)):
            rows = np.flatnonzero(chosen)
            pairs = self.pairs[i][self.at[rows][:, None], self.at] + bias[i][distance_buckets()[rows, :n]]
            if i >= 2:
                pairs = np.concatenate([pairs, self.none[self.at[rows], i - 2][:, None]], axis=1)
            table = np.full((n, pairs.shape[1]), _FAR, dtype=np.float32)
            if len(rows):
                table[rows] = _log_softmax(pairs)
            tables.append(table)
        return WindowScores(self.tags, *tables)


def _damaged(path: Path) -> ModelError:
    return ModelError(f"{path}: cannot be loaded; reinstall onrecord")


class Encoder:
    """The shipped network and its tokenizer; loads on first use, then holds both in memory."""

    def __init__(self, folder: Path = MODEL_FOLDER, threads: int | None = None) -> None:
        self.folder = folder
        self.threads = threads or os.cpu_count() or 1

    @cached_property
    def session(self) -> ort.InferenceSession:
        """The loaded network."""
        options = ort.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return ort.InferenceSession(
                str(self.folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises its own unrelated classes
            raise _damaged(self.folder / "reader.onnx") from error

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The encoder's own tokenizer, without padding or truncation."""
        try:
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        except Exception as error:  # tokenizers raises bare exceptions
            raise _damaged(self.folder / "tokenizer.json") from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def settings(self) -> dict[str, Any]:
        """What stands beside the network: version, link biases, decoding and calibration."""
        try:
            settings = json.loads((self.folder / "settings.json").read_text(encoding="utf-8"))
            return {key: settings[key] for key in ("version", "decoding", "calibration", "bias")}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _damaged(self.folder / "settings.json") from error

    @cached_property
    def bias(self) -> Floats:
        """What a distance between two words adds to their products, a kind of link and a bucket."""
        return np.array(self.settings["bias"], dtype=np.float32)

    @cached_property
    def version(self) -> str:
        """The model's version and the beginning of a digest of its files ("2026.11-0123abcd")."""
        digest = hashlib.sha256()
        for name in _FILES:
            try:
                digest.update(hashlib.sha256((self.folder / name).read_bytes()).digest())
            except OSError as error:
                raise _damaged(self.folder / name) from error
        return f"{self.settings['version']}-{digest.hexdigest()[:8]}"

    @cached_property
    def small_session(self) -> ort.InferenceSession:
        """The loaded small network that makes vectors of meaning from what the layers give."""
        return load_small(self.folder / MEANING_FILE)

    @property
    def decoding(self) -> dict[str, Any]:
        """Keyword arguments of `onrecord.read.decode.Settings` that go with this model."""
        return dict(self.settings["decoding"])

    @property
    def calibration(self) -> tuple[float, float]:
        """Slope and offset that make a raw score a chance of being right."""
        slope, offset = self.settings["calibration"]
        return float(slope), float(offset)

    def scores(
        self, words: Words, pieces: Pieces, runs: Sequence[Run], settings: Settings, kept: Kept | None = None
    ) -> Iterator[tuple[int, Tags, WindowScores]]:
        """Yield the number of each window in `runs` with its best tags and its scores, in no order.

        What the pooled layers give is added to `kept`.
        """
        for batch in _batches(pieces, runs):
            outputs = self._run(words, pieces, runs, batch, kept)
            lengths = np.array([len(output.tags) for output in outputs])
            tags = np.zeros((len(batch), int(lengths.max()), len(TAGS)), dtype=np.float32)
            for row, (i, output) in enumerate(zip(batch, outputs, strict=True)):
                fresh = words.fresh[runs[i][0] : runs[i][1]]
                tags[row, : lengths[row]] = weighed(output.tags, fresh, settings)
            paths = best_tags(tags, lengths, settings.leave)
            for i, output, path in zip(batch, outputs, paths, strict=True):
                yield i, path, output.scores(path, self.bias)

    def outputs(self, words: Words, pieces: Pieces, runs: Sequence[Run]) -> Iterator[tuple[int, Output]]:
        """Yield the number of each window in `runs` with what the network says of it, in no order."""
        for batch in _batches(pieces, runs):
            yield from zip(batch, self._run(words, pieces, runs, batch), strict=True)

    def vectors(self, kept: Kept, contents: Sequence[Sequence[Span]]) -> Vectors:
        """Return the meaning of each of `contents`, spans of a text that was cut: a row each."""
        vectors = np.zeros((len(contents), DIMENSIONS), dtype=np.int8)
        pooled, some = self.pooled(kept, contents)
        if some.any():
            vectors[some] = as_vectors(self.small_session.run(["vectors"], {"means": pooled[some]})[0])
        return vectors

    def pooled(self, kept: Kept, contents: Sequence[Sequence[Span]]) -> tuple[Floats, NDArray[np.bool_]]:
        """Return what `pooling.means` does; of a text that was not kept, the windows needed are run again."""
        if kept.cut is None:
            return np.zeros((len(contents), 0), dtype=np.float32), np.zeros(len(contents), dtype=np.bool_)
        return means(kept.cut, contents, kept.batches or self._layers(kept.cut, contents))

    def _layers(self, cut: Cut, contents: Sequence[Sequence[Span]]) -> Iterator[Batch]:
        """Yield what the pooled layers give for the windows that `contents` stand in."""
        wanted = sorted({number for spans in contents for number, _, _ in cut.places(spans)})
        runs = [cut.runs[number] for number in wanted]
        for batch in _batches(cut.pieces, runs):
            feeds = self._feeds(cut.words, cut.pieces, [runs[i] for i in batch])
            yield [wanted[i] for i in batch], self.session.run(LAYER_NAMES, feeds)

    def _run(
        self,
        words: Words,
        pieces: Pieces,
        runs: Sequence[Run],
        batch: Sequence[int],
        kept: Kept | None = None,
    ) -> list[Output]:
        """Run the network on the windows of `runs` numbered in `batch`."""
        group = [runs[i] for i in batch]
        wanted = (*_OUTPUTS, *LAYER_NAMES) if kept is not None else _OUTPUTS
        tags, pairs, none, *layers = self.session.run(wanted, self._feeds(words, pieces, group))
        if kept is not None:
            kept.batches.append((batch, layers))
        places = [pieces.first[low:high] - pieces.first[low] + 1 for low, high in group]
        return [
            Output(_log_softmax(tags[row, at]), pairs[row], none[row], at) for row, at in enumerate(places)
        ]

    def _feeds(self, words: Words, pieces: Pieces, group: Sequence[Run]) -> dict[str, NDArray[np.int64]]:
        """Return the network's input for some windows, padded to the longest."""
        first = pieces.first
        longest = max(int(first[high] - first[low]) for low, high in group) + 2
        begin, end = mark_id(self.tokenizer, "[CLS]"), mark_id(self.tokenizer, "[SEP]")
        ids = np.zeros((len(group), longest), dtype=np.int64)
        features = np.zeros((3, len(group), longest), dtype=np.int64)
        for i, (low, high) in enumerate(group):
            size = int(first[high] - first[low])
            ids[i, 0], ids[i, size + 1] = begin, end
            ids[i, 1 : size + 1] = pieces.ids[first[low] : first[high]]
            counts = np.diff(first[low : high + 1])
            for f, feature in enumerate((words.case, words.gap, words.quote)):
                features[f, i, 1 : size + 1] = np.repeat(feature[low:high], counts)
        return {"ids": ids, "case": features[0], "gap": features[1], "quote": features[2]}


def _batches(pieces: Pieces, runs: Sequence[Run]) -> Iterator[list[int]]:
    """Group windows of like size, so that little is padding."""
    sizes = [int(pieces.first[high] - pieces.first[low]) for low, high in runs]
    group: list[int] = []
    for i in sorted(range(len(runs)), key=sizes.__getitem__):
        if group and (len(group) + 1) * (sizes[i] + 2) > _BATCH_PIECES:
            yield group
            group = []
        group.append(i)
    if group:
        yield group

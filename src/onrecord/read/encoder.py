"""Run the shipped network: word pieces in, tag and link scores of every word out.

The ONNX file holds the encoder and its two heads with 8-bit weights; the pair scores that its link
vectors stand for are small and are computed here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.read.decode import WindowScores
from onrecord.read.windows import Pieces
from onrecord.read.words import Words

#: Where the model that ships with the package lies.
MODEL_FOLDER: Final = Path(__file__).parent / "model"
# Word pieces in one call of the network: larger batches were no faster and cost memory.
_BATCH_PIECES: Final = 2048
_DISTANCES: Final = 512
_FAR: Final = -1e4

Floats = NDArray[np.float32]
Run = tuple[int, int]


def distance_buckets(n: int) -> NDArray[np.int64]:
    """Return for each pair of `n` words a bucket of their signed distance, in powers of two."""
    d = np.arange(n)[None, :] - np.arange(n)[:, None]
    size = np.minimum(np.floor(np.log2(np.maximum(np.abs(d), 1))), 8).astype(np.int64) + 1
    return np.where(d == 0, 0, np.where(d > 0, size, size + 9))


def _log_softmax(table: Floats) -> Floats:
    table = table - table.max(axis=1, keepdims=True)
    shifted: Floats = table - np.log(np.exp(table).sum(axis=1, keepdims=True))
    return shifted


@dataclass(frozen=True, slots=True)
class LinkHeads:
    """What the link vectors are compared with: a bias a distance bucket, and the vectors for "none"."""

    bias: Floats  # (4, buckets)
    none: Floats  # (2, width)

    def tables(self, link: Floats, buckets: NDArray[np.int64]) -> list[Floats]:
        """Return the four tables of pair log-probabilities of one window's words."""
        n, width = len(link), self.none.shape[1]
        vectors = link.reshape(n, 8, width)
        scale = width**-0.5
        found = []
        for i in range(4):
            query = vectors[:, 2 * i] * scale
            table = query @ vectors[:, 2 * i + 1].T + self.bias[i][buckets[:n, :n]]
            if i >= 2:
                table = np.concatenate([table, (query @ self.none[i - 2])[:, None]], axis=1)
            found.append(_log_softmax(table))
        return found


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
            raise ModelError(f"{self.folder / 'reader.onnx'}: cannot be loaded; reinstall onrecord") from error

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The encoder's own tokenizer, without padding or truncation."""
        try:
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        except Exception as error:  # tokenizers raises bare exceptions
            raise ModelError(f"{self.folder / 'tokenizer.json'}: cannot be loaded; reinstall onrecord") from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def settings(self) -> dict[str, object]:
        """What stands beside the network: version, link biases, decoding and calibration."""
        try:
            settings = json.loads((self.folder / "settings.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(f"{self.folder / 'settings.json'}: cannot be loaded; reinstall onrecord") from error
        return dict(settings)

    @cached_property
    def heads(self) -> LinkHeads:
        """The parts of the link heads that are no network."""
        return LinkHeads(
            np.array(self.settings["bias"], dtype=np.float32), np.array(self.settings["none"], dtype=np.float32)
        )

    @property
    def decoding(self) -> dict[str, float]:
        """Keyword arguments of `onrecord.read.decode.Settings` that go with this model."""
        decoding = self.settings["decoding"]
        assert isinstance(decoding, dict)
        return decoding

    @property
    def calibration(self) -> tuple[float, float]:
        """Slope and offset that make a raw score a chance of being right."""
        calibration = self.settings["calibration"]
        assert isinstance(calibration, list)
        return float(calibration[0]), float(calibration[1])

    def scores(self, words: Words, pieces: Pieces, runs: Sequence[Run]) -> Iterator[tuple[int, WindowScores]]:
        """Yield the number of each window in `runs` with its scores, in no particular order."""
        buckets = distance_buckets(min(_DISTANCES, max((high - low for low, high in runs), default=0)))
        for batch in _batches(pieces, runs):
            tags, link = self._run(words, pieces, [runs[i] for i in batch])
            for row, i in enumerate(batch):
                low, high = runs[i]
                at = pieces.first[low:high] - pieces.first[low] + 1
                tables = self.heads.tables(link[row, at], buckets)
                yield i, WindowScores(_log_softmax(tags[row, at]), *tables)

    def _run(self, words: Words, pieces: Pieces, group: Sequence[Run]) -> tuple[Floats, Floats]:
        """Run the network on some windows, padded to the longest."""
        first = pieces.first
        longest = max(int(first[high] - first[low]) for low, high in group) + 2
        begin, end = self.tokenizer.token_to_id("[CLS]"), self.tokenizer.token_to_id("[SEP]")
        ids = np.zeros((len(group), longest), dtype=np.int64)
        features = np.zeros((3, len(group), longest), dtype=np.int64)
        for i, (low, high) in enumerate(group):
            size = int(first[high] - first[low])
            ids[i, 0], ids[i, size + 1] = begin, end
            ids[i, 1 : size + 1] = pieces.ids[first[low] : first[high]]
            counts = np.diff(first[low : high + 1])
            for f, feature in enumerate((words.case, words.gap, words.quote)):
                features[f, i, 1 : size + 1] = np.repeat(feature[low:high], counts)
        feeds = {"ids": ids, "case": features[0], "gap": features[1], "quote": features[2]}
        tags, link = self.session.run(["tags", "link"], feeds)
        return tags, link


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

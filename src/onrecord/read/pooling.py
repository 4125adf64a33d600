"""The mean of what the network's layers give for the word pieces of a content.

Contents are settled last: after turns were made whole and inner statements were found. So what the layers
gave is kept for the whole article, and nothing is computed a second time. Only a very long text, of which
that could take gigabytes, is run through the network again (half as much time again).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.article import Span
from onrecord.read.windows import Pieces, Run, tokenize, windows
from onrecord.read.words import Words, segment

#: Layers of the network whose outputs are pooled, 0 the embedding; docs/model-card.md has the others tried.
POOLED_LAYERS: Final = (0, 2)
#: The names they go by in the network's file.
LAYER_NAMES: Final = tuple(f"layer_{number}" for number in POOLED_LAYERS)
#: Word pieces of a text that are kept, 3 kB each: 100 MB, about 25,000 words. Longer texts are run again.
MOST_KEPT: Final = 32_768

Floats: TypeAlias = NDArray[np.float32]
#: The numbers of some windows, and an array for each pooled layer with a row a window.
Batch: TypeAlias = tuple[Sequence[int], Sequence[Floats]]


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as the network reads it: its words, their pieces, and the runs of words that are windows.

    `lows` are the first words of the windows.
    """

    words: Words
    pieces: Pieces
    runs: Sequence[Run]
    lows: Sequence[int]

    def is_short(self) -> bool:
        """Return whether what the layers give for the text can be kept."""
        return len(self.pieces.ids) <= MOST_KEPT

    def places(self, spans: Iterable[Span]) -> Iterator[tuple[int, int, int]]:
        """Yield where the pieces of `spans` stand: the window, and from which place in it up to which."""
        for span in spans:
            low = int(np.searchsorted(self.words.end, span.start, side="right"))
            high = int(np.searchsorted(self.words.start, span.end, side="left"))
            if low >= high:
                continue
            for number in range(bisect_right(self.lows, low) - 1, bisect_left(self.lows, high)):
                begin, end = self.runs[number]
                # Before the first piece of a window stands its mark.
                base = int(self.pieces.first[begin]) - 1
                at, to = self.pieces.first[max(low, begin)], self.pieces.first[min(high, end)]
                yield number, int(at) - base, int(to) - base


def cut(text: str, tokenizer: Tokenizer) -> Cut:
    """Return `text` as the network reads it."""
    words = segment(text)
    pieces = tokenize(text, words, tokenizer)
    runs = windows(text, words, pieces)
    return Cut(words, pieces, runs, [low for low, _ in runs])


@dataclass(slots=True)
class Kept:
    """What the layers gave for a text, filled while it is read; nothing of a text that is too long."""

    cut: Cut | None = None
    batches: list[Batch] = field(default_factory=list)


def means(
    cut: Cut, contents: Sequence[Iterable[Span]], batches: Iterable[Batch]
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return the mean over the word pieces of each of `contents`, layer beside layer, and which have any.

    `batches` are of at least the windows that the contents stand in.
    """
    wanted: dict[int, list[tuple[int, int, int]]] = {}
    counts = np.zeros(len(contents), dtype=np.int64)
    for index, spans in enumerate(contents):
        for number, at, to in cut.places(spans):
            wanted.setdefault(number, []).append((index, at, to))
            counts[index] += to - at
    sums = np.zeros((len(contents), 0), dtype=np.float32)
    for numbers, layers in batches:
        if not sums.shape[1]:
            sums = np.zeros((len(contents), sum(layer.shape[2] for layer in layers)), dtype=np.float32)
        for row, number in enumerate(numbers):
            for index, at, to in wanted.get(number, ()):
                sums[index] += np.concatenate([layer[row, at:to].sum(axis=0) for layer in layers])
    return np.asarray(sums / np.maximum(counts, 1)[:, None], dtype=np.float32), counts > 0

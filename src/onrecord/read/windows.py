"""Cut an article into windows of whole paragraphs that the encoder reads one by one.

An attribution hardly ever leaves its paragraph (1 % of contents and no source to speak of do in
PolNeAR), so windows need no overlap: whole paragraphs are packed while they fit, and only a
paragraph longer than a window is cut, at the end of a sentence where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.read.words import Words

#: Word pieces a window may hold in training, its two marks left out.
LONGEST_WINDOW: Final = 286
#: ... and in reading. On PolNeAR dev windows of 128 to 286 pieces are equally good (whole F1 72.6 to 73.8,
#: which is noise), and attention makes long ones slow: 11,600 words/s at 286, 15,700 at 160. Shorter
#: ones would cut more paragraphs.
WINDOW_PIECES: Final = 160
# A tokenizer call holds a few hundred bytes a word piece: very long texts go through in parts.
_TOKENIZED_AT_ONCE: Final = 100_000
# Half a character, from a broken decoding: no tokenizer takes it.
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SENTENCE_END: Final = frozenset(".!?…")
_AFTER_SENTENCE_END: Final = frozenset("\"'”’»)")

Run = tuple[int, int]  # a half-open run of words


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text: `ids`, and `first[w]`: the index of the first piece of word `w`.

    `first` has one entry more than there are words, so that word `w` has the pieces
    `first[w]:first[w + 1]`.
    """

    ids: NDArray[np.int64]
    first: NDArray[np.int64]


def mark_id(tokenizer: Tokenizer, mark: str) -> int:
    """Return the number of one of the tokenizer's own marks; raises ModelError where it has no such."""
    number = tokenizer.token_to_id(mark)
    if number is None:
        raise ModelError(f"the model's tokenizer has no {mark}; reinstall onrecord")
    return int(number)


def tokenize(text: str, words: Words, tokenizer: Tokenizer) -> Pieces:
    """Return the word pieces of every word of `text`; a word without any gets the unknown piece."""
    unknown = mark_id(tokenizer, "[UNK]")
    ids: list[NDArray[np.int64]] = []
    counts = np.zeros(len(words), dtype=np.int64)
    for low, high in _parts(words):
        base = int(words.start[low])
        part_text = _SURROGATE.sub("\ufffd", text[base : int(words.end[high - 1])])
        encoding = tokenizer.encode(part_text, add_special_tokens=False)
        at = np.array([s for s, _ in encoding.offsets], dtype=np.int64) + base
        owner = np.searchsorted(words.start[low:high], at, side="right") - 1
        part = np.bincount(owner, minlength=high - low) if len(at) else np.zeros(high - low, dtype=np.int64)
        piece_ids = np.array(encoding.ids, dtype=np.int64)
        missing = np.flatnonzero(part == 0)
        if len(missing):
            piece_ids = np.insert(piece_ids, np.cumsum(part)[missing], unknown)
            part[missing] = 1
        counts[low:high] = part
        ids.append(piece_ids)
    first = np.concatenate([[0], np.cumsum(counts)])
    return Pieces(np.concatenate(ids) if ids else np.zeros(0, dtype=np.int64), first)


def _parts(words: Words) -> Iterator[Run]:
    """Runs of words whose text is short enough to tokenize at once."""
    low = 0
    while low < len(words):
        limit = words.start[low] + _TOKENIZED_AT_ONCE
        high = max(low + 1, int(np.searchsorted(words.end, limit, side="right")))
        yield low, high
        low = high


def _cut(text: str, words: Words, pieces: Pieces, paragraph: Run, size: int) -> Iterator[Run]:
    """Cut the long `paragraph`, a run of words, into runs of at most `size` pieces."""
    low, high = paragraph
    while low < high:
        end = int(np.searchsorted(pieces.first, pieces.first[low] + size, side="right")) - 1
        end = min(max(end, low + 1), high)
        if end < high:
            for at in range(end, low + (end - low) // 2, -1):
                last = at - 1
                while last > low and text[words.start[last]] in _AFTER_SENTENCE_END:
                    last -= 1
                if text[words.start[last]] in _SENTENCE_END and words.gap[at] > 0:
                    end = at
                    break
        yield low, end
        low = end


def windows(text: str, words: Words, pieces: Pieces, size: int = WINDOW_PIECES) -> list[Run]:
    """Return half-open runs of words, covering all words in order, each of at most `size` pieces.

    A single word of more pieces than `size` makes a window of its own.
    """
    if not len(words):
        return []
    starts = np.flatnonzero(np.concatenate([[True], np.diff(words.paragraph) > 0]))
    paragraphs = list(zip(starts.tolist(), [*starts[1:].tolist(), len(words)], strict=True))
    runs: list[Run] = []
    first = pieces.first
    for low, high in paragraphs:
        if runs and first[high] - first[runs[-1][0]] <= size:
            runs[-1] = (runs[-1][0], high)
        elif first[high] - first[low] <= size:
            runs.append((low, high))
        else:
            runs.extend(_cut(text, words, pieces, (low, high), size))
    return runs

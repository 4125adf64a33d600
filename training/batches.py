"""Cut documents into windows and pad them into batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.read.windows import LONGEST_WINDOW, WINDOW_PIECES, windows
from training.corpus import Document

CLS, SEP = 101, 102
IGNORED = -100
SMALLEST_WINDOW = 128  # training windows vary in size, so that no place in a window is special


@dataclass(frozen=True, slots=True)
class Window:
    """Words `low:high` of a document."""

    document: Document
    low: int
    high: int

    @property
    def size(self) -> int:
        """Word pieces of the window, its two marks left out."""
        return int(self.document.pieces.first[self.high] - self.document.pieces.first[self.low])


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as padded tensors; labels of padding and of words without a link are -100."""

    windows: Sequence[Window]
    ids: Tensor
    case: Tensor
    gap: Tensor
    quote: Tensor
    first_piece: Tensor  # (windows, words): where in the window each word begins
    words: Tensor  # (windows, words): mask
    tag: Tensor
    links: Sequence[Tensor]  # four (windows, words), see training.model.LINKS


def cut(documents: Sequence[Document], rng: random.Random | None = None) -> list[Window]:
    """Return the windows of `documents`, of random sizes where `rng` is given."""
    found = []
    for document in documents:
        size = rng.randint(SMALLEST_WINDOW, LONGEST_WINDOW) if rng else WINDOW_PIECES
        found += [
            Window(document, *run) for run in windows(document.text, document.words, document.pieces, size)
        ]
    return found


def batches(found: list[Window], pieces: int, rng: random.Random | None = None) -> Iterator[Batch]:
    """Yield batches of about `pieces` word pieces, windows of like size together."""
    order = sorted(found, key=lambda w: w.size + (rng.random() * 24 if rng else 0))
    groups: list[list[Window]] = []
    for window in order:
        if groups and (len(groups[-1]) + 1) * (window.size + 2) <= pieces:
            groups[-1].append(window)
        else:
            groups.append([window])
    if rng:
        rng.shuffle(groups)
    for group in groups:
        yield collate(group)


def _label(values: np.ndarray, low: int, high: int, none: int) -> np.ndarray:
    """Links of a window's words, relative to the window; -100 where a word has no link."""
    part = values[low:high]
    inside = (part >= low) & (part < high)
    return np.where(inside, part - low, np.where(part == -2, none, IGNORED))


def collate(group: Sequence[Window]) -> Batch:
    """Return the windows of `group` as one batch."""
    pieces = max(w.size for w in group) + 2
    words = max(w.high - w.low for w in group)
    ids = np.zeros((len(group), pieces), dtype=np.int64)
    features = np.zeros((3, len(group), pieces), dtype=np.int64)
    first = np.zeros((len(group), words), dtype=np.int64)
    mask = np.zeros((len(group), words), dtype=bool)
    tag = np.full((len(group), words), IGNORED)
    links = np.full((4, len(group), words), IGNORED)
    for i, w in enumerate(group):
        d, n = w.document, w.high - w.low
        at = d.pieces.first[w.low : w.high + 1]
        ids[i, : w.size + 2] = [CLS, *d.pieces.ids[at[0] : at[-1]], SEP]
        counts = np.diff(at)
        for f, feature in enumerate((d.words.case, d.words.gap, d.words.quote)):
            features[f, i, 1 : w.size + 1] = np.repeat(feature[w.low : w.high], counts)
        first[i, :n] = at[:-1] - at[0] + 1
        mask[i, :n] = True
        tag[i, :n] = d.tag[w.low : w.high]
        cue = _label(d.cue, w.low, w.high, IGNORED)
        is_content = d.tag[w.low : w.high] >= 5
        links[0, i, :n] = np.where(is_content, IGNORED, cue)
        links[1, i, :n] = np.where(is_content, cue, IGNORED)
        links[2, i, :n] = _label(d.first, w.low, w.high, words)
        links[3, i, :n] = _label(d.last, w.low, w.high, words)
    t = torch.from_numpy
    case, gap, quote = (t(feature) for feature in features)
    return Batch(group, t(ids), case, gap, quote, t(first), t(mask), t(tag), [t(link) for link in links])

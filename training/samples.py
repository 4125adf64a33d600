"""What the vectors of meaning are learned from: texts as the reader's layers see them, and as a teacher does.

The teacher is all-MiniLM-L6-v2, whose sentence vectors stand close where sentences say like things
(Reimers and Gurevych 2019). It sees a content by itself; the reader sees it inside its article, and by
itself, as it will see a query.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn.functional import normalize

from onrecord.article import Span
from onrecord.read.attributions import find_attributions
from onrecord.read.encoder import Encoder
from onrecord.read.pooling import Kept, cut
from onrecord.read.quotation import find_quotations
from training.model import Reader, Shape, load_encoder
from training.train import tokenizer_of

#: The teacher reads no more pieces of a text than it was made for.
TEACHER_PIECES = 256
_LONGEST = 1500  # characters: some 256 pieces
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")
_QUERY_WORDS = (1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8)  # drawn from: most queries are short
_QUERIES_A_CONTENT = 2

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Samples:
    """Rows of means of the reader's layers with the teacher's vectors; `kind` is one of `KINDS`."""

    means: NDArray[np.float16]
    taught: NDArray[np.float16]
    kind: NDArray[np.int8]

    def of(self, kind: str) -> NDArray[np.int64]:
        """Return the numbers of the rows of one kind."""
        return np.flatnonzero(self.kind == KINDS.index(kind))


KINDS = ("inside", "content", "sentence", "query")  # a content in its article, and the rest by themselves


def gather(encoder: Encoder, teacher: Path, folder: Path) -> Samples:
    """Return the samples of all `*.txt` articles in a folder."""
    rows: list[tuple[str, str, Floats]] = []
    alone: dict[str, str] = {}
    rng = random.Random(7)
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", errors="replace", newline="") as handle:
            text = handle.read()
        said = list(_contents(encoder, text))
        rows += [("inside", words, mean) for words, mean in said]
        for words, _ in said:
            alone.setdefault(words, "content")
            for _ in range(_QUERIES_A_CONTENT):
                alone.setdefault(_query(words, rng), "query")
        for sentence in _SENTENCE_END.split(text):
            words = " ".join(sentence.split())
            if 15 < len(words) < 600:
                alone.setdefault(words, "sentence")
                alone.setdefault(_query(words, rng), "query")
    for words, kind in alone.items():
        mean, some = encoder.pooled(Kept(cut(words, encoder.tokenizer)), [(Span(0, len(words)),)])
        if some[0] and len(words) > 2:
            rows.append((kind, words, mean[0]))
    kinds = np.array([KINDS.index(kind) for kind, _, _ in rows], dtype=np.int8)
    means = np.array([mean for _, _, mean in rows], dtype=np.float16)
    return Samples(means, taught(teacher, [words for _, words, _ in rows]), kinds)


def _contents(encoder: Encoder, text: str) -> Iterator[tuple[str, Floats]]:
    """Yield the contents read in an article, and their means inside it."""
    kept = Kept()
    spans = [one.content for one in find_attributions(encoder, text, find_quotations(text), kept)]
    if spans:
        pooled, some = encoder.pooled(kept, spans)
        for content, mean, has in zip(spans, pooled, some, strict=True):
            words = " ".join(" ".join(text[start:end] for start, end in content).split())[:_LONGEST]
            if has:
                yield words, mean


def _query(words: str, rng: random.Random) -> str:
    """Return a few neighbouring words, half of the time in small letters."""
    parts = words.strip(' .,;:"“”').split()
    count = min(rng.choice(_QUERY_WORDS), len(parts))
    first = rng.randrange(len(parts) - count + 1)
    found = " ".join(parts[first : first + count]).strip(" .,;:\"“”’'()")
    return found.lower() if rng.random() < 0.5 else found


@torch.inference_mode()
def taught(teacher: Path, texts: Sequence[str]) -> NDArray[np.float16]:
    """Return the teacher's vector of each text, of length 1; `teacher` is the folder of its weights."""
    reader = Reader(Shape()).eval()
    load_encoder(reader, teacher / "model.safetensors")
    tokenizer = tokenizer_of(teacher)
    tokenizer.enable_truncation(TEACHER_PIECES)
    places: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        places.setdefault(text, []).append(number)
    unique = list(places)
    ids = [encoding.ids for encoding in tokenizer.encode_batch(unique)]
    vectors = np.zeros((len(texts), reader.shape.width), dtype=np.float16)
    order = sorted(range(len(unique)), key=lambda i: len(ids[i]))
    for low in range(0, len(order), 64):
        group = order[low : low + 64]
        padded = torch.zeros(len(group), len(ids[group[-1]]), dtype=torch.long)
        for row, i in enumerate(group):
            padded[row, : len(ids[i])] = torch.tensor(ids[i])
        none = torch.zeros_like(padded)
        with torch.autocast("cpu", torch.bfloat16):
            hidden = reader.context(padded, none, none, none)
        real = (padded != 0)[:, :, None].float()
        mean = normalize((hidden.float() * real).sum(1) / real.sum(1), dim=1).numpy()
        for row, i in enumerate(group):
            vectors[places[unique[i]]] = mean[row]
    return vectors

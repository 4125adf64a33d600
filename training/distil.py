"""Train one model on what several models say together (Hinton et al. 2015).

    python -m training.distil CORPUS OUT --encoder DIR --teachers A.pt B.pt [--more TEXTS] [--dev DEV]

The teachers read the corpus, and any further plain texts, once; their averaged probabilities are
the student's target, mixed with the annotation where there is one.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.read.decode import CONTENT, CUE
from training.batches import Batch, Window, collate, cut
from training.corpus import Document, read_corpus, read_document
from training.model import Reader, Shape, load_encoder, load_reader
from training.scores import scores
from training.train import Recipe, Targets, loss_of, options, recipe_of, run_epochs, tokenizer_of

#: Weight of the annotation against the teachers where both speak.
ANNOTATION = 0.4
# A link's target is taken over where the teachers think so likely that the word has the role at all.
LIKELY = 0.15
Halves = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One window with the teachers' probabilities: tags (n, 7), and four pair tables (n, n or n + 1)."""

    window: Window
    tags: Halves
    tables: Sequence[Halves]


def read_texts(folder: Path, tokenizer: Tokenizer) -> list[Document]:
    """Return the plain texts of a folder as documents without annotation."""
    return [read_document(path, "", tokenizer) for path in sorted(folder.glob("*.txt"))]


def grouped(items: Sequence[Window], pieces: int, rng: random.Random) -> Iterator[list[int]]:
    """Yield groups of indices of windows of like size, in random order."""
    order = sorted(range(len(items)), key=lambda i: items[i].size + rng.random() * 24)
    groups: list[list[int]] = []
    for i in order:
        if groups and (len(groups[-1]) + 1) * (items[i].size + 2) <= pieces:
            groups[-1].append(i)
        else:
            groups.append([i])
    rng.shuffle(groups)
    yield from groups


def teach(teachers: Sequence[Reader], documents: Sequence[Document]) -> list[Lesson]:
    """Let the teachers read all documents; prints the rate."""
    windows = cut(documents)
    lessons, began = [], time.monotonic()
    for number, group in enumerate(grouped(windows, 4608, random.Random(0))):
        batch = collate([windows[i] for i in group])
        with torch.inference_mode():
            each = [scores(teacher, batch) for teacher in teachers]
            tags = torch.stack([t.softmax(-1) for t, _ in each]).mean(0)
            tables = [torch.stack([e[k].softmax(-1) for _, e in each]).mean(0) for k in range(4)]
        for row, window in enumerate(batch.windows):
            n = window.high - window.low
            own = [t[row, :n, :n] for t in tables[:2]]
            own += [torch.cat([t[row, :n, :n], t[row, :n, -1:]], 1) for t in tables[2:]]
            lessons.append(Lesson(window, tags[row, :n].half().numpy(), [t.half().numpy() for t in own]))
        if number % 50 == 0:
            print(f"taught {len(lessons)}/{len(windows)} windows {time.monotonic() - began:.0f}s", flush=True)
    return lessons


def _padded(parts: Sequence[Halves], rows: int, columns: int, none: bool) -> Tensor:
    """Stack tables of different sizes; the column for "none" stays the last one."""
    full = np.zeros((len(parts), rows, columns + none), dtype=np.float32)
    for i, part in enumerate(parts):
        n = len(part)
        full[i, :n, :n] = part[:, :n]
        if none:
            full[i, :n, -1] = part[:, -1]
    return torch.from_numpy(full)


def lesson_loss(model: Reader, batch: Batch, group: Sequence[Lesson], recipe: Recipe) -> Tensor:
    """Cross-entropy against the teachers, and against the annotation where a window has one."""
    tags, tables = scores(model, batch)
    n = batch.words.shape[1]
    soft = _tags(group, n)
    weight = batch.words.float()
    loss = (-(soft * tags.log_softmax(-1)).sum(-1) * weight).sum() / weight.sum()
    role = soft[..., 1:3].sum(-1), soft[..., CONTENT:].sum(-1), soft[..., CUE], soft[..., CUE]
    for k, table in enumerate(tables):
        target = _padded([lesson.tables[k] for lesson in group], n, n, none=k >= 2)
        likely = (role[k] > LIKELY) & batch.words
        if likely.any():
            each = -(target[likely] * table[likely].log_softmax(-1)).sum(-1)
            share = role[k][likely]
            loss = loss + recipe.link_weight * (each * share).sum() / share.sum()
    annotated = torch.tensor([bool(lesson.window.document.gold) for lesson in group])
    if annotated.any():
        hard = loss_of(tags, tables, _only(batch, annotated), recipe)
        share_annotated = float(annotated.float().mean()) * ANNOTATION
        loss = (1 - share_annotated) * loss + share_annotated * hard
    return loss


def _tags(group: Sequence[Lesson], rows: int) -> Tensor:
    full = np.zeros((len(group), rows, 7), dtype=np.float32)
    for i, lesson in enumerate(group):
        full[i, : len(lesson.tags)] = lesson.tags
    return torch.from_numpy(full)


def _only(batch: Batch, annotated: Tensor) -> Targets:
    """Labels of the annotated windows alone."""
    tag = batch.tag.masked_fill(~annotated[:, None], -100)
    return Targets(tag, [link.masked_fill(~annotated[:, None], -100) for link in batch.links])


def distil(lessons: list[Lesson], dev: list[Document], out: Path, recipe: Recipe, model: Reader) -> None:
    """Train `model` on the lessons; writes what `training.train.train` writes."""
    rng = random.Random(recipe.seed)
    windows = [lesson.window for lesson in lessons]

    def epoch() -> Iterator[tuple[Batch, list[Lesson]]]:
        for group in grouped(windows, recipe.batch_pieces, rng):
            chosen = [lessons[i] for i in group]
            yield collate([lesson.window for lesson in chosen]), chosen

    per_epoch = sum(1 for _ in grouped(windows, recipe.batch_pieces, random.Random(0)))
    losses = lambda: (lesson_loss(model, batch, group, recipe) for batch, group in epoch())  # noqa: E731
    run_epochs(model, losses, per_epoch, dev, out, recipe)


def main() -> None:
    """Command line."""
    parser = options(__doc__)
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--more", type=Path)
    args = parser.parse_args()
    tokenizer = tokenizer_of(args.encoder)
    documents = read_corpus(args.corpus, tokenizer)
    documents += read_texts(args.more, tokenizer) if args.more else []
    dev = read_corpus(args.dev, tokenizer) if args.dev else []
    lessons = teach([load_reader(path) for path in args.teachers], documents)
    torch.manual_seed(args.seed)
    if args.start:
        model = load_reader(args.start, args.layers)
    else:
        model = Reader(Shape(layers=args.layers))
        load_encoder(model, args.encoder / "model.safetensors")
    distil(lessons, dev, args.out, recipe_of(args), model)


if __name__ == "__main__":
    main()

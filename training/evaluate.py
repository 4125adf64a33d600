"""Read documents with a torch model and score the attributions as the public exam does."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from onrecord.article import Attribution, Manner, Quotation, Span
from onrecord.read.decode import Floats, Linked, Settings, WindowScores, best_tags, link, weighed
from onrecord.score import score
from training.batches import Batch, batches, cut
from training.corpus import Document
from training.model import Reader
from training.scores import scores


def batch_scores(model: Reader, batch: Batch) -> list[WindowScores]:
    """Return the model's scores of each window, padding cut off."""
    with torch.inference_mode():
        tags, tables = scores(model, batch)
        tags = tags.log_softmax(-1)
        tables = [t.log_softmax(-1) for t in tables]
    found = []
    for i, window in enumerate(batch.windows):
        n = window.high - window.low
        own = [t[i, :n, :n].numpy() for t in tables[:2]]
        asked = [torch.cat([t[i, :n, :n], t[i, :n, -1:]], 1).numpy() for t in tables[2:]]
        found.append(WindowScores(tags[i, :n].numpy(), *own, *asked))
    return found


def window_scores(
    model: Reader, documents: Sequence[Document]
) -> Iterator[tuple[Document, int, WindowScores]]:
    """Yield each window's document, first word and scores."""
    for batch in batches(cut(documents), 4608):
        for window, found in zip(batch.windows, batch_scores(model, batch), strict=True):
            yield window.document, window.low, found


def best_path(tags: Floats, fresh: NDArray[np.int64], settings: Settings) -> NDArray[np.int64]:
    """Return the best tags of a single window."""
    return best_tags(weighed(tags, fresh, settings)[None], np.array([len(tags)]), settings.leave)[0]


def decode(
    scored: Iterable[tuple[Document, int, WindowScores]], settings: Settings
) -> dict[str, list[Attribution]]:
    """Return the attributions of each document, as character spans, with their confidence."""
    found: dict[str, list[Attribution]] = collections.defaultdict(list)
    for document, low, window in scored:
        fresh = document.words.fresh[low : low + len(window.tags)]
        for linked in link(best_path(window.tags, fresh, settings), window, settings, fresh):
            found[document.name].append(attribution(document, low, linked))
    return found


def attribution(document: Document, low: int, linked: Linked) -> Attribution:
    """Return the attribution with its raw confidence; form and manner are no matter of the model."""
    words = document.words

    def span(run: tuple[int, int]) -> Span:
        return words.span(low + run[0], low + run[1])

    return Attribution(
        source=(span(linked.source),) if linked.source else (),
        cue=(span(linked.cue),),
        content=tuple(span(run) for run in linked.content),
        quotation=Quotation.INDIRECT,
        manner=Manner.OTHER,
        confidence=linked.confidence,
    )


def evaluate(
    model: Reader, documents: Sequence[Document], settings: Settings | None = None
) -> dict[str, float]:
    """Return F1 of each figure of the exam, in percent."""
    model.eval()
    return exam(documents, decode(window_scores(model, documents), settings or Settings()))


def exam(documents: Sequence[Document], found: dict[str, list[Attribution]]) -> dict[str, float]:
    """Return F1 of each figure, in percent."""
    figures = score((d.text, d.gold, found.get(d.name, [])) for d in documents)
    return {name: round(figure.f1, 1) for name, figure in figures.items()}

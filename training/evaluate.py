"""Read documents with a torch model and score the attributions as the public exam does."""

from __future__ import annotations

import collections
from collections.abc import Sequence

import numpy as np
import torch

from onrecord.article import Attribution, Manner, Quotation, Span
from onrecord.read.decode import Linked, Settings, WindowScores, best_tags, link, weighed
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
    models: Sequence[Reader], documents: Sequence[Document]
) -> list[tuple[Document, int, WindowScores]]:
    """Return each window's document, first word and scores, averaged over `models` as probabilities."""
    found = []
    for batch in batches(cut(documents), 4608):
        each = [batch_scores(model, batch) for model in models]
        for i, window in enumerate(batch.windows):
            mean = [
                np.log(np.mean([np.exp(getattr(e[i], f)) for e in each], axis=0) + 1e-9)
                for f in ("tags", "source_cue", "content_cue", "first", "last")
            ]
            found.append((window.document, window.low, WindowScores(*mean)))
    return found


def decode(
    scored: Sequence[tuple[Document, int, WindowScores]], settings: Settings
) -> dict[str, list[Attribution]]:
    """Return the attributions of each document, as character spans, with their confidence."""
    found: dict[str, list[Attribution]] = collections.defaultdict(list)
    for document, low, window in scored:
        fresh = document.words.fresh[low : low + len(window.tags)]
        tags = weighed(window.tags, fresh, settings)
        path = best_tags(tags[None], np.array([len(tags)]), settings.leave)[0]
        for linked in link(path, window, settings, fresh):
            found[document.name].append(attribution(document, low, linked))
    return found


def attribution(document: Document, low: int, linked: Linked) -> Attribution:
    """Return the attribution with its raw confidence; form and manner are no matter of the model."""
    words = document.words

    def span(run: tuple[int, int]) -> Span:
        return Span(int(words.start[low + run[0]]), int(words.end[low + run[1] - 1]))

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
    return exam(documents, decode(window_scores([model], documents), settings or Settings()))


def exam(documents: Sequence[Document], found: dict[str, list[Attribution]]) -> dict[str, float]:
    """Return F1 of each figure, in percent."""
    figures = score((d.text, d.gold, found.get(d.name, [])) for d in documents)
    return {name: round(figure.f1, 1) for name, figure in figures.items()}

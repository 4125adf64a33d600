"""Run the network on a batch and pick out what it says of each word."""

from __future__ import annotations

import torch
from torch import Tensor

from training.batches import Batch
from training.model import Reader


def word_rows(values: Tensor, first_piece: Tensor) -> Tensor:
    """Pick each word's first piece out of (batch, pieces, width)."""
    return values.gather(1, first_piece[:, :, None].expand(-1, -1, values.shape[2]))


def scores(model: Reader, batch: Batch) -> tuple[Tensor, list[Tensor]]:
    """Return the tag scores and the four pair tables of a batch, by words."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, link = model.encode(batch.ids, batch.case, batch.gap, batch.quote)
    tags, link = word_rows(tags.float(), batch.first_piece), word_rows(link.float(), batch.first_piece)
    return tags, model.pairs(link, batch.words)

"""The network: a BERT-shaped encoder with word features, a tag head and link heads, in torch.

The encoder is MiniLM (Wang et al. 2020) as all-MiniLM-L6-v2 carries it; a window's words get
seven tag scores and vectors whose products say which word begins the cue of which (a biaffine
pointer, Dozat and Manning 2017, with a bias for the distance between the two words).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.read.encoder import distance_buckets
from onrecord.read.words import BREAKS, CASES, QUOTES

LINKS = ("source_cue", "content_cue", "first", "last")


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; the first five are MiniLM's own."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6
    link_width: int = 96
    dropout: float = 0.1


#: Buckets of `onrecord.read.encoder.distance_buckets`: none, and nine on either side.
BUCKETS = 19


class Dropout(nn.Module):
    """Dropout whose masks are slices of one random pool, at random places.

    Drawing a fresh mask for every call took a third of a training step on a CPU.
    """

    POOL = 1 << 24

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.pool: dict[torch.dtype, Tensor] = {}

    def forward(self, x: Tensor) -> Tensor:
        """Return `x` with a share of its entries zeroed and the rest scaled up, in training."""
        if not self.training or not self.share:
            return x
        if x.dtype not in self.pool:
            mask = (torch.rand(self.POOL) >= self.share).to(x.dtype) / (1 - self.share)
            self.pool[x.dtype] = mask
        at = int(torch.randint(self.POOL - x.numel(), ()))
        return x * self.pool[x.dtype][at : at + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One transformer layer of BERT (normalised after each sum)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.drop = Dropout(shape.dropout)
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output; `mask` is added to the attention scores."""
        b, n, width = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        with torch.autocast("cpu", enabled=False):  # twice as fast in bfloat16 as torch's fused attention
            weight = (q @ k.transpose(2, 3)) * (width // self.heads) ** -0.5 + mask.to(q.dtype)
            mixed = weight.softmax(-1) @ v
        mixed = self.out(mixed.transpose(1, 2).reshape(b, n, width))
        x = self.norm1(x + self.drop(mixed))
        y = self.down(nn.functional.gelu(self.up(x)))
        return self.norm2(x + self.drop(y))


class Reader(nn.Module):
    """Encoder, features and heads; see `forward`."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.drop = Dropout(shape.dropout)
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.case = nn.Embedding(CASES, shape.width)
        self.gap = nn.Embedding(BREAKS, shape.width)
        self.quote = nn.Embedding(QUOTES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.hidden = nn.Linear(shape.width, shape.width)
        self.tags = nn.Linear(shape.width, 7)
        self.link = nn.Linear(shape.width, 2 * len(LINKS) * shape.link_width)
        self.none = nn.Parameter(torch.zeros(2, shape.link_width))
        self.bias = nn.Parameter(torch.zeros(len(LINKS), BUCKETS))
        self.pieces.weight.requires_grad_(False)  # rare pieces would only drift from what pre-training taught
        for feature in (self.case, self.gap, self.quote):
            nn.init.zeros_(feature.weight)

    def context(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor) -> Tensor:
        """Return what the last layer gives for every piece; ids of 0 are padding."""
        x = self.pieces(ids) + self.places.weight[: ids.shape[1]]
        x = self.norm(x + self.case(case) + self.gap(gap) + self.quote(quote))
        x = self.drop(x)
        mask = torch.zeros(ids.shape, dtype=x.dtype).masked_fill(ids == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def encode(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor) -> tuple[Tensor, Tensor]:
        """Return tag scores and link vectors of every piece; ids of 0 are padding."""
        x = self.context(ids, case, gap, quote)
        hidden = self.drop(nn.functional.gelu(self.hidden(x)))
        return self.tags(hidden), self.link(x)

    def pairs(self, link: Tensor, words: Tensor) -> list[Tensor]:
        """Return the four tables of pair scores (batch, n, n or n + 1) from the words' link vectors.

        `words` is the (batch, n) mask of real words.
        """
        b, n, _ = link.shape
        vectors = link.float().view(b, n, 2 * len(LINKS), self.shape.link_width)
        bucket = torch.from_numpy(distance_buckets()[:n, :n])
        tables = []
        for i in range(len(LINKS)):
            query, key = vectors[:, :, 2 * i], vectors[:, :, 2 * i + 1]
            table = query @ key.transpose(1, 2) / self.shape.link_width**0.5 + self.bias[i][bucket]
            table = table.masked_fill(~words[:, None, :], -1e4)
            if i >= 2:
                none = query @ self.none[i - 2] / self.shape.link_width**0.5
                table = torch.cat([table, none[:, :, None]], dim=2)
            tables.append(table)
        return tables


def load_encoder(reader: nn.Module, safetensors: Path) -> None:
    """Fill the encoder of a network with layers like `Reader` from a BERT checkpoint, first layers first."""
    state = load_file(safetensors)
    own = reader.state_dict()
    copied = {
        "pieces.weight": state["embeddings.word_embeddings.weight"],
        "places.weight": state["embeddings.position_embeddings.weight"]
        + state["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": state["embeddings.LayerNorm.weight"],
        "norm.bias": state["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i in range(len(reader.layers)):  # type: ignore[arg-type]
        base = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            copied[f"layers.{i}.qkv.{part}"] = torch.cat(
                [state[f"{base}attention.self.{w}.{part}"] for w in ("query", "key", "value")]
            )
            for to, source in names.items():
                copied[f"layers.{i}.{to}.{part}"] = state[f"{base}{source}.{part}"]
    own.update({name: tensor.float() for name, tensor in copied.items()})
    reader.load_state_dict(own)


def save_reader(reader: Reader, path: Path, about: dict[str, object]) -> None:
    """Write the weights with the network's shape and what is to be known of their training."""
    torch.save({"shape": asdict(reader.shape), "about": about, "state": reader.state_dict()}, path)


def load_reader(path: Path, layers: int | None = None) -> Reader:
    """Return a trained network from what `save_reader` wrote, ready to read; only its first `layers`."""
    saved = torch.load(path, weights_only=True)
    shape = Shape(**saved["shape"])
    reader = Reader(replace(shape, layers=min(layers or shape.layers, shape.layers)))
    own = reader.state_dict().keys()
    reader.load_state_dict({name: tensor for name, tensor in saved["state"].items() if name in own})
    return reader.eval()

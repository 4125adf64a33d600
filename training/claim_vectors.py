"""Train the network of claims: vectors that lie close where two statements make the same claim.

    python -m training.claim_vectors OUT --encoder DIR [--affairs DIR] [--public CSV] [--dev]

From MiniLM's weights on (Wang et al. 2020), over the statements of some affairs at a time: each pair of them
is to be told same or not by the cosine (a logistic loss), and each statement is to lie nearer to those of its
claim than to all others (Khosla et al. 2020). Every twelfth affair is kept back for measuring. --public adds
claims of `emergent/train.csv` (Ferreira and Vlachos 2016) with the headlines that are for them. With --dev
each epoch is measured on the open dossiers of examples/links, from which nothing is learned.
"""

from __future__ import annotations

import argparse
import copy
import csv
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import combinations
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from onrecord.link.passages import OF_CONTENT, PARTS, Passage, pieces_of
from training.affairs import Affair, Told, affairs_in, held_out, passage, relation
from training.model import Dropout, Layer, Shape, load_encoder
from training.train import schedule, tokenizer_of, update

Floats = NDArray[np.float64]
#: Word pieces of a passage, and the part that each is in.
Row = tuple[list[int], list[int]]
#: Public claims that make one affair, and headlines of each.
_CLAIMS, _HEADLINES = 8, 7


@dataclass(frozen=True, slots=True)
class Recipe:
    """How it is trained: `together` affairs a step; a pair of one claim counts `positive`."""

    epochs: int = 6
    rate: float = 5e-5
    head_rate: float = 1e-3
    decay: float = 0.01
    warmup: float = 0.08
    average: float = 0.99
    together: int = 5
    positive: float = 2.0
    contrast: float = 0.5
    temperature: float = 0.07
    seed: int = 1


class ClaimNetwork(nn.Module):
    """Encoder with parts; the vector is the mean over the pieces of the content, of length 1."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.drop = Dropout(shape.dropout)
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.part = nn.Embedding(PARTS, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.scale = nn.Parameter(torch.tensor(2.3))
        self.bias = nn.Parameter(torch.tensor(-6.0))
        self.pieces.weight.requires_grad_(False)
        nn.init.zeros_(self.part.weight)

    def forward(self, ids: Tensor, part: Tensor) -> Tensor:
        """Return the vectors of passages; ids of 0 are padding."""
        x = self.pieces(ids) + self.places.weight[: ids.shape[1]]
        x = self.drop(self.norm(x + self.part(part)))
        hidden = torch.zeros(ids.shape, dtype=x.dtype).masked_fill(ids == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        weight = (part == OF_CONTENT).to(x.dtype)[:, :, None]
        mean = (x * weight).sum(1) / weight.sum(1).clamp(min=1)
        return nn.functional.normalize(mean.float(), dim=1)


def tokenized(passages: Sequence[Passage], encoder: Path) -> list[Row]:
    """Return passages in word pieces."""
    tokenizer = tokenizer_of(encoder)
    return [pieces_of(tokenizer, one) for one in passages]


def tables(rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
    """Return rows of any length as two tables, filled up with zeros."""
    longest = max(len(ids) for ids, _ in rows)
    filled = np.zeros((2, len(rows), longest), dtype=np.int64)
    for number, row in enumerate(rows):
        for table, values in zip(filled, row, strict=True):
            table[number, : len(values)] = values
    return torch.from_numpy(filled[0]), torch.from_numpy(filled[1])


def labels_of(told: Sequence[Told]) -> tuple[Tensor, Tensor]:
    """Return which pairs of statements make one claim, and of which pairs that is plain."""
    same, counts = torch.zeros(len(told), len(told)), torch.zeros(len(told), len(told))
    for (i, one), (j, other) in combinations(enumerate(told), 2):
        if one.affair != other.affair:
            counts[i, j] = counts[j, i] = 1
        elif one.snippet != other.snippet and (found := relation(one, other)) in (0, 1):
            same[i, j] = same[j, i] = float(found)
            counts[i, j] = counts[j, i] = 1
    return same, counts


def loss_of(model: ClaimNetwork, vectors: Tensor, told: Sequence[Told], recipe: Recipe) -> Tensor:
    """Return how far the vectors of some statements are from their labels."""
    same, counts = labels_of(told)
    cosines = vectors @ vectors.T
    logits = cosines * model.scale.exp() + model.bias
    weight = counts * (1 + (recipe.positive - 1) * same)
    pairs = nn.functional.binary_cross_entropy_with_logits(logits, same, weight, reduction="sum")
    near = (cosines / recipe.temperature).masked_fill(counts == 0, -1e4)
    chances = near - near.logsumexp(1, keepdim=True)
    some = same.sum(1) > 0
    contrast = -((chances * same).sum(1)[some] / same.sum(1)[some]).mean()
    return 10 * pairs / weight.sum() + recipe.contrast * contrast


def optimizer_of(model: ClaimNetwork, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW with a higher rate for what starts untrained."""
    groups: dict[bool, list[nn.Parameter]] = {True: [], False: []}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            groups[name.split(".")[0] in ("part", "scale", "bias")].append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": recipe.head_rate if fresh else recipe.rate} for fresh, p in groups.items()],
        betas=(0.9, 0.98),
        weight_decay=recipe.decay,
        fused=True,
    )


def with_claims(affair: Affair) -> Affair:
    """Return an affair with the plain sentences of its claims as statements of them."""
    own = tuple(
        Told(affair.name, -1 - number, words, 0, len(words), claim=name, sign="+")
        for number, (name, words) in enumerate(affair.claims.items())
    )
    return Affair(affair.name, affair.claims, affair.told + own)


def public_affairs(path: Path) -> list[Affair]:
    """Return public claims with headlines that are for them, so many claims in one affair."""
    rng = random.Random(7)
    headlines: dict[str, list[str]] = {}
    for row in csv.DictReader(path.open(encoding="utf-8")):
        own = headlines.setdefault(row["claimHeadline"], [])
        if row["articleHeadlineStance"] == "for":
            own.append(row["articleHeadline"])
    names = sorted(name for name in headlines if headlines[name])
    rng.shuffle(names)
    found = []
    for low in range(0, len(names), _CLAIMS):
        told: list[Told] = []
        for number, name in enumerate(names[low : low + _CLAIMS]):
            taken = rng.sample(headlines[name], min(_HEADLINES, len(headlines[name])))
            for words in dict.fromkeys([name, *taken]):
                told.append(Told(f"public-{low}", len(told), words, 0, len(words), f"p{number}", "+"))
        found.append(Affair(f"public-{low}", {}, tuple(told)))
    return found


def train(model: ClaimNetwork, learn: Sequence[Affair], args: argparse.Namespace, recipe: Recipe) -> None:
    """Train; write the moving average of the weights to `vectors.pt` and a line to `log.jsonl` an epoch."""
    told = [one for affair in learn for one in affair.told]
    rows = dict(zip(told, tokenized([passage(one) for one in told], args.encoder), strict=True))
    rng = random.Random(recipe.seed)
    averaged = copy.deepcopy(model).eval()
    optimizer = optimizer_of(model, recipe)
    rates = [group["lr"] for group in optimizer.param_groups]
    steps, step = -(-len(learn) // recipe.together) * recipe.epochs, 0
    args.out.mkdir(parents=True, exist_ok=True)
    for epoch in range(recipe.epochs):
        model.train()
        began, total = time.monotonic(), 0.0
        for some in _together(rng.sample(learn, len(learn)), recipe.together):
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * schedule(step, steps, recipe.warmup)
            with torch.autocast("cpu", torch.bfloat16):
                vectors = model(*tables([rows[one] for one in some]))
            loss = loss_of(model, vectors.float(), some, recipe)
            update(model, averaged, optimizer, loss, min(recipe.average, (1 + step) / (10 + step)))
            total, step = total + float(loss.detach()), step + 1
        row = {"epoch": epoch, "loss": total * recipe.epochs / steps, "seconds": time.monotonic() - began}
        row |= check(averaged, args)
        with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        print(row, flush=True)
        about = {"recipe": asdict(recipe), **row}
        saved = {"shape": asdict(model.shape), "about": about, "state": averaged.state_dict()}
        torch.save(saved, args.out / "vectors.pt")


def _together(affairs: Sequence[Affair], size: int) -> Iterator[list[Told]]:
    for low in range(0, len(affairs), size):
        yield [one for affair in affairs[low : low + size] for one in affair.told]


def average_precision(score: Floats, right: Floats) -> float:
    """Return the mean of the precisions at each right pair, best scores first."""
    hits = right[np.argsort(-score, kind="stable")]
    return float((np.cumsum(hits) / (np.arange(len(hits)) + 1))[hits > 0].mean())


def check(model: ClaimNetwork, args: argparse.Namespace) -> dict[str, float]:
    """Return the average precision of the cosine on the affairs kept back, and on the open dossiers."""
    kept = held_out(affairs_in(args.affairs))[1]
    scores, right = [], []
    for affair in kept:
        vectors = encode(model, tokenized([passage(one) for one in affair.told], args.encoder))
        same, counts = labels_of(affair.told)
        for i, j in combinations(range(len(vectors)), 2):
            if counts[i, j]:
                scores.append(float(vectors[i] @ vectors[j]))
                right.append(float(same[i, j]))
    found = {"affairs": round(average_precision(np.array(scores), np.array(right)), 4)}
    if args.dev:
        from training.dossier_pairs import dossier_pairs  # noqa: PLC0415 - reads all dossiers

        passages, pairs = dossier_pairs()
        vectors = encode(model, tokenized(passages, args.encoder))
        scores = [float(vectors[one] @ vectors[other]) for one, other, _ in pairs]
        found["dossiers"] = round(
            average_precision(np.array(scores), np.array([float(s) for *_, s in pairs])), 4
        )
    return found


def encode(model: ClaimNetwork, rows: Sequence[Row]) -> Floats:
    """Return the vectors of passages."""
    found = np.zeros((len(rows), model.shape.width))
    order = sorted(range(len(rows)), key=lambda at: len(rows[at][0]))
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for low in range(0, len(order), 48):
            group = order[low : low + 48]
            found[group] = model(*tables([rows[at] for at in group])).numpy()
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--affairs", type=Path, default=Path("examples/affairs"))
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--public", type=Path, help="emergent/train.csv")
    parser.add_argument("--dev", action="store_true", help="measure on the open dossiers as well")
    for field in fields(Recipe):
        name = f"--{field.name.replace('_', '-')}"
        parser.add_argument(name, type=type(field.default), default=field.default)
    args = parser.parse_args()
    recipe = Recipe(**{field.name: getattr(args, field.name) for field in fields(Recipe)})
    torch.manual_seed(recipe.seed)
    learn = [with_claims(affair) for affair in held_out(affairs_in(args.affairs))[0]]
    model = ClaimNetwork(Shape())
    load_encoder(model, args.encoder / "model.safetensors")
    train(model, [*learn, *(public_affairs(args.public) if args.public else ())], args, recipe)


if __name__ == "__main__":
    main()

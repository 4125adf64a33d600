"""Fine-tune the encoder on a corpus in brat standoff, with checkpoints and a log.

python -m training.train CORPUS OUT [--dev DEV] [--seed 1] [--epochs 8] ...
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.batches import IGNORED, Batch, batches, cut
from training.corpus import Document, read_corpus
from training.evaluate import evaluate
from training.model import Reader, Shape, load_encoder, load_reader, save_reader
from training.scores import scores


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one model is trained."""

    seed: int = 1
    epochs: int = 8
    rate: float = 3e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warmup: float = 0.06
    batch_pieces: int = 2304
    average: float = 0.998  # of the moving average of the weights, a step
    link_weight: float = 0.25
    smoothing: float = 0.0


@dataclass(frozen=True, slots=True)
class Targets:
    """What loss is measured against: tags and four links of (windows, words), -100 where unknown."""

    tag: Tensor
    links: Sequence[Tensor]


def loss_of(tags: Tensor, tables: list[Tensor], batch: Batch | Targets, recipe: Recipe) -> Tensor:
    """Cross-entropy of tags and links against the annotation."""
    loss = nn.functional.cross_entropy(
        tags.flatten(0, 1), batch.tag.flatten(), ignore_index=IGNORED, label_smoothing=recipe.smoothing
    )
    for table, label in zip(tables, batch.links, strict=True):
        known = label != IGNORED
        if known.any():
            loss = loss + recipe.link_weight * nn.functional.cross_entropy(table[known], label[known])
    return loss


def optimizer_of(model: Reader, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW with a higher rate for what starts untrained, no decay on vectors."""
    new = ("case", "gap", "quote", "hidden", "tags", "link", "none", "bias")
    groups: dict[tuple[bool, bool], list[nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        key = name.split(".")[0] in new, parameter.dim() > 1
        groups.setdefault(key, []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": p,
                "lr": recipe.head_rate if fresh else recipe.rate,
                "weight_decay": recipe.decay * wide,
            }
            for (fresh, wide), p in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def schedule(step: int, steps: int, warmup: float) -> float:
    """Share of the full learning rate: up in a line, then down in a line to nothing."""
    rise = max(1, int(steps * warmup))
    return min((step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise)))


def train(
    documents: list[Document], dev: list[Document], weights: Path, out: Path, recipe: Recipe, shape: Shape
) -> None:
    """Train one model on the annotation alone; see `run_epochs` for what it writes."""
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    model = load_reader(weights) if weights.suffix == ".pt" else Reader(shape)
    if weights.suffix != ".pt":
        load_encoder(model, weights)
    per_epoch = sum(1 for _ in batches(cut(documents, random.Random(0)), recipe.batch_pieces))

    def losses() -> Iterator[Tensor]:
        for batch in batches(cut(documents, rng), recipe.batch_pieces, rng):
            yield loss_of(*scores(model, batch), batch, recipe)

    run_epochs(model, losses, per_epoch, dev, out, recipe)


def run_epochs(
    model: Reader,
    losses: Callable[[], Iterator[Tensor]],
    per_epoch: int,
    dev: list[Document],
    out: Path,
    recipe: Recipe,
) -> None:
    """Minimise what `losses()` yields, an epoch a call.

    Writes the moving average of the weights to `out/model.pt` and a line to `out/log.jsonl` after each
    epoch.
    """
    averaged = copy.deepcopy(model).eval()
    optimizer = optimizer_of(model, recipe)
    rates = [g["lr"] for g in optimizer.param_groups]
    steps, step = per_epoch * recipe.epochs, 0
    out.mkdir(parents=True, exist_ok=True)
    for epoch in range(recipe.epochs):
        model.train()
        began, total, done = time.monotonic(), 0.0, 0
        for loss in losses():
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * schedule(step, steps, recipe.warmup)
            update(model, averaged, optimizer, loss, min(recipe.average, (1 + step) / (10 + step)))
            total, done, step = total + float(loss.detach()), done + 1, step + 1
            if step % 50 == 0:
                seconds = time.monotonic() - began
                print(f"epoch {epoch} step {step}/{steps} loss {total / done:.3f} {seconds:.0f}s", flush=True)
        row: dict[str, float] = {
            "epoch": epoch,
            "loss": total / max(done, 1),
            "seconds": time.monotonic() - began,
        }
        if dev and epoch >= 1:
            row |= evaluate(averaged, dev)
        with (out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        print(row, flush=True)
        save_reader(averaged, out / "model.pt", {"recipe": asdict(recipe), **row})


def update(
    model: nn.Module, averaged: nn.Module, optimizer: torch.optim.Optimizer, loss: Tensor, keep: float
) -> None:
    """One step down the gradient of `loss`, and one of the moving average."""
    optimizer.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    with torch.no_grad():
        torch._foreach_lerp_(list(averaged.parameters()), list(model.parameters()), 1 - keep)


def options(doc: str | None) -> argparse.ArgumentParser:
    """Return the options that every training step has; one for each field of `Recipe`."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dev", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="go on from this model.pt instead of the bare encoder")
    parser.add_argument("--layers", type=int, default=6)
    for field in fields(Recipe):
        name = f"--{field.name.replace('_', '-')}"
        parser.add_argument(name, type=type(field.default), default=field.default)
    return parser


def recipe_of(args: argparse.Namespace) -> Recipe:
    """Return the recipe that the options ask for."""
    return Recipe(**{field.name: getattr(args, field.name) for field in fields(Recipe)})


def tokenizer_of(encoder: Path) -> Tokenizer:
    """Return the encoder's tokenizer without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def main() -> None:
    """Command line."""
    args = options(__doc__).parse_args()
    tokenizer = tokenizer_of(args.encoder)
    documents = read_corpus(args.corpus, tokenizer)
    dev = read_corpus(args.dev, tokenizer) if args.dev else []
    weights = args.start or args.encoder / "model.safetensors"
    train(documents, dev, weights, args.out, recipe_of(args), Shape(layers=args.layers))


if __name__ == "__main__":
    main()

"""Fit what makes vectors of meaning, and the cells they are filed under, and write it into a model.

    python -m training.meaning MODEL_FOLDER TEXTS --held HELD --encoder DIR

TEXTS holds articles as `*.txt`, HELD others to measure on. Nothing of them gets into the model but numbers.
A network of two layers learns to lead the means that `onrecord.read.pooling` gives to the sentence vectors
of a teacher (see `training.samples`), reduced to their principal components; spherical k-means over the
contents and sentences gives the cells (Dhillon and Modha 2001). Writes `meaning.onnx` and `cells.onnx` into
MODEL_FOLDER, and the outputs of the pooled layers into its `reader.onnx` where they are not there yet.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper
from torch import Tensor, nn
from torch.nn.functional import gelu, normalize

from onrecord.read.encoder import Encoder
from onrecord.read.meaning import CELLS, CELLS_FILE, DIMENSIONS, MEANING_FILE, as_vectors, load_small
from training.export import Graph, name_layers
from training.samples import Samples, gather

WIDTH = 384
#: Main directions that are fitted; the vectors keep the first `DIMENSIONS`, which tell most.
FITTED = 192
UNITS = 1024
BATCH = 1024
RATE = 2e-3
WARM_UP = 100
#: Weight of how far the cosines between the texts of a batch are from the teacher's, squared.
BETWEEN = 20.0
ROUNDS = 12  # of k-means; later ones hardly move the centres

Floats = NDArray[np.float32]


class Network(nn.Module):
    """Two layers and a straight way past them; what it is given is evened out first."""

    def __init__(self, means: Floats) -> None:
        super().__init__()
        width = means.shape[1]
        self.register_buffer("shift", torch.from_numpy(means.mean(axis=0)))
        self.register_buffer("spread", torch.from_numpy(1 / (means.std(axis=0) + 1e-3)))
        self.hidden = nn.Linear(width, UNITS)
        self.out = nn.Linear(UNITS, FITTED, bias=False)
        self.past = nn.Linear(width, FITTED)

    def forward(self, means: Tensor) -> Tensor:
        """Return a vector of any length for each row of means."""
        even = (means - self.shift) * self.spread
        return self.past(even) + self.out(gelu(self.hidden(even), approximate="tanh"))


@dataclass(frozen=True, slots=True)
class Target:
    """How the teacher's vectors are reduced: less their middle, then along their main directions.

    Without the middle off, all news is a little alike, and of rankings that is most of what is learned.
    """

    middle: Floats
    axes: Floats  # (384, FITTED)

    @classmethod
    def of(cls, samples: Samples) -> Target:
        """Return the middle and the main directions of the contents."""
        contents = samples.taught[samples.of("content")].astype(np.float32)
        middle = contents.mean(axis=0)
        even = _unit(contents - middle)
        return cls(middle, np.linalg.svd(even.T @ even)[0][:, :FITTED].astype(np.float32))

    def whole(self, samples: Samples) -> Floats:
        """Return the teacher's vectors of the samples, less the middle and of length 1, unreduced."""
        return _unit(samples.taught.astype(np.float32) - self.middle)


def _unit(rows: Floats) -> Floats:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def fit(samples: Samples, target: Target, epochs: int) -> Network:
    """Return the network fitted to the samples; prints the loss of each epoch."""
    torch.manual_seed(1)
    network = Network(samples.means[:50_000].astype(np.float32))
    targets = torch.from_numpy(target.whole(samples) @ target.axes)
    means = torch.from_numpy(samples.means)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    batches = max(len(means) // BATCH, 1)
    steps = epochs * batches
    for epoch in range(epochs):
        order, total = torch.randperm(len(means)), 0.0
        for number in range(batches):
            step = epoch * batches + number
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1, (step + 1) / WARM_UP) * (1 - step / steps)
            rows = order[number * BATCH : (number + 1) * BATCH]
            with torch.autocast("cpu", torch.bfloat16):
                raw = network(means[rows].float())
            loss = _loss(normalize(raw.float(), dim=1), normalize(targets[rows], dim=1))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / batches:.4f}", flush=True)
    return network


def _loss(ours: Tensor, theirs: Tensor) -> Tensor:
    """Distance to the teacher's vectors, and of the cosines between them from the teacher's."""
    between = ((ours @ ours.T - theirs @ theirs.T) ** 2).mean()
    return (1 - (ours * theirs).sum(1)).mean() + BETWEEN * between


def centres_of(points: Floats, count: int, seed: int = 1) -> Floats:
    """Return `count` centres of points of length 1, by spherical k-means from randomly chosen points."""
    rng = np.random.default_rng(seed)
    centres = points[rng.choice(len(points), count, replace=len(points) < count)]
    for _ in range(ROUNDS):
        nearest = np.concatenate(
            [(points[low : low + 8192] @ centres.T).argmax(axis=1) for low in range(0, len(points), 8192)]
        )
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        empty = np.bincount(nearest, minlength=count) == 0
        sums[empty] = points[rng.choice(len(points), int(empty.sum()))]
        centres = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return centres


def write(folder: Path, network: Network, centres: Floats) -> None:
    """Write the two small networks, their tables in 8 bits with a scale a column."""
    state = {name: value.detach().float().numpy() for name, value in network.state_dict().items()}
    g = Graph("int8")
    even = g.add("Mul", [g.add("Sub", ["means", g.weight(state["shift"])])[0], g.weight(state["spread"])])[0]
    units = g.linear(even, state["hidden.weight"], state["hidden.bias"], exact=True)
    units = g.add("Gelu", [units], approximate="tanh")[0]
    none = np.zeros(DIMENSIONS, dtype=np.float32)
    out = g.linear(units, state["out.weight"][:DIMENSIONS], none, exact=True)
    past = g.linear(even, state["past.weight"][:DIMENSIONS], state["past.bias"][:DIMENSIONS], exact=True)
    g.nodes.append(helper.make_node("Add", [out, past], ["vectors"]))
    _save(g, folder / MEANING_FILE, ("means", len(state["shift"])), ("vectors", DIMENSIONS))
    g = Graph("int8")
    g.nodes.append(helper.make_node("MatMul", ["vectors", g.stored(centres.T)], ["near"]))
    _save(g, folder / CELLS_FILE, ("vectors", DIMENSIONS), ("near", len(centres)))


def _save(g: Graph, path: Path, given: tuple[str, int], made: tuple[str, int]) -> None:
    """Write a graph from rows of one width to rows of another."""
    ends = [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["rows", w]) for n, w in (given, made)]
    graph = helper.make_graph(g.nodes, path.stem, ends[:1], ends[1:], g.weights)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9), path)


def ensure_layers(path: Path) -> None:
    """Make outputs of the pooled layers in an exported network that has none."""
    model = onnx.load(path)
    before = len(model.graph.output)
    name_layers(model, WIDTH)
    if len(model.graph.output) > before:
        onnx.save(model, path)


def points_of(network: Network, samples: Samples, kinds: tuple[str, ...]) -> Floats:
    """Return the vectors, of length 1 as their 8 bits have them, of the samples of some kinds."""
    rows = np.concatenate([samples.of(kind) for kind in kinds])
    with torch.inference_mode():
        raw = network(torch.from_numpy(samples.means[rows].astype(np.float32))).numpy()[:, :DIMENSIONS]
    return _unit(as_vectors(raw).astype(np.float32))


def report(model: Path, samples: Samples, target: Target) -> None:
    """Print how near the vectors of held out texts, as the model gives them, come to the teacher's."""
    session = load_small(model / MEANING_FILE)
    every = target.whole(samples)
    for kind in ("inside", "content", "sentence", "query"):
        rows = samples.of(kind)[:20_000]
        (raw,) = session.run(["vectors"], {"means": samples.means[rows].astype(np.float32)})
        ours = _unit(as_vectors(raw).astype(np.float32))
        theirs = every[rows]
        near = (ours * _unit(theirs @ target.axes[:, :DIMENSIONS])).sum(axis=1).mean()
        first, second = np.array_split(np.random.default_rng(0).permutation(len(rows)), 2)
        n = min(len(first), len(second), 2000)
        mine, taught = ((v[first[:n]] @ v[second[:n]].T).ravel() for v in (ours, theirs))
        print(f"{kind:9s} {len(rows):6d}  cosine to the teacher {near:.3f}", end="  ")
        print(f"correlation of cosines between texts {np.corrcoef(mine, taught)[0, 1]:.3f}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--held", type=Path, required=True, help="folder of articles to measure on")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the teacher")
    parser.add_argument("--epochs", type=int, default=12)
    args = parser.parse_args()
    ensure_layers(args.model / "reader.onnx")
    samples = gather(Encoder(args.model), args.encoder, args.texts)
    target = Target.of(samples)
    network = fit(samples, target, args.epochs).eval()
    points = points_of(network, samples, ("inside", "content", "sentence"))
    write(args.model, network, centres_of(points, CELLS))
    report(args.model, gather(Encoder(args.model), args.encoder, args.held), target)


if __name__ == "__main__":
    main()

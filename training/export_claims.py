"""Write the trained network of claims as the ONNX file that ships inside the package.

    python -m training.export_claims OUT/vectors.pt src/onrecord/link/model --encoder DIR [--kind fp32|int8]

The graph is built operator by operator like the reader's (`training.export`), with its kinds of products.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper

from onrecord.link.passages import LONGEST, OF_CONTENT
from training.affairs import affairs_in, passage
from training.claim_vectors import ClaimNetwork, tables, tokenized
from training.export import CONTRIB, Floats, Graph, layer_of, watched
from training.model import Shape

FILE: Final = "claims.onnx"
#: Affairs on which the sizes of inputs are looked at before they become 8 bits.
_SEEN: Final = 12


def build(state: dict[str, Floats], shape: Shape, kind: str, peaks: dict[str, Floats]) -> onnx.ModelProto:
    """Return the ONNX graph of a trained `ClaimNetwork`; it gives a vector of length 1 a row."""
    g = Graph(kind)
    length = g.add("Shape", ["ids"], start=1, end=2)[0]
    zero = g.weight(np.array([0]))
    place = g.add("Slice", [g.weight(state["places.weight"][:LONGEST]), zero, length, zero])[0]
    x = g.add("Add", [g.table("ids", state["pieces.weight"]), place])[0]
    x = g.add("Add", [x, g.add("Gather", [g.weight(state["part.weight"]), "part"])[0]])[0]
    x = g.norm(x, state["norm.weight"], state["norm.bias"])
    empty = g.add("Equal", ["ids", g.weight(np.array(0))])[0]
    real = g.add("Cast", [g.add("Not", [empty])[0]], to=TensorProto.INT32)[0]
    for i in range(shape.layers):
        own = f"layers.{i}."
        weights = {k.removeprefix(own): v for k, v in state.items()}
        x = layer_of(g, x, real, weights, {k.removeprefix(own): v for k, v in peaks.items()}, shape)
    inside = g.add("Equal", ["part", g.weight(np.array(OF_CONTENT))])[0]
    weight = g.add("Unsqueeze", [g.add("Cast", [inside], to=TensorProto.FLOAT)[0], g.weight(np.array([2]))])[
        0
    ]
    total = g.add("ReduceSum", [g.add("Mul", [x, weight])[0], g.weight(np.array([1]))], keepdims=0)[0]
    size = g.add("ReduceL2", [total, g.weight(np.array([1]))], keepdims=1)[0]
    vector = g.add("Div", [total, g.add("Max", [size, g.weight(np.array(1e-9, dtype=np.float32))])[0]])[0]
    g.nodes.append(helper.make_node("Identity", [vector], ["vector"]))
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, ["b", "n"]) for n in ("ids", "part")]
    outputs = [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["b", shape.width])]
    graph = helper.make_graph(g.nodes, "onrecord-claims", inputs, outputs, g.weights)
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def observe(model: ClaimNetwork, rows: Sequence[tuple[list[int], list[int]]]) -> dict[str, Floats]:
    """Return the largest size that each input of each linear map takes on some statements."""
    with torch.inference_mode(), watched(model) as peaks:
        for low in range(0, len(rows), 32):
            model(*tables(rows[low : low + 32]))
    return peaks


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--affairs", type=Path, default=Path("examples/affairs"))
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--kind", choices=["fp32", "int8"], default="int8")
    args = parser.parse_args()
    saved = torch.load(args.model, weights_only=True)
    shape = Shape(**saved["shape"])
    model = ClaimNetwork(shape)
    model.load_state_dict(saved["state"])
    model.eval()
    affairs = affairs_in(args.affairs)[:_SEEN]
    rows = tokenized([passage(told) for affair in affairs for told in affair.told], args.encoder)
    peaks = observe(model, rows) if args.kind == "int8" else {}
    state = {name: tensor.float().numpy() for name, tensor in model.state_dict().items()}
    args.out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(state, shape, args.kind, peaks), args.out / FILE)


if __name__ == "__main__":
    main()

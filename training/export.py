"""Write a trained model as the ONNX file, tokenizer and settings that ship inside the package.

    python -m training.export MODEL.pt OUT --encoder DIR [--kind fp32|int8|block8]

The graph is built operator by operator, so that what runs is what stands here: ONNX Runtime's
fused attention, and one of three kinds of matrix product: fp32; int8 (7-bit weights a column and
8-bit activations a tensor: `DynamicQuantizeMatMul`); block8 (8-bit weights and activations, each
block of 128 with a scale of its own: `MatMulNBits`). The heads stay in fp32.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.read.pooling import LAYER_NAMES, POOLED_LAYERS
from onrecord.read.windows import LONGEST_WINDOW
from training.batches import batches, cut
from training.corpus import read_document
from training.model import LINKS, Reader, Shape, load_reader
from training.train import tokenizer_of

CONTRIB = "com.microsoft"
BLOCK = 128
Floats = NDArray[np.float32]


def evened(peak: Floats, weight: Floats) -> Floats:
    """Return what to divide each input by, and multiply its weights with, before both become 8 bits.

    A few inputs of a transformer are far larger than the rest and would leave these a handful of steps;
    half of the difference goes into the weights instead (SmoothQuant, Xiao et al. 2023).
    """
    even = np.sqrt(np.maximum(peak, 1e-5) / np.maximum(np.abs(weight).max(axis=0), 1e-5))
    return np.asarray(even / np.exp(np.log(even).mean()), dtype=np.float32)


class Graph:
    """Collects the nodes and weights of one ONNX graph."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.count = 0

    def weight(self, value: NDArray[np.generic], name: str = "w") -> str:
        """Add a constant and return its name."""
        self.count += 1
        full = f"{name}_{self.count}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), full))
        return full

    def add(
        self, op: str, inputs: list[str], outputs: int = 1, domain: str = "", **attributes: object
    ) -> list[str]:
        """Add a node and return the names of its outputs."""
        self.count += 1
        names = [f"{op}_{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, domain=domain, **attributes))
        return names

    def linear(
        self, x: str, weight: Floats, bias: Floats, exact: bool = False, peak: Floats | None = None
    ) -> str:
        """Add `x @ weight.T + bias`; `weight` is (out, in), `peak` the largest size of each entry of `x`."""
        if self.kind == "fp32" or exact:
            product = self.add("MatMul", [x, self.stored(weight.T) if exact else self.weight(weight.T)])[0]
            return self.add("Add", [product, self.weight(bias)])[0]
        if self.kind == "int8":
            if peak is not None:
                even = evened(peak, weight)
                x, weight = self.add("Mul", [x, self.weight(1 / even)])[0], weight * even
            scale = np.maximum(np.abs(weight).max(axis=1), 1e-8) / 63
            whole = np.clip(np.round(weight / scale[:, None]), -64, 63).astype(np.int8)
            zero = np.zeros(len(scale), dtype=np.int8)
            inputs = [
                x,
                self.weight(whole.T),
                self.weight(scale.astype(np.float32)),
                self.weight(zero),
                self.weight(bias),
            ]
            return self.add("DynamicQuantizeMatMul", inputs, domain=CONTRIB)[0]
        out, width = weight.shape
        blocks = weight.reshape(out, width // BLOCK, BLOCK)
        scale = np.maximum(np.abs(blocks).max(axis=2), 1e-8) / 127
        whole = np.clip(np.round(blocks / scale[:, :, None]) + 128, 0, 255).astype(np.uint8)
        inputs = [
            x,
            self.weight(whole),
            self.weight(scale.astype(np.float32).reshape(-1)),
            "",
            "",
            self.weight(bias),
        ]
        return self.add(
            "MatMulNBits", inputs, domain=CONTRIB, K=width, N=out, bits=8, block_size=BLOCK, accuracy_level=4
        )[0]

    def stored(self, weight: Floats) -> str:
        """Add a weight that is kept in 8 bits, a scale a column, and multiplied in fp32."""
        if self.kind == "fp32":
            return self.weight(weight)
        scale = (np.maximum(np.abs(weight).max(axis=0), 1e-8) / 127).astype(np.float32)
        whole = self.weight(np.round(weight / scale).astype(np.int8))
        return self.add("DequantizeLinear", [whole, self.weight(scale)], axis=1)[0]

    def norm(self, x: str, weight: Floats, bias: Floats) -> str:
        """Add a layer normalisation."""
        return self.add(
            "LayerNormalization", [x, self.weight(weight), self.weight(bias)], axis=-1, epsilon=1e-12
        )[0]

    def table(self, ids: str, value: Floats) -> str:
        """Add the look-up of rows of a large table, kept in 8 bits with a scale a row."""
        if self.kind == "fp32":
            return self.add("Gather", [self.weight(value), ids])[0]
        scale = np.maximum(np.abs(value).max(axis=1, keepdims=True), 1e-8) / 127
        rows = self.add("Gather", [self.weight(np.round(value / scale).astype(np.int8)), ids])[0]
        real = self.add("Cast", [rows], to=TensorProto.FLOAT)[0]
        return self.add("Mul", [real, self.add("Gather", [self.weight(scale.astype(np.float32)), ids])[0]])[0]


def build(state: dict[str, Floats], shape: Shape, kind: str, peaks: dict[str, Floats]) -> onnx.ModelProto:
    """Return the ONNX graph of a trained `training.model.Reader`; `peaks` as `observe` gives them."""
    g = Graph(kind)
    places = state["places.weight"][: LONGEST_WINDOW + 2]
    length = g.add("Shape", ["ids"], start=1, end=2)[0]
    zero = g.weight(np.array([0]))
    place = g.add("Slice", [g.weight(places), zero, length, zero])[0]
    x = g.add("Add", [g.table("ids", state["pieces.weight"]), place])[0]
    for feature in ("case", "gap", "quote"):
        x = g.add("Add", [x, g.add("Gather", [g.weight(state[f"{feature}.weight"]), feature])[0]])[0]
    x = g.norm(x, state["norm.weight"], state["norm.bias"])
    real = g.add(
        "Cast", [g.add("Not", [g.add("Equal", ["ids", g.weight(np.array(0))])[0]])[0]], to=TensorProto.INT32
    )[0]
    for i in range(shape.layers):
        own = f"layers.{i}."
        weights = {k.removeprefix(own): v for k, v in state.items()}
        x = layer_of(g, x, real, weights, {k.removeprefix(own): v for k, v in peaks.items()}, shape)
    hidden = g.add("Gelu", [g.linear(x, state["hidden.weight"], state["hidden.bias"], exact=True)])[0]
    tags = g.linear(hidden, state["tags.weight"], state["tags.bias"], exact=True)
    pairs, none = _links(g, x, state, shape)
    g.nodes += [
        helper.make_node("Identity", [value], [name])
        for value, name in ((tags, "tags"), (pairs, "pairs"), (none, "none"))
    ]
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, ["b", "n"])
        for n in ("ids", "case", "gap", "quote")
    ]
    outputs = [
        helper.make_tensor_value_info("tags", TensorProto.FLOAT, ["b", "n", 7]),
        helper.make_tensor_value_info("pairs", TensorProto.FLOAT, ["b", 4, "n", "n"]),
        helper.make_tensor_value_info("none", TensorProto.FLOAT, ["b", "n", 2]),
    ]
    graph = helper.make_graph(g.nodes, "onrecord-reader", inputs, outputs, g.weights)
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(CONTRIB, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
    name_layers(model, shape.width)
    return model


def name_layers(model: onnx.ModelProto, width: int) -> None:
    """Make outputs of the layers that `onrecord.read.pooling` wants, where they are none yet.

    Each gets a node of its own. A layer's own tensor made an output keeps ONNX Runtime from fusing it with
    what stands before it, and the other outputs then differ in the second digit.
    """
    normed = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"]
    there = {output.name for output in model.graph.output}
    for number, name in zip(POOLED_LAYERS, LAYER_NAMES, strict=True):
        if name not in there:
            # The embedding has one normalisation, each layer two, of which the last is its output.
            model.graph.node.append(helper.make_node("Identity", [normed[2 * number]], [name]))
            info = helper.make_tensor_value_info(name, TensorProto.FLOAT, ["b", "n", width])
            model.graph.output.append(info)


def _links(g: Graph, x: str, state: dict[str, Floats], shape: Shape) -> tuple[str, str]:
    """Add the products of link queries and keys of all pieces, and of queries and the vectors for "none"."""
    width, kinds = shape.link_width, len(LINKS)
    weight, bias = state["link.weight"].copy(), state["link.bias"].copy()
    for i in range(kinds):  # the scale of the products goes into the queries
        weight[2 * i * width : (2 * i + 1) * width] *= width**-0.5
        bias[2 * i * width : (2 * i + 1) * width] *= width**-0.5
    link = g.linear(x, weight, bias, exact=True)
    link = g.add("Reshape", [link, g.weight(np.array([0, 0, kinds, 2, width]))])[0]
    query, key = g.add("Split", [link], outputs=2, axis=3, num_outputs=2)
    axis = g.weight(np.array([3]))
    query, key = (g.add("Squeeze", [part, axis])[0] for part in (query, key))
    rows = g.add("Transpose", [query], perm=[0, 2, 1, 3])[0]
    pairs = g.add("MatMul", [rows, g.add("Transpose", [key], perm=[0, 2, 3, 1])[0]])[0]
    # The last two kinds of link may point at nothing: "none" has a vector of its own for each.
    asking = g.add(
        "Slice", [query, g.weight(np.array([2])), g.weight(np.array([4])), g.weight(np.array([2]))]
    )[0]
    product = g.add("Mul", [asking, g.weight(state["none"][None, None])])[0]
    return pairs, g.add("ReduceSum", [product, axis], keepdims=0)[0]


def layer_of(
    g: Graph, x: str, real: str, w: dict[str, Floats], peaks: dict[str, Floats], shape: Shape
) -> str:
    """Add one transformer layer."""

    def linear(of: str, name: str) -> str:
        return g.linear(of, w[f"{name}.weight"], w[f"{name}.bias"], peak=peaks.get(name))

    qkv = linear(x, "qkv")
    q, k, v = g.add("Split", [qkv], outputs=3, axis=-1, num_outputs=3)
    mixed = g.add("MultiHeadAttention", [q, k, v, "", real], domain=CONTRIB, num_heads=shape.heads)[0]
    mixed = linear(mixed, "out")
    x = g.norm(g.add("Add", [x, mixed])[0], w["norm1.weight"], w["norm1.bias"])
    down = linear(g.add("Gelu", [linear(x, "up")])[0], "down")
    return g.norm(g.add("Add", [x, down])[0], w["norm2.weight"], w["norm2.bias"])


def observe(reader: Reader, texts: Sequence[Path], tokenizer: Tokenizer) -> dict[str, Floats]:
    """Return the largest size that each input of each linear map takes on some texts, by the map's name."""
    documents = [read_document(path, "", tokenizer) for path in texts]
    with torch.inference_mode(), watched(reader) as peaks:
        for batch in batches(cut(documents), 2304):
            reader.encode(batch.ids, batch.case, batch.gap, batch.quote)
    return peaks


@contextmanager
def watched(network: nn.Module) -> Iterator[dict[str, Floats]]:
    """Give the largest size that each input of each linear map of the layers takes inside the block."""
    peaks: dict[str, Floats] = {}

    def hook(name: str) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def look(_module: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            size = inputs[0].abs().flatten(0, 1).max(0).values.float().numpy()
            peaks[name] = np.maximum(peaks.get(name, size), size)

        return look

    handles = [
        module.register_forward_pre_hook(hook(name))
        for name, module in network.named_modules()
        if name.startswith("layers.") and isinstance(module, nn.Linear)
    ]
    yield peaks
    for handle in handles:
        handle.remove()


def export(
    model: Path, out: Path, encoder: Path, kind: str, settings: dict[str, object], texts: Sequence[Path]
) -> None:
    """Write `reader.onnx`, `tokenizer.json` and `settings.json` into `out`."""
    reader = load_reader(model)
    tokenizer = tokenizer_of(encoder)
    peaks = observe(reader, texts, tokenizer) if kind == "int8" else {}
    state = {name: tensor.float().numpy() for name, tensor in reader.state_dict().items()}
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(state, reader.shape, kind, peaks), out / "reader.onnx")
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    heads = {"bias": state["bias"].round(4).tolist()}
    text = json.dumps(settings | heads, ensure_ascii=False)
    (out / "settings.json").write_text(text + "\n", encoding="utf-8")
    licence = encoder / "LICENSE"
    if licence.exists():
        shutil.copy(licence, out / "LICENSE")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--kind", choices=["fp32", "int8", "block8"], default="int8")
    parser.add_argument(
        "--texts", type=Path, default=Path("examples"), help="texts to see the size of inputs on"
    )
    parser.add_argument("--version", default="0", help="what settings.json calls the model")
    args = parser.parse_args()
    texts = sorted(args.texts.glob("*/text/*.txt"))
    settings: dict[str, object] = {"version": args.version, "decoding": {}, "calibration": [1.0, 0.0]}
    export(args.model, args.out, args.encoder, args.kind, settings, texts)


if __name__ == "__main__":
    main()

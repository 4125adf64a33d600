"""Networks of one 8-bit matrix product each, in the three ways that ONNX Runtime has of doing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import onnx  # type: ignore[import-not-found, import-untyped, unused-ignore]
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper  # type: ignore[import-not-found, import-untyped, unused-ignore]

#: The encoder's largest product: from its width to that of its inner layer.
INNER: Final = 384
COLUMNS: Final = 1536
_CONTRIB: Final = "com.microsoft"
_OPSET: Final = 20
_IR_VERSION: Final = 9
_BLOCK: Final = 128
# Weights as the exported network holds them: 7 bits, so that sums of two products fit 16 bits
# on processors without a dot-product instruction.
_LARGEST: Final = 63


@dataclass(frozen=True, slots=True)
class Kernel:
    """A network of one product, with what to feed it."""

    name: str
    model: onnx.ModelProto
    feeds: dict[str, object]


def kernels(rows: int) -> list[Kernel]:
    """Return the product of `rows` rows in each of the ways."""
    random = np.random.default_rng(0)
    weights = random.integers(-_LARGEST, _LARGEST, (INNER, COLUMNS), dtype=np.int8)
    whole = random.integers(0, 255, (rows, INNER), dtype=np.uint8)
    real = random.standard_normal((rows, INNER)).astype(np.float32)
    return [_integer(weights, whole), _dynamic(weights, real), _blocks(weights, real)]


def _integer(weights: NDArray[np.int8], rows: NDArray[np.uint8]) -> Kernel:
    """The bare product: 8 bits in, 32-bit sums out, nothing converted."""
    node = helper.make_node("MatMulInteger", ["x", "w"], ["y"])
    model = _model(node, [numpy_helper.from_array(weights, "w")], TensorProto.UINT8, TensorProto.INT32)
    return Kernel("MatMulInteger", model, {"x": rows})


def _dynamic(weights: NDArray[np.int8], rows: NDArray[np.float32]) -> Kernel:
    """The product with its rows turned to 8 bits first, one scale for all, and its sums turned back."""
    stored = [
        numpy_helper.from_array(weights, "w"),
        numpy_helper.from_array(np.full(COLUMNS, 0.01, dtype=np.float32), "scale"),
        numpy_helper.from_array(np.zeros(COLUMNS, dtype=np.int8), "zero"),
    ]
    node = helper.make_node("DynamicQuantizeMatMul", ["x", "w", "scale", "zero"], ["y"], domain=_CONTRIB)
    return Kernel(
        "DynamicQuantizeMatMul", _model(node, stored, TensorProto.FLOAT, TensorProto.FLOAT), {"x": rows}
    )


def _blocks(weights: NDArray[np.int8], rows: NDArray[np.float32]) -> Kernel:
    """The product with a scale for each block of weights and of each row."""
    shifted = (weights.T.astype(np.int16) + 128).astype(np.uint8).reshape(COLUMNS, INNER // _BLOCK, _BLOCK)
    scale = np.full(COLUMNS * (INNER // _BLOCK), 0.01, dtype=np.float32)
    stored = [numpy_helper.from_array(shifted, "w"), numpy_helper.from_array(scale, "scale")]
    settings: dict[str, Any] = {
        "K": INNER,
        "N": COLUMNS,
        "bits": 8,
        "block_size": _BLOCK,
        "accuracy_level": 4,
    }
    node = helper.make_node("MatMulNBits", ["x", "w", "scale"], ["y"], domain=_CONTRIB, **settings)
    return Kernel("MatMulNBits", _model(node, stored, TensorProto.FLOAT, TensorProto.FLOAT), {"x": rows})


def _model(
    node: onnx.NodeProto, stored: Sequence[onnx.TensorProto], taken: int, given: int
) -> onnx.ModelProto:
    graph = helper.make_graph(
        [node],
        "product",
        [helper.make_tensor_value_info("x", taken, ["rows", INNER])],
        [helper.make_tensor_value_info("y", given, ["rows", COLUMNS])],
        list(stored),
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)

"""Count the multiply-adds of a reader network's matrix products, from its ONNX graph."""

from __future__ import annotations

from dataclasses import dataclass

import onnx  # type: ignore[import-not-found, import-untyped, unused-ignore]

_EIGHT_BIT = ("DynamicQuantizeMatMul", "MatMulNBits", "MatMulIntegerToFloat", "MatMulInteger")
_PLAIN = ("MatMul", "Gemm")
_ATTENTION = "MultiHeadAttention"


@dataclass(frozen=True, slots=True)
class Products:
    """Multiply-adds of one word piece that the network reads.

    `eight_bit` and `plain` are those of the weights, by how they are multiplied;
    `attention_width` is the sum of the layers' widths: in a window of `n` pieces a piece takes
    part in `2 * n * attention_width` more, for its scores and for its mix of values.
    """

    eight_bit: int
    plain: int
    attention_width: int

    def operations(self, windows: int, pieces: int) -> int:
        """Return the operations (two a multiply-add) of a batch of windows of so many pieces."""
        attention = 2 * pieces * self.attention_width
        return 2 * windows * pieces * (self.eight_bit + self.plain + attention)


def count_products(model: onnx.ModelProto) -> Products:
    """Return the matrix products of a network whose weights are stored in the graph."""
    shapes = {weight.name: tuple(weight.dims) for weight in model.graph.initializer}
    eight_bit = plain = attention = 0
    attended: set[str] = set()
    for node in model.graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in shapes:
            shapes[node.output[0]] = shapes[node.input[0]]
        elif node.op_type == _ATTENTION:
            attended.add(node.output[0])
        elif node.op_type == "MatMul" and node.input[1] not in shapes:
            continue  # the products of pairs of pieces, one in a hundred of the whole
        elif node.op_type in _EIGHT_BIT + _PLAIN:
            width, size = _product(node, shapes)
            eight_bit += size if node.op_type in _EIGHT_BIT else 0
            plain += size if node.op_type in _PLAIN else 0
            # What the attention gives is as wide as the product that takes it.
            attention += width if node.input[0] in attended else 0
    return Products(eight_bit, plain, attention)


def vocabulary(model: onnx.ModelProto) -> int:
    """Return how many word pieces the network knows: the rows of the tables that `ids` index."""
    shapes = {weight.name: tuple(weight.dims) for weight in model.graph.initializer}
    looked_up = [
        node.input[0] for node in model.graph.node if node.op_type == "Gather" and node.input[1] == "ids"
    ]
    return min(int(shapes[name][0]) for name in looked_up)


def _product(node: onnx.NodeProto, shapes: dict[str, tuple[int, ...]]) -> tuple[int, int]:
    """Return the inner width and the multiply-adds a row of a product with a stored weight."""
    if node.op_type == "MatMulNBits":
        sizes = {attribute.name: attribute.i for attribute in node.attribute}
        return sizes["K"], sizes["K"] * sizes["N"]
    if len(shapes.get(node.input[1], ())) != 2:
        raise ValueError(f"{node.op_type} {node.output[0]}: its second factor is no stored matrix")
    rows, columns = shapes[node.input[1]]
    turned = any(attribute.name == "transB" and attribute.i for attribute in node.attribute)
    return columns if turned else rows, rows * columns

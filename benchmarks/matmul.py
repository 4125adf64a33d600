"""The share of this machine's own 8-bit matrix speed that the reader network reaches.

    python -m benchmarks.matmul [--model FILE] [--repeat 5] [--json]

Both run in ONNX Runtime, in one process, by turns: single 8-bit products of the encoder's largest
shape, and the whole network on batches of as many word pieces.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import click
import numpy as np
import onnx  # type: ignore[import-not-found, import-untyped, unused-ignore]
import onnxruntime as ort  # type: ignore[import-untyped, unused-ignore]
from rich.console import Console
from rich.table import Table

from benchmarks.kernels import COLUMNS, INNER, kernels
from benchmarks.machine import describe_machine, is_busy
from benchmarks.processes import ROOT
from benchmarks.products import Products, count_products, vocabulary

SHIPPED: Final = ROOT / "src/onrecord/read/model/reader.onnx"
#: Word pieces a batch, as the reader batches them (`onrecord.read.encoder`).
PIECES: Final = 2048
#: Word pieces a window: near the reader's longest, and a divisor of the batch.
WINDOW: Final = 256
# One product takes some milliseconds, too little to time by itself; this many are timed together.
_PRODUCTS_AT_ONCE: Final = 20
_GIGA: Final = 1e9

Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Contender:
    """Something to time: what it is called, how to run it, and the operations of one timing."""

    name: str
    run: Run
    operations: int


def session(model: bytes, threads: int) -> ort.InferenceSession:
    """Return a session set up as the reader sets up its own."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def single_products(threads: int) -> list[Contender]:
    """Return the 8-bit products that the machine's own speed is measured with."""
    operations = 2 * PIECES * INNER * COLUMNS * _PRODUCTS_AT_ONCE
    found = []
    for kernel in kernels(PIECES):
        opened = session(kernel.model.SerializeToString(), threads)
        found.append(Contender(kernel.name, _repeated(opened, kernel.feeds), operations))
    return found


def network(path: Path, threads: int) -> tuple[Contender, Products]:
    """Return the reader network on one batch, with the count of its matrix products."""
    model = onnx.load(str(path))
    products = count_products(model)
    windows = PIECES // WINDOW
    known = np.random.default_rng(0).integers(0, vocabulary(model), (windows, WINDOW), dtype=np.int64)
    feeds = {"ids": known} | {name: np.zeros_like(known) for name in ("case", "gap", "quote")}
    opened = session(path.read_bytes(), threads)
    run = Contender("network", lambda: opened.run(None, feeds), products.operations(windows, WINDOW))
    return run, products


def speeds(contenders: Sequence[Contender], repeats: int) -> dict[str, list[float]]:
    """Return the operations a second of each contender and repeat; they take turns."""
    for contender in contenders:
        contender.run()
    found: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for _ in range(repeats):
        for contender in contenders:
            began = time.perf_counter()
            contender.run()
            found[contender.name].append(contender.operations / (time.perf_counter() - began))
    return found


def report(found: dict[str, list[float]], products: Products, threads: int) -> dict[str, object]:
    """Return all figures as plain data; the share is that of the network in the fastest product."""
    best = {name: max(values) for name, values in found.items()}
    middle = {name: median(values) for name, values in found.items()}
    eight_bit = products.eight_bit * 2 * PIECES / products.operations(PIECES // WINDOW, WINDOW)
    return {
        "machine": describe_machine(),
        "threads": threads,
        "onnxruntime": ort.__version__,
        "giga_operations_per_second": {
            name: {"best": round(best[name] / _GIGA, 1), "median": round(middle[name] / _GIGA, 1)}
            for name in best
        },
        "operations_per_piece": products.operations(1, WINDOW) // WINDOW,
        "share_of_operations_in_8_bits": round(eight_bit, 3),
        "share_of_8_bit_speed_best": round(best.pop("network") / max(best.values()), 3),
        "share_of_8_bit_speed_median": round(middle.pop("network") / max(middle.values()), 3),
    }


def table(found: dict[str, list[float]]) -> Table:
    """Return the speeds for people, each beside the fastest single product's."""
    drawn = Table(title=f"8-bit matrix products, {PIECES} x {INNER} by {INNER} x {COLUMNS}, and the network")
    for heading in ("", "GOP/s best", "median", "share best", "median"):
        drawn.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    tops = [max(pick(v) for name, v in found.items() if name != "network") for pick in (max, median)]
    for name, values in found.items():
        best, middle = max(values), median(values)
        shares = (f"{best / tops[0]:.0%}", f"{middle / tops[1]:.0%}")
        drawn.add_row(name, f"{best / _GIGA:.0f}", f"{middle / _GIGA:.0f}", *shares)
    return drawn


def _repeated(opened: ort.InferenceSession, feeds: dict[str, object]) -> Run:
    def run() -> None:
        for _ in range(_PRODUCTS_AT_ONCE):
            opened.run(None, feeds)

    return run


@click.command()
@click.option(
    "--model",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=SHIPPED,
    metavar="FILE",
    help="Network to measure.  [default: the shipped one]",
)
@click.option("--repeat", type=click.IntRange(min=1), default=5, show_default=True, help="Times each is run.")
@click.option("--threads", type=click.IntRange(min=1), metavar="N", help="Cores to use.  [default: all]")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(model: Path, repeat: int, threads: int | None, as_json: bool) -> None:
    """Measure which share of the machine's 8-bit matrix speed the network reaches."""
    if is_busy():
        click.echo(
            "matmul: other work is running on this machine; the share holds better than the speeds", err=True
        )
    threads = threads or os.cpu_count() or 1
    reader, products = network(model, threads)
    found = speeds([*single_products(threads), reader], repeat)
    figures = report(found, products, threads)
    if as_json:
        click.echo(json.dumps(figures, indent=2))
        return
    console = Console(highlight=False)
    console.print(table(found))
    console.print(str(figures["machine"]))
    console.print(
        f"{figures['operations_per_piece']:,} operations a word piece, "
        f"{figures['share_of_operations_in_8_bits']:.0%} of them in 8 bits; {threads} threads"
    )


if __name__ == "__main__":
    main()

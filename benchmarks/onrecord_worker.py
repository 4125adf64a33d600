"""Onrecord as a measured tool: its library reads each text with the shipped model."""

from __future__ import annotations

import argparse
from pathlib import Path

import onrecord
from benchmarks.worker import Tool, main, one_by_one
from onrecord.read.encoder import Encoder
from onrecord.read.meaning import MODEL_FOLDER


def load(options: argparse.Namespace) -> Tool:
    """Return a reader; its model is loaded by the first article read."""
    reader = onrecord.Reader(Encoder(options.model or MODEL_FOLDER))
    return Tool(onrecord.__version__, one_by_one(lambda text: len(reader.read(text).attributions)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, metavar="DIR", help="another model than the shipped one")
    main(load, parser)

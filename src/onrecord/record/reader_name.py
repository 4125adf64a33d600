"""What a row was read by: the model and the rules around it."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.read.reader import Reader


def reader_name(reader: Reader) -> str:
    """Return the names of model and package ("2026.11-1f0c onrecord 0.1.0"): both decide what is read."""
    return f"{reader.encoder.version} onrecord {version('onrecord')}"

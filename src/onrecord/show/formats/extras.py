"""Libraries that some formats need and that a plain installation does not have."""

from __future__ import annotations

import importlib
from types import ModuleType

from onrecord.errors import MissingExtraError

EXTRAS = {"parquet": "pyarrow.parquet", "spacy": "spacy.tokens"}


def load(extra: str) -> ModuleType:
    """Return the module of `EXTRAS`; raises `MissingExtraError` where it is not installed."""
    try:
        return importlib.import_module(EXTRAS[extra])
    except ImportError as error:
        raise MissingExtraError(extra, EXTRAS[extra].partition(".")[0]) from error

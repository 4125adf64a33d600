"""From one article to its attributions: a pure function, no database, no network."""

from __future__ import annotations

from onrecord.read.reader import Reader, read

__all__ = ["Reader", "read"]

"""The stages of the grammar, in their order; the modules named `*_rules` fill them."""

from __future__ import annotations

from typing import Final

from onrecord.read.dates.fragments import FRAGMENTS
from onrecord.read.dates.grammar import Stage

ATOMS: Final = Stage(FRAGMENTS)
COMPOUNDS: Final = Stage(FRAGMENTS)
MODIFIED: Final = Stage(FRAGMENTS)
RANGES: Final = Stage(FRAGMENTS)

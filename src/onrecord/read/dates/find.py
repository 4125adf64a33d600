"""Which words of a text are dates and times: the stages of the grammar, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

# Imported for what they add to the stages; of matches of one length the rule added first wins.
from onrecord.read.dates import calendar_rules, hour_rules, measure_rules, phrase_rules  # noqa: F401
from onrecord.read.dates.grammar import Line, Piece
from onrecord.read.dates.stages import ATOMS, COMPOUNDS, MODIFIED, RANGES
from onrecord.read.dates.tokens import Tokens

_STAGES: Final = (ATOMS, COMPOUNDS, MODIFIED, RANGES)


def find_forms(tokens: Tokens) -> Iterator[Piece]:
    """Yield the expressions of date and time of a text with their forms, in order, none in another."""
    line = Line(tokens, [Piece(place, place + 1) for place in range(len(tokens.starts))], tokens.symbols)
    for stage in _STAGES:
        line = stage.apply(line)
    for piece in line.pieces:
        if piece.form is not None:
            yield piece

"""Which forms are expressions of time where they stand: lengths and periods often are not."""

from __future__ import annotations

from onrecord.read.dates.forms import Definite, Length
from onrecord.read.dates.grammar import Piece
from onrecord.read.dates.lexicon import words_of
from onrecord.read.dates.periods import Kind
from onrecord.read.dates.tokens import Tokens

_BEFORE_BARE_LENGTHS = frozenset(words_of("for in after over within many several few of during through"))


def is_expression(piece: Piece, tokens: Tokens) -> bool:
    """Return whether an expression that the grammar found is one of time here."""
    form = piece.form
    before = tokens.words[piece.first - 1] if piece.first else ""
    after = tokens.words[piece.last] if piece.last < len(tokens.words) else ""
    match form:
        case Length(bare=True):
            measured = form.amounts[0].unit not in ("hour", "minute", "second")
            return before in _BEFORE_BARE_LENGTHS or (after == "of" and measured) or after == "before"
        case Length():
            return _is_length(form, after)
        case Definite(kind=Kind.QUARTER | Kind.YEAR | Kind.WEEKEND | Kind.WEEK | None):
            return True
        case Definite():
            return False
        case _:
            return form is not None


def _is_length(form: Length, after: str) -> bool:
    unit = form.amounts[0].unit
    # "A quarter of the votes", "a second man".
    if unit in ("quarter", "second") and form.amounts[0].count == 1:
        return False
    return after != "%"

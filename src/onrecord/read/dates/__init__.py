"""Dates and times of an article: where they stand and what they mean.

An own rule grammar in the manner of HeidelTime (Strötgen and Gertz 2010) and SUTime (Chang and Manning
2012), in four steps: words become classes (`tokens`), rules in stages find expressions and say what they
mean (`find`), what they mean is reckoned against the day of publication or another date (`reckon`), and
told in TIMEX3 and EDTF (`resolve`).
"""

from __future__ import annotations

from onrecord.article import Date
from onrecord.read.dates.accept import is_expression
from onrecord.read.dates.document_time import context_of
from onrecord.read.dates.edtf import EdtfDate, EdtfError, EdtfInterval, parse_edtf
from onrecord.read.dates.find import find_forms
from onrecord.read.dates.resolve import resolve
from onrecord.read.dates.timex3 import edtf_of, timex_of
from onrecord.read.dates.tokens import tokenise

__all__ = ["EdtfDate", "EdtfError", "EdtfInterval", "edtf_of", "find_dates", "parse_edtf", "timex_of"]


def find_dates(text: str, published: str | None = None) -> tuple[Date, ...]:
    """Return the expressions of date and time of an English article, in the order of the text.

    Spans do not overlap; prepositions are left out ("on Monday" is "Monday"), as TimeML has it.
    `published` is an ISO 8601 date or date and time; without it, and without a date at the top of the
    article, what needs an anchor stays unresolved and says so. Never raises, and takes time linear in
    the length of the text.
    """
    tokens = tokenise(text)
    pieces = list(find_forms(tokens))
    context = context_of(text, published, pieces, tokens)
    found = (resolve(piece, tokens, context) for piece in pieces if is_expression(piece, tokens))
    return tuple(date for date in found if date is not None)

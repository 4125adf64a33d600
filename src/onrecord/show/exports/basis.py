"""Which parties a statement itself rests on: those that the words for its basis name first of all.

"Citing two officials who work for the president" rests on the officials, not on the president: a party counts
only where it stands right behind the cue, or is joined to one that does, and is no part of a longer name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.article import Naming, PartyKind
from onrecord.record.store import Row

# What stands between two spans of one basis in its column.
_GAP: Final = " … "
_LEAD: Final = re.compile(
    r"\W{0,3}(?:cit(?:ing|es|ed)|quot(?:ing|es|ed)|according to|(?:based|bas(?:es|ing) \w{1,12}) on"
    r"|rel(?:ying|ies|ied) on|rest(?:s|ing|ed)? on)?\s{0,3}(?:(?:the|an?|its|their)\s{1,3})?",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(
    r"(?:\s{0,3},(?:\s{0,3}(?:and|or|&)\b)?|\s{1,3}(?:and|or|&)\b)\s{1,3}(?:(?:the|an?)\s{1,3})?",
    re.IGNORECASE,
)
_END: Final = re.compile(r"\s{0,3}(?:$|[,;:.)”\"]|(?:and|or|that|which|who|whom|as|in|on)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Basis:
    """A party that a statement rests on."""

    party: str
    name: str
    kind: PartyKind
    naming: Naming


def resting_on(rows: Sequence[Row]) -> list[Basis]:
    """Return the parties that one statement rests on.

    `rows` are the appearances in its article: `basis` and `detail` of the statement, `mentioned`, `party`,
    `name`, `kind` and `naming` of the party, and whether the party is the one that speaks (`itself`).
    """
    found: dict[str, Basis] = {}
    for start, words in _pieces(rows[0]):
        for row in _named_first(rows, start, words):
            if not row["itself"]:
                basis = Basis(row["party"], row["name"], PartyKind(row["kind"]), Naming(row["naming"]))
                found.setdefault(row["party"], basis)
    return list(found.values())


def _pieces(row: Row) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a basis: where each begins in the article, and its words."""
    at = 0
    for start, end in json.loads(row["detail"]).get("basis", ()):
        yield start, row["basis"][at : at + end - start]
        at += end - start + len(_GAP)


def _named_first(rows: Sequence[Row], start: int, words: str) -> Iterator[Row]:
    """Yield the appearances that are named behind the cue of a piece, and those joined to them."""
    there = sorted(_mentions(rows, start, len(words)), key=lambda place: (place[0], -place[1]))
    at, gap = 0, _LEAD
    for begin, end, number in there:
        if begin >= at and gap.fullmatch(words[at:begin]) and _END.match(words[end:]):
            yield rows[number]
            at, gap = end, _JOINT


def _mentions(rows: Sequence[Row], start: int, length: int) -> Iterator[tuple[int, int, int]]:
    """Yield each mention inside a piece: its place in the piece, and the number of its row."""
    for number, row in enumerate(rows):
        for mention in json.loads(row["mentioned"]).get("mentions", ()):
            begin, end = mention["span"][0] - start, mention["span"][1] - start
            if begin >= 0 and end <= length:
                yield begin, end, number

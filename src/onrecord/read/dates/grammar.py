"""The engine of the grammar: rules over word classes, applied in stages.

A rule is a regular expression whose letters are classes of words (see `tokens`), written as their names,
and a function that makes a form of what it matched. The rules of a stage are tried together and the
longest match wins; what it matched then is one letter for the rules of the next stage, the one named by
the rule's `result`. "The end of last year" is END OF and, one stage before, F_YEAR. Cascades of this
kind are FASTUS's (Hobbs et al. 1997); rules that pair a pattern with a value are HeidelTime's (Strötgen
and Gertz 2010).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from onrecord.read.dates.forms import Form
from onrecord.read.dates.lexicon import words_of
from onrecord.read.dates.tokens import SYMBOLS, Tokens

# What a form is to the rules of later stages.
RESULTS: Final = {
    name: chr(0xF000 + place)
    for place, name in enumerate(
        words_of(
            "F_DAY F_WEEK F_MONTH F_QUARTER F_SEASON F_YEAR F_DECADE"
            " F_CLOCK F_LENGTH F_TIME F_SET F_REF F_RANGE"
        )
    )
}
_NAME: Final = re.compile(r"\(\?P<\w+>|[A-Z][A-Z_]+|[A-Z]")


class Piece(NamedTuple):
    """A word, or the words of a form that a rule has made: the words from `first` up to `last`."""

    first: int
    last: int
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """The text at one stage: its pieces, and their classes as one string."""

    tokens: Tokens
    pieces: Sequence[Piece]
    symbols: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule matched, for the function that makes a form of it."""

    line: Line
    match: re.Match[str]

    def words(self, name: str) -> list[str]:
        """Return the words of a group, lower case; none where it matched nothing or is not there."""
        if name not in self.match.re.groupindex:
            return []
        start, end = self.match.span(name)
        if start < 0 or start == end:
            return []
        pieces = self.line.pieces
        return self.line.tokens.words[pieces[start].first : pieces[end - 1].last]

    def word(self, name: str) -> str:
        """Return the first word of a group, "" where it matched nothing."""
        return next(iter(self.words(name)), "")

    def form(self, name: str) -> Form | None:
        """Return the form of the first piece of a group that has one, None where none has."""
        if name not in self.match.re.groupindex:
            return None
        start, end = self.match.span(name)
        return next((piece.form for piece in self.line.pieces[max(start, 0) : end] if piece.form), None)

    def before(self, back: int = 1) -> str:
        """Return a word before the match, lower case; "" where a text or paragraph begins."""
        return self._neighbour(self.match.start() - back)

    def after(self, on: int = 1) -> str:
        """Return a word after the match, lower case."""
        return self._neighbour(self.match.end() + on - 1)

    def _neighbour(self, place: int) -> str:
        if not 0 <= place < len(self.line.pieces):
            return ""
        return self.line.tokens.words[self.line.pieces[place].first].strip()

    @property
    def written(self) -> str:
        """The matched text as it stands."""
        pieces, tokens = self.line.pieces, self.line.tokens
        first, last = pieces[self.match.start()].first, pieces[self.match.end() - 1].last
        return tokens.text[tokens.starts[first] : tokens.ends[last - 1]]

    @property
    def following(self) -> str:
        """The word after the match as it stands in the text, "" at the end."""
        place = self.match.end()
        if place >= len(self.line.pieces):
            return ""
        return self.line.tokens.written(self.line.pieces[place].first)


Builder = Callable[[Found], Form | None]


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    result: str
    build: Builder


class Stage:
    """Rules that are tried together. `fragments` are names for parts of patterns, usable in later ones."""

    def __init__(self, fragments: dict[str, str]) -> None:
        self._rules: list[_Rule] = []
        self._fragments = fragments
        self._scan: re.Pattern[str] | None = None

    def rule(self, result: str, *patterns: str) -> Callable[[Builder], Builder]:
        """Return a decorator that adds a function as the maker of `result` from any of the patterns."""

        def add(build: Builder) -> Builder:
            for pattern in patterns:
                self._rules.append(
                    _Rule(re.compile(expand(pattern, self._fragments)), RESULTS[result], build)
                )
            return build

        return add

    def apply(self, line: Line) -> Line:
        """Return the line with everything that the rules match made one piece each."""
        if self._scan is None:
            plain = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in self._rules)
            self._scan = re.compile("|".join(f"(?:{pattern})" for pattern in plain))
        pieces: list[Piece] = []
        symbols: list[str] = []
        done = 0
        candidate = self._scan.search(line.symbols)
        while candidate is not None:
            start = candidate.start()
            reading = self._longest(line, start)
            if reading is None:
                candidate = self._scan.search(line.symbols, start + 1)
                continue
            end, result, form = reading
            pieces.extend(line.pieces[done:start])
            symbols.append(line.symbols[done:start])
            pieces.append(Piece(line.pieces[start].first, line.pieces[end - 1].last, form))
            symbols.append(result)
            done = end
            candidate = self._scan.search(line.symbols, end)
        pieces.extend(line.pieces[done:])
        symbols.append(line.symbols[done:])
        return Line(line.tokens, pieces, "".join(symbols))

    def _longest(self, line: Line, start: int) -> tuple[int, str, Form] | None:
        """The longest match at a place that its function makes a form of; of equals, the earlier rule's."""
        matches = [
            (rule, match) for rule in self._rules if (match := rule.pattern.match(line.symbols, start))
        ]
        matches.sort(key=lambda pair: -pair[1].end())
        for rule, match in matches:
            form = rule.build(Found(line, match))
            if form is not None and match.end() > start:
                return match.end(), rule.result, form
        return None


def expand(pattern: str, fragments: dict[str, str]) -> str:
    """Return the expression over symbols of a pattern over names. Raises KeyError for an unknown name."""

    def letter(found: re.Match[str]) -> str:
        name = found[0]
        if name.startswith("("):
            return name
        if name in fragments:
            return f"(?:{expand(fragments[name], fragments)})"
        return SYMBOLS.get(name) or RESULTS[name]

    return re.sub(r"\s+", "", _NAME.sub(letter, pattern))

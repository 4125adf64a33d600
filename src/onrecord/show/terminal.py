"""A reading in the terminal: who, the cue, and what, one block an attribution, in reading order, and lists.

Nothing is told by colour alone, so the same lines read well in a file or through a filter: on a
terminal they are wrapped to its width, elsewhere every source and every piece of content is one line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.article import Attribution, Reading, Span
from onrecord.show.beside import beside, who
from onrecord.show.index import Index
from onrecord.show.plain import (
    LOW_CONFIDENCE,
    imprint,
    one_line,
    remarks,
    source_words,
    span_words,
    tally,
    visible,
)
from onrecord.show.segments import cut
from onrecord.show.terminal_lines import chain_line, fact_line, who_line
from onrecord.show.terminal_lists import Line, lists, own_sources

# "indirect" is the longest of the forms; the number stands before it.
_FORM_WIDTH = 8
_NUMBER_WIDTH = 3
_INDENT = _NUMBER_WIDTH + 2 + _FORM_WIDTH + 2
# What is nested deeper stands no further in; where it belongs is told in words.
_MAX_DEPTH = 4
# Below this many cells a content beside its form would be a column of single words.
_NARROW = 60
# Narrower columns than this help nobody.
MIN_WIDTH = 20
# Wrapping takes seconds a megabyte; no statement is that long, so the terminal may cut such lines itself.
MAX_WRAPPED = 100_000

_LINE_END = re.compile(r"\r\n|\r|\n")
_SPACE = re.compile(r"\s+")

_QUOTED_STYLE = "cyan"
_INSERTION_STYLE = "dim italic"
_FORM_STYLES = {"direct": "bold", "indirect": "", "mixed": "italic"}


def render(
    reading: Reading,
    console: Console,
    max_chars: int | None = None,
    details: bool = False,
    *,
    keys: Sequence[str] = (),
) -> None:
    """Print `reading` to `console`; with `max_chars` every piece of content is cut after so many characters.

    Behind the statements stand those who gave no answer and the parties that said something. With `details`
    the other parties, the inferred mentions of each and every date are listed too. `keys` are what the
    statements go by in a record. Control characters of
    the article never reach the terminal, and its text is never taken as markup.
    """
    article = reading.article
    printer = _Printer(console)
    printer.line(Text(one_line(article.title or article.name), style="bold underline"))
    if known := imprint(article):
        printer.line(Text(" · ".join(known), style="dim"))
    index = Index(reading)
    line_ends = [match.end() for match in _LINE_END.finditer(article.text)]
    _print_lines(printer, own_sources(index))
    for number, attribution in enumerate(reading.attributions, 1):
        _print_attribution(printer, index, number, attribution, max_chars, line_ends)
        if keys:
            key = Text(f"key {keys[number - 1]}", style="dim")
            printer.line(key, indent=printer.inside(index.depth(number)))
    _print_lines(printer, lists(index, details))
    printer.line(Text())
    printer.line(Text(tally(reading), style="bold"))


def _print_attribution(
    printer: _Printer,
    index: Index,
    number: int,
    attribution: Attribution,
    max_chars: int | None,
    line_ends: list[int],
) -> None:
    shift = printer.shift(index.depth(number))
    indent = printer.inside(index.depth(number))
    printer.line(Text())
    head = _head(index.text, number, attribution, index.unanswered(number))
    printer.line(Text(" " * shift) + head, hang=_INDENT + shift)
    for piece in _content(index.text, attribution, max_chars):
        printer.line(piece, indent=indent)
    if behind := who_line(who(index, attribution)):
        printer.line(behind, indent=indent)
    if links := chain_line(index.chain(number)):
        printer.line(links, indent=indent)
    for entry in beside(index, attribution):
        printer.line(fact_line(entry), indent=indent)
    printer.line(_place(attribution, line_ends, index.parent(number)), indent=indent)


def _print_lines(printer: _Printer, lines: Iterator[Line]) -> None:
    for line in lines:
        printer.line(line.text, indent=line.indent)


class _Printer:
    """Prints lines to a console: wrapped with an indent on a terminal, whole elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._wraps = console.is_terminal
        narrow = self._wraps and console.width < _NARROW
        # Where the content of a statement begins, and by how much what is nested stands further in.
        self.indent = _NUMBER_WIDTH + 2 if narrow else _INDENT
        self.step = 1 if narrow else 3

    def shift(self, depth: int) -> int:
        """Return by how many cells a statement stands further in than the article's own."""
        return self.step * min(depth, _MAX_DEPTH)

    def inside(self, depth: int) -> int:
        """Return where the lines below the head of a statement begin."""
        return self.indent + self.shift(depth)

    def line(self, text: Text, indent: int = 0, hang: int = 0) -> None:
        """Print `text`, all of it indented, or all but its first `hang` cells, which stand out."""
        if not text:
            self._console.print()  # padding around nothing prints nothing, not even a line end
            return
        text = self._encodable(text)
        if not self._wraps or len(text) > MAX_WRAPPED:
            self._console.print(Text(" " * indent) + text, soft_wrap=True, highlight=False)
            return
        if not hang:
            self._console.print(Padding(text, (0, 0, 0, indent), expand=False), highlight=False)
            return
        label, rest = text[:hang], text[hang:]
        lines = rest.wrap(self._console, max(self._console.width - hang, MIN_WIDTH))
        for number, line in enumerate(lines):
            self._console.print((label if number == 0 else Text(" " * hang)) + line, highlight=False)

    def _encodable(self, text: Text) -> Text:
        """Return `text` with what the console's encoding cannot hold as "?", one for one."""
        encoding = self._console.encoding
        try:
            text.plain.encode(encoding)
        except UnicodeEncodeError:
            replaced = text.copy()
            replaced.plain = text.plain.encode(encoding, "replace").decode(encoding)
            return replaced
        return text


def _head(text: str, number: int, attribution: Attribution, unanswered: bool) -> Text:
    """Return the line of number, form, source, cue and remarks."""
    form = attribution.quotation.value
    line = Text(f"{number:>{_NUMBER_WIDTH}}  ", style="")
    line.append(f"{form:<{_FORM_WIDTH}}  ", style=_FORM_STYLES[form])
    line.append(source_words(text, attribution), style="bold" if attribution.source else "dim")
    line.append(" — ", style="dim")
    line.append(span_words(text, attribution.cue), style="italic")
    if notes := remarks(attribution, unanswered):
        line.append(f"  [{', '.join(notes)}]", style="yellow")
    if attribution.confidence < LOW_CONFIDENCE:
        line.append(f"  ? {attribution.confidence:.2f}", style="yellow")
    return line


def _content(text: str, attribution: Attribution, max_chars: int | None) -> Iterator[Text]:
    """Yield each piece of the content, quoted words and the reporter's insertions in their styles."""
    # Insertions come last: they stand inside quotations, and the last style counts.
    marks = [(quoted, _QUOTED_STYLE) for quoted in attribution.quoted]
    marks += [(insertion.span, _INSERTION_STYLE) for insertion in attribution.insertions]
    for start, end in attribution.content:
        stop = end if max_chars is None else min(end, start + max_chars)
        piece = _styled(text, Span(start, stop), marks)
        yield piece + Text(f" … +{end - stop} characters", style="dim") if stop < end else piece


def _styled(text: str, span: Span, marks: list[tuple[Span, str]]) -> Text:
    """Return the words of `span` in the styles of `marks`, white space folded."""
    line = Text()
    after_space = True
    for segment in cut(span, marks):
        words = _SPACE.sub(" ", visible(text[segment.start : segment.end]))
        words = words.lstrip(" ") if after_space else words
        after_space = words.endswith(" ") or (after_space and not words)
        line.append(words, style=segment.marks[-1] if segment.marks else "")
    line.rstrip()
    return line


def _place(attribution: Attribution, line_ends: list[int], parent: int) -> Text:
    """Return where the attribution stands: line from 1, offsets from 0, what it is part of."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    start = min(span.start for span in spans)
    end = max(span.end for span in spans)
    place = f"line {bisect_right(line_ends, start) + 1}, characters {start}-{end}"
    if parent:
        place += f", inside {parent}"
    return Text(place, style="dim")

"""A trace on one screen of the terminal: the chain, pairs, answers, silences, changes of wording."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text

from onrecord.link.trace import (
    Answered,
    Drift,
    Meets,
    Pair,
    Place,
    Receipt,
    Report,
    Silent,
    Spoken,
    Stance,
    Trace,
)
from onrecord.show.plain import NO_SOURCE, counted, one_line
from onrecord.show.record_lines import Lines
from onrecord.show.trace_asked import render_doubt
from onrecord.show.trace_boxes import copied_words, day_words
from onrecord.show.trace_build import graph_of
from onrecord.show.trace_graph import Node, NodeKind, Texts
from onrecord.show.trace_tree import Twig, twigs
from onrecord.show.trace_words import (
    VERDICTS,
    WHEN,
    Names,
    by_speaker,
    changed_words,
    circles,
    headline,
    receipts_tally,
    short,
    when,
)

_DIM, _NOTE, _NAME = "dim", "yellow", "bold"
#: Letters of a statement that are shown where lines are not cut by a terminal.
_LONGEST: Final = 160
#: With more boxes than this the tree has one line for each, so that it still can be taken in.
_BRIEF_FROM: Final = 24
#: Pairs listed under a verdict before the rest is only counted.
_MAX_PAIRS: Final = 24
_LONGEST_NAME: Final = 60
_NARROW: Final = 20
_KINDS: Final = {
    NodeKind.OUTLET: "outlet, not in the record",
    NodeKind.DESCRIBED: "by role only",
    NodeKind.UNNAMED: "unnamed",
    NodeKind.DOCUMENT: "document",
}
_MEETS: Final = {
    Meets.CLAIM: "meets the claim",
    Meets.ELSE: "meets something else, not the claim",
    Meets.CANNOT_TELL: "whether it meets the claim cannot be told",
}


def render_trace(trace: Trace, console: Console, texts: Texts | None = None, *, pairs: bool = False) -> None:
    """Print a trace; with `pairs`, each two articles with the receipts of what is said of them."""
    printer = _Printer(trace, console, texts or {})
    printer.line(Text(one_line(trace.wording), style="bold underline"))
    printer.line(Text(headline(trace), style="bold").append(f"  claim {one_line(trace.claim)}", style="dim"))
    printer.doubt()
    printer.tree()
    printer.circles()
    printer.pairs(everything=pairs)
    printer.section("Answers", list(printer.answers()))
    answered = {answer.attribution for answer in trace.answers}
    others = [r for r in trace.reports if r.stance is not Stance.ASSERTS and r.attribution not in answered]
    printer.section("Other statements on it", [printer.other(report) for report in others])
    printer.section("Asked, no answer", [printer.silence(silent) for silent in trace.silences])
    printer.section("Wording that changed on the way", [printer.drift(drift) for drift in trace.drift])
    printer.section("What the same speakers said, on it and near it", list(printer.spoken()))


class _Printer:
    """Prints the parts of one trace."""

    def __init__(self, trace: Trace, console: Console, texts: Texts) -> None:
        self._trace = trace
        self._texts = texts
        self._console = console
        self._lines = Lines(console)
        self._names = Names(trace, texts)
        self._reports = {report.attribution: report for report in trace.reports}

    def line(self, text: Text, indent: int = 0) -> None:
        """Print one line, wrapped where a terminal needs it."""
        self._lines.put(text, indent)

    def _cut(self, text: Text) -> None:
        """Print one line of the tree, cut at the edge of the terminal: wrapped, it would break the tree."""
        if self._console.is_terminal:
            text.truncate(max(self._console.width, _NARROW), overflow="ellipsis")
        self._lines.put(text)

    def section(self, title: str, lines: Sequence[Text]) -> None:
        """Print a heading and lines below it; nothing where there are none."""
        if lines:
            self.line(Text())
            self.line(Text(title, style="bold"))
        for line in lines:
            self.line(line, indent=2)

    def doubt(self) -> None:
        """Say where it may be another claim than the one asked for."""
        render_doubt(self._trace, self._lines)

    def tree(self) -> None:
        """Print the chain, each origin with all that goes back to it."""
        graph = graph_of(self._trace, self._texts)
        self.line(Text())
        brief = len(graph.nodes) > _BRIEF_FROM
        for twig in twigs(graph, plain=not _draws_lines(self._console.encoding)):
            self._cut(self._twig(twig, brief))
            if twig.again or brief:
                continue
            for below in self._below(twig.node):
                self._cut(Text(twig.below, style=_DIM).append_text(below))

    def _twig(self, twig: Twig, brief: bool) -> Text:
        node = twig.node
        line = Text(twig.head, style=_DIM)
        if node.kind is NodeKind.ARTICLE:
            line.append(f"{self._names.number(node.url or '')} ", style="not dim")
        line.append(short(node.name, _LONGEST_NAME), style=f"{_NAME} not dim")
        if twig.again:
            line.append("  as above", style=_DIM)
            return line.append_text(_label(twig))
        if node.kind is NodeKind.ARTICLE:
            line.append(f"  {when(node.published)}", style="not dim")
        marks = [_KINDS.get(node.kind, ""), _origin_words(node)]
        if known := ", ".join(mark for mark in marks if mark):
            line.append(f"  {known}", style="not dim" if node.origin else _DIM)
        line.append_text(_label(twig))
        if node.copies and brief:
            line.append(f"  + {counted(len(node.copies), 'copy', 'copies')}", style=_NOTE)
        return line

    def _below(self, node: Node) -> Iterator[Text]:
        if node.why:
            yield Text(short(node.why, _LONGEST), style=_DIM)
        if node.key:
            line = Text(f"“{_short(node.words)}”", style="not dim")
            report = self._reports.get(node.key)
            yield line.append(f"  {one_line(node.key)}{_at(report.place if report else None)}", style=_DIM)
        if node.copies:
            copies = [
                f"{self._names.name(copy.url or '')} ({copied_words(copied)})" for copy, copied in node.copies
            ]
            yield Text(
                f"+ {counted(len(copies), 'copy', 'copies')}: {', '.join(copies)}", style=f"{_NOTE} not dim"
            )

    def circles(self) -> None:
        """Say which articles have it from each other."""
        lines = []
        for sentence, steps in circles(self._trace, self._names):
            lines.append(Text(f"↺ {sentence}", style="red"))
            for url, of, words in steps:
                told = f"    {self._names.name(url)} has it from {self._names.name(of)}: “{_short(words)}”"
                lines.append(Text(told))
        self.section("Circular reporting", lines)

    def pairs(self, everything: bool) -> None:
        """Print what can be said of each two articles, together or one by one."""
        by = {v: [pair for pair in self._trace.pairs if pair.verdict is v] for v in VERDICTS}
        lines = []
        for verdict, found in by.items():
            found.sort(key=self._ends)
            if found:
                lines.append(self._verdict(verdict.value, found))
            if everything:
                lines += [line for pair in found for line in self._pair(pair)]
        self.section("One source or several", lines)
        if self._trace.pairs and not everything:
            self.line(Text("--pairs shows what each rests on", style=_DIM), indent=2)

    def _verdict(self, verdict: str, found: list[Pair]) -> Text:
        line = Text(f"{verdict:<12}", style=_NAME)
        line.append(f"  {counted(len(found), 'pair')}: ", style="not bold")
        numbers = [self._numbers(pair) for pair in found]
        more = f" … {len(numbers) - _MAX_PAIRS} more" if len(numbers) > _MAX_PAIRS else ""
        line.append(", ".join(numbers[:_MAX_PAIRS]) + more, style="not bold")
        return line.append(f"  ({receipts_tally(found)})", style="dim not bold")

    def _numbers(self, pair: Pair) -> str:
        return "–".join(map(str, self._ends(pair)))

    def _ends(self, pair: Pair) -> list[int]:
        return sorted(self._names.numbers[url] for url in (pair.a, pair.b))

    def _pair(self, pair: Pair) -> Iterator[Text]:
        name = self._names.name
        yield Text(f"  {name(pair.a)} — {name(pair.b)}").append(f"  {pair.verdict.value}", style=_NOTE)
        if not pair.receipts:
            yield Text("      no evidence either way", style=_DIM)
        yield from (_receipt(receipt) for receipt in pair.receipts)

    def answers(self) -> Iterator[Text]:
        """Yield the answers in the order of time, under the wording that they answer."""
        groups: dict[str | None, list[Answered]] = {}
        for answer in self._trace.answers:
            known = answer.answers if answer.answers in self._reports else None
            groups.setdefault(known, []).append(answer)
        for key, found in groups.items():
            against = self._reports[key] if key is not None else None
            told = f"to {self._names.name(against.url)}: “{_short(against.words)}”" if against else ""
            yield Text(told or "to what, the articles do not tell", style=_DIM)
            yield from (self._answer(answer) for answer in found)

    def _answer(self, answer: Answered) -> Text:
        """Return who answered, how, when and where, and whether it meets the claim."""
        line = Text("  ").append(one_line(answer.party), style=_NAME)
        line.append(f" {one_line(answer.how)}", style="italic not bold")
        told = f", {when(answer.published)}, {self._names.name(answer.url)}: “{_short(answer.words)}”"
        line.append(told, style="not bold not italic")
        style = "not bold not italic" if answer.meets is Meets.CLAIM else "yellow not bold not italic"
        line.append(f"; {_MEETS[answer.meets]}", style=style)
        return line.append(
            f"  {one_line(answer.attribution)}{_at(answer.place)}", style="dim not bold not italic"
        )

    def other(self, report: Report) -> Text:
        """Return a report that does not assert the claim, and was not told as an answer."""
        line = Text(one_line(report.source) or NO_SOURCE, style=_NAME)
        line.append(f" {report.stance.value}", style="italic not bold")
        line.append(f", {self._where(report.url)}: “{_short(report.words)}”", style="not bold not italic")
        return line.append(
            f"  {one_line(report.attribution)}{_at(report.place)}", style="dim not bold not italic"
        )

    def silence(self, silent: Silent) -> Text:
        """Return who did not answer, in which article, in which words."""
        line = Text(one_line(silent.party), style=_NAME).append(f"  [{one_line(silent.kind)}]", style=_NOTE)
        line.append(f"  {self._where(silent.url)}: “{_short(silent.words)}”", style="not bold")
        return line.append(f"  {one_line(silent.silence)}{_at(silent.place)}", style="dim not bold")

    def spoken(self) -> Iterator[Text]:
        """Yield what each speaker said on the claim and near it, in the order of time."""
        for found in by_speaker(self._trace).values():
            yield Text(one_line(found[0].name), style=_NAME)
            yield from (self._spoken(spoken) for spoken in found)

    def _spoken(self, spoken: Spoken) -> Text:
        near = "" if spoken.on_claim else ", near it"
        line = Text("  ").append(f"{WHEN[spoken.when]}{near}", style=_NOTE)
        day = day_words(spoken.day) if spoken.day else ""
        where = ", ".join(part for part in (day, self._names.name(spoken.url)) if part)
        line.append(f", {where}: “{_short(spoken.words)}”", style="not dim")
        if told := changed_words(spoken):
            line.append(f"  {told}", style=_NOTE)
        return line.append(f"  {one_line(spoken.attribution)}{_at(spoken.place)}", style=_DIM)

    def drift(self, drift: Drift) -> Text:
        """Return a change of wording with both wordings."""
        line = Text(f"{drift.kind.value:<10}", style=_NOTE)
        line.append(f"{self._names.name(drift.from_url)} “{_short(drift.from_words)}”", style="not dim")
        line.append(_at(drift.from_place), style=_DIM)
        line.append(f" → {self._names.name(drift.to_url)} “{_short(drift.to_words)}”", style="not dim")
        return line.append(_at(drift.to_place), style=_DIM)

    def _where(self, url: str) -> str:
        return f"{self._names.name(url)}, {self._names.when(url)}"


def _draws_lines(encoding: str) -> bool:
    try:
        "├└│".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _label(twig: Twig) -> Text:
    """Return what the arrow to a box rests on."""
    if twig.edge is None or not twig.edge.label:
        return Text()
    return Text(f"  ← {twig.edge.label}", style="red not dim" if twig.edge.circular else "italic not dim")


def _origin_words(node: Node) -> str:
    return {"certain": "origin", "uncertain": "origin, not certain", "": ""}[node.origin]


def _receipt(receipt: Receipt) -> Text:
    line = Text(f"      {receipt.kind.value}", style="italic")
    if receipt.a_words or receipt.b_words:
        line.append(f": “{_short(receipt.a_words)}”", style="not italic").append(
            _at(receipt.a_place), style=_DIM
        )
        line.append(" | ", style=_DIM)
        line.append(f"“{_short(receipt.b_words)}”", style="not italic").append(
            _at(receipt.b_place), style=_DIM
        )
    return line.append(f"  {one_line(receipt.note)}" if receipt.note else "", style="dim not italic")


def _at(place: Place | None) -> str:
    return f", characters {place.start}-{place.end}" if place else ""


def _short(words: str) -> str:
    """Return words cut to a line, without the quotation marks that they bring along."""
    return short(words, _LONGEST).strip('“”"')

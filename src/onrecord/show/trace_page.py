"""A trace as one self-contained HTML page: the picture, and behind every arrow the passages it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from onrecord.link.trace import Answered, Drift, Meets, Pair, Place, Report, Silent, Spoken, Stance, Trace
from onrecord.show.plain import NO_SOURCE, counted, one_line
from onrecord.show.trace_boxes import day_words
from onrecord.show.trace_build import copy_evidence, graph_of
from onrecord.show.trace_graph import Edge, Evidence, Graph, Node, Passage, Texts
from onrecord.show.trace_layout import layout
from onrecord.show.trace_passages import Quote, quote
from onrecord.show.trace_svg import anchor, arrow_words, drawing
from onrecord.show.trace_words import (
    VERDICTS,
    WHEN,
    Names,
    by_speaker,
    changed_words,
    circles,
    receipts_tally,
    sentence,
    short,
    when,
)

_LONGEST: Final = 300
#: Groups of more pairs than this are closed when the page opens.
_OPEN: Final = 10
_MEETS: Final = {
    Meets.CLAIM: "meets the claim",
    Meets.ELSE: "meets something else, not the claim",
    Meets.CANNOT_TELL: "whether it meets the claim cannot be told",
}


@dataclass(frozen=True, slots=True)
class Rests:
    """One thing that an arrow rests on: what it is, a note, and the passages of both sides."""

    kind: str
    note: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """What opens at an arrow or a stack of copies; `id` is where it stands in the page."""

    id: str
    title: str
    rests: tuple[Rests, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: who, how, where, the words, and what else is to be known."""

    who: str
    how: str
    quote: Quote
    against: Quote | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A report in the list of reports."""

    number: str
    quote: Quote
    stance: str
    source: str
    chain: tuple[str, ...]
    key: str


def render_trace_page(trace: Trace, texts: Texts | None = None) -> str:
    """Return one HTML page; `texts` give the passages their surroundings, and may lack articles.

    The page loads nothing from anywhere. Without scripts, arrows lead to the lists below the picture.
    """
    graph = graph_of(trace, texts)
    made = _Page(trace, graph, texts or {})
    return _template().render(
        title=short(trace.wording, _LONGEST),
        wording=one_line(trace.wording),
        claim=one_line(trace.claim),
        answer=sentence(trace),
        doubt=short(trace.asked.words, _LONGEST) if trace.asked and not trace.asked.sure else "",
        picture=drawing(trace, graph, layout(graph), linked=True),
        circles=list(circles(trace, made.names)),
        names=made.names,
        panels=list(made.panels()),
        groups=list(made.groups()),
        reports=list(made.reports()),
        answers=[made.answer(answer) for answer in trace.answers],
        silences=[made.silence(silent) for silent in trace.silences],
        drift=[made.drift(drift) for drift in trace.drift],
        speakers=list(made.speakers()),
        short=lambda words: short(words, _LONGEST),
        open_below=_OPEN,
        css=_part("trace.css"),
        script=_part("trace.js"),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("onrecord.show"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("trace.html")


@cache
def _part(name: str) -> Markup:
    """Return a file of the package's own, which stands in the page as it is."""
    file = resources.files("onrecord.show").joinpath("templates", name)
    return Markup(file.read_text(encoding="utf-8"))  # noqa: S704 - never text of an article


class _Page:
    """The parts of one page."""

    def __init__(self, trace: Trace, graph: Graph, texts: Texts) -> None:
        self.trace = trace
        self.names = Names(trace, texts)
        self._graph = graph
        self._nodes = graph.by_id()
        self._texts = texts
        self._reports = {report.attribution: report for report in trace.reports}

    def _quote(self, words: str, places: Sequence[Place | None], url: str) -> Quote:
        known = tuple(place for place in places if place is not None)
        return quote(Passage(words, known, url), self.names, self._texts)

    def panels(self) -> Iterator[Panel]:
        """Yield what opens at each arrow, then what opens at each stack of copies."""
        for number, edge in enumerate(self._graph.edges):
            rests = tuple(self._rests(item, self._nodes[edge.source]) for item in edge.evidence)
            yield Panel(f"arrow-{number}", self._title(edge), rests)
        for node in self._graph.nodes:
            if node.copies:
                title = f"{counted(len(node.copies), 'copy', 'copies')} of {one_line(node.name)}"
                rests = tuple(
                    self._rests(copy_evidence(copied), self._nodes.get(copied.of, node))
                    for _, copied in node.copies
                )
                yield Panel(f"copies-{anchor(node.id)}", title, rests)

    def _title(self, edge: Edge) -> str:
        return short(arrow_words(edge, self._nodes), _LONGEST)

    def _rests(self, item: Evidence, source: Node) -> Rests:
        sides = [side for side in (item.at_target, item.at_source) if side is not None]
        if item.at_source is None and source.key:  # what the article told of says on the claim
            report = self._reports.get(source.key)
            sides += [Passage(report.words, (report.place,), report.url)] if report else []
        quotes = tuple(quote(side, self.names, self._texts) for side in sides)
        kind = {"chain": "names its source", "relay": "cites", "origin": "goes back to"}
        return Rests(kind.get(item.ground.value, item.label), one_line(item.note), quotes)

    def groups(self) -> Iterator[tuple[str, str, list[tuple[Pair, str, str]]]]:
        """Yield for each verdict its name, the tally of its receipts, and its pairs with their names."""
        for verdict in VERDICTS:
            pairs = [pair for pair in self.trace.pairs if pair.verdict is verdict]
            if pairs:
                named = [(pair, self.names.name(pair.a), self.names.name(pair.b)) for pair in pairs]
                yield verdict.value, receipts_tally(pairs), named

    def reports(self) -> Iterator[Told]:
        """Yield the reports in the order of time."""
        for report in self.trace.reports:
            yield Told(
                self.names.number(report.url),
                self._quote(report.words, [report.place], report.url),
                "" if report.stance is Stance.ASSERTS else report.stance.value,
                one_line(report.source) or NO_SOURCE,
                tuple(short(step.name, 80) for step in report.chain),
                one_line(report.attribution),
            )

    def answer(self, answer: Answered) -> Row:
        """Return who answered, how, and against which wording."""
        against: Report | None = self._reports.get(answer.answers or "")
        shown = self._quote(against.words, [against.place], against.url) if against else None
        place = self._quote(answer.words, [answer.place], answer.url)
        day = when(answer.published)
        return Row(
            one_line(answer.party), f"{one_line(answer.how)}, {day}", place, shown, _MEETS[answer.meets]
        )

    def silence(self, silent: Silent) -> Row:
        """Return who did not answer, and in which words that is told."""
        place = self._quote(silent.words, [silent.place], silent.url)
        return Row(one_line(silent.party), f"{one_line(silent.kind)}, {when(silent.published)}", place)

    def speakers(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield each speaker with what was said on the claim and near it, in the order of time."""
        for found in by_speaker(self.trace).values():
            yield one_line(found[0].name), [self._spoken(spoken) for spoken in found]

    def _spoken(self, spoken: Spoken) -> Row:
        near = "" if spoken.on_claim else ", near it"
        day = day_words(spoken.day) if spoken.day else ""
        place = self._quote(spoken.words, [spoken.place], spoken.url)
        return Row(f"{WHEN[spoken.when]}{near}", day, place, note=changed_words(spoken))

    def drift(self, drift: Drift) -> Row:
        """Return a change of wording, the earlier one as what the later stands against."""
        before = self._quote(drift.from_words, [drift.from_place], drift.from_url)
        after = self._quote(drift.to_words, [drift.to_place], drift.to_url)
        return Row(drift.kind.value, "", after, before)

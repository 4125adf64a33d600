"""From a trace to its picture: one box for what is known to be one, one arrow for what is had from it.

Boxes are joined only where the trace says that they are one: two articles with "two officials" keep a box
each, unless both belong to one party or to one origin, or one is a copy of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from onrecord.link.chains import is_press
from onrecord.link.folding import fold
from onrecord.link.trace import Cited, Copied, CopyKind, Meets, Origin, Report, Stance, Step, StepKind, Trace
from onrecord.show.trace_boxes import quoted
from onrecord.show.trace_fold import folded
from onrecord.show.trace_graph import (
    ArticleText,
    Edge,
    Evidence,
    Graph,
    Ground,
    Node,
    NodeKind,
    Passage,
    Texts,
)

_KINDS: Final = {
    StepKind.OUTLET: NodeKind.OUTLET,
    StepKind.SPEAKER: NodeKind.SPEAKER,
    StepKind.DESCRIBED: NodeKind.DESCRIBED,
    StepKind.UNNAMED: NodeKind.UNNAMED,
    StepKind.DOCUMENT: NodeKind.DOCUMENT,
}
# The evidence that says most stands first in the label of an arrow.
_RANK: Final = (Ground.RELAY, Ground.COPY, Ground.CHAIN, Ground.ORIGIN, Ground.ANSWER)
_KEY: Final = "record:"


def graph_of(trace: Trace, texts: Texts | None = None) -> Graph:
    """Return the picture of a trace; `texts` name the articles that report nothing on the claim."""
    builder = _Builder(trace, texts or {})
    builder.articles()
    for report in trace.reports:
        builder.chain(report)
    for cited in trace.relays:
        builder.relay(cited)
    for copied in trace.copies:
        builder.copy(copied)
    for number, origin in enumerate(trace.origins):
        builder.origin(number, origin)
    builder.answers()
    graph = Graph(tuple(builder.nodes.values()), tuple(builder.arrows()))
    return folded(graph, trace.copies)


def is_address(of: str) -> bool:
    """Return whether what a citation names is an article, not the name of an outlet."""
    return "://" in of or of.startswith(_KEY)


def in_order(published: str | None) -> tuple[bool, str]:
    """Return what puts dates into the order of time; what has none comes last."""
    return (published is None, published or "")


class _Builder:
    """Gathers boxes and arrows of one trace."""

    def __init__(self, trace: Trace, texts: Texts) -> None:
        self.trace = trace
        self.nodes: dict[str, Node] = {}
        self._evidence: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        self._by_url = {text.url: (key, text) for key, text in texts.items() if text.url}
        self._by_url |= {f"{_KEY}{key}": (key, text) for key, text in texts.items()}
        self._reports: dict[str, list[Report]] = defaultdict(list)
        for report in trace.reports:
            self._reports[report.url].append(report)
        self._origins: dict[str, list[int]] = defaultdict(list)
        for number, origin in enumerate(trace.origins):
            for url in origin.reports:
                self._origins[url].append(number)
        self._cited: dict[str, list[str]] = defaultdict(list)
        for cited in trace.relays:
            self._cited[cited.url].append(cited.of)
        self._copies: dict[str, str] = {}
        for copied in trace.copies:
            self._cited[copied.url].append(copied.of)
            if copied.kind is not CopyKind.PASSAGE:
                self._copies.setdefault(copied.url, copied.of)

    def articles(self) -> None:
        """Add a box for each article that asserts the claim, or that such a one has something from."""
        for report in self.trace.reports:
            if report.stance is Stance.ASSERTS:
                self._article(report.url)
        found = set(self.nodes)
        named = [(cited.url, cited.of) for cited in self.trace.relays if is_address(cited.of)]
        for url, of in [*named, *((copied.url, copied.of) for copied in self.trace.copies)]:
            if found & {url, of}:
                self._article(url)
                self._article(of)
        for origin in self.trace.origins:
            if origin.url:
                self._article(origin.url)

    def _article(self, url: str) -> str:
        """Return the id of the article's box, made where there is none."""
        if url not in self.nodes:
            reports = self._reports.get(url, [])
            report = next((r for r in reports if r.stance is Stance.ASSERTS), reports[0] if reports else None)
            key, text = self._by_url.get(url, ("", ArticleText(None, None, None, url, "")))
            if report:
                self.nodes[url] = Node(
                    url,
                    NodeKind.ARTICLE,
                    report.outlet or _host(url),
                    url,
                    report.published,
                    report.words,
                    report.attribution,
                    report.article,
                    report.title or "",
                )
            else:
                name = text.outlet or _host(url)
                self.nodes[url] = Node(
                    url,
                    NodeKind.ARTICLE,
                    name,
                    url,
                    text.published,
                    article=key,
                    title=text.title or "",
                )
        return url

    def chain(self, report: Report) -> None:
        """Add the steps that a report names between itself and those who told it."""
        if report.stance is not Stance.ASSERTS:
            return
        target = report.url
        steps = _inner(report)
        for step in steps:
            source = self._step(report, step, last=step is steps[-1])
            # Beside the words for the source, those that it is the source of.
            told_itself = (report.place,) if step is steps[0] else ()
            places = (step.place, *told_itself) if step.place else ()
            at_target = Passage(step.words or step.name, places, report.url)
            self._add(source, target, Evidence(Ground.CHAIN, _quoted(step.words), at_target))
            target = source
            told = any(r.stance is Stance.ASSERTS and _inner(r) for r in self._reports.get(source, []))
            if told and source != report.url:
                return  # the article told of has its own chain

    def _step(self, report: Report, step: Step, last: bool) -> str:
        """Return the id of the box that a step stands for."""
        if step.kind is StepKind.OUTLET and (url := self._told_of(report.url, step.name)):
            return url
        if last and (number := self._origin_of(report, step)) is not None:
            origin = self.trace.origins[number]
            if origin.url:
                return self._article(origin.url)
            key = f"origin:{number}"
            self.nodes.setdefault(key, Node(key, _KINDS[step.kind], step.name, words=step.words))
            return key
        scope = ""
        if step.party:
            key = f"party:{step.party}"
        elif step.kind in (StepKind.OUTLET, StepKind.SPEAKER):
            key = f"{step.kind.value}:{fold(step.name)}"
        else:
            scope = self._first(report.url)
            key = f"{step.kind.value}:{fold(step.name)}:{scope}"
        self.nodes.setdefault(key, Node(key, _KINDS[step.kind], step.name, words=step.words))
        return key

    def _told_of(self, url: str, name: str) -> str | None:
        """Return the article that `url` means by the name of an outlet, where a link says so."""
        articles = [of for of in dict.fromkeys(self._cited[url]) if of in self.nodes]
        return next((of for of in articles if _same_name(self.nodes[of].name, name)), None)

    def _origin_of(self, report: Report, step: Step) -> int | None:
        """Return the number of the origin that the last step of a report's chain is."""
        numbers = self._origins.get(report.url, [])
        parties = [(number, self.trace.origins[number].party) for number in numbers]
        for number, party in parties:
            if step.party == party or fold(step.name) == fold(party):
                return number
        for number, party in parties:  # "two people", "two people at the trust"
            if _same_name(step.name, party):
                return number
        asserting = [r for r in self._reports[report.url] if r.stance is Stance.ASSERTS]
        alone = len(numbers) == 1 and len(asserting) == 1 and not is_press(step.name)
        return numbers[0] if alone else None

    def _first(self, url: str) -> str:
        """Return the article that a copy goes back to; the same words in both are the same source."""
        seen = {url}
        while (of := self._copies.get(url)) and of not in seen:
            seen.add(of)
            url = of
        return url

    def relay(self, cited: Cited) -> None:
        """Add what an article says that it has from another, or from an outlet."""
        if cited.url not in self.nodes:
            return
        if is_address(cited.of):
            source = self._article(cited.of)
        else:
            source = f"{StepKind.OUTLET.value}:{fold(cited.of)}"
            named = (k for k, n in self.nodes.items() if _same_outlet(n, cited.of))
            source = next(named, source)
            self.nodes.setdefault(source, Node(source, NodeKind.OUTLET, cited.of))
        at_target = Passage(cited.words, (cited.place,), cited.url)
        evidence = Evidence(Ground.RELAY, _quoted(cited.words), at_target, self._report(source), cited.why)
        self._add(source, cited.url, evidence)

    def _report(self, url: str) -> Passage | None:
        """Return what the article says on the claim."""
        report = next((r for r in self._reports.get(url, []) if r.stance is Stance.ASSERTS), None)
        return Passage(report.words, (report.place,), url) if report else None

    def copy(self, copied: Copied) -> None:
        """Add that an article has another's words."""
        if copied.url in self.nodes and copied.of in self.nodes:
            self._add(copied.of, copied.url, copy_evidence(copied))

    def origin(self, number: int, origin: Origin) -> None:
        """Mark an origin, and lead its reports to it where their chains do not."""
        key = self._place_of(number, origin)
        state = "certain" if origin.certain else "uncertain"
        if self.nodes[key].origin != "certain":
            self.nodes[key] = replace(self.nodes[key], origin=state, why=origin.why)
        after = defaultdict(set)
        for source, target in self._evidence:
            after[source].add(target)
        reached: set[str] = set()
        _reach(key, after, reached)
        for url in sorted(origin.reports, key=lambda url: in_order(self._published(url))):
            if url in self.nodes and url not in reached:
                self._add(key, url, Evidence(Ground.ORIGIN, "", self._report(url), note=origin.why))
                _reach(url, after, reached)

    def _published(self, url: str) -> str | None:
        return self.nodes[url].published if url in self.nodes else None

    def _place_of(self, number: int, origin: Origin) -> str:
        """Return the box that an origin is: its article, the end of chains, the outlet itself, or its own."""
        if origin.url:
            return origin.url
        key = f"origin:{number}"
        if key in self.nodes:
            return key
        for url in sorted(origin.reports, key=lambda url: in_order(self._published(url))):
            if url in self.nodes and _same_name(self.nodes[url].name, origin.party):
                return url
        known = (k for k, n in self.nodes.items() if k in (f"party:{origin.party}", _speaker(origin.party)))
        found = next(known, key)
        # Of what kind it is, no step of a chain tells.
        self.nodes.setdefault(found, Node(found, NodeKind.SPEAKER, origin.party))
        return found

    def answers(self) -> None:
        """Add the answers, and the reports that do not assert the claim, with arrows to what they answer."""
        where = {report.attribution: report for report in self.trace.reports}
        for answer in self.trace.answers:
            report = where.get(answer.attribution)
            answered = where.get(answer.answers or "")
            unsure = {Meets.CLAIM: "", Meets.ELSE: " (something else)", Meets.CANNOT_TELL: " (?)"}
            key = f"answer:{answer.attribution}"
            self.nodes[key] = Node(
                key,
                NodeKind.ANSWER,
                answer.party,
                answer.url,
                answer.published,
                answer.words,
                answer.attribution,
                answer.place.article,
                (report.title if report else None) or "",
                how=answer.how + unsure[answer.meets],
            )
            if answered and answered.url in self.nodes:
                at_target = Passage(answered.words, (answered.place,), answered.url)
                at_source = Passage(answer.words, (answer.place,), answer.url)
                note = f"meets {answer.meets.value}" if answer.meets is not Meets.CANNOT_TELL else ""
                self._add(key, answered.url, Evidence(Ground.ANSWER, answer.how, at_target, at_source, note))
        self._other_stances()

    def _other_stances(self) -> None:
        for report in self.trace.reports:
            key = f"answer:{report.attribution}"
            if report.stance is not Stance.ASSERTS and key not in self.nodes:
                self.nodes[key] = Node(
                    key,
                    NodeKind.ANSWER,
                    report.source or report.outlet or _host(report.url),
                    report.url,
                    report.published,
                    report.words,
                    report.attribution,
                    report.article,
                    report.title or "",
                    how=report.stance.value,
                )

    def _add(self, source: str, target: str, evidence: Evidence) -> None:
        if source != target:
            self._evidence[source, target].append(evidence)

    def arrows(self) -> Iterator[Edge]:
        """Yield each arrow once, with all that it rests on."""
        circles = [(set(circle), self._outlets(circle)) for circle in self.trace.circular]
        for (source, target), found in self._evidence.items():
            evidence = tuple(sorted(_telling(found), key=lambda item: _RANK.index(item.ground)))
            circular = any(self._round(source, target, *circle) for circle in circles)
            yield Edge(source, target, evidence, circular)

    def _outlets(self, circle: Iterable[str]) -> set[str]:
        return {fold(self.nodes[url].name) for url in circle if url in self.nodes}

    def _round(self, source: str, target: str, circle: set[str], outlets: set[str]) -> bool:
        """Return whether an arrow is part of a circle, which may close over another piece of an outlet."""
        if target not in circle:
            return False
        named, other = fold(self.nodes[source].name), fold(self.nodes[target].name)
        article = self.nodes[source].kind is NodeKind.ARTICLE
        return source in circle or (article and named in outlets and named != other)


def _telling(found: Iterable[Evidence]) -> Iterator[Evidence]:
    """Yield what an arrow rests on, without names of outlets that stand in the words that cite them."""
    cited = [item.at_target.words for item in found if item.ground is Ground.RELAY and item.at_target]
    for item in dict.fromkeys(found):
        named = item.at_target.words if item.ground is Ground.CHAIN and item.at_target else None
        if named is None or not any(named in words for words in cited):
            yield item


def copy_evidence(copied: Copied) -> Evidence:
    """Return what an arrow says of a copy: how much of it, and whether it gives credit."""
    rewritten = copied.kind is CopyKind.REWRITTEN
    label = "retold" if rewritten else f"copy {min(copied.share, 1):.0%}"
    notes = [
        copied.kind.value,
        "credited" if copied.credited else "without credit",
        "" if copied.certain else "which came first is not certain",
        copied.why,
    ]
    return Evidence(
        Ground.COPY,
        label if copied.credited or rewritten else f"{label}, no credit",
        Passage("", tuple(there for there, _ in copied.runs), copied.url),
        Passage("", tuple(other for _, other in copied.runs), copied.of),
        ", ".join(note for note in notes if note),
    )


def _inner(report: Report) -> tuple[Step, ...]:
    """Return the steps of a chain behind the outlet of the article itself."""
    chain = report.chain
    if not chain or chain[0].kind is not StepKind.OUTLET:
        return chain
    first = chain[0]
    own = not (first.words or first.place) or _same_name(report.outlet or "", first.name)
    return chain[1:] if own else chain


def _same_outlet(node: Node, name: str) -> bool:
    return node.kind is NodeKind.OUTLET and fold(node.name) == fold(name)


def _same_name(one: str, other: str) -> bool:
    """Return whether two names may stand for one outlet: "The Bray Courier", "the Courier"."""
    left, right = set(fold(one).split()), set(fold(other).split())
    return bool(left and right) and (left <= right or right <= left)


def _speaker(name: str) -> str:
    return f"{StepKind.SPEAKER.value}:{fold(name)}"


def _quoted(words: str) -> str:
    return quoted(words) if words.strip() else ""


def _host(url: str) -> str:
    rest = url.partition("://")[2] or url
    return rest.partition("/")[0].removeprefix("www.")


def _reach(start: str, after: Mapping[str, Iterable[str]], seen: set[str]) -> None:
    """Add `start` to `seen`, and all that has something from it, however many steps away."""
    waiting = [start]
    while waiting:
        if (key := waiting.pop()) not in seen:
            seen.add(key)
            waiting.extend(after.get(key, ()))

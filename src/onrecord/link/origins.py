"""How many origins a claim has, and what can be said of each two of its reports.

Articles lead to others: by what they cite and by what they copy. Their ends are those of all that they
lead to.
Two articles are independent only if one has an origin shown as its own that differs by its words from
every end of the other, and the other has one too. Two are of the same origin where words show it. All else
cannot be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final

from onrecord.article import Span
from onrecord.link.about import About
from onrecord.link.chains import is_press
from onrecord.link.citations import CitedBy
from onrecord.link.ends import End, Shown, end_of
from onrecord.link.folding import fold
from onrecord.link.occasions import differ, is_same_party, same
from onrecord.link.outlets import forms_of
from onrecord.link.told import Reported, Told
from onrecord.link.trace import (
    Copied,
    CopyKind,
    Origin,
    Pair,
    Place,
    Receipt,
    ReceiptKind,
    Stance,
    StepKind,
    Verdict,
)  # fmt: skip

#: A share of words from which a copy is a copy as a whole, not of some sentences.
_WHOLE: Final = 0.25


@dataclass(slots=True)
class _Graph:
    """The articles that support a claim, their ends, and what each leads to, with the receipt."""

    articles: dict[str, Told]
    ends: dict[str, list[End]]
    leads: dict[str, dict[str, Receipt]] = field(default_factory=dict)
    copies: set[tuple[str, str]] = field(default_factory=set)
    around: dict[str, Told] = field(default_factory=dict)

    def reach(self, key: str) -> list[str]:
        """Return an article and all that it leads to, itself first."""
        found, queue = [key], [key]
        while queue:
            for there in self.leads.get(queue.pop(0), {}):
                if there not in found:
                    found.append(there)
                    queue.append(there)
        return found

    def cited(self, key: str) -> set[str]:
        """Return an article and all that it cites or has words of, through others too."""
        found, queue = {key}, [key]
        while queue:
            told = self.articles.get(here := queue.pop()) or self.around.get(here)
            copied = [two[1] if two[0] == here else two[0] for two in self.copies if here in two]
            for there in (*(told.meant if told else ()), *copied):
                if there is not None and there not in found:
                    found.add(there)
                    queue.append(there)
        return found

    def all_ends(self, key: str) -> list[End]:
        """Return the ends of an article and of all that it leads to."""
        return [end for there in self.reach(key) for end in self.ends.get(there, ())]


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of the reports of one claim."""

    pairs: tuple[Pair, ...]
    origins: tuple[Origin, ...]
    circular: tuple[tuple[str, ...], ...]
    leads: tuple[tuple[str, str], ...] = ()  # keys of articles: the first has it from the second


def judge(reports: Sequence[Reported], copies: Sequence[Copied] = (), around: Sequence[Told] = ()) -> Judged:
    """Return the pairs of the articles that support the claim, its origins, and its circles.

    `around` are further articles, cited or copied, through which reports may lead to one another.
    The same for the same reports in whatever order they come.
    """
    ordered = sorted(reports, key=lambda r: (r.member.told.published, r.report.article, r.report.place.start))
    supporting = [one for one in ordered if one.report.stance is Stance.ASSERTS]
    graph = _graph(supporting, copies, around)
    keys = list(graph.articles)
    pairs = tuple(_pair(graph, a, b) for a, b in combinations(keys, 2))
    reached = {there for key in keys for there in graph.reach(key)}
    leads = tuple((key, there) for key in sorted(reached) for there in sorted(graph.leads.get(key, ())))
    return Judged(pairs, _origins(graph), _circles(graph), leads)


def _graph(reports: Sequence[Reported], copies: Sequence[Copied], around: Sequence[Told]) -> _Graph:
    articles = {one.report.article: one.member.told for one in reports}
    ends: dict[str, list[End]] = defaultdict(list)
    for one in reports:
        ends[one.report.article].append(end_of(one))
    graph = _Graph(articles, {key: _settled(found) for key, found in ends.items()})
    graph.around = {told.key: told for told in around if told.key not in articles}
    for one in reports:
        _follow(graph, one)
    _follow_copies(graph, copies)
    _follow_articles(graph, reports)
    for key in articles:
        _drop_passed_on(graph, key)
    return graph


_HIDDEN: Final = (StepKind.UNNAMED, StepKind.DESCRIBED)


def _settled(ends: Sequence[End]) -> list[End]:
    """Return the ends of one article without those that another tells more of: "one of them", a headline's.

    "A deckhand told the inquiry that he saw it" and "Carder told the inquiry" are one witness.
    """
    ends = [_witness(end, ends) for end in ends]
    witness = any(end.kind is StepKind.SPEAKER and end.shown is Shown.OWN for end in ends)
    told = any(end.kind in _HIDDEN and end.who for end in ends)
    kept = []
    for end in ends:
        is_part = end.kind in _HIDDEN and told and not end.who
        is_lead = witness and end.kind is StepKind.DESCRIBED and end.shown is not Shown.HEARD
        is_passed_on = end.shown is not Shown.OWN and any(_goes_through(other, end) for other in ends)
        if not is_part and not is_lead and not is_passed_on:
            kept.append(end)
    return kept


def _goes_through(deeper: End, end: End) -> bool:
    """Whether an end is only the way to another: "Tallis", who has it from "several officials"."""
    chain = deeper.reported.report.chain
    return (
        deeper.reported.member.index in _inside(end)
        and len(chain) > len(end.reported.report.chain)
        and any(step.name == end.name for step in chain[1:-1])
    )


def _inside(end: End) -> set[int]:
    """Return the statements inside the one that an end stands for."""
    inside = {end.reported.member.index}
    for number, one in enumerate(end.reported.member.told.reading.attributions):
        if one.parent in inside:
            inside.add(number)
    return inside


def _witness(end: End, ends: Sequence[End]) -> End:
    """Return somebody named who told the same people what somebody described told them, as that witness."""
    told = end.addressees
    if end.kind is not StepKind.SPEAKER or end.shown is Shown.OWN or not told or end.reported.via:
        return end
    for other in ends:
        if other.kind is StepKind.DESCRIBED and other.shown is Shown.OWN and other.addressees & told:
            return replace(
                end, shown=other.shown, receipt=other.receipt, words=other.words, place=other.place
            )
    return end


def _follow(graph: _Graph, one: Reported) -> None:
    """Let an article lead where the chain of a report of it goes."""
    told = one.member.told
    for number in one.via:
        citing, meant = told.citings[number], told.meant[number]
        there = meant or f"outlet:{fold(citing.publishers[0] if citing.publishers else citing.outlet)}"
        if there != told.key:
            kind = ReceiptKind.CREDIT if citing.whole else ReceiptKind.RELAY
            _lead(graph, told.key, there, _relay_receipt(graph, kind, told, number, there))
            return


def _lead(graph: _Graph, key: str, there: str, receipt: Receipt) -> None:
    graph.leads.setdefault(key, {}).setdefault(there, receipt)


def _relay_receipt(graph: _Graph, kind: ReceiptKind, told: Told, number: int, there: str) -> Receipt:
    citing = told.citings[number]
    words, place = told.words(citing.words), told.place(citing.words)
    ends = graph.ends.get(there)
    if ends:
        report = ends[0].reported.report
        return Receipt(kind, words, report.words, place, report.place)
    return Receipt(kind, words, "", place, None)


def _follow_copies(graph: _Graph, copies: Sequence[Copied]) -> None:
    keys = {told.url: key for key, told in graph.articles.items()}
    for copy in sorted(copies, key=lambda c: (c.url, c.of)):
        key, of = keys.get(copy.url), keys.get(copy.of)
        if key is None or of is None:
            continue
        whole = copy.share >= _WHOLE or copy.kind is not CopyKind.PASSAGE
        run = next((r for r in copy.runs if _has_report(graph.ends[key], r[0].start, r[0].end)), None)
        if not whole and run is None:
            continue
        _lead(graph, key, of, _copy_receipt(graph, copy, key, of, run or (copy.runs or (None,))[0]))
        if whole:
            graph.copies.add((key, of))


def _copy_receipt(graph: _Graph, copy: Copied, key: str, of: str, run: tuple[Place, Place] | None) -> Receipt:
    note = copy.why or copy.kind.value
    if run is None:
        a, b = graph.ends[key][0].reported.report, graph.ends[of][0].reported.report
        return Receipt(ReceiptKind.COPY, a.words, b.words, a.place, b.place, note)
    here, there = run
    words = graph.articles[key].words(Span(here.start, here.end))
    others = graph.articles[of].words(Span(there.start, there.end))
    return Receipt(ReceiptKind.COPY, words, others, here, there, note)


def _has_report(ends: Iterable[End], start: int, end: int) -> bool:
    return any(e.reported.report.place.start < end and start < e.reported.report.place.end for e in ends)


def _follow_articles(graph: _Graph, reports: Sequence[Reported]) -> None:
    """Let articles that show no origin of their own lead to what they cite on the claim elsewhere."""
    about = About.of(reports)
    known = graph.articles | graph.around
    for key, told in known.items():
        if any(end.shown is Shown.OWN for end in graph.ends.get(key, ())):
            continue
        for number, there in enumerate(told.meant):
            if there is None or there not in known or there == key:
                continue
            if told.citings[number].how is not CitedBy.BODY and about.has(told, number):
                _lead(graph, key, there, _relay_receipt(graph, ReceiptKind.RELAY, told, number, there))


def _drop_passed_on(graph: _Graph, key: str) -> None:
    """Take from an article that leads to others what it has from them, or what may be from them."""
    if not graph.leads.get(key):
        return
    copied = any(one == key for one, _ in graph.copies)
    kept = []
    for end in graph.ends[key]:
        # "Tallis, citing several officials": somebody named told the outlet, whoever had told him.
        named = any(step.kind is StepKind.SPEAKER for step in end.reported.report.chain)
        if not end.reported.via and not copied and (end.shown is Shown.OWN or named):
            kept.append(end)
    graph.ends[key] = kept


def _pair(graph: _Graph, a: str, b: str) -> Pair:
    one, other = graph.articles[a].url, graph.articles[b].url
    reached = graph.reach(a), graph.reach(b)
    shared = [there for there in reached[0] if there in reached[1]]
    if (a, b) in graph.copies or (b, a) in graph.copies:
        return Pair(one, other, Verdict.SAME_ORIGIN, _path_receipts(graph, a, b, shared))
    receipts = _independent(graph, a, b)
    if receipts and not _may_lead(graph, a, b):
        return Pair(one, other, Verdict.INDEPENDENT, receipts)
    if shared:
        return Pair(one, other, Verdict.SAME_ORIGIN, _path_receipts(graph, a, b, shared))
    for mine in graph.all_ends(a):
        for theirs in graph.all_ends(b):
            if (receipt := same(mine, theirs)) is not None:
                return Pair(one, other, Verdict.SAME_ORIGIN, (receipt,))
    return Pair(one, other, Verdict.CANNOT_TELL)


def _may_lead(graph: _Graph, a: str, b: str) -> bool:
    """Whether two articles meet in what they cite, though not for what they report here.

    What an article cites once it may rest on elsewhere: of such two nobody can say that they are independent.
    """
    mine, theirs = graph.cited(a), graph.cited(b)
    known = set(graph.reach(a)) & set(graph.reach(b))
    return bool((mine & theirs) - known)


def _path_receipts(graph: _Graph, a: str, b: str, shared: Sequence[str]) -> tuple[Receipt, ...]:
    """Return the receipts along the way from two articles to the first that both lead to."""
    found: list[Receipt] = []
    for key in (a, b):
        here = key
        seen = {key}
        while here not in shared[:1] and graph.leads.get(here):
            there = next(
                (t for t in graph.leads[here] if shared[0] in graph.reach(t) or t == shared[0]), None
            )
            if there is None or there in seen:
                break
            found.append(graph.leads[here][there])
            seen.add(there)
            here = there
    return tuple(dict.fromkeys(found))


def _independent(graph: _Graph, a: str, b: str) -> tuple[Receipt, ...]:
    """Return what shows that two articles have it from two origins; nothing where it is not shown."""
    for key, others in ((a, b), (b, a)):
        theirs = graph.all_ends(others)
        if _comes_from_unknown(graph, others):
            continue
        for mine in graph.all_ends(key):
            if mine.shown is not Shown.OWN or mine.receipt is None:
                continue
            rest = [end for end in theirs if not _is_voice(end)]
            if any(_is_one(mine, end) or not differ(mine, end) for end in rest):
                continue
            their = next((end for end in rest if end.shown >= Shown.HEARD), None)
            if their is None or (key != mine.article and mine.article in graph.reach(others)):
                continue
            words = (mine, their) if key == a else (their, mine)
            return (
                Receipt(
                    mine.receipt, words[0].words, words[1].words, words[0].place, words[1].place,
                    f"{words[0].name}; {words[1].name}",
                ),
            )  # fmt: skip
    return ()


def _is_one(mine: End, end: End) -> bool:
    return mine is end or same(mine, end) is not None


def _is_voice(end: End) -> bool:
    """Whether an end is only the voice of the outlet: it tells nothing of where the outlet has it from."""
    return end.kind is StepKind.OUTLET and end.shown is Shown.NOT


def _comes_from_unknown(graph: _Graph, key: str) -> bool:
    """Whether an article has it from a report that the record does not have, or knows no statement of."""
    reached = graph.reach(key)
    return any(there not in graph.articles and not graph.leads.get(there) for there in reached)


def _origins(graph: _Graph) -> tuple[Origin, ...]:
    """Return where the chains end, the earliest first."""
    groups: list[list[End]] = []
    for key in graph.articles:
        own = graph.ends[key]
        real = [end for end in own if not _is_voice(end)]
        if not real and (own and not graph.leads.get(key)):
            # "Eleven newspapers have told us": where the words end, and nobody who is known to have said it.
            real = [end for end in own[:1] if not is_press(end.name)]
        for end in real:
            home = next((g for g in groups if any(_is_counted_with(end, there) for there in g)), None)
            if home is None:
                groups.append([end])
            else:
                home.append(end)
    unknown = [
        there
        for key in graph.articles
        for there in graph.reach(key)
        if there not in graph.articles and not graph.leads.get(there)
    ]
    found: list[Origin] = []
    for number, group in enumerate(groups):
        reports = tuple(
            told.url
            for key, told in graph.articles.items()
            if any(e.article in graph.reach(key) for e in group)
        )
        certain = _is_certain(graph, group, number == 0)
        itself = (e.article for e in group if e.receipt is ReceiptKind.OTHER_SPEAKER)
        url = next((graph.articles[key].url for key in itself), None)
        found.append(Origin(group[0].name, url, certain, reports, group[0].words))
    for there in dict.fromkeys(unknown):
        reports = tuple(told.url for key, told in graph.articles.items() if there in graph.reach(key))
        cited = graph.around.get(there)
        name = cited.outlet if cited else there.removeprefix("outlet:")
        url = cited.url if cited else None
        found.append(Origin(name, url, not found, reports, "an outlet that is cited"))
    return tuple(found)


def _is_counted_with(one: End, other: End) -> bool:
    """Whether two ends are one origin: one party, one document, or not told apart in one article."""
    if is_same_party(one, other) or same(one, other) is not None:
        return True
    return one.article == other.article and not differ(one, other)


def _is_certain(graph: _Graph, group: Sequence[End], is_first: bool) -> bool:
    if any(end.shown is Shown.OWN for end in group):
        return True
    others = (end for e in group for end in graph.ends[e.article] if end not in group)
    return is_first and not any(end.shown is Shown.OWN for end in others)


def _circles(graph: _Graph) -> tuple[tuple[str, ...], ...]:
    """Return pairs: the first cites the second, and the second had it from the first or its outlet."""
    found: list[tuple[str, ...]] = []
    known = graph.articles | graph.around
    for key, told in graph.articles.items():
        own = forms_of(told.outlet)
        for there in (t for t in graph.leads.get(key, {}) if t in known and known[t].outlet != told.outlet):
            back = [r for r in graph.reach(there) if r != there and r in known]
            if key in back or any(own and forms_of(known[r].outlet) == own for r in back):
                found.append((told.url, known[there].url))
    return tuple(sorted(set(found)))

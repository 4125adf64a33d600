"""A trace in one sentence, and the words that terminal, page and picture share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from onrecord.link.trace import Pair, Place, Spoken, Stance, Trace, Verdict, When
from onrecord.show.plain import counted, one_line
from onrecord.show.trace_boxes import day_words
from onrecord.show.trace_columns import day_of, time_of
from onrecord.show.trace_graph import ArticleText, Texts

#: The order in which verdicts are told: what is sure first.
VERDICTS: Final = (Verdict.SAME_ORIGIN, Verdict.INDEPENDENT, Verdict.CANNOT_TELL)
_LONGEST_NAME: Final = 60
_LONGEST_CHANGE: Final = 160


def headline(trace: Trace) -> str:
    """Return "4 articles (7 statements), 2 origins (1 certain), 3 answers"."""
    certain = sum(origin.certain for origin in trace.origins)
    origins = counted(len(trace.origins), "origin") or "no origin found"
    if trace.origins:
        origins += f" ({certain} certain)"
    parts = [
        _asserting(trace) or "no article asserts it",
        origins,
        counted(len(trace.answers), "answer") or "no answer",
    ]
    if trace.silences:
        parts.append(f"{len(trace.silences)} asked without an answer")
    return ", ".join(parts)


def _asserting(trace: Trace) -> str:
    """Return "4 articles (7 statements)": those that assert the claim; nothing where none does."""
    asserting = [report for report in trace.reports if report.stance is Stance.ASSERTS]
    return articles_and_statements(len({report.url for report in asserting}), len(asserting))


def articles_and_statements(articles: int, statements: int) -> str:
    """Return "4 articles (7 statements)", nothing where there are none."""
    return f"{counted(articles, 'article')} ({counted(statements, 'statement')})" if articles else ""


def sentence(trace: Trace) -> str:
    """Return the answer as one sentence: "4 articles (7 statements) lead back to 2 origins, 1 certain"."""
    asserting = _asserting(trace)
    if not asserting:
        return "No article of the record asserts this."
    certain = sum(origin.certain for origin in trace.origins)
    known = "all" if certain == len(trace.origins) else str(certain or "none")
    sure = f", {known} of them certain"
    if len(trace.origins) == 1:
        sure = ", certain" if certain else ", not certain"
    to = counted(len(trace.origins), "origin") + sure if trace.origins else "no origin that could be found"
    lead = "leads" if asserting.startswith("1 article ") else "lead"
    also = [counted(len(trace.answers), "answer"), counted(len(trace.silences), "question", "questions")]
    also[1] += " without an answer" if also[1] else ""
    rest = " and ".join(part for part in also if part)
    return f"{asserting} {lead} back to {to}{f'; {rest}' if rest else ''}."


def when(published: str | None) -> str:
    """Return "3 Mar 2031 06:00", the day alone, or "no date"."""
    return f"{day_words(day_of(published))} {time_of(published)}".strip()


def short(words: str, longest: int) -> str:
    """Return words on one line, cut with "…" where they are longer than so many letters."""
    line = one_line(words[: 4 * longest])
    whole = len(line) <= longest and len(words) <= 4 * longest
    return line if whole else f"{line[:longest].rstrip()}…"


class Names:
    """What the articles of a trace are called: a number in the order of time, the outlet, the day."""

    def __init__(self, trace: Trace, texts: Texts) -> None:
        self._known: dict[str, tuple[str | None, str | None]] = {}
        for report in trace.reports:
            self._known.setdefault(report.url, (report.outlet, report.published))
        by_url = {f"record:{key}": text for key, text in texts.items()}
        by_url |= {text.url: text for text in texts.values() if text.url}
        for url in _urls(trace):
            text = by_url.get(url, ArticleText(None, None, None, None, ""))
            self._known.setdefault(url, (text.outlet, text.published))
        self.numbers = {url: number for number, url in enumerate(self._known, 1)}

    def number(self, url: str) -> str:
        """Return "[2]", or nothing for what is no article of the trace."""
        return f"[{self.numbers[url]}]" if url in self.numbers else ""

    def outlet(self, url: str) -> str:
        """Return the outlet, or the address where it is not known."""
        return short(self._known.get(url, (None, None))[0] or url, _LONGEST_NAME)

    def name(self, url: str) -> str:
        """Return "[2] NPA"."""
        return f"{self.number(url)} {self.outlet(url)}".strip()

    def when(self, url: str) -> str:
        """Return the day and the time of an article."""
        return when(self._known.get(url, (None, None))[1])


def _urls(trace: Trace) -> Iterator[str]:
    """Yield the addresses of articles that have a part in the trace beside its reports."""
    for copied in trace.copies:
        yield from (copied.url, copied.of)
    for cited in trace.relays:
        yield cited.url
        if "://" in cited.of or cited.of.startswith("record:"):
            yield cited.of
    yield from (origin.url for origin in trace.origins if origin.url)
    yield from (answer.url for answer in trace.answers)
    yield from (silent.url for silent in trace.silences)
    yield from (spoken.url for spoken in trace.spoken)
    for pair in trace.pairs:
        yield from (pair.a, pair.b)
    for circle in trace.circular:
        yield from circle


def articles_of(trace: Trace) -> list[str]:
    """Return the articles that showing a trace needs: their keys, addresses where no key is known."""
    keys = dict.fromkeys(report.article for report in trace.reports)
    known = {report.url for report in trace.reports}
    places: list[Place | None] = [cited.place for cited in trace.relays]
    places += [place for copied in trace.copies for run in copied.runs for place in run]
    places += [answer.place for answer in trace.answers]
    places += [silent.place for silent in trace.silences]
    places += [spoken.place for spoken in trace.spoken]
    places += [place for drift in trace.drift for place in (drift.from_place, drift.to_place)]
    keys |= dict.fromkeys(place.article for place in places if place)
    for url in _urls(trace):
        if url not in known:
            keys.setdefault(url.removeprefix("record:"))
    return list(keys)


def circles(trace: Trace, names: Names) -> Iterator[tuple[str, tuple[tuple[str, str, str], ...]]]:
    """Yield for each circle a sentence, and who has it from whom in which words."""
    for circle in trace.circular:
        if not circle:
            continue
        inside, papers = set(circle), {names.outlet(url) for url in circle}
        steps = tuple(
            (cited.url, cited.of, cited.words)
            for cited in trace.relays
            if cited.url in inside
            and (cited.of in inside or names.outlet(cited.of) in papers - {names.outlet(cited.url)})
        )
        outlets = [names.name(url) for url in circle]
        listed = " and ".join([", ".join(outlets[:-1]), outlets[-1]] if len(outlets) > 1 else outlets)
        neither = "neither is evidence for the other" if len(outlets) < 3 else "none is evidence for another"
        yield f"{listed} lead back to each other: {neither}", steps


#: How a statement of a speaker stands to the first one on the claim, in words.
WHEN: Final = {
    When.FIRST: "on it",
    When.BEFORE: "before",
    When.SAME_DAY: "the same day",
    When.AFTER: "after",
    When.UNKNOWN: "no day told",
}


def changed_words(spoken: Spoken) -> str:
    """Return what differs from the speaker's first statement: "other number: 31 → 47"."""
    told = (f"other {c.kind}: {c.first_words or '–'} → {c.words or '–'}" for c in spoken.changes)
    return short("; ".join(told), _LONGEST_CHANGE)


def by_speaker(trace: Trace) -> dict[str, list[Spoken]]:
    """Return what speakers said on the claim and near it, by the keys of the speakers, in order."""
    found: dict[str, list[Spoken]] = {}
    for spoken in trace.spoken:
        found.setdefault(spoken.party, []).append(spoken)
    return found


def receipts_tally(pairs: list[Pair]) -> str:
    """Return which receipts pairs rest on: "copy 3, relay 2", or that there are none."""
    counts = Counter(kind for pair in pairs for kind in dict.fromkeys(r.kind.value for r in pair.receipts))
    return ", ".join(f"{kind} {number}" for kind, number in counts.most_common()) or "no evidence"

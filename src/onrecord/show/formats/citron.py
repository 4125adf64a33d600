"""Citron's annotation format (BBC R&D): one JSON object an article, `NAME.json`.

    {"text": …, "quotes": [{"cue": span, "sources": [span], "contents": [span], "coreferences": [span],
                            "confidence": 0.9, "id": …}],
     "coreference_groups": [[span, span]]}

A span is `{"start": 0, "end": 8, "text": "Ada Vorn"}`, offsets in characters. Citron knows neither quotation
nor manner, no chain and no dates: those are lost. Its cue is one span: of a cue in pieces the longest is
written. `coreferences` are the words that a source such as "she" was resolved to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from onrecord.article import (
    Article,
    Attribution,
    Ground,
    Manner,
    Mention,
    Naming,
    Party,
    PartyKind,
    Quotation,
    Reading,
    Span,
)
from onrecord.errors import FormatError
from onrecord.notation.lines import CONFIDENCE_DECIMALS
from onrecord.show.brat import safe_name
from onrecord.show.brat_reader import Corpus
from onrecord.show.formats.bytes import dump_json, parse_json, storable
from onrecord.show.formats.identifiers import attribution_ids

Item = TypeVar("Item")


def to_citron(reading: Reading) -> dict[str, Any]:
    """Return `reading` as Citron has it, in plain dicts and lists."""
    text = storable(reading.article.text)
    parties = {party.id: party for party in reading.parties}
    quotes = []
    for identifier, made in zip(attribution_ids(reading), reading.attributions, strict=True):
        party = parties.get(made.party) if made.party is not None else None
        quotes.append(
            {
                "cue": _written(text, _longest(made.cue)),
                "sources": [_written(text, span) for span in made.source],
                "contents": [_written(text, span) for span in made.content],
                "coreferences": [_written(text, span) for span in _resolved_to(made, party)],
                "confidence": round(float(made.confidence), CONFIDENCE_DECIMALS),
                "id": identifier,
            }
        )
    groups = [[_written(text, mention.span) for mention in party.mentions] for party in reading.parties]
    return {"text": text, "quotes": quotes, "coreference_groups": [group for group in groups if group]}


def write_citron(reading: Reading, folder: Path, name: str | None = None) -> Path:
    """Write `NAME.json` into `folder` (made if missing) and return its path.

    `name` is the article's own if not given; either is made path-safe.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{safe_name(reading.article.name if name is None else name)}.json"
    path.write_bytes(dump_json(to_citron(reading)))
    return path


def read_citron(text: str, name: str, where: str | None = None) -> Corpus:
    """Return the article that Citron's JSON `text` holds, called `name`, with its problems.

    A quote whose spans do not lie in the text, or hold other words there, is left out and reported. What
    Citron does not say is INDIRECT, OTHER, UNKNOWN and, of a party, DESCRIBED. Sources are read as they
    stand; Citron's own extractor puts the words they were resolved to there. Raises FormatError where
    `text` is no such object. Messages begin with `where`, or with `name` where it is not given.
    """
    where = where or name
    data = parse_json(text, where)
    if not isinstance(data, Mapping) or not isinstance(data.get("text"), str):
        raise FormatError(f"{where}: is no Citron annotation; it needs an object with 'text' and 'quotes'")
    reader = _Reader(data["text"], where)
    groups = list(reader.each(data, "coreference_groups", reader.spans))
    quotes = list(reader.each(data, "quotes", reader.quote))
    parties = _parties(data["text"], groups)
    of = {mention.span: party.id for party in reversed(parties) for mention in party.mentions}
    quotes.sort(key=lambda quote: _begin(quote[0]))
    attributions = tuple(replace(made, party=_meant(of, (*made.source, *also))) for made, also in quotes)
    reading = Reading(Article(name=name, text=data["text"]), attributions, tuple(parties))
    return Corpus((reading,), tuple(reader.problems))


class _Reader:
    """Takes spans out of Citron's JSON, each checked against the text."""

    def __init__(self, text: str, where: str) -> None:
        self.text = text
        self.where = where
        self.problems: list[str] = []

    def each(self, data: Mapping[str, Any], key: str, read: Callable[[Any], Item]) -> Iterator[Item]:
        """Yield what `read` makes of each item of a list that may be missing; a bad item is reported."""
        items = data.get(key) or []
        if not isinstance(items, list):
            raise FormatError(f"{self.where}: {key!r} is no list")
        for number, item in enumerate(items):
            try:
                yield read(item)
            except ValueError as error:
                self.problems.append(f"{self.where}: {key}[{number}] left out: {error}")

    def quote(self, data: Any) -> tuple[Attribution, tuple[Span, ...]]:
        """Return one quote and the words its source was resolved to; raises ValueError where it is none."""
        if not isinstance(data, Mapping):
            raise ValueError("it is no object")
        content = self.spans(data.get("contents"))
        if not content:
            raise ValueError("it has no contents")
        made = Attribution(
            source=self.spans(data.get("sources")),
            cue=(self.span(data.get("cue")),),
            content=content,
            quotation=Quotation.INDIRECT,
            manner=Manner.OTHER,
            confidence=_confidence(data.get("confidence")),
        )
        return made, self.spans(data.get("coreferences"))

    def spans(self, data: Any) -> tuple[Span, ...]:
        """Return a list of spans in text order."""
        if not isinstance(data, list | None):
            raise ValueError("its spans are no list")
        return tuple(sorted({self.span(item) for item in data or ()}))

    def span(self, data: Any) -> Span:
        """Return one span; raises ValueError where it is none or holds other words than it says."""
        start, end = (data.get("start"), data.get("end")) if isinstance(data, Mapping) else (None, None)
        if type(start) is not int or type(end) is not int:
            raise ValueError(f"{data!r:.60} is no span")
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}] does not lie in a text of {len(self.text)} characters")
        words = data.get("text", self.text[start:end])
        if words != self.text[start:end]:
            raise ValueError(
                f"the text at [{start}, {end}] is {self.text[start:end]!r:.40}, not {words!r:.40}"
            )
        return Span(start, end)


def _written(text: str, span: Span) -> dict[str, Any]:
    return {"start": int(span.start), "end": int(span.end), "text": text[span.start : span.end]}


def _longest(spans: tuple[Span, ...]) -> Span:
    return max(spans, key=lambda span: span.end - span.start)


def _resolved_to(made: Attribution, party: Party | None) -> tuple[Span, ...]:
    """Return what a source that does not speak for itself was resolved to: the party's first own words."""
    if party is None or made.resolution is None or made.resolution.ground is Ground.ITSELF:
        return ()
    own = (m.span for m in party.mentions if m.ground is Ground.ITSELF and m.span not in made.source)
    first = next(own, None)  # the rest may be thousands, and this is asked for each of thousands
    return () if first is None else (first,)


def _meant(of: Mapping[Span, str], words: tuple[Span, ...]) -> str | None:
    """Return the one party that mentions at exactly these places stand for; None where there are several."""
    meant = {of[span] for span in words if span in of}
    return meant.pop() if len(meant) == 1 else None


def _parties(text: str, groups: list[tuple[Span, ...]]) -> list[Party]:
    """Return a party for each group, in the order of first mention, called by its longest words."""
    groups = sorted(group for group in groups if group)
    return [
        Party(
            id=f"p{number}",
            name=text[slice(*_longest(group))],
            kind=PartyKind.UNKNOWN,
            naming=Naming.DESCRIBED,
            mentions=tuple(Mention(span) for span in group),
        )
        for number, group in enumerate(groups, 1)
    ]


def _confidence(value: Any) -> float:
    """Return a confidence, which Citron's extractor writes as a string; 1 where there is none."""
    try:
        confidence = float(1 if value is None else value)
    except (TypeError, ValueError):
        confidence = -1.0
    if 0 <= confidence <= 1:
        return confidence
    raise ValueError(f"its confidence is {value!r:.40}, not a number from 0 to 1")


def _begin(made: Attribution) -> int:
    return min(span.start for span in (*made.source, *made.cue, *made.content))

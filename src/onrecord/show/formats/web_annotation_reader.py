"""Readings back from W3C Web Annotation; the texts come from elsewhere, and every anchor is checked in them.

An anchor whose words, or the words around them, are not where it says is reported and its annotation left
out. It is never moved: what fits somewhere else may be something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.article import (
    Answer,
    Article,
    Attribution,
    Ground,
    Insertion,
    InsertionKind,
    Manner,
    Naming,
    Party,
    PartyKind,
    Quotation,
    Reading,
    Resolution,
    Span,
)
from onrecord.errors import FormatError
from onrecord.notation.row import Row
from onrecord.show.brat_reader import Corpus
from onrecord.show.formats.bytes import parse_json, storable
from onrecord.show.formats.web_annotation import ARTICLE_FIELDS, ROLES

_INSERTION = "insertion-"


def read_web_annotations(text: str, name: str, texts: Callable[[str], str | None]) -> Corpus:
    """Return the readings whose attributions stand in `text`, a file called `name`.

    `text` is an `AnnotationPage`, an `AnnotationCollection` with its first page in it, a list of annotations
    or one annotation. `texts` gives the text of an article by its key, where it has one, or by its name, None
    where there is none. What people judged of attributions (`assessing`) is no attribution, and is passed
    over. Articles stand in the order of their first annotation.
    Parties come back without mentions, as the annotations name them. An annotation that cannot be read
    is one problem, and so is a text that is not there. Raises FormatError where `text` has no annotations.
    """
    data = parse_json(text, name)
    items = _items(data)
    if not isinstance(items, list) or not any(_is_annotation(item) for item in items):
        raise FormatError(f"{name}: has no Web Annotations in it")
    builders: dict[str, _Builder | None] = {}
    problems: list[str] = []
    for number, item in enumerate(items):
        place = f"{name}: items[{number}]"
        if _is_annotation(item) and item.get("motivation") == "assessing":
            continue
        try:
            _read_item(item, place, builders, texts)
        except FormatError as error:
            problems.append(f"{error}; annotation left out")
    return Corpus(tuple(builder.reading() for builder in builders.values() if builder), tuple(problems))


def _items(data: Any) -> Any:
    if not isinstance(data, Mapping):
        return data
    page = data.get("first") if data.get("type") == "AnnotationCollection" else data
    return page.get("items", [page]) if isinstance(page, Mapping) else None


def _is_annotation(item: Any) -> bool:
    return isinstance(item, Mapping) and item.get("type") == "Annotation"


def _read_item(
    item: Any, place: str, builders: dict[str, _Builder | None], texts: Callable[[str], str | None]
) -> None:
    if not _is_annotation(item):
        raise FormatError(f"{place} is no Annotation")
    about = Row(item, place, 0).row("onrecord:article")
    if about is None:
        raise FormatError(f"{place} does not name its article in 'onrecord:article'")
    name, key = about.string("name"), about.optional_string("key")
    # Versions of an article have one name; what a record exports tells them apart by their key.
    label = key or name
    if label not in builders:
        builders[label] = None
        found = texts(key) if key else None
        found = texts(name) if found is None else found
        if found is None:
            raise FormatError(
                f"{place}: the text of {name!r:.60} is not there, nor is any other annotation of it read"
            )
        fields = {key: about.optional_string(key) for key in ARTICLE_FIELDS if key != "name"}
        article = Article(name=name, text=found, image=None, links=(), **fields)
        builders[label] = _Builder(article, storable(found))
    builder = builders[label]
    if builder is not None:
        builder.add(item, place)


@dataclass(slots=True)
class _Found:
    """An attribution whose references to others are still the ids of their annotations."""

    identifier: str | None
    made: Attribution
    parent: str | None
    claim: str | None


@dataclass(slots=True)
class _Builder:
    """Collects the attributions and parties of one article; `text` is its text as files hold it."""

    article: Article
    text: str
    found: list[_Found] = field(default_factory=list)
    parties: dict[str, Party] = field(default_factory=dict)

    def add(self, item: Mapping[str, Any], place: str) -> None:
        """Add the attribution of one annotation; raises FormatError where it cannot be read."""
        row = Row(item, place, len(self.text))
        pieces = _pieces(row, self.text)
        bodies = [body for body in row.rows("body") if body.data.get("type") == "onrecord:Attribution"]
        if not bodies:
            raise FormatError(f"{place} has no body of type 'onrecord:Attribution'")
        data = _strip(bodies[0])
        roles = {role: tuple(sorted(pieces.get(role, ()))) for role in ROLES}
        if not roles["cue"] or not roles["content"]:
            raise FormatError(f"{place} has no {'content' if roles['cue'] else 'cue'}")
        answers = data.row("answers")
        made = Attribution(
            **roles,
            parent=None,
            said_date=None,
            happened=(),
            quotation=data.member("quotation", Quotation, Quotation.INDIRECT),
            manner=data.member("manner", Manner, Manner.OTHER),
            negated=data.boolean("negated"),
            modal=data.boolean("modal"),
            insertions=tuple(_insertions(pieces)),
            confidence=data.confidence(),
            party=self._party(data.row("party")),
            addressee_party=self._party(data.row("addresseeParty")),
            resolution=self._resolution(data.row("resolution"), pieces),
            said=data.optional_string("said"),
            answers=self._answer(answers, pieces),
        )
        claim = answers.optional_string("attribution") if answers else None
        self.found.append(_Found(row.optional_string("id"), made, data.optional_string("parent"), claim))

    def reading(self) -> Reading:
        """Return what was added, attributions in text order and pointing to each other again."""
        found = sorted(self.found, key=lambda item: _begin(item.made))
        index = {item.identifier: number for number, item in enumerate(found) if item.identifier is not None}
        attributions = []
        for item in found:
            made = replace(item.made, parent=index.get(item.parent or ""))
            if made.answers is not None:
                made = replace(made, answers=replace(made.answers, attribution=index.get(item.claim or "")))
            attributions.append(made)
        return Reading(self.article, tuple(attributions), tuple(self.parties.values()))

    def _party(self, row: Row | None) -> str | None:
        if row is None:
            return None
        identifier = row.string("id")
        self.parties.setdefault(
            identifier,
            Party(
                id=identifier,
                name=row.string("name"),
                kind=row.member("kind", PartyKind, PartyKind.UNKNOWN),
                naming=row.member("naming", Naming, Naming.DESCRIBED),
                mentions=(),
            ),
        )
        return identifier

    def _resolution(self, row: Row | None, pieces: Mapping[str, Sequence[Span]]) -> Resolution | None:
        if row is None:
            return None
        candidates = (self._party(candidate) for candidate in row.rows("candidates"))
        return Resolution(
            ground=None if row.data.get("ground") is None else row.member("ground", Ground),
            words=tuple(pieces.get("restsOn", ())),
            candidates=tuple(identifier for identifier in candidates if identifier is not None),
            reason=row.string("reason", ""),
            confidence=row.confidence(),
        )

    def _answer(self, row: Row | None, pieces: Mapping[str, Sequence[Span]]) -> Answer | None:
        words = pieces.get("answers")
        return Answer(words[0], self._party(row.row("claimant")) if row else None) if words else None


def _strip(row: Row) -> Row:
    """Return a body without the prefix of its keys."""
    data = {key.removeprefix("onrecord:"): value for key, value in row.data.items()}
    return Row(data, row.where, row.length)


def _pieces(row: Row, text: str) -> dict[str, list[Span]]:
    """Return the spans of every role, each anchor checked against `text`."""
    pieces: dict[str, list[Span]] = {}
    for target in row.rows("target"):
        pieces.setdefault(target.string("onrecord:role"), []).append(_anchor(target, text))
    return pieces


def _anchor(target: Row, text: str) -> Span:
    selectors = {selector.data.get("type"): selector for selector in target.rows("selector")}
    place, words = selectors.get("TextPositionSelector"), selectors.get("TextQuoteSelector")
    if place is None or words is None:
        raise FormatError(f"{target.where} lacks a TextPositionSelector or a TextQuoteSelector")
    start, end = place.index("start"), place.index("end")
    if start is None or end is None or not start < end <= len(text):
        raise FormatError(
            f"{target.where}: [{start}, {end}] does not lie in a text of {len(text)} characters"
        )
    exact = words.string("exact")
    if text[start:end] != exact:
        raise FormatError(
            f"{target.where}: the text at [{start}, {end}] is {text[start:end]!r:.40}, not {exact!r:.40}"
        )
    prefix, suffix = words.string("prefix", ""), words.string("suffix", "")
    before, after = text[max(0, start - len(prefix)) : start], text[end : end + len(suffix)]
    if (before, after) != (prefix, suffix):
        raise FormatError(f"{target.where}: other words stand around [{start}, {end}]")
    return Span(start, end)


def _insertions(pieces: Mapping[str, Sequence[Span]]) -> list[Insertion]:
    kinds = {f"{_INSERTION}{kind.value}": kind for kind in InsertionKind}
    found = [Insertion(span, kinds[role]) for role in pieces if role in kinds for span in pieces[role]]
    return sorted(found, key=lambda insertion: insertion.span)


def _begin(made: Attribution) -> int:
    return min(span.start for span in (*made.source, *made.cue, *made.content))

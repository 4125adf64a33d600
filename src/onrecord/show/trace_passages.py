"""The words that something in a trace rests on, in the text around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from onrecord.link.trace import Place
from onrecord.show.plain import one_line, visible
from onrecord.show.trace_graph import ArticleText, Passage, Texts
from onrecord.show.trace_words import Names, short, when

#: Letters shown before the first and after the last of the words that matter.
AROUND: Final = 160
#: A copied run may be the whole article; more than its beginning tells nobody more.
_LONGEST: Final = 1200
#: Runs beyond these are only counted.
_MOST_RUNS: Final = 8

_LINES: Final = re.compile(r"[ \t]{0,80}[\r\n][\s]{0,200}")


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage as a page shows it: `pieces` are text and whether it is marked, `note` what is amiss."""

    article: str
    title: str
    when: str
    link: str | None
    pieces: tuple[tuple[str, bool], ...]
    note: str = ""
    characters: str = ""


def quote(passage: Passage, names: Names, texts: Texts) -> Quote:
    """Return a passage in its text; its words alone where there is no text or the place does not fit."""
    url = passage.url or ""
    key = passage.places[0].article if passage.places else ""
    found = texts.get(key)
    places = sorted(
        {p for p in passage.places if p.article == key and _fits(p, found)}, key=lambda p: p.start
    )
    title = short(found.title or "", AROUND) if found else ""
    told = when(found.published) if found else names.when(url)
    note = ""
    if found and places:
        # An empty line between paragraphs tells nothing in a passage of a few lines.
        pieces = tuple((_LINES.sub("\n", text), mark) for text, mark in _pieces(found.text, places))
        note = _amiss(passage.words, found.text, places)
    else:
        pieces = ((short(passage.words, _LONGEST), True),) if passage.words else ()
        if passage.places:
            note = "the place does not fit the text" if found else "the text of the article is not at hand"
    if len(places) > _MOST_RUNS:
        note = f"the first {_MOST_RUNS} of {len(places)} runs"
    shown = ", ".join(f"{p.start}-{p.end}" for p in places[:_MOST_RUNS])
    name = names.name(url) if url else short((found.outlet if found else "") or key, 60)
    return Quote(name, title, told, link_of(url), pieces, note, f"characters {shown}" if shown else "")


def link_of(url: str | None) -> str | None:
    """Return an address if it is one of the web that a page may link to."""
    if not url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _fits(place: Place, found: ArticleText | None) -> bool:
    return found is not None and 0 <= place.start < place.end <= len(found.text)


def _amiss(words: str, text: str, places: Sequence[Place]) -> str:
    """Return a note where the words given are not those that stand at the place."""
    there = one_line(" ".join(text[place.start : place.end] for place in places))
    given = one_line(words)
    return "" if not given or given in there or there in given else f"given as “{short(given, AROUND)}”"


def _pieces(text: str, places: Sequence[Place]) -> Iterator[tuple[str, bool]]:
    """Yield the text around the places, cut at spaces; "…" where something is left out."""
    at = max(places[0].start - AROUND, 0)
    if at:
        at += max(text[at : places[0].start].find(" "), 0)
        yield "… ", False
    for number, place in enumerate(places[:_MOST_RUNS]):
        start = max(place.start, at)
        if start - at > 2 * AROUND and number:
            yield visible(text[at : at + AROUND]), False
            yield " … ", False
            at = start - AROUND
        yield visible(text[at:start]), False
        end = min(place.end, start + _LONGEST)
        if end > start:
            yield visible(text[start:end]) + (" …" if end < place.end else ""), True
            at = max(place.end, at)
    end = min(at + AROUND, len(text))
    cut = text[at:end].rfind(" ") if end < len(text) else -1
    yield visible(text[at : at + cut] if cut > 0 else text[at:end]), False
    if end < len(text):
        yield " …", False

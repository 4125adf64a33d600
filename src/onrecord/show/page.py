"""Readings as one self-contained HTML page that opens offline, with or without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from onrecord.article import Article, Attribution, Quotation, Reading, Span
from onrecord.show.beside import beside, who
from onrecord.show.facts import Fact, Who, Words, unsure
from onrecord.show.index import Index, Link
from onrecord.show.page_text import Extras, Paragraph, Piece, excerpt, hue, paragraphs
from onrecord.show.plain import NOTHING_FOUND, imprint, one_line, remarks, source_words, span_words, summary
from onrecord.show.sections import (
    NO_ANSWER_NOTE,
    DateEntry,
    PartyEntry,
    RelayEntry,
    SilenceEntry,
    date_entries,
    party_entries,
    relay_entries,
    silence_entries,
)

# A card repeats its statement up to here; the whole stands in the text beside it.
CARD_CHARACTERS = 420
# Cards of what is nested deeper stand no further in.
MAX_DEPTH = 4
# The closed list of parties names those who speak; a line of the widest window holds no more.
MAX_PREVIEW = 200
# So many who gave no answer stand open above the text; more would hide it.
MAX_OPEN = 6
# A first line up to this long is taken for a headline where the page gave none.
_HEADLINE_CHARACTERS = 150

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_HOW = {
    Quotation.DIRECT: "Said directly by",
    Quotation.INDIRECT: "Said indirectly by",
    Quotation.MIXED: "Said partly in quotation marks by",
}


@dataclass(frozen=True, slots=True)
class Card:
    """One attribution as the list beside the text shows it; `search` is what the filter looks through."""

    number: int
    hue: int
    form: str
    manner: str
    how: str
    who: str
    named: bool
    cue: str
    content: tuple[tuple[Piece, ...], ...]
    shortened: bool
    remarks: tuple[str, ...]
    unsure: str
    parent: int
    depth: int
    party: int
    search: str
    who_is: Who | None
    chain: tuple[Link, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class PageArticle:
    """One reading as the template takes it; `heading` are pieces where the headline is part of the text.

    `parties` say something, are told something or give no answer; `others` are only mentioned.
    """

    number: int
    title: str
    heading: tuple[Piece, ...]
    language: str | None
    imprint: tuple[str, ...]
    link: str | None
    picture: str
    picture_link: str | None
    paragraphs: tuple[Paragraph, ...]
    cards: tuple[Card, ...]
    summary: str
    parties: tuple[PartyEntry, ...]
    others: tuple[PartyEntry, ...]
    preview: str
    silences: tuple[SilenceEntry, ...]
    dates: tuple[DateEntry, ...]
    relays: tuple[tuple[RelayEntry, str | None], ...]


def render_page(readings: Sequence[Reading]) -> str:
    """Return one HTML page with every reading of `readings`, in their order.

    The page loads nothing from anywhere. Characters that no page can hold (controls, lone surrogates)
    stand as U+FFFD.
    """
    articles = [_page_article(number, reading) for number, reading in enumerate(readings, 1)]
    cards = [card for article in articles for card in article.cards]
    return _template().render(
        articles=articles,
        count=len(cards),
        forms=[(form.value, sum(card.form == form.value for card in cards)) for form in Quotation],
        manners=sorted({card.manner for card in cards}),
        css=_part("page.css"),
        script=_part("page.js"),
        nothing=NOTHING_FOUND,
        extras=any(article.dates or article.silences for article in articles),
        most_open=MAX_OPEN,
        no_answer_note=NO_ANSWER_NOTE,
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
    environment.globals["hue"] = hue
    return environment.get_template("page.html")


@cache
def _part(name: str) -> Markup:
    """Return a file of the package's own, which stands in the page as it is."""
    file = resources.files("onrecord.show").joinpath("templates", name)
    return Markup(file.read_text(encoding="utf-8"))  # noqa: S704 - never text of an article


def _page_article(number: int, reading: Reading) -> PageArticle:
    article = reading.article
    index = Index(reading)
    cards = tuple(_card(index, card, found) for card, found in enumerate(reading.attributions, 1))
    parties, silences = party_entries(index), silence_entries(index)
    dates, relays = date_entries(index), relay_entries(index)
    shown = [card.facts for card in cards], [card.who_is for card in cards], parties, silences, dates, relays
    extras = Extras(
        [date.span for date in reading.dates],
        [silence.words for silence in reading.silences],
        set(_places(shown)),
    )
    title, heading, blocks = _headline(article, paragraphs(article.text, reading.attributions, extras))
    image = article.image
    picture = " · ".join(one_line(part) for part in (image.caption, image.credit) if part) if image else ""
    return PageArticle(
        number=number,
        title=title,
        heading=heading,
        language=_language(article),
        imprint=tuple(imprint(article)),
        link=_link(article.url),
        picture=picture,
        picture_link=_link(image.url) if image else None,
        paragraphs=tuple(blocks),
        cards=cards,
        summary=summary(reading.attributions),
        parties=tuple(party for party in parties if party.speaks),
        others=tuple(party for party in parties if not party.speaks),
        preview=" · ".join(party.name for party in parties if party.said)[:MAX_PREVIEW],
        silences=tuple(silences),
        dates=tuple(dates),
        relays=tuple((relay, _link(relay.url)) for relay in relays),
    )


def _places(shown: object) -> Iterator[int]:
    """Yield where the words begin that anything in `shown` quotes: the page links to every one of them."""
    if isinstance(shown, Words):
        yield shown.span.start
    elif isinstance(shown, (list, tuple)):
        for part in shown:
            yield from _places(part)
    elif is_dataclass(shown):
        for part in fields(shown):
            yield from _places(getattr(shown, part.name))


def _headline(
    article: Article, blocks: list[Paragraph]
) -> tuple[str, tuple[Piece, ...], Sequence[Paragraph]]:
    """Return the title, its pieces where it is the first of `blocks`, and the blocks below it."""
    title = one_line(article.title or "")
    if blocks and _is_headline(blocks, title):
        pieces = blocks[0].pieces
        return title or one_line("".join(piece.text for piece in pieces)), pieces, blocks[1:]
    return title or one_line(article.name) or "Untitled", (), blocks


def _is_headline(blocks: Sequence[Paragraph], title: str) -> bool:
    """Return whether the first of `blocks` is the headline: the title's words, or what looks like one."""
    pieces = blocks[0].pieces
    if sum(len(piece.text) for piece in pieces) > max(len(title) + 20, _HEADLINE_CHARACTERS):
        return False
    words = one_line("".join(piece.text for piece in pieces))
    return words == title if title else len(blocks) > 1 and not words.rstrip("”’\"'").endswith((".", ","))


def _language(article: Article) -> str | None:
    language = article.language or ""
    return language if _LANGUAGE.fullmatch(language) else None


def _link(url: str | None) -> str | None:
    """Return `url` if it is an address of the web that a page may link to."""
    if not url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _card(index: Index, number: int, attribution: Attribution) -> Card:
    text = index.text
    content, room = [], CARD_CHARACTERS
    for span in attribution.content:
        if room > 0:
            content.append(
                tuple(excerpt(text, Span(span.start, min(span.end, span.start + room)), attribution))
            )
        room -= span.end - span.start
    party = index.party(attribution.party)
    words = source_words(text, attribution)
    return Card(
        number=number,
        hue=hue(number),
        form=attribution.quotation.value,
        manner=attribution.manner.value,
        how=_HOW[attribution.quotation],
        who=words,
        named=bool(attribution.source),
        cue=span_words(text, attribution.cue),
        content=tuple(content),
        shortened=room < 0,
        remarks=tuple(remarks(attribution, index.unanswered(number))),
        unsure=unsure(attribution.confidence),
        parent=index.parent(number),
        depth=min(index.depth(number), MAX_DEPTH),
        party=party,
        search=f"{words} {index.name(party)}" if party else words,
        who_is=who(index, attribution),
        chain=index.chain(number),
        facts=beside(index, attribution),
    )

"""Readings as one self-contained HTML page that opens offline, with or without scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from onrecord.article import Article, Attribution, Quotation, Reading, Span
from onrecord.show.page_text import Paragraph, Piece, excerpt, hue, paragraphs
from onrecord.show.plain import (
    LOW_CONFIDENCE,
    NOTHING_FOUND,
    imprint,
    one_line,
    remarks,
    source_words,
    span_words,
    summary,
)

# A card repeats its statement up to here; the whole stands in the text beside it.
CARD_CHARACTERS = 420
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
    """One attribution as the list beside the text shows it."""

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
    parent: int | None


@dataclass(frozen=True, slots=True)
class PageArticle:
    """One reading as the template takes it; `heading` are pieces where the headline is part of the text."""

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
    blocks = paragraphs(article.text, reading.attributions)
    title = one_line(article.title or "")
    heading: tuple[Piece, ...] = ()
    if blocks and _is_headline(blocks, title):
        heading = blocks.pop(0).pieces
        title = title or one_line("".join(piece.text for piece in heading))
    image = article.image
    picture = " · ".join(one_line(part) for part in (image.caption, image.credit) if part) if image else ""
    return PageArticle(
        number=number,
        title=title or one_line(article.name) or "Untitled",
        heading=heading,
        language=_language(article),
        imprint=tuple(imprint(article)),
        link=_link(article.url),
        picture=picture,
        picture_link=_link(image.url) if image else None,
        paragraphs=tuple(blocks),
        cards=tuple(
            _card(card, article.text, attribution) for card, attribution in enumerate(reading.attributions, 1)
        ),
        summary=summary(reading.attributions),
    )


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


def _card(number: int, text: str, attribution: Attribution) -> Card:
    content, room = [], CARD_CHARACTERS
    for span in attribution.content:
        if room > 0:
            content.append(
                tuple(excerpt(text, Span(span.start, min(span.end, span.start + room)), attribution))
            )
        room -= span.end - span.start
    low = attribution.confidence < LOW_CONFIDENCE
    return Card(
        number=number,
        hue=hue(number),
        form=attribution.quotation.value,
        manner=attribution.manner.value,
        how=_HOW[attribution.quotation],
        who=source_words(text, attribution),
        named=bool(attribution.source),
        cue=span_words(text, attribution.cue),
        content=tuple(content),
        shortened=room < 0,
        remarks=tuple(remarks(attribution)),
        unsure=f"{attribution.confidence:.2f}" if low else "",
        parent=None if attribution.parent is None else attribution.parent + 1,
    )

"""A web page into an article: the main text with its paragraphs, and what the page says of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract.clean import clean, is_furniture_line
from onrecord.extract.credit import find_credit
from onrecord.extract.dates import find_dates, iso_date
from onrecord.extract.decode import decode_page, is_blank, refuse_feed
from onrecord.extract.image import captions, find_image
from onrecord.extract.jsonld import Graph
from onrecord.extract.links import find_anchors, place_links
from onrecord.extract.metadata import Facts, find_facts, read_metas, source_lines, tidy_byline
from onrecord.extract.tree import Element, elements, parse, text_of, tidy, walk

# What trafilatura logs about one page is no news to a reader of a hundred.
for _library in ("trafilatura", "htmldate", "charset_normalizer"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

# Elements of trafilatura's result that are paragraphs of their own.
_BLOCKS = frozenset(
    {
        "p",
        "head",
        "item",
        "list",
        "quote",
        "table",
        "row",
        "div",
        "code",
        "dl",
        "dt",
        "dd",
        "body",
        "main",
        "section",
    }
)
_LINE_BREAKS = re.compile(r"\n{2,}")

# Only the first paragraphs can repeat the headline, the byline and the date, and the last ones the outlet.
_HEAD_PARAGRAPHS = 6
_TAIL_PARAGRAPHS = 3
# A page whose whole text is shorter than this has no article: a heading and a button, an empty frame.
_MIN_TEXT = 20
# Trafilatura copies and compares the text several times; beyond this size the plain paragraphs are taken.
_MAX_FOR_TRAFILATURA = 6_000_000

Page = str | bytes


def article_from_page(
    html: Page, name: str, url: str | None = None, *, where: str | None = None, charset: str | None = None
) -> Article:
    """Return the article of a web page.

    `html` is the page as bytes (its character set is found out) or as text; `name` what the article is
    to be called; `url` where the page was fetched; `where` what an error names (the name, if not given);
    `charset` what the server declared. Paragraphs, headings and list items in `Article.text` are
    separated by one empty line, lines within them by "\\n". Raises `InputError` when there is no article.
    """
    where = where or name
    source = decode_page(html, charset) if isinstance(html, bytes) else html
    if is_blank(source):
        raise InputError(where, "is empty")
    refuse_feed(source, where)
    root = parse(source)
    if root is None:
        raise InputError(where, "no article text found", "the page has no text")
    graph, metas = Graph(root), read_metas(root)
    facts = find_facts(root, graph, metas, url)
    published, modified = find_dates(root, graph, metas, url)
    image = find_image(root, graph, metas, url or facts.url)
    heads, caught, sources = _head_keys(root, facts, metas, graph), captions(root), source_lines(root)
    clean(root)
    # Before the text is looked for: trafilatura changes the tree.
    anchors = find_anchors(root, facts.url)
    text = "\n\n".join(_without_repeats(_paragraphs(root, graph), heads, caught))
    if len(text) < _MIN_TEXT:
        raise InputError(
            where,
            "no article text found",
            "save the page after it has loaded, or give its text as a .txt file",
        )
    credit = find_credit(facts.credits, facts.byline, text, named=facts.agencies, sources=sources)
    return Article(
        name=name,
        text=text,
        title=facts.title,
        url=facts.url,
        byline=facts.byline,
        publisher=facts.publisher,
        published=published,
        modified=modified,
        language=facts.language,
        credit=credit,
        image=image,
        links=place_links(anchors, text),
    )


def _paragraphs(root: Element, graph: Graph) -> list[str]:
    found = _from_trafilatura(root) or _from_tags(root)
    body = graph.article.get("articleBody")
    if sum(map(len, found)) < _MIN_TEXT and isinstance(body, str):
        return [tidy(part) for part in re.split(r"\n\s*\n|\r\n|\n", body) if part.strip()]
    return found


def _from_trafilatura(root: Element) -> list[str]:
    """Return the paragraphs that trafilatura takes for the article; none when it fails."""
    if sum(len(run) for run in root.itertext()) > _MAX_FOR_TRAFILATURA:
        return []
    import trafilatura  # noqa: PLC0415 - a quarter of a second that plain text need not wait for

    try:
        # "fast" leaves out the two other extractors that trafilatura asks when unsure. On the 56
        # evaluation pages (4-word shingles): .974 with it, .959 without, .966 without and favouring recall.
        document = trafilatura.bare_extraction(root, fast=True, include_comments=False)
    except Exception:
        # Deep nesting ends its recursion, odd trees end in errors of lxml: the plain paragraphs remain.
        return []
    body = getattr(document, "body", None)
    found = list(_blocks(body)) if body is not None else []
    return _parted(root, found[0]) if len(found) == 1 else found


def _parted(root: Element, text: str) -> list[str]:
    """Return the paragraphs of a text that trafilatura ran together, as it does with very short articles."""
    parts = [part for node in elements(root, "p", "h2", "h3", "li") if (part := text_of(node))]
    return parts if _key("".join(parts)) == _key(text) else [text]


def _from_tags(root: Element) -> list[str]:
    """Return the text of the page's paragraph elements, or of its body where it has none."""
    blocks = [
        text_of(node)
        for node in elements(root, "p", "h2", "h3", "blockquote", "li")
        if next(elements(node, "p", "li"), node) is node
    ]
    if sum(map(len, blocks)) >= _MIN_TEXT:
        return [block for block in blocks if block]
    body = next(elements(root, "body"), None)
    if body is None:
        return []
    for script in list(elements(body, "script", "style", "title")):
        script.text = None
    return [text for line in "".join(body.itertext()).split("\n") if (text := tidy(line))]


def _blocks(body: Element) -> Iterator[str]:
    """Yield the paragraphs of trafilatura's result tree, inner blocks on their own, in order."""
    pending: list[str] = []
    for event, node in walk(body):
        block = node.tag in _BLOCKS
        if block:
            yield from _finish(pending)
            pending = []
        if event == "start":
            if node.tag == "lb":
                pending.append("\n")
            pending.append(node.text or "")
        else:
            pending.append(" " if node.tag == "cell" else "")
            pending.append((node.tail or "") if node is not body else "")
    yield from _finish(pending)


def _finish(pending: Iterable[str]) -> Iterator[str]:
    # Two line breaks in a row are how old pages write paragraphs.
    for part in _LINE_BREAKS.split(tidy("".join(pending))):
        if part.strip():
            yield part.strip()


def _without_repeats(paragraphs: list[str], heads: set[str], caught: set[str]) -> Iterator[str]:
    """Leave out what only repeats the page's head, its captions and its notices."""
    kept = [text for text in paragraphs if text not in caught and not is_furniture_line(text)]
    first = next((n for n, text in enumerate(kept) if _begins_text(text, heads)), _HEAD_PARAGRAPHS)
    last = len(kept) - min(_TAIL_PARAGRAPHS, len(kept))
    for number, text in enumerate(kept):
        outside = number < min(first, _HEAD_PARAGRAPHS) or number >= last
        if not (outside and _repeats_head(text, heads)):
            yield text


def _begins_text(text: str, heads: set[str]) -> bool:
    return len(text) > _HEAD_LINE and not _repeats_head(text, heads)


def _head_keys(root: Element, facts: Facts, metas: dict[str, str], graph: Graph) -> set[str]:
    """Return what a paragraph that only repeats the page's head would say, letters and digits only."""
    titles = [facts.title, metas.get("og:title"), metas.get("twitter:title"), graph.text("headline")]
    titles += [text_of(node) for node in elements(root, "h1")]
    return {key for text in (*titles, facts.byline, facts.publisher) if (key := _key(text or ""))}


# A line of the page's head is short; the first longer paragraph begins the article.
_HEAD_LINE = 150


def _repeats_head(text: str, heads: set[str]) -> bool:
    if _key(text) in heads:
        return True
    if len(text) > _HEAD_LINE:
        return False
    return _key(tidy_byline(text) or "") in heads or iso_date(text) is not None or _is_time_line(text)


# "· Updated", "Thursday 6 February 2031, 6.05am · Updated 11.40am": what is left of a line of times, or all
# of one that no single date is.
_TIME_WORDS = re.compile(
    r"updated|published|posted|modified|first|last|on|at|[ap]m?|noon|midnight|st|nd|rd|th"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thur?s?|fri|sat|sun"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|gmt|utc|bst|cest|cet|[ecmp][sd]?t|m"
)
_TOKENS = re.compile(r"[^\W\d_]+|\d+")


def _is_time_line(text: str) -> bool:
    """Say whether a line tells only when the page was published or changed."""
    tokens = [token.lower() for token in _TOKENS.findall(text)]
    said = any(token in {"updated", "published", "posted", "modified"} for token in tokens)
    return said and all(_TIME_WORDS.fullmatch(token) or token.isdecimal() for token in tokens)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from itertools import product

import pytest
from hypothesis import given, settings

from onrecord.article import (
    Article,
    Attribution,
    Ground,
    Image,
    Manner,
    Mention,
    Quotation,
    Reading,
    Relay,
    RelayKind,
    Resolution,
    Span,
)
from onrecord.show import render_page
from tests.show.rich_readings import rich_readings
from tests.show.sample_readings import EMPTY, READING, TEXT
from tests.show.treaty import TREATY, at

VOID = {"meta", "input", "br", "link", "img"}


class Page(HTMLParser):
    """What the tests ask of a page: nesting, ids, links, and the text of articles without the numbers."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.headings: list[str] = []
        self.cards: list[str] = []
        self.marked: list[tuple[str, str, str]] = []
        self._open: dict[str, str] = {}
        self.feed(html)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in named.items()]
        self.ids += [named["id"]] if "id" in named else []
        if named.get("href", "").startswith("#"):
            self.targets.append(named["href"][1:])
        if tag not in VOID:
            self.stack.append((tag, named.get("class", "")))
        if tag == "article":
            self.texts.append("")
            self.headings.append("")
        if tag == "li" and "card" in named.get("class", ""):
            self.cards.append("")
        self._open = named

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.stack.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        classes = [set(names.split()) for _, names in self.stack]
        tags = [tag for tag, _ in self.stack]
        numbers = any({"n", "sr"} & names for names in classes)
        if any("card" in names for names in classes) and not any("tags" in names for names in classes):
            self.cards[-1] += data
        elif "article" in tags and any("text" in names for names in classes) and not numbers:
            self.texts[-1] += data
        elif "article" in tags and {"h1", "h2"} & set(tags) and not numbers:
            self.headings[-1] += data
        if any("g" in names for names in classes) and "article" in tags:
            self.marked.append((data, self._open.get("data-a", ""), self._open.get("class", "")))


def bare(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]", "", text)


@given(rich_readings())
@settings(deadline=None, derandomize=True, max_examples=60)
def test_any_reading_gives_a_whole_page_with_all_its_text(reading: Reading) -> None:
    html = render_page([reading])
    html.encode("utf-8")
    page = Page(html)
    shown = bare(page.texts[0])
    assert bare(reading.article.text) in (shown, bare(page.headings[0]) + shown)
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    assert len(page.cards) == len(reading.attributions)


def test_cards_read_as_sentences() -> None:
    cards = [" ".join(card.split()) for card in Page(render_page([READING])).cards]
    assert "Said directly by Osric Hale — (cue: said): “We will not close it." in cards[2]
    assert cards[1].startswith("2 Said indirectly by The harbour board")
    assert "The cue: denies, negated." in cards[1]
    assert "Inside the words of 1" in cards[1]
    assert "(no source named)" in cards[3]
    assert "confidence 0.25" in cards[3]


def test_overlapping_spans_carry_all_their_attributions() -> None:
    marked = {words: (ids, classes) for words, ids, classes in Page(render_page([READING])).marked}
    assert marked["The harbour board"][0] == "1-2 1-1"
    assert {"source", "h2", "k1"} <= set(marked["The harbour board"][1].split())
    assert marked[" on Tuesday "] == ("1-1", "g h1 k1 content")
    assert set(marked["[the board]"][1].split()) >= {"content", "quoted", "inserted"}


def test_attributions_that_cross_each_other() -> None:
    made = Attribution((), (Span(0, 4),), (Span(2, 9),), Quotation.MIXED, Manner.SAYS)
    other = replace(made, cue=(Span(3, 6),), content=(Span(1, 12),), parent=0)
    page = Page(render_page([Reading(Article("n", "abcdefghijklmnop"), (made, other, made))]))
    assert bare(page.texts[0]) == "abcdefghijklmnop"
    assert Counter(number for _, ids, _ in page.marked for number in ids.split())["1-2"] > 3


def test_markup_of_the_article_is_text_on_the_page() -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    article = Article(
        evil, evil, evil, "javascript:alert(3)", evil, evil, evil, evil, evil, evil, Image(evil, evil, evil)
    )
    found = Attribution((Span(0, 9),), (Span(2, 20),), (Span(21, 50),), Quotation.DIRECT, Manner.SAYS)
    html = render_page([Reading(article, (found,)), READING])
    page = Page(html)
    assert html.count("<script") == 1
    assert not any(tag == "img" or name.startswith("on") for tag, name, _ in page.attributes)
    assert "javascript:" not in "".join(value for _, name, value in page.attributes if name == "href")


def test_the_page_loads_nothing() -> None:
    html = render_page([READING])
    policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
    assert policy in html
    for tag, name, value in Page(html).attributes:
        assert name not in ("src", "srcset", "data", "action", "poster")
        assert tag not in ("link", "iframe", "object", "img", "base")
        if name == "href" and not value.startswith("#"):
            assert (tag, value.startswith("https://courier.example/")) == ("a", True)
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp|\bimport\b", html)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://a.example/x", True),
        ("HTTP://a.example", True),
        ("ftp://a.example", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("https://[bad", False),
        ("https://a.example/\u202egpj", False),
        ("/relative", False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str, linked: bool) -> None:
    html = render_page([Reading(Article("n", "text", url=url))])
    assert ('rel="noopener' in html) is linked


def test_the_picture_is_told_not_loaded() -> None:
    html = render_page([READING])
    assert "The bridge at Aldersund. · Per Lund" in html
    assert "<img" not in html


def test_several_articles_have_an_index() -> None:
    html = render_page([READING, EMPTY, READING])
    page = Page(html)
    assert "3 articles, 8 attributions" in html
    assert {"a1", "a2", "a3"} <= set(page.targets)
    assert "no attributed statement found" in html
    assert len(page.ids) == len(set(page.ids))


def test_a_page_of_no_article_is_a_page() -> None:
    assert "0 articles" in render_page([])


def test_the_headline_is_not_shown_twice() -> None:
    page = Page(render_page([READING]))
    assert page.headings == [TEXT.partition("\n")[0]]
    assert "hiding" not in page.texts[0]
    untitled = replace(READING, article=replace(READING.article, title="Another headline"))
    assert "hiding" in Page(render_page([untitled])).texts[0]


def test_language_and_direction_are_told() -> None:
    html = render_page([READING])
    assert '<div class="text" lang="en-GB">' in html
    assert '<p dir="auto">' in html
    assert 'lang="<' not in render_page([Reading(Article("n", "text", language="<b>"))])


def test_lines_wrapped_by_hand_are_one_paragraph_and_other_lines_are_not() -> None:
    wrapped = "\n".join(["word " * 13 + "end"] * 4)
    assert render_page([Reading(Article("n", f"{wrapped}\n\nShort.\nShorter."))]).count('<p dir="auto">') == 3


def test_large_texts_stay_within_reason() -> None:
    lines = render_page([Reading(Article("n", "x\n" * 100_000))])
    assert lines.count('<p dir="auto"') <= 20_000
    one = Attribution((), (Span(0, 4),), (Span(5, 500_000),), Quotation.INDIRECT, Manner.SAYS)
    html = render_page([Reading(Article("n", "word " * 100_000), (one,))])
    assert len(html) < 600_000
    assert "continues in the text" in html


def card(number: int) -> str:
    return " ".join(Page(render_page([TREATY])).cards[number - 1].split())


def test_a_card_says_who_is_behind_the_source_and_why() -> None:
    assert "she = Maud Penhale why Maud Penhale a pronoun: “Maud Penhale” 494–506" in card(7)
    assert "one of the officials = two officials close to the president ? uncertain, confidence 0.45" in card(
        5
    )
    assert " = " not in card(3)


def test_a_card_never_settles_what_the_article_leaves_open() -> None:
    assert "He = not settled: Tobin Carrow or Rafe Aldous – two men were named before" in card(4)
    html = render_page([TREATY])
    assert 'data-who="he" data-p=""' in html


def test_a_card_shows_the_chain_and_where_it_is_nested() -> None:
    names = ("The Sellick Register", "the Harrow Post", "two officials close to the president", "Rafe Aldous")
    assert f"chain {' < , who has it from '.join(names)}" in card(3)
    assert "Inside the words of 2" in card(3)
    html = render_page([TREATY])
    assert 'class="card h3 deep deep2" id="c1-3"' in html
    assert "chain" not in card(1)


def test_a_card_tells_basis_addressee_occasion_time_and_answer() -> None:
    shown = card(6)
    for words in (
        "resting on “a memorandum of the talks”",
        "to “Radio Pendry”",
        "said 2031-02-24 “on Monday”",
        "answers “the charge” → attribution 3",
    ):
        assert words in shown
    assert "speaks of 2031-01-26 “26 January”" in card(2)


def test_all_that_is_quoted_leads_to_its_place_in_the_text() -> None:
    page = Page(render_page([TREATY, TREATY]))
    assert {target for target in page.targets if target.startswith("o")} <= set(page.ids)
    start, _ = at("a memorandum of the talks")
    assert {f"o1-{start}", f"o2-{start}"} <= set(page.targets)


def test_no_answer_is_a_section_of_its_own_and_no_negated_statement() -> None:
    html = render_page([TREATY])
    assert "Giving no answer is neither a denial nor a confirmation." in html
    assert "no answer" in card(9)
    assert "negated" not in card(9)
    assert '<a class="n s" id="q1-1" href="#s1-1" aria-label="No answer 1">s1</a>' in html
    assert "denies" not in html.split('class="ledger"')[1].split('class="panel parties"')[0]


def test_every_party_is_listed_with_the_statements_that_are_its_own() -> None:
    html = render_page([TREATY])
    entries = dict(re.findall(r'<li class="entry" id="(p1-\d+)"(.*?)</li>', html, re.S))
    assert len(entries) == len(TREATY.parties)
    assert re.findall(r'href="#(c1-\d+)"', entries["p1-3"]) == ["c1-2", "c1-5"]
    assert "group, unnamed, several" in entries["p1-3"]
    assert "1 more that says nothing here" in html


def test_the_filter_finds_a_party_under_its_name_where_the_article_says_she() -> None:
    assert 'data-who="she maud penhale" data-p="1-6"' in render_page([TREATY])
    assert 'data-p="1-6" aria-pressed="false" hidden>only these' in render_page([TREATY])


def test_dates_are_marked_in_the_text_with_their_value() -> None:
    html = render_page([TREATY])
    date = '<a class="d" id="d1-2" href="#w1-2" title="2031-01-26" data-v="2031-01-26">26 January</a>'
    assert date in html
    assert '<span class="sr"> [2031-01-26] </span>' in html
    assert "not settled: before or after the day of publication" in html


def test_the_articles_own_sources_are_told_under_its_head() -> None:
    head = render_page([TREATY]).split("This article’s own sources")[1].split("</header>")[0]
    assert "first reported by" in head
    assert '<a href="https://post.example/dinner" rel="noopener noreferrer external">' in head


def test_without_scripts_nothing_is_hidden_for_good() -> None:
    html = render_page([TREATY]).split("<script>")[0]
    hidden = re.findall(r"<(\w+)[^>]* hidden>", html)
    assert set(hidden) == {"div", "button"}
    assert html.count("<details") == html.count("<summary")


def test_markup_in_the_names_of_parties_and_the_reasons_is_text() -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    parties = tuple(replace(party, name=evil, forms=(evil,)) for party in TREATY.parties)
    found = replace(TREATY.attributions[3], resolution=Resolution(None, (), ("carrow",), evil))
    relay = Relay(RelayKind.LINK, evil, None, None, "javascript:alert(3)")
    date = replace(TREATY.dates[0], edtf=evil, reason=evil)
    reading = replace(TREATY, attributions=(found,), parties=parties, dates=(date,), relays=(relay,))
    html = render_page([reading])
    page = Page(html)
    assert html.count("<script") == 1
    assert not any(tag == "img" or name.startswith("on") for tag, name, _ in page.attributes)
    assert "javascript:" not in "".join(value for _, name, value in page.attributes if name == "href")


def test_a_party_that_stands_everywhere_is_not_listed_without_end() -> None:
    many = tuple(Mention(at("she", "given,” she"), Ground.PRONOUN, at("Maud Penhale")) for _ in range(20_000))
    party = replace(TREATY.parties[5], mentions=many)
    html = render_page([replace(TREATY, parties=(party,))])
    assert len(html) < 100_000
    assert "and 19970 more" in html


CSS = resources.files("onrecord.show").joinpath("templates", "page.css").read_text(encoding="utf-8")
PLAIN, DARK = CSS.split("prefers-color-scheme: dark", 1)
VARIABLE = re.compile(r"--([\w-]+): #([0-9a-f]{6})")


def colours(scheme: str) -> dict[str, tuple[float, ...]]:
    """The palette of a scheme as red, green and blue from 0 to 1."""
    found = dict(VARIABLE.findall(PLAIN))
    if scheme == "dark":
        found |= dict(VARIABLE.findall(DARK))
    return {name: tuple(int(value[n : n + 2], 16) / 255 for n in (0, 2, 4)) for name, value in found.items()}


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(colour: tuple[float, ...]) -> float:
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme: str) -> None:
    palette = colours(scheme)
    pairs = set(product(["ink", "muted"], ["paper", "card"]))
    for number in range(1, 7):
        tint, strong, hue = f"tint-{number}", f"strong-{number}", f"hue-{number}"
        # Ink on every ground; insertions are muted on the tint; numbers in their hue, or paper on it.
        pairs |= {("ink", tint), ("ink", strong), ("muted", tint), (hue, "paper"), (hue, "card"), (hue, tint)}
    pairs |= {("ink", "rule"), ("paper", "ink")}  # marks of silences, values of dates, the party picked
    weak = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_outlines_and_the_focus_ring_can_be_seen(scheme: str) -> None:
    palette = colours(scheme)
    assert min(contrast(palette[name], palette["paper"]) for name in ("edge", "focus")) >= 3

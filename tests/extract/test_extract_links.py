# ruff: noqa: E501 - markup reads better unbroken
"""Links of the main text: which count, and that their words are theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article, Link, Span
from onrecord.extract import article_from_page
from onrecord.extract.links import Block, find_anchors, is_same_site, place_links
from onrecord.extract.tree import parse

HOME = "https://www.courier.example/news/bridge"
OTHER = "https://board.example/report"
FILLER = "<p>The mayor of Oldenmarsh said on Monday that the new bridge over the Wend would open in May, a year late.</p>"


def page(body: str, url: str | None = HOME, head: str = "") -> Article:
    html = f"<html><head><title>Bridge</title>{head}</head><body><article><h1>Bridge</h1>{FILLER}{body}{FILLER.replace('May', 'June')}</article></body></html>"
    return article_from_page(html, "story", url)


def words(article: Article) -> list[tuple[str, str]]:
    return [(article.text[link.span.start : link.span.end], link.url) for link in article.links]


def test_a_link_to_another_site_has_the_very_words_of_its_anchor() -> None:
    found = page(
        f'<p>Cracks were known in 2029, the <a href="{OTHER}">Wend Board\n wrote</a>, and nobody acted on it.</p>'
    )
    assert words(found) == [("Wend Board wrote", OTHER)]


def test_of_a_word_that_stands_twice_the_linked_one_is_marked() -> None:
    found = page(
        f'<p>The board answered that the <a href="{OTHER}">board</a> had no board of its own in that year.</p>'
    )
    (link,) = found.links
    assert found.text[: link.span.start].endswith("answered that the ")


def test_links_stand_in_text_order_with_their_own_words() -> None:
    found = page(
        '<p>A report by <a href="https://two.example/a">the union</a> and one by <a href="//three.example/b">the harbour office</a> say so.</p>'
        f"<ul><li>Costs, by the <em>Wend</em> <a href='{OTHER}'>Board <b>itself</b></a>: 12m crowns</li></ul>"
    )
    assert words(found) == [
        ("the union", "https://two.example/a"),
        ("the harbour office", "https://three.example/b"),
        ("Board itself", OTHER),
    ]


@pytest.mark.parametrize(
    "href",
    [
        "/news/older",
        "#note",
        "https://courier.example/x",
        "https://sport.courier.example/x",
        "mailto:desk@board.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user:secret@board.example/",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://x.com/intent/post?text=x",
        "http://[broken",
        "https://board.example/" + "x" * 3000,
        "",
    ],
)
def test_the_own_site_share_buttons_and_what_is_no_web_address_are_no_sources(href: str) -> None:
    assert (
        page(
            f'<p>Cracks were known in 2029, the <a href="{href}">Wend Board wrote</a>, and nobody acted.</p>'
        ).links
        == ()
    )


def test_a_document_on_the_own_site_is_a_source() -> None:
    found = page(
        '<p>Cracks were known in 2029, <a href="/files/survey 2029.PDF">a survey</a> shows, and nobody acted.</p>'
    )
    assert words(found) == [("a survey", "https://www.courier.example/files/survey%202029.PDF")]


def test_where_the_page_does_not_say_whose_it_is_only_documents_count() -> None:
    body = f'<p>Cracks were known, <a href="{OTHER}">the board</a> says in <a href="{OTHER}.pdf">its survey</a> of that year.</p>'
    assert words(page(body, url=None)) == [("its survey", f"{OTHER}.pdf")]
    canonical = page(body, url=None, head=f'<link rel="canonical" href="{HOME}">')
    assert [url for _, url in words(canonical)] == [OTHER, f"{OTHER}.pdf"]


def test_relative_addresses_follow_the_pages_base() -> None:
    found = page(
        '<p>Cracks were known in 2029, <a href="survey.pdf">a survey</a> shows, and nobody acted on it.</p>',
        head='<base href="https://files.example/2029/">',
    )
    assert words(found) == [("a survey", "https://files.example/2029/survey.pdf")]


def test_an_address_that_the_page_says_with_its_own_name_is_no_other_site() -> None:
    assert is_same_site("news.courier.example", "courier.example")
    assert is_same_site("a.courier.co.uk", "b.courier.co.uk")
    assert not is_same_site("board.co.uk", "courier.co.uk")
    assert not is_same_site("board.example", "courier.example")


def test_links_of_furniture_are_no_links_of_the_text() -> None:
    found = page(
        f'<div class="related"><p><a href="{OTHER}">The mayor of Oldenmarsh</a></p></div>'
        f'<aside><ul><li><a href="{OTHER}">the new bridge over the Wend</a></li></ul></aside>'
    )
    assert found.links == ()


def test_a_paragraph_that_stands_on_the_page_twice_places_nothing() -> None:
    root = parse(
        f'<body><p>See <a href="{OTHER}">the report</a> of 2029.</p><p>See the report of 2029.</p></body>'
    )
    assert find_anchors(root, HOME) == []


def test_a_link_in_a_paragraph_that_was_joined_to_another_is_placed_by_the_words_around_it() -> None:
    root = parse(
        f'<body><p>The cracks were known in 2029, <a href="{OTHER}">the board</a> wrote in May.</p></body>'
    )
    text = "The board met. The cracks were known in 2029, the board wrote in May. So the board said."
    (link,) = place_links(find_anchors(root, HOME), text)
    assert text[: link.span.start].endswith("in 2029, ")
    assert place_links(find_anchors(root, HOME), text.replace("2029", "2030")) == ()


def test_a_link_alone_in_its_paragraph_needs_that_paragraph() -> None:
    root = parse(f'<body><ul><li><a href="{OTHER}">the Wend Board</a></li></ul></body>')
    assert place_links(find_anchors(root, HOME), "Cracks were known, said the Wend Board.") == ()
    assert place_links(find_anchors(root, HOME), "Read:\n\nthe Wend Board") == (Link(OTHER, Span(7, 21)),)


def test_words_that_stand_in_the_text_twice_are_left_out() -> None:
    root = parse(
        f'<body><p>Again: the cracks were known in 2029, <a href="{OTHER}">the board</a> wrote in May.</p></body>'
    )
    line = "More: again: the cracks were known in 2029, the board wrote in May."
    assert place_links(find_anchors(root, HOME), f"{line} x\n\n{line} y") == ()


def test_an_anchor_around_whole_paragraphs_or_a_picture_is_left_out() -> None:
    root = parse(
        f'<body><a href="{OTHER}"><p>One paragraph.</p><p>Another.</p></a><p>x <a href="{OTHER}"><img src="a.png"></a></p></body>'
    )
    assert find_anchors(root, HOME) == []


def test_the_text_is_the_same_with_and_without_its_links() -> None:
    body = "<p>Cracks were known in 2029, the {}Wend Board wrote{}, and nobody acted on it in May.</p>"
    assert page(body.format(f'<a href="{OTHER}">', "</a>")).text == page(body.format("", "")).text


@pytest.mark.parametrize(
    "path", sorted(Path("examples/dossier/pages").glob("*.html")), ids=lambda path: path.stem
)
def test_links_of_the_example_pages_fit_their_text(path: Path) -> None:
    article = article_from_page(path.read_bytes(), path.stem, HOME)
    assert all(0 <= link.span.start < link.span.end <= len(article.text) for link in article.links)
    assert all("share.example" not in link.url for link in article.links)


def test_ten_thousand_links_that_fit_nowhere_are_given_up() -> None:
    line = f'<p>Nowhere {{}} do these words stand as they do here, <a href="{OTHER}">they</a> stand elsewhere.</p>'
    root = parse("<body>" + "".join(line.format(n) for n in range(10_000)) + "</body>")
    assert place_links(find_anchors(root, HOME), "Some other text of words. " * 100_000) == ()


LETTERS = st.text(st.sampled_from("ab \n\u00a0é—"), max_size=60)


@given(st.lists(st.tuples(LETTERS, LETTERS, LETTERS), max_size=4), LETTERS)
def test_every_link_lies_in_the_text_and_has_the_letters_of_its_anchor(
    paragraphs: list[tuple[str, str, str]], extra: str
) -> None:
    marked = "".join(f'<p>{a}<a href="{OTHER}/{n}">{b}</a>{c}</p>' for n, (a, b, c) in enumerate(paragraphs))
    text = "\n\n".join(a + b + c for a, b, c in paragraphs) + extra
    root = parse(f"<body><p>x</p>{marked}</body>")
    for link in place_links(find_anchors(root, HOME), text):
        anchor = paragraphs[int(link.url.rsplit("/", 1)[1])][1]
        found = text[link.span.start : link.span.end]
        assert "".join(found.split()) == "".join(anchor.split())
        assert found == found.strip()


def test_no_blocks_no_links() -> None:
    assert place_links([], "text") == ()
    assert place_links([Block("text", ())], "text") == ()
    assert Link("https://a.example", Span(0, 1)) == Link("https://a.example", Span(0, 1))

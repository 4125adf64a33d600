# ruff: noqa: E501 - markup reads better unbroken
"""Pages: the main text without its furniture, and what the page says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract import article_from_page
from onrecord.extract.credit import agency, find_credit
from onrecord.extract.dates import iso_date
from onrecord.extract.image import split_credit
from onrecord.extract.metadata import language_tag, tidy_byline

FIRST = (
    "The mayor of Oldenmarsh said on Monday that the new bridge over the Wend would open in May, a year late."
)
SECOND = (
    "“We were never told about the cracks,” she told a meeting of residents, citing two reports by engineers."
)
THIRD = "A spokesman for the builder, Harrow & Finch, declined to comment on the reports or on their number."
FURNITURE = """
<a class="skip" href="#main">Skip to main content</a>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World news</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to improve your experience on our site.</p></div>"""
PAGE = f"""<!DOCTYPE html><html lang="en_gb"><head><title>Bridge opens late - The Oldenmarsh Courier</title>
<meta property="og:title" content="Bridge opens late | The Oldenmarsh Courier">
<meta property="og:site_name" content="The Oldenmarsh Courier">
<meta property="og:image" content="/img/bridge-1200x600.jpg">
<link rel="canonical" href="/news/bridge">
<meta property="article:published_time" content="2021-03-01T08:05:00+0100">
<meta property="article:modified_time" content="2021-03-02">
</head><body>{FURNITURE}
<main><article><h1>Bridge opens late</h1><p class="byline">By <a rel="author" href="/ann">Ann Dorrit</a></p>
<div class="share-buttons"><a href="#">Share on Facebook</a><a href="#">Tweet</a></div>
<figure><img src="/img/bridge-640x320.jpg"><figcaption>The bridge in January.
<span class="credit">Photo: Bo Lund/AFP</span></figcaption></figure>
<p>{FIRST}</p><p>Advertisement</p><p>{SECOND}</p>
<p><strong>Read more:</strong> <a href="/x">Five bridges that leaked</a></p>
<h2>No answer</h2>
<div class="newsletter-signup"><p>Sign up for our morning newsletter</p></div>
<p>{THIRD}</p><ul><li>Length: 300 metres</li><li>Cost: 12m crowns</li></ul>
<blockquote><p>The cracks were small, and we mended them.</p></blockquote>
<p>Related: <a href="/y">The ferry that never sailed</a></p>
</article></main>
<aside class="related"><h3>Most read</h3><p>A cat was found in the town hall on Sunday.</p></aside>
<div id="comments"><p>First! I never trusted that bridge, said my uncle.</p></div>
<footer><p>© 2021 The Oldenmarsh Courier</p></footer></body></html>"""


def page(html: str | bytes, url: str | None = None) -> Article:
    return article_from_page(html, "story", url)


def with_json(data: Any, body: str = f"<p>{FIRST}</p><p>{SECOND}</p>") -> Article:
    script = data if isinstance(data, str) else json.dumps(data)
    return page(
        f"<html><head><script type='application/ld+json'>{script}</script></head><body>{body}</body></html>"
    )


def test_the_text_is_the_article_in_paragraphs_and_nothing_else() -> None:
    assert page(PAGE).text.split("\n\n") == [
        FIRST,
        SECOND,
        "No answer",
        THIRD,
        "Length: 300 metres",
        "Cost: 12m crowns",
        "The cracks were small, and we mended them.",
    ]


def test_what_the_page_says_of_its_article() -> None:
    article = page(PAGE, "https://courier.example/news/bridge?utm=1")
    assert article.title == "Bridge opens late"
    assert article.byline == "Ann Dorrit"
    assert article.publisher == "The Oldenmarsh Courier"
    assert article.published == "2021-03-01T08:05:00+01:00"
    assert article.modified == "2021-03-02"
    assert article.url == "https://courier.example/news/bridge"
    assert article.language == "en-GB"
    assert article.credit is None
    assert article.image is not None
    assert article.image.url == "https://courier.example/img/bridge-1200x600.jpg"
    assert article.image.caption == "The bridge in January."
    assert article.image.credit == "Bo Lund/AFP"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda node: node,
        lambda node: [{"@type": "BreadcrumbList", "name": "x"}, node],
        lambda node: {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, node]},
        lambda node: {"@type": "WebPage", "mainEntity": {"x": [node]}},
        lambda node: "<!-- " + json.dumps(node) + " -->",
        lambda node: "//<![CDATA[\n" + json.dumps(node)[:-1] + ",}\n//]]>",
    ],
)
def test_json_ld_is_read_in_every_wrapping(wrap: Any) -> None:
    node = {
        "@type": ["NewsArticle"],
        "headline": "Bridge &amp; ferry",
        "author": [{"@type": "Person", "name": "By Ann Dorrit"}, {"name": ["Bo Lund"]}],
        "publisher": {"@type": "Organization", "name": "The Courier"},
        "datePublished": "2021-03-01",
        "dateModified": "2021-03-01T10:00Z",
        "inLanguage": {"@type": "Language", "name": "en"},
        "image": [
            {
                "@type": "ImageObject",
                "url": "https://c.example/a.jpg",
                "caption": "The bridge. Credit: Bo Lund",
            }
        ],
        "sourceOrganization": {"name": "Reuters"},
    }
    article = with_json(wrap(node))
    assert (article.title, article.byline, article.publisher) == (
        "Bridge & ferry",
        "Ann Dorrit, Bo Lund",
        "The Courier",
    )
    assert (article.published, article.modified, article.language) == (
        "2021-03-01",
        "2021-03-01T10:00Z",
        "en",
    )
    assert article.credit == "Reuters"
    assert article.image is not None
    assert (article.image.url, article.image.credit) == ("https://c.example/a.jpg", "Bo Lund")


def test_references_in_a_graph_are_followed() -> None:
    graph = [
        {"@type": "Article", "headline": "A", "author": {"@id": "#ann"}, "publisher": {"@id": "#org"}},
        {"@type": "Person", "@id": "#ann", "name": "Ann Dorrit"},
        {"@type": "Organization", "@id": "#org", "name": "The Courier"},
    ]
    article = with_json({"@graph": graph})
    assert (article.byline, article.publisher) == ("Ann Dorrit", "The Courier")


@pytest.mark.parametrize(
    "script", ["{", "[[[" * 5000, "null", '"x"', '{"@type":"Article","headline":7,"author":[null,3]}', "{,}"]
)
def test_json_ld_beyond_repair_costs_only_itself(script: str) -> None:
    article = with_json(script)
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert article.title is None


def test_json_ld_cut_off_still_gives_its_headline_and_date() -> None:
    article = with_json(
        '{"@type":"NewsArticle","headline":"Bridge \\"opens\\"","datePublished":"2021-03-01","auth'
    )
    assert article.published == "2021-03-01"


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("hex", "utf-8"),
        ("windows-1251", "cp1251"),
        ("x", "cp1252"),
    ],
)
def test_a_charset_is_found_whatever_is_declared(declared: str, actual: str) -> None:
    words = (
        "Мэр города сказал, что мост откроют в мае."
        if actual == "cp1251"
        else "“Café Zoë” – said the mayor of Oldenmarsh."
    )
    html = f"<html><head><meta charset={declared}></head><body><p>{words} {words}</p></body></html>"
    assert page(html.encode(actual)).text == f"{words} {words}"


@pytest.mark.parametrize(
    ("html", "cause"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("<html></html>", "no article text found"),
        ("<html><frameset><frame src=a></frameset></html>", "no article text found"),
        (
            "<html><body><script>var a = 'The mayor said so to all of us';</script></body></html>",
            "no article text found",
        ),
        ("<?xml version='1.0'?><rss version='2.0'><channel></channel></rss>", "is a feed, not a page"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "is a feed, not a page"),
        ("<?xml version='1.0'?><nitf><body>x</body></nitf>", "is XML <nitf>, not a page"),
    ],
)
def test_a_page_without_an_article_says_why(html: str, cause: str) -> None:
    with pytest.raises(InputError) as caught:
        article_from_page(html, "story", where="folder/story.html")
    assert str(caught.value).startswith("folder/story.html: ")
    assert cause in str(caught.value)


def test_a_page_cut_in_the_middle_gives_what_is_there() -> None:
    cut = PAGE[: PAGE.index(THIRD) + 20]
    assert page(cut).text.startswith(f"{FIRST}\n\n{SECOND}")


def test_a_deeply_nested_page_is_read() -> None:
    assert page("<html><body>" + "<div>" * 1200 + f"<p>{FIRST}</p><p>{SECOND}</p>").text.startswith(FIRST)


def test_five_megabytes_on_one_line_are_read() -> None:
    assert len(page(f"<html><body><p>{(FIRST + ' ') * 50_000}</p></body></html>").text) == 105 * 50_000 - 1


def test_odd_characters_inside_paragraphs() -> None:
    article = page(
        f"<html><body><p>The\u00a0 mayor\u200b  sa\u00adid\x00 &nbsp; “no”.<br>{FIRST}</p><p>{SECOND}</p></body></html>"
    )
    assert article.text.startswith(f"The mayor said “no”.\n{FIRST}")


def test_an_embedded_post_is_part_of_the_article() -> None:
    post = '<div class="embed social"><blockquote class="twitter-tweet"><p>The bridge is safe.</p>— Mayor (@mayor)</blockquote></div>'
    html = f"<html><body><article><p>{FIRST}</p>{post}<p>{SECOND}</p><p>{THIRD}</p></article></body></html>"
    assert "The bridge is safe." in page(html).text


def test_words_in_prose_stay_whatever_their_class() -> None:
    html = f'<html><body><article><p>The <a class="ad-link">ferry</a> sank. {FIRST}</p><p>{SECOND}</p></article></body></html>'
    assert page(html).text.startswith("The ferry sank.")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2021-03-01", "2021-03-01"),
        ("2021-03", "2021-03"),
        ("2021-03-01 08:05", "2021-03-01T08:05"),
        ("2021-03-01T08:05:09.123Z", "2021-03-01T08:05:09Z"),
        ("2021-03-01T08:05:09-0530", "2021-03-01T08:05:09-05:30"),
        ("20210301", "2021-03-01"),
        ("March 1, 2021", "2021-03-01"),
        ("Mon, 01 Mar 2021 08:05:00 GMT", "2021-03-01T08:05:00+00:00"),
        ("2021-13-01", None),
        ("03/04/2021", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_keep_the_precision_they_were_given_in(written: str, iso: str | None) -> None:
    assert iso_date(written) == iso


def test_a_change_before_the_publication_is_none() -> None:
    article = with_json(
        {"@type": "Article", "headline": "A", "datePublished": "2021-03-02", "dateModified": "2021-03-01"}
    )
    assert (article.published, article.modified) == ("2021-03-02", None)


def test_a_time_element_dates_a_page_that_says_nothing_else() -> None:
    times = "<p>Published <time datetime='2021-03-01'>1 March</time>. Updated <time datetime='2021-03-05'>5 March</time></p>"
    article = page(f"<html><body><article>{times}<p>{FIRST}</p><p>{SECOND}</p></article></body></html>")
    assert (article.published, article.modified) == ("2021-03-01", "2021-03-05")


@pytest.mark.parametrize(
    ("byline", "text", "credit"),
    [
        (None, f"OLDENMARSH (Reuters) - {FIRST}", "Reuters"),
        (None, f"OLDENMARSH, March 1 (AP) — {FIRST}", "AP"),
        (None, f"(AFP) – {FIRST}", "AFP"),
        (None, f"{FIRST}\n\n{SECOND} — Reuters", "Reuters"),
        (None, f"{FIRST}\n\n(dpa)", "dpa"),
        ("Ann Dorrit, Associated Press", FIRST, "AP"),
        ("By The Associated Press", FIRST, "AP"),
        ("Ana Pa", FIRST, None),
        ("Ann Dorrit", f"{FIRST}\n\nThe mayor (PA) said so.", None),
        (None, f"He worked for Reuters (AP) - {FIRST}", None),
    ],
)
def test_a_wire_credit_is_found_where_pages_put_it(byline: str | None, text: str, credit: str | None) -> None:
    assert find_credit((), byline, text) == credit


def origin(data: dict[str, Any], dateline: str = "", foot: str = "", byline: str = "") -> str | None:
    """The credit of a page with these data, dateline, last line and byline."""
    node = {"@type": "NewsArticle", "headline": "A", "publisher": {"name": "The Courier"}, **data}
    body = (
        f"<p class=byline>{byline}</p><p>{dateline}{FIRST}</p><p>{SECOND}</p><footer><p>{foot}</p></footer>"
    )
    return with_json(node, f"<article>{body}</article>").credit


def test_an_agency_on_no_list_counts_where_the_data_name_it() -> None:
    assert origin({"sourceOrganization": {"name": "Fenwire"}}) == "Fenwire"
    assert origin({"creditText": "Fenwire"}) == "Fenwire"
    assert origin({"isBasedOn": {"@type": "NewsArticle", "publisher": {"name": "Fenwire"}}}) == "Fenwire"
    assert origin({"sourceOrganization": {"name": "Fenwire"}}, dateline="OLDENMARSH (AP) — ") == "AP"


def test_an_outlet_that_names_itself_is_no_agency() -> None:
    assert origin({"sourceOrganization": {"name": "Courier"}}) is None
    assert origin({"creditText": "Ann Dorrit for The Courier"}) is None
    assert origin({"isBasedOn": "https://courier.example/first-report"}) is None


@pytest.mark.parametrize(
    ("dateline", "foot", "byline", "credit"),
    [
        ("OLDENMARSH (Fenwire) — ", "", "By Fenwire", "Fenwire"),
        ("OLDENMARSH (Fenwire) - ", "Source: Fenwire", "By Ann Dorrit", "Fenwire"),
        ("OLDENMARSH (Fenwire) — ", "", "By Ann Dorrit", None),
        ("OLDENMARSH (Fenwire) — ", "Source: town hall", "", None),
        ("", "Source: Fenwire", "By Fenwire", None),
    ],
)
def test_an_agency_on_no_list_needs_a_dateline_and_a_second_sign(
    dateline: str, foot: str, byline: str, credit: str | None
) -> None:
    assert origin({}, dateline, foot, byline) == credit


@pytest.mark.parametrize(
    "times",
    [
        "<time>Thursday 6 February 2031</time> · Updated <time>11.40am</time>",
        "Thursday 6 February 2031, 6.05am · Updated 11.40am",
        "Published on Feb. 6th at 6:05 a.m. GMT | Last modified: Feb 7",
    ],
)
def test_a_line_of_times_is_no_paragraph(times: str) -> None:
    html = f"<html><body><article><p>{times}</p><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    assert page(html).text == f"{FIRST}\n\n{SECOND}"


def test_a_menu_in_a_table_and_a_row_of_links_are_furniture() -> None:
    menu = "<br>".join(f"<a href=/{name}>{name}</a>" for name in ("Front page", "Town", "Farm", "Deaths"))
    foot = "<font><a href=/d>Back to Deaths</a> | <a href=/w>Write to the desk</a></font>"
    html = f"<table><tr><td>{menu}</td><td><p>{FIRST}<p>{SECOND}<p>{THIRD}</p>{foot}</td></tr></table>"
    assert page(f"<html><body>{html}</body></html>").text.split("\n\n") == [FIRST, SECOND, THIRD]


def test_links_inside_sentences_are_no_row() -> None:
    line = "<p><a href=/a>Ann Dorrit</a> met <a href=/b>Bo Lund</a>.</p>"
    pair = "<p><a href=/a>Ann Dorrit</a>, <a href=/b>Bo Lund</a></p>"
    text = page(
        f"<html><body><article><p>{FIRST}</p>{line}{pair}<p>{SECOND}</p></article></body></html>"
    ).text
    assert "Ann Dorrit met Bo Lund." in text
    assert "Ann Dorrit, Bo Lund" in text


EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/pages/*.html")), ids=lambda path: path.stem)
def test_the_text_of_an_example_page_is_that_of_its_text_file(path: Path) -> None:
    article = article_from_page(path.read_bytes(), path.stem)
    written = (path.parents[1] / "text" / f"{path.stem}.txt").read_text(encoding="utf-8")
    title, *paragraphs = [" ".join(part.split()) for part in written.split("\n\n")]
    assert article.title == title
    assert [" ".join(part.split()) for part in article.text.split("\n\n")] == paragraphs


def test_what_the_example_pages_say_of_their_origin_and_pictures() -> None:
    def example(name: str) -> Article:
        return article_from_page((EXAMPLES / "dossier/pages" / f"{name}.html").read_bytes(), name)

    assert example("02-reprint-with-credit").credit == "Transmere"
    assert example("04-investigation-dinner").credit is None
    image = example("09-interview-lawyer").image
    assert image is not None
    assert image.caption == "Nadira Westley outside the River Court."
    assert image.credit == "Hugh Barrow/Sluice Review"


def test_the_dateline_stays_in_the_text() -> None:
    article = page(f"<html><body><p>OLDENMARSH (Reuters) - {FIRST}</p><p>{SECOND}</p></body></html>")
    assert article.text.startswith("OLDENMARSH (Reuters) - The mayor")
    assert article.credit == "Reuters"


def test_agencies_have_one_name_each() -> None:
    assert agency("agence france-presse") == "AFP"
    assert agency("The Press Association") == "PA Media"
    assert agency("The Oldenmarsh Courier") is None


@pytest.mark.parametrize(
    ("caption", "words", "credit"),
    [
        ("The bridge. (AP Photo/Bo Lund)", "The bridge.", "AP Photo/Bo Lund"),
        ("The bridge. Photo: Bo Lund/AFP", "The bridge.", "Bo Lund/AFP"),
        ("The bridge. (Photo: Bo Lund/AFP)", "The bridge.", "Bo Lund/AFP"),
        ("The bridge. Photograph by Bo Lund", "The bridge.", "Bo Lund"),
        ("The bridge. Bo Lund/AFP via Getty Images", "The bridge.", "Bo Lund/AFP via Getty Images"),
        ("“It stands.” Bo Lund/AP", "“It stands.”", "Bo Lund/AP"),
        ("Photo: Bo Lund", "Photo: Bo Lund", "Bo Lund"),
        ("The bridge in January.", "The bridge in January.", None),
        ("", None, None),
    ],
)
def test_a_credit_at_the_end_of_a_caption(caption: str, words: str | None, credit: str | None) -> None:
    assert split_credit(caption) == (words, credit)


def test_bylines_and_languages() -> None:
    assert tidy_byline("By Ann Dorrit | 1 March 2021") == "Ann Dorrit"
    assert tidy_byline("https://courier.example/ann") is None
    assert language_tag("zh_hant_tw") == "zh-Hant-TW"
    assert language_tag("english") is None

"""Links of an article as relays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import Article, Link, Relay, RelayKind, Span
from onrecord.read.links import link_relays

TEXT = "The board wrote\n so in a survey."


def article(*links: Link, url: str | None = "https://www.courier.example/bridge") -> Article:
    return Article("story", TEXT, url=url, links=links)


def test_a_link_is_a_relay_to_the_host_that_it_leads_to() -> None:
    link = Link("https://www.board.example/report#page=3", Span(4, 9))
    assert link_relays(article(link)) == (Relay(RelayKind.LINK, "board.example", Span(4, 9), url=link.url),)


def test_a_document_on_the_own_host_is_called_by_its_words() -> None:
    (relay,) = link_relays(article(Link("https://courier.example/survey.pdf", Span(4, 19))))
    assert relay.outlet == "board wrote so"


def test_links_keep_their_order_and_two_to_one_host_stay_two() -> None:
    links = (Link("https://board.example/a", Span(4, 9)), Link("https://board.example/b", Span(25, 31)))
    assert [relay.url for relay in link_relays(article(*links))] == [link.url for link in links]


def test_an_article_without_links_or_with_one_out_of_place_gives_no_relay() -> None:
    assert link_relays(Article("story", TEXT)) == ()
    assert link_relays(article(Link("https://board.example/", Span(4, 400)))) == ()


@given(st.text(max_size=30), st.integers(-3, 40), st.integers(-3, 40))
def test_no_address_and_no_span_raises(url: str, start: int, end: int) -> None:
    for relay in link_relays(article(Link(url, Span(start, end)), url=url)):
        assert relay.words == Span(start, end)
        assert relay.outlet == " ".join(relay.outlet.split())

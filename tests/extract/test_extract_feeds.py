# ruff: noqa: E501 - markup reads better unbroken
"""RSS, Atom and lists of feeds: which page each entry gives, what is known of it, and what the errors say."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.extract import (
    InputOptions,
    Original,
    OriginalKind,
    Unchanged,
    Validators,
    article_of,
    originals,
)
from onrecord.extract.feeds import read_feed
from onrecord.extract.opml import feed_addresses
from tests.extract.made import LINE, STORY, FakeWeb, page, rss

FEED = "https://estuary.example/feed.xml"
CONTENT = f"<content:encoded><![CDATA[<p>{STORY}</p><p>{LINE}</p>]]></content:encoded>"


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> FakeWeb:
    fake = FakeWeb()
    monkeypatch.setattr("onrecord.extract.dispatch.Fetcher", fake)
    return fake


def found(
    where: Path | str, known: dict[str, Validators] | None = None
) -> list[Original | Unchanged | InputError]:
    return list(originals([str(where)], InputOptions(), lambda url: (known or {}).get(url, Validators())))


def one(where: Path | str) -> Original:
    (only,) = found(where)
    assert isinstance(only, Original), only
    return only


def test_each_entry_of_a_feed_leads_to_its_page_with_what_the_feed_knows(
    web: FakeWeb, tmp_path: Path
) -> None:
    web.pages["https://estuary.example/bridge"] = ("text/html", page("Bridge opens"))
    file = tmp_path / "feed.xml"
    file.write_bytes(
        rss(
            "<title>Bridge &amp;amp; ferry</title><link>https://estuary.example/bridge</link>"
            "<pubDate>Wed, 05 Feb 2031 10:00:00 GMT</pubDate><dc:creator>By Ada Vorn</dc:creator>"
            '<source url="https://courier.example/feed">The Pendry Courier</source>'
        )
    )
    original = one(file)
    assert (original.where, original.name) == (f"{file}, entry 1", "bridge")
    assert (original.kind, original.url) == (OriginalKind.PAGE, "https://estuary.example/bridge")
    assert original.retrieved == "2031-02-05T10:00:00Z"
    article = article_of(original)
    assert (article.title, article.byline, article.publisher) == (
        "Bridge opens",
        "Ada Vorn",
        "The Pendry Courier",
    )
    assert article.published == "2031-02-05T10:00:00+00:00"


def test_the_outlet_that_a_feed_names_goes_before_the_one_of_the_page(web: FakeWeb, tmp_path: Path) -> None:
    named = page("Bridge opens", head="<meta property='og:site_name' content='Wire Mirror'>")
    web.pages["https://mirror.example/bridge"] = ("text/html", named)
    source = '<source url="https://courier.example/feed">The Pendry Courier</source>'
    file = tmp_path / "feed.rss"
    file.write_bytes(
        rss(
            f"<link>https://mirror.example/bridge</link>{source}",
            "<link>https://mirror.example/bridge?2</link>",
        )
    )
    web.pages["https://mirror.example/bridge?2"] = ("text/html", named)
    outlets = [article_of(item).publisher for item in found(file) if isinstance(item, Original)]
    assert outlets == ["The Pendry Courier", "Wire Mirror"]


def test_atom_entries_keep_their_source_and_their_dates(web: FakeWeb, tmp_path: Path) -> None:
    file = tmp_path / "feed.atom"
    file.write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://estuary.example/"><title>All</title><entry>'
        '<title type="html">Bridge &lt;b&gt;opens&lt;/b&gt;</title><link rel="alternate" href="/bridge"/>'
        "<published>2031-02-05T10:00:00Z</published><updated>2031-02-06T10:00:00Z</updated>"
        "<author><name>Ada Vorn</name></author><author><name>Rafe Aldous</name></author>"
        "<source><title>The Pendry Courier</title></source>"
        f'<content type="html">&lt;p&gt;{STORY}&lt;/p&gt;</content></entry></feed>'
    )
    article = article_of(one(file))
    assert web.asked == ["https://estuary.example/bridge"]
    assert article.text == STORY
    assert (article.title, article.byline) == ("Bridge opens", "Ada Vorn, Rafe Aldous")
    assert (article.published, article.modified) == ("2031-02-05T10:00:00Z", "2031-02-06T10:00:00Z")
    assert (article.publisher, article.url) == ("The Pendry Courier", "https://estuary.example/bridge")


@pytest.mark.parametrize(
    ("data", "published", "modified"),
    [
        (rss(f"<dc:date>2031-02-05</dc:date><description>{LINE}</description>"), "2031-02-05", None),
        (rss(f"<pubDate>soon</pubDate><description>{LINE}</description>"), None, None),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><updated>2031-02-06</updated><content>Yes, he said so.</content></entry></feed>", None, "2031-02-06"),
    ],
)  # fmt: skip
def test_a_date_of_change_is_never_taken_for_one_of_publication(
    data: bytes, published: str | None, modified: str | None
) -> None:
    (entry,) = read_feed(data, "feed.xml").entries
    assert (entry.facts.get("published"), entry.facts.get("modified")) == (published, modified)


def test_where_a_page_is_gone_the_full_text_of_the_feed_stands_in_and_a_teaser_never(
    web: FakeWeb, tmp_path: Path
) -> None:
    file = tmp_path / "feed.xml"
    teaser = f"<content:encoded>{LINE}</content:encoded>"
    cut = f"<content:encoded>{STORY} …</content:encoded>"
    link = "<link>https://estuary.example/{}</link>"
    file.write_bytes(
        rss(link.format("aa") + CONTENT, link.format("b") + teaser, link.format("c") + cut, link.format("d"))
    )
    whole, *errors = found(file)
    assert isinstance(whole, Original)
    article = article_of(whole)
    assert article.text == f"{STORY}\n\n{LINE}"
    assert (article.name, article.url) == ("aa", "https://estuary.example/aa")
    assert [str(error) for error in errors] == [
        f"{file}, entry {number}: https://estuary.example/{name}: the server answers 404 Not Found (check the address)"
        for number, name in ((2, "b"), (3, "c"), (4, "d"))
    ]


def test_an_entry_without_a_link_is_read_from_the_feed(web: FakeWeb, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(
        rss(
            f"<title>Bridge opens</title>{CONTENT}",
            f"<description>{LINE}</description>",
            "<title>Nothing</title>",
        )
    )
    first, second, third = found(file)
    assert isinstance(first, Original)
    assert isinstance(second, Original)
    assert (first.name, second.name) == ("Bridge-opens", "feed-2")
    assert article_of(first).text == f"{STORY}\n\n{LINE}"
    assert article_of(second).text == LINE
    assert str(third) == f"{file}, entry 3: has neither a link to a page nor a text"
    assert web.asked == []


def test_a_link_without_its_beginning_is_seen_from_the_site_of_the_feed(web: FakeWeb, tmp_path: Path) -> None:
    web.pages["https://estuary.example/2031/bridge"] = ("text/html", page("Bridge opens"))
    file = tmp_path / "feed.xml"
    file.write_bytes(rss("<link>/2031/bridge</link>"))
    assert one(file).url == "https://estuary.example/2031/bridge"


def test_markup_that_is_an_xml_bomb_and_no_feed_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "bomb.xml"
    file.write_text('<?xml version="1.0"?><!DOCTYPE z [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><z>&b;</z>')
    (original,) = found(file)
    assert isinstance(original, Original)
    with pytest.raises(InputError, match="is XML <z>, not a page"):
        article_of(original)


def test_progress_counts_entries_and_the_same_page_is_fetched_once(web: FakeWeb) -> None:
    web.pages = {f"https://estuary.example/{n}": ("text/html", page(f"Story {n}")) for n in range(4)}
    items = [f"<link>https://estuary.example/{n}</link>" for n in (0, 1, 2, 3)]
    web.pages[FEED] = ("application/rss+xml", rss(*items))
    web.pages[FEED + "2"] = ("", rss(*items))
    results = list(originals([FEED, FEED + "2"]))
    assert [item.progress for item in results if isinstance(item, Original)] == [0.25, 0.5, 0.75, 1.0]
    assert web.asked == [FEED, *list(web.pages)[:4], FEED + "2"]


def test_a_page_that_has_not_changed_is_told_as_such(web: FakeWeb) -> None:
    url = "https://estuary.example/bridge"
    web.pages = {url: ("text/html", page("Bridge")), FEED: ("text/xml", rss(f"<link>{url}</link>"))}
    web.etags[url] = '"7"'
    (first,) = found(url)
    assert isinstance(first, Original)
    assert first.validators.etag == '"7"'
    assert found(url, {url: first.validators}) == [Unchanged(url, url)]
    assert found(FEED, {url: first.validators}) == [Unchanged(f"{FEED}, entry 1", url)]


def test_a_feed_is_told_by_its_bytes_and_what_an_entry_leads_to_must_be_a_page(web: FakeWeb) -> None:
    web.pages["https://estuary.example/data"] = ("", b'{"text": "x"}')
    web.pages[FEED] = ("text/html", rss("<link>https://estuary.example/data</link>"))
    (error,) = found(FEED)
    assert str(error) == f"{FEED}, entry 1: https://estuary.example/data: leads to no page"


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (rss(), "is a feed without entries"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel><<<", "is a broken feed"),
        (rss("<title>&b;</title>", head='<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'), "declares entities"),
        (rss("<title>&a;</title>", head='<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>'), "declares entities"),
        ("<!DOCTYPE rss [<!ENTITY a 'aa'>]><rss/>".encode("utf-16"), "declares entities"),
    ],
)  # fmt: skip
def test_a_feed_that_cannot_be_read_is_one_line(tmp_path: Path, data: bytes, cause: str) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(data)
    (error,) = found(file)
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{file}: ")
    assert cause in str(error)
    assert "\n" not in str(error)


def test_old_feeds_with_a_doctype_are_read_and_nothing_of_it_is_fetched(web: FakeWeb, tmp_path: Path) -> None:
    heads = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss-0.91.dtd">',
        '<!DOCTYPE rss [<!ENTITY % HTMLlat1 PUBLIC "-//W3C//ENTITIES Latin 1//EN" "http://127.0.0.1:9/x.ent"> %HTMLlat1;]>',
    )
    for head in heads:
        file = tmp_path / "old.xml"
        file.write_bytes(rss(f"<title>Caf&eacute;</title><description>{LINE}</description>", head=head))
        assert article_of(one(file)).title == "Café"


def test_a_feed_that_is_cut_off_gives_its_entries_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    whole = rss(*(f"<description>{LINE} {n}</description>" for n in range(3)))
    file.write_bytes(whole[: whole.rindex(b"<item>")])
    *entries, error = found(file)
    assert [isinstance(entry, Original) for entry in entries] == [True, True]
    assert str(error) == f"{file}: is cut off after entry 2 (get it again)"


def opml(outlines: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="2.0"><head/><body>{outlines}</body></opml>'.encode()


def test_a_list_of_feeds_gives_the_articles_of_all_feeds_nested_ones_too(
    web: FakeWeb, tmp_path: Path
) -> None:
    for name in "abc":
        web.pages[f"https://{name}.example/feed"] = (
            "text/xml",
            rss(f"<link>https://{name}.example/1</link>"),
        )
        web.pages[f"https://{name}.example/1"] = ("text/html", page(f"Story {name}"))
    web.pages["https://lists.example/more.opml"] = (
        "",
        opml(
            '<outline xmlUrl="https://c.example/feed"/><outline type="include" url="https://lists.example/more.opml"/>'
        ),
    )
    web.pages["https://home.example/"] = ("text/html", page("Home"))
    file = tmp_path / "list.opml"
    file.write_bytes(
        opml(
            '<outline text="Local"><outline text="A" xmlUrl="https://a.example/feed"/><outline xmlurl="feed:https://b.example/feed"/>'
            '<outline xmlUrl="https://a.example/feed"/></outline><outline type="include" url="https://lists.example/more.opml"/>'
            '<outline xmlUrl="https://home.example/"/><outline xmlUrl="https://gone.example/feed"/><outline xmlUrl="../feed.xml"/>'
        )
    )
    results = found(file)
    read = [item for item in results if isinstance(item, Original)]
    assert [article_of(item).title for item in read] == ["Story a", "Story b", "Story c"]
    assert read[0].where == "https://a.example/feed, entry 1"
    assert [item.progress for item in read] == sorted(item.progress for item in read)
    assert [str(item) for item in results if isinstance(item, InputError)] == [
        f"{file}, feed 4: https://home.example/: is no feed (give the addresses of feeds)",
        f"{file}, feed 5: https://gone.example/feed: the server answers 404 Not Found (check the address)",
        f"{file}, feed 6: ../feed.xml: only http and https addresses can be fetched",
    ]


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (opml(""), "is a list without feeds"),
        (
            b'<!DOCTYPE opml [<!ENTITY a "https://a.example/">]><opml><outline xmlUrl="&a;"/></opml>',
            "declares entities",
        ),
        (b"<opml", "is a list without feeds"),
    ],
)
def test_a_list_that_cannot_be_read_is_one_line(data: bytes, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        feed_addresses(data, "list.opml")


PIECES = ["<item>", "</item>", "<entry>", "<title>", "</title>", "<link>https://a.example/x</link>", "<link href='/y'/>", "<content:encoded>",
    "<![CDATA[", "]]>", "&amp;", "&nbsp;", "<!--", "<source>", "<pubDate>never</pubDate>", "<guid>\x00</guid>", "<outline xmlUrl='http://['/>",
    "<", "\ud7ff", "<dc:date>2031-13-45</dc:date>", "<div xmlns='http://www.w3.org/1999/xhtml'>", LINE]  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.sampled_from([b"", b"<rss>", b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<opml>"]),
    st.one_of(st.binary(), st.lists(st.sampled_from(PIECES)).map(lambda parts: "".join(parts).encode())))  # fmt: skip
def test_any_bytes_are_a_feed_or_a_list_or_an_input_error(head: bytes, data: bytes) -> None:
    for read in (read_feed, feed_addresses):
        try:
            read(head + data, "feed.xml")
        except InputError as error:
            assert str(error).startswith("feed.xml: ")


@pytest.mark.parametrize(
    "piece", ["<item>", "<a ", "&", "<![CDATA[", "<!--", "<div>", "<!DOCTYPE ", "<outline>", "\x00", "&#x"]
)
def test_feeds_are_read_in_time_linear_in_their_size(piece: str) -> None:
    took = []
    for size in (20_000, 80_000):
        data = b"<rss><channel><item><title>" + (piece * (size // len(piece))).encode()
        start = time.process_time()
        for read in (read_feed, feed_addresses):
            with contextlib.suppress(InputError):
                read(data, "feed.xml")
        took.append(time.process_time() - start)
    assert took[1] < 8 * took[0] + 0.2

"""Links of an article as its relations to whoever they lead to."""

from __future__ import annotations

from urllib.parse import urlsplit

from onrecord.article import Article, Relay, RelayKind


def link_relays(article: Article) -> tuple[Relay, ...]:
    """Return one relay for each link of `article`, in text order.

    The outlet is the host that the link leads to; that a host belongs to whoever the words name would be a
    guess. A document on the article's own host is called by the words of its link. A link whose span does
    not lie in the text is left out.
    """
    home = _host(article.url or "")
    return tuple(
        Relay(
            RelayKind.LINK, _outlet(article.text[start:end], _host(link.url), home), link.span, url=link.url
        )
        for link in article.links
        for start, end in (link.span,)
        if 0 <= start < end <= len(article.text)
    )


def _outlet(words: str, host: str, home: str) -> str:
    return " ".join(words.split()) if not host or host == home else host


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""

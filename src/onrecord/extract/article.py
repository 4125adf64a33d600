"""From the bytes of an original to its article: the same every time, without network or clock."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract.decode import Kind, decode_text, is_blank, refuse_binary, sniff
from onrecord.extract.jsontext import parsed
from onrecord.extract.ninjs import article_from_ninjs
from onrecord.extract.original import Original, OriginalKind
from onrecord.extract.page import article_from_page
from onrecord.extract.rows import article_from_row

#: What is taken from what is known of an article where it does not tell it itself.
FACTS = ("published", "publisher", "title", "url", "byline", "modified", "language")


def article_of(original: Original) -> Article:
    """Return the article that an original holds, with the facts that it does not tell itself.

    Equal originals give equal articles. The outlet of an original goes before the publisher that a page
    names. Raises InputError naming `original.where` where there is no article in it.
    """
    try:
        article = _READERS[original.kind](original)
    except RecursionError as error:
        raise InputError(original.where, "is nested too deeply to be read") from error
    except MemoryError as error:
        raise InputError(original.where, "is too large for this machine's memory") from error
    told: dict[str, Any] = {
        name: original.facts[name]
        for name in FACTS
        if name in original.facts and getattr(article, name) is None
    }
    if original.outlet:
        told["publisher"] = original.outlet
    if article.url is None and original.url:
        told["url"] = original.url
    return replace(article, **told) if told else article


def article_from_text(text: str, name: str, *, url: str | None = None, where: str | None = None) -> Article:
    """Return an article whose text is this text, every character where it stands.

    Raises `InputError` naming `where` (or `name`) when there is nothing but white space in it.
    """
    if is_blank(text):
        raise InputError(where or name, "is empty")
    return Article(name=name, text=text, url=url)


def article_from_bytes(
    data: bytes,
    name: str,
    *,
    kind: Kind | None = None,
    url: str | None = None,
    where: str | None = None,
    charset: str | None = None,
) -> Article:
    """Return the article in a file's bytes: a page or a text as `kind` says, or as the bytes look.

    Raises `InputError` naming `where` (or `name`) for anything else, for an empty file and for a page
    without an article.
    """
    where = where or name
    if not data:
        raise InputError(where, "is empty")
    refuse_binary(data, where)
    if (kind or sniff(data)) is Kind.PAGE:
        return article_from_page(data, name, url, where=where, charset=charset)
    return article_from_text(decode_text(data, charset), name, url=url, where=where)


def _from_page(original: Original) -> Article:
    return article_from_bytes(
        original.data,
        original.name,
        kind=Kind.PAGE if original.kind is OriginalKind.PAGE else Kind.TEXT,
        url=original.url,
        where=original.where,
        charset=original.charset,
    )


def _from_pdf(original: Original) -> Article:
    # Loaded for those who read PDFs only: the library brings all of PDFium.
    from onrecord.extract.pdf import article_from_pdf  # noqa: PLC0415

    return article_from_pdf(original.data, original.name, original.where)


def _from_row(original: Original) -> Article:
    return article_from_row(parsed(original.data, original.where), original.name, original.where)


def _from_ninjs(original: Original) -> Article:
    return article_from_ninjs(parsed(original.data, original.where), original.name, original.where)


_READERS = {
    OriginalKind.PAGE: _from_page,
    OriginalKind.TEXT: _from_page,
    OriginalKind.PDF: _from_pdf,
    OriginalKind.ROW: _from_row,
    OriginalKind.NINJS: _from_ninjs,
}

"""Read one article: the pure function from a text to what is on record in it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from onrecord.article import Article, Reading
from onrecord.read.attributions import find_attributions
from onrecord.read.encoder import Encoder
from onrecord.read.quotation import find_quotations

#: Name of an article that was given as bare text.
UNNAMED: Final = "text"


class Reader:
    """Reads articles with one loaded model; holds no state between articles."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self.encoder = encoder or Encoder()

    def read(self, article: Article | str) -> Reading:
        """Return what is on record in `article`, each kind in the order in which it begins in the text.

        The same article gives the same reading, whatever was read before.
        """
        if isinstance(article, str):
            article = Article(name=UNNAMED, text=article)
        quotes = find_quotations(article.text)
        return Reading(article, find_attributions(self.encoder, article.text, quotes))


@lru_cache(maxsize=1)
def default_reader() -> Reader:
    """Return the reader over the shipped model, loaded once a process."""
    return Reader()


def read(article: Article | str) -> Reading:
    """Return what is on record in an article or a bare text, read with the shipped model."""
    return default_reader().read(article)

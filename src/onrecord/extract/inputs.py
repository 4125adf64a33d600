"""What a user names - pages, texts, feeds, archives, exports, PDFs, folders - one article at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract.article import article_of
from onrecord.extract.dispatch import found_in, with_about
from onrecord.extract.names import Names
from onrecord.extract.options import DEFAULT_OPTIONS, InputOptions
from onrecord.extract.original import Original
from onrecord.extract.sources import Source


def articles(
    inputs: Iterable[str | Source | InputError], options: InputOptions = DEFAULT_OPTIONS
) -> Iterator[Article | InputError]:
    """Yield one article or one error for each thing to read, in order.

    Takes what a user names, or what `expand` made of it. Folders, feeds, lists of feeds, archives and
    exports give one for each article in them. An input that cannot be read never stops the others. The
    names of the articles of one run are unique.
    """
    names = Names()
    for item in found_in(inputs, options):
        if isinstance(item, InputError):
            yield item
        elif isinstance(item, Original):
            named = replace(item, name=names.give(item.name))
            try:
                yield article_of(with_about(named, options))
            except InputError as error:
                yield error

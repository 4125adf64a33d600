"""Everything that a user may name as a stream of originals, each of which gives one article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from onrecord.errors import FetchError, InputError
from onrecord.extract.decode import Kind, sniff
from onrecord.extract.fetch import Fetcher, NotModified, is_address, without_credentials
from onrecord.extract.forms import Form, form_of, kind_of, stem_of, suffix_of
from onrecord.extract.names import printable, short, slug
from onrecord.extract.options import DEFAULT_OPTIONS, InputOptions
from onrecord.extract.original import NO_VALIDATORS, Original, OriginalKind, Unchanged, Validators
from onrecord.extract.rows import Export, rows
from onrecord.extract.sources import STANDARD_INPUT, Source, expand
from onrecord.extract.streams import Stream, opened, standard_input

if TYPE_CHECKING:
    from onrecord.extract.feeds import Entry

Found: TypeAlias = Original | Unchanged | InputError
Known: TypeAlias = Callable[[str], Validators]

# Lists of feeds that include lists: more than two levels nobody writes, a circle has no end.
_MAX_LISTS = 5


def originals(
    inputs: Iterable[str | Source | InputError],
    options: InputOptions = DEFAULT_OPTIONS,
    known: Known | None = None,
) -> Iterator[Found]:
    """Yield the originals of what a user names, or of what `expand` made of it, in order.

    An input that cannot be read gives an error and never stops the others; an address that has not changed
    since what `known` tells of it gives `Unchanged`. The next input is taken only when the one before has
    given all: who counts them as they are taken knows how many are done, and `progress` tells the rest.
    """
    for item in found_in(inputs, options, known):
        yield with_about(item, options) if isinstance(item, Original) else item


def with_about(original: Original, options: InputOptions) -> Original:
    """Return an original with what the user knows: a row of a table goes before what a feed tells."""
    about = options.about
    facts = {**about.common, **original.facts, **about.rows.get(original.name, {})}
    return replace(original, facts=facts) if facts else original


def found_in(
    inputs: Iterable[str | Source | InputError], options: InputOptions, known: Known | None = None
) -> Iterator[Found]:
    """Yield the originals of `inputs` with the facts that come from the inputs themselves alone."""
    with Fetcher(options) as fetcher:
        run = _Run(options, known or _nothing, fetcher)
        for item in inputs:
            for source in expand([item]) if isinstance(item, str) else [item]:
                if isinstance(source, InputError):
                    yield source
                else:
                    yield from run.guarded(run.of(source), printable(without_credentials(source.where)))


def _nothing(_url: str) -> Validators:
    return NO_VALIDATORS


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a stream comes from, and what is said of it before it is looked at."""

    where: str
    name: str
    suffix: str = ""
    media_type: str = ""
    kind: Kind | None = None
    url: str | None = None
    charset: str | None = None
    retrieved: str | None = None
    validators: Validators = NO_VALIDATORS


class _Run:
    """One run over all inputs: one fetcher, and no page or feed fetched twice for feeds that share it."""

    def __init__(self, options: InputOptions, known: Known, fetcher: Fetcher) -> None:
        self._options = options
        self._known = known
        self._fetcher = fetcher
        self._seen: set[str] = set()
        self._lists: set[str] = set()

    def guarded(self, found: Iterator[Found], where: str) -> Iterator[Found]:
        """Yield what is found, and as the last thing the error that ends it."""
        try:
            yield from found
        except InputError as error:
            yield error
        except RecursionError:
            yield InputError(where, "is nested too deeply to be read")
        except MemoryError:
            yield InputError(where, "is too large for this machine's memory")

    def of(self, source: Source) -> Iterator[Found]:
        """Yield what one source gives; raises InputError where it ends early."""
        where = source.where
        if where == STANDARD_INPUT:
            stream = standard_input()
            yield from self._read(stream, _Place(stream.where, "stdin"))
        elif source.is_address:
            yield from self._address(where)
        elif "://" in where and not Path(where).exists():
            raise FetchError(without_credentials(where), "only http and https addresses can be fetched")
        else:
            suffix, shown = suffix_of(where), printable(where)
            name = printable(stem_of(where)) or "article"
            with opened(where) as stream:
                yield from self._read(stream, _Place(shown, name, suffix, kind=kind_of(suffix)))

    def _address(self, url: str) -> Iterator[Found]:
        got = self._fetched(url, without_credentials(url), self._known(url))
        if isinstance(got, Unchanged):
            yield got
        else:
            yield from self._read(*got)

    def _fetched(
        self, url: str, where: str, known: Validators = NO_VALIDATORS
    ) -> tuple[Stream, _Place] | Unchanged:
        """Return what an address gives with where it is from, or that it has not changed."""
        answer = self._fetcher.fetch(url, known)
        if isinstance(answer, NotModified):
            return Unchanged(where, url)
        path = answer.url.partition("?")[0].rpartition("/")[2]
        place = _Place(
            where,
            slug(answer.url),
            # What a server calls a page is none of the files that its address may look like.
            suffix="" if answer.kind is Kind.PAGE else suffix_of(path),
            media_type=answer.media_type,
            kind=answer.kind,
            url=answer.url,
            charset=answer.charset,
            retrieved=answer.retrieved,
            validators=answer.validators,
        )
        return Stream.of_bytes(answer.data, where), place

    def _read(self, stream: Stream, place: _Place) -> Iterator[Found]:
        limit = self._options.max_bytes
        match form_of(stream.head, place.suffix, place.media_type):
            case Form.WARC:
                from onrecord.extract.warc import records  # noqa: PLC0415 - many runs see no archive

                yield from records(stream, limit)
            case Form.ROWS:
                is_lines = form_of(b"", place.suffix, place.media_type) is Form.ROWS
                yield from rows(stream, Export(place.name, limit, is_lines, place.retrieved))
            case Form.FEED:
                yield from self._feed(stream.rest(limit), place)
            case Form.OPML:
                yield from self._list(stream.rest(limit), place, 1)
            case form:
                yield _original(stream.rest(limit), place, form)

    def _feed(self, data: bytes, place: _Place) -> Iterator[Found]:
        from onrecord.extract.feeds import read_feed  # noqa: PLC0415 - many runs see no feed

        feed = read_feed(data, place.where, place.url, place.charset)
        total = len(feed.entries)
        for number, entry in enumerate(feed.entries, 1):
            where = f"{place.where}, entry {number}"
            name = f"{place.name}-{number}"
            for item in self._entry(entry, where, name):
                yield _at(item, number / total)
        if feed.cut:
            yield InputError(place.where, f"is cut off after entry {total}", "get it again")

    def _entry(self, entry: Entry, where: str, name: str) -> Iterator[Found]:
        """Yield the page that an entry leads to, or the text that the feed carries in its place."""
        carried = self._carried(entry, where, name)
        if entry.url is None:
            yield carried or InputError(where, "has neither a link to a page nor a text")
            return
        if entry.url in self._seen:
            return
        self._seen.add(entry.url)
        try:
            got = self._fetched(entry.url, where, self._known(entry.url))
            if isinstance(got, Unchanged):
                yield got
                return
            page = self._page(*got)
        except InputError as error:
            cause = f"{printable(without_credentials(entry.url))}: {error.cause}"
            yield carried or InputError(where, cause, error.advice)
            return
        yield replace(page, facts=entry.facts, outlet=entry.outlet)

    def _page(self, stream: Stream, place: _Place) -> Original:
        form = form_of(stream.head, place.suffix, place.media_type)
        if form not in {Form.ARTICLE, Form.PDF}:
            raise InputError(place.where, "leads to no page")
        return _original(stream.rest(self._options.max_bytes), place, form)

    def _carried(self, entry: Entry, where: str, name: str) -> Original | None:
        from onrecord.extract.feeds import page_of  # noqa: PLC0415 - many runs see no feed

        if not entry.full:
            return None
        wanted = slug(entry.url) if entry.url else short(entry.title or "") or name
        return Original(
            where,
            page_of(entry),
            entry.kind,
            wanted,
            url=entry.url,
            charset="utf-8",
            facts=entry.facts,
            outlet=entry.outlet,
        )

    def _list(self, data: bytes, place: _Place, depth: int) -> Iterator[Found]:
        from onrecord.extract.opml import feed_addresses  # noqa: PLC0415 - many runs see no list

        addresses = feed_addresses(data, place.where, place.charset)
        for number, url in enumerate(addresses):
            where = f"{place.where}, feed {number + 1}"
            if url in self._lists:
                continue
            self._lists.add(url)
            for item in self.guarded(self._listed(url, where, depth), where):
                done = 1.0 if isinstance(item, InputError) else item.progress
                yield _at(item, (number + done) / len(addresses))

    def _listed(self, url: str, where: str, depth: int) -> Iterator[Found]:
        """Yield what one feed of a list gives, or another list that it includes."""
        shown = printable(without_credentials(url))
        if not is_address(url):
            raise InputError(where, f"{shown[:200]}: only http and https addresses can be fetched")
        try:
            got = self._fetched(url, shown)
        except InputError as error:
            raise InputError(where, f"{shown}: {error.cause}", error.advice) from error
        if isinstance(got, Unchanged):
            return
        stream, place = got
        form = form_of(stream.head, place.suffix, place.media_type)
        if form is Form.FEED:
            yield from self._feed(stream.rest(self._options.max_bytes), place)
        elif form is Form.OPML and depth < _MAX_LISTS:
            yield from self._list(stream.rest(self._options.max_bytes), place, depth + 1)
        else:
            raise InputError(where, f"{shown}: is no feed", "give the addresses of feeds")


def _at(item: Found, progress: float) -> Found:
    return item if isinstance(item, InputError) else replace(item, progress=progress)


def _original(data: bytes, place: _Place, form: Form) -> Original:
    kind = OriginalKind.TEXT
    if form is Form.PDF:
        kind = OriginalKind.PDF
    elif (place.kind or sniff(data)) is Kind.PAGE:
        kind = OriginalKind.PAGE
    return Original(
        place.where,
        data,
        kind,
        place.name,
        url=place.url,
        charset=place.charset,
        retrieved=place.retrieved,
        validators=place.validators,
    )

"""The record as a library: everything that the command line does with a record is a method here.

>>> with onrecord.Record("onrecord.db") as record:
...     for outcome in record.add(["clippings"]):
...         print(outcome)
...     for party in record.who("Penhale"):
...         print(party.statements)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from onrecord.article import Reading
from onrecord.record import NO_FILTERS, Filters, Mode, Store
from onrecord.record.load import article_id, load_reading

if TYPE_CHECKING:
    from onrecord.errors import InputError
    from onrecord.extract import Source
    from onrecord.extract.original import Original
    from onrecord.link.trace import Trace
    from onrecord.read.meaning import Vectors
    from onrecord.read.reader import Reader
    from onrecord.record.add import AddOptions, Outcome
    from onrecord.record.answers import ArticleLine
    from onrecord.record.changes import ChangedItems, ItemChanges
    from onrecord.record.claim_answers import ClaimLine, Claims
    from onrecord.record.copy_answers import CopiesOfOne, Families
    from onrecord.record.judge import Correction, Judgement, Standing
    from onrecord.record.judgement_files import Imported
    from onrecord.record.known import KnownLoad
    from onrecord.record.party_answers import Profiles, SuggestedMerge
    from onrecord.record.party_list import PartyList, SuggestedList
    from onrecord.record.relink import Relinked
    from onrecord.record.reread import Progress, Reread
    from onrecord.record.search import ArticleHits, Hits
    from onrecord.record.state import Entry, Status
    from onrecord.record.timeline import Silences, Timeline
    from onrecord.record.verify import Checked
    from onrecord.show.exports import ExportOptions

#: The file of the record where none is named.
DEFAULT_PATH = "onrecord.db"


class Record:
    """A record of articles in one file; a context manager that closes it.

    Made on first use, unless `read_only` or not `make`. Raises RecordError, which says why, where the file
    cannot be used.
    """

    def __init__(
        self, path: Path | str = DEFAULT_PATH, *, read_only: bool = False, make: bool = True
    ) -> None:
        writing = Mode.CREATE if make else Mode.WRITE
        self.store = Store(path, Mode.READ if read_only else writing)
        self._reader: Reader | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    @property
    def reader(self) -> Reader:
        """The reader that articles and questions are read with, loaded on first use."""
        from onrecord.read.reader import default_reader  # noqa: PLC0415 - loads the network

        self._reader = self._reader or default_reader()
        return self._reader

    def add(
        self, inputs: Iterable[str | Source | InputError], options: AddOptions | None = None
    ) -> Iterator[Outcome]:
        """Read what `inputs` name into the record; yield what became of each article, in order.

        Each article is written in one transaction: stopped at any moment, the record has all those yielded.
        """
        from onrecord.record.add import DEFAULT_ADD, add  # noqa: PLC0415

        options = options or DEFAULT_ADD
        yield from add(self.store, inputs, options)
        if options.link:
            self.link()

    def link(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Link the articles that are not linked yet to all others; return how many there were.

        Copies, citations and claims are found. Each article is one transaction: stopped, it goes on later.
        """
        from onrecord.record.linking import link_waiting  # noqa: PLC0415

        return link_waiting(self.store, progress)

    def waiting(self) -> int:
        """Return how many articles are not linked yet."""
        from onrecord.record.linking import waiting  # noqa: PLC0415

        return waiting(self.store)

    def article(self, key: str) -> Reading:
        """Return what was read of the article with this key, address or name; raises NotFoundError."""
        return load_reading(self.store, article_id(self.store, key))

    def who(self, name: str, filters: Filters = NO_FILTERS, *, limit: int = 50) -> Profiles:
        """Return the parties that go by a name, a role, or a key, each with its statements and silences."""
        from onrecord.record.party_answers import who  # noqa: PLC0415

        return who(self.store, name, filters, limit=limit)

    def search(
        self, query: str, filters: Filters = NO_FILTERS, *, limit: int = 20, how: str = "both"
    ) -> Hits:
        """Return the statements that fit a query best, by its words, by its meaning, or by both ("both")."""
        from onrecord.record.search import search  # noqa: PLC0415

        def meaning_of(text: str) -> Vectors:
            # Only a search that needs it loads the reader.
            return self.reader.meaning_of(text)

        return search(self.store, query, filters, limit=limit, how=how, meaning_of=meaning_of)

    def search_articles(self, query: str, filters: Filters = NO_FILTERS, *, limit: int = 20) -> ArticleHits:
        """Return the articles that have all words of a query in title or text, best first."""
        from onrecord.record.search import search_articles  # noqa: PLC0415

        return search_articles(self.store, query, filters, limit=limit)

    def timeline(self, about: str = "", filters: Filters = NO_FILTERS, *, limit: int = 100) -> Timeline:
        """Return statements and silences with all words of `about` in the order of their days."""
        from onrecord.record.timeline import timeline  # noqa: PLC0415

        return timeline(self.store, about, filters, limit=limit)

    def silences(self, about: str = "", filters: Filters = NO_FILTERS, *, limit: int = 50) -> Silences:
        """Return who did not answer, newest first, where the words have all words of `about`."""
        from onrecord.record.timeline import silences_that_fit  # noqa: PLC0415

        return silences_that_fit(self.store, about, filters, limit=limit)

    def changes(self, item: str, between: tuple[int, int] | None = None) -> ItemChanges:
        """Return what changed from each version of an article to the next, or between two (from 1).

        `item` is its address, its name, or the key of any version; raises NotFoundError.
        """
        from onrecord.record.changes import changes  # noqa: PLC0415

        return changes(self.store, item, between)

    def changed_items(self, since: str | None = None, *, limit: int = 20) -> ChangedItems:
        """Return the articles with more than one version, the one that changed last first."""
        from onrecord.record.changes import changed_items  # noqa: PLC0415

        return changed_items(self.store, since, limit)

    def judge(
        self, key: str, verdict: str, *, person: str, reason: str = "", correction: Correction | None = None
    ) -> Judgement:
        """Keep what a person decided about the attribution with a key: right, wrong, unsure, withdrawn."""
        from onrecord.record.judge import judge  # noqa: PLC0415

        return judge(self.store, key, verdict, person=person, reason=reason, correction=correction)

    def judge_parties(
        self, one: str, other: str, verdict: str, *, person: str, reason: str = ""
    ) -> Judgement:
        """Keep what a person decided about two parties: same, different, unsure, withdrawn."""
        from onrecord.record.judge import judge_parties  # noqa: PLC0415

        return judge_parties(self.store, one, other, verdict, person=person, reason=reason)

    def split_party(self, party: str, articles: Sequence[str], *, person: str, reason: str = "") -> Judgement:
        """Keep that a party is another one in some articles; the record parts them."""
        from onrecord.record.judge import split_party  # noqa: PLC0415

        return split_party(self.store, party, articles, person=person, reason=reason)

    def judgements(self, *, everything: bool = False) -> Sequence[Standing]:
        """Return all judgements that stand, each with whether it still fits the words it was made on.

        With `everything` also those that a later one replaced, and those that took one back.
        """
        from onrecord.record.judge import standing  # noqa: PLC0415

        return standing(self.store, everything=everything)

    def judgement_history(self, key: str) -> Sequence[Judgement]:
        """Return every judgement on a statement or a party, earliest first."""
        from onrecord.record.judge import history  # noqa: PLC0415

        return history(self.store, key)

    def import_judgements(self, lines: Iterable[str], where: str = "judgements") -> Imported:
        """Keep the judgements of JSON Lines, made in another record; those that are there already once."""
        from onrecord.record.judgement_files import import_judgements  # noqa: PLC0415

        return import_judgements(self.store, lines, where)

    def reread(
        self, *, everything: bool = False, extract: bool = False, progress: Progress | None = None
    ) -> Iterator[Reread]:
        """Read again what another version of the reader read, or `everything`; yield what changed.

        Each article is replaced in one transaction. With `extract` an original that gives another article
        today adds that as a new version.
        """
        from onrecord.record.reread import reread  # noqa: PLC0415

        yield from reread(self.store, self.reader, everything=everything, extract=extract, progress=progress)

    def trace(self, query: str) -> Trace:
        """Return where a claim comes from: its reports, chains, origins, copies, answers.

        `query` is words, or the key of a statement or of a claim. Where nothing says it, the trace has no
        claim, and its `asked` names what comes nearest. Raises NotFoundError where several keys begin so.
        """
        from onrecord.record.trace import trace  # noqa: PLC0415

        return trace(self.store, query, self.reader.meaning_of)

    def suggestions(self) -> Sequence[SuggestedMerge]:
        """Return the parties that may be one, likeliest first, for a person to decide."""
        from onrecord.record.party_answers import suggestions  # noqa: PLC0415

        return suggestions(self.store)

    def articles(self) -> Sequence[ArticleLine]:
        """Return the articles of the record, the latest version of each, in the order of publication."""
        from onrecord.record.state import articles  # noqa: PLC0415

        return articles(self.store)

    def entry(self, key: str) -> Entry:
        """Return what is known of an article beside its reading: versions, keys, where it came from."""
        from onrecord.record.state import entry  # noqa: PLC0415

        return entry(self.store, key)

    def original(self, key: str) -> Original:
        """Return what an article was read from, byte for byte as it came."""
        from onrecord.record.load import load_original  # noqa: PLC0415

        return load_original(self.store, article_id(self.store, key))

    def parties(self, *, limit: int = 50) -> PartyList:
        """Return the parties of the record, those that most articles name first."""
        from onrecord.record.party_list import parties  # noqa: PLC0415

        return parties(self.store, limit=limit)

    def suggested(self, *, limit: int = 50) -> SuggestedList:
        """Return the parties that may be one, likeliest first, with how much there is of each."""
        from onrecord.record.party_list import suggested  # noqa: PLC0415

        return suggested(self.store, limit=limit)

    def load_known(self, path: Path, progress: Callable[[int, int], None] | None = None) -> KnownLoad:
        """Replace the known parties by those of a file (CSV, followthemoney) and tie them to the record.

        Raises InputError where the file cannot be used; the record is then as it was.
        """
        from onrecord.record.known import load_known  # noqa: PLC0415

        return load_known(self.store, path, progress)

    def copies(self, *, limit: int = 20) -> Families:
        """Return the articles that are copies of each other, in families, the largest first."""
        from onrecord.record.copy_answers import copy_families  # noqa: PLC0415

        return copy_families(self.store, limit=limit)

    def copies_of(self, article: str) -> CopiesOfOne:
        """Return the articles that share words with one (a key, an address, a name); raises NotFoundError."""
        from onrecord.record.copy_answers import copies_of_one  # noqa: PLC0415

        return copies_of_one(self.store, article)

    def relink(self, progress: Callable[[int, int], None] | None = None) -> Relinked:
        """Decide again which parties of all articles are one; what people judged stays as it is."""
        from onrecord.record.relink import relink  # noqa: PLC0415

        return relink(self.store, progress)

    def verify(self, *, reread: bool = True, jobs: int | None = None) -> Iterator[Checked]:
        """Yield for each article what does not fit: offsets, and rows that its original does not give again.

        The first is of the file as a whole. `jobs` is how many processes read (0: this one).
        """
        from onrecord.record.readers import rereading  # noqa: PLC0415
        from onrecord.record.verify import verify  # noqa: PLC0415

        again, name = rereading(jobs) if reread else (None, "")
        yield from verify(self.store, again, name)

    def status(self) -> Status:
        """Return what is in the record: how much of each kind, what failed, which version."""
        from onrecord.record.state import status  # noqa: PLC0415

        return status(self.store)

    def claims(
        self, words: str = "", *, since: str | None = None, min_reports: int = 2, limit: int = 20
    ) -> Claims:
        """Return what several articles say: nearest to `words` first, else what most of them assert."""
        from onrecord.record.claim_answers import claims  # noqa: PLC0415

        def meaning_of(text: str) -> Vectors:
            return self.reader.meaning_of(text)

        return claims(
            self.store, words, since=since, min_reports=min_reports, limit=limit, meaning_of=meaning_of
        )

    def claim(self, key: str) -> ClaimLine:
        """Return the claim with a key, or the one that the statement with a key belongs to; NotFoundError."""
        from onrecord.record.claim_answers import claim  # noqa: PLC0415

        return claim(self.store, key)

    def judge_statements(
        self, one: str, other: str, verdict: str, *, person: str, reason: str = ""
    ) -> Judgement:
        """Keep what a person decided about two statements: same, different, unsure, withdrawn."""
        from onrecord.record.statement_judgements import judge_statements  # noqa: PLC0415

        return judge_statements(self.store, one, other, verdict, person=person, reason=reason)

    def export(
        self,
        kind: str,
        path: Path | str,
        filters: Filters = NO_FILTERS,
        options: ExportOptions | None = None,
    ) -> int:
        """Write the statements that `filters` let through to a file in a format; return how many.

        `kind` is csv, parquet, jsonl (it returns the number of articles), web-annotation, prov, schema-org,
        timelinejs or graphml; `path` may be "-" for standard output. The file is there whole or not at all.
        """
        from onrecord.show.exports import DEFAULT_EXPORT, export  # noqa: PLC0415

        return export(self.store, kind, path, filters, options or DEFAULT_EXPORT)

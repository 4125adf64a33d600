"""The record as a library: everything that the command line does with a record is a method here.

>>> with onrecord.Record("onrecord.db") as record:
...     for outcome in record.add(["clippings"]):
...         print(outcome)
...     print(record.who("Penhale").statements)
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
    from onrecord.read.reader import Reader
    from onrecord.record.add import AddOptions, Outcome
    from onrecord.record.changes import Changes
    from onrecord.record.judge import Correction, Judgement, Standing
    from onrecord.record.known import KnownLoad
    from onrecord.record.party_answers import PartyProfile, SuggestedMerge
    from onrecord.record.party_list import PartyList, SuggestedList
    from onrecord.record.relink import Relinked
    from onrecord.record.search import Hits
    from onrecord.record.state import Status
    from onrecord.record.verify import Difference

#: The file of the record where none is named.
DEFAULT_PATH = "onrecord.db"


class Record:
    """A record of articles in one file; a context manager that closes it.

    Made on first use, unless `read_only`. Raises RecordError, which says why, where the file cannot be used.
    """

    def __init__(self, path: Path | str = DEFAULT_PATH, *, read_only: bool = False) -> None:
        self.store = Store(path, Mode.READ if read_only else Mode.CREATE)
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

    def add(self, inputs: Iterable[str], options: AddOptions | None = None) -> Iterator[Outcome]:
        """Read what `inputs` name into the record; yield what became of each article, in order.

        Each article is written in one transaction: stopped at any moment, the record has all those yielded.
        """
        from onrecord.record.add import DEFAULT_ADD, add  # noqa: PLC0415

        yield from add(self.store, inputs, options or DEFAULT_ADD)

    def article(self, key: str) -> Reading:
        """Return what was read of the article with this key, address or name; raises NotFoundError."""
        return load_reading(self.store, article_id(self.store, key))

    def who(self, name: str, filters: Filters = NO_FILTERS, *, limit: int = 50) -> Sequence[PartyProfile]:
        """Return the parties that go by a name, a role, or a key, each with its statements and silences."""
        from onrecord.record.party_answers import who  # noqa: PLC0415

        return who(self.store, name, filters, limit=limit)

    def search(
        self, query: str, filters: Filters = NO_FILTERS, *, limit: int = 20, how: str = "both"
    ) -> Hits:
        """Return the statements that fit a query best, by its words, by its meaning, or by both ("both")."""
        from onrecord.record.search import search  # noqa: PLC0415

        meaning = self.reader.meaning_of if how != "words" else None
        return search(self.store, query, filters, limit=limit, how=how, meaning_of=meaning)

    def changes(self, item: str) -> Changes:
        """Return what changed between the versions of the article under an address, a name or a key."""
        from onrecord.record.changes import changes  # noqa: PLC0415

        return changes(self.store, item)

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

    def judgements(self) -> Sequence[Standing]:
        """Return all judgements that stand, each with whether it still fits the words it was made on."""
        from onrecord.record.judge import standing  # noqa: PLC0415

        return standing(self.store)

    def suggestions(self) -> Sequence[SuggestedMerge]:
        """Return the parties that may be one, likeliest first, for a person to decide."""
        from onrecord.record.party_answers import suggestions  # noqa: PLC0415

        return suggestions(self.store)

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

    def relink(self, progress: Callable[[int, int], None] | None = None) -> Relinked:
        """Decide again which parties of all articles are one; what people judged stays as it is."""
        from onrecord.record.relink import relink  # noqa: PLC0415

        return relink(self.store, progress)

    def verify(self, *, reread: bool = True) -> Iterator[Difference]:
        """Yield every row that its original, read again, does not give, and every offset that is lost."""
        from onrecord.record.verify import verify  # noqa: PLC0415

        yield from verify(self.store, self.reader if reread else None)

    def status(self) -> Status:
        """Return what is in the record: how much of each kind, what failed, which version."""
        from onrecord.record.state import status  # noqa: PLC0415

        return status(self.store)

    def export(self, kind: str, path: Path, filters: Filters = NO_FILTERS) -> int:
        """Write the statements that `filters` let through to a file in a format; return how many.

        `kind` is csv, parquet, jsonl, web-annotation, prov, schema-org, timelinejs or graphml.
        """
        from onrecord.show.exports import export  # noqa: PLC0415

        return export(self.store, kind, path, filters)

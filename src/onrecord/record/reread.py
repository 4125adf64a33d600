"""Reading stored articles again, with a newer model: findings are replaced, judgements are kept or reported.

Each article is read from its stored original and replaced in a transaction of its own: stopped at any moment,
the record has whole articles, and the same call goes on with the rest. The text of an article stays the text
that people judged: where an original gives another article today, the stored one is read, and that is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from onrecord.article import Article
from onrecord.errors import InputError, NotFoundError, RecordError
from onrecord.extract.original import Original, OriginalKind
from onrecord.record.claims import unlink_claims
from onrecord.record.judgements import Standing, State
from onrecord.record.kept import Judged, forget_parties, judged_parties, kept_parties, leave, tie_again
from onrecord.record.keys import article_facts
from onrecord.record.load import findings, load_original, load_reading
from onrecord.record.reader_name import reader_name
from onrecord.record.readers import Answer, read_here, read_original
from onrecord.record.standing import standing_on
from onrecord.record.store import Row, Store
from onrecord.record.write import Read, put_findings, put_version

if TYPE_CHECKING:
    from onrecord.read.reader import Reader

#: Reads originals again, in order; None stands for one that is missing.
Again = Callable[[Iterable[Original | None]], Iterator[Answer | None]]
Progress = Callable[[int, int], None]

# What was found in an article; what belongs to a row of these goes with it.
_FOUND: Final = ("silence", "relay", "date", "attribution", "appearance")


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading one article again changed.

    `added`, `gone` and `same` count statements by their keys: article and spans; `changed` says whether
    anything that was found is another. `fits` counts the judgements on the article that fit, `orphaned` are
    those that count but no longer do. `differs` says in what the original gives another article today, ""
    where it does not; `version` is the key of the version that was added for it. `error` says why the article
    was left as it was, "" where it was read.
    """

    article: str
    name: str
    changed: bool = False
    added: int = 0
    gone: int = 0
    same: int = 0
    fits: int = 0
    orphaned: tuple[Standing, ...] = ()
    differs: str = ""
    version: str = ""
    error: str = ""


def reread(
    store: Store,
    reader: Reader,
    *,
    everything: bool = False,
    extract: bool = False,
    again: Again | None = None,
    progress: Progress | None = None,
) -> Iterator[Reread]:
    """Read again every article that another reader read, or `everything`; yield what changed in each.

    With `extract` an original that gives another article today adds that as a new version. `again` reads
    originals elsewhere, in several processes; `progress` is called with how many are done, and of how many.
    """
    name = reader_name(reader)
    rows = store.rows(
        "SELECT id, key, name, latest FROM article WHERE ? OR reader <> ? ORDER BY id", (everything, name)
    )
    judged = judged_parties(store)
    answers = (again or partial(read_here, reader=reader))(_originals(store, rows))
    if progress:
        progress(0, len(rows))
    for number, (row, answer) in enumerate(zip(rows, answers, strict=True), start=1):
        yield _replaced(store, reader, row, answer, (judged, extract))
        if progress:
            progress(number, len(rows))


def _originals(store: Store, rows: Iterable[Row]) -> Iterator[Original | None]:
    for row in rows:
        try:
            yield load_original(store, row["id"])
        except (NotFoundError, RecordError):
            yield None


def _replaced(
    store: Store, reader: Reader, row: Row, answer: Answer | None, how: tuple[Judged, bool]
) -> Reread:
    """Replace what was found in one article; `how`: what people judged, and whether to add versions."""
    judged, extract = how
    stored = load_reading(store, row["id"]).article
    differs = _difference(answer, stored)
    new = answer if differs and extract and row["latest"] and isinstance(answer, Read) else None
    read = read_original(_original_of(answer, stored), reader, stored) if differs else answer
    if not isinstance(read, Read):
        return Reread(row["key"], row["name"], differs=differs, error=str(read))
    read = replace(read, reading=replace(read.reading, article=stored))
    with store.transaction():
        before = _found(store, row["id"])
        _put_again(store, row, read, judged)
        after = _found(store, row["id"])
        written = put_version(store, new, row["id"]) if new else None
        standing = standing_on(store, row["key"])
    old, now = before["attribution"].keys(), after["attribution"].keys()
    return Reread(
        article=row["key"],
        name=row["name"],
        changed=before != after,
        added=len(now - old),
        gone=len(old - now),
        same=len(old & now),
        fits=sum(one.state is State.FITS for one in standing),
        orphaned=tuple(one for one in standing if one.state is State.ORPHANED),
        differs=differs,
        version=written.key if written and written.is_new else "",
    )


def _put_again(store: Store, row: Row, read: Read, judged: Judged) -> None:
    """Put new findings in the place of the old ones; each party stays what it was taken for."""
    article = row["id"]
    kept = {**judged.parties.get(row["key"], {}), **kept_parties(store, article)}
    parties = [
        found[0]
        for found in store.rows("SELECT DISTINCT party_id FROM appearance WHERE article_id = ?", (article,))
    ]
    leave(store, article)
    unlink_claims(store, article)
    for table in _FOUND:
        store.run(f"DELETE FROM {table} WHERE article_id = ?", (article,))  # noqa: S608
    put_findings(store, article, row["key"], read, kept)
    tie_again(store, article, judged.firsts.get(row["key"], ()))
    forget_parties(store, parties)
    store.run("UPDATE article SET reader = ? WHERE id = ?", (read.reader, article))


def _found(store: Store, article_id: int) -> Mapping[str, Mapping[str, Any]]:
    """Return what the record has of an article, statements by their keys and the rest by its place."""
    rows = store.rows("SELECT key, detail FROM attribution WHERE article_id = ?", (article_id,))
    others = {
        name: dict(enumerate(details))
        for name, details in findings(store, article_id).items()
        if name != "attributions"
    }
    return {**others, "attribution": {row["key"]: row["detail"] for row in rows}}


def _original_of(answer: Answer | None, stored: Article) -> Original:
    """Return what an answer was read from; something to name in messages where it is missing."""
    if isinstance(answer, Read):
        return answer.original
    return Original(stored.name, b"", OriginalKind.TEXT, stored.name)


def _difference(answer: Answer | None, stored: Article) -> str:
    """Return in what an original gives another article than the stored one, "" for nothing."""
    if answer is None:
        return "its original is missing"
    if isinstance(answer, InputError):
        return f"its original {answer.cause}"
    now, then = article_facts(answer.reading.article), article_facts(stored)
    return ", ".join(name for name in now if now[name] != then[name])

"""What is in a record: how much of each kind, what failed, and what it was made by."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.answers import ArticleLine
from onrecord.record.load import ARTICLE_COLUMNS, article_id, article_line
from onrecord.record.store import Store


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read."""

    where: str
    cause: str
    advice: str
    failed: str


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of a record. `articles` counts the latest versions alone, `versions` all of them.

    `size` is that of the file in bytes, `readers` how many articles were read by which version, `first` and
    `last` the earliest and the latest day of publication, `added` when the last article came in.
    """

    path: str
    version: int
    size: int
    articles: int
    versions: int
    statements: int
    parties: int
    silences: int
    outlets: int
    suggestions: int
    judgements: int
    first: str | None
    last: str | None
    added: str | None
    readers: tuple[tuple[str, int], ...]
    failures: tuple[Failure, ...]


_COUNTS = {
    "articles": "SELECT count(*) FROM article WHERE latest = 1",
    "versions": "SELECT count(*) FROM article",
    "statements": "SELECT count(*) FROM attribution",
    "parties": "SELECT count(*) FROM party",
    "silences": "SELECT count(*) FROM silence",
    "outlets": "SELECT count(DISTINCT publisher) FROM article",
    "suggestions": "SELECT count(*) FROM suggestion",
    "judgements": "SELECT count(*) FROM judgement",
    "first": "SELECT min(published) FROM article",
    "last": "SELECT max(published) FROM article",
    "added": "SELECT max(added) FROM article",
}


def status(store: Store) -> Status:
    """Return what is in the record, all as it is at one moment."""
    with store.snapshot():
        counts = {name: store.value(sql) for name, sql in _COUNTS.items()}
        readers = store.rows("SELECT reader, count(*) AS n FROM article GROUP BY reader ORDER BY reader")
        pages, page = store.value("PRAGMA page_count"), store.value("PRAGMA page_size")
        return Status(
            path=str(store.path),
            version=store.value("PRAGMA user_version"),
            size=pages * page,
            readers=tuple((row["reader"], row["n"]) for row in readers),
            failures=failures(store),
            **counts,
        )


def failures(store: Store) -> tuple[Failure, ...]:
    """Return the inputs that could not be read, in the order of their places."""
    rows = store.rows("SELECT location, cause, advice, failed FROM failure ORDER BY location")
    return tuple(Failure(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article, as its entry lists it."""

    key: str
    version: int
    latest: bool
    published: str | None
    modified: str | None
    retrieved: str | None
    added: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the record knows of an article beside its reading.

    `statements` are the keys of its statements in their order, `location` and `retrieved` where its original
    came from and when, `size` its bytes, `versions` all versions of it, this one among them.
    """

    article: ArticleLine
    item: str
    location: str
    kind: str
    retrieved: str | None
    size: int
    added: str
    reader: str
    statements: tuple[str, ...]
    versions: tuple[Version, ...]


def articles(store: Store) -> list[ArticleLine]:
    """Return the latest version of every article, in the order of publication, undated ones last."""
    rows = store.rows(
        f"SELECT {ARTICLE_COLUMNS} FROM article AS r WHERE latest = 1"  # noqa: S608
        " ORDER BY published IS NULL, published, id"
    )
    return [article_line(row) for row in rows]


def entry(store: Store, key: str) -> Entry:
    """Return what is known of the article with a key, an address or a name; raises NotFoundError."""
    row_id = article_id(store, key)
    with store.snapshot():
        row = store.rows(
            f"SELECT {ARTICLE_COLUMNS}, r.item_id, r.added, r.reader, item.key AS item, o.location, o.kind,"  # noqa: S608
            " o.retrieved, o.size FROM article AS r JOIN item ON item.id = r.item_id"
            " JOIN original AS o ON o.article_id = r.id WHERE r.id = ? ORDER BY o.id LIMIT 1",
            (row_id,),
        )[0]
        keys = store.rows("SELECT key FROM attribution WHERE article_id = ? ORDER BY number", (row_id,))
        versions = store.rows(
            "SELECT key, version, latest, published, modified, added, (SELECT retrieved FROM original"
            " WHERE article_id = article.id ORDER BY original.id LIMIT 1) AS retrieved"
            " FROM article WHERE item_id = ? ORDER BY version",
            (row["item_id"],),
        )
        return Entry(
            article=article_line(row),
            item=row["item"],
            location=row["location"],
            kind=row["kind"],
            retrieved=row["retrieved"],
            size=row["size"],
            added=row["added"],
            reader=row["reader"],
            statements=tuple(found["key"] for found in keys),
            versions=tuple(
                Version(
                    found["key"],
                    found["version"],
                    bool(found["latest"]),
                    found["published"],
                    found["modified"],
                    found["retrieved"],
                    found["added"],
                )
                for found in versions
            ),
        )

"""What changed between the versions of an article that the record has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.article import Reading, Span
from onrecord.errors import NotFoundError
from onrecord.link.change_statements import all_spans
from onrecord.link.changes import (
    Change,
    Changes,
    FactChange,
    Note,
    Passage,
    ReadOnce,
    SentencePair,
    compare,
)
from onrecord.record.answers import Context
from onrecord.record.columns import words
from onrecord.record.keys import plain_url
from onrecord.record.load import article_id, context, load_reading
from onrecord.record.store import Row, Store


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of an article. `number` counts from 1; `retrieved` and `added` are times in UTC."""

    key: str
    number: int
    title: str | None
    published: str | None
    modified: str | None
    retrieved: str | None
    added: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where one side of a change stands: the key of its statement or silence, who says it, words around it.

    `spans` are the words that changed, or the whole statement where this version has not the words.
    """

    key: str | None
    by: str
    spans: tuple[Span, ...]
    context: Context


@dataclass(frozen=True, slots=True)
class Told:
    """One change with its place in either version; None where that version has no such statement."""

    change: Change
    old: Place | None
    new: Place | None


@dataclass(frozen=True, slots=True)
class Step:
    """What changed from version `old` to version `new` (numbers); see `onrecord.link.changes.Changes`."""

    old: int
    new: int
    changes: tuple[Told, ...]
    facts: tuple[FactChange, ...]
    notes: tuple[Note, ...]
    elsewhere: tuple[SentencePair, ...]
    read_once: tuple[ReadOnce, ...]
    same: int
    moved: int
    kept: float


@dataclass(frozen=True, slots=True)
class ItemChanges:
    """The versions of an article and what changed from each to the next, or between two of them."""

    item: str
    title: str | None
    outlet: str | None
    url: str | None
    versions: tuple[VersionLine, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """An article with more than one version, and how many changes of each kind its latest one has."""

    item: str
    key: str
    title: str | None
    outlet: str | None
    url: str | None
    versions: int
    added: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ChangedItems:
    """Articles with more than one version, the newest first; `total` counts those left out as well."""

    items: tuple[ChangedItem, ...]
    total: int


def changes(store: Store, item: str, between: tuple[int, int] | None = None) -> ItemChanges:
    """Return what changed between the versions of an article, or between two of them (numbers from 1).

    `item` is its address, its name, or the key of any version. Raises NotFoundError where there is none.
    """
    with store.snapshot():
        row = _item(store, item)
        versions = _versions(store, row["id"])
        numbers = [version.number for version in versions]
        pairs = list(pairwise(numbers)) if between is None else [between]
        for number in (number for pair in pairs for number in pair):
            if number not in numbers:
                raise NotFoundError(f"there is no version {number} of {item!r:.80}; it has {len(numbers)}")
        articles = {number: _article(store, row["id"], number) for number in {n for p in pairs for n in p}}
        latest = _article(store, row["id"], numbers[-1])
        steps = tuple(_step(store, articles[old], articles[new]) for old, new in pairs)
    return ItemChanges(row["key"], latest["title"], latest["publisher"], latest["url"], versions, steps)


def changed_items(store: Store, since: str | None = None, limit: int = 20) -> ChangedItems:
    """Return the articles with more than one version, the one that changed last first.

    `since` is a day: only versions that were added then or later.
    """
    where, parameters = "latest = 1 AND version > 1 AND added >= ?", (since or "",)
    with store.snapshot():
        total = store.value(f"SELECT count(*) FROM article WHERE {where}", parameters)  # noqa: S608
        rows = store.rows(
            f"SELECT article.*, item.key AS item FROM article JOIN item ON item.id = item_id"  # noqa: S608
            f" WHERE {where} ORDER BY added DESC, article.id DESC LIMIT ?",
            (*parameters, limit),
        )
        return ChangedItems(tuple(_changed_item(store, row) for row in rows), total)


def counts(found: Changes) -> dict[str, int]:
    """Return how many changes of each kind there are, facts and corrections as kinds of their own."""
    kinds: Counter[str] = Counter(change.kind.value for change in found.changes)
    kinds.update(fact.fact for fact in found.facts)
    kinds["correction"] = len(found.notes)
    kinds["moved"] = found.moved
    kinds["elsewhere"] = len(found.elsewhere)
    return {kind: number for kind, number in kinds.items() if number}


def _changed_item(store: Store, row: Row) -> ChangedItem:
    before = _article(store, row["item_id"], row["version"] - 1)
    found = compare(load_reading(store, before["id"]), load_reading(store, row["id"]))
    return ChangedItem(
        item=row["item"],
        key=row["key"],
        title=row["title"],
        outlet=row["publisher"],
        url=row["url"],
        versions=row["version"],
        added=row["added"],
        counts=counts(found),
    )


def _item(store: Store, item: str) -> Row:
    """Return the item with an address or a key of its own, else that of the article called so."""
    for key in dict.fromkeys((item, plain_url(item), f"file:{item}")):
        row = store.row("SELECT id, key FROM item WHERE key = ?", (key,))
        if row is not None:
            return row
    row = store.row(
        "SELECT item.id, item.key FROM article JOIN item ON item.id = item_id WHERE article.id = ?",
        (article_id(store, item),),
    )
    assert row is not None  # an article has an item
    return row


def _versions(store: Store, item_id: int) -> tuple[VersionLine, ...]:
    rows = store.rows(
        "SELECT key, version, title, published, modified, added,"
        " (SELECT min(retrieved) FROM original WHERE article_id = article.id) AS retrieved"
        " FROM article WHERE item_id = ? ORDER BY version",
        (item_id,),
    )
    return tuple(
        VersionLine(
            key=row["key"],
            number=row["version"],
            title=row["title"],
            published=row["published"],
            modified=row["modified"],
            retrieved=row["retrieved"],
            added=row["added"],
        )
        for row in rows
    )


def _article(store: Store, item_id: int, version: int) -> Row:
    row = store.row("SELECT * FROM article WHERE item_id = ? AND version = ?", (item_id, version))
    if row is None:
        raise NotFoundError(f"version {version} is not in {store.path}; onrecord verify tells what is lost")
    return row


def _step(store: Store, old: Row, new: Row) -> Step:
    readings = load_reading(store, old["id"]), load_reading(store, new["id"])
    found = compare(*readings)
    keys = _keys(store, old["id"]), _keys(store, new["id"])
    told = tuple(
        Told(
            change,
            _place(readings[0], keys[0], change.old, (change.old_statement, change.old_silence)),
            _place(readings[1], keys[1], change.new, (change.new_statement, change.new_silence)),
        )
        for change in found.changes
    )
    return Step(
        old=old["version"],
        new=new["version"],
        changes=told,
        facts=found.facts,
        notes=found.notes,
        elsewhere=found.elsewhere,
        read_once=found.read_once,
        same=found.same,
        moved=found.moved,
        kept=found.kept,
    )


_Keys = tuple[Sequence[str], Sequence[str]]


def _keys(store: Store, article: int) -> _Keys:
    """Return the keys of the statements and of the silences of an article, in the order of its reading."""
    statements, silences = (
        [
            row["key"]
            for row in store.rows(
                f"SELECT key FROM {table} WHERE article_id = ? ORDER BY number",  # noqa: S608
                (article,),
            )
        ]
        for table in ("attribution", "silence")
    )
    return statements, silences


def _place(
    reading: Reading, keys: _Keys, passage: Passage | None, indices: tuple[int | None, int | None]
) -> Place | None:
    """Return where one side of a change stands; None where that version has neither words nor statement."""
    statement, silence = indices
    key: str | None = None
    by: tuple[Span, ...] = ()
    whole: tuple[Span, ...] = ()
    if silence is not None:
        one = reading.silences[silence]
        key, by, whole = keys[1][silence], one.source, (one.words,)
    elif statement is not None:
        said = reading.attributions[statement]
        key, by, whole = keys[0][statement], said.source, all_spans(said)
    spans = passage.spans if passage else whole
    text = reading.article.text
    return Place(key, words(text, by), spans, context(text, spans)) if spans else None

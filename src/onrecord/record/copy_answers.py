"""What the record answers on copies: those of some articles, one article's, and all in families."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.article import Span
from onrecord.link.copies import Copy
from onrecord.link.copy_families import FAMILY_KINDS, added, essential, families
from onrecord.link.trace import Copied, CopyKind, Place
from onrecord.record.answers import ArticleLine
from onrecord.record.load import ARTICLE_COLUMNS, article_id, article_line
from onrecord.record.store import Row, Store

# Pieces of its own that are told of a copy, and the letters of each that are.
_ADDED_TOLD: Final = 3
_ADDED_LETTERS: Final = 90
_ROWS: Final = (
    "SELECT c.* FROM copy AS c WHERE c.article_id IN (SELECT value FROM json_each(?1))"
    " OR c.of_id IN (SELECT value FROM json_each(?1)) ORDER BY c.article_id, c.of_id"
)


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One article with words of another: which, how much, and what it has besides.

    `share_of` is the part of the other's words that it has. `added` are the first words of the longest
    pieces of its own, `pieces` how many there are.
    """

    article: ArticleLine
    of: ArticleLine
    copied: Copied
    share_of: float
    added: tuple[str, ...]
    pieces: int


@dataclass(frozen=True, slots=True)
class CopyFamily:
    """Articles that are one text: `root` is the first of them as far as can be told, `copies` the others."""

    root: ArticleLine
    copies: tuple[CopyLine, ...]


@dataclass(frozen=True, slots=True)
class Families:
    """The families of a record, largest first: those shown, and how many there are; `passages` are the copies
    besides of which only a passage is another's."""

    families: tuple[CopyFamily, ...]
    total: int
    passages: int


@dataclass(frozen=True, slots=True)
class CopiesOfOne:
    """The articles that share words with one: those that it copies, those that copy it."""

    article: ArticleLine
    of: tuple[CopyLine, ...]
    by: tuple[CopyLine, ...]


def copies_of(store: Store, article_ids: Sequence[int]) -> list[Copied]:
    """Return the copies that some articles are of others, or others of them, in the order of their rows.

    Two copies of one original are told as copies of that, not of each other, also where the original is none
    of `article_ids`.
    """
    asked = set(article_ids)
    rows = _essential(store, article_ids)
    lines = _lines(store, {one for row in rows for one in (row["article_id"], row["of_id"])})
    return [_copied(row, lines) for row in rows if row["article_id"] in asked or row["of_id"] in asked]


def copies_of_one(store: Store, key: str) -> CopiesOfOne:
    """Return the articles that share words with the one with a key, an address or a name.

    Raises NotFoundError where there is none.
    """
    with store.snapshot():
        row_id = article_id(store, key)
        rows = [row for row in _essential(store, [row_id]) if row_id in (row["article_id"], row["of_id"])]
        lines = _lines(store, {row_id, *(one for row in rows for one in (row["article_id"], row["of_id"]))})
        rows.sort(key=lambda row: (-row["share"], row["article_id"], row["of_id"]))
        return CopiesOfOne(
            lines[row_id],
            tuple(_line(store, row, lines) for row in rows if row["article_id"] == row_id),
            tuple(_line(store, row, lines) for row in rows if row["of_id"] == row_id),
        )


def copy_families(store: Store, *, limit: int = 20) -> Families:
    """Return the families of articles that are copies of each other, the largest first."""
    kinds = json.dumps([kind.value for kind in FAMILY_KINDS])
    with store.snapshot():
        pairs = store.rows(
            "SELECT article_id, of_id FROM copy WHERE kind IN (SELECT value FROM json_each(?))", (kinds,)
        )
        found = families((row[0], row[1]) for row in pairs)
        passages = store.value("SELECT count(*) FROM copy WHERE kind = ?", (CopyKind.PASSAGE.value,))
        shown = tuple(_family(store, members) for members in found[:limit])
    return Families(shown, len(found), passages)


def _family(store: Store, members: Sequence[int]) -> CopyFamily:
    lines = _lines(store, members)
    among = (
        row
        for row in store.rows(_ROWS, (json.dumps(list(members)),))
        if row["kind"] in FAMILY_KINDS and row["article_id"] in lines and row["of_id"] in lines
    )
    rows = _told(list(among))
    copies = {row["article_id"] for row in rows}
    originals = [one for one in members if one not in copies] or list(members)
    root = min(originals, key=lambda one: (-sum(row["of_id"] == one for row in rows), _when(lines[one])))
    # Each copy is told once, by what it has most of.
    best: dict[int, Row] = {}
    for row in sorted(rows, key=lambda row: (-row["share"], row["of_id"])):
        best.setdefault(row["article_id"], row)
    ordered = sorted(best.values(), key=lambda row: (_when(lines[row["article_id"]]), row["article_id"]))
    return CopyFamily(lines[root], tuple(_line(store, row, lines) for row in ordered))


def _when(line: ArticleLine) -> tuple[bool, str]:
    return line.published is None, line.published or ""


def _essential(store: Store, article_ids: Iterable[int]) -> list[Row]:
    """Return the rows on some articles without those that a third article explains."""
    rows = store.rows(_ROWS, (json.dumps(sorted(set(article_ids))),))
    around = {one for row in rows for one in (row["article_id"], row["of_id"])}
    return _told(store.rows(_ROWS, (json.dumps(sorted(around)),)))


def _told(rows: Sequence[Row]) -> list[Row]:
    """Return rows without those that others of them explain."""
    kept = {(one.article, one.of) for one in essential([_copy(row) for row in rows])}
    return [row for row in rows if (str(row["article_id"]), str(row["of_id"])) in kept]


def _copy(row: Row) -> Copy:
    return Copy(
        article=str(row["article_id"]),
        of=str(row["of_id"]),
        kind=CopyKind(row["kind"]),
        share=row["share"],
        share_of=row["share_of"],
        credited=bool(row["credited"]),
        certain=bool(row["certain"]),
        runs=tuple((Span(a, b), Span(c, d)) for a, b, c, d in json.loads(row["runs"])),
        why=row["reason"],
    )


def _lines(store: Store, ids: Iterable[int]) -> dict[int, ArticleLine]:
    rows = store.rows(
        f"SELECT r.id, {ARTICLE_COLUMNS} FROM article AS r WHERE r.id IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(sorted(set(ids))),),
    )
    return {row["id"]: article_line(row) for row in rows}


def _copied(row: Row, lines: dict[int, ArticleLine]) -> Copied:
    one, other = lines[row["article_id"]], lines[row["of_id"]]
    copy = _copy(row)
    return Copied(
        url=address(one),
        of=address(other),
        kind=copy.kind,
        share=copy.share,
        credited=copy.credited,
        certain=copy.certain,
        runs=tuple((Place(one.key, *here), Place(other.key, *there)) for here, there in copy.runs),
        why=copy.why,
    )


def address(line: ArticleLine) -> str:
    """Return what names an article in a trace: its address, or "record:KEY" where it has none."""
    return line.url or f"record:{line.key}"


def _line(store: Store, row: Row, lines: dict[int, ArticleLine]) -> CopyLine:
    text = store.value("SELECT text FROM article WHERE id = ?", (row["article_id"],))
    pieces = list(added(text, [here for here, _ in _copy(row).runs]))
    longest = sorted(sorted(pieces, key=lambda span: span.start - span.end)[:_ADDED_TOLD])
    return CopyLine(
        article=lines[row["article_id"]],
        of=lines[row["of_id"]],
        copied=_copied(row, lines),
        share_of=row["share_of"],
        added=tuple(_first_words(text[slice(*span)]) for span in longest),
        pieces=len(pieces),
    )


def _first_words(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _ADDED_LETTERS else f"{line[:_ADDED_LETTERS].rpartition(' ')[0]} …"

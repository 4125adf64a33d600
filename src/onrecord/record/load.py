"""Reading rows of the record back into values."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

from onrecord.article import Manner, Naming, PartyKind, Reading, SilenceKind, Span
from onrecord.errors import NotFoundError, RecordError
from onrecord.extract.original import Original, OriginalKind
from onrecord.notation import reading_from_dict
from onrecord.notation.reader import attribution_from_dict, silence_from_dict
from onrecord.record.answers import (
    ArticleLine,
    Context,
    Corrected,
    Judged,
    PartyLine,
    Reply,
    Statement,
    Unanswered,
)
from onrecord.record.judgements import LAST_ON_ATTRIBUTION, Correction, judgement_of
from onrecord.record.store import Row, Store

# What stands between two spans shown as one run of words.
_GAP: Final = " … "
# Letters before and after the words of a statement that are shown with them: a sentence or so.
_AROUND: Final = 160

#: Columns of an article `r` that `article_line` reads.
ARTICLE_COLUMNS: Final = (
    "r.key AS r_key, r.name AS r_name, r.title AS r_title, r.publisher AS r_outlet,"
    " r.published AS r_published, r.url AS r_url, r.version AS r_version, r.latest AS r_latest"
)
PARTY_COLUMNS: Final = (
    "p.key AS p_key, p.name AS p_name, p.kind AS p_kind, p.naming AS p_naming, p.known AS p_known"
)
#: What a person decided last about `a`, null for nothing.
JUDGED: Final = f"(SELECT nullif(verdict, 'withdrawn') FROM judgement WHERE id = ({LAST_ON_ATTRIBUTION}))"  # noqa: S608
_STATEMENTS: Final = (
    f"SELECT a.*, {ARTICLE_COLUMNS}, {PARTY_COLUMNS}, t.key AS t_key, t.name AS t_name, t.kind AS t_kind,"  # noqa: S608
    f" t.naming AS t_naming, t.known AS t_known, {JUDGED} AS judged"
    " FROM attribution AS a JOIN article AS r ON r.id = a.article_id"
    " LEFT JOIN appearance AS s ON s.id = a.appearance_id LEFT JOIN party AS p ON p.id = s.party_id"
    " LEFT JOIN appearance AS u ON u.id = a.addressee_id LEFT JOIN party AS t ON t.id = u.party_id"
)
_REPLIES: Final = (
    "SELECT a.answers_id, a.key, a.manner, a.negated, a.content, a.day, coalesce(p.name, a.source) AS party,"
    " r.publisher FROM json_each(?) AS chosen CROSS JOIN attribution AS a ON a.answers_id = chosen.value"
    " JOIN article AS r ON r.id = a.article_id"
    " LEFT JOIN appearance AS s ON s.id = a.appearance_id LEFT JOIN party AS p ON p.id = s.party_id"
    " ORDER BY a.id"
)
_SILENT: Final = (
    "SELECT q.attribution_id, q.key FROM json_each(?) AS chosen"
    " CROSS JOIN silence AS q ON q.attribution_id = chosen.value ORDER BY q.id"
)
_TEXTS: Final = (
    "SELECT r.id, r.text FROM json_each(?) AS chosen CROSS JOIN article AS r ON r.id = chosen.value"
)
# Rows that are completed together: their texts, replies and silences come in one query each.
_TOGETHER: Final = 200
_SILENCES: Final = (
    f"SELECT q.*, {ARTICLE_COLUMNS}, {PARTY_COLUMNS}, coalesce(asking.name, '') AS asking FROM silence AS q"  # noqa: S608
    " JOIN article AS r ON r.id = q.article_id LEFT JOIN appearance AS s ON s.id = q.appearance_id"
    " LEFT JOIN party AS p ON p.id = s.party_id LEFT JOIN appearance AS asking ON asking.id = q.asked_by_id"
)


def load_reading(store: Store, article_id: int) -> Reading:
    """Return what was read of an article; raises NotFoundError where the record has no such row."""
    row = store.row("SELECT * FROM article WHERE id = ?", (article_id,))
    if row is None:
        raise NotFoundError(f"no article {article_id} in {store.path}")
    plain = {name: row[name] for name in _FACTS}
    return reading_from_dict({**plain, **json.loads(row["detail"]), **findings(store, article_id)})


_FACTS: Final = (
    "name", "title", "text", "url", "byline", "publisher", "published", "modified", "language", "credit",
)  # fmt: skip
_TABLES: Final = {
    "attributions": "attribution",
    "parties": "appearance",
    "dates": "date",
    "silences": "silence",
    "relays": "relay",
}


def findings(store: Store, article_id: int) -> dict[str, list[Any]]:
    """Return the JSON of everything that was found in an article, each kind in its order."""
    return {
        name: [
            json.loads(row[0])
            for row in store.rows(
                f"SELECT detail FROM {table} WHERE article_id = ? ORDER BY id",  # noqa: S608
                (article_id,),
            )
        ]
        for name, table in _TABLES.items()
    }


def load_original(store: Store, article_id: int) -> Original:
    """Return the original of an article; raises NotFoundError without one, RecordError if it is damaged."""
    row = store.row(
        "SELECT * FROM original WHERE article_id = ? AND data IS NOT NULL ORDER BY id LIMIT 1", (article_id,)
    )
    if row is None:
        raise NotFoundError(f"no original of article {article_id} in {store.path}")
    try:
        data = zlib.decompress(row["data"])
    except zlib.error as error:
        raise RecordError(store.path, f"the original of article {article_id} is damaged") from error
    return Original(
        where=row["location"],
        data=data,
        kind=OriginalKind(row["kind"]),
        name=row["name"],
        url=row["url"],
        charset=row["charset"],
        retrieved=row["retrieved"],
        facts=json.loads(row["facts"]),
        outlet=row["outlet"],
    )


def article_id(store: Store, key: str) -> int:
    """Return the row of the article with a key, a unique beginning of it, an address, or a name.

    An address or a name stands for the latest version. Raises NotFoundError where none or several fit.
    """
    if key and set(key) <= set("0123456789abcdef"):
        found = store.rows("SELECT id FROM article WHERE key >= ? AND key < ? LIMIT 2", (key, key + "g"))
        if len(found) == 1:
            return int(found[0]["id"])
        if len(found) > 1:
            raise NotFoundError(f"several articles begin with {key!r}; give more of the key")
    for column in ("url", "name"):
        found = store.rows(f"SELECT id FROM article WHERE {column} = ? AND latest = 1 LIMIT 2", (key,))  # noqa: S608
        if len(found) > 1:
            raise NotFoundError(
                f"several articles are called {key!r}; give a key (onrecord status --articles)"
            )
        if found:
            return int(found[0]["id"])
    raise NotFoundError(f"no article {key!r:.80} in {store.path}")


def statements(store: Store, where: str, parameters: Sequence[Any] = ()) -> Iterator[Statement]:
    """Yield the statements for which an SQL condition holds, in the order that it asks for.

    `where` is what follows WHERE; it sees `a` (attribution), `r` (article), `s` (appearance), `p` (party).
    """
    for rows in _groups(store.each(f"{_STATEMENTS} WHERE {where}", parameters)):
        yield from _statements(store, rows)


def statements_of(store: Store, ids: Sequence[int]) -> list[Statement]:
    """Return the statements in these rows, in this order."""
    found: dict[int, Statement] = {}
    for start in range(0, len(ids), _TOGETHER):
        rows = store.rows(
            f"{_STATEMENTS} WHERE a.id IN (SELECT value FROM json_each(?))",  # noqa: S608
            (json.dumps(ids[start : start + _TOGETHER]),),
        )
        found |= zip((row["id"] for row in rows), _statements(store, rows), strict=True)
    return [found[number] for number in ids if number in found]


def silences(store: Store, where: str, parameters: Sequence[Any] = ()) -> Iterator[Unanswered]:
    """Yield the silences for which an SQL condition holds; it sees `q` (silence), `r`, `s` and `p`."""
    for rows in _groups(store.each(f"{_SILENCES} WHERE {where}", parameters)):
        yield from _silences(store, rows)


def silences_of(store: Store, ids: Sequence[int]) -> list[Unanswered]:
    """Return the silences in these rows, in this order."""
    found: dict[int, Unanswered] = {}
    for start in range(0, len(ids), _TOGETHER):
        rows = store.rows(
            f"{_SILENCES} WHERE q.id IN (SELECT value FROM json_each(?))",  # noqa: S608
            (json.dumps(ids[start : start + _TOGETHER]),),
        )
        found |= zip((row["id"] for row in rows), _silences(store, rows), strict=True)
    return [found[number] for number in ids if number in found]


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while group := list(islice(rows, _TOGETHER)):
        yield group


def _texts(store: Store, rows: Sequence[Row]) -> dict[int, str]:
    """Return the texts of the articles of some rows: each once, however many rows it has."""
    articles = _ids(row["article_id"] for row in rows)
    return {row["id"]: row["text"] for row in store.rows(_TEXTS, (articles,))}


def _ids(numbers: Iterable[int]) -> str:
    return json.dumps(list(dict.fromkeys(numbers)))


def _statements(store: Store, rows: Sequence[Row]) -> Iterator[Statement]:
    texts, chosen = _texts(store, rows), _ids(row["id"] for row in rows)
    replies: dict[int, list[Reply]] = {}
    for row in store.rows(_REPLIES, (chosen,)):
        replies.setdefault(row["answers_id"], []).append(_reply(row))
    silent: dict[int, list[str]] = {}
    for row in store.rows(_SILENT, (chosen,)):
        silent.setdefault(row["attribution_id"], []).append(row["key"])
    for row in rows:
        text = texts[row["article_id"]]
        judged = _judged(store, row["key"], text) if row["judged"] else {}
        yield _statement(row, text, replies.get(row["id"], ()), silent.get(row["id"], ()), judged)


def _silences(store: Store, rows: Sequence[Row]) -> Iterator[Unanswered]:
    texts = _texts(store, rows)
    for row in rows:
        text = texts[row["article_id"]]
        silence = silence_from_dict(json.loads(row["detail"]), f"silence {row['key']}", len(text))
        yield Unanswered(
            key=row["key"],
            number=row["number"],
            article=article_line(row),
            silence=silence,
            party=party_line(row, "p"),
            asked_by=row["asking"],
            source=row["source"],
            words=row["words"],
            kind=SilenceKind(row["kind"]),
            about=row["about"],
            day=row["day"],
            context=context(text, (*silence.source, silence.words, *silence.about)),
        )


def _statement(
    row: Row, text: str, replies: Sequence[Reply], silent: Sequence[str], judged: dict[str, Any]
) -> Statement:
    attribution = attribution_from_dict(json.loads(row["detail"]), f"attribution {row['key']}", len(text))
    return Statement(
        key=row["key"],
        number=row["number"],
        article=article_line(row),
        attribution=attribution,
        party=party_line(row, "p"),
        addressee_party=party_line(row, "t"),
        source=row["source"],
        cue=row["cue"],
        content=row["content"],
        basis=row["basis"],
        addressee=row["addressee"],
        occasion=row["occasion"],
        day=row["day"],
        judgement=row["judged"],
        context=context(text, (*attribution.source, *attribution.cue, *attribution.content)),
        replies=tuple(replies),
        silences=tuple(silent),
        **judged,
    )


def _judged(store: Store, key: str, text: str) -> dict[str, Any]:
    """Return who judged a statement and how it should have been read, as fields of `Statement`."""
    row = store.row(
        f"SELECT * FROM judgement WHERE id = ({LAST_ON_ATTRIBUTION.replace('a.key', '?')})",  # noqa: S608
        (key,),
    )
    if row is None:
        return {}
    judgement = judgement_of(row)
    correction = judgement.correction
    return {
        "judged": Judged(judgement.person, judgement.judged, judgement.reason),
        "correction": None if correction is None else _corrected(store, correction, text),
    }


def _corrected(store: Store, correction: Correction, text: str) -> Corrected:
    party = correction.party
    name = store.value("SELECT name FROM party WHERE key = ?", (party,)) if party else None
    source, cue, content = (
        None if spans is None else _words(text, spans)
        for spans in (correction.source, correction.cue, correction.content)
    )
    return Corrected(correction, source, cue, content, name or party)


def _words(text: str, spans: Sequence[Span]) -> str:
    """Return the words of some spans, "…" between them; nothing for none."""
    return _GAP.join(text[span.start : span.end] for span in spans)


def _reply(row: Row) -> Reply:
    return Reply(
        key=row["key"],
        manner=Manner(row["manner"]),
        negated=bool(row["negated"]),
        party=row["party"],
        content=row["content"],
        outlet=row["publisher"],
        day=row["day"],
    )


def article_line(row: Row) -> ArticleLine:
    """Return the article of a row with `ARTICLE_COLUMNS`."""
    return ArticleLine(
        key=row["r_key"],
        name=row["r_name"],
        title=row["r_title"],
        outlet=row["r_outlet"],
        published=row["r_published"],
        url=row["r_url"],
        version=row["r_version"],
        latest=bool(row["r_latest"]),
    )


def party_line(row: Row, letter: str) -> PartyLine | None:
    """Return the party of a row whose columns begin with a letter, None where it has none."""
    if row[f"{letter}_key"] is None:
        return None
    return PartyLine(
        key=row[f"{letter}_key"],
        name=row[f"{letter}_name"],
        kind=PartyKind(row[f"{letter}_kind"]),
        naming=Naming(row[f"{letter}_naming"]),
        known=row[f"{letter}_known"],
    )


def context(text: str, spans: Sequence[Span]) -> Context:
    """Return the words from the first to the last of `spans`, with some words before and after."""
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = before.partition(" ")[2]
    if end + _AROUND < len(text):
        after = after.rpartition(" ")[0]
    return Context(before, text[start:end], after)

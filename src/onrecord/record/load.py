"""Reading rows of the record back into values."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
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
_ARTICLE: Final = f"{ARTICLE_COLUMNS}, r.text AS r_text"
_PARTY: Final = "p.key AS p_key, p.name AS p_name, p.kind AS p_kind, p.naming AS p_naming, p.known AS p_known"
_JUDGED: Final = f"(SELECT nullif(verdict, 'withdrawn') FROM judgement WHERE id = ({LAST_ON_ATTRIBUTION}))"  # noqa: S608
_STATEMENTS: Final = (
    f"SELECT a.*, {_ARTICLE}, {_PARTY}, t.key AS t_key, t.name AS t_name, t.kind AS t_kind,"  # noqa: S608
    f" t.naming AS t_naming, t.known AS t_known, {_JUDGED} AS judged"
    " FROM attribution AS a JOIN article AS r ON r.id = a.article_id"
    " LEFT JOIN appearance AS s ON s.id = a.appearance_id LEFT JOIN party AS p ON p.id = s.party_id"
    " LEFT JOIN appearance AS u ON u.id = a.addressee_id LEFT JOIN party AS t ON t.id = u.party_id"
)
_REPLIES: Final = (
    "SELECT a.key, a.manner, a.negated, a.content, a.day, coalesce(p.name, a.source) AS party, r.publisher"
    " FROM attribution AS a JOIN article AS r ON r.id = a.article_id"
    " LEFT JOIN appearance AS s ON s.id = a.appearance_id LEFT JOIN party AS p ON p.id = s.party_id"
    " WHERE a.answers_id = ? ORDER BY a.id"
)
_SILENCES: Final = (
    f"SELECT q.*, {_ARTICLE}, {_PARTY}, coalesce(asking.name, '') AS asking FROM silence AS q"  # noqa: S608
    " JOIN article AS r ON r.id = q.article_id LEFT JOIN appearance AS s ON s.id = q.appearance_id"
    " LEFT JOIN party AS p ON p.id = s.party_id LEFT JOIN appearance AS asking ON asking.id = q.asked_by_id"
)


def load_reading(store: Store, article_id: int) -> Reading:
    """Return what was read of an article; raises NotFoundError where the record has no such row."""
    row = store.row("SELECT * FROM article WHERE id = ?", (article_id,))
    if row is None:
        raise NotFoundError(f"no article {article_id} in {store.path}")
    plain = {name: row[name] for name in _ARTICLE_COLUMNS}
    return reading_from_dict({**plain, **json.loads(row["detail"]), **findings(store, article_id)})


_ARTICLE_COLUMNS: Final = (
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
    for row in store.rows(f"{_STATEMENTS} WHERE {where}", parameters):
        yield _statement(store, row)


def silences(store: Store, where: str, parameters: Sequence[Any] = ()) -> Iterator[Unanswered]:
    """Yield the silences for which an SQL condition holds; it sees `q` (silence), `r`, `s` and `p`."""
    for row in store.rows(f"{_SILENCES} WHERE {where}", parameters):
        text = row["r_text"]
        silence = silence_from_dict(json.loads(row["detail"]), f"silence {row['key']}", len(text))
        yield Unanswered(
            key=row["key"],
            number=row["number"],
            article=article_line(row),
            silence=silence,
            party=_party(row, "p"),
            asked_by=row["asking"],
            source=row["source"],
            words=row["words"],
            kind=SilenceKind(row["kind"]),
            about=row["about"],
            day=row["day"],
            context=context(text, (*silence.source, silence.words, *silence.about)),
        )


def _statement(store: Store, row: Row) -> Statement:
    text = row["r_text"]
    attribution = attribution_from_dict(json.loads(row["detail"]), f"attribution {row['key']}", len(text))
    return Statement(
        key=row["key"],
        number=row["number"],
        article=article_line(row),
        attribution=attribution,
        party=_party(row, "p"),
        addressee_party=_party(row, "t"),
        source=row["source"],
        cue=row["cue"],
        content=row["content"],
        basis=row["basis"],
        addressee=row["addressee"],
        occasion=row["occasion"],
        day=row["day"],
        judgement=row["judged"],
        context=context(text, (*attribution.source, *attribution.cue, *attribution.content)),
        replies=tuple(_reply(reply) for reply in store.rows(_REPLIES, (row["id"],))),
        silences=tuple(
            found["key"]
            for found in store.rows(
                "SELECT key FROM silence WHERE attribution_id = ? ORDER BY id", (row["id"],)
            )
        ),
        **(_judged(store, row["key"], text) if row["judged"] else {}),
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


def _party(row: Row, letter: str) -> PartyLine | None:
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

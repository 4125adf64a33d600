"""Which articles may cite one that came in after them: a bounded number, those published next."""

from __future__ import annotations

from typing import Final

from onrecord.link.folding import fold
from onrecord.link.outlets import forms_of, is_outlet_name
from onrecord.record.cited_articles import BEFORE, END_OF_DAY, ON_THE_DAY
from onrecord.record.columns import day_of
from onrecord.record.store import Store

#: When an article comes in, at most so many that cite its outlet are linked again: those published next.
AGAIN: Final = 100

# An article is looked at for a citation if few others of its outlet lie between: so it changes none behind
# the article of its outlet that is so many later (and one more, for the citing article may be of the outlet).
_LATER: Final = (
    "SELECT published FROM article WHERE publisher = ? AND published > ? AND latest = 1"
    " ORDER BY published LIMIT 1 OFFSET ?"
)
_PUBLISHED: Final = (
    "SELECT DISTINCT article_id, published FROM citation WHERE folded = ? AND published BETWEEN ? AND ?"
    " ORDER BY published, article_id LIMIT ?"
)
_SAID: Final = (
    "SELECT DISTINCT article_id, published FROM citation WHERE folded = ? AND said_to BETWEEN ? AND ?"
    " AND coalesce(published, '~') >= ? ORDER BY said_to, article_id LIMIT ?"
)
_UNDATED: Final = (
    "SELECT DISTINCT article_id, published FROM citation WHERE folded = ? AND published IS NULL"
    " ORDER BY article_id DESC LIMIT ?"
)
# Of a ministry that every second article names, the last appearances are looked at.
_SPEAKS: Final = (
    "SELECT DISTINCT r.id AS article_id, r.published FROM (SELECT appearance_id FROM name WHERE folded = ?"
    " ORDER BY appearance_id DESC LIMIT 1000) AS n"
    " CROSS JOIN appearance AS s ON s.id = n.appearance_id JOIN article AS r ON r.id = s.article_id"
    " WHERE coalesce(r.published, '~') >= ? ORDER BY r.published, r.id LIMIT ?"
)


def citing(store: Store, article_id: int) -> list[int]:
    """Return the articles that have cited the outlet of this one, and may mean it."""
    row = store.row("SELECT publisher, published FROM article WHERE id = ?", (article_id,))
    assert row is not None
    published = row["published"] or ""
    day = day_of(published) or published
    until, said_until = (_until(store, row["publisher"], published, most) for most in (BEFORE, ON_THE_DAY))
    found: dict[int, str] = {}
    for form in forms_of(row["publisher"]):
        asked = [(_PUBLISHED, (form, day, until)), (_SAID, (form, day, said_until, day))]
        if until == END_OF_DAY:
            asked.append((_UNDATED, (form,)))
        for sql, parameters in asked:
            found |= _asked(store, sql, *parameters)
    found.pop(article_id, None)
    return sorted(found, key=lambda one: (found[one], one))[:AGAIN]


def _until(store: Store, publisher: str, published: str, most: int) -> str:
    """Return until when an article is among the last of its outlet; "~" where it still is."""
    if not published:
        return END_OF_DAY
    return store.value(_LATER, (publisher, published, most)) or END_OF_DAY


def speaking(store: Store, article_id: int, publisher: str) -> list[int]:
    """Return the articles in which the body speaks that published this one: what it said may be from it."""
    if is_outlet_name(publisher):
        return []
    published = store.value("SELECT published FROM article WHERE id = ?", (article_id,)) or ""
    found = _asked(store, _SPEAKS, fold(publisher), day_of(published) or published)
    return sorted(found.keys() - {article_id})


def naming(store: Store, article_id: int, publisher: str) -> list[int]:
    """Return the latest articles that have a name of an outlet of which nothing was on record before."""
    phrases = " OR ".join(f'"{form}"' for form in forms_of(publisher))
    rows = store.rows(
        "SELECT rowid FROM article_words WHERE article_words MATCH ? AND rowid <> ?"
        " ORDER BY rowid DESC LIMIT ?",
        (phrases, article_id, AGAIN),
    )
    return [row["rowid"] for row in rows]


def _asked(store: Store, sql: str, *asked: str) -> dict[int, str]:
    rows = store.rows(sql, (*asked, AGAIN))
    return {row["article_id"]: row["published"] or END_OF_DAY for row in rows}

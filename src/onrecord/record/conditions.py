"""Filters as conditions in SQL, for statements, silences and articles.

A day is compared with when a statement was said, from its first to its last possible day, where the article
tells; else with the day of publication, or the month or year where no more is known of it. What has no date
at all is left out where a day is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from onrecord.errors import FilterError
from onrecord.link.parties import fold
from onrecord.record.filters import Filters
from onrecord.record.load import JUDGED, article_id
from onrecord.record.store import Store
from onrecord.record.whom import NOTHING, Condition, appearance_condition, role_match, sendable, whom

_TIME: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
# Sorts behind every digit and mark that a date may go on with: "2031-02~" is behind all of February.
END: Final = "~"
#: What `Filters.judged` may be.
JUDGED_VALUES: Final = ("right", "wrong", "unsure", "unjudged", "any")
#: Another statement answers `a` by denying it, and is not of the same party.
DENIED: Final = (
    "EXISTS (SELECT 1 FROM attribution AS d LEFT JOIN appearance AS e ON e.id = d.appearance_id"
    " WHERE d.answers_id = a.id AND d.manner = 'denies' AND d.negated = 0"
    " AND coalesce(e.party_id <> s.party_id, 1))"
)
_REPLIED: Final = "EXISTS (SELECT 1 FROM attribution AS d WHERE d.answers_id = a.id)"
_SILENT: Final = "EXISTS (SELECT 1 FROM silence AS d WHERE d.attribution_id = a.id)"
# Every article whose outlet comes next in the index: as many steps as there are outlets.
_OUTLETS: Final = (
    "WITH RECURSIVE outlet (name) AS (SELECT min(publisher) FROM article UNION ALL"
    " SELECT (SELECT min(publisher) FROM article WHERE publisher > outlet.name) FROM outlet"
    " WHERE outlet.name IS NOT NULL) SELECT name FROM outlet WHERE name IS NOT NULL"
)


def joined(parts: Sequence[Condition]) -> Condition:
    """Return the condition that all of `parts` hold."""
    sql = " AND ".join(part.sql for part in parts) or "1"
    return Condition(sql, tuple(value for part in parts for value in part.parameters))


def statement_conditions(store: Store, filters: Filters, *, wrong_too: bool = False) -> Condition:
    """Return the condition on statements; it sees `a`, `r`, `s` as `load.statements` has them.

    What a person judged wrong is left out unless `judged` asks for it, or `wrong_too`. Raises FilterError
    for a day or a verdict that is none, NotFoundError for an article that is not there.
    """
    parts = [*_article_parts(store, filters), *_day_parts(filters, "a.day", "a.said_to")]
    parts += [*_party_parts(store, filters), *_statement_parts(filters)]
    parts += _judged_parts(filters, wrong_too)
    return joined(parts)


def silence_conditions(store: Store, filters: Filters) -> Condition:
    """Return the condition on silences; it sees `q`, `r` and `s` as `load.silences` has them.

    `to` is who asked. A filter that only statements can pass (manner, quotation, denied, answered, judged) no
    silence passes.
    """
    if not for_silences(filters):
        return NOTHING
    parts = [*_article_parts(store, filters), *_day_parts(filters, "q.day", "q.day")]
    if filters.by is not None:
        parts.append(appearance_condition(whom(store, filters.by), "s"))
    if filters.to is not None:
        asked = appearance_condition(whom(store, filters.to), "n")
        parts.append(
            Condition(
                f"EXISTS (SELECT 1 FROM appearance AS n WHERE n.id = q.asked_by_id AND {asked.sql})",  # noqa: S608
                asked.parameters,
            )
        )
    if filters.naming is not None:
        parts.append(Condition("s.naming = ?", (filters.naming.value,)))
    if filters.min_confidence > 0:
        parts.append(Condition("q.confidence >= ?", (filters.min_confidence,)))
    if filters.unanswered:
        parts.append(Condition("q.attribution_id IS NOT NULL"))
    return joined(parts)


def for_silences(filters: Filters) -> bool:
    """Return whether a silence can pass these filters at all."""
    asked = (filters.manner, filters.quotation, filters.judged)
    return not (any(value is not None for value in asked) or filters.denied or filters.answered)


def article_conditions(store: Store, filters: Filters) -> Condition:
    """Return the condition on articles, which sees `r`: outlet, article, publication and versions.

    `since` and `until` hold for the publication, too. Raises FilterError where a filter is of statements.
    """
    told = {name for name in Filters.__slots__ if getattr(filters, name) not in (None, False, 0.0)}
    if odd := sorted(told - _OF_ARTICLES):
        raise FilterError(f"articles have no {', '.join(odd)}; leave it out, or search for statements")
    return joined([*_article_parts(store, filters), *_published(filters.since, filters.until)])


_OF_ARTICLES: Final = {
    "outlet",
    "article",
    "since",
    "until",
    "published_since",
    "published_until",
    "versions",
}


def moment(text: str) -> str:
    """Return a year, a month or a day as the record writes it; raises FilterError for anything else."""
    found = _TIME.fullmatch(text.strip())
    if found:
        year, month, day = (int(part) if part else 1 for part in found.groups())
        try:
            date(year, month, day)
        except ValueError:
            pass
        else:
            return found[0]
    raise FilterError(f"{sendable(text)!r:.40} is no year, month or day; write 2022, 2022-02 or 2022-02-24")


def outlets(store: Store, name: str) -> list[str]:
    """Return the outlets that `name` means: those called so, else those with it in their name."""
    wanted = fold(name)
    known = [(row[0], fold(row[0])) for row in store.rows(_OUTLETS)]
    exact = [outlet for outlet, folded in known if folded == wanted]
    return exact or [outlet for outlet, folded in known if wanted and f" {wanted} " in f" {folded} "]


def _article_parts(store: Store, filters: Filters) -> Iterator[Condition]:
    if filters.article is not None:
        # Whoever names one article means that version of it.
        yield Condition("r.id = ?", (article_id(store, sendable(filters.article)),))
    elif not filters.versions:
        yield Condition("r.latest = 1")
    if filters.outlet is not None:
        yield Condition(
            "r.publisher IN (SELECT value FROM json_each(?))", (json.dumps(outlets(store, filters.outlet)),)
        )
    yield from _published(filters.published_since, filters.published_until)


def _published(since: str | None, until: str | None) -> Iterator[Condition]:
    # "2031-02" may be any day of February, and a time of a day is on that day.
    if since is not None:
        first = moment(since)
        yield Condition(f"(r.published >= ? AND r.published || '{END}' >= ?)", (first[:4], first))
    if until is not None:
        yield Condition("r.published <= ?", (moment(until) + END,))


def _day_parts(filters: Filters, day: str, last: str) -> Iterator[Condition]:
    if filters.since is not None:
        first = moment(filters.since)
        vague = f"{day} IS NULL AND r.published || '{END}' >= ?"
        yield Condition(f"({day} >= ? OR {last} >= ? OR ({vague}))", (first, first, first))
    if filters.until is not None:
        yield Condition(f"coalesce({day}, r.published) <= ?", (moment(filters.until) + END,))


def _party_parts(store: Store, filters: Filters) -> Iterator[Condition]:
    if filters.by is not None:
        found = whom(store, filters.by)
        by = appearance_condition(found, "s")
        if found.role:
            source = role_match(filters.by, "source")
            words = "a.id IN (SELECT rowid FROM attribution_words WHERE attribution_words MATCH ?)"
            by = Condition(f"({by.sql} OR {words})", (*by.parameters, source))
        yield by
    if filters.to is not None:
        to = appearance_condition(whom(store, filters.to), "n")
        yield Condition(
            f"EXISTS (SELECT 1 FROM appearance AS n WHERE n.id = a.addressee_id AND {to.sql})",  # noqa: S608
            to.parameters,
        )
    if filters.naming is not None:
        yield Condition("s.naming = ?", (filters.naming.value,))


def _statement_parts(filters: Filters) -> Iterator[Condition]:
    if filters.manner is not None:
        yield Condition("a.manner = ?", (filters.manner.value,))
    if filters.quotation is not None:
        yield Condition("a.quotation = ?", (filters.quotation.value,))
    if filters.min_confidence > 0:
        yield Condition("a.confidence >= ?", (filters.min_confidence,))
    if filters.denied:
        yield Condition(DENIED)
    if filters.answered:
        yield Condition(f"({_REPLIED} OR {_SILENT})")
    if filters.unanswered:
        yield Condition(_SILENT)


def _judged_parts(filters: Filters, wrong_too: bool) -> list[Condition]:
    if filters.judged is None:
        return [] if wrong_too else [Condition(f"{JUDGED} IS NOT 'wrong'")]
    if filters.judged == "any":
        return []
    if filters.judged == "unjudged":
        return [Condition(f"{JUDGED} IS NULL")]
    if filters.judged not in JUDGED_VALUES:
        raise FilterError(f"{sendable(filters.judged)!r:.40} is no verdict; it is {', '.join(JUDGED_VALUES)}")
    return [Condition(f"{JUDGED} = ?", (filters.judged,))]

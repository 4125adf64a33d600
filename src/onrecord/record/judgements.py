"""Judgements as values: what a person decided, what it was decided on, and whether it still fits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Final

from onrecord.article import Manner, Quotation, Span
from onrecord.errors import FormatError, JudgementError
from onrecord.notation.row import Row as JsonRow
from onrecord.record.store import Row, Store

#: The rows of `judgement` in the order in which they count; the last one on a target does.
ORDER: Final = "judged, id"
#: A query for the judgement that counts on the attribution `a`; where it is "withdrawn" none does.
LAST_ON_ATTRIBUTION: Final = (
    "SELECT id FROM judgement WHERE target = 'attribution' AND key = a.key"
    " ORDER BY judged DESC, id DESC LIMIT 1"
)
#: Beyond every text: whether spans lie in theirs is checked where the text is known.
ANY_LENGTH: Final = 1 << 53


class Target(StrEnum):
    """What a judgement is about."""

    ATTRIBUTION = "attribution"
    PARTY = "party"  # a pair of parties
    STATEMENTS = "statements"  # a pair of attributions: whether they say the same


class Verdict(StrEnum):
    """What a person decided; "unsure" is a decision too, "withdrawn" takes the one before back."""

    RIGHT = "right"
    WRONG = "wrong"
    UNSURE = "unsure"
    SAME = "same"
    DIFFERENT = "different"
    WITHDRAWN = "withdrawn"


#: The verdicts that there are on each kind of target.
VERDICTS: Final = {
    Target.ATTRIBUTION: (Verdict.RIGHT, Verdict.WRONG, Verdict.UNSURE, Verdict.WITHDRAWN),
    Target.PARTY: (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE, Verdict.WITHDRAWN),
    Target.STATEMENTS: (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE, Verdict.WITHDRAWN),
}


_NAMES: Final = {
    Target.ATTRIBUTION: "an attribution",
    Target.PARTY: "two parties",
    Target.STATEMENTS: "two statements",
}


class State(StrEnum):
    """What has become of a judgement."""

    FITS = "fits"  # what it was made on is in the record, word for word
    ORPHANED = "orphaned"  # it counts, but what it was made on is no longer there
    REPLACED = "replaced"  # a later one on the same target counts
    WITHDRAWN = "withdrawn"  # it takes back what was decided before


@dataclass(frozen=True, slots=True)
class Correction:
    """How an attribution should have been read; whatever is None is as it was read.

    Spans are offsets into the text of the article. `source` may be empty: the article names nobody. `party`
    is the key of a party of the record, or a name.
    """

    source: tuple[Span, ...] | None = None
    cue: tuple[Span, ...] | None = None
    content: tuple[Span, ...] | None = None
    party: str | None = None
    manner: Manner | None = None
    quotation: Quotation | None = None
    negated: bool | None = None
    modal: bool | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person decided once; never changed, only followed by another.

    `other` is the second of a pair of parties or statements, None for one attribution. `judged` is the
    time, ISO 8601 in UTC.
    `anchor` is JSON: for an attribution `article` (key), `url`, `title`, `name`, and for `source`, `cue` and
    `content` the spans with their `words` and those `before` and `after`, in `corrected` the same of the
    correction; for two statements `one` and `other`, each such an anchor with its `key`; for parties `one`
    and `other` with
    `key`, `name`, `kind` and `appearances`, and in `done` what the record did about it.
    """

    target: Target
    key: str
    other: str | None
    verdict: Verdict
    person: str
    judged: str
    reason: str
    correction: Correction | None
    anchor: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement with its state; `why` says in words why it no longer fits, "" where it does."""

    judgement: Judgement
    state: State
    why: str = ""


def judgement_of(row: Row) -> Judgement:
    """Return a row of the table as a value."""
    correction = json.loads(row["correction"]) if row["correction"] else None
    return Judgement(
        target=Target(row["target"]),
        key=row["key"],
        other=row["other"],
        verdict=Verdict(row["verdict"]),
        person=row["person"],
        judged=row["judged"],
        reason=row["reason"],
        correction=None if correction is None else correction_from_dict(correction, row["key"]),
        anchor=json.loads(row["anchor"]),
    )


def verdict_on(target: Target, verdict: str) -> Verdict:
    """Return the verdict; raises JudgementError where there is none like it on such a target."""
    allowed = VERDICTS[target]
    if verdict in allowed:
        return Verdict(verdict)
    raise JudgementError(f"{verdict!r:.40} is no verdict on {_NAMES[target]}; give {', '.join(allowed)}")


def correction_to_dict(correction: Correction) -> dict[str, Any]:
    """Return a correction as JSON, what is as read left out."""
    found: dict[str, Any] = {}
    for field in fields(correction):
        value = getattr(correction, field.name)
        if isinstance(value, tuple):
            found[field.name] = [list(span) for span in value]
        elif value is not None:
            found[field.name] = value.value if isinstance(value, StrEnum) else value
    return found


def correction_from_dict(data: Any, where: str, length: int = ANY_LENGTH) -> Correction:
    """Return the correction of a text of `length` characters that `correction_to_dict` gave.

    `where` begins the messages of FormatError. Fields of other names raise it too: a misspelt one would be
    lost.
    """
    row = JsonRow(data, f"{where}: correction", length)
    known = [field.name for field in fields(Correction)]
    if unknown := sorted(set(row.data) - set(known)):
        raise FormatError(f"{row.where} has {unknown[0]!r:.40}; it may have {', '.join(known)}")
    given = {name for name in known if row.data.get(name) is not None}
    return Correction(
        source=row.spans("source") if "source" in given else None,
        cue=row.spans("cue") if "cue" in given else None,
        content=row.spans("content") if "content" in given else None,
        negated=row.boolean("negated") if "negated" in given else None,
        modal=row.boolean("modal") if "modal" in given else None,
        party=row.optional_string("party"),
        manner=row.member("manner", Manner) if "manner" in given else None,
        quotation=row.member("quotation", Quotation) if "quotation" in given else None,
    )


def add_judgement(store: Store, judgement: Judgement) -> None:
    """Append a judgement."""
    correction = judgement.correction
    store.insert(
        "judgement",
        {
            "target": judgement.target.value,
            "key": judgement.key,
            "other": judgement.other,
            "verdict": judgement.verdict.value,
            "correction": None if correction is None else _json(correction_to_dict(correction)),
            "anchor": _json(judgement.anchor),
            "person": judgement.person,
            "judged": judgement.judged,
            "reason": judgement.reason,
        },
    )


def judgements_on(store: Store, target: Target, key: str, other: str | None = None) -> list[Judgement]:
    """Return all judgements on one target, the one that counts last."""
    rows = store.rows(
        f"SELECT * FROM judgement WHERE target = ? AND key = ? AND other IS ? ORDER BY {ORDER}",  # noqa: S608
        (target.value, key, other),
    )
    return [judgement_of(row) for row in rows]


def next_time(store: Store, before: Sequence[Judgement]) -> str:
    """Return the time for a new judgement: now, but never earlier than those `before` on the same target.

    Another machine's clock may be ahead; what a person decides after reading that counts all the same.
    """
    return max(store.clock(), before[-1].judged if before else "")


def person_named(person: str) -> str:
    """Return the name of whoever judges; raises JudgementError for none: nobody could ask them why."""
    if name := one_spaced(person):
        return name
    raise JudgementError("nobody is named who judges; give a name")


def one_spaced(words: str) -> str:
    """Return a person's words on one line, as characters that can be stored."""
    return " ".join(words.encode("utf-8", "replace").decode().split())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

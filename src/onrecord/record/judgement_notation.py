"""Judgements as JSON and back again, every field checked: they come from other people's records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from onrecord.errors import FormatError
from onrecord.notation.row import Row as JsonRow
from onrecord.record.judgements import (
    ANY_LENGTH,
    Judgement,
    Standing,
    Target,
    Verdict,
    correction_from_dict,
    correction_to_dict,
    one_spaced,
    person_named,
    verdict_on,
)
from onrecord.record.keys import KEY_LENGTH

_DIGITS: Final = frozenset("0123456789abcdef")
_SIDES: Final = ("one", "other")
_ROLES: Final = ("source", "cue", "content")


def judgement_to_dict(judgement: Judgement) -> dict[str, Any]:
    """Return a judgement as JSON."""
    correction = judgement.correction
    return {
        "target": judgement.target.value,
        "key": judgement.key,
        "other": judgement.other,
        "verdict": judgement.verdict.value,
        "correction": None if correction is None else correction_to_dict(correction),
        "person": judgement.person,
        "judged": judgement.judged,
        "reason": judgement.reason,
        "anchor": dict(judgement.anchor),
    }


def standing_to_dict(standing: Standing) -> dict[str, Any]:
    """Return a judgement as JSON, with its state."""
    return {**judgement_to_dict(standing.judgement), "state": standing.state.value, "why": standing.why}


def judgement_from_line(line: str, where: str) -> Judgement:
    """Return the judgement of a line of JSON; raises FormatError or JudgementError for what is none."""
    try:
        data = json.loads(line)
        json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{where}: no JSON; give one judgement a line") from error
    if not isinstance(data, dict):
        raise FormatError(f"{where}: no object; give one judgement a line")
    row = JsonRow(data, where, ANY_LENGTH)
    target = row.member("target", Target)
    correction = row.data.get("correction")
    judgement = Judgement(
        target=target,
        key=_key(row, "key"),
        other=None if target is Target.ATTRIBUTION else _key(row, "other"),
        verdict=verdict_on(target, row.string("verdict")),
        person=person_named(row.string("person")),
        judged=_time(row),
        reason=one_spaced(row.string("reason", "")),
        correction=None if correction is None else correction_from_dict(correction, where),
        anchor=_anchor(row, target),
    )
    if judgement.other is not None and judgement.key >= judgement.other:
        raise row.wrong("other", "the greater of two keys")
    if judgement.correction is not None and judgement.verdict is not Verdict.WRONG:
        raise row.wrong("correction", "null where the verdict is not wrong")
    return judgement


def _key(row: JsonRow, name: str) -> str:
    key = row.string(name)
    if len(key) != KEY_LENGTH or not set(key) <= _DIGITS:
        raise row.wrong(name, "a key of 12 of the characters 0-9 and a-f")
    return key


def _time(row: JsonRow) -> str:
    """Return the time of a judgement as the record writes it, whatever zone it was given in."""
    try:
        time = datetime.fromisoformat(row.string("judged"))
        if time.tzinfo is not None:
            return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        pass
    raise row.wrong("judged", "a date and time with its zone, such as 2031-05-01T12:00:00Z")


def _anchor(row: JsonRow, target: Target) -> Mapping[str, Any]:
    found = row.row("anchor")
    if found is None:
        raise row.wrong("anchor", "an object that tells what was judged")
    if target is Target.ATTRIBUTION:
        return _statement(found)
    return _parties(found) if target is Target.PARTY else _statements(found)


def _statements(row: JsonRow) -> dict[str, Any]:
    anchor: dict[str, Any] = {}
    for side in _SIDES:
        one = row.row(side)
        if one is None:
            raise row.wrong(side, "an object that tells of the statement")
        anchor[side] = {"key": _key(one, "key"), **_statement(one)}
    return anchor


def _statement(row: JsonRow) -> dict[str, Any]:
    anchor: dict[str, Any] = {
        "article": _key(row, "article"),
        **{name: row.optional_string(name) for name in ("url", "title", "name")},
        **{role: _pieces(row, role) for role in _ROLES},
    }
    if not anchor["cue"] or not anchor["content"]:
        raise row.wrong("content" if anchor["cue"] else "cue", "the words that were judged")
    if corrected := row.row("corrected"):
        given = {role: _pieces(corrected, role) for role in _ROLES if role in corrected.data}
        party = corrected.optional_string("party")
        anchor["corrected"] = {**given, **({"party": party} if party else {})}
    return anchor


def _pieces(row: JsonRow, role: str) -> list[dict[str, Any]]:
    return [
        {"span": list(one.span("span")), **{name: one.string(name) for name in ("words", "before", "after")}}
        for one in row.rows(role)
    ]


def _parties(row: JsonRow) -> dict[str, Any]:
    anchor: dict[str, Any] = {}
    for side in _SIDES:
        one = row.row(side)
        if one is None:
            raise row.wrong(side, "an object that tells of the party")
        places = [
            {name: place.string(name) for name in ("article", "label", "place")}
            for place in one.rows("appearances")
        ]
        told = {name: one.string(name) for name in ("name", "kind")}
        anchor[side] = {"key": _key(one, "key"), **told, "appearances": places}
    return {**anchor, "done": _done(row)}


def _done(row: JsonRow) -> dict[str, Any]:
    given = row.row("done")
    done: dict[str, Any] = {}
    for how in ("merged", "apart", "cut"):
        one = given.row(how) if given else None
        if one is None:
            continue
        if one.string("side") not in _SIDES:
            raise one.wrong("side", "one or other")
        done[how] = {"side": one.string("side")}
        if how != "merged":
            done[how] |= {"key": _key(one, "key"), "articles": list(one.strings("articles"))}
    return done

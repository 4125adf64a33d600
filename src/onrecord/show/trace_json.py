"""A trace as JSON, with the keys of its published schema."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from onrecord.link.trace import (
    Answered,
    Asked,
    Cited,
    Copied,
    Drift,
    Nearest,
    Origin,
    Pair,
    Place,
    Receipt,
    Report,
    Silent,
    Spoken,
    Step,
    Trace,
)
from onrecord.notation.lines import CONFIDENCE_DECIMALS

_Object = dict[str, Any]


def trace_to_dict(trace: Trace) -> _Object:
    """Return a trace as plain dicts, lists, strings and numbers, with the keys of `trace_schema()`."""
    return {
        "claim": {"id": trace.claim, "wording": trace.wording} if trace.claim else None,
        "asked": _asked(trace.asked) if trace.asked else None,
        "reports": [_report(report) for report in trace.reports],
        "origins": [_origin(origin) for origin in trace.origins],
        "copies": [_copy(copied) for copied in trace.copies],
        "relays": [_relay(cited) for cited in trace.relays],
        "circular": [list(circle) for circle in trace.circular],
        "pairs": [_pair(pair) for pair in trace.pairs],
        "answers": [_answer(answer) for answer in trace.answers],
        "silences": [_silence(silent) for silent in trace.silences],
        "drift": [_drift(drift) for drift in trace.drift],
        "spoken": [_spoken(spoken) for spoken in trace.spoken],
    }


def trace_schema() -> _Object:
    """Return the JSON Schema (draft 2020-12) that `trace_to_dict` follows."""
    loaded: _Object = json.loads(_schema_text())
    return loaded


@cache
def _schema_text() -> str:
    return resources.files("onrecord.show").joinpath("trace.schema.json").read_text(encoding="utf-8")


def _asked(asked: Asked) -> _Object:
    nearest = [_near(near) for near in asked.nearest]
    return {"words": asked.words, "fit": _score(asked.fit), "sure": asked.sure, "nearest": nearest}


def _near(near: Nearest) -> _Object:
    return {
        "url": near.url,
        "claim": near.claim,
        "attribution": near.attribution,
        "source": near.source,
        "words": near.words,
        "place": _place(near.place),
        "outlet": near.outlet,
        "published": near.published,
        "fit": _score(near.fit),
    }


def _report(report: Report) -> _Object:
    return {
        "url": report.url,
        "article": report.article,
        "attribution": report.attribution,
        "stance": report.stance.value,
        "published": report.published,
        "outlet": report.outlet,
        "title": report.title,
        "source": report.source,
        "words": report.words,
        "place": _place(report.place),
        "chain": [_step(step) for step in report.chain],
        "score": _score(report.score),
    }


def _origin(origin: Origin) -> _Object:
    return {
        "party": origin.party,
        "url": origin.url,
        "certain": origin.certain,
        "reports": list(origin.reports),
        "why": origin.why,
    }


def _relay(cited: Cited) -> _Object:
    return {
        "url": cited.url,
        "of": cited.of,
        "words": cited.words,
        "place": _place(cited.place),
        "score": _score(cited.score),
        "why": cited.why,
    }


def _pair(pair: Pair) -> _Object:
    receipts = [_receipt(receipt) for receipt in pair.receipts]
    return {"a": pair.a, "b": pair.b, "verdict": pair.verdict.value, "receipts": receipts}


def _answer(answer: Answered) -> _Object:
    return {
        "url": answer.url,
        "attribution": answer.attribution,
        "party": answer.party,
        "how": answer.how,
        "words": answer.words,
        "place": _place(answer.place),
        "published": answer.published,
        "answers": answer.answers,
        "meets": answer.meets.value,
    }


def _silence(silent: Silent) -> _Object:
    return {
        "url": silent.url,
        "silence": silent.silence,
        "party": silent.party,
        "kind": silent.kind,
        "words": silent.words,
        "place": _place(silent.place),
        "published": silent.published,
    }


def _step(step: Step) -> _Object:
    return {
        "name": step.name,
        "kind": step.kind.value,
        "party": step.party,
        "attribution": step.attribution,
        "words": step.words,
        "place": _place(step.place),
    }


def _copy(copied: Copied) -> _Object:
    return {
        "url": copied.url,
        "of": copied.of,
        "kind": copied.kind.value,
        "share": _score(copied.share),
        "credited": copied.credited,
        "certain": copied.certain,
        "runs": [{"place": _place(there), "of_place": _place(other)} for there, other in copied.runs],
        "why": copied.why,
    }


def _receipt(receipt: Receipt) -> _Object:
    return {
        "kind": receipt.kind.value,
        "a_words": receipt.a_words,
        "b_words": receipt.b_words,
        "a_place": _place(receipt.a_place),
        "b_place": _place(receipt.b_place),
        "note": receipt.note,
    }


def _drift(drift: Drift) -> _Object:
    return {
        "kind": drift.kind.value,
        "from": drift.from_url,
        "to": drift.to_url,
        "from_words": drift.from_words,
        "to_words": drift.to_words,
        "from_place": _place(drift.from_place),
        "to_place": _place(drift.to_place),
    }


def _spoken(spoken: Spoken) -> _Object:
    return {
        "name": spoken.name,
        "party": spoken.party,
        "url": spoken.url,
        "attribution": spoken.attribution,
        "words": spoken.words,
        "place": _place(spoken.place),
        "outlet": spoken.outlet,
        "published": spoken.published,
        "day": spoken.day,
        "when": spoken.when.value,
        "on_claim": spoken.on_claim,
        "nearness": _score(spoken.nearness),
        "changes": [
            {"kind": change.kind, "first_words": change.first_words, "words": change.words}
            for change in spoken.changes
        ],
    }


def _place(place: Place | None) -> _Object | None:
    return {"article": place.article, "start": place.start, "end": place.end} if place else None


def _score(score: float) -> float:
    return round(score, CONFIDENCE_DECIMALS)

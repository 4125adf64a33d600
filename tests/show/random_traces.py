"""Traces of any kind for hypothesis: anything may name anything, or nothing that there is."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

from onrecord.link.trace import (
    Answered,
    Asked,
    Change,
    Cited,
    Copied,
    CopyKind,
    Drift,
    DriftKind,
    Meets,
    Nearest,
    Origin,
    Pair,
    Place,
    Receipt,
    ReceiptKind,
    Report,
    Silent,
    Spoken,
    Stance,
    Step,
    StepKind,
    Trace,
    Verdict,
    When,
)
from onrecord.show.trace_graph import ArticleText, Texts

T = TypeVar("T")

_URLS = [*(f"https://p{number}.example/a" for number in range(9)), "record:aa", "", "javascript:x"]
_TEXT = st.one_of(
    st.sampled_from(["", "officials", "the Post", "قال", "<b>&", "\x00\x1b\ud800\ufffe"]), st.text()
)
_URL = st.sampled_from(_URLS)
_DATE = st.sampled_from(
    [
        None,
        "",
        "2031",
        "2031-02",
        "2031-02-03",
        "2031-02-03T08:00",
        "2031-02-04T09:10:11+02:00",
        "soon",
        "9999-99-99",
    ]
)
_ARTICLE = st.sampled_from("abcd")
_PLACE = st.builds(Place, _ARTICLE, st.integers(-3, 60), st.integers(-3, 60))
_MAYBE = st.none() | _PLACE
_KEY = st.sampled_from([f"k{number}" for number in range(9)])


def _many(of: st.SearchStrategy[T], most: int = 8) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(of, max_size=most).map(tuple)


_STEP = st.builds(Step, _TEXT, st.sampled_from(StepKind), st.none() | _KEY, st.none() | _KEY, _TEXT, _MAYBE)
_REPORT = st.builds(
    Report,
    *(_URL, _ARTICLE, _KEY, st.sampled_from([Stance.ASSERTS, *Stance]), _DATE, st.none() | _TEXT),
    *(st.none() | _TEXT, _TEXT, _TEXT, _PLACE, _many(_STEP, 4)),
)
_SHARE = st.floats(0, 1)
_NEAREST = st.builds(
    Nearest, _URL, st.none() | _KEY, _KEY, _TEXT, _TEXT, _PLACE, st.none() | _TEXT, _DATE, _SHARE
)
_ASKED = st.builds(Asked, _TEXT, _SHARE, st.booleans(), _many(_NEAREST, 3))
_RECEIPT = st.builds(Receipt, st.sampled_from(ReceiptKind), _TEXT, _TEXT, _MAYBE, _MAYBE, _TEXT)


_CHANGE = st.builds(Change, _TEXT, _TEXT, _TEXT)
_SPOKEN = st.builds(
    Spoken,
    *(_TEXT, _KEY, _URL, _KEY, _TEXT, _PLACE, st.none() | _TEXT, _DATE, _DATE, st.sampled_from(When)),
    *(st.booleans(), _SHARE, _many(_CHANGE, 2)),
)


def traces() -> st.SearchStrategy[Trace]:
    """Return traces whose parts refer to each other at random, in circles as well."""
    return st.builds(
        Trace,
        *(st.just("") | _KEY, _TEXT, _many(_REPORT, 12)),
        asked=st.none() | _ASKED,
        spoken=_many(_SPOKEN, 3),
        origins=_many(st.builds(Origin, _TEXT, st.none() | _URL, st.booleans(), _many(_URL), _TEXT), 4),
        copies=_many(
            st.builds(
                Copied,
                *(_URL, _URL, st.sampled_from(CopyKind), _SHARE, st.booleans(), st.booleans()),
                *(_many(st.tuples(_PLACE, _PLACE), 3), _TEXT),
            )
        ),
        relays=_many(st.builds(Cited, _URL, _URL | _TEXT, _TEXT, _PLACE, _SHARE, _TEXT)),
        circular=_many(_many(_URL, 3), 2),
        pairs=_many(st.builds(Pair, _URL, _URL, st.sampled_from(Verdict), _many(_RECEIPT, 2)), 3),
        answers=_many(
            st.builds(
                Answered,
                *(_URL, _KEY, _TEXT, _TEXT, _TEXT, _PLACE, _DATE, st.none() | _KEY, st.sampled_from(Meets)),
            ),
            5,
        ),
        silences=_many(st.builds(Silent, _URL, _KEY, _TEXT, _TEXT, _TEXT, _PLACE, _DATE), 2),
        drift=_many(
            st.builds(Drift, st.sampled_from(DriftKind), _URL, _URL, _TEXT, _TEXT, _MAYBE, _MAYBE), 2
        ),
    )


def texts() -> st.SearchStrategy[Texts]:
    """Return some of the articles that such traces name."""
    maybe = st.none() | _TEXT
    return st.dictionaries(_ARTICLE, st.builds(ArticleText, maybe, maybe, _DATE, st.none() | _URL, _TEXT))

"""Judgements of two people's records are joined: the same one is one row, and the later one counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Manner, Span
from onrecord.errors import OnrecordError
from onrecord.record import Store
from onrecord.record.judge import Correction, State, judge, judge_parties, standing
from onrecord.record.judgement_files import import_judgements
from onrecord.record.judgement_notation import judgement_from_line, standing_to_dict
from onrecord.record.merging import party_id
from tests.record.dossier import read_text, record_of

TEXT = (
    "The ferry will stop running in May, said Ines Tolland, the harbour master of Quell.\n\n"
    "Per Ash, a fisherman, denied that anybody had been told.\n"
)


def quell(path: Path) -> Store:
    store, _ = record_of(path, (read_text("quell", TEXT),))
    return store


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Store]:
    with quell(tmp_path / "ours.db") as store:
        yield store


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Store]:
    with quell(tmp_path / "theirs.db") as store:
        yield store


def at(store: Store, minute: int) -> None:
    """Set the clock."""
    store.clock = lambda: f"2031-05-01T12:{minute:02}:00Z"


def lines(store: Store) -> list[str]:
    return [json.dumps(standing_to_dict(one)) for one in standing(store, everything=True)]


def key(store: Store, number: int = 1) -> str:
    return str(store.value("SELECT key FROM attribution WHERE number = ?", (number,)))


def counting(store: Store) -> list[tuple[str, str, str]]:
    return [(one.judgement.key, one.judgement.verdict.value, one.judgement.person) for one in standing(store)]


def test_both_records_say_the_same_after_each_took_in_the_other(ours: Store, theirs: Store) -> None:
    at(ours, 1)
    judge(ours, key(ours), "right", person="Ada")
    at(theirs, 2)
    correction = Correction(content=(Span(0, 9),), manner=Manner.PREDICTS)
    judge(theirs, key(theirs), "wrong", person="Bo", reason="it will", correction=correction)
    at(ours, 3)
    judge(ours, key(ours, 2), "unsure", person="Ada")
    first, second = lines(ours), lines(theirs)
    assert import_judgements(ours, second, "bo.jsonl").added == 1
    assert import_judgements(theirs, first, "ada.jsonl").added == 2
    expected = [(key(ours), "wrong", "Bo"), (key(ours, 2), "unsure", "Ada")]
    assert counting(ours) == counting(theirs) == expected
    assert standing(ours)[0].judgement.correction == correction
    assert lines(ours) == lines(theirs)


def test_the_same_judgement_imported_twice_is_one_row(ours: Store, theirs: Store) -> None:
    for verdict in ("right", "wrong", "right"):  # all in one second
        judge(ours, key(ours), verdict, person="Ada")
    given = lines(ours)
    assert import_judgements(theirs, given, "ada.jsonl").added == 3
    again = import_judgements(theirs, given, "ada.jsonl")
    assert (again.added, again.there, again.problems) == (0, 3, ())
    assert import_judgements(ours, lines(theirs), "back.jsonl").added == 0
    assert counting(theirs) == [(key(ours), "right", "Ada")]


def test_what_was_withdrawn_elsewhere_is_withdrawn_here(ours: Store, theirs: Store) -> None:
    judge(ours, key(ours), "right", person="Ada")
    import_judgements(theirs, lines(ours), "ada.jsonl")
    at(ours, 9)
    judge(ours, key(ours), "withdrawn", person="Ada")
    import_judgements(theirs, lines(ours), "ada.jsonl")
    assert standing(theirs) == []


def test_parties_joined_elsewhere_are_joined_here_until_that_is_withdrawn(ours: Store, theirs: Store) -> None:
    one, other = (row["key"] for row in ours.rows("SELECT key FROM party ORDER BY id LIMIT 2"))
    at(ours, 1)
    judge_parties(ours, one, other, "same", person="Ada")
    import_judgements(theirs, lines(ours), "ada.jsonl")
    assert party_id(theirs, one) == party_id(theirs, other)
    assert [found.state for found in standing(theirs)] == [State.FITS]
    at(ours, 2)
    judge_parties(ours, one, other, "withdrawn", person="Ada")
    import_judgements(theirs, lines(ours), "ada.jsonl")
    assert party_id(theirs, one) != party_id(theirs, other)


def test_a_judgement_on_what_the_record_does_not_have_is_kept_as_orphaned(
    ours: Store, tmp_path: Path
) -> None:
    judge(ours, key(ours), "right", person="Ada")
    store, _ = record_of(tmp_path / "other.db", (read_text("other", "“No,” said Ida Marsh.\n"),))
    with store:
        assert import_judgements(store, lines(ours), "ada.jsonl").added == 1
        (one,) = standing(store)
        assert (one.state, one.why) == (State.ORPHANED, "the article is not in the record")
        assert one.judgement.anchor["content"][0]["words"] == "The ferry will stop running in May"


def spoilt(store: Store, **changes: Any) -> str:
    return json.dumps({**json.loads(lines(store)[0]), **changes})


def test_lines_that_are_no_judgement_are_told_and_the_others_kept(ours: Store, theirs: Store) -> None:
    judge(ours, key(ours), "right", person="Ada")
    anchor = json.loads(lines(ours)[0])["anchor"]
    given = [
        "{",
        "",
        "[]",
        spoilt(ours, verdict="same"),
        spoilt(ours, verdict="true"),
        spoilt(ours, target="claim"),
        spoilt(ours, key="XYZ"),
        spoilt(ours, judged="yesterday"),
        spoilt(ours, judged="2031-05-01T12:00:00"),
        spoilt(ours, person="  "),
        spoilt(ours, anchor=None),
        spoilt(ours, anchor={**anchor, "content": []}),
        spoilt(ours, correction={"manner": "asks"}),
        spoilt(ours, verdict="wrong", correction={"contents": [[0, 1]]}),
        spoilt(ours, verdict="wrong", correction={"content": [[0, 100_000]]}),
        spoilt(ours, reason="\ud800"),
        *lines(ours),
    ]
    found = import_judgements(theirs, given, "ada.jsonl")
    assert (found.added, found.there) == (1, 0)
    assert [problem.split(":")[0] for problem in found.problems] == [
        f"ada.jsonl, line {number}" for number in (1, *range(3, 17))
    ]
    assert all("\n" not in problem for problem in found.problems)
    assert counting(theirs) == [(key(ours), "right", "Ada")]


def test_a_time_in_another_zone_is_kept_as_utc(ours: Store, theirs: Store) -> None:
    judge(ours, key(ours), "right", person="Ada")
    import_judgements(theirs, [spoilt(ours, judged="2031-05-01T15:30:00+03:30")], "ada.jsonl")
    assert standing(theirs)[0].judgement.judged == "2031-05-01T12:00:00Z"


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)
_FIELDS = ("target", "key", "other", "verdict", "correction", "person", "judged", "reason", "anchor")
_GOOD = {
    "target": "attribution",
    "key": "0123456789ab",
    "other": None,
    "verdict": "wrong",
    "correction": {"content": [[0, 4]]},
    "person": "Ada",
    "judged": "2031-05-01T12:00:00Z",
    "reason": "",
    "anchor": {
        "article": "0123456789ab",
        "source": [],
        "cue": [{"span": [5, 9], "words": "said", "before": "", "after": ""}],
        "content": [{"span": [0, 4], "words": "This", "before": "", "after": ""}],
    },
}


@settings(max_examples=150, deadline=None)
@given(field=st.sampled_from(_FIELDS), value=_JSON)
def test_any_line_is_a_judgement_or_one_error(field: str, value: object) -> None:
    assert judgement_from_line(json.dumps(_GOOD), "line 1").key == "0123456789ab"
    try:
        judgement_from_line(json.dumps({**_GOOD, field: value}), "line 1")
    except OnrecordError as error:
        assert "\n" not in str(error)

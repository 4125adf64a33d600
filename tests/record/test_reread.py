"""Reading again with another model: every judgement is kept or reported, parties stay, articles are whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.article import Manner, Reading
from onrecord.errors import JudgementError
from onrecord.record import Mode, Store
from onrecord.record.judge import State, judge, judge_parties, orphans, split_party, standing
from onrecord.record.load import load_reading
from onrecord.record.merging import party_id
from onrecord.record.reread import Reread, reread
from tests.record.dossier import clock, dossier, read_text, record_of
from tests.record.readers import (
    Change,
    changed_reader,
    shortened,
    unchanged,
    with_one_more,
    without,
    without_parties,
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of three articles of the dossier, read by the version called "old"."""
    path = tmp_path_factory.mktemp("whole") / "r.db"
    store, _ = record_of(path, dossier()[:3])
    with store:
        list(again(store, unchanged, "old"))
    return path


@pytest.fixture
def store(whole: Path, tmp_path: Path) -> Iterator[Store]:
    with Store(shutil.copy(whole, tmp_path / "r.db"), Mode.WRITE, clock=clock) as store:
        yield store


def again(store: Store, change: Change, version: str = "new") -> list[Reread]:
    return list(reread(store, changed_reader(change, version)))


def keys(store: Store) -> list[str]:
    return [row["key"] for row in store.rows("SELECT key FROM attribution ORDER BY article_id, number")]


def test_only_what_another_version_read_is_read_again_unless_all_is_asked_for(store: Store) -> None:
    assert again(store, unchanged, "old") == []
    assert len(list(reread(store, changed_reader(unchanged, "old"), everything=True))) == 3
    done = again(store, unchanged)
    assert [(one.changed, one.added, one.gone, one.differs) for one in done] == [(False, 0, 0, "")] * 3
    assert {row["reader"].split(maxsplit=1)[0] for row in store.rows("SELECT reader FROM article")} == {"new"}


def test_a_model_that_reads_the_same_gives_the_same_rows(store: Store) -> None:
    tables = {
        "attribution": "key, number, source, content, detail",
        "appearance": "local, party_id, name, score, reason, evidence, linker",
        "party": "*",
        "suggestion": "*",
        "silence": "key, words",
    }
    queries = {name: f"SELECT {columns} FROM {name} ORDER BY 1, 2" for name, columns in tables.items()}
    before = {name: [tuple(row) for row in store.rows(sql)] for name, sql in queries.items()}
    again(store, unchanged)
    assert {name: [tuple(row) for row in store.rows(sql)] for name, sql in queries.items()} == before
    assert store.problems() == []


def test_a_search_by_meaning_still_finds_what_was_read_again(store: Store) -> None:
    again(store, unchanged)
    lost = store.value(
        "SELECT count(*) FROM attribution WHERE id NOT IN (SELECT attribution_id FROM meaning)"
    )
    assert (lost, store.value("SELECT count(*) FROM meaning") > 0) == (0, True)


def test_a_damaged_original_is_told_and_the_rest_is_read_again(store: Store) -> None:
    store.run("UPDATE original SET data = ? WHERE article_id = 1", (b"no zlib",))
    done = again(store, unchanged)
    assert [one.differs for one in done] == ["its original is missing", "", ""]
    assert all(not one.error for one in done)


def test_judgements_on_what_is_read_the_same_stay_and_the_others_are_reported(store: Store) -> None:
    first, second, third, fourth = keys(store)[:4]
    for key in (first, second, third):
        judge(store, key, "right", person="Ada")

    def change(reading: Reading) -> Reading:
        return with_one_more(without(1)(shortened(2)(reading)))

    done = again(store, change)
    assert (done[0].added, done[0].gone, done[0].fits) == (2, 2, 1)
    assert [one.judgement.key for one in done[0].orphaned] == [first, second]
    assert {one.judgement.key: one.state for one in standing(store)} == {
        first: State.ORPHANED,
        second: State.ORPHANED,
        third: State.FITS,
    }
    assert {one.why for one in orphans(store)} == {"the article is read otherwise now"}
    judged = store.rows("SELECT key FROM statements WHERE judgement IS NOT NULL")
    assert [row["key"] for row in judged] == [third]
    assert fourth in keys(store)


def test_orphaned_judgements_fit_again_when_the_old_model_reads_again(store: Store) -> None:
    judged = keys(store)[:3]
    for key in judged:
        judge(store, key, "wrong", person="Ada")
    again(store, without(1, 2, 3))
    assert len(orphans(store)) == 3
    done = again(store, unchanged, "old")
    assert orphans(store) == []
    assert done[0].fits == 3
    assert {one.judgement.key for one in standing(store)} == set(judged)


def test_what_else_is_read_of_a_statement_does_not_orphan_its_judgement(store: Store) -> None:
    key = keys(store)[0]
    judge(store, key, "right", person="Ada")

    def asks(reading: Reading) -> Reading:
        return replace(
            reading, attributions=tuple(replace(one, manner=Manner.ASKS) for one in reading.attributions)
        )

    done = again(store, asks)
    assert (done[0].changed, done[0].added, done[0].gone) == (True, 0, 0)
    assert [one.state for one in standing(store)] == [State.FITS]
    assert store.value("SELECT manner FROM attribution WHERE key = ?", (key,)) == "asks"


def parties_of(store: Store) -> list[tuple[str, str, str]]:
    rows = store.rows(
        "SELECT r.name, s.local, p.key FROM appearance AS s JOIN article AS r ON r.id = s.article_id"
        " JOIN party AS p ON p.id = s.party_id ORDER BY r.name, s.id"
    )
    return [(row[0], row[1], row[2]) for row in rows]


def test_what_people_said_of_parties_holds_after_they_were_not_found_for_a_while(store: Store) -> None:
    shared, one, other = store.rows(
        "SELECT p.key, min(r.key) FROM party AS p JOIN appearance AS s ON s.party_id = p.id"
        " JOIN article AS r ON r.id = s.article_id"
        " GROUP BY p.id ORDER BY count(DISTINCT r.id) DESC, p.key LIMIT 3"
    )
    judge_parties(store, one[0], other[0], "same", person="Ada")
    split_party(store, shared[0], [shared[1]], person="Ada")
    before = parties_of(store)
    assert [found.state for found in standing(store)] == [State.FITS] * 2
    again(store, without_parties)
    assert parties_of(store) == []
    assert [found.state for found in standing(store)] == [State.ORPHANED] * 2
    again(store, unchanged, "old")
    assert parties_of(store) == before
    assert [found.state for found in standing(store)] == [State.FITS] * 2
    assert party_id(store, one[0]) == party_id(store, other[0])
    judge_parties(store, one[0], other[0], "withdrawn", person="Ada")
    assert {key for _, _, key in parties_of(store)} >= {one[0], other[0]}


def test_parties_that_appear_nowhere_any_more_are_gone(store: Store) -> None:
    again(store, without_parties)
    assert store.value("SELECT count(*) FROM party") == 0
    assert store.value("SELECT count(*) FROM suggestion") == 0
    again(store, unchanged, "old")
    assert store.problems() == []


def test_two_parties_of_one_description_stay_two(tmp_path: Path) -> None:
    text = (
        "“The gate is shut,” two officials said in Quell.\n\n"
        "In Tarnby, forty miles away, two officials said: “The gate is open.”\n"
    )
    store, _ = record_of(tmp_path / "r.db", (read_text("gates", text),))
    with store:
        before = parties_of(store)
        list(reread(store, changed_reader(unchanged, "new"), everything=True))
        assert parties_of(store) == before


def test_stopped_at_any_moment_articles_are_whole_and_the_rest_is_read_next_time(store: Store) -> None:
    for _ in reread(store, changed_reader(without(1), "new")):
        break
    left = store.rows("SELECT key FROM article WHERE reader LIKE 'old %'")
    assert len(left) == 2
    assert [one.article for one in again(store, without(1))] == [row["key"] for row in left]
    assert store.problems() == []


def test_an_error_in_the_middle_of_an_article_leaves_it_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [load_reading(store, row["id"]) for row in store.rows("SELECT id FROM article ORDER BY id")]
    monkeypatch.setattr("onrecord.record.write._put_silences", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        again(store, without(1))
    after = [load_reading(store, row["id"]) for row in store.rows("SELECT id FROM article ORDER BY id")]
    assert after == before
    assert store.value("SELECT count(*) FROM article WHERE reader LIKE 'new %'") == 0


def test_an_article_that_cannot_be_read_is_told_and_the_rest_is_read(store: Store) -> None:
    def change(reading: Reading) -> Reading:
        if reading.article.name.startswith("02"):
            raise MemoryError
        return without(1)(reading)

    done = again(store, change)
    assert [bool(one.error) for one in done] == [False, True, False]
    assert store.value("SELECT count(*) FROM article WHERE reader LIKE 'old %'") == 1


# --- originals that give another article today -----------------------------------------------------


def extracts_differently(store: Store) -> str:
    """Let the text stored be other than the first original gives today; return the key of the article."""
    row = store.row("SELECT id, key, text FROM article ORDER BY id LIMIT 1")
    assert row is not None
    store.run("UPDATE original SET facts = ? WHERE article_id = ?", ('{"title": "Another title"}', row["id"]))
    return str(row["key"])


def test_the_stored_text_is_read_where_the_original_gives_another_article_and_that_is_told(
    store: Store,
) -> None:
    key = extracts_differently(store)
    judged = keys(store)[0]
    judge(store, judged, "right", person="Ada")
    done = again(store, unchanged)
    assert (done[0].article, done[0].differs, done[0].version) == (key, "title, publisher, published", "")
    assert not done[0].changed
    assert done[0].fits == 1
    assert store.value("SELECT count(*) FROM article") == 3


def test_asked_to_extract_it_becomes_a_new_version_once(store: Store) -> None:
    key = extracts_differently(store)
    judge(store, keys(store)[0], "right", person="Ada")
    (first, *_) = reread(store, changed_reader(unchanged, "new"), extract=True)
    new = store.row("SELECT key, version, latest, title FROM article WHERE key = ?", (first.version,))
    assert new is not None
    assert (new["version"], new["latest"], new["title"]) == (2, 1, "Another title")
    assert store.value("SELECT latest FROM article WHERE key = ?", (key,)) == 0
    done = list(reread(store, changed_reader(unchanged, "new"), extract=True, everything=True))
    assert [one.version for one in done] == [""] * 4
    assert [one.state for one in standing(store)] == [State.FITS]
    assert store.problems() == []


def test_an_article_without_its_original_is_read_from_its_stored_text(store: Store) -> None:
    store.run("UPDATE original SET data = NULL WHERE article_id = 1")
    done = again(store, without(1))
    assert done[0].differs == "its original is missing"
    assert done[0].gone == 1


# --- any sequence ----------------------------------------------------------------------------------

_CHANGES = st.sampled_from(
    [unchanged, without(1), without(2, 3), shortened(1), with_one_more, without_parties]
)
_VERDICTS = st.sampled_from(["right", "wrong", "unsure", "withdrawn"])
_STEPS = st.lists(st.one_of(_CHANGES, st.tuples(st.integers(0, 5), _VERDICTS)), max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_STEPS)
def test_no_sequence_of_judgements_and_readings_loses_a_row_or_counts_a_target_twice(
    whole: Path, tmp_path: Path, steps: list[Change | tuple[int, str]]
) -> None:
    rows: list[tuple[object, ...]] = []
    last: dict[str, str] = {}
    with Store(shutil.copy(whole, tmp_path / "any.db"), Mode.WRITE, clock=clock) as store:
        for number, step in enumerate(steps):
            if isinstance(step, tuple):
                key = keys(store)[step[0]]
                try:
                    judge(store, key, step[1], person="Ada")
                    last[key] = step[1]
                except JudgementError:
                    assert last.get(key) in (None, "withdrawn")
            else:
                again(store, step, str(number))
            now = [tuple(row) for row in store.rows("SELECT * FROM judgement ORDER BY id")]
            assert now[: len(rows)] == rows
            rows = now
            found = {one.judgement.key: one for one in standing(store)}
            counting = {key: verdict for key, verdict in last.items() if verdict != "withdrawn"}
            assert {key: one.judgement.verdict for key, one in found.items()} == counting
            assert len(standing(store)) == len(counting)
            there = set(keys(store))
            assert all((one.state is State.FITS) == (key in there) for key, one in found.items())
    for file in tmp_path.glob("any.db*"):
        file.unlink()

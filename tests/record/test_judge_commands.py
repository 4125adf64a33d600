"""`onrecord judge` and `onrecord reread` as people meet them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import cli
from onrecord.errors import OnrecordError
from onrecord.record import Mode, Store
from onrecord.record.reread import reread
from tests.record.dossier import clock, dossier, record_of
from tests.record.readers import changed_reader, unchanged, without


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "r.db"
    store, _ = record_of(path, dossier()[:3])
    with store:
        list(reread(store, changed_reader(unchanged, "old")))
    return path


@pytest.fixture
def record(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_RECORD", str(tmp_path / "r.db"))
    monkeypatch.setenv("ONRECORD_PERSON", "Ada Vorn")
    return Path(shutil.copy(whole, tmp_path / "r.db"))


def run(*arguments: str) -> Result:
    """The result of `onrecord` with these arguments; an error on purpose raises."""
    return CliRunner().invoke(cli, list(arguments), catch_exceptions=False)


def objects(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def read_by(path: Path, version: str, *dropped: int) -> None:
    with Store(path, Mode.WRITE, clock=clock) as store:
        list(reread(store, changed_reader(without(*dropped), version)))


def keys(path: Path) -> list[str]:
    with Store(path) as store:
        return [row["key"] for row in store.rows("SELECT key FROM attribution ORDER BY article_id, number")]


def parties(path: Path) -> list[str]:
    with Store(path) as store:
        return [row["key"] for row in store.rows("SELECT key FROM party ORDER BY id")]


def test_a_statement_is_judged_by_the_person_of_the_environment_and_listed(record: Path) -> None:
    key = keys(record)[0]
    result = run("judge", key[:6], "right", "--reason", "heard it")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{key}  right by Ada Vorn, ")
    listed = run("judge", "--list")
    assert "each government — blamed: “the other”" in listed.stdout
    assert ": heard it" in listed.stdout
    assert listed.stdout.splitlines()[-1] == "1 judgement"
    (found,) = objects(run("judge", "--list", "--json"))
    assert (found["key"], found["verdict"], found["person"], found["state"]) == (
        key,
        "right",
        "Ada Vorn",
        "fits",
    )


def test_a_correction_is_given_in_words_of_the_article(record: Path) -> None:
    key = keys(record)[0]
    words = ("--source", "", "--cue", "blamed", "--content", "the other", "--manner", "says")
    result = run("judge", key, "wrong", "--person", "Bo", *words)
    assert "source (no source named); cue “blamed” (235-241); content “the other” (242-251)" in result.stdout
    (found,) = objects(run("judge", "--list", "--json"))
    assert found["correction"] == {
        "source": [],
        "cue": [[235, 241]],
        "content": [[242, 251]],
        "manner": "says",
    }
    spans = run("judge", key, "wrong", "--spans", '{"content": [[242, 250]]}', "--json")
    assert objects(spans)[0]["correction"] == {"content": [[242, 250]]}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["{key}"],
        ["{key}", "perhaps"],
        ["{key}", "right", "--unsure"],
        ["{key}", "wrong", "--spans", "nonsense"],
        ["{key}", "wrong", "--spans", "[1]"],
        ["{key}", "wrong", "--spans", '{"party": "x"}'],
        ["{key}", "wrong", "--spans", '{"cue": [[1, 2]]}', "--cue", "blamed"],
        ["{key}", "wrong", "--manner", "shouts"],
        ["{key}", "{key}", "{key}", "--same"],
        ["{key}", "{other}", "--same", "--content", "x"],
        ["{key}", "--split"],
        ["--list", "--history"],
        ["--list", "{key}"],
        ["--history"],
    ],
)
def test_wrong_usage_exits_2_and_writes_nothing(record: Path, arguments: list[str]) -> None:
    first, second = keys(record)[:2]
    result = run(
        "judge",
        *(one.format(key=first, other=second) if "{k" in one or "{o" in one else one for one in arguments),
    )
    assert result.exit_code == 2
    assert run("judge", "--list").stdout.startswith("nothing is judged yet")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ffffffffffff", "right"], "no statement 'ffffffffffff'"),
        (["{key}", "wrong", "--content", "no such words"], "does not stand near the statement"),
        (["{key}", "right", "--content", "the other"], "goes with the verdict wrong"),
        (["{key}", "same"], "is no verdict on an attribution"),
        (["{key}", "--withdrawn"], "nothing to withdraw"),
    ],
)
def test_what_cannot_be_kept_is_one_error(record: Path, arguments: list[str], said: str) -> None:
    key = keys(record)[0]
    with pytest.raises(OnrecordError, match=said):
        run("judge", *(one.format(key=key) for one in arguments))


def test_a_record_that_is_not_there_is_not_made_by_judging(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_RECORD", str(tmp_path / "none.db"))
    for arguments in (["judge", "0123456789ab", "right"], ["judge", "--list"], ["reread"]):
        with pytest.raises(OnrecordError, match="there is no record"):
            run(*arguments)
    assert list(tmp_path.iterdir()) == []


def test_parties_are_joined_parted_and_split_and_the_history_tells_all(record: Path) -> None:
    one, other = parties(record)[:2]
    assert "the two are one party now" in run("judge", one, other, "--same").stdout
    assert run("judge", one, other, "--different", "--reason", "cousins").exit_code == 0
    history = run("judge", "--history", one).stdout
    assert [line.split()[2] for line in history.splitlines() if line.startswith(min(one, other))] == [
        "same",
        "different",
    ]
    with Store(record) as store:
        row = store.row(
            "SELECT p.key, min(r.key) FROM party AS p JOIN appearance AS s ON s.party_id = p.id"
            " JOIN article AS r ON r.id = s.article_id GROUP BY p.id"
            " HAVING count(DISTINCT r.id) > 1 ORDER BY p.id LIMIT 1"
        )
    assert row is not None
    result = run("judge", row[0], "--split", row[1])
    assert "the two are apart; one is party" in result.stdout


def test_two_people_join_their_work_through_a_file(record: Path, whole: Path, tmp_path: Path) -> None:
    run("judge", keys(record)[0], "right")
    run("judge", keys(record)[0], "withdrawn")
    file = tmp_path / "ada.jsonl"
    file.write_text(run("judge", "--list", "--all", "--json").stdout + "no json\n", encoding="utf-8")
    other = str(shutil.copy(whole, tmp_path / "bo.db"))
    result = run("judge", "--import", str(file), "--record", other)
    assert result.exit_code == 1
    assert result.stdout == "2 judgements added, 0 already there\n"
    assert f"{file}, line 3: no JSON" in result.stderr
    assert (
        run("judge", "--import", str(file), "--record", other).stdout
        == "no judgement added, 2 already there\n"
    )


def test_a_long_list_is_cut_and_says_how_to_see_the_rest(record: Path) -> None:
    for key in keys(record)[:3]:
        run("judge", key, "right")
    lines = run("judge", "--list", "--limit", "1").stdout.splitlines()
    assert lines[-2:] == ["… 2 more; --limit 3 shows them", "3 judgements"]
    assert len(objects(run("judge", "--list", "--limit", "1", "--json"))) == 3


def test_reading_again_tells_what_changed_and_lists_orphaned_judgements(record: Path) -> None:
    first, second = keys(record)[:2]
    run("judge", first, "right")
    run("judge", second, "right")
    read_by(record, "newer", 1)
    listed = run("judge", "--list").stdout
    assert "[orphaned: the article is read otherwise now]" in listed
    assert listed.splitlines()[-1] == "2 judgements, 1 of them orphaned"
    result = run("reread")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].startswith(
        "3 articles read again, 3 changed; statements: 3 added, 0 gone, "
    )
    assert result.stdout.splitlines()[-1].endswith("; judgements: 2 kept, 0 orphaned")
    assert run("reread").stdout.startswith("every article was read by this version")
    found = objects(run("reread", "--all", "--json"))
    assert [(one["changed"], one["gone"], one["orphaned"]) for one in found] == [(False, 0, [])] * 3

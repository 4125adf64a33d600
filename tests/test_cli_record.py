"""The commands that fill, show and check a record, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import EXIT_INTERRUPTED, EXIT_SOME_FAILED, EXIT_USAGE, cli
from onrecord.record import Store

STORY = (
    "The bridge is safe, said Mayor Orla Tennant on Monday. Engineers denied that they had signed anything."
)


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "bridge.txt"
    file.write_text(STORY, encoding="utf-8")
    return file


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_a_record_is_made_filled_and_told_of(story: Path) -> None:
    assert run("add", story).stdout == "onrecord.db: 1 added; 2 statements\n"
    assert run("add", story).stdout == "onrecord.db: 1 already there\n"
    told = run("status").stdout
    assert "articles    1\n" in told
    assert "statements  2\n" in told


def test_what_cannot_be_read_is_one_line_and_the_rest_is_added(story: Path, tmp_path: Path) -> None:
    result = run("add", tmp_path / "none.txt", story)
    assert result.exit_code == EXIT_SOME_FAILED
    assert result.stdout == "onrecord.db: 1 added, 1 could not be read; 2 statements\n"
    assert result.stderr == f"onrecord: {tmp_path / 'none.txt'}: no such file or folder\n"
    assert "1 input could not be read: onrecord status --failures" in run("status").stdout
    assert run("status", "--failures").stdout == f"{tmp_path / 'none.txt'}: no such file or folder\n"


def test_every_answer_is_there_as_json(story: Path) -> None:
    added = json.loads(run("add", story, "--json").stdout)
    assert (added["state"], added["statements"]) == ("added", 2)
    assert json.loads(run("status", "--json").stdout)["articles"] == 1
    (line,) = run("status", "--articles", "--json").stdout.splitlines()
    assert json.loads(line)["key"] == added["key"]
    assert json.loads(run("article", added["key"], "--json").stdout)["text"] == STORY
    assert run("verify", "--json").stdout == ""


def test_an_article_is_shown_by_key_beginning_name_and_as_it_came(story: Path) -> None:
    key = json.loads(run("add", story, "--json").stdout)["key"]
    shown = run("article", key).stdout
    assert shown == run("article", key[:6]).stdout == run("article", "bridge").stdout
    assert "Mayor Orla Tennant — said" in shown
    assert shown.count("key ") == 2
    assert run("article", key, "--text").stdout == STORY
    assert run("article", key, "--original").stdout_bytes == story.read_bytes()


def test_an_article_that_is_not_there_is_told(story: Path) -> None:
    run("add", story)
    result = CliRunner().invoke(cli, ["article", "nothing"])
    assert "no article 'nothing' in onrecord.db" in str(result.exception)


def test_verifying_tells_what_does_not_fit_and_fails(story: Path) -> None:
    run("add", story)
    assert run("verify").stdout == "1 article read again: everything fits\n"
    with Store("onrecord.db", "write") as store:  # type: ignore[arg-type]
        store.run("UPDATE attribution SET manner = 'denies' WHERE number = 1")
    result = run("verify")
    assert result.exit_code == EXIT_SOME_FAILED
    assert "attribution 1, manner: stored “denies”, read again “says”" in result.stdout
    assert result.stdout.endswith("1 article read again: 1 thing does not fit\n")
    assert run("verify", "--quick").exit_code == 0


def test_ctrl_c_keeps_what_was_added_and_says_so(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = story.with_name("other.txt")
    other.write_text(STORY + " Twice.", encoding="utf-8")
    put, calls = Store.insert, []

    def stopped(self: Store, table: str, values: dict[str, object]) -> int:
        if table == "article":
            calls.append(table)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return put(self, table, values)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "insert", stopped)
        result = run("add", story, other)
    assert result.exit_code == EXIT_INTERRUPTED
    assert result.stderr == "onrecord: stopped; 1 added; 2 statements; the same command goes on\n"
    assert run("add", story, other).stdout == "onrecord.db: 1 added, 1 already there; 2 statements\n"


def test_another_record_is_named_by_option_or_environment(
    story: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run("add", story, "--record", "talks.db")
    monkeypatch.setenv("ONRECORD_RECORD", str(tmp_path / "talks.db"))
    assert "articles    1" in run("status").stdout
    assert not (tmp_path / "onrecord.db").exists()


def test_add_without_an_input_is_an_error_of_usage() -> None:
    assert run("add").exit_code == EXIT_USAGE

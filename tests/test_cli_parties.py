"""`onrecord parties` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import cli
from onrecord.record.merging import merge
from tests.record.dossier import dossier, read_text, record_of
from tests.record.test_relink import key


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "r.db"
    record_of(path, dossier())[0].close()
    return path


def run(record: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["parties", "--record", str(record), *arguments])


def test_parties_are_listed_with_what_there_is_of_them(record: Path) -> None:
    result = run(record, "--limit", "2")
    assert result.exit_code == 0
    first, _, more = result.output.splitlines()
    assert first[12:] == "  Davin Orrell  person, 5 articles, 10 statements, 2031-02-01 to 2031-02-24"
    assert more.startswith("... ")
    assert more.endswith(" shows them")


def test_a_suggested_merge_comes_with_why_and_with_the_commands_that_decide(record: Path) -> None:
    lines = run(record, "--suggested", "--limit", "1").output.splitlines()
    assert lines[0].startswith("0.65  Ilse Marant  person, 3 articles")
    assert lines[1].startswith("      President Marant  person, 1 article")
    assert "both articles also name Harrow Post, Lothmere" in lines[2]
    one, other = lines[0][-12:], lines[1][-12:]
    assert lines[3] == f"      onrecord judge {one} {other} --same   (or --different)"


def test_json_has_one_object_a_line(record: Path) -> None:
    lines = [json.loads(line) for line in run(record, "--json", "--limit", "3").output.splitlines()]
    assert [line["articles"] for line in lines] == [5, 5, 5]
    (pair,) = (
        json.loads(line) for line in run(record, "--suggested", "--json", "--limit", "1").output.splitlines()
    )
    assert pair["one"]["party"]["name"] == "Ilse Marant"
    assert {one["kind"] for one in pair["evidence"]} == {"names that fit", "role", "period", "company"}


def test_known_parties_are_taken_and_what_was_left_out_is_told(record: Path, tmp_path: Path) -> None:
    file = tmp_path / "known.csv"
    file.write_text("name,id,kind\nTransmere,Q1,outlet\n,Q2,person\n", encoding="utf-8")
    result = run(record, "--known", str(file))
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "1 known party with 1 name",
        "1 of them is in the record; 2 parties of the record became part of another",
    ]
    assert result.stderr.strip() == f"onrecord: {file}, line 3: has no name (the row is left out)"


def test_what_a_file_did_is_told_as_json_too(record: Path, tmp_path: Path) -> None:
    file = tmp_path / "known.csv"
    file.write_text("name,id,kind\nTransmere,Q1,outlet\n,Q2,person\n", encoding="utf-8")
    done = json.loads(run(record, "--known", str(file), "--json").stdout)
    assert done.pop("problems") == [f"{file}, line 3: has no name (the row is left out)"]
    assert done == {"parties": 1, "names": 1, "shared": 0, "met": 1, "merged": 2}


def test_deciding_again_tells_what_came_of_it(record: Path) -> None:
    result = run(record, "--relink")
    assert result.exit_code == 0
    assert "parties of articles decided again: " in result.output


def test_a_file_without_names_is_one_line_and_status_1(record: Path, tmp_path: Path) -> None:
    file = tmp_path / "known.csv"
    file.write_text("x\n1\n", encoding="utf-8")
    result = run(record, "--known", str(file))
    assert result.exit_code == 1


def test_a_record_without_suggestions_says_so(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    store, _ = record_of(path, (read_text("quiet", "It rained."),))
    store.close()
    assert run(path, "--suggested").output.startswith("no two parties that may be one")
    assert run(path).output.startswith("no party in the record")


def test_listing_needs_no_more_than_reading(record: Path) -> None:
    before = record.read_bytes()
    run(record)
    run(record, "--suggested")
    assert record.read_bytes() == before


def test_control_characters_of_names_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    store, _ = record_of(path, dossier()[:2])
    store.run("UPDATE party SET name = 'Davin\x1b[31m\nOrrell' WHERE name = 'Davin Orrell'")
    store.close()
    output = run(path, "--limit", "500").output
    assert "\x1b" not in output
    assert "Davin�[31m Orrell" in output


def test_the_key_of_a_merged_party_is_taken_by_other_commands(record: Path) -> None:
    from onrecord.library import Record

    with Record(record) as open_record:
        one = key(open_record.store, "Ilse Marant", "04")
        other = key(open_record.store, "President Marant", "12")
        assert merge(open_record.store, one, other) == one
        assert open_record.suggested(limit=1).pairs[0].one.party.name == "Tobin Carrow"

"""Cells of a day and a place: which are taken, which tolls are seen, and how they are shown side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.cells.__main__ import main
from benchmarks.cells.choose import Row, cells_of
from benchmarks.cells.tolls import tolls_of

FERRY = {
    "post": "The ferry Lark sank off Port Ombry on Monday. The coast guard said 14 people were killed and"
    " 30 others injured. The company denied that the ferry was overloaded.",
    "echo": "The ferry Lark sank off Port Ombry, killing at least nine sailors. The coast guard said"
    " 14 people were killed. The owner, Ada Pell, declined to comment.",
    "star": 'Hospital director Ines Okoro said 17 people had died. "The ferry was overloaded," Okoro said.',
}


def row(number: int, outlet: str, day: str, place: str) -> Row:
    return Row(str(number), outlet, "", "", day, place)


def folder(path: Path) -> Path:
    rows = [
        {"unit_id": name, "source": name, "article_title": "Ferry", "article_content": text,
         "date": "5/3/2031", "location": "ombry"}
        for name, text in FERRY.items()
    ]  # fmt: skip
    (path / "articles.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), "utf-8")
    return path


def test_cells_with_most_outlets_come_first_then_most_articles_then_the_earliest() -> None:
    late = [row(at, f"o{at}", "2031-02-02", "hill") for at in range(3)]
    early = [row(10 + at, f"o{at}", "2031-01-01", "hill") for at in range(3)]
    more = [row(20 + at, f"o{at % 3}", "2031-03-03", "dale") for at in range(4)]
    wide = [row(30 + at, f"o{at}", "2031-04-04", "dale") for at in range(4)]
    two = [row(40 + at, f"o{at % 2}", "2031-01-01", "mere") for at in range(6)]
    cells = cells_of([*two, *late, *early, *more, *wide])
    assert [cell.name for cell in cells] == [
        "2031-04-04/dale", "2031-03-03/dale", "2031-01-01/hill", "2031-02-02/hill",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Six people were killed and dozens others wounded.", "killed Six people, wounded dozens others"),
        ("A blast killed at least nine sailors and injured 30.", "killed nine sailors, wounded 30"),
        ("3 Civilians Killed 38 Injured in Ombry", "killed 3 Civilians, wounded 38"),
        ("Ten civilians including four children died.", "killed Ten civilians, killed four children"),
        ("The raid claimed the lives of two women.", "killed two women"),
        ("The feud has killed hundreds of thousands.", "killed hundreds of thousands"),
        ("Some 40 shells fell on 06-06-2031 and 12 houses burned; two soldiers are missing.",
         "missing two soldiers"),
        ("The storm drove 4,000 islanders out: 900 people were displaced.", "displaced 900 people"),
    ],
)  # fmt: skip
def test_a_toll_is_a_figure_of_people_with_what_became_of_them(text: str, found: str) -> None:
    tolls = tolls_of(text)
    assert ", ".join(f"{toll.kind.value} {toll.words}" for toll in tolls) == found
    assert all(text[toll.start : toll.end] == toll.words for toll in tolls)


@given(st.text(st.sampled_from("killed 12 and, of. -wounded people\n“"), max_size=80))
def test_the_words_of_a_toll_stand_at_its_place_in_any_text(text: str) -> None:
    assert all(text[toll.start : toll.end] == toll.words for toll in tolls_of(text))


def test_tolls_of_outlets_stand_side_by_side_with_whom_each_has_them_from(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, [str(folder(tmp_path)), "--json"])
    assert done.exit_code == 0, done.output
    cell = json.loads(done.output)
    told = {(one["outlet"], one["kind"], one["value"]): one["according_to"] for one in cell["tolls"]}
    assert "coast guard" in told["post", "killed", 14.0][0]
    assert "coast guard" in told["echo", "killed", 14.0][0]
    assert "Okoro" in told["star", "killed", 17.0][0]
    assert told["echo", "killed", 9.0] == []
    assert {(one["outlet"], one["manner"]) for one in cell["denials"]} >= {("post", "denies")}
    assert [one["outlet"] for one in cell["silences"]] == ["echo"]


def test_a_cell_is_asked_for_by_its_name_and_shown_with_every_outlet(tmp_path: Path) -> None:
    shown = CliRunner().invoke(main, [str(folder(tmp_path)), "--cell", "2031-05-03/ombry", "--all"])
    assert shown.exit_code == 0, shown.output
    assert all(name in shown.output for name in ("post", "echo", "star", "killed 14", "wounded 30"))
    missing = CliRunner().invoke(main, [str(tmp_path), "--cell", "2031-05-04/ombry"])
    assert missing.exit_code == 2
    assert "2031-05-03/ombry" in missing.output

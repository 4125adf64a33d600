"""Tables of a record: CSV that spreadsheets can open, and Parquet with types."""

from __future__ import annotations

import csv
import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import FormatError, MissingExtraError
from onrecord.record import Filters, Store
from onrecord.show.exports import TABLES, ExportOptions, export
from tests.exports.records import CHARTER_TEXT, ODD_WORDS, dossier_record, exported, odd, record, whole_record
from tests.show.whole_readings import WHOLE_TEXT


def table(store: Store, name: str = "statements", filters: Filters = Filters()) -> list[dict[str, str]]:  # noqa: B008
    data = exported(store, "csv", filters, ExportOptions(name))
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def test_a_row_tells_a_statement_with_its_article_its_party_and_its_judgement() -> None:
    with whole_record() as store:
        told, denied, claim, unsaid, asked = table(store)
    assert (told["party_name"], told["cue"], told["content"]) == (
        "Ada Vorn",
        "told",
        "that the lift was checked in May",
    )
    assert (told["outlet"], told["title"], told["version"]) == (
        "The Halvern Echo",
        "Ferry firm says lift was checked",
        "2",
    )
    assert (told["retrieved"], told["published_day"]) == ("2031-03-06T07:00:00Z", "2031-03-05")
    assert (told["addressee"], told["occasion"], told["said"]) == ("the Courier", "on Tuesday", "2031-03-04")
    assert (told["judgement"], told["judged_by"]) == ("right", "Ole Rand")
    assert denied["judgement"] == ""
    assert denied["answers"] == claim["key"]
    assert claim["parent"] == denied["key"]
    assert (unsaid["negated"], asked["basis"]) == ("true", "Quoting the Dam Charter and the Halvern Echo")


def test_spans_of_a_row_give_its_words() -> None:
    with whole_record() as store:
        rows = table(store)
    for row in rows:
        text = CHARTER_TEXT if row["outlet"] == "The Sluice" else WHOLE_TEXT
        for part in ("source", "cue", "content"):
            pieces = [span.split("-") for span in row[f"{part}_spans"].split(";") if span]
            assert " … ".join(text[int(start) : int(end)] for start, end in pieces) == row[part]


def test_older_versions_are_left_out_unless_asked_for() -> None:
    with whole_record() as store:
        assert len(table(store)) == 5
        both = table(store, filters=Filters(versions=True))
        assert [row["latest"] for row in both] == ["false"] * 3 + ["true"] * 5
        assert [row["version"] for row in table(store, "articles", Filters(versions=True))] == ["1", "2", "1"]


def test_the_other_tables_have_a_row_for_each_article_party_and_silence() -> None:
    with whole_record() as store:
        articles, parties, silences = (table(store, name) for name in ("articles", "parties", "silences"))
    assert [(row["outlet"], row["statements"], row["silences"]) for row in articles] == [
        ("The Halvern Echo", "3", "1"),
        ("The Sluice", "2", "0"),
    ]
    assert articles[0]["previous"]
    assert {row["name"]: row["statements"] for row in parties}["Pell Aster"] == "1"
    (silence,) = silences
    assert (silence["words"], silence["kind"], silence["party_name"]) == (
        "declined to comment",
        "declined",
        "A spokesman for Lund Ferries",
    )


def test_no_cell_is_a_formula_and_no_row_is_broken() -> None:
    with record(odd()) as store:
        for name in TABLES:
            data = exported(store, "csv", options=ExportOptions(name)).decode("utf-8")
            rows = list(csv.reader(io.StringIO(data, newline=""), strict=True))
            assert {len(row) for row in rows} == {len(rows[0])}
            assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r\n＝")]
        cells = [row["content"] for row in table(store)]
    assert len(cells) == len(ODD_WORDS)
    assert cells[:4] == ["'" + words for words in ODD_WORDS[:4]]


def test_reasons_of_people_are_no_formulas_either() -> None:
    with whole_record() as store:
        assert table(store)[0]["judgement_reason"] == "'=it is on the tape"


def test_a_byte_order_mark_stands_there_only_where_asked_for() -> None:
    with whole_record() as store:
        assert exported(store, "csv").startswith(b"key,")
        assert exported(store, "csv", options=ExportOptions(bom=True)).startswith(b"\xef\xbb\xbfkey,")


def test_csv_of_the_dossier_has_all_its_statements_under_their_keys() -> None:
    with dossier_record() as store:
        keys = [row["key"] for row in table(store)]
        assert sorted(keys) == sorted(row["key"] for row in store.rows("SELECT key FROM attribution"))


def test_the_reference_lists_every_column_of_every_table() -> None:
    reference = (Path(__file__).parents[2] / "docs/reference.md").read_text(encoding="utf-8")
    for name, made in TABLES.items():
        columns = ", ".join(f"`{column}`" for column in made.columns)
        assert f"| `{name}` | {columns} |" in reference


# --- Parquet ---------------------------------------------------------------------------------------


def parquet(store: Store, name: str = "statements") -> Any:
    reader = pytest.importorskip("pyarrow.parquet")
    return reader.read_table(io.BytesIO(exported(store, "parquet", options=ExportOptions(name))))


def test_parquet_has_days_times_categories_and_lists_of_spans() -> None:
    with whole_record() as store:
        found = parquet(store)
        rows = found.to_pylist()
    types = {field.name: str(field.type) for field in found.schema}
    assert types["day"] == types["said_from"] == types["published_day"] == "date32[day]"
    assert types["retrieved"] == types["judged"] == "timestamp[ms, tz=UTC]"
    assert types["manner"].startswith("dictionary<values=string")
    assert (types["negated"], types["confidence"], types["number"]) == ("bool", "double", "int32")
    assert rows[0]["day"] == date(2031, 3, 4)
    assert rows[0]["retrieved"] == datetime(2031, 3, 6, 7, tzinfo=UTC)
    assert rows[0]["party_kind"] == "person"
    for span in rows[1]["quoted_spans"]:
        assert WHOLE_TEXT[span["start"] : span["end"]] == "nobody looked"
    assert rows[2]["party"] is None


@pytest.mark.parametrize("name", TABLES)
def test_parquet_says_what_csv_says(name: str) -> None:
    with whole_record() as store:
        rows, lines = parquet(store, name).to_pylist(), table(store, name)
    assert [row["key"] for row in rows] == [line["key"] for line in lines]
    assert list(rows[0]) == list(lines[0]) == list(TABLES[name].columns)


def test_parquet_takes_any_words() -> None:
    with record(odd()) as store:
        assert parquet(store).num_rows == len(ODD_WORDS)


def test_parquet_of_an_empty_record_has_its_columns() -> None:
    with record() as store:
        found = parquet(store)
    assert found.num_rows == 0
    assert found.column_names[0] == "key"


def test_a_day_that_is_in_no_calendar_is_none() -> None:
    with record(odd()) as store:
        store.run("UPDATE article SET published = '2031-02-30'")
        assert parquet(store, "articles").to_pylist()[0]["published_day"] is None
        assert table(store, "articles")[0]["published"] == "2031-02-30"


def test_a_missing_library_is_told_before_anything_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with whole_record() as store:
        path = store.path.with_name("x.parquet")
        with pytest.raises(MissingExtraError, match=r"install onrecord\[parquet\]"):
            export(store, "parquet", path)
        assert not path.exists()


def test_parquet_does_not_go_to_standard_output() -> None:
    with whole_record() as store, pytest.raises(FormatError, match="name a file"):
        export(store, "parquet", "-")

"""Where exports go: whole files or none, standard output, and the command."""

from __future__ import annotations

import csv
import io
import json
import stat
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, assume, given, settings

from onrecord.article import Reading
from onrecord.cli import cli
from onrecord.errors import FormatError, MissingExtraError, OutputError, RecordError
from onrecord.library import Record
from onrecord.record import Store
from onrecord.record.write import put
from onrecord.show import exports
from onrecord.show.exports import DEFAULT_EXPORT, EXPORTS, ExportOptions, export
from onrecord.show.exports.select import Selection
from tests.exports.records import CHARTER, dossier_record, exported, judge, original, record, whole_record
from tests.record.dossier import read_of
from tests.show.whole_readings import whole_readings


@pytest.fixture
def store() -> Iterator[Store]:
    with whole_record() as opened:
        yield opened


def beside(store: Store) -> set[str]:
    """The files beside a record that are not its own."""
    return {path.name for path in store.path.parent.iterdir() if not path.name.startswith(store.path.name)}


# --- files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EXPORTS)
def test_an_export_that_breaks_leaves_the_old_file_as_it_was_and_nothing_else(
    store: Store, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.path.with_name("old")
    path.write_bytes(b"old")

    def breaking(*given: Any) -> int:
        EXPORTS[kind](*given)
        raise RecordError(store.path, "is damaged")

    monkeypatch.setattr(exports, "EXPORTS", {kind: breaking})
    with pytest.raises(RecordError):
        export(store, kind, path)
    assert path.read_bytes() == b"old"
    assert beside(store) == {"old"}


@pytest.mark.parametrize("kind", EXPORTS)
def test_the_same_record_gives_the_same_bytes(store: Store, kind: str) -> None:
    assert exported(store, kind) == exported(store, kind)


def test_an_export_that_breaks_leaves_no_query_open_behind_a_closed_record(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = []

    def broken_pipe(selection: Selection, *_: Any) -> int:
        left.append(selection.articles())
        next(left[0])
        raise BrokenPipeError

    monkeypatch.setattr(exports, "EXPORTS", {"csv": broken_pipe})
    with pytest.raises(BrokenPipeError):
        export(store, "csv", store.path.with_name("x"))
    store.close()
    assert list(left[0]) == []


def test_a_file_that_is_replaced_keeps_its_permissions(store: Store) -> None:
    path = store.path.with_name("x.csv")
    path.write_bytes(b"")
    path.chmod(0o640)
    export(store, "csv", path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_followed_not_replaced(store: Store) -> None:
    place, link = store.path.with_name("place.csv"), store.path.with_name("link.csv")
    place.write_bytes(b"")
    link.symlink_to(place)
    export(store, "csv", link)
    assert link.is_symlink()
    assert place.read_bytes().startswith(b"key,")


def test_a_device_is_written_to_not_replaced(store: Store) -> None:
    assert export(store, "csv", Path("/dev/null")) == 5
    assert Path("/dev/null").is_char_device()


def test_the_record_itself_is_never_written_over(store: Store) -> None:
    with pytest.raises(OutputError, match="is the record itself"):
        export(store, "csv", store.path)
    assert store.problems() == []


@pytest.mark.parametrize(
    ("place", "cause"),
    [("no/such/folder.csv", "no such file"), (".", "is a folder"), ("a\0b", "is no name of a file")],
)
def test_a_place_that_cannot_be_written_is_told_in_one_line(store: Store, place: str, cause: str) -> None:
    with pytest.raises(OutputError, match=cause) as error:
        export(store, "csv", store.path.parent / place)
    assert "\n" not in str(error.value)


def test_formats_and_tables_that_there_are_not_are_told_with_those_that_there_are(store: Store) -> None:
    with pytest.raises(FormatError, match=r"'xml' is no format of exports; there are csv, parquet, jsonl"):
        export(store, "xml", "x")
    with pytest.raises(FormatError, match=r"'dates' is no table; there are statements, articles"):
        export(store, "csv", "x", options=ExportOptions("dates"))


def test_a_record_exports_as_a_library(store: Store) -> None:
    path = store.path.with_name("parties.csv")
    with Record(store.path, read_only=True) as opened:
        assert opened.export("csv", path, options=ExportOptions("parties")) == 11
        assert opened.export("jsonl", path) == 2
    assert json.loads(path.read_text().splitlines()[0])["name"] == "ferry"


# --- cost ------------------------------------------------------------------------------------------


def _queries(store: Store, kind: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many queries an export asks."""
    asked = []
    for name in ("each", "rows"):
        real = getattr(Store, name)

        def counted(self: Store, *given: Any, real: Any = real) -> Any:
            asked.append(given)
            return real(self, *given)

        monkeypatch.setattr(Store, name, counted)
    EXPORTS[kind](Selection(store), io.BytesIO(), DEFAULT_EXPORT)
    monkeypatch.undo()
    return len(asked)


@pytest.mark.parametrize("kind", ["csv", "parquet", "schema-org", "timelinejs", "graphml"])
def test_many_statements_ask_no_more_queries_than_few(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with dossier_record() as many, record(CHARTER) as few:
        assert _queries(many, kind, monkeypatch) == _queries(few, kind, monkeypatch)


def _peak(store: Store) -> int:
    """Return the memory that an export to CSV takes at most, in bytes."""
    tracemalloc.start()
    with Path("/dev/null").open("wb") as file:
        EXPORTS["csv"](Selection(store), file, DEFAULT_EXPORT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_rows_are_written_as_they_are_read(store: Store) -> None:
    columns = ", ".join(
        row["name"] for row in store.rows("SELECT name FROM pragma_table_info('attribution')")
    )
    values = columns.replace("number", "number + 10 * n").replace(" key", " key || '-' || n")
    values = values.replace("id, key", "NULL, key", 1)
    copies = (
        "WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < ?)"
        f" INSERT INTO attribution ({columns}) SELECT {values} FROM attribution, many WHERE article_id = 2"
    )
    few = _peak(store)
    store.run(copies, (1_000,))
    assert store.value("SELECT count(*) FROM attribution") > 3_000
    # Held at once, three thousand rows would take some thirty times the memory of five.
    assert _peak(store) < 3 * few


class _UndoneError(Exception):
    """Ends a transaction whose changes are not wanted."""


def _is_stored(reading: Reading) -> bool:
    """Say whether the record takes a reading and gives it back, as it does with all that the reader makes.

    It wants statements behind those they stand inside, what UTF-8 can hold, and names that are not empty.
    """
    ordered = all(made.parent is None or made.parent < at for at, made in enumerate(reading.attributions))
    names = [
        *(link.url for link in reading.article.links),
        *(relay.outlet for relay in reading.relays),
        *(text for party in reading.parties for text in (party.id, party.name)),
        *(text for date in reading.dates if date.timex3 for text in (date.timex3.type, date.timex3.value)),
    ]
    return ordered and all(names) and bool(reading.article.name) and "\\ud" not in ascii(reading)


@given(reading=whole_readings())
@settings(deadline=None, derandomize=True, max_examples=15, suppress_health_check=list(HealthCheck))
def test_any_reading_can_be_exported_in_every_format(store: Store, reading: Reading) -> None:
    assume(_is_stored(reading))
    before = store.value("SELECT count(*) FROM attribution WHERE article_id <> 1")
    with suppress(_UndoneError), store.transaction():
        put(store, read_of(original(reading), reading))
        for kind, write in EXPORTS.items():
            number = write(Selection(store), io.BytesIO(), DEFAULT_EXPORT)
            if kind in ("csv", "parquet", "prov", "schema-org", "graphml"):
                assert number == before + len(reading.attributions)
        raise _UndoneError


# --- the command -----------------------------------------------------------------------------------


def run(store: Store, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", "--record", str(store.path), *arguments])


@pytest.mark.parametrize(
    ("name", "begins"),
    [("x.csv", b"key,"), ("x.jsonl", b'{"name"'), ("x.graphml", b"<?xml"), ("x.ttl", b"@prefix")],
)
def test_the_ending_of_the_file_tells_the_format(store: Store, name: str, begins: bytes) -> None:
    path = store.path.with_name(name)
    result = run(store, "-o", str(path))
    assert result.exit_code == 0
    assert path.read_bytes().startswith(begins)


def test_the_command_says_what_it_wrote_beside_what_it_writes(store: Store) -> None:
    result = run(store, "--format", "csv", "--table", "silences")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["words"] == "declined to comment"
    assert result.stderr == "onrecord: wrote 1 silence to standard output\n"


def test_a_format_that_nothing_tells_is_an_error_of_usage(store: Store) -> None:
    result = run(store, "-o", "x.json")
    assert result.exit_code == 2
    assert "does not tell the format; give --format" in result.stderr


@pytest.mark.parametrize(
    "arguments", [("--format", "prov", "--table", "parties"), ("--format", "parquet", "--bom", "-o", "x")]
)
def test_options_of_another_format_are_errors_of_usage(store: Store, arguments: tuple[str, ...]) -> None:
    assert run(store, *arguments).exit_code == 2


@pytest.mark.parametrize("kind", EXPORTS)
def test_an_empty_record_gives_an_empty_export_and_a_line_that_says_so(kind: str) -> None:
    with record() as store:
        path = store.path.with_name("x")
        result = run(store, "--format", kind, "-o", str(path))
        assert path.exists()
    assert result.exit_code == 0
    assert "there are none in the record (onrecord add INPUT..." in result.stderr


def test_a_missing_library_is_one_line(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    result = run(store, "-o", str(store.path.with_name("x.parquet")))
    assert isinstance(result.exception, MissingExtraError)


def test_filters_narrow_what_is_written(store: Store) -> None:
    result = run(store, "--format", "csv", "--by", "Ada Vorn", "--manner", "denies")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (row["party_name"], row["cue"]) == ("Ada Vorn", "denied")
    lines = run(store, "--format", "jsonl", "--outlet", "The Sluice").stdout.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["charter"]


@pytest.mark.parametrize(
    ("table", "found"), [("statements", 3), ("articles", 1), ("parties", 1), ("silences", 1)]
)
def test_filters_narrow_every_table(store: Store, table: str, found: int) -> None:
    result = run(store, "--format", "csv", "--table", table, "--outlet", "The Halvern Echo")
    assert len(list(csv.DictReader(io.StringIO(result.stdout)))) == found


def test_what_was_judged_wrong_is_in_the_tables_unless_it_is_filtered_out(store: Store) -> None:
    key = store.value("SELECT key FROM statements WHERE latest = 1 AND manner = 'denies'")
    judge(store, key, "wrong", "")
    assert f"\n{key}," in "\n" + run(store, "--format", "csv").stdout
    assert f"\n{key}," in "\n" + run(store, "--format", "csv", "--by", "Ada Vorn").stdout
    assert f'"unique_id": "{key}"' not in run(store, "--format", "timelinejs", "--by", "Ada Vorn").stdout
    assert f"\n{key}," not in run(store, "--format", "csv", "--judged", "unjudged").stdout


def test_filters_that_nothing_passes_are_told(store: Store) -> None:
    result = run(store, "--format", "csv", "--since", "2040")
    assert result.exit_code == 0
    assert result.stderr == "onrecord: wrote no statements to standard output: none pass the filters\n"

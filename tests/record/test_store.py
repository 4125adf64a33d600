"""The file of a record: what is opened, what is refused, and what happens to older versions."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.record import Mode, Store
from onrecord.record.migrations import MIGRATIONS, Migration, statements
from onrecord.record.store import APPLICATION_ID
from tests.record.dossier import clock, dossier, record_of
from tests.record.tables import dump

NOW = len(MIGRATIONS)
LATER = (*MIGRATIONS, Migration("9999-later", "CREATE TABLE later (x TEXT) STRICT;"))


def made(path: Path) -> Path:
    """Return a record with one article in it."""
    store, _ = record_of(path, dossier()[:1])
    store.close()
    return path


def test_a_record_is_made_on_first_use_with_a_log_and_strict_tables(tmp_path: Path) -> None:
    with Store(tmp_path / "r.db", Mode.CREATE) as store:
        assert store.value("PRAGMA journal_mode") == "wal"
        assert store.value("PRAGMA foreign_keys") == 1
        assert store.value("PRAGMA application_id") == APPLICATION_ID
        tables = store.rows(
            "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        )
        loose = {row["name"] for row in tables if not row["strict"]}
    assert not {
        name for name in loose if not name.startswith(("sqlite_", "attribution_words", "article_words"))
    }


def test_a_record_that_is_not_there_is_told_in_one_line_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"there is no record \(make one with: onrecord add"):
        Store(tmp_path / "r.db", Mode.READ)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no folder"):
        Store(tmp_path / "nowhere" / "r.db", Mode.CREATE)


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder"):
        Store(tmp_path, Mode.CREATE)


@pytest.mark.parametrize("mode", [Mode.READ, Mode.CREATE])
def test_a_file_that_is_no_record_is_refused_and_left_as_it_was(tmp_path: Path, mode: Mode) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"These are my notes on the Ashlow talks. " * 100)
    before = path.read_bytes()
    with pytest.raises(RecordError, match="is no record and no SQLite database"):
        Store(path, mode)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("mode", [Mode.READ, Mode.CREATE])
def test_a_database_of_something_else_is_refused_and_left_as_it_was(tmp_path: Path, mode: Mode) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE poem (line TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="no record of Onrecord"):
        Store(path, mode)
    assert path.read_bytes() == before


def test_a_record_of_a_newer_version_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    Store(path, Mode.CREATE, migrations=LATER).close()
    before = path.read_bytes()
    for mode in Mode:
        with pytest.raises(
            RecordError, match=rf"was made by a newer Onrecord \(version {NOW + 1} .*upgrade onrecord"
        ):
            Store(path, mode)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", list(Mode))
def test_a_record_of_an_older_version_is_brought_up_to_date_and_a_copy_kept(
    tmp_path: Path, mode: Mode
) -> None:
    path = made(tmp_path / "r.db")
    before = dump(path)
    with Store(path, mode, migrations=LATER, clock=clock) as store:
        assert store.value("PRAGMA user_version") == NOW + 1
        assert store.rows("SELECT * FROM later") == []
    copy = tmp_path / f"r.db.version-{NOW}"
    assert dump(copy) == before
    after = dump(path)
    assert after.pop("later") == []
    assert {name: rows for name, rows in after.items() if name != "migration"} == {
        name: rows for name, rows in before.items() if name != "migration"
    }


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db")
    before = dump(path)
    broken = Migration("9999-broken", "CREATE TABLE half (x TEXT) STRICT; DROP TABLE nothing;")
    with pytest.raises(RecordError):
        Store(path, Mode.WRITE, migrations=(*MIGRATIONS, broken))
    assert dump(path) == before
    Store(path).close()


def test_a_record_that_could_not_be_made_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(RecordError):
        Store(tmp_path / "r.db", Mode.CREATE, migrations=(Migration("broken", "CREATE TABLE;"),))
    assert not list(tmp_path.iterdir())


def test_a_record_locked_by_another_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.store._PATIENCE", 0.05)
    path = made(tmp_path / "r.db")
    locked = pytest.raises(RecordError, match="is locked by another program")
    with Store(path, Mode.WRITE) as one, Store(path, Mode.WRITE) as other:  # noqa: SIM117 - in this order
        with one.transaction(), locked, other.transaction():
            pass


def test_a_record_can_be_asked_while_it_is_written(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db")
    with Store(path, Mode.WRITE) as writer, Store(path) as asker, writer.transaction():
        writer.run("DELETE FROM article")
        assert asker.value("SELECT count(*) FROM article") == 1


def test_a_record_opened_for_reading_cannot_be_written(tmp_path: Path) -> None:
    with Store(made(tmp_path / "r.db")) as store, pytest.raises(RecordError, match="may not be written"):
        store.run("DELETE FROM article")


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_read_only_file_in_a_read_only_folder_can_still_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    path = made(folder / "r.db")
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        with Store(path) as store:
            assert store.value("SELECT count(*) FROM article") == 1
    finally:
        folder.chmod(0o755)


def test_a_full_disk_loses_only_the_article_in_hand(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db")
    with Store(path, Mode.WRITE) as store:
        store.run(f"PRAGMA max_page_count = {store.value('PRAGMA page_count') + 3}")
        with pytest.raises(RecordError, match=r"the disk is full \(make room"), store.transaction():
            for number in range(2000):
                store.insert(
                    "failure", {"location": f"{number} " * 9, "cause": "", "advice": "", "failed": ""}
                )
    with Store(path) as store:
        assert store.problems() == []
        assert store.value("SELECT count(*) FROM article") == 1
        assert store.value("SELECT count(*) FROM failure") == 0


def test_a_damaged_record_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db")
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 40] = b"\xff" * (4096 * 39)
    path.write_bytes(data)
    with pytest.raises(RecordError, match="damaged"), Store(path) as store:
        store.rows("SELECT * FROM article")


def test_judgements_are_never_changed_nor_deleted(tmp_path: Path) -> None:
    with Store(made(tmp_path / "r.db"), Mode.WRITE) as store:
        store.insert(
            "judgement",
            {
                "target": "attribution",
                "key": "0" * 12,
                "verdict": "right",
                "anchor": "{}",
                "person": "Ada",
                "judged": clock(),
                "reason": "",
            },
        )
        with pytest.raises(RecordError, match="never changed"):
            store.run("UPDATE judgement SET verdict = 'wrong'")
        with pytest.raises(RecordError, match="never deleted"):
            store.run("DELETE FROM judgement")


def test_an_error_inside_a_transaction_undoes_all_of_it(tmp_path: Path) -> None:
    path = made(tmp_path / "r.db")
    before = dump(path)
    with Store(path, Mode.WRITE) as store, pytest.raises(ZeroDivisionError), store.transaction():
        store.run("DELETE FROM article")
        _ = 1 / 0
    assert dump(path) == before


def test_a_script_is_cut_into_its_statements_triggers_whole() -> None:
    script = (
        "CREATE TABLE a (x);\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\n-- done\n"
    )
    assert [part.split()[1] for part in statements(script) if part.startswith("CREATE")] == [
        "TABLE",
        "TRIGGER",
    ]

"""Adding articles: what is there is passed over, what changed is a new version, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract.original import Original, OriginalKind
from onrecord.read.reader import default_reader
from onrecord.record import Mode, Store, readers
from onrecord.record.add import AddOptions, Outcome, State, add
from onrecord.record.load import article_id, load_original, load_reading
from onrecord.record.readers import read_apart, read_original
from onrecord.record.write import Read
from tests.record.dossier import clock
from tests.record.tables import dump

STORY = (
    "The bridge is safe, said Mayor Orla Tennant on Monday. Engineers denied that they had signed anything."
)
OTHER = "“We were never asked,” said Pell Ostrander, who runs the ferry. The ministry did not respond."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with five short articles."""
    made = tmp_path / "clippings"
    made.mkdir()
    for number in range(5):
        text = (STORY if number % 2 else OTHER) + f"\n\nIt was the {number + 2}nd count, Tennant added."
        (made / f"story-{number}.txt").write_text(text, encoding="utf-8")
    return made


def fill(path: Path, *inputs: Path, jobs: int = 0) -> list[Outcome]:
    with Store(path, Mode.CREATE, clock=clock) as store:
        return list(add(store, [str(one) for one in inputs], AddOptions(jobs=jobs)))


def states(outcomes: list[Outcome]) -> list[State]:
    return [outcome.state for outcome in outcomes]


def test_the_same_articles_again_change_nothing(tmp_path: Path, folder: Path) -> None:
    assert states(fill(tmp_path / "r.db", folder)) == [State.ADDED] * 5
    before = dump(tmp_path / "r.db")
    assert states(fill(tmp_path / "r.db", folder)) == [State.THERE] * 5
    assert dump(tmp_path / "r.db") == before


def test_what_is_there_is_not_read_again(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "r.db", folder)
    monkeypatch.setattr("onrecord.record.readers.read_original", None)
    assert states(fill(tmp_path / "r.db", folder)) == [State.THERE] * 5


def test_a_folder_that_has_moved_adds_no_article_twice(tmp_path: Path, folder: Path) -> None:
    fill(tmp_path / "r.db", folder)
    moved = folder.rename(tmp_path / "moved")
    assert states(fill(tmp_path / "r.db", moved)) == [State.THERE] * 5


def test_a_changed_file_is_a_new_version_and_what_was_said_before_stays(tmp_path: Path, folder: Path) -> None:
    path, file = tmp_path / "r.db", folder / "story-1.txt"
    first = fill(path, file)[0]
    file.write_text(STORY.replace("is safe", "may be safe"), encoding="utf-8")
    second = fill(path, file)[0]
    assert (second.state, second.version) == (State.VERSION, 2)
    with Store(path) as store:
        assert "is safe" in load_reading(store, article_id(store, first.key)).article.text
        assert store.value("SELECT key FROM article WHERE latest = 1") == second.key
        assert article_id(store, "story-1") == article_id(store, second.key)


def test_a_file_that_is_as_it_was_once_is_no_third_version(tmp_path: Path, folder: Path) -> None:
    path, file = tmp_path / "r.db", folder / "story-1.txt"
    before = file.read_bytes()
    fill(path, file)
    file.write_text(STORY.replace("is safe", "may be safe"), encoding="utf-8")
    fill(path, file)
    file.write_bytes(before)
    assert states(fill(path, file)) == [State.THERE]


def test_what_cannot_be_read_is_told_and_kept_until_it_can(tmp_path: Path, folder: Path) -> None:
    path, file = tmp_path / "r.db", folder / "story-9.txt"
    file.write_bytes(b"")
    outcomes = fill(path, folder)
    assert states(outcomes) == [State.ADDED] * 5 + [State.FAILED]
    assert outcomes[-1].error is not None
    with Store(path) as store:
        kept = store.rows("SELECT location, cause FROM failure")
    assert [tuple(row) for row in kept] == [(str(file), "is empty")]
    file.write_text(STORY, encoding="utf-8")
    fill(path, folder)
    with Store(path) as store:
        assert store.rows("SELECT * FROM failure") == []


def test_the_original_is_kept_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    data = "\ufeffThe caf\u00e9 is open, said Orla Tennant.\r\nNobody denied it.\r\n".encode("utf-16")
    file.write_bytes(data)
    outcome = fill(tmp_path / "r.db", file)[0]
    with Store(tmp_path / "r.db") as store:
        assert load_original(store, article_id(store, outcome.key)).data == data


def test_stopped_at_any_write_the_record_is_whole_and_goes_on_to_the_same_rows(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "undisturbed.db", folder)
    undisturbed = dump(tmp_path / "undisturbed.db")
    run, left = Store.run, 0

    def stopping(self: Store, *arguments: Any) -> int:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt
        return run(self, *arguments)

    for stop in range(1, 60, 5):
        path, left = tmp_path / f"{stop}.db", stop
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(Store, "run", stopping)
            fill(path, folder)
        with Store(path) as store:
            assert store.problems() == []
            articles = store.value("SELECT count(*) FROM article")
            assert articles == store.value("SELECT count(*) FROM original")
        assert states(fill(path, folder)).count(State.THERE) == articles
        assert dump(path) == undisturbed


def test_several_processes_write_the_same_rows_as_one(tmp_path: Path, folder: Path) -> None:
    fill(tmp_path / "one.db", folder)
    assert states(fill(tmp_path / "two.db", folder, jobs=2)) == [State.ADDED] * 5
    assert dump(tmp_path / "one.db") == dump(tmp_path / "two.db")


class Pool:
    """Reads in this process; breaks over texts with "crash" in them, as a process that dies would."""

    def __init__(self, _jobs: int) -> None:
        self.broken = False

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, call: Callable[..., Any], *originals: Original) -> Future[Any]:
        future: Future[Any] = Future()
        if not originals:
            future.set_result(call())
            return future
        (original,) = originals
        self.broken = self.broken or b"crash" in original.data
        if self.broken:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(read_original(original, default_reader()))
        return future

    def shutdown(self, **_: object) -> None:
        pass


def test_an_article_over_which_the_reading_process_dies_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(readers, "_pool", Pool)
    texts = [STORY, OTHER, "The crash was loud, said Pell Ostrander.", STORY + " Twice.", OTHER + " Twice."]
    originals = [Original(f"{n}", text.encode(), OriginalKind.TEXT, f"{n}") for n, text in enumerate(texts)]
    answers = list(read_apart([*originals[:2], None, *originals[2:]], jobs=2))
    assert answers[2] is None
    failed = [answer for answer in answers if isinstance(answer, InputError)]
    assert [error.where for error in failed] == ["2"]
    read = [answer.original.where for answer in answers if isinstance(answer, Read)]
    assert read == ["0", "1", "3", "4"]


def test_an_error_that_nobody_foresaw_does_not_pass_for_a_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(_original: Original) -> Article:
        raise RecursionError

    monkeypatch.setattr(readers, "article_of", odd)
    answer = read_original(Original("deep.html", b"<p>", OriginalKind.PAGE, "deep"), default_reader())
    assert isinstance(answer, InputError)
    assert "nested too deeply" in answer.cause


def test_progress_of_a_source_ends_at_the_whole(tmp_path: Path, folder: Path) -> None:
    with Store(tmp_path / "r.db", Mode.CREATE) as store:
        outcomes: Iterator[Outcome] = add(store, [str(folder)])
        assert [outcome.progress for outcome in outcomes] == [1.0] * 5


SCRIPT = """
from onrecord.record import Mode, Store
from onrecord.record.add import AddOptions, add

with Store("r.db", Mode.CREATE) as store:
    list(add(store, ["clippings"], AddOptions(jobs=2)))
"""


def test_a_script_that_forgets_its_main_guard_is_told_and_files_no_failures(
    tmp_path: Path, folder: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "processes that read cannot be started (in a script, begin under" in done.stderr
    with Store(tmp_path / "r.db") as store:
        assert store.value("SELECT count(*) FROM failure") == 0

"""Records for the benchmark of linking: renamed generations of a linked base, and linking goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.archive import grow
from benchmarks.filling import original
from benchmarks.linking import Bench, dated, figures
from benchmarks.linking_pairs import pairs_of
from onrecord.article import Span
from onrecord.read.reader import default_reader
from onrecord.record import Mode, Store
from onrecord.record.columns import words
from onrecord.record.linking import link_waiting, waiting
from onrecord.record.write import Read, put

_BASE, _GENERATIONS = 5, 3


def read(number: int, day: int) -> Read:
    article = dated(number, day)
    reading, meanings = default_reader().read_with_meaning(article)
    return Read(original(article), reading, meanings, "test")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("linking") / "base.db"
    with Store(path, Mode.CREATE, clock=lambda: "2031-05-01T12:00:00Z") as store:
        for number in range(_BASE):
            put(store, read(number, number))
        link_waiting(store)
    return path


@pytest.fixture(scope="module")
def grown(base: Path) -> Path:
    path = base.with_name("grown.db")
    grow(base, path, _GENERATIONS * _BASE)
    return path


def counts(path: Path) -> dict[str, int]:
    tables = (
        "article",
        "attribution",
        "appearance",
        "date",
        "meaning",
        "citation",
        "copy",
        "claim",
        "claim_member",
    )
    with Store(path) as store:
        return {table: store.value(f"SELECT count(*) FROM {table}") for table in tables}


def test_a_grown_record_has_whole_generations_and_nothing_leads_nowhere(base: Path, grown: Path) -> None:
    assert counts(grown) == {table: _GENERATIONS * count for table, count in counts(base).items()}
    with Store(grown, Mode.WRITE) as store:
        assert store.problems() == []
        assert waiting(store) == 0


def test_words_of_a_renamed_generation_stand_at_their_offsets(grown: Path) -> None:
    with Store(grown) as store:
        rows = store.rows(
            "SELECT r.text, a.content, a.source, a.detail FROM attribution AS a"
            " JOIN article AS r ON r.id = a.article_id"
        )
        texts = {row["text"] for row in rows}
        for row in rows:
            detail = json.loads(row["detail"])
            for name in ("content", "source"):
                assert words(row["text"], [Span(*one) for one in detail.get(name, ())]) == row[name]
    assert len(texts) == _GENERATIONS * _BASE


def test_the_newest_generation_is_the_base_and_the_others_are_earlier(base: Path, grown: Path) -> None:
    with Store(base) as one, Store(grown) as other:
        text = "SELECT text FROM article ORDER BY id DESC LIMIT 5"
        assert [row[0] for row in one.rows(text)] == [row[0] for row in other.rows(text)]
        first, last = (f"SELECT {end}(published) FROM article" for end in ("min", "max"))
        assert one.value(last) == other.value(last)
        assert one.value(first) > other.value(first)


def test_linking_goes_on_in_a_grown_record_which_stays_as_it_is(grown: Path) -> None:
    before = counts(grown)
    bench = Bench(grown)
    linked = [bench.link(read(_BASE + number, _BASE)) for number in range(2)]
    bench.close()
    told = figures(linked)
    assert told["linking, mean"] > 0
    assert told["memory"] > 0
    assert counts(grown) == before


def test_all_pairs_find_no_less_than_linking_in_a_small_record(grown: Path) -> None:
    compared = pairs_of(grown, [read(_BASE, _BASE)], lambda _: None)
    assert compared["copies"].pairs == _GENERATIONS * _BASE
    for one in compared.values():
        assert one.linking <= one.baseline.keys()

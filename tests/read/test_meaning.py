"""Vectors of meaning: what says the same lies close, and reading is not changed by them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.meaning import inside, pairs, ranks, unit
from onrecord import ModelError, Reader
from onrecord.read import pooling
from onrecord.read.encoder import Encoder
from onrecord.read.meaning import CELLS, CELLS_FILE, DIMENSIONS, MODEL_FOLDER, cells, load_small, similarity

ARTICLE = """President Odo Marsh said that the other side had wrecked the agreement.

The harbour office denied that it had asked for a new survey of the pier. According to two officials, the
ministry said that Bo Tarrant had refused to sign.

“We will not close the bridge,” Osric Hale told reporters. “It is safe.”
"""
NESTED = "The paper reported that two engineers had warned that the reservoir wall was about to burst."


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    yield Reader()


def test_every_attribution_has_a_row_and_the_reading_is_the_same(reader: Reader) -> None:
    reading, rows = reader.read_with_meaning(ARTICLE)
    assert reading == reader.read(ARTICLE)
    assert rows.dtype == np.int8
    assert rows.shape == (len(reading.attributions), DIMENSIONS)
    assert rows.any(axis=1).all()


def test_one_inside_another_has_the_meaning_of_its_own_content(reader: Reader) -> None:
    reading, rows = reader.read_with_meaning(NESTED)
    (outer, inner) = (rows[[index]] for index in range(2))
    assert [one.parent for one in reading.attributions] == [None, 0]
    query = reader.meaning_of("the dam will break")
    assert (
        similarity(query, inner) > similarity(query, outer) > similarity(query, reader.meaning_of("a song"))
    )


def test_a_search_for_other_words_finds_what_means_the_same(reader: Reader) -> None:
    reading, rows = reader.read_with_meaning(ARTICLE)
    best = int(similarity(reader.meaning_of("deal was sabotaged"), rows).argmax())
    start, end = reading.attributions[best].content[0]
    assert "wrecked the agreement" in ARTICLE[start:end]


def test_most_paraphrases_find_each_other_among_the_rest(reader: Reader) -> None:
    queries, answers = pairs()
    asked = np.concatenate([reader.meaning_of(query) for query in queries])
    said = np.concatenate([inside(reader, answer) for answer in answers])
    place = ranks(unit(asked), unit(said), unit(said[:0]))
    # As measured when the vectors were fitted: 65 % and 95 %.
    assert (place < 1).mean() >= 0.58
    assert (place < 10).mean() >= 0.9


def test_the_network_runs_once_for_an_article_and_its_meaning(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    feeds = Encoder._feeds

    def counted(self: Encoder, *given: Any) -> Any:
        calls.append(len(given))
        return feeds(self, *given)

    monkeypatch.setattr(Encoder, "_feeds", counted)
    reader.read(ARTICLE)
    alone = len(calls)
    reader.read_with_meaning(ARTICLE)
    assert len(calls) == 2 * alone


def test_a_text_too_long_to_be_kept_gets_nearly_the_same_vectors(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, kept = reader.read_with_meaning(ARTICLE)
    monkeypatch.setattr(pooling, "MOST_KEPT", 10)
    again, rows = reader.read_with_meaning(ARTICLE)
    assert again == reading
    assert all(similarity(one, other)[0] > 0.98 for one, other in zip(kept, rows[:, None], strict=True))


def test_what_was_read_before_changes_no_vector(reader: Reader) -> None:
    _, first = reader.read_with_meaning(ARTICLE)
    query = reader.meaning_of("deal was sabotaged")
    reader.read_with_meaning("Ada Vorn said that it was too late. " * 50)
    assert np.array_equal(reader.read_with_meaning(ARTICLE)[1], first)
    assert np.array_equal(reader.meaning_of("deal was sabotaged"), query)


def test_one_thread_or_two_read_the_same(reader: Reader) -> None:
    (one, ones), (two, twos) = (Reader(Encoder(threads=n)).read_with_meaning(ARTICLE) for n in (1, 2))
    assert one == two
    assert np.array_equal(ones, twos)


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b"[:0]])
def test_nothing_has_a_row_of_zeros_which_is_like_nothing(reader: Reader, text: str) -> None:
    row = reader.meaning_of(text)
    assert row.shape == (1, DIMENSIONS)
    assert not row.any()
    assert similarity(row, reader.meaning_of("the bridge"))[0] == 0


@given(st.text(max_size=60))
@settings(deadline=None, derandomize=True, max_examples=25)
def test_any_query_has_one_row_like_itself(reader: Reader, text: str) -> None:
    row = reader.meaning_of(text)
    assert row.shape == (1, DIMENSIONS)
    if row.any():
        assert similarity(row, row)[0] == pytest.approx(1, abs=1e-5)


def test_likeness_of_many_rows_is_between_minus_one_and_one() -> None:
    rows = np.random.default_rng(0).integers(-127, 128, (500, DIMENSIONS), dtype=np.int8)
    found = similarity(rows[:1], rows)
    assert found.dtype == np.float32
    assert found.shape == (500,)
    assert abs(found).max() <= 1
    assert similarity(rows[0], -rows[:1])[0] == pytest.approx(-1)


def test_a_vector_is_filed_under_its_nearest_cell(reader: Reader) -> None:
    rows = reader.read_with_meaning(ARTICLE)[1]
    near = cells(rows, 8)
    assert near.shape == (len(rows), 8)
    assert near.min() >= 0
    assert near.max() < CELLS
    assert all(len(set(row)) == 8 for row in near.tolist())
    assert np.array_equal(near[:, :1], cells(rows))
    (likeness,) = load_small(MODEL_FOLDER / CELLS_FILE).run(["near"], {"vectors": rows.astype(np.float32)})
    for row, numbers in zip(likeness, near, strict=True):
        assert (np.diff(row[numbers]) <= 0).all()
        assert row[numbers[0]] == row.max()


def test_cells_of_no_vectors_and_more_cells_than_there_are() -> None:
    assert cells(np.zeros((0, DIMENSIONS), dtype=np.int8), 4).shape == (0, 4)
    assert cells(np.ones((1, DIMENSIONS), dtype=np.int8), CELLS + 1).shape == (1, CELLS)


def test_the_version_names_the_model_and_changes_with_its_files(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MODEL_FOLDER, tmp_path / "model"))
    shipped = Encoder().version
    assert shipped.startswith(Encoder().settings["version"])
    assert Encoder(folder).version == shipped
    with (folder / "settings.json").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert Encoder(folder).version != shipped


def test_a_damaged_file_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "meaning.onnx").write_bytes(b"no network")
    for name in ("meaning.onnx", "absent.onnx"):
        with pytest.raises(ModelError, match=name):
            load_small(tmp_path / name)

"""Generated articles: the same everywhere, as long as news, and renamed so that spans still fit."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from benchmarks.filling import Base, fill, reads
from benchmarks.generate import generate, generated, passages, recombined, renamed, renaming
from onrecord.article import Reading
from onrecord.notation import reading_from_dict, reading_to_dict
from onrecord.read.meaning import DIMENSIONS
from onrecord.read.reader import default_reader
from onrecord.record import Mode, Store


@cache
def read(number: int) -> Reading:
    return default_reader().read(recombined(number))


def test_an_article_depends_on_its_number_and_the_seed_alone() -> None:
    alone = generated(7)
    assert [*generate(3, start=5)][2] == alone
    assert generated(7, seed=1).text != alone.text
    assert generated(8).text != alone.text


def test_articles_are_as_long_as_news() -> None:
    lengths = [len(recombined(number).text.split()) for number in range(500)]
    assert min(lengths) >= 300
    assert max(lengths) <= 940  # the title comes on top
    assert 500 < sum(lengths) / 500 < 700


def test_the_same_bearer_of_a_role_is_met_again_by_both_names_and_most_are_rare() -> None:
    met = Counter(renaming(number)("Maud Penhale") for number in range(400))
    assert all(re.fullmatch(r"[A-Z][a-z]{3} [A-Z][a-z]{6}", one) for one in met)
    assert min(times for _, times in met.most_common(3)) > 10
    assert list(met.values()).count(1) > 100


def test_a_name_is_replaced_alike_wherever_it_stands() -> None:
    rename = renaming(11)
    once = rename("Penhale")
    assert rename("Ms PENHALE said Penhale's office") == f"Ms {once.upper()} said {once}'s office"


def test_a_renaming_keeps_every_place_and_leaves_the_calendar_alone() -> None:
    text = "On Friday, Feb. 5, 2031, Orvane counted 61,000 households, not 18,000."
    new = renaming(5, tail=True)(text)
    assert len(new) == len(text)
    assert re.fullmatch(r"On Friday, Feb\. 5, 20[23]\d, \w{6} counted [1-9]{2},[1-9]{3} \w+, not .*", new)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_spans_of_a_renamed_reading_fit_its_text(number: int) -> None:
    before, after = read(number), renamed(read(number), 1000 + number)
    assert after.article.text != before.article.text
    assert len(after.article.text) == len(before.article.text)
    assert reading_to_dict(reading_from_dict(reading_to_dict(after))) == reading_to_dict(after)
    assert [one.content for one in after.attributions] == [one.content for one in before.attributions]
    for one, other in zip(before.parties, after.parties, strict=True):
        assert len(one.name) == len(other.name)
        assert (one.name in before.article.text) == (other.name in after.article.text)


def test_a_record_is_filled_with_renamed_articles_that_all_have_their_own_address(tmp_path: Path) -> None:
    readings = (read(0), read(1))
    meanings = tuple(np.ones((len(one.attributions), DIMENSIONS), dtype=np.int8) for one in readings)
    base = Base(readings, meanings, "test")
    with Store(tmp_path / "r.db", Mode.CREATE) as store:
        fill(store, base, 5)
        assert store.value("SELECT count(*) FROM article") == 5
        assert store.value("SELECT count(DISTINCT url) FROM article") == 5
        assert store.value("SELECT count(*) FROM attribution") == sum(
            len(one.reading.attributions) for one in reads(base, 5)
        )
        assert store.problems() == []


def test_there_are_names_and_plain_words_to_replace() -> None:
    parts = passages()
    assert {"Penhale", "Orvane", "Tallis"} <= set(parts.roles)
    assert not {"February", "Friday", "Captain"} & set(parts.roles)
    assert len(parts.plain) > 1000

"""Words and the three features that they carry."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.words import BREAKS, CASES, QUOTES, segment

TEXTS = st.text() | st.text(alphabet=" \n\r\t\"'“”‘’«»„aB9.,—_中\u0301\ud800\x00")


def words_of(text: str) -> list[str]:
    words = segment(text)
    return [text[s:e] for s, e in zip(words.start, words.end, strict=True)]


@given(TEXTS)
@settings(deadline=None, derandomize=True, max_examples=150)
def test_every_visible_character_is_in_exactly_one_word(text: str) -> None:
    words = segment(text)
    covered = [i for s, e in zip(words.start, words.end, strict=True) for i in range(s, e)]
    assert covered == [i for i, character in enumerate(text) if not character.isspace()]
    assert all(s < e for s, e in zip(words.start, words.end, strict=True))


@given(TEXTS)
@settings(deadline=None, derandomize=True, max_examples=150)
def test_every_feature_is_one_that_the_network_knows(text: str) -> None:
    words = segment(text)
    for feature, size in ((words.case, CASES), (words.gap, BREAKS), (words.quote, QUOTES)):
        assert len(feature) == len(words)
        assert all(0 <= value < size for value in feature)
    assert sorted(words.paragraph.tolist()) == words.paragraph.tolist()


def test_letters_run_together_and_marks_stand_alone() -> None:
    assert words_of("Ada’s 3rd “don't”—no_one") == [
        *("Ada", "’", "s", "3rd", "“", "don", "'", "t", "”", "—", "no", "_", "one"),
    ]


def test_ideographs_are_words_of_their_own_for_so_the_tokenizer_has_them() -> None:
    assert words_of("Ada说中文X") == ["Ada", "说", "中", "文", "X"]


@pytest.mark.parametrize(
    ("word", "case"),
    [("-", 0), ("ada", 1), ("Ada", 2), ("A", 2), ("ADA", 3), ("aDa", 4), ("McRae", 4), ("G7", 5)],
)
def test_the_case_of_a_word(word: str, case: int) -> None:
    assert segment(word).case.tolist() == [case]


def test_what_stands_before_a_word() -> None:
    words = segment("One two.\r\n\r\nThree\nfour")
    assert words.gap.tolist() == [3, 1, 0, 2, 2]
    assert words.paragraph.tolist() == [0, 0, 0, 1, 2]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("“a” b", [3, 1, 4, 0]),
        ('"a" b', [3, 1, 4, 0]),
        ("‘a’ b", [3, 1, 4, 0]),
        ("“a ‘b’ c”", [3, 1, 3, 2, 4, 1, 4]),
        ("don't", [0, 0, 0]),
        ("“a\nb", [3, 1, 0]),
        ("", []),
    ],
)
def test_what_stands_in_quotation_marks(text: str, quote: list[int]) -> None:
    assert segment(text).quote.tolist() == quote

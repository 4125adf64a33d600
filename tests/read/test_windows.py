"""Word pieces, and the windows that they are packed into."""

from __future__ import annotations

import sys
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.read.encoder import Encoder
from onrecord.read.windows import Pieces, mark_id, tokenize, windows
from onrecord.read.words import segment

TEXTS = st.text() | st.text(alphabet=" \n\"'“”aB9.!é_中\u0301\ud800\x00\ufffd½ßﬁ")
SENTENCE = "The mayor said that the bridge would open in May. "


@cache
def tokenizer() -> Tokenizer:
    return Encoder().tokenizer


def pieces_of(text: str) -> Pieces:
    return tokenize(text, segment(text), tokenizer())


@given(TEXTS)
@settings(deadline=None, derandomize=True, max_examples=100)
def test_every_word_has_pieces_and_every_piece_a_word(text: str) -> None:
    words, pieces = segment(text), pieces_of(text)
    assert len(pieces.first) == len(words) + 1
    assert pieces.first[0] == 0
    assert pieces.first[-1] == len(pieces.ids)
    assert (np.diff(pieces.first) >= 1).all()
    assert (np.diff(pieces.first) <= 100).all()


def test_pieces_stand_with_their_words() -> None:
    text = "Unquestionably, Ada’s bridge\x00 is safe."
    words, pieces = segment(text), pieces_of(text)
    for number, (start, end) in enumerate(zip(words.start, words.end, strict=True)):
        ids = pieces.ids[pieces.first[number] : pieces.first[number + 1]].tolist()
        spelled = "".join(str(tokenizer().id_to_token(i)).removeprefix("##") for i in ids)
        assert spelled in {text[start:end].lower(), "[UNK]"}


def test_a_long_text_is_tokenized_in_parts_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    text = SENTENCE * 20
    whole = pieces_of(text)
    # By its module, for `onrecord.read` is a function to those who import it.
    monkeypatch.setattr(sys.modules[tokenize.__module__], "_TOKENIZED_AT_ONCE", 70)
    parts = pieces_of(text)
    assert whole.ids.tolist() == parts.ids.tolist()
    assert whole.first.tolist() == parts.first.tolist()


def test_a_tokenizer_without_a_mark_is_a_damaged_model() -> None:
    with pytest.raises(ModelError, match="reinstall"):
        mark_id(tokenizer(), "[NO SUCH MARK]")


@given(TEXTS, st.integers(1, 12))
@settings(deadline=None, derandomize=True, max_examples=100)
def test_windows_cover_all_words_once_and_hold_no_more_than_they_may(text: str, size: int) -> None:
    words, pieces = segment(text), pieces_of(text)
    runs = windows(text, words, pieces, size)
    assert [i for low, high in runs for i in range(low, high)] == list(range(len(words)))
    for low, high in runs:
        assert high - low == 1 or pieces.first[high] - pieces.first[low] <= size


def cut(text: str, size: int) -> list[str]:
    """The text of each window."""
    words = segment(text)
    return [text[words.start[a] : words.end[b - 1]] for a, b in windows(text, words, pieces_of(text), size)]


def test_whole_paragraphs_are_packed_while_they_fit() -> None:
    assert cut("One two.\nThree four.\nFive six.", 6) == ["One two.\nThree four.", "Five six."]


def test_a_long_paragraph_is_cut_where_a_sentence_ends() -> None:
    assert cut(SENTENCE * 3, 26) == [(SENTENCE * 2).strip(), SENTENCE.strip()]
    assert cut("“One two three.” She said so again.", 9)[0] == "“One two three.”"


def test_a_paragraph_without_sentences_is_cut_where_it_must() -> None:
    assert cut("a b c d e", 2) == ["a b", "c d", "e"]

"""Where statements lie among claims: what holds whatever was learned, and that something was learned."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.claim_vectors import WIDTH, claim_vectors, nearness
from onrecord.link.passages import CONTENT, LONGEST, OF_CONTENT, Passage, passage_of, pieces_of
from onrecord.read.reader import default_reader

OPEN = Passage("the valve had been open since March", "Two engineers told the Post that ", ".")
SAME = Passage("from March on nobody had shut the valve", "In a letter the inspector wrote that ", ".")
ELSE = Passage("the mayor would run for a third term", "Her office said ", " on Monday.")


def test_a_vector_does_not_depend_on_what_else_is_linked() -> None:
    alone = claim_vectors([OPEN])[0]
    among = claim_vectors([ELSE, SAME, OPEN])[2]
    assert np.array_equal(alone, among)


def test_other_words_for_the_same_lie_nearer_than_another_matter() -> None:
    valve, same, other = claim_vectors([OPEN, SAME, ELSE])
    assert nearness(valve, same) > 0.5 > nearness(valve, other)


def test_a_statement_without_words_lies_nowhere() -> None:
    empty, valve = claim_vectors([Passage("", "He said: ", "."), OPEN])
    assert not empty.any()
    assert empty.shape == (WIDTH,)
    assert nearness(empty, valve) == 0.0


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_a_passage_has_the_words_next_to_its_content(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    passage = passage_of(text, start, end, text[start:end])
    assert text[:start].endswith(passage.before)
    assert text[end:].startswith(passage.behind)


def test_a_long_passage_is_cut_to_what_the_network_has_places_for() -> None:
    long = Passage("word " * 5000, "before " * 500, "behind " * 500)
    ids, parts = pieces_of(default_reader().encoder.tokenizer, long)
    assert len(ids) == len(parts) <= LONGEST
    assert parts.count(OF_CONTENT) == CONTENT
    assert claim_vectors([long]).any()

"""From scores to attributions: spans by Viterbi, then sources, cues and contents tied together."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.decode import (
    CONTENT,
    CUE,
    OUTSIDE,
    SOURCE,
    TAGS,
    Linked,
    Settings,
    WindowScores,
    best_tags,
    link,
)
from onrecord.read.decode import runs as runs_of

UNLIKELY = -12.0
LETTERS = {"o": OUTSIDE, "S": SOURCE, "s": SOURCE + 1, "C": CUE, "c": CUE + 1, "T": CONTENT, "t": CONTENT + 1}


def well_formed(path: tuple[int, ...] | list[int]) -> bool:
    """Whether each inside tag follows its own role."""
    before = (OUTSIDE, *path)
    return all(
        tag % 2 or tag == OUTSIDE or last in {tag, tag - 1} for last, tag in zip(before, path, strict=False)
    )


@given(
    st.lists(
        st.lists(st.lists(st.integers(-9, 0), min_size=7, max_size=7), min_size=1, max_size=4),
        min_size=1,
        max_size=4,
    )
)
@settings(deadline=None, derandomize=True, max_examples=60)
def test_the_best_tags_are_those_that_trying_all_would_find(table: list[list[list[int]]]) -> None:
    lengths = np.array([len(window) for window in table])
    scores = np.zeros((len(table), int(lengths.max()), len(TAGS)))
    for row, window in enumerate(table):
        scores[row, : len(window)] = window
    for window, path in zip(table, best_tags(scores, lengths), strict=True):
        assert len(path) == len(window)
        assert well_formed(path.tolist())
        best = max(
            sum(word[tag] for word, tag in zip(window, tags, strict=True))
            for tags in product(range(len(TAGS)), repeat=len(window))
            if well_formed(tags)
        )
        assert sum(word[tag] for word, tag in zip(window, path, strict=True)) == best


@given(st.integers(0, 2**32 - 1), st.integers(1, 60))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_the_tags_of_any_scores_are_well_formed_and_runs_are_what_they_say(seed: int, words: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, words, len(TAGS))) * 5
    (path,) = best_tags(scores, np.array([words]))
    assert well_formed(path.tolist())
    for role in (SOURCE, CUE, CONTENT):
        found = runs_of(path, role)
        assert [i for s, e in found for i in range(s, e)] == np.flatnonzero(
            (path == role) | (path == role + 1)
        ).tolist()
        assert all(path[s] == role for s, _ in found)


class Window:
    """Tags as letters, one a word, with scores that tie nothing to anything until told to."""

    def __init__(self, tags: str) -> None:
        n = len(tags)
        self.path = np.array([LETTERS[letter] for letter in tags])
        self.tags = np.full((n, len(TAGS)), UNLIKELY)
        self.tags[np.arange(n), self.path] = 0.0
        self.source_cue, self.content_cue = np.full((n, n), UNLIKELY), np.full((n, n), UNLIKELY)
        self.first, self.last = np.full((n, n + 1), UNLIKELY), np.full((n, n + 1), UNLIKELY)
        self.first[:, n] = self.last[:, n] = 0.0

    def tie(self, table: str, span: tuple[int, int], cue: int, chance: float = 1.0) -> None:
        """Tie a run of words to the cue that begins at a word."""
        getattr(self, table)[slice(*span), cue] = np.log(chance)

    def ask(self, cue: int, span: tuple[int, int], chance: float = 1.0) -> None:
        """Let a cue ask for a run of words as its source."""
        self.first[cue], self.last[cue] = UNLIKELY, UNLIKELY
        self.first[cue, span[0]] = self.last[cue, span[1] - 1] = np.log(chance)

    def linked(self, **options: float) -> list[Linked]:
        scores = WindowScores(self.tags, self.source_cue, self.content_cue, self.first, self.last)
        return link(self.path, scores, Settings(**options))  # type: ignore[arg-type]


def test_one_source_goes_to_its_cue() -> None:
    window = Window("SsCTttoSCTt")
    for source, cue, content in (((0, 2), 2, (3, 6)), ((7, 8), 8, (9, 11))):
        window.tie("source_cue", source, cue)
        window.tie("content_cue", content, cue)
        window.ask(cue, source)
    first, second = window.linked()
    assert (first.source, first.cue, first.content) == ((0, 2), (2, 3), ((3, 6),))
    assert (second.source, second.cue, second.content) == ((7, 8), (8, 9), ((9, 11),))
    assert 0.99 < first.confidence <= 1.0


def test_two_cues_share_a_source_that_both_ask_for() -> None:
    window = Window("SCTtoCTt")
    window.tie("source_cue", (0, 1), 1)
    window.tie("content_cue", (2, 4), 1)
    window.tie("content_cue", (6, 8), 5)
    window.ask(1, (0, 1))
    assert [found.source for found in window.linked()] == [(0, 1), None]
    window.ask(5, (0, 1), 0.8)
    assert [found.source for found in window.linked()] == [(0, 1), (0, 1)]
    assert [found.source for found in window.linked(share=0.9)] == [(0, 1), None]


def test_a_cue_takes_a_source_that_was_not_tagged_if_its_words_are_free() -> None:
    window = Window("ooCTt")
    window.tie("content_cue", (3, 5), 2)
    window.ask(2, (0, 2), 0.7)
    assert [found.source for found in window.linked()] == [(0, 2)]
    assert [found.source for found in window.linked(rescue=0.9)] == [None]
    window.ask(2, (1, 4), 0.9)
    assert [found.source for found in window.linked()] == [None]


def test_content_is_joined_over_a_small_gap_and_not_over_other_roles() -> None:
    window = Window("CToToooTCT")
    for span in ((1, 2), (3, 4), (7, 8), (9, 10)):
        window.tie("content_cue", span, 0)
    (found,) = window.linked()
    assert found.content == ((1, 4), (7, 8), (9, 10))
    assert window.linked(gap=0)[0].content == ((1, 2), (3, 4), (7, 8), (9, 10))


def test_content_does_not_close_over_a_source_found_late() -> None:
    window = Window("CToT")
    for span in ((1, 2), (3, 4)):
        window.tie("content_cue", span, 0)
    window.ask(0, (2, 3))
    (found,) = window.linked()
    assert found.source == (2, 3)
    assert found.content == ((1, 2), (3, 4))


@pytest.mark.parametrize("tags", ["oooo", "SCoo", "SoTt", "oTto", "ooCo"])
def test_no_attribution_without_a_cue_and_a_content(tags: str) -> None:
    assert Window(tags).linked() == []


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
@settings(deadline=None, derandomize=True, max_examples=100)
def test_whatever_the_scores_the_words_of_an_attribution_have_one_role(seed: int, n: int) -> None:
    random = np.random.default_rng(seed)
    scores = WindowScores(
        *(np.log(random.dirichlet(np.full(w, 0.2), n) + 1e-9) for w in (7, n, n, n + 1, n + 1))
    )
    (path,) = best_tags(scores.tags[None], np.array([n]))
    for found in link(path, scores, Settings(rescue=0.1, share=0.1)):
        assert found.content
        spans = [found.cue, *found.content, *([found.source] if found.source else [])]
        covered = [i for s, e in spans for i in range(s, e)]
        assert len(covered) == len(set(covered))
        assert all(0 <= s < e <= n for s, e in spans)
        assert 0 <= found.confidence <= 1

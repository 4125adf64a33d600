"""The measures of grouping against worked examples that were published with them."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.coreference import Chain, Counts, b_cubed, ceaf, compare, muc

Figures = tuple[float, float]


def chains(text: str) -> list[Chain]:
    return [frozenset(word) for word in text.split()]


def rates(counts: Counts) -> Figures:
    return counts.recall, counts.precision


# Pradhan et al. 2014, figure 1 and section 4.
KEY, RESPONSE = chains("abc defg"), chains("ab cd fghi")


def test_the_example_of_the_reference_scorers_paper() -> None:
    assert rates(muc(KEY, RESPONSE)) == (0.4, 0.4)
    assert rates(b_cubed(KEY, RESPONSE)) == pytest.approx((35 / 84, 0.5))
    assert rates(ceaf(KEY, RESPONSE)) == pytest.approx((0.65, 1.3 / 3))
    assert round(muc(KEY, RESPONSE).f1, 2) == 0.40
    assert round(b_cubed(KEY, RESPONSE).f1, 3) == 0.455
    assert round(ceaf(KEY, RESPONSE).f1, 2) == 0.52


def test_the_first_test_cases_of_the_reference_scorer() -> None:
    key = chains("a bc def")
    for measure in (muc, b_cubed, ceaf):
        assert rates(measure(key, key)) == (1.0, 1.0)
    response = chains("a de")
    assert rates(muc(key, response)) == pytest.approx((1 / 3, 1))
    assert rates(b_cubed(key, response)) == pytest.approx((7 / 18, 1))
    assert rates(ceaf(key, response)) == pytest.approx((1.8 / 3, 1.8 / 2))


@pytest.mark.parametrize(("response", "precision"), [("12345 6789ABC", 0.762), ("1234589ABC 67", 0.583)])
def test_the_two_wrong_links_of_bagga_and_baldwin_cost_differently(response: str, precision: float) -> None:
    key = chains("12345 67 89ABC")
    assert rates(b_cubed(key, chains(response))) == pytest.approx((1.0, precision), abs=0.0005)
    assert rates(muc(key, chains(response))) == pytest.approx((1.0, 9 / 10))


def test_vilains_broken_chain_misses_one_link() -> None:
    assert rates(muc(chains("abcd"), chains("ab cd"))) == pytest.approx((2 / 3, 1))


def test_ceaf_pairs_a_chain_once_only() -> None:
    # The second half of a broken chain goes without a partner: 2 * 2 / (4 + 2) alone counts.
    assert rates(ceaf(chains("abcd"), chains("ab cd"))) == pytest.approx((2 / 3, 1 / 3))


def test_nothing_found_is_nought_and_no_error() -> None:
    for measure in (muc, b_cubed, ceaf):
        assert (measure(KEY, []).f1, measure([], KEY).f1, measure([], []).f1) == (0, 0, 0)


def test_chains_of_one_mention_can_be_left_out() -> None:
    key, response = chains("ab c d"), chains("ab c e")
    assert compare(key, response, singletons=False).mean == 1.0
    assert compare(key, response).mean < 1.0


def test_counts_add_up_over_documents() -> None:
    both = compare(KEY, RESPONSE) + compare(chains("a bc def"), chains("a de"))
    assert both.muc == Counts(3, 8, 3, 6)


PARTITIONS = st.lists(st.integers(0, 4), min_size=1, max_size=9)


def grouped(labels: list[int]) -> list[Chain]:
    return [frozenset(n for n, label in enumerate(labels) if label == group) for group in sorted(set(labels))]


def best_by_trying_all(gold: list[Chain], found: list[Chain]) -> float:
    few, many = sorted((gold, found), key=len)
    return max(
        sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(few, order, strict=True))
        for order in permutations(many, len(few))
    )


@given(PARTITIONS, PARTITIONS)
def test_ceaf_finds_the_best_pairing(one: list[int], other: list[int]) -> None:
    gold, found = grouped(one), grouped(other)
    assert ceaf(gold, found).recalled == pytest.approx(best_by_trying_all(gold, found))


@given(PARTITIONS, PARTITIONS)
def test_exchanging_the_sides_exchanges_recall_and_precision(one: list[int], other: list[int]) -> None:
    gold, found = grouped(one), grouped(other)
    for measure in (muc, b_cubed, ceaf):
        recall, precision = rates(measure(gold, found))
        assert rates(measure(found, gold)) == pytest.approx((precision, recall))
        assert 0 <= recall <= 1

"""The measures of agreement, on cases worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from onrecord.article import Attribution, Manner, Quotation, Reading, Span
from onrecord.score import Figure, pairs, score
from tests.show.sample_readings import READING, readings

TEXT = "Ada said the bridge is safe. Bo denied that it had cracked."


def attribution(source: str, cue: str, content: str) -> Attribution:
    """An attribution of `TEXT` with these words; "" for no source."""

    def span(words: str) -> tuple[Span, ...]:
        start = TEXT.index(words)
        return (Span(start, start + len(words)),) if words else ()

    return Attribution(span(source), span(cue), span(content), Quotation.INDIRECT, Manner.SAYS)


ADA = attribution("Ada", "said", "the bridge is safe")
BO = attribution("Bo", "denied", "that it had cracked")


@given(readings())
@settings(deadline=None, derandomize=True, max_examples=40)
def test_a_reading_agrees_with_itself(reading: Reading) -> None:
    figures = score([(reading.article.text, reading.attributions, reading.attributions)])
    for name in ("exact source", "exact cue", "exact content"):
        assert figures[name].right == figures[name].annotated == figures[name].found


def test_the_same_attributions_score_a_hundred() -> None:
    figures = score([(TEXT, [ADA, BO], [BO, ADA])])
    assert {figure.f1 for figure in figures.values()} == {100.0}
    assert (
        score([(READING.article.text, READING.attributions, READING.attributions)])["exact cue"].f1 == 100.0
    )


def test_nothing_found_and_nothing_annotated_is_nothing() -> None:
    assert score([]) == {}
    figures = score([(TEXT, [], [])])
    assert figures["whole"] == Figure(0, 0, 0)
    assert (figures["whole"].precision, figures["whole"].recall, figures["whole"].f1) == (0.0, 0.0, 0.0)
    assert score([(TEXT, [ADA], [])])["whole"] == Figure(0, 0, 1)


def test_a_case_worked_out_by_hand() -> None:
    # Ada's content lacks "the": 12 of 15 letters are shared, more than half. Bo's has another source.
    found = [
        attribution("Ada", "said", "bridge is safe"),
        attribution("Ada", "denied", "that it had cracked"),
    ]
    figures = score([(TEXT, [ADA, BO], found)])
    assert figures["content"] == Figure(2, 2, 2)
    assert figures["source"] == Figure(1, 2, 2)
    assert figures["whole"] == Figure(1, 2, 2)
    assert figures["exact content"] == Figure(1, 2, 2)
    assert figures["exact cue"].f1 == 100.0
    assert figures["exact source"].right == 1
    assert figures["whole"].f1 == pytest.approx(50.0)


@pytest.mark.parametrize(
    ("found", "source", "whole"),
    [
        (attribution("", "said", "the bridge is safe"), 0, 0),
        (attribution("Ada", "denied", "the bridge is safe"), 1, 0),
        (attribution("Ada", "said", "the bridge is safe."), 1, 1),
        (attribution("Ada said", "said", "the bridge is safe"), 0, 0),
    ],
)
def test_source_and_cue_of_a_pair(found: Attribution, source: int, whole: int) -> None:
    figures = score([(TEXT, [ADA], [found])])
    assert (figures["source"].right, figures["whole"].right) == (source, whole)


def test_pairs_are_one_to_one_and_the_best_first() -> None:
    half = attribution("Ada", "said", "bridge is")
    assert pairs(TEXT, [ADA], [half, ADA, ADA]) == [(0, 1)]
    assert pairs(TEXT, [ADA, BO], [BO]) == [(1, 0)]


def test_figures_add_up_over_articles() -> None:
    whole = score([(TEXT, [ADA], [ADA]), (TEXT, [BO], [])])["whole"]
    assert whole == Figure(1, 1, 2)
    assert (whole.precision, whole.recall) == (100.0, 50.0)

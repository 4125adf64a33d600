"""Attributions inside attributions: laid out, read again, carried back to their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord import Attribution, Reading, Span
from onrecord.read.nesting import (
    DEEPEST,
    inherits,
    lay_out,
    with_antecedent,
    with_closing_marks,
    without_addressee,
)


def words(reading: Reading, spans: tuple[Span, ...]) -> str:
    return " … ".join(reading.article.text[start:end] for start, end in spans)


def chain(reading: Reading, attribution: Attribution) -> list[str]:
    """Sources from the outermost to the speaker."""
    line = [words(reading, attribution.source)]
    while attribution.parent is not None:
        attribution = reading.attributions[attribution.parent]
        line.append(words(reading, attribution.source))
    return line[::-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Journal said that Orvane had proposed a pause in the talks.",
            ["The Journal", "Orvane"],
        ),
        (
            "According to the Post, two officials said the minister had told the president not to sign.",
            ["the Post", "two officials", "the minister"],
        ),
        ("Ada Vorn said that she hoped the bridge would open in May.", ["Ada Vorn", "she"]),
    ],
)
def test_a_chain_is_read_to_its_end(text: str, expected: list[str]) -> None:
    reading = onrecord.read(text)
    assert expected in [chain(reading, attribution) for attribution in reading.attributions]


def test_the_outer_attribution_keeps_the_whole_of_its_content() -> None:
    reading = onrecord.read("The Journal said on Tuesday that Orvane had proposed a pause in the talks.")
    assert words(reading, reading.attributions[0].content) == "that Orvane had proposed a pause in the talks"


def test_who_agrees_to_reconsider_is_who_reconsiders() -> None:
    text = "to reconsider some of the decisions"
    assert inherits(text, [Span(0, len(text))], [Span(0, 13)])
    text = "that prices reconsidered the decisions"
    assert not inherits(text, [Span(0, len(text))], [Span(12, 24)])


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        ("He blamed the papers which say so", "which", "the papers which"),
        ("as did Ronald Example, who said so", "who", "Ronald Example, who"),
        ("they asked who said so", "who", "asked who"),
        ("who said so", "who", "who"),
        ("of those who said so", "who", "those who"),
    ],
)
def test_a_relative_pronoun_takes_its_noun_along(text: str, pronoun: str, expected: str) -> None:
    start = text.index(pronoun)
    found = with_antecedent(text, Span(start, start + len(pronoun)))
    assert text[found.start : found.end] == expected


@given(st.text(max_size=120), st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=6))
def test_what_is_laid_out_comes_back_letter_for_letter(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [
        Span(min(pair), min(max(pair), len(text))) for pair in ends if min(pair) < min(max(pair), len(text))
    ]
    layout = lay_out(text, [[span] for span in spans])
    for index, start in enumerate(layout.starts):
        stop = layout.starts[index + 1] - 2 if index + 1 < len(layout.starts) else len(layout.text)
        back = layout.back(Span(start, stop))
        original = "".join(text[s:e] for s, e in back)
        assert len(original) == stop - start
        assert (
            original[1:] == layout.text[start + 1 : stop].replace("\n", " ")
            or "\n" in original
            or "\r" in original
        )
        assert all(
            spans[layout.owner(start)].start <= s < e <= spans[layout.owner(start)].end for s, e in back
        )


def test_reading_stops_at_a_depth() -> None:
    text = "Ada said that Bo said that " * 40 + "it rained."
    reading = onrecord.read(text)
    assert max(len(chain(reading, attribution)) for attribution in reading.attributions) <= DEEPEST + 1


def test_a_parent_is_never_its_own_ancestor_and_covers_its_child() -> None:
    text = "The Post said an aide had claimed that Carrow believed the deal was dead. “I said no,” he said."
    reading = onrecord.read(text)
    for attribution in reading.attributions:
        if attribution.parent is not None:
            outer = reading.attributions[attribution.parent]
            assert any(s.start <= attribution.cue[0].start < s.end for s in outer.content)


@pytest.mark.parametrize(
    ("text", "end", "expected"),
    [
        ("that it “would not do” (he said", 21, "that it “would not do”"),
        ("it would not do” he said", 15, "it would not do"),
        ("it’s ‘not Orvane’s’ fault", 18, "it’s ‘not Orvane’s’"),
        ('he called it "a shame" then', 21, 'he called it "a shame"'),
        ('a shame" then', 7, "a shame"),
    ],
)
def test_a_mark_that_closes_a_quotation_inside_belongs_to_it(text: str, end: int, expected: str) -> None:
    found = with_closing_marks(text, Span(0, end))
    assert text[found.start : found.end] == expected


def test_no_attribution_stands_before_the_one_that_it_is_inside_of() -> None:
    text = (
        "According to the Post, Rafe Aldous, who says he wants peace, told Bo that it would be called in. "
        "Brennick, which denies it, said the ministry agreed to reconsider."
    )
    for index, attribution in enumerate(onrecord.read(text).attributions):
        assert attribution.parent is None or attribution.parent < index


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("told him not to sign", "told", "not to sign"),
        ("told her that it was over", "told", "that it was over"),
        ("to call her office", "to call", "her office"),
        ("told us", "told", "us"),
        ("said that it was over", "said", "that it was over"),
    ],
)
def test_who_is_told_is_no_part_of_what_is_told(text: str, cue: str, expected: str) -> None:
    content = Span(len(cue) + 1, len(text))
    (found,) = without_addressee(text, [Span(0, len(cue))], [content])
    assert text[found.start : found.end] == expected

"""A statement ends where its paragraph ends, unless a quotation goes on."""

from __future__ import annotations

import onrecord
from onrecord.read.words import segment


def test_a_headline_does_not_run_on_into_the_text() -> None:
    text = "Penhale: Orvane changed treaty text in the night\n\nTalks on a treaty broke off yesterday.\n"
    for attribution in onrecord.read(text).attributions:
        for span in attribution.content:
            assert "\n\n" not in text[span.start : span.end]


def test_a_quotation_may_go_on_after_a_blank_line() -> None:
    text = "“We waited,” she said.\n\n“Nobody came,\n\n“and then it rained.”"
    words = segment(text)
    opening = [i for i in range(len(words)) if text[words.start[i]] == "“"]
    assert not words.fresh[opening].any()


def test_a_wrapped_line_is_no_new_paragraph() -> None:
    assert not segment("The mayor said that the\nbridge was safe.").fresh.any()


def test_lines_broken_at_a_width_are_one_paragraph() -> None:
    text = (
        "The Ministry said that the\nloan of President Carrow of\nBrennick had not been\nmentioned, "
        "and that it\nwould not be.\n\nThe port is closed.\n"
    )
    assert segment(text).paragraph.max() == 1


def test_paragraphs_without_blank_lines_stay_apart() -> None:
    text = "The mayor spoke.\nThe bridge is old.\nThe river is wide.\nNobody came.\n"
    assert segment(text).paragraph.max() == 3

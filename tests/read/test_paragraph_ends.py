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

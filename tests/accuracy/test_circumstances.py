"""The floor under basis, addressee and silences on the project's own articles."""

from __future__ import annotations

import pytest

import onrecord
from onrecord.article import Manner
from onrecord.read.circumstances import find_circumstances
from tests.accuracy.circumstances import EXAMPLES, Annotated, annotated, measure

# F1 over the three folders of examples, by whether the attributions are those read; a little below what
# was measured, for reading differs by rounding between processors.
FLOOR = {
    False: {"basis": 94.0, "addressee": 94.0, "silences": 92.5, "silent": 98.0},
    True: {"basis": 90.0, "addressee": 91.5, "silences": 92.5, "silent": 98.0},
}


@pytest.fixture(scope="module")
def articles() -> list[Annotated]:
    return [one for name in ("dossier", "styles", "typography") for one in annotated(EXAMPLES / name)]


@pytest.mark.parametrize("reading", [False, True])
def test_what_stands_around_attributions_is_found_as_well_as_it_was(
    articles: list[Annotated], reading: bool
) -> None:
    tallies = measure(articles, reading)
    assert {name: tally.f1 >= FLOOR[reading][name] for name, tally in tallies.items()} == dict.fromkeys(
        tallies, True
    )


def test_no_silence_is_shown_as_a_denial(articles: list[Annotated]) -> None:
    for one in articles:
        found = find_circumstances(one.article, onrecord.read(one.article.text).attributions, ())
        silent = [span for span, _ in one.silences]
        denied = [cue for a in found if a.manner is Manner.DENIES for cue in a.cue]
        assert not [(cue, s) for cue in denied for s in silent if cue.start < s.end and s.start < cue.end]

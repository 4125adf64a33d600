"""The floor under basis, addressee and silences around the attributions that are read."""

from __future__ import annotations

import pytest

from tests.accuracy.circumstances import measure, shown_as_denials
from tests.accuracy.gold import Pair, annotated, read

# F1 over the three folders of examples; a little below what was measured, for reading differs by rounding
# between processors. With the annotated attributions they stand in floor.json.
FLOOR = {"basis": 90.0, "addressee": 91.5, "silences": 92.5, "silent": 98.0, "silence kind": 98.0}


@pytest.fixture(scope="module")
def readings() -> list[Pair]:
    return read(annotated())


def test_what_stands_around_attributions_is_found_as_well_as_it_was(readings: list[Pair]) -> None:
    tallies = measure(readings, reading=True)
    fallen = {name: tally.f1 for name, tally in tallies.items() if tally.f1 < FLOOR[name]}
    assert fallen == {}


def test_no_silence_is_shown_as_a_denial(readings: list[Pair]) -> None:
    assert [line for gold, found in readings for line in shown_as_denials(gold, found)] == []

"""The floor under the accuracy of each reading step, and a test of the gate itself."""

from __future__ import annotations

import json

import pytest

from tests.accuracy.gate import FLOOR, complaints, measure, raised
from tests.accuracy.gold import annotated, digest


def test_the_floor_belongs_to_the_annotated_articles() -> None:
    stored = json.loads(FLOOR.read_text(encoding="utf-8"))
    assert stored["digest"] == digest(), "annotation changed: python -m tests.accuracy.gate --update"


def test_no_reading_step_falls_below_its_floor() -> None:
    stored = json.loads(FLOOR.read_text(encoding="utf-8"))
    assert complaints(measure(annotated()), stored["figures"]) == []


def test_the_gate_closes_on_a_worse_figure() -> None:
    assert complaints({"whole": 60.0}, {"whole": 70.0}) == ["whole: 60.0 is below the floor of 70.0"]


def test_the_gate_closes_on_a_missing_figure() -> None:
    assert complaints({}, {"whole": 70.0})


def test_the_gate_stays_open_within_its_slack() -> None:
    assert complaints({"whole": 69.9}, {"whole": 70.0}) == []


def test_the_floor_is_not_lowered_by_accident() -> None:
    with pytest.raises(ValueError, match="--lower"):
        raised({"whole": 60.0}, {"whole": 70.0}, lower=False)
    assert raised({"whole": 60.0}, {"whole": 70.0}, lower=True) == {"whole": 60.0}
    assert raised({"whole": 69.9}, {"whole": 70.0}, lower=False) == {"whole": 70.0}


def test_there_are_at_least_forty_annotated_articles() -> None:
    assert len(annotated()) >= 40

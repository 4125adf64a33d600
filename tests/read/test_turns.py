"""Transcripts and interviews: whose a turn is, and that what is said in it stands inside it."""

from __future__ import annotations

import pytest

import onrecord
from onrecord import Quotation, Reading, Span

TRANSCRIPT = """The Long View, a transcript

MARA BRISCOE, HOST: Oren Tallis advised the president until January. Were you there?

OREN TALLIS: I was not. Several officials have told me that the minister called the president. It was late.

BRISCOE: Asked him, or told him?

TALLIS: They say she asked.
"""


def words(reading: Reading, spans: tuple[Span, ...]) -> str:
    return " … ".join(reading.article.text[start:end] for start, end in spans)


def test_every_turn_is_its_speakers_and_whole() -> None:
    reading = onrecord.read(TRANSCRIPT)
    turns = [one for one in reading.attributions if one.parent is None]
    labels = ["MARA BRISCOE, HOST", "OREN TALLIS", "BRISCOE", "TALLIS"]
    assert [words(reading, one.source) for one in turns] == labels
    assert {words(reading, one.cue) for one in turns} == {":"}
    assert {one.quotation for one in turns} == {Quotation.DIRECT}
    assert words(reading, turns[1].content).startswith("I was not.")
    assert words(reading, turns[1].content).endswith("It was late.")


def test_what_a_speaker_was_told_stands_inside_the_turn() -> None:
    reading = onrecord.read(TRANSCRIPT)
    told = next(one for one in reading.attributions if "officials" in words(reading, one.source))
    assert told.parent is not None
    assert words(reading, reading.attributions[told.parent].source) == "OREN TALLIS"


def test_no_statement_is_read_twice() -> None:
    cues = [one.cue for one in onrecord.read(TRANSCRIPT).attributions]
    assert len(cues) == len(set(cues))


def test_a_notice_in_capitals_is_nobodys_turn() -> None:
    text = "The bridge is safe, the mayor said.\n\nCORRECTION: The bridge was closed for a day.\n"
    assert "CORRECTION" not in {words(r, a.source) for r in [onrecord.read(text)] for a in r.attributions}


def test_a_long_transcript_is_read_in_time() -> None:
    reading = onrecord.read(TRANSCRIPT * 60)
    assert sum(one.parent is None for one in reading.attributions) >= 200


@pytest.mark.parametrize("end", [" delegates", ".", " delegates.", ""])
def test_a_list_of_counts_is_no_transcript(end: str) -> None:
    rows = "".join(f"{name}: {count:,}{end}\n\n" for name, count in [("Vorn", 1769), ("Hale", 1500)] * 3)
    reading = onrecord.read(f"Delegates so far\n\n{rows}")
    assert not [one for one in reading.attributions if words(reading, one.cue) == ":"]

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from onrecord.article import (
    Anchor,
    Anonymity,
    Answer,
    Article,
    Attribution,
    Date,
    Ground,
    Link,
    Manner,
    Mention,
    Naming,
    Party,
    PartyKind,
    Quotation,
    Reading,
    Relay,
    RelayKind,
    Resolution,
    Silence,
    SilenceKind,
    Timex3,
)
from onrecord.errors import FormatError
from onrecord.show import dump_line, reading_from_dict, reading_to_dict, schema
from tests.show.sample_readings import DIRECT, EMPTY, READING
from tests.show.whole_readings import WHOLE, whole_readings

VALIDATOR = Draft202012Validator(schema())


@given(whole_readings())
@settings(deadline=None, derandomize=True, max_examples=80)
def test_any_reading_survives_one_line_of_valid_json(reading: Reading) -> None:
    line = dump_line(reading)
    assert len(line.splitlines()) == 1
    data = json.loads(line.encode("utf-8"))
    VALIDATOR.validate(data)
    assert reading_from_dict(data) == reading


def test_keys_are_exactly_the_published_ones() -> None:
    data = reading_to_dict(READING)
    assert list(data) == schema()["required"]
    assert list(data["attributions"][0]) == list(schema()["$defs"]["attribution"]["properties"])
    assert data["image"] == {
        "url": "https://courier.example/b.jpg",
        "caption": "The bridge at Aldersund.",
        "credit": "Per Lund",
    }
    assert reading_to_dict(EMPTY)["image"] is None


def test_every_class_is_written_with_the_fields_that_the_schema_has() -> None:
    parts = {
        "link": Link,
        "attribution": Attribution,
        "resolution": Resolution,
        "answer": Answer,
        "party": Party,
        "mention": Mention,
        "anonymity": Anonymity,
        "date": Date,
        "timex3": Timex3,
        "silence": Silence,
        "relay": Relay,
    }
    for part, kind in parts.items():
        assert list(schema()["$defs"][part]["properties"]) == [field.name for field in fields(kind)]


def test_a_whole_reading_is_written_with_ids_indices_and_words() -> None:
    data = reading_to_dict(WHOLE)
    text = data["text"]
    denial = data["attributions"][1]
    assert (denial["party"], denial["said"], denial["answers"]["attribution"]) == ("p2", "2031-03-04", 2)
    assert [text[s:e] for s, e in denial["basis"]] == ["three engineers close to the yard"]
    assert data["parties"][1]["mentions"][1] | {"span": 0, "rests_on": 0} == {
        "span": 0,
        "ground": "pronoun",
        "rests_on": 0,
        "confidence": 0.9,
    }
    assert data["dates"][2]["timex3"]["mod"] == "APPROX"
    assert data["silences"][0]["kind"] == "declined"
    assert [relay["words"] is None for relay in data["relays"]] == [False, False, True, True]


def test_lines_of_earlier_versions_are_read() -> None:
    old = reading_to_dict(READING)
    for key in ("links", "parties", "dates", "silences", "relays"):
        del old[key]
    for row in old["attributions"]:
        for key in list(row)[list(row).index("confidence") + 1 :]:
            del row[key]
    assert reading_from_dict(old) == READING


def test_an_attribution_is_written_as_offsets_and_words() -> None:
    row = reading_to_dict(READING)["attributions"][1]
    text = READING.article.text
    assert [text[s:e] for s, e in row["cue"]] == ["did not deny"]
    assert (row["manner"], row["negated"], row["parent"], row["confidence"]) == ("denies", True, 0, 0.875)
    inserted = reading_to_dict(READING)["attributions"][2]["insertions"]
    assert [item["kind"] for item in inserted] == ["bracket", "ellipsis"]


def test_confidence_is_rounded_to_three_decimals() -> None:
    reading = Reading(READING.article, (replace(DIRECT, confidence=0.123456),))
    assert json.loads(dump_line(reading))["attributions"][0]["confidence"] == 0.123


def test_lone_surrogates_become_replacement_characters_and_offsets_still_fit() -> None:
    text = json.loads(dump_line(Reading(Article("n\udcff", "a\ud800\udc00b"))).encode())["text"]
    assert text == "a\ufffd\ufffdb"


def test_text_stays_readable_and_carriage_returns_stay() -> None:
    line = dump_line(Reading(Article("n", "Køb “nu”\r\nא")))
    assert "Køb “nu”\\r\\nא" in line


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _objects(value)


def test_the_schema_describes_every_field_and_allows_no_other() -> None:
    Draft202012Validator.check_schema(schema())
    for node in _objects(schema()):
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            # What only a record knows is not in every reading.
            assert set(node["properties"]) - set(node["required"]) <= {"record"}
            assert set(node["required"]) <= set(node["properties"])
            assert all(field.get("description") for field in node["properties"].values())


def test_the_schema_lists_every_value() -> None:
    attribution = schema()["$defs"]["attribution"]["properties"]
    assert attribution["quotation"]["enum"] == list(Quotation)
    assert attribution["manner"]["enum"] == list(Manner)
    parts = schema()["$defs"]
    assert parts["party"]["properties"]["kind"]["enum"] == list(PartyKind)
    assert parts["party"]["properties"]["naming"]["enum"] == list(Naming)
    assert parts["mention"]["properties"]["ground"]["enum"] == list(Ground)
    assert parts["resolution"]["properties"]["ground"]["enum"] == [None, *Ground]
    assert parts["date"]["properties"]["anchor"]["enum"] == list(Anchor)
    assert parts["silence"]["properties"]["kind"]["enum"] == list(SilenceKind)
    assert parts["relay"]["properties"]["kind"]["enum"] == list(RelayKind)


def test_the_schema_refuses_what_no_reading_has() -> None:
    data = reading_to_dict(READING)
    assert not VALIDATOR.is_valid(data | {"more": 1})
    for field, value in (("cue", []), ("content", [[1]]), ("manner", "shouts"), ("confidence", 2)):
        row = data["attributions"][0] | {field: value}
        assert not VALIDATOR.is_valid(data | {"attributions": [row]}), field


def test_missing_optional_fields_take_their_defaults() -> None:
    row = {"cue": [[0, 1]], "content": [[2, 3]]}
    found = reading_from_dict({"name": "n", "text": "abc", "attributions": [row]}).attributions[0]
    assert (found.source, found.quotation, found.manner) == ((), Quotation.INDIRECT, Manner.OTHER)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": None}, "'text'"),
        ({"title": 3}, "'title'"),
        ({"image": "x"}, "'image'"),
        ({"attributions": {}}, "'attributions'"),
        ({"attributions": ["x"]}, "attributions[0]"),
        ({"attributions": [{"cue": [[0, 1]]}]}, "no content"),
        ({"attributions": [{"cue": [[0, 1]], "content": [[2, 99]]}]}, "[2, 99]"),
        ({"attributions": [{"cue": [[0, True]], "content": [[2, 3]]}]}, "no span"),
        ({"attributions": [{"cue": [[0, 1]], "content": [[1, 2]], "manner": "shouts"}]}, "'shouts'"),
        ({"attributions": [{"cue": [[0, 1]], "content": [[1, 2]], "parent": -1}]}, "'parent'"),
        ({"attributions": [{"cue": [[0, 1]], "content": [[1, 2]], "confidence": 2}]}, "'confidence'"),
        ({"attributions": [{"cue": [[0, 1]], "content": [[1, 2]], "negated": 1}]}, "'negated'"),
        ({"attributions": [{"cue": [[0, 1]], "content": [[1, 2]], "insertions": [1]}]}, "insertions[0]"),
        ({"attributions": [{"cue": [[0, 1]], "content": [[1, 2]], "parent": 1}]}, "there are only 1"),
        ({"attributions": [{"cue": [[0, 1]], "content": [[1, 2]], "party": "p1"}]}, "'p1'"),
        ({"attributions": [{"cue": [[0, 1]], "content": [[1, 2]], "resolution": 1}]}, "'resolution'"),
        ({"attributions": [{"cue": [[0, 1]], "content": [[1, 2]], "said_date": 0}]}, "'said_date'"),
        ({"parties": [{"id": "p1", "name": "A"}]}, "'naming'"),
        ({"parties": [{"id": "p1", "name": "A", "naming": "named"}] * 2}, "one 'id'"),
        ({"parties": [{"id": "p1", "name": "A", "naming": "named", "forms": [1]}]}, "'forms'"),
        ({"dates": [{"span": [0, 5]}]}, "[0, 5]"),
        ({"dates": [{"span": [0, 1], "timex3": {"type": "DATE"}}]}, "'value'"),
        ({"silences": [{"words": [0, 1], "kind": "denied"}]}, "'denied'"),
        ({"silences": [{"words": [0, 1], "kind": "declined", "dates": [0]}]}, "'dates'"),
        ({"relays": [{"kind": "credit"}]}, "'outlet'"),
    ],
)
def test_a_damaged_object_is_refused_with_its_place(change: dict[str, Any], said: str) -> None:
    with pytest.raises(FormatError) as caught:
        reading_from_dict({"name": "n", "text": "abcd", "attributions": []} | change)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)

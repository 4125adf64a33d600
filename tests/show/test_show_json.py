from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from onrecord.article import Article, Manner, Quotation, Reading
from onrecord.errors import FormatError
from onrecord.show import dump_line, reading_from_dict, reading_to_dict, schema
from tests.show.sample_readings import DIRECT, EMPTY, READING, readings

VALIDATOR = Draft202012Validator(schema())


@given(readings())
@settings(deadline=None, derandomize=True, max_examples=80)
def test_any_reading_survives_one_line_of_valid_json(reading: Reading) -> None:
    line = dump_line(reading)
    assert len(line.splitlines()) == 1
    data = json.loads(line.encode("utf-8"))
    VALIDATOR.validate(data)
    assert reading_from_dict(data) == reading


def test_keys_are_exactly_the_published_ones() -> None:
    data = reading_to_dict(READING)
    assert list(data) == list(schema()["properties"]) == schema()["required"]
    assert list(data["attributions"][0]) == list(schema()["$defs"]["attribution"]["properties"])
    assert data["image"] == {
        "url": "https://courier.example/b.jpg",
        "caption": "The bridge at Aldersund.",
        "credit": "Per Lund",
    }
    assert reading_to_dict(EMPTY)["image"] is None


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
            assert sorted(node["required"]) == sorted(node["properties"])
            assert all(field.get("description") for field in node["properties"].values())


def test_the_schema_lists_every_form_and_manner() -> None:
    fields = schema()["$defs"]["attribution"]["properties"]
    assert fields["quotation"]["enum"] == list(Quotation)
    assert fields["manner"]["enum"] == list(Manner)


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
        ({"attributions": [{"cue": [[0, 1]], "content": [[1, 2]], "insertions": [1]}]}, "'insertions'"),
    ],
)
def test_a_damaged_object_is_refused_with_its_place(change: dict[str, Any], said: str) -> None:
    with pytest.raises(FormatError) as caught:
        reading_from_dict({"name": "n", "text": "abcd", "attributions": []} | change)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)

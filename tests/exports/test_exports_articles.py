"""Exports that come back: JSON Lines of whole articles, and Web Annotations with their judgements."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from onrecord.article import Attribution, Reading
from onrecord.library import Record
from onrecord.notation import schema
from onrecord.record import Filters, Store
from onrecord.record.load import load_reading
from onrecord.show import read_bytes, reading_from_dict
from tests.exports.records import (
    CHARTER,
    ODD_WORDS,
    dossier_record,
    exported,
    exported_json,
    odd,
    record,
    whole_record,
)
from tests.exports.schemas import ANNOTATIONS
from tests.show.whole_readings import WHOLE, WHOLE_TEXT

LINE = Draft202012Validator(schema())
COLLECTION = Draft202012Validator(ANNOTATIONS)


def lines(store: Store, filters: Filters = Filters()) -> list[dict[str, Any]]:  # noqa: B008
    return [json.loads(line) for line in exported(store, "jsonl", filters).decode().splitlines()]


# --- JSON Lines ------------------------------------------------------------------------------------


def test_a_line_is_the_reading_of_an_article_with_what_the_record_knows() -> None:
    with whole_record() as store:
        whole, charter = lines(store)
        parties = {row["name"]: row["key"] for row in store.rows("SELECT name, key FROM party")}
    LINE.validate(whole)
    LINE.validate(charter)
    assert reading_from_dict(whole) == WHOLE
    assert reading_from_dict(charter) == CHARTER
    known = whole["record"]
    assert (known["version"], known["latest"], known["retrieved"]) == (2, True, "2031-03-06T07:00:00Z")
    assert known["parties"]["p2"] == parties["Ada Vorn"]
    assert len(known["attributions"]) == len(whole["attributions"])
    assert len(known["silences"]) == len(whole["silences"])


def test_a_line_has_every_judgement_under_the_key_of_its_statement() -> None:
    with whole_record() as store:
        known = lines(store)[0]["record"]
    told, denied, _ = known["attributions"]
    assert [(made["attribution"], made["verdict"]) for made in known["judgements"]] == [
        (told, "wrong"),
        (told, "right"),
        (denied, "unsure"),
        (denied, "withdrawn"),
    ]
    assert known["judgements"][0]["reason"] == "misheard"


def test_lines_of_the_dossier_follow_the_schema_and_are_read_back_whole() -> None:
    with dossier_record() as store:
        data = exported(store, "jsonl")
        stored = [load_reading(store, row["id"]) for row in store.rows("SELECT id FROM article ORDER BY id")]
    for line in data.splitlines():
        LINE.validate(json.loads(line))
    corpus = read_bytes(data, "export.jsonl")
    assert corpus.problems == ()
    assert list(corpus.readings) == stored


def test_a_line_has_what_is_needed_to_add_it_to_another_record() -> None:
    with whole_record() as store:
        (line, _) = lines(store)
    assert (line["text"], line["url"]) == (WHOLE_TEXT, "https://echo.example/ferry")
    assert (line["published"], line["publisher"]) == ("2031-03-05", "The Halvern Echo")
    assert line["title"] == "Ferry firm says lift was checked"


def test_another_record_takes_the_lines_in_with_their_statements() -> None:
    pytest.importorskip("onrecord.record.add")
    with dossier_record() as store, record() as other:
        lines = other.path.with_name("export.jsonl")
        lines.write_bytes(b"".join(exported(store, "jsonl").splitlines(keepends=True)[:2]))
        with Record(other.path) as taking:
            assert len(list(taking.add([str(lines)]))) == 2
        told = "SELECT outlet, published, party, cue, content, day FROM statements WHERE outlet IN (?, ?)"
        outlets = ("Transmere", "Gannet Reach Courier")
        there = [tuple(row) for row in other.rows(told, outlets)]
        assert there
        assert there == [tuple(row) for row in store.rows(told, outlets)]


def test_older_versions_stand_on_lines_of_their_own_where_asked_for() -> None:
    with whole_record() as store:
        versions = [line["record"]["version"] for line in lines(store, Filters(versions=True))]
    assert versions == [1, 2, 1]


# --- Web Annotation --------------------------------------------------------------------------------


def _carried(reading: Reading) -> tuple[Attribution, ...]:
    """Return the attributions of a reading as far as Web Annotations hold them."""
    return tuple(replace(made, said_date=None, happened=()) for made in reading.attributions)


def _by_place(reading: Reading) -> dict[Any, Any]:
    """Return the attributions by their spans, wherever they stand in the reading; indices become spans."""

    def place(index: int | None) -> Any:
        made = None if index is None else reading.attributions[index]
        return made and (made.source, made.cue, made.content)

    return {
        place(number): (
            replace(made, parent=None, answers=made.answers and replace(made.answers, attribution=None)),
            place(made.parent),
            place(made.answers.attribution if made.answers else None),
        )
        for number, made in enumerate(_carried(reading))
    }


def _texts(store: Store) -> Callable[[str], str | None]:
    return {row["key"]: row["text"] for row in store.rows("SELECT key, text FROM article")}.get


def test_statements_come_back_from_the_annotations_of_a_record() -> None:
    with whole_record() as store:
        corpus = read_bytes(exported(store, "web-annotation"), "x.jsonld", texts=_texts(store))
    assert corpus.problems == ()
    assert [_carried(reading) for reading in corpus.readings] == [_carried(WHOLE), _carried(CHARTER)]


def test_two_versions_of_an_article_come_back_as_two() -> None:
    with whole_record() as store:
        data = exported(store, "web-annotation", Filters(versions=True))
        corpus = read_bytes(data, "x.jsonld", texts=_texts(store))
    assert corpus.problems == ()
    assert [len(reading.attributions) for reading in corpus.readings] == [3, 3, 2]


def test_annotations_of_the_dossier_follow_the_model_and_come_back_the_same() -> None:
    with dossier_record() as store:
        data = exported(store, "web-annotation")
        stored = [load_reading(store, row["id"]) for row in store.rows("SELECT id FROM article ORDER BY id")]
        corpus = read_bytes(data, "export", texts=_texts(store))
    COLLECTION.validate(json.loads(data))
    assert corpus.problems == ()
    assert [_by_place(reading) for reading in corpus.readings] == [_by_place(reading) for reading in stored]


def test_an_annotation_stands_under_the_key_of_its_statement_with_its_version_and_time() -> None:
    with whole_record() as store:
        collection = exported_json(store, "web-annotation")
        key = store.value("SELECT key FROM statements WHERE latest = 1")
    COLLECTION.validate(collection)
    first = collection["first"]["items"][0]
    assert first["id"] == f"urn:onrecord:attribution:{key}"
    assert first["onrecord:article"]["version"] == 2
    assert first["target"][0]["state"][0] == {"type": "TimeState", "sourceDate": "2031-03-06T07:00:00Z"}
    assert first["creator"]["type"] == "Software"


def test_a_judgement_that_stands_assesses_the_annotation_of_its_statement() -> None:
    with whole_record() as store:
        collection = exported_json(store, "web-annotation")
    items = collection["first"]["items"]
    (judged,) = (item for item in items if item["motivation"] == "assessing")
    assert judged["target"] == items[0]["id"]
    assert (judged["creator"], judged["created"]) == (
        {"type": "Person", "name": "Ole Rand"},
        "2031-05-02T09:00:00Z",
    )
    assert judged["body"][0]["value"] == "right: =it is on the tape"
    assert judged["body"][1]["onrecord:verdict"] == "right"
    assert collection["total"] == len(items) == 6


def test_odd_words_are_annotated_where_they_stand() -> None:
    with record(odd()) as store:
        data = exported(store, "web-annotation")
        corpus = read_bytes(data, "x.jsonld", texts=_texts(store))
    assert corpus.problems == ()
    assert len(corpus.readings[0].attributions) == len(ODD_WORDS)


def test_a_record_without_statements_gives_an_empty_collection() -> None:
    with record() as store:
        collection = exported_json(store, "web-annotation")
    COLLECTION.validate(collection)
    assert (collection["total"], collection["first"]["items"]) == (0, [])

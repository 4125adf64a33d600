"""What neighbours read: Citron, Web Annotation, CSV, Parquet, DocBin, and how formats are told apart."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Article, Attribution, Manner, Quotation, Reading, Span
from onrecord.errors import FormatError, MissingExtraError
from onrecord.show import (
    dump_line,
    read_bytes,
    read_citron,
    read_docbin,
    read_path,
    read_web_annotations,
    reading_from_dict,
    to_citron,
    to_csv,
    to_docbin,
    to_parquet,
    to_web_annotations,
    write_citron,
    write_folder,
)
from onrecord.show.formats import COLUMNS, FILES, READABLE, attribution_ids
from tests.show.sample_readings import READING
from tests.show.whole_readings import WHOLE, WHOLE_TEXT, whole_readings

FERRY = {"ferry": WHOLE_TEXT}.get


# --- ids -------------------------------------------------------------------------------------------


def test_ids_outlive_a_neighbour_and_a_change_of_what_was_found() -> None:
    ids = attribution_ids(WHOLE)
    assert len(set(ids)) == 3
    changed = replace(WHOLE.attributions[1], party=None, manner=Manner.OTHER, confidence=0.1)
    assert attribution_ids(Reading(WHOLE.article, (changed,))) == ids[1:2]
    twins = attribution_ids(Reading(WHOLE.article, (changed, changed)))
    assert twins == (ids[1], f"{ids[1]}-2")


# --- Citron ----------------------------------------------------------------------------------------


def test_citron_has_quotes_and_groups_of_mentions() -> None:
    data = to_citron(WHOLE)
    quote = data["quotes"][1]
    assert quote["cue"] == {
        "start": WHOLE_TEXT.index("denied"),
        "end": WHOLE_TEXT.index("denied") + 6,
        "text": "denied",
    }
    assert [span["text"] for span in quote["sources"]] == ["She"]
    assert [span["text"] for span in quote["coreferences"]] == ["Ada Vorn"]
    assert quote["confidence"] == 0.75
    assert [span["text"] for span in data["coreference_groups"][1]] == ["Ada Vorn", "She"]


def test_citron_comes_back_with_the_parties_of_its_groups() -> None:
    corpus = read_citron(json.dumps(to_citron(WHOLE)), "ferry")
    assert corpus.problems == ()
    (reading,) = corpus.readings
    assert [party.name for party in reading.parties][:2] == ["The Courier", "Ada Vorn"]
    told, denied, claim = reading.attributions
    assert (denied.party, claim.party) == ("p2", None)
    for found, made in zip((told, denied, claim), WHOLE.attributions, strict=True):
        assert (found.source, found.cue, found.content) == (made.source, made.cue, made.content)


@given(whole_readings())
@settings(deadline=None, derandomize=True, max_examples=60)
def test_any_reading_goes_through_citron_with_its_contents(reading: Reading) -> None:
    corpus = read_citron(json.dumps(to_citron(reading)), "n")
    assert corpus.problems == ()
    found = sorted((made.source, made.content) for made in corpus.readings[0].attributions)
    assert found == sorted((made.source, made.content) for made in reading.attributions)


def _quote(**change: Any) -> str:
    quote = {
        "cue": {"start": 9, "end": 13, "text": "said"},
        "sources": [{"start": 0, "end": 8, "text": "Ada Vorn"}],
        "contents": [{"start": 14, "end": 21}],
    }
    return json.dumps({"text": "Ada Vorn said it held.", "quotes": [quote | change, quote]})


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"cue": None}, "None is no span"),
        ({"cue": {"start": 9, "end": 99}}, "[9, 99] does not lie in a text of 22 characters"),
        ({"cue": {"start": 9, "end": 13, "text": "told"}}, "the text at [9, 13] is 'said', not 'told'"),
        ({"contents": []}, "it has no contents"),
        ({"sources": 3}, "its spans are no list"),
        ({"confidence": "high"}, "its confidence is 'high'"),
    ],
)
def test_a_bad_quote_is_left_out_and_the_rest_is_read(change: dict[str, Any], cause: str) -> None:
    corpus = read_citron(_quote(**change), "n")
    assert corpus.problems[0].startswith(f"n: quotes[0] left out: {cause}")
    assert len(corpus.readings[0].attributions) == 1


def test_confidences_may_be_strings_as_citron_writes_them() -> None:
    assert read_citron(_quote(confidence="0.8750"), "n").readings[0].attributions[0].confidence == 0.875


# --- Web Annotation --------------------------------------------------------------------------------


def test_an_annotation_has_exact_words_with_what_stands_around_them() -> None:
    page = to_web_annotations([WHOLE])
    assert page["type"] == "AnnotationPage"
    first = page["items"][0]
    target = first["target"][0]
    assert (target["source"], target["onrecord:role"]) == ("https://echo.example/ferry", "content")
    position, quote = target["selector"]
    assert (
        WHOLE_TEXT[position["start"] : position["end"]]
        == quote["exact"]
        == "that the lift was checked in May"
    )
    assert quote["prefix"] == "er, told the Courier on Tuesday "
    assert len(quote["suffix"]) == 32
    assert first["body"][1]["onrecord:party"]["name"] == "Ada Vorn"
    assert page["items"][1]["body"][0]["value"] == "She (Ada Vorn) — denied [denies] (mixed)"


def _carried(reading: Reading) -> tuple[Attribution, ...]:
    return tuple(replace(made, said_date=None, happened=()) for made in reading.attributions)


@given(whole_readings())
@settings(deadline=None, derandomize=True, max_examples=80)
def test_attributions_come_back_from_web_annotations(reading: Reading) -> None:
    data = json.dumps(to_web_annotations([reading]))
    if not reading.attributions:
        with pytest.raises(FormatError, match="no Web Annotations"):
            read_web_annotations(data, "file", lambda _: None)
        return
    corpus = read_web_annotations(data, "file", {reading.article.name: reading.article.text}.get)
    assert corpus.problems == ()
    (found,) = corpus.readings
    assert found.attributions == _carried(reading)
    assert found.article == replace(reading.article, image=None, links=())


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("Ada Vorn", "Ida Vorn", "is 'Ida Vorn', not 'Ada Vorn'"),
        ("the Courier on", "the Herald on", "[1"),
        (WHOLE_TEXT, "", "does not lie in a text of 0 characters"),
    ],
)
def test_an_anchor_that_no_longer_fits_is_reported_and_never_moved(old: str, new: str, cause: str) -> None:
    data = json.dumps(to_web_annotations([WHOLE]))
    corpus = read_web_annotations(data, "file", {"ferry": WHOLE_TEXT.replace(old, new)}.get)
    assert any(cause in problem for problem in corpus.problems)
    assert all(problem.endswith("; annotation left out") for problem in corpus.problems)
    assert len(corpus.problems) + len(corpus.readings[0].attributions) == 3


def test_a_text_that_is_not_there_is_reported_once() -> None:
    corpus = read_web_annotations(json.dumps(to_web_annotations([WHOLE])), "file", lambda _: None)
    assert corpus.readings == ()
    (problem,) = corpus.problems
    assert "the text of 'ferry' is not there" in problem


# --- tables ----------------------------------------------------------------------------------------


def _table(readings: list[Reading]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(readings).decode("utf-8"), newline="")))


def test_a_table_has_a_row_for_each_attribution_with_its_party() -> None:
    told, denied, claim = _table([WHOLE])
    assert list(told) == list(COLUMNS)
    assert (denied["party"], denied["party_kind"], denied["naming"]) == ("Ada Vorn", "person", "named")
    assert (told["said"], told["addressee"], told["occasion"]) == ("2031-03-04", "the Courier", "on Tuesday")
    assert denied["basis"] == "three engineers close to the yard"
    assert (claim["parent"], claim["source"], claim["party"]) == (denied["id"], "", "")
    assert WHOLE_TEXT[int(told["start"]) : int(told["end"])].startswith("Ada Vorn, the harbour master, told")


@given(st.sampled_from("=+-@\t\r\n\uff1d\uff20"), st.text(max_size=10))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_no_cell_is_a_formula(first: str, rest: str) -> None:
    article = replace(WHOLE.article, name=first + rest, title=first, url=first + rest, publisher=None)
    text = f"{first}cmd said =1+1"
    made = Attribution((Span(0, 4),), (Span(5, 9),), (Span(10, 14),), Quotation.INDIRECT, Manner.SAYS)
    (row,) = _table([Reading(replace(article, text=text), (made,))])
    for value in row.values():
        assert not value.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff20"))
    assert row["name"].startswith(f"'{first}")


@given(whole_readings())
@settings(deadline=None, derandomize=True, max_examples=40)
def test_any_reading_is_a_table_of_as_many_rows(reading: Reading) -> None:
    assert len(_table([reading])) == len(reading.attributions)


def test_parquet_has_the_same_columns_typed() -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(io.BytesIO(to_parquet([WHOLE, READING])))
    assert table.column_names == list(COLUMNS)
    rows = table.to_pylist()
    assert len(rows) == 7
    assert (rows[1]["party"], rows[1]["confidence"], rows[1]["negated"]) == ("Ada Vorn", 0.75, False)
    assert (type(rows[0]["start"]), rows[0]["parent"]) == (int, None)
    assert pyarrow.parquet.read_table(io.BytesIO(to_parquet([]))).num_rows == 0


# --- spaCy -----------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_docbin_has_words_and_groups_of_spans_and_comes_back_whole() -> None:
    spacy = pytest.importorskip("spacy")
    data = to_docbin([WHOLE, READING])
    assert read_docbin(data, "bin").readings == (WHOLE, READING)
    doc = next(spacy.tokens.DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab))
    assert doc.text == WHOLE_TEXT
    assert [span.text for span in doc.spans["cues"]] == ["told", "denied", "claim"]
    assert [(span.text, span.label_, span.id_) for span in doc.spans["sources"]] == [
        ("Ada Vorn, the harbour master", "source", "0"),
        ("She", "source", "1"),
    ]
    with pytest.raises(FormatError, match="no DocBin"):
        read_docbin(b"\x78rubbish", "bin")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@given(whole_readings())
@settings(deadline=None, derandomize=True, max_examples=30)
def test_any_reading_comes_back_from_a_docbin(reading: Reading) -> None:
    pytest.importorskip("spacy")
    assert read_docbin(to_docbin([reading]), "bin").readings == (reading,)


@pytest.mark.parametrize("write", [to_parquet, to_docbin])
def test_a_missing_library_names_the_extra(
    write: Callable[[list[Reading]], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("pyarrow.parquet", "spacy.tokens"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=r"install onrecord\[(parquet|spacy)\]"):
        write([WHOLE])


# --- telling formats apart -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["json", "web-annotation"])
def test_the_format_of_a_file_is_told_by_its_content(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_bytes(FILES[kind]([WHOLE]))
    (tmp_path / "ferry.txt").write_text(WHOLE_TEXT, encoding="utf-8")
    corpus = read_path(path)
    assert corpus.problems == ()
    assert len(corpus.readings[0].attributions) == 3


def test_folders_of_brat_citron_and_json_are_read(tmp_path: Path) -> None:
    write_folder([WHOLE], tmp_path / "brat")
    write_citron(WHOLE, tmp_path / "citron")
    (tmp_path / "lines").mkdir()
    (tmp_path / "lines/a.jsonl").write_text(f"{dump_line(WHOLE)}\n\n{dump_line(READING)}\n", encoding="utf-8")
    (tmp_path / "lines/b.json").write_text("[]", encoding="utf-8")
    (tmp_path / "lines/c.txt").write_text("not looked at", encoding="utf-8")
    assert read_path(tmp_path / "brat").readings[0].parties == WHOLE.parties
    assert read_path(tmp_path / "citron").readings[0].article.name == "ferry"
    lines = read_path(tmp_path / "lines")
    assert lines.readings == (WHOLE, READING)
    assert lines.problems == (
        f"{tmp_path / 'lines/b.json'}: is in no format that is known; name it with --from",
    )


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "in no format that is known"),
        (b"Ada Vorn said it held.", "in no format that is known"),
        (b"\xff\xfe\x00", "in no format that is known"),
        (b'{"text": "a"}', "in no format that is known"),
        (b"[" * 100_000, "in no format that is known"),
    ],
)
def test_other_files_are_refused(data: bytes, cause: str) -> None:
    with pytest.raises(FormatError, match=cause):
        read_bytes(data, "file")


@given(st.sampled_from([kind for kind in READABLE if kind != "docbin"]), st.binary(max_size=60))
@settings(deadline=None, derandomize=True, max_examples=100)
def test_rubbish_is_refused_in_every_format(kind: str, data: bytes) -> None:
    with pytest.raises(FormatError):
        corpus = read_bytes(data, "file", kind)
        raise FormatError("; ".join(corpus.problems)) if not corpus.readings else AssertionError(corpus)


def test_a_bad_line_does_not_stop_the_lines_behind_it() -> None:
    data = f'{dump_line(WHOLE)}\n{{"name": 1}}\nrubbish\n{dump_line(READING)}\n'.encode()
    corpus = read_bytes(data, "file.jsonl")
    assert corpus.readings == (WHOLE, READING)
    assert [problem.partition(": ")[0] for problem in corpus.problems] == ["file.jsonl:2", "file.jsonl:3"]


def test_json_that_breaks_off_is_told_where() -> None:
    data = json.dumps(json.loads(dump_line(WHOLE)), indent=2).encode()[:200]
    with pytest.raises(FormatError, match=r"^cut\.json: is not JSON: .* line \d+ column"):
        read_bytes(data, "cut.json")


def test_an_indented_object_is_read_too() -> None:
    data = json.dumps(json.loads(dump_line(WHOLE)), indent=2).encode()
    assert read_bytes(data, "file").readings == (WHOLE,)
    assert reading_from_dict(json.loads(data)) == WHOLE


def test_an_article_is_not_led_out_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(WHOLE_TEXT, encoding="utf-8")
    (tmp_path / "inside").mkdir()
    moved = Reading(Article("../secret", WHOLE_TEXT), WHOLE.attributions)
    (tmp_path / "inside/page.jsonld").write_bytes(FILES["web-annotation"]([moved]))
    assert read_path(tmp_path / "inside/page.jsonld").readings == ()

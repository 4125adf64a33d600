"""What a program that imports onrecord may rely on."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from importlib import resources
from importlib.metadata import version

import pytest

import onrecord
from onrecord.article import Span

PUBLIC = {
    "AddOptions",
    "Anchor",
    "Anonymity",
    "Answer",
    "Article",
    "Attribution",
    "Correction",
    "Date",
    "ExportOptions",
    "FetchError",
    "FilterError",
    "Filters",
    "FormatError",
    "Ground",
    "Image",
    "InputError",
    "InputOptions",
    "Insertion",
    "InsertionKind",
    "Judgement",
    "JudgementError",
    "Link",
    "Manner",
    "Mention",
    "MissingExtraError",
    "ModelError",
    "Naming",
    "NotFoundError",
    "OnrecordError",
    "Outcome",
    "OutputError",
    "Party",
    "PartyKind",
    "Quotation",
    "Reader",
    "Reading",
    "Record",
    "RecordError",
    "Relay",
    "RelayKind",
    "Resolution",
    "Silence",
    "SilenceKind",
    "Span",
    "Statement",
    "Timex3",
    "__version__",
    "articles",
    "read",
}
VALUES = (
    onrecord.AddOptions,
    onrecord.Anonymity,
    onrecord.Answer,
    onrecord.Article,
    onrecord.Attribution,
    onrecord.Correction,
    onrecord.Date,
    onrecord.ExportOptions,
    onrecord.Filters,
    onrecord.Image,
    onrecord.InputOptions,
    onrecord.Insertion,
    onrecord.Judgement,
    onrecord.Link,
    onrecord.Mention,
    onrecord.Outcome,
    onrecord.Party,
    onrecord.Reading,
    onrecord.Relay,
    onrecord.Resolution,
    onrecord.Silence,
    onrecord.Statement,
    onrecord.Timex3,
)


def test_the_public_names_are_these_and_all_exist() -> None:
    assert set(onrecord.__all__) == PUBLIC
    assert onrecord.__all__ == sorted(onrecord.__all__)
    assert all(hasattr(onrecord, name) for name in PUBLIC)


def test_names_of_the_record_are_loaded_on_first_use_and_listed_before() -> None:
    code = (
        "import onrecord; print('Record' in dir(onrecord), onrecord.Record.__name__, onrecord.Filters().by)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "Record", "None"]
    with pytest.raises(AttributeError, match="no attribute 'Records'"):
        getattr(onrecord, "Records")  # noqa: B009 - the name is not there


def test_the_version_is_that_of_the_installed_package() -> None:
    assert onrecord.__version__ == version("onrecord")


@pytest.mark.parametrize("kind", VALUES)
def test_what_is_read_is_a_frozen_value(kind: type) -> None:
    parameters = kind.__dataclass_params__  # type: ignore[attr-defined]
    assert parameters.frozen
    assert parameters.eq
    assert not hasattr(kind, "__dict__") or "__slots__" in vars(kind)


def test_a_value_cannot_be_changed_but_can_be_hashed_and_compared() -> None:
    article = onrecord.Article(name="a", text="b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.text = "c"  # type: ignore[misc]
    assert {article} == {onrecord.Article(name="a", text="b")}


def test_a_span_is_a_pair_that_slices() -> None:
    start, end = span = Span(4, 8)
    assert "the mayor said"[start:end] == "mayo"
    assert span == (4, 8)


def test_kinds_are_their_strings() -> None:
    assert onrecord.Quotation("direct") == "direct"
    assert f"{onrecord.Manner.DENIES}" == "denies"


@pytest.mark.parametrize(
    ("error", "base"),
    [
        (onrecord.OnrecordError, Exception),
        (onrecord.InputError, onrecord.OnrecordError),
        (onrecord.FetchError, onrecord.InputError),
        (onrecord.FormatError, onrecord.OnrecordError),
        (onrecord.OutputError, onrecord.OnrecordError),
        (onrecord.RecordError, onrecord.OnrecordError),
        (onrecord.NotFoundError, onrecord.OnrecordError),
        (onrecord.FilterError, onrecord.OnrecordError),
        (onrecord.JudgementError, onrecord.OnrecordError),
        (onrecord.MissingExtraError, onrecord.OnrecordError),
        (onrecord.ModelError, onrecord.OnrecordError),
    ],
)
def test_the_tree_of_errors(error: type[Exception], base: type[Exception]) -> None:
    assert error.__bases__ == (base,)


def test_an_input_error_is_one_line_that_names_input_cause_and_advice() -> None:
    error = onrecord.InputError("scan.pdf", "is a PDF", "convert it to text first")
    assert str(error) == "scan.pdf: is a PDF (convert it to text first)"
    assert (error.where, error.cause, error.advice) == ("scan.pdf", "is a PDF", "convert it to text first")
    assert str(onrecord.InputError("a.txt", "is empty")) == "a.txt: is empty"


def test_type_checkers_are_told_that_the_package_is_typed() -> None:
    assert resources.files("onrecord").joinpath("py.typed").is_file()


def test_reading_a_text_twice_gives_equal_readings_with_fitting_offsets() -> None:
    text = 'The bridge is "safe", the mayor said. Ada Vorn denied that it had been closed.'
    reading = onrecord.read(text)
    assert reading == onrecord.read(text)
    assert reading.article.text == text
    assert reading.attributions
    for attribution in reading.attributions:
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= start < end <= len(text)


def test_articles_gives_errors_as_values_and_goes_on(tmp_path: object) -> None:
    found = list(onrecord.articles([f"{tmp_path}/missing.txt", f"{tmp_path}"]))
    assert [type(item) for item in found] == [onrecord.InputError, onrecord.InputError]


def test_importing_loads_neither_what_training_needs_nor_a_parser_nor_the_record() -> None:
    heavy = "{'torch', 'spacy', 'onnx', 'transformers', 'trafilatura', 'sqlite3', 'onrecord.library'}"
    code = f"import sys, onrecord; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

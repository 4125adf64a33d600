# ruff: noqa: E501 - PDFs read better unbroken
"""PDFs: paragraphs, hyphens, furniture, titles and authors, and what cannot be read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract import InputOptions, articles
from onrecord.extract.paragraphs import Line, joined, paragraphs, without_furniture
from onrecord.extract.pdf import article_from_pdf
from tests.extract.made import pdf, set_line

HEAD, STEP, LEFT = 720.0, 14.0, 72.0


def column(*blocks: str, top: float = HEAD, indent: float = 0, gap: float = 10) -> bytes:
    """Set paragraphs, the lines of each parted by "/", as a printer would."""
    out, y = b"", top
    for block in blocks:
        for number, line in enumerate(block.split("/")):
            out += set_line(LEFT + (indent if not number else 0), y, line)
            y -= STEP
        y -= gap
    return out


def read(*pages: bytes, info: str = "") -> Article:
    return article_from_pdf(pdf(pages, info), "report", "report.pdf")


FIRST = "The mayor of Oldenmarsh said on Tuesday that the bridge would be/open again in May, after two years of work."
SECOND = (
    "Ada Vorn, who keeps the ferry, said that nobody had asked her/about it, and that she would not sell."
)


def test_lines_become_paragraphs_and_gaps_part_them() -> None:
    text = read(column(FIRST, SECOND)).text
    assert text == f"{FIRST}\n\n{SECOND}".replace("/", " ")


def test_indents_part_paragraphs_where_there_are_no_gaps() -> None:
    text = read(column(FIRST, SECOND, FIRST, indent=14, gap=0)).text
    assert text == f"{FIRST}\n\n{SECOND}\n\n{FIRST}".replace("/", " ")


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    text = read(
        column(FIRST, "The council, he said, had not/yet"), column("agreed to the plan of the state.", SECOND)
    ).text
    assert "had not yet agreed to the plan" in text
    assert text.count("\n\n") == 2


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("They would negoti-/ate again.", "They would negotiate again."),
        ("The long-/term plan was ready.", "The long-term plan was ready."),
        (
            "An arms control deal, and an arms-/control treaty.",
            "An arms control deal, and an arms-control treaty.",
        ),
        ("A well-off man and a well-/off town.", "A well-off man and a well-off town."),
        ("The Franco-/Prussian war of 1870-/71.", "The Franco-Prussian war of 1870-71."),
        ("Both cooperate; they co-/operate well.", "Both cooperate; they cooperate well."),
        ("He said - it was -/so.", "He said - it was - so."),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_only_where_the_document_makes_it_safe(
    lines: str, text: str
) -> None:
    assert read(column(lines, FIRST)).text.split("\n\n")[0] == text


def test_running_heads_feet_and_page_numbers_are_dropped_and_numbers_in_the_text_stay() -> None:
    pages = []
    for number, word in enumerate(("One", "Two", "Three"), 1):
        body = column(f"{word} of them: {FIRST}", f"The ferry cost in all/{number}00.", top=700)
        pages.append(
            set_line(72, 800, f"The Pendry Courier, 5 February 2031, {number}", 9) + body
            + set_line(290, 40, f"- {number} -", 9) + set_line(72, 28, "Printed in Pendry", 8)
        )  # fmt: skip
    text = read(*pages).text
    assert "Courier" not in text
    assert "Printed" not in text
    assert "- 2 -" not in text
    assert [part for part in text.split("\n\n") if part.startswith("The ferry")] == [
        f"The ferry cost in all {number}00." for number in (1, 2, 3)
    ]


def test_pages_that_only_repeat_themselves_are_kept() -> None:
    assert read(*[column(FIRST)] * 3).text.count("Oldenmarsh") == 3


def test_a_page_number_alone_goes_too() -> None:
    assert read(column(FIRST) + set_line(300, 40, "1")).text == FIRST.replace("/", " ")


def test_the_headline_is_the_title_and_no_paragraph_and_a_byline_names_the_author() -> None:
    article = read(
        set_line(72, 780, "The Estuary", 30)
        + set_line(72, 740, "Bridge opens in May, the mayor", 20)
        + set_line(72, 716, "of Oldenmarsh says", 20)
        + set_line(72, 690, "By Ada Vorn")
        + column(FIRST, SECOND, top=660)
    )
    assert article.title == "Bridge opens in May, the mayor of Oldenmarsh says"
    assert article.byline == "Ada Vorn"
    assert article.text.endswith(f"{FIRST}\n\n{SECOND}".replace("/", " "))
    assert "says" not in article.text.replace("said", "")


@pytest.mark.parametrize(
    ("info", "title", "byline"),
    [
        ("/Title (A bridge for the town of Oldenmarsh) /Author (Ada Vorn)", "A bridge for the town of Oldenmarsh", "Ada Vorn"),
        ("/Title (Microsoft Word - story_final2.docx) /Author (avorn2)", None, None),
        ("/Title (untitled) /Author (admin)", None, None),
        ("/Title (Oldenmarsh said) /Author (Staff)", "Oldenmarsh said", None),
        ("/Title (Two words)", None, None),
    ],
)  # fmt: skip
def test_what_programs_write_as_title_and_author_counts_only_where_it_is_plausible(
    info: str, title: str | None, byline: str | None
) -> None:
    article = read(column(FIRST, SECOND), info=info)
    assert (article.title, article.byline) == (title, byline)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"%PDF-1.4", "is a PDF that is damaged or cut off (get it again)"),
        (pdf([b"0 0 100 100 re f"]), "is a PDF without text, as scans are (run text recognition over it, or give its text)"),
        (pdf([]), "is a PDF"),
        (pdf([column(FIRST)]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"00" * 32
            + b"> /U <" + b"00" * 32 + b"> /P -4 >> /ID [<00> <00>]"), "is a PDF locked with a password (save a copy without it)"),
    ],
)  # fmt: skip
def test_a_pdf_that_cannot_be_read_is_one_line(tmp_path: Path, data: bytes, cause: str) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(data)
    (error,) = articles([str(file)])
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{file}: {cause}")


def test_a_pdf_is_told_by_its_bytes_and_read_the_same_way_each_time(tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_bytes(pdf([column(FIRST)]))
    (tmp_path / "scanned.pdf").write_bytes(b"\r\n" + pdf([column(FIRST)]))
    first, second = articles([str(tmp_path)], InputOptions())
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.name, first.text) == ("odd", FIRST.replace("/", " "))
    assert second.text == first.text


GOOD = pdf([column(FIRST, SECOND)])


@settings(deadline=None, derandomize=True, max_examples=80)
@given(st.binary(max_size=300), st.integers(0, len(GOOD)), st.integers(0, 200))
def test_any_bytes_are_a_pdf_or_an_input_error(noise: bytes, at: int, gone: int) -> None:
    for data in (b"%PDF-1.7\n" + noise, GOOD[:at] + noise + GOOD[at + gone :]):
        try:
            assert article_from_pdf(data, "n", "w.pdf").text
        except InputError as error:
            assert str(error).startswith("w.pdf: ")


PLACES = st.floats(0, 850, allow_nan=False)
LINES = st.lists(
    st.builds(Line, st.text(st.characters(codec="utf-8"), max_size=30), st.integers(0, 3), PLACES, PLACES, PLACES, PLACES), max_size=30
)  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=150)
@given(LINES)
def test_no_letter_of_a_line_is_lost_or_made_up(lines: list[Line]) -> None:
    before = Counter(letter for line in lines for letter in line.text if letter.isalnum())
    after = Counter(letter for text in paragraphs(lines) for letter in text if letter.isalnum())
    assert before == after
    assert set(without_furniture(lines)) <= set(lines)


def test_a_long_document_is_joined_in_linear_time() -> None:
    lines = [f"a line of words with number {number} in it and no-" for number in range(20_000)]
    assert len(joined(lines, Counter())) > 500_000

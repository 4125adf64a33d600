"""The text of a PDF as an article: its paragraphs, and title and author where they are plausible."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from threading import Lock
from typing import Any

import pypdfium2
from pypdfium2 import raw

from onrecord.article import Article
from onrecord.errors import InputError
from onrecord.extract.metadata import tidy_byline
from onrecord.extract.paragraphs import Line, paragraphs, usual_height, without_furniture
from onrecord.extract.tree import one_line

# PDFium may not be called by two threads at a time.
_PDFIUM = Lock()
# A year of a newspaper on microfilm is no article; what is larger would hold a run up for minutes.
_MAX_PAGES = 2_000
_MAX_CHARACTERS = 20_000_000
# A scan has a stamp or a page number as text at most.
_MIN_TEXT = 20
# Headlines stand among the first lines, in type larger than the text's by a fifth at least.
_HEAD_LINES = 12
_LARGER = 1.2
_TITLE_WORDS = range(4, 31)
_MAX_TITLE = 300
# What programs write as a title: the name of a file, or of themselves.
_NO_TITLE = re.compile(
    r"^(?:microsoft\b|untitled|document\d*$|unbenannt)|\.(?:docx?|odt|rtf|pdf|indd|qxp|pages|html?|txt|xlsx?|pptx?)\b",
    re.I,
)
_BY = re.compile(r"(?:By|BY|by)\s+")
_NAME_WORDS = range(2, 9)
# PDFium ends a line with a line break, or, where a word is cut, with this mark alone.
_LINE = re.compile("[^\r\n\ufffe]*(?:\r\n|[\r\n\ufffe])|[^\r\n\ufffe]+")
_LOCKED = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}


def article_from_pdf(data: bytes, name: str, where: str) -> Article:
    """Return the article in a PDF; raises InputError naming `where` where there is no text to be had.

    Lines are joined into paragraphs, which one empty line parts; running heads and page numbers are left
    out. The title is the one in the document's data where the first page shows it, or a heading there.
    """
    with _PDFIUM:
        lines, told = _opened(data, where)
    # Forms and slides may consist of what repeats itself.
    kept = without_furniture(lines) or lines
    head, rest = _heading(kept)
    text = "\n\n".join(paragraphs(rest))
    if len(text) < _MIN_TEXT:
        raise InputError(
            where, "is a PDF without text, as scans are", "run text recognition over it, or give its text"
        )
    title = _title(told.get("Title", ""), head, kept)
    # A heading is taken out only where it is the title.
    if head and title != head:
        text = "\n\n".join(paragraphs(kept))
    return Article(name, text, title=title, byline=_byline(told.get("Author", ""), kept))


def _opened(data: bytes, where: str) -> tuple[list[Line], dict[str, str]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _LOCKED:
            raise InputError(where, "is a PDF locked with a password", "save a copy without it") from error
        raise InputError(where, "is a PDF that is damaged or cut off", "get it again") from error
    with closing(document):
        if len(document) > _MAX_PAGES:
            raise InputError(where, f"is a PDF of more than {_MAX_PAGES:,} pages", "split it into articles")
        try:
            return list(_lines(document, where)), document.get_metadata_dict()
        except (pypdfium2.PdfiumError, ValueError, AssertionError) as error:
            raise InputError(where, "is a PDF that is damaged or cut off", "get it again") from error


def _lines(document: Any, where: str) -> Iterator[Line]:
    left = _MAX_CHARACTERS
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            continue  # the others may be whole
        with closing(page), closing(page.get_textpage()) as text:
            left -= text.count_chars()
            if left < 0:
                raise InputError(where, f"is a PDF with more than {_MAX_CHARACTERS:,} characters")
            yield from _lines_of_page(text, number)


def _lines_of_page(page: Any, number: int) -> Iterator[Line]:
    """Yield the lines that PDFium makes of a page, in the order in which it is written."""
    at = 0
    for ended in _LINE.findall(page.get_text_range(errors="replace")):
        units, text = len(ended.encode("utf-16-le", "replace")) // 2, ended.rstrip()
        size = len(text.encode("utf-16-le", "replace")) // 2
        if text.strip():
            first, middle, last = (_box(page, at + offset) for offset in (0, size // 2, size - 1))
            yield Line(text, number, first[0], middle[1], last[2], middle[3])
        at += units


def _box(page: Any, index: int) -> tuple[float, float, float, float]:
    """Return the box of a character as its font has it, so that lines of one size are of one height."""
    at = raw.FPDFText_GetCharIndexFromTextIndex(page, index)
    try:
        box: tuple[float, float, float, float] = page.get_charbox(max(at, 0), loose=True)
    except pypdfium2.PdfiumError:
        return 0.0, 0.0, 0.0, 0.0
    return box


def _heading(lines: Sequence[Line]) -> tuple[str | None, list[Line]]:
    """Return the headline of the first page, and the lines without it."""
    first = [line for line in lines[:_HEAD_LINES] if lines and line.page == lines[0].page]
    large = [line for line in first if line.height >= _LARGER * usual_height(lines)]
    runs: list[list[Line]] = []
    for line in large:
        if runs and abs(line.height - runs[-1][-1].height) < 1 and _follows(line, runs[-1][-1], first):
            runs[-1].append(line)
        else:
            runs.append([line])
    fitting = [run for run in runs if len(_words(run)) in _TITLE_WORDS]
    if not fitting:
        return None, list(lines)
    best = max(fitting, key=lambda run: run[0].height)
    return " ".join(_words(best)), [line for line in lines if line not in best]


def _follows(line: Line, before: Line, lines: Sequence[Line]) -> bool:
    return lines.index(line) == lines.index(before) + 1


def _words(lines: Sequence[Line]) -> list[str]:
    return one_line(" ".join(line.text for line in lines)).split()


def _title(told: str, head: str | None, lines: Sequence[Line]) -> str | None:
    title = one_line(told)[: _MAX_TITLE + 1]
    if not title or len(title) > _MAX_TITLE or _NO_TITLE.search(title) or " " not in title:
        return head
    shown = _letters(" ".join(line.text for line in lines if line.page == lines[0].page))
    if _letters(title) and _letters(title) in shown:
        return head if head and _letters(head) == _letters(title) else title
    return head or (title if len(title.split()) in _TITLE_WORDS else None)


def _byline(told: str, lines: Sequence[Line]) -> str | None:
    """Return the author that a line "By …" at the head names, or the document's data where it is a name."""
    for line in lines[:_HEAD_LINES]:
        text = one_line(line.text)
        if (by := _BY.match(text)) and _is_name(text[by.end() :]):
            return tidy_byline(text)
    author = tidy_byline(told)
    return author if author and _is_name(author) else None


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        len(words) in _NAME_WORDS
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and not any(letter.isdecimal() for letter in text)
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())

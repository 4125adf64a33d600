from __future__ import annotations

import io
from dataclasses import replace

from hypothesis import given, settings
from rich.console import Console

from onrecord.article import Article, Attribution, Date, Manner, Quotation, Reading, Span
from onrecord.show import render
from tests.show.sample_readings import DIRECT, EMPTY, OUTER, READING, readings


def plain(reading: Reading, max_chars: int | None = None) -> str:
    out = io.StringIO()
    render(reading, Console(file=out, width=80), max_chars)
    return out.getvalue()


def on_terminal(reading: Reading, width: int = 80, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding=encoding, newline="")
    render(reading, Console(file=out, width=width, force_terminal=True, color_system="standard"))
    out.flush()
    return raw.getvalue().decode(encoding)


def test_who_how_and_what_in_reading_order() -> None:
    lines = [line.strip() for line in plain(READING).splitlines()]
    assert lines[0] == "Harbour board denies hiding report"
    assert lines[1] == (
        "The Vellmar Courier · published 2031-03-04 · updated 2031-03-05 08:10+01:00 · by Ida Quell"
        " · credit: Tessin Press"
    )
    assert "1  indirect  two officials — said" in lines
    assert "2  indirect  The harbour board — did not deny  [denies, negated]" in lines
    assert "3  direct    Osric Hale — said" in lines
    assert "“We will not close it. We [the board] have … every reason to wait,”" in lines
    assert "“It is safe.”" in lines
    assert "4  indirect  (no source named) — was expected  [predicts, modal]  ? 0.25" in lines
    assert lines[-1] == "4 attributions: 1 direct, 3 indirect"


def test_every_line_says_where_it_stands() -> None:
    start = READING.article.text.index("The harbour board did")
    assert f"line 3, characters {start}-" in plain(READING)
    assert ", inside 1\n" in plain(READING)


def test_carriage_returns_count_as_line_ends_once() -> None:
    text = "One.\r\nTwo.\rAda said yes."
    found = Attribution((Span(11, 14),), (Span(15, 19),), (Span(20, 23),), Quotation.INDIRECT, Manner.SAYS)
    assert "line 3, characters 11-23" in plain(Reading(Article("n", text), (found,)))


def test_an_article_without_any() -> None:
    assert plain(EMPTY) == "weather\n\nno attributed statement found\n"


def test_lines_are_whole_for_a_filter_and_wrapped_on_a_terminal() -> None:
    assert max(map(len, plain(READING).splitlines())) > 80
    content = " ".join(["word"] * 60)
    found = Attribution((), (Span(0, 4),), (Span(5, len(content)),), Quotation.INDIRECT, Manner.SAYS)
    reading = Reading(Article("long", content), (found,))
    shown = on_terminal(reading)
    assert shown.count("word") == 60
    assert " ".join(["word"] * 59) in plain(reading)
    assert max(map(len, shown.replace("\x1b", "").splitlines())) < 100


def test_an_empty_line_parts_attributions_on_a_terminal_too() -> None:
    shown = on_terminal(READING)
    assert shown.count("\n\n") == len(READING.attributions) + 1
    assert "\n\n\n" not in shown
    assert on_terminal(EMPTY).splitlines()[1] == ""


def test_max_chars_cuts_and_says_so() -> None:
    assert "“We will n … +57 characters" in plain(READING, max_chars=10)
    assert "characters 0" not in plain(READING, max_chars=10**6)


def test_insertions_and_quoted_words_are_styled_apart() -> None:
    shown = on_terminal(Reading(READING.article, (DIRECT,)))
    assert "\x1b[36mWe will not close it. We \x1b[0m\x1b[2;3m[the board]\x1b[0m" in shown


@given(readings())
@settings(deadline=None, derandomize=True, max_examples=40)
def test_no_control_character_of_the_article_reaches_the_terminal(reading: Reading) -> None:
    shown = plain(reading)
    assert all(character == "\n" or character.isprintable() or ord(character) > 0x9F for character in shown)
    assert "\u202e" not in shown


def test_markup_and_escapes_are_shown_not_obeyed() -> None:
    text = "[bold red]Ada[/] \x1b[31msaid\x07 :smile: [link=x]yes"
    found = Attribution(
        (Span(0, 16),), (Span(17, 27),), (Span(28, len(text)),), Quotation.INDIRECT, Manner.SAYS
    )
    shown = plain(Reading(Article("[b]n\x1b]0;title\x07", text), (found,)))
    assert "[bold red]Ada[/]" in shown
    assert ":smile: [link=x]yes" in shown
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_a_date_that_the_article_contradicts_is_shown_with_the_doubt() -> None:
    text = "On Monday, February 6, 2031, the mayor said that the bridge was closed."
    span = Span(3, 27)
    day = Date(span, "2031-02-06", None, reason="2031-02-06 is a Thursday", confidence=0.5)
    said = Attribution(
        (Span(29, 38),), (Span(39, 43),), (Span(44, 70),), Quotation.INDIRECT, Manner.SAYS, said="2031-02-06"
    )
    shown = plain(Reading(Article("a", text), (replace(said, said_date=0),), dates=(day,)))
    assert "said 2031-02-06 (doubtful: 2031-02-06 is a Thursday)" in shown


def test_a_terminal_that_knows_few_characters() -> None:
    assert "?\x1b[36mWe will not close it" in on_terminal(READING, encoding="ascii")


def test_narrow_terminals_do_no_harm() -> None:
    assert "officials" in on_terminal(READING, width=10)


def test_a_very_long_statement_is_shown_whole() -> None:
    text = "said " + "word " * 200_000
    found = replace(OUTER, source=(), cue=(Span(0, 4),), content=(Span(5, len(text)),))
    assert on_terminal(Reading(Article("n", text), (found,))).count("word") == 200_000

from __future__ import annotations

import io
from dataclasses import replace

from hypothesis import given, settings
from rich.console import Console

from onrecord.article import Article, Attribution, Date, Manner, Quotation, Reading, Span
from onrecord.show import render
from tests.show.rich_readings import rich_readings
from tests.show.sample_readings import DIRECT, EMPTY, OUTER, READING
from tests.show.treaty import TREATY, at


def plain(reading: Reading, max_chars: int | None = None, details: bool = False) -> str:
    out = io.StringIO()
    render(reading, Console(file=out, width=80), max_chars, details)
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


@given(rich_readings())
@settings(deadline=None, derandomize=True, max_examples=40)
def test_no_control_character_of_the_article_reaches_the_terminal(reading: Reading) -> None:
    shown = plain(reading, details=True)
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


def block(shown: str, number: int) -> list[str]:
    """The lines of one attribution."""
    lines = shown.split(f"\n{number:>3}  ", 1)[-1] if f"\n{number:>3}  " in shown else ""
    lines = lines or next(part for part in shown.split("\n\n") if part.lstrip().startswith(f"{number}  "))
    return [line.strip() for line in lines.split("\n\n")[0].splitlines()]


def test_who_is_behind_a_source_stands_with_the_words_that_it_rests_on() -> None:
    shown = plain(TREATY)
    start, end = at("Maud Penhale")
    assert f"she = Maud Penhale  (a pronoun: “Maud Penhale” ({start}-{end}))" in block(shown, 7)
    assert "two officials close to the president = " not in shown
    assert "Maud Penhale, Brennick’s chief negotiator = " not in shown
    assert any(line.endswith("? 0.45") for line in block(shown, 5))


def test_what_is_not_settled_is_shown_as_that_with_reason_and_candidates() -> None:
    lines = block(plain(TREATY), 4)
    assert "He = not settled: Tobin Carrow or Rafe Aldous – two men were named before  (a pronoun)" in lines
    assert "He (not settled)" in next(line for line in lines if line.startswith("chain: "))


def test_the_chain_runs_from_the_outlet_to_the_speaker_and_hides_nothing() -> None:
    shown = plain(TREATY)
    told = "The Sellick Register < the Harrow Post < two officials close to the president"
    assert f"chain: {told}" in block(shown, 2)
    assert f"chain: {told} < Rafe Aldous" in block(shown, 3)
    assert not any(line.startswith("chain") for line in (*block(shown, 1), *block(shown, 6)))


def test_nested_attributions_stand_further_in_than_what_they_stand_in() -> None:
    lines = plain(TREATY).splitlines()
    heads = [next(line for line in lines if line.lstrip().startswith(f"{number}  ")) for number in (1, 2, 3)]
    assert [len(line) - len(line.lstrip()) for line in heads] == [2, 5, 8]


def test_a_chain_of_thousands_is_one_line_and_a_circle_ends() -> None:
    deep = tuple(replace(OUTER, parent=number - 1 if number else None) for number in range(3_000))
    shown = plain(replace(READING, attributions=deep))
    assert "chain: … < two officials < " in shown
    assert max(map(len, shown.splitlines())) < 400
    circle = replace(READING, attributions=(replace(OUTER, parent=1), replace(OUTER, parent=0)))
    assert plain(circle).count("chain: ") == 1


def test_basis_addressee_occasion_time_and_what_is_answered() -> None:
    lines = block(plain(TREATY), 6)
    for label, words in (
        ("resting on:", "a memorandum of the talks"),
        ("to:", "Radio Pendry"),
        ("occasion:", "in an interview with Radio Pendry"),
        ("said 2031-02-24", "on Monday"),
    ):
        start, end = at(words)
        assert f"{label} “{words}” ({start}-{end})" in lines
    start, end = at("the charge")
    answered = f"answers: “the charge” ({start}-{end}) → 3; claim of two officials close to the president"
    assert answered in lines
    assert "said 2031-02-24 (inferred from when the article was published)" in block(plain(TREATY), 8)


def test_no_answer_stands_apart_and_is_never_a_denial() -> None:
    shown = plain(TREATY)
    apart = shown.split("No answer  Giving no answer is neither a denial nor a confirmation.")[1]
    assert "s1  Mr. Carrow’s office  [no response]" in apart
    assert "asked by: “the Register’s”" in apart
    assert "s2  Lothmere’s embassy  [declined]  ? 0.44" in apart
    assert block(shown, 9)[0].endswith("did not respond to  [no answer]")
    assert "negated" not in shown


def test_parties_with_what_each_said() -> None:
    parties = plain(TREATY).split("\nParties\n")[1]
    assert "  two officials close to the president  group, unnamed, several\n" in parties
    for line in ("how many: 2 “two”", "how near: “close to", "why not named: “because", "statements: 2, 5\n"):
        assert line in parties
    assert "who: “Brennick’s chief negotiator”" in parties
    assert "spoken for in: 8\n" in parties
    assert "no answer: s1\n" in parties
    assert "the Register" not in parties
    assert "and 1 party that says nothing here" in parties


def test_dates_are_counted_and_listed_on_demand() -> None:
    assert plain(TREATY).endswith("1 mixed · 11 parties · 2 gave no answer · 6 dates\n")
    assert "Dates" not in plain(TREATY)
    dates = plain(TREATY, details=True).split("\nDates\n")[1]
    assert "“around mid-February” (767-786) = about 2031-02  (reckoned from the day of publication)" in dates
    assert "“Friday” (873-879) = not settled: before or after the day of publication" in dates
    assert "“every week” (933-943) = repeated, P1W" in dates


def test_details_tell_what_each_mention_rests_on() -> None:
    tie = "meant by “it” (298-300)  a pronoun: “The Post” (177-185)  ? 0.41"
    assert tie in plain(TREATY, details=True)
    assert tie not in plain(TREATY)


def test_the_articles_own_sources_come_first() -> None:
    lines = plain(TREATY).splitlines()
    own = lines.index("This article's own sources")
    assert lines[own + 2].strip().startswith("first reported by: the Harrow Post  “the Harrow Post first")
    assert lines[own + 3].strip() == "link: Harrow Post  https://post.example/dinner"
    assert own < lines.index("  1  indirect  The Post — said")


def test_a_narrow_terminal_gives_the_room_to_the_words() -> None:
    shown = on_terminal(TREATY, width=42)
    assert "     \x1b[2mto:" in shown or "     to:" in shown
    assert "(not settled)" in " ".join(shown.split())


def test_five_thousand_parties_do_not_flood_the_terminal() -> None:
    parties = tuple(replace(TREATY.parties[0], id=f"p{number}") for number in range(5_000))
    shown = plain(replace(TREATY, parties=(*TREATY.parties, *parties)))
    assert "and 5,001 parties that say nothing here" in shown
    assert len(shown.splitlines()) < 150

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import InsertionKind, Quotation, Span
from onrecord.read.quotation import (
    Quote,
    State,
    classify,
    find_insertions,
    find_quotations,
    is_speaker_label,
    quote_states,
)


def inners(text: str) -> list[str]:
    return [text[quote.inner.start : quote.inner.end] for quote in find_quotations(text)]


def span_of(text: str, part: str, start: int = 0) -> Span:
    place = text.index(part, start)
    return Span(place, place + len(part))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will go,” she said. “Now.”", ["We will go,", "Now."]),
        ('"We will go," she said. "Now."', ["We will go,", "Now."]),
        ("‘We will go,’ she said.", ["We will go,"]),
        ("'We will go,' she said, 'to the farmers' office.'", ["We will go,", "to the farmers' office."]),
        ("“He said ‘no’ and left,” she said.", ["He said ‘no’ and left,", "no"]),
        ("'He said \"no\" and left,' she said.", ['He said "no" and left,', "no"]),
        ("“They sing “Home” here,” she said.", ["They sing “Home” here,", "Home"]),
        ("« Nous partons », dit-elle.", [" Nous partons "]),
        ("«Nous partons «ce soir»», dit-elle.", ["Nous partons «ce soir»", "ce soir"]),
        ("»Wir gehen«, sagte sie.", ["Wir gehen"]),
        ("„Wir gehen,“ sagte sie. ‚Jetzt.‘", ["Wir gehen,", "Jetzt."]),
        ("彼は「行く『今』」と言った。", ["行く『今』", "今"]),
        ("``We go,'' she said. `Now.' ''Good.''", ["We go,", "Now.", "Good."]),
        ("”Mr. Example is out,” she said.", ["Mr. Example is out,"]),
        ("“We go,“ she said.", ["We go,"]),
        ('"We go,” she said. “Now," she added.', ["We go,", "Now,"]),
        ('She said," We go."', [" We go."]),
        ("“We go”—“now”", ["We go", "now"]),
        ("(“We go.”)", ["We go."]),
        ('the “Harbour Post”’s editor and the "Post"\'s owner', ["Harbour Post", "Post"]),
        ("Mayor: ‘Bridge is safe’", ["Bridge is safe"]),
        ("Mayor says bridge 'safe' as '16 vote nears", ["safe"]),
        ("the 'super levy' and the farmers' view,", ["super levy"]),
        ('"Pier 13" and "Quay"', ["Pier 13", "Quay"]),
    ],
)
def test_quotations_are_found(text: str, expected: list[str]) -> None:
    assert inners(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "don't, won’t, ’tis the '90s, the ministers' view, rock 'n' roll, James' hat, the lads o' the north",
        "the ministers’ view, ‘90s plans ‘til now, rock ’n’ roll and the Joneses’ house.",
        'a man of 6\' 2" with a 12" pipe and 6’2” more',
        "no marks at all",
        "",
        '"' * 50,
        'It is so," he wrote.',
    ],
)
def test_apostrophes_measures_and_rubbish_are_no_quotations(text: str) -> None:
    assert inners(text) == []


def test_a_measure_inside_a_quotation_does_not_end_it() -> None:
    assert inners('"We laid a 12" pipe," she said. "Fine."') == ['We laid a 12" pipe,', "Fine."]
    assert inners("“He’s 6’2”,” she said.") == ["He’s 6’2”,"]


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n", "\r\n\r\n", "\n \t\n"])
def test_a_stray_mark_costs_its_own_paragraph_only(gap: str) -> None:
    text = gap.join(['She wrote "so and left.', '"We go," he said.', "“Now,” he said."])
    assert inners(text) == ["so and left.", "We go,", "Now,"]
    assert [quote.closing is None for quote in find_quotations(text)] == [True, False, False]


def test_a_missing_closing_mark_ends_at_the_next_opening_one() -> None:
    assert inners('"We go, he said. "It is late," he said.') == ["We go, he said.", "It is late,"]


@pytest.mark.parametrize(("left", "right"), ["“”", '""', "‘’", "''", ("''", "''")])
def test_a_quotation_continues_over_paragraphs(left: str, right: str) -> None:
    text = f"{left}One.\n\n{left}Two.\n\n{left}Three,{right} she said."
    assert inners(text) == ["One.", "Two.", "Three,"]


def test_a_continued_quotation_may_lack_its_second_opening_mark() -> None:
    text = "“One.\n\nTwo,” she said. “Three.”"
    assert inners(text) == ["One.", "Two,", "Three."]
    assert find_quotations(text)[1].opening == Span(7, 7)


def test_lines_wrapped_inside_a_paragraph_do_not_end_a_quotation() -> None:
    assert inners("Port Hale\n\n“We go,\nall of us,” she said.") == ["We go,\nall of us,"]


def test_states_tell_marks_inner_and_nested() -> None:
    text = "a “b ‘c’ d” e"
    assert list(quote_states(text)) == [0, 0, 2, 1, 1, 2, 4, 3, 1, 1, 3, 0, 0]


def test_depth_and_parent() -> None:
    outer, nested, last = find_quotations("“b ‘c’ d” “e”")
    assert (outer.depth, nested.depth, last.depth) == (0, 1, 0)
    assert (outer.parent, nested.parent, last.parent) == (None, 0, None)


MARKS = st.text(alphabet="“”„\"‘’'`«»‹›「」『』 ab,.:s6[](\n\r—…")


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.one_of(st.text(), MARKS))
def test_any_text_gives_nested_or_disjoint_spans(text: str) -> None:
    quotes = find_quotations(text)
    for quote in quotes:
        assert 0 <= quote.opening.start <= quote.opening.end == quote.inner.start <= quote.inner.end
        assert quote.end <= len(text)
        assert quote.closing is None or quote.closing.start == quote.inner.end
    assert list(quotes) == sorted(quotes, key=lambda quote: (quote.opening.start, -quote.end))
    for index, quote in enumerate(quotes):
        for later in quotes[index + 1 :]:
            inside = quote.inner.start <= later.opening.start and later.end <= quote.inner.end
            assert inside or later.opening.start >= quote.end
    assert_states_agree(text, quotes)


def assert_states_agree(text: str, quotes: tuple[Quote, ...]) -> None:
    states = quote_states(text, quotes)
    assert len(states) == len(text)
    for place, state in enumerate(states):
        around = [quote for quote in quotes if quote.opening.start <= place < quote.end]
        assert bool(around) == (state != State.OUTSIDE)
        if around and state in (State.INSIDE, State.NESTED):
            assert (len(around) == 1) == (state == State.INSIDE)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(MARKS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
def test_classify_and_insertions_stay_in_the_content(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(*pair, len(text)), min(max(pair), len(text))) for pair in pairs]
    form, quoted = classify(text, spans, find_quotations(text))
    assert form in Quotation
    assert all(any(s.start <= q.start < q.end <= s.end for s in spans) for q in quoted)
    previous = 0
    for insertion in find_insertions(text, quoted):
        assert previous <= insertion.span.start < insertion.span.end <= len(text)
        previous = insertion.span.end


@pytest.mark.parametrize(
    "unit", ['"', "\"'`", '" ', 'a"', "“ ‘a’ ", "“aa bbbbb ", "'aa bbbbb ", "「aaaaaa", "[", "\n “"]
)
def test_time_is_linear(unit: str) -> None:
    # Five times the text may take some ten times as long on a busy machine, never 25 times.
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        quotes = find_quotations(text)
        quote_states(text, quotes)
        find_insertions(text, classify(text, [Span(0, len(text))], quotes)[1])
        return time.process_time() - start

    long = min(seconds(60_000) for _ in range(3))
    assert long < 12 * min(seconds(12_000) for _ in range(3)) + 0.1


@pytest.mark.parametrize(
    ("text", "content", "form", "quoted"),
    [
        ("“We go,” she said.", "“We go,”", Quotation.DIRECT, ["We go,"]),
        ("“We go,” she said.", "We go", Quotation.DIRECT, ["We go"]),
        ("She said: “We go.” — “Now.”", "“We go.” — “Now.”", Quotation.DIRECT, ["We go.", "Now."]),
        ("She said the pier is “not safe”.", "the pier is “not safe”.", Quotation.MIXED, ["not safe"]),
        ("She said the pier is safe.", "the pier is safe.", Quotation.INDIRECT, []),
        ("She called him ‘slow’.", "him ‘slow’", Quotation.MIXED, ["slow"]),
        (
            "“He said ‘no’ twice,” she said.",
            "“He said ‘no’ twice,”",
            Quotation.DIRECT,
            ["He said ‘no’ twice,"],
        ),
        ("« Nous partons », dit-elle.", "« Nous partons »", Quotation.DIRECT, ["Nous partons"]),
        ("She said “...” and left", "“...”", Quotation.INDIRECT, []),
    ],
)
def test_the_form_of_a_content(text: str, content: str, form: Quotation, quoted: list[str]) -> None:
    found, spans = classify(text, [span_of(text, content)], find_quotations(text))
    assert (found, [text[span.start : span.end] for span in spans]) == (form, quoted)


def test_a_content_in_two_pieces_is_direct_when_both_are() -> None:
    text = "“We go,” she said, “now.”"
    pieces = [span_of(text, "“We go,”"), span_of(text, "“now.”")]
    assert classify(text, pieces, find_quotations(text))[0] is Quotation.DIRECT


def test_marks_around_the_cue_are_somebody_elses() -> None:
    text = "“He told me it was ‘over’ by then,” she said."
    quotes, cue = find_quotations(text), [span_of(text, "told")]
    assert classify(text, [span_of(text, "by then")], quotes, cue=cue) == (Quotation.INDIRECT, ())
    assert classify(text, [span_of(text, "‘over’")], quotes, cue=cue)[0] is Quotation.DIRECT
    assert classify(text, [span_of(text, "it was ‘over’")], quotes, cue=cue)[0] is Quotation.MIXED


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("The council met.\n\nPENNY: We will go.", "PENNY", True),
        ("MAYOR ANN PENNY (Port Hale): We will go.", "MAYOR ANN PENNY", True),
        ("Hello.\nPenny: We go.\nStone: No.\nPenny: Now.", "Penny", True),
        ("Q: Is it safe?\nA: Yes.\nQ: Sure?", "Q", False),
        ("Talks.\nQ: Is it safe?\nA: Yes.\nQ: Sure?", "Q", True),
        ("Mayor: Bridge is safe\n\nThe mayor said so.", "Mayor", False),
        ("MAYOR: BRIDGE IS SAFE\n\nThe mayor said so.", "MAYOR", False),
        ("The council met.\nPenny: We will go.", "Penny", False),
        ("So said PENNY: We will go.", "PENNY", False),
    ],
)
def test_speaker_labels(text: str, source: str, expected: bool) -> None:
    who = span_of(text, source)
    assert is_speaker_label(text, [who], [span_of(text, ":", who.end)]) is expected


def test_a_turn_is_direct_without_marks() -> None:
    text = "PENNY: We will go."
    assert classify(text, [Span(7, 18)], (), speaker_label=True) == (Quotation.DIRECT, ())


def test_a_cue_that_is_no_colon_makes_no_turn() -> None:
    text = "PENNY said: We will go."
    assert not is_speaker_label(text, [span_of(text, "PENNY")], [span_of(text, "said")])
    assert not is_speaker_label(text, [], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We want [security] guarantees”", [("[security]", "bracket")]),
        ("“[Penny] are here [sic]”", [("[Penny]", "bracket"), ("[sic]", "bracket")]),
        ("“We … will ... go . . . now”", [("…", "ellipsis"), ("...", "ellipsis"), (". . .", "ellipsis")]),
        (
            "“We [...] go [ … ] now (...)”",
            [("[...]", "ellipsis"), ("[ … ]", "ellipsis"), ("(...)", "ellipsis")],
        ),
        ("“We will go (emphasis added) now”", [("(emphasis added)", "emphasis")]),
        ("“We will go” (emphasis mine).", [("(emphasis mine)", "emphasis")]),
        ("“We will go.” (Our italics.)", [("(Our italics.)", "emphasis")]),
        ("“We will go [emphasis added] now”", [("[emphasis added]", "emphasis")]),
        ("“We will go (laughs) now (Applause.)”", [("(laughs)", "bracket"), ("(Applause.)", "bracket")]),
        ("“a [b [c] d] e”", [("[b [c] d]", "bracket")]),
        ("“a [b c d e”", []),
        ("“a [b [c] d e”", [("[c]", "bracket")]),
        ("“a [" + "b" * 500 + "] c”", []),
        ("“We go.” [Not quoted] ... (laughs)", []),
        ("“We go (as ever) now. Then we rest.”", []),
    ],
)
def test_insertions(text: str, expected: list[tuple[str, str]]) -> None:
    quoted = classify(text, [Span(0, len(text))], find_quotations(text))[1]
    found = [(text[i.span.start : i.span.end], i.kind) for i in find_insertions(text, quoted)]
    assert found == [(part, InsertionKind(kind)) for part, kind in expected]

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Answer, Article, Attribution, Manner, Quotation, RelayKind, Span
from onrecord.read.circumstances import find_circumstances, find_relays, find_silences, without_bases
from onrecord.read.circumstances.flat import flatten
from tests.read.circumstances.marked import dates, marked, texts

ADDRESSEES = {
    "[s Hill] [c told] Reuters [q that the dam was shut].": "Reuters",
    "[s Hill] [c told] him [q not to sign].": "him",
    "[s Hill] [c told] the National Assembly [q that it was over].": "the National Assembly",
    "[q “It is over,”] [s she] [c told] voters in Lissom Bay on Sunday.": "voters",
    "[s She] [c informed] the president [q that it was over].": "the president",
    "[s We] [c asked] the ministry [q whether it had a list].": "the ministry",
    "[s A foreman] [c told me] [q he expects rain].": "me",
    "[s They] [c promised] us [q every support].": "us",
    "[s Hill] [c told] Mr. Carrow over dinner [q that a loan would be called in].": "Mr. Carrow",
    "[q “So I went,”] [s she] [c said] in an interview with Radio Merrow.": "Radio Merrow",
    "[s She] [c wrote] in a letter to members [q that it was over].": "members",
    "He [c was told] [q that there were none].": "He",
}
NO_ADDRESSEES = [
    "[s Hill] [c asked] the council [q to resign].",
    "[s Hill] [c said] [q the bank had closed].",
    "[s Hill] [c asked] [q for a list].",
    "[s Hill] [c told] the truth, [q he insisted].",
    "[s Hill] [c vowed] to fight [q the order].",
]


@pytest.mark.parametrize("text", ADDRESSEES)
def test_who_was_told_is_named(text: str) -> None:
    article, given_ = marked(text)
    assert texts(article, find_circumstances(article, given_, ())[0].addressee) == [ADDRESSEES[text]]


@pytest.mark.parametrize("text", NO_ADDRESSEES)
def test_what_is_no_listener_is_no_addressee(text: str) -> None:
    article, given_ = marked(text)
    assert find_circumstances(article, given_, ())[0].addressee == ()


BASES = {
    "[s The Post], citing two officials, [c reported] [q that the talks failed].": "citing two officials",
    "[q The talks failed], [s the Post] [c reported], quoting a diplomat.": "quoting a diplomat",
    "[s The minister] [c said] in a leaked memo [q that the talks failed].": "in a leaked memo",
    "[q It failed], [s she] [c said], based on documents she had seen.": "based on documents she had seen",
}


@pytest.mark.parametrize("text", BASES)
def test_what_a_source_rests_on_is_found(text: str) -> None:
    article, given_ = marked(text)
    assert texts(article, find_circumstances(article, given_, ())[0].basis) == [BASES[text]]


def test_a_reason_is_no_basis() -> None:
    article, given_ = marked("[s The authority] [c said] [q no], citing a continuing inquiry.")
    assert find_circumstances(article, given_, ())[0].basis == ()


def test_citing_taken_for_an_attribution_is_the_basis_of_its_neighbour() -> None:
    article, given_ = marked(
        "[s0 [s1 The Post]], [c0 citing] [q0 two officials], [c1 reported] [q1 that talks failed]."
    )
    citing, reported = find_circumstances(article, given_, ())
    assert citing.basis == ()
    assert texts(article, reported.basis) == ["citing two officials"]


def test_the_next_sentence_may_say_what_an_outlet_rests_on() -> None:
    article, given_ = marked(
        "Talks end\n\n[c According to] [s the Post], [q the talks failed]. "
        "The newspaper cited two unnamed officials."
    )
    assert texts(article, find_circumstances(article, given_, ())[0].basis) == ["cited two unnamed officials"]


def test_what_one_and_the_other_read_and_heard_is_the_basis_of_both() -> None:
    article, given_ = marked(
        "Talks end\n\n[q0 The talks failed], [s0 two officials] [c0 said]. "
        "[s1 One] [c1 said] [q1 he had read a memo]; "
        "[s2 the other] [c2 said] [q2 he had been told of it by the president]."
    )
    assert texts(article, find_circumstances(article, given_, ())[0].basis) == [
        "he had read a memo",
        "he had been told of it by the president",
    ]


OCCASIONS = {
    "[s She] [c said in a statement] [q that it was over].": "in a statement",
    "In a speech on Tuesday, [s she] [c accused] [q the council of delay].": "In a speech",
    "[q “Over,”] [s she] [c said] in a phone interview Tuesday.": "in a phone interview",
    "[q “Over,”] [s she] [c wrote] on X.": "on X",
    "[s She] [c told] him over dinner in Halvern [q that it was over].": "over dinner in Halvern",
    "[q “Over,”] [s she] [c said] at a news conference in Halvern.": "at a news conference in Halvern",
    "[q “Over,”] [s she] [c said] by e-mail.": "by e-mail",
}


@pytest.mark.parametrize("text", OCCASIONS)
def test_where_and_how_it_was_said_is_found(text: str) -> None:
    article, given_ = marked(text)
    assert texts(article, find_circumstances(article, given_, ())[0].occasion) == [OCCASIONS[text]]


@pytest.mark.parametrize(
    "text",
    [
        "[s She] [c said] on Tuesday [q that the bank closed in May].",
        "[s She] on Tuesday [c accused] [q the bank of closing in May].",
        "On Tuesday, [s she] [c said] [q the bank had closed in May].",
        "[q The bank closed in May], [s she] [c told] the paper on Tuesday.",
        "[s She] [c said] [q on Tuesday the bank would close in May].",
    ],
)
def test_when_it_was_said_is_told_from_when_it_happened(text: str) -> None:
    article, given_ = marked(text)
    made = find_circumstances(article, given_, dates(article, "Tuesday", "May"))[0]
    assert made.said == "Tuesday"
    assert [article.text[article.text.index("May") :][:3]] == ["May"]
    assert len(made.happened) == 1 and made.happened != (made.said_date,)


def test_the_occasion_of_one_saying_is_not_that_of_the_next() -> None:
    article, given_ = marked(
        "[s0 She] [c0 said] in a speech [q0 that [s1 the ministry] [c1 had denied] [q1 the report]]."
    )
    outer, inner = find_circumstances(article, given_, ())
    assert texts(article, outer.occasion) == ["in a speech"]
    assert inner.occasion == ()


def test_a_date_of_the_content_is_never_when_it_was_said() -> None:
    article, given_ = marked("[s She] [c said] [q that the bank had closed on Tuesday].")
    made = find_circumstances(article, given_, dates(article, "Tuesday"))[0]
    assert (made.said, made.said_date, made.happened) == (None, None, (0,))


def test_the_stamps_of_a_live_blog_tell_when() -> None:
    article, given_ = marked("Live\n\n9.12am\n\nIt begins.\n\n9.40am\n\n[s She] [c says] [q it is over].\n")
    made = find_circumstances(article, given_, dates(article, "9.12am", "9.40am"))[0]
    assert made.said == "9.40am"


def test_one_stamp_alone_is_the_date_of_the_page() -> None:
    article, given_ = marked("News\n\n5 May 2031\n\n[s She] [c says] [q it is over].\n")
    assert find_circumstances(article, given_, dates(article, "5 May 2031"))[0].said is None


def test_a_denied_charge_leads_to_who_made_it() -> None:
    article, given_ = marked(
        "[s0 Marant] [c0 accused] [q0 the ministry of delay]. [s1 Vantry] [c1 denied] [q1 the charge].",
        Manner.ACCUSES,
        Manner.DENIES,
    )
    answer = find_circumstances(article, given_, ())[1].answers
    assert answer is not None
    assert texts(article, (answer.words,)) == ["the charge"]
    assert answer.attribution == 0


def test_what_was_asked_is_what_is_answered() -> None:
    article, given_ = marked("Asked whether it had warned anybody, [s the ministry] [c said] [q it was old].")
    answer = find_circumstances(article, given_, ())[0].answers
    assert answer is not None
    assert texts(article, (answer.words,)) == ["whether it had warned anybody"]
    assert answer.attribution is None


def test_nobody_answers_his_own_claim() -> None:
    article, given_ = marked(
        "[s0 Gus Marant] [c0 said] [q0 it was over]. [s1 Marant] [c1 denied] [q1 it].",
        Manner.SAYS,
        Manner.DENIES,
    )
    answer = find_circumstances(article, given_, ())[1].answers
    assert answer is not None and answer.attribution is None


def test_a_non_answer_is_never_shown_as_a_denial() -> None:
    article, given_ = marked("[s She] [c refused to confirm or deny] [q the report].", Manner.DENIES)
    assert find_circumstances(article, given_, ())[0].manner is Manner.DECLINES


@pytest.mark.parametrize(
    ("text", "kind", "outlet"),
    [
        (
            "It was first reported by the Harrow Times on Sunday.",
            RelayKind.FIRST_REPORTED,
            "the Harrow Times",
        ),
        ("As the Harrow Post reported, it was over.", RelayKind.REPORTED, "the Harrow Post"),
        ("Talks end\n\nPENDRY, Feb 5 (Transmere) - It is over.", RelayKind.DATELINE, "Transmere"),
        ("CADDON FALLS, Pellmark, March 9 (MPA) — It is over.", RelayKind.DATELINE, "MPA"),
        ("Talks end\n\nIt is over.\n\n— Transmere\n", RelayKind.CREDIT, "Transmere"),
    ],
)
def test_what_comes_from_another_outlet_is_said(text: str, kind: RelayKind, outlet: str) -> None:
    relays = find_relays(Article(name="test", text=text), ())
    assert [(relay.kind, relay.outlet) for relay in relays] == [(kind, outlet)]


def test_the_credit_of_the_page_is_a_relay_without_words() -> None:
    relays = find_relays(Article(name="test", text="It is over.", credit="Transmere"), ())
    assert [(relay.kind, relay.outlet, relay.words) for relay in relays] == [
        (RelayKind.CREDIT, "Transmere", None)
    ]


def test_a_person_who_reported_and_the_own_outlet_are_no_relays() -> None:
    text = "As Hill reported, it was over. As the Post reported, it was."
    assert find_relays(Article(name="test", text=text, publisher="The Post"), ()) == ()


WORDS = st.sampled_from(
    re.findall(
        r"\S+|\n+",
        "the Post said told citing two officials in a speech on Tuesday he declined to comment \n did not "
        "respond "
        "asked whether could be reached first reported by no answer \n\n (AP) İ , . “ ” ’ ; : —",
    )
)


@st.composite
def _readings(draw: st.DrawFn) -> tuple[Article, tuple[Attribution, ...]]:
    text = draw(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=60).map(" ".join)))
    made = []
    for _ in range(draw(st.integers(0, 4)) if len(text) > 6 else 0):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6, unique=True)))
        parts = draw(st.permutations([Span(*cuts[0:2]), Span(*cuts[2:4]), Span(*cuts[4:6])]))
        source = (parts[0],) if draw(st.booleans()) else ()
        manner = draw(st.sampled_from(Manner))
        made.append(Attribution(source, (parts[1],), (parts[2],), Quotation.INDIRECT, manner))
    return Article(name="any", text=text), tuple(made)


@given(_readings())
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_every_span_lies_in_it(reading: tuple[Article, tuple[Attribution, ...]]) -> None:
    article, given_ = reading
    found = find_circumstances(article, given_, ())
    assert [(a.source, a.cue, a.content) for a in found] == [(a.source, a.cue, a.content) for a in given_]
    spans = [s for a in found for s in (*a.basis, *a.addressee, *a.occasion)]
    spans += [a.answers.words for a in found if a.answers]
    for silence in find_silences(article, given_, ()):
        spans += [silence.words, *silence.source, *silence.about, *silence.asked_by_words]
    spans += [relay.words for relay in find_relays(article, given_) if relay.words]
    assert all(0 <= start < end <= len(article.text) for start, end in spans)


@given(st.text())
def test_a_flat_text_has_every_character_where_it_was(text: str) -> None:
    flat = flatten(text)
    assert len(flat.low) == len(flat.even) == len(text)
    assert all(a == b for a, b in zip(flat.sentences, sorted(set(flat.sentences)), strict=True))


def test_what_only_names_a_basis_is_no_statement_of_its_own() -> None:
    text = "The Post, citing two officials, reported that the deal was dead. Ada said so."

    def spans(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),)

    def made(source: str, cue: str, content: str, **more: Any) -> Attribution:
        quoted = (Quotation.INDIRECT, Manner.SAYS)
        return Attribution(spans(source), spans(cue), spans(content), *quoted, **more)

    citing = made("The Post", "citing", "two officials")
    report = made("The Post", "reported", "that the deal was dead", basis=spans("citing two officials"))
    inner = made("the deal", "was", "dead", parent=1)
    said = made("Ada", "said", "so", answers=Answer(spans("so")[0], attribution=1))
    kept = without_bases(text, [citing, report, inner, said])
    assert [one.cue for one in kept] == [report.cue, inner.cue, said.cue]
    assert (kept[1].parent, kept[2].answers and kept[2].answers.attribution) == (0, 0)
    assert without_bases(text, [citing]) == (citing,)

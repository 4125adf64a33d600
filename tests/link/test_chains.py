"""Where a claim comes from, over invented articles: citations, chains, verdicts, origins, circles."""

from __future__ import annotations

import itertools

import pytest

from onrecord.article import Manner, Naming, PartyKind
from onrecord.link.build import Claim, trace
from onrecord.link.outlets import forms_of, names_in
from onrecord.link.trace import Copied, CopyKind, Meets, ReceiptKind, Stance, StepKind, Trace, Verdict
from tests.link.told_dossier import Desk, Said

WORDING = "The Velt dam was cracked in May."


def witness(desk: Desk) -> str:
    """Add a report with a named witness who saw it."""
    return desk.add(
        "The Harrow Post",
        "2031-05-03",
        "Ida Krom said she saw the crack in the Velt dam in May. She works there.",
        Said("Ida Krom", "said", "she saw the crack in the Velt dam in May"),
    )


def relay(desk: Desk) -> str:
    """Add a report that has it from the first paper."""
    return desk.add(
        "Tarn Echo",
        "2031-05-04",
        "The Velt dam had a crack in May, the Harrow Post reported. Nobody was hurt.",
        Said("the Harrow Post", "reported", "The Velt dam had a crack in May", kind=PartyKind.ORGANIZATION),
    )


def other_witness(desk: Desk) -> str:
    """Add a report with another witness who saw it."""
    return desk.add(
        "Radio Lorn",
        "2031-05-05",
        "Bo Stane said he saw water run from the Velt dam in May.",
        Said("Bo Stane", "said", "he saw water run from the Velt dam in May"),
    )


def hidden(desk: Desk, outlet: str = "Morning Bell", source: str = "a person close to the owner") -> str:
    """Add a report with a source that is not named."""
    text = f"The Velt dam was cracked in May, {source} said."
    said = Said(source, "said", "The Velt dam was cracked in May", Naming.UNNAMED)
    return desk.add(outlet, "2031-05-06", text, said)


def paper(desk: Desk) -> str:
    """Add a report with a document that the outlet has seen."""
    return desk.add(
        "The Kelter Ledger",
        "2031-05-07",
        "The Velt dam was cracked in May, according to a survey log seen by The Kelter Ledger.",
        Said(
            "a survey log seen by The Kelter Ledger",
            "according to",
            "The Velt dam was cracked in May",
            Naming.DESCRIBED,
            PartyKind.DOCUMENT,
        ),
    )


ALL = (witness, relay, other_witness, hidden, paper)


def traced(desk: Desk, copies: tuple[Copied, ...] = ()) -> Trace:
    return trace(desk.claim(WORDING), copies)


def verdict(found: Trace, a: str, b: str) -> Verdict:
    return next(pair.verdict for pair in found.pairs if {pair.a, pair.b} == {a, b})


def test_a_report_that_names_its_paper_is_joined_to_the_paper_s_report() -> None:
    desk = Desk()
    first, second = witness(desk), relay(desk)
    found = traced(desk)
    assert [(one.url, one.of) for one in found.relays] == [(second, first)]
    assert "the Harrow Post reported" in found.relays[0].words
    assert verdict(found, first, second) is Verdict.SAME_ORIGIN
    assert found.pairs[0].receipts[0].kind is ReceiptKind.RELAY
    assert [(one.party, one.certain) for one in found.origins] == [("Ida Krom", True)]
    assert set(found.origins[0].reports) == {first, second}


def test_a_chain_goes_from_the_outlet_to_the_one_it_cites_and_no_further_than_the_article() -> None:
    desk = Desk()
    witness(desk)
    relay(desk)
    chains = [[step.name for step in report.chain] for report in traced(desk).reports]
    assert chains == [["The Harrow Post", "Ida Krom"], ["Tarn Echo", "Harrow Post"]]


def test_what_a_cited_paper_rests_on_stands_at_the_end_of_the_chain() -> None:
    desk = Desk()
    desk.add(
        "Tarn Echo",
        "2031-05-04",
        "The Velt dam had a crack in May, the Gorse Herald said, citing two officials and an internal memo.",
        Said(
            "the Gorse Herald",
            "said",
            "The Velt dam had a crack in May",
            kind=PartyKind.ORGANIZATION,
            basis="citing two officials and an internal memo",
        ),
    )
    steps = traced(desk).reports[0].chain[-2:]
    assert [(step.name, step.kind) for step in steps] == [
        ("two officials", StepKind.UNNAMED),
        ("an internal memo", StepKind.DOCUMENT),
    ]


def test_two_named_witnesses_who_saw_it_are_independent_with_the_words_that_show_it() -> None:
    desk = Desk()
    a, b = witness(desk), other_witness(desk)
    found = traced(desk)
    assert verdict(found, a, b) is Verdict.INDEPENDENT
    receipt = found.pairs[0].receipts[0]
    assert receipt.kind is ReceiptKind.OWN_WITNESS
    assert "saw" in receipt.a_words
    assert sum(one.certain for one in found.origins) == 2


def test_a_relay_of_one_witness_is_independent_of_the_other() -> None:
    desk = Desk()
    witness(desk)
    b, c = relay(desk), other_witness(desk)
    assert verdict(traced(desk), b, c) is Verdict.INDEPENDENT


def test_of_two_sources_that_are_not_named_nobody_can_tell() -> None:
    desk = Desk()
    a, b = hidden(desk), hidden(desk, "Evening Bell", "a source in the company")
    found = traced(desk)
    assert verdict(found, a, b) is Verdict.CANNOT_TELL
    assert [one.certain for one in found.origins] == [True, False]


def test_an_official_of_nobody_knows_whom_is_not_independent_of_a_named_one() -> None:
    desk = Desk()
    a, b = witness(desk), hidden(desk, source="an official")
    assert verdict(traced(desk), a, b) is Verdict.CANNOT_TELL


def test_a_minister_who_only_repeats_it_is_no_origin_beside_the_witness() -> None:
    desk = Desk()
    a = witness(desk)
    b = desk.add(
        "Tarn Echo",
        "2031-05-06",
        "Minister Olav Brenn said the Velt dam had been cracked since May.",
        Said("Minister Olav Brenn", "said", "the Velt dam had been cracked since May"),
    )
    assert verdict(traced(desk), a, b) is Verdict.CANNOT_TELL


def test_a_document_that_the_outlet_saw_is_independent_of_a_witness() -> None:
    desk = Desk()
    a, b = witness(desk), paper(desk)
    found = traced(desk)
    assert verdict(found, a, b) is Verdict.INDEPENDENT


def test_a_document_that_the_outlet_has_not_seen_shows_no_origin() -> None:
    desk = Desk()
    a = witness(desk)
    b = desk.add(
        "Tarn Echo",
        "2031-05-06",
        "A leaked memo shows that the Velt dam was cracked in May.",
        Said("A leaked memo", "shows", "that the Velt dam was cracked in May", Naming.DESCRIBED,
             PartyKind.DOCUMENT),
    )  # fmt: skip
    assert verdict(traced(desk), a, b) is Verdict.CANNOT_TELL


def test_a_copy_is_of_the_origin_of_what_it_copies_though_it_names_nothing() -> None:
    desk = Desk()
    a, b = witness(desk), hidden(desk, source="people who know the dam")
    copy = Copied(b, a, CopyKind.EDITED, 0.6, False, True)
    found = traced(desk, (copy,))
    assert verdict(found, a, b) is Verdict.SAME_ORIGIN
    assert found.pairs[0].receipts[0].kind is ReceiptKind.COPY
    assert len(found.origins) == 1


def test_two_papers_that_cite_each_other_are_a_circle() -> None:
    desk = Desk()
    first, second = witness(desk), relay(desk)
    third = desk.add(
        "The Harrow Post",
        "2031-05-06",
        "The Tarn Echo has confirmed that the Velt dam had a crack in May. Nobody was hurt.",
        Said("The Tarn Echo", "has confirmed", "that the Velt dam had a crack in May",
             kind=PartyKind.ORGANIZATION, manner=Manner.CONFIRMS),
    )  # fmt: skip
    found = traced(desk)
    assert found.circular == ((third, second),)
    assert verdict(found, first, third) is Verdict.SAME_ORIGIN
    assert len(found.origins) == 1


def test_a_paper_that_the_record_does_not_have_is_never_an_independent_source() -> None:
    desk = Desk()
    a = witness(desk)
    b = desk.add(
        "Tarn Echo",
        "2031-05-04",
        "Bo Stane told the Gorse Herald that he saw the crack in the Velt dam in May.",
        Said(
            "Bo Stane", "told", "that he saw the crack in the Velt dam in May", addressee="the Gorse Herald"
        ),
    )
    assert verdict(traced(desk), a, b) is Verdict.CANNOT_TELL


def test_a_denial_is_an_answer_to_the_claim_and_supports_nothing() -> None:
    desk = Desk()
    witness(desk)
    desk.add(
        "Tarn Echo",
        "2031-05-06",
        "Velt Works denied that the Velt dam was cracked in May.",
        Said("Velt Works", "denied", "that the Velt dam was cracked in May",
             kind=PartyKind.ORGANIZATION, stance=Stance.DENIES, manner=Manner.DENIES),
    )  # fmt: skip
    found = traced(desk)
    assert [(one.party, one.how, one.meets) for one in found.answers] == [
        ("Velt Works", "denies", Meets.CLAIM)
    ]
    assert found.answers[0].answers == "a1:0"
    assert found.pairs == ()


def test_a_figure_that_changed_on_the_way_is_drift() -> None:
    desk = Desk()
    first = desk.add(
        "The Harrow Post",
        "2031-05-03",
        "Ida Krom said she counted 12 cracks in the wall of the Velt dam.",
        Said("Ida Krom", "said", "she counted 12 cracks in the wall of the Velt dam"),
    )
    second = desk.add(
        "Tarn Echo",
        "2031-05-04",
        "She counted 20 cracks in the wall of the Velt dam, the Harrow Post reported.",
        Said("the Harrow Post", "reported", "She counted 20 cracks in the wall of the Velt dam"),
    )
    drift = [one for one in traced(desk).drift if one.kind == "number"]
    assert [(one.from_url, one.to_url, one.from_words, one.to_words) for one in drift] == [
        (first, second, "12", "20")
    ]


@pytest.mark.parametrize("chosen", [c for n in (2, 3, 5) for c in itertools.combinations(ALL, n)])
def test_no_verdict_stands_without_a_receipt_and_the_order_of_members_changes_nothing(chosen: tuple) -> None:  # type: ignore[type-arg]
    desk = Desk()
    for add in chosen:
        add(desk)
    claim = desk.claim(WORDING)
    found = trace(claim)
    assert all(pair.receipts or pair.verdict is Verdict.CANNOT_TELL for pair in found.pairs)
    assert len(found.pairs) == len(chosen) * (len(chosen) - 1) // 2
    assert trace(Claim(claim.key, claim.wording, claim.members[::-1])) == found


def test_an_outlet_goes_by_its_last_words_and_a_company_by_its_first() -> None:
    assert forms_of("The Harrow Evening Post") == ("harrow evening post", "evening post", "post")
    assert "kettle" in forms_of("Kettle Waterworks Ltd")
    assert "ltd" not in forms_of("Kettle Waterworks Ltd")
    assert "harrow" not in forms_of("Radio Harrow")


def test_a_short_name_counts_only_where_it_is_pointed_at() -> None:
    names = {form: ["The Harrow Post"] for form in forms_of("The Harrow Post")}
    text = "Post offices were shut. The Post reported it; the newspaper Post did too."
    found = names_in(text, lambda keys: {key: names[key] for key in keys if key in names})
    assert [text[one.span.start : one.span.end].lower() for one in found] == ["the post", "post"]

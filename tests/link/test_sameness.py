"""Two statements are the same only if nothing is different in them: number, polarity, actor, time,
modality.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.article import Manner, Naming
from onrecord.link.claim_vectors import WIDTH
from onrecord.link.claims import Core, Cue, Member, Nested, Stated, are_one, cores, place, stance_of
from onrecord.link.differences import differences
from onrecord.link.figures import Bound, figures_of, is_equal
from onrecord.link.said import Said
from onrecord.link.sameness import SamenessVerdict, compare
from onrecord.link.trace import Stance
from onrecord.link.wording import tokens_of
from onrecord.read.meaning import DIMENSIONS

NEAR = np.full(DIMENSIONS, 27, dtype=np.int8)
#: A place among claims that all of them have, so that words decide.
CLOSE = np.ones(WIDTH, dtype=np.int8)

#: What differs, and two statements that are near each other in everything else.
NEAR_MISSES = (
    ("number", "at least 29 people died in the landslide at Corl", "31 people died in the landslide at Corl"),
    ("number", "the bridge cost £340 million", "the bridge cost £290m"),
    ("number", "Thirty-four miners were rescued", "Forty-three miners were rescued"),
    ("number", "the dam lost 4 per cent of its water", "the dam lost 14 per cent of its water"),
    ("number", "two hundred and fifty houses burned down", "five hundred houses burned down"),
    ("number", "dozens of sheep were stolen in Marn", "9,000 sheep were stolen in Marn"),
    ("number", "Orrin won 12 of 20 seats on the council", "Orrin won 9 of 20 seats on the council"),
    ("number", "the well is 40 metres deep", "the well is 60 metres deep"),
    ("number", "the strike lasted nine days", "the strike lasted nineteen days"),
    (
        "number",
        "the mayor paid nearly 3,000 crowns for the horse",
        "the mayor paid 5,000 crowns for the horse",
    ),
    ("time", "the first shot fell at 4.40 a.m.", "the first shot fell at twenty to six"),
    ("time", "the guard locked the gate at 11 p.m.", "the guard locked the gate at 9 p.m."),
    ("polarity", "the council approved the tower", "the council did not approve the tower"),
    ("polarity", "the valve was open when the crew left", "the valve was shut when the crew left"),
    ("polarity", "the minister knew of the letter", "the minister never knew of the letter"),
    ("polarity", "nobody warned the fishermen of the storm", "the harbour warned the fishermen of the storm"),
    ("polarity", "the old mill is safe", "the old mill isn't safe"),
    ("polarity", "the union accepted the offer", "the union rejected the offer"),
    ("polarity", "Marn supports the canal", "Marn opposes the canal"),
    (
        "polarity",
        "the painting, a small one, was sold in May",
        "the painting, a small one, was not sold in May",
    ),
    ("polarity", "all three pilots survived the crash at Corl", "all three pilots died in the crash at Corl"),
    ("polarity", "wages will increase in spring", "wages will decrease in spring"),
    ("polarity", "the lamp of the bow door can be relied on", "the lamp of the bow door cannot be relied on"),
    ("polarity", "the results of the Corl vote were public", "the results of the Corl vote were secret"),
    ("polarity", "Orrin denies that the ledger was burned", "Orrin says that the ledger was burned"),
    ("actor", "Brack attacked the convoy near Pell", "Tarn attacked the convoy near Pell"),
    ("actor", "Tarn sued Orrin over the vineyard", "Orrin sued Tarn over the vineyard"),
    ("actor", "Ines Corl resigned from the board", "Maud Pell resigned from the board"),
    ("actor", "Velm invaded Karst at dawn", "Karst invaded Velm at dawn"),
    ("actor", "the Brack Bank bought the ferry line", "the Tarn Bank bought the ferry line"),
    ("actor", "the treaty was signed by Velm", "the treaty was signed by Karst"),
    ("actor", "Lurig told Sorrel to leave the club", "Sorrel told Lurig to leave the club"),
    ("actor", "soldiers from Velm burned the village", "soldiers from Karst burned the village"),
    ("modality", "the water of the Corl may be poisoned", "the water of the Corl is poisoned"),
    ("modality", "the club plans to sell the ground", "the club sold the ground"),
    ("modality", "the bridge could collapse in winter", "the bridge collapsed in winter"),
    ("modality", "the judge might free the driver", "the judge freed the driver"),
    ("modality", "the company allegedly hid the memo", "the company hid the memo"),
    ("modality", "the agent, a dye, may have been given twice", "the agent, a dye, was given twice"),
    ("modality", "perhaps the inspector took the money", "the inspector took the money"),
    ("modality", "Orrin threatened to close the port", "Orrin closed the port"),
    ("modality", "if the dam breaks the valley is lost", "the dam breaks and the valley is lost"),
    (
        "modality",
        "the city considers to buy the mill and possibly the land",
        "the city buys the mill and the land",
    ),
)
SAME = (
    (
        "the bow door of the Grace was open when she left",
        "that the bow door of the Grace was open when she left",
    ),
    ("the club is to be sold for £340m", "the club is to be sold for 340 million pounds"),
    ("Thirty-four miners were rescued from the pit at Corl", "34 miners were rescued from the pit at Corl"),
    ("the first shell fell on Hask at 4.40 a.m.", "the first shell fell on Hask at twenty to five"),
    ("the valve was not shut when the crew of Corl left", "the valve was open when the crew of Corl left"),
    (
        "about ten times the planned dose of dye was given",
        "nine and a half times the planned dose of dye was given",
    ),
)


def said(content: str, **facts: object) -> Said:
    return Said(content, "article", content, vector=NEAR, claim_vector=CLOSE, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "one", "other"), NEAR_MISSES)
def test_a_near_miss_is_never_the_same_and_its_difference_is_named(kind: str, one: str, other: str) -> None:
    found = compare(said(one), said(other))
    assert found.verdict is not SamenessVerdict.SAME
    assert kind in {difference.kind.value for difference in found.differences}


@pytest.mark.parametrize(("one", "other"), SAME)
def test_other_words_for_the_same_thing_are_no_difference(one: str, other: str) -> None:
    assert differences(said(one), said(other)) == ()
    assert compare(said(one), said(other)).verdict is SamenessVerdict.SAME


def test_another_day_keeps_two_statements_apart() -> None:
    one = said("the letter was sent to the office in Pell", days=(("2031-03-12", "2031-03-12"),))
    other = said("the letter was sent to the office in Pell", days=(("2031-03-29", "2031-03-29"),))
    found = compare(one, other)
    assert [difference.kind.value for difference in found.differences] == ["time"]
    assert (found.differences[0].one, found.differences[0].other) == ("2031-03-12", "2031-03-29")


def test_both_words_of_a_difference_are_told() -> None:
    (found,) = compare(said("the bridge cost £340 million"), said("the bridge cost £290m")).differences
    assert (found.one, found.other) == ("£340 million", "£290 m")


def test_too_few_words_are_the_same_only_of_one_named_speaker() -> None:
    one = said("I have signed nothing", party="p", naming=Naming.NAMED)
    other = said("he had signed nothing", party="p", naming=Naming.NAMED)
    assert compare(one, other).verdict is SamenessVerdict.SAME
    assert compare(said("signed nothing"), said("signed nothing")).verdict is SamenessVerdict.DIFFERENT


WORDS = st.lists(
    st.sampled_from(
        """the Brack Tarn not no may 31 £4m at least dozens open shut knew was died people , . that of on
        twenty to five March sold her O'Neil’s 4.40 a.m. 1,000 “ ” per cent half and a""".split()
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS)
def test_comparing_is_symmetric_and_deterministic(one: str, other: str) -> None:
    there, back = compare(said(one), said(other)), compare(said(other), said(one))
    assert (there.verdict, there.score) == (back.verdict, back.score)
    assert sorted(found.kind for found in there.differences) == sorted(
        found.kind for found in back.differences
    )
    assert compare(said(one), said(other)) == there


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_compared(text: str) -> None:
    for figure in figures_of(tokens_of(text)):
        assert text[figure.start :].casefold().startswith(figure.words.split()[0].casefold())
    compare(said(text), said("the Brack Bank bought 31 ferries"))


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("at least 29 people", 29, "", Bound.LEAST),
        ("more than 1.2 million voters", 1_200_000, "", Bound.LEAST),
        ("for £340m", 340_000_000, "£", Bound.EXACT),
        ("two hundred and fifty thousand votes", 250_000, "", Bound.EXACT),
        ("nearly 4 per cent of them", 4, "%", Bound.ABOUT),
        ("nine and a half times the dose", 9.5, "times", Bound.EXACT),
        ("at twenty to five", 280, "clock", Bound.EXACT),
        ("hundreds of sheep", 200, "", Bound.SCORES),
        ("up to 60 fighters", 60, "", Bound.MOST),
    ],
)
def test_figures_are_read_with_their_unit_and_how_exact_they_are(
    text: str, value: float, unit: str, bound: Bound
) -> None:
    (figure,) = figures_of(tokens_of(text))
    assert (figure.value, figure.unit, figure.bound) == (value, unit, bound)


@pytest.mark.parametrize(
    "text", ["on 12 March", "March 12, 2031", "in 2031", "the 20th of May", "one of them"]
)
def test_dates_and_articles_are_no_figures(text: str) -> None:
    assert figures_of(tokens_of(text)) == ()


def test_dozens_may_be_thirty_but_not_nine_thousand() -> None:
    (dozens,), (some,), (many,) = (figures_of(tokens_of(text)) for text in ("dozens", "36", "9,000"))
    assert is_equal(dozens, some)
    assert not is_equal(dozens, many)


@pytest.mark.parametrize(
    ("chain", "stance"),
    [
        ([Cue(Manner.SAYS)], Stance.ASSERTS),
        ([Cue(Manner.DENIES)], Stance.DENIES),
        ([Cue(Manner.DENIES, negated=True)], Stance.ASSERTS),
        ([Cue(Manner.SAYS), Cue(Manner.DENIES)], Stance.DENIES),
        ([Cue(Manner.DENIES), Cue(Manner.SAYS)], Stance.DENIES),
        ([Cue(Manner.REFUSES, content="the suggestion that it knew")], Stance.DENIES),
        ([Cue(Manner.REFUSES, content="to leave the house")], Stance.ASSERTS),
        ([Cue(Manner.ASKS)], Stance.ASKS),
        ([Cue(Manner.SAYS, negated=True)], Stance.DECLINES),
        ([Cue(Manner.DECLINES)], Stance.DECLINES),
        ([Cue(Manner.SAYS, content="the company would not comment on the leak")], Stance.DECLINES),
        ([Cue(Manner.SAYS, content="“No deal is signed,” … “We do not comment on talk.”")], Stance.ASSERTS),
        ([Cue(Manner.SAYS, negated=True, content="that they are lying")], Stance.ASSERTS),
    ],
)
def test_the_stance_comes_from_the_cues_around_the_words(chain: list[Cue], stance: Stance) -> None:
    assert stance_of(chain) is stance


def test_a_report_of_a_report_says_what_stands_inside() -> None:
    outer, inner = Nested(None, Manner.SAYS, 0.0), Nested(0, Manner.SAYS, 0.97)
    assert cores([outer, inner]) == [1, 1]
    assert cores([outer, Nested(0, Manner.THINKS, 0.97)]) == [0, 1]
    assert cores([outer, Nested(0, Manner.SAYS, 0.3)]) == [0, 1]


def test_a_denial_belongs_to_what_it_denies_and_a_contrary_contradicts_it() -> None:
    core = Core(7, (Member(said("the bow door of the Grace was open when she left the berth", party="a")),))
    denial = Stated(said("that the bow door of the Grace was open", party="b"), Stance.DENIES)
    contrary = Stated(
        said("the bow door of the Grace was shut when she left the berth", party="b"), Stance.ASSERTS
    )
    assert [(one.claim, one.stance) for one in place(denial, [core])] == [(7, Stance.DENIES)]
    assert [(one.claim, one.stance) for one in place(contrary, [core])] == [(7, Stance.CONTRADICTS)]


def test_a_statement_with_another_number_joins_no_claim() -> None:
    core = Core(1, (Member(said("31 people died in the landslide at Corl")),))
    assert place(Stated(said("47 people died in the landslide at Corl"), Stance.ASSERTS), [core]) == []


def test_claims_that_differ_in_a_number_are_not_made_one() -> None:
    one = Core(1, (Member(said("31 people died in the landslide at Corl")),))
    other = Core(2, (Member(said("47 people died in the landslide at Corl")),))
    assert not are_one(one, other)
    assert are_one(one, one)

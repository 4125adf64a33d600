"""The measures of the gate themselves, on small invented data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from onrecord.article import Article, Date, Naming, Party, PartyKind, Resolution, Span
from onrecord.show import read_folder
from tests.accuracy.dates import Counts, canonical, count, same
from tests.accuracy.gold import EXAMPLES, Gold, annotated, articles, bare, folders, parse
from tests.accuracy.parties import ADDRESSEE, SOURCE, Judged, Row, figures, judge

TEXT = "Vorn denied it. She left on Monday. Hale declined to comment."
ANN = """T1\tSource 0 4\tVorn
T2\tCue 5 11\tdenied
T3\tContent 12 14\tit
T4\tAttribution 5 11\tdenied
T5\tParty-person 0 4\tVorn
T6\tParty-person 36 40\tHale
T7\tSilence 41 60\tdeclined to comment
T8\tSource 36 40\tHale
T9\tDate 28 34\tMonday
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3 Party:T5
E2\tSilence:T7 Source:T8 Party:T6
#1\tId T5\tvorn
#2\tName T5\tAda Vorn
#3\tNaming T5\tnamed
#4\tId T6\thale
#5\tAlsoParty E1\thale
#6\tEdtf T9\t2031-02-03
#7\tAlsoEdtf T9\t2031-02-10
#8\tAlsoEdtf T9\t2031-02-17
#9\tOptional T9\tyes
#10\tKind E2\tdeclined
#11\tAlsoKind E2\tevaded
"""


def gold(ann: str = ANN) -> Gold:
    return parse(Article(name="invented", text=TEXT), ann)


def party(name: str, naming: Naming = Naming.NAMED) -> Party:
    return Party(id=name, name=name, kind=PartyKind.PERSON, naming=naming, mentions=())


def rights(rows: Sequence[tuple[str | None, str | None]], also: str = "") -> list[bool]:
    """Whether each (annotated, found) is right; a found id is the annotated name with a mark behind it."""
    sources = [Row(SOURCE, "", a, frozenset([also] if also else []), f) for a, f in rows]
    found = {f for _, f in rows if f}
    return [one.right for one in judge(sources, map(party, {a for a, _ in rows if a}), map(party, found))]


# --- what is annotated -----------------------------------------------------------------------------


def test_notes_that_only_a_measure_reads_are_kept_beside_the_reading() -> None:
    one = gold()
    assert one.reading.attributions[0].party == "vorn"
    assert one.reading.silences[0].party == "hale"
    assert one.also_party == {0: {"hale"}}
    assert one.also_edtf == {0: {"2031-02-10", "2031-02-17"}}
    assert one.also_kind == {0: {"evaded"}}
    assert one.optional == {0}


def test_the_package_reads_the_examples_without_a_complaint() -> None:
    corpora = [read_folder(EXAMPLES / name) for name in folders()]
    assert [problem for corpus in corpora for problem in corpus.problems] == []


def test_a_damaged_annotation_stops_the_measure() -> None:
    with pytest.raises(ValueError, match="invented"):
        gold(ANN + "T10\tSource 0 999\tVorn\n")


def test_every_source_of_the_examples_has_a_party_or_means_nobody() -> None:
    nobody = [
        " ".join(one.reading.article.text[start:end] for start, end in a.source)
        for one in annotated()
        for a in one.reading.attributions
        if a.source and a.party is None and a.resolution is None
    ]
    assert [words for words in nobody if not words.casefold().startswith(("no", "nobody"))] == []


def test_articles_carry_the_date_and_outlet_of_their_list() -> None:
    first = articles(EXAMPLES / "dossier")[0]
    assert (first.name, first.published, first.publisher) == (
        "01-wire-talks-collapse",
        "2031-02-05",
        "Transmere",
    )


def test_what_is_to_be_found_is_taken_from_the_annotated_attributions() -> None:
    assert all(
        not (a.party or a.basis or a.addressee or a.resolution)
        for one in annotated()
        for a in bare(one.reading.attributions)
    )


# --- parties ---------------------------------------------------------------------------------------


def test_a_party_is_right_when_most_of_its_sources_are_those_of_the_annotated_one() -> None:
    assert rights([("Vorn", "Ada Vorn"), ("Vorn", "Ada Vorn"), ("Hale", "Ada Vorn")]) == [True, True, False]


def test_a_party_cut_in_two_is_right_only_in_its_greater_half() -> None:
    assert rights([("Vorn", "Vorn A"), ("Vorn", "Vorn A"), ("Vorn", "Vorn B")]) == [True, True, False]


def test_of_two_that_share_as_many_sources_the_namesake_counts() -> None:
    assert rights([("Vorn", "a baker"), ("Vorn", "Ada Vorn")]) == [False, True]


def test_a_named_party_must_share_a_word_with_its_name() -> None:
    assert rights([("the Post of Orvane", "the Bureau of Waters")]) == [False]


def test_only_unresolved_is_right_where_the_words_do_not_settle_it() -> None:
    assert rights([(None, "Vorn"), (None, None), ("Vorn", None)]) == [False, True, False]


def test_a_second_party_that_a_note_allows_is_right_too() -> None:
    assert rights([("Vorn", "Vorn"), ("Hale", "Hale"), ("Hale", "Vorn")], also="Vorn") == [True, True, True]


def test_addressees_tie_only_parties_that_no_source_has_tied() -> None:
    rows = [
        Row(role, "", a, frozenset(), "Vorn") for role, a in ((SOURCE, "Vorn"), *[(ADDRESSEE, "Hale")] * 2)
    ]
    judged = judge(rows, [party("Vorn"), party("Hale")], [party("Vorn")])
    assert [one.right for one in judged] == [True, False, False]


def test_confidence_is_held_to_what_is_given_as_sure() -> None:
    vorn = party("Vorn")
    sure, unsure = (
        Row(SOURCE, "", "Vorn", frozenset(), "Vorn", Resolution(confidence=confidence))
        for confidence in (0.95, 0.5)
    )
    measured = figures([Judged(sure, vorn, vorn, True), Judged(unsure, vorn, vorn, False)], [])
    assert (measured["party"], measured["party sure"], measured["party resolved"]) == (50.0, 100.0, 100.0)


# --- dates -----------------------------------------------------------------------------------------


def dated(ann: str, *found: tuple[int, int, str | None]) -> Counts:
    counts = Counts()
    dates = [Date(Span(start, end), edtf, None) for start, end, edtf in found]
    count(counts, gold(ann), dates)
    return counts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2031-35", "2031-07/2031-09"),
        ("2031-02-05T24:00:00", "2031-02-06T00:00:00"),
        ("2031-02~", "2031-02"),
        ("2030-36/2031-33", "2030-10/2030-12/2031-01/2031-03"),
    ],
)
def test_two_ways_to_write_a_value_are_one(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


def test_an_open_stretch_is_its_end_only_where_the_words_are_open() -> None:
    assert same("2018", "2018/..", is_open=True)
    assert same("2018", "../2018", is_open=True)
    assert not same("2018", "2018/..", is_open=False)
    assert not same("2018", "2019/..", is_open=True)


def test_optional_dates_count_neither_way() -> None:
    for found in ((), ((28, 34, "1999"),)):
        counts = dated(ANN, *found)
        assert (counts.found.right, counts.found.false, counts.found.missed, counts.right) == (0, 0, 0, [])


REQUIRED = ANN.replace("#9\tOptional T9\tyes\n", "")


@pytest.mark.parametrize(
    ("value", "right", "wrong"),
    [
        ("2031-02-03", True, False),
        ("2031-02-17", True, False),
        ("2031-02-04", False, True),
        (None, False, False),
    ],
)
def test_a_value_is_right_wrong_or_left_open(value: str | None, right: bool, wrong: bool) -> None:
    counts = dated(REQUIRED, (25, 34, value))
    assert (counts.right, counts.wrong) == ([right], [wrong])


def test_a_date_found_elsewhere_is_a_miss_and_a_false_one() -> None:
    counts = dated(REQUIRED, (0, 4, "2031"))
    assert (counts.found.right, counts.found.false, counts.found.missed) == (0, 1, 1)


def test_one_stretch_marked_as_two_is_right_as_one() -> None:
    two = REQUIRED + "T10\tDate 20 24\tleft\n#12\tEdtf T10\t2031-02-01\n"
    counts = dated(two, (20, 34, "2031-02-01/2031-02-03"))
    assert counts.right == [True, True]


def test_one_found_date_in_two_annotated_ones_is_no_false_one() -> None:
    two = REQUIRED + "T10\tDate 20 24\tleft\n#12\tEdtf T10\t2031-02-01\n"
    found = dated(two, (20, 34, None)).found
    assert (found.right, found.false, found.missed) == (1, 0, 0)


def test_the_parts_of_one_annotated_stretch_are_right_together() -> None:
    one = REQUIRED.replace("#6\tEdtf T9\t2031-02-03", "#6\tEdtf T9\t2031-02-01/2031-02-03")
    assert dated(one, (28, 30, "2031-02-01"), (32, 34, "2031-02-03")).right == [True]


def test_the_same_value_in_timex3_counts_where_edtf_has_none() -> None:
    duration = REQUIRED.replace("#6\tEdtf T9\t2031-02-03", "#6\tTimex3 T9\tDURATION P8W")
    one = gold(duration)
    counts = Counts()
    count(counts, one, one.reading.dates)
    count(counts, one, [replace(date, timex3=None) for date in one.reading.dates])
    assert (counts.timex3, counts.right) == ([True, False], [])

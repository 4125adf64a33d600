"""What people decide about statements and parties is kept with its words, and the latest counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.article import Manner, Quotation, Span
from onrecord.errors import JudgementError, NotFoundError, RecordError
from onrecord.record import Mode, Store
from onrecord.record.anchors import attribution_of
from onrecord.record.corrections import find_words
from onrecord.record.judge import (
    Correction,
    State,
    attribution_row,
    history,
    judge,
    judge_parties,
    orphans,
    split_party,
    standing,
)
from onrecord.record.load import statements
from onrecord.record.merging import party_id
from onrecord.show.record_judgements import judgement_lines
from tests.record.dossier import dossier, read_text, record_of

TEXT = (
    "The ferry will stop running in May, said Ines Tolland, the harbour master of Quell.\n\n"
    "Ines Tolland added that the winter storms had broken the pier. “Nobody was told,” said Per Ash.\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store, _ = record_of(
        tmp_path / "r.db", (read_text("ferry", TEXT, title="Ferry stops", url="https://q.example/f"),)
    )
    with store:
        yield store


def keys(store: Store) -> list[str]:
    return [row["key"] for row in store.rows("SELECT key FROM attribution ORDER BY id")]


def shown(store: Store, key: str) -> str:
    (statement,) = statements(store, "a.key = ?", (key,))
    return "\n".join(line.plain for line in judgement_lines(statement))


def test_a_judgement_is_kept_with_person_time_reason_and_the_exact_words(store: Store) -> None:
    key = keys(store)[0]
    made = judge(store, key[:6], "right", person=" Ada  Vorn ", reason="heard the tape")
    (one,) = standing(store)
    assert one.judgement == made
    assert (one.state, one.why) == (State.FITS, "")
    assert (made.key, made.person, made.judged) == (key, "Ada Vorn", "2031-05-01T12:00:00Z")
    anchor = made.anchor
    assert (anchor["title"], anchor["url"]) == ("Ferry stops", "https://q.example/f")
    for role in ("source", "cue", "content"):
        for piece in anchor[role]:
            start, end = piece["span"]
            assert piece["words"] == TEXT[start:end]
            assert piece["before"] == TEXT[max(0, start - 32) : start]
            assert piece["after"] == TEXT[end : end + 32]
    assert shown(store, key) == "judged right by Ada Vorn, 2031-05-01: heard the tape"


def test_the_last_judgement_counts_and_none_is_lost(store: Store) -> None:
    key = keys(store)[0]
    for verdict in ("right", "wrong", "unsure"):
        judge(store, key, verdict, person="Ada")
    assert [one.judgement.verdict for one in standing(store)] == ["unsure"]
    assert [one.verdict for one in history(store, key)] == ["right", "wrong", "unsure"]
    states = [one.state for one in standing(store, everything=True)]
    assert states == [State.REPLACED, State.REPLACED, State.FITS]


def test_unsure_is_not_the_same_as_not_judged_and_withdrawn_is(store: Store) -> None:
    first, second = keys(store)[:2]
    judge(store, first, "unsure", person="Ada")
    found = {one.key: one.judgement for one in statements(store, "1 = 1")}
    assert (found[first], found[second]) == ("unsure", None)
    judge(store, first, "withdrawn", person="Ada")
    assert standing(store) == []
    assert {one.judgement for one in statements(store, "1 = 1")} == {None}
    assert store.value("SELECT count(*) FROM judgement") == 2
    assert shown(store, first) == ""


def test_a_judgement_counts_although_an_earlier_one_has_a_later_time(store: Store) -> None:
    """Another person's clock may be ahead."""
    key = keys(store)[0]
    store.clock = lambda: "2031-06-01T00:00:00Z"
    judge(store, key, "wrong", person="Bo")
    store.clock = lambda: "2031-05-01T00:00:00Z"
    judge(store, key, "right", person="Ada")
    assert [one.judgement.verdict for one in standing(store)] == ["right"]
    assert [one.judgement for one in statements(store, "a.key = ?", (key,))] == ["right"]
    assert store.value("SELECT judgement FROM statements WHERE key = ?", (key,)) == "right"


@pytest.mark.parametrize(
    ("key", "verdict", "person", "said"),
    [
        ("", "same", "Ada", "no verdict on an attribution"),
        ("", "right", " ", "nobody is named"),
        ("", "withdrawn", "Ada", "nothing to withdraw"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_written(
    store: Store, key: str, verdict: str, person: str, said: str
) -> None:
    with pytest.raises(JudgementError, match=said):
        judge(store, key or keys(store)[0], verdict, person=person)
    assert store.value("SELECT count(*) FROM judgement") == 0


@pytest.mark.parametrize("key", ["abc", "ffffffffffff", "%", "", "x" * 1000])
def test_a_key_that_leads_nowhere_is_told(store: Store, key: str) -> None:
    with pytest.raises(NotFoundError):
        judge(store, key, "right", person="Ada")


def test_a_record_open_for_reading_takes_no_judgement(tmp_path: Path, store: Store) -> None:
    with (
        Store(tmp_path / "r.db", Mode.READ) as reading,
        pytest.raises(RecordError, match="may not be written"),
    ):
        judge(reading, keys(store)[0], "right", person="Ada")


def test_a_correction_is_shown_beside_what_was_read(store: Store) -> None:
    key = keys(store)[0]
    row = attribution_row(store, key)
    span = find_words(row["text"], "The ferry will stop", attribution_of(row))
    correction = Correction(content=(span,), party="Tolland & Co", manner=Manner.PREDICTS, negated=False)
    judge(store, key, "wrong", person="Ada", correction=correction)
    (statement,) = statements(store, "a.key = ?", (key,))
    assert statement.content == "The ferry will stop running in May"
    assert statement.correction is not None
    assert statement.correction.content == "The ferry will stop"
    assert (statement.correction.source, statement.correction.party) == (None, "Tolland & Co")
    lines = shown(store, key).splitlines()
    assert lines[1] == (
        "should read: content “The ferry will stop” (0-19); party Tolland & Co; manner predicts; not negated"
    )
    (one,) = standing(store)
    assert one.judgement.correction == correction
    assert one.judgement.anchor["corrected"]["content"][0]["words"] == "The ferry will stop"


def test_a_corrected_party_may_be_given_by_the_beginning_of_its_key(store: Store) -> None:
    key = store.value("SELECT key FROM party WHERE name = 'Per Ash'")
    made = judge(store, keys(store)[0], "wrong", person="Ada", correction=Correction(party=key[:8]))
    assert made.correction == Correction(party=key)
    assert "party Per Ash" in shown(store, keys(store)[0])
    with pytest.raises(NotFoundError):
        judge(store, keys(store)[0], "wrong", person="Ada", correction=Correction(party="00000000"))


@pytest.mark.parametrize(
    ("correction", "said"),
    [
        (Correction(content=(Span(5, 5),)), "does not lie in the text"),
        (Correction(content=(Span(0, 9_999),)), "does not lie in the text"),
        (Correction(content=(Span(-3, 2),)), "does not lie in the text"),
        (Correction(content=()), "content is empty"),
        (Correction(cue=()), "cue is empty"),
        (Correction(content=(Span(0, 9), Span(4, 12))), "overlap"),
        (Correction(content=(Span(0, 60),)), "overlap"),
        (Correction(), "says nothing"),
        (Correction(party=" "), "has no name"),
    ],
)
def test_a_correction_that_does_not_fit_the_text_is_refused(
    store: Store, correction: Correction, said: str
) -> None:
    with pytest.raises(JudgementError, match=said):
        judge(store, keys(store)[0], "wrong", person="Ada", correction=correction)
    assert store.value("SELECT count(*) FROM judgement") == 0


def test_a_correction_goes_with_wrong_and_may_leave_the_source_out(store: Store) -> None:
    key = keys(store)[0]
    with pytest.raises(JudgementError, match="goes with the verdict wrong"):
        judge(store, key, "right", person="Ada", correction=Correction(negated=True))
    correction = Correction(source=(), quotation=Quotation.MIXED)
    judge(store, key, "wrong", person="Ada", correction=correction)
    assert "source (no source named); quotation mixed" in shown(store, key)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ines  Tolland", "Ines Tolland"),  # twice in the text, once in the statement
        ("May,\nsaid", "May, said"),
        ('"Nobody was told,"', "“Nobody was told,”"),
        ("pier", "pier"),
    ],
)
def test_words_are_found_whatever_their_white_space_and_quotation_marks(
    store: Store, words: str, found: str
) -> None:
    row = attribution_row(store, keys(store)[0])
    span = find_words(TEXT, words, attribution_of(row))
    assert TEXT[span.start : span.end] == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("the bridge", "does not stand near"),
        ("err", "does not stand near"),
        (" ", "no words"),
        ("said", None),
    ],
)
def test_words_that_are_not_there_or_there_twice_are_told(store: Store, words: str, said: str | None) -> None:
    row = attribution_row(store, keys(store)[0])
    if said is None:  # "said" stands twice, but in the statement once
        assert find_words(TEXT, words, attribution_of(row)).start == TEXT.index("said")
        return
    with pytest.raises(JudgementError, match=said):
        find_words(TEXT, words, attribution_of(row))


def test_words_that_stand_there_twice_are_told_with_their_places(store: Store) -> None:
    row = attribution_row(store, keys(store)[1])
    with pytest.raises(JudgementError, match=r"'the' stands there 3 times \(.*\); give more words"):
        find_words(TEXT, "the", attribution_of(row))


# --- parties ---------------------------------------------------------------------------------------


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Store]:
    store, _ = record_of(tmp_path / "r.db", dossier())
    with store:
        yield store


def party(store: Store, name: str) -> str:
    return str(store.value("SELECT key FROM party WHERE name = ?", (name,)))


def places(store: Store, key: str) -> set[tuple[str, str]]:
    """The articles and ids of a party there."""
    rows = store.rows(
        "SELECT r.name, s.local FROM appearance AS s JOIN article AS r ON r.id = article_id"
        " WHERE party_id = ?",
        (party_id(store, key),),
    )
    return {(row[0], row[1]) for row in rows}


def test_same_makes_two_parties_one_and_withdrawing_parts_them_again(talks: Store) -> None:
    one, other = party(talks, "Tobin Carrow"), party(talks, "Maud Penhale")
    before = places(talks, one), places(talks, other)
    assert before[0] and before[1]
    judge_parties(talks, one, other, "same", person="Ada", reason="a slip of the pen")
    assert party_id(talks, one) == party_id(talks, other)
    assert places(talks, one) == before[0] | before[1]
    assert [state.state for state in standing(talks)] == [State.FITS]
    judge_parties(talks, other, one, "withdrawn", person="Ada")
    assert (places(talks, one), places(talks, other)) == before
    assert standing(talks) == []
    assert [judgement.verdict for judgement in history(talks, one)] == ["same", "withdrawn"]


def test_different_after_same_parts_what_was_joined_and_keeps_it_apart(talks: Store) -> None:
    one, other = party(talks, "Tobin Carrow"), party(talks, "Maud Penhale")
    before = places(talks, one), places(talks, other)
    judge_parties(talks, one, other, "same", person="Ada")
    judge_parties(talks, one, other, "same", person="Bo")
    judge_parties(talks, one, other, "different", person="Ada")
    assert (places(talks, one), places(talks, other)) == before
    (found,) = standing(talks)
    assert (found.judgement.verdict, found.state) == ("different", State.FITS)


def test_unsure_about_two_parties_changes_nothing_and_is_kept(talks: Store) -> None:
    one, other = party(talks, "Tobin Carrow"), party(talks, "Maud Penhale")
    before = places(talks, one), places(talks, other)
    judge_parties(talks, one, other, "unsure", person="Ada")
    assert (places(talks, one), places(talks, other)) == before
    assert [found.judgement.verdict for found in standing(talks)] == ["unsure"]


def test_a_party_is_split_by_articles_and_joined_again_when_that_is_withdrawn(talks: Store) -> None:
    key = party(talks, "Maud Penhale")
    before = places(talks, key)
    name = min(article for article, _ in before)
    made = split_party(talks, key, [name], person="Ada", reason="her daughter")
    new = next(one for one in (made.key, made.other or "") if one != key)
    assert {article for article, _ in places(talks, new)} == {name}
    assert places(talks, key) == {place for place in before if place[0] != name}
    assert [found.state for found in standing(talks)] == [State.FITS]
    judge_parties(talks, key, new, "withdrawn", person="Ada")
    assert places(talks, key) == before


def test_a_split_that_leaves_nothing_or_takes_nothing_is_refused(talks: Store) -> None:
    key = party(talks, "Maud Penhale")
    there = sorted({article for article, _ in places(talks, key)})
    with pytest.raises(JudgementError, match="appears in no other article"):
        split_party(talks, key, there, person="Ada")
    others = {row["name"] for row in talks.rows("SELECT name FROM article")} - set(there)
    with pytest.raises(JudgementError, match="does not appear in article"):
        split_party(talks, key, [min(others)], person="Ada")
    with pytest.raises(NotFoundError):
        split_party(talks, key, ["no-such-article"], person="Ada")
    assert talks.value("SELECT count(*) FROM judgement") == 0


def test_parties_that_are_no_two_are_refused(talks: Store) -> None:
    key = party(talks, "Maud Penhale")
    with pytest.raises(JudgementError, match="are one key"):
        judge_parties(talks, key, key, "same", person="Ada")
    with pytest.raises(NotFoundError):
        judge_parties(talks, key, "ffffffffffff", "same", person="Ada")
    with pytest.raises(JudgementError, match="no verdict on two parties"):
        judge_parties(talks, key, party(talks, "Orvane"), "right", person="Ada")
    with pytest.raises(JudgementError, match="nothing to withdraw"):
        judge_parties(talks, key, party(talks, "Orvane"), "withdrawn", person="Ada")


def test_a_judgement_whose_article_is_gone_is_orphaned_and_can_be_withdrawn(talks: Store) -> None:
    key = keys(talks)[0]
    judge(talks, key, "right", person="Ada")
    talks.run("DELETE FROM article WHERE id = (SELECT article_id FROM attribution WHERE key = ?)", (key,))
    (one,) = orphans(talks)
    assert one.why == "the article is not in the record"
    with pytest.raises(NotFoundError):
        judge(talks, key, "wrong", person="Ada")
    judge(talks, key[:8], "withdrawn", person="Ada")
    assert standing(talks) == []


def test_the_view_of_judgements_has_those_that_count(talks: Store) -> None:
    first, second = keys(talks)[:2]
    judge(talks, first, "right", person="Ada")
    judge(talks, first, "wrong", person="Bo")
    judge(talks, second, "right", person="Ada")
    judge(talks, second, "withdrawn", person="Ada")
    judge_parties(talks, party(talks, "Orvane"), party(talks, "Brennick"), "different", person="Ada")
    rows = talks.rows("SELECT target, verdict, person FROM judgements ORDER BY target")
    assert [tuple(row) for row in rows] == [("attribution", "wrong", "Bo"), ("party", "different", "Ada")]

"""Asking for a party: who fits a name, and what the record has of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.article import Manner, SilenceKind
from onrecord.link.parties import Evidence, Suggestion
from onrecord.record import Filters, Store
from onrecord.record import party_answers as module
from onrecord.record.appearances import put_suggestion
from onrecord.record.merging import merge
from onrecord.record.party_answers import Fit, suggestions, who
from onrecord.record.timeline import silences_that_fit, timeline
from tests.record.asked import asked, judge, row_of
from tests.record.dossier import dossier, record_of


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with record_of(tmp_path_factory.mktemp("dossier") / "onrecord.db", dossier())[0] as store:
        yield store


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    with asked(tmp_path / "onrecord.db") as store:
        yield store


def test_a_profile_has_what_the_party_said_was_told_and_did_not_answer(store: Store) -> None:
    (penhale,) = who(store, "Maud Penhale")
    assert (penhale.party.name, penhale.fit) == ("Maud Penhale", Fit.NAME)
    assert (penhale.articles, penhale.statement_count) == (4, len(penhale.statements))
    assert penhale.manners == {Manner.SAYS: 8, Manner.DENIES: 3}
    assert (penhale.first_day, penhale.last_day) == ("2031-02-05", "2031-02-23")
    assert {one.party for one in penhale.statements} == {penhale.party}
    assert {one.addressee_party for one in penhale.told} == {penhale.party}
    (silence,) = penhale.silences
    assert (silence.words, silence.kind) == ("hung up", SilenceKind.DECLINED)
    assert "Penhale" in {one.words for one in penhale.names}
    described = {one.words: one for one in penhale.descriptions}
    assert described["Brennick’s chief negotiator"].first.outlet == "The Harrow Post"
    assert described["who led the Brennish team"].articles == 2
    assert len(penhale.appearances) == 4
    assert penhale.appearances[0].reason


def test_statements_come_newest_first_and_the_limit_cuts_lists_not_counts(store: Store) -> None:
    (penhale,) = who(store, "Penhale", limit=2)
    assert (len(penhale.statements), penhale.statement_count) == (2, 11)
    days = [one.day for one in who(store, "Penhale")[0].statements]
    assert days == sorted(days, key=str, reverse=True)


def test_spokesmen_stand_beside_whom_they_speak_for(store: Store) -> None:
    (carrow,) = who(store, "Tobin Carrow")
    assert "Emil Roake" in {party.name for party in carrow.spokesmen}
    (roake,) = who(store, "Emil Roake")
    assert [party.name for party in roake.speaks_for] == ["Tobin Carrow"]


def test_two_of_one_surname_are_told_of_apart(small: Store) -> None:
    anna, bert = who(small, "Hale")
    assert (anna.party.name, bert.party.name) == ("Anna Hale", "Bert Hale")
    assert {one.party for one in anna.statements} == {anna.party}
    assert [one.content for one in bert.statements] == ["that the pier was sound"]
    assert anna.fit is bert.fit is Fit.PART


def test_the_whole_name_comes_before_a_part_of_one(small: Store) -> None:
    small.run("UPDATE name SET folded = 'hale' WHERE folded = 'bert hale'")
    profiles = who(small, "Hale")
    assert [(one.party.name, one.fit) for one in profiles] == [("Bert Hale", Fit.NAME)]
    assert [party.name for party in profiles.others] == ["Anna Hale"]


def test_roles_come_last_and_say_that_they_are_roles(small: Store) -> None:
    assert {(one.party.name, one.fit) for one in who(small, "spokesperson")} == {
        ("Ines Kroll", Fit.ROLE),
        ("A spokesman for the council", Fit.ROLE),
    }
    (hale,) = who(small, "mayor")
    assert hale.party.name == "Anna Hale"


def test_a_party_is_found_by_its_key_and_its_known_id(small: Store) -> None:
    small.run("UPDATE party SET known = 'Q42' WHERE name = 'Bert Hale'")
    (bert,) = who(small, "Q42")
    assert (bert.party.name, bert.party.known, bert.fit) == ("Bert Hale", "Q42", Fit.KEY)
    assert who(small, bert.party.key)[0].party == bert.party
    assert who(small, bert.party.key[:7])[0].party == bert.party


def test_a_party_is_found_by_the_key_that_it_had_before_it_was_merged(small: Store) -> None:
    anna, ines = (who(small, name)[0].party for name in ("Anna Hale", "Ines Kroll"))
    kept = merge(small, anna.key, ines.key)
    for key in (anna.key, ines.key, ines.key[:8]):
        (profile,) = who(small, key)
        assert profile.party.key == kept
        assert len({one.source for one in profile.statements} & {"Mayor Anna Hale", ines.name}) >= 1


def test_nobody_is_nobody(small: Store) -> None:
    for name in ("", "Zed", "?", "\ud800", "Hal"):
        assert not who(small, name)
        assert not who(small, name).others


def test_more_parties_than_are_told_of_are_named(small: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PARTIES", 1)
    profiles = who(small, "Hale")
    assert [one.party.name for one in profiles] == ["Anna Hale"]
    assert [party.name for party in profiles.others] == ["Bert Hale"]


def test_filters_narrow_what_is_shown_of_a_party(small: Store) -> None:
    (hale,) = who(small, "Anna Hale", Filters(since="2031-05", by="nobody"))
    assert [one.content for one in hale.statements] == ["a larger budget for harbours"]
    assert hale.articles == 2


def test_what_was_judged_wrong_is_counted_not_shown(small: Store) -> None:
    judge(small, row_of(small, "larger budget"), "wrong")
    (hale,) = who(small, "Anna Hale")
    assert (hale.statement_count, hale.left_out) == (2, 1)


def test_of_a_party_of_many_statements_the_newest_are_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_STATEMENTS", 3)
    (penhale,) = who(store, "Penhale")
    assert (penhale.statement_count, penhale.complete) == (3, False)
    assert penhale.last_day == "2031-02-23"


def test_suggested_merges_are_listed_until_a_person_decides(small: Store) -> None:
    anna, bert = (
        small.value("SELECT id FROM party WHERE name = ?", (name,)) for name in ("Anna Hale", "Bert Hale")
    )
    put_suggestion(small, anna, Suggestion(bert, 0.4, "one surname", (Evidence("surname", "Hale", "Hale"),)))
    (merge,) = suggestions(small)
    assert (merge.one.name, merge.other.name, merge.score) == ("Anna Hale", "Bert Hale", 0.4)
    assert merge.evidence == (Evidence("surname", "Hale", "Hale"),)
    assert who(small, "Anna Hale")[0].suggestions == (merge,)
    facts = {"target": "party", "key": merge.other.key, "other": merge.one.key, "anchor": "{}"}
    more = {"person": "Rae", "judged": small.clock(), "reason": ""}
    small.insert("judgement", {**facts, **more, "verdict": "unsure"})
    assert suggestions(small) == [merge]
    small.insert("judgement", {**facts, **more, "verdict": "different"})
    assert suggestions(small) == []
    assert who(small, "Anna Hale")[0].suggestions == ()


# --- timeline and silences -------------------------------------------------------------------------


def test_a_timeline_has_statements_and_silences_oldest_first(store: Store) -> None:
    found = timeline(store, filters=Filters(by="Penhale"))
    days = [moment.day for moment in found.moments]
    assert days == sorted(days, key=str)
    assert len(days) == 12
    assert found.moments[-1].silence is not None
    assert not found.moments[0].is_said


def test_a_timeline_tells_days_of_saying_from_days_of_publication(small: Store) -> None:
    first, second = timeline(small, filters=Filters(by="Anna Hale", until="2031-04")).moments
    assert (first.day, first.is_said) == ("2031-03-03", True)
    assert (second.day, second.is_said) == ("2031-03-05", False)
    (vague,) = timeline(small, "lighthouse").moments
    assert (vague.day, vague.is_said) == ("2031-04", False)


def test_words_that_are_a_statement_and_a_silence_are_on_the_timeline_once(small: Store) -> None:
    (moment,) = timeline(small, filters=Filters(by="spokesman for the council")).moments
    assert moment.silence is not None
    assert moment.silence.words == "declined to comment"


def test_of_a_long_timeline_the_newest_are_shown(small: Store) -> None:
    found = timeline(small, limit=3)
    everything = len(timeline(small).moments)
    assert (len(found.moments), found.earlier) == (3, everything - 3)
    assert {moment.day for moment in found.moments} == {"2031-05-20"}


def test_a_timeline_about_words_has_silences_about_them(small: Store) -> None:
    found = timeline(small, "budget").moments
    silent = [moment.silence for moment in found if moment.silence is not None]
    said = [moment.statement for moment in found if moment.statement is not None]
    assert [one.source for one in silent] == ["The Harbour Trust"]
    assert [one.content for one in said] == ["a larger budget for harbours"]


def test_silences_are_listed_newest_first_with_what_they_are_about(small: Store) -> None:
    found = silences_that_fit(small)
    assert [one.source for one in found.silences] == ["The Harbour Trust", "A spokesman for the council"]
    assert found.silences[0].about == "the budget"
    assert silences_that_fit(small, limit=1).more == 1
    assert [one.source for one in silences_that_fit(small, "budget").silences] == ["The Harbour Trust"]
    assert [one.source for one in silences_that_fit(small, "-budget").silences] == [
        "A spokesman for the council"
    ]

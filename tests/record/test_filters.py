"""What each filter lets through, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.article import Manner, Naming, Quotation
from onrecord.errors import FilterError, NotFoundError
from onrecord.record import Filters, Store
from onrecord.record.conditions import silence_conditions, statement_conditions
from onrecord.record.load import silences, statements
from onrecord.record.search import search
from tests.record.asked import COURIER, FERRY, FERRY_LATER, READS, asked, judge, row_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with asked(tmp_path / "onrecord.db") as store:
        yield store


def contents(store: Store, **filters: object) -> list[str]:
    """What the statements that pass say, by the conditions alone; the search has to give the same."""
    chosen = Filters(**filters)  # type: ignore[arg-type]
    condition = statement_conditions(store, chosen)
    found = [one.content for one in statements(store, condition.sql, condition.parameters)]
    hits = search(store, "", chosen, limit=100, how="words")
    assert sorted(found) == sorted(hit.statement.content for hit in hits.hits)
    assert hits.total == len(found)
    return found


FERRY_WORDS = "that the ferry would sail in spring"
SOUND = '"The pier is sound,"'
DENIAL = "that the pier was sound"
BUDGET_WORDS = "a larger budget for harbours"
LIGHTHOUSE = "the lighthouse was built in 1850"


def test_a_name_stands_for_all_that_its_party_said_under_other_words(store: Store) -> None:
    assert contents(store, by="Anna Hale") == [FERRY_WORDS, SOUND, BUDGET_WORDS]
    assert contents(store, by="hale, anna") == [FERRY_WORDS, SOUND, BUDGET_WORDS]


def test_a_part_of_a_name_stands_for_all_who_have_it_but_not_a_part_of_a_word(store: Store) -> None:
    assert contents(store, by="Hale") == [FERRY_WORDS, SOUND, DENIAL, BUDGET_WORDS]
    assert contents(store, by="Hal") == []


def test_titles_before_a_name_are_left_out_where_nobody_is_called_so(store: Store) -> None:
    assert contents(store, by="Mayor Hale") == contents(store, by="Anna Hale")
    assert contents(store, by="Senator Bert Hale") == contents(store, by="Mr. Bert Hale") == [DENIAL]
    assert contents(store, by="Ms. Kroll") == ["the inspectors had approved every plank"]
    assert contents(store, by="Mr") == []


def test_names_are_compared_without_case_and_accents(store: Store) -> None:
    assert contents(store, by="elodie brandt") == contents(store, by="ÉLODIE") == [LIGHTHOUSE]


def test_a_party_is_found_by_its_key_and_by_the_beginning_of_it(store: Store) -> None:
    key = store.value("SELECT key FROM party WHERE name = 'Bert Hale'")
    assert contents(store, by=key) == contents(store, by=key[:8]) == [DENIAL]


@pytest.mark.parametrize("role", ["spokesperson", "spokeswoman", "Spokesmen", "the spokesman"])
def test_a_role_stands_for_whoever_has_it_whatever_the_gender(store: Store, role: str) -> None:
    found = contents(store, by=role)
    assert found == ["the inspectors had approved every plank", "to comment"]


def test_a_role_is_found_by_the_words_that_describe_it(store: Store) -> None:
    assert contents(store, by="spokeswoman for the Harbour Trust") == [
        "the inspectors had approved every plank"
    ]
    assert contents(store, by="sources close to the council") == ["that the mayor would resign"]
    assert contents(store, by="fishermen") == [DENIAL]


def test_nobody_is_found_by_nothing(store: Store) -> None:
    for nobody in ("", "?!", "'s", "the zebra", "\udcff", "ffff", "a" * 10_000):
        assert contents(store, by=nobody) == []
        assert contents(store, to=nobody) == []


def test_what_was_told_to_somebody(store: Store) -> None:
    assert contents(store, to="reporter") == [SOUND]


def test_manner_quotation_naming_and_confidence(store: Store) -> None:
    assert contents(store, manner=Manner.DENIES) == [DENIAL]
    assert contents(store, quotation=Quotation.DIRECT) == [SOUND]
    assert contents(store, naming=Naming.UNNAMED) == ["that the mayor would resign"]
    assert contents(store, min_confidence=1.0) == []


def test_an_outlet_goes_by_its_name_or_a_word_of_it(store: Store) -> None:
    assert contents(store, outlet="bray courier") == contents(store, outlet="Courier")
    assert len(contents(store, outlet=COURIER)) == 5
    assert contents(store, outlet="Bray Cour") == contents(store, outlet="") == []


def test_one_article_is_meant_by_key_address_or_name(store: Store) -> None:
    assert contents(store, article="almanac") == [LIGHTHOUSE]
    assert len(contents(store, article="https://courier.example/ferry")) == 5
    with pytest.raises(NotFoundError):
        contents(store, article="nowhere")


def test_days_are_those_of_saying_where_known_and_else_of_publication(store: Store) -> None:
    # The ferry was spoken of on Monday the 3rd; the article is of the 5th.
    assert contents(store, since="2031-03-03", until="2031-03-04") == [FERRY_WORDS]
    assert FERRY_WORDS not in contents(store, since="2031-03-04", until="2031-03-31")
    assert SOUND in contents(store, since="2031-03-04", until="2031-03-31")
    assert len(contents(store, since="2031-03", until="2031-03")) == 5
    assert len(contents(store, since="2031", until="2031")) == 10


def test_what_was_said_over_some_days_is_found_by_each_of_them(store: Store) -> None:
    row = row_of(store, "larger budget")
    store.run(
        "UPDATE attribution SET said_from = '2031-05-01', said_to = '2031-05-31', day = '2031-05-01'"
        " WHERE id = ?",
        (row,),
    )
    assert contents(store, since="2031-05-09", until="2031-05-10") == [BUDGET_WORDS]


def test_of_an_article_of_some_day_of_a_month_any_day_of_it_may_be_meant(store: Store) -> None:
    assert contents(store, since="2031-04-10", until="2031-04-12") == [LIGHTHOUSE]
    assert contents(store, published_since="2031-04-10", published_until="2031-04-12") == [LIGHTHOUSE]
    assert contents(store, since="2031-04", until="2031-04") == [LIGHTHOUSE]


def test_days_of_publication(store: Store) -> None:
    assert len(contents(store, published_since="2031-03-05", published_until="2031-03-05")) == 5
    assert contents(store, published_until="2031-03-04") == []
    assert len(contents(store, published_since="2031-05")) == 4


@pytest.mark.parametrize(
    "odd", ["2031-13", "2031-02-30", "31", "yesterday", "", "２０３１", "2031-1-1", "\udcff"]
)
def test_a_day_that_is_none_is_refused_with_advice(store: Store, odd: str) -> None:
    with pytest.raises(FilterError, match="write 2022, 2022-02 or 2022-02-24"):
        contents(store, since=odd)


def test_denied_is_what_another_party_denies_outright(store: Store) -> None:
    claim, denial = row_of(store, "The pier is sound"), row_of(store, "pier was sound")
    assert contents(store, denied=True) == []
    store.run("UPDATE attribution SET answers_id = ? WHERE id = ?", (claim, denial))
    assert contents(store, denied=True) == contents(store, answered=True) == [SOUND]
    assert contents(store, denied=True, by="Anna Hale") == [SOUND]
    store.run("UPDATE attribution SET negated = 1 WHERE id = ?", (denial,))
    assert contents(store, denied=True) == []
    assert contents(store, answered=True) == [SOUND]
    # Nobody denies a statement of his own.
    store.run("UPDATE attribution SET negated = 0, answers_id = NULL WHERE id = ?", (denial,))
    own = row_of(store, "ferry would sail")
    store.run("UPDATE attribution SET manner = 'denies', answers_id = ? WHERE id = ?", (claim, own))
    assert contents(store, denied=True) == []


def test_unanswered_is_what_somebody_kept_silent_about(store: Store) -> None:
    claim = row_of(store, "larger budget")
    assert contents(store, unanswered=True) == []
    store.run("UPDATE silence SET attribution_id = ? WHERE words LIKE 'did not respond%'", (claim,))
    assert contents(store, unanswered=True) == contents(store, answered=True) == [BUDGET_WORDS]
    assert contents(store, unanswered=True, manner=Manner.DENIES) == []


def test_what_was_judged_wrong_is_left_out_and_counted(store: Store) -> None:
    row = row_of(store, "larger budget")
    judge(store, row, "wrong")
    assert BUDGET_WORDS not in contents(store)
    assert search(store, "", how="words").left_out == search(store, "budget", how="words").left_out == 1
    assert contents(store, judged="wrong") == [BUDGET_WORDS]
    assert BUDGET_WORDS in contents(store, judged="any")
    assert len(contents(store, judged="unjudged")) == 9
    judge(store, row, "right")
    assert contents(store, judged="right") == [BUDGET_WORDS]
    judge(store, row, "withdrawn")
    assert contents(store, judged="right") == []
    assert len(contents(store, judged="unjudged")) == 10
    with pytest.raises(FilterError, match="is no verdict"):
        contents(store, judged="maybe")


def test_older_versions_are_asked_only_where_wanted(tmp_path: Path) -> None:
    with asked(tmp_path / "onrecord.db", (FERRY, FERRY_LATER)) as store:
        old, new = "that the ferry would sail in spring", "that the ferry might sail in summer"
        assert new in contents(store, by="Anna Hale")
        assert old not in contents(store, by="Anna Hale")
        assert {old, new} <= set(contents(store, by="Anna Hale", versions=True))
        key = store.value("SELECT key FROM article WHERE latest = 0")
        assert old in contents(store, article=key)


def test_filters_of_statements_let_no_silence_through(store: Store) -> None:
    def words(**filters: object) -> list[str]:
        condition = silence_conditions(store, Filters(**filters))  # type: ignore[arg-type]
        return [one.words for one in silences(store, condition.sql, condition.parameters)]

    assert words() == ["declined to comment", "did not respond to questions"]
    assert words(by="spokesperson") == ["declined to comment"]
    assert words(by="Harbour Trust") == ["did not respond to questions"]
    assert words(since="2031-05-20", outlet="Gazette", naming=Naming.DESCRIBED) == words()
    assert words(until="2031-05-19") == words(to="Anna Hale") == words(unanswered=True) == []
    assert words(denied=True) == words(manner=Manner.SAYS) == words(judged="any") == []
    store.run("UPDATE silence SET asked_by_id = (SELECT id FROM appearance WHERE name = 'Bert Hale')")
    assert words(to="Bert Hale") == words()


def test_all_the_articles_are_of_use_here() -> None:
    assert [len(read.reading.attributions) for read in READS] == [5, 4, 1]

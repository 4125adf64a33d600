"""Searching a record: by words, by meaning, both; any query at all; the plans of the queries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.article import Manner, Naming
from onrecord.errors import FilterError
from onrecord.read.meaning import DIMENSIONS, Vectors
from onrecord.record import Filters, Store
from onrecord.record import search as search_module
from onrecord.record.party_answers import suggestions, who
from onrecord.record.query import Query, parse_query
from onrecord.record.search import Hits, search, search_articles
from onrecord.record.timeline import silences_that_fit, timeline
from tests.record.asked import FERRY, FERRY_LATER, asked, judge, row_of
from tests.record.dossier import dossier, record_of


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with record_of(tmp_path_factory.mktemp("dossier") / "onrecord.db", dossier())[0] as store:
        yield store


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    with asked(tmp_path / "onrecord.db") as store:
        yield store


def found(store: Store, query: str, **filters: Any) -> list[str]:
    hits = search(store, query, Filters(**filters), how="words", limit=50)
    return [hit.statement.content for hit in hits.hits]


# --- words -----------------------------------------------------------------------------------------


def test_all_words_must_be_there_in_any_form_case_or_accent(small: Store) -> None:
    assert found(small, "HARBOUR larger budgets") == ["a larger budget for harbours"]
    assert found(small, "harbour lighthouse") == []
    assert found(small, "líghthouse") == ["the lighthouse was built in 1850"]


def test_words_of_the_source_are_searched_too(small: Store) -> None:
    assert found(small, "trust inspectors") == ["the inspectors had approved every plank"]


def test_a_phrase_a_beginning_and_a_word_that_must_not_be_there(small: Store) -> None:
    assert found(small, '"pier is sound"') == ['"The pier is sound,"']
    assert len(found(small, "pier sound")) == 2
    assert found(small, "light*") == ["the lighthouse was built in 1850"]
    assert found(small, "pier -hale") == ['"The pier is sound,"']
    assert found(small, 'pier -"pier is"') == ["that the pier was sound"]


def test_a_query_of_words_that_must_not_be_there_gives_the_rest_newest_first(small: Store) -> None:
    assert found(small, "-pier -the -planks") == ["a larger budget for harbours"]
    assert found(small, "-pier -ferry -budget")[:2] == ["to comment", "that the mayor would resign"]


@pytest.mark.parametrize("query", ["", "  ", "?!", '"', '""', "*", "-", "- -", "NEAR(", "🜁"])
def test_a_query_without_words_gives_what_the_filters_let_through(small: Store, query: str) -> None:
    hits = search(small, "" if query == "NEAR(" else query, Filters(by="Bert Hale"), how="words")
    assert [(hit.statement.content, hit.why) for hit in hits.hits] == [("that the pier was sound", "filters")]


def test_what_looks_like_syntax_is_words(small: Store) -> None:
    for query in ("pier OR lighthouse", "content : pier", "NEAR(pier sound)", "pier AND sound", "pi^er"):
        assert found(small, query) == []
    assert found(small, "pier's") == []
    assert parse_query('one "two  three" four* -five -"six seven" x*') == Query(
        '("one" AND "two three" AND "four" * AND "x") NOT ("five" OR "six seven")', '"five" OR "six seven"'
    )


def test_a_hit_has_its_words_in_context_and_those_that_were_found(small: Store) -> None:
    (hit,) = search(small, "inspector approve", how="words").hits
    assert hit.matched == ("inspectors", "approved")
    assert hit.statement.context.before.endswith("denied that the pier was sound. ")
    assert hit.statement.context.words.startswith("A spokeswoman for the Harbour Trust")
    assert hit.why == "words"


def test_what_is_hardly_a_statement_comes_after_what_surely_is_one(small: Store) -> None:
    sure, unsure = '"The pier is sound,"', "that the pier was sound"
    for first, last in ((sure, unsure), (unsure, sure)):
        small.run("UPDATE attribution SET confidence = 0.9 WHERE content = ?", (first,))
        small.run("UPDATE attribution SET confidence = 0.2 WHERE content = ?", (last,))
        assert found(small, "pier sound") == [first, last]


def test_the_limit_cuts_and_the_total_tells(store: Store) -> None:
    hits = search(store, "treaty", how="words", limit=3)
    assert len(hits.hits) == 3
    assert hits.total == len(search(store, "treaty", how="words", limit=200).hits) > 3
    assert hits.complete


def test_filters_hold_for_what_is_found(store: Store) -> None:
    hits = search(store, "treaty", Filters(by="Ilse Marant", since="2031-04"), how="words")
    assert hits.hits
    for hit in hits.hits:
        assert hit.statement.party is not None
        assert hit.statement.party.name == "Ilse Marant"
        assert (hit.statement.day or "") >= "2031-04"


def test_another_way_to_search_is_refused(small: Store) -> None:
    with pytest.raises(FilterError, match="is no way to search; it is words, meaning, both"):
        search(small, "pier", how="stars")


# --- bounds ----------------------------------------------------------------------------------------


def test_where_not_all_could_be_looked_at_the_answer_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert search(store, "the", how="words").complete
    monkeypatch.setattr(search_module, "MOST_RANKED", 10)
    cut = search(store, "the", how="words", limit=50)
    assert (len(cut.hits), cut.total, cut.complete) == (10, None, False)


def test_a_narrow_filter_misses_nothing_however_common_the_words(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "MOST_RANKED", 3)
    said = [hit.statement for hit in search(store, "", Filters(by="Penhale"), limit=50, how="words").hits]
    having = [one for one in said if re.search(r"\bthe\b", f"{one.source} {one.content}", re.IGNORECASE)]
    assert len(found(store, "the", by="Penhale")) == len(having) > 3


# --- articles --------------------------------------------------------------------------------------


def test_articles_are_found_by_their_whole_text_with_the_words_around(small: Store) -> None:
    (hit,) = search_articles(small, "planks approved").hits
    assert hit.article.title == "Ferry to sail in spring"
    assert hit.matched == ("approved", "plank")
    assert "the inspectors had approved every plank" in hit.snippet
    found = search_articles(small, "hale", limit=1)
    assert (len(found.hits), found.more) == (1, True)
    assert [hit.article.name for hit in search_articles(small, "").hits] == ["budget", "almanac", "ferry"]
    assert not search_articles(small, "hale", Filters(published_since="2032")).hits


def test_articles_have_no_manner(small: Store) -> None:
    with pytest.raises(FilterError, match="articles have no by, manner"):
        search_articles(small, "hale", Filters(by="Hale", manner=Manner.SAYS))


# --- meaning ---------------------------------------------------------------------------------------


def axis(number: int, tilt: int = 0) -> Vectors:
    """A vector along one axis, tilted a little towards the next."""
    vector = np.zeros((1, DIMENSIONS), dtype=np.int8)
    vector[0, number], vector[0, number + 1] = 127 - tilt, tilt
    return vector


@pytest.fixture
def meant(small: Store) -> Store:
    """The small record, three of its contents with a meaning: two nearly the same, one another."""
    for words, vector in (
        ("The pier is sound", axis(3)),
        ("approved every plank", axis(3, 40)),
        ("larger budget", axis(9)),
    ):
        row = small.value("SELECT min(id) FROM attribution WHERE content LIKE ?", (f"%{words}%",))
        small.run("INSERT INTO meaning VALUES (0, ?, ?)", (row, vector.tobytes()))
    return small


def meaning(store: Store, query: str, how: str, number: int, **filters: Any) -> Hits:
    return search(store, query, Filters(**filters), how=how, meaning_of=lambda _: axis(number))


def test_by_meaning_the_nearest_come_first_and_what_is_far_is_no_hit(meant: Store) -> None:
    hits = meaning(meant, "jetty", "meaning", 3).hits
    assert [hit.statement.content for hit in hits] == [
        '"The pier is sound,"',
        "the inspectors had approved every plank",
    ]
    assert {hit.why for hit in hits} == {"meaning"}
    assert meaning(meant, "jetty", "meaning", 50).hits == ()


def test_both_rank_first_what_both_find(meant: Store) -> None:
    hits = meaning(meant, "plank", "both", 3).hits
    assert [(hit.statement.content, hit.why) for hit in hits] == [
        ("the inspectors had approved every plank", "both"),
        ('"The pier is sound,"', "meaning"),
        ("every plank", "words"),
    ]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_filters_and_unwanted_words_hold_for_meaning_too(meant: Store) -> None:
    assert len(meaning(meant, "jetty", "both", 3, by="Ines Kroll").hits) == 1
    assert len(meaning(meant, "jetty -plank", "both", 3).hits) == 1
    judge(meant, row_of(meant, "The pier is sound"), "wrong")
    hits = meaning(meant, "jetty", "meaning", 3)
    assert (len(hits.hits), hits.left_out) == (1, 1)


def test_of_a_large_record_only_near_cells_are_compared(
    meant: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "MOST_NARROW", 2)
    monkeypatch.setattr(search_module, "cells", lambda vectors, n=1: np.arange(n)[None, :] + 1)
    assert meaning(meant, "jetty", "meaning", 3).hits == ()
    monkeypatch.setattr(search_module, "cells", lambda vectors, n=1: np.arange(n)[None, :])
    assert len(meaning(meant, "jetty", "meaning", 3).hits) == 2


def test_a_query_that_means_nothing_is_searched_by_its_words(meant: Store) -> None:
    nothing = np.zeros((1, DIMENSIONS), dtype=np.int8)
    hits = search(meant, "plank", how="both", meaning_of=lambda _: nothing)
    assert {hit.why for hit in hits.hits} == {"words"}


# --- any query -------------------------------------------------------------------------------------

QUERIES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet='ab"*-()^:+{}NOTAREnd \x00\ud800é\n', max_size=60),
    st.lists(st.sampled_from(["treaty", '"the', 'table"', "-", "*", "NOT", "a*", "wat*", "-x"])).map(
        " ".join
    ),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(query=QUERIES)
def test_no_query_raises_an_error(store: Store, query: str) -> None:
    hits = search(store, query, how="words", limit=5)
    assert len(hits.hits) <= 5
    search(store, query, Filters(by=query, to=query, outlet=query), how="words", limit=5)
    search_articles(store, query, limit=2)
    timeline(store, query, limit=2)
    silences_that_fit(store, query, Filters(by=query), limit=2)
    who(store, query, limit=2)


def test_a_query_of_a_million_letters_is_answered(store: Store) -> None:
    for query in ("treaty " * 150_000, "t" * 1_000_000, '"' * 1_000_000, "-a" * 500_000):
        search(store, query, how="words")
        who(store, query)


# --- plans -----------------------------------------------------------------------------------------

ASKED = (
    Filters(),
    Filters(by="Penhale"),
    Filters(by="spokesperson", denied=True),
    Filters(to="reporters", answered=True),
    Filters(outlet="Transmere", since="2031-02", until="2031-03-05"),
    Filters(published_since="2031-02", published_until="2031-03", unanswered=True),
    Filters(manner=Manner.DENIES, min_confidence=0.5, judged="right"),
    Filters(naming=Naming.UNNAMED, judged="unjudged", versions=True),
)
# What has as many rows as the record has statements; `meaning` is read whole where it is small only.
_BIG = re.compile(
    r"^SCAN (a|b|d|e|n|o|p|q|r|s|t|u|m|article|attribution|appearance|party|silence|name|item|original)\b"
)


@pytest.mark.parametrize("filters", ASKED, ids=str)
@pytest.mark.parametrize("query", ["", "treaty"])
def test_no_question_reads_a_whole_table(
    store: Store, monkeypatch: pytest.MonkeyPatch, filters: Filters, query: str
) -> None:
    asked: list[tuple[str, Any]] = []
    rows = store.rows

    def noting(sql: str, parameters: Any = ()) -> Any:
        asked.append((sql, parameters))
        return rows(sql, parameters)

    monkeypatch.setattr(store, "rows", noting)
    search(store, query, filters, how="both", meaning_of=lambda _: axis(3))
    timeline(store, query, filters)
    silences_that_fit(store, query, filters)
    who(store, "Penhale", filters)
    suggestions(store)
    assert len(asked) > 15
    for sql, parameters in asked:
        for row in rows(f"EXPLAIN QUERY PLAN {sql}", parameters):
            plan = row["detail"]
            if _BIG.match(plan):
                # Walking an index from its end is no reading of a table, where a limit stops it.
                assert re.search(r"USING (COVERING )?INDEX", plan), (plan, sql)
                assert "LIMIT" in sql, (plan, sql)


def test_the_older_version_is_not_found(tmp_path: Path) -> None:
    with asked(tmp_path / "onrecord.db", (FERRY, FERRY_LATER)) as store:
        assert [hit.article.version for hit in search_articles(store, "ferry").hits] == [2]
        assert found(store, "spring") == []
        assert len(found(store, "spring", versions=True)) == 1

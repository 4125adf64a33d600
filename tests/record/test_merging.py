"""One party made of two, two of one, and how later articles follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import NotFoundError
from onrecord.record import Store
from onrecord.record.merging import merge, move, party_id, split
from onrecord.record.party_list import parties, suggested
from onrecord.record.write import put
from tests.record.dossier import dossier, read_text, record_of
from tests.record.test_relink import key


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return record_of(tmp_path / "r.db", dossier())[0]


def judged(store: Store, one: str, other: str, verdict: str) -> None:
    values = {"target": "party", "key": one, "other": other, "verdict": verdict, "anchor": "{}"}
    store.insert("judgement", {**values, "person": "Ruta", "judged": store.clock(), "reason": ""})


def test_the_party_met_first_stays_whatever_the_order_of_the_keys(store: Store) -> None:
    one, other = key(store, "Tobin Carrow", "01"), key(store, "President Carrow", "08")
    assert merge(store, other, one) == one
    assert key(store, "President Carrow", "08") == one
    assert merge(store, one, other) == one, "both keys lead to it now"
    assert store.problems() == []


def test_both_keys_and_their_beginnings_find_the_merged_party(store: Store) -> None:
    one, other = key(store, "Tobin Carrow", "01"), key(store, "President Carrow", "08")
    merge(store, one, other)
    assert (
        party_id(store, other)
        == party_id(store, one)
        == party_id(store, other[:8])
        == party_id(store, one[:8])
    )


@pytest.mark.parametrize("bad", ["", "abc", "ffffffffffff", "Carrow", "%", "0" * 40])
def test_what_is_no_key_is_told(store: Store, bad: str) -> None:
    with pytest.raises(NotFoundError):
        party_id(store, bad)


def test_a_party_met_by_surname_first_gets_its_full_name(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", tuple(reversed(dossier())))
    one, other = key(store, "President Marant", "12"), key(store, "Ilse Marant", "04")
    kept = merge(store, one, other)
    assert kept == one
    assert store.value("SELECT name FROM party WHERE key = ?", (kept,)) == "Ilse Marant"


def test_suggestions_follow_the_merged_party(store: Store) -> None:
    pairs = suggested(store).pairs
    names = [(pair.one.party.name, pair.other.party.name) for pair in pairs]
    assert ("Ilse Marant", "President Marant") in names
    merge(store, key(store, "Ilse Marant", "04"), key(store, "President Marant", "12"))
    left = [(pair.one.party.name, pair.other.party.name) for pair in suggested(store).pairs]
    assert ("Ilse Marant", "President Marant") not in left
    assert len(left) == len(pairs) - 1
    first, second, third = (
        str(row[0])
        for row in store.rows(
            "SELECT DISTINCT p.key FROM party AS p JOIN appearance AS s ON s.party_id = p.id"
            " WHERE p.name = 'Transmere' ORDER BY p.id"
        )
    )
    merge(store, first, third)
    merge(store, first, second)
    assert not [pair for pair in suggested(store).pairs if pair.one.party.name == "Transmere"]


def test_what_a_person_called_different_is_suggested_no_more(store: Store) -> None:
    one, other = key(store, "Ilse Marant", "04"), key(store, "President Marant", "12")
    judged(store, one, other, "different")
    assert not [pair for pair in suggested(store).pairs if pair.other.party.key == other]
    judged(store, one, other, "withdrawn")
    assert [pair for pair in suggested(store).pairs if pair.other.party.key == other]


def test_after_a_merge_the_next_such_name_is_of_that_party(store: Store) -> None:
    merge(store, key(store, "Ilse Marant", "04"), key(store, "President Marant", "12"))
    text = "“The gates stay shut,” President Marant said. Davin Orrell and the Harrow Post heard it."
    put(store, read_text("next", text, published="2031-04-20"))
    assert key(store, "President Marant", "next") == key(store, "Ilse Marant", "04")


def test_a_merged_party_that_is_split_again_gets_its_own_key_back(store: Store) -> None:
    one, other = key(store, "Ilse Marant", "04"), key(store, "President Marant", "12")
    article = store.value("SELECT key FROM article WHERE name LIKE '12%'")
    merge(store, one, other)
    assert split(store, one, [article]) == other
    assert key(store, "President Marant", "12") == other
    assert key(store, "Ilse Marant", "04") == one
    assert store.problems() == []


def test_a_split_needs_articles_of_the_party_and_one_that_stays(store: Store) -> None:
    one = key(store, "Bram Sorley", "07")
    articles = [str(row[0]) for row in store.rows("SELECT key FROM article ORDER BY id")]
    before = parties(store, limit=500)
    with pytest.raises(NotFoundError, match="in none of these"):
        split(store, one, articles[:1])
    with pytest.raises(NotFoundError, match="nothing to split"):
        split(store, one, [articles[6], articles[9]])
    with pytest.raises(NotFoundError):
        split(store, one, ["no such article"])
    assert parties(store, limit=500) == before


def test_names_go_with_the_appearances_that_have_them(store: Store) -> None:
    one, other = key(store, "Ilse Marant", "04"), key(store, "President Marant", "12")
    before = store.rows("SELECT key, name, times FROM party_key ORDER BY key, name, times")
    merge(store, one, other)
    row = store.value("SELECT id FROM appearance WHERE name = 'President Marant'")
    rest = store.insert("party", {"key": "0" * 12, "name": "x", "kind": "person", "naming": "named"})
    move(store, party_id(store, one), rest, [row])
    after = store.rows("SELECT key, name, times FROM party_key ORDER BY key, name, times")
    assert [tuple(row) for row in after] == [tuple(row) for row in before]

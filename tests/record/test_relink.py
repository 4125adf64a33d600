"""Deciding again about all parties, and what persons decided holding through it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.record import Store
from onrecord.record.merging import merge, party_id, split
from onrecord.record.relink import relink
from tests.record.dossier import dossier, record_of


def parties(store: Store) -> list[tuple[object, ...]]:
    """Every appearance with its party's key and why, and every suggestion by the keys of its parties."""
    rows = store.rows(
        "SELECT r.key, s.local, p.key, p.name, p.kind, p.known, s.score, s.reason, s.evidence, s.linker"
        " FROM appearance AS s JOIN article AS r ON r.id = s.article_id JOIN party AS p ON p.id = s.party_id"
        " ORDER BY s.id"
    )
    suggested = store.rows(
        "SELECT s.key, a.key, b.key, s.score, s.reason FROM suggestion AS s JOIN party AS a ON a.id = one_id"
        " JOIN party AS b ON b.id = other_id ORDER BY s.key"
    )
    names = store.rows(
        "SELECT n.key, p.key, n.name, times FROM party_key AS n JOIN party AS p ON p.id = party_id"
        " ORDER BY n.key, p.key, n.name"
    )
    return [tuple(row) for row in (*rows, *suggested, *names)]


def key(store: Store, name: str, article: str) -> str:
    """The key of the party with this name in an article."""
    return str(
        store.value(
            "SELECT p.key FROM appearance AS s JOIN party AS p ON p.id = s.party_id"
            " JOIN article AS r ON r.id = s.article_id WHERE s.name = ? AND r.name LIKE ?",
            (name, f"{article}%"),
        )
    )


def test_deciding_again_gives_what_adding_in_order_gave(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier())
    before = parties(store)
    done = relink(store)
    assert parties(store) == before
    assert done.before == done.after
    assert store.problems() == []


def test_what_a_person_merged_stays_merged(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier())
    short, full = key(store, "President Marant", "12"), key(store, "Ilse Marant", "04")
    assert merge(store, short, full) == full
    merged = parties(store)
    relink(store)
    assert key(store, "President Marant", "12") == key(store, "Ilse Marant", "04") == full
    assert party_id(store, short) == party_id(store, full)
    again = parties(store)
    relink(store)
    assert parties(store) == again
    assert len(merged) == len(again)


def test_what_a_person_split_stays_apart(tmp_path: Path) -> None:
    store, written = record_of(tmp_path / "r.db", dossier())
    one = key(store, "Davin Orrell", "01")
    new = split(store, one, [written[4].key, written[11].key])
    relink(store)
    assert key(store, "Davin Orrell", "05") == key(store, "Davin Orrell", "12") == new
    assert key(store, "Davin Orrell", "02") == one
    relink(store)
    assert key(store, "Davin Orrell", "05") == new


def test_a_split_taken_back_is_one_party_again(tmp_path: Path) -> None:
    store, written = record_of(tmp_path / "r.db", dossier())
    one = key(store, "Davin Orrell", "01")
    new = split(store, one, [written[4].key])
    assert merge(store, new, one) == one
    relink(store)
    assert key(store, "Davin Orrell", "05") == one
    assert party_id(store, new) == party_id(store, one)


def test_the_first_article_of_a_party_can_be_split_off(tmp_path: Path) -> None:
    store, written = record_of(tmp_path / "r.db", dossier())
    one = key(store, "Davin Orrell", "01")
    new = split(store, one, [written[0].key])
    relink(store)
    assert key(store, "Davin Orrell", "01") == new
    assert key(store, "Davin Orrell", "02") == key(store, "Davin Orrell", "12") == one


@pytest.mark.parametrize("verdict", ["different", "withdrawn"])
def test_two_said_to_be_different_are_kept_apart_until_that_is_withdrawn(
    tmp_path: Path, verdict: str
) -> None:
    store, written = record_of(tmp_path / "r.db", dossier())
    one = key(store, "Bram Sorley", "07")
    other = split(store, one, [written[9].key])
    store.run("UPDATE appearance SET linker = 'parties-0' WHERE linker = 'person'")
    for number, said in enumerate(("different", verdict)):
        store.insert(
            "judgement",
            {
                "target": "party", "key": one, "other": other, "verdict": said, "anchor": "{}",
                "person": "Ruta", "judged": f"2031-05-01T12:00:0{number}Z", "reason": "",
            },
        )  # fmt: skip
    relink(store)
    assert (party_id(store, one) != party_id(store, other)) is (verdict == "different")


def test_an_old_key_leads_to_the_party_that_its_first_appearance_is_now(tmp_path: Path) -> None:
    store, written = record_of(tmp_path / "r.db", dossier())
    one = key(store, "Bram Sorley", "07")
    other = split(store, one, [written[9].key])
    store.run("UPDATE appearance SET linker = 'parties-0' WHERE linker = 'person'")
    relink(store)
    assert party_id(store, other) == party_id(store, one)


def test_progress_is_told_for_each_article(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier()[:3])
    told: list[tuple[int, int]] = []
    done = relink(store, lambda number, total: told.append((number, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert done.appearances == store.value("SELECT count(*) FROM appearance")

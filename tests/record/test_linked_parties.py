"""How the parties of articles are tied to each other when they are added to a record."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.link.parties import decide
from onrecord.record import Store
from onrecord.record.door import StoreDoor
from onrecord.record.party_list import parties, suggested
from onrecord.record.write import put
from tests.link.shelf import Shelf, seen
from tests.record.dossier import dossier, read_text, record_of

SAID = "“The gates stay shut,” said Tam Corry, {}."


def groups(store: Store, name: str) -> list[list[str]]:
    """The articles that each party with this name stands in."""
    rows = store.rows(
        "SELECT s.party_id, r.name FROM appearance AS s JOIN article AS r ON r.id = s.article_id"
        " WHERE s.name = ? ORDER BY s.id",
        (name,),
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row["party_id"], []).append(row["name"])
    return list(found.values())


def test_the_dossier_has_one_davin_orrell_and_says_why(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier())
    assert [len(group) for group in groups(store, "Davin Orrell")] == [5]
    row = store.row("SELECT * FROM appearance WHERE name = 'Davin Orrell' ORDER BY id LIMIT 1 OFFSET 3")
    assert row is not None
    assert row["reason"] == (
        "the same name, and both articles say “Orvane’s chief negotiator”, and published within a month"
    )
    assert [one["kind"] for one in json.loads(row["evidence"])] == ["name", "role", "period"]


def test_what_tells_too_little_is_a_suggestion_with_both_parties(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier())
    found = suggested(store, limit=1)
    pair = found.pairs[0]
    assert (pair.one.party.name, pair.other.party.name) == ("Ilse Marant", "President Marant")
    assert pair.one.articles == 3
    assert found.total == len(suggested(store, limit=100).pairs) > 1


def test_an_article_with_two_people_of_one_name_keeps_them_two(tmp_path: Path) -> None:
    early = read_text("early", SAID.format("Orvane's negotiator"), published="2031-02-01")
    store, _ = record_of(tmp_path / "r.db", (early,))
    party = store.value("SELECT party_id FROM appearance WHERE name = 'Tam Corry'")
    again = seen("Tam Corry", "Orvane's negotiator", at="2031-02-02")
    assert decide(again, StoreDoor(store, -1)).party == party
    second = decide(again, StoreDoor(store, -1), frozenset({party}))
    assert second.party is None
    assert [one.party for one in second.suggestions] == [party]


def test_a_new_version_of_an_article_has_the_parties_of_the_old_one(tmp_path: Path) -> None:
    url = "https://estuary.example/gates"
    texts = (
        "Residents of Harrow said the gates were shut.",
        "Residents of Harrow said the gates were shut again.",
    )
    reads = tuple(read_text("gates", text, url=url, published="2031-02-01") for text in texts)
    store, written = record_of(tmp_path / "r.db", reads)
    assert [one.version for one in written] == [1, 2]
    rows = store.rows("SELECT party_id, reason FROM appearance ORDER BY id")
    assert len({row["party_id"] for row in rows}) == 1
    assert rows[1]["reason"] == "so called in an earlier version of the article"


def test_an_article_that_gives_both_names_raises_the_suggestion(tmp_path: Path) -> None:
    maiden = seen("Ilse Torvald", "Orvane's negotiator")
    wife = seen("Ilse Marant", "Orvane's president")
    both = seen(
        "Ilse Marant", "Orvane's president", "Orvane's negotiator", forms="Ilse Torvald", at="2031-02-09"
    )
    decision = decide(both, Shelf([[maiden], [wife]]))
    assert decision.party == 1
    assert [(one.party, one.score) for one in decision.suggestions] == [(0, 0.9)]
    assert "calls the same party “Ilse Marant” and “Ilse Torvald”" in decision.suggestions[0].reason


def test_of_two_parties_with_a_name_the_one_with_more_evidence_is_it(tmp_path: Path) -> None:
    baker, minister = seen("Tam Corry", "a baker in Harrow"), seen("Tam Corry", "Orvane's finance minister")
    shelf = Shelf([[baker], [minister]])
    assert decide(seen("Tam Corry", "the Orvanian finance minister"), shelf).party == 1
    assert decide(seen("Tam Corry", "the baker"), shelf).party == 0
    level = decide(seen("Tam Corry"), shelf)
    assert level.party is None
    assert [one.party for one in level.suggestions] == [0, 1]


def test_two_level_parties_make_a_new_one_with_both_suggested() -> None:
    one = seen("Tam Corry", "the surveyor", with_="Maud Penhale|Davin Orrell")
    other = seen("Tam Corry", "a surveyor", with_="Maud Penhale|Davin Orrell")
    decision = decide(other, Shelf([[one], [other]]))
    assert decision.party is None
    assert len(decision.suggestions) == 2


def test_linking_looks_at_few_appearances_however_often_a_name_is_there(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier()[:1])
    article = store.row("SELECT * FROM article")
    row = store.row("SELECT * FROM appearance WHERE name = 'Davin Orrell'")
    assert article is not None
    assert row is not None
    for number in range(300):
        item = store.insert("item", {"key": f"copy {number}"})
        values = {**dict(article), "id": None, "key": f"{number:012d}", "item_id": item}
        copy = store.insert("article", values)
        store.insert("appearance", {**dict(row), "id": None, "article_id": copy})
    door = StoreDoor(store, -1)
    (party,) = door.named(("p orrell,davin",))
    shown = door.shown(party.party)
    assert len(shown) == 6
    plans = store.rows(
        "EXPLAIN QUERY PLAN SELECT id, article_id FROM appearance WHERE party_id = ?"
        " ORDER BY article_id DESC, id DESC LIMIT 4",
        (1,),
    )
    plans += store.rows(
        "EXPLAIN QUERY PLAN SELECT party_id, name FROM party_key WHERE key = ?"
        " ORDER BY times DESC, party_id LIMIT 8",
        ("p orrell,davin",),
    )
    told = " ".join(plan["detail"] for plan in plans)
    assert "SCAN" not in told
    assert "TEMP B-TREE" not in told


def test_lists_count_articles_statements_and_days(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier())
    found = parties(store, limit=3)
    first = found.parties[0]
    assert (first.party.name, first.articles, first.first, first.last) == (
        "Davin Orrell", 5, "2031-02-01", "2031-02-24",
    )  # fmt: skip
    assert found.total == store.value("SELECT count(*) FROM party")


def test_an_article_added_later_changes_no_decision_before_it(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier()[:6])
    sql = "SELECT id, party_id, score, reason FROM appearance WHERE article_id <= 6 ORDER BY id"
    before = [tuple(row) for row in store.rows(sql)]
    for read in dossier()[6:]:
        put(store, read)
    assert [tuple(row) for row in store.rows(sql)] == before

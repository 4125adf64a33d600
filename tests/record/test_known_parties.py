"""Files of known parties: what they hold, what they do to a record, and what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.article import PartyKind
from onrecord.errors import InputError
from onrecord.record import Store
from onrecord.record.known import load_known
from onrecord.record.known_file import KnownRow, read_known
from onrecord.record.relink import relink
from onrecord.record.write import put
from tests.record.dossier import dossier, read_text, record_of


def written(folder: Path, text: str, name: str = "known.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def known_of(store: Store) -> dict[str, str]:
    """The known id of each party of the record that has one, by its name."""
    rows = store.rows("SELECT name, known FROM party WHERE known IS NOT NULL ORDER BY id")
    return {row["name"]: row["known"] for row in rows}


def parties_of(store: Store, name: str) -> int:
    return int(store.value("SELECT count(DISTINCT party_id) FROM appearance WHERE name = ?", (name,)))


def test_a_table_gives_its_parties_with_their_aliases(tmp_path: Path) -> None:
    path = written(tmp_path, "Name;Kind;Aliases;Wikidata\nIlse Marant;person;Ilse Torvald|I. Marant;Q9001\n")
    assert list(read_known(path)) == [
        KnownRow("Q9001", PartyKind.PERSON, ("Ilse Marant", "Ilse Torvald", "I. Marant"), "Q9001")
    ]


def test_a_name_alone_is_enough(tmp_path: Path) -> None:
    path = written(tmp_path, "name\nThe Harrow Post\n")
    assert list(read_known(path)) == [KnownRow("harrow-post", PartyKind.UNKNOWN, ("The Harrow Post",))]


def test_an_export_of_followthemoney_gives_people_and_bodies_only(tmp_path: Path) -> None:
    entities = [
        {"id": "p-1", "schema": "Person", "properties": {"name": ["Ilse Marant"], "weakAlias": ["Ilse"]}},
        {
            "id": "b-1",
            "schema": "PublicBody",
            "properties": {"name": ["Orvane Water Authority"], "alias": ["OWA"]},
        },
        {"id": "a-1", "schema": "Address", "properties": {"full": ["1 Dam Road"]}},
        {"id": "c-1", "schema": "Company", "properties": {"name": ["Ardent Ltd"], "wikidataId": ["Q9"]}},
    ]
    path = written(tmp_path, "\n".join(json.dumps(one) for one in entities), "export.json")
    assert list(read_known(path)) == [
        KnownRow("p-1", PartyKind.PERSON, ("Ilse Marant",)),
        KnownRow("b-1", PartyKind.GOVERNMENT, ("Orvane Water Authority", "OWA")),
        KnownRow("c-1", PartyKind.ORGANIZATION, ("Ardent Ltd",), "Q9"),
    ]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("name,kind\n,person\n", "line 2: has no name"),
        ("name,kind\nIlse Marant,wizard\n", "line 2: has the kind 'wizard'"),
        ('{"id": "x"', "line 1: is no entity"),
        ('{"schema": "Person", "properties": {}}', "line 1: is no entity"),
        ('{"id": "x", "schema": "Person", "properties": {}}', "line 1: has no name"),
        ('{"id": "x", "schema": "Person", "properties": [1]}', "line 1: is no entity"),
    ],
)
def test_a_bad_row_is_told_in_one_line_and_the_rest_is_read(tmp_path: Path, text: str, cause: str) -> None:
    good = (
        '\n{"id": "g", "schema": "Person", "properties": {"name": ["Ada Vorn"]}}'
        if "{" in text
        else "Ada Vorn,\n"
    )
    bad, rest = read_known(written(tmp_path, text + good))
    assert isinstance(bad, InputError)
    assert cause in str(bad)
    assert isinstance(rest, KnownRow)
    assert rest.names == ("Ada Vorn",)


def test_a_table_without_names_is_refused_and_the_record_as_it_was(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier()[3:4])
    load_known(store, written(tmp_path, "name\nIlse Marant\n"))
    with pytest.raises(InputError, match="has no column name"):
        load_known(store, written(tmp_path, "person,party\nx,y\n", "other.csv"))
    assert known_of(store) == {"Ilse Marant": "ilse-marant"}


@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_told(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    for head in (b"", b"name,kind\n", b"{"):
        path.write_bytes(head + data)
        try:
            for one in read_known(path):
                assert "\n" not in str(one) or isinstance(one, KnownRow)
        except InputError:
            pass


def test_a_full_name_that_one_known_party_has_makes_its_parties_one(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier())
    assert parties_of(store, "Transmere") == 3
    done = load_known(store, written(tmp_path, "name,id,kind\nTransmere,Q9010,outlet\n"))
    assert (done.parties, done.met, done.merged) == (1, 1, 2)
    assert parties_of(store, "Transmere") == 1
    assert known_of(store) == {"Transmere": "Q9010"}
    assert store.problems() == []


def test_the_next_article_with_a_known_name_is_of_that_party(tmp_path: Path) -> None:
    late = read_text("late", "“It rained,” said Tam Corry, a baker.", published="2034-02-01")
    store, _ = record_of(
        tmp_path / "r.db", (read_text("early", "“It is dry,” said Tam Corry.", published="2031-02-01"),)
    )
    load_known(store, written(tmp_path, "name,id,kind\nTam Corry,Q9020,person\n"))
    put(store, late)
    row = store.row("SELECT * FROM appearance WHERE name = 'Tam Corry' ORDER BY id DESC")
    assert row is not None
    assert json.loads(row["evidence"])[0]["kind"] == "known party"
    assert parties_of(store, "Tam Corry") == 1


def test_a_name_that_two_known_parties_share_decides_nothing(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier())
    done = load_known(store, written(tmp_path, "name,id,kind\nTransmere,Q1,outlet\nTransmere,Q2,company\n"))
    assert (done.shared, done.met, done.merged) == (1, 0, 0)
    assert parties_of(store, "Transmere") == 3


def test_a_name_that_does_not_tell_which_one_is_left_out_and_told(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier())
    done = load_known(
        store,
        written(
            tmp_path,
            "name,id,kind,aliases\nIlse Marant,Q1,person,Marant\nthe Foreign Ministry,Q2,ministry,\n",
        ),
    )
    assert [str(problem).split(": ")[1] for problem in done.problems] == [
        "“Marant” does not tell which one is meant (the name is left out)",
        "“the Foreign Ministry” does not tell which one is meant (the name is left out)",
    ]
    assert known_of(store) == {"Ilse Marant": "Q1"}


def test_a_known_name_does_not_make_one_of_a_man_and_a_woman(tmp_path: Path) -> None:
    reads = tuple(
        read_text(
            name,
            f"“It is dry,” said {title} Robin Hale. {title} Hale is a baker.",
            published=f"20{year}-01-01",
        )
        for name, title, year in (("he", "Mr.", "31"), ("she", "Mrs.", "34"))
    )
    store, _ = record_of(tmp_path / "r.db", reads)
    assert parties_of(store, "Robin Hale") == 2
    done = load_known(store, written(tmp_path, "name,kind\nRobin Hale,person\n"))
    assert done.merged == 0
    assert parties_of(store, "Robin Hale") == 2


def test_another_file_replaces_the_one_before(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier())
    load_known(store, written(tmp_path, "name,id,kind\nTransmere,Q1,outlet\n"))
    load_known(store, written(tmp_path, "name,id,kind\nOren Tallis,Q2,person\n"))
    assert known_of(store) == {"Oren Tallis": "Q2"}
    relink(store)
    assert parties_of(store, "Transmere") == 3
    assert known_of(store) == {"Oren Tallis": "Q2"}


def test_deciding_again_keeps_what_the_file_says(tmp_path: Path) -> None:
    store, _ = record_of(tmp_path / "r.db", dossier())
    load_known(store, written(tmp_path, "name,id,kind\nTransmere,Q1,outlet\n"))
    relink(store)
    assert parties_of(store, "Transmere") == 1
    assert known_of(store) == {"Transmere": "Q1"}

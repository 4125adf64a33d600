"""Claims of a record: placed as articles come in, the same whenever that is, and a person's word goes
first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from onrecord.cli import cli
from onrecord.errors import FilterError, JudgementError, NotFoundError
from onrecord.link.trace import Stance
from onrecord.read.meaning import DIMENSIONS
from onrecord.read.reader import Reader, default_reader
from onrecord.record import Mode, Store
from onrecord.record.claim_answers import claim, claims, day_since
from onrecord.record.claims import link_claims, unlink_claims
from onrecord.record.standing import standing
from onrecord.record.statement_judgements import judge_statements
from onrecord.record.write import Read, put
from tests.record.dossier import clock, dossier, read_text

LEDGER, STAR, POST = "Corl Ledger", "Evening Star of Corl", "Pell Post"
REPORT = read_text(
    "report",
    "Ines Tolland, the harbour master of Corl, said that the sea gate of Corl was open when the flood came.",
    published="2031-03-02",
    publisher=LEDGER,
    title="Gate was open",
    url="https://ledger.example/gate",
)
COPY = read_text(
    "copy",
    "The Corl Ledger reported that the sea gate of Corl was open when the flood came.",
    published="2031-03-03",
    publisher=STAR,
    title="Sea gate open, paper says",
    url="https://star.example/gate",
)
DENIAL = read_text(
    "denial",
    "The Water Board denied that the sea gate of Corl was open when the flood came. "
    "Maud Pell, a fisherman, said that the sea gate of Corl was open when the flood came.",
    published="2031-03-04",
    publisher=POST,
    title="Board denies it",
    url="https://post.example/gate",
)
NUMBERS = tuple(
    read_text(
        f"toll-{number}",
        f"The police of Corl said that {number} people had died in the flood at the sea gate.",
        published="2031-03-05",
        publisher=outlet,
    )
    for number, outlet in ((31, LEDGER), (47, STAR))
)
READS = (REPORT, COPY, DENIAL, *NUMBERS)


read_with_meaning = cache(default_reader().read_with_meaning)


def link_all(store: Store) -> None:
    """Place the statements of all articles; those of articles that are linked stay."""
    for row in store.rows("SELECT id FROM article ORDER BY id"):
        link_claims(store, row["id"])


def meant(read: Read) -> Read:
    """Return a reading with the meanings of its statements."""
    reading, meanings = read_with_meaning(read.reading.article)
    return Read(read.original, reading, meanings, read.reader)


def linked(path: Path, reads: tuple[Read, ...] = READS, *, at_once: bool = False) -> Store:
    store = Store(path, Mode.CREATE, clock=clock)
    for read in reads:
        number = put(store, meant(read)).article_id
        if not at_once:
            link_claims(store, number)
    link_all(store)
    return store


def rows(store: Store) -> list[tuple[object, ...]]:
    found = [tuple(row) for row in store.rows("SELECT * FROM claim_member ORDER BY attribution_id")]
    found += [tuple(row) for row in store.rows("SELECT * FROM claim ORDER BY id")]
    return found + [tuple(row) for row in store.rows("SELECT * FROM sameness ORDER BY one_id, other_id")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with linked(tmp_path / "onrecord.db") as store:
        yield store


def key_of(store: Store, article: str, number: int = 1) -> str:
    sql = "SELECT a.key FROM attribution AS a JOIN article AS r ON r.id = a.article_id WHERE r.name = ?"
    return str(store.rows(f"{sql} ORDER BY a.number", (article,))[number - 1][0])


def test_reports_of_one_claim_are_counted_by_article_with_who_denies_it(store: Store) -> None:
    (found,) = claims(store, min_reports=3).claims
    assert "sea gate of Corl was open" in found.wording
    assert (found.reports, found.outlets) == (3, (LEDGER, STAR, POST))
    assert found.parties(Stance.DENIES) == ("The Water Board",)
    assert "Maud Pell" in found.parties(Stance.ASSERTS)
    assert (found.first, found.last) == ("2031-03-02", "2031-03-04")


def test_words_and_place_of_every_member_are_those_of_its_article(store: Store) -> None:
    for one in claims(store).claims[0].members:
        text = store.value("SELECT text FROM article WHERE key = ?", (one.article,))
        assert text[one.start : one.end] == one.words


def test_another_number_is_another_claim_and_the_difference_is_kept(store: Store) -> None:
    members = store.rows(
        "SELECT m.claim_id FROM claim_member AS m JOIN attribution AS a ON a.id = m.attribution_id"
        " WHERE a.content LIKE '%people had died%'"
    )
    assert members == []
    row = store.row("SELECT verdict, differences FROM sameness WHERE differences LIKE '%number%'")
    assert row is not None
    (difference,) = json.loads(row["differences"])
    assert row["verdict"] == "related"
    assert {difference["one"], difference["other"]} == {"31", "47"}


def test_adding_one_by_one_gives_what_linking_all_at_once_gives(tmp_path: Path) -> None:
    reads = (*READS, *dossier())
    with linked(tmp_path / "one.db", reads) as one, linked(tmp_path / "all.db", reads, at_once=True) as other:
        assert rows(one) == rows(other)
        assert rows(one)


def test_linking_an_article_again_changes_nothing(store: Store) -> None:
    before = rows(store)
    assert [link_claims(store, row["id"]) for row in store.rows("SELECT id FROM article")] == [0] * len(READS)
    assert rows(store) == before


def test_a_person_keeps_two_statements_apart_and_can_take_it_back(store: Store) -> None:
    one, other = key_of(store, "report"), key_of(store, "denial", 2)
    before = claim(store, one).key
    judge_statements(store, one, other, "different", person="Ada Vorn", reason="another gate")
    with pytest.raises(NotFoundError):
        claim(store, other)
    assert claim(store, one).key == before
    judge_statements(store, one, other, "withdrawn", person="Ada Vorn")
    assert claim(store, other).key == before


def test_a_person_makes_two_statements_one_claim(store: Store) -> None:
    one, other = key_of(store, "toll-31"), key_of(store, "toll-47")
    made = judge_statements(store, one, other, "same", person="Ada Vorn", reason="a slip of the pen")
    found = claim(store, one)
    assert {member.key for member in found.members} >= {one, other}
    (kept,) = standing(store)
    assert (kept.judgement, kept.why) == (made, "")


def test_a_judgement_is_kept_when_an_article_is_linked_after_it(tmp_path: Path) -> None:
    with Store(tmp_path / "r.db", Mode.CREATE, clock=clock) as store:
        for read in NUMBERS:
            put(store, meant(read))
        one, other = key_of(store, "toll-31"), key_of(store, "toll-47")
        judge_statements(store, one, other, "same", person="Ada Vorn")
        link_all(store)
        assert {member.key for member in claim(store, other).members} >= {one, other}


def test_a_statement_is_not_judged_with_itself(store: Store) -> None:
    key = key_of(store, "report")
    with pytest.raises(JudgementError, match="one statement"):
        judge_statements(store, key, key, "same", person="Ada Vorn")


def test_since_takes_days_and_the_words_for_them(store: Store) -> None:
    assert day_since(store, "yesterday") == "2031-04-30"
    assert claims(store, since="2031-03-04").claims == claims(store).claims
    assert claims(store, since="today").claims == ()
    with pytest.raises(FilterError):
        day_since(store, "soon")


def test_the_command_shows_reports_outlets_and_who_denies(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    nothing = np.zeros((1, DIMENSIONS), dtype=np.int8)
    monkeypatch.setattr(Reader, "meaning_of", lambda self, text: nothing)
    shown = CliRunner().invoke(cli, ["claims", "sea", "gate", "--min-reports", "3"]).stdout
    assert "3 articles (3 statements) · 3 outlets: Corl Ledger, Evening Star of Corl, Pell Post" in shown
    assert "denied by The Water Board" in shown
    assert f"article {claims(store).claims[0].members[0].article}, characters 47-101" in shown
    lines = CliRunner().invoke(cli, ["claims", "--json"]).stdout.splitlines()
    assert json.loads(lines[0])["reports"] == 3


def test_no_claim_is_told_with_what_to_try_and_a_wrong_day_is_an_error_of_usage(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    none = CliRunner().invoke(cli, ["claims", "--min-reports", "99"])
    assert (none.exit_code, none.stdout.startswith("no claim found; try")) == (0, True)
    assert CliRunner().invoke(cli, ["claims", "--since", "soon"]).exit_code == 2


def test_the_command_line_judges_two_statements(store: Store, tmp_path: Path) -> None:
    one, other = key_of(store, "toll-31"), key_of(store, "toll-47")
    arguments = [
        "judge",
        one,
        other,
        "--same",
        "--person",
        "Ada Vorn",
        "--record",
        str(tmp_path / "onrecord.db"),
    ]
    shown = CliRunner().invoke(cli, arguments)
    assert shown.exit_code == 0
    assert "31 people had died" in shown.stdout
    assert {member.key for member in claim(store, one).members} >= {one, other}


def test_a_claim_does_not_outlive_the_statements_it_is_made_of(store: Store) -> None:
    for row in store.rows("SELECT id FROM article WHERE name IN ('copy', 'denial')"):
        unlink_claims(store, row["id"])
    assert claims(store, min_reports=0).claims == ()
    link_all(store)
    assert claims(store).claims[0].reports == 3

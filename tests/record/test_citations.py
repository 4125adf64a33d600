"""Citations in a record: joined, waiting for an article that is not there yet, and traced."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from onrecord.article import PartyKind, Reading
from onrecord.extract.original import Original, OriginalKind
from onrecord.link.trace import Asked, Stance, Verdict
from onrecord.record import Mode, Store
from onrecord.record.citations import citations_of, link_citations
from onrecord.record.trace import trace, trace_of
from onrecord.record.write import put
from tests.link.told_dossier import Desk, Said
from tests.record.dossier import clock, read_of


def desk() -> Desk:
    """Return three reports: a witness, a paper that names the first paper, and one that names a stranger."""
    made = Desk()
    made.add(
        "The Harrow Post",
        "2031-05-03",
        "Ida Krom said she saw the crack in the Velt dam in May. She works there.",
        Said("Ida Krom", "said", "she saw the crack in the Velt dam in May"),
    )
    made.add(
        "Tarn Echo",
        "2031-05-04",
        "The Velt dam had a crack in May, the Post reported. Nobody was hurt.",
        Said("the Post", "reported", "The Velt dam had a crack in May", kind=PartyKind.ORGANIZATION),
    )
    made.add(
        "Radio Lorn",
        "2031-05-05",
        "Bo Stane told the Gorse Herald that he saw water run from the Velt dam in May.",
        Said("Bo Stane", "told", "that he saw water run from the Velt dam in May",
             addressee="the Gorse Herald"),
    )  # fmt: skip
    return made


def added(store: Store, reading: Reading) -> int:
    article = reading.article
    original = Original(article.name, article.text.encode(), OriginalKind.TEXT, article.name, article.url)
    row = put(store, read_of(original, reading)).article_id
    link_citations(store, row)
    return row


def kept(store: Store) -> list[tuple[object, ...]]:
    rows = store.rows(
        "SELECT r.name, c.outlet, c.words, o.name, c.score, c.reason, c.detail FROM citation AS c"
        " JOIN article AS r ON r.id = c.article_id LEFT JOIN article AS o ON o.id = c.of_id"
        " ORDER BY r.name, c.start"
    )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_in_whatever_order_articles_come_in_the_same_citations_are_joined(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    articles = desk().articles
    with Store(tmp_path / "r.db", Mode.CREATE, clock=clock) as store:
        rows = [added(store, articles[number]) for number in order]
        found = kept(store)
        assert [row[:2] + row[3:4] for row in found] == [
            ("a2", "Post", "a1"),
            ("a3", "Gorse Herald", None),
        ]
        for row in rows:
            link_citations(store, row)
        assert kept(store) == found


def test_a_placeholder_is_joined_the_day_its_article_comes_in(tmp_path: Path) -> None:
    articles = desk().articles
    late = Desk()
    late.add("Gorse Herald", "2031-05-04", "He saw water run from the Velt dam in May, said Bo Stane.",
             Said("Bo Stane", "said", "He saw water run from the Velt dam in May"))  # fmt: skip
    with Store(tmp_path / "r.db", Mode.CREATE, clock=clock) as store:
        row = added(store, articles[2])
        assert [one.of for one in citations_of(store, row)] == ["Gorse Herald"]
        added(store, late.articles[0])
        assert [one.of for one in citations_of(store, row)] == ["https://a1.example/"]


def test_a_claim_is_traced_from_its_members_in_the_record(tmp_path: Path) -> None:
    with Store(tmp_path / "r.db", Mode.CREATE, clock=clock) as store:
        for reading in desk().articles:
            added(store, reading)
        rows = [row["id"] for row in store.rows("SELECT id FROM attribution ORDER BY id")]
        found = trace_of(store, "c1", "The dam was cracked.", [(row, Stance.ASSERTS, 1.0) for row in rows])
    verdicts = [pair.verdict for pair in found.pairs]
    assert verdicts == [Verdict.SAME_ORIGIN, Verdict.CANNOT_TELL, Verdict.CANNOT_TELL]
    assert [one.of for one in found.relays] == ["https://a1.example/", "Gorse Herald"]


def test_a_statement_that_belongs_to_no_claim_is_traced_alone(tmp_path: Path) -> None:
    with Store(tmp_path / "r.db", Mode.CREATE, clock=clock) as store:
        added(store, desk().articles[0])
        key = store.value("SELECT key FROM attribution")
        found = trace(store, key[:6])
        assert [one.attribution for one in found.reports] == [key]
        nothing = trace(store, "zeppelin")
        assert not nothing.claim
        assert not nothing.reports
        assert nothing.asked == Asked("zeppelin", 0.0, False)

"""Copies in a record: linked one article at a time, the same however often, shown in families."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import cli
from onrecord.link.trace import CopyKind
from onrecord.record import Store
from onrecord.record.copies import link_copies
from onrecord.record.copy_answers import copies_of
from onrecord.record.write import Written, put
from tests.record.dossier import dossier, read_text, record_of

WIRE, CREDITED, SILENT = 0, 1, 2
STORY = """Herons nest on the gasworks

Two herons have built a nest on the roof of the old gasworks in Pell, forty metres above the canal, and the
work of taking it down has been put off until they have gone.

The foreman, Tam Orchard, saw them first. He has told his men to leave the yard by the eastern gate and to
eat their bread somewhere else."""
URL = "https://pell-post.example/herons"


@pytest.fixture
def linked(tmp_path: Path) -> tuple[Store, list[Written]]:
    store, written = record_of(tmp_path / "record.db", dossier())
    for one in written:
        link_copies(store, one.article_id)
    return store, written


def rows(store: Store) -> list[tuple[object, ...]]:
    return [tuple(row)[1:] for row in store.rows("SELECT * FROM copy ORDER BY article_id, of_id")]


def test_the_reprints_of_the_dossier_are_copies_of_the_dispatch(linked: tuple[Store, list[Written]]) -> None:
    store, written = linked
    found = copies_of(store, [one.article_id for one in written])
    keys = [f"record:{one.key}" for one in written]
    assert [(one.url, one.of, one.kind, one.credited, one.certain) for one in found] == [
        (keys[CREDITED], keys[WIRE], CopyKind.REPRINT, True, True),
        (keys[SILENT], keys[WIRE], CopyKind.REPRINT, False, True),
    ]
    here, there = found[0].runs[0]
    texts = [read.reading.article.text for read in dossier()]
    assert (here.article, there.article) == (written[CREDITED].key, written[WIRE].key)
    copied, original = texts[CREDITED][here.start : here.end], texts[WIRE][there.start : there.end]
    assert copied[-40:] == original[-40:].replace("'", "’")


def test_linked_again_an_article_has_the_same_copies(linked: tuple[Store, list[Written]]) -> None:
    store, written = linked
    before = rows(store)
    assert len(before) == 3
    for one in written:
        link_copies(store, one.article_id)
    assert rows(store) == before
    store.run("DELETE FROM copy")
    store.run("DELETE FROM fingerprint")
    for one in written:
        link_copies(store, one.article_id)
    assert rows(store) == before


def test_what_is_linked_is_told(tmp_path: Path) -> None:
    store, written = record_of(tmp_path / "record.db", dossier())
    found = [link_copies(store, one.article_id) for one in written[:4]]
    one, two = written[WIRE].article_id, written[CREDITED].article_id
    assert found == [[], [one], [one, two], []]


def test_an_undone_transaction_leaves_nothing(tmp_path: Path) -> None:
    store, written = record_of(tmp_path / "record.db", dossier())
    with pytest.raises(ZeroDivisionError), store.transaction():
        link_copies(store, written[WIRE].article_id)
        1 / 0  # noqa: B018
    assert store.value("SELECT count(*) FROM fingerprint") == 0


def test_the_newest_version_of_an_article_counts(tmp_path: Path) -> None:
    first = read_text("herons", STORY, url=URL, publisher="Pell Post", published="2031-04-02")
    copy = read_text("copy", STORY, publisher="Drum", published="2031-04-03")
    changed = read_text(
        "herons",
        "The gasworks of Pell came down on Friday.",
        url=URL,
        publisher="Pell Post",
        published="2031-04-02",
    )
    store, written = record_of(tmp_path / "record.db", (first, copy))
    for one in written:
        link_copies(store, one.article_id)
    assert [(one.url, one.of) for one in copies_of(store, [written[0].article_id])] == [
        (f"record:{written[1].key}", URL)
    ]
    newest = put(store, changed)
    assert newest.version == 2
    assert link_copies(store, newest.article_id) == []
    assert link_copies(store, written[0].article_id) == []
    assert link_copies(store, written[1].article_id) == []
    assert rows(store) == []


def run(store: Store, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["copies", *arguments, "--record", str(store.path)])


def test_families_are_shown_with_what_each_added(linked: tuple[Store, list[Written]]) -> None:
    store, written = linked
    shown = run(store).stdout
    assert shown.startswith(f"Transmere, 2031-02-05: 01-wire-talks-collapse  {written[WIRE].key}\n")
    assert "83% of its words are there" in shown
    assert "not credited" in shown
    assert "harbour master, Wil" in shown
    assert run(store, "--limit", "1").stdout == shown
    (family,) = [json.loads(line) for line in run(store, "--json").stdout.splitlines()]
    assert family["root"]["key"] == written[WIRE].key
    assert [copy["copied"]["credited"] for copy in family["copies"]] == [True, False]


def test_one_article_is_shown_with_its_originals_and_its_copies(linked: tuple[Store, list[Written]]) -> None:
    store, written = linked
    assert "Its words are in" in run(store, written[WIRE].key).stdout
    assert "Has words of" in run(store, "02-reprint-with-credit").stdout
    assert "no article of the record shares words" in run(store, written[6].key).stdout
    assert run(store, "ffff").exit_code == 1
    (one,) = [json.loads(line) for line in run(store, written[SILENT].key, "--json").stdout.splitlines()]
    assert [copy["of"]["key"] for copy in one["of"]] == [written[WIRE].key]


def test_a_record_without_copies_says_so(tmp_path: Path) -> None:
    store, written = record_of(tmp_path / "record.db", dossier()[3:5])
    assert len(written) == 2
    answer = run(store)
    assert answer.exit_code == 0
    assert answer.stdout.startswith("no copies are in the record")

"""`Record.changes` and `onrecord changes`: the versions that a record has, and what changed between them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import cli
from onrecord.errors import NotFoundError
from onrecord.extract.original import Original, OriginalKind
from onrecord.library import Record
from onrecord.link.changes import ChangeKind
from onrecord.record import Store
from onrecord.record.changes import changed_items, changes
from onrecord.record.write import Read
from tests.link.versions_gold import FOLDER, reading_of
from tests.record.dossier import read_of, record_of

FERRY = "https://gazette.example/01-ferry"


@cache
def read(name: str) -> Read:
    """Return a version of an invented article as it is put into a record."""
    reading = reading_of(name)
    return read_of(
        Original(
            where=f"{name}.txt",
            data=(FOLDER / f"{name}.txt").read_bytes(),
            kind=OriginalKind.TEXT,
            name=name,
            url=reading.article.url,
            facts={},
            retrieved=f"2032-03-1{name[-1]}T09:00:00Z",
        ),
        reading,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a record with three versions of one article, two of another and one of a third."""
    names = ("01-ferry.1", "03-dam.1", "01-ferry.2", "02-bank.1", "03-dam.2", "01-ferry.3")
    store, _ = record_of(tmp_path / "onrecord.db", tuple(map(read, names)))
    store.close()
    return tmp_path / "onrecord.db"


def run(path: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["changes", *arguments, "--record", str(path)], catch_exceptions=False)


def test_each_version_is_compared_with_the_one_before(path: Path) -> None:
    with Record(path, read_only=True) as record:
        found = record.changes(FERRY)
    assert [(one.number, one.retrieved) for one in found.versions] == [
        (1, "2032-03-11T09:00:00Z"),
        (2, "2032-03-12T09:00:00Z"),
        (3, "2032-03-13T09:00:00Z"),
    ]
    assert [(step.old, step.new) for step in found.steps] == [(1, 2), (2, 3)]
    kinds = {told.change.kind for told in found.steps[0].changes}
    assert {ChangeKind.SOFTENED, ChangeKind.RENUMBERED, ChangeKind.ANSWERED} <= kinds


def test_an_item_goes_by_address_with_tracking_by_name_and_by_the_key_of_any_version(path: Path) -> None:
    with Store(path) as store:
        found = changes(store, FERRY)
        for name in (
            f"{FERRY}?utm_source=feed#top",
            "01-ferry.3",
            found.versions[0].key,
            found.versions[1].key[:8],
        ):
            assert changes(store, name) == found


def test_two_versions_further_apart_can_be_compared(path: Path) -> None:
    with Store(path) as store:
        found = changes(store, FERRY, (1, 3))
    assert [(step.old, step.new) for step in found.steps] == [(1, 3)]
    assert {fact.fact for fact in found.steps[0].facts} == {"headline", "modified"}


def test_every_place_of_a_change_leads_to_a_statement_and_to_its_words(path: Path) -> None:
    with Store(path) as store:
        found = changes(store, FERRY)
        texts = {
            one.number: store.value("SELECT text FROM article WHERE key = ?", (one.key,))
            for one in found.versions
        }
        for step in found.steps:
            for told in step.changes:
                sides = ((told.old, told.change.old, step.old), (told.new, told.change.new, step.new))
                for place, passage, version in sides:
                    if passage is not None:
                        assert place is not None
                        assert place.spans == passage.spans
                        pieces = (texts[version][start:end] for start, end in passage.spans)
                        assert passage.words == " … ".join(" ".join(piece.split()) for piece in pieces)
                    if place is not None and place.key is not None:
                        keys = "SELECT key FROM attribution UNION SELECT key FROM silence"
                        assert place.key in {row["key"] for row in store.rows(keys)}


def test_articles_that_changed_are_listed_with_what_changed_last(path: Path) -> None:
    with Store(path) as store:
        found = changed_items(store)
        assert [(one.item, one.versions) for one in found.items] == [
            (FERRY, 3),
            ("https://gazette.example/03-dam", 2),
        ]
        assert found.items[0].counts["re-attributed"] == 1
        assert (changed_items(store, limit=1).total, len(changed_items(store, limit=1).items)) == (2, 1)
        assert changed_items(store, since="2031-05-02").total == 0


def test_the_list_of_changed_articles_does_not_read_all_articles(path: Path) -> None:
    with Store(path) as store:
        plan = store.rows(
            "EXPLAIN QUERY PLAN SELECT id FROM article WHERE latest = 1 AND version > 1 AND added >= ?"
            " ORDER BY added DESC LIMIT 5",
            ("",),
        )
    assert "article_changed" in plan[0]["detail"]


@pytest.mark.parametrize("between", [(1, 4), (4, 1)])
def test_a_version_that_is_not_there_is_told(path: Path, between: tuple[int, int]) -> None:
    with Store(path) as store, pytest.raises(NotFoundError, match=r"no version 4 .* it has 3"):
        changes(store, FERRY, between)


def test_what_went_and_came_is_marked_without_colour(path: Path) -> None:
    printed = run(path, FERRY).output
    assert "Version 1 → 2" in printed
    assert "said the ship [-had-] {+may have+} strayed" in printed
    assert "[-140-] {+198+}" in printed
    assert "now answers" in printed
    assert "named → described" in printed
    assert "\x1b" not in printed


def test_every_change_names_a_place_in_each_version_that_has_the_statement(path: Path) -> None:
    lines = run(path, FERRY, "--between", "1", "2").output.splitlines()
    softened = next(place for place, line in enumerate(lines) if "softened" in line)
    places = next(line for line in lines[softened:] if "characters" in line)
    assert "version 1: characters 243-246 (" in places
    assert "version 2: characters 244-252 (" in places


def test_one_version_is_told_to_be_one(path: Path) -> None:
    result = run(path, "https://gazette.example/02-bank")
    assert (result.exit_code, "one version only" in result.output) == (0, True)


def test_without_an_article_the_changed_ones_are_listed(path: Path) -> None:
    printed = run(path, "--limit", "1").output.splitlines()
    assert "Ferry firm denies leaving course" in printed[0]
    assert "3 versions; the last:" in printed[0]
    assert printed[1] == "... 1 more; --limit 2 shows them"


def test_a_record_without_changed_articles_says_so(path: Path) -> None:
    result = run(path, "--since", "2040-01-01")
    assert (result.exit_code, "no article" in result.output) == (0, True)


def test_all_shows_the_sentences_that_no_statement_tells(path: Path) -> None:
    some = run(path, "https://gazette.example/03-dam")
    assert "(--all shows them)" in some.output
    whole = run(path, "https://gazette.example/03-dam", "--all").output
    assert "{+On Monday the last of them came down.+}" in whole
    assert "--all" not in whole


def test_the_same_as_json_is_one_object_with_words_spans_and_keys(path: Path) -> None:
    found = json.loads(run(path, FERRY, "--json").output)
    assert [one["number"] for one in found["versions"]] == [1, 2, 3]
    softened = next(one for one in found["steps"][0]["changes"] if one["change"]["kind"] == "softened")
    assert softened["change"]["old"] == {"words": "had", "spans": [[243, 246]]}
    assert len(softened["new"]["key"]) == 12
    listed = [json.loads(line) for line in run(path, "--json").output.splitlines()]
    assert [one["versions"] for one in listed] == [3, 2]


def test_control_characters_never_reach_the_terminal(tmp_path: Path) -> None:
    from onrecord.article import Article
    from onrecord.read.reader import default_reader

    reads = []
    for number, word in enumerate(("will", "may")):
        text = f"Ada Vorn said the \x1b[31mbridge {word} fall."
        article = Article("bridge", text, title=f"Bridge\x1b[0m {number}", url="https://gazette.example/b")
        original = Original(
            f"{number}.txt", text.encode(), OriginalKind.TEXT, "bridge", url=article.url, facts={}
        )
        reads.append(read_of(original, default_reader().read(article)))
    store, _ = record_of(tmp_path / "onrecord.db", tuple(reads))
    store.close()
    assert "\x1b" not in run(tmp_path / "onrecord.db", "https://gazette.example/b", "--all").output
    assert "\x1b" not in run(tmp_path / "onrecord.db").output


def test_an_unknown_article_is_an_error_of_one_line(path: Path) -> None:
    with pytest.raises(NotFoundError, match="no article 'nowhere'"):
        run(path, "nowhere")

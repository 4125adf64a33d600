"""The dossiers of examples/links: what their gold says must be found in their texts, and be complete."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
LINKS = EXAMPLES / "links"
DOSSIERS = sorted(path.parent for path in LINKS.glob("*/links.json"))
pytestmark = pytest.mark.skipif(not DOSSIERS, reason="no dossier in examples/links")

COLUMNS = ["name", "published", "publisher", "title", "url"]
PARTS = {"open", "kept back"}
SUPPORTS = {"asserts", "confirms"}
STANCES = SUPPORTS | {"denies", "qualifies", "asks", "declines", "contradicts"}
VERDICTS = {"same origin", "independent", "cannot tell"}
DRIFTS = {"number", "actor", "modality", "source", "quotation", "time"}
NEAR = {"number", "side", "negated", "day", "actor", "modality", "topic"}
COPIES = {"reprint", "wire", "edited", "press release", "rewritten", "translated"}
KEYS = {
    "": {"claims", "distinct", "copies", "relays", "circular"},
    "claims": {"id", "wording", "members", "origins", "pairs", "drift"},
    "members": {"article", "words", "source", "stance", "chain"},
    "origins": {"party", "article", "certain", "reports"},
    "pairs": {"a", "b", "verdict", "because"},
    "drift": {"from", "to", "kind", "from_words", "to_words"},
    "distinct": {"a", "b", "kind"},
    "copies": {"article", "of", "kind", "credited", "share", "added"},
    "relays": {"article", "of", "words"},
}
# Names of the world that examples/dossier tells of: a reader of both sets must not take it for this one.
TAKEN = (
    "Ashlow Lothmere Brennick Brennish Orvane Orvanian Halvern Wyndle Pendry Ketter Gannet Transmere Sellick"
    " Callover Marant Carrow Aldous Orrell Penhale Tallis Vantry Krone Sorley Ferrand Roake Harbin"
).split()

Gold = dict[str, Any]


@cache
def texts(folder: Path) -> dict[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted((folder / "text").glob("*.txt"))}


@cache
def gold(folder: Path) -> Gold:
    value: Gold = json.loads((folder / "links.json").read_text(encoding="utf-8"))
    return value


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def every(folder: Path, part: str) -> Iterator[Gold]:
    """All entries of one kind in a dossier, whether they hang on a claim or not."""
    for claim in gold(folder)["claims"]:
        yield from claim.get(part, [])
    yield from gold(folder).get(part, [])


def quoted(folder: Path) -> Iterator[tuple[str, str]]:
    """Each article with words that the gold says stand in it."""
    for entry in (*every(folder, "members"), *every(folder, "relays")):
        yield entry["article"], entry["words"]
    for entry in every(folder, "drift"):
        yield entry["from"], entry["from_words"]
        yield entry["to"], entry["to_words"]
    for entry in every(folder, "distinct"):
        for side in (entry["a"], entry["b"]):
            yield side["article"], side["words"]
    for entry in every(folder, "copies"):
        for words in entry["added"]:
            yield entry["article"], words


def supporting(claim: Gold) -> set[str]:
    return {member["article"] for member in claim["members"] if member["stance"] in SUPPORTS}


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def share(copy: str, original: str) -> float:
    """The part of a copy's words that stand in runs of five words of the original."""
    words, known = words_of(copy), runs(original, 5)
    taken = {
        at + step for at in range(len(words) - 4) if tuple(words[at : at + 5]) in known for step in range(5)
    }
    return len(taken) / len(words)


each_dossier = pytest.mark.parametrize("folder", DOSSIERS, ids=lambda path: path.name)


@each_dossier
def test_every_article_has_its_text_and_its_line(folder: Path) -> None:
    rows = table(folder / "articles.tsv")
    assert list(rows[0]) == COLUMNS
    assert [row["name"] for row in rows] == list(texts(folder))
    assert 8 <= len(rows) <= 12
    assert (folder / "README.md").is_file()
    for row in rows:
        assert re.fullmatch(r"\d\d-[a-z0-9-]+", row["name"])
        assert datetime.fromisoformat(row["published"])
        assert re.match(r"https://[a-z0-9-]+\.example/\S+$", row["url"]), row["url"]
        assert row["publisher"] and row["title"]
        assert 80 <= len(texts(folder)[row["name"]].split()) <= 470, row["name"]


@each_dossier
def test_the_format_is_the_one_described(folder: Path) -> None:
    assert set(gold(folder)) == KEYS[""]
    for part, keys in KEYS.items():
        for entry in every(folder, part) if part else ():
            assert set(entry) == keys, (part, entry)
    assert {member["stance"] for member in every(folder, "members")} <= STANCES
    assert {pair["verdict"] for pair in every(folder, "pairs")} <= VERDICTS
    assert {entry["kind"] for entry in every(folder, "drift")} <= DRIFTS
    assert {entry["kind"] for entry in every(folder, "distinct")} <= NEAR
    assert {entry["kind"] for entry in every(folder, "copies")} <= COPIES
    assert all(pair["because"].strip() for pair in every(folder, "pairs"))
    assert all(member["chain"] and all(member["chain"]) for member in every(folder, "members"))


@each_dossier
def test_all_words_stand_exactly_once_in_their_article(folder: Path) -> None:
    for article, words in quoted(folder):
        assert texts(folder)[article].count(words) == 1, (article, words)
        assert "\n" not in words and 0 < len(words.split()) <= 40, (article, words)
    for member in every(folder, "members"):
        assert member["source"] is None or member["source"] in texts(folder)[member["article"]], member


@each_dossier
def test_all_articles_named_are_in_the_dossier(folder: Path) -> None:
    known = set(texts(folder))
    for origin in every(folder, "origins"):
        assert set(origin["reports"]) <= known
        assert origin["article"] is None or origin["article"] in known
    for copy in every(folder, "copies"):
        assert {copy["article"], copy["of"]} <= known and copy["article"] != copy["of"]
    for relay in every(folder, "relays"):
        assert relay["of"] in known or not re.match(r"\d\d-", relay["of"]), relay
        assert relay["of"] != relay["article"]
    for circle in every(folder, "circular"):
        assert len(circle) >= 2 and set(circle) <= known


@each_dossier
def test_each_pair_of_articles_that_support_a_claim_has_one_verdict(folder: Path) -> None:
    for claim in gold(folder)["claims"]:
        told = Counter(frozenset((pair["a"], pair["b"])) for pair in claim["pairs"])
        assert told == Counter(map(frozenset, combinations(supporting(claim), 2))), claim["id"]


@each_dossier
def test_each_article_that_supports_a_claim_leads_to_an_origin(folder: Path) -> None:
    for claim in gold(folder)["claims"]:
        reported = {article for origin in claim["origins"] for article in origin["reports"]}
        assert supporting(claim) <= reported, claim["id"]
        assert any(origin["certain"] for origin in claim["origins"]), claim["id"]


@each_dossier
def test_verdicts_do_not_contradict_the_copies(folder: Path) -> None:
    copied = {frozenset((copy["article"], copy["of"])) for copy in every(folder, "copies")}
    for pair in every(folder, "pairs"):
        if frozenset((pair["a"], pair["b"])) in copied:
            assert pair["verdict"] == "same origin", pair


@each_dossier
def test_near_misses_are_not_members_of_one_claim(folder: Path) -> None:
    def claims(side: Gold) -> set[str]:
        text = texts(folder)[side["article"]]
        start, size = text.find(side["words"]), len(side["words"])
        return {
            claim["id"]
            for claim in gold(folder)["claims"]
            for member in claim["members"]
            if member["article"] == side["article"]
            and start < text.find(member["words"]) + len(member["words"])
            and text.find(member["words"]) < start + size
        }

    for entry in every(folder, "distinct"):
        assert not claims(entry["a"]) & claims(entry["b"]), entry


@each_dossier
def test_the_share_of_a_copy_is_the_measured_one(folder: Path) -> None:
    for copy in every(folder, "copies"):
        measured = share(texts(folder)[copy["article"]], texts(folder)[copy["of"]])
        assert copy["share"] == pytest.approx(measured, abs=0.1), (copy["article"], measured)


@each_dossier
def test_a_dossier_holds_the_hard_cases(folder: Path) -> None:
    claims = gold(folder)["claims"]
    assert 2 <= len(claims) <= 4
    assert max(len(supporting(claim)) for claim in claims) >= 6
    assert {"denies", "declines"} <= {member["stance"] for member in every(folder, "members")}
    assert "independent" in {pair["verdict"] for pair in every(folder, "pairs")}
    assert len(gold(folder)["distinct"]) >= 6
    assert len({copy["kind"] for copy in every(folder, "copies")}) >= 2
    assert not all(copy["credited"] for copy in every(folder, "copies"))


@each_dossier
def test_no_name_and_no_sentence_of_other_examples_is_used(folder: Path) -> None:
    text = "\n".join(texts(folder).values())
    outlets = [
        row["publisher"]
        for path in EXAMPLES.glob("*/articles.tsv")
        for row in table(path)
        if len(row["publisher"]) > 3
    ]
    assert [name for name in (*TAKEN, *outlets) if re.search(rf"\b{re.escape(name)}\b", text)] == []
    others = "\n".join(path.read_text(encoding="utf-8") for path in EXAMPLES.glob("*/text/*.txt"))
    assert runs(text, 9) & runs(others, 9) == set()


def test_every_dossier_belongs_to_one_part() -> None:
    parts = {row["name"]: row["part"] for row in table(LINKS / "parts.tsv")}
    assert set(parts) == {folder.name for folder in DOSSIERS}
    assert set(parts.values()) <= PARTS

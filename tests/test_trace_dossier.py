"""The dossier of examples, linked and traced as `make demo` does it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import cli
from onrecord.extract import InputOptions
from onrecord.extract.about import read_about
from onrecord.library import Record
from onrecord.link.trace import Stance, Verdict
from onrecord.record.add import AddOptions

EXAMPLES = Path(__file__).parents[1] / "examples"
DEMO = (EXAMPLES / "demo.sh").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of the dossier, linked."""
    options = AddOptions(InputOptions(about=read_about(EXAMPLES / "dossier" / "articles.tsv")), link=True)
    with Record(tmp_path_factory.mktemp("dossier") / "onrecord.db") as made:
        assert not [one for one in made.add([str(EXAMPLES / "dossier" / "text")], options) if one.error]
        yield made


def asked() -> str:
    """The words that the demo traces."""
    found = re.search(r'^claim="([^"]+)"$', DEMO, re.M)
    assert found
    return found[1]


def test_the_question_of_the_demo_leads_to_the_contested_claim(record: Record) -> None:
    found = record.trace(asked())
    assert {"The Harrow Post", "The Sellick Daily Register", "The Callover Journal"} <= {
        report.outlet for report in found.reports if report.stance is Stance.ASSERTS
    }
    assert "Foreign Ministry of Lothmere" in {answer.party for answer in found.answers}


def test_the_contested_claim_has_the_origins_that_a_careful_reader_names(record: Record) -> None:
    found = record.trace(asked())
    assert [(origin.party, origin.certain) for origin in found.origins] == [
        ("two officials familiar with the talks", True),
        ("Ilse Marant", False),
    ]
    cited = {cited.words for cited in found.relays}
    assert "told Radio Pendry" not in cited  # which is another claim
    assert not [pair for pair in found.pairs if pair.verdict is Verdict.INDEPENDENT]


def test_an_adviser_told_by_officials_is_not_counted_beside_them(record: Record) -> None:
    found = record.trace("the prime minister of Lothmere called the president on the evening of February 3")
    assert found.origins[0].party == "Several officials"
    assert "Oren Tallis" not in {origin.party for origin in found.origins}


@pytest.mark.parametrize(
    "question",
    [
        "a comet will pass the earth in May",
        "the price of plums",
        "xqzv plorn",
        "!?",
        "Orvane's dog won a prize",
    ],
)
def test_what_nothing_says_is_said_to_be_in_no_article(record: Record, question: str) -> None:
    found = record.trace(question)
    assert not found.claim
    assert not found.reports
    assert found.asked
    assert not found.asked.sure
    assert found.asked.words == question


def test_what_is_near_to_what_was_asked_is_named_with_its_place(record: Record) -> None:
    result = CliRunner().invoke(cli, ["trace", "--record", str(record.store.path), "Marant bought a dog"])
    assert result.exit_code == 0
    first, near, *_ = result.stdout.splitlines()
    assert first == "nothing in the record says this; nearest:"
    assert re.search(r"Marant.*, [0-9a-f]{12}, characters \d+-\d+", near)


def test_a_trace_of_nothing_is_json_and_makes_no_file(record: Record, tmp_path: Path) -> None:
    page = tmp_path / "trace.html"
    question = ["the price of plums", "--json", "--html", str(page)]
    result = CliRunner().invoke(cli, ["trace", "--record", str(record.store.path), *question])
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert answer["claim"] is None
    assert answer["asked"] == {"words": "the price of plums", "fit": 0.0, "sure": False, "nearest": []}
    assert not page.exists()


def test_a_claim_that_fits_but_little_is_traced_with_a_doubt_and_the_others_that_may_be_meant(
    record: Record,
) -> None:
    found = record.trace("the Ketter Dam burst in the night")
    assert found.reports
    assert found.asked
    assert not found.asked.sure
    assert found.claim not in {near.claim for near in found.asked.nearest}


def test_the_demo_links_traces_and_names_every_file_that_it_makes() -> None:
    commands = re.findall(r"^shown (onrecord .*)$", DEMO, re.M)
    assert "onrecord link" in commands
    traces = [command for command in commands if command.startswith("onrecord trace")]
    assert traces[0] == 'onrecord trace "$claim"'
    made = set(re.findall(r'--(?:html|svg|output) "\$out/([\w.]+)"', "\n".join(commands)))
    named = set(re.findall(r"^  ([\w.]+\.\w+) ", DEMO.rpartition("# Made in")[2], re.M))
    assert named == made | {"onrecord.db"}
    assert {"trace.html", "chain.svg"} <= made


def test_what_a_speaker_said_on_a_claim_is_told_in_the_order_of_time_each_wording_once(
    record: Record,
) -> None:
    found = record.trace("our pens were on the table").spoken
    assert [(one.name, one.day, one.when.value) for one in found] == [
        ("Davin Orrell", "2031-02-05", "first"),
        ("Davin Orrell", "2031-02-24", "after"),
        ("Davin Orrell", "2031-02", "unknown"),  # "said in February", no day
    ]
    assert "stood empty" in found[-1].words  # altered; the reprints of 6 February are not told again


def test_what_a_speaker_said_near_a_claim_elsewhere_is_told_as_before_it(record: Record) -> None:
    near = [one for one in record.trace(asked()).spoken if not one.on_claim]
    assert [(one.name, one.when.value, one.outlet) for one in near] == [
        ("Rafe Aldous", "before", "The Harrow Post")
    ]
    assert "harbor loan" in near[0].words


def test_claims_and_trace_count_articles_and_statements_alike(record: Record) -> None:
    found = record.trace(asked())
    key = found.claim
    counted = re.compile(r"\b\d+ articles? \(\d+ statements?\)")
    shown = CliRunner().invoke(cli, ["trace", "--record", str(record.store.path), key]).stdout
    listed = CliRunner().invoke(cli, ["claims", "--record", str(record.store.path), "--limit", "99"]).stdout
    mine = listed[: listed.index(f"claim {key}")].splitlines()[-1]
    assert counted.findall(mine) == counted.findall(shown)


def test_all_who_were_asked_about_the_contested_claim_and_did_not_answer_stand_in_its_trace(
    record: Record,
) -> None:
    silent = {(silent.party, silent.words) for silent in record.trace(asked()).silences}
    assert {
        ("Mr. Carrow’s office", "did not respond to requests for comment"),
        ("Lothmere’s embassy", "did not answer its telephone"),
        ("The Brennish embassy in Port Sellick", "had ‘no observations to offer’"),
    } <= silent


def test_a_refusal_that_names_its_matter_is_no_refusal_of_another_claim(record: Record) -> None:
    found = record.trace("Orvane had changed the minimum flow in the night")
    declined = [report.words for report in found.reports if report.stance is Stance.DECLINES]
    assert "to answer questions about the dinner" not in declined

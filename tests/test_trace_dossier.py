"""The dossier of examples, linked and traced as `make demo` does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.extract import InputOptions
from onrecord.extract.about import read_about
from onrecord.library import Record
from onrecord.link.trace import Stance
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


def test_the_demo_links_traces_and_names_every_file_that_it_makes() -> None:
    commands = re.findall(r"^shown (onrecord .*)$", DEMO, re.M)
    assert "onrecord link" in commands
    traces = [command for command in commands if command.startswith("onrecord trace")]
    assert traces[0] == 'onrecord trace "$claim"'
    made = set(re.findall(r'--(?:html|svg|output) "\$out/([\w.]+)"', "\n".join(commands)))
    named = set(re.findall(r"^  ([\w.]+\.\w+) ", DEMO.rpartition("# Made in")[2], re.M))
    assert named == made | {"onrecord.db"}
    assert {"trace.html", "chain.svg"} <= made

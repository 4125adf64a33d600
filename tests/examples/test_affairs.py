"""The affairs keep to their form, so that nothing in them is silently left out of training."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from training.affairs import RELATIONS, affairs_in, affairs_of, relation

FOLDER = Path(__file__).parents[2] / "examples" / "affairs"
FILES = sorted(FOLDER.glob("*.txt"))
KINDS = "number|negated|actor|side|day|modality|object|place|part|topic"
LABEL = re.compile(rf"c\d[-+!?o]|x|x:(?:{KINDS}):c\d")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_label_is_one_of_the_form_and_of_a_claim_that_is_there(path: Path) -> None:
    for block in re.split(r"(?m)^# ", path.read_text(encoding="utf-8"))[1:]:
        claims = set(re.findall(r"(?m)^(c\d) = \S", block))
        assert block.count("{") == block.count("}"), block.partition("\n")[0]
        for label, words in re.findall(r"\{(\S*) ?([^{}]*)\}", block):
            assert LABEL.fullmatch(label), (block.partition("\n")[0], label)
            assert words.strip(), (block.partition("\n")[0], label)
            assert label == "x" or label[-2:] in claims or label[:2] in claims


def test_every_brace_is_read() -> None:
    braces = sum(path.read_text(encoding="utf-8").count("{") for path in FILES)
    assert sum(len(affair.told) for affair in affairs_in(FOLDER)) == braces > 0


def test_names_of_affairs_are_unique() -> None:
    names = [affair.name for affair in affairs_in(FOLDER)]
    assert len(names) == len(set(names))


AFFAIR = """# quarry-blast
c1 = Tarn fired before the road was closed.
c2 = Four people were hurt.

@ 2031-04-03 Wexcombe Post
Drivers said {c1+ it blew while cars were on the road}. Tarn denied that {c1- it fired early}.

@ 2031-04-04 Ludd Mail
Tarn said {c1! the road was shut}. It would not say {c1o who had signalled}. Six were hurt, said the mayor:
{x:number:c2 six people hurt}. The Mail counts {c2+ four injured}.
"""


def test_what_two_statements_are_to_each_other() -> None:
    (affair,) = affairs_of(AFFAIR)
    early, denied, shut, silent, six, four = affair.told
    assert RELATIONS[relation(early, denied) or 0] == "same"
    assert RELATIONS[relation(early, shut) or 0] == "contrary"
    assert RELATIONS[relation(six, four) or 0] == "other"
    assert relation(early, silent) is None


def test_a_content_is_found_in_the_text_of_its_snippet_without_labels() -> None:
    (affair,) = affairs_of(AFFAIR)
    denied = affair.told[1]
    assert denied.content == "it fired early"
    assert denied.text[: denied.start].endswith("cars were on the road. Tarn denied that ")
    assert denied.text[denied.end :] == "."

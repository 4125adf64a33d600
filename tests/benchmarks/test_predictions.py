"""What the exams hand to the shared scorers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from benchmarks.chains import article_of, is_in
from benchmarks.predictions import outermost, run_scorer, with_parents, write
from onrecord.article import Article, Attribution, Manner, Quotation, Reading, Span

OUTER = Attribution((Span(0, 3),), (Span(4, 8),), (Span(9, 20),), Quotation.INDIRECT, Manner.SAYS)
INNER = replace(OUTER, source=(), cue=(Span(10, 12),), content=(Span(13, 20),), parent=0)
READING = Reading(Article("story", "x" * 20), (OUTER, INNER))


def test_chains_carry_the_parent_and_polnear_gets_no_nested_attribution() -> None:
    own = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 20]]}
    nested = {"source": [], "cue": [[10, 12]], "content": [[13, 20]], "parent": 0}
    assert with_parents(READING)["attributions"] == [{**own, "parent": None}, nested]
    assert outermost(READING) == {"name": "story", "attributions": [own]}


def test_every_reading_is_one_line(tmp_path: Path) -> None:
    out = tmp_path / "made" / "found.jsonl"
    write(out, [READING, READING], outermost)
    assert [json.loads(line)["name"] for line in out.read_text(encoding="utf-8").splitlines()] == [
        "story"
    ] * 2


def test_the_held_out_fifth_and_the_rest_are_the_whole() -> None:
    held_out = [number for number in range(12) if is_in("held-out", number)]
    assert held_out == [0, 5, 10]
    assert [n for n in range(12) if is_in("development", n)] == sorted({*range(12)} - {*held_out})
    assert all(is_in("all", number) for number in range(12))


def test_an_article_has_the_date_that_its_line_gives() -> None:
    line = {"name": "a", "text": "b"}
    assert article_of({**line, "document_time": "2031-02-06"}) == Article("a", "b", published="2031-02-06")
    assert article_of(line).published is None


def test_the_scorers_own_failure_is_the_exit_status(tmp_path: Path) -> None:
    scorer = tmp_path / "scorer.py"
    scorer.write_text("import sys; sys.exit(3 if len(sys.argv) == 3 else 0)", encoding="utf-8")
    assert run_scorer(scorer, tmp_path, tmp_path) == 3

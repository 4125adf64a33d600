"""A trace as JSON, in the terminal, as a page, and by its command."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from rich.console import Console

from onrecord.cli import EXIT_SOME_FAILED, cli
from onrecord.errors import NotFoundError
from onrecord.library import Record
from onrecord.link.trace import Change, Place, Spoken, Trace, When
from onrecord.show.trace_build import graph_of
from onrecord.show.trace_graph import Passage, Texts
from onrecord.show.trace_json import trace_schema, trace_to_dict
from onrecord.show.trace_page import render_trace_page
from onrecord.show.trace_passages import quote
from onrecord.show.trace_terminal import render_trace
from onrecord.show.trace_words import Names, articles_of
from tests.show.random_traces import texts, traces
from tests.show.traces import EVERY, circular, hostile, large, small

VALIDATOR = jsonschema.Draft202012Validator(trace_schema())


def printed(trace: Trace, known: Texts | None = None, *, pairs: bool = False, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    console = Console(file=io.TextIOWrapper(raw, encoding), highlight=False, markup=False, emoji=False)
    render_trace(trace, console, known, pairs=pairs)
    console.file.flush()
    return raw.getvalue().decode(encoding)


# --- JSON -----------------------------------------------------------------------------------------


def test_the_json_has_the_published_keys_and_every_place() -> None:
    jsonschema.Draft202012Validator.check_schema(trace_schema())
    found = trace_to_dict(small()[0])
    VALIDATOR.validate(found)
    assert found["claim"] == {
        "id": "c1a1m0000001",
        "wording": "The Harbour Trust knew in May that the pier was cracked.",
    }
    parts = "reports origins copies relays circular pairs answers silences drift spoken"
    assert list(found) == ["claim", "asked", *parts.split()]
    assert found["reports"][0]["chain"][1]["kind"] == "document"
    assert found["reports"][0]["place"] == {"article": "star", "start": 66, "end": 103}
    assert found["copies"][0]["runs"][0]["of_place"]["article"] == "wire"
    assert found["pairs"][1]["verdict"] == "independent"
    assert json.loads(json.dumps(found)) == found


@given(traces())
@settings(deadline=None, derandomize=True, max_examples=40)
def test_the_json_of_any_trace_follows_the_schema(trace: Trace) -> None:
    VALIDATOR.validate(trace_to_dict(trace))


def test_what_a_speaker_said_before_and_after_stands_in_json_terminal_and_page() -> None:
    trace, known = small()
    place = trace.answers[0].place
    first = Spoken(
        *("Ines Kroll", "bb22", trace.answers[0].url, "k1", "nobody had known", place, "NPA", "2031-03-03"),
        *("2031-03-03", When.FIRST, True),
    )
    later = replace(
        first, attribution="k2", words="31 had known", day="2031-03-09", when=When.AFTER, on_claim=False,
        nearness=0.5, changes=(Change("polarity", "nobody", ""), Change("number", "", "31")),
    )  # fmt: skip
    trace = replace(trace, spoken=(first, later))
    found = trace_to_dict(trace)
    VALIDATOR.validate(found)
    assert [one["when"] for one in found["spoken"]] == ["first", "after"]
    told = printed(trace, known)
    assert (
        "What the same speakers said, on it and near it\n  Ines Kroll\n    on it, 3 Mar 2031, [2] NPA" in told
    )
    assert "after, near it, 9 Mar 2031, [2] NPA: “31 had known”  other polarity: nobody → –" in told
    page = render_trace_page(trace, known)
    assert '<h3 dir="auto">Ines Kroll</h3>' in page
    assert "other number: – → 31" in page


# --- terminal -------------------------------------------------------------------------------------


def test_the_screen_tells_how_many_sources_there_are_and_draws_the_chain() -> None:
    lines = printed(*small()).splitlines()
    assert lines[0] == "The Harbour Trust knew in May that the pier was cracked."
    assert lines[1].startswith(
        "5 articles (5 statements), 2 origins (1 certain), 2 answers, 1 asked without an answer"
    )
    tree = "\n".join(lines[3:13])
    assert "memo seen by the Star  document, origin\n" in tree
    assert "└── [1] The Bray Star  3 Mar 2031 06:00  ← “a memo seen by the Star”\n" in tree
    assert "    ├── [2] NPA  3 Mar 2031 11:20  ← “the Bray Star reported on Monday”\n" in tree
    assert "“knew in May that the pier was cracked”  100000000000, characters 59-96\n" in tree
    assert "+ 2 copies: [4] Colm Herald (97%), [3] Valley Echo (62%, no credit)" in tree
    assert "└── [5] Sunday Post  as above  ← “its former clerk Bert Hale”" in printed(*small())


def test_the_screen_tells_answers_silences_and_changes_with_their_places() -> None:
    shown = printed(*small())
    assert "Ines Kroll denies, 3 Mar 2031 11:20, [2] NPA: “anybody at the trust had known”" in shown
    assert "  to [2] NPA: “knew in May that the pier was cracked”\n    Ines Kroll denies" in shown
    assert "known”; meets the claim  500000000000, characters 171-201" in shown
    assert "month”; meets something else, not the claim  beefbeefbeef" in shown
    assert "The trust  [no response]  [1] The Bray Star, 3 Mar 2031 06:00: “did not respond" in shown
    assert "time      [2] NPA “knew in May”, characters 59-70 → [3] Valley Echo “knew in April”" in shown


def test_pairs_are_grouped_and_their_receipts_are_shown_on_demand() -> None:
    together = printed(*small())
    assert "same origin   2 pairs: 1–3, 2–4  (copy 2)" in together
    assert "cannot tell   1 pair: 3–5  (no evidence)" in together
    assert "its former clerk Bert Hale” " not in together
    each = printed(*small(), pairs=True)
    assert "[1] The Bray Star — [5] Sunday Post  independent\n" in each
    receipt = "other speaker: “a memo seen by the Star”, characters 118-141 | “its former clerk Bert Hale”"
    assert receipt in each
    assert "no evidence either way" in each


def test_circular_reporting_is_said_plainly() -> None:
    shown = printed(*circular())
    assert (
        "[1] Morning Ledger and [2] Evening Crier lead back to each other: neither is evidence for the other"
        in shown
    )
    assert "[1] Morning Ledger has it from [2] Evening Crier: “the Evening Crier reported”" in shown


def test_a_terminal_without_line_characters_gets_a_tree_of_plain_ones() -> None:
    shown = printed(*small(), encoding="ascii")
    assert "`-- [1] The Bray Star" in shown
    assert "    |-- [2] NPA" in shown


def test_no_control_character_of_an_article_reaches_the_terminal() -> None:
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", printed(*hostile()))


def test_every_box_of_a_large_chain_has_one_line() -> None:
    trace, known = large()
    lines = printed(trace, known).splitlines()
    for number, report in enumerate(trace.reports, 1):
        heads = [
            line for line in lines if re.search(rf"[─├└] \[{number}\] ", line) and "as above" not in line
        ]
        copied = any(f"[{number}]" in line and "cop" in line for line in lines)
        assert len(heads) == 1 or copied or report.url not in {n.url for n in graph_of(trace).nodes}


# --- page -----------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Ids, targets, addresses and marked words of a page; nesting is checked on the way."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.addresses: list[tuple[str, str]] = []
        self.marked: list[str] = []
        self.arrows: list[dict[str, str]] = []
        self.stack: list[str] = []
        self.scripts = 0
        self.feed(html)
        self.close()
        assert self.stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        assert not [name for name in named if name.startswith("on")]
        self.ids += [named["id"]] if "id" in named else []
        self.scripts += tag == "script"
        if tag not in {"meta", "br"}:
            self.stack.append(tag)
        if tag == "a" and named.get("class") == "arrow":
            self.arrows.append(named)
        for name in ("href", "src", "data", "action"):
            if named.get(name, "").startswith("#"):
                self.targets.append(named[name][1:])
            elif name in named:
                self.addresses.append((tag, named[name]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"rect", "path"}

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] == "mark":
            self.marked.append(data)


@pytest.mark.parametrize("name", EVERY)
def test_every_arrow_leads_to_the_passages_it_rests_on(name: str) -> None:
    trace, known = EVERY[name]()
    page = Page(render_trace_page(trace, known))
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    arrows = [arrow for arrow in page.arrows if "data-arrow" in arrow]
    assert len(arrows) == len(graph_of(trace, known).edges)
    assert all(arrow["aria-label"] for arrow in arrows)


def test_the_passages_have_the_words_marked_in_both_articles() -> None:
    html = render_trace_page(*small())
    start = html.index("NPA has it from The Bray Star", html.index("What every arrow rests on"))
    panel = html[start : html.index("</details>", start)]
    assert "the <mark>Bray Star reported on Monday</mark>. Ines Kroll" in panel
    assert "The Harbour Trust was <mark>told in May that the pier was cracked</mark>, according" in panel
    assert '<a href="https://the-bray-star.example/star" rel="noopener noreferrer external"' in panel
    assert "the outlet and the day fit" in panel


@given(traces(), texts())
@settings(deadline=None, derandomize=True, max_examples=40)
def test_any_trace_gives_a_whole_page_that_loads_nothing(trace: Trace, known: Texts) -> None:
    html = render_trace_page(trace, known)
    html.encode("utf-8")
    page = Page(html)
    assert page.scripts == 1
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)
    assert {tag for tag, _ in page.addresses} <= {"a"}
    assert all(address.startswith(("http://", "https://")) for _, address in page.addresses)


def test_markup_of_an_article_stays_text() -> None:
    html = render_trace_page(*hostile())
    assert "<script>alert" not in html
    assert "{{ 7*7 }}" in html
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html


def test_the_page_works_without_scripts() -> None:
    html = render_trace_page(*small())
    assert html.index('<details id="arrow-0">') > html.index("</svg>")
    assert '<p class="tools" hidden>' in html and 'id="panel"' in html


def test_the_page_begins_with_the_answer_in_one_sentence() -> None:
    first = (
        "5 articles (5 statements) lead back to 2 origins, 1 of them certain;"
        " 2 answers and 1 question without an answer."
    )
    assert first in render_trace_page(*small())
    assert "3 articles (3 statements) lead back to 1 origin, not certain." in render_trace_page(*circular())


def test_a_passage_whose_text_is_missing_or_changed_says_so() -> None:
    trace, known = small()
    names = Names(trace, known)
    url = trace.reports[0].url
    there = quote(Passage("told in June", (Place("star", 66, 103),), url), names, known)
    assert there.note == "given as “told in June”"
    assert quote(Passage("told", (Place("star", 5, 9999),), url), names, known).note.startswith("the place")
    missing = quote(Passage("told", (Place("gone", 5, 9),), url), names, known)
    assert (missing.pieces, missing.note) == ((("told", True),), "the text of the article is not at hand")


# --- command --------------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command in a folder with an empty record that answers with the small trace."""
    monkeypatch.chdir(tmp_path)
    Record("onrecord.db").close()

    def trace(record: Record, query: str) -> Trace:
        if query == "nothing":
            return replace(small()[0], reports=())
        if query != "pier was cracked":
            raise NotFoundError(f"{query!r}: no such claim")
        return small()[0]

    monkeypatch.setattr(Record, "trace", trace)
    return lambda *arguments: CliRunner().invoke(cli, ["trace", *arguments])


def test_the_command_takes_words_and_shows_the_trace(run: Callable[..., Result]) -> None:
    result = run("pier", "was", "cracked")
    assert result.exit_code == 0
    assert "5 articles (5 statements), 2 origins (1 certain)" in result.stdout
    assert "no evidence either way" in run("pier was cracked", "--pairs").stdout


def test_the_command_writes_page_and_picture(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("pier was cracked", "--html", "out/t.html", "--svg", "c.svg", "--json")
    assert result.exit_code == 0
    VALIDATOR.validate(json.loads(result.stdout))
    assert "wrote out/t.html" in result.stderr
    assert (tmp_path / "out/t.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "c.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_the_command_says_when_nothing_is_found(run: Callable[..., Result], tmp_path: Path) -> None:
    assert "nothing in the record says this" in run("nothing").stdout
    result = run("other words")
    assert result.exit_code == EXIT_SOME_FAILED and isinstance(result.exception, NotFoundError)
    (tmp_path / "file").write_text("")
    assert run("pier was cracked", "--svg", "file/c.svg").exit_code == EXIT_SOME_FAILED


def test_the_schema_of_traces_is_printed() -> None:
    result = CliRunner().invoke(cli, ["schema", "trace"])
    assert json.loads(result.stdout) == trace_schema()


def test_showing_a_trace_asks_for_all_articles_that_it_quotes() -> None:
    trace, known = small()
    assert set(articles_of(trace)) == set(known)

"""The commands that ask a record, as a user runs them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from onrecord.cli import EXIT_SOME_FAILED, EXIT_USAGE, cli
from onrecord.library import Record
from onrecord.link.parties import Evidence, Suggestion
from onrecord.read.meaning import DIMENSIONS
from onrecord.read.reader import Reader
from onrecord.record import Mode, Store
from onrecord.record.appearances import put_suggestion
from tests.record.asked import asked, judge, row_of


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record as the default one of the folder that commands are run in."""
    monkeypatch.chdir(tmp_path)
    asked(tmp_path / "onrecord.db").close()
    nothing = np.zeros((1, DIMENSIONS), dtype=np.int8)
    monkeypatch.setattr(Reader, "meaning_of", lambda self, text: nothing, raising=False)
    return tmp_path / "onrecord.db"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def lines(*arguments: object) -> list[dict[str, object]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_search_shows_words_in_context_with_article_and_place() -> None:
    shown = run("search", "inspector", "approve").stdout
    assert "A spokeswoman for the Harbour Trust, Ines Kroll = Ines Kroll — said\n" in shown
    assert "denied that the pier was sound. «A spokeswoman" in shown
    assert "said the *inspectors* had *approved* every plank»" in shown
    assert "The Bray Courier, 2031-03-05: Ferry to sail in spring" in shown
    assert ", characters 165-258" in shown


def test_a_search_is_narrowed_by_options() -> None:
    shown = run("search", "--by", "hale", "--manner", "denies", "--since", "2031-03", "pier").stdout
    assert "Bert Hale, a fisherman = Bert Hale — denied  [denies]" in shown
    assert "she = " not in shown
    assert (
        "«Bert Hale, a fisherman, denied"
        in run("search", "--by", "hale", "--", "pier", "-reporters", "-is").stdout
    )


def test_what_is_cut_or_left_out_is_told(path: Path) -> None:
    assert run("search", "--limit", 1).stdout.endswith("\n… 9 more; --limit 10 shows them\n")
    with Store(path, Mode.WRITE) as store:
        judge(store, row_of(store, "larger budget"), "wrong")
    result = run("search", "budget")
    assert "larger budget" not in result.stdout.split("«")[1].split("»")[0]
    note = "1 more statement that fits was judged wrong and left out; --judged wrong shows it"
    assert result.stdout.endswith(f"\n{note}\n")
    assert run("search", "budget", "--json").stderr == f"onrecord: {note}\n"
    assert run("search", "--json", "--limit", 1).stderr.startswith(
        "onrecord: … 8 more; --limit 9 shows them\n"
    )
    assert "1 earlier; --limit 3 " in run("timeline", "Hale", "--limit", 2, "--json").stderr
    assert "1 more; --limit 2 " in run("silences", "--limit", 1, "--json").stderr
    assert "[demands, judged wrong]" in run("search", "budget", "--judged", "wrong").stdout
    assert note in run("timeline", "--about", "budget").stdout
    assert note in run("who", "Anna Hale").stdout


def test_nothing_found_is_no_failure_and_says_what_to_try() -> None:
    for arguments in (("search", "zebra"), ("timeline", "zebra"), ("search", "zebra", "--in", "articles")):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (
            0,
            "nothing found; try fewer words, the beginning of one (treat*), or fewer filters\n",
        )
    assert run("who", "zebra").stdout.startswith("nobody of that name, role or key is in the record")
    assert run("silences", "--by", "zebra").stdout == "no silence found; try fewer words or fewer filters\n"
    assert run("search", "zebra", "--json").stdout == ""


def test_articles_are_found_by_their_text() -> None:
    shown = run("search", "--in", "articles", "planks").stdout
    assert shown.startswith("The Bray Courier, 2031-03-05: Ferry to sail in spring  ")
    assert "had approved every *plank*" in shown
    result = run("search", "--in", "articles", "--by", "hale", "pier")
    assert result.exit_code == EXIT_SOME_FAILED
    (hit,) = lines("search", "--in", "articles", "planks")
    assert hit["matched"] == ["plank"]


def test_two_of_one_surname_are_shown_apart() -> None:
    shown = run("who", "Hale").stdout
    assert shown.startswith("2 parties fit; each is shown apart\n\nAnna Hale  person, named  ")
    anna, bert = shown.split("\nBert Hale  person, named")
    assert "larger budget" in anna
    assert "larger budget" not in bert
    assert "    3 statements: 2 says, 1 demands; 2031-03-03 to 2031-05-20\n" in anna


def test_a_party_is_shown_with_what_it_is_called_and_why_it_is_taken_for_it() -> None:
    shown = run("who", "Anna Hale", "--details").stdout
    assert "    described: Mayor  (2 articles, first The Bray Courier, 2031-03-05" in shown
    assert "    in 2 articles of Lowmoor Gazette, The Bray Courier\n" in shown
    assert "    there as Anna Hale: first seen here (1.00)" in shown
    assert "fits by role" in run("who", "fisherman").stdout


def test_a_timeline_is_a_line_a_statement_and_marks_days_of_publication() -> None:
    shown = run("timeline", "Anna Hale").stdout.splitlines()
    assert shown[0].startswith(
        "2031-03-03   Anna Hale [says] that the ferry would sail in spring  The Bray Courier,"
    )
    assert shown[1].startswith(
        '2031-03-05*  Anna Hale [says] "The pier is sound,"  The Bray Courier, article '
    )
    assert shown[-1] == "* the day of publication: the article does not tell when"
    about = run("timeline", "--about", "budget", "--since", "2031-05").stdout
    assert "The Harbour Trust [no answer] did not respond to questions" in about
    assert re.match(r"… \d+ earlier; --limit \d+ shows them\n", run("timeline", "--limit", 2).stdout)


def test_a_timeline_of_two_parties_is_refused() -> None:
    result = run("timeline", "Hale", "--by", "Kroll")
    assert result.exit_code == EXIT_USAGE
    assert "PARTY and --by are the same" in result.stderr


def test_silences_are_shown_with_who_and_about_what() -> None:
    shown = run("silences").stdout
    assert "The Harbour Trust  [no response]\n" in shown
    assert "    about: the budget · day: 2031-05-20\n" in shown
    assert "The Harbour Trust" in run("silences", "--about", "budget").stdout
    assert run("silences", "--limit", 1).stdout.endswith("\n… 1 more; --limit 2 shows them\n")


@pytest.mark.parametrize("odd", ["2031-13", "soon", ""])
def test_a_date_that_is_none_is_an_error_of_usage(odd: str) -> None:
    result = run("search", "--since", odd)
    assert result.exit_code == EXIT_USAGE
    assert "write 2022, 2022-02 or 2022-02-24" in result.stderr


def test_every_answer_is_there_as_json() -> None:
    (hit,) = lines("search", "inspectors", "approved")
    assert list(hit) == ["statement", "score", "why", "matched"]
    statement = hit["statement"]
    assert isinstance(statement, dict)
    assert statement["attribution"]["cue"] == [[214, 218]]
    assert statement["party"]["name"] == "Ines Kroll"
    profile = lines("who", "Bert Hale")[0]
    assert (profile["fit"], profile["manners"]) == ("name", {"denies": 1})
    moments = lines("timeline", "council")
    assert [moment["day"] for moment in moments] == ["2031-05-20"] * len(moments)
    assert lines("silences", "--about", "budget")[0]["kind"] == "no response"


def test_a_statement_is_shown_with_who_answered_it_and_how(path: Path) -> None:
    with Store(path, Mode.WRITE) as store:
        claim, denial = row_of(store, "The pier is sound"), row_of(store, "pier was sound")
        store.run("UPDATE attribution SET answers_id = ? WHERE id = ?", (claim, denial))
        store.run("UPDATE silence SET attribution_id = ? WHERE words LIKE 'did not%'", (claim,))
        key, silence = (
            store.value(f"SELECT key FROM {sql}")
            for sql in (f"attribution WHERE id = {denial}", "silence WHERE attribution_id IS NOT NULL")
        )
    shown = run("search", "--denied").stdout
    assert "she = Anna Hale — told\n" in shown
    assert (
        f"answered: Bert Hale [denies] that the pier was sound  (The Bray Courier, 2031-03-05, {key})"
        in shown
    )
    assert f"not answered: {silence}\n" in shown
    assert "    to: reporters\n" in shown
    assert run("search", "--unanswered").stdout == shown
    (hit,) = lines("search", "--answered")
    assert [reply["manner"] for reply in hit["statement"]["replies"]] == ["denies"]  # type: ignore[index]


def test_no_answer_is_shown_as_such_and_never_as_its_contrary() -> None:
    shown = run("search", "--by", "spokesman").stdout
    assert "A spokesman for the council — declined  [no answer]\n" in shown
    assert "declines" not in shown


def test_a_suggested_merge_is_shown_as_a_suggestion_with_its_evidence(path: Path) -> None:
    with Store(path, Mode.WRITE) as store:
        one, other = (
            store.value("SELECT id FROM party WHERE name = ?", (name,)) for name in ("Anna Hale", "Bert Hale")
        )
        evidence = (Evidence("surname", "Hale", "Hale"),)
        put_suggestion(store, one, Suggestion(other, 0.4, "one surname", evidence))
    shown = run("who", "Anna Hale").stdout
    assert "may be: Bert Hale  person, named  " in shown
    assert "  one surname (0.40)  (surname “Hale” – “Hale”)\n" in shown
    assert "may be: Anna Hale" in run("who", "Bert Hale").stdout


def test_others_that_fit_are_listed_by_their_keys(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.party_answers.MOST_PARTIES", 1)
    shown = run("who", "Hale").stdout
    assert "Also fit; ask for one by its key:\n  Bert Hale  person, named  " in shown
    assert run("who", "Hale", "--json").stderr.startswith("onrecord: also fit: Bert Hale (")


def test_long_words_are_cut_and_say_by_how_much(path: Path) -> None:
    with Store(path, Mode.WRITE) as store:
        row = row_of(store, "The pier is sound")
        article = store.value("SELECT article_id FROM attribution WHERE id = ?", (row,))
        store.run("UPDATE article SET text = text || ? WHERE id = ?", (" and on" * 1000, article))
        detail = json.loads(store.value("SELECT detail FROM attribution WHERE id = ?", (row,)))
        detail["content"][-1][1] += 5000
        store.run("UPDATE attribution SET detail = ? WHERE id = ?", (json.dumps(detail), row))
    shown = run("search", "--quotation", "direct").stdout
    assert re.search(r" … \+\d,\d{3} characters»", shown)


def test_control_characters_of_an_article_never_reach_the_terminal(path: Path) -> None:
    with Store(path, Mode.WRITE) as store:
        store.run("UPDATE article SET title = ?, publisher = ?", ("a\x1b[31mb\nc", "d\x07e"))
        store.run("UPDATE party SET name = ?", ("f\x1b]0;g",))
    for arguments in (
        ("search",),
        ("who", "Hale"),
        ("timeline",),
        ("silences",),
        ("search", "--in", "articles"),
    ):
        shown = run(*arguments).stdout
        assert "\x1b" not in shown
        assert "\x07" not in shown


def test_on_a_terminal_lines_are_wrapped_under_their_beginning() -> None:
    terminal = {"FORCE_COLOR": "1", "TERM": "dumb", "COLUMNS": "80", "NO_COLOR": "1"}
    shown = CliRunner(env=terminal).invoke(cli, ["search", "inspectors"]).stdout.splitlines()
    assert max(map(len, shown)) <= 80
    assert all(line.startswith("    ") for line in shown if "«" in line or "plank" in line)


def test_the_library_asks_without_loading_the_reader_where_it_is_not_needed(path: Path) -> None:
    with Record(path, read_only=True) as record:
        assert len(record.search("pier", how="words").hits) == 2
        assert record.who("Hale")[0].statements
        assert record.timeline("pier").moments
        assert record.silences().silences
        assert record.search_articles("pier").hits
        assert record._reader is None

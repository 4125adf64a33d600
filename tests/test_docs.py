"""The documentation is held to the code: commands, options, fields, messages, outputs and links.

A fence behind `<!-- output: COMMAND -->` holds what that command prints on a terminal of 80 columns.
`UPDATE_DOCS=1 pytest tests/test_docs.py` writes all of them anew from what is printed now.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from enum import StrEnum
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli import EXIT_INTERRUPTED, EXIT_OK, EXIT_SOME_FAILED, EXIT_USAGE, cli
from onrecord.commands.judge import PERSON_VARIABLE
from onrecord.commands.options import RECORD_VARIABLE
from onrecord.show import schema
from onrecord.show.formats import COLUMNS

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md"))
)
REFERENCE = (ROOT / "docs/reference.md").read_text(encoding="utf-8")

_OUTPUT = re.compile(
    r"<!-- output: (?P<command>[^\n]+?) -->\n```(?P<kind>\w*)\n(?P<output>.*?)^```$", re.M | re.S
)
_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.M)
_ROW = re.compile(r"^\| `([^`]+)`", re.M)
_FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
# The places that packages are installed from; a page that names one is stale the day it moves.
_REGISTRIES = re.compile(r"https?://(?:[\w-]+\.)*(?:py(?:pi|thonhosted)|anaconda|npmjs)\b")
# An extra that the tests do without.
_NOT_INSTALLED = {"spacy"}
# What differs from machine to machine: the last digits of a confidence, and so how many hits by meaning are
# near enough, by the processor; the time of adding and the day of judging by the clock; the size of a record
# by the version of SQLite. And what names the reader differs with every change of a rule.
_VARIES = re.compile(
    r'("confidence": ?|\? )[01](?:\.\d+)?|\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ'
    r"|(?<=onrecord\.db, )[\d.,]+ (?:kB|MB)|(?<=by Ada, )20\d\d-\d\d-\d\d"
    r"|(?<=^[0-9a-f]{12}  )20\d\d-\d\d-\d\d|(?<=^… )\d+ more; --limit \d+|(?<=^read by     )\S+",
    re.M,
)


def name_of(path: Path) -> str:
    """A page's path as test names show it."""
    return str(path.relative_to(ROOT))


# --- outputs ---------------------------------------------------------------------------------------


def printed(command: str) -> str:
    """What `command` prints, errors included; `onrecord` runs in this process, the rest in a shell."""
    stages = re.split(r" \| ", command)
    fed = b""
    for stage in stages:
        if stage.startswith("onrecord "):
            # A terminal that knows no colours, 80 columns wide, as rich takes it.
            terminal = {"FORCE_COLOR": "1", "TERM": "dumb", "COLUMNS": "80", "NO_COLOR": "1"}
            fed = CliRunner(env=terminal).invoke(cli, shlex.split(stage)[1:], input=fed).output_bytes
        else:
            path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
            done = subprocess.run(
                ["bash", "-c", stage],
                input=fed,
                capture_output=True,
                check=True,
                env={**os.environ, "PATH": path},
            )
            fed = done.stdout
    return "".join(f"{line.rstrip()}\n" for line in fed.decode().splitlines()).strip("\n") + "\n"


@pytest.mark.parametrize("page", [path for path in PAGES if _OUTPUT.search(path.read_text())], ids=name_of)
def test_outputs_are_what_the_commands_print(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # Pages that keep a record begin without one, and leave none behind.
    for part in ("examples", "docs"):
        (tmp_path / part).symlink_to(ROOT / part)
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    now = {match["command"]: printed(match["command"]) for match in _OUTPUT.finditer(text)}
    if os.environ.get("UPDATE_DOCS"):

        def renewed(match: re.Match[str]) -> str:
            return f"<!-- output: {match['command']} -->\n```{match['kind']}\n{now[match['command']]}```"

        text = _OUTPUT.sub(renewed, text)
        page.write_text(text, encoding="utf-8")
    shown = {match["command"]: match["output"] for match in _OUTPUT.finditer(text)}
    for command, output in shown.items():
        assert _VARIES.sub(r"\1#", output) == _VARIES.sub(r"\1#", now[command]), command


# --- the reference ---------------------------------------------------------------------------------


def section(title: str) -> str:
    """The text under the heading `title` of the reference, deeper headings included."""
    headings = list(_HEADING.finditer(REFERENCE))
    for place, heading in enumerate(headings):
        if heading[2].replace("`", "") == title:
            level = len(heading[1])
            end = next((h.start() for h in headings[place + 1 :] if len(h[1]) <= level), len(REFERENCE))
            return REFERENCE[heading.end() : end]
    raise AssertionError(f"docs/reference.md has no heading {title!r}")


def rows(title: str) -> list[str]:
    """What stands in code marks in the first column of the tables under a heading."""
    found = _ROW.findall(section(title))
    assert len(found) == len(set(found)), f"a row stands twice under {title!r}"
    return found


def test_every_command_has_its_heading_and_no_other_has() -> None:
    headings = re.findall(r"^### `onrecord (\w+)`$", section("Commands"), re.M)
    assert headings == list(cli.commands)


@pytest.mark.parametrize("command", ["", *cli.commands])
def test_every_option_has_its_row_and_no_other_has(command: str) -> None:
    code = cli.commands[command] if command else cli
    context = click.Context(code, help_option_names=["-h", "--help"])
    expected = set()
    for parameter in code.get_params(context):
        if isinstance(parameter, click.Argument):
            expected.add(str(parameter.metavar))
        elif not (command and "--help" in parameter.opts):
            expected.add(", ".join(sorted(parameter.opts, key=len)))
    documented = {re.sub(r" [A-Z]+$", "", row) for row in rows(f"onrecord {command}".strip())}
    assert documented == expected


def test_every_exit_status_has_its_row() -> None:
    assert rows("Exit status") == [str(n) for n in (EXIT_OK, EXIT_SOME_FAILED, EXIT_USAGE, EXIT_INTERRUPTED)]


@pytest.mark.parametrize(
    ("title", "part"),
    [("Article", ""), *((part.capitalize(), part) for part in schema()["$defs"] if part != "span")],
)
def test_every_field_of_the_json_has_its_row_and_no_other_has(title: str, part: str) -> None:
    described = schema()["$defs"][part] if part else schema()
    assert rows(f"JSON: {title}") == list(described["properties"])


@pytest.mark.parametrize(
    "kind",
    [
        onrecord.Quotation,
        onrecord.Manner,
        onrecord.InsertionKind,
        onrecord.PartyKind,
        onrecord.Naming,
        onrecord.Ground,
        onrecord.Anchor,
        onrecord.SilenceKind,
        onrecord.RelayKind,
    ],
)
def test_every_value_has_its_row_and_no_other_has(kind: type[StrEnum]) -> None:
    assert rows(f"Values of {kind.__name__}") == [member.value for member in kind]


def test_every_column_of_the_tables_has_its_row_and_no_other_has() -> None:
    lines = re.findall(r"^\| (`[^|]+`) \|", section("Tables"), re.M)
    assert [name for line in lines for name in re.findall(r"`(\w+)`", line)] == list(COLUMNS)


def test_every_public_name_has_its_row_and_no_other_has() -> None:
    assert sorted(rows("Python")) == sorted(onrecord.__all__)


def test_every_field_of_the_input_options_is_described() -> None:
    described = set(re.findall(r"`(\w+)`", section("Python").split("| `InputOptions` |")[1].split("\n")[0]))
    assert {field.name for field in dataclasses.fields(onrecord.InputOptions)} <= described


def raised_causes() -> Iterator[str]:
    """The causes of every `InputError` and `FetchError` of the package, "…" for what is filled in."""
    for path in (ROOT / "src/onrecord/cli.py", *sorted((ROOT / "src/onrecord/extract").glob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "cause":
                yield from literal(node.value)
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"InputError", "FetchError"}:
                yield from literal(node.args[1])


def literal(node: ast.expr) -> Iterator[str]:
    """The text of a string in the code, "…" for what is filled in; nothing where it is no string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from literal(node.body)
        yield from literal(node.orelse)


def test_every_message_has_its_row_and_no_other_has() -> None:
    assert set(rows("Messages")) == set(raised_causes())


def raised_by_the_record() -> Iterator[str]:
    """The causes of every `RecordError`, and all that the other errors of the record say."""
    for path in sorted((ROOT / "src/onrecord/record").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        causes = [
            text
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "cause"
            for text in literal(node.value)
        ]
        for node in ast.walk(tree):
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "_CAUSES":
                yield from (cause for _, cause, _ in ast.literal_eval(ast.unparse(node.value or node.target)))
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in _RECORD_ERRORS:
                said = node.args[_RECORD_ERRORS[ast.unparse(node.func)]]
                if "cause" in {name.id for name in ast.walk(said) if isinstance(name, ast.Name)}:
                    rest = "".join(literal(said)).removeprefix("…")
                    yield from (cause + rest for cause in causes)
                else:
                    yield from literal(said)


# Which argument of each says what is wrong.
_RECORD_ERRORS = {"RecordError": 1, "NotFoundError": 0, "FilterError": 0, "JudgementError": 0}


def test_every_message_of_the_record_has_its_row_and_no_other_has() -> None:
    assert set(rows("Messages of the record")) == set(raised_by_the_record())


def test_every_table_and_view_of_the_record_has_its_row_with_columns_that_it_has(tmp_path: Path) -> None:
    with onrecord.Record(tmp_path / "onrecord.db"):
        pass
    with closing(sqlite3.connect(tmp_path / "onrecord.db")) as record:
        made = "SELECT name FROM pragma_table_list WHERE type <> 'shadow' AND name NOT LIKE 'sqlite%'"
        names = {name for (name,) in record.execute(made)}
        assert set(rows("The record")) == names
        for name, columns in re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|$", section("The record"), re.M):
            has = {row[1] for row in record.execute(f"PRAGMA table_info({name})")}
            assert set(re.findall(r"`(\w+)`", columns)) <= has, name


def test_every_method_of_a_record_is_described_and_no_other_is() -> None:
    methods = {name for name in vars(onrecord.Record) if not name.startswith("_")} - {"reader"}
    assert set(rows("Methods of Record")) == methods


def test_every_variable_of_the_environment_has_its_row() -> None:
    assert rows("Environment") == [RECORD_VARIABLE, PERSON_VARIABLE]


def test_the_defaults_are_those_of_the_code() -> None:
    text, options = section("onrecord read"), onrecord.InputOptions()
    assert f"{options.timeout_seconds:g} unless given" in text
    assert f"{options.max_bytes:,} unless given" in text
    assert f"{options.delay_seconds:g} unless given" in text
    assert f"`max_redirects` ({options.max_redirects})" in section("Python")
    assert f"`max_retries` ({options.max_retries})" in section("Python")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_snippets_compile_and_use_names_that_exist(page: Path) -> None:
    for snippet in re.findall(r"^```python\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S):
        for node in ast.walk(ast.parse(snippet)):
            if isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] not in _NOT_INSTALLED:
                module = importlib.import_module(str(node.module))
                assert all(hasattr(module, alias.name) for alias in node.names)
            elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "onrecord":
                assert node.attr in onrecord.__all__


# --- links -----------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get where Markdown is shown."""
    headings = (title for _, title in _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))))
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in headings}


def links(page: Path) -> Iterable[str]:
    """The targets of a page's links, code left out."""
    return _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{link} does not exist"
        assert not anchor or anchor in anchors(target), f"{link} has no such heading"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_package_registry(page: Path) -> None:
    assert not _REGISTRIES.search(page.read_text(encoding="utf-8"))


def test_every_page_of_docs_is_reached_from_the_readme() -> None:
    reached = {(ROOT / link.partition("#")[0]).resolve() for link in links(ROOT / "README.md")}
    assert set((ROOT / "docs").glob("*.md")) <= reached

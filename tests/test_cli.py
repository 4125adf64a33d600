"""The command line as a user meets it, over the shipped model."""

from __future__ import annotations

import errno
import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

import onrecord
import onrecord.cli
from onrecord.cli import cli, main
from onrecord.outputs import Outputs
from onrecord.read.encoder import Encoder
from onrecord.show import schema
from onrecord.show.formats import FOLDERS

STORY = (
    "Bridge closed\n\n"
    '"The bridge is safe," said Ada Vorn, the mayor of Tarnby.\n\n'
    "The harbour office denied that it had asked for a new survey.\n\n"
    "A spokesman for the builder declined to comment.\n"
)
PLAIN = "The bridge has four arches. It is forty metres long and nine wide.\n"
BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\r\n", "is empty"),
    "scan.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF"),
    "scan.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture (PNG)"),
    "noise.txt": (b"\x00\x01\x02" * 500, "is binary data"),
    "frame.html": (b"<html><body><script>go()</script></body></html>", "no article text found"),
}


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    """The result of `onrecord` with these arguments."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)


def objects(result: Result) -> list[dict[str, object]]:
    """What `--json` printed."""
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A short article in a file."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_lists_the_commands(flag: str) -> None:
    result = run(flag)
    assert result.exit_code == 0
    listed = [line.split()[0] for line in result.stdout.split("Commands:\n")[1].splitlines()]
    assert listed == list(cli.commands)


def test_version() -> None:
    assert onrecord.__version__ in run("--version").stdout


@pytest.mark.parametrize(
    "arguments", [["read"], ["read", "--colour", "x"], ["write"], ["read", "x", "--timeout", "0"]]
)
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_people_see_who_how_and_what(story: Path) -> None:
    result = run("read", story)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "Ada Vorn" in result.stdout
    assert "The bridge is safe" in result.stdout
    assert re.fullmatch(r"\d attributions: .+", result.stdout.splitlines()[-1])


def test_an_article_without_attributions_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text(PLAIN, encoding="utf-8")
    result = run("read", path)
    assert result.exit_code == 0
    assert "no attributed statement found" in result.stdout


def test_contents_are_shortened_on_demand(story: Path) -> None:
    story.write_text(STORY.replace("is safe", "is safe and sound " + "and safe " * 20), encoding="utf-8")
    assert " characters" in run("read", story, "--max-chars", "20").stdout
    assert "… +" not in run("read", story).stdout


def test_one_line_for_each_bad_input_and_the_good_are_read(tmp_path: Path, story: Path) -> None:
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    paths = [tmp_path / name for name in BAD]
    (tmp_path / "nothing").mkdir()
    result = run(
        "read", *paths[:3], story, *paths[3:], tmp_path / "missing.txt", tmp_path / "nothing", "--json"
    )
    assert result.exit_code == 1
    assert [reading["name"] for reading in objects(result)] == ["story"]
    lines = result.stderr.splitlines()
    causes = [*(cause for _, cause in BAD.values()), "no such file or folder", "has no page or text in it"]
    where = [*paths, tmp_path / "missing.txt", tmp_path / "nothing"]
    assert len(lines) == len(causes)
    for line, path, cause in zip(lines, where, causes, strict=True):
        assert line.startswith(f"onrecord: {path}: {cause}")


@pytest.mark.parametrize(
    ("address", "cause"),
    [
        ("http://127.0.0.1:9/story", "is in a private network"),
        ("http://[::1]/story", "is in a private network"),
        ("http://169.254.169.254/latest", "is in a private network"),
        ("ftp://news.example/story", "only http and https addresses can be fetched"),
        ("http://reader:secret@news.example/story", "carries a user name or password"),
    ],
)
def test_addresses_that_are_refused(address: str, cause: str) -> None:
    result = run("read", address)
    assert result.exit_code == 1
    assert cause in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "secret" not in result.stderr


@pytest.mark.parametrize("option", ["--delay", "--timeout"])
@pytest.mark.parametrize("value", ["nan", "inf", "-1", "soon"])
def test_a_span_of_time_that_is_none_is_a_mistake_of_usage(story: Path, option: str, value: str) -> None:
    result = run("read", story, option, value)
    assert result.exit_code == 2
    assert f"Invalid value for '{option}'" in result.stderr


def test_standard_input(story: Path) -> None:
    (reading,) = objects(run("read", "-", "--json", stdin=STORY.encode()))
    assert reading["name"] == "stdin"
    assert reading["text"] == STORY
    assert reading["attributions"] == objects(run("read", story, "--json"))[0]["attributions"]


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/a.txt", ".hidden.txt", "data.json", "a.ann"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PLAIN, encoding="utf-8")
    result = run("read", tmp_path, "--json")
    assert [reading["name"] for reading in objects(result)] == ["a", "b", "a-2"]


def test_files_about_a_folder_are_read_only_when_they_are_named(tmp_path: Path) -> None:
    about = (
        "README.md",
        "readme",
        "LICENSE",
        "Licence.txt",
        "LICENSE-MIT",
        "CONTRIBUTING.md",
        "c/CHANGELOG.txt",
    )
    for name in (*about, "license-fees-rise.txt", "contributing-factors.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PLAIN, encoding="utf-8")
    found = [reading["name"] for reading in objects(run("read", tmp_path, "--json"))]
    assert found == ["contributing-factors", "license-fees-rise"]
    (tmp_path / "a.ann").write_text(PLAIN, encoding="utf-8")
    named = run("read", tmp_path / "README.md", tmp_path / "LICENSE", tmp_path / "a.ann", "--json")
    assert [reading["name"] for reading in objects(named)] == ["README", "LICENSE", "a"]


def test_json_lines_follow_the_schema(story: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY.split("\n\n")[1:])
    page.write_text(
        f"<html><head><title>Bridge closed</title></head><body><article>{paragraphs}</article></body></html>"
    )
    odd = tmp_path / "odd.txt"
    odd.write_bytes(
        b'\xff"He said \x93yes\x94 and " left\x00.\xe2\x80\xa8"No\xe2\x80\x9d, said Ada Vorn \xe2\x80\xae.'
    )
    result = run("read", story, page, odd, "--json")
    assert result.exit_code == 0
    lines = result.stdout.split("\n")
    assert lines.pop() == ""
    validator = jsonschema.Draft202012Validator(schema())
    for line in lines:
        validator.validate(json.loads(line))
    assert [json.loads(line)["name"] for line in lines] == ["story", "page", "odd"]


def test_the_schema_is_printed() -> None:
    result = run("schema")
    assert json.loads(result.stdout) == schema()


def test_offsets_fit_a_file_with_carriage_returns(tmp_path: Path, story: Path) -> None:
    path = tmp_path / "windows.txt"
    path.write_text(STORY, encoding="utf-8", newline="\r\n")
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    (reading,), (plain,) = objects(run("read", path, "--json")), objects(run("read", story, "--json"))
    assert reading["text"] == text
    assert "\r\n" in text
    assert [[part.replace("\r\n", "\n") for part in row] for row in words(reading)] == words(plain)


def words(reading: dict[str, object]) -> list[list[str]]:
    """The words of each attribution of a reading, as its offsets give them."""
    text, attributions = reading["text"], reading["attributions"]
    assert isinstance(text, str)
    assert isinstance(attributions, list)
    return [[text[s:e] for role in ("source", "cue", "content") for s, e in a[role]] for a in attributions]


def test_a_page_is_written(story: Path, tmp_path: Path) -> None:
    page = tmp_path / "new" / "page.html"
    result = run("read", story, "--html", page)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == f"onrecord: wrote {page}\n"
    assert "The bridge is safe" in page.read_text(encoding="utf-8")


def test_brat_files_are_written(story: Path, tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    result = run("read", story, "--brat", folder)
    assert result.exit_code == 0
    assert (folder / "story.txt").read_bytes() == story.read_bytes()
    assert "\tCue " in (folder / "story.ann").read_text(encoding="utf-8")


def test_all_outputs_in_one_run(story: Path, tmp_path: Path) -> None:
    result = run("read", story, "--json", "--html", tmp_path / "page.html", "--brat", tmp_path / "brat")
    assert [reading["name"] for reading in objects(result)] == ["story"]
    assert (tmp_path / "page.html").exists()
    assert (tmp_path / "brat" / "story.ann").exists()


def test_a_damaged_model_is_one_line(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(onrecord.cli, "Encoder", partial(Encoder, tmp_path / "no-model"))
    monkeypatch.setattr(sys, "argv", ["onrecord", "read", str(story)])
    with pytest.raises(SystemExit) as exit_:
        main()
    assert exit_.value.code == 1
    error = capsys.readouterr().err
    assert error.startswith("onrecord: ")
    assert "reinstall" in error
    assert len(error.splitlines()) == 1


def outcome(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    """The exit status of `onrecord` with these arguments, run as the program runs it."""
    monkeypatch.setattr(sys, "argv", ["onrecord", *map(str, arguments)])
    with pytest.raises(SystemExit) as exit_:
        main()
    assert isinstance(exit_.value.code, int)
    return exit_.value.code


@pytest.mark.parametrize("option", ["--html", "--brat", "--citron", "--csv", "--web-annotation"])
def test_a_place_that_cannot_be_written_is_told_before_reading(
    story: Path, option: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(onrecord.cli, "read_all", lambda *_: pytest.fail("was read"))
    place = story / "inside" / "place"
    assert outcome(monkeypatch, "read", story, option, place) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"onrecord: {place}: cannot be written: not a directory\n"


@pytest.mark.parametrize("option", ["--html", "--brat", "--citron", "--csv", "--web-annotation"])
def test_a_write_that_fails_later_is_one_line_too(
    story: Path,
    tmp_path: Path,
    option: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setitem(FOLDERS, "brat", full)
    assert outcome(monkeypatch, "read", story, option, tmp_path / "out") == 1
    error = capsys.readouterr().err
    assert error.startswith(f"onrecord: {tmp_path / 'out'}")
    assert error.endswith(": cannot be written: no space left on device\n")
    assert len(error.splitlines()) == 1


def test_trying_a_place_leaves_nothing_behind(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("what was there")
    run("read", tmp_path / "missing.txt", "--html", tmp_path / "new.html", "--brat", tmp_path / "brat")
    assert list((tmp_path / "brat").iterdir()) == []
    Outputs(files={"html": page}).check()
    assert page.read_text() == "what was there"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", ["read '{}' --json", "read '{}'", "schema"])
def test_a_full_disk_behind_standard_output_is_one_line(story: Path, arguments: str) -> None:
    command = f"'{sys.executable}' -m onrecord {arguments.format(story)} > /dev/full"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == "onrecord: standard output: cannot be written: no space left on device\n"
    assert done.returncode == 1


def test_a_closed_pipe_is_silence(story: Path) -> None:
    command = f"'{sys.executable}' -m onrecord read '{story}' '{story}' --json | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_every_format_of_neighbours_is_written_in_one_run(story: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    files = {kind: tmp_path / f"out.{kind}" for kind in ("web-annotation", "csv", "parquet")}
    options = [part for kind, file in files.items() for part in (f"--{kind}", file)]
    result = run("read", story, *options, "--citron", tmp_path / "citron")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [f"onrecord: wrote {file}" for file in files.values()]
    citron = json.loads((tmp_path / "citron" / "story.json").read_text(encoding="utf-8"))
    rows = files["csv"].read_text(encoding="utf-8").splitlines()
    annotations = json.loads(files["web-annotation"].read_text(encoding="utf-8"))["items"]
    assert len(citron["quotes"]) == len(annotations) == len(rows) - 1 > 0


@pytest.mark.parametrize("kind", ["brat", "citron", "web-annotation"])
def test_readings_are_converted_without_reading_again(
    story: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = run("read", story, "--json").stdout
    monkeypatch.setattr(onrecord.cli, "read_all", lambda *_: pytest.fail("was read"))
    place = tmp_path / ("out.jsonld" if kind == "web-annotation" else "out")
    there = run("convert", "-", "--to", kind, "-o", place, stdin=lines.encode())
    assert (there.exit_code, there.stdout) == (0, "")
    back = run("convert", place, "--to", "json", "-o", "-")
    assert (back.exit_code, back.stderr) == (0, "")
    (before,), (after,) = ([json.loads(line) for line in text.splitlines()] for text in (lines, back.stdout))
    assert after["text"] == before["text"]
    for key in ("cue", "content", "source"):
        assert [row[key] for row in after["attributions"]] == [row[key] for row in before["attributions"]]


def test_what_cannot_be_converted_is_told_and_the_rest_is(story: Path, tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_text(run("read", story, "--json").stdout, encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text('{"name": "x"}\n', encoding="utf-8")
    inputs = [tmp_path / name for name in ("bad.jsonl", "good.jsonl", "missing.jsonl")]
    result = run("convert", story, *inputs, "--to", "csv", "-o", "-")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) > 1
    assert result.stderr.splitlines() == [
        f"onrecord: {story}: is in no format that is known; name it with --from",
        f"onrecord: {inputs[0]}:1: a reading: 'text' is None; it must be a string",
        f"onrecord: {inputs[2]}: no such file or folder",
    ]


def test_a_folder_cannot_be_printed(story: Path) -> None:
    result = run("convert", story, "--to", "brat", "-o", "-")
    assert result.exit_code == 2
    assert "brat is a folder" in result.stderr


@pytest.mark.parametrize(("option", "extra"), [("--parquet", "parquet"), ("--docbin", "spacy")])
def test_a_missing_extra_is_named_before_reading(
    story: Path,
    tmp_path: Path,
    option: str,
    extra: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(onrecord.cli, "read_all", lambda *_: pytest.fail("was read"))
    for module in ("pyarrow", "pyarrow.parquet", "spacy", "spacy.tokens"):
        monkeypatch.setitem(sys.modules, module, None)
    assert outcome(monkeypatch, "read", story, option, tmp_path / "out") == 1
    assert f"is not installed (install onrecord[{extra}])" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()

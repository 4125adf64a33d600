"""Every format by its name: what writes it, what reads it, and how a file's format is told.

`read_path` and `read_bytes` give the readings of a file, a folder or some bytes; `FILES` and `FOLDERS` write.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onrecord.article import Reading
from onrecord.errors import FormatError
from onrecord.notation.lines import dump_line, reading_from_dict
from onrecord.show.brat import write_brat
from onrecord.show.brat_reader import Corpus, read_folder
from onrecord.show.formats.bytes import decode, dump_json, encode, parse_json
from onrecord.show.formats.citron import read_citron, write_citron
from onrecord.show.formats.docbin import read_docbin, to_docbin
from onrecord.show.formats.parquet import to_parquet
from onrecord.show.formats.table import to_csv
from onrecord.show.formats.web_annotation import to_web_annotations
from onrecord.show.formats.web_annotation_reader import read_web_annotations
from onrecord.show.page import render_page

Texts = Callable[[str], str | None]

# One file with every article: the readings as bytes.
FILES: dict[str, Callable[[Sequence[Reading]], bytes]] = {
    "json": lambda readings: encode("".join(f"{dump_line(reading)}\n" for reading in readings)),
    "html": lambda readings: encode(render_page(readings)),
    "web-annotation": lambda readings: dump_json(to_web_annotations(readings)),
    "csv": to_csv,
    "parquet": to_parquet,
    "docbin": to_docbin,
}
# A folder with files for each article: one reading under a name that is safe and not taken.
FOLDERS: dict[str, Callable[[Reading, Path, str], object]] = {"brat": write_brat, "citron": write_citron}
# The extra that a format needs.
NEEDS = {"parquet": "parquet", "docbin": "spacy"}
READABLE = ("json", "brat", "citron", "web-annotation", "docbin")

_ENDINGS = {".jsonl": "json", ".ndjson": "json", ".jsonld": "web-annotation", ".spacy": "docbin"}
# What the files of a folder that is not brat may be called.
_IN_FOLDERS = {*_ENDINGS, ".json"}
# The header of zlib, which a DocBin begins with; no JSON does.
_ZLIB = b"\x78"


def read_path(path: Path, kind: str | None = None, texts: Texts | None = None) -> Corpus:
    """Return the readings in a file or a folder of any of the formats `READABLE`.

    `kind` is guessed from the name or the content unless given. `texts` gives the texts that Web
    Annotations are about; they lie beside the file as NAME.txt unless given. A file of a folder that cannot
    be read is a problem. Raises FormatError where the format is not known or not followed, OSError where
    `path` cannot be read, `MissingExtraError` where a library is missing.
    """
    if not path.is_dir():
        return read_bytes(path.read_bytes(), str(path), kind, texts or texts_in(path.parent))
    if kind == "brat" or (kind is None and _is_brat(path)):
        return read_folder(path)
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in _IN_FOLDERS and file.is_file())
    if not files:
        raise FormatError(f"{path}: has no annotations in it")
    found = [_read_file(file, kind, texts) for file in files]
    return Corpus(
        tuple(reading for corpus in found for reading in corpus.readings),
        tuple(problem for corpus in found for problem in corpus.problems),
    )


def read_bytes(data: bytes, name: str, kind: str | None = None, texts: Texts | None = None) -> Corpus:
    """Return the readings in `data`, the content of a file called `name`; see `read_path`."""
    kind = kind or _guess(data, name)
    if kind == "docbin":
        return read_docbin(data, name)
    text = decode(data, name)
    if kind == "json":
        return _read_lines(text, name)
    if kind == "citron":
        return read_citron(text, Path(name).stem, name)
    if kind == "web-annotation":
        return read_web_annotations(text, name, texts or (lambda _: None))
    raise FormatError(f"{name}: is a file; {kind} is a folder")


def texts_in(place: Path) -> Texts:
    """Return what finds the text of an article: `place` itself, or NAME.txt in the folder `place`."""

    def find(name: str) -> str | None:
        path = place / f"{Path(name).name}.txt" if place.is_dir() else place
        try:
            with path.open(encoding="utf-8", newline="") as file:
                return file.read()
        except (OSError, ValueError):
            return None

    return find


def _read_file(path: Path, kind: str | None, texts: Texts | None) -> Corpus:
    try:
        return read_path(path, kind, texts)
    except FormatError as error:
        return Corpus((), (str(error),))
    except OSError as error:
        return Corpus((), (f"{path}: {error.strerror or error}",))


def _is_brat(folder: Path) -> bool:
    return (folder / "attributions").is_dir() or any(folder.glob("*.ann"))


def _guess(data: bytes, name: str) -> str:
    """Return the format of a file by the ending of its name, or by what it begins with."""
    known = _ENDINGS.get(Path(name).suffix.lower())
    if known:
        return known
    if data.startswith(_ZLIB):
        return "docbin"
    try:
        start = _first_object(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        if Path(name).suffix.lower() == ".json" and not isinstance(error, UnicodeError):
            cause = str(error).splitlines()[0]
            raise FormatError(f"{name}: is not JSON: {cause}") from error
        start = None
    for kind, keys in (("json", {"name", "text"}), ("citron", {"text", "quotes"})):
        if isinstance(start, dict) and keys <= start.keys():
            return kind
    if isinstance(start, dict) and start.get("type") in (
        "AnnotationPage",
        "AnnotationCollection",
        "Annotation",
    ):
        return "web-annotation"
    raise FormatError(f"{name}: is in no format that is known; name it with --from")


def _first_object(text: str) -> object:
    """Return the first JSON value of a text; of a file of lines that is its first line."""
    value: object = json.JSONDecoder().raw_decode(text.lstrip())[0]
    return value[0] if isinstance(value, list) and value else value


def _read_lines(text: str, name: str) -> Corpus:
    """Return the readings of JSON Lines, a bad line being a problem; one indented object is read, too."""
    readings: list[Reading] = []
    problems: list[str] = []
    for place, row in _objects(text, name):
        try:
            readings.append(reading_from_dict(parse_json(row, place)))
        except FormatError as error:
            message = str(error)
            problems.append(message if message.startswith(place) else f"{place}: {message}")
    if not readings and not problems:
        raise FormatError(f"{name}: has no readings in it")
    return Corpus(tuple(readings), tuple(problems))


def _objects(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield every line that is not blank with its place, or the whole where it is one indented object."""
    if text.lstrip().startswith("{\n"):
        yield f"{name}:1", text
        return
    # Not splitlines: what it takes for line ends may stand inside a string of JSON.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{name}:{number}", line

"""Readings as spaCy `DocBin`, to go on with in a spaCy pipeline; needs spaCy (the extra `spacy`).

Every article is a `Doc` cut into words by `spacy.blank("en")`. `doc.spans` has the groups "sources", "cues"
and "contents"; a span's id is the index of its attribution, and a span that begins or ends inside a word
takes the whole word. `doc.user_data["onrecord"]` is the reading as one line of JSON, with the exact
offsets: that is what is read back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.article import Reading
from onrecord.errors import FormatError
from onrecord.notation.lines import dump_line, reading_from_dict
from onrecord.show.brat_reader import Corpus
from onrecord.show.formats.bytes import parse_json, storable
from onrecord.show.formats.extras import load

KEY = "onrecord"
_GROUPS = {"sources": "source", "cues": "cue", "contents": "content"}


def to_docbin(readings: Iterable[Reading]) -> bytes:
    """Return the bytes of a `DocBin` with one `Doc` for each reading.

    Raises `MissingExtraError` where spaCy is not installed.
    """
    tokens = load("spacy")
    import spacy  # noqa: PLC0415 - an extra, there because `load` has found it

    language = spacy.blank("en")
    docs = [_doc(language, reading) for reading in readings]
    data: bytes = tokens.DocBin(docs=docs, store_user_data=True).to_bytes()
    return data


def read_docbin(data: bytes, name: str) -> Corpus:
    """Return the readings in a `DocBin`; a `Doc` that Onrecord did not write is a problem.

    Raises FormatError where `data` is no `DocBin`, `MissingExtraError` where spaCy is not installed.
    """
    tokens = load("spacy")
    import spacy  # noqa: PLC0415 - an extra, there because `load` has found it

    try:
        docs = list(tokens.DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab))
    except Exception as error:  # it says what is wrong in many ways: zlib, msgpack, keys
        raise FormatError(f"{name}: is no DocBin of spaCy") from error
    readings: list[Reading] = []
    problems: list[str] = []
    for number, doc in enumerate(docs):
        place = f"{name}: document {number}"
        try:
            reading = _reading(doc, place)
        except FormatError as error:
            problems.append(f"{place} left out: {error}")
            continue
        readings.append(reading)
    return Corpus(tuple(readings), tuple(problems))


def _doc(language: Any, reading: Reading) -> Any:
    text = storable(reading.article.text)
    # The limit guards parsers; cutting into words needs little memory.
    language.max_length = max(language.max_length, len(text) + 1)
    doc = language.make_doc(text)
    for group, role in _GROUPS.items():
        doc.spans[group] = [
            doc.char_span(start, end, label=role, span_id=str(index), alignment_mode="expand")
            for index, made in enumerate(reading.attributions)
            for start, end in getattr(made, role)
        ]
    doc.user_data[KEY] = dump_line(reading)
    return doc


def _reading(doc: Any, place: str) -> Reading:
    line = doc.user_data.get(KEY)
    if not isinstance(line, str):
        raise FormatError(f"it has no user_data[{KEY!r}]")
    reading = reading_from_dict(parse_json(line, place))
    if doc.text != reading.article.text:
        raise FormatError("its words are not those of the reading in it")
    return reading

"""Small records for the tests of exports: the dossier, one with everything in it, one of odd characters."""

from __future__ import annotations

import atexit
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from onrecord.article import (
    Article,
    Attribution,
    Manner,
    Mention,
    Naming,
    Party,
    PartyKind,
    Quotation,
    Reading,
    Relay,
    RelayKind,
    Silence,
    SilenceKind,
    Span,
)
from onrecord.extract.original import Original, OriginalKind
from onrecord.record import NO_FILTERS, Filters, Mode, Store
from onrecord.record.write import put
from onrecord.show.exports import DEFAULT_EXPORT, ExportOptions, export
from tests.record.dossier import clock, dossier, read_of
from tests.show.whole_readings import WHOLE

CHARTER_TEXT = (
    "A spokeswoman for the Tarn Water Bureau did not say that the dam would hold. "
    "Quoting the Dam Charter and the Halvern Echo, engineer Pell Aster asked whether “the gate was shut”."
)


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _in_charter(words: str) -> Span:
    return _at(CHARTER_TEXT, words)


def _party(number: int, name: str, kind: PartyKind, *, speaks_for: str | None = None) -> Party:
    naming = Naming.DESCRIBED if name.startswith("A ") else Naming.NAMED
    mentions = (Mention(_in_charter(name)),)
    return Party(f"p{number}", name, kind, naming, mentions, speaks_for=speaks_for)


CHARTER = Reading(
    Article("charter", CHARTER_TEXT, publisher="The Sluice", published="2031-03-07T08:30:00Z"),
    (
        Attribution(
            source=(_in_charter("A spokeswoman for the Tarn Water Bureau"),),
            cue=(_in_charter("did not say"),),
            content=(_in_charter("that the dam would hold"),),
            quotation=Quotation.INDIRECT,
            manner=Manner.SAYS,
            negated=True,
            party="p1",
            said="2031-02-20/2031-03-02",
        ),
        Attribution(
            source=(_in_charter("engineer Pell Aster"),),
            cue=(_in_charter("asked"),),
            content=(_in_charter("whether “the gate was shut”"),),
            quotation=Quotation.MIXED,
            manner=Manner.ASKS,
            quoted=(_in_charter("the gate was shut"),),
            party="p5",
            basis=(_in_charter("Quoting the Dam Charter and the Halvern Echo"),),
            said="2031-02~",
        ),
    ),
    (
        _party(1, "A spokeswoman", PartyKind.PERSON, speaks_for="p2"),
        _party(2, "Tarn Water Bureau", PartyKind.GOVERNMENT),
        _party(3, "Dam Charter", PartyKind.DOCUMENT),
        _party(4, "Halvern Echo", PartyKind.ORGANIZATION),
        _party(5, "Pell Aster", PartyKind.PERSON),
    ),
    relays=(Relay(RelayKind.REPORTED, "the Halvern Echo", None, "p4"),),
)

#: What opens a formula in a spreadsheet, breaks XML, leaves a tag, or is no letter at all.
ODD_WORDS = (
    '=HYPERLINK("https://bad.example")', "+41 5", "-2", "@mira", "\tx", "\ny", "</data>&amp;", "a\x00b\x0c",
    "<script>alert(1)</script>", "\ufffe\uffff", "א😀\u202e", "\u2028", "＝1",
)  # fmt: skip


@cache
def odd() -> Reading:
    """Return a reading in which every word of the article is odd, one statement for each."""
    text, attributions, parties = "", [], []
    for number, words in enumerate(ODD_WORDS, 1):
        spans = []
        for _ in range(3):
            spans.append((Span(len(text), len(text) + len(words)),))
            text += f"{words} "
        source, cue, content = spans
        parties.append(Party(f"p{number}", words, PartyKind.ORGANIZATION, Naming.NAMED, ()))
        made = Attribution(source, cue, content, Quotation.DIRECT, Manner.SAYS, party=f"p{number}")
        attributions.append(replace(made, said="2031-03-04", occasion=source))
    title, outlet = ODD_WORDS[0], "<b>&\x07 Gazette"
    article = Article(
        "odd", text, title, "https://odd.example/a b<c>?q=\"'é", published="2031-03-04", publisher=outlet
    )
    silence = Silence(
        Span(0, len(ODD_WORDS[0])), SilenceKind.DECLINED, (Span(0, len(ODD_WORDS[0])),), party="p1"
    )
    return Reading(article, tuple(attributions), tuple(parties), (), (silence,))


def original(reading: Reading, **facts: Any) -> Original:
    """Return an original for a reading that was made by hand."""
    article = reading.article
    told = {"title": article.title or ""}
    data = article.text.encode("utf-8", "replace")
    return Original(f"{article.name}.txt", data, OriginalKind.TEXT, article.name, facts=told, **facts)


@contextmanager
def record(*readings: Reading, **facts: Any) -> Iterator[Store]:
    """Open a new record with these readings in it."""
    with TemporaryDirectory() as folder, Store(Path(folder) / "r.db", Mode.CREATE, clock=clock) as store:
        for reading in readings:
            put(store, read_of(original(reading, **facts), reading))
        yield store


@contextmanager
def dossier_record() -> Iterator[Store]:
    """Give a record with the twelve articles of the dossier, one and the same for all tests: leave it so."""
    yield _dossier_store()


@cache
def _dossier_store() -> Store:
    folder = TemporaryDirectory()
    store = Store(Path(folder.name) / "r.db", Mode.CREATE, clock=clock)
    for read in dossier():
        put(store, read)
    atexit.register(folder.cleanup)
    atexit.register(store.close)
    return store


@contextmanager
def whole_record() -> Iterator[Store]:
    """Open a record with three articles, one in two versions, and two judgements, one of them taken back."""
    older = replace(WHOLE, article=replace(WHOLE.article, title="Ferry firm: lift was checked"))
    with record(older, WHOLE, CHARTER, retrieved="2031-03-06T07:00:00Z") as store:
        keys = [row["key"] for row in store.rows("SELECT key FROM statements WHERE latest = 1")]
        judge(store, keys[0], "wrong", "misheard")
        judge(store, keys[0], "right", "=it is on the tape")
        judge(store, keys[1], "unsure", "")
        judge(store, keys[1], "withdrawn", "")
        yield store


def judge(store: Store, key: str, verdict: str, reason: str) -> None:
    """Keep a judgement of an invented person."""
    values = {"person": "Ole Rand", "judged": "2031-05-02T09:00:00Z", "reason": reason, "anchor": "{}"}
    store.insert("judgement", {"target": "attribution", "key": key, "verdict": verdict, **values})


def exported(
    store: Store,
    kind: str,
    filters: Filters = NO_FILTERS,
    options: ExportOptions = DEFAULT_EXPORT,
    name: str = "export",
) -> bytes:
    """Return what an export writes."""
    path = store.path.with_name(name)
    export(store, kind, path, filters, options)
    return path.read_bytes()


def exported_json(store: Store, kind: str) -> Any:
    """Return what an export in JSON says."""
    return json.loads(exported(store, kind))

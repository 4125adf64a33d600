"""Readings as brat standoff, the way PolNeAR has it: `NAME.txt` beside `NAME.ann`. Writing.

    T1    Source 0 8                  Ada Vorn
    T2    Cue 9 15                    denied
    T3    Content 16 42               that the bridge was closed
    T4    Attribution 9 15            denied
    E1    Attribution:T4 Source:T1 Cue:T2 Content:T3
    #1    Quotation E1                indirect
    #2    Manner E1                   denies

Fields are parted by tabs. What PolNeAR does not mark is added so that nothing is lost.

**Attributions.** Arguments Quoted and Insertion (text-bound types Quoted, Insertion-bracket, …), Basis,
Addressee, Occasion; Party and the addressee's party (the text-bound of a party, see below); Said and
Happened (text-bounds of dates); RestsOn and Candidate (the resolution); Answers with Claimant and Claim
(the event of the attribution answered). Notes Negated, Modal, Confidence and Said where they say anything,
Resolution (a ground, or "unresolved"), Reason, ResolutionConfidence. An attribution inside another's
content is of the event kind Nested, with `Parent:E2`.

**Parties.** Every mention is a text-bound `Party-person`, …; an Equiv line joins those of one party. An
argument may point to any of them. Notes on one of them: Id, Name, Naming, Form (one each), Plural,
Anonymity (a number, or "uncounted"); on each: Ground, Confidence. Relations: RestsOn from a mention to a
text-bound Ground; Describes, Counts, Near, Because from text-bounds Description, Count, Nearness, Reason to
the party; SpeaksFor and Member from party to party. A party without a mention hangs on the first character
of the text, with the note NoWords.

**Dates.** Text-bounds Date with notes Edtf, Timex3 ("DATE 2031-02-05 mod=APPROX"), Anchor, Reason,
Confidence, and a relation RestsOn.

**Silences and relays.** Events Silence (Source, Party, AskedBy, About, Claim, Date; note Kind) and
Relay-credit, … (Party; notes Outlet, Url, and NoWords where the text has no words for it).

`onrecord.show.brat_reader` reads it all back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from onrecord.article import Reading
from onrecord.show.brat_writer import ann_lines

# File systems allow 255 bytes; "-2" and ".ann" follow.
MAX_NAME_BYTES = 200
_UNSAFE = re.compile(r"[^\w.\-]+")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_SURROGATE = re.compile("[\ud800-\udfff]")


def safe_name(name: str, taken: Collection[str] = ()) -> str:
    """Return `name` made fit for a file name on any system, and unlike any of `taken`.

    Names are compared without regard to case, as some file systems do; `-2`, `-3`… is added to a
    name that is taken.
    """
    stem = _UNSAFE.sub("_", name).encode("utf-8", "replace")[:MAX_NAME_BYTES].decode("utf-8", "ignore")
    stem = stem.strip(".") or "article"
    if _RESERVED.match(stem) or stem.startswith("-"):
        stem = f"_{stem}"
    seen = {other.casefold() for other in taken}
    candidate, number = stem, 1
    while candidate.casefold() in seen:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def write_brat(reading: Reading, folder: Path, name: str | None = None) -> tuple[Path, Path]:
    """Write `NAME.txt` and `NAME.ann` into `folder` (made if missing) and return both paths.

    `name` is the article's own if not given; either is made path-safe. Files of that name are
    replaced. The text stands in its file as it is, carriage returns included, so offsets fit.
    """
    stem = safe_name(reading.article.name if name is None else name)
    folder.mkdir(parents=True, exist_ok=True)
    text_path, ann_path = folder / f"{stem}.txt", folder / f"{stem}.ann"
    for path, content in ((text_path, reading.article.text), (ann_path, format_ann(reading))):
        with path.open("w", encoding="utf-8", newline="") as handle:
            handle.write(_SURROGATE.sub("\ufffd", content))
    return text_path, ann_path


def write_folder(readings: Iterable[Reading], folder: Path) -> list[Path]:
    """Write every reading into `folder`, no two under one name, and return the `.ann` paths in order."""
    taken: set[str] = set()
    paths = []
    for reading in readings:
        name = safe_name(reading.article.name, taken)
        taken.add(name)
        paths.append(write_brat(reading, folder, name)[1])
    return paths


def format_ann(reading: Reading) -> str:
    """Return the content of the `.ann` file of `reading`: event `E1` is its first attribution.

    In an article without any text nothing can be annotated: what has no words there is left out.
    """
    return "".join(f"{line}\n" for line in ann_lines(reading))

"""The gold of a dossier as values, read from the files that examples/links/README.md describes."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from onrecord.link.trace import Stance, Verdict

#: What the parts of the exam are called in parts.tsv.
OPEN, KEPT_BACK = "open", "kept back"

# The gold knows seven stances, the program five: who confirms, or grants a part, asserts.
_STANCES = {"confirms": Stance.ASSERTS, "qualifies": Stance.ASSERTS}


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand verbatim in an article; `source` are those for who said them."""

    article: str
    words: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A statement on a claim. `chain` goes from the outlet of the article inwards to the speaker."""

    at: Words
    stance: Stance
    chain: tuple[str, ...]
    supports: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What several statements say in common; `certain` to `origins` is how many origins it may have."""

    name: str
    members: tuple[Member, ...]
    certain: int
    origins: int
    pairs: tuple[tuple[str, str, Verdict], ...]

    @property
    def supporting(self) -> frozenset[str]:
        """The articles with a member that asserts or confirms it."""
        return frozenset(m.at.article for m in self.members if m.supports)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two statements that look alike and are not the same; `kind` is what differs."""

    a: Words
    b: Words
    kind: str


@dataclass(frozen=True, slots=True)
class Copy:
    """`article` is taken from `of`; `share` of its words stand there."""

    article: str
    of: str
    credited: bool
    share: float


@dataclass(frozen=True, slots=True)
class About:
    """What articles.tsv says of an article."""

    published: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True)
class Gold:
    """All that is to be found in a dossier."""

    name: str
    articles: dict[str, About]
    claims: tuple[Claim, ...]
    distinct: tuple[NearMiss, ...]
    copies: tuple[Copy, ...]
    relays: frozenset[tuple[str, str]]
    circles: frozenset[frozenset[str]]


def folders_of(exam: Path, part: str) -> list[Path]:
    """Return the folders of the dossiers of a part, in the order of parts.tsv."""
    with (exam / "parts.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [exam / row["name"] for row in rows if row["part"] == part]


def read_gold(folder: Path) -> Gold:
    """Return the gold of a dossier; raises ClickException, naming the folder only, where it cannot be read.

    What is in the files of a kept back part must not be shown, in an error neither.
    """
    try:
        return _gold(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise click.ClickException(
            f"{folder}: links.json or articles.tsv cannot be read ({type(error).__name__});"
            " python -m pytest tests/examples/test_links.py tells more"
        ) from None


def _gold(folder: Path) -> Gold:
    value: dict[str, Any] = json.loads((folder / "links.json").read_text(encoding="utf-8"))
    with (folder / "articles.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return Gold(
        name=folder.name,
        articles={row["name"]: About(row["published"], row["publisher"], row["url"]) for row in rows},
        claims=tuple(map(_claim, value["claims"])),
        distinct=tuple(NearMiss(_words(d["a"]), _words(d["b"]), d["kind"]) for d in value["distinct"]),
        copies=tuple(Copy(c["article"], c["of"], c["credited"], c["share"]) for c in value["copies"]),
        relays=frozenset((relay["article"], relay["of"]) for relay in value["relays"]),
        circles=frozenset(map(frozenset, value["circular"])),
    )


def _words(value: dict[str, Any]) -> Words:
    return Words(value["article"], value["words"], value.get("source"))


def _claim(value: dict[str, Any]) -> Claim:
    return Claim(
        name=value["id"],
        members=tuple(_members(value["members"])),
        certain=sum(origin["certain"] for origin in value["origins"]),
        origins=len(value["origins"]),
        pairs=tuple((pair["a"], pair["b"], Verdict(pair["verdict"])) for pair in value["pairs"]),
    )


def _members(values: list[dict[str, Any]]) -> Iterator[Member]:
    for value in values:
        stance = _STANCES.get(value["stance"]) or Stance(value["stance"])
        supports = value["stance"] in {"asserts", "confirms"}
        yield Member(_words(value), stance, tuple(value["chain"]), supports)

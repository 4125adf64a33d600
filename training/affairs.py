"""The affairs of examples/affairs: sentences of invented articles with the contents of statements in braces.

examples/affairs/README.md describes the form. Two statements of one affair are "same" where both say what one
claim says, whoever denies or asks it; "contrary" where one content says the contrary of a claim that the
other says; "other" in all other cases, the near misses among them. Where it is not plain what two are to each
other (no answers, two statements that contradict one claim) the pair is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from onrecord.link.passages import Passage, passage_of

#: What two statements are to each other; the place is the number that the network learns.
RELATIONS: Final = ("other", "same", "contrary")
#: Every so many affairs one is kept back for measuring.
KEPT: Final = 12
_BRACE: Final = re.compile(r"\{([^{} ]+) ([^{}]*)\}")
_MEMBER: Final = re.compile(r"(c\d)([-+!?o])")
_NEAR: Final = re.compile(r"x:([a-z]+):(c\d)")


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of an affair: `text` of its snippet, and where its content stands in it.

    `claim` and `sign` are those of a member, `near` and `claim` those of a near miss.
    """

    affair: str
    snippet: int
    text: str
    start: int
    end: int
    claim: str = ""
    sign: str = ""
    near: str = ""

    @property
    def content(self) -> str:
        """The words of the content."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Affair:
    """An affair: its name, its claims as plain sentences, and its statements."""

    name: str
    claims: dict[str, str]
    told: tuple[Told, ...]


def affairs_in(folder: Path) -> list[Affair]:
    """Return the affairs of all files of a folder, in the order of their names."""
    return [affair for path in sorted(folder.glob("*.txt")) for affair in affairs_of(path.read_text("utf-8"))]


def affairs_of(text: str) -> Iterator[Affair]:
    """Yield the affairs of one file."""
    for block in re.split(r"(?m)^# ", text)[1:]:
        name, _, body = block.partition("\n")
        claims = dict(re.findall(r"(?m)^(c\d) = (.+)$", body))
        snippets = re.split(r"(?m)^@ ", body)[1:]
        told = [
            one for number, snippet in enumerate(snippets) for one in _told(name.strip(), number, snippet)
        ]
        yield Affair(name.strip(), claims, tuple(told))


def _told(affair: str, number: int, snippet: str) -> Iterator[Told]:
    raw = " ".join(snippet.partition("\n")[2].split())
    text, labels, at = "", [], 0
    for match in _BRACE.finditer(raw):
        text += raw[at : match.start()]
        labels.append((match[1], len(text), match[2]))
        text += match[2]
        at = match.end()
    text += raw[at:]
    for label, start, content in labels:
        where = (affair, number, text, start, start + len(content))
        if member := _MEMBER.fullmatch(label):
            yield Told(*where, claim=member[1], sign=member[2])
        elif near := _NEAR.fullmatch(label):
            yield Told(*where, claim=near[2], near=near[1])
        else:
            yield Told(*where)


def passage(told: Told) -> Passage:
    """Return a statement as the network of claims reads it."""
    return passage_of(told.text, told.start, told.end, told.content)


def relation(one: Told, other: Told) -> int | None:
    """Return the number of what two statements of one affair are to each other; None where unclear."""
    if "o" in (one.sign, other.sign):
        return None
    if one.sign and other.sign and one.claim == other.claim:
        contrary = (one.sign == "!") + (other.sign == "!")
        return None if contrary == 2 else 2 if contrary else 1
    # Two near misses of one claim may well say the same: six people, and six people.
    if not one.sign and not other.sign:
        return None
    return 0


def held_out(affairs: Sequence[Affair]) -> tuple[list[Affair], list[Affair]]:
    """Return the affairs to learn from, and those that are kept back for measuring."""
    return [affair for number, affair in enumerate(affairs) if number % KEPT], list(affairs[::KEPT])

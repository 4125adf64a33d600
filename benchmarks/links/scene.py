"""A dossier as it was read: texts, statements, and which statement is meant by words of the gold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.links.gold import Gold, Member, Words

Span = tuple[int, int]
Vector = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement or a silence that was read: its key, the name of its article, and where its words stand."""

    key: str
    article: str
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    speaker: str = ""


@dataclass(frozen=True)
class Scene:
    """A dossier as read. `vectors` are the meanings of statements by their keys, where they have one."""

    gold: Gold
    texts: Mapping[str, str]
    statements: tuple[Statement, ...]
    vectors: Mapping[str, Vector] = field(default_factory=dict)

    def with_statements(self, more: Iterable[Statement]) -> Scene:
        """Return the scene with those of `more` that it does not have."""
        known = {statement.key for statement in self.statements}
        new = tuple(statement for statement in more if statement.key not in known)
        return replace(self, statements=self.statements + new) if new else self

    def content(self, statement: Statement) -> str:
        """Return the words of a statement."""
        text = self.texts.get(statement.article, "")
        return " ".join(text[start:end] for start, end in statement.content)

    def meant(self, words: Words) -> Statement | None:
        """Return the statement in the article whose content has most of the words, None for no overlap.

        Of two that have as much, one inside the other, the one whose source is the gold's is meant, then the
        shorter one.
        """
        place = self.place(words)
        if place is None:
            return None
        source = self.source_place(words)
        best, best_rank = None, (0, False, 0)
        for statement in self.statements:
            if statement.article != words.article:
                continue
            length = sum(end - start for start, end in statement.content)
            agrees = source is not None and overlap(statement.source, source) > 0
            rank = (overlap(statement.content, place), agrees, -length)
            if rank[0] > 0 and (best is None or rank > best_rank):
                best, best_rank = statement, rank
        return best

    def place(self, words: Words) -> Span | None:
        """Return where the words stand, None where they do not."""
        start = self.texts.get(words.article, "").find(words.words)
        return None if start < 0 else (start, start + len(words.words))

    def source_place(self, words: Words) -> Span | None:
        """Return where the words of the source stand that are nearest to the statement."""
        place, text = self.place(words), self.texts.get(words.article, "")
        if place is None or not words.source:
            return None
        starts, at = [], text.find(words.source)
        while at >= 0:
            starts.append(at)
            at = text.find(words.source, at + 1)
        if not starts:
            return None
        size = len(words.source)
        nearest = min(starts, key=lambda start: max(place[0] - start - size, start - place[1]))
        return nearest, nearest + size


@dataclass(frozen=True)
class Found:
    """The members of a dossier with the claim of each, and the statements that they are."""

    members: tuple[tuple[str, Member, Statement | None], ...]

    @property
    def missing(self) -> int:
        """How many members no statement was read for."""
        return sum(statement is None for _, _, statement in self.members)


def find_members(scene: Scene) -> Found:
    """Return every member of every claim with its statement."""
    return Found(
        tuple(
            (claim.name, member, scene.meant(member.at))
            for claim in scene.gold.claims
            for member in claim.members
        )
    )


def overlap(spans: Iterable[Span], place: Span) -> int:
    """Return how many letters of `place` lie in `spans`."""
    return sum(max(0, min(end, place[1]) - max(start, place[0])) for start, end in spans)

"""How well found attributions agree with annotated ones: the measures of the attribution exam.

Only letters and digits inside a span count, so that quotation marks, commas and spaces at its edges
change nothing.

    content   attributions paired one to one, best first, whose contents overlap by half (Jaccard)
    source    of those pairs, the ones whose sources overlap by half too (none and none agree)
    whole     of those, the ones whose cues share a letter: the headline figure
    exact …   spans of a role that have exactly the same letters
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.article import Attribution, Span

ROLES = ("source", "cue", "content")
#: Overlap from which two spans count as the same; below it, annotators call them different.
HALF = 0.5

Letters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Figure:
    """How many were right, found and annotated, and what follows from it in percent."""

    right: int = 0
    found: int = 0
    annotated: int = 0

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.right + other.right, self.found + other.found, self.annotated + other.annotated)

    @property
    def precision(self) -> float:
        """Percent of what was found that is right."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Percent of what is annotated that was found."""
        return 100 * self.right / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        total = self.found + self.annotated
        return 200 * self.right / total if total else 0.0


def _letters(spans: Iterable[Span], text: str) -> Letters:
    return frozenset(i for s, e in spans for i in range(s, e) if text[i].isalnum())


def _overlap(a: Letters, b: Letters) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0


def pairs(text: str, annotated: Sequence[Attribution], found: Sequence[Attribution]) -> list[tuple[int, int]]:
    """Return the indices of annotated and found attributions with the same content, one to one."""
    mine = [_letters(a.content, text) for a in annotated]
    other = [_letters(a.content, text) for a in found]
    owners: dict[int, list[int]] = {}
    for j, letters in enumerate(other):
        for at in letters:
            owners.setdefault(at, []).append(j)
    rows = []
    for i, letters in enumerate(mine):
        for j in {j for at in letters for j in owners.get(at, ())}:
            rows.append((-_overlap(letters, other[j]), i, j))
    chosen: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for overlap, i, j in sorted(rows):
        if -overlap >= HALF and i not in used[0] and j not in used[1]:
            chosen.append((i, j))
            used[0].add(i)
            used[1].add(j)
    return chosen


def verdict(text: str, annotated: Attribution, found: Attribution) -> tuple[bool, bool]:
    """Return whether a pair of the same content has the same source, and the same source and cue."""
    source = _overlap(_letters(annotated.source, text), _letters(found.source, text)) >= HALF
    cues = _letters(annotated.cue, text), _letters(found.cue, text)
    return source, source and (bool(cues[0] & cues[1]) or not (cues[0] or cues[1]))


def score(
    articles: Iterable[tuple[str, Sequence[Attribution], Sequence[Attribution]]],
) -> dict[str, Figure]:
    """Return the figures over `articles`, each a text with annotated and found attributions."""
    total: dict[str, Figure] = {}

    def add(name: str, right: int, found: int, annotated: int) -> None:
        total[name] = total.get(name, Figure()) + Figure(right, found, annotated)

    for text, annotated, found in articles:
        matched = pairs(text, annotated, found)
        verdicts = [verdict(text, annotated[i], found[j]) for i, j in matched]
        sizes = len(found), len(annotated)
        add("content", len(matched), *sizes)
        add("source", sum(source for source, _ in verdicts), *sizes)
        add("whole", sum(whole for _, whole in verdicts), *sizes)
        for role in ROLES:
            gold = Counter(_letters([s], text) for a in annotated for s in getattr(a, role))
            given = Counter(_letters([s], text) for a in found for s in getattr(a, role))
            add(f"exact {role}", (gold & given).total(), given.total(), gold.total())
    return total

"""From the encoder's scores to attributions: spans by Viterbi, links by a joint assignment.

A window gives, for each of its words, the log-probabilities of seven tags (outside, and beginning
or inside of source, cue and content) and, for pairs of words, how likely one is the cue of the
other. Spans come first; then every content goes to its likeliest cue; sources and cues are matched
one to one, best first; and a cue that is left asks for the source of another, which it may share
("Vorn denied the report, adding that …": 6 % of the attributions in PolNeAR), or for words that
were not tagged at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

TAGS: Final = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
OUTSIDE: Final = 0
SOURCE, CUE, CONTENT = 1, 3, 5  # the beginning tag of each role; the inside tag follows it

Floats = NDArray[np.floating]
Run = tuple[int, int]  # a half-open run of words


@dataclass(frozen=True, slots=True)
class Settings:
    """What decoding may be told; the defaults were swept on PolNeAR dev, see the model card."""

    # Added to the outside tag's log-probability. From -0.4 to 0.4 F1 hardly moves, precision rises: a
    # statement missed does less harm than one put into the wrong mouth.
    outside_bias: float = 0.4
    # What it costs to end a span. A word's chance of being outside holds the chance that nothing is
    # attributed here at all; once a span has begun, that part must not end it at its second word.
    leave: float = 1.5
    gap: int = 2  # two pieces of one content at most this many untagged words apart are one
    share: float = 0.5  # a cue shares the source of another cue from this probability on
    rescue: float = 0.5  # a cue takes a source that was not tagged from this probability on
    unlinked: float = -8.0  # a source tied to a cue below this log-score stays alone


@dataclass(frozen=True, slots=True)
class WindowScores:
    """Scores of one window of `n` words, all natural logarithms of probabilities.

    `tags` is (n, 7). `source_cue` and `content_cue` are (n, n): how likely word j begins the cue
    of word i. `first` and `last` are (n, n + 1): how likely word j begins (ends) the source of the
    cue that begins at word i; the last column stands for a cue without a source.
    """

    tags: Floats
    source_cue: Floats
    content_cue: Floats
    first: Floats
    last: Floats


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution in words: runs of words for each role, and its confidence."""

    source: Run | None
    cue: Run
    content: tuple[Run, ...]
    confidence: float


def _transitions() -> Floats:
    allowed = np.zeros((7, 7))
    for role in (SOURCE, CUE, CONTENT):
        allowed[:, role + 1] = -np.inf
        allowed[role, role + 1] = allowed[role + 1, role + 1] = 0.0
    return allowed


_ALLOWED: Final = _transitions()
_BARRED: Final = -1e4
# Log-probability below which a cue's not asking for a source counts no further against the two.
_DEAF: Final = -7.0
_START: Final = np.array([0.0, 0.0, -np.inf, 0.0, -np.inf, 0.0, -np.inf])


def weighed(tags: Floats, fresh: NDArray[np.int64], settings: Settings) -> Floats:
    """Return the tag scores of a window's words as `best_tags` takes them.

    Nothing goes on after a blank line but a quotation: without this, the content of a headline
    ("Mayor: Bridge is safe") can run on into the first paragraph.
    """
    weighed = tags.copy()
    weighed[:, OUTSIDE] += settings.outside_bias
    inside = np.array([SOURCE + 1, CUE + 1, CONTENT + 1])
    weighed[np.flatnonzero(fresh)[:, None], inside] = _BARRED
    return weighed


def best_tags(tags: Floats, lengths: NDArray[np.int64], leave: float = 0.0) -> list[NDArray[np.int64]]:
    """Return the likeliest well-formed tag sequence of each window.

    `leave` is what it costs to go from a span to outside (see `Settings`).
    `tags` is (windows, words, 7), padded; `lengths` are the words of each window. All windows are
    stepped through at once, so the cost in Python is that of the longest.
    """
    count, longest, _ = tags.shape
    steps = _ALLOWED.copy()
    steps[1:, OUTSIDE] -= leave
    back = np.zeros((count, longest, 7), dtype=np.int8)
    score = tags[:, 0] + _START
    final = score.copy()
    for i in range(1, longest):
        step = score[:, :, None] + steps
        back[:, i] = step.argmax(axis=1)
        score = step.max(axis=1) + tags[:, i]
        alive = lengths > i
        final[alive] = score[alive]
    paths = []
    for w in range(count):
        n = int(lengths[w])
        path = np.zeros(n, dtype=np.int64)
        if n:
            path[-1] = int(final[w].argmax())
        for i in range(n - 1, 0, -1):
            path[i - 1] = back[w, i, path[i]]
        paths.append(path)
    return paths


def runs(path: NDArray[np.int64], role: int) -> list[Run]:
    """Return the runs of words that `path` tags with `role`, in order."""
    found: list[Run] = []
    for i in np.flatnonzero((path == role) | (path == role + 1)).tolist():
        if path[i] == role + 1 and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found


def _tie(spans: list[Run], cues: list[Run], link: Floats) -> Floats:
    """Log-score of each span with each cue: the mean over the span of the chance that the cue is its."""
    table = np.full((len(spans), len(cues)), -np.inf)
    chance = np.exp(link)
    for j, (low, high) in enumerate(cues):
        to_cue = np.log(chance[:, low:high].sum(axis=1) + 1e-6)
        for i, (s, e) in enumerate(spans):
            table[i, j] = to_cue[s:e].mean()
    return table


def _sources(
    sources: list[Run], cues: list[Run], scores: WindowScores, taken: NDArray[np.bool_], settings: Settings
) -> list[tuple[Run | None, float]]:
    """Return the source of each cue, and the logarithm of how likely it is."""
    chosen: list[tuple[Run | None, float]] = [(None, 0.0)] * len(cues)
    tie = _tie(sources, cues, scores.source_cue)
    asked = np.array(
        [[(scores.first[c, s] + scores.last[c, e - 1]) / 2 for c, _ in cues] for s, e in sources]
    ).reshape(len(sources), len(cues))
    open_cues, open_sources = set(range(len(cues))), set(range(len(sources)))
    joint = tie + np.maximum(asked, _DEAF)
    for flat in np.argsort(-joint, axis=None, kind="stable").tolist():
        i, j = divmod(flat, len(cues))
        if i in open_sources and j in open_cues and joint[i, j] > settings.unlinked:
            chosen[j] = (sources[i], float(max(tie[i, j], asked[i, j])))
            open_sources.discard(i)
            open_cues.discard(j)
    for j in open_cues:
        best = int(asked[:, j].argmax()) if sources else 0
        if sources and asked[best, j] > np.log(settings.share):
            chosen[j] = (sources[best], float(asked[best, j]))
        else:
            chosen[j] = _rescue(cues[j][0], scores, taken, settings)
    return chosen


def _rescue(
    cue: int, scores: WindowScores, taken: NDArray[np.bool_], settings: Settings
) -> tuple[Run | None, float]:
    """Return the source that a cue without one asks for, if it is likely and its words are free."""
    first, last = int(scores.first[cue].argmax()), int(scores.last[cue].argmax())
    words = len(taken)
    chance = float(np.exp((scores.first[cue, first] + scores.last[cue, last]) / 2))
    if first >= words or last >= words or last < first or chance < settings.rescue:
        return None, float(scores.first[cue, words])
    if taken[first : last + 1].any() or last - first > 40:
        return None, float(scores.first[cue, words])
    return (first, last + 1), float(np.log(chance))


def _joined(spans: list[Run], taken: NDArray[np.bool_], gap: int) -> tuple[Run, ...]:
    """Join runs of one content that only a few untagged words part."""
    joined: list[Run] = []
    for s, e in sorted(spans):
        if joined and s - joined[-1][1] <= gap and not taken[joined[-1][1] : s].any():
            joined[-1] = (joined[-1][0], e)
        else:
            joined.append((s, e))
    return tuple(joined)


def link(
    path: NDArray[np.int64],
    scores: WindowScores,
    settings: Settings,
    fresh: NDArray[np.int64] | None = None,
) -> list[Linked]:
    """Return the attributions of one window, given its tags, in the order of their first word.

    Where `fresh` says which words begin a paragraph outside quotations, no content is tied to a cue
    of another paragraph.
    """
    cues, contents = runs(path, CUE), runs(path, CONTENT)
    if not cues or not contents:
        return []
    tie = _tie(contents, cues, scores.content_cue)
    if fresh is not None:
        block = np.cumsum(fresh)
        apart = block[[s for s, _ in contents]][:, None] != block[[s for s, _ in cues]]
        tie[apart] = -np.inf
    best = np.where(np.isfinite(tie.max(axis=1)), tie.argmax(axis=1), -1)
    kept = sorted(set(best.tolist()) - {-1})
    taken = path != OUTSIDE
    chosen = _sources(runs(path, SOURCE), [cues[j] for j in kept], scores, taken, settings)
    linked = []
    for j, (source, source_score) in zip(kept, chosen, strict=True):
        mine = [i for i in range(len(contents)) if best[i] == j]
        # A source that was not tagged may stand between two pieces: content must not close over it.
        closed = taken.copy()
        closed[slice(*source) if source else slice(0)] = True
        content = _joined([contents[i] for i in mine], closed, settings.gap)
        links = float(tie[mine, j].mean()) + source_score
        confidence = _confidence(path, scores, cues[j], [contents[i] for i in mine], links)
        linked.append(Linked(source, cues[j], content, confidence))
    return linked


def _confidence(
    path: NDArray[np.int64],
    scores: WindowScores,
    cue: Run,
    contents: list[Run],
    links: float,
) -> float:
    """Geometric mean chance of tags and links: a raw score, to be calibrated by the reader.

    `links` is the sum of the log-scores of the two links, of the contents and of the source.
    """
    low, high = cue
    tagged = scores.tags[np.arange(low, high), path[low:high]].mean()
    words = np.concatenate([np.arange(s, e) for s, e in contents])
    content = scores.tags[words, path[words]].mean()
    # Rounding may leave a hair above one.
    return min(1.0, float(np.exp((tagged + content + links) / 4)))

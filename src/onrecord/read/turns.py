"""Transcripts and interviews: a label at the beginning of a line says whose the whole turn is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from onrecord.article import Span
from onrecord.read.quotation import is_speaker_label

_LINE_END: Final = re.compile(r"[\r\n]")
# "BRISCOE:", "MARA BRISCOE, HOST:", "COL. DOVE (voice-over):", "Q:" at the beginning of a line.
_WORD: Final = r"[A-Z][\w.’'-]{0,30}"
_LABEL: Final = re.compile(
    rf"(?m)^[ \t]{{0,8}}(?P<label>{_WORD}(?:,? {_WORD}){{0,7}}(?: \([^()\r\n]{{1,30}}\))?)"
    r"(?P<colon>:)[ \t]+(?=\S)"
)
_TURN_ENDS: Final = frozenset(".?!…\"”’'»)]—-")
#: A text with fewer turns is no transcript: "UPDATE: …" and "CORRECTION: …" are nobody's.
FEWEST_TURNS: Final = 4
#: Of 32 labels that the network passed over in the project's own articles all were annotated as speakers;
#: less is said, for they are few and of few styles.
LABEL_CONFIDENCE: Final = 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as spans of a text, with the number of the one whose content it stands in."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    parent: int | None = None


def with_turns(text: str, found: Sequence[Found]) -> list[Found]:
    """Return `found` with the turns of a transcript, each whole, and what stands in a turn inside it.

    After "TALLIS:" the rest of the paragraph is Tallis's; the network may stop at its second sentence
    and take "several officials have told me" for the article's own, or pass over a label altogether.
    """
    kept = [*found]
    labels = list(_labels(text))
    if len(labels) >= FEWEST_TURNS:
        known = {one.cue[-1].end for one in found if is_speaker_label(text, one.source, one.cue)}
        missed = [one for one in labels if one.cue[0].end not in known]
        crossed = sorted(one.cue[0].start for one in missed)
        kept = [one for one in found if not _crosses(one, crossed)] + missed
        kept.sort(key=lambda one: min(one.source + one.cue + one.content))
    turns: list[tuple[Span, int]] = []
    for index, one in enumerate(kept):
        whole = _whole_turn(text, one)
        if whole is not None:
            kept[index] = replace(one, content=(whole,))
            turns.append((whole, index))
    for index, one in enumerate(kept):
        at = bisect_right(turns, one.cue[0].start, key=lambda turn: turn[0].start) - 1
        if at >= 0 and one.cue[-1].end <= turns[at][0].end:
            speaker = turns[at][1]
            # As everywhere: an inner one is right only if the outer one is.
            confidence = one.confidence * kept[speaker].confidence
            kept[index] = replace(one, parent=speaker, confidence=confidence)
    return kept


def _labels(text: str) -> Iterator[Found]:
    for match in _LABEL.finditer(text):
        source, colon = (Span(*match.span("label")),), (Span(*match.span("colon")),)
        end = _paragraph_end(text, match.end())
        # "Vorn: 1,769 delegates." is a row of a list: a turn begins with a word and ends as a sentence does.
        is_speech = text[end - 1] in _TURN_ENDS and not text[match.end()].isdigit()
        if is_speech and is_speaker_label(text, source, colon):
            yield Found(source, colon, (Span(match.end(), end),), LABEL_CONFIDENCE)


def _crosses(one: Found, colons: Sequence[int]) -> bool:
    """Whether a label's colon stands inside a span, or between the source and the cue."""
    source = one.source or one.cue
    spans = (*one.source, *one.cue, *one.content, Span(source[0].start, one.cue[-1].end))
    return any(bisect_right(colons, span.end - 1) > bisect_right(colons, span.start - 1) for span in spans)


def _whole_turn(text: str, one: Found) -> Span | None:
    """Return where the turn of a label stands; None where it is no label, or its content no one paragraph."""
    if not is_speaker_label(text, one.source, one.cue) or one.content[0].start < one.cue[-1].end:
        return None
    end = _paragraph_end(text, one.content[-1].end)
    whole = Span(one.content[0].start, max(end, one.content[-1].end))
    return None if _LINE_END.search(text, *whole) else whole


def _paragraph_end(text: str, start: int) -> int:
    line = _LINE_END.search(text, start)
    end = line.start() if line else len(text)
    while end > start and text[end - 1].isspace():
        end -= 1
    return end

"""From a text to its attributions, those inside others included.

The network reads the article's own attributions; what stands inside a content is found by reading that
content again (see `nesting`). Then each one is told apart: how it is quoted, in what manner it is said.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.article import Attribution, Span
from onrecord.read.decode import Linked, Settings, link
from onrecord.read.encoder import Encoder
from onrecord.read.manner import CueJudgement, judge_cue
from onrecord.read.manner_lexicon import MODALS
from onrecord.read.nesting import (
    DEEPEST,
    inherits,
    lay_out,
    with_antecedent,
    with_closing_marks,
    without_addressee,
)
from onrecord.read.pooling import Kept, cut
from onrecord.read.quotation import Quote, classify, find_insertions, is_speaker_label
from onrecord.read.turns import Found, with_turns

# What stands before a cue may negate it ("without saying"); a line's worth is enough.
_CONTEXT: Final = 80


def find_attributions(
    encoder: Encoder, text: str, quotes: Sequence[Quote], kept: Kept | None = None
) -> tuple[Attribution, ...]:
    """Return every attribution of `text` in the order in which they begin, outer ones first.

    `quotes` are the quotations of the text (see `quotation.find_quotations`); `kept` is filled with what
    the network's layers gave for the text.
    """
    found = with_turns(text, sorted(outermost(encoder, text, kept), key=_begins))
    level = [index for index, one in enumerate(found) if one.parent is None]
    below = [index for index, one in enumerate(found) if one.parent is not None]
    for _ in range(DEEPEST):
        inner = list(_inside(encoder, text, found, level)) if level else []
        known = {cue.start for index in below for cue in found[index].cue}
        inner = [one for one in inner if known.isdisjoint(cue.start for cue in one.cue)]
        level = [*below, *range(len(found), len(found) + len(inner))]
        below = []
        found += inner
    order = _outer_first(found)
    place = {old: new for new, old in enumerate(order)}
    return tuple(
        _attribution(text, quotes, found[i], None if (p := found[i].parent) is None else place[p])
        for i in order
    )


def outermost(encoder: Encoder, text: str, kept: Kept | None = None) -> Iterator[Found]:
    """Yield the article's own attributions in `text`, window by window, with calibrated confidence.

    `kept` gets how the text was cut, and what the network's layers gave if that is little enough.
    """
    at = cut(text, encoder.tokenizer)
    if kept is not None:
        kept.cut = at
        kept = kept if at.is_short() else None
    words, runs = at.words, at.runs
    settings = Settings(**encoder.decoding)
    for number, path, scores in encoder.scores(words, at.pieces, runs, settings, kept):
        low, high = runs[number]

        def span(run: tuple[int, int], low: int = low) -> Span:
            return words.span(low + run[0], low + run[1])

        for linked in link(path, scores, settings, words.fresh[low:high]):
            yield Found(
                source=(_trimmed(text, span(linked.source)),) if linked.source else (),
                cue=(span(linked.cue),),
                content=tuple(sorted(span(run) for run in linked.content)),
                confidence=_calibrated(linked, encoder.calibration),
            )


def _inside(encoder: Encoder, text: str, found: Sequence[Found], level: Sequence[int]) -> Iterator[Found]:
    """Yield what stands inside the contents of the attributions numbered in `level`, in text order.

    The order matters: contents that stand side by side in the article tell each other's context. In the
    order of the network's batches nested F1 on the project's own articles was 48, in text order 54.
    """
    layout = lay_out(text, [found[i].content for i in level])
    for inner in sorted(outermost(encoder, layout.text), key=_begins):
        owner = level[layout.owner(inner.cue[0].start)]
        outer = found[owner]
        source, cue, content = (
            tuple(sorted(place for span in spans for place in layout.back(span)))
            for spans in (inner.source, inner.cue, inner.content)
        )
        source = tuple(with_antecedent(text, span) for span in source)
        if not source and inherits(text, outer.content, cue):
            source = outer.source
        content = tuple(with_closing_marks(text, span) for span in content)
        content = without_addressee(text, cue, content)
        # It is right only if the one that it stands in is.
        confidence = inner.confidence * outer.confidence
        if cue and content:
            yield Found(source, cue, content, confidence, owner)


def _attribution(text: str, quotes: Sequence[Quote], found: Found, parent: int | None) -> Attribution:
    """Say how and in what manner it is said."""
    source, cue, content = found.source, found.cue, found.content
    label = is_speaker_label(text, source, cue)
    quotation, quoted = classify(text, content, quotes, cue=cue, speaker_label=label)
    judged = _judged(text, source, cue[0])
    return Attribution(
        source=source,
        cue=cue,
        content=content,
        quotation=quotation,
        manner=judged.manner,
        negated=judged.negated,
        modal=judged.modal,
        quoted=quoted,
        insertions=find_insertions(text, content if label else quoted),
        parent=parent,
        confidence=found.confidence,
    )


def _judged(text: str, source: Sequence[Span], cue: Span) -> CueJudgement:
    """Return what the cue says its source did; a source named Will or May is no auxiliary before it."""
    first = max(0, cue.start - _CONTEXT)
    for start, end in source:
        # Other sources stay in view: "neither would say" is negated by its own.
        if first < end <= cue.start and text[start:end].rsplit(maxsplit=1)[-1].casefold() in MODALS:
            first = end
    return judge_cue(text[cue.start : cue.end], text[first : cue.start])


def _calibrated(linked: Linked, calibration: tuple[float, float]) -> float:
    """Chance that an attribution of this raw score is right (Platt 1999; fitted with the model)."""
    slope, offset = calibration
    chance = min(max(linked.confidence, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-(slope * math.log(chance / (1 - chance)) + offset)))


def _trimmed(text: str, source: Span) -> Span:
    """Leave out a comma at the end of a source: it closes an aside, and is no part of a name."""
    end = source.end
    while end > source.start + 1 and text[end - 1] in ",;: ":
        end -= 1
    return Span(source.start, end)


def _outer_first(found: Sequence[Found]) -> list[int]:
    """The numbers of `found` in the order in which they begin, none before the one that it stands in.

    A source that is shared or reaches back over a relative pronoun may begin before the outer attribution.
    """
    keys: list[tuple[int, int, int, int]] = []
    for one in found:  # an outer attribution always comes before its inner ones here
        start, length, cue = _begins(one)
        above = (-1, 0, 0, 0) if one.parent is None else keys[one.parent]
        keys.append((max(start, above[0]), above[1] + (one.parent is not None), length, cue))
    return sorted(range(len(found)), key=keys.__getitem__)


def _begins(found: Found) -> tuple[int, int, int]:
    spans = found.source + found.cue + found.content
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return start, -end, found.cue[0].start

"""Read one article: the pure function from a text to its attributions."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from onrecord.article import Article, Attribution, Reading, Span
from onrecord.read.decode import Linked, Settings, link
from onrecord.read.encoder import Encoder
from onrecord.read.manner import judge_cue
from onrecord.read.quotation import Quote, classify, find_insertions, find_quotations, is_speaker_label
from onrecord.read.windows import tokenize, windows
from onrecord.read.words import Words, segment

#: Name of an article that was given as bare text.
UNNAMED: Final = "text"


# What stands before a cue may negate it ("without saying"); a line's worth is enough.
_CONTEXT: Final = 80


class Reader:
    """Reads articles with one loaded model; holds no state between articles."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self.encoder = encoder or Encoder()

    def read(self, article: Article | str) -> Reading:
        """Return the attributions of `article`, in the order in which they begin in its text.

        The same text gives the same reading, whatever was read before.
        """
        if isinstance(article, str):
            article = Article(name=UNNAMED, text=article)
        text = article.text
        words = segment(text)
        if not len(words):
            return Reading(article)
        quotes = find_quotations(text)
        found = [
            self._attribution(text, quotes, words, low, linked) for low, linked in self._linked(text, words)
        ]
        return Reading(article, tuple(sorted(found, key=_begins)))

    def _linked(self, text: str, words: Words) -> list[tuple[int, Linked]]:
        """Return each window's attributions with the number of the window's first word."""
        pieces = tokenize(text, words, self.encoder.tokenizer)
        runs = windows(text, words, pieces)
        settings = Settings(**self.encoder.decoding)
        found: list[tuple[int, Linked]] = []
        for number, path, scores in self.encoder.scores(words, pieces, runs, settings):
            low, high = runs[number]
            found += [(low, linked) for linked in link(path, scores, settings, words.fresh[low:high])]
        return found

    def _attribution(
        self, text: str, quotes: tuple[Quote, ...], words: Words, low: int, linked: Linked
    ) -> Attribution:
        """Turn runs of words into spans of characters, and say how and in what manner it is said."""

        def span(run: tuple[int, int]) -> Span:
            return words.span(low + run[0], low + run[1])

        source = (_trimmed(text, span(linked.source)),) if linked.source else ()
        cue = (span(linked.cue),)
        content = tuple(span(run) for run in linked.content)
        label = is_speaker_label(text, source, cue)
        quotation, quoted = classify(text, content, quotes, cue=cue, speaker_label=label)
        begin, end = cue[0]
        judged = judge_cue(text[begin:end], text[max(0, begin - _CONTEXT) : begin])
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
            confidence=self._calibrated(linked.confidence),
        )

    def _calibrated(self, raw: float) -> float:
        """Chance that an attribution of this raw score is right (Platt 1999; fitted with the model)."""
        slope, offset = self.encoder.calibration
        chance = min(max(raw, 1e-6), 1 - 1e-6)
        return 1 / (1 + math.exp(-(slope * math.log(chance / (1 - chance)) + offset)))


def _trimmed(text: str, source: Span) -> Span:
    """Leave out a comma at the end of a source: it closes an aside, and is no part of a name."""
    end = source.end
    while end > source.start + 1 and text[end - 1] in ",;: ":
        end -= 1
    return Span(source.start, end)


def _begins(attribution: Attribution) -> tuple[int, int]:
    spans = attribution.source + attribution.cue + attribution.content
    return min(spans)[0], attribution.cue[0].start


@lru_cache(maxsize=1)
def default_reader() -> Reader:
    """Return the reader over the shipped model, loaded once a process."""
    return Reader()


def read(article: Article | str) -> Reading:
    """Return the attributions of an article or of a bare text, read with the shipped model."""
    return default_reader().read(article)

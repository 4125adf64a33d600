"""What the terminal and the page share: words for an attribution, and text made safe to show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.article import Article, Attribution, Manner, Quotation, Reading, Span

# Below this the reader is wrong more often than a user would expect; such lines are marked.
LOW_CONFIDENCE = 0.5

NO_SOURCE = "(no source named)"
NOTHING_FOUND = "no attributed statement found"
NO_ANSWER = "no answer"

_LINE_CHARACTERS = "\t\n\r"
_CONTROLS = [n for n in (*range(0x20), *range(0x7F, 0xA0)) if chr(n) not in _LINE_CHARACTERS]
# Embeddings, overrides and isolates reorder what stands beside them, outside the text as well.
_REORDERING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_TIME = re.compile(r"(\d)T(\d)")
# One for one, so that offsets still fit.
_UNSAFE = dict.fromkeys([*_CONTROLS, *_REORDERING, *range(0xD800, 0xE000)], "\ufffd")


def visible(text: str) -> str:
    """Return `text` with every control, reordering and surrogate character as U+FFFD, lengths kept."""
    return text.translate(_UNSAFE)


def one_line(text: str) -> str:
    """Return `text` made visible, its white space folded to single spaces."""
    return " ".join(visible(text).split())


def span_words(text: str, spans: Sequence[Span]) -> str:
    """Return the words of `spans` on one line, "…" between pieces that stand apart."""
    return " … ".join(words for start, end in spans if (words := one_line(text[start:end])))


def source_words(text: str, attribution: Attribution) -> str:
    """Return the words of the source, or `NO_SOURCE`."""
    return span_words(text, attribution.source) or NO_SOURCE


def remarks(attribution: Attribution, unanswered: bool = False) -> list[str]:
    """Return what a reader must know of the cue beyond its words: manner, "negated", "modal".

    Of a cue that says that somebody did not answer (`unanswered`), only that: "did not respond" as a
    negated "declines" would read as the contrary of what it says.
    """
    if unanswered:
        return [NO_ANSWER]
    plain = attribution.manner in (Manner.SAYS, Manner.OTHER)
    found = [] if plain else [attribution.manner.value]
    if attribution.negated:
        found.append("negated")
    if attribution.modal:
        found.append("modal")
    return found


def imprint(article: Article) -> list[str]:
    """Return outlet, date, byline and credit of `article`, each on one line, those that it has."""
    published = f"published {_date(article.published)}" if article.published else ""
    modified = ""
    if article.modified and article.modified != article.published:
        modified = f"updated {_date(article.modified)}"
    byline = article.byline or ""
    if byline and not byline.lower().startswith("by "):
        byline = f"by {byline}"
    credit = f"credit: {article.credit}" if article.credit else ""
    parts = (article.publisher or "", published, modified, byline, credit)
    return [line for part in parts if (line := one_line(part))]


def _date(date: str) -> str:
    """Return an ISO 8601 date as people write it: a space for the T before the time."""
    return _TIME.sub(r"\1 \2", date)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return "1 party", "3 parties"; nothing for none."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}" if number else ""


def tally(reading: Reading) -> str:
    """Return the `summary` of `reading` and how many parties, missing answers and dates it has."""
    silent = counted(len(reading.silences), "gave no answer", "gave no answer")
    parties = counted(len(reading.parties), "party", "parties")
    parts = (summary(reading.attributions), parties, silent, counted(len(reading.dates), "date"))
    return " · ".join(part for part in parts if part)


def summary(attributions: Sequence[Attribution]) -> str:
    """Return "12 attributions: 5 direct, 4 indirect, 3 mixed", forms that do not occur left out."""
    if not attributions:
        return NOTHING_FOUND
    counts = Counter(attribution.quotation for attribution in attributions)
    forms = ", ".join(f"{counts[form]} {form.value}" for form in Quotation if counts[form])
    return f"{len(attributions)} attribution{'s' if len(attributions) > 1 else ''}: {forms}"

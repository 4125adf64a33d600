"""Attributions from a text with marks: [s source], [c cue] and [q content], in any number."""

from __future__ import annotations

import re

from onrecord.article import Article, Attribution, Date, Manner, Quotation, Span, Timex3

_MARK = re.compile(r"\[(?P<kind>[scq])(?P<number>\d?) |\]")


def marked(text: str, *manners: Manner) -> tuple[Article, tuple[Attribution, ...]]:
    """Return the text without its marks, and its attributions by their number ("[s1 She]"); none is 0."""
    plain, last = "", 0
    spans: dict[str, dict[str, list[Span]]] = {}
    open_: list[tuple[str, str, int]] = []
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        last = match.end()
        if match["kind"]:
            open_.append((match["number"] or "0", match["kind"], len(plain)))
        else:
            number, kind, start = open_.pop()
            spans.setdefault(number, {}).setdefault(kind, []).append(Span(start, len(plain)))
    plain += text[last:]
    made = []
    for index, number in enumerate(sorted(spans)):
        of = spans[number]
        made.append(
            Attribution(
                source=tuple(sorted(of.get("s", ()))),
                cue=tuple(of["c"]),
                content=tuple(sorted(of["q"])),
                quotation=Quotation.INDIRECT,
                manner=manners[index] if index < len(manners) else Manner.SAYS,
            )
        )
    return Article(name="test", text=plain), tuple(made)


def dates(article: Article, *words: str) -> tuple[Date, ...]:
    """Return a date for each of `words`, at its first place in the text, its value the words themselves."""
    places = sorted((article.text.index(word), word) for word in words)
    return tuple(Date(Span(at, at + len(word)), word, Timex3("DATE", word)) for at, word in places)


def texts(article: Article, spans: tuple[Span, ...]) -> list[str]:
    """Return the words of `spans`."""
    return [article.text[start:end] for start, end in spans]

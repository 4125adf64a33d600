"""Attributions inside attributions: what was said is read again as an article of its own.

The encoder has learned the outermost attributions of an article. "The Journal said Germany had
proposed a pause" gives it one, of the Journal; its content, "Germany had proposed a pause", read by
itself gives the next. The contents of a level are laid out as the paragraphs of one text, read in one
go, and what is found is carried back to its place; that is repeated until nothing more is found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.article import Span

#: Levels below the article's own: nobody annotates deeper ones, and a text made to nest cannot run on.
DEEPEST: Final = 4
# Shorter contents ("so", "the charge") hold no statement of their own.
_SHORTEST: Final = 12
_BETWEEN: Final = "\n\n"
# What stands before a clause and is no part of it; without it the rest reads like a sentence.
_LEAD: Final = re.compile(
    r"[\s\"'“”‘’„«»‹›`,;:—–-]*(?:(?:that|whether|if)\b[\s,]*)?[\"'“”‘’„«»‹›`]*", re.IGNORECASE
)
_TAIL: Final = re.compile(r"[\s\"'“”‘’„«»‹›`]{1,8}\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a laid out text: it begins at `at` there and at `origin` in the article."""

    at: int
    origin: int
    length: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Contents laid out as the paragraphs of one text, and the way back.

    `owners` has for each paragraph the number of the content it is, `starts` where it begins.
    """

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    owners: tuple[int, ...]

    def owner(self, place: int) -> int:
        """Return the number of the content that the character at `place` is of."""
        return self.owners[bisect_right(self.starts, place) - 1]

    def back(self, span: Span) -> tuple[Span, ...]:
        """Return where `span` of the laid out text stands in the article: a span for each run it crosses."""
        found = []
        number = max(bisect_right(self.pieces, span.start, key=lambda piece: piece.at) - 1, 0)
        while number < len(self.pieces) and (piece := self.pieces[number]).at < span.end:
            start, end = max(span.start, piece.at), min(span.end, piece.at + piece.length)
            if start < end:
                shift = piece.origin - piece.at
                found.append(Span(start + shift, end + shift))
            number += 1
        return tuple(found)


def lay_out(text: str, contents: Sequence[Sequence[Span]]) -> Layout:
    """Return `contents` of `text`, each the spans of one attribution, as paragraphs of a text.

    The marks around a content, a leading "that" and line ends inside it are left out, and its first
    letter is made a capital, so that it reads like a sentence.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    starts: list[int] = []
    owners: list[int] = []
    length = 0

    def add(words: str, origin: int | None = None) -> None:
        nonlocal length
        if origin is not None:
            pieces.append(Piece(length, origin, len(words)))
        parts.append(words)
        length += len(words)

    for number, spans in enumerate(contents):
        clauses = [clause for clause in (_clause(text, span) for span in spans) if clause]
        if sum(end - start for start, end in clauses) < _SHORTEST:
            continue
        if parts:
            add(_BETWEEN)
        starts.append(length)
        owners.append(number)
        for index, (start, end) in enumerate(clauses):
            if index:
                add(" ")
            add(_one_paragraph(text[start:end], capital=not index), start)
    return Layout("".join(parts), tuple(pieces), tuple(starts), tuple(owners))


def _clause(text: str, span: Span) -> Span | None:
    """Return `span` without what stands before its clause and the marks after it."""
    lead = _LEAD.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    tail = _TAIL.search(text, max(start, span.end - 8), span.end)
    end = tail.start() if tail else span.end
    return Span(start, end) if start < end else None


def _one_paragraph(words: str, *, capital: bool) -> str:
    """Return `words` on one line, letter for letter, the first one a capital if asked."""
    line = words.replace("\r", " ").replace("\n", " ")
    first = line[:1].upper() if capital else ""
    return first + line[1:] if len(first) == 1 else line


# "agreed to reconsider", "denied having said", "expressed some doubt that": who agrees is who reconsiders.
_SAME_SUBJECT: Final = re.compile(
    r"\W{0,3}(?:(?:not|never)\s+)?(?:to\s+(?:\w+ly\s+)?\w"
    r"|(?:by|in|of|at|from|for|about|with)?\s*(?:(?:not|never)\s+)?(?!(?:a|some|any|no|every)?thing)\w{2,}ing\b"
    r"|(?:at|of|with|for)?\s*(?:(?:some|any|no|great|deep|a|an|full|little)\s+){0,2}"
    r"(?:doubts?|fears?|hopes?|concerns?|interest|support|regrets?|willingness|readiness|desire|intentions?|wish"
    r"|surprise|confidence|determination|optimism|belief|opposition|commitment|plans?)\b)",
    re.IGNORECASE,
)


def inherits(text: str, content: Sequence[Span], cue: Sequence[Span]) -> bool:
    """Return whether a cue that has no source of its own inside `content` takes that of the outer cue.

    So it does where the content opens with it and has no subject: an infinitive, a participle, a noun of
    attitude.
    """
    for span in content:
        if span.start <= cue[0].start < span.end:
            opening = _SAME_SUBJECT.match(text, span.start, min(span.end, span.start + 80))
            return bool(opening) and cue[0].start <= (opening.end() if opening else 0)
    return False


# "the media which", "Ronald Reagan, who": the noun belongs to the source of what follows the pronoun.
_RELATIVE: Final = re.compile(r"(?:who|which|that)\b", re.IGNORECASE)
_ANTECEDENT: Final = re.compile(
    r"(?:(?:the|a|an|some|any|every|those|these|many|several|two|three|his|her|its|their|our)\s+)?"
    r"(?:[\w’'.-]{1,30}\s+){0,3}[\w’'.-]{1,30},?\s{1,3}\Z",
    re.IGNORECASE,
)
_NO_NOUN: Final = frozenset(
    """of in on at by for from to with about against between among over under into as like than and or but if
    when while because is are was were be been being has have had do does did will would can could may might
    must shall should said says told blamed accused criticized criticised it he she they we you i not also
    only""".split()
)
_REACH: Final = 130


def with_antecedent(text: str, source: Span) -> Span:
    """Return a source that is a relative pronoun together with the noun phrase before it.

    Without a parser the phrase is guessed narrowly: back to the nearest word that no noun phrase holds,
    or to a mark.
    """
    if not _RELATIVE.fullmatch(text, source.start, source.end):
        return source
    before = _ANTECEDENT.search(text, max(0, source.start - _REACH), source.start)
    if not before:
        return source
    start = before.start()
    for word in re.finditer(r"\S+", before.group()):
        bare = word.group().strip("“”\"'‘’(),").casefold()
        last = word.end() == len(before.group().rstrip())
        if bare in _NO_NOUN or (not last and word.group()[-1] in ',;:.)”"'):
            start = before.start() + word.end()
    gap = re.match(r"\s*[\"“‘'(]*", text[start : source.start])
    start += gap.end() if gap else 0
    return Span(start, source.end) if start < source.start else source


_PAIRS: Final = {"“": "”", "‘": "’", "«": "»", "‹": "›", "„": "“", '"': '"'}


def with_closing_marks(text: str, content: Span) -> Span:
    """Return `content` with the quotation marks behind it that close one opened inside it.

    What was said is laid out without the marks at its end, and one of them may be of a quotation within.
    """
    words = text[content.start : content.end]
    end = content.end
    while end < len(text) and end - content.end < 2:
        mark = text[end]
        opening = next((o for o, c in _PAIRS.items() if c == mark and o in words), None)
        if opening is None or _is_closed(words, opening, mark):
            break
        end += 1
        words = text[content.start : end]
    return Span(content.start, end)


def _is_closed(words: str, opening: str, closing: str) -> bool:
    if opening == closing:
        return words.count(closing) % 2 == 0
    # An apostrophe looks like a closing mark: only one that ends a word counts.
    ends = re.findall(rf"{re.escape(closing)}(?!\w)", words)
    return len(ends) >= words.count(opening)


# Who is told, right behind the cue; "her" only where it cannot be "her office".
_TOLD: Final = re.compile(
    r"(?:(?:me|us|him|them|you)\s+(?=\S)|her\s+(?=(?:to|that|not|whether|how|what|why|if|it|she|he|they)\b))",
    re.IGNORECASE,
)


def without_addressee(text: str, cue: Sequence[Span], content: Sequence[Span]) -> tuple[Span, ...]:
    """Return `content` without the pronoun for who is told at its beginning, right behind the cue.

    Exact contents of inner attributions on the project's own articles: 45.9 to 51.5.
    """
    if not content or not 0 <= content[0].start - cue[-1].end <= 1:
        return tuple(content)
    told = _TOLD.match(text, content[0].start, content[0].end)
    if told is None:
        return tuple(content)
    return (Span(told.end(), content[0].end), *content[1:])

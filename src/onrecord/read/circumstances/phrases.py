"""Noun phrases and clauses told by their words alone, to the right and to the left of a place."""

from __future__ import annotations

import re

from onrecord.article import Span
from onrecord.read.circumstances.flat import Flat, trimmed
from onrecord.read.circumstances.lexicon import (
    DETERMINERS,
    ENDS_PHRASE,
    FINITE,
    OBJECT_PRONOUNS,
    SUBJECT_PRONOUNS,
)

#: No rule looks further than this from where it stands: a line of five megabytes is a sentence too.
REACH = 600
# "the head of the river authority's press office in the capital": longer is no noun phrase told safely.
_LONGEST_PHRASE = 14
_WORD = re.compile(r"\w+(?:['.&-]\w+)*")
_CLAUSE_END = re.compile(r"[,;:.!?\n\"—–()\[\]]|\band\b|\bbut\b")
_ING_NOUNS = frozenset(
    ["meeting", "hearing", "building", "briefing", "morning", "evening", "king", "ring", "gathering"]
)
_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "gen", "gov", "sen", "rep", "col", "sir", "lt", "capt", "st"]
)


def word_at(flat: Flat, position: int) -> Span:
    """Return the word that begins at `position` or after one space; empty where there is none."""
    while position < len(flat.low) and flat.low[position] == " ":
        position += 1
    match = _WORD.match(flat.low, position)
    return Span(*match.span()) if match else Span(position, position)


def _gap_is_plain(flat: Flat, left: int, right: int) -> bool:
    between = flat.low[left:right]
    if between in {" ", "  ", "' "}:
        return True
    return between == ". " and flat.low[max(0, left - 4) : left].split(" ")[-1] in _TITLES


def phrase_after(flat: Flat, position: int, limit: int | None = None) -> Span:
    """Return the noun phrase that begins at `position`, without what is told of it after a preposition.

    "of" belongs to it ("the head of the mission"). Empty where no noun phrase can be told.
    """
    limit = min(len(flat.low), position + REACH) if limit is None else limit
    start = end = word_at(flat, position).start
    previous = ""
    for _ in range(_LONGEST_PHRASE):
        word = word_at(flat, end + 1 if previous in _TITLES and flat.low[end : end + 1] == "." else end)
        text = flat.words(word)
        if (
            word.start == word.end
            or word.end > limit
            or (previous and not _gap_is_plain(flat, end, word.start))
        ):
            break
        named = (
            previous and flat.even[word.start : word.end].isupper() and text in {"today", "now"}
        )  # USA TODAY
        if not named and not _goes_on(text, previous):
            break
        end, previous = word.end, text
        if text in OBJECT_PRONOUNS and word.start == start and text not in {"her", "one"}:
            break
        if text == "her" and word.start == start and not _is_possessive(flat, end):
            break
    if previous in {"of", "and"}:
        end -= len(previous) + 1
        previous = ""
    return (
        Span(start, max(start, end))
        if flat.low[start:end] not in DETERMINERS - {"one", "both"}
        else Span(start, start)
    )


def _goes_on(text: str, previous: str) -> bool:
    if not previous:
        return text not in ENDS_PHRASE or text in {"this"}
    if previous in {"of", "and"}:
        return text not in ENDS_PHRASE and text not in SUBJECT_PRONOUNS
    if text in ENDS_PHRASE or text in SUBJECT_PRONOUNS or text in OBJECT_PRONOUNS:
        return False
    if text.endswith("ing") and previous not in DETERMINERS and text not in _ING_NOUNS:
        return False
    if text in DETERMINERS and previous not in DETERMINERS:
        return False
    return not (
        text.endswith("ly") and len(text) > 4 and text not in {"daily", "weekly", "family", "assembly"}
    )


def _is_possessive(flat: Flat, end: int) -> bool:
    """Whether "her" before `end` is hers: a word that may be a noun follows."""
    word = flat.words(word_at(flat, end))
    return (
        bool(word)
        and flat.low[end : end + 1] == " "
        and word not in ENDS_PHRASE | SUBJECT_PRONOUNS | DETERMINERS
    )


def clause_after(flat: Flat, position: int) -> Span:
    """Return the words from `position` to where their clause ends."""
    sentence = flat.sentence(min(position, max(0, len(flat.low) - 1)))
    limit = min(sentence.end, position + REACH)
    match = re.compile(r"[,;:!?\n\"—–()\[\]]|\.(?=\W|\Z)").search(flat.low, position, limit)
    return trimmed(flat, Span(position, match.start() if match else limit), " ,;:.\n'")


def subject_before(flat: Flat, position: int) -> Span:
    """Return the words before a finite verb at `position` that are likeliest its subject.

    They run from the start of the clause; an opening adverbial before a comma is left out. Empty where
    the clause has no subject of its own ("and declined to comment", "who declined").
    """
    sentence = flat.sentence(position)
    start = max(sentence.start, position - REACH // 2)
    start = _clause_start(flat, start, position)
    span = _without_opening(flat, trimmed(flat, Span(start, position), " ,;:\n—–-\"([])'."))
    words = flat.words(span)
    if not words or words.split()[-1] in {"who", "which", "that", "and", "but", "or", "then", "to"}:
        return Span(position, position)
    return span


_BOUNDARY = re.compile(
    r"[;:!?\n\"(\[—–]|, (?:and|but|while|though|although|because|or|so|as) |\b(?:while|because|although"
    r"|though|whereas|that|which) "
    r"|(?<=\w)(?: and| but)(?= )"
)
# "On Monday the ministry": a day opens the clause without a comma.
_OPENING_DAY = re.compile(
    r"(?:on |late |early )?(?:mon|tues|wednes|thurs|fri|satur|sun)day "
    r"(?:morning |afternoon |evening |night )?"
)
_OPENING = re.compile(
    r"(?:and|but|so|yet|still|also|however|meanwhile|nor|or|then|later|through|when|on|in|at|by|after|before"
    r"|since|during|for|"
    r"as|with|under|asked|contacted|reached|pressed|questioned|approached|despite|earlier)\b"
)


def _clause_start(flat: Flat, start: int, position: int) -> int:
    """Where the clause of the verb at `position` begins."""
    for match in _BOUNDARY.finditer(flat.low, start, position):
        if match.group().strip() in {"and", "but"} and not _has_verb(flat.low[start : match.start()]):
            continue  # "Hill and Dale declined"
        start = match.end()
    return start


def _has_verb(words: str) -> bool:
    return not FINITE.isdisjoint(words.split())


def _without_opening(flat: Flat, span: Span) -> Span:
    """`span` without an adverbial before its first comma, and without a relative clause in commas."""
    start, end = span
    day = _OPENING_DAY.match(flat.low, start, end)
    start = day.end() if day and day.end() < end else start
    while (match := _OPENING.match(flat.low, start, end)) is not None:
        comma = flat.low.find(", ", start, end)
        if match.group() in {"and", "but", "so", "yet", "nor", "or", "still", "also", "then", "later"}:
            start = match.end()
        elif comma >= 0:
            start = comma + 2
        else:
            break
        start = trimmed(flat, Span(start, end)).start
    words = flat.low[start:end]
    relative = re.search(r", (?:who|which|whose)\b", words)
    if relative:
        end = start + relative.start()
    return trimmed(flat, Span(start, end), ' ,;:\n"')

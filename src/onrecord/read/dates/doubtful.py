"""Words and numbers that are dates only in some places: "May", "March", "1990"."""

from __future__ import annotations

from typing import Final

from onrecord.read.dates import lexicon
from onrecord.read.dates.grammar import Found
from onrecord.read.dates.lexicon import words_of

_BEFORE_DATES: Final = frozenset(
    words_of(
        "in during since until till by of from to through for between and or before after early late "
        "mid earlier later last next this previous following around about on - – throughout"
    )
)
_BEFORE_YEARS: Final = frozenset(
    words_of("in during since until till year circa early late mid from fiscal ( of by")
)
_BEFORE_COUNTS: Final = frozenset(
    words_of(
        "$ £ € ¥ # % no number about some nearly almost over than least most roughly approximately another"
    )
)
_COUNTED: Final = frozenset(
    words_of(
        "percent % people men women children miles kilometers kilometres feet metres meters tons "
        "tonnes troops soldiers dollars euros pounds yen marks francs words pages shares votes "
        "workers jobs homes hours minutes days weeks months years times seats members employees "
        "points degrees acres barrels copies inches mph km kg mg ml others residents students "
        "protesters refugees patients cases deaths"
    )
)
_BEFORE_TIMES: Final = frozenset(
    words_of("at by until till before after around about from since between and to")
)
# A bare number that is a year is most likely one of these.
_FIRST_LIKELY, _LAST_LIKELY = 1890, 2060


def is_month(found: Found) -> bool:
    """Return whether the name of a month alone is one here, and no first name or verb."""
    word, before, following = found.word("month"), found.before(), found.following
    if found.after() == "of" and word in lexicon.DOUBTFUL_MONTHS:
        return False
    if before in _BEFORE_DATES or before in lexicon.DEICTICS:
        return before not in ("and", "or", "for", "to", "of", "-", "–") or not _is_name(found)
    if word == "may" or len(word) <= 3:
        return len(word) <= 3 and word != "may" and found.written.endswith(".")
    if word in lexicon.DOUBTFUL_MONTHS:
        return not following[:1].isupper() and found.after() not in ("for", "on") and not _follows_name(found)
    return not following[:1].isupper() or word in ("january", "february", "july")


def _is_name(found: Found) -> bool:
    doubtful = found.word("month") in lexicon.DOUBTFUL_MONTHS or len(found.word("month")) <= 3
    return doubtful and found.following[:1].isupper()


def _follows_name(found: Found) -> bool:
    place = found.match.start() - 1
    if place < 1:
        return place < 0 and found.word("month") in ("march", "august")
    written = found.line.tokens.written(found.line.pieces[place].first)
    return (written[0].isupper() and written not in ("The", "A", "This", "Last")) or written in ("'s", "’s")


def is_count(found: Found) -> bool:
    """Return whether a bare number of four digits rather counts something than names a year."""
    digits = found.word("year")
    if not digits[0].isdecimal():
        return digits[0] not in "'’‘" and found.before() not in _BEFORE_YEARS
    before, after = found.before(), found.after()
    if (
        before in _BEFORE_COUNTS
        or after in _COUNTED
        or (
            after == "-"
            and found.after(2) in lexicon.CLASSES
            and (lexicon.CLASSES[found.after(2)] in ("UNIT", "UNITS"))
        )
    ):
        return True
    # Telephone numbers, names of products, parts of longer numbers.
    if (
        before in ("-", "–", "/", ".", ":")
        and found.before(2)[:1].isdecimal()
        and not _is_year(found.before(2))
    ):
        return True
    if digits[0] in "'’‘" or before in _BEFORE_YEARS:
        return False
    if _names(found):
        return True
    return not _FIRST_LIKELY <= int(digits) <= _LAST_LIKELY


def _names(found: Found) -> bool:
    """Whether a name in front makes a number part of it: "Orion 1980", "Tokyo 2020"."""
    place = found.match.start() - 1
    if place < 1:
        return False
    name, before = (found.line.tokens.written(found.line.pieces[place - back].first) for back in (0, 1))
    known = lexicon.CLASSES.get(name.lower(), "OTHER")
    return name[0].isupper() and known == "OTHER" and before not in (".", "!", "?") and "\n" not in before


def _is_year(word: str) -> bool:
    return word.isdecimal() and len(word) == 4


def is_time(found: Found) -> bool:
    """Return whether "10:45" is a time of day, and no ratio, score or verse."""
    return (
        found.before() in _BEFORE_TIMES
        or found.after() in lexicon.WEEKDAYS
        or found.before() in lexicon.WEEKDAYS
    )

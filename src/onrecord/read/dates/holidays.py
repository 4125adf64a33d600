"""Days that go by a name: their month and day in a year, fixed or reckoned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Final

_MONDAY, _TUESDAY, _THURSDAY, _SUNDAY = 0, 1, 3, 6


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous reckoning of 1876, Meeus 1991)."""
    golden, century, rest = year % 19, year // 100, year % 100
    lift = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - lift + 15) % 30
    shift = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * shift) // 451
    month, day = divmod(epact + shift - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int, year: int) -> date:
    return date(year, month, day)


def _nth(month: int, weekday: int, nth: int, year: int) -> date:
    """The nth such weekday of a month, from its end where `nth` is below zero."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))
    last = date(year, month + 1, 1) - timedelta(1)
    return last - timedelta((last.weekday() - weekday) % 7)


def _from_easter(days: int, year: int) -> date:
    return easter(year) + timedelta(days)


def _election_day(year: int) -> date:
    return _nth(11, _MONDAY, 1, year) + timedelta(1)


HOLIDAYS: Final[dict[str, Callable[[int], date]]] = {
    "christmas": partial(_fixed, 12, 25),
    "christmas day": partial(_fixed, 12, 25),
    "christmas eve": partial(_fixed, 12, 24),
    "boxing day": partial(_fixed, 12, 26),
    "new year's": partial(_fixed, 1, 1),
    "new year's day": partial(_fixed, 1, 1),
    "new year's eve": partial(_fixed, 12, 31),
    "halloween": partial(_fixed, 10, 31),
    "all saints' day": partial(_fixed, 11, 1),
    "valentine's day": partial(_fixed, 2, 14),
    "st. patrick's day": partial(_fixed, 3, 17),
    "independence day": partial(_fixed, 7, 4),
    "fourth of july": partial(_fixed, 7, 4),
    "bastille day": partial(_fixed, 7, 14),
    "veterans day": partial(_fixed, 11, 11),
    "armistice day": partial(_fixed, 11, 11),
    "international women's day": partial(_fixed, 3, 8),
    "may day": partial(_fixed, 5, 1),
    "thanksgiving": partial(_nth, 11, _THURSDAY, 4),
    "thanksgiving day": partial(_nth, 11, _THURSDAY, 4),
    "labor day": partial(_nth, 9, _MONDAY, 1),
    "memorial day": partial(_nth, 5, _MONDAY, -1),
    "columbus day": partial(_nth, 10, _MONDAY, 2),
    "presidents day": partial(_nth, 2, _MONDAY, 3),
    "martin luther king day": partial(_nth, 1, _MONDAY, 3),
    "mother's day": partial(_nth, 5, _SUNDAY, 2),
    "father's day": partial(_nth, 6, _SUNDAY, 3),
    "election day": _election_day,
    "easter": easter,
    "easter sunday": easter,
    "easter monday": partial(_from_easter, 1),
    "good friday": partial(_from_easter, -2),
    "palm sunday": partial(_from_easter, -7),
    "ash wednesday": partial(_from_easter, -46),
    "whit monday": partial(_from_easter, 50),
}

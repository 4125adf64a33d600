"""What an expression of date or time says, before it is reckoned: the values of the grammar's rules."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.read.dates import lexicon
from onrecord.read.dates.periods import Kind, Period

# How many of the next smaller unit make one, for "two and a half years", "a minute and a half".
_SMALLER = {("Y", False): (12, "M"), ("H", True): (60, "M"), ("M", True): (60, "S")}


@dataclass(frozen=True, slots=True)
class Pointer:
    """How far a period is from another: `steps` of its kind, from the article's own or the last named."""

    steps: int
    from_context: bool = False


@dataclass(frozen=True, slots=True)
class Fixed:
    """A period that the words give whole: "19 February 2022", "1998", "the 1990s", "fiscal 1989"."""

    period: Period
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day of a month, without a year or with one that is itself to be reckoned ("last year")."""

    month: int
    day: int
    year: Form | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """The day of a month that was spoken of: "the 25th"."""

    day: int


@dataclass(frozen=True, slots=True)
class PartOfYear:
    """A month, quarter, half or season, with the year as far as the words give it."""

    kind: Kind
    part: int
    year: Form | None = None
    pointer: Pointer | None = None


@dataclass(frozen=True, slots=True)
class DecadeOfCentury:
    """A decade named by its last digits: "the '80s", "the nineties"."""

    tens: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday being 1."""

    number: int
    pointer: Pointer | None = None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that goes by a name."""

    name: str
    year: Form | None = None
    pointer: Pointer | None = None


@dataclass(frozen=True, slots=True)
class Pointed:
    """A period by its distance: "last month", "this year", "the following day", "tomorrow"."""

    kind: Kind
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Definite:
    """A period that the article is speaking of: "the quarter", "the year-ago period" (`years` -1)."""

    kind: Kind | None
    years: int = 0
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The period of a kind that another lies in: "the week of March 6"."""

    kind: Kind
    form: Form


@dataclass(frozen=True, slots=True)
class Amount:
    """So many units of time; `count` is None for "years", "several years"."""

    count: float | None
    unit: str

    def parts(self) -> list[tuple[str, str, bool]]:
        """Return count, letter of the unit, and whether that is part of a day; halves in smaller units."""
        letter, timed = lexicon.UNITS[self.unit]
        if self.count is None:
            size = lexicon.UNIT_SIZES.get(self.unit)
            return [("X", {10: "E", 100: "C", 1000: "L"}.get(size or 0, letter), timed)]
        count = self.count * lexicon.UNIT_SIZES.get(self.unit, 1)
        if count == int(count):
            return [(f"{int(count)}", letter, timed)]
        whole, rest = int(count), count - int(count)
        smaller = _SMALLER.get((letter, timed))
        if smaller is None or (rest * smaller[0]) != int(rest * smaller[0]):
            return [(f"{count:.3g}", letter, timed)]
        parts = [(f"{whole}", letter, timed)] if whole else []
        return [*parts, (f"{int(rest * smaller[0])}", smaller[1], timed)]


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time that the words measure: "two weeks"; more than one amount for "2 hours 30 minutes".

    `bare` says that the words have neither number nor article, `since` that they count from now back or
    on: "the past three months".
    """

    amounts: tuple[Amount, ...]
    mod: str | None = None
    bare: bool = False
    tied: bool = False
    ahead: bool = False

    @property
    def value(self) -> str:
        """The length as ISO 8601 has it, with X for a number that is not told: "P2W", "PT1M30S", "PXY"."""
        days, clock = "", ""
        for amount in self.amounts:
            for count, letter, timed in amount.parts():
                if timed:
                    clock += f"{count}{letter}"
                else:
                    days += f"{count}{letter}"
        return f"P{days}" + (f"T{clock}" if clock else "")


@dataclass(frozen=True, slots=True)
class Away:
    """A point at a distance: "two weeks ago", "five days later", "two days before Christmas"."""

    amount: Amount
    sign: int
    base: Form | None = None
    from_context: bool = False
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """A time of the clock or a part of a day, of the day that the words give or that is spoken of."""

    clock: str
    day: Form | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of which the words do not say whether it is before or after noon: "at six"."""

    hour: int
    minute: int = 0


@dataclass(frozen=True, slots=True)
class Modified:
    """The beginning, the middle or the end of a period, or about that period."""

    mod: str
    form: Form


@dataclass(frozen=True, slots=True)
class Reference:
    """The present, the past or the future as a whole."""

    value: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A repetition: "every Monday", "twice a year"."""

    value: str
    quant: str | None = None
    freq: str | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """From one period to another, both included."""

    start: Form
    end: Form


@dataclass(frozen=True, slots=True)
class Event:
    """A date by something that happened: "the week before the invasion". The calendar has no answer."""

    unit: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A date whose words do not settle it, or that no calendar has, with as much as they say."""

    value: str
    reason: str


Form = (
    Fixed | DayOfYear | DayOfMonth | PartOfYear | DecadeOfCentury | Weekday | Holiday | Pointed | Definite
    | Around | Length | Away | Timed | Hour | Modified | Reference | Repeated | Between | Event | Unclear
)  # fmt: skip

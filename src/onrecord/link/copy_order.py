"""Which of two articles that share words came first, and whether the other says whose words it has.

What tells, in this order: one credits the other; one is a press release; one was published earlier; one has
statements of whoever published the other. Where nothing tells, the one that has more of its words in the
other is taken for the copy, and it is said that this is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from onrecord.link.copyable import Copyable
from onrecord.link.outlet_names import named_in, outlet_key, same_outlet

_RELEASE: Final = re.compile(
    r"\bfor immediate release\b|\bembargoed (?:until|to)\b|\bnotes? (?:to|for) editors\b"
    r"|\b(?:press|media) (?:office|contacts?|enquiries|inquiries):|\bends\s*\Z",
    re.IGNORECASE,
)
_PARAGRAPH: Final = re.compile(r"\n\s*\n")
# A credit stands in the first or the last paragraphs, on a line of its own: "From NPA and our own reporters".
_PARAGRAPHS: Final = 3
_LONGEST_CREDIT: Final = 14
# A time without its zone may be off by so much against one that has it.
_ZONES: Final = timedelta(hours=14)
# An article may be given a new date when it is changed; a credit to one that is later by more is doubtful.
_REDATED: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Order:
    """Which of two articles is the copy: `swapped` where it is the second. `why` says what tells."""

    swapped: bool
    certain: bool
    credited: bool
    why: str


def order(one: Copyable, other: Copyable, *, more: bool) -> Order:
    """Return which of two articles is the copy; `more` where `one` has the greater share of shared words."""
    here, there = _credit(one, other), _credit(other, one)
    common = _common_credit(one, other)
    earlier = _earlier(one, other)
    if bool(here) != bool(there):
        swapped = not here
        doubtful = earlier is not None and (earlier > _REDATED if not swapped else earlier < -_REDATED)
        return Order(swapped, not doubtful, credited=True, why=f"credits {here or there}")
    found = _told(one, other, earlier)
    swapped, why = found or (not more, "nothing tells which came first")
    if common and not here:
        return Order(swapped, certain=False, credited=True, why=f"both credit {common}; {why}")
    return Order(swapped, found is not None, bool(there if swapped else here), why)


def _told(one: Copyable, other: Copyable, earlier: timedelta | None) -> tuple[bool, str] | None:
    """Return whether `other` is the copy, and what tells so."""
    if is_release(one) != is_release(other):
        return is_release(one), "the other is a press release"
    if earlier:
        return earlier > timedelta(0), "published later"
    here, there = _quotes(one, other), _quotes(other, one)
    if here != there:
        return there, f"has statements of {one.outlet if there else other.outlet}"
    return None


def _quotes(copy: Copyable, original: Copyable) -> bool:
    """Return whether an article has statements of whoever published the other."""
    return any(same_outlet(name, original.outlet) for name in copy.speakers)


def is_release(article: Copyable) -> bool:
    """Return whether an article says of itself that it is for the press."""
    return _RELEASE.search(article.text) is not None


def _credit(copy: Copyable, original: Copyable) -> str | None:
    """Return the outlet of the original, if the copy says that it has something from it."""
    outlet = original.outlet
    if not outlet or same_outlet(copy.outlet, outlet):
        return None
    if any(same_outlet(name, outlet) for name in (copy.credit, *copy.relayed)):
        return outlet
    lines = (copy.byline or "", *_credit_lines(copy.text))
    return outlet if any(named_in(outlet, line) for line in lines) else None


def _credit_lines(text: str) -> Iterator[str]:
    paragraphs = [part for part in _PARAGRAPH.split(text.strip()) if part]
    ends = (paragraphs[:_PARAGRAPHS], paragraphs[max(_PARAGRAPHS, len(paragraphs) - _PARAGRAPHS) :])
    for paragraph in (part for end in ends for part in end):
        if len(paragraph.split(None, _LONGEST_CREDIT)) <= _LONGEST_CREDIT:
            yield paragraph


def _common_credit(one: Copyable, other: Copyable) -> str | None:
    """Return the agency that both articles credit."""
    theirs = {outlet_key(name) for name in _credited_agencies(other)}
    return next((name for name in _credited_agencies(one) if outlet_key(name) in theirs), None)


def _credited_agencies(article: Copyable) -> Iterator[str]:
    if article.credit:
        yield article.credit
    yield from article.agencies


def _earlier(one: Copyable, other: Copyable) -> timedelta | None:
    """Return by how much `one` was published before `other`, 0 where that cannot be told apart, or None."""
    here, there = _time(one.published), _time(other.published)
    if here is None or there is None:
        return None
    (at, exact), (to, also_exact) = here, there
    if not (exact and also_exact):
        return timedelta(days=(to.date() - at.date()).days)
    if (at.tzinfo is None) != (to.tzinfo is None):
        apart = to.replace(tzinfo=UTC) - at.replace(tzinfo=UTC)
        return apart if abs(apart) > _ZONES else timedelta(0)
    return to - at


def _time(published: str | None) -> tuple[datetime, bool] | None:
    """Return a date, or date and time, and whether the time is known; None for a month, a year, nothing."""
    if not published or len(published) < len("2031-01-01"):
        return None
    try:
        return datetime.fromisoformat(published), len(published) > len("2031-01-01")
    except ValueError:
        return None

"""How well dates are found and valued, on the project's own articles.

python -m tests.accuracy.dates [FOLDER ...]    figures of each folder of examples, all without an argument
python -m tests.accuracy.dates --lines         ... and each error outside the held-out folder

    date found        F1; an expression is found where it shares a character with the annotated one
    date right        of those found that have a value in EDTF, or were given one: the value is annotated
    date not wrong    the value is annotated, or left unresolved
    date timex3       of those found that have none and were given none ("eight weeks"): right in TIMEX3

Dates marked as optional do not count, found or not. Values are compared for what they mean: see `same`.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.article import Date, Span
from onrecord.read.dates import find_dates
from tests.accuracy.gold import HELD_OUT, Gold, annotated, folders
from tests.accuracy.tally import Figures, Tally, share

# Words that make a date one end of an open stretch: "since Monday" is printed as 2031-02-03/..
_OPEN = re.compile(r"(?i)\b(?:since|until|till|by|after|before|from)\b")
# How far before a date such a word may stand: "by the end of".
_REACH = 24
_QUARTERS = {"33": ("01", "03"), "34": ("04", "06"), "35": ("07", "09"), "36": ("10", "12")}
_QUARTER = re.compile(r"(\d{4})-(3[3-6])")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)T24:00:00")


@dataclass(slots=True)
class Counts:
    """The counts behind the figures; lines tell what was wrong."""

    found: Tally = field(default_factory=Tally)
    right: list[bool] = field(default_factory=list)
    wrong: list[bool] = field(default_factory=list)
    timex3: list[bool] = field(default_factory=list)

    def figures(self) -> Figures:
        """Return each figure in percent."""
        return {
            "date found": round(self.found.f1, 1),
            "date right": share(self.right),
            "date not wrong": share(not wrong for wrong in self.wrong),
            "date timex3": share(self.timex3),
        }


def canonical(edtf: str) -> str:
    """Return a value as all ways to write it have in common.

    A quarter is its three months, 24:00 the 00:00 after it, and "approximately" is left out.
    """
    edtf = edtf.replace("~", "")
    edtf = _QUARTER.sub(lambda m: f"{m[1]}-{_QUARTERS[m[2]][0]}/{m[1]}-{_QUARTERS[m[2]][1]}", edtf)
    return _MIDNIGHT.sub(lambda m: f"{date.fromisoformat(m[1]) + timedelta(days=1)}T00:00:00", edtf)


def same(gold: str, found: str, is_open: bool) -> bool:
    """Return whether two values mean the same.

    Where the words say "since" or "until" (`is_open`), a stretch with one end open is as right as that end.
    """
    gold, found = canonical(gold), canonical(found)
    if gold == found:
        return True
    return is_open and found in (f"{gold}/..", f"../{gold}")


def count(counts: Counts, gold: Gold, found: Sequence[Date]) -> None:
    """Add the dates of one article to `counts`."""
    wanted = gold.reading.dates
    pairs = [(i, j) for i, one in enumerate(wanted) for j, other in enumerate(found) if _meet(one, other)]
    met = {j for _, j in pairs}
    for i, one in enumerate(wanted):
        mine = [found[j] for k, j in pairs if k == i]
        if i in gold.optional:
            continue
        if not mine:
            counts.found.missed += 1
            counts.found.lines.append(f"missed {_line(gold, one)}")
            continue
        # One found for two annotated, or two for one, are right if together they have the same value.
        beside = [wanted[k] for k, j in pairs if found[j] == mine[0]]
        _value(counts, gold, i, mine, beside)
    counted = {j for i, j in pairs if i not in gold.optional}
    counts.found.right += len(counted)
    for j, other in enumerate(found):
        if j not in met:
            counts.found.false += 1
            counts.found.lines.append(f"false  {_line(gold, other)}")


def _value(counts: Counts, gold: Gold, index: int, mine: Sequence[Date], beside: Sequence[Date]) -> None:
    one, value = gold.reading.dates[index], _joined(mine)
    if one.edtf is None and value is None:
        counts.timex3.append(_timex3(one) in [_timex3(other) for other in mine])
        return
    wanted = [one.edtf, *gold.also_edtf.get(index, ()), _joined(beside)]
    is_open = _is_open(gold.reading.article.text, one.span)
    given = [value, *(other.edtf for other in mine)]
    right = any(w and v and same(w, v, is_open) for w in wanted for v in given)
    counts.right.append(right)
    counts.wrong.append(not right and value is not None)
    if not right:
        kind = "open  " if value is None else "wrong "
        counts.found.lines.append(f"{kind} {_line(gold, one)} found as {value}")


def _joined(dates: Sequence[Date]) -> str | None:
    """Return the value of one date, or of the stretch from the first to the last."""
    first, last = dates[0].edtf, dates[-1].edtf
    return first if len(dates) == 1 or first is None or last is None else f"{first}/{last}"


def _timex3(one: Date) -> str | None:
    return one.timex3.value if one.timex3 else None


def _is_open(text: str, span: Span) -> bool:
    return _OPEN.search(text[max(0, span.start - _REACH) : span.end]) is not None


def _meet(one: Date, other: Date) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _line(gold: Gold, one: Date) -> str:
    article = gold.reading.article
    return f"{article.name}:{one.span.start} {article.text[one.span.start : one.span.end]!r:.60} {one.edtf}"


def counted(articles: Iterable[Gold]) -> Counts:
    """Return the counts over all articles."""
    counts = Counts()
    for gold in articles:
        article = gold.reading.article
        count(counts, gold, find_dates(article.text, article.published))
    return counts


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    parser.add_argument("--lines", action="store_true", help="print each error, none of the held-out folder")
    args = parser.parse_args()
    for name in args.folders or folders():
        counts = counted(annotated([name]))
        found = counts.found
        print(
            f"{name}: {found.right} found, {found.false} false, {found.missed} missed; "
            f"{sum(counts.right)} of {len(counts.right)} values right, {sum(counts.wrong)} wrong; "
            f"{len(counts.timex3)} without a value"
        )
        for figure, value in counts.figures().items():
            print(f"    {figure:20s} {value:5.1f}")
        for line in found.lines if args.lines and name != HELD_OUT else ():
            print("   ", line)


if __name__ == "__main__":
    main()

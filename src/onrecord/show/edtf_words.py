"""Values of dates in words: Extended Date/Time Format (ISO 8601-2:2019) as people read it."""

from __future__ import annotations

import re

from onrecord.article import Date
from onrecord.show.plain import one_line

# Codes that stand in the place of a month.
_PARTS_OF_YEAR = {
    **dict(zip(range(21, 25), ("spring", "summer", "autumn", "winter"), strict=True)),
    **dict(
        zip(
            range(25, 29),
            ("northern spring", "northern summer", "northern autumn", "northern winter"),
            strict=True,
        )
    ),
    **dict(
        zip(
            range(29, 33),
            ("southern spring", "southern summer", "southern autumn", "southern winter"),
            strict=True,
        )
    ),
    **dict(
        zip(
            range(33, 37), ("first quarter", "second quarter", "third quarter", "fourth quarter"), strict=True
        )
    ),
    **dict(zip(range(37, 40), ("first third", "second third", "last third"), strict=True)),
    **dict(zip(range(40, 42), ("first half", "second half"), strict=True)),
}
_PART_OF_YEAR = re.compile(r"(-?[0-9X]{4})-([2-4][0-9])")
_DECADE = re.compile(r"([0-9]{3})X")
_CENTURY = re.compile(r"([0-9]{2})XX")
_UNKNOWN_DAY = re.compile(r"(-?[0-9X]{4}-[0-9]{2})-XX")
_UNKNOWN_MONTH = re.compile(r"(-?[0-9X]{4})-XX(?:-XX)?")
_TIME = re.compile(r"([0-9])T([0-9])")
_QUALIFIERS = re.compile(r"[?~%]")
# No value of one expression is longer; what is, is shown as it stands.
_LONGEST = 200


def edtf_words(value: str) -> str:
    """Return an EDTF value as people read it: "about 2031", "since 2018", "spring 2031", "the 2030s".

    A plain date stays as it is ("2031-03-09"). What is no EDTF, or of a form that no article needs, stays
    as it stands, on one line.
    """
    value = one_line(value)
    if len(value) > _LONGEST:
        return f"{value[:_LONGEST]}…"
    if value[:1] + value[-1:] in ("[]", "{}"):
        members = [_stretch(part.strip()) for part in value[1:-1].replace("..", "/").split(",")]
        several = f"{'one' if value[0] == '[' else 'all'} of {', '.join(members)}"
        return one_line(members[0] if len(members) == 1 else several)
    return one_line(_stretch(value))


def date_words(date: Date) -> str:
    """Return the value of `date` in words; "not settled: …" where it has none that could be known.

    Where the article contradicts the value ("Monday, 6 February", a Thursday), the doubt stands behind it.
    """
    if date.edtf:
        return edtf_words(date.edtf) + doubt(date)
    if date.timex3 and date.timex3.type in ("DURATION", "SET"):
        kind = "a length of time" if date.timex3.type == "DURATION" else "repeated"
        return f"{kind}, {one_line(date.timex3.value)}" if date.timex3.value else kind
    return f"not settled: {one_line(date.reason)}" if date.reason else "not settled"


def doubt(date: Date) -> str:
    """Return what speaks against the value of `date`, ready to stand behind it; empty where nothing does."""
    return f" (doubtful: {date.reason})" if date.edtf and date.reason else ""


def _stretch(value: str) -> str:
    start, slash, end = value.partition("/")
    if not slash:
        return _point(value)
    if start in ("", "..") and end in ("", ".."):
        return "at some time"
    if start in ("", ".."):
        return f"until {_point(end)}"
    if end in ("", ".."):
        return f"since {_point(start)}"
    return f"{_point(start)} to {_point(end)}"


def _point(value: str) -> str:
    marks = set(_QUALIFIERS.findall(value))
    plain = _calendar(_QUALIFIERS.sub("", value))
    about = "about " if marks & {"~", "%"} else ""
    return f"{about}{plain}{' (uncertain)' if marks & {'?', '%'} else ''}"


def _calendar(value: str) -> str:
    if (found := _PART_OF_YEAR.fullmatch(value)) and (name := _PARTS_OF_YEAR.get(int(found[2]))):
        return f"{name} {'of ' if int(found[2]) > 32 else ''}{_calendar(found[1])}"
    if found := _DECADE.fullmatch(value):
        return f"the {found[1]}0s"
    if found := _CENTURY.fullmatch(value):
        return f"{found[1]}00 to {found[1]}99"
    if found := _UNKNOWN_DAY.fullmatch(value):
        return f"{found[1]}, day not known"
    if found := _UNKNOWN_MONTH.fullmatch(value):
        return f"{_calendar(found[1])}, month not known"
    value = _TIME.sub(r"\1 \2", value)
    return f"{value[:-1]} UTC" if value.endswith("Z") and " " in value else value

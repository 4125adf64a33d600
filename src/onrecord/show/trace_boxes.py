"""What is written in the boxes of the picture, and how large that makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.link.trace import Copied, CopyKind
from onrecord.show.plain import counted, one_line
from onrecord.show.trace_columns import day_of, time_of
from onrecord.show.trace_graph import Node, NodeKind
from onrecord.show.trace_measure import fitted, wrapped

NAME_SIZE: Final = 13.0
SMALL_SIZE: Final = 11.0
#: Wide enough for most names of outlets; the rest is cut, and whole in the tooltip.
BOX_WIDTH: Final = 180.0
LINE_HEIGHT: Final = 15.0
PADDING: Final = 8.0

_KIND_WORDS: Final = {
    NodeKind.OUTLET: "not in the record",
    NodeKind.SPEAKER: "",
    NodeKind.DESCRIBED: "by role only",
    NodeKind.UNNAMED: "unnamed",
    NodeKind.DOCUMENT: "document",
    NodeKind.ARTICLE: "",
    NodeKind.ANSWER: "",
}
_ORIGIN_WORDS: Final = {"certain": "origin", "uncertain": "origin, not certain", "": ""}
_NAME_LINES: Final = 2
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a box: its text, and whether it is the name."""

    text: str
    name: bool = False


def box_lines(node: Node, with_day: bool) -> list[Line]:
    """Return the lines of a box; `with_day` adds the day, where the column does not tell it."""
    width = BOX_WIDTH - 2 * PADDING
    time = time_of(node.published)
    if with_day:
        time = f"{day_words(day_of(node.published), year=False)} {time}".strip()
    small = [_ORIGIN_WORDS[node.origin]]
    is_told = node.kind in (NodeKind.ARTICLE, NodeKind.ANSWER)
    lines = [Line(text, True) for text in wrapped(node.name, width, NAME_SIZE, _NAME_LINES, bold=True)]
    if node.kind is NodeKind.ARTICLE:
        small.append(copies_words(node))
    elif node.kind is NodeKind.ANSWER:
        small = [node.how]
    else:
        small, time = [_KIND_WORDS[node.kind], *small], ""
    said = (quoted(node.words) if node.words else node.title) if is_told else ""
    if below := "  ".join(part for part in (time, said) if part):
        lines.append(Line(fitted(below, width, SMALL_SIZE)))
    lines += (Line(text) for text in _joined([part for part in small if part], width))
    return lines


def _joined(parts: list[str], width: float) -> list[str]:
    """Return words on one line where they fit, else one below the other: "not certain" is never cut."""
    told = " · ".join(parts)
    if fitted(told, width, SMALL_SIZE) != told:
        return [fitted(part, width, SMALL_SIZE) for part in parts]
    return [told] if told else []


def quoted(words: str) -> str:
    """Return words in quotation marks, those that they bring along left out."""
    line = one_line(words).strip('“”"')
    return f"“{line}”"


def copies_words(node: Node) -> str:
    """Return "+ 3 copies" for a box with copies folded under it."""
    return f"+ {counted(len(node.copies), 'copy', 'copies')}" if node.copies else ""


def copied_words(copied: Copied) -> str:
    """Return how much of an article is another's, and whether it says so: "62%, no credit"."""
    rewritten = copied.kind is CopyKind.REWRITTEN
    share = "retold" if rewritten else f"{min(copied.share, 1):.0%}"
    return share if copied.credited else f"{share}, no credit"


def tooltip(node: Node) -> str:
    """Return all that is known of a box, one line each."""
    lines = [
        node.name,
        node.title,
        (node.published or "no date").replace("T", " ") if node.article or node.url else "",
        f"{node.how}: {quoted(node.words)}" if node.how else quoted(node.words) if node.words else "",
        " · ".join(part for part in (_KIND_WORDS[node.kind], _ORIGIN_WORDS[node.origin]) if part),
        node.why,
        f"key {node.key}" if node.key else "",
        *(f"copy: {copy.name} ({copied_words(copied)})" for copy, copied in node.copies),
    ]
    return "\n".join(line for part in lines if (line := one_line(part)))


def day_words(day: str, year: bool = True) -> str:
    """Return "5 Mar 2031" for an ISO day, or the day as it is where it is less than one."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day or "no date"
    return f"{found.day} {_MONTHS[found.month - 1]}" + (f" {found.year}" if year else "")


def span_words(start: str, end: str) -> str:
    """Return "3–5 Mar 2031", "30 Mar – 2 Apr 2031", or one day."""
    if start == end or not start or not end:
        return day_words(start or end)
    if start[:7] == end[:7] and len(start) == len(end) == 10:
        return f"{int(start[8:])}–{day_words(end)}"
    return f"{day_words(start, year=start[:4] != end[:4])} – {day_words(end)}"

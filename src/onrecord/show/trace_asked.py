"""What is told of the words that a trace was asked for by: that nothing says it, or that it is not sure."""

from __future__ import annotations

from typing import Final

from rich.console import Console
from rich.text import Text

from onrecord.link.trace import Asked, Nearest, Trace
from onrecord.show.plain import NO_SOURCE
from onrecord.show.record_lines import Lines
from onrecord.show.trace_words import short, when

_LONGEST: Final = 160
_MARKS: Final = '“”"'


def render_nothing(asked: Asked | None, console: Console) -> None:
    """Print that nothing in the record says what was asked, and what comes nearest."""
    lines = Lines(console)
    if asked is None or not asked.nearest:
        lines.put(Text("nothing in the record says this; onrecord search finds statements by single words"))
        return
    lines.put(Text("nothing in the record says this; nearest:"))
    for near in asked.nearest:
        lines.put(_line(near), 2)
    key = asked.nearest[0].claim or asked.nearest[0].attribution
    lines.put(Text(f"onrecord trace {key} traces the first", style="dim"))


def render_doubt(trace: Trace, lines: Lines) -> None:
    """Print that a claim may not be the one that was asked for, and the others that may be."""
    if trace.asked is None or trace.asked.sure:
        return
    lines.put(Text("the nearest to what was asked, maybe something else of the same matter", style="yellow"))
    for near in trace.asked.nearest:
        lines.put(Text("or: ", style="dim").append_text(_line(near)), 2)


def _line(near: Nearest) -> Text:
    line = Text(short(near.source, _LONGEST) or NO_SOURCE, style="bold not dim")
    words = short(near.words, _LONGEST).strip(_MARKS)
    line.append(f": “{words}”", style="not bold not dim")
    place = f"characters {near.place.start}-{near.place.end}"
    told = [short(near.outlet or near.url, _LONGEST), when(near.published), near.attribution, place]
    return line.append("  " + ", ".join(told), style="dim not bold")

"""A trace in one sentence, and the words that terminal, page and picture share."""

from __future__ import annotations

from onrecord.link.trace import Stance, Trace
from onrecord.show.plain import counted


def headline(trace: Trace) -> str:
    """Return "7 reports, 2 origins (1 certain), 3 answers"."""
    asserting = [report for report in trace.reports if report.stance is Stance.ASSERTS]
    certain = sum(origin.certain for origin in trace.origins)
    origins = counted(len(trace.origins), "origin") or "no origin found"
    if trace.origins:
        origins += f" ({certain} certain)"
    parts = [
        counted(len(asserting), "report") or "no report",
        origins,
        counted(len(trace.answers), "answer") or "no answer",
    ]
    if trace.silences:
        parts.append(f"{len(trace.silences)} asked without an answer")
    return ", ".join(parts)

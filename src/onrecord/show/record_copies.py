"""Copies in the terminal: families of articles that are one text, and what one article shares with others."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.link.trace import CopyKind
from onrecord.record.answers import ArticleLine
from onrecord.record.copy_answers import CopiesOfOne, CopyFamily, CopyLine, Families
from onrecord.show.plain import counted, one_line
from onrecord.show.record_lines import Lines, article_text

NO_FAMILIES = (
    "no copies are in the record; onrecord copies ARTICLE shows passages that one shares with others"
)
_DIM, _NOTE = "dim", "yellow"
_UNCERTAIN = "which came first is not certain"


def render_families(found: Families, console: Console) -> None:
    """Print each family: the article that the others are taken from, and these under it."""
    lines = Lines(console)
    if not found.families:
        lines.put(NO_FAMILIES)
    for number, family in enumerate(found.families):
        if number:
            lines.put()
        _put_family(lines, family)
    if (rest := found.total - len(found.families)) > 0:
        lines.put()
        lines.put(Text(f"… {rest:,} more; --limit {found.total} shows them", style=_DIM))
    if found.passages:
        lines.put()
        passages = counted(found.passages, "article has", "articles have")
        lines.put(
            Text(f"besides, {passages} a passage of another: onrecord copies ARTICLE shows them", style=_DIM)
        )


def _put_family(lines: Lines, family: CopyFamily) -> None:
    lines.put(_named(family.root))
    for copy in family.copies:
        lines.put(_named(copy.article), 4)
        if copy.of.key != family.root.key:
            lines.put(Text("from ", style=_DIM).append_text(_named(copy.of)), 8)
        _put_facts(lines, copy, 8)


def render_copies(found: CopiesOfOne, console: Console) -> None:
    """Print what an article has of others, and what others have of it."""
    lines = Lines(console)
    lines.put(_named(found.article))
    if not (found.of or found.by):
        lines.put("no article of the record shares words of its own with it", 2)
    for heading, copies in (("Has words of", found.of), ("Its words are in", found.by)):
        if not copies:
            continue
        lines.put()
        lines.put(Text(heading, style="bold"))
        for copy in copies:
            lines.put(_named(copy.of if copies is found.of else copy.article), 2)
            _put_facts(lines, copy, 6)
            _put_longest(lines, copy, 6)


def _named(article: ArticleLine) -> Text:
    return article_text(article).append(f"  {article.key}", style=_DIM)


def _put_facts(lines: Lines, copy: CopyLine, indent: int) -> None:
    copied = copy.copied
    line = Text(_KINDS[copied.kind], style="bold")
    line.append(
        f"  {copied.share:.0%} of its words are there, {copy.share_of:.0%} of that one's here",
        style="not bold",
    )
    line.append(f"  {'credited' if copied.credited else 'not credited'}", style="not bold")
    line.append(f"  ({one_line(copied.why)})", style=f"not bold {_DIM}")
    lines.put(line, indent)
    if not copied.certain:
        lines.put(Text(_UNCERTAIN, style=_NOTE), indent)
    for words in copy.added:
        lines.put(Text("added: ", style=_DIM).append(one_line(words)), indent)
    if (rest := copy.pieces - len(copy.added)) > 0:
        lines.put(Text(f"and {counted(rest, 'shorter piece')} of its own", style=_DIM), indent)


def _put_longest(lines: Lines, copy: CopyLine, indent: int) -> None:
    here, there = max(copy.copied.runs, key=lambda run: run[0].end - run[0].start)
    places = (
        f"longest run: characters {here.start}-{here.end} of {here.article},"
        f" {there.start}-{there.end} of {there.article}"
    )
    lines.put(Text(places, style=_DIM), indent)


_KINDS = {
    CopyKind.REPRINT: "reprint",
    CopyKind.EDITED: "edited copy",
    CopyKind.PASSAGE: "passage",
    CopyKind.REWRITTEN: "told in other words",
}

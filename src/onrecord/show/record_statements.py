"""What a search of the record found, its timeline and its silences, in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from onrecord.record.search import ArticleHits, Hits
from onrecord.record.timeline import Moment, Silences, Timeline
from onrecord.show.edtf_words import edtf_words
from onrecord.show.plain import NO_ANSWER, NO_SOURCE, counted, one_line
from onrecord.show.record_lines import (
    LEGEND,
    PUBLISHED_MARK,
    Lines,
    article_text,
    left_out_words,
    manner_words,
    marked_text,
    put_silence,
    put_statement,
    spans_of,
)

NOTHING_FOUND = "nothing found; try fewer words, the beginning of one (treat*), or fewer filters"
_NOT_ALL = "so much fits that not all of it was looked at; rarer words or narrower filters help"
_ONLY_NEWEST = "so much is there that only the newest was looked through; --until looks at earlier days"
#: Letters of a content on a timeline: a line or two.
_SHORT = 120
_DAY_WIDTH = 12


def render_hits(hits: Hits, console: Console) -> None:
    """Print what a search found, best first, every statement with its words in context."""
    lines = Lines(console)
    for number, hit in enumerate(hits.hits):
        if number:
            lines.put()
        put_statement(lines, hit.statement, hit.matched)
        if hit.why == "meaning":
            lines.put(Text("found by its meaning", style="dim"), 4)
    _end(lines, hits_words(hits), bool(hits.hits))


def hits_words(hits: Hits) -> list[str]:
    """Return the lines below what was found: how many there are, and what was left out."""
    shown, notes = len(hits.hits), []
    if not shown:
        notes.append(NOTHING_FOUND)
    elif hits.total is not None and hits.total > shown:
        notes.append(f"… {hits.total - shown:,} more; --limit {hits.total} shows them")
    elif hits.total is None and hits.complete:
        notes.append(f"the first {counted(shown, 'statement')}; there are more, --limit shows them")
    return [*notes, *unseen_words(hits)]


def unseen_words(hits: Hits) -> list[str]:
    """Return what a reader of the hits alone would not know: that some were not looked at, or left out."""
    notes = [] if hits.complete else [_NOT_ALL]
    return [*notes, *filter(None, [left_out_words(hits.left_out)])]


def render_articles_found(found: ArticleHits, console: Console) -> None:
    """Print the articles that a search found, each with the words around what was found."""
    lines = Lines(console)
    for hit in found.hits:
        lines.put(article_text(hit.article).append(f"  {hit.article.key}", style="dim"))
        if hit.snippet:
            lines.put(marked_text(one_line(hit.snippet), hit.matched), 4)
    notes = [] if found.hits else [NOTHING_FOUND]
    if found.more:
        notes.append(f"… more articles; --limit {2 * len(found.hits)} shows some of them")
    _end(lines, notes, bool(found.hits))


def render_timeline(found: Timeline, console: Console) -> None:
    """Print a line a statement or silence, oldest first; days of publication only are marked."""
    lines = Lines(console)
    if earlier := earlier_words(found):
        lines.put(Text(earlier, style="dim"))
    for moment in found.moments:
        lines.put(moment_text(moment), hang=_DAY_WIDTH + 1)
    notes = [] if found.moments else [NOTHING_FOUND]
    if any(not moment.is_said for moment in found.moments):
        notes.append(LEGEND)
    if not found.complete:
        notes.append(_ONLY_NEWEST)
    _end(lines, [*notes, *filter(None, [left_out_words(found.left_out)])], bool(found.moments))


def earlier_words(found: Timeline) -> str:
    """Return the line on moments before those that are shown; nothing for none."""
    if found.earlier:
        return f"… {found.earlier:,} earlier; --limit {found.earlier + len(found.moments)} shows them"
    return "… earlier ones were not counted; --limit or --until shows them" if found.earlier is None else ""


def moment_text(moment: Moment) -> Text:
    """Return the line of one thing on a timeline."""
    if moment.statement is not None:
        one = moment.statement
        attribution, party, words = one.attribution, one.party, one.content
        how = manner_words(attribution.manner, attribution.negated)
        span = spans_of(one)[0]
        day = edtf_words(attribution.said) if attribution.said else ""
        source, article, key = one.source, one.article, one.key
    elif moment.silence is not None:
        silent = moment.silence
        party, words, how, day = silent.party, silent.words, NO_ANSWER, ""
        span = silent.silence.words
        source, article, key = silent.source, silent.article, silent.key
    else:
        return Text()
    day = day or (moment.day or "no date") + ("" if moment.is_said else PUBLISHED_MARK)
    line = Text(f"{day:<{_DAY_WIDTH}} ").append(
        one_line(party.name if party else source) or NO_SOURCE, "bold"
    )
    line.append(f" [{how}] ", style="yellow").append(_shortened(words))
    outlet = one_line(article.outlet or article.name)
    return line.append(f"  {outlet}, article {article.key} at {span.start}, {key}", style="dim")


def render_silences(found: Silences, console: Console) -> None:
    """Print who did not answer, newest first."""
    lines = Lines(console)
    for number, silence in enumerate(found.silences):
        if number:
            lines.put()
        put_silence(lines, silence)
    notes = [] if found.silences else ["no silence found; try fewer words or fewer filters"]
    if more := more_silences_words(found):
        notes.append(more)
    if not found.complete:
        notes.append(_ONLY_NEWEST)
    _end(lines, notes, bool(found.silences))


def more_silences_words(found: Silences) -> str:
    """Return the line on silences beyond those that are shown; nothing for none."""
    if found.more:
        return f"… {found.more:,} more; --limit {found.more + len(found.silences)} shows them"
    return "… more were not counted; --limit or --until shows them" if found.more is None else ""


def _shortened(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rstrip()}…"


def _end(lines: Lines, notes: list[str], after: bool) -> None:
    if notes and after:
        lines.put()
    for note in notes:
        lines.put(Text(note, style="dim"))

"""What changed between versions of an article, in the terminal: [-words that went-], {+words that came+}.

The marks are those of wdiff, so that they are read without colour as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import unquote

from rich.console import Console
from rich.text import Text

from onrecord.article import Span
from onrecord.link.changes import Change, ChangeKind, Part, Passage
from onrecord.record.changes import ChangedItem, ChangedItems, ItemChanges, Step, Told, VersionLine
from onrecord.show.plain import counted, one_line, visible

_LABEL_WIDTH: Final = 16
_INDENT: Final = 2
# Letters of the sentence before and after the words that changed.
_AROUND: Final = 60
_SPACE: Final = re.compile(r"\s+")
_GONE_STYLE, _NEW_STYLE = "red", "green"
# With less of its words in sentences of the version before, an article is said to be rewritten.
_REWRITTEN_BELOW: Final = 0.5
_SHOWS_WHOLE: Final = (
    *(ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.ANSWERED, ChangeKind.UNANSWERED),
    *(ChangeKind.SILENCE_ADDED, ChangeKind.SILENCE_REMOVED),
)
_LABELS: Final = {ChangeKind.ANSWERED: "now answers", ChangeKind.UNANSWERED: "no answer now"}
_FACT_LABELS: Final = {"published": "published", "modified": "updated"}


def render_changes(found: ItemChanges, console: Console, *, all_sentences: bool = False) -> None:
    """Print the versions of an article and what changed; `all_sentences` lists what no statement tells."""
    _print(console, Text(one_line(found.title or shown_item(found.item)), style="bold underline"))
    imprint = [one_line(part) for part in (found.outlet, found.url) if part]
    if imprint:
        _print(console, Text(" · ".join(imprint), style="dim"))
    for version in found.versions:
        _print(console, _version(version))
    if len(found.versions) == 1:
        _print(console, Text("one version only: nothing to compare"))
    for step in found.steps:
        _print(console, Text())
        _print(console, Text(f"Version {step.old} → {step.new}", style="bold"))
        for line in _step(step, all_sentences):
            _print(console, line)


def render_changed(found: ChangedItems, console: Console) -> None:
    """Print a line an article that changed, the latest change first."""
    for item in found.items:
        _print(console, _item(item))
    if not found.total:
        _print(
            console, Text("no article of the record has more than one version; onrecord add reads them again")
        )
    elif found.total > len(found.items):
        more = found.total - len(found.items)
        _print(console, Text(f"... {more:,} more; --limit {found.total} shows them", style="dim"))


def _print(console: Console, line: Text) -> None:
    console.print(line, soft_wrap=True)


def _version(version: VersionLine) -> Text:
    line = Text(f"version {version.number}  ", style="bold").append(version.key, style="not bold")
    times = (
        ("published", version.published),
        ("updated", version.modified if version.modified != version.published else None),
        ("retrieved", version.retrieved),
        ("added", version.added),
    )
    for label, time in times:
        if time:
            line.append(f"  {label} ", style="not bold dim").append(one_line(time), style="not bold")
    return line


def shown_item(key: str) -> str:
    """Return what an item is known by as people write it: an address, or the name of a file."""
    return unquote(key).rpartition("/")[2] if key.startswith("file:") else key


def _item(item: ChangedItem) -> Text:
    line = Text(f"{item.key}  ", style="dim").append(item.added[:10], style="not dim").append("  ")
    if item.outlet:
        line.append(f"{one_line(item.outlet)}: ", style="italic not dim")
    line.append(one_line(item.title or shown_item(item.item)), style="not dim")
    line.append(f"  {item.versions} versions; the last: {summary(item.counts)}", style="dim")
    return line


def summary(counts: Mapping[str, int]) -> str:
    """Return "2 softened, 1 headline, 3 other sentences"."""
    parts = [
        counted(number, "other sentence") if kind == "elsewhere" else f"{number} {kind}"
        for kind, number in counts.items()
    ]
    return ", ".join(parts) or "no word changed"


def _step(step: Step, all_sentences: bool) -> Iterator[Text]:
    for fact in step.facts:
        yield _entry(_FACT_LABELS.get(fact.fact, fact.fact), _words(fact.old, fact.new))
    for told in step.changes:
        yield from _told(told, step)
    for note in step.notes:
        label = "note taken out" if note.gone else "correction"
        words = (note.passage.words, None) if note.gone else (None, note.passage.words)
        yield _entry(label, _words(*words))
        yield _under(_place(step.old if note.gone else step.new, note.passage.spans))
    yield from _rest(step, all_sentences)
    if all_sentences:
        yield from _everything(step)


def _told(told: Told, step: Step) -> Iterator[Text]:
    change = told.change
    label = _LABELS.get(change.kind, change.kind.value)
    if change.kind in _SHOWS_WHOLE:
        yield _entry(label, _words(_of(change.old), _of(change.new)))
    else:
        yield _entry(label, _head(told))
        yield _under(_in_context(told))
    if change.reason:
        yield _under(Text(one_line(change.reason), style="italic"))
    places = [
        _place(version, place.spans, place.key)
        for version, place in ((step.old, told.old), (step.new, told.new))
        if place is not None
    ]
    yield _under(Text(" → ", style="dim").join(places))


def _head(told: Told) -> Text:
    """Return who says it and which part changed; the article itself where nobody does."""
    change, place = told.change, told.new or told.old
    if change.part is Part.ARTICLE:
        return Text("in the article's own words", style="dim").append_text(_counts(change))
    if change.part is Part.SOURCE:
        return Text("who says it", style="dim")
    by = one_line(place.by) if place and place.by else "(no source named)"
    return (
        Text(by, style="bold")
        .append(f"  {change.part.value}", style="not bold dim")
        .append_text(_counts(change))
    )


def _counts(change: Change) -> Text:
    return Text(f"  of: {one_line(change.counts)}" if change.counts else "", style="dim not bold")


def _in_context(told: Told) -> Text:
    """Return the words that changed between those around them, in the new version where it has them."""
    place = told.new if told.change.new else told.old
    assert place is not None  # a change has words on one side at least
    around = (place.context.before, place.context.after)
    before, after = (_SPACE.sub(" ", visible(part)) for part in around)
    if len(before) > _AROUND:
        before = "…" + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + "…"
    line = Text(before, style="dim")
    return line.append_text(_words(_of(told.change.old), _of(told.change.new))).append(after, style="dim")


def _of(passage: Passage | None) -> str | None:
    return passage.words if passage else None


def _words(old: str | None, new: str | None) -> Text:
    """Return what went and what came, each marked."""
    line = Text()
    if old:
        line.append(f"[-{one_line(old)}-]", style=_GONE_STYLE)
    if new:
        line.append(" " if old else "").append(f"{{+{one_line(new)}+}}", style=_NEW_STYLE)
    return line


def _place(version: int, spans: Sequence[Span], key: str | None = None) -> Text:
    places = ", ".join(f"{start}-{end}" for start, end in spans)
    return Text(f"version {version}: characters {places}" + (f" ({key})" if key else ""), style="dim")


def _entry(label: str, words: Text) -> Text:
    return Text(" " * _INDENT).append(f"{label:<{_LABEL_WIDTH}}", style="yellow").append_text(words)


def _under(words: Text) -> Text:
    return Text(" " * (_INDENT + _LABEL_WIDTH)).append_text(words)


def _rest(step: Step, all_sentences: bool) -> Iterator[Text]:
    """Yield what is only counted."""
    told = (step.changes, step.facts, step.notes, step.elsewhere, step.moved)
    if not any(told) and step.kept == 1.0:
        yield Text("  no word of weight changed", style="dim")
        return
    more = "" if all_sentences else " (--all shows them)"
    lines = []
    if step.kept < _REWRITTEN_BELOW:
        lines.append(f"{step.kept:.0%} of the words stood in the older version")
    if step.same:
        lines.append(f"{counted(step.same, 'statement')} as before")
    if step.moved:
        lines.append(f"{counted(step.moved, 'statement')} moved")
    if step.elsewhere:
        lines.append(f"{counted(len(step.elsewhere), 'other sentence')} changed{more}")
    if step.read_once:
        once = counted(len(step.read_once), "statement")
        lines.append(f"{once} read in one version only, though the words stand in both{more}")
    if lines:
        yield Text(f"  {'; '.join(lines)}", style="dim")


def _everything(step: Step) -> Iterator[Text]:
    for sentence in step.elsewhere:
        yield _entry("sentence", _words(_of(sentence.old), _of(sentence.new)))
        places = [
            _place(version, passage.spans)
            for version, passage in ((step.old, sentence.old), (step.new, sentence.new))
            if passage is not None
        ]
        yield _under(Text(" → ", style="dim").join(places))
    for once in step.read_once:
        yield _entry("read once", Text(one_line(once.passage.words)))
        yield _under(_place(step.new if once.in_new else step.old, once.passage.spans))

"""Judgements in the terminal: what people decided, what should have been read, and what no longer fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from onrecord.article import Span
from onrecord.record.answers import Statement
from onrecord.record.judgements import Correction, Judgement, Standing, State, Target, Verdict
from onrecord.record.reread import Reread
from onrecord.show.plain import NO_SOURCE, counted, one_line

_LABEL, _MARK, _KEY = "dim", "yellow", "dim"
_STYLES = {Verdict.RIGHT: "green", Verdict.WRONG: "red", Verdict.SAME: "green", Verdict.DIFFERENT: "red"}
# Words of a statement in a list: enough to know it again.
_SHOWN = 100


def judgement_lines(statement: Statement) -> list[Text]:
    """Return what people decided about a statement: a line for the verdict, one for a correction.

    They stand beside what was read; [] where nobody judged it. Control characters are made visible.
    """
    if statement.judgement is None:
        return []
    line = Text("judged ", style=_LABEL).append(statement.judgement, style=_style(statement.judgement))
    if judged := statement.judged:
        line.append(_by(judged.person, judged.judged, judged.reason), style=_LABEL)
    if (found := statement.correction) is None:
        return [line]
    texts = {"source": found.source, "cue": found.cue, "content": found.content}
    return [line, _correction_line(found.correction, texts, found.party)]


def render_standing(standing: Sequence[Standing], console: Console, limit: int) -> None:
    """Print judgements with their state, at most `limit`, and how many no longer fit."""
    for one in standing[:limit]:
        _print_standing(one, console)
    if not standing:
        console.print("nothing is judged yet; onrecord judge KEY right|wrong|unsure judges a statement")
        return
    if left := len(standing) - limit if len(standing) > limit else 0:
        console.print(f"… {left:,} more; --limit {len(standing)} shows them", style=_LABEL)
    orphaned = sum(one.state is State.ORPHANED for one in standing)
    tail = f", {orphaned:,} of them orphaned" if orphaned else ""
    console.print(Text(f"{counted(len(standing), 'judgement')}{tail}", style="bold"))


def render_history(history: Sequence[Judgement], console: Console) -> None:
    """Print all judgements on one thing, earliest first."""
    for one in history:
        console.print(_head(one), soft_wrap=True)
        for line in _body(one):
            console.print(Text("    ").append_text(line), soft_wrap=True)
    if not history:
        console.print("nobody judged it; onrecord judge --list shows what is judged")


def render_reread(articles: Sequence[Reread], console: Console) -> None:
    """Print what reading articles again changed, and which judgements no longer fit."""
    if not articles:
        console.print("every article was read by this version; onrecord reread --all reads them all again")
        return
    for one in articles:
        if one.differs:
            told = "added as a new version" if one.version else "read as it is stored"
            console.print(
                f"{_article(one)} extracts differently ({one_line(one.differs)}); {told}", soft_wrap=True
            )
    orphaned = [standing for one in articles for standing in one.orphaned]
    for standing in orphaned:
        _print_standing(standing, console)
    console.print(Text(_summary(articles, len(orphaned)), style="bold"), soft_wrap=True)


def _article(one: Reread) -> str:
    return f"article {one.article} ({one_line(one.name)})"


def _summary(articles: Sequence[Reread], orphaned: int) -> str:
    read = [one for one in articles if not one.error]
    changed = sum(one.changed for one in read)
    statements = ", ".join(
        f"{sum(getattr(one, name) for one in read):,} {name}" for name in ("added", "gone", "same")
    )
    fits = sum(one.fits for one in read)
    judged = f"; judgements: {fits:,} kept, {orphaned:,} orphaned" if fits or orphaned else ""
    number = counted(len(read), "article") or "no article"
    return f"{number} read again, {changed:,} changed; statements: {statements}{judged}"


def render_judgement(judgement: Judgement, console: Console) -> None:
    """Print one judgement as it was kept, with what the record did about it."""
    render_history([judgement], console)
    done = judgement.anchor.get("done", {})
    if "merged" in done:
        console.print("    the two are one party now", style=_LABEL)
    for how in ("apart", "cut"):
        if how in done:
            console.print(f"    the two are apart; one is party {done[how]['key']} now", style=_LABEL)


def _print_standing(one: Standing, console: Console) -> None:
    head = _head(one.judgement)
    if one.state is not State.FITS:
        head.append(f"  [{one.state}{f': {one_line(one.why)}' if one.why else ''}]", style=_MARK)
    console.print(head, soft_wrap=True)
    for line in _body(one.judgement):
        console.print(Text("    ").append_text(line), soft_wrap=True)


def _head(one: Judgement) -> Text:
    keys = one.key if one.other is None else f"{one.key} {one.other}"
    line = Text(keys, style=_KEY).append("  ").append(one.verdict, style=_style(one.verdict))
    return line.append(_by(one.person, one.judged, one.reason), style=_LABEL)


def _by(person: str, judged: str, reason: str) -> str:
    why = f": {one_line(reason)}" if reason else ""
    return f" by {one_line(person)}, {one_line(judged[:10])}{why}"


def _style(verdict: str) -> str:
    return _STYLES.get(Verdict(verdict), "")


def _body(one: Judgement) -> Iterator[Text]:
    anchor = one.anchor
    if one.target is Target.PARTY:
        names = (
            f"{one_line(anchor[side]['name'])} ({one_line(anchor[side]['kind'])})"
            for side in ("one", "other")
        )
        yield Text(" / ".join(names))
        return
    if one.target is Target.STATEMENTS:
        for side in ("one", "other"):
            yield from _statement_lines(one, anchor[side])
        return
    yield from _statement_lines(one, anchor)


def _statement_lines(one: Judgement, anchor: Mapping[str, Any]) -> Iterator[Text]:
    """Yield the words of a judged statement, how it should have been read, and where it stands."""
    source, cue, content = (_piece_words(anchor.get(role, ())) for role in ("source", "cue", "content"))
    yield Text(f"{source or NO_SOURCE} — {cue}: “{_short(content)}”")
    if one.correction is not None:
        found = anchor.get("corrected", {})
        texts: dict[str, str | None] = {
            role: _piece_words(found.get(role, ())) for role in ("source", "cue", "content")
        }
        yield _correction_line(one.correction, texts, found.get("party") or one.correction.party)
    places = [span for role in ("source", "cue", "content") for span in _spans(anchor.get(role, ()))]
    place = f", characters {min(places)[0]}-{max(place[1] for place in places)}" if places else ""
    title = anchor.get("title") or anchor.get("name") or ""
    yield Text(f"{one_line(title)}, article {anchor.get('article')}{place}", style=_LABEL)


def _piece_words(pieces: Sequence[Any]) -> str:
    return " … ".join(one_line(piece["words"]) for piece in pieces)


def _spans(pieces: Sequence[Any]) -> list[tuple[int, int]]:
    return [(piece["span"][0], piece["span"][1]) for piece in pieces]


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"


def _correction_line(correction: Correction, words: dict[str, str | None], party: str | None) -> Text:
    """Return "should read: content “…” (12-40); manner denies", words only where they are known."""
    parts = []
    for role in ("source", "cue", "content"):
        spans: tuple[Span, ...] | None = getattr(correction, role)
        if spans is not None:
            parts.append(f"{role} {_span_words(spans, words.get(role))}")
    if party is not None:
        parts.append(f"party {one_line(party)}")
    parts += [f"{name} {value}" for name in ("manner", "quotation") if (value := getattr(correction, name))]
    for name in ("negated", "modal"):
        if (flag := getattr(correction, name)) is not None:
            parts.append(name if flag else f"not {name}")
    return Text("should read: ", style=_MARK).append("; ".join(parts), style="")


def _span_words(spans: Sequence[Span], words: str | None) -> str:
    if not spans:
        return NO_SOURCE
    places = f"({', '.join(f'{start}-{end}' for start, end in spans)})"
    return f"“{one_line(words)}” {places}" if words else places

"""Lines by which answers of the record are shown: where a statement stands, its words in context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.article import Manner, Span
from onrecord.record.answers import ArticleLine, Context, PartyLine, Reply, Statement, Unanswered
from onrecord.show.edtf_words import edtf_words
from onrecord.show.plain import NO_ANSWER, NO_SOURCE, one_line, remarks, visible
from onrecord.show.record_judgements import judgement_lines
from onrecord.show.terminal import MAX_WRAPPED, MIN_WIDTH

#: Letters of what somebody said that are shown at most; an article has statements of a page.
_LONGEST = 700
_SHORT = 160
#: Behind a day that is that of publication: the article does not tell when it was said.
PUBLISHED_MARK = "*"
LEGEND = f"{PUBLISHED_MARK} the day of publication: the article does not tell when"
_SPACE = re.compile(r"\s+")
_DIM, _NOTE, _NAME, _FOUND = "dim", "yellow", "bold", "bold underline"


class Lines:
    """Prints lines to a console: wrapped under their beginning on a terminal, whole elsewhere."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def put(self, text: Text | str = "", indent: int = 0, hang: int = 0) -> None:
        """Print one line; where it is wrapped, what follows stands `hang` cells further in."""
        line = self._encodable(Text(text) if isinstance(text, str) else text)
        if not line:
            self._console.print()
        elif hang and self._console.is_terminal and len(line) <= MAX_WRAPPED:
            width = max(self._console.width - indent - hang, MIN_WIDTH)
            for number, part in enumerate(line[hang:].wrap(self._console, width)):
                label = line[:hang] if not number else Text(" " * hang)
                self._console.print(Text(" " * indent) + label + part, highlight=False)
        elif self._console.is_terminal and len(line) <= MAX_WRAPPED:
            self._console.print(Padding(line, (0, 0, 0, indent), expand=False), highlight=False)
        else:
            self._console.print(Text(" " * indent) + line, soft_wrap=True, highlight=False)

    def _encodable(self, text: Text) -> Text:
        """Return `text` with what the console's encoding cannot hold as "?", one for one."""
        encoding = self._console.encoding
        try:
            text.plain.encode(encoding)
        except UnicodeEncodeError:
            text = text.copy()
            text.plain = text.plain.encode(encoding, "replace").decode(encoding)
        return text


def head_text(statement: Statement) -> Text:
    """Return who, the cue, and what a reader must know of it: "she = Maud Penhale — denied  [denies]"."""
    line = who_text(statement.source, statement.party)
    line.append(" — ", style=_DIM).append(one_line(statement.cue), style="italic")
    notes = notes_of(statement)
    return line.append(f"  [{', '.join(notes)}]", style=_NOTE) if notes else line


def notes_of(statement: Statement) -> list[str]:
    """Return what a reader must know of a statement beyond its words: its manner, what a person decided."""
    attribution = statement.attribution
    notes = remarks(attribution, unanswered=attribution.manner is Manner.DECLINES)
    return [*notes, f"judged {statement.judgement}"] if statement.judgement else notes


def who_text(source: str, party: PartyLine | None) -> Text:
    """Return the words for somebody and, where these differ, whom they stand for."""
    words = one_line(source)
    if party is None:
        return Text(words or NO_SOURCE, style=_NAME if words else _DIM)
    name = one_line(party.name)
    if not words or words == name:
        return Text(name, style=_NAME)
    return Text(words).append(" = ", style=_DIM).append(name, style=_NAME)


def context_text(context: Context, found: Iterable[str] = ()) -> Text:
    """Return the words of a statement between « and », with those around them; words that were found *so*."""
    words = one_line(context.words)
    cut = f" … +{len(words) - _LONGEST:,} characters" if len(words) > _LONGEST else ""
    before, after = _folded(context.before).lstrip(), _folded(context.after).rstrip()
    line = Text(f"…{before}" if before else "", style=_DIM)
    line.append("«", style=_DIM).append_text(marked_text(words[:_LONGEST], found))
    line.append(cut, style=_DIM).append("»", style=_DIM)
    return line.append(f"{after}…" if after else "", style=_DIM)


def _folded(text: str) -> str:
    return _SPACE.sub(" ", visible(text))


def marked_text(words: str, found: Iterable[str]) -> Text:
    """Return words with those that were found between asterisks, so that it shows without colours, too."""
    wanted = sorted({one_line(one) for one in found} - {""}, key=len, reverse=True)
    if not wanted:
        return Text(words, style="not dim")
    line = Text("", style="not dim")
    place = 0
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)", words, re.IGNORECASE):
        line.append(words[place : match.start()]).append(f"*{match[0]}*", style=_FOUND)
        place = match.end()
    return line.append(words[place:])


def place_text(article: ArticleLine, key: str, number: int, spans: Sequence[Span]) -> Text:
    """Return where words stand: outlet, day and title of the article, its key, the characters."""
    line = article_text(article)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return line.append(f"  {key}, number {number} of article {article.key}, characters {start}-{end}", _DIM)


def article_text(article: ArticleLine) -> Text:
    """Return the outlet, the day and the title of an article."""
    parts = [one_line(article.outlet or ""), (article.published or "no date")[:10]]
    line = Text(", ".join(part for part in parts if part), style="italic")
    line.append(f": {one_line(article.title or article.name)}", style="not italic")
    return line if article.latest else line.append(f" (version {article.version}, not the latest)", _NOTE)


def spans_of(statement: Statement) -> tuple[Span, ...]:
    """Return the spans of source, cue and content."""
    return (*statement.attribution.source, *statement.attribution.cue, *statement.attribution.content)


def fact_texts(statement: Statement) -> Iterable[Text]:
    """Yield what stands beside a statement: when, to whom, resting on what, and who answered."""
    said = statement.attribution.said
    facts = (
        ("said", edtf_words(said) if said else ""),
        ("to", _short(statement.addressee)),
        ("occasion", _short(statement.occasion)),
        ("resting on", _short(statement.basis)),
    )
    if known := [f"{label}: {words}" for label, words in facts if words]:
        yield Text(" · ".join(known), style=_DIM)
    yield from (reply_text(reply) for reply in statement.replies)
    if statement.silences:
        yield Text(f"not answered: {', '.join(statement.silences)}", style=_NOTE)


def reply_text(reply: Reply) -> Text:
    """Return the line of an answer: who, how, when, in which outlet."""
    how = manner_words(reply.manner, reply.negated)
    line = Text("answered: ", style=_DIM).append(one_line(reply.party), style=_NAME)
    line.append(f" [{how}]", style=_NOTE).append(f" {_short(reply.content)}")
    known = ", ".join(one_line(part) for part in (reply.outlet, reply.day, reply.key) if part)
    return line.append(f"  ({known})", style=_DIM)


def manner_words(manner: Manner, negated: bool) -> str:
    """Return how something was said; "did not respond", a negated "declines", is no answer as well."""
    if manner is Manner.DECLINES:
        return NO_ANSWER
    return f"{'not ' if negated else ''}{manner.value}"


def silence_head(silence: Unanswered) -> Text:
    """Return who did not answer, whom, and how."""
    line = who_text(silence.source, silence.party).append(f"  [{silence.kind.value}]", style=_NOTE)
    if silence.asked_by:
        line.append("  asked by ", style=_DIM).append(one_line(silence.asked_by))
    return line


def put_statement(lines: Lines, statement: Statement, found: Iterable[str] = (), indent: int = 0) -> None:
    """Print a statement: head, words in context, what stands beside it, and its place."""
    lines.put(head_text(statement), indent)
    lines.put(context_text(statement.context, found), indent + 4)
    _put_rest(lines, statement, indent + 4)


def put_brief(lines: Lines, statement: Statement, indent: int = 0) -> None:
    """Print a statement of a party named above: day, cue, content, what stands beside it, place."""
    attribution = statement.attribution
    line = Text(f"{day_words(statement.day, attribution.said)}  ")
    line.append(one_line(statement.cue), style="italic")
    if notes := notes_of(statement):
        line.append(f"  [{', '.join(notes)}]", style=_NOTE)
    words = one_line(statement.content)
    cut = f" … +{len(words) - _LONGEST:,} characters" if len(words) > _LONGEST else ""
    lines.put(line.append(f"  {words[:_LONGEST]}").append(cut, style=_DIM), indent)
    if statement.source and statement.party and one_line(statement.source) != one_line(statement.party.name):
        lines.put(Text("as ", style=_DIM).append(_short(statement.source)), indent + 4)
    _put_rest(lines, statement, indent + 4)


def day_words(day: str | None, said: str | None) -> str:
    """Return when something was said; the day of publication alone is marked with an asterisk."""
    return edtf_words(said) if said else f"{day}{PUBLISHED_MARK}" if day else "no date"


def _put_rest(lines: Lines, statement: Statement, indent: int) -> None:
    for fact in fact_texts(statement):
        lines.put(fact, indent)
    for judgement in judgement_lines(statement):
        lines.put(judgement, indent)
    place = place_text(statement.article, statement.key, statement.number, spans_of(statement))
    lines.put(place, indent)


def put_silence(lines: Lines, silence: Unanswered, indent: int = 0) -> None:
    """Print a silence: who, the words for it in context, and their place."""
    lines.put(silence_head(silence), indent)
    lines.put(context_text(silence.context, ()), indent + 4)
    facts = [("about", _short(silence.about)), ("day", silence.day or "")]
    lines.put(
        Text(" · ".join(f"{label}: {words}" for label, words in facts if words), style=_DIM), indent + 4
    )
    place = place_text(silence.article, silence.key, silence.number, (silence.silence.words,))
    lines.put(place, indent + 4)


def _short(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rstrip()}…"


def left_out_words(number: int) -> str:
    """Return the line on statements that are left out; nothing for none."""
    if not number:
        return ""
    them = "1 more statement that fits was" if number == 1 else f"{number:,} more statements that fit were"
    return f"{them} judged wrong and left out; --judged wrong shows {'it' if number == 1 else 'them'}"

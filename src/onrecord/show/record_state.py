"""What is in a record, in the terminal: counts, failures, lists of articles, and what does not fit."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.record.answers import ArticleLine
from onrecord.record.state import Entry, Failure, Status
from onrecord.record.verify import Difference
from onrecord.show.plain import counted, one_line

_KIB, _MIB = 1024, 1024 * 1024


def render_status(status: Status, console: Console) -> None:
    """Print what is in a record."""
    older = status.versions - status.articles
    lines = [
        ("record", f"{status.path}, {size_words(status.size)}, version {status.version}"),
        (
            "articles",
            f"{status.articles:,}" + (f", and {counted(older, 'older version')} of them" if older else ""),
        ),
        ("published", _range(status.first, status.last)),
        ("outlets", f"{status.outlets:,}"),
        ("statements", f"{status.statements:,}"),
        ("parties", f"{status.parties:,}" + _suggested(status.suggestions)),
        ("silences", f"{status.silences:,}"),
        ("judgements", f"{status.judgements:,}"),
        ("added", status.added or "nothing yet"),
        *(("read by", f"{name} ({counted(number, 'article')})") for name, number in status.readers),
    ]
    for label, words in lines:
        console.print(Text(f"{label:<11} ", style="dim") + Text(one_line(words)), soft_wrap=True)
    if status.failures:
        failed = counted(len(status.failures), "input")
        console.print(Text(f"{failed} could not be read: onrecord status --failures", style="yellow"))


def render_failures(failures: Sequence[Failure], console: Console) -> None:
    """Print the inputs that could not be read."""
    for failure in failures:
        line = f"{failure.where}: {failure.cause}" + (f" ({failure.advice})" if failure.advice else "")
        console.print(Text(one_line(line)), soft_wrap=True)
    if not failures:
        console.print("every input could be read")


def render_articles(articles: Sequence[ArticleLine], console: Console) -> None:
    """Print a line an article: key, day, outlet, title."""
    for article in articles:
        console.print(article_text(article), soft_wrap=True)
    if not articles:
        console.print("no articles yet; onrecord add reads some")


def article_text(article: ArticleLine) -> Text:
    """Return the line by which lists name an article."""
    line = Text(f"{article.key}  ", style="dim")
    line.append(f"{(article.published or '')[:10]:<10}  ")
    if article.outlet:
        line.append(f"{one_line(article.outlet)}: ", style="italic")
    line.append(one_line(article.title or article.name))
    if not article.latest:
        line.append(f"  (version {article.version})", style="dim")
    return line


def article_head(entry: Entry, console: Console) -> None:
    """Print where an article came from, above its reading."""
    place = f"{entry.kind} from {entry.location}"
    if entry.retrieved:
        place += f", retrieved {entry.retrieved}"
    lines = [f"article {entry.article.key}", place, f"added {entry.added}, read by {entry.reader}"]
    if len(entry.versions) > 1:
        others = ", ".join(f"{one.version}: {one.key}" for one in entry.versions)
        lines.append(f"version {entry.article.version} of {len(entry.versions)} ({others})")
    for line in lines:
        console.print(Text(one_line(line), style="dim"), soft_wrap=True)
    console.print()


def difference_line(difference: Difference) -> str:
    """Return one line for what does not fit in a record."""
    where = f"article {difference.article}: " if difference.article else ""
    line = f"{where}{difference.where}"
    if difference.stored or difference.derived:
        line += f": stored “{difference.stored}”, read again “{difference.derived}”"
    return one_line(line)


def size_words(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size >= 10 * _MIB:
        return f"{size / _MIB:,.0f} MB"
    return f"{size / _MIB:.1f} MB" if size >= _MIB else f"{size / _KIB:.0f} kB"


def _range(first: str | None, last: str | None) -> str:
    if not first or not last:
        return "no dates"
    return first[:10] if first[:10] == last[:10] else f"{first[:10]} to {last[:10]}"


def _suggested(number: int) -> str:
    return f" ({number:,} suggested to be one: onrecord parties --suggested)" if number else ""

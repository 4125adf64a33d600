"""Lines of a printed page into paragraphs: furniture dropped, lines joined, hyphens mended where safe."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# How PDFium marks a hyphen at the end of a line; the others are how PDFs themselves write one.
_MARKS = "\x02\ufffe\u00ad"
_HYPHENATED = re.compile(rf"([^\W\d_]+)[{_MARKS}\-‐]$")
_NUMBER_CUT = re.compile(rf"\d[{_MARKS}\-‐–]$")
_WORD_START = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]{0,3}$")
_PAGE_NUMBER = re.compile(
    r"\W{0,4}(?:page|seite|p\.?)?\s?\d{1,4}(?:\s?(?:/|of|von|de|sur)\s?\d{1,4})?\W{0,4}", re.I
)
_BULLET = re.compile(r"[•◦▪‣●■]\s?")
# Compounds with these are written with a hyphen wherever a line ends.
_HYPHENATING = frozenset({"self", "vice", "half", "well"})
# And with these: words that no other word ends in, as "day" ends "yesterday".
_HYPHENATED_WITH = frozenset(
    {"term", "level", "scale", "year", "month", "week", "based", "wing", "owned", "elect", "style", "minded"}
)

# Running heads and feet stand in the outermost lines of a page.
_EDGE_LINES = 3
# The same line at the same height of two pages of a short document is set there; of a long one (a transcript
# with "Yes." at the top here and there) it takes this share of the pages.
_REPEATS = 2
_REPEATS_SHARE = 0.25
# Points by which a running head may jump from page to page.
_JITTER = 4.0
# A page number stands apart: in heights of the type, from foot to foot.
_APART = 1.8
# Lines of a paragraph are as far apart as most lines are; the space before a new one adds a third at least.
_GAP = 1.3
# In heights of the type: no printer's indent is smaller, no ragged letter's edge as large.
_INDENT = 0.8
# A heading is set in larger type than what follows; less is a change of font.
_LARGER = 1.2
# A last line that ends this far (in heights) before the column's edge, with a sentence, ends its paragraph.
_SHORT = 6.0


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its words, its page, and its box in points, from the page's lower left corner."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """How tall the line's type is."""
        return max(self.top - self.bottom, 0.1)


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Return the paragraphs of a document, each on one line, in order; linear in the number of lines."""
    words, body = known_words(lines), usual_height(lines)
    step = _usual_step(lines, body)
    found: list[list[Line]] = []
    edge = 0.0
    for line in lines:
        if found and not _begins(line, found[-1], step, edge):
            found[-1].append(line)
            edge = max(edge, line.right)
        else:
            found.append([line])
            edge = line.right
    return [text for group in found if (text := joined([line.text for line in group], words))]


def usual_height(lines: Sequence[Line]) -> float:
    """Return how tall the type of most lines is."""
    return median(line.height for line in lines) if lines else 1.0


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without running heads and feet, and without page numbers."""
    pages: dict[int, list[Line]] = {}
    for line in sorted(lines, key=lambda line: -line.bottom):
        pages.setdefault(line.page, []).append(line)
    counts = Counter(
        key
        for page in pages.values()
        for key in {_key(line) for line in page[:_EDGE_LINES] + page[-_EDGE_LINES:]}
    )
    enough = max(_REPEATS, _REPEATS_SHARE * len(pages))
    dropped: set[Line] = set()
    for page in pages.values():
        dropped.update(_furniture(page, counts, enough), _furniture(page[::-1], counts, enough))
    return [line for line in lines if line not in dropped]


def _furniture(page: list[Line], counts: Counter[tuple[str, int]], enough: float) -> Iterator[Line]:
    """Yield the lines that are no text, from one edge of a page inwards as far as there are any."""
    text_at: float | None = None
    for number, line in enumerate(page[:_EDGE_LINES]):
        if text_at is not None and abs(line.bottom - text_at) > _JITTER:
            return
        if _PAGE_NUMBER.fullmatch(line.text.strip()):
            is_furniture = _stands_apart(line, page[number + 1 :])
        else:
            text, step = _key(line)
            # A head that sits a hair higher on some pages falls into the neighbouring step of heights.
            is_furniture = sum(counts[text, step + by] for by in (-1, 0, 1)) >= enough
        if is_furniture:
            yield line
        else:
            text_at = line.bottom


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", " ".join(line.text.split()).casefold()), round(line.bottom / _JITTER)


def _stands_apart(line: Line, inward: Sequence[Line]) -> bool:
    """Say whether there is more space between a line and the next one inwards than a text has."""
    distances = (abs(other.bottom - line.bottom) for other in inward)
    nearest = next((distance for distance in distances if distance > _JITTER), None)
    return nearest is not None and nearest > _APART * line.height


def _usual_step(lines: Sequence[Line], body: float) -> float:
    steps = [
        before.bottom - line.bottom
        for before, line in pairwise(lines)
        if before.page == line.page and 0 < before.bottom - line.bottom < 3 * body
    ]
    return median(steps) if steps else 1.2 * body


def _begins(line: Line, group: list[Line], step: float, edge: float) -> bool:
    """Say whether a line begins a paragraph rather than going on with that of `group`."""
    last = group[-1]
    ratio = line.height / last.height
    if not 1 / _LARGER < ratio < _LARGER or _BULLET.match(line.text):
        return True
    ended = bool(_SENTENCE_END.search(last.text.rstrip()))
    fall = last.bottom - line.bottom
    if last.page != line.page or fall <= 0:
        return ended
    if fall > _GAP * step:
        return True
    indented = line.left - last.left > _INDENT * line.height
    short = max(edge, line.right) - last.right > _SHORT * line.height
    return ended and (indented or short)


def known_words(lines: Sequence[Line]) -> Counter[str]:
    """Return the words that stand whole somewhere, in lower case; what the end of a line cuts is left out."""
    words: Counter[str] = Counter()
    cut = False
    for line in lines:
        text = line.text.strip()
        if cut:
            text = _WORD_START.sub("", text, count=1)
        cut = bool(_HYPHENATED.search(text))
        words.update(word.lower() for word in _WORD.findall(_HYPHENATED.sub("", text)))
    return words


def joined(texts: Iterable[str], words: Counter[str]) -> str:
    """Return lines as one, words that were cut at the end of a line whole where `words` make that safe."""
    parts: list[str] = []
    for text in texts:
        line = " ".join(text.split())
        if not line:
            continue
        if parts:
            parts[-1], glue = _end(parts[-1], line, words)
            parts.append(glue)
        parts.append(line)
    return re.sub(f"[{_MARKS}]", "-", "".join(parts))


def _end(line: str, following: str, words: Counter[str]) -> tuple[str, str]:
    """Return how a line ends before the next one, and what stands between them."""
    cut, after = _HYPHENATED.search(line), _WORD_START.match(following)
    if cut and after:
        bare = line[:-1]
        return (bare, "") if _is_one_word(cut.group(1), after.group(), words) else (f"{bare}-", "")
    if _NUMBER_CUT.search(line) and following[0].isdecimal():
        return line, ""
    return line, " "


def _is_one_word(first: str, second: str, words: Counter[str]) -> bool:
    """Say whether a hyphen at the end of a line only cuts a word.

    What the document itself writes decides: the word whole, the compound with its hyphen, or both parts as
    words of their own ("long" and "term"); a capital after the hyphen is a name's.
    """
    if not second[0].islower() or first.isupper():
        return False
    whole, one, other = (first + second).lower(), first.lower(), second.lower()
    if words[whole]:
        return True
    if words[f"{one}-{other}"] or one in _HYPHENATING or other in _HYPHENATED_WITH:
        return False
    return not (words[one] and words[other])

"""Readings made by hand and by hypothesis, for the tests of what is shown."""

from __future__ import annotations

from hypothesis import strategies as st

from onrecord.article import (
    Article,
    Attribution,
    Image,
    Insertion,
    InsertionKind,
    Manner,
    Quotation,
    Reading,
    Span,
)

TEXT = """Harbour board denies hiding report

The harbour board did not deny on Tuesday that the bridge was cracked, two officials said.

“We will not close it. We [the board] have … every reason to wait,” said Osric Hale. “It is safe.”

It was expected that <script>alert("x")</script> would vote on 4 March."""


def spans(*pieces: str) -> tuple[Span, ...]:
    """The first place of each piece in TEXT."""
    return tuple(Span(TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in pieces)


OUTER = Attribution(
    source=spans("two officials"),
    cue=spans("said."[:-1]),
    content=spans("The harbour board did not deny on Tuesday that the bridge was cracked"),
    quotation=Quotation.INDIRECT,
    manner=Manner.SAYS,
)
NESTED = Attribution(
    source=spans("The harbour board"),
    cue=spans("did not deny"),
    content=spans("that the bridge was cracked"),
    quotation=Quotation.INDIRECT,
    manner=Manner.DENIES,
    negated=True,
    parent=0,
    confidence=0.875,
)
DIRECT = Attribution(
    source=spans("Osric Hale"),
    cue=(Span(TEXT.index("said Osric"), TEXT.index("said Osric") + 4),),
    content=spans("“We will not close it. We [the board] have … every reason to wait,”", "“It is safe.”"),
    quotation=Quotation.DIRECT,
    manner=Manner.SAYS,
    quoted=spans("We will not close it. We [the board] have … every reason to wait,", "It is safe."),
    insertions=(
        Insertion(spans("[the board]")[0], InsertionKind.BRACKET),
        Insertion(spans("…")[0], InsertionKind.ELLIPSIS),
    ),
)
UNSURE = Attribution(
    source=(),
    cue=spans("was expected"),
    content=spans('that <script>alert("x")</script> would vote on 4 March'),
    quotation=Quotation.INDIRECT,
    manner=Manner.PREDICTS,
    modal=True,
    confidence=0.25,
)
ARTICLE = Article(
    name="harbour",
    text=TEXT,
    title="Harbour board denies hiding report",
    url="https://courier.example/harbour?a=1&b=2",
    byline="Ida Quell",
    publisher="The Vellmar Courier",
    published="2031-03-04",
    modified="2031-03-05T08:10+01:00",
    language="en-GB",
    credit="Tessin Press",
    image=Image("https://courier.example/b.jpg", "The bridge at Aldersund.", "Per Lund"),
)
READING = Reading(ARTICLE, (OUTER, NESTED, DIRECT, UNSURE))
EMPTY = Reading(Article("weather", "Rain is due on Tuesday."))


@st.composite
def runs(draw: st.DrawFn, length: int, smallest: int = 0) -> tuple[Span, ...]:
    """Spans in text order that neither overlap nor are empty."""
    size = st.integers(min_value=smallest, max_value=min(3, length // 2))
    edges = draw(
        size.flatmap(
            lambda n: st.lists(st.integers(0, length), min_size=2 * n, max_size=2 * n, unique=True).map(
                sorted
            )
        )
    )
    return tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))


@st.composite
def _attributions(draw: st.DrawFn, length: int, count: int) -> Attribution:
    kinds = st.sampled_from(InsertionKind)
    return Attribution(
        source=draw(runs(length)),
        cue=draw(runs(length, 1)),
        content=draw(runs(length, 1)),
        quotation=draw(st.sampled_from(Quotation)),
        manner=draw(st.sampled_from(Manner)),
        negated=draw(st.booleans()),
        modal=draw(st.booleans()),
        quoted=draw(runs(length)),
        insertions=tuple(Insertion(span, draw(kinds)) for span in draw(runs(length))),
        parent=draw(st.none() | st.integers(0, count - 1)),
        confidence=draw(st.integers(0, 1000)) / 1000,
    )


def _begin(attribution: Attribution) -> int:
    return min(span.start for span in (*attribution.source, *attribution.cue, *attribution.content))


_WORDS = st.none() | st.text(max_size=20)
# Line ends of every kind, marks of every writing direction, markup, tabs and controls.
_ODD = st.sampled_from("ab .\n\r\t\x00\x1b\x85\u2028\u202e\ufeff“”\"'<&>[]{}%\\אب😀")


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading that keeps the promises of its classes; attributions may overlap each other at will."""
    text = draw(st.text(_ODD | st.characters(codec="utf-8"), max_size=80))
    count = draw(st.integers(0, 4)) if len(text) > 1 else 0
    found = [draw(_attributions(len(text), count)) for _ in range(count)]
    article = Article(
        name=draw(st.text(max_size=20)),
        text=text,
        title=draw(_WORDS),
        url=draw(_WORDS),
        byline=draw(_WORDS),
        publisher=draw(_WORDS),
        published=draw(_WORDS),
        modified=draw(_WORDS),
        language=draw(_WORDS),
        credit=draw(_WORDS),
        image=draw(st.none() | st.builds(Image, _WORDS, _WORDS, _WORDS)),
    )
    return Reading(article, tuple(sorted(found, key=_begin)))

"""Reading with the shipped model: what holds for any text whatever."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import Attribution, Reader, Reading, Span

SENTENCES = (
    'The bridge is "safe", said Ada Vorn, the mayor of Tarnby.',
    "“We will not close it,” Osric Hale told reporters. “It [the bridge] is safe.”",
    "The harbour office denied that it had asked for a new survey.",
    "A spokesman declined to comment.",
    "HALE: Nobody asked me.",
    "According to two officials, the ministry said that Bo had refused to sign.",
    "‘Never,’ he said.",
    "The river is wide.",
)
TEXTS = st.text(max_size=200) | st.lists(
    st.sampled_from((*SENTENCES, "\n\n", "\r\n", " ", "“", "’", '"', "\x00", "\u202e", "中文说"))
    | st.text(max_size=5),
    max_size=12,
).map("".join)
OPENING_AND_CLOSING = "\"'“”‘’«»‹›„‚‟`´"
NASTY = {
    "nothing": "",
    "NULs": "Ada\x00said\x00\x00that \x00it is safe.\x00",
    "only NULs": "\x00" * 1000,
    "lone surrogates": "Ada \ud800 said \udfff it is “safe\ud83d”.",
    "right to left": "אמרה \u202eראש העיר: “הגשר בטוח”\u202c. قالت رئيسة البلدية إن الجسر آمن.",
    "ideographs": "市长说：“桥很安全。”" * 30,
    "quotation marks": '"' * 20_000,
    "curly marks": "“”‘’" * 200,
    "apostrophes": "'" * 1_000,
    # Most of its words are longer than the tokenizer takes, which makes it quick to read.
    "one long line": ("The mayor said that it was safe, " + f"{'x' * 120} " * 8) * 200,
    "one long word": "a" * 200_000,
    "only line ends": "\n" * 5_000 + "\r\n" * 5_000,
    "emoji": "Ada 👩‍👩‍👧‍👦 said: “it is 🏳️‍🌈 safe 👍🏽”.",
    "combining marks": "A\u0301d\u0301a\u0301 s\u0301a\u0301i\u0301d it is “s\u0308a\u0308f\u0308e”."
    + "\u0301" * 200,
    "carriage returns": 'Ada said:\r\n\r\n"It is\r\nsafe."\r\n',
    "old line ends": 'Ada said:\r\r"It is\rsafe."\r',
    "odd spaces": "Ada\u00a0said\u2003that\u2028it\u2029is\x85safe\x1c.",
    "marks inside words": "A“d”a s'a'i'd i«t i»s s„afe.",
    **{
        f"unbalanced {mark}": f"Ada said: {mark}It is safe. Bo denied it. {mark}"
        for mark in OPENING_AND_CLOSING
    },
    **{f"unclosed {mark}": f"{mark}It is safe, said Ada.\n\nBo denied it." for mark in OPENING_AND_CLOSING},
}


def check(text: str, attribution: Attribution) -> None:
    """What every attribution of every text keeps to."""
    assert attribution.cue
    assert attribution.content
    assert 0 <= attribution.confidence <= 1
    for spans in (attribution.source, attribution.cue, attribution.content, attribution.quoted):
        in_order(text, spans)
    in_order(text, tuple(sorted(attribution.source + attribution.cue + attribution.content)))
    for span in (*attribution.quoted, *(insertion.span for insertion in attribution.insertions)):
        assert any(start <= span.start and span.end <= end for start, end in attribution.content)


def in_order(text: str, spans: tuple[Span, ...]) -> None:
    """Spans lie in the text, are not empty, stand in order and do not overlap."""
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        last = end


def begin(attribution: Attribution) -> int:
    """The first character of an attribution."""
    return min(attribution.source + attribution.cue + attribution.content).start


def checked(text: str) -> Reading:
    """The reading of a text, found to keep every promise."""
    reading = onrecord.read(text)
    assert reading.article.text == text
    for attribution in reading.attributions:
        check(text, attribution)
    begins = [begin(attribution) for attribution in reading.attributions]
    assert begins == sorted(begins)
    return reading


@given(TEXTS)
@settings(deadline=None, derandomize=True, max_examples=50)
def test_any_text_is_read_and_read_the_same_again(text: str) -> None:
    assert checked(text) == onrecord.read(text)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_texts_are_read(text: str) -> None:
    checked(text)


def test_what_was_read_before_changes_nothing() -> None:
    text = "\n\n".join(SENTENCES)
    first = onrecord.read(text)
    for sentence in SENTENCES:
        onrecord.read(sentence)
    assert onrecord.read(text) == first == Reader().read(text)


@pytest.mark.parametrize(
    "text", ["The river is wide. The bridge is old.", "Weather\n\nRain until noon.", " \n", "."]
)
def test_words_that_nobody_attributes_yield_nothing(text: str) -> None:
    assert onrecord.read(text).attributions == ()


def test_who_how_and_what_of_a_plain_case() -> None:
    text = "Ada Vorn, the mayor, said on Monday that the bridge was safe."
    (found,) = checked(text).attributions
    assert "Ada Vorn" in text[slice(*found.source[0])]
    assert text[slice(*found.cue[0])] == "said"
    assert "the bridge was safe" in text[slice(*found.content[0])]
    assert (found.quotation, found.manner) == (onrecord.Quotation.INDIRECT, onrecord.Manner.SAYS)


def test_an_article_is_kept_in_its_reading() -> None:
    article = onrecord.Article(name="story", text=SENTENCES[0], title="Safe")
    assert onrecord.read(article).article is article
    assert onrecord.read(article).attributions == onrecord.read(SENTENCES[0]).attributions

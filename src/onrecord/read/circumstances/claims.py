"""Which attribution of the article makes the claim that other words of it name.

By a noun that points back ("the accusation": the nearest accusing of another party), by whose it is ("the
Post's account"), or by the same words ("whether Lothmere had advised against the treaty"). Where two
would do, none is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.article import Attribution, Manner, Span
from onrecord.read.circumstances.flat import Flat
from onrecord.read.circumstances.lexicon import CLAIMS
from onrecord.read.circumstances.places import Places, hull

_SAYING = frozenset(
    {
        Manner.SAYS,
        Manner.ACCUSES,
        Manner.CONFIRMS,
        Manner.SHOWS,
        Manner.PREDICTS,
        Manner.THREATENS,
        Manner.THINKS,
    }
)
# What a noun points back to; nouns left out point to any saying.
_MEANT: dict[str, frozenset[Manner]] = {
    **dict.fromkeys(
        ("accusation", "charge", "allegation"), frozenset({Manner.ACCUSES, Manner.SAYS, Manner.SHOWS})
    ),
    "threat": frozenset({Manner.THREATENS}),
    "offer": frozenset({Manner.OFFERS}),
    "demand": frozenset({Manner.DEMANDS}),
    "denial": frozenset({Manner.DENIES}),
    "proposal": frozenset({Manner.PROPOSES, Manner.OFFERS}),
}
#: How many sentences back a claim may stand that a noun or pronoun points to.
NOUN_SENTENCES = 6
_PRONOUN_SENTENCES = 2
_OWNED_SENTENCES = 20
_WORDED_SENTENCES = 40
# Of the words of weight of the shorter side, this part must be shared, and so many at least. Chosen by
# eye on the project's own articles: at a half, two of five links were to another claim.
_SHARED_PART = 0.6
_SHARED_LEAST = 3
_CONTENT_WORD = re.compile(r"[^\W_]{4,}")
_IDLE = frozenset(
    [
        "that",
        "this",
        "with",
        "have",
        "been",
        "were",
        "from",
        "they",
        "their",
        "would",
        "will",
        "could",
        "about",
        "there",
        "which",
        "what",
        "when",
        "where",
        "whether",
        "after",
        "before",
        "into",
        "over",
        "said",
        "says",
        "more",
        "than",
        "some",
        "other",
        "also",
        "only",
        "because",
        "while",
        "under",
        "very",
        "just",
        "such",
        "here",
        "them",
        "then",
        "than",
        "your",
        "yours",
        "ours",
        "those",
        "these",
        "being",
        "does",
        "doing",
    ]
)
_PRONOUN = re.compile(r"(?:it|that|this|them|those|these|so|everything|both)\Z")
_OWNER = re.compile(r"\b(?P<who>[\w.&' -]{2,60}?)(?:'s|s') (?:[\w-]+ ){0,3}?\Z")
# Too many things are meant by these to look for whose they are.
_VAGUE = frozenset(
    [
        "figure",
        "figures",
        "finding",
        "findings",
        "comment",
        "comments",
        "view",
        "narrative",
        "version",
        "idea",
        "notion",
    ]
)
_QUESTION_WORD = re.compile(r"(?:whether|if|how|why|what|when|where|who|which)\b")


def claim_noun(words: str) -> re.Match[str] | None:
    """Return the first noun in `words` (lower case) that points to what somebody said."""
    return next((m for m in re.finditer(r"[a-z]+", words) if m.group() in CLAIMS), None)


def is_pronoun(words: str) -> bool:
    """Return whether `words` are only a word that points back ("it", "that")."""
    return _PRONOUN.match(words) is not None


def claim_named(at: Places, span: Span, position: int, source: Sequence[Span]) -> int | None:
    """Return the attribution that a noun or pronoun in `span` points back to, before `position`.

    `source` is who answers: nobody answers his own claim. None where nothing fits.
    """
    words = at.flat.words(span)
    if is_pronoun(words):
        if words not in {"it", "this", "that"}:
            return None  # "denies everything"
        return _nearest(at, position, source, _PRONOUN_SENTENCES, _SAYING, "")
    noun = claim_noun(words)
    if noun is None or noun.start() > 60 or _QUESTION_WORD.match(words):
        return None
    meant = _MEANT.get(noun.group().removesuffix("s"))
    owner = _OWNER.search(words[: noun.start()])
    if owner:
        return _nearest(at, position, source, _OWNED_SENTENCES, meant or _SAYING, owner["who"])
    if meant:
        return _nearest(at, position, source, NOUN_SENTENCES, meant, "")
    return None if noun.group() in _VAGUE else _only(at, position, source)


def claim_worded(at: Places, span: Span, position: int, source: Sequence[Span]) -> int | None:
    """Return the attribution before `position` whose content has most of the words of `span`.

    None where none has enough of them, or two have them alike.
    """
    wanted = weighty(at.flat, [span])
    if len(wanted) < _SHARED_LEAST:
        return None
    ranked = sorted(
        (
            (len(wanted & found) / max(1, min(len(wanted), len(found))), i)
            for i in at.near(position, back=_WORDED_SENTENCES)
            if _may_be(at, i, position, source, _SAYING)
            and len(wanted & (found := weighty(at.flat, at.attributions[i].content))) >= _SHARED_LEAST
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < _SHARED_PART:
        return None
    alike = [i for share, i in ranked if share == ranked[0][0]]
    return alike[0] if len(alike) == 1 else None


def weighty(flat: Flat, spans: Sequence[Span]) -> frozenset[str]:
    """Return the stems of the words of weight in `spans`; a long content is cut at 600 characters."""
    words: set[str] = set()
    for span in spans[:3]:
        found = _CONTENT_WORD.findall(flat.low, span.start, min(span.end, span.start + 600))
        words.update(word[:6] for word in found if word not in _IDLE)
    return frozenset(words)


def _nearest(
    at: Places, position: int, source: Sequence[Span], back: int, meant: frozenset[Manner], owner: str
) -> int | None:
    for index in reversed(at.near(position, back=back)):
        if not _may_be(at, index, position, source, meant):
            continue
        if not owner or _shares_name(at.flat.words(hull(at.attributions[index].source)), owner):
            return index
    return None


def _only(at: Places, position: int, source: Sequence[Span]) -> int | None:
    """The one saying of another party close by; None where there are several."""
    fitting = [
        i for i in at.near(position, back=_PRONOUN_SENTENCES) if _may_be(at, i, position, source, _SAYING)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _may_be(at: Places, index: int, position: int, source: Sequence[Span], meant: frozenset[Manner]) -> bool:
    one = at.attributions[index]
    if one.manner not in meant or one.negated or hull(one.cue).end > position:
        return False
    if any(span.start <= position < span.end for span in one.content):
        return False
    return not same_source(at, one, source)


def same_source(at: Places, one: Attribution, source: Sequence[Span]) -> bool:
    """Return whether the source of `one` and `source` may be one party, by their names alone."""
    if not one.source or not source:
        return False
    return _shares_name(at.flat.words(hull(one.source)), at.flat.words(hull(source)))


def _shares_name(one: str, other: str) -> bool:
    names = [
        {w for w in re.findall(r"[a-z0-9]{3,}", words) if w not in {"the", "and", "for", "his", "her"}}
        for words in (one, other)
    ]
    return bool(names[0] & names[1])

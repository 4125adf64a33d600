"""W3C Web Annotation (JSON-LD): one annotation for each attribution, in one `AnnotationPage`.

The targets of an annotation are its pieces: content first, then cue, source and the rest, each with a
`TextPositionSelector` and a `TextQuoteSelector` (the exact words, 32 characters before and after) and its
part in `onrecord:role`. Positions count characters (Unicode code points) of the article's text from 0, as
the recommendation asks. A target's source is the article's address, or `urn:onrecord:article:NAME` where it
has none; its state is the SHA-256 of the text in UTF-8. The first body says it to people, the second has
what no span tells: manner, quotation, party, when it was said. Reading back is in
`onrecord.show.formats.web_annotation_reader`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from onrecord.article import Attribution, Party, Reading, Span
from onrecord.notation.lines import CONFIDENCE_DECIMALS
from onrecord.show.formats.bytes import storable
from onrecord.show.formats.identifiers import attribution_ids
from onrecord.show.plain import remarks, source_words, span_words

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:onrecord:terms:"}]
# What the recommendation's examples and other writers of it use for prefix and suffix.
AROUND = 32
ID_PREFIX = "urn:onrecord:attribution:"
ARTICLE_FIELDS = (
    "name",
    "title",
    "url",
    "byline",
    "publisher",
    "published",
    "modified",
    "language",
    "credit",
)
# The roles whose spans stand in the field of that name.
ROLES = ("content", "cue", "source", "quoted", "basis", "addressee", "occasion")


def to_web_annotations(readings: Iterable[Reading]) -> dict[str, Any]:
    """Return an `AnnotationPage` with every attribution of `readings`, in plain dicts and lists.

    Mentions of parties, dates, silences and relays have no place in it.
    """
    items = [item for reading in readings for item in annotations_of(reading)]
    return {"@context": CONTEXT, "type": "AnnotationPage", "items": items}


@dataclass(frozen=True, slots=True)
class Known:
    """What a record knows of an article beside what was read of it.

    `identifiers` are the keys of its attributions; `article` goes into `onrecord:article`, `about` into each
    annotation; `retrieved` is when its page was there with these words.
    """

    identifiers: tuple[str, ...]
    article: Mapping[str, Any] = field(default_factory=dict)
    about: Mapping[str, Any] = field(default_factory=dict)
    retrieved: str | None = None


def annotations_of(reading: Reading, known: Known | None = None) -> Iterator[dict[str, Any]]:
    """Yield the annotations of one article, one an attribution, in order."""
    known = known or Known(attribution_ids(reading))
    text = storable(reading.article.text)
    parties = {party.id: party for party in reading.parties}
    target = _Target(text, reading, known)
    article = {name: getattr(reading.article, name) for name in ARTICLE_FIELDS}
    for identifier, made in zip(known.identifiers, reading.attributions, strict=True):
        yield {
            "id": ID_PREFIX + identifier,
            "type": "Annotation",
            "motivation": "describing",
            **known.about,
            "onrecord:article": {**article, **known.article},
            "body": [_told(text, made, parties), _data(made, parties, known.identifiers)],
            "target": [target.of(role, span) for role, span in _pieces(made)],
        }


def _told(text: str, made: Attribution, parties: dict[str, Party]) -> dict[str, str]:
    """Return the body for people: "She (Ada Vorn) denied [denies], mixed"."""
    who, party = source_words(text, made), _known(parties, made.party)
    if party is not None and party.name not in who:
        who += f" ({party.name})"
    marks = [f"[{', '.join(remarks(made))}]"] if remarks(made) else []
    words = " ".join([who, "—", span_words(text, made.cue), *marks])
    value = f"{words} ({made.quotation.value})"
    return {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": value}


def _data(made: Attribution, parties: dict[str, Party], identifiers: tuple[str, ...]) -> dict[str, Any]:
    resolution = made.resolution
    found: dict[str, Any] = {
        "manner": made.manner.value,
        "quotation": made.quotation.value,
        "negated": made.negated,
        "modal": made.modal,
        "confidence": round(float(made.confidence), CONFIDENCE_DECIMALS),
        "parent": None if made.parent is None else ID_PREFIX + identifiers[made.parent],
        "party": _party(_known(parties, made.party)),
        "addresseeParty": _party(_known(parties, made.addressee_party)),
        "said": made.said,
        "resolution": resolution
        and {
            "ground": resolution.ground and resolution.ground.value,
            "reason": resolution.reason,
            "candidates": [_party(parties[other]) for other in resolution.candidates if other in parties],
            "confidence": round(float(resolution.confidence), CONFIDENCE_DECIMALS),
        },
    }
    if made.answers is not None:
        claim = made.answers.attribution
        claimant = _party(_known(parties, made.answers.claimant))
        answered = None if claim is None else ID_PREFIX + identifiers[claim]
        found["answers"] = {"claimant": claimant, "attribution": answered}
    return {"type": "onrecord:Attribution", **{f"onrecord:{key}": value for key, value in found.items()}}


def _known(parties: dict[str, Party], identifier: str | None) -> Party | None:
    return None if identifier is None else parties.get(identifier)


def _party(party: Party | None) -> dict[str, str] | None:
    if party is None:
        return None
    return {"id": party.id, "name": party.name, "kind": party.kind.value, "naming": party.naming.value}


def _pieces(made: Attribution) -> Iterator[tuple[str, Span]]:
    """Yield every span of an attribution with its role."""
    for role in ROLES:
        yield from ((role, span) for span in getattr(made, role))
    yield from ((f"insertion-{item.kind.value}", item.span) for item in made.insertions)
    yield from (("restsOn", span) for span in (made.resolution.words if made.resolution else ()))
    if made.answers is not None:
        yield "answers", made.answers.words


class _Target:
    """Makes the targets of one article, which share source and state."""

    def __init__(self, text: str, reading: Reading, known: Known) -> None:
        self.text = text
        label = quote(known.article.get("key") or reading.article.name, errors="replace")
        self.source = reading.article.url or f"urn:onrecord:article:{label}"
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        self.state: Any = {"type": "onrecord:TextState", "onrecord:sha256": digest}
        if known.retrieved:
            self.state = [{"type": "TimeState", "sourceDate": known.retrieved}, self.state]

    def of(self, role: str, span: Span) -> dict[str, Any]:
        """Return the target for one span."""
        start, end = int(span.start), int(span.end)
        exact = {
            "type": "TextQuoteSelector",
            "exact": self.text[start:end],
            "prefix": self.text[max(0, start - AROUND) : start],
            "suffix": self.text[end : end + AROUND],
        }
        return {
            "type": "SpecificResource",
            "source": self.source,
            "state": self.state,
            "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, exact],
            "onrecord:role": role,
        }

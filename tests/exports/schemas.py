"""What neighbours' formats allow, as JSON Schema (draft 2020-12), written from their documentation.

`ANNOTATIONS` follows the W3C's Web Annotation Data Model (recommendation of 23 February 2017), sections 3 to
5; `TIMELINE` Knight Lab's description of TimelineJS 3's JSON. Both are as strict as what they describe, and
allow of its many forms those that Onrecord writes.
"""

from __future__ import annotations

from typing import Any

_IRI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"}
_UTC = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
_OFFSET = {"type": "integer", "minimum": 0}


def _object(required: str, **properties: Any) -> dict[str, Any]:
    """Return the schema of an object; what is not named must be a term of Onrecord's own."""
    return {
        "type": "object",
        "required": required.split(),
        "properties": properties,
        "patternProperties": {"^onrecord:": {}},
        "additionalProperties": False,
    }


_AGENT = _object("type name", type={"enum": ["Person", "Organization", "Software"]}, name={"type": "string"})
_BODY = {
    "oneOf": [
        _object(
            "type value",
            type={"const": "TextualBody"},
            value={"type": "string"},
            purpose={"enum": ["describing", "assessing"]},
            format={"const": "text/plain"},
        ),
        _object("type", type={"pattern": "^onrecord:"}),
    ]
}
_SELECTOR = {
    "oneOf": [
        _object("type start end", type={"const": "TextPositionSelector"}, start=_OFFSET, end=_OFFSET),
        _object(
            "type exact",
            type={"const": "TextQuoteSelector"},
            exact={"type": "string", "minLength": 1},
            prefix={"type": "string", "maxLength": 32},
            suffix={"type": "string", "maxLength": 32},
        ),
    ]
}
_STATE = {
    "oneOf": [
        _object("type sourceDate", type={"const": "TimeState"}, sourceDate=_UTC),
        _object("type", type={"const": "onrecord:TextState"}),
    ]
}
_TARGET = _object(
    "type source selector",
    type={"const": "SpecificResource"},
    source=_IRI,
    selector={"type": "array", "items": _SELECTOR, "minItems": 2, "maxItems": 2},
    state={"oneOf": [_STATE, {"type": "array", "items": _STATE, "minItems": 1}]},
)
_ANNOTATION = _object(
    "id type target",
    id=_IRI,
    type={"const": "Annotation"},
    # Two of the thirteen motivations of section 3.3.5.
    motivation={"enum": ["describing", "assessing"]},
    creator=_AGENT,
    created=_UTC,
    generator=_AGENT,
    body={"type": "array", "items": _BODY, "minItems": 1},
    target={"oneOf": [_IRI, {"type": "array", "items": _TARGET, "minItems": 1}]},
)
_PAGE = _object(
    "id type partOf items",
    id=_IRI,
    type={"const": "AnnotationPage"},
    partOf=_object("id", id=_IRI, total=_OFFSET),
    startIndex=_OFFSET,
    items={"type": "array", "items": _ANNOTATION},
)
ANNOTATIONS = _object(
    "@context id type label total first",
    **{"@context": {"type": "array", "contains": {"const": "http://www.w3.org/ns/anno.jsonld"}}},
    id=_IRI,
    type={"const": "AnnotationCollection"},
    label={"type": "string"},
    total=_OFFSET,
    first=_PAGE,
)

_DATE = _object(
    "year",
    year={"type": "integer"},
    month={"type": "integer", "minimum": 1, "maximum": 12},
    day={"type": "integer", "minimum": 1, "maximum": 31},
    hour={"type": "integer", "minimum": 0, "maximum": 23},
    minute={"type": "integer", "minimum": 0, "maximum": 59},
    second={"type": "integer", "minimum": 0, "maximum": 59},
    display_date={"type": "string"},
)
_TEXT = _object("", headline={"type": "string"}, text={"type": "string"})
_MEDIA = _object(
    "url",
    url={"type": "string", "pattern": r"^https?://[^\s<>\"]+$"},
    caption={"type": "string"},
    credit={"type": "string"},
)
_SLIDE = {
    "start_date": _DATE,
    "end_date": _DATE,
    "text": _TEXT,
    "media": _MEDIA,
    "group": {"type": "string", "minLength": 1},
    "display_date": {"type": "string", "minLength": 1},
    "autolink": {"type": "boolean"},
    "unique_id": {"type": "string", "minLength": 1},
}
TIMELINE = _object(
    "events",
    events={"type": "array", "items": _object("start_date", **_SLIDE)},
    title=_object("", **_SLIDE),
    scale={"enum": ["human", "cosmological"]},
)

"""Readings back from JSON, every field checked. Writing is in `onrecord.notation.lines`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.article import (
    Anchor,
    Anonymity,
    Answer,
    Article,
    Attribution,
    Date,
    Ground,
    Image,
    Insertion,
    InsertionKind,
    Link,
    Manner,
    Mention,
    Naming,
    Party,
    PartyKind,
    Quotation,
    Reading,
    Relay,
    RelayKind,
    Resolution,
    Silence,
    SilenceKind,
    Timex3,
)
from onrecord.errors import FormatError
from onrecord.notation.row import Row

_ARTICLE_FIELDS = ("title", "url", "byline", "publisher", "published", "modified", "language", "credit")


def reading_from_dict(data: Mapping[str, Any]) -> Reading:
    """Return the reading that `reading_to_dict` gave as `data`; keys other than those are ignored.

    `name` and `text` must be there; what else is missing takes the value its class defaults to.
    Raises FormatError where a field is missing or is not what the schema says, and where an index or
    the id of a party leads nowhere.
    """
    if not isinstance(data, Mapping):
        raise FormatError(f"a reading is a JSON object, not {type(data).__name__}; give one object a line")
    unnamed = Row(data, "a reading", 0)
    name, text = unnamed.string("name"), unnamed.string("text")
    row = Row(data, name, len(text))
    article = Article(
        name=name,
        text=text,
        image=_image(row.row("image")),
        links=tuple(Link(item.string("url"), item.span("span")) for item in row.rows("links")),
        **{field: row.optional_string(field) for field in _ARTICLE_FIELDS},
    )
    reading = Reading(
        article,
        tuple(_attribution(item) for item in row.rows("attributions")),
        tuple(_party(item) for item in row.rows("parties")),
        tuple(_date(item) for item in row.rows("dates")),
        tuple(_silence(item) for item in row.rows("silences")),
        tuple(_relay(item) for item in row.rows("relays")),
    )
    _check_references(reading)
    return reading


def attribution_from_dict(data: Mapping[str, Any], where: str, length: int) -> Attribution:
    """Return one attribution of a text of `length` characters; `where` begins the messages of FormatError."""
    return _attribution(Row(data, where, length))


def silence_from_dict(data: Mapping[str, Any], where: str, length: int) -> Silence:
    """Return one silence, as `attribution_from_dict` does."""
    return _silence(Row(data, where, length))


def _image(row: Row | None) -> Image | None:
    if row is None:
        return None
    return Image(row.optional_string("url"), row.optional_string("caption"), row.optional_string("credit"))


def _attribution(row: Row) -> Attribution:
    cue, content = row.spans("cue"), row.spans("content")
    if not cue or not content:
        raise FormatError(f"{row.where} has no {'content' if cue else 'cue'}; an attribution needs both")
    return Attribution(
        source=row.spans("source"),
        cue=cue,
        content=content,
        quotation=row.member("quotation", Quotation, Quotation.INDIRECT),
        manner=row.member("manner", Manner, Manner.OTHER),
        negated=row.boolean("negated"),
        modal=row.boolean("modal"),
        quoted=row.spans("quoted"),
        insertions=tuple(
            Insertion(item.span("span"), item.member("kind", InsertionKind))
            for item in row.rows("insertions")
        ),
        parent=row.index("parent"),
        confidence=row.confidence(),
        party=row.optional_string("party"),
        resolution=_resolution(row.row("resolution")),
        basis=row.spans("basis"),
        addressee=row.spans("addressee"),
        addressee_party=row.optional_string("addressee_party"),
        occasion=row.spans("occasion"),
        said=row.optional_string("said"),
        said_date=row.index("said_date"),
        happened=row.indices("happened"),
        answers=_answer(row.row("answers")),
    )


def _resolution(row: Row | None) -> Resolution | None:
    if row is None:
        return None
    ground = None if row.data.get("ground") is None else row.member("ground", Ground)
    return Resolution(
        ground=ground,
        words=row.spans("words"),
        candidates=row.strings("candidates"),
        reason=row.string("reason", ""),
        confidence=row.confidence(),
    )


def _answer(row: Row | None) -> Answer | None:
    if row is None:
        return None
    return Answer(row.span("words"), row.optional_string("claimant"), row.index("attribution"))


def _party(row: Row) -> Party:
    return Party(
        id=row.string("id"),
        name=row.string("name"),
        kind=row.member("kind", PartyKind, PartyKind.UNKNOWN),
        naming=row.member("naming", Naming),
        mentions=tuple(_mention(item) for item in row.rows("mentions")),
        forms=row.strings("forms"),
        descriptions=row.spans("descriptions"),
        plural=row.boolean("plural"),
        anonymity=_anonymity(row.row("anonymity")),
        speaks_for=row.optional_string("speaks_for"),
        members=row.strings("members"),
    )


def _mention(row: Row) -> Mention:
    return Mention(
        span=row.span("span"),
        ground=row.member("ground", Ground, Ground.ITSELF),
        rests_on=row.optional_span("rests_on"),
        confidence=row.confidence(),
    )


def _anonymity(row: Row | None) -> Anonymity | None:
    if row is None:
        return None
    return Anonymity(
        number=row.index("number"),
        count=row.optional_span("count"),
        nearness=row.spans("nearness"),
        reason=row.spans("reason"),
    )


def _date(row: Row) -> Date:
    return Date(
        span=row.span("span"),
        edtf=row.optional_string("edtf"),
        timex3=_timex3(row.row("timex3")),
        anchor=row.member("anchor", Anchor, Anchor.NONE),
        rests_on=row.optional_span("rests_on"),
        reason=row.string("reason", ""),
        confidence=row.confidence(),
    )


def _timex3(row: Row | None) -> Timex3 | None:
    if row is None:
        return None
    optional = {key: row.optional_string(key) for key in ("mod", "quant", "freq")}
    return Timex3(row.string("type"), row.string("value"), **optional)


def _silence(row: Row) -> Silence:
    return Silence(
        words=row.span("words"),
        kind=row.member("kind", SilenceKind),
        source=row.spans("source"),
        party=row.optional_string("party"),
        asked_by=row.optional_string("asked_by"),
        asked_by_words=row.spans("asked_by_words"),
        about=row.spans("about"),
        attribution=row.index("attribution"),
        dates=row.indices("dates"),
        confidence=row.confidence(),
    )


def _relay(row: Row) -> Relay:
    return Relay(
        kind=row.member("kind", RelayKind),
        outlet=row.string("outlet"),
        words=row.optional_span("words"),
        party=row.optional_string("party"),
        url=row.optional_string("url"),
    )


def _check_references(reading: Reading) -> None:
    """Raise FormatError where something points to a party, an attribution or a date that is not there."""
    name, parties = reading.article.name, {party.id for party in reading.parties}
    if len(parties) < len(reading.parties):
        raise FormatError(f"{name}: two parties have one 'id'; every party needs its own")
    for where, identifier in _party_references(reading):
        if identifier is not None and identifier not in parties:
            raise FormatError(f"{name}: {where} is {identifier!r:.60}, which is the id of no party")
    for where, index, count in _index_references(reading):
        if index is not None and index >= count:
            raise FormatError(f"{name}: {where} is {index}, but there are only {count}")


def _party_references(reading: Reading) -> Iterable[tuple[str, str | None]]:
    for number, party in enumerate(reading.parties):
        yield f"parties[{number}]: 'speaks_for'", party.speaks_for
        yield from ((f"parties[{number}]: 'members'", member) for member in party.members)
    for number, attribution in enumerate(reading.attributions):
        place = f"attributions[{number}]"
        yield f"{place}: 'party'", attribution.party
        yield f"{place}: 'addressee_party'", attribution.addressee_party
        yield f"{place}: 'claimant'", attribution.answers.claimant if attribution.answers else None
        candidates = attribution.resolution.candidates if attribution.resolution else ()
        yield from ((f"{place}: 'candidates'", candidate) for candidate in candidates)
    for number, silence in enumerate(reading.silences):
        yield f"silences[{number}]: 'party'", silence.party
        yield f"silences[{number}]: 'asked_by'", silence.asked_by
    for number, relay in enumerate(reading.relays):
        yield f"relays[{number}]: 'party'", relay.party


def _index_references(reading: Reading) -> Iterable[tuple[str, int | None, int]]:
    attributions, dates = len(reading.attributions), len(reading.dates)
    for number, attribution in enumerate(reading.attributions):
        place = f"attributions[{number}]"
        yield f"{place}: 'parent'", attribution.parent, attributions
        answers = attribution.answers
        yield f"{place}: 'answers': 'attribution'", answers.attribution if answers else None, attributions
        yield f"{place}: 'said_date'", attribution.said_date, dates
        yield from ((f"{place}: 'happened'", index, dates) for index in attribution.happened)
    for number, silence in enumerate(reading.silences):
        yield f"silences[{number}]: 'attribution'", silence.attribution, attributions
        yield from ((f"silences[{number}]: 'dates'", index, dates) for index in silence.dates)

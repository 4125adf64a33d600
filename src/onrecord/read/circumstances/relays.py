"""What the article says that it has from another outlet: "first reported by", a dateline, a credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.article import Article, Attribution, Relay, RelayKind, Span
from onrecord.read.circumstances.flat import Flat, flatten
from onrecord.read.circumstances.lexicon import OUTLET_NOUNS
from onrecord.read.circumstances.places import hull

_PART = r"[^\W\d_a-z]\w*(?:[.&'-]\w+){0,4}"
_NAME = rf"(?:[Tt]he )?{_PART}(?:(?: of| and| for)? {_PART}){{0,5}}"
_FIRST = re.compile(
    rf"(?:first|originally|earlier|previously) (?:reported|published|disclosed|revealed)(?: on \w+| \w+day|"
    rf" in| last \w+)? (?:by |in )?(?P<by>{_NAME})"
    rf"|(?P<who>{_NAME})(?:,[^,.\n]{{2,60}},)? (?:was the )?first (?:to report|reported|to publish)"
)
_AS = re.compile(
    rf"\b[Aa]s (?:(?P<who>{_NAME}) (?:has |had |first |also )?(?:reported|reports|wrote|put it|noted)"
    rf"|(?:first |also )?reported (?:by|in) (?P<by>{_NAME}))"
    rf"|\baccording to an? (?:[\w-]+ )?(?:report|article|story|investigation|account) (?:by|in|from)"
    rf" (?P<of>{_NAME})"
)
_DATELINE = re.compile(
    r"(?m)^[^\W\d_a-z][^\n()]{1,70}\((?P<who>[^\W\d_][\w.&' -]{1,40})\) ?(?:[-–—]{1,3}|--)"
)
_SIGNED = re.compile(
    r"(?m)^(?:[-–—]{1,2} ?|source: |\(|credit: )(?P<who>[^\W\d_a-z][\w.&' ,/-]{1,60}?)\)?\.?$"
)
_ADDITIONAL = re.compile(
    r"(?:[Aa]dditional|[Ww]ith) (?:reporting|material|files) (?:by|from) (?P<who>[^.\n]{2,60})"
)
_REPORTED = re.compile(r"\breport(?:ed|s|ing)?\b|\baccording to\b")
# A credit stands in the last lines.
_LAST_LINES = 3
_AGENCY = re.compile(r"[A-Z][A-Z.&]{1,6}\Z|[A-Z]\w+\Z")


def find_relays(article: Article, attributions: Sequence[Attribution]) -> tuple[Relay, ...]:
    """Return what `article` says it has from other outlets, by place; those without words in the text last.

    An outlet's own name is no relay, nor is a person who "reported"; of two at one place the first kind
    counts.
    """
    flat = flatten(article.text)
    own = _bare(article.publisher or "")
    found: list[Relay] = []
    for relay in [*_in_words(flat), *_of_attributions(flat, attributions), *_credits(article, flat)]:
        if own and _bare(relay.outlet) == own:
            continue
        taken = any(_same_place(relay.words, other.words) for other in found)
        if not taken and not (
            relay.words is None and any(_bare(relay.outlet) == _bare(o.outlet) for o in found)
        ):
            found.append(relay)
    return tuple(sorted(found, key=lambda r: r.words or Span(len(article.text) + 1, 0)))


def _in_words(flat: Flat) -> Iterator[Relay]:
    for kind, pattern in ((RelayKind.FIRST_REPORTED, _FIRST), (RelayKind.REPORTED, _AS)):
        for match in pattern.finditer(flat.even):
            name = next(group for group in match.groupdict() if match[group])
            outlet = Span(*match.span(name))
            if is_outlet(flat.low[outlet.start : outlet.end], flat.even[outlet.start : outlet.end]):
                yield Relay(kind, flat.text[outlet.start : outlet.end], Span(*match.span()))


def is_outlet(low: str, even: str = "") -> bool:
    """Return whether a name (in lower case, and as it stands) is an outlet's by its words or capitals."""
    words = re.findall(r"[a-z]+", low)
    if not OUTLET_NOUNS.isdisjoint(words):
        return True
    bare = re.sub(r"\A[Tt]he ", "", even)
    return re.fullmatch(r"[A-Z]{2,5}", bare) is not None


def _of_attributions(flat: Flat, attributions: Sequence[Attribution]) -> Iterator[Relay]:
    """Another outlet as the source of a report."""
    for one in attributions:
        if one.parent is not None or not one.source or not _REPORTED.search(flat.words(hull(one.cue))):
            continue
        source, cue = hull(one.source), hull(one.cue)
        name = re.match(_NAME, flat.even[source.start : source.end])
        reports = "report" in flat.words(cue)  # a name in capitals alone is an outlet only if it reports
        if name is None or not is_outlet(name.group().lower(), name.group() if reports else ""):
            continue
        kind = RelayKind.FIRST_REPORTED if "first" in flat.words(cue) else RelayKind.REPORTED
        words = Span(min(source.start, cue.start), max(source.end, cue.end))
        outlet = Span(source.start, source.start + name.end())
        if words.end - words.start < 300:
            yield Relay(kind, flat.text[outlet.start : outlet.end], words)


def _credits(article: Article, flat: Flat) -> Iterator[Relay]:
    known = {_bare(name) for name in (article.credit, article.byline) if name}
    for match in _DATELINE.finditer(flat.even, 0, min(len(flat.even), 3_000)):
        known.add(_bare(match["who"]))
        yield Relay(RelayKind.DATELINE, flat.text[match.start("who") : match.end("who")], Span(*match.span()))
    tail = len(flat.text)
    for _ in range(_LAST_LINES):
        tail = max(0, flat.even.rfind("\n", 0, tail))
    for pattern in (_SIGNED, _ADDITIONAL):
        for match in pattern.finditer(flat.even, tail):
            who = match["who"].strip()
            if (
                _bare(who) in known
                or is_outlet(who.lower(), who)
                or (pattern is _SIGNED and re.fullmatch(r"[A-Z]\w+", who))
            ):
                yield Relay(
                    RelayKind.CREDIT, flat.text[match.start("who") : match.end("who")], Span(*match.span())
                )
    if article.credit:
        yield Relay(RelayKind.CREDIT, article.credit)
    for name in re.split(r"\s*(?:,|;|\band\b)\s*", article.byline or ""):
        bare = re.sub(r"\A(?:[Bb]y|[Ff]rom)\s+", "", name.strip())
        agency = re.search(r"\b(?:for|of) (?P<who>[A-Z].*)\Z", bare)
        bare = agency["who"] if agency else bare
        if bare and is_outlet(bare.lower(), bare):
            yield Relay(RelayKind.CREDIT, bare)


def _bare(name: str) -> str:
    return re.sub(r"\A(?:by|the)\s+|[^\w ]", "", name.casefold()).strip()


def _same_place(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one.start < other.end and other.start < one.end

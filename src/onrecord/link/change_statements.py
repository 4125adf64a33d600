"""What changed in one statement from one version to the next: in source, cue, content, and beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.article import Attribution, Naming, Party, Reading, Span
from onrecord.link import change_lexicon as lexicon
from onrecord.link.alignment import SLIGHT, Alignment, Word, likeness, words_of
from onrecord.link.change_pairs import Said, Version, keys_of, same_party
from onrecord.link.change_values import Change, ChangeKind, Part, Passage
from onrecord.link.change_words import Cut, Found, Text, cuts, is_neutral, weigh

# Below this the reader itself is not sure whom a pronoun means.
_SURE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement in both versions, and where its sentences stand."""

    old: Version
    new: Version
    one: Said
    other: Said
    at: Alignment

    @property
    def texts(self) -> tuple[Text, Text]:
        """The two versions as words are weighed in them."""
        return Text(self.old.text, self.old.reading.dates), Text(self.new.text, self.new.reading.dates)

    def change(self, part: Part, found: Found) -> Change:
        """Return a change of words as a change of this statement."""
        return Change(
            found.kind,
            part,
            passage(self.old.text, (found.old,) if found.old else ()),
            passage(self.new.text, (found.new,) if found.new else ()),
            self.one.index,
            self.other.index,
            reason=found.reason,
            counts=found.counts,
        )

    def stands(self, keys: Sequence[str], *, in_new: bool) -> bool:
        """Whether words stand in a row in the sentences of the statement in the old or the new version."""
        side, said = (self.at.new, self.other) if in_new else (self.at.old, self.one)
        there = " ".join(key for number in said.sentences for key in side.keys[number])
        return f" {' '.join(keys)} " in f" {there} "


def passage(text: str, spans: Sequence[Span]) -> Passage | None:
    """Return the words of some spans; None for no spans."""
    if not spans:
        return None
    return Passage(" … ".join(" ".join(text[start:end].split()) for start, end in spans), tuple(spans))


def all_spans(one: Attribution) -> tuple[Span, ...]:
    """Return source, cue and content of a statement in text order, those that touch as one."""
    joined: list[Span] = []
    for span in sorted((*one.source, *one.cue, *one.content)):
        if joined and span.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def statement_changes(pair: Pair) -> Iterator[Change]:
    """Yield all that changed in a statement; nothing where no word of weight did."""
    yield from _source(pair)
    yield from _cue(pair)
    yield from _content(pair)
    one, other = pair.one.attribution, pair.other.attribution
    yield from _beside(pair, Part.BASIS, one.basis, other.basis)
    told = pair.old.parties.get(one.addressee_party or ""), pair.new.parties.get(other.addressee_party or "")
    if not same_party(*told):
        yield from _beside(pair, Part.ADDRESSEE, one.addressee, other.addressee)
    yield from _occasion(pair)


def _source(pair: Pair) -> Iterator[Change]:
    one, other = pair.one, pair.other
    names = [tuple(key for key in said.source if key not in lexicon.TITLES) for said in (one, other)]
    if names[0] == names[1]:
        if one.source and lexicon.PRONOUNS.issuperset(one.source) and _is_surely_another(one, other):
            yield _source_change(pair, ChangeKind.REATTRIBUTED, _meant(one, other))
        return
    if pair.stands(one.source, in_new=True) and pair.stands(other.source, in_new=False):
        return  # both versions have the words of both: it was only read otherwise
    if not one.source or not other.source:
        if not pair.stands(one.source or other.source, in_new=not other.source):
            words = "a source stands there now" if other.source else "no source stands there now"
            yield _source_change(pair, ChangeKind.REATTRIBUTED, words)
    elif same_party(one.party, other.party):
        if _has_weight(pair):
            yield _source_change(pair, ChangeKind.REWORDED, "the same party, described otherwise")
    elif one.party is None or other.party is None:
        shared = set(names[0]) & set(names[1]) - SLIGHT - lexicon.PRONOUNS
        is_open = shared or any(lexicon.PRONOUNS.issuperset(said.source) for said in (one, other))
        kind = ChangeKind.REWORDED if is_open else ChangeKind.REATTRIBUTED
        yield _source_change(pair, kind, "who is meant is not settled in both versions" if is_open else "")
    else:
        yield _source_change(pair, ChangeKind.REATTRIBUTED, _naming(one.party, other.party))


def _source_change(pair: Pair, kind: ChangeKind, reason: str) -> Change:
    old = passage(pair.old.text, pair.one.attribution.source)
    new = passage(pair.new.text, pair.other.attribution.source)
    return Change(kind, Part.SOURCE, old, new, pair.one.index, pair.other.index, reason=reason)


def _is_surely_another(one: Said, other: Said) -> bool:
    resolutions = (one.attribution.resolution, other.attribution.resolution)
    sure = all(found is not None and found.confidence >= _SURE for found in resolutions)
    named = all(said.party is not None and said.party.naming is Naming.NAMED for said in (one, other))
    return sure and named and not same_party(one.party, other.party)


def _meant(one: Said, other: Said) -> str:
    names = [said.party.name if said.party else "?" for said in (one, other)]
    return f"by what stands before it: {names[0]} → {names[1]}"


def _naming(old: Party, new: Party) -> str:
    if old.naming is not new.naming:
        return f"{old.naming.value} → {new.naming.value}"
    return "another party" if old.naming is Naming.NAMED else f"{new.naming.value} in both, in other words"


def _has_weight(pair: Pair) -> bool:
    """Whether more of the source changed than the form of a name: words that are written small."""
    if any(lexicon.PRONOUNS.issuperset(said.source) for said in (pair.one, pair.other)):
        return False
    sides = (
        _words(pair.old.text, pair.one.attribution.source),
        _words(pair.new.text, pair.other.attribution.source),
    )
    changed = [
        (pair.old.text if place == 0 else pair.new.text)[word.span.start : word.span.end]
        for cut in cuts(*sides)
        for place, words in enumerate(cut)
        for word in words
    ]
    return any(word.islower() and word not in SLIGHT | lexicon.TITLES for word in changed)


def _words(text: str, spans: Sequence[Span]) -> list[Word]:
    return [word for span in spans for word in words_of(text, span)]


def _cue(pair: Pair) -> Iterator[Change]:
    one, other = pair.one.attribution, pair.other.attribution
    told = False
    for cut in cuts(_words(pair.old.text, one.cue), _words(pair.new.text, other.cue)):
        if is_neutral(cut) or _is_read_otherwise(pair, cut):
            continue
        for found in weigh(cut, *pair.texts):
            told = True
            yield pair.change(Part.CUE, found)
    if told or pair.one.cue != pair.other.cue:
        return
    # "May have said": the reader keeps auxiliaries apart from the cue.
    kind, reason = ChangeKind.REWORDED, ""
    if one.negated is not other.negated:
        kind, reason = ChangeKind.NEGATED, f"it is{'' if other.negated else ' no longer'} negated"
    elif one.modal is not other.modal:
        kind = ChangeKind.SOFTENED if other.modal else ChangeKind.HARDENED
        reason = f"it is{'' if other.modal else ' no longer'} put as possible or still to come"
    spans = [_with_lead(*side) for side in ((pair.old.text, one.cue), (pair.new.text, other.cue))]
    if kind is not ChangeKind.REWORDED and keys_of(pair.old.text, spans[0]) != keys_of(
        pair.new.text, spans[1]
    ):
        old, new = passage(pair.old.text, spans[0]), passage(pair.new.text, spans[1])
        yield Change(kind, Part.CUE, old, new, pair.one.index, pair.other.index, reason=reason)


# "Has not yet publicly said": so many words before a cue may belong to it.
_LEAD_WORDS: Final = 4
_LEAD_CHARACTERS: Final = 60


def _with_lead(text: str, cue: Sequence[Span]) -> tuple[Span, ...]:
    """Return a cue with the auxiliaries and negations directly before it."""
    start = cue[0].start
    before = words_of(text, Span(max(0, start - _LEAD_CHARACTERS), start))[-_LEAD_WORDS:]
    for word in reversed(before):
        if word.key not in _LEADING and not word.key.endswith(("n't", "ly")):
            break
        start = word.span.start
    return (Span(start, cue[0].end), *cue[1:])


_LEADING: Final = (
    lexicon.OPEN_MODALS
    | lexicon.MIDDLE_MODALS
    | lexicon.FIRM_MODALS
    | lexicon.NEGATIONS
    | set("have has had be been is are was were do does did yet to can ever".split())
)


def _is_read_otherwise(pair: Pair, cut: Cut) -> bool:
    """Whether words that came or went stand in the other version as well, beside the statement."""
    if cut.old and cut.new:
        return False
    keys = [word.key for word in (*cut.old, *cut.new)]
    return pair.stands(keys, in_new=bool(cut.old))


def _content(pair: Pair) -> Iterator[Change]:
    words = [
        _words(version.text, said.attribution.content)
        for version, said in ((pair.old, pair.one), (pair.new, pair.other))
    ]
    whole = cuts(*words)
    changed = [part for cut in whole for part in _parted(cut, pair)]
    reformed = _form(pair)
    if reformed is not None:
        yield reformed
    found: list[_Weighed] = []
    for place, cut in enumerate(changed):
        at_edge = place in (0, len(changed) - 1) and _at_edge(cut, *words)
        if at_edge and (_is_read_otherwise(pair, cut) or _goes_on(pair, cut)):
            continue
        found += _weighed(pair, cut, reformed is not None)
    yield from (pair.change(Part.CONTENT, one) for one in _merged(found, pair))


# What a cut is, and whether it may be joined with the next one.
_Weighed = tuple[Found, bool]


def _weighed(pair: Pair, cut: Cut, is_reformed: bool) -> Iterator[_Weighed]:
    """Yield what a change of content is; inside quotation marks it is a quotation, whatever else it is."""
    quoted = _in(cut.old, pair.one.attribution.quoted), _in(cut.new, pair.other.attribution.quoted)
    is_quoted = all(quoted) if is_reformed else any(quoted)
    for found in weigh(cut, *pair.texts):
        if is_quoted:
            yield _unquoted(pair, found), True
        if found.kind is not ChangeKind.REWORDED:
            yield found, False
        elif not any(quoted):
            yield found, True


def _unquoted(pair: Pair, found: Found) -> Found:
    """Return a change inside quotation marks; where they went, with the sentence that tells the words now."""
    old, new, reason = found.old, found.new, _ALTERED
    if new is None and old is not None and (there := _sentence_like(pair, old, in_new=True)):
        new, reason = there, "quoted → told"
    elif old is None and new is not None and (there := _sentence_like(pair, new, in_new=False)):
        old, reason = there, "told → quoted"
    return Found(ChangeKind.QUOTATION, old, new, reason)


# Most of the words have to be there for a sentence to be a telling of what was quoted.
_TOLD_SHARE: Final = 0.5


def _sentence_like(pair: Pair, span: Span, *, in_new: bool) -> Span | None:
    """Return the sentence that belongs to the one with these words, where it has most of them."""
    own, other = (pair.at.old, pair.at.new) if in_new else (pair.at.new, pair.at.old)
    ties = pair.at.ties if in_new else pair.at.back
    keys = {word.key for word in words_of(own.text, span)}
    for number in own.at((span,)):
        there = other.keys[ties[number][0]] if number in ties else ()
        if there and len(keys & set(there)) >= _TOLD_SHARE * len(keys):
            return other.sentences[ties[number][0]]
    return None


def _parted(cut: Cut, pair: Pair) -> list[Cut]:
    """Return a cut in parts, where its words stand in several pieces of the content on one side."""
    sides = [
        _pieces(words, said.attribution.content)
        for words, said in ((cut.old, pair.one), (cut.new, pair.other))
    ]
    if max(map(len, sides)) < 2:
        return [cut]
    old, new = sides
    last = Cut(old[-1] if old else (), new[-1] if new else ())
    return [*(Cut(words, ()) for words in old[:-1]), *(Cut((), words) for words in new[:-1]), last]


def _pieces(words: Sequence[Word], spans: Sequence[Span]) -> list[tuple[Word, ...]]:
    pieces = [tuple(w for w in words if a <= w.span.start < b) for a, b in spans] if words else []
    return [piece for piece in pieces if piece]


_ALTERED: Final = "words inside quotation marks"


def _at_edge(cut: Cut, old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether a cut stands at an end of a content, where reading may differ by a few words."""
    for words, whole in ((cut.old, old), (cut.new, new)):
        if words and words[0] != whole[0] and words[-1] != whole[-1]:
            return False
    return True


# Words that came or went at an end of a content, half of which stand right beside it in the other version.
_GOES_ON_SHARE: Final = 0.5
_GOES_ON_REACH: Final = 2


def _goes_on(pair: Pair, cut: Cut) -> bool:
    """Whether the other version has much the same words right beside the content: it was cut elsewhere."""
    if cut.old and cut.new:
        return False
    side, said = (pair.new, pair.other) if cut.old else (pair.old, pair.one)
    words = cut.old or cut.new
    own = (pair.one if cut.old else pair.other).attribution.content
    sentences = [(pair.at.new if cut.old else pair.at.old).sentences[n] for n in said.sentences]
    if not sentences:
        return False
    if words[-1].span.end >= own[-1].end - 1:
        beside = words_of(side.text, Span(said.attribution.content[-1].end, sentences[-1].end))
        beside = beside[: len(words) + _GOES_ON_REACH]
    else:
        beside = words_of(side.text, Span(sentences[0].start, said.attribution.content[0].start))
        beside = beside[-len(words) - _GOES_ON_REACH :]
    keys = (Counter(word.key for word in some) for some in (words, beside))
    return likeness(*keys) >= _GOES_ON_SHARE


def _in(words: Sequence[Word], spans: Sequence[Span]) -> bool:
    return bool(words) and any(
        span.start <= word.span.start and word.span.end <= span.end for word in words for span in spans
    )


def _form(pair: Pair) -> Change | None:
    """Return the change from direct to indirect speech, or the other way, where marks came or went."""
    one, other = pair.one.attribution, pair.other.attribution
    if one.quotation is other.quotation:
        return None
    if keys_of(pair.old.text, one.quoted) == keys_of(pair.new.text, other.quoted):
        return None
    return Change(
        ChangeKind.QUOTATION,
        Part.CONTENT,
        passage(pair.old.text, one.content),
        passage(pair.new.text, other.content),
        pair.one.index,
        pair.other.index,
        reason=f"{one.quotation.value} → {other.quotation.value}",
    )


def _merged(found: Sequence[_Weighed], pair: Pair) -> list[Found]:
    """Join changes of one kind that a single small word parts: "an act of war", "a grave provocation"."""
    kept: list[_Weighed] = []
    for one, joins in found:
        last = kept[-1] if kept else None
        if (
            last
            and joins
            and last[1]
            and (last[0].kind, last[0].reason) == (one.kind, one.reason)
            and _is_near(last[0], one, pair)
        ):
            start_old, start_new = last[0].old, last[0].new
            assert start_old and start_new and one.old and one.new
            joined = Found(
                one.kind, Span(start_old.start, one.old.end), Span(start_new.start, one.new.end), one.reason
            )
            kept[-1] = (joined, True)
        else:
            kept.append((one, joins))
    return [one for one, _ in kept]


def _is_near(one: Found, other: Found, pair: Pair) -> bool:
    if not (one.old and one.new and other.old and other.new):
        return False
    between = words_of(pair.new.text, Span(one.new.end, other.new.start))
    return len(between) <= 1 and all(word.key in SLIGHT for word in between)


def _beside(pair: Pair, part: Part, old: Sequence[Span], new: Sequence[Span]) -> Iterator[Change]:
    """Yield what came, went or changed beside a statement, unless both versions have the words."""
    keys = keys_of(pair.old.text, old), keys_of(pair.new.text, new)
    if keys[0] == keys[1]:
        return
    if all(not side or pair.stands(side, in_new=place == 0) for place, side in enumerate(keys)):
        return
    if not any(key not in SLIGHT for key in {*keys[0]} ^ {*keys[1]}):
        return
    kind = ChangeKind.BASIS if part is Part.BASIS else ChangeKind.REWORDED
    yield Change(
        kind,
        part,
        passage(pair.old.text, old),
        passage(pair.new.text, new),
        pair.one.index,
        pair.other.index,
        reason="came" if not old else "went" if not new else "",
    )


def _occasion(pair: Pair) -> Iterator[Change]:
    """Yield what changed in when and where it was said: a date is redated, anything else reworded."""
    spans = _said(pair.old.reading, pair.one.attribution), _said(pair.new.reading, pair.other.attribution)
    keys = keys_of(pair.old.text, spans[0]), keys_of(pair.new.text, spans[1])
    dated = False
    if keys[0] != keys[1] and not (_stands_or_none(pair, keys)):
        dated = True
        old, new = (side[0] if side else None for side in spans)
        found = Found(ChangeKind.REDATED, old, new, "when it was said")
        yield pair.change(Part.OCCASION, found)
    for change in _beside(
        pair, Part.OCCASION, pair.one.attribution.occasion, pair.other.attribution.occasion
    ):
        if not dated or change.kind is not ChangeKind.REWORDED:
            yield change


def _stands_or_none(pair: Pair, keys: tuple[Sequence[str], Sequence[str]]) -> bool:
    return all(not side or pair.stands(side, in_new=place == 0) for place, side in enumerate(keys))


def _said(reading: Reading, one: Attribution) -> tuple[Span, ...]:
    return () if one.said_date is None else (reading.dates[one.said_date].span,)


# Changes are looked for among those that begin within so many characters; only speed hangs on it.
_STRETCH: Final = 512


def nearest(changes: Sequence[Change]) -> list[Change]:
    """Return changes without those that an earlier one tells as well: same kind, words in common."""
    kept: list[Change] = []
    there: defaultdict[tuple[ChangeKind, int], list[Change]] = defaultdict(list)
    for change in changes:
        stretches = _stretches(change)
        if any(_is_same_place(change, other) for one in stretches for other in there[change.kind, one]):
            continue
        kept.append(change)
        for one in stretches:
            there[change.kind, one].append(change)
    return kept


def _stretches(change: Change) -> list[int]:
    """Return the stretches of the old text that a change touches, of the new one where it has no old."""
    passage = change.old or change.new
    spans = passage.spans if passage else ()
    return sorted({n for start, end in spans for n in range(start // _STRETCH, end // _STRETCH + 1)})


def _is_same_place(one: Change, other: Change) -> bool:
    if one.kind is not other.kind:
        return False
    return all(
        (a is None and b is None) or (a is not None and b is not None and _touch(a, b))
        for a, b in ((one.old, other.old), (one.new, other.new))
    )


def _touch(one: Passage, other: Passage) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)

"""Who did not answer, whom, and about what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.article import Article, Attribution, Date, Manner, Silence, SilenceKind, Span
from onrecord.read.circumstances.claims import claim_named, claim_worded
from onrecord.read.circumstances.flat import Flat, flatten, overlap, trimmed
from onrecord.read.circumstances.lexicon import REQUESTS
from onrecord.read.circumstances.no_answer import NoAnswer, find_no_answers
from onrecord.read.circumstances.phrases import REACH, clause_after, phrase_after, subject_before
from onrecord.read.circumstances.places import Places, hull, places

_ABOUT = re.compile(
    r"[^.;:!?\n]{0,90}?(?:\b(?:about|regarding|concerning|as to)|(?<=comment) on|(?<=drawn) on"
    r"|(?<=questions) on) (?=\w|['\"])"
    r"(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|june|july|august"
    r"|september|october|november|december)\b|\d)"
)
_WHETHER = re.compile(r"[^.,;:!?\n]{0,40}?\b(?=(?:whether|if|how|why|what|when|where|who|which) )")
_QUESTION_WORD = re.compile(r" (?:whether|if|how|why|what|when|where|who|which)\b")
_TO_VERB_OBJECT = re.compile(
    r"(?:confirm|name|identify|discuss|disclose|specify|reveal|explain|address|divulge|detail)(?:ed)?\Z"
)
_ASKED_CLAUSE = re.compile(
    r"\b(?:asked|pressed|questioned|contacted|approached)\b(?: (?:repeatedly|again|later|directly|on \w+day"
    r"|\w+day))?(?: by (?P<by>[^,;.\n]{2,60}?))?"
    r"(?= (?:about|whether|if|how|why|what|when|where|who|which|for|on|to)\b|,)"
)
_OUR = re.compile(
    r"\b(?:our|us|we|me|my|this (?:newspaper|programme|program|reporter|paper|magazine|website))\b"
)
_WRITER = re.compile(r"(?:we|i|this (?:newspaper|programme|program|reporter|paper|magazine|website))\Z")
_REQUEST_OF = re.compile(rf"\b(?:to|of|from) (?P<who>[\w'’&. -]{{2,40}}?)'s? (?:[\w-]+ ){{0,3}}?{REQUESTS}")
_REQUEST_FROM = re.compile(rf"\b{REQUESTS}(?: for comment)? (?:from|by|of) (?=\w)")
_TOLD_ASKER = re.compile(r"\b(?:to|on) (?=(?:the|this|reporters|journalists)\b)")
_FROM = re.compile(r" (?:from|by) (?=\w)")
_PEOPLE = re.compile(
    r"\b(?:author|spokes(?:man|woman|person)|officials?|minister|director|chair(?:man|woman)?|president|mayor|lawyer|"
    r"attorney|secretary|officer|manager|owners?|leader|aide|adviser|head|chief|captain)\b"
)
_DATE_REACH = 60
_RELATIVE = re.compile(r"(?:,)? (?:who|which)(?: (?:then|also|later|has|had|both|all))? ?\Z")
_GOES_ON = re.compile(r"[,;:\n—–]|\b(?:and|but|or|who|which|while|as) ")
# The silent party is an attribution's source, the subject next to the words, or one looked for further off.
# Of 47 non-answers found in the project's own articles 45 are annotated ones, each with the right party;
# the steps keep the order of what they rest on, they are not calibrated.
_PLAIN, _FOUND, _LOOKED_FOR = 0.95, 0.85, 0.6


def find_silences(
    article: Article, attributions: Sequence[Attribution], dates: Sequence[Date]
) -> tuple[Silence, ...]:
    """Return the non-answers of `article` in text order, the parties' ids left open.

    `source` is empty where the article does not say who was silent. `asked_by_words` are the words for
    who asked ("the Post", "we"), without what joins them.
    """
    return silences_at(places(flatten(article.text), attributions, dates))


def silences_at(at: Places) -> tuple[Silence, ...]:
    """Return the non-answers of a text whose attributions and dates are `at` their places."""
    made: list[Silence] = []
    for found in find_no_answers(at.flat):
        if found.needs_question and _question_before(at, found.start) is None:
            continue
        silence = _silence(at, found)
        if not _is_bare_absence(at.flat, silence) and not _is_denied(at, silence.words):
            made.append(silence)
    return tuple(made)


def _is_denied(at: Places, words: Span) -> bool:
    """Whether somebody denies that there was no answer: "denied that it had declined to comment".

    Past a comma or an "and" a content may have run on: "denied the charge and declined to comment".
    """
    for one in (at.attributions[index] for index in at.near(words.start)):
        if one.manner is Manner.DENIES and not one.negated:
            for start, end in one.content:
                if start <= words.start < end and not _GOES_ON.search(at.flat.low, start, words.start):
                    return True
    return False


def _is_bare_absence(flat: Flat, one: Silence) -> bool:
    """Whether "was not available" is said of a thing, or of "you"."""
    if not one.source:
        return False
    who = flat.words(hull(one.source))
    if not flat.words(one.words).endswith("not available"):
        return who == "you"
    words = re.findall(r"[a-z]+", who)
    named = (
        flat.even[one.source[-1].end - len(words[-1]) : one.source[-1].end][:1].isupper() if words else False
    )
    return not (named or _PEOPLE.search(who) or who in {"he", "she", "they", "i"})


def _silence(at: Places, found: NoAnswer) -> Silence:
    words = Span(found.start, found.end)
    question = _our_question(at, found)
    source, confidence = _who(at, found, question)
    about = _about(at.flat, found) or _asked_about(at, found, question)
    made = Silence(
        words=words,
        kind=found.kind,
        source=source,
        asked_by_words=_asked_by(at, found, question),
        about=about,
        dates=_dates(at, found, about, question),
        confidence=confidence,
    )
    return replace(made, attribution=_claim(at, made, source))


def _question_before(at: Places, position: int) -> int | None:
    """The index of the nearest asking in that sentence or the two before it, in one paragraph or the last."""
    for index in reversed(at.near(position, back=3)):
        one = at.attributions[index]
        if one.manner is Manner.ASKS and one.cue[0].start < position and not one.negated:
            between = at.flat.low[hull(one.content).end : position]
            return index if between.count("\n") <= 4 else None
    return None


def _our_question(at: Places, found: NoAnswer) -> int | None:
    """The index of the question of the writer's own that the silence leaves without an answer."""
    if found.kind is not SilenceKind.NO_RESPONSE:
        return None
    index = _question_before(at, found.start)
    if index is None or not _WRITER.match(at.flat.words(hull(at.attributions[index].source))):
        return None
    return index


def _who(at: Places, found: NoAnswer, question: int | None) -> tuple[tuple[Span, ...], float]:
    """The words for who was silent."""
    if not found.subject:
        return _named_after(at, found, question)
    for index in at.cue_in(Span(found.start, found.end)):
        if at.attributions[index].source and hull(at.attributions[index].source).end <= found.start + 1:
            return at.attributions[index].source, _PLAIN
    if _WITHOUT_SUBJECT.match(at.flat.low, found.start):
        return _shared_subject(at, found.start)
    relative = _antecedent(at, found.start)
    if relative is not None:
        return (relative,), _FOUND
    subject = _speaker_of(at.flat, subject_before(at.flat, found.start))
    if subject.end > subject.start:
        return (
            _owner(at, subject, found.start),
        ), _FOUND if subject.end - subject.start < 90 else _LOOKED_FOR
    return _shared_subject(at, found.start)


_AUXILIARIES = re.compile(
    r"(?: (?:has|have|had|is|was|are|were|so far|also|again|still|repeatedly|later|then))+\Z"
)
_WITHOUT_SUBJECT = re.compile(r"without\b|(?:declin|refus|offer|provid|giv|cit|avoid|dodg|evad|ignor)ing\b")
_SAID_SELF = re.compile(r" (?:said|says|added|replied|answered)(?: that)? (?:it|he|she|they)\Z")
_SAID_ASIDE = re.compile(r", [^,]{2,40} (?:said|says|added)\Z")


def _speaker_of(flat: Flat, subject: Span) -> Span:
    """`subject` without "said it" or ", the group said" at its end."""
    words = flat.words(subject)
    tail = _AUXILIARIES.search(words)
    if tail and tail.start():
        subject = Span(subject.start, subject.start + tail.start())
        words = flat.words(subject)
    match = _SAID_SELF.search(words) or _SAID_ASIDE.search(words)
    return Span(subject.start, subject.start + match.start()) if match and match.start() else subject


def _owner(at: Places, subject: Span, position: int) -> Span:
    """A subject that is a pronoun inside what somebody says of himself is that somebody."""
    if at.flat.words(subject) not in {"it", "he", "she", "they", "there"}:
        return subject
    for index in reversed(at.near(position)):
        one = at.attributions[index]
        inside = any(span.start <= position < span.end for span in one.content)
        close = subject.start - one.cue[-1].end <= 8
        if inside and one.source and close and one.cue[-1].end <= subject.start:
            return hull(one.source)
    return subject


def _antecedent(at: Places, position: int) -> Span | None:
    """The words that "who" or "which" before `position` stands for."""
    before = at.flat.low[max(0, position - 30) : position]
    match = _RELATIVE.search(before)
    if match is None:
        return None
    end = position - len(before) + match.start()
    for index in at.near(position):
        for source in at.attributions[index].source:
            if source.start < end <= source.end + 1 and source.end <= position:
                return Span(source.start, min(source.end, end))
            if source.start < end < source.end:
                return Span(source.start, end)
    return _phrase_before(at.flat, end)


def _phrase_before(flat: Flat, end: int) -> Span:
    """The noun phrase that ends at `end`, taken from its article or its capitals."""
    low, start = flat.low, max(flat.sentence(end - 1).start, end - 80)
    heads = [m.start() for m in re.finditer(r"\b(?:the|a|an|its|his|her|their|our)\b", low[start:end])]
    capital = re.search(r"(?:[^\W\d_a-z][\w.'-]*(?: |\Z)){1,6}\Z", flat.even[start:end])
    if capital:
        begin = start + capital.start()
        return Span(begin - 4 if low[max(0, begin - 4) : begin] == "the " else begin, end)
    return Span(start + heads[-1], end) if heads else trimmed(flat, Span(start, end))


def _shared_subject(at: Places, position: int) -> tuple[tuple[Span, ...], float]:
    """The subject of an earlier verb of the sentence: "said they were reviewing it and declined to …"."""
    for index in reversed(at.near(position)):
        one = at.attributions[index]
        if (
            one.cue[0].start < position
            and one.source
            and hull(one.source).end <= position
            and one.parent is None
        ):
            return one.source, _LOOKED_FOR
    sentence = at.flat.sentence(position)
    start = max(sentence.start, position - REACH // 2)
    return _sentence_subject(at.flat, start, position)


_AUXILIARY = re.compile(
    r" (?:is|was|were|are|had|has|have|did|does|do|would|will|could|should|may|might|\w{3,}ed|said|says|made"
    r"|left|took|gave|went|spoke) "
)


def _sentence_subject(flat: Flat, start: int, position: int) -> tuple[tuple[Span, ...], float]:
    match = _AUXILIARY.search(flat.low, start, position)
    if match is None or match.start() == start:
        return (), _LOOKED_FOR
    span = trimmed(flat, Span(start, match.start()), " ,;:\n\"'—–-")
    return ((span,) if span.end > span.start else ()), _LOOKED_FOR


def _named_after(at: Places, found: NoAnswer, question: int | None) -> tuple[tuple[Span, ...], float]:
    """Who was silent in words that have no subject for it: "no answer from the ministry"."""
    flat = at.flat
    clause = flat.low[found.start : min(found.end + 4, len(flat.low))]
    for pattern in (
        r"\b(?:reach|contact) ",
        r"\b(?:to|with|at) (?=(?:the|a|an|his|her|their|its|mr|ms|mrs|dr)\b|\w)",
    ):
        match = re.search(pattern, clause)
        if match and not clause.startswith("no "):
            phrase = phrase_after(flat, found.start + match.end())
            if phrase.end > phrase.start:
                return (phrase,), _FOUND
    match = re.compile(r" ?(?:from|by) (?=\w)|(?<=reach )|(?<=contact )").match(flat.low, found.end)
    phrase = phrase_after(flat, match.end()) if match else Span(0, 0)
    if phrase.end > phrase.start:
        return (phrase,), _PLAIN
    if re.match(r"(?:gave|sent|offered|provided|had|has|have)\b", clause):
        subject = subject_before(flat, found.start)
        if subject.end > subject.start:
            return (subject,), _LOOKED_FOR
    return _addressed(at, question), _LOOKED_FOR


def _addressed(at: Places, question: int | None) -> tuple[Span, ...]:
    """Whom the question before was put to."""
    if question is None:
        return ()
    cue = at.attributions[question].cue[-1]
    phrase = phrase_after(at.flat, cue.end)
    return (phrase,) if phrase.end > phrase.start and at.flat.low[phrase.start : phrase.end] != "for" else ()


def _about(flat: Flat, found: NoAnswer) -> tuple[Span, ...]:
    """The words for what was asked, where the silence itself says it."""
    limit = min(flat.sentence(found.start).end, found.end + REACH // 2)
    verb = flat.low[found.start : found.end].split(" ")[-1]
    if _TO_VERB_OBJECT.search(verb) or verb in {"say", "said"}:
        clause = bool(_QUESTION_WORD.match(flat.low, found.end))
        span = clause_after(flat, found.end) if clause else phrase_after(flat, found.end)
        return (span,) if span.end > span.start else ()
    start = max(found.start, found.end - 60)
    for pattern in (_ABOUT, _WHETHER):
        match = pattern.match(flat.low, found.start, limit) or pattern.match(flat.low, start, limit)
        if match and match.end() >= found.start and not re.search(r"[,;]", flat.low[found.end : match.end()]):
            span = clause_after(flat, match.end())
            return (span,) if span.end > span.start else ()
    return ()


def _asked_about(at: Places, found: NoAnswer, question: int | None) -> tuple[Span, ...]:
    """What was asked, where the sentence ("Asked about X, ...") or the question before says it."""
    flat = at.flat
    sentence = flat.sentence(found.start)
    asked = _ASKED_CLAUSE.search(flat.low, max(sentence.start, found.start - REACH), found.start)
    if asked:
        clause = clause_after(flat, asked.end())
        match = re.match(r"(?:about|on|for) ", flat.words(clause))
        span = trimmed(flat, Span(clause.start + (match.end() if match else 0), clause.end))
        if span.end > span.start:
            return (span,)
    return _put_to(at, question) if question is not None and not asked else ()


def _put_to(at: Places, question: int) -> tuple[Span, ...]:
    """The content of a question, without whom it was put to."""
    content = at.attributions[question].content
    addressee = _addressed(at, question)
    if addressee and overlap(addressee[0], content[0]):
        match = re.compile(r" (?:for|about|on) ").match(at.flat.low, addressee[0].end)
        start = match.end() if match else addressee[0].end + 1
        first = trimmed(at.flat, Span(min(start, content[0].end), content[0].end))
        return ((first,) if first.end > first.start else ()) + content[1:]
    return content


def _asked_by(at: Places, found: NoAnswer, question: int | None) -> tuple[Span, ...]:
    """The words for who asked."""
    flat = at.flat
    sentence = flat.sentence(found.start)
    limit = min(sentence.end, found.end + 80)
    ours = _OUR.search(flat.low, found.start, limit)
    if ours and "," not in flat.low[found.end : ours.start()]:
        return (Span(*ours.span()),)
    request = _REQUEST_OF.search(flat.low, found.start, limit)
    if request:
        return (Span(*request.span("who")),)
    source = _REQUEST_FROM.search(flat.low, found.start, limit)
    told = source or _TOLD_ASKER.search(flat.low, found.start, found.end)
    if told and found.kind is not SilenceKind.REFERRED:
        phrase = phrase_after(flat, told.end())
        if phrase.end > phrase.start and not re.search(REQUESTS, flat.words(phrase)):
            return (phrase,)
    asked = _ASKED_CLAUSE.search(flat.low, max(sentence.start, found.start - REACH), found.start)
    if asked and asked["by"]:
        return (Span(*asked.span("by")),)
    if question is not None and not asked:
        return at.attributions[question].source
    return ()


def _dates(at: Places, found: NoAnswer, about: tuple[Span, ...], question: int | None) -> tuple[int, ...]:
    """The dates that say when it was asked or due: in the words, just after them, or in the question."""
    sentence = at.flat.sentence(found.start)
    end = min(sentence.end, max(found.end, hull(about).end) + _DATE_REACH)
    stop = re.compile(r"[;\n]|, (?:but|and|which|who)\b|[.] ").search(at.flat.low, found.end, end)
    indices = at.dates_in(found.start, stop.start() if stop else end)
    opening = at.dates_in(sentence.start, found.start) if sentence.start + 40 > found.start else []
    if question is not None:
        cue = at.attributions[question].cue[0]
        asked = at.flat.sentence(cue.start)
        opening = at.dates_in(max(asked.start, cue.start - 80), cue.end + 20)
    kept = [
        i
        for i in dict.fromkeys([*opening, *indices])
        if not any(overlap(at.dates[i].span, span) for span in about)
    ]
    return tuple(sorted(kept))


def _claim(at: Places, made: Silence, source: tuple[Span, ...]) -> int | None:
    """The attribution that makes the claim asked about, where the words tell."""
    if not made.about or made.kind is SilenceKind.REFERRED:
        return None
    about = hull(made.about)
    named = claim_named(at, about, made.words.start, source)
    return named if named is not None else claim_worded(at, about, made.words.start, source)

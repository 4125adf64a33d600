"""The words that say that somebody gave no answer.

"Did not respond" is one, "has not responded to the fire" is none; "declined to comment" is one, "declined
to attend" is none. "Did not say" alone is none either, for nobody need have asked. What stands under
"if", "may" or "unless" did not happen and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from onrecord.article import SilenceKind
from onrecord.read.circumstances.flat import Flat
from onrecord.read.circumstances.lexicon import ANSWERING, CLAIMS, REFUSING, REQUESTS


class NoAnswer(NamedTuple):
    """One non-answer: where its words stand, and what of them matters later.

    `subject` is False where the words name the silent one after them or nobody ("no answer from the
    ministry", "could not reach the minister").
    """

    start: int
    end: int
    kind: SilenceKind
    subject: bool = True
    needs_question: bool = False


# "Did not reply to a message": no adverb.
_ADV = (
    r"(?: (?:(?!(?:re|com|ap|sup|im)?p?ly\b|rely\b)[a-z]{2,16}ly|yet|still|even|ever|also|so far|at first"
    r"|otherwise)){0,2}"
)
_NEGATED = re.compile(
    rf"\b(?:(?P<past>did|does|do|has|have|had|was|were|is|are|am|'s|'ve|'m|'re)|(?P<modal>would|will|could"
    rf"|can|ca|wo))"
    rf"(?P<not>{_ADV} not|n't|not\b){_ADV} (?P<verb>[a-z-]{{2,14}})"
)
_LATE = re.compile(
    r"\b(?:(?:has|have|had|is|are) yet to|fail(?:ed|s) to|never) (?P<verb>respond|responded|reply|replied"
    r"|answer|"
    r"answered|return|returned|comment)\b"
)
_WH = r"(?:whether|if|how|why|what|when|where|who|whom|whose|which)"
# What may follow "respond" when it is to a question; "well", "with force", "by raising taxes" may not.
_CLAUSE_ENDS = (
    r"(?=['\"]{0,2}(?:[.,;:!?\n)—–-]|\Z)| (?:and|but|or|when|before|until|after|as|since|on (?:mon|tues"
    r"|wednes|thurs|fri|satur"
    r"|sun)day|in time|by (?:the )?(?:deadline|press time|publication|time"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|midday"
    r"|noon|late|early|the end|the time)|immediately|yet|further|again|to this|for this|at once|either|late"
    r"|last|this"
    r"|yesterday|today|despite|directly|for)\b)"
)
_ASKER = (
    r"(?:us|me|him|her|them|(?:the )?reporters|journalists|(?:this|the) (?:newspaper|paper|programme|program"
    r"|magazine|website|"
    r"broadcaster|reporter|press|media)|(?:the )?[a-z]+'s? (?:"
    + REQUESTS[3:-1]
    + r")|the (?:post|times|journal|register|"
    r"guardian|observer|courier|echo|tribune|dispatch|gazette|herald))"
)
_FOR_COMMENT = (
    r"(?: (?:for|seeking) (?:a |an |further |any )?"
    r"(?:comment|interview|reaction|response|information|clarification)s?)?"
)
_REQUEST = rf"(?:[\w'’-]+ ){{0,5}}?{REQUESTS}{_FOR_COMMENT}"
_TO_ASKER = re.compile(rf" (?:to|on|at) (?:{_REQUEST}|{_ASKER})\b")
_ENDS = re.compile(_CLAUSE_ENDS)
_ANSWER_OBJECT = re.compile(
    rf" (?:{_REQUEST}|(?:its|his|her|their|the) (?:telephone|phone|door|mobile)|directly|{_ASKER}|the"
    rf" question)\b"
)
_RETURN_OBJECT = re.compile(rf" {_REQUEST}\b")
_EVIDENCE = re.compile(
    r" (?:any |a |the )?(?:[a-z-]+ ){0,2}?(?:evidence|proof|substantiation|documentation)\b"
    r"(?! (?:in court|to the (?:inquiry|court|jury|committee)|at (?:the|his|her) trial))"
)
_REPLY_OBJECT = re.compile(r" (?:an? |any |immediate |further ){0,2}(?:comment|response|reply|answer)s?\b")
_CLAIM_OBJECT = re.compile(
    rf" (?:{_WH}\b|(?:[\w'-]+ ){{0,4}}?(?:"
    + "|".join(sorted(CLAIMS | {"question", "questions", "issue", "allegation", "matter"}))
    + r")\b)"
)
_SAY_OBJECT = re.compile(rf" (?:{_WH}\b(?! (?:that|sorry))|more\b|anything\b|much\b)")
_TALK_OBJECT = re.compile(
    r" (?:to (?:reporters|us|me|journalists|the (?:press|media|paper))|publicly|about|on the record"
    r"|further)\b"
)
_WISH_OBJECT = re.compile(
    r" to (?:comment|answer|discuss|be drawn|be interviewed|talk about|speak to|say more|elaborate)\b"
)
_GOING = re.compile(r" to (?:discuss|comment|answer|talk about|speculate|elaborate|go into)\b")
_REACHED = re.compile(r" (?:reached|contacted|located|found)\b(?: for (?:comment|an interview|a response))?")
_NO_ROUTE = re.compile(
    r" (?:by (?:road|air|boat|sea|helicopter|rescuers)|without|because of the|in time to)\b"
)
_DRAWN = re.compile(r" (?:drawn|interviewed|quoted on)\b")
_AVAILABLE = re.compile(
    r" (?:for (?:comment|an? interview|interviews|questions|a response)|to (?:comment|speak|answer|talk))\b"
)

_AS_SOMETHING = re.compile(r" (?:\w+sel(?:f|ves)|as|with)\b")
_RESPOND = frozenset(["respond", "responded", "reply", "replied", "responding", "replying"])
_ANSWER = frozenset(["answer", "answered", "answering"])
_COMMENT = frozenset(["comment", "commented", "commenting"])
_KEEP_BACK = frozenset(
    [
        "confirm",
        "name",
        "identify",
        "discuss",
        "disclose",
        "elaborate",
        "specify",
        "reveal",
        "divulge",
        "explain",
        "speculate",
        "clarify",
    ]
)
_GIVE = frozenset(
    [
        "offer",
        "offered",
        "provide",
        "provided",
        "give",
        "given",
        "present",
        "presented",
        "produce",
        "produced",
        "cite",
        "cited",
        "supply",
        "supplied",
    ]
)
# Before the words: what makes them no fact ("if they do not respond", "may decline to comment").
_UNREAL = re.compile(
    r"(?:\b(?:if|unless|whether|should|may|might|could|can|would|must|never|not|n't|to|or|lest|cannot|shall"
    r"|'ll|will)"
    r"(?: (?:he|she|it|they|you|we|i|also|simply|even|still|always))?|\bif [\w' ]{1,30}) \Z"
)
_CONDITION = re.compile(r"\b(?:if|unless|in case|whether) [\w' -]{1,40}\Z")


def find_no_answers(flat: Flat) -> list[NoAnswer]:
    """Return every non-answer of the text in order; of two that overlap, the one that begins first."""
    found = sorted([*_negations(flat), *_phrases(flat)], key=lambda one: (one.start, -one.end))
    kept: list[NoAnswer] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _negations(flat: Flat) -> Iterator[NoAnswer]:
    for match in _NEGATED.finditer(flat.low):
        told = _judge(flat, match["verb"], bool(match["modal"]), match)
        if told is not None and not _CONDITION.search(flat.low, max(0, match.start() - 60), match.start()):
            kind, end = told
            asked = match["verb"] in {"say", "said"} and not match["modal"]
            yield NoAnswer(match.start(), end, kind, needs_question=asked)
    for match in _LATE.finditer(flat.low):
        told = _judge(flat, match["verb"], False, match)
        # Who "failed to respond" may have failed to act; "has yet to respond" is said of a question.
        if told is not None and (told[1] > match.end() or "yet" in match.group()):
            yield NoAnswer(match.start(), told[1], SilenceKind.NO_RESPONSE)


def _judge(flat: Flat, verb: str, modal: bool, match: re.Match[str]) -> tuple[SilenceKind, int] | None:
    """What a negated verb amounts to, and where its words end; None where it is no non-answer."""
    low, end = flat.low, match.end()
    if (
        match.groupdict().get("modal") in {"can", "ca"}
        and verb != "be"
        and verb not in {"discuss"} | _COMMENT
    ):
        return None  # "cannot answer": he does not know
    if verb in _RESPOND or verb in _ANSWER or verb in {"return", "returned", "returning"}:
        return _unanswered(low, verb, modal, end)
    if verb in _COMMENT:
        return (SilenceKind.DECLINED, _after(re.compile(r" further\b"), low, end) or end)
    if verb in _GIVE:
        stop = _after(_EVIDENCE, low, end)
        if stop:
            return SilenceKind.NO_EVIDENCE, stop
        stop = None if modal else _after(_REPLY_OBJECT, low, end)
        return (SilenceKind.NO_RESPONSE, stop) if stop else None
    if verb == "address" and not modal:
        stop = _after(_CLAIM_OBJECT, low, end)
        return (SilenceKind.EVADED, stop) if stop else None
    if modal:
        return _withheld(low, verb, match, end)
    return _state(low, verb, end)


def _unanswered(low: str, verb: str, modal: bool, end: int) -> tuple[SilenceKind, int] | None:
    kind = SilenceKind.DECLINED if modal else SilenceKind.NO_RESPONSE
    if verb in _RESPOND:
        stop = _after(_TO_ASKER, low, end) or (end if _ENDS.match(low, end) else None)
    elif verb in _ANSWER:
        stop = _after(_ANSWER_OBJECT, low, end) or (end if _ENDS.match(low, end) else None)
    else:
        stop = _after(_RETURN_OBJECT, low, end)
    return (kind, stop) if stop else None


def _withheld(low: str, verb: str, match: re.Match[str], end: int) -> tuple[SilenceKind, int] | None:
    able = match["modal"] in {"could", "can", "ca"}
    if verb == "be":
        reached = _after(_REACHED, low, end)
        if able and reached and not _NO_ROUTE.match(low, reached):
            return SilenceKind.UNREACHABLE, reached
        drawn = _after(_DRAWN, low, end)
        return (SilenceKind.DECLINED, drawn) if drawn and not able else None
    if able:
        return (SilenceKind.DECLINED, end) if verb in {"discuss", "elaborate"} else None
    if verb in _KEEP_BACK and not _AS_SOMETHING.match(low, end):
        return SilenceKind.DECLINED, end
    if verb == "say" and (_SAY_OBJECT.match(low, end) or re.match(r"[.,;]", low[end : end + 1])):
        return SilenceKind.DECLINED, end
    stop = _after(_TALK_OBJECT, low, end) if verb in {"speak", "talk"} else None
    return (SilenceKind.DECLINED, stop) if stop else None


def _state(low: str, verb: str, end: int) -> tuple[SilenceKind, int] | None:
    """Non-answers of "was not available", "did not wish to comment", "am not going to discuss"."""
    if verb in {"say", "said"}:
        return (SilenceKind.EVADED, end) if re.compile(r" (?:whether|if)\b").match(low, end) else None
    if verb == "going":
        stop = _after(_GOING, low, end)
        return (SilenceKind.DECLINED, stop) if stop else None
    if verb in {"wish", "want", "prepared", "willing", "able"}:
        stop = _after(_WISH_OBJECT, low, end)
        return (SilenceKind.DECLINED, stop) if stop else None
    if verb in {"available", "made"}:
        end = (_after(re.compile(r" available\b"), low, end) or 0) if verb == "made" else end
        stop = _after(_AVAILABLE, low, end) if end else None
        return (SilenceKind.UNREACHABLE, stop or end) if stop or (end and verb == "available") else None
    if verb == "taking" and low.startswith(" questions", end):
        return SilenceKind.DECLINED, end + 10
    return None


def _after(pattern: re.Pattern[str], low: str, end: int) -> int | None:
    match = pattern.match(low, end)
    return match.end() if match else None


_K = SilenceKind
_COMMENT_ON = (
    r"(?:for (?:comment|an interview|interviews|reaction|a response)|"
    r"to (?:comment|be interviewed|speak|talk|appear))"
)
# Each with its kind, and whether what stands before may make it no fact ("may decline to comment").
_PHRASES: tuple[tuple[SilenceKind, bool, re.Pattern[str]], ...] = (
    (
        _K.DECLINED,
        True,
        re.compile(
            rf"\b(?:declin(?P<lets>)|refus)(?:ed|es|e|ing)(?: (?:on \w+day|repeatedly|again|publicly"
            rf"|initially|further)){{0,2}}"
            rf"(?: to (?:publicly |immediately |directly |further )?(?:(?(lets){ANSWERING}|{REFUSING}))\b(?!"
            rf" (?:(?:his|her|their) (?:full |last |first |real )?names?|way|up|evidence|in to)\b)"
            rf"|(?: any)?(?: further| immediate)? comment\b| (?:an |our |[\w'’-]+ ){{0,3}}?(?:interview"
            rf"|requests?)(?: {_COMMENT_ON})?\b"
            r"| to appear (?=tonight|on (?:the|this) (?:program|show)|before the cameras)(?:tonight)?)"
            r"(?: (?:any |the |our |further |more |other |[\w'’-]+'s )?questions)?"
        ),
    ),
    (
        _K.DECLINED,
        True,
        re.compile(
            rf"\b(?:turned down|rejected|ignored|rebuffed) (?:[\w'’-]+ ){{0,4}}?(?:requests?|invitations?)"
            rf" {_COMMENT_ON}\b"
        ),
    ),
    (
        _K.DECLINED,
        False,
        re.compile(
            r"\banswered no (?:further |more |other )?questions\b|\btook no (?:further |more )?questions\b"
        ),
    ),
    (
        _K.DECLINED,
        True,
        re.compile(
            r"(?<!get )(?<!got )(?<!be )(?<!is )(?<!are )(?<!was )(?<!were )\bh[au]ngs? up(?: the"
            r" (?:tele)?phone)?(?=[.,;!?\n\"]|\Z"
            r"| (?:on (?:us|me|him|her|them|reporters|the caller|(?:a|the|this|our) \w*(?:reporter|paper"
            r"|correspondent))|when|after|before|without|as)\b)"
        ),
    ),
    (
        _K.DECLINED,
        False,
        re.compile(
            r"\b(?:had|has|have|made|makes|offered|gave|with|issued|says|said|replied|:)['\",]{0,2} ['\"]?no"
            r" (?:further |immediate |other |public )?comment\b"
            r"(?! (?:section|thread)s?)(?: to make| to offer)?"
        ),
    ),
    (
        _K.DECLINED,
        True,
        re.compile(
            r"\b(?:neither confirm(?:ed|s)?(?: \w+)? nor (?:den(?:y|ied|ies))|not confirm or deny|refus(?:ed"
            r"|es|ing) to confirm or deny)\b"
        ),
    ),
    (
        _K.EVADED,
        False,
        re.compile(
            r"\b(?:had|has|have)(?: \w+ly)? ['\"]?(?:nothing (?:further |more |else |new |to )?(?:to"
            r" )?(?:add|say|share|offer|report)\b|no "
            r"(?:further |immediate |additional )?(?:observations?|information|details?|statement|position"
            r"|remarks?)"
            r" to (?:offer|share|make|add|give|provide)\b['\"]?)"
            r"(?! (?:each other|until|the|an?|them|us|you|to (?!that|what|(?:his|her|its|the|their|our|my)"
            r" (?:earlier |previous )?(?:statement|answer|comment))))(?: to offer)?"
        ),
    ),
    (
        _K.EVADED,
        True,
        re.compile(
            r"\b(?:sidestepp|dodg|duck|evad|deflect|avoid|brush|ignor)(?:ed|es|s|ing)(?: aside| off|"
            r" answering)?"
            r" (?:[\w'’-]+ ){0,3}?questions?\b"
        ),
    ),
    (
        _K.NO_EVIDENCE,
        False,
        re.compile(
            r"\b(?:(?:offer|provid|present|produc|cit|suppl|furnish)(?:ed|es|s|ied|ies|ing)|gave|gives"
            r"|giving) no (?:[\w-]+ ){0,2}?(?:evidence|proof|substantiation)\b"
            r"(?! (?:in court|to the (?:inquiry|court|jury|committee)|at (?:the|his|her) trial))"
            r"|\bwithout (?:(?:offering|providing|giving|citing|presenting|producing|supplying) )?(?:any"
            r" )?(?:[\w-]+ )?(?:evidence|proof)\b"
        ),
    ),
)

# Words without a subject of their own: who was silent stands after them, or in the question before.
_LOOSE: tuple[tuple[SilenceKind, re.Pattern[str]], ...] = (
    (
        _K.NO_RESPONSE,
        re.compile(
            r"\b(?:there (?:was|has been|is)(?: still)? |still |(?:got|received|had|has|have|gave|sent"
            r"|offered|provided)(?: \w+ly)? )"
            r"no (?:immediate |further |official |public )?(?:answer|repl(?:y|ies)|response|reaction|comment"
            r"|word)s?(?: so far| yet)?"
            r"(?= (?:from|to (?:our|the|a|requests|questions|e-?mails|calls|letters|messages))\b"
            r"|['\"]{0,2}[.,;\n]|\Z)"
        ),
    ),
    (
        _K.NO_RESPONSE,
        re.compile(
            r"(?<![\w,] )\bno (?:immediate |further |official )?(?:answer|reply|response|comment)"
            r"(?: so far| yet| (?:was|has been) (?:received|given|forthcoming|made)| came| as yet)?"
            r"(?= from\b|(?: from [\w' ]{2,40})?[.\n]|\Z)"
        ),
    ),
    (
        _K.NO_RESPONSE,
        re.compile(
            rf"\b{REQUESTS}\b(?P<object> (?:for comment |for an interview |seeking comment |left |sent |put"
            rf" )?(?:to|with|at) [^.;:\n\"]{{2,80}}?)?(?: for comment)? "
            r"(?:(?:was|were|have been|has been)(?: \w+ly)? (?:not (?:immediately )?(?:returned|answered"
            r"|acknowledged)|unanswered|ignored|unreturned)"
            r"|(?:went|go|remain|remained)(?: \w+ly)? (?:unanswered|unreturned|ignored))\b"
        ),
    ),
    (
        _K.UNREACHABLE,
        re.compile(
            r"\b(?:(?:was|were)(?: \w+ly)? unable to|could not|couldn't|failed to) (?:immediately "
            r"|independently )?(?:reach|contact) "
            r"(?=[\w' .-]{2,60}(?: for (?:comment|an interview)|[.,;\n]))"
            r"|\b(?:efforts|attempts) to (?:reach|contact) (?=[^.;\n]{2,60}(?:unsuccessful|failed|not"
            r" successful))"
        ),
    ),
)
_REFERRED = re.compile(
    r"\b(?:refer|direct|defer|pass|forward|redirect)(?:red|ed|s|ring)(?: on)? (?P<who>us|me|him|her|them|it"
    r"|reporters|journalists|(?:a|our|the|this) (?:reporter|newspaper|"
    r"paper|programme|journalist|correspondent|post|times|journal)|(?:all |any |further |[\w'’]+ |our |the"
    r" ){0,2}?(?:questions?|inquir(?:y|ies)|enquir(?:y|ies)|"
    r"quer(?:y|ies)|calls|requests?(?: for comment)?|comment|reporters' questions))(?: (?:about|on|regarding"
    r"|for) [^.;:\n\"]{2,60}?)? (?:back )?to (?=\w|['\"])"
)
_AWAY = re.compile(
    r"\b(?:said|says)(?: that)? (?:he|she|m[rs]s?\.? \w+) (?:was|were|is|are) (?:travell?ing|on leave|"
    r"on holiday|on vacation|away|unavailable|not available|out of the country|abroad|too busy|"
    r"in a meeting)\b"
    r"(?! (?:to|from|with|by)\b)"
)
_ASKING = re.compile(r"\b(?:ask(?:ed|s)?|question(?:ed|s)?|whether|tries again|pressed|requests?)\b|\?")
_DOCTORS = re.compile(
    r"(?:an? |the )?(?:\w+ )?(?:doctor|specialist|hospital|clinic|court|committee|psychiatrist|therapist"
    r"|prosecutors?|police)\b"
)


def _phrases(flat: Flat) -> Iterator[NoAnswer]:
    for kind, checked, pattern in _PHRASES:
        for match in pattern.finditer(flat.low):
            before = flat.low[max(0, match.start() - 40) : match.start()]
            if checked and (_UNREAL.search(before) or _CONDITION.search(before)):
                continue
            start = match.start() + (4 if kind is _K.DECLINED and match.group().startswith("not ") else 0)
            yield NoAnswer(start, match.end(), kind)
    for kind, pattern in _LOOSE:
        for match in pattern.finditer(flat.low):
            if not _CONDITION.search(flat.low, max(0, match.start() - 60), match.start()):
                yield NoAnswer(match.start(), _trim_end(flat, match), kind, subject=False)
    yield from _referred(flat)
    for match in _AWAY.finditer(flat.low):
        yield NoAnswer(match.start(), match.end(), _K.UNREACHABLE)


def _trim_end(flat: Flat, match: re.Match[str]) -> int:
    return match.end() - (1 if flat.low[match.end() - 1] == " " else 0)


def _referred(flat: Flat) -> Iterator[NoAnswer]:
    for match in _REFERRED.finditer(flat.low):
        before = flat.low[max(0, match.start() - 40) : match.start()]
        if _UNREAL.search(before) or _DOCTORS.match(flat.low, match.end()):
            continue
        asked = match["who"] not in {"him", "her", "them", "it"} or _was_asked(flat, match.start())
        verb = match.group().split()[0]
        if verb[:4] in {"dire", "pass", "forw"} and not _was_asked(flat, match.start()):
            continue
        sent = (
            "refer" in verb
            or match["who"].split()[-1] not in {"us", "me", "comment", "calls"}
            or verb == "deferred"
        )
        if asked and sent:
            end = re.compile(r"[^.,;:\n\"]{1,60}|['\"][^\n\"]{1,80}['\"]").match(flat.low, match.end())
            yield NoAnswer(match.start(), end.end() if end else match.end(), _K.REFERRED)


def _was_asked(flat: Flat, position: int) -> bool:
    """Whether the sentence or the one before speaks of a question."""
    number = flat.sentence_number(position)
    start = max(flat.numbered(max(0, number - 1)).start, position - 400)
    return _ASKING.search(flat.low, start, position) is not None

"""Claims: which statements say the same in common, and how each stands to it.

Cautious on purpose. A statement joins a claim if it is alike enough to its core, the statements that assert
it, not only to the one that is nearest: a chain of neighbours would lead from any statement to any other. It
joins
the best claim that takes it, or founds one with the nearest statement that is the same. Statements are placed
in the order in which they come in, and what was placed before does not move, so adding articles one by one
gives what adding all of them gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.article import Manner
from onrecord.link.differences import DifferenceKind, contrary_share
from onrecord.link.said import Said
from onrecord.link.sameness import Comparing, Sameness, SamenessVerdict, compare
from onrecord.link.trace import Stance
from onrecord.link.wording import stem

#: Members of a core that a new statement is compared with: those that founded the claim and the latest.
CORE: Final = 12
#: Of the core, the mean over so many of the best counts: a claim is told in wordings of several kinds.
BEST: Final = 2
#: That mean has to reach this. Bounds were chosen on the open dossiers (weights fitted on the others) and
#: on ten events of a real war (`benchmarks.cells`): there 74 % of the joined pairs are right, with 0.45
#: instead 45 %, for two pairs more in a hundred found. In the dossiers 0.45 has half as many pairs again.
JOIN: Final = 0.55
#: And the best of them this.
NEAREST: Final = 0.65
#: And the mean over the whole core this: neighbours of neighbours would make one claim of an affair.
WHOLE: Final = 0.55
#: At most this share of the core may differ from the statement (number, actor, time, ...), of those near it.
MOST_AGAINST: Final = 0.2
#: What denies a claim, or asks about it, has to be as near to it as this: its words are the claim's.
ANSWER: Final = 0.3
#: A statement that says the contrary of the core, by a "not" or a word that excludes its word, as near as
#: this.
CONTRARY: Final = 0.4
#: As near as this if whoever says it is somebody that the claim is about: the accused answers.
CONTRARY_OF_MEANT: Final = 0.25
#: As near as this, what the accused answers needs no word of the claim: "we gave no advice".
CONTRARY_IN_OTHER_WORDS: Final = 0.7
#: And so much of the words of the clause that is turned into its contrary has to stand in both.
SHARED_BY_CONTRARIES: Final = 0.6
#: From this share of a statement's content on, a statement inside it is all that it says.
_ALL: Final = 0.7
#: Ways to state something: what somebody thinks or wants of it says more than the content inside.
SPEECH: Final = frozenset(set(Manner) - {Manner.THINKS, Manner.OTHER})
#: What a refusal may be of, to be a denial: "rejects the suggestion that".
_CLAIM_WORDS: Final = (
    "suggestion",
    "claim",
    "allegation",
    "accusation",
    "report",
    "idea",
    "charge",
    "assertion",
    "notion",
)


@dataclass(frozen=True, slots=True)
class Cue:
    """How one step of a chain was said: its manner, whether the cue is negated, and the words of its
    content.
    """

    manner: Manner
    negated: bool = False
    content: str = ""


@dataclass(frozen=True, slots=True)
class Nested:
    """An attribution as nesting looks at it: the one it stands in, the length of its content, and how much of
    that one's content it takes up with its source and cue.
    """

    parent: int | None
    manner: Manner
    share: float


def cores(attributions: Sequence[Nested]) -> list[int]:
    """Return for each attribution the one whose content is all that it says: itself, or one inside it.

    "The Times reported that the mayor had said that the bridge was shut" says of it what the mayor says.
    """
    inner: dict[int, int] = {}
    for number, one in enumerate(attributions):
        parent = one.parent
        if parent is None or one.share < _ALL or one.manner not in SPEECH:
            continue
        if attributions[parent].manner in SPEECH:
            inner.setdefault(parent, number)
    found = []
    for number in range(len(attributions)):
        at, seen = number, {number}
        while at in inner and inner[at] not in seen:
            at = inner[at]
            seen.add(at)
        found.append(at)
    return found


def stance_of(chain: Iterable[Cue]) -> Stance:
    """Return how a statement stands to its own content: `chain` are the cues around it, outermost first.

    What stands inside a denial is denied; a denial that is denied asserts. "Did not say whether" is no
    answer.
    """
    denied, stance = False, Stance.ASSERTS
    for cue in chain:
        silent = cue.negated and cue.manner in _SILENT and not _IS_TOLD.match(cue.content)
        if cue.manner is Manner.DECLINES or silent:
            return Stance.DECLINES
        if is_no_answer(cue.content) or (cue.negated and _TO_ANSWER.match(cue.content)):
            return Stance.DECLINES
        if cue.manner is Manner.ASKS:
            stance = Stance.ASKS
        refused = cue.manner is Manner.REFUSES and _is_of_claim(cue.content)
        if (cue.manner is Manner.DENIES or refused) and not cue.negated:
            denied = not denied
    return Stance.DENIES if denied and stance is Stance.ASSERTS else stance


def is_no_answer(content: str) -> bool:
    """Whether a content says that whoever speaks gives no answer: "the company would not comment".

    What was said before it in a sentence of its own is an answer: "There is no deal. We do not comment."
    """
    found = _NO_ANSWER.search(content[:_BEGINNING])
    return found is not None and not _SAID_BEFORE.search(content, 0, found.start())


#: Where the words that give no answer have to stand.
_BEGINNING: Final = 90
_NO_ANSWER: Final = re.compile(
    r"\b(?:would|could|will|can|did|does|do)(?: not|n[’']t) (?:wish to |want to |currently )?"
    r"(?:comment|discuss|say\b(?! that)|answer|respond|reply|be drawn|speculate|take part|take questions)"
    r"|\bno comment\b|\bnothing (?:further |more )?to (?:add|say)\b"
    r"|\b(?:declin|refus)\w{1,4} to (?:comment|say|answer|discuss|respond)",
    re.IGNORECASE,
)


#: "I do not say that they lie", "it did not print the answer": what is not said is told.
_IS_TOLD: Final = re.compile(r"(?:that|the|its|his|her|their|a|an)\b", re.IGNORECASE)
#: The end of a sentence, or of one part of a quotation.
_SAID_BEFORE: Final = re.compile(r"[.!?,]['\"’”]|[.!?;] |…")
_SILENT: Final = frozenset({Manner.SAYS, Manner.CONFIRMS})
_TO_ANSWER: Final = re.compile(
    r"(?:to )?(?:comment|answer|respond|reply|discuss|take part|say)\b", re.IGNORECASE
)


def _is_of_claim(content: str) -> bool:
    begin = content[:40].casefold().split()[:3]
    return any(word.startswith(_CLAIM_WORDS) for word in begin)


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement with how it stands to its own content."""

    said: Said
    stance: Stance


@dataclass(frozen=True, slots=True)
class Member:
    """A statement of a claim as a new one is compared with it; `agrees` is False for one that says the
    contrary.
    """

    said: Said
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class Core:
    """A claim as a new statement meets it: its number, and some members that state something, founders
    first.
    """

    claim: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a statement belongs: the claim, how it stands to it, how near, and why."""

    claim: int
    stance: Stance
    score: float
    reason: str


def place(stated: Stated, near: Sequence[Core], how: Comparing = compare) -> list[Placed]:
    """Return the claims that a statement may belong to, of those near it, the one that it fits best first."""
    found = [placed for core in near if (placed := _place(stated, core, how)) is not None]
    return sorted(found, key=lambda placed: -placed.score)


def _place(stated: Stated, core: Core, how: Comparing) -> Placed | None:
    members = core.members[:CORE]
    compared = [how(member.said, stated.said) for member in members]
    if stated.stance is not Stance.ASSERTS:
        return _answering(stated.stance, core, compared)
    sides = {True: [0.0] * len(members), False: [0.0] * len(members)}
    for number, (member, one) in enumerate(zip(members, compared, strict=True)):
        if not one.differences:
            sides[member.agrees][number] = one.score
        elif is_contrary(member.said, stated.said, one):
            sides[not member.agrees][number] = one.score
    agrees = _nearness(sides[True]) >= _nearness(sides[False])
    score = _nearness(sides[agrees])
    near = [one for one in compared if one.verdict is not SamenessVerdict.DIFFERENT]
    against = sum(bool(one.differences) and not sides[agrees][at] for at, one in enumerate(compared))
    if max(sides[agrees]) < NEAREST or score < JOIN or against > MOST_AGAINST * len(near):
        return None
    own = [value for value, member in zip(sides[agrees], members, strict=True) if member.agrees is agrees]
    if sum(own) < WHOLE * len(own):
        return None
    stance = Stance.ASKS if stated.said.is_question else Stance.ASSERTS if agrees else Stance.CONTRADICTS
    return Placed(core.claim, stance, score, _reason(score, compared))


def is_contrary(one: Said, other: Said, sameness: Sameness) -> bool:
    """Whether two statements of different parties say the contrary of each other in much the same words."""
    only = {difference.kind for difference in sameness.differences} == {DifferenceKind.POLARITY}
    if not only or (one.party is not None and one.party == other.party):
        return False
    meant = is_meant(one, other) or is_meant(other, one)
    if meant and sameness.score >= CONTRARY_IN_OTHER_WORDS:
        return True
    least = CONTRARY_OF_MEANT if meant else CONTRARY
    return sameness.score >= least and contrary_share(one, other) >= SHARED_BY_CONTRARIES


def is_meant(one: Said, other: Said) -> bool:
    """Whether whoever made one statement is named in the other."""
    if one.party is not None and one.party in other.parties:
        return True
    return any(word in one.called for name in other.names for word in name.split())


#: Differences that keep a denial or a question from none of what it denies or asks.
_IN_ANSWERS: Final = frozenset({DifferenceKind.POLARITY, DifferenceKind.MODALITY})


def _answering(stance: Stance, core: Core, compared: Sequence[Sameness]) -> Placed | None:
    values = [
        one.score if {difference.kind for difference in one.differences} <= _IN_ANSWERS else 0.0
        for one in compared
    ]
    score = _nearness(values)
    return (
        Placed(core.claim, stance, score, f"{stance.value} it: {_reason(score, compared)}")
        if score >= ANSWER
        else None
    )


def _nearness(values: Sequence[float]) -> float:
    """Return the mean of the best values, at most `BEST` of them."""
    best = sorted(values, reverse=True)[:BEST]
    return sum(best) / len(best) if best else 0.0


def _reason(score: float, compared: Sequence[Sameness]) -> str:
    best = max(compared, key=lambda one: (not one.differences, one.score))
    return f"{score:.2f} to the core; {best.reason}"


def founds(one: Stated, other: Stated, sameness: Sameness) -> bool:
    """Whether two statements of no claim yet found one: both assert, and are the same or each other's
    contrary.
    """
    both = one.stance is Stance.ASSERTS and other.stance is Stance.ASSERTS
    if not both or one.said.is_question or other.said.is_question:
        return False
    return sameness.verdict is SamenessVerdict.SAME or is_contrary(one.said, other.said, sameness)


#: Two claims that a statement belongs to are one if their cores are so near each other, every pair counted.
MERGE: Final = 0.6
#: So many statements of each are compared: of twelve, 144 pairs are, a third of all that linking compares.
MERGED: Final = 6


def are_one(one: Core, other: Core, how: Comparing = compare) -> bool:
    """Whether two claims are one: their cores are near each other on the whole, and few pairs of them
    differ.
    """
    pairs = [(member.said, another.said) for member in _ends(one) for another in _ends(other)]
    near, against = 0.0, 0
    for left, (mine, yours) in zip(range(len(pairs) - 1, -1, -1), pairs, strict=True):
        found = how(mine, yours)
        against += bool(found.differences)
        near += 0.0 if found.differences else found.score
        # What is left cannot make up for it: of most claims that are two, a quarter of the pairs tells it.
        if against > MOST_AGAINST * len(pairs) or near + left < MERGE * len(pairs) - _ROUNDING:
            return False
    return bool(pairs) and near >= MERGE * len(pairs)


def _ends(core: Core) -> Sequence[Member]:
    """Return the founders of a claim and the latest of it, of those that say what it says."""
    agreeing = [member for member in core.members if member.agrees]
    return agreeing if len(agreeing) <= MERGED else [*agreeing[: MERGED // 2], *agreeing[-MERGED // 2 :]]


#: Sums of a hundred scores differ by less with their order.
_ROUNDING: Final = 1e-9


def speaks_of(silent: Said, before: Sequence[Stated]) -> int | None:
    """Return which of the statements before a silence it is about.

    That is the last one that has a word of what it gives no answer on ("questions about the dinner"), else
    the last one that names who is silent, else, where no matter is told, the last.
    """
    called = silent.called
    # A sentence that holds a refusal ("it could not discuss it while people were looked for") tells more.
    matter = silent.stems.keys() - _ASKED_FOR if silent.manner is Manner.DECLINES else frozenset()
    for number in range(len(before) - 1, -1, -1):
        if matter & before[number].said.stems.keys():
            return number
    for number in range(len(before) - 1, -1, -1):
        words = {word for name in before[number].said.names for word in name.split()}
        if called & words:
            return number
    return len(before) - 1 if before and not matter else None


#: What silent ones do not give, or are asked for: it tells no matter.
_ASKED_FOR: Final = frozenset(
    map(
        stem,
        """comment question answer request response reply respond interview say discuss call message email
        telephone phone newspaper paper reporter programme account individual speculation rumour allegation
        claim story detail matter issue say whether part further""".split(),
    )
)


#: What a claim may rest on that others then speak of: "the memo was never sent".
_DOCUMENTS: Final = frozenset(
    map(
        stem,
        """letter memo document report paper file filing log record tape recording transcript note email
        message statement contract study survey certificate invoice dossier cable""".split(),
    )
)


def rests_on(said: Said, member: Said) -> bool:
    """Whether a statement speaks of the document that a member of a claim has its words from."""
    spoken = {token.stem for token in said.words} & _DOCUMENTS
    told = {stem(word) for source in member.told_by for word in source.split()}
    return bool(spoken & told)

"""What a system answers about a dossier, taken from its traces, with articles by their names in the gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.links.gold import Gold
from benchmarks.links.scene import Statement
from onrecord.link.trace import Answered, Copied, Meets, Silent, Stance, Step, StepKind, Trace, Verdict

Pair = frozenset[str]
# What an answer says of the claim. Who qualifies grants a part of it.
_HOW = {
    "denies": Stance.DENIES,
    "confirms": Stance.ASSERTS,
    "qualifies": Stance.ASSERTS,
    "declines": Stance.DECLINES,
}


@dataclass(frozen=True, slots=True)
class Membership:
    """A statement in a claim: how it stands to it, and the chain that it names."""

    statement: Statement
    stance: Stance
    chain: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of the system: members by the keys of their statements, origins, and pairs of articles."""

    members: Mapping[str, Membership]
    certain: int
    origins: int
    pairs: Mapping[Pair, Verdict]


@dataclass(frozen=True, slots=True)
class Copy:
    """`article` has `share` of its words from `of`."""

    article: str
    of: str
    share: float
    credited: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a system says of a dossier."""

    claims: tuple[Claim, ...] = ()
    copies: tuple[Copy, ...] = ()
    relays: frozenset[tuple[str, str]] = frozenset()
    circles: frozenset[Pair] = frozenset()

    def statements(self) -> Iterator[Statement]:
        """Yield the statements of all claims."""
        for claim in self.claims:
            for membership in claim.members.values():
                yield membership.statement

    def claims_by_statement(self) -> dict[str, set[int]]:
        """Return the numbers of the claims that each statement belongs to, by its key."""
        found: dict[str, set[int]] = {}
        for number, claim in enumerate(self.claims):
            for key in claim.members:
                found.setdefault(key, set()).add(number)
        return found


def answer_of(traces: Iterable[Trace], gold: Gold, keys: Mapping[str, str] | None = None) -> Answer:
    """Return the answer that traces give. `keys` are names of articles by the keys that the record gave them.

    What is no address, key or name of an article stays as it is: the name of an outlet.
    """
    names = {about.url: name for name, about in gold.articles.items() if about.url}
    names |= {name: name for name in gold.articles}
    for key, name in (keys or {}).items():
        names |= {key: name, f"record:{key}": name}

    def named(article: str) -> str:
        return names.get(article, article)

    kept = list(traces)
    copies = {(named(c.url), named(c.of)): _copy(c, named) for trace in kept for c in trace.copies}
    return Answer(
        claims=tuple(_claim(trace, gold, named) for trace in kept),
        copies=tuple(copies[pair] for pair in sorted(copies)),
        relays=frozenset((named(c.url), named(c.of)) for trace in kept for c in trace.relays),
        circles=frozenset(frozenset(map(named, circle)) for trace in kept for circle in trace.circular),
    )


def _copy(copied: Copied, named: Callable[[str], str]) -> Copy:
    return Copy(named(copied.url), named(copied.of), copied.share, copied.credited)


def _claim(trace: Trace, gold: Gold, named: Callable[[str], str]) -> Claim:
    members: dict[str, Membership] = {}
    # The stance of a report counts before that of the same statement as an answer.
    for one in trace.silences:
        members[one.silence] = _other(one, one.silence, Stance.DECLINES, gold, named)
    for answer in trace.answers:
        how = Stance.DECLINES if answer.meets is Meets.ELSE else _HOW.get(answer.how, Stance.DECLINES)
        members[answer.attribution] = _other(answer, answer.attribution, how, gold, named)
    for report in trace.reports:
        place = (report.place.start, report.place.end)
        statement = Statement(report.attribution, named(report.url), (place,))
        members[report.attribution] = Membership(statement, report.stance, report.chain)
    pairs: dict[Pair, Verdict] = {}
    for pair in trace.pairs:
        both = frozenset((named(pair.a), named(pair.b)))
        # Said twice, the answer that does most harm if it is wrong counts.
        if pairs.get(both) is not Verdict.INDEPENDENT:
            pairs[both] = pair.verdict
    return Claim(members, sum(o.certain for o in trace.origins), len(trace.origins), pairs)


def _other(
    one: Answered | Silent, key: str, stance: Stance, gold: Gold, named: Callable[[str], str]
) -> Membership:
    """Return an answer or a silence as a member; its chain is the outlet and who answered."""
    article = named(one.url)
    about = gold.articles.get(article)
    outlet = (Step(about.publisher, StepKind.OUTLET),) if about else ()
    statement = Statement(key, article, ((one.place.start, one.place.end),))
    return Membership(statement, stance, (*outlet, Step(one.party, StepKind.SPEAKER)))

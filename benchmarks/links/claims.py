"""Claims: which one of the system is meant, its origins, its pairs of articles, stances and chains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from benchmarks.links import answer, gold
from benchmarks.links.answer import Answer, Membership, Pair
from benchmarks.links.counts import Adding, ratio
from benchmarks.links.scene import Found, Scene, overlap
from benchmarks.links.words import names_agree
from onrecord.link.trace import Step, Verdict

#: What is written where the system gives no verdict or no stance.
NONE = "no answer"


@dataclass(frozen=True)
class Origins(Adding):
    """Claims by whether their origins were counted right; of those `unmatched` nothing was found."""

    right: int = 0
    high: int = 0
    low: int = 0
    unmatched: int = 0

    @property
    def total(self) -> int:
        """How many claims there are."""
        return self.right + self.high + self.low + self.unmatched

    @property
    def share(self) -> float | None:
        """Right of all claims."""
        return ratio(self.right, self.total)


@dataclass(frozen=True)
class Pairs(Adding):
    """Pairs of articles, gold against answer; `outside` are verdicts on pairs that the gold has not."""

    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    outside: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many pairs the gold has."""
        return self.table.total()

    @property
    def falsely_independent(self) -> int:
        """Pairs called independent that are not: one source looks like two."""
        return sum(
            n for (truth, said), n in self.table.items() if said == Verdict.INDEPENDENT and truth != said
        )

    @property
    def falsely_same(self) -> int:
        """Independent pairs that are called the same."""
        return self.table[Verdict.INDEPENDENT, Verdict.SAME_ORIGIN]

    @property
    def right(self) -> int:
        """Pairs with the verdict of the gold."""
        return sum(n for (truth, said), n in self.table.items() if said == truth)

    @property
    def cannot_tell(self) -> int:
        """Pairs that the system says it cannot tell of."""
        return sum(n for (_, said), n in self.table.items() if said == Verdict.CANNOT_TELL)

    @property
    def unanswered(self) -> int:
        """Pairs without any verdict: one of the articles is missing from the claim."""
        return sum(n for (_, said), n in self.table.items() if said == NONE)


@dataclass(frozen=True)
class Stances(Adding):
    """Members found: stance of the gold against that of the system."""

    table: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def found(self) -> int:
        """Members that a statement was read for."""
        return self.table.total()

    @property
    def right(self) -> int:
        """Members with the right stance."""
        return sum(n for (truth, said), n in self.table.items() if said == truth)

    @property
    def joined(self) -> int:
        """Members that are in some claim of the system, and so have a stance."""
        return sum(n for (_, said), n in self.table.items() if said != NONE)


@dataclass(frozen=True)
class Chains(Adding):
    """Members whose chain is right, of all members; `joined` are those in some claim of the system."""

    members: int = 0
    joined: int = 0
    right: int = 0
    steps: int = 0
    steps_found: int = 0


Matched = Mapping[str, answer.Claim | None]


def match_claims(found: Found, given: Answer) -> Matched:
    """Return for each claim of the gold that of the system with most members in common, None for none.

    Of two that have as many, the one with fewer other statements is meant.
    """
    keys: dict[str, set[str]] = {}
    for claim, _, statement in found.members:
        keys.setdefault(claim, set()).update([statement.key] if statement else [])

    def best(wanted: set[str]) -> answer.Claim | None:
        ranked = [
            (len(wanted & claim.members.keys()), -len(claim.members), -number)
            for number, claim in enumerate(given.claims)
        ]
        common, _, number = max(ranked, default=(0, 0, 0))
        return given.claims[-number] if common else None

    return {claim: best(wanted) for claim, wanted in keys.items()}


def judge_count(claim: gold.Claim, count: int) -> Origins:
    """Return whether a number of origins lies between the certain ones and all of a claim."""
    if count > claim.origins:
        return Origins(high=1)
    return Origins(low=1) if count < claim.certain else Origins(right=1)


def score_origins(
    claims: Iterable[gold.Claim], matched: Matched, *, certain_only: bool
) -> dict[str, Origins]:
    """Return the verdict on the number of origins of each claim, by its name.

    Counted are the origins that the system is certain of, at least one; or else all that it names.
    """
    scored = {}
    for claim in claims:
        answered = matched.get(claim.name)
        if answered is None:
            scored[claim.name] = Origins(unmatched=1)
            continue
        count = max(answered.certain, min(1, answered.origins)) if certain_only else answered.origins
        scored[claim.name] = judge_count(claim, count)
    return scored


def score_pairs(claim: gold.Claim, verdicts: Mapping[Pair, Verdict]) -> Pairs:
    """Return the pairs of a claim as a table; a pair without a verdict has no answer."""
    truth = {frozenset((a, b)): verdict for a, b, verdict in claim.pairs}
    table = Counter((verdict.value, _said(verdicts.get(pair))) for pair, verdict in truth.items())
    outside = Counter(verdict.value for pair, verdict in verdicts.items() if pair not in truth)
    return Pairs(table, outside)


def _said(verdict: Verdict | None) -> str:
    return NONE if verdict is None else verdict.value


def membership(found_key: str, claim: answer.Claim | None, given: Answer) -> Membership | None:
    """Return a statement's place in the matched claim, else in the first claim that has it."""
    for one in (claim, *given.claims):
        if one is not None and found_key in one.members:
            return one.members[found_key]
    return None


def score_stances(found: Found, matched: Matched, given: Answer) -> Stances:
    """Return the stances of the members that were read, in the claim that is meant or where else they are."""
    table: Counter[tuple[str, str]] = Counter()
    for claim, member, statement in found.members:
        if statement is not None:
            held = membership(statement.key, matched[claim], given)
            table[member.stance.value, held.stance.value if held else NONE] += 1
    return Stances(table)


def score_chains(scene: Scene, found: Found, matched: Matched, given: Answer) -> Chains:
    """Return how many members have all steps of their chain, in their order."""
    total = Chains()
    for claim, member, statement in found.members:
        held = membership(statement.key, matched[claim], given) if statement else None
        steps = steps_found(scene, member, held.chain) if held else 0
        wanted = len(member.chain)
        total += Chains(1, int(held is not None), int(steps == wanted), wanted, steps)
    return total


def steps_found(scene: Scene, member: gold.Member, chain: tuple[Step, ...]) -> int:
    """Return the most steps of a member's chain that another chain has in the same order.

    The longest common subsequence: further steps in between cost nothing, a step stands for one only.
    """
    row = [0] * (len(chain) + 1)
    for number in range(len(member.chain)):
        before, row = row, [0]
        for i, step in enumerate(chain):
            same = _same_step(scene, member, number, step)
            row.append(max(before[i] + 1 if same else 0, before[i + 1], row[-1]))
    return row[-1]


def _same_step(scene: Scene, member: gold.Member, number: int, step: Step) -> bool:
    """Say whether a step is that of the gold: by its name, or the last one by the words for the source."""
    names = {step.name, step.words} - {""}
    if names_agree(member.chain[number], names):
        return True
    about = scene.gold.articles.get(member.at.article)
    if number == 0 and about is not None and len(member.chain) > 1 and names_agree(about.publisher, names):
        return True
    place = scene.source_place(member.at)
    if number < len(member.chain) - 1 or place is None:
        return False
    if step.place is not None:
        return overlap([(step.place.start, step.place.end)], place) > 0
    return bool(member.at.source) and names_agree(member.at.source or "", names)

"""All measures of a dossier for one system, and what it got wrong as lines for whoever builds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.links.answer import Answer
from benchmarks.links.claims import (
    NONE,
    Chains,
    Matched,
    Origins,
    Pairs,
    Stances,
    match_claims,
    membership,
    score_chains,
    score_origins,
    score_pairs,
    score_stances,
    steps_found,
)
from benchmarks.links.counts import Adding, Counts, total
from benchmarks.links.reuse import Copies, score_circles, score_copies, score_relays
from benchmarks.links.sameness import Joins, NearMisses, Same, is_joined, score_near_misses, score_same
from benchmarks.links.scene import Found, Scene, Statement, find_members


@dataclass(frozen=True)
class Score(Adding):
    """The measures of examples/links/README.md, over one dossier or, added up, over a part."""

    origins: Origins = field(default_factory=Origins)
    origins_all: Origins = field(default_factory=Origins)
    pairs: Pairs = field(default_factory=Pairs)
    same: Same = field(default_factory=Same)
    near: NearMisses = field(default_factory=NearMisses)
    stances: Stances = field(default_factory=Stances)
    chains: Chains = field(default_factory=Chains)
    copies: Copies = field(default_factory=Copies)
    relays: Counts = field(default_factory=Counts)
    circles: Counts = field(default_factory=Counts)


def score_answer(scene: Scene, given: Answer) -> Score:
    """Return how right an answer is about a dossier."""
    scene, found, matched = _ready(scene, given)
    claims, joins = scene.gold.claims, _joins(given)
    certain, every = (score_origins(claims, matched, certain_only=only).values() for only in (True, False))
    verdicts = {name: claim.pairs if claim else {} for name, claim in matched.items()}
    return Score(
        origins=total(Origins(), certain),
        origins_all=total(Origins(), every),
        pairs=total(Pairs(), (score_pairs(claim, verdicts[claim.name]) for claim in claims)),
        same=score_same(found, joins),
        near=score_near_misses(scene, joins),
        stances=score_stances(found, matched, given),
        chains=score_chains(scene, found, matched, given),
        copies=score_copies(scene.gold.copies, given.copies),
        relays=score_relays(scene.gold.relays, given.relays, scene.gold.articles),
        circles=score_circles(scene.gold.circles, given.circles),
    )


def _ready(scene: Scene, given: Answer) -> tuple[Scene, Found, Matched]:
    """Return the scene with the statements that the answer has besides, its members, and the claims meant."""
    scene = scene.with_statements(given.statements())
    found = find_members(scene)
    return scene, found, match_claims(found, given)


def _joins(given: Answer) -> Joins:
    claims = given.claims_by_statement()

    def joins(one: Statement, other: Statement) -> bool:
        return bool(claims.get(one.key, set()) & claims.get(other.key, set()))

    return joins


def errors(scene: Scene, given: Answer) -> Iterator[str]:
    """Yield a line for everything that is wrong. Never to be shown of a kept back part."""
    scene, found, matched = _ready(scene, given)
    yield from _claim_errors(scene, matched)
    yield from _member_errors(scene, found, matched, given)
    yield from _joined_errors(scene, found, given)
    yield from _set_errors(scene, given)


def _claim_errors(scene: Scene, matched: Matched) -> Iterator[str]:
    verdicts = score_origins(scene.gold.claims, matched, certain_only=True)
    for claim in scene.gold.claims:
        answered, verdict = matched[claim.name], verdicts[claim.name]
        if not verdict.right:
            wrong = "too high" if verdict.high else "too low" if verdict.low else "claim not found"
            said = f"{answered.certain} to {answered.origins}" if answered else "none"
            yield f"origins {claim.name}: {wrong}; gold {claim.certain} to {claim.origins}, answer {said}"
        for a, b, truth in claim.pairs:
            said = answered.pairs.get(frozenset((a, b)), NONE) if answered else NONE
            if said != truth:
                yield f"pair {claim.name}: {a} and {b} are {truth}, answer {said}"


def _member_errors(scene: Scene, found: Found, matched: Matched, given: Answer) -> Iterator[str]:
    for claim, member, statement in found.members:
        at = f"{claim} {member.at.article} “{member.at.words}”"
        if statement is None:
            yield f"not read: {at}"
            continue
        held = membership(statement.key, matched[claim], given)
        if held is None:
            yield f"in no claim: {at}"
            continue
        if held.stance != member.stance:
            yield f"stance: {at} {member.stance}, answer {held.stance}"
        if steps_found(scene, member, held.chain) < len(member.chain):
            said = " < ".join(step.name for step in held.chain)
            yield f"chain: {at} {' < '.join(member.chain)}, answer {said}"


def _joined_errors(scene: Scene, found: Found, given: Answer) -> Iterator[str]:
    joins = _joins(given)
    for (claim, one, a), (other_claim, other, b) in combinations(found.members, 2):
        words = f"{one.at.article} “{one.at.words}” / {other.at.article} “{other.at.words}”"
        if a is None or b is None or is_joined(a, b, joins) == (claim == other_claim):
            continue
        yield f"not joined: {claim}: {words}" if claim == other_claim else f"wrongly joined: {words}"
    for miss in scene.gold.distinct:
        a, b = scene.meant(miss.a), scene.meant(miss.b)
        if a and b and a.key != b.key and joins(a, b):
            words = f"{miss.a.article} “{miss.a.words}” / {miss.b.article} “{miss.b.words}”"
            yield f"near miss joined ({miss.kind}): {words}"


def _set_errors(scene: Scene, given: Answer) -> Iterator[str]:
    gold = scene.gold
    copies = {(c.article, c.of) for c in gold.copies}, {(c.article, c.of) for c in given.copies}
    for name, (wanted, answered) in {"copy": copies, "relay": (gold.relays, given.relays)}.items():
        for article, of in sorted(wanted - answered):
            yield f"{name} missed: {article} of {of}"
        for article, of in sorted(answered - wanted):
            yield f"{name} false: {article} of {of}"
    for circle in sorted(gold.circles - given.circles, key=sorted):
        yield f"circle missed: {', '.join(sorted(circle))}"
    for circle in sorted(given.circles - gold.circles, key=sorted):
        yield f"circle false: {', '.join(sorted(circle))}"

"""The figures as plain values: what `--json` prints, and what the tables are made of."""

from __future__ import annotations

from typing import Any

from benchmarks.links.claims import Chains, Origins, Pairs, Stances
from benchmarks.links.counts import Counts
from benchmarks.links.measure import Measured
from benchmarks.links.reuse import Copies
from benchmarks.links.sameness import NearMisses, Same
from benchmarks.links.score import Score

Figures = dict[str, Any]


def figures(measured: Measured) -> Figures:
    """Return all figures of a part; shares are from 0 to 1, None where there is nothing to share."""
    floor = measured.floor
    return {
        "part": measured.part,
        "dossiers": measured.dossiers,
        "articles": measured.articles,
        "thresholds swept on the open part": dict(floor.thresholds),
        "systems": {name: _score(score) for name, score in measured.scores.items()},
        "baselines": {
            "origins": {name: origin_figures(value) for name, value in floor.origins.items()},
            "pairs": {name: pair_figures(value) for name, value in floor.pairs.items()},
            "same claim": {name: same_figures(value) for name, value in floor.same.items()},
            "near misses": {name: near_figures(value) for name, value in floor.near.items()},
            "stances": {name: stance_figures(value) for name, value in floor.stances.items()},
            "copies": {name: copy_figures(value) for name, value in floor.copies.items()},
        },
    }


def _score(score: Score) -> Figures:
    return {
        "origins": origin_figures(score.origins),
        "origins, uncertain ones counted": origin_figures(score.origins_all),
        "pairs": pair_figures(score.pairs),
        "same claim": same_figures(score.same),
        "near misses": near_figures(score.near),
        "stances": stance_figures(score.stances),
        "chains": chain_figures(score.chains),
        "copies": copy_figures(score.copies),
        "relays": count_figures(score.relays),
        "circles": count_figures(score.circles),
    }


def count_figures(counts: Counts) -> Figures:
    """Return the counts with precision, recall and F1."""
    return {
        "right": counts.right,
        "false": counts.false,
        "missed": counts.missed,
        "precision": _rounded(counts.precision),
        "recall": _rounded(counts.recall),
        "F1": _rounded(counts.f1),
    }


def origin_figures(origins: Origins) -> Figures:
    """Return claims by how their origins were counted."""
    return {
        "claims": origins.total,
        "right": origins.right,
        "too high": origins.high,
        "too low": origins.low,
        "claim not found": origins.unmatched,
        "share right": _rounded(origins.share),
    }


def pair_figures(pairs: Pairs) -> Figures:
    """Return the pairs, first those called independent that are not."""
    return {
        "called independent that is not": pairs.falsely_independent,
        "independent called same": pairs.falsely_same,
        "pairs": pairs.total,
        "right": pairs.right,
        "cannot tell": pairs.cannot_tell,
        "share cannot tell": _rounded(pairs.cannot_tell / pairs.total) if pairs.total else None,
        "no answer": pairs.unanswered,
        "table": {f"{truth} / {said}": n for (truth, said), n in sorted(pairs.table.items())},
        "outside the gold": dict(sorted(pairs.outside.items())),
    }


def same_figures(same: Same) -> Figures:
    """Return the pairs of members joined, with the members that were not read."""
    return {**count_figures(same.counts), "members": same.members, "members not found": same.not_found}


def near_figures(near: NearMisses) -> Figures:
    """Return the near misses taken for the same, by kind."""
    return {
        kind: {
            "asked": near.asked[kind],
            "joined": near.joined[kind],
            "read as one statement": near.one[kind],
            "not found": near.not_found[kind],
        }
        for kind in sorted(near.asked)
    } | {"all": {"asked": near.asked.total(), "joined": near.joined.total()}}


def stance_figures(stances: Stances) -> Figures:
    """Return how many stances are right, and the table of gold against answer."""
    return {
        "members found": stances.found,
        "in a claim": stances.joined,
        "right": stances.right,
        "accuracy": _rounded(stances.right / stances.found) if stances.found else None,
        "table": {f"{truth} / {said}": n for (truth, said), n in sorted(stances.table.items())},
    }


def chain_figures(chains: Chains) -> Figures:
    """Return how many chains are whole."""
    return {
        "members": chains.members,
        "in a claim": chains.joined,
        "right": chains.right,
        "share right": _rounded(chains.right / chains.members) if chains.members else None,
        "steps": chains.steps,
        "steps found": chains.steps_found,
    }


def copy_figures(copies: Copies) -> Figures:
    """Return copies found in order and in either direction, and what is right of those found."""
    return {
        "ordered": count_figures(copies.ordered),
        "either direction": count_figures(copies.either),
        "found": copies.either.right,
        "right direction": copies.directed,
        "right credited": copies.credited,
        "mean error of share": _rounded(copies.mean_share_error),
        "false between copies of one article": copies.siblings,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

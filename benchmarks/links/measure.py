"""A part of the exam in one run: every dossier laid out once, asked of every system, the scores added up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.links import baselines
from benchmarks.links.answer import answer_of
from benchmarks.links.claims import Origins, Pairs, Stances
from benchmarks.links.counts import total
from benchmarks.links.gold import OPEN, folders_of
from benchmarks.links.reuse import Copies
from benchmarks.links.sameness import Joins, NearMisses, Same
from benchmarks.links.scene import Scene
from benchmarks.links.score import Score, errors, score_answer
from benchmarks.links.systems import Traces, lay_out, record_of

#: What exact containment of runs of words is called in tables.
CONTAINMENT: Final = "containment"
#: Told how many dossiers are done, of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Floor:
    """What the baselines give on a part, by their names, and the thresholds swept on the open part."""

    origins: Mapping[str, Origins]
    pairs: Mapping[str, Pairs]
    same: Mapping[str, Same]
    near: Mapping[str, NearMisses]
    stances: Mapping[str, Stances]
    copies: Mapping[str, Copies]
    thresholds: Mapping[str, float]


@dataclass(frozen=True)
class Measured:
    """The figures of a part. `errors` are lines about the open part; of the kept back part there are none."""

    part: str
    dossiers: int
    articles: int
    scores: Mapping[str, Score]
    floor: Floor
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)


def measure(
    exam: Path,
    part: str,
    systems: Mapping[str, Traces],
    only: str | None = None,
    tell: Progress | None = None,
) -> Measured:
    """Return the figures of a part, or of one dossier of it.

    The open part is read in any case: the thresholds of the baselines are swept on the whole of it, and on
    nothing else.
    """
    chosen = [folder for folder in folders_of(exam, part) if only in (None, folder.name)]
    swept_on = folders_of(exam, OPEN)
    folders = list(dict.fromkeys([*chosen, *swept_on]))
    scenes: dict[Path, Scene] = {}
    scores = {name: Score() for name in systems}
    wrong: dict[str, list[str]] = {name: [] for name in systems}
    for number, folder in enumerate(folders, 1):
        with record_of(folder) as record:
            laid = lay_out(folder, record)
            scenes[folder] = laid.scene
            for name, traces in systems.items() if folder in chosen else ():
                given = answer_of(traces(record), laid.scene.gold, laid.keys)
                scores[name] += score_answer(laid.scene, given)
                if part == OPEN:
                    wrong[name] += (f"{folder.name}: {line}" for line in errors(laid.scene, given))
        if tell is not None:
            tell(number, len(folders))
    thresholds = sweep([scenes[folder] for folder in swept_on])
    kept = [scenes[folder] for folder in chosen]
    articles = sum(len(scene.gold.articles) for scene in kept)
    return Measured(part, len(kept), articles, scores, floor(kept, thresholds), wrong)


def sweep(scenes: Sequence[Scene]) -> dict[str, float]:
    """Return for each baseline with a threshold the ones that do best on these dossiers."""
    found: dict[str, float] = {}
    for name, alike in baselines.ALIKE.items():
        swept = baselines.sweep_same(scenes, alike)
        found |= {name: swept.best, f"{name}, precise": swept.precise}
    return {**found, CONTAINMENT: baselines.sweep_copies(scenes)}


def floor(scenes: Sequence[Scene], thresholds: Mapping[str, float]) -> Floor:
    """Return what the baselines give on dossiers, at these thresholds."""
    same, near = _joined(scenes, thresholds)
    copies = {
        f"{CONTAINMENT} from {least:.2f}": total(
            Copies(), (baselines.score_containment(scene, least) for scene in scenes)
        )
        for least in (baselines.CONTAINMENT, thresholds[CONTAINMENT])
    }
    return Floor(
        origins={
            "one an article": total(Origins(), map(baselines.one_an_article, scenes)),
            "one an outlet": total(Origins(), map(baselines.one_an_outlet, scenes)),
        },
        pairs={"all cannot tell": total(Pairs(), map(baselines.all_cannot_tell, scenes))},
        same={**same, "ceiling": total(Same(), map(baselines.ceiling, scenes))},
        near=near,
        stances={"all assert": total(Stances(), map(baselines.all_assert, scenes))},
        copies=copies,
        thresholds=dict(thresholds),
    )


def _joined(
    scenes: Sequence[Scene], thresholds: Mapping[str, float]
) -> tuple[dict[str, Same], dict[str, NearMisses]]:
    """Return pairs of members and near misses for every rule of sameness, by the names that tables show."""
    rules: dict[str, Callable[[Scene], Joins]] = {"all joined": lambda _scene: baselines.join_all}
    for name, least in thresholds.items():
        if name != CONTAINMENT:
            rules[f"{name} from {least:.2f}"] = partial(_rule, name.partition(",")[0], least)
    both = {name: [baselines.same_by(scene, rule(scene)) for scene in scenes] for name, rule in rules.items()}
    same = {name: total(Same(), (pairs for pairs, _ in parts)) for name, parts in both.items()}
    return same, {name: total(NearMisses(), (misses for _, misses in parts)) for name, parts in both.items()}


def _rule(name: str, least: float, scene: Scene) -> Joins:
    return baselines.joined_from(baselines.ALIKE[name](scene), least)

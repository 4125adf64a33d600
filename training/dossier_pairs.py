"""Pairs of statements of the open dossiers of examples/links, as the network of claims reads them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.claims import load, open_dossiers
from onrecord.link.passages import Passage
from onrecord.record.claim_places import passages as passages_of
from training.sameness import pairs_of


def dossier_pairs() -> tuple[list[Passage], list[tuple[int, int, bool]]]:
    """Return the statements, and the pairs of members of different articles by their places in that list."""
    passages: list[Passage] = []
    pairs: list[tuple[int, int, bool]] = []
    with TemporaryDirectory() as folder:
        for name in open_dossiers():
            dossier = load(name, Path(folder))
            at = {row: len(passages) + number for number, row in enumerate(dossier.said)}
            read = [passages_of(dossier.store, number) for number in dict.fromkeys(dossier.articles.values())]
            known = {row: one for some in read for row, one in some.items()}
            passages += [known[row] for row in dossier.said]
            members = {row for spot in dossier.members for row in spot.rows}
            pairs += [
                (at[one], at[other], same)
                for one, other, same in pairs_of(dossier)
                if one in members and other in members
            ]
    return passages, pairs

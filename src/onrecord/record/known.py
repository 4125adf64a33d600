"""Known parties in the record: taken from a file, and tied to the parties that articles name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.article import PartyKind
from onrecord.errors import InputError
from onrecord.link.evidence import weigh
from onrecord.link.fits import keys_for, known_names
from onrecord.link.parties import Evidence, Suggestion
from onrecord.link.reasons import reason
from onrecord.record.appearances import put_suggestion
from onrecord.record.door import StoreDoor, apart
from onrecord.record.known_file import KnownRow, read_known
from onrecord.record.merging import merge
from onrecord.record.store import Store

Progress = Callable[[int, int], None]
_NO_ARTICLE = -1
# A known name on two parties that something keeps apart: worth a look, no more.
_DOUBTFUL = 0.5


@dataclass(frozen=True, slots=True)
class KnownLoad:
    """What a file of known parties did: how many `parties` it has under how many `names`.

    `shared` names belong to several of them and decide nothing. `met` parties of the file are in the record,
    `merged` parties of the record became others. `problems` are rows and names that were left out.
    """

    parties: int
    names: int
    shared: int
    met: int
    merged: int
    problems: tuple[InputError, ...]


def load_known(store: Store, path: Path, progress: Progress | None = None) -> KnownLoad:
    """Replace the known parties of the record by those of a file, in one transaction, and tie them.

    A name in full that one known party alone has makes the parties of the record with it that party, unless a
    person said otherwise or something speaks against it. `progress` is told known parties done and to do.
    Raises InputError where the file cannot be used; the record is then as it was.
    """
    with store.transaction():
        store.run("DELETE FROM known_party")
        store.run("UPDATE party SET known = NULL WHERE known IS NOT NULL")
        problems = _put_rows(store, path)
        shared = store.value(
            "SELECT count(*) FROM (SELECT 1 FROM known_party GROUP BY folded HAVING count(*) > 1)"
        )
        known = [row[0] for row in store.rows("SELECT DISTINCT known FROM known_party ORDER BY known")]
        met = merged = 0
        for number, one in enumerate(known, start=1):
            found, became = _tie(store, one)
            met, merged = met + found, merged + became
            if progress is not None:
                progress(number, len(known))
        names = store.value("SELECT count(DISTINCT folded) FROM known_party")
        return KnownLoad(len(known), names, shared, met, merged, tuple(problems))


def _put_rows(store: Store, path: Path) -> list[InputError]:
    problems: list[InputError] = []
    for row in read_known(path):
        if isinstance(row, InputError):
            problems.append(row)
            continue
        told = {name: known_names(name, row.kind) for name in row.names}
        for name, keys in told.items():
            if not keys:
                cause = f"“{name:.60}” does not tell which one is meant"
                problems.append(InputError(f"{path}, {row.known}", cause, "the name is left out"))
        _put_row(store, row, [key for keys in told.values() for key in keys])
    return problems


def _put_row(store: Store, row: KnownRow, keys: list[str]) -> None:
    detail = json.dumps({"names": row.names, "wikidata": row.wikidata}, ensure_ascii=False)
    store.run_many(
        "INSERT OR IGNORE INTO known_party (known, folded, name, kind, detail) VALUES (?, ?, ?, ?, ?)",
        [(row.known, key, row.names[0], row.kind.value, detail) for key in keys],
    )


def _tie(store: Store, known: str) -> tuple[int, int]:
    """Tie one known party to the record; return whether it is there, and how many parties became others."""
    row = store.row("SELECT name, kind, detail FROM known_party WHERE known = ? LIMIT 1", (known,))
    assert row is not None  # its id was just read
    parties: dict[int, None] = {}
    for name in json.loads(row["detail"])["names"]:
        keys = known_names(name, PartyKind(row["kind"]))
        if keys and not _shared(store, keys):
            parties |= dict.fromkeys(_parties(store, name, PartyKind(row["kind"])))
    keep, merged = None, 0
    for party in sorted(parties):
        if keep is None:
            keep = party
        elif _may_merge(store, keep, party, row["name"]):
            merge(store, _key(store, keep), _key(store, party), why="decided")
            merged += 1
    if keep is None:
        return 0, 0
    store.run("UPDATE party SET known = ? WHERE id = ?", (known, keep))
    return 1, merged


def _shared(store: Store, keys: tuple[str, ...]) -> bool:
    marks = ", ".join("?" * len(keys))
    sql = f"SELECT count(DISTINCT known) FROM known_party WHERE folded IN ({marks})"  # noqa: S608
    return bool(store.value(sql, keys) > 1)


def _parties(store: Store, name: str, kind: PartyKind) -> list[int]:
    """Return the parties of the record that go by a name, of a fitting kind and no other known party."""
    found: dict[int, None] = {}
    for key, kept in keys_for(name, kind):
        for row in store.rows(
            "SELECT p.id, p.kind FROM party_key AS k JOIN party AS p ON p.id = k.party_id"
            " WHERE k.key = ? AND k.name = ? AND p.known IS NULL ORDER BY p.id",
            (key, kept),
        ):
            bodies = {PartyKind.ORGANIZATION, PartyKind.GOVERNMENT}
            kinds = {PartyKind(row["kind"]), kind} - {PartyKind.UNKNOWN}
            if len(kinds) < 2 or kinds <= bodies:
                found[row["id"]] = None
    return list(found)


def _may_merge(store: Store, keep: int, party: int, name: str) -> bool:
    """Whether nothing keeps two parties with a known name apart; where something does, it is suggested."""
    if apart(store, keep, party):
        return False
    door = StoreDoor(store, _NO_ARTICLE)
    one = replace(door.party(keep), seen=tuple(door.shown(keep)))
    for seen in door.shown(party) if one.kind is PartyKind.PERSON else ():
        against = weigh(seen, one).against
        if against:
            evidence = (Evidence("known party", name, seen.name), *against)
            put_suggestion(store, keep, Suggestion(party, _DOUBTFUL, reason(evidence[:1], against), evidence))
            return False
    return True


def _key(store: Store, party: int) -> str:
    return str(store.value("SELECT key FROM party WHERE id = ?", (party,)))
